"""A period scored: from actuals to ranks, and what is said of it."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.scoring.grading_cases import kpi, lines, listed, scored

THREE = [kpi("nps", 50, 10), kpi("complaints", 30, 4, direction="lower"), kpi("target_attainment", 20, 1)]


def test_a_company_by_hand() -> None:
    graded, findings = scored(THREE, [[10, 4, 1], [5, 0, None], [None, None, 1.1], [11, 8, 0.5]])
    assert findings[0].code == "K111"
    assert listed(graded.score) == [[100, 100, 100], [50, 120, None], [None, None, 110], [110, 50, 50]]
    assert listed(graded.ratio) == [[1, 1, 1], [0.5, None, None], [None, None, 1.1], [1.1, 0.5, 0.5]]
    assert graded.measured.tolist() == [1, 0.8, 0.2, 1]
    assert listed(graded.total) == [100, 76.25, None, 80]
    assert graded.rank.tolist() == [1, 3, 0, 2]
    assert graded.grade == ("A", "C", "", "C")
    assert graded.counted.tolist() == [[50, 30, 20], [62.5, 37.5, 0], [0, 0, 100], [50, 30, 20]]
    assert lines(findings, "K111") == [
        "Reps[rep_id] row 7 [K111] R-03 has data for 20 % of the weights in 2027-03, less than half, "
        "so no total and no rank; fill in what is missing; Scores shows it"
    ]


def test_ties_share_a_rank() -> None:
    graded, findings = scored([kpi("nps", 100, 10)], [[5], [10], [10], [8]])
    assert (graded.rank.tolist(), findings) == ([4, 1, 1, 3], [])


def test_one_rep_only() -> None:
    graded, findings = scored([kpi("nps", 60), kpi("growth", 40, 0.1)], [[7, 0.05]])
    assert (graded.total.tolist(), graded.rank.tolist(), graded.grade) == ([80], [1], ("C",))
    assert [line[:66] for line in lines(findings, "K108")] == [
        "KPIs[target] row 5 [K108] nps has no target, so the median of the "
    ]


def test_nobody_to_score() -> None:
    graded, findings = scored(THREE, [])
    assert (graded.score.shape, graded.rank.tolist(), graded.grade, findings) == ((0, 3), [], (), [])


def test_a_kpi_without_data_for_all_is_shared_out_and_said() -> None:
    graded, findings = scored(THREE, [[10, None, 0.5], [5, None, 1]])
    assert listed(graded.total) == [85.71, 64.29]
    assert graded.measured.tolist() == [0.7, 0.7]
    assert [finding.code for finding in findings] == ["K110"]
    assert findings[0].message() == "no rep has data for complaints in 2027-03; its weight 30 is shared out"


def test_a_target_of_zero_is_shared_out_and_said() -> None:
    graded, findings = scored([kpi("nps", 60, 5), kpi("wins", 40, 0)], [[5, 9], [4, 0]])
    assert graded.total.tolist() == [100, 80]
    assert [finding.code for finding in findings] == ["K109"]
    assert findings[0].row == 6


def test_a_median_of_zero_is_met_by_zero_and_beaten_by_anything_more() -> None:
    graded, findings = scored([kpi("nps", 60, 5), kpi("wins", 40)], [[5, 0], [4, 0], [3, 8]])
    assert listed(graded.score[:, 1]) == [100, 100, 120]
    assert listed(graded.ratio[:, 1]) == [1, 1, None]
    assert [finding.code for finding in findings] == ["K108"]


def test_a_median_is_said_in_the_unit() -> None:
    _, findings = scored([kpi("collection", 50), kpi("active_customers", 50)], [[0.5, 1000], [0.75, 3000]])
    assert [finding.facts["value"] for finding in findings] == ["62.5 %", "2,000"]
    assert findings[0].message("zh-Hans").startswith("回款率 没有目标值")


def test_a_kpi_of_weight_zero_is_scored_but_neither_counted_nor_said() -> None:
    graded, findings = scored([kpi("nps", 100, 5), kpi("wins", 0, 0), kpi("calls", 0)], [[5, 9, None]])
    assert (graded.total.tolist(), graded.measured.tolist(), findings) == ([100], [1], [])


def test_all_without_data() -> None:
    graded, findings = scored(THREE, [[None] * 3] * 12)
    assert (listed(graded.total), graded.rank.tolist()) == ([None] * 12, [0] * 12)
    assert [finding.code for finding in findings] == ["K110"] * 3 + ["K111"] * 10 + ["K112"]


def test_a_number_a_month_grows_with_the_period() -> None:
    graded, _ = scored([kpi("new_customers", 100, 2)], [[6], [3]], months=3)
    assert (graded.target.tolist(), graded.score.tolist()) == ([6], [[100], [50]])


values = st.none() | st.integers(0, 40).map(lambda number: number / 4)
directions = st.sampled_from(["higher", "lower"])


@st.composite
def companies(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[list[float | None]]]:
    count = draw(st.integers(1, 4))
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=count - 1, max_size=count - 1)))
    weights = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    targets = st.none() | st.integers(0, 8)
    rows = [
        kpi(f"own {place}", weight, draw(targets), direction=draw(directions)) for place, weight in enumerate(weights)
    ]
    row = st.lists(values, min_size=count, max_size=count)
    return rows, draw(st.lists(row, min_size=1, max_size=6))


@given(companies(), st.randoms())
@settings(max_examples=50)
def test_the_order_of_reps_and_kpis_changes_nothing(company: Any, random: Any) -> None:
    rows, actual = company
    reps, kpis = list(range(len(actual))), list(range(len(rows)))
    random.shuffle(reps)
    random.shuffle(kpis)
    plain, _ = scored(rows, actual)
    mixed, _ = scored([rows[place] for place in kpis], [[actual[rep][place] for place in kpis] for rep in reps])
    assert listed(mixed.score) == listed(plain.score[reps][:, kpis])
    assert listed(mixed.total) == listed(plain.total[reps])
    assert mixed.rank.tolist() == plain.rank[reps].tolist()
    assert mixed.grade == tuple(plain.grade[rep] for rep in reps)


@given(companies(), st.data())
@settings(max_examples=50)
def test_a_better_actual_never_lowers_score_total_or_rank(company: Any, data: st.DataObject) -> None:
    rows, actual = company
    rows = [row | {"target": 4 if row["target"] is None else row["target"]} for row in rows]
    rep, place = data.draw(st.integers(0, len(actual) - 1)), data.draw(st.integers(0, len(rows) - 1))
    before = actual[rep][place]
    if before is None:
        return
    better = data.draw(st.floats(-5, before) if rows[place]["direction"] == "lower" else st.floats(before, 50))
    changed = [list(row) for row in actual]
    changed[rep][place] = better
    old, new = scored(rows, actual)[0], scored(rows, changed)[0]
    assert not new.score[rep, place] < old.score[rep, place]
    assert not new.total[rep] < old.total[rep]
    assert new.rank[rep] <= old.rank[rep]


@given(companies())
@settings(max_examples=50)
def test_scores_and_totals_are_in_range_and_half_is_needed(company: Any) -> None:
    graded, _ = scored(*company)
    for found in (graded.score, graded.total):
        there = found[~np.isnan(found)]
        assert ((there >= 0) & (there <= 120)).all()
    assert not np.isinf(graded.ratio).any()
    weights = np.array([float(weight) for weight in graded.kpis.weights])
    half = np.where(np.isnan(graded.score), 0, weights).sum(axis=1) >= 50
    assert (~np.isnan(graded.total)).tolist() == half.tolist() == (graded.rank > 0).tolist()
    assert [bool(name) for name in graded.grade] == half.tolist()
