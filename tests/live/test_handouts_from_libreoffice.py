"""A handout that was opened, edited and saved by LibreOffice says what was typed, and nothing else."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from salesplan.host.handouts.returned import fixed_edits, missing, strangers
from salesplan.tables.handout import Part, may_change
from tests.flow.handout_edits import ID, OpenHandout, made, read, sent
from tests.flow.round_forms import rows_sorted
from tests.spreadsheet.libreoffice import Typed, edited_in_libreoffice

pytestmark = pytest.mark.live


def test_a_handout_edited_in_libreoffice(tmp_path: Path) -> None:
    path = made(tmp_path / "North_A.xlsx", language="zh-Hans")
    rows = sent(path)
    work = OpenHandout(rows_sorted(path, Random(7)))
    quota, customers, card = (work.sheet(name).title for name in ("Quota", "Customers", "Scorecard"))
    at = {rep: row for row, rep in enumerate(work.column("Quota", "rep_id"))}
    customer = {each: row for row, each in enumerate(work.column("Customers", "customer_id"))}
    edits: dict[tuple[str, str], Typed] = {
        (quota, work.address("Quota", at["0012"], "override")): 1_234_567.89,
        (quota, work.address("Quota", at["013"], "override")): "无",
        (quota, work.address("Quota", at["R3"], "override")): "=1000*3+0.1",
        (quota, work.address("Quota", at["R3"], "reason")): "+86 138",
        (quota, work.address("Quota", at["R4"], "final")): 5.0,
        (customers, work.address("Customers", customer["C2"], "rep_id")): "R4",
        (customers, work.address("Customers", customer["C2"], "intent")): "高",
        (customers, work.address("Customers", customer["C3"], "potential")): 0.0,
        (card, work.address("Scorecard", 0, "actions")): "两周后再谈",
    }
    found = read(edited_in_libreoffice(work.save(), edits, tmp_path / "from Li.xlsx"))
    assert (found.handout, found.findings) == (ID, []), [finding.line() for finding in found.findings]
    assert abs(found.saved - datetime.now()) < timedelta(minutes=10)
    texts = {
        (name, column): dict(zip(table.keys, table.texts(column), strict=True))
        for name, table in found.tables.items()
        for column in may_change(Part.TEAM, name)
    }
    expected = {"0012": "1234567.89", "013": "", "r3": "3000.1", "r4": ""}
    assert texts["Quota", "override"] == {f'["{rep}"]': text for rep, text in expected.items()}
    ((_, cleared),) = found.tables["Quota"].cleared
    assert cleared == "override"
    assert texts["Quota", "reason"]['["r3"]'] == "+86 138"
    assert texts["Customers", "rep_id"] == {'["c1"]': "0012", '["c2"]': "R4", '["c3"]': "R3"}
    assert texts["Customers", "intent"]['["c2"]'] == "high"
    assert texts["Customers", "potential"] == {'["c1"]': "5000000", '["c2"]': "", '["c3"]': "0"}
    assert "两周后再谈" in texts["Scorecard", "actions"].values()
    told = [
        (finding.code, finding.cell)
        for name, table in found.tables.items()
        for finding in (
            *fixed_edits(table, rows[name], may_change(Part.TEAM, name)),
            *strangers(table, rows[name]),
            *missing(table, rows[name]),
        )
    ]
    assert told == [("H222", work.address("Quota", at["R4"], "final"))]
