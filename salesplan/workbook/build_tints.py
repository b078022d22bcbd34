"""What a built workbook colours while it is used: conditional formats that warn, or tell apart."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from salesplan.tables.model import Choice, Column, Owner, Table
from salesplan.workbook.addresses import cell_name
from salesplan.workbook.build_draft import Draft
from salesplan.workbook.build_styles import (
    CALM_FILL,
    CALM_INK,
    COUNT,
    GOOD_FILL,
    GOOD_INK,
    MUTED,
    NOTICE_FILL,
    NOTICE_INK,
    PALE,
    SHARE,
    WRONG_FILL,
    WRONG_INK,
    shows_any,
)
from salesplan.workbook.build_words import SIZES

OFF_WHEN_NOT_ZERO: Final = ("gap", "check")
"""Keys of the columns that are 0 while a plan is in balance."""

_Look = dict[str, Any]
_Rules = Iterator[dict[str, Any]]

_RED: Final[_Look] = {"bg_color": WRONG_FILL, "font_color": WRONG_INK}
_AMBER: Final[_Look] = {"bg_color": NOTICE_FILL, "font_color": NOTICE_INK}
_BLUE: Final[_Look] = {"bg_color": CALM_FILL, "font_color": CALM_INK}
_GREEN: Final[_Look] = {"bg_color": GOOD_FILL, "font_color": GOOD_INK}
_GREY: Final[_Look] = {"font_color": MUTED}
_STAGES: Final = {
    "prospect": _GREY,
    "new": _BLUE,
    "growing": _GREEN,
    "declining": _AMBER,
    "dormant": _AMBER,
    "lost": _RED,
    "won": _GREEN,
}
_CHOICES: Final[dict[str, dict[str, _Look]]] = {
    "bound": {"floor": _BLUE, "cap": _BLUE, "pin": _AMBER},
    "severity": {"error": _RED, "warning": _AMBER, "info": _BLUE},
    "move": {"up": _GREEN, "down": _RED, "held": _AMBER, "new": _BLUE, "same": _GREY},
    "segment": {"champions": _GREEN, "cannot_lose": _RED, "at_risk": _AMBER, "asleep": _GREY},
    "customer_class": {"key": _BLUE},
    "lifecycle": _STAGES,
    "stage": _STAGES,
    "result": {"order": _GREEN, "refused": _RED},
    "kind": {"complaint": _RED, "quote": _AMBER, "next_step": _BLUE},
    "diagnosis": {"on_target": _GREEN, "talk": _AMBER, "train": _BLUE, "review": _RED, "unclear": _GREY},
    "recognition": {"best": _GREEN | {"bold": True}, "improved": _BLUE},
    "top_changes": {"yes": _AMBER},
    "mark": {"too_hard": _RED, "hard": _AMBER, "as_it_should_be": _GREEN, "easy": _BLUE, "too_easy": _AMBER},
    "state": {"failed": _RED},
}
"""By column key and choice key."""

_ABOVE: Final = {"overdue": (0, _RED), "workload": (1, _RED), "growth": (0, {"font_color": GOOD_INK})}
"""By column key: the value above which a cell stands out, and how."""

_BEST_TIER: Final = "A"
_CUT_OF: Final = {"share": SHARE, "amount": COUNT}
_NEAR_ZERO: Final = "0.0004"
_MISSING: Final = "#FBC77D"
_SOON: Final = 14

_IN_UNITS: Final = ("actual", "target")
_UNIT_OF: Final = {"percent": SHARE}
_MEASURED: Final = ("value", "plan_value")
_MEASURED_IN: Final = {"growth_spread": SHARE, "capped": COUNT, "floored": COUNT}
_STEPS_IN_UNITS: Final = ("hires", "rounding_unit")
"""Drivers whose steps are no percentage points."""

_REACHED: Final = {"attainment": (1, 0.9), "score": (100, 60), "total": (100, 70)}
"""From where a figure has reached what it is held against, and below what it is far from it."""

_OF_SCORES: Final = "_score"
_BARS: Final = ("score", "total")
_BAR: Final[_Look] = {
    "type": "data_bar",
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 120,
    "bar_color": PALE,
}
_PLACES: Final = ((1, _GREEN | {"bold": True}), (3, _BLUE))
"""The last rank of each colour."""

_WEIGHT: Final = "weight"


def tints(draft: Draft, table: Table, column: Column, row: int) -> _Rules:
    """Give the conditional formats of a column's cells, written for their first row (counted from 1)."""
    cell = _cell_of(table, column.key, row)
    if column.key in OFF_WHEN_NOT_ZERO:
        yield not_zero(draft, cell)
    if column.key == "final" and "override" in table.keys:
        yield _when(draft, f'{_cell_of(table, "override", row)}<>""', {"bold": True, "font_color": NOTICE_INK})
    if column.key in _ABOVE and column.owner is not Owner.PERSON:
        limit, look = _ABOVE[column.key]
        yield _when(draft, f"AND(ISNUMBER({cell}),{cell}>{limit})", look)
    for choice in column.choices:
        if tint := _CHOICES.get(column.key, {}).get(choice.key):
            yield _when(draft, _says(cell, choice), tint)
    if column.key == "tier" and column.owner is Owner.SALESPLAN:
        yield _when(draft, f'{cell}="{_BEST_TIER}"', _BLUE | {"bold": True})
    if column.required and column.owner is Owner.PERSON:
        yield _when(draft, f'AND({cell}="",COUNTA({_typed_cells(table, row)})>0)', {"bg_color": _MISSING})
    if column.key == "next_visit" and "overdue" not in table.keys:
        yield from _due(draft, cell)
    if column.key == "cut":
        yield from _shown_as(draft, table["rule"], _CUT_OF, cell, _cell_of(table, "rule", row))
    if column.key in _IN_UNITS and "unit" in table.keys:
        yield from _shown_as(draft, table["unit"], _UNIT_OF, cell, _cell_of(table, "unit", row))
        if column.owner is not Owner.PERSON:
            yield _without_decimals(draft, cell)
    if shows_any(column):
        yield _without_decimals(draft, cell)
    if column.key in _MEASURED and "measure" in table.keys:
        yield from _shown_as(draft, table["measure"], _MEASURED_IN, cell, _cell_of(table, "measure", row))
    if column.key == "size" and column.identity:
        yield from _named_sizes(draft, cell)
    if column.key == "step" and "driver" in table.keys and column.owner is Owner.PERSON:
        yield _step_as_share(draft, table, cell, row)
    if column.owner is not Owner.PERSON:
        yield from _scored(draft, table, column.key, row)


