"""What a built workbook does while people type: validations, hints, guards, colours that warn."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from salesplan.tables.model import Column, Holds, Owner, Setting, Table
from salesplan.words import Words
from salesplan.workbook import build_words as words
from salesplan.workbook.addresses import cell_name
from salesplan.workbook.build_draft import Draft
from salesplan.workbook.build_styles import (
    CALM_FILL,
    CALM_INK,
    GOOD_INK,
    NOTICE_FILL,
    NOTICE_INK,
    WRONG_FILL,
    WRONG_INK,
)

OFF_WHEN_NOT_ZERO: Final = ("gap", "check")
"""Keys of the columns that are 0 while a plan is in balance."""

_NEAR_ZERO: Final = "0.0004"
_TINTS: Final = {
    "floor": (CALM_FILL, CALM_INK),
    "cap": (CALM_FILL, CALM_INK),
    "pin": (NOTICE_FILL, NOTICE_INK),
    "error": (WRONG_FILL, WRONG_INK),
    "warning": (NOTICE_FILL, NOTICE_INK),
    "info": (CALM_FILL, CALM_INK),
}
_AMOUNTS: Final = (Holds.MONEY, Holds.LEDGER, Holds.NUMBER, Holds.PERCENT)
_DATES: Final = (Holds.DATE, Holds.MONTH, Holds.MOMENT)
_FIRST_DAY: Final = date(1900, 1, 1)
_LARGEST: Final = 1e15
_TITLE_LENGTH: Final = 32
_MESSAGE_LENGTH: Final = 255


def list_name(refers: str) -> str:
    """Give the defined name of the column that a ``Table.key`` reference takes its values from.

    Examples
    --------
    >>> list_name("Reps.rep_id")
    'list_Reps_rep_id'
    """
    return "list_" + refers.replace(".", "_")


def guard(draft: Draft, owner: Owner) -> dict[str, Any]:
    """Refuse typing into a cell that is computed; unlike sheet protection it lets the table grow, sort and filter."""
    return {
        "validate": "custom",
        "value": "=FALSE",
        "ignore_blank": False,
        "error_title": _title(draft, words.GUARD_TITLE),
        "error_message": _message(draft.said(words.GUARDS[owner])),
    }


def hint(draft: Draft, column: Column) -> dict[str, Any]:
    """Explain a column while its header is selected."""
    about = f"{draft.said(column.help)}\n{draft.said(words.OWNERS[column.owner])}"
    return {
        "validate": "any",
        "input_title": _title(draft, column.label),
        "input_message": _message(about),
    }


def typed(draft: Draft, declared: Column | Setting) -> dict[str, Any]:
    """Check what is typed against a column or setting, and explain it while its cell is selected."""
    prompt = {"input_title": _title(draft, declared.label), "input_message": _message(draft.said(declared.help))}
    return prompt | _criteria(draft, declared)


def _criteria(draft: Draft, declared: Column | Setting) -> dict[str, Any]:
    if isinstance(declared, Column) and declared.refers:
        return _reference(draft, declared)
    if declared.choices:
        return _choice(draft, declared)
    if declared.holds in _DATES:
        return {"validate": "date", "criteria": ">=", "value": _FIRST_DAY} | _refusal(draft, words.REFUSED_DATE)
    if declared.holds in _AMOUNTS:
        return {"validate": "decimal"} | _range(draft, declared)
    if declared.holds is Holds.INTEGER:
        return {"validate": "integer"} | _range(draft, declared)
    return {"validate": "any"}


def _reference(draft: Draft, column: Column) -> dict[str, Any]:
    """Offer the values of another table's column; another value is warned of, as it may be about to be added there."""
    table, _, key = column.refers.partition(".")
    sheet = next(sheet.name for sheet in draft.plan.sheets if sheet.table.name == table)
    unknown = draft.said(words.UNKNOWN).format(sheet=draft.said(sheet), label=draft.headers[table][key])
    return {
        "validate": "list",
        "source": f"={list_name(column.refers)}",
        "error_type": "warning",
        "error_title": _title(draft, words.UNKNOWN_TITLE),
        "error_message": _message(unknown),
    }


