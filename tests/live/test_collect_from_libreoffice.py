"""A visit log that was opened, edited and saved by LibreOffice still collects."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from salesplan.host.blank import write_blank
from salesplan.host.loading import fill
from salesplan.host.visit_logs.collect import collect
from salesplan.host.wish import Wish
from tests.flow.company import rows
from tests.flow.filled_logs import YEAR, FilledLog, issue_logs
from tests.spreadsheet.libreoffice import Typed, edited_in_libreoffice

pytestmark = pytest.mark.live


def test_a_log_edited_in_libreoffice(tmp_path: Path) -> None:
    now = datetime.now()
    at = max(now, datetime(YEAR, 6, 30)) + timedelta(days=1)
    plan = write_blank("plan", tmp_path / "plan.xlsx", year=YEAR, currency="CNY")
    fill(plan, "Reps", {"rep_id": ["R1"], "rep": ["Ana"]}, Wish(command="load", at=at))
    customers: dict[str, list[object]] = {"customer_id": ["C1"], "customer": ["Ace"], "rep_id": ["R1"]}
    fill(plan, "Customers", customers, Wish(command="load", at=at))
    log = FilledLog(issue_logs(plan, tmp_path / "issued")["R1"])
    sheet, first, under = log.sheet.title, log.free, log.bottom + 1
    edits: dict[tuple[str, str], Typed] = {}
    for row, day, note in ((first, 3, "+86 138"), (first + 1, 4, None), (under, 5, "under the table")):
        visit = {"date": date(YEAR, 3, day), "customer_id": "Ace", "kind": "call", "amount": 12.5, "note": note}
        edits |= {(sheet, log.cell(row, key)): value for key, value in visit.items()}
    back = tmp_path / "back"
    back.mkdir()
    saved = edited_in_libreoffice(log.path, edits, back / "from_ana.xlsx")
    done = collect(plan, back, Wish(command="visits collect", at=at))
    assert (done.added, done.refused) == (3, 0), [finding.line() for finding in done.findings]
    assert [finding.code for finding in done.findings if finding.code.startswith("L")] == []
    visits = rows(plan, "Visits")
    assert [(v["date"].day, v["customer_id"], v["kind"], v["amount"], v["note"]) for v in visits] == [
        (3, "C1", "call", 12.5, "+86 138"),
        (4, "C1", "call", 12.5, None),
        (5, "C1", "call", 12.5, "under the table"),
    ]
    # LibreOffice says itself when it saved, in universal time.
    assert abs(visits[0]["saved_at"] - now) < timedelta(minutes=10)
    edited_in_libreoffice(saved, {(sheet, log.cell(first, "amount")): None}, back / "again.xlsx")
    done = collect(plan, back, Wish(command="visits collect", at=at))
    assert (done.added, done.updated) == (0, 1), [finding.line() for finding in done.findings]
    assert rows(plan, "Visits")[0]["amount"] is None
