"""One cell of a plan, as people name it, found in the workbook as it is now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from salesplan.errors import UnknownName, UsageError
from salesplan.host.handouts.texts import row_keys
from salesplan.host.opened import OpenedPlan
from salesplan.planning.names import folded
from salesplan.tables.conform_settings import SETTINGS_TABLE
from salesplan.tables.model import Table
from salesplan.workbook.addresses import cell_position
from salesplan.workbook.found import FoundTable

_FORMS: Final = "as Quota!G7, 'Region quota'!C5, Quota/R-01/override or Settings/growth"


@dataclass(frozen=True, slots=True)
class LoggedCell:
    """A cell as the log names it."""

    table: str
    key: str
    column: str


def cell_asked(opened: OpenedPlan, text: str) -> LoggedCell:
    """Find the cell that a user means.

    Parameters
    ----------
    opened
        The plan; tables are read as they are needed.
    text
        ``sheet!cell`` or ``table!cell``, quotes and ``$`` allowed, or ``table/row/column``: the row by its identity, or
        by the name of its rep or customer, the column by its key or header.

    Raises
    ------
    UsageError
        When that is no cell in which the log could have a change.
    UnknownName
        When a sheet, table, row or column is not there.
    """
    sheet, mark, address = text.rpartition("!")
    if mark:
        return _at_address(opened, _unquoted(sheet), address, text)
    table, first, rest = text.partition("/")
    if not first:
        raise UsageError(f"{text!r} names no cell: give one {_FORMS}")
    if folded(table) == folded(SETTINGS_TABLE):
        return _setting(opened, rest)
    row, second, column = rest.rpartition("/")
    if not second:
        raise UsageError(f"{text!r} names no cell: give one {_FORMS}")
    found = _found(opened, _table_called(opened, _unquoted(table)))
    return LoggedCell(found.table.name, _key_of(opened, found, row), _column(found, column))


def _unquoted(name: str) -> str:
    name = name.strip()
    quoted = len(name) > 1 and name[0] == name[-1] == "'"
    return name[1:-1].replace("''", "'") if quoted else name


def _at_address(opened: OpenedPlan, sheet: str, address: str, text: str) -> LoggedCell:
    try:
        row, column = cell_position(address.strip())
    except ValueError:
        raise UsageError(f"{text!r} names no cell: give one {_FORMS}") from None
    name = _sheet_called(opened, sheet)
    for table in _tables_on(opened, name):
        found = _found(opened, table)
        if (row, column) in found.info.data:
            return _in_table(opened, found, row, column, text)
    for setting in opened.plan.settings:
        cell = opened.reader.named_cells([setting.key]).get(setting.key)
        if cell and folded(cell.sheet) == folded(name) and cell_position(cell.cell) == (row, column):
            return LoggedCell(SETTINGS_TABLE, setting.key, setting.key)
    raise UsageError(f"{text} is in no table of the plan, and is no setting")


def _in_table(opened: OpenedPlan, found: FoundTable, row: int, column: int, text: str) -> LoggedCell:
    header = found.info.columns[column - found.info.area.first_column]
    key = next((key for key, known in found.headers.items() if known == header), None)
    if key is None:
        raise UsageError(f"{text} is in the column {header!r}, which is nobody's but yours: its changes are not logged")
    frame = opened.as_read(found.table.name)
    if row not in frame.index:
        raise UsageError(f"{text} is in a blank row")
    _refuse_nameless(found)
    (row_key,) = row_keys(found.table, frame.loc[[row]])
    return LoggedCell(found.table.name, row_key, key)


def _refuse_nameless(found: FoundTable) -> None:
    if not found.table.identity:
        name = found.table.name
        raise UsageError(f"rows of {name} have nothing to tell them apart, so the log has no single cell of them")


def _setting(opened: OpenedPlan, name: str) -> LoggedCell:
    for setting in opened.plan.settings:
        if folded(name) in {folded(known) for known in (setting.key, *setting.label.every())}:
            return LoggedCell(SETTINGS_TABLE, setting.key, setting.key)
    raise UnknownName("setting", name, [setting.key for setting in opened.plan.settings])


def _sheet_called(opened: OpenedPlan, name: str) -> str:
    """Find a sheet by its name, or by the name of a table on it."""
    sheets = [sheet.name for sheet in opened.reader.book.sheets]
    for sheet in sheets:
        if folded(sheet) == folded(name):
            return sheet
    for table in opened.plan.tables:
        if folded(table.name) == folded(name) and opened.reader.has(table):
            return _found(opened, table).info.sheet
    raise UnknownName("sheet", name, sheets)


def _tables_on(opened: OpenedPlan, sheet: str) -> list[Table]:
    listed = opened.reader.book.tables
    on_sheet = {name for name, info in listed.items() if info.sheet == sheet}
    return [
        table
        for table in opened.plan.tables
        if not on_sheet.isdisjoint({table.name.casefold(), table.excel_name.casefold()})
    ]


def _table_called(opened: OpenedPlan, name: str) -> Table:
    """Find a table by its name, or by that of its sheet."""
    for sheet in opened.plan.sheets:
        if folded(name) in {folded(known) for known in (sheet.table.name, *sheet.name.every())}:
            return sheet.table
    return opened.plan.table(name)


def _found(opened: OpenedPlan, table: Table) -> FoundTable:
    if table.name not in opened.found:
        opened.add(table)
    return opened.needed(table)


def _column(found: FoundTable, name: str) -> str:
    column = found.table.column_for(name)
    if column is None:
        raise UnknownName(f"column of {found.table.name}", name, list(found.table.keys))
    return column.key


def _key_of(opened: OpenedPlan, found: FoundTable, name: str) -> str:
    """Find a row by its identity, or by the name of the rep or customer whose row it is."""
    _refuse_nameless(found)
    frame = opened.as_read(found.table.name)
    keys = row_keys(found.table, frame)
    called = zip(*(_called(frame, key) for key in found.table.identity), strict=True)
    wanted = [folded(part) for part in name.split("/")]
    matching = {key for key, parts in zip(keys, called, strict=True) if _means(wanted, parts)}
    if len(matching) > 1:
        raise UsageError(f"{name!r} is the name of {len(matching)} rows of {found.table.name}; give the id")
    if matching:
        return matching.pop()
    known = [" / ".join(str(part) for part in row) for row in frame[list(found.table.identity)].itertuples(index=False)]
    raise UnknownName(f"row of {found.table.name}", name, known)


def _called(frame: pd.DataFrame, key: str) -> Iterator[set[str]]:
    """Give what the part of an identity may be called in each row: as it is, or by its name."""
    names = frame.get(key.removesuffix("_id"), frame[key])
    return ({folded(str(own)), folded(str(name))} for own, name in zip(frame[key], names, strict=True))


def _means(wanted: Sequence[str], parts: Sequence[set[str]]) -> bool:
    return len(wanted) == len(parts) and all(part in called for part, called in zip(wanted, parts, strict=True))
