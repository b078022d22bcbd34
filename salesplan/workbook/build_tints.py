"""What a built workbook colours while it is used: conditional formats that warn, or tell apart."""

from collections.abc import Iterator
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
    SHARE,
    WRONG_FILL,
    WRONG_INK,
)

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
}
"""By column key and choice key."""

_ABOVE: Final = {"overdue": (0, _RED), "workload": (1, _RED), "growth": (0, {"font_color": GOOD_INK})}
"""By column key: the value above which a cell stands out, and how."""

_BEST_TIER: Final = "A"
_CUT_OF: Final = {"share": SHARE, "amount": COUNT}
_NEAR_ZERO: Final = "0.0004"
_MISSING: Final = "#FBC77D"
_SOON: Final = 14


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
        yield from _cut(draft, table["rule"], cell, _cell_of(table, "rule", row))


def not_zero(draft: Draft, cell: str) -> dict[str, Any]:
    """Give the conditional format of a cell that should be 0."""
    return _when(draft, f"AND(ISNUMBER({cell}),ABS({cell})>{_NEAR_ZERO})", _RED | {"bold": True})


def still_blank(draft: Draft, cell: str) -> dict[str, Any]:
    """Give the conditional format of a cell that must be filled."""
    return _when(draft, f'{cell}=""', {"bg_color": WRONG_FILL})


def _due(draft: Draft, cell: str) -> _Rules:
    yield _when(draft, f"AND(ISNUMBER({cell}),{cell}<TODAY())", _RED)
    yield _when(draft, f"AND(ISNUMBER({cell}),{cell}>=TODAY(),{cell}<=TODAY()+{_SOON})", _AMBER)


def _cut(draft: Draft, rule: Column, cell: str, ruled: str) -> _Rules:
    """Show a cut as what its row's rule makes it: a share, an amount."""
    for choice in rule.choices:
        if choice.key in _CUT_OF:
            yield _when(draft, f"AND(ISNUMBER({cell}),{_says(ruled, choice)})", {"num_format": _CUT_OF[choice.key]})


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
