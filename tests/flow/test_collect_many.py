"""The logs of two hundred reps, many of them damaged: what was good is in, what was not is reported."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from salesplan.host.blank import write_blank
from salesplan.host.loading import fill
from salesplan.host.visit_logs.collect import Collected, collect
from salesplan.host.wish import Wish
from salesplan.tables.model import Owner
from salesplan.tables.samples import sample_company
from salesplan.tables.visits import VISITS
from tests.flow.company import Row, rows
from tests.flow.damaged_logs import DAMAGES, Case, filled
from tests.flow.filled_logs import COLLECTED, YEAR, FilledLog, issue_logs, labels_of

pytestmark = pytest.mark.long

REPS: Final = 200
TYPED: Final = [column.key for column in VISITS if column.owner is Owner.PERSON]
WISH: Final = Wish(command="visits collect", at=COLLECTED)


@pytest.fixture(scope="module")
def came_back(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, Case]]:
    """A plan, the folder of logs that came back, and what is to come of each by its file's name."""
    folder = tmp_path_factory.mktemp("many")
    plan = write_blank("plan", folder / "plan.xlsx", year=YEAR, currency="CNY")
    company = sample_company(reps=REPS, customers=5 * REPS, prospects=0, sales_rows=300, year=YEAR, seed=7)
    for table in ("Reps", "Customers"):
        fill(plan, table, company[table], Wish(command="load", at=COLLECTED))
    owned = company["Customers"]
    ids = labels_of(
        [
            (str(i), str(n), str(r))
            for i, n, r in zip(owned["customer_id"], owned["customer"], owned["rep_id"], strict=True)
        ]
    )
    logs = issue_logs(plan, folder / "logs")
    assert len(logs) == REPS
    damages = list(DAMAGES.values())
    cases: dict[str, Case] = {}
    for rep_id, path in logs.items():
        log = FilledLog(path)
        case = Case(log, filled(log, rep_id, ids.get(rep_id, {})))
        if case.rows and damages:
            damages.pop(0)(case)
        if len(case.rows) % 2:  # half of them in a folder of their team
            log.path = path.parent / "north" / path.name
            path.unlink()
        name = case.after(log.save()).relative_to(folder / "logs").as_posix()
        cases[name] = case
    assert not damages
    return plan, folder / "logs", cases


@pytest.fixture(scope="module")
def collected(came_back: tuple[Path, Path, dict[str, Case]]) -> Collected:
    plan, folder, _ = came_back
    return collect(plan, folder, WISH)


def said(row: Row) -> tuple[object, ...]:
    """Give a visit in plain values."""
    return tuple(_plain(row.get(key)) for key in TYPED)


def _plain(value: Any) -> object:
    return value.date() if isinstance(value, datetime) else float(value) if isinstance(value, int) else value


def test_what_was_good_is_in(came_back: tuple[Path, Path, dict[str, Case]], collected: Collected) -> None:
    plan, _, cases = came_back
    wanted = sorted((said(row) for case in cases.values() for row in case.rows.values()), key=repr)
    there = sorted((said(row) for row in rows(plan, "Visits")), key=repr)
    assert there == wanted
    assert len(wanted) > 1500
    assert collected.added == len(wanted)


def test_what_was_not_is_reported(came_back: tuple[Path, Path, dict[str, Case]], collected: Collected) -> None:
    _, _, cases = came_back
    found = {(finding.workbook, finding.code, finding.cell) for finding in collected.findings}
    wanted = {(name, code, cell) for name, case in cases.items() for code, cell in case.found}
    assert len(wanted) >= 30
    assert wanted <= found
    of_logs = {(workbook, code, cell) for workbook, code, cell in found if workbook in cases}
    assert of_logs == wanted
    # Beside those: the copy, and the older of two versions.
    others = {code for workbook, code, _ in found if workbook not in cases and workbook != "plan.xlsx"}
    assert others == {"L314", "L333"}


def test_rows_of_a_file_add_up(collected: Collected) -> None:
    for file in collected.files:
        assert file.rows == file.new + file.updated + file.unchanged + file.refused + file.left_out, file


def test_again_changes_nothing(came_back: tuple[Path, Path, dict[str, Case]], collected: Collected) -> None:
    plan, folder, cases = came_back
    before = plan.read_bytes()
    again = collect(plan, folder, WISH)
    assert (again.added, again.updated, again.saved, again.writes) == (0, 0, None, [])
    assert again.unchanged == collected.added
    assert plan.read_bytes() == before
    lasting = {(f.workbook, f.code, f.cell) for f in again.findings if f.workbook in cases}
    assert lasting == {(name, code, cell) for name, case in cases.items() for code, cell in case.found}


def test_findings_of_logs_have_no_broken_link(
    came_back: tuple[Path, Path, dict[str, Case]], collected: Collected
) -> None:
    listed = rows(came_back[0], "Findings")
    of_logs = [row for row in listed if str(row["sheet"]).startswith("[")]
    assert {str(row["sheet"]).partition("]")[0][1:] for row in of_logs} >= {
        name for name, case in came_back[2].items() if case.found
    }
    assert all(not row["link"] for row in of_logs)
    own = [row for row in listed if row["cell"] and row not in of_logs]
    assert own
    assert all(row["link"] == "→" for row in own)


def test_what_follows_from_the_visits_is_written_too(
    came_back: tuple[Path, Path, dict[str, Case]], collected: Collected
) -> None:
    status: Mapping[str, Row] = {row["rep_id"]: row for row in rows(came_back[0], "VisitStatus")}
    visits = rows(came_back[0], "Visits")
    for rep_id in ("R101", "R151"):
        own = [row for row in visits if row["rep_id"] == rep_id]
        made = [row for row in own if row["kind"] != "call" and row["date"].date() <= date(2027, 6, 30)]
        assert made
        assert (status[rep_id]["made"], status[rep_id]["calls"]) == (len(made), len(own) - len(made))
