"""How each column of a table is made from a file's columns: worked out once, before any row is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from salesplan.errors import UsageError
from salesplan.sources.mapping import Mapping, did_you_mean
from salesplan.tables.model import Column, Owner, Table
from salesplan.words import nearest

_FIELD: Final = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one column is made.

    Attributes
    ----------
    said
        What was said of it: a header, a template or a constant.
    texts
        The texts before, between and after the values of ``headers``; one more than those.
    headers
        The file's columns that go into it. None: a constant.
    values
        What a value becomes.
    """

    said: str
    texts: tuple[str, ...]
    headers: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether it is one column of the file as it is."""
        return self.texts == ("", "")


@dataclass(frozen=True, slots=True)
class Recipes:
    """How a file becomes a table.

    Attributes
    ----------
    by_key
        Recipes by column key, in the table's order.
    left
        The file's headers that go into no column.
    only, skip
        The row filters of the mapping, by the file's headers.
    """

    by_key: dict[str, Recipe]
    left: list[str]
    only: dict[str, tuple[str, ...]]
    skip: dict[str, tuple[str, ...]]


def recipes_for(name: str, headers: Sequence[str], table: Table, mapping: Mapping | None) -> Recipes:
    """Work out how the columns of a file become a table's.

    Parameters
    ----------
    name
        The file's name, for messages.
    headers
        The file's headers.
    table
        The table to be made.
    mapping
        What the user says. Without it, or where it lists no columns, headers are matched by a column's key or
        its label in any language, ignoring case and outer blanks; live formulas are never taken.

    Raises
    ------
    UsageError
        If the mapping names a column or header that is not there (with the nearest one that is), two headers
        mean one column, or a column that every row needs has no source.

    Examples
    --------
    >>> from salesplan.tables.inputs import RAMP
    >>> found = recipes_for("ramp.csv", ["月份", "Share carried", "Month of tenure"], RAMP, None)
    >>> {key: recipe.said for key, recipe in found.by_key.items()}, found.left
    ({'month': 'Month of tenure', 'share': 'Share carried'}, ['月份'])
    """
    mapping = mapping or Mapping()
    _check_keys(mapping, table)
    lookup = {header.strip().casefold(): header for header in headers}
    said = mapping.columns or _by_name(name, headers, table, set(mapping.constants))
    made = {key: _recipe(mapping, lookup, key, text) for key, text in said.items()}
    made |= {key: Recipe(said=f'"{value}"', texts=(value,)) for key, value in mapping.constants.items()}
    _check_needed(name, headers, table, made)
    used = {header for recipe in made.values() for header in recipe.headers}
    return Recipes(
        by_key={key: made[key] for key in table.keys if key in made},
        left=[header for header in headers if header not in used],
        only={_header(mapping, lookup, header): values for header, values in mapping.only.items()},
        skip={_header(mapping, lookup, header): values for header, values in mapping.skip.items()},
    )


def _check_keys(mapping: Mapping, table: Table) -> None:
    for section in ("columns", "values", "constants"):
        for key in getattr(mapping, section):
            if key not in table.keys:
                known = ", ".join(table.keys)
                raise UsageError(
                    f"{mapping.name}: [{section}] {key!r} is no column of {table.name} (columns: {known})"
                    + did_you_mean(key, table.keys)
                )
            if table[key].owner is Owner.SHEET:
                raise UsageError(
                    f"{mapping.name}: {key!r} of {table.name} is a live formula; take it out of [{section}]"
                )
    for key in mapping.constants:
        if key in mapping.columns:
            raise UsageError(f"{mapping.name}: {key!r} is in [columns] and in [constants]; take it out of one")


def _by_name(name: str, headers: Sequence[str], table: Table, constants: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for header in headers:
        column = table.column_for(header)
        if column is None or column.owner is Owner.SHEET or column.key in constants:
            continue
        if column.key in found:
            raise UsageError(
                f"{name}: {found[column.key]!r} and {header!r} both mean the column {column.key!r} of {table.name}; "
                "say which to take in a mapping file"
            )
        found[column.key] = header
    return found


def _recipe(mapping: Mapping, lookup: dict[str, str], key: str, text: str) -> Recipe:
    values = mapping.values.get(key, {})
    if "{" not in text or text.strip().casefold() in lookup:
        return Recipe(text, ("", ""), (_header(mapping, lookup, text),), values)
    texts = tuple(_FIELD.split(text)[::2])
    headers = tuple(_header(mapping, lookup, header) for header in _FIELD.findall(text))
    return Recipe(text, texts, headers, values)


def _header(mapping: Mapping, lookup: dict[str, str], header: str) -> str:
    found = lookup.get(header.strip().casefold())
    if found is None:
        there = list(lookup.values())
        raise UsageError(
            f"{mapping.name}: the file has no column {header!r} (there: {', '.join(there)}){did_you_mean(header, there)}"
        )
    return found


def _check_needed(name: str, headers: Sequence[str], table: Table, made: dict[str, Recipe]) -> None:
    for column in table:
        if column.key in made or not (column.required or column.identity) or column.owner is Owner.SHEET:
            continue
        near = _nearest_header(column, headers)
        hint = f"; rename {near!r}, or map it" if near else "; say in a mapping file where it comes from"
        raise UsageError(
            f"{name}: nothing in it is the column {column.key!r} ({column.label.en}) that {table.name} needs "
            f"(columns there: {', '.join(headers)}){hint}"
        )


def _nearest_header(column: Column, headers: Sequence[str]) -> str | None:
    names = [column.key, *column.label.every()]
    return next((near for near in (nearest(name, list(headers)) for name in names) if near), None)
