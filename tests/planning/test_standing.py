"""What the sheets of quotas compute by themselves: against planned quotas, and row by row."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.standing import company_figures, gaps, live_columns
from salesplan.tables.quota import MONTHS
from tests.planning.plans import ANA, BEN, CAI, planned, sale

SALES = [sale("R-01", 4_321), sale("R-02", 1_999, "2026-05-01"), sale("R-03", 777), sale("", 55)]
OVER: dict[str, Any] = {"over_assignment_region": 0.03, "over_assignment_team": 0.05, "over_assignment_rep": 0.1}


def ints(*values: int | None) -> pd.arrays.IntegerArray:
    return pd.array(list(values), dtype="Int64")


@pytest.mark.parametrize("more", [{}, OVER | {"stretch": 0.15, "company_target": 9_000_00}], ids=["plain", "over"])
def test_planned_quotas_stand_as_they_were_computed(more: dict[str, Any]) -> None:
    typed = [{"rep_id": "R-02", "override": 1_500_00, "reason": "new"}]
    plan = planned([ANA, BEN, CAI], SALES, market=0.07, quota=typed, rounding_unit=100_00, **more)
    frames = {"RegionQuota": plan.region_quota, "TeamQuota": plan.team_quota, "Quota": plan.quota}
    used = {"currency": "CNY", "rounding_unit": 100_00, "stretch": 0.1} | more
    live = live_columns(frames, used)
    for name, computed in live.items():
        for key in computed:
            pd.testing.assert_series_equal(computed[key], frames[name][key], check_dtype=False)
    assert company_figures(frames, used) == {"company_quota": plan.company.target, "company_gap": plan.company.gap}
    standing = gaps(frames, used)
    assert standing["gap"].tolist() == [plan.company.gap, *plan.region_quota["gap"], *plan.team_quota["gap"]]
    assert standing["pinned"].sum() == 1_500_00
    assert standing.loc[standing["level"] == "team", "free"].sum() == len(plan.quota) - 1


MAYBE = st.none() | st.integers(0, 9_999)
RATE = st.sampled_from([0.0, 0.05, 0.1])


@st.composite
def standings(draw: st.DrawFn) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    def frame(keys: tuple[str, ...], names: Sequence[tuple[str, ...]], *more: str) -> pd.DataFrame:
        amounts = {
            key: ints(*draw(st.lists(MAYBE, min_size=len(names), max_size=len(names))))
            for key in ("base", "proposed", "override", *more)
        }
        last = draw(st.lists(st.integers(0, 99), min_size=len(names), max_size=len(names)))
        named = {key: [name[at] for name in names] for at, key in enumerate(keys)}
        return pd.DataFrame(named | amounts | {"last_year": ints(*last)}, index=range(5, 5 + len(names)))

    teams = draw(st.lists(st.tuples(st.sampled_from("NS"), st.sampled_from("ab")), min_size=1, max_size=3, unique=True))
    reps = [(*draw(st.sampled_from(teams)), f"R{at}") for at in range(draw(st.integers(0, 4)))]
    frames = {
        "RegionQuota": frame(("region",), sorted({(region.lower(),) for region, _ in teams})),
        "TeamQuota": frame(("region", "team"), teams),
        "Quota": frame(("region", "team", "rep_id"), reps, *MONTHS),
    }
    used = {"currency": "JPY", "rounding_unit": draw(st.sampled_from([1, 10, 100])), "stretch": draw(RATE)}
    used["company_target"] = draw(MAYBE)
    return frames, used | {key: draw(RATE) for key in OVER}


def whole(amount: int, rate: float, unit: int) -> int:
    """Do what ROUND(amount*(1+rate)/unit,0)*unit does."""
    exact = Fraction(amount) * (1 + Fraction(str(rate))) / unit
    return floor(exact + Fraction(1, 2)) * unit


def blank_is_0(value: Any) -> int:
    return 0 if value is pd.NA else int(value)


def final_of(row: Any) -> int:
    return blank_is_0(row.proposed) if row.override is pd.NA else int(row.override)


def asked(amount: int, over: float, unit: int) -> int:
    return whole(amount, over, unit) if over else amount


@given(standings())
@settings(max_examples=30, deadline=None)
def test_the_sheets_compute_row_by_row(standing: tuple[dict[str, pd.DataFrame], dict[str, Any]]) -> None:
    frames, used = standing
    unit = used["rounding_unit"]
    rows: dict[str, list[Any]] = {name: list(frame.itertuples()) for name, frame in frames.items()}
    live = live_columns(frames, used)
    for name, same in rows.items():
        assert live[name]["final"].tolist() == [final_of(row) for row in same]
        growth = [final_of(row) / int(row.last_year) - 1 if row.last_year else np.nan for row in same]
        np.testing.assert_allclose(live[name]["growth"], growth)
    for row in rows["Quota"]:
        mine = live["Quota"].loc[row.Index]
        months = [blank_is_0(getattr(row, month)) for month in MONTHS]
        assert mine["stretch"] == whole(final_of(row), used["stretch"], unit)
        assert mine[["q1", "q2", "q3", "q4"]].tolist() == [sum(months[at : at + 3]) for at in (0, 3, 6, 9)]
        assert mine["check"] == sum(months) - final_of(row)
    shown: Iterator[Any] = iter(gaps(frames, used).itertuples())
    base = sum(blank_is_0(row.base) for row in rows["RegionQuota"])
    target = used["company_target"] if used["company_target"] is not None else whole(base, 0, unit)
    check_parent(next(shown), asked(target, used["over_assignment_region"], unit), rows["RegionQuota"])
    for row in rows["RegionQuota"]:
        teams = [each for each in rows["TeamQuota"] if each.region.lower() == row.region.lower()]
        check_parent(next(shown), asked(final_of(row), used["over_assignment_team"], unit), teams)
    for row in rows["TeamQuota"]:
        names = (row.region.lower(), row.team.lower())
        reps = [each for each in rows["Quota"] if (each.region.lower(), each.team.lower()) == names]
        parent = next(shown)
        check_parent(parent, asked(final_of(row), used["over_assignment_rep"], unit), reps)
        assert live["TeamQuota"].loc[row.Index, ["allocated", "gap"]].tolist() == [parent.allocated, parent.gap]


def check_parent(parent: Any, target: int, children: list[Any]) -> None:
    typed = [int(row.override) for row in children if row.override is not pd.NA]
    allocated = sum(map(final_of, children))
    assert (parent.target, parent.allocated, parent.gap) == (target, allocated, allocated - target)
    assert (parent.pinned, parent.free) == (sum(typed), len(children) - len(typed))


def test_a_row_that_was_left_behind_counts_nothing() -> None:
    left = {"region": "Old", "last_year": None, "base": None, "proposed": None, "override": 500}
    there = {"region": "New", "last_year": 0, "base": 0, "proposed": 100, "override": None}
    frame = pd.DataFrame([left, there]).astype({key: "Int64" for key in left if key != "region"})
    assert live_columns({"RegionQuota": frame}, {"currency": "JPY"})["RegionQuota"]["final"].tolist() == [0, 100]


def test_a_row_that_was_left_behind_with_a_reason_is_not_free() -> None:
    amounts = pd.DataFrame({"last_year": [None, 0], "base": [None, 0], "proposed": [None, 100], "override": None})
    frame = amounts.astype("Int64").assign(region=["Old", "New"], team="A", rep_id=["", "R1"])
    shown = gaps({"RegionQuota": frame, "TeamQuota": frame, "Quota": frame}, {"currency": "JPY"})
    assert shown["free"].tolist() == [1, 0, 1, 0, 1]
