"""A small plan with the visit logs of its reps, for tests of collecting."""

from datetime import date, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import openpyxl
import pytest

from salesplan.findings import Finding
from salesplan.host.blank import write_blank
from salesplan.host.loading import fill
from salesplan.host.visit_logs.collect import Collected, collect
from salesplan.host.wish import Wish
from salesplan.workbook.writes import Value
from tests.flow.company import Row, rows, type_cells
from tests.flow.filled_logs import COLLECTED, YEAR, FilledLog, issue_logs

Columns = dict[str, list[object]]
REPS: Columns = {"rep_id": ["R1", "R2", "R3"], "rep": ["Ana", "Bo", "Cy"]}
CUSTOMERS: Columns = {
    "customer_id": ["C1", "C2", "C3", "C4", "C5", "C6", "C7"],
    "customer": ["Ace", "Best", "Cosmos", "Ace", "Delta", "Twin", "Twin"],
    "rep_id": ["R1", "R1", "R2", "R2", None, "R1", "R1"],
}
EARLY, LATE = datetime(YEAR, 3, 1, 8), datetime(YEAR, 4, 1, 8)
DAY = date(YEAR, 2, 3)
VISIT: Row = {"date": DAY, "customer_id": "Ace", "kind": "visit", "note": "first", "amount": 100}


class Company:
    """A small plan and the logs of its reps."""

    def __init__(self, folder: Path) -> None:
        self.plan = folder / "plan.xlsx"
        self.folder = folder / "logs"
        self.logs = {rep: self.folder / f"visit_log_{rep}.xlsx" for rep in map(str, REPS["rep_id"])}

    def collect(self, **wish: Any) -> Collected:
        asked: dict[str, Any] = {"command": "visits collect", "at": COLLECTED} | wish
        return collect(self.plan, self.folder, Wish(**asked))

    def visits(self) -> list[Row]:
        return [row for row in rows(self.plan, "Visits") if row["date"]]

    def only(self, rep: str = "R1") -> Path:
        """Take the logs of all other reps away."""
        for path in self.folder.iterdir():
            if path != self.logs[rep]:
                path.unlink()
        return self.logs[rep]

    def edit(self, row: int, **cells: Value) -> None:
        """Type into the plan's Visits, as a manager does."""
        sheet = openpyxl.load_workbook(self.plan)["Visits"]
        top = next(at for at in range(1, 12) if sheet.cell(at, 1).value == "Date")
        headers = [str(cell.value) for cell in sheet[top]]
        labels = {"amount": "Order amount", "note": "Note", "contact": "Contact"}
        letters = {key: "ABCDEFGHIJKLMNOPQRST"[headers.index(label)] for key, label in labels.items()}
        type_cells(self.plan, "Visits", {f"{letters[key]}{row}": value for key, value in cells.items()})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    plan = write_blank("plan", folder / "plan.xlsx", year=YEAR, currency="USD")
    fill(plan, "Reps", REPS, Wish(command="load", at=COLLECTED))
    fill(plan, "Customers", CUSTOMERS, Wish(command="load", at=COLLECTED))
    issue_logs(plan, folder / "logs")
    return folder


@pytest.fixture
def company(made: Path, tmp_path: Path) -> Company:
    copytree(made, tmp_path / "company")
    return Company(tmp_path / "company")


def codes(done: Collected) -> list[str]:
    """Give the codes of what is wrong in the logs; the plan's own findings begin with other letters."""
    return sorted(finding.code for finding in done.findings if finding.code[0] in "LD")


def the(done: Collected, code: str) -> Finding:
    (found,) = [finding for finding in done.findings if finding.code == code]
    return found


def counts(done: Collected) -> tuple[int, int, int, int]:
    return done.added, done.updated, done.unchanged, done.refused


def correct(path: Path, at: datetime, row: int | None = None, **cells: object) -> None:
    """Type into the first visit of a log, and save it."""
    log = FilledLog(path)
    log.type(row or log.free - 1, **cells)
    log.save(at=at)