def _without_decimals(draft: Draft, cell: str) -> dict[str, Any]:
    """Show a whole number without decimals."""
    return _when(draft, f"AND(ISNUMBER({cell}),{cell}=ROUND({cell},0))", {"num_format": COUNT})


def not_zero(draft: Draft, cell: str) -> dict[str, Any]:
    """Give the conditional format of a cell that should be 0."""
    return _when(draft, f"AND(ISNUMBER({cell}),ABS({cell})>{_NEAR_ZERO})", _RED | {"bold": True})


def total_tints(draft: Draft, column: Column, cell: str) -> _Rules:
    """Give the conditional formats of the total above a column."""
    if column.key in OFF_WHEN_NOT_ZERO:
        yield not_zero(draft, cell)
    if column.key == _WEIGHT:
        # Weights add up to 100 exactly; those typed as percentages to 1.
        off = f"AND({cell}<>0,ROUND({cell},6)<>100,ROUND({cell},6)<>1)"
        yield _when(draft, off, _RED)


def still_blank(draft: Draft, cell: str) -> dict[str, Any]:
    """Give the conditional format of a cell that must be filled."""
    return _when(draft, f'{cell}=""', {"bg_color": WRONG_FILL})


def _due(draft: Draft, cell: str) -> _Rules:
    yield _when(draft, f"AND(ISNUMBER({cell}),{cell}<TODAY())", _RED)
    yield _when(draft, f"AND(ISNUMBER({cell}),{cell}>=TODAY(),{cell}<=TODAY()+{_SOON})", _AMBER)


def _shown_as(draft: Draft, decides: Column, formats: Mapping[str, str], cell: str, decided: str) -> _Rules:
    """Show a number as what a choice in its row makes it: a share, an amount."""
    for choice in decides.choices:
        if choice.key in formats:
            yield _when(draft, f"AND(ISNUMBER({cell}),{_says(decided, choice)})", {"num_format": formats[choice.key]})


def _step_as_share(draft: Draft, table: Table, cell: str, row: int) -> dict[str, Any]:
    """Show a step as a share, but that of a driver that counts things."""
    driver = _cell_of(table, "driver", row)
    counts = [_says(driver, choice) for choice in table["driver"].choices if choice.key in _STEPS_IN_UNITS]
    return _when(draft, f"AND(ISNUMBER({cell}),NOT(OR({','.join(counts)})))", {"num_format": SHARE})


def _named_sizes(draft: Draft, cell: str) -> _Rules:
    """Show a group of reps by what it is called."""
    for size, name in SIZES.items():
        shown = f'0" = {draft.said(name)}"' if size else f'"{draft.said(name)}"'
        yield _when(draft, f"AND(ISNUMBER({cell}),{cell}={size})", {"num_format": shown})


def _scored(draft: Draft, table: Table, key: str, row: int) -> _Rules:
    """Tell good scores from bad ones."""
    cell = _cell_of(table, key, row)
    kind = _OF_SCORES[1:] if key.endswith(_OF_SCORES) else key
    if kind in _REACHED:
        yield from _reached(draft, kind, cell, {"font_color": GOOD_INK}, {"font_color": WRONG_INK})
    if key == "grade" and "total" in table.keys:  # people name grades as they like: the total tells what one means
        yield from _reached(draft, "total", _cell_of(table, "total", row), _GREEN, _RED)
    if key == "rank" and "total" in table.keys:
        for last, look in _PLACES:
            yield _when(draft, f"AND(ISNUMBER({cell}),{cell}<={last})", look)
    if key in _BARS:
        yield _BAR


def _reached(draft: Draft, kind: str, cell: str, good: _Look, bad: _Look) -> _Rules:
    enough, far = _REACHED[kind]
    yield _when(draft, f"AND(ISNUMBER({cell}),{cell}>={enough})", good)
    yield _when(draft, f"AND(ISNUMBER({cell}),{cell}<{far})", bad)


def _says(cell: str, choice: Choice) -> str:
    """Write that a cell says a choice, in whatever language."""
    same = ",".join(f'{cell}="{said}"' for said in dict.fromkeys((choice.key, *choice.label.every())))
    return f"OR({same})"


def _typed_cells(table: Table, row: int) -> str:
    typed = [column.key for column in table if column.owner is Owner.PERSON]
    return f"{_cell_of(table, typed[0], row)}:{_cell_of(table, typed[-1], row)}"


def _cell_of(table: Table, key: str, row: int) -> str:
    return "$" + cell_name(row, table.keys.index(key) + 1)


def _when(draft: Draft, condition: str, look: _Look) -> dict[str, Any]:
    # A plain add_format: a conditional format may say nothing about alignment.
    return {"type": "formula", "criteria": f"={condition}", "format": draft.book.add_format(look)}
