"""Plans and handouts as people see and fill them in: read by calamine, typed into past salesplan's own planning."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from salesplan.tables.model import Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.workbook.writes import CellWrite, Scalar
from tests.flow.company import put
from tests.flow.round_oracle import HUMAN, Cell, Value

Identity = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table as it stands on a sheet.

    Attributes
    ----------
    table, sheet
        Which it is, and where.
    columns
        The sheet column of each key, counted from 1.
    rows
        The sheet row of each identity.
    cells
        The values by identity and key.
    """

    table: Table
    sheet: str
    columns: Mapping[str, int]
    rows: Mapping[Identity, int]
    cells: Mapping[Identity, Mapping[str, Value]]

    def place(self, identity: Identity, key: str) -> tuple[int, int]:
        return self.rows[identity], self.columns[key]


def grids(book: Path, names: Iterable[str] = tuple(HUMAN)) -> dict[str, Grid]:
    """Find tables of a plan or a handout, each on the sheet of its name in any language."""
    opened = CalamineWorkbook.from_path(str(book))
    found = {}
    for sheet in SALES_PLAN.sheets:
        title = next((name for name in opened.sheet_names if name in sheet.name.every()), None)
        if sheet.table.name in names and title is not None:
            lines = opened.get_sheet_by_name(title).to_python(skip_empty_area=False)
            found[sheet.table.name] = _grid(sheet.table, title, lines)
    return found


def _grid(table: Table, sheet: str, lines: Sequence[Sequence[Any]]) -> Grid:
    top = next(at for at, line in enumerate(lines) if _is_header(table, _columns(table, line)))
    columns = _columns(table, lines[top])
    rows: dict[Identity, int] = {}
    cells: dict[Identity, dict[str, Value]] = {}
    for row, line in enumerate(lines[top + 1 :], start=top + 2):
        said = {key: plain(line[at - 1]) for key, at in columns.items()}
        identity = tuple(str(said[key] or "") for key in table.identity)
        if identity not in rows and any(value is not None for value in said.values()):
            rows[identity], cells[identity] = row, said
    return Grid(table, sheet, columns, rows, cells)


def _columns(table: Table, line: Sequence[Any]) -> dict[str, int]:
    known = [(table.column_for(said) if isinstance(said, str) and said else None) for said in line]
    places = [(column.key, at) for at, column in enumerate(known, start=1) if column]
    return dict(reversed(places))


def _is_header(table: Table, columns: Mapping[str, int]) -> bool:
    return {*table.identity} <= columns.keys() and len(columns) > len(table.identity) + 1


def plain(value: object) -> Value:
    """Give a cell's value as the model has it."""
    match value:
        case None | "":
            return None
        case bool() | date() | datetime():
            return str(value)
        case int() | float():
            return float(f"{value:.12g}")
    return str(value).strip() or None


def human_cells(book: Path, columns: Mapping[str, Sequence[str]] = HUMAN) -> dict[Cell, Value]:
    """Give the cells of a plan or a handout in which people type."""
    return {
        (name, identity, key): said.get(key)
        for name, grid in grids(book, columns).items()
        for identity, said in grid.cells.items()
        for key in columns[name]
    }


def type_all(book: Path, cells: Mapping[Cell, Scalar], *, there: Mapping[str, Grid] | None = None) -> Path:
    """Type into cells of a plan or a handout; None leaves a cell blank."""
    found = there or grids(book, {table for table, _, _ in cells})
    writes = []
    for (table, identity, key), value in cells.items():
        row, column = found[table].place(identity, key)
        writes.append(CellWrite(found[table].sheet, row, column, value))
    return put(book, writes)


_CELL: Final = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_VALUE: Final = re.compile(rb"<v>.*?</v>|<v/>|<is>.*?</is>", re.DOTALL)
_TYPE: Final = re.compile(rb' t="[a-z]+"')


def sheet_cells(book: Path) -> dict[tuple[str, str], bytes]:
    """Give every cell as the file has it, by sheet and address; of a cell with a formula without its value."""
    said: dict[tuple[str, str], bytes] = {}
    with ZipFile(book) as archive:
        for sheet, part in sheet_parts(archive).items():
            for address, looks, content in _CELL.findall(archive.read(part)):
                if b"<f" in content:
                    looks, content = _TYPE.sub(b"", looks), _VALUE.sub(b"", content)
                said[sheet, address.decode()] = looks + b">" + content
    return said


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Give the part of each sheet by its name."""
    targets = {
        _attribute(tag, b"Id"): _attribute(tag, b"Target")
        for tag in re.findall(rb"<Relationship [^>]*>", archive.read("xl/_rels/workbook.xml.rels"))
    }
    return {
        name.decode(): "xl/" + targets[link.decode()].removeprefix("/xl/")
        for name, link in re.findall(
            rb'<sheet [^>]*?name="([^"]*)"[^>]*? r:id="([^"]*)"', archive.read("xl/workbook.xml")
        )
    }


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\b" + name + rb'="([^"]*)"', tag)
    return found[1].decode() if found else ""


def files_below(folder: Path) -> Iterator[Path]:
    """Give the files of a folder."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
