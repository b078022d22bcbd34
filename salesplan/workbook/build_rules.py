"""What a built workbook does while people type: validations, hints, guards."""

from datetime import date
from typing import Any, Final

from xlsxwriter.utility import xl_range_abs

from salesplan.tables.model import Column, Holds, Owner, Setting, Sheet
from salesplan.tables.scenarios import NONE_WORDS
from salesplan.words import Words
from salesplan.workbook import build_words as words
from salesplan.workbook.addresses import quoted
from salesplan.workbook.build_draft import FIRST_ROW, Draft

_AMOUNTS: Final = (Holds.MONEY, Holds.LEDGER, Holds.NUMBER, Holds.PERCENT)
_NUMBERS: Final = (*_AMOUNTS, Holds.INTEGER)
_DATES: Final = (Holds.DATE, Holds.MONTH, Holds.MOMENT)
_FIRST_DAY: Final = date(1900, 1, 1)
_LARGEST: Final = 1e15
_LONG_TEXT: Final = 1_000
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


def guard(draft: Draft, owner: Owner, *, instead: bool = True) -> dict[str, Any]:
    """Refuse typing into a cell that is computed; unlike sheet protection it lets the table grow, sort and filter.

    ``instead`` says that there are columns on the sheet to type in.
    """
    title, told = words.GUARD_TITLE, words.GUARDS[owner] if instead else words.GUARD_ONLY
    if draft.issued and owner is Owner.SALESPLAN:
        title, told = words.ISSUED_GUARD_TITLE, words.ISSUED_GUARD if instead else words.ISSUED_GUARD_ONLY
    return {
        "validate": "custom",
        "value": "=FALSE",
        "ignore_blank": False,
        "error_title": _title(draft, title),
        "error_message": _message(draft.said(told)),
    }


def hint(draft: Draft, column: Column) -> dict[str, Any]:
    """Explain a column while its header is selected."""
    about = f"{draft.said(column.help)}\n{draft.said(draft.owners[column.owner])}"
    return {
        "validate": "any",
        "input_title": _title(draft, column.label),
        "input_message": _message(about),
    }


def typed(draft: Draft, declared: Column | Setting, cell: str = "") -> dict[str, Any]:
    """Check what is typed against a column or setting, and explain it while its cell is selected.

    ``cell`` is the column's first, by which a rule in words is written.
    """
    prompt = {"input_title": _title(draft, declared.label), "input_message": _message(_help(draft, declared))}
    if isinstance(declared, Column) and (declared.raw or (declared.clears and declared.holds in _NUMBERS)):
        return prompt | _number_or_none(draft, declared, cell)
    return prompt | _criteria(draft, declared)


def _number_or_none(draft: Draft, column: Column, cell: str) -> dict[str, Any]:
    """Take a number of a column's range, or the word that takes a value away; of a list, another word after a warning."""
    criteria = _criteria(draft, column)
    if column.choices and column.unknown:
        about = {"error_title": _title(draft, column.label), "error_message": _message(draft.said(column.unknown))}
        return criteria | about | {"error_type": "information"}
    if column.choices:
        return criteria | {"error_type": "warning"}
    number = [f"{cell}>={column.minimum:g}"] if column.minimum is not None else []
    number += [f"{cell}<={column.maximum:g}"] if column.maximum is not None else []
    number += [f"{cell}=INT({cell})"] if column.holds is Holds.INTEGER else []
    none = ",".join(f'{cell}="{said}"' for said in NONE_WORDS.every())
    message = draft.said(words.OR_NONE).format(message=criteria["error_message"], none=draft.said(NONE_WORDS))
    return {
        "validate": "custom",
        "value": f"=IF(ISNUMBER({cell}),AND({','.join(number) or 'TRUE'}),OR({none}))",
        "error_title": criteria["error_title"],
        "error_message": _message(message),
    }


def _help(draft: Draft, declared: Column | Setting) -> str:
    about = draft.said(declared.help)
    if isinstance(declared, Setting) and declared.owner is Owner.SALESPLAN and declared.required:
        return draft.said(words.TYPE_FACT).format(label=draft.said(declared.label), help=about)
    return about


