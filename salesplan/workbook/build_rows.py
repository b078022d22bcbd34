"""The rows that a built workbook starts with: what its cells hold, and the totals and figures over them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from numbers import Number
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from salesplan.errors import UnknownName
from salesplan.tables.model import Column, Figure, Table, WorkbookPlan, label_of
from salesplan.words import Words

Columns = Mapping[str, Sequence[object]]
"""The cells of a table by column key: text, number, date, or None; all columns are of one length."""

_LONGEST_TEXT: Final = 32_767


def columns_of(plan: WorkbookPlan, rows: Mapping[str, Columns], language: str) -> dict[str, Columns]:
    """Give every table the cells that it starts with: every column, at least one row.

    Parameters
    ----------
    rows
        Columns by table name, choices by their keys; the other tables take the rows that they declare,
        or an empty one.

    Returns
    -------
    dict of str to dict of str to list
        By table name and column key. Choices are said in the language; blanks are None.

    Raises
    ------
    UnknownName
        If rows name a table or column that is none.
    ValueError
        If the columns of a table differ in length.

    Examples
    --------
    >>> from salesplan.tables.plan import SALES_PLAN
    >>> cells = columns_of(SALES_PLAN, {"Reps": {"rep_id": ["R-01", "R-02"]}}, "en")
    >>> cells["Reps"]["rep_id"], cells["Reps"]["rep"], cells["Tiers"]["rule"][:2]
    (['R-01', 'R-02'], [None, None], ['share', 'share'])
    """
    names = [table.name for table in plan.tables]
    for name in rows:
        if name not in names:
            raise UnknownName("table", name, names)
    return {table.name: _columns(table, rows.get(table.name, _declared(table)), language) for table in plan.tables}


def _declared(table: Table) -> Columns:
    return dict(zip(table.keys, map(list, zip(*table.given, strict=True)), strict=False))


def _columns(table: Table, rows: Columns, language: str) -> dict[str, list[object]]:
    for key in rows:
        if key not in table.keys:
            raise UnknownName("column", key, list(table.keys))
    lengths = {len(values) for values in rows.values()}
    if len(lengths) > 1:
        raise ValueError(f"the columns of {table.name} differ in length: {sorted(lengths)}")
    count = max(lengths, default=0)
    if count == 0:
        return {key: [None] for key in table.keys}
    empty = [None] * count
    return {column.key: [_cell(column, value, language) for value in rows.get(column.key, empty)] for column in table}


def _cell(column: Column, value: object, language: str) -> object:
    if value is None or value == "":
        return None
    if isinstance(value, Words):
        return value.said(language)
    return label_of(column.choices, value, language) if column.choices and isinstance(value, str) else value


def write_value(sheet: Worksheet, row: int, place: int, value: Any, look: Format) -> None:
    """Write a value as what it is; a text is never taken for a formula, a link or a number."""
    if value is None:
        sheet.write_blank(row, place, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, place, value[:_LONGEST_TEXT], look)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, look)
    else:
        sheet.write_number(row, place, value, look)


def total_of(values: Iterable[object]) -> int | float:
    """Add up the numbers of a column, exactly.

    Examples
    --------
    >>> total_of([0.1, 0.2, None, Decimal("0.30")]), total_of([]), total_of([7, "text"])
    (0.6, 0, 7)
    """
    total = sum((Decimal(str(value)) for value in values if isinstance(value, Number)), Decimal(0))
    return int(total) if total == int(total) else float(total)


def figure_values(
    plan: WorkbookPlan, given: Mapping[str, float], columns: Mapping[str, Columns]
) -> dict[str, float | str]:
    """Give every figure the value beside its formula: the one given, else what its tables' cells make it.

    Raises
    ------
    UnknownName
        If a value is given for what is no figure.
    """
    keys = [figure.key for figure in plan.figures]
    for key in given:
        if key not in keys:
            raise UnknownName("figure", key, keys)
    values: dict[str, float | str] = {
        figure.key: given.get(figure.key, _summed(figure, columns)) for figure in plan.figures
    }
    for figure in plan.figures:
        if figure.over and figure.key not in given:
            values[figure.key] = _growth(values[figure.of], values[figure.over])
    return values


def blank_result(formula: str) -> str | int:
    """Give what a formula shows where there is nothing to count: nothing where it says so, else 0.

    Examples
    --------
    >>> blank_result('IF([@quota]=0,"",[@sales]/[@quota])'), blank_result("SUM(Quota[final])")
    ('', 0)
    """
    return "" if ',"",' in formula else 0


def _summed(figure: Figure, columns: Mapping[str, Columns]) -> float | str:
    table, _, key = figure.of.partition(".")
    return total_of(columns[table][key]) if key else blank_result(figure.formula)


def _growth(now: float | str, before: float | str) -> float | str:
    return float(now) / float(before) - 1 if before else ""
