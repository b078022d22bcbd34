"""What a file from outside holds: its columns by header, and where each cell stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from salesplan.errors import SourceError
from salesplan.findings import Finding
from salesplan.workbook.addresses import column_letters


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of one file.

    Attributes
    ----------
    name
        The file's name.
    headers
        Outer blanks squeezed off; a column with data and no header is called ``(column D)``.
    columns
        By header, one value a row: ``str`` from a text file, native values from Excel and Parquet, blank = "".
    rows
        The number of each row as a person counts in Excel: with the headers in row 1 the first is 2.
    sheet
        The sheet that was read, "" where the file has no sheets.
    places
        By header, the position of its column in the file, from 1.
    errors
        The error value (``#N/A``) of a cell, by row and header; the cell itself is blank in ``columns``.
    unvalued
        Cells, by row and header, that hold a formula without a value; blank in ``columns`` too.
    findings
        What is wrong with the file's form, such as rows that are longer than the headers.
    """

    name: str
    headers: list[str]
    columns: dict[str, list[object]]
    rows: list[int]
    sheet: str = ""
    places: dict[str, int] = field(default_factory=dict)
    errors: dict[tuple[int, str], str] = field(default_factory=dict)
    unvalued: frozenset[tuple[int, str]] = frozenset()
    findings: list[Finding] = field(default_factory=list)

    def cell(self, row: int, header: str) -> str:
        """Say where a cell is, as a person would look for it.

        Examples
        --------
        >>> Source("a.csv", ["Day"], {"Day": ["x"]}, [2]).cell(2, "Day")
        'row 2, Day'
        >>> Source("a.xlsx", ["Day"], {"Day": ["x"]}, [5], sheet="May", places={"Day": 4}).cell(5, "Day")
        'D5'
        """
        if self.sheet:
            return f"{column_letters(self.places[header])}{row}"
        return f"row {row}, {header}"


def headers_of(path: Path, cells: Sequence[str], used: Sequence[bool]) -> dict[str, int]:
    """Name the columns of a file by its header row.

    Parameters
    ----------
    path
        The file, for messages.
    cells
        The texts of the header row.
    used
        For every column, whether any row below holds something.

    Returns
    -------
    dict
        Header to position, from 0. Columns with neither a header nor data are left out.

    Raises
    ------
    SourceError
        If two headers are the same, ignoring case.

    Examples
    --------
    >>> headers_of(Path("a.csv"), ["Id ", "", ""], [True, True, False])
    {'Id': 0, '(column B)': 1}
    """
    named: dict[str, int] = {}
    seen: dict[str, int] = {}
    for position, has_data in enumerate(used):
        header = cells[position].strip() if position < len(cells) else ""
        if not header and not has_data:
            continue
        header = header or f"(column {column_letters(position + 1)})"
        first = seen.setdefault(header.casefold(), position)
        if first != position:
            letters = f"{column_letters(first + 1)} and {column_letters(position + 1)}"
            raise SourceError(path, f"columns {letters} have the same header {header!r}", "rename one of them")
        named[header] = position
    return named
