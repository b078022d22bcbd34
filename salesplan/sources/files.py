"""Reading a file of rows from outside, whichever kind it is."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from salesplan.errors import SourceError, UsageError
from salesplan.sources.source import Source, headers_of
from salesplan.sources.text_files import read_text
from salesplan.tables.parse import text_of
from salesplan.words import nearest
from salesplan.workbook.grid import read_grid

TEXT_ENDINGS: Final = (".csv", ".tsv", ".txt")
EXCEL_ENDINGS: Final = (".xlsx", ".xlsm", ".xls")
PARQUET_ENDINGS: Final = (".parquet",)
ENDINGS: Final = TEXT_ENDINGS + EXCEL_ENDINGS + PARQUET_ENDINGS


def read_source(path: Path, *, sheet: str | None = None, tables: Sequence[str] = ()) -> Source:
    """Read the rows of a file.

    Parameters
    ----------
    path
        A text file (.csv, .tsv, .txt), an Excel workbook (.xlsx, .xlsm, .xls) or a Parquet file.
    sheet
        The sheet of a workbook; None takes the first that holds something.
    tables
        Names of Excel Tables: where no sheet is named and the workbook has one of them, its rows are taken. So one
        plan can be loaded from another.

    Returns
    -------
    Source
        Values as the file has them: text from text files, numbers and dates from the others. The headers are
        in the first row that is not blank; blank rows are left out.

    Raises
    ------
    UsageError
        If the ending is none of these.
    SourceError
        If the file is missing, empty, damaged, or has two headers alike.
    NotAWorkbook
        If a workbook cannot be read or lacks the sheet.
    """
    ending = checked_ending(path, ENDINGS)
    if ending in TEXT_ENDINGS:
        return read_text(path)
    if ending in PARQUET_ENDINGS:
        return _read_parquet(path)
    return _read_excel(path, sheet, tables)


def checked_ending(path: Path, taken: tuple[str, ...]) -> str:
    """Give a file's ending, in lower case, after making sure that it is taken and the file is there.

    Raises
    ------
    UsageError
        If the ending is not taken; it lists those that are.
    SourceError
        If there is no such file.
    """
    ending = path.suffix.lower()
    if ending not in taken:
        raise UsageError(f"{path.name}: files ending in {ending or 'nothing'!r} are not read; give {', '.join(taken)}")
    if not path.is_file():
        known = [item.name for item in path.parent.iterdir()] if path.parent.is_dir() else []
        near = nearest(path.name, known)
        raise SourceError(
            path, "there is no such file", f"did you mean {near}?" if near else "check its name and folder"
        )
    return ending


def _read_excel(path: Path, sheet: str | None, tables: Sequence[str]) -> Source:
    grid = read_grid(path, sheet, tables=tables)
    faulty = set(grid.errors) | grid.unvalued
    filled = {row for row, _ in faulty} | {row for row, cells in enumerate(grid.cells) if any(c != "" for c in cells)}
    top, *rows = sorted(filled) or [-1]
    if top < 0:
        raise SourceError(path, "there is nothing in it", "name another sheet, or export it again")
    width = max(len(grid.cells[top]), *(column + 1 for _, column in faulty), 0)
    columns = [[_at(grid.cells[row], column) for row in rows] for column in range(width)]
    used = [any(value != "" for value in column) for column in columns]
    for row, column in faulty:
        used[column] |= row > top
    places = headers_of(path, [text_of(value) for value in grid.cells[top]], used)
    header_at = {position: header for header, position in places.items()}
    return Source(
        name=path.name,
        headers=list(places),
        columns={header: columns[position] for header, position in places.items()},
        rows=[row + 1 for row in rows],
        sheet=grid.sheet,
        places={header: position + 1 for header, position in places.items()},
        errors={(row + 1, header_at[column]): code for (row, column), code in grid.errors.items() if row > top},
        unvalued=frozenset((row + 1, header_at[column]) for row, column in grid.unvalued if row > top),
    )


def _at(cells: list[object], column: int) -> object:
    return cells[column] if column < len(cells) else ""


def _read_parquet(path: Path) -> Source:
    import duckdb

    with duckdb.connect() as connection:
        try:
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
            headers = [item[0] for item in found.description or ()]
            rows = found.fetchall()
        except duckdb.Error as error:
            raise SourceError(path, f"it cannot be read ({_first_line(error)})", "export it again") from error
    places = headers_of(path, headers, [True] * len(headers))
    return Source(
        name=path.name,
        headers=list(places),
        columns={header: [_plain(row[position]) for row in rows] for header, position in places.items()},
        rows=list(range(2, len(rows) + 2)),
        places={header: position + 1 for header, position in places.items()},
    )


def _plain(value: object) -> object:
    """Give a database value as a cell has it: blank for nothing, and a number for a decimal."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