def _criteria(draft: Draft, declared: Column | Setting) -> dict[str, Any]:
    if isinstance(declared, Column) and declared.refers and _lists(draft, declared.refers):
        return _reference(draft, declared)
    if declared.choices:
        return _choice(draft, declared)
    if (year := _only_year(draft, declared)) is not None:
        return _day_in(draft, year)
    if declared.holds in _DATES:
        return {"validate": "date", "criteria": ">=", "value": _FIRST_DAY} | _refusal(draft, words.REFUSED_DATE)
    if declared.holds in _AMOUNTS:
        return {"validate": "decimal"} | _range(draft, declared)
    if declared.holds is Holds.INTEGER:
        return {"validate": "integer"} | _range(draft, declared)
    if isinstance(declared, Column):
        return _text(draft)
    return {"validate": "any"}


def _only_year(draft: Draft, declared: Column | Setting) -> int | None:
    """Give the year that the dates of a column belong in: where the year is a fact of the workbook, and they say what happened."""
    if not isinstance(declared, Column) or not declared.identity or declared.holds is not Holds.DATE:
        return None
    facts = {setting.key for setting in draft.plan.settings if setting.owner is Owner.SALESPLAN}
    year = draft.values.get("plan_year") if "plan_year" in facts else None
    return int(year) if year else None


def _day_in(draft: Draft, year: int) -> dict[str, Any]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    limits = {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
    return limits | _refusal(draft, words.REFUSED_DAY, first=first, last=last, year=year)


def _text(draft: Draft) -> dict[str, Any]:
    """Say of a very long text that it is one; it is taken."""
    return {
        "validate": "length",
        "criteria": "<=",
        "value": _LONG_TEXT,
        "error_type": "information",
        "error_title": _title(draft, words.LONG_TITLE),
        "error_message": _message(draft.said(words.LONG).format(most=_LONG_TEXT)),
    }


def _reference(draft: Draft, column: Column) -> dict[str, Any]:
    """Offer the values of another table's column; another value is warned of, as it may be about to be added there."""
    return {
        "validate": "list",
        "source": _list_source(draft, column.refers),
        "error_type": "warning",
        "error_title": _title(draft, words.UNKNOWN_TITLE),
        "error_message": _message(_unknown(draft, column)),
    }


def _unknown(draft: Draft, column: Column) -> str:
    if column.unknown:
        return draft.said(column.unknown)
    sheet, key = _referred(draft, column.refers)
    label = draft.headers[sheet.table.name][key]
    return draft.said(words.UNKNOWN).format(sheet=draft.said(sheet.name), label=label)


def _lists(draft: Draft, refers: str) -> bool:
    """Say whether a drop-down has something to list, or will have when people type it in."""
    if draft.around is not None:
        return refers in draft.around.lists
    table, _, key = refers.partition(".")
    return grows(draft, refers) or any(value is not None for value in draft.columns[table][key])


def _list_source(draft: Draft, refers: str) -> str:
    """Give what a drop-down lists: a name where people add rows, else cells, which every program takes."""
    if draft.around is not None:
        return f"={draft.around.lists[refers]}"
    if grows(draft, refers):
        return f"={list_name(refers)}"
    sheet, key = _referred(draft, refers)
    place = sheet.table.keys.index(key)
    first, last = FIRST_ROW, FIRST_ROW + draft.row_count(sheet.table) - 1
    return f"={quoted(draft.said(sheet.name))}!{xl_range_abs(first, place, last, place)}"


def grows(draft: Draft, refers: str) -> bool:
    """Say whether people type into the column that a ``Table.key`` reference takes its values from."""
    sheet, key = _referred(draft, refers)
    return sheet.table[key].owner is Owner.PERSON


def _referred(draft: Draft, refers: str) -> tuple[Sheet, str]:
    table, _, key = refers.partition(".")
    return next(sheet for sheet in draft.plan.sheets if sheet.table.name == table), key


def _choice(draft: Draft, declared: Column | Setting) -> dict[str, Any]:
    labels = [draft.said(choice.label) for choice in declared.choices]
    if isinstance(declared, Column) and declared.clears:
        labels.append(draft.said(NONE_WORDS))
    also = isinstance(declared, Setting) and declared.also
    kind = {"error_type": "warning"} if also else {}
    refusal = _refusal(draft, words.REFUSED_CHOICE, choices=draft.said(words.LIST_COMMA).join(labels))
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
