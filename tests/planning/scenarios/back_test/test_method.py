"""The back-test: what the method would have asked for last year, against what was sold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from salesplan.findings import Finding
from salesplan.planning.scenarios.back_test.method import back_test
from salesplan.planning.scenarios.back_test.rows import bands
from salesplan.planning.scenarios.ranks import rank_correlation
from salesplan.planning.settings import PlanSettings
from salesplan.tables.scenario_likely import BACK_TEST
from tests.planning.plans import ANA, BEN, CAI, DEFAULT_RAMP, Rows, sale, table

UNIT = 100_00


def frames(
    reps: Rows, sales: Rows, *, growth: Rows = (), customers: Rows = (), ramp: Rows = DEFAULT_RAMP
) -> dict[str, pd.DataFrame]:
    return {
        "Reps": table("reps", reps),
        "Sales": table("sales", sales),
        "Growth": table("growth", growth),
        "Customers": table("customers", customers),
        "Ramp": table("ramp", ramp),
    }


def reached(given_frames: dict[str, pd.DataFrame], language: str = "en", **settings: Any) -> pd.DataFrame:
    """Test 2026 for a plan of 2027."""
    return back_test(given_frames, PlanSettings(plan_year=2027, **settings), language=language)[0]


def found(given_frames: dict[str, pd.DataFrame], **settings: Any) -> list[Finding]:
    return back_test(given_frames, PlanSettings(plan_year=2027, **settings))[1]


def years(rep_id: str, before: float, then: float) -> list[dict[str, Any]]:
    """Give a rep's sales of 2025 and of 2026."""
    return [sale(rep_id, before, "2025-06-01"), sale(rep_id, then, "2026-06-01")]


