"""Visit logs issued, filled in the way a phone app does: load, type, save."""

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from salesplan.host.visit_logs.issue import issue
from salesplan.host.wish import Wish
from salesplan.tables.visit_log import LOGGED

YEAR: Final = 2027
ISSUED: Final = datetime(2027, 1, 4, 9)
COLLECTED: Final = datetime(2027, 6, 30, 18)


def issue_logs(plan: Path, folder: Path, at: datetime = ISSUED) -> dict[str, Path]:
    """Issue all logs of a plan: file by rep id."""
    done = issue(plan, folder, Wish(command="visits issue", at=at))
    return {log.rep_id: log.path for log in done.files}


class FilledLog:
    """One log, open for typing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet: Any = next(sheet for sheet in self.book.worksheets if "Visits" in sheet.tables)
        self.table = self.sheet.tables["Visits"]
        left, self.top, _, self.bottom = range_boundaries(self.table.ref)
        self.left = left
        self.columns = {
            known.key: left + place
            for place, column in enumerate(self.table.tableColumns)
            if (known := LOGGED.column_for(column.name))
        }

    @property
    def free(self) -> int:
        """The first row in which nothing is typed."""
        return next(
            row
            for row in range(self.top + 1, self.sheet.max_row + 2)
            if all(self.sheet.cell(row, at).value is None for key, at in self.columns.items() if key != "entry")
        )

    def own_customers(self) -> list[str]:
        """Give the customers as the drop-down offers them."""
        sheet = next(sheet for sheet in self.book.worksheets if "MyCustomers" in sheet.tables)
        left, top, _, bottom = range_boundaries(sheet.tables["MyCustomers"].ref)
        return [str(name) for row in range(top + 1, bottom + 1) if (name := sheet.cell(row, left).value)]

    def type(self, row: int, **cells: object) -> int:
        """Type into a row; None clears a cell."""
        for key, value in cells.items():
            self.sheet.cell(row, self.columns[key]).value = value
        return row

    def add(self, **cells: object) -> int:
        """Type a visit into the first free row."""
        return self.type(self.free, **cells)

    def cell(self, row: int, key: str) -> str:
        return f"{get_column_letter(self.columns[key])}{row}"

    def setting(self, key: str) -> tuple[Any, str]:
        """Give the sheet and the address of a setting."""
        ((name, address),) = self.book.defined_names[key].destinations
        return self.book[name], address.replace("$", "")

    def set(self, key: str, value: object) -> str:
        sheet, address = self.setting(key)
        sheet[address] = value
        return address

    def save(self, *, at: datetime | None = None, to: Path | None = None) -> Path:
        """Save, as of a local time where one is given."""
        target = to or self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(target)
        return stamped(target, at) if at else target


def typed(path: Path, *visits: Mapping[str, object], at: datetime | None = None, to: Path | None = None) -> Path:
    """Type visits into a log and save it."""
    log = FilledLog(path)
    for visit in visits:
        log.add(**visit)
    return log.save(at=at, to=to)


def stamped(path: Path, at: datetime) -> Path:
    """Say in a workbook that it was saved at a local time."""
    said = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def changed(name: str, data: bytes) -> bytes:
        if name != "docProps/core.xml":
            return data
        start, end = data.index(b">", data.index(b"<dcterms:modified")) + 1, data.index(b"</dcterms:modified>")
        return data[:start] + said.encode() + data[end:]

    return repacked(path, changed)


def repacked(path: Path, changed: Callable[[str, bytes], bytes]) -> Path:
    """Write the parts of a package anew, each as a function says."""
    out = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item.filename, changed(item.filename, old.read(item)))
    path.write_bytes(out.getvalue())
    return path


def labels_of(customers: Sequence[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """Give for each rep the customers' ids by what the drop-down may call them: name, id, or name and id."""
    found: dict[str, dict[str, str]] = {}
    for customer_id, name, owner in customers:
        said: Iterator[str] = iter((name, customer_id, f"{name} ({customer_id})"))
        found.setdefault(owner, {}).update(dict.fromkeys(said, customer_id))
    return found
