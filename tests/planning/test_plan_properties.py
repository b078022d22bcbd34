"""What holds of every plan."""

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesplan.planning.money import millionths
from salesplan.planning.plan import QuotaPlan
from salesplan.planning.settings import PlanSettings
from salesplan.planning.split import handed_down
from salesplan.tables.quota import MONTHS, QUARTERS
from tests.planning.plans import planned, sale

REP_IDS = [f"R-{number:02d}" for number in range(1, 8)]
SPARSE = st.one_of(st.none(), st.integers(0, 400).map(lambda units: units * 2_500))
SHARES = st.sampled_from([0.0, 0.03, 0.1])


@st.composite
def companies(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a company: reps in teams and regions, sales, growth, overrides, settings."""
    ids = draw(st.lists(st.sampled_from(REP_IDS), min_size=1, unique=True))
    reps = [
        {
            "rep_id": rep_id,
            "rep": rep_id.lower(),
            "region": draw(st.sampled_from(["North", "South", ""])),
            "team": draw(st.sampled_from(["One", "Two"])),
            "start_date": draw(st.sampled_from([None, None, "2026-08-15", "2027-04-01"])),
            "end_date": draw(st.sampled_from([None, None, "2027-09-30"])),
            "ability": draw(st.sampled_from([None, 0.8, 1.3])),
            "potential": draw(st.sampled_from([None, 100.0, 500.0])),
        }
        for rep_id in ids
    ]
    months = st.sampled_from(["2026-01-03", "2026-06-30", "2026-12-31", "2025-03-01", "2024-10-01"])
    sales = [
        sale(rep_id, amount, month, product_line=line)
        for rep_id, amount, month, line in draw(
            st.lists(
                st.tuples(st.sampled_from([*REP_IDS, ""]), st.integers(-300, 9_000), months, st.sampled_from("ab")),
                max_size=14,
            )
        )
    ]
    regions = draw(
        st.lists(st.tuples(st.sampled_from(["North", "South"]), SPARSE), max_size=2, unique_by=lambda r: r[0])
    )
    pins = draw(st.lists(st.tuples(st.sampled_from(ids), SPARSE), max_size=4, unique_by=lambda r: r[0]))
    return {
        "reps": reps,
        "sales": sales,
        "growth": [{"dimension": "product_line", "value": "a", "adjustment": draw(SHARES)}],
        "region_quota": [{"region": region, "override": amount} for region, amount in regions],
        "quota": [{"rep_id": rep_id, "override": amount} for rep_id, amount in pins],
        "company_target": draw(st.one_of(st.none(), st.integers(0, 10**7))),
        "growth_floor": draw(st.sampled_from([None, -0.1])),
        "growth_cap": draw(st.sampled_from([None, 0.2])),
        "potential_weight": draw(st.sampled_from([0.0, 0.4])),
        "over_assignment_region": draw(SHARES),
        "over_assignment_team": draw(SHARES),
        "over_assignment_rep": draw(SHARES),
        "season": draw(st.sampled_from(["history", "even", "working_days"])),
    }


def checked(company: dict[str, Any]) -> QuotaPlan:
    return planned(**company)


quick = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(companies())
def test_every_level_adds_up(company: dict[str, Any]) -> None:
    plan = checked(company)
    region, team, rep = plan.region_quota, plan.team_quota, plan.quota
    for frame in (region, team, rep):
        assert frame["last_year"].sum() == plan.company.last_year
        assert frame["base"].sum() == plan.company.base
        assert (frame["final"] == frame["override"].fillna(frame["proposed"])).all()
        assert (frame["final"] >= 0).all()
    assert plan.company.allocated == region["final"].sum()
    by_region = team.groupby("region", sort=False)["final"].sum().reindex(region["region"]).to_numpy()
    assert (region["allocated"] == by_region).all()
    for frame, over in ((region, "over_assignment_team"), (team, "over_assignment_rep")):
        wanted = handed_down(frame["final"].to_numpy(), millionths(company[over]), PlanSettings(plan_year=2027).unit)
        assert (frame["gap"] == frame["allocated"] - wanted).all()
    if not any(finding.code == "Q120" for finding in plan.findings):
        assert plan.company.gap == 0
        assert not region["gap"].any()
        assert not team["gap"].any()


@quick
@given(companies())
def test_months_quarters_and_bridge_add_up(company: dict[str, Any]) -> None:
    plan = checked(company)
    months = plan.quota[list(MONTHS)].to_numpy()
    assert (months >= 0).all()
    assert (months.sum(axis=1) == plan.quota["final"]).all()
    assert (plan.quota[list(QUARTERS)].to_numpy() == months.reshape(-1, 4, 3).sum(axis=2)).all()
    assert not plan.quota["check"].any()
    assert not plan.bridge["check"].any()
    assert plan.bridge["last_year"].tolist() == plan.quota["last_year"].tolist()
    assert plan.bridge["final"].tolist() == plan.quota["final"].tolist()


@quick
@given(companies(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(company: dict[str, Any], random: Any) -> None:
    mixed = {
        key: random.sample(value, len(value)) if isinstance(value, list) else value for key, value in company.items()
    }
    first, second = checked(company), checked(mixed)
    for name in ("region_quota", "team_quota", "quota", "bridge"):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))


@quick
@given(companies())
def test_planning_again_with_the_result_changes_nothing(company: dict[str, Any]) -> None:
    first = checked(company)
    again = company | {
        name: [
            {key: None if pd.isna(value) else value for key, value in row.items()}
            for row in getattr(first, name).drop(columns="reason").to_dict("records")
        ]
        for name in ("region_quota", "team_quota", "quota")
    }
    second = checked(again)
    for name in ("region_quota", "team_quota", "quota", "bridge"):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))


@quick
@given(companies(), st.integers(1, 300))
def test_a_larger_target_lowers_no_quota(company: dict[str, Any], more: int) -> None:
    unit = PlanSettings(plan_year=2027).unit
    target = (company["company_target"] or 0) // unit * unit
    plain = company | {"region_quota": [], "quota": []}
    low = checked(plain | {"company_target": target})
    high = checked(plain | {"company_target": target + more * unit})
    assert (np.array(high.quota["final"]) >= np.array(low.quota["final"])).all()


@quick
@given(companies())
def test_proposed_is_what_clearing_ones_own_override_gives(company: dict[str, Any]) -> None:
    plan = checked(company)
    for pin in company["quota"]:
        cleared = checked(company | {"quota": [row for row in company["quota"] if row is not pin]})
        mine = (plan.quota["rep_id"] == pin["rep_id"]).to_numpy()
        assert cleared.quota["final"][mine].tolist() == plan.quota["proposed"][mine].tolist()
