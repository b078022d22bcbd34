"""Short words for declaring columns, so that a table reads like a table."""

from typing import Any

from salesplan.tables.model import Choice, Column, Holds, Owner
from salesplan.words import Words

_Text = tuple[str, str, str]


def text(key: str, label: _Text, about: _Text, **rest: Any) -> Column:
    """Declare a column of text; ids are text, leading zeros kept."""
    return _column(key, label, about, Holds.TEXT, rest)


def money(key: str, label: _Text, about: _Text, **rest: Any) -> Column:
    """Declare a column of amounts, kept in whole minor units."""
    return _column(key, label, about, Holds.MONEY, rest)


def ledger(key: str, label: _Text, about: _Text, **rest: Any) -> Column:
    """Declare a column of ledger amounts, kept in ten-thousandths of a minor unit."""
    return _column(key, label, about, Holds.LEDGER, rest)


def percent(key: str, label: _Text, about: _Text, **rest: Any) -> Column:
    """Declare a column of percentages, held as fractions."""
    return _column(key, label, about, Holds.PERCENT, rest)


def number(key: str, label: _Text, about: _Text, **rest: Any) -> Column:
    """Declare a column of plain numbers."""
    return _column(key, label, about, Holds.NUMBER, rest)


def integer(key: str, label: _Text, about: _Text, **rest: Any) -> Column:
    """Declare a column of whole numbers."""
    return _column(key, label, about, Holds.INTEGER, rest)


def date(key: str, label: _Text, about: _Text, **rest: Any) -> Column:
    """Declare a column of dates."""
    return _column(key, label, about, Holds.DATE, rest)


def month(key: str, label: _Text, about: _Text, **rest: Any) -> Column:
    """Declare a column of months: any date in the month."""
    return _column(key, label, about, Holds.MONTH, rest)


def moment(key: str, label: _Text, about: _Text, **rest: Any) -> Column:
    """Declare a column of dates with their time."""
    return _column(key, label, about, Holds.MOMENT, rest)


def choice(key: str, label: _Text, about: _Text, choices: tuple[Choice, ...], **rest: Any) -> Column:
    """Declare a column that takes one of a few values."""
    return _column(key, label, about, Holds.CHOICE, rest | {"choices": choices})


def option(key: str, *words: str) -> Choice:
    """Declare one allowed value: its key and its words in English, simplified and traditional Chinese."""
    return Choice(key, Words(*words))


def _column(key: str, label: _Text, about: _Text, holds: Holds, rest: dict[str, Any]) -> Column:
    owner = Owner.SHEET if rest.get("formula") else Owner.SALESPLAN if rest.pop("computed", False) else Owner.PERSON
    return Column(key=key, label=Words(*label), help=Words(*about), holds=holds, owner=owner, **rest)
