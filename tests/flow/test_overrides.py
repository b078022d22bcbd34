"""An override is typed, quota is run again: it holds, its siblings take the difference, and its reason stays."""

from pathlib import Path

import pytest

from tests.flow.company import FINAL, by, column, rows, salesplan, tables, type_in

REASON = "key account moves in April"


@pytest.mark.parametrize(
    ("table", "identity", "override", "changed"),
    [
        ("Quota", "R1", 500_000, {"R1": 500_000, "R2": 160_000}),
        # A has 660,000 of North's 770,000; its reps share 616,000 as 440 to 220, B gets what is left.
        ("TeamQuota", ("North", "A"), 616_000, {"R1": 410_700, "R2": 205_300, "R3": 154_000}),
        # South and Unassigned share the 300,000 that are left as 264 to 66; South's reps theirs as 220 to 44.
        ("RegionQuota", "North", 800_000, {"R1": 457_100, "R2": 228_600, "R3": 114_300, "R4": 200_000, "R5": 40_000, "": 60_000}),
    ],
)  # fmt: skip
def test_a_pin_holds_and_goes(
    planned: Path, table: str, identity: str | tuple[str, str], override: int, changed: dict[str, int]
) -> None:
    keys = ("region", "team") if table == "TeamQuota" else ("rep_id",) if table == "Quota" else ("region",)
    before = by(rows(planned, table), *keys)
    type_in(planned, table, identity, override=override, reason=REASON)
    salesplan("quota", planned)
    level, quotas = tables(planned, table, "Quota")
    row = by(level, *keys)[identity]
    assert (row["override"], row["reason"], row["final"]) == (override, REASON, override)
    assert row["proposed"] == before[identity]["proposed"]
    assert column(quotas, "final") == FINAL | changed
    assert sum(FINAL.values()) == sum(column(quotas, "final").values())
    assert all(row["check"] == 0 for row in quotas)
    assert all(each.get("gap", 0) == 0 for each in level)

    type_in(planned, table, identity, override=None)
    salesplan("quota", planned)
    assert by(rows(planned, table), *keys)[identity]["reason"] == REASON
    assert column(rows(planned, "Quota"), "final") == FINAL


def test_the_bridge_tells_ones_own_override_from_the_others(planned: Path) -> None:
    type_in(planned, "Quota", "R1", override=500_000, reason=REASON)
    salesplan("quota", planned)
    bridge, quotas = (by(found, "rep_id") for found in tables(planned, "Bridge", "Quota"))
    assert (bridge["R1"]["own_override"], bridge["R1"]["other_pins"]) == (60_000, 0)
    assert (bridge["R2"]["own_override"], bridge["R2"]["other_pins"]) == (0, -60_000)
    assert {rep for rep, row in bridge.items() if row["other_pins"] or row["own_override"]} == {"R1", "R2"}
    assert {rep: row["bound"] for rep, row in quotas.items() if row["bound"]} == {"R1": "pin"}
    said = salesplan("explain", planned, "R1").stdout
    assert "+60,000.00  Own override" in said
    assert said.endswith(f"Reason of the override: {REASON}\n")


def test_overrides_on_all_levels_at_once(planned: Path) -> None:
    type_in(planned, "RegionQuota", "North", override=800_000)
    type_in(planned, "TeamQuota", ("North", "B"), override=200_000)
    type_in(planned, "Quota", "R2", override=100_000)
    salesplan("quota", planned)
    finals = {"R1": 500_000, "R2": 100_000, "R3": 200_000, "R4": 200_000, "R5": 40_000, "": 60_000}
    assert column(rows(planned, "Quota"), "final") == finals


def test_zero_is_a_quota_and_not_a_blank(planned: Path) -> None:
    type_in(planned, "Quota", "R2", override=0)
    salesplan("quota", planned)
    assert column(rows(planned, "Quota"), "final") == FINAL | {"R1": 660_000, "R2": 0}
    assert by(rows(planned, "Quota"), "rep_id")["R2"]["override"] == 0


def test_unassigned_can_be_overridden(planned: Path) -> None:
    type_in(planned, "RegionQuota", "Unassigned", override=0, reason="no quota for nobody")
    salesplan("quota", planned)
    finals = column(rows(planned, "RegionQuota"), "final", of="region")
    # 1,100,000 over North and South as 770 to 264
    assert finals == {"North": 819_100, "South": 280_900, "Unassigned": 0}


def test_an_override_beyond_its_total_holds_and_the_gap_is_shown(planned: Path) -> None:
    type_in(planned, "Quota", "R1", override=700_000)
    said = salesplan("quota", planned)
    assert "[Q120]" in said.stderr
    assert "40,000.00" in said.stderr
    teams, quotas = tables(planned, "TeamQuota", "Quota")
    assert column(quotas, "final") == FINAL | {"R1": 700_000, "R2": 0}
    team = by(teams, "region", "team")["North", "A"]
    assert (team["final"], team["allocated"], team["gap"]) == (660_000, 700_000, 40_000)