def _choice(draft: Draft, declared: Column | Setting) -> dict[str, Any]:
    labels = [draft.said(choice.label) for choice in declared.choices]
    also = isinstance(declared, Setting) and declared.also
    kind = {"error_type": "warning"} if also else {}
    refusal = _refusal(draft, words.REFUSED_CHOICE, choices=", ".join(labels))
    return {"validate": "list", "source": labels} | kind | refusal


def _range(draft: Draft, declared: Column | Setting) -> dict[str, Any]:
    least, most = declared.minimum, declared.maximum
    facts = {"least": _shown(least, declared.holds), "most": _shown(most, declared.holds)}
    if least is not None and most is not None:
        limits: dict[str, Any] = {"criteria": "between", "minimum": least, "maximum": most}
        return limits | _refusal(draft, words.REFUSED_RANGE, **facts)
    if least is not None:
        return {"criteria": ">=", "value": least} | _refusal(draft, words.REFUSED_LEAST, **facts)
    if most is not None:
        return {"criteria": "<=", "value": most} | _refusal(draft, words.REFUSED_MOST, **facts)
    limits = {"criteria": "between", "minimum": -_LARGEST, "maximum": _LARGEST}
    return limits | _refusal(draft, words.REFUSED_NUMBER)


def _shown(limit: float | None, holds: Holds) -> str:
    if limit is None:
        return ""
    return f"{limit * 100:g}%" if holds is Holds.PERCENT else f"{limit:g}"


def _refusal(draft: Draft, message: Words, **facts: object) -> dict[str, Any]:
    return {
        "error_title": _title(draft, words.REFUSED_TITLE),
        "error_message": _message(draft.said(message).format(**facts)),
    }


def _title(draft: Draft, text: Words) -> str:
    return draft.said(text)[:_TITLE_LENGTH]


def _message(text: str) -> str:
    return text if len(text) <= _MESSAGE_LENGTH else text[: _MESSAGE_LENGTH - 1] + "…"


def warnings(draft: Draft, table: Table, column: Column, row: int) -> Iterator[dict[str, Any]]:
    """Give the conditional formats of a column's cells, written for their first row (counted from 1)."""
    cell = _cell_of(table, column.key, row)
    if column.key in OFF_WHEN_NOT_ZERO:
        yield not_zero(draft, cell)
    if column.key == "final" and "override" in table.keys:
        look = {"bold": True, "font_color": NOTICE_INK}
        yield _when(draft, f'{_cell_of(table, "override", row)}<>""', **look)
    if column.holds is Holds.PERCENT and column.owner is Owner.SHEET:
        yield _when(draft, f"AND(ISNUMBER({cell}),{cell}>0)", font_color=GOOD_INK)
    for choice in column.choices:
        if tint := _TINTS.get(choice.key):
            same = ",".join(f'{cell}="{said}"' for said in dict.fromkeys((choice.key, *choice.label.every())))
            yield _when(draft, f"OR({same})", bg_color=tint[0], font_color=tint[1])


def not_zero(draft: Draft, cell: str) -> dict[str, Any]:
    """Give the conditional format of a cell that should be 0."""
    look = {"bg_color": WRONG_FILL, "font_color": WRONG_INK, "bold": True}
    return _when(draft, f"AND(ISNUMBER({cell}),ABS({cell})>{_NEAR_ZERO})", **look)


def still_blank(draft: Draft, cell: str) -> dict[str, Any]:
    """Give the conditional format of a cell that must be filled."""
    return _when(draft, f'{cell}=""', bg_color=WRONG_FILL)


def _cell_of(table: Table, key: str, row: int) -> str:
    return "$" + cell_name(row, table.keys.index(key) + 1)


def _when(draft: Draft, condition: str, **look: Any) -> dict[str, Any]:
    # A plain add_format: a conditional format may say nothing about alignment.
    return {"type": "formula", "criteria": f"={condition}", "format": draft.book.add_format(look)}