def team(sold: Sequence[tuple[float, float]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give reps of one team with their sales of both years."""
    ids = [f"R-{number:02d}" for number in range(1, len(sold) + 1)]
    reps = [{"rep_id": rep_id, "region": "North", "team": "East"} for rep_id in ids]
    return reps, [row for rep_id, amounts in zip(ids, sold, strict=True) for row in years(rep_id, *amounts)]


def test_quotas_of_last_year_against_its_sales() -> None:
    rows = reached(frames([ANA, BEN], years("R-01", 1_000, 1_200) + years("R-02", 3_000, 3_000)), growth=0.1)
    assert rows.iloc[0].drop("said").to_dict() == {
        "size": 0,
        "reps": 2,
        "smallest": 1_100_00,
        "largest": 3_300_00,
        "quota": 4_400_00,
        "sales": 4_200_00,
        "attainment": 42 / 44,
        "at_quota": 1,
        "share_at_quota": 0.5,
        "middle": pytest.approx((12 / 11 + 30 / 33) / 2, abs=1e-15),
    }
    assert len(rows) == 1  # one band would say the same again


def test_bands_go_by_quota() -> None:
    rows = reached(frames(*team([(4_000, 4_000), (1_000, 1_300), (2_000, 2_000), (3_000, 2_900)])))
    assert rows[["size", "reps", "smallest", "largest", "quota", "sales", "at_quota"]].to_numpy().tolist() == [
        [0, 4, 1_000_00, 4_000_00, 10_000_00, 10_200_00, 3],
        [1, 2, 1_000_00, 2_000_00, 3_000_00, 3_300_00, 2],
        [2, 2, 3_000_00, 4_000_00, 7_000_00, 6_900_00, 1],
    ]
    assert rows["middle"].tolist()[1:] == [pytest.approx(1.15), pytest.approx((29 / 30 + 1) / 2)]


def test_the_settings_of_the_plan_count_but_not_its_target() -> None:
    sold = frames(*team([(1_000, 1_200), (3_000, 3_000)]))
    assert reached(sold, growth=0.1)["quota"][0] == 4_400_00
    assert reached(sold, over_assignment_rep=0.1)["quota"][0] == 4_400_00
    assert reached(sold, company_target=99_000_00, price_change=0.1).equals(reached(sold))


def test_adjustments_bounds_and_ramp_of_the_plan_count() -> None:
    sold = years("R-01", 1_000, 1_500) + years("R-02", 3_000, 3_000)
    more = [{"dimension": "rep_id", "value": "R-01", "adjustment": 0.5}]
    adjusted = frames([ANA, BEN], sold, growth=more)
    assert reached(adjusted)[["smallest", "largest"]].to_numpy().tolist() == [[1_500_00, 3_000_00]]
    assert reached(adjusted, growth_cap=0.2)[["smallest", "largest"]].to_numpy().tolist() == [[1_200_00, 3_300_00]]
    leaving = {**BEN, "end_date": "2026-06-30"}
    assert reached(frames([ANA, leaving], sold), season="even")["largest"][0] == 2_400_00  # 4,000 · 1.5 ÷ 2.5


def test_the_owner_of_a_customer_counts_in_both_years() -> None:
    owned = [{"customer_id": "C-1", "rep_id": "R-02"}]
    sold = [{**row, "customer_id": "C-1"} for row in years("R-01", 2_000, 1_000)] + years("R-01", 500, 500)
    rows = reached(frames([ANA, BEN], sold, customers=owned))
    assert rows[["smallest", "largest", "sales", "at_quota"]].to_numpy().tolist() == [[500_00, 2_000_00, 1_500_00, 1]]


def test_later_sales_and_the_order_of_rows_change_nothing() -> None:
    reps, sales = team([(1_000, 1_200), (3_000, 3_000), (2_000, 2_500), (500, 100)])
    rows = reached(frames(reps, sales))
    more = [*sales, sale("R-01", 9_999, "2027-01-31"), {"rep_id": "R-02", "revenue": 5 * UNIT}]
    assert reached(frames(reps, more)).equals(rows)
    assert reached(frames(reps[::-1], sales[::-1])).equals(rows)


def test_what_was_sold_in_the_year_does_not_move_its_quotas() -> None:
    reps, sales = team([(1_000, 1_200), (3_000, 3_000)])
    lucky = [sale(row["rep_id"], 77_000, "2026-02-01") for row in reps]
    columns = ["smallest", "largest", "quota"]
    assert reached(frames(reps, sales + lucky))[columns].equals(reached(frames(reps, sales))[columns])


def test_who_sold_nothing_is_left_out_and_who_has_no_quota_too() -> None:
    dee = {"rep_id": "R-04", "region": "South", "team": "West", "start_date": "2026-12-10"}
    sold = [*years("R-01", 1_000, 900), sale("R-04", 50, "2026-12-31")]
    done, findings = back_test(frames([ANA, BEN, dee], sold), PlanSettings(plan_year=2027))
    assert done[["reps", "quota", "sales"]].to_numpy().tolist() == [[1, 1_000_00, 900_00]]
    (left,) = [finding for finding in findings if finding.code == "F143"]
    assert left.message() == (
        "not in the back-test: 1 reps without sales in 2025 and 2026, 1 who would have had no quota for 2026"
    )


def test_a_rep_who_stopped_selling_missed_the_quota() -> None:
    rows = reached(frames([ANA, BEN], [*years("R-01", 1_000, 1_000), sale("R-02", 1_000, "2025-06-30")]))
    assert (rows["reps"][0], rows["attainment"][0], rows["at_quota"][0]) == (2, 0.5, 1)


@pytest.mark.parametrize(("month", "missing"), [("2025-03-01", 2026), ("2026-03-01", 2025), ("2024-03-01", 2025)])
def test_without_both_years_there_is_no_test(month: str, missing: int) -> None:
    rows, findings = back_test(frames([ANA], [sale("R-01", 100, month)]), PlanSettings(plan_year=2027))
    assert len(rows) == 0
    assert [finding.code for finding in findings] == ["F141"]
    assert f"no sales in {missing}" in findings[0].message()


def test_years_of_unequal_length_are_reported() -> None:
    sold = [sale("R-01", 100, "2025-05-31"), sale("R-01", 100, "2025-12-01"), sale("R-01", 100, "2026-09-01")]
    (finding,) = found(frames([ANA], sold))
    assert (finding.code, finding.facts["first"], finding.facts["then"]) == ("F142", "5–12", "9–9")


def test_nobody_with_a_quota_is_no_test() -> None:
    sold = [sale("", 1_000, "2025-06-01"), sale("R-01", 100, "2026-06-01")]
    rows, findings = back_test(frames([ANA], sold), PlanSettings(plan_year=2027))
    assert len(rows) == 0
    assert [finding.code for finding in findings] == ["F143", "F144"]


def test_nobody_employed_is_no_test() -> None:
    assert [finding.code for finding in found(frames([], years("R-01", 100, 100)))] == ["F144"]


def by_attainment(attainment: Sequence[float]) -> dict[str, pd.DataFrame]:
    """Give reps with quotas of 1,000, 2,000 … and these attainments."""
    return frames(*team([(1_000 * place, 1_000 * place * share) for place, share in enumerate(attainment, start=1)]))


@pytest.mark.parametrize(
    ("attainment", "conclusion"),
    [
        ([0.7, 0.72, 0.8, 0.9, 0.95, 1, 1.1, 1.15, 1.2, 1.3], "larger quotas were easier (rank correlation 1.00)"),
        ([1.3, 1.2, 1.1, 1.0, 0.95, 0.9, 0.8, 0.7], "smaller quotas were easier (rank correlation -1.00)"),
        ([1.1, 0.9, 1.3, 0.8, 0.7, 1.2, 0.95, 1.0], "no sign that size matters (rank correlation -0.07)"),
        ([1.1, 0.9, 1.3, 0.8, 1.2, 0.7, 0.95, 1.0], "are too few to be sure (rank correlation -0.21)"),
        (
            [0.7, 1.1, 0.8, 1.0, 0.9, 1.2, 0.75, 1.3],
            "Larger quotas came out easier, but 8 reps employed for both whole years are",
        ),
        ([1.0] * 8, "no sign that size matters (rank correlation 0.00)"),
        ([0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3], "7, too few to tell whether size matters"),
    ],
)
def test_whether_size_matters_is_said(attainment: list[float], conclusion: str) -> None:
    assert conclusion in reached(by_attainment(attainment))["said"][0]


def test_the_sentences() -> None:
    fair = by_attainment([0.5, 0.5, 1, 1, 1, 1, 1, 1, 1.2, 1.2])
    assert reached(fair)["said"].tolist()[:2] == [
        "8 of 10 reps would have reached their quota for 2026; together they reached 104 %, the median rep 100 %. "
        "The fifth with the smallest quotas reached 50 %, the fifth with the largest 120 %. "
        "Among the 10 reps employed for both whole years larger quotas were easier (rank correlation 0.88): try a scenario "
        "with adjustments that ask more of the large ones.",
        "Size 1 of 5: together they reached 50 %; 0 of 2 reps would have reached their quota.",
    ]
    assert reached(fair, "zh-Hans")["said"][0] == (
        "10 名销售代表中有 8 名本可完成 2026 年配额；合计达成 104%，中位数 100%。"
        "配额最小的五分之一合计达成 50%，最大的五分之一合计达成 120%。"
        "在两年均全年在职的 10 名销售代表中，配额越大越容易完成（等级相关系数 0.88）；可用方案试算增长调整，让配额大者多承担一些。"
    )
    assert (
        reached(fair, "zh-Hant")["said"][1] == "第 1 組（共 5 組，由小到大）：合計達成 50%；2 名中有 0 名本可達成配額。"
    )


def test_whose_quota_rests_on_less_than_a_year_is_told_apart() -> None:
    ben, cai = {**BEN, "start_date": "2025-07-01"}, {**CAI, "team": "East", "start_date": "2024-02-01"}
    sold = [*years("R-01", 1_000, 1_000), *years("R-02", 500, 1_000), sale("R-03", 900, "2026-06-01")]
    said = reached(frames([ANA, ben, cai], sold))["said"][0]  # quotas of 700, 300 and 500
    assert "Those who started within 2025 (1) reached 333 %: their quotas rest on a part of that year." in said
    assert "Those without sales before 2026 (1) reached 180 %: their quotas rest on what others sold." in said
    assert "employed for both whole years: 1, too few" in said


def test_columns_have_their_types_with_rows_and_without() -> None:
    full, empty = reached(by_attainment([1.0] * 4)), reached(frames([ANA], []))
    assert tuple(full.columns) == BACK_TEST.keys
    assert full.dtypes.equals(empty.dtypes)
    assert str(full["quota"].dtype) == "Int64"
    assert str(full["attainment"].dtype) == "float64"


@given(st.lists(st.integers(1, 9), max_size=40))
def test_bands_are_even_and_in_order(quotas: list[int]) -> None:
    parts = bands(np.array(quotas, dtype=np.int64))
    assert len(parts) == (5 if len(quotas) >= 10 else len(quotas) // 2)
    if parts:
        sizes = [part.size for part in parts]
        assert max(sizes) - min(sizes) <= 1
        order = np.concatenate(parts).tolist()
        assert order == sorted(range(len(quotas)), key=lambda place: (quotas[place], place))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=12))
def test_rank_correlation_is_that_of_the_ranks(pairs: list[tuple[int, int]]) -> None:
    columns = list(zip(*pairs, strict=True))
    ranks = [[sum(other < value for other in c) + sum(other <= value for other in c) for value in c] for c in columns]
    found_value = rank_correlation(*(np.array(column) for column in columns))
    if len(set(columns[0])) == 1 or len(set(columns[1])) == 1:
        assert found_value == 0
    else:
        assert found_value == pytest.approx(np.corrcoef(ranks)[0, 1], abs=1e-12)


@dataclass(frozen=True)
class Tiny:
    """A tiny company: reps by id with region and team; sales of rep and year in whole amounts."""

    reps: Mapping[str, tuple[str, str]]
    sales: Sequence[tuple[str, int, int]]
    market: Fraction

    def frames(self) -> dict[str, pd.DataFrame]:
        reps = [{"rep_id": rep, "region": region, "team": group} for rep, (region, group) in self.reps.items()]
        return frames(reps, [sale(rep, amount, f"{year}-06-01") for rep, year, amount in self.sales])

    def sold(self, rep: str, year: int) -> int:
        return sum(amount for owner, when, amount in self.sales if (owner, when) == (rep, year))

    def by_hand(self) -> list[tuple[int, int]]:
        """Give quota and sales of each rep who has a quota, in the order of region, team and id: plainly, by hand."""
        there = {rep: where for rep, where in self.reps.items() if self.sold(rep, 2025) or self.sold(rep, 2026)}
        known = {rep for rep, year, _ in self.sales if year < 2026}
        everybody = {**there, "": ("~", "~")}
        own = {rep: self.sold(rep, 2025) * (1 + self.market) for rep in everybody}
        weights = {rep: Fraction(own[rep] if rep in known | {""} else self.usual(rep, there, own)) for rep in everybody}
        target = int(sum(own.values()) / 100 + Fraction(1, 2))
        quotas: dict[str, int] = {}
        regions = shared(target, summed(everybody, weights, lambda where: where[:1]))
        for region, part in regions.items():
            inside = {rep: where for rep, where in everybody.items() if where[:1] == region}
            for group, less in shared(part, summed(inside, weights, lambda where: where)).items():
                quotas |= shared(less, {rep: weights[rep] for rep, where in inside.items() if where == group})
        ordered = sorted(there, key=lambda rep: (there[rep], rep))
        return [(quotas[rep] * UNIT, self.sold(rep, 2026) * 100) for rep in ordered if quotas[rep]]

    def usual(self, rep: str, there: Mapping[str, tuple[str, str]], own: Mapping[str, Fraction]) -> Fraction:
        """Give the median base of the team's reps, of the region's, or of all."""
        for depth in (2, 1, 0):
            peers = [own[peer] for peer in there if there[peer][:depth] == there[rep][:depth] and own[peer] > 0]
            if peers:
                return Fraction(median(peers))
        return Fraction(0)


def summed(members: Mapping[str, tuple[str, str]], weights: Mapping[str, Fraction], group: Any) -> dict[Any, Fraction]:
    sums: dict[Any, Fraction] = defaultdict(Fraction)
    for rep, where in members.items():
        sums[group(where)] += weights[rep]
    return dict(sums)


def shared(total: int, weights: Mapping[Any, Fraction]) -> dict[Any, int]:
    """Share out units one by one, each to who has the best claim (Webster, as Sainte-Laguë put it)."""
    given_units = dict.fromkeys(weights, 0)
    for _ in range(total):
        best = min(
            weights, key=lambda member: (-weights[member] / (2 * given_units[member] + 1), -weights[member], member)
        )
        given_units[best] += 1
    return given_units


AMOUNTS = st.integers(1, 30).map(lambda hundreds: 70 * hundreds)


@st.composite
def tiny_companies(draw: st.DrawFn) -> Tiny:
    reps = {
        f"R-{number}": (draw(st.sampled_from(["North", "South"])), draw(st.sampled_from(["One", "Two"])))
        for number in range(1, draw(st.integers(2, 7)))
    }
    someone = st.sampled_from([*reps, ""])
    sales = draw(st.lists(st.tuples(someone, st.sampled_from([2024, 2025, 2026]), AMOUNTS), max_size=10))
    certain = [("R-1", year, draw(AMOUNTS)) for year in (2025, 2026)]
    return Tiny(reps, [*certain, *sales], draw(st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(-1, 5)])))


@hypothesis_settings(deadline=None, max_examples=50)
@given(tiny_companies())
def test_it_is_what_a_plain_calculation_gives(company: Tiny) -> None:
    rows = reached(company.frames(), growth=float(company.market))
    measured = company.by_hand()
    if not measured:
        assert rows.empty
        return
    ordered = sorted(measured, key=lambda pair: pair[0])
    count = min(5, len(ordered) // 2)
    parts = [
        [pair for place, pair in enumerate(ordered) if place * count // len(ordered) == band] for band in range(count)
    ]
    for row, part in zip(rows.to_dict("records"), [measured, *(parts if count > 1 else [])], strict=True):
        quota, sold = sum(pair[0] for pair in part), sum(pair[1] for pair in part)
        assert (row["quota"], row["sales"], row["reps"]) == (quota, sold, len(part))
        assert (row["smallest"], row["largest"]) == (min(part)[0], max(part)[0])
        assert row["at_quota"] == sum(pair[1] >= pair[0] for pair in part)
        assert row["share_at_quota"] == row["at_quota"] / len(part)
        assert row["attainment"] == sold / quota
        assert row["middle"] == pytest.approx(median(pair[1] / pair[0] for pair in part), abs=1e-12)
