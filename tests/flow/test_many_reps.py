"""A company of two thousand reps: everything still adds up."""

from pathlib import Path

import pytest

from salesplan.tables.quota import MONTHS
from tests.flow.company import Row, as_json, by, company, salesplan, tables, type_in

COUNT = 2_000


@pytest.mark.long
def test_two_thousand_reps(tmp_path: Path) -> None:
    reps: list[Row] = [
        {"rep_id": f"{n:05d}", "rep": f"Rep {n}", "region": f"Region {n % 8}", "team": f"Team {n % 200}"}
        for n in range(COUNT)
    ]
    sales: list[Row] = [
        {"month": f"2026-{month:02d}-01", "rep_id": f"{n:05d}", "revenue": (n * 37 + month * 11) % 900 + 100.25}
        for n in range(COUNT)
        for month in (1, 4, 6, 12)
    ]
    book = company(tmp_path, reps=reps, sales=sales)
    last_year = sum(sale["revenue"] for sale in sales)
    target = round(last_year * 1.1 / 100) * 100
    first = as_json("quota", book)["tables"]["Quota"]
    assert sum(row["final"] for row in first) == target

    pinned = reps[777]
    type_in(book, "Quota", pinned["rep_id"], override=100, reason="leaving")
    salesplan("quota", book)
    regions, teams, quotas, bridge = tables(book, "RegionQuota", "TeamQuota", "Quota", "Bridge")
    for level in (regions, teams, quotas, bridge):
        assert round(sum(row["last_year"] for row in level), 2) == last_year
        assert sum(row["final"] for row in level) == target
    assert all(row["gap"] == 0 for row in (*regions, *teams))
    assert all(sum(row[month] for month in MONTHS) == row["final"] for row in quotas)
    found = by(quotas, "rep_id")
    assert len(found) == COUNT
    assert (found[pinned["rep_id"]]["final"], found[pinned["rep_id"]]["reason"]) == (100, "leaving")
    moved = {row["rep_id"] for row in first if row["final"] != found[row["rep_id"]]["final"]}
    assert {found[rep]["team"] for rep in moved} == {pinned["team"]}
