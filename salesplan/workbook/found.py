"""What is found in a workbook: a table as it stands there, and the cell of a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from salesplan.tables.model import Owner, Table
from salesplan.workbook.addresses import cell_name
from salesplan.workbook.locate import TableInfo


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table as it stands in a workbook.

    Attributes
    ----------
    workbook
        The file.
    table
        Its declaration, with the columns that users added as it allows.
    info
        Where it lies.
    headers
        The header, as written in the sheet, of each of its keys that is there.
    typed
        For each data row, whether a person has typed something in it: in a typed column, or in one of their own.
    own
        The keys of the columns that users added as the declaration allows.
    """

    workbook: Path
    table: Table
    info: TableInfo
    headers: dict[str, str]
    typed: np.ndarray[Any, np.dtype[np.bool_]]
    own: frozenset[str] = frozenset()

    def is_typed(self, row: int) -> bool:
        """Tell whether a person has typed something in a sheet row."""
        return bool(self.typed[row - self.info.first_row])

    def cell(self, row: int | None, key: str) -> str:
        """Give the address of a row's cell in a column; of the header where the row is None."""
        header = self.headers.get(key)
        column = self.info.column_of(header) if header else self.info.area.first_column
        return cell_name(row if row is not None else self.info.header_row, column or self.info.area.first_column)


@dataclass(frozen=True, slots=True)
class NamedCell:
    """The cell of a defined name: where it is and what it holds."""

    sheet: str
    cell: str
    value: object
    error: str = ""


def grown_by(declaration: Table, info: TableInfo) -> Table:
    """Add to a declaration the columns that users added; one for a thing of theirs, with a formula, stays their own."""
    return declaration.grown(
        header for header in info.columns if header not in info.calculated or declaration.further(header)
    )


def typed_rows(
    declaration: Table, info: TableInfo, headers: Mapping[str, str], columns: Mapping[str, Sequence[object]]
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Find the rows in which a person has typed: into a typed column, or a constant into a column of their own."""
    known = {header: declaration[key] for key, header in headers.items()}
    typed = np.zeros(info.height, dtype=np.bool_)
    for header, cells in columns.items():
        column = known.get(header)
        theirs = column.owner is Owner.PERSON if column else header not in info.calculated
        if theirs:
            typed |= np.fromiter((cell != "" for cell in cells), dtype=np.bool_, count=info.height)
    return typed
