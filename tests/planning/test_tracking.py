"""Tracking: due by season, run rates, and a catch-up plan that adds up to the unit."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any, TypeAlias

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.calendar import working_days
from salesplan.planning.money import GRAINS
from salesplan.planning.tracking import Tracked, TrackSettings, track
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS, SALES
from salesplan.tables.model import Holds
from salesplan.tables.quota import MONTHS, QUOTA
from salesplan.tables.scoring import QUOTA_HISTORY
from salesplan.tables.tracking import TRACKING
from tests.planning.scoring.score_cases import typed

Rows: TypeAlias = Sequence[dict[str, Any]]


def rep(rep_id: str, region: str = "North", team: str = "East", **more: Any) -> dict[str, Any]:
    return {"rep_id": rep_id, "rep": f"Rep {rep_id}", "region": region, "team": team, **more}


def sale(rep_id: str, month: int, amount: float, **more: Any) -> dict[str, Any]:
    """Give a sale of 2027; the amount in minor units."""
    return {"rep_id": rep_id, "month": f"2027-{month:02d}-11", "revenue": round(amount * GRAINS), **more}


def year_of(rep_id: str, *months: int) -> dict[str, Any]:
    """Give a row of Quota: one amount for every month, or twelve."""
    return {"rep_id": rep_id} | dict(zip(MONTHS, months if len(months) == 12 else months * 12, strict=True))


def tracked(
    reps: Rows,
    sales: Rows = (),
    quota: Rows = (),
    *,
    history: Rows = (),
    customers: Rows = (),
    as_of: date = date(2027, 3, 31),
    language: str = "en",
    **more: Any,
) -> Tracked:
    asked: dict[str, Any] = {"plan_year": 2027, "country": "US"} | more
    return track(
        reps=typed(REPS, *reps),
        customers=typed(CUSTOMERS, *customers),
        sales=typed(SALES, *sales),
        quota=typed(QUOTA, *quota),
        quota_history=typed(QUOTA_HISTORY, *history),
        settings=TrackSettings(as_of=as_of, **asked),
        language=language,
    )


def row_of(year: Tracked, rep_id: str = "R-1") -> dict[str, Any]:
    return dict(year.frame.set_index("rep_id").loc[rep_id])


def months_of(row: dict[str, Any]) -> list[Any]:
    return [None if pd.isna(row[key]) else int(row[key]) for key in MONTHS]


def test_a_rep_behind_after_a_quarter() -> None:
    quota = year_of("R-1", *[100] * 3, *[200] * 3, *[100] * 6)
    row = row_of(tracked([rep("R-1")], [sale("r-1 ", 1, 150), sale("R-1", 3, 60)], [quota]))
    figures = {
        "quota": 1500, "due": 300, "actual": 210, "variance": -90, "attainment": 0.7, "season_share": 0.2,
        "projected": 1050, "needed": 1290, "months_left": 9, "run_rate": 70, "run_rate_needed": 143, "check": 0,
    }  # fmt: skip
    assert {key: row[key] for key in figures} == figures
    assert row["raise"] == pytest.approx(1290 / 1200 - 1)
    # 1,290 by 200, 200, 200, 100 …: 215 each, and 107.5, of which ties round up from April on
    months = months_of(row)
    assert months[:6] == [150, 0, 60, 215, 215, 215]
    assert sorted(months[6:]) == [107, 107, 107, 108, 108, 108]
    assert sum(months) == 1500


def test_a_running_month_is_due_by_its_working_days_and_has_at_least_what_is_sold() -> None:
    # of the 22 working days of April 2027 in the US, 9 are gone on the 13th
    assert int(working_days("US", date(2027, 4, 1), date(2027, 4, 13)).sum()) == 9
    sales = [sale("R-1", month, 220) for month in (1, 2, 3)] + [sale("R-1", 4, 1_000)]
    row = row_of(tracked([rep("R-1")], sales, [year_of("R-1", 220)], as_of=date(2027, 4, 13)))
    assert (row["due"], row["actual"], row["months_left"], row["run_rate"]) == (660 + 90, 1_660, 9, 220)
    assert months_of(row) == [220] * 3 + [1_000] + [(2_640 - 1_660) // 8 + (place < 4) for place in range(8)]
    assert row["raise"] == pytest.approx((2_640 - 660) / (9 * 220) - 1)


def test_the_last_day_of_a_month_closes_it() -> None:
    at = {
        day: tracked([rep("R-1")], [], [year_of("R-1", 10)], as_of=day)
        for day in (date(2027, 2, 27), date(2027, 2, 28))
    }
    assert [row_of(year)["months_left"] for year in at.values()] == [11, 10]
    assert [row_of(year)["due"] for year in at.values()] == [20, 20]  # no working day is left on a weekend
    assert [row_of(year)["run_rate"] for year in at.values()] == [0, 0]


def test_before_any_month_is_over_there_is_no_run_rate() -> None:
    row = row_of(tracked([rep("R-1")], [sale("R-1", 1, 5)], [year_of("R-1", 10)], as_of=date(2027, 1, 1)))
    assert pd.isna(row["run_rate"])
    assert (row["due"], row["months_left"]) == (0, 12)  # New Year's Day is no working day
    assert pd.isna(row["attainment"])
    assert pd.isna(row["projected"])
    assert sum(months_of(row)) == 120


def test_a_closed_year_asks_for_nothing_more() -> None:
    row = row_of(tracked([rep("R-1")], [sale("R-1", 12, 70)], [year_of("R-1", 10)], as_of=date(2027, 12, 31)))
    assert (row["due"], row["needed"], row["months_left"], row["check"], row["projected"]) == (120, 50, 0, 0, 70)
    assert pd.isna(row["run_rate_needed"])
    assert pd.isna(row["raise"])
    assert months_of(row) == [0] * 11 + [70]
    assert row["note"] == "the year is closed: 58.3 % of quota; 0.50 short"


def test_what_is_reached_asks_for_nothing() -> None:
    row = row_of(tracked([rep("R-1")], [sale("R-1", 2, 150)], [year_of("R-1", 10)]))
    assert (row["needed"], row["run_rate_needed"], row["check"]) == (0, 0, 0)
    assert months_of(row) == [0, 150] + [0] * 10
    assert pd.isna(row["raise"])
    assert row["note"] == "the year's quota is reached; 0.30 above it"


def test_returns_in_the_running_month_are_shown_only_as_far_as_they_must_be() -> None:
    quota = [year_of("R-1", 10)]
    for closed, running, months in ((130, -5, [-5, 0]), (130, -30, [-10, 0]), (120, -30, [0, 0]), (100, -30, [2, 2])):
        sales = [sale("R-1", 1, closed), sale("R-1", 3, running)]
        row = row_of(tracked([rep("R-1")], sales, quota, as_of=date(2027, 3, 15)))
        assert months_of(row)[2:4] == months
        assert row["check"] == 0


def test_no_month_may_stay_more_than_its_quota_below_it() -> None:
    sales = [sale("R-1", 1, 130), sale("R-1", 3, -30)]  # 10 less than nothing is left to be brought, and 20 needed
    row = row_of(tracked([rep("R-1")], sales, [year_of("R-1", 10)], as_of=date(2027, 3, 15)))
    assert (row["needed"], row["raise"]) == (20, -1)


def test_every_row_says_of_which_day_it_is() -> None:
    frame = tracked([rep("R-1"), rep("R-2")], [sale("R-9", 1, 1)], as_of=date(2027, 4, 15)).frame
    assert frame["as_of"].tolist() == [pd.Timestamp(2027, 4, 15)] * 3
    assert frame["as_of"].dtype == tracked([], [], []).frame["as_of"].dtype == "datetime64[s]"


def test_months_without_quota_ask_for_nothing_unless_none_has_one() -> None:
    early = year_of("R-1", 30, 30, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    row = row_of(tracked([rep("R-1")], [], [early]))
    assert months_of(row) == [0] * 3 + [10] * 9
    assert pd.isna(row["raise"])
    assert "0.90 is still needed, but the months left have no quota" in row["note"]
    late = year_of("R-1", 30, 30, 30, 0, 0, 0, 45, 0, 0, 0, 0, 0)
    assert months_of(row_of(tracked([rep("R-1")], [], [late]))) == [0] * 6 + [135] + [0] * 5


def test_without_a_quota_there_is_nothing_to_come() -> None:
    row = row_of(tracked([rep("R-1")], [sale("R-1", 1, 7), sale("R-1", 4, 2)], as_of=date(2027, 4, 15)))
    for key in ("quota", "due", "variance", "attainment", "season_share", "projected", "raise"):
        assert pd.isna(row[key])
    assert (row["actual"], row["needed"], row["run_rate"], row["check"]) == (9, 0, 2, 0)
    assert months_of(row) == [7, 0, 0, 2] + [None] * 8
    assert row["note"] == "no quota for 2027"


def test_a_quota_of_0_is_one() -> None:
    row = row_of(tracked([rep("R-1")], [sale("R-1", 1, 7)], [year_of("R-1", 0)]))
    assert (row["quota"], row["due"], row["variance"], row["needed"]) == (0, 0, 7, 0)
    assert pd.isna(row["projected"])
    assert months_of(row) == [7] + [0] * 11
    assert row["note"] == "the quota for 2027 is 0"


def test_rows_are_those_of_the_year_by_region_team_and_id() -> None:
    reps = [
        rep("R-5", "South"),
        rep("R-2", "", ""),
        rep("R-1", "north", "West"),
        rep("R-4", "North", "East", end_date="2026-12-31"),
        rep("R-3", "North", "East"),
        rep("R-6", "North", "East", start_date="2028-01-01"),
        rep("R-7", "North", "East", end_date="2026-06-30"),
    ]
    frame = tracked(reps, [sale("R-4", 1, 5), sale("R-9", 1, 1)], [year_of("R-6", 1)]).frame
    assert frame["rep_id"].tolist() == ["R-2", "R-3", "R-4", "R-6", "R-1", "R-5", ""]
    assert frame["region"].tolist() == ["(none)", "North", "North", "North", "North", "South", "Unassigned"]
    assert frame["rep"].tolist()[-1] == "Unassigned"
    assert tuple(frame) == TRACKING.keys
    assert {str(frame[column.key].dtype) for column in TRACKING if column.holds is Holds.MONEY} == {"Int64"}


def test_sales_belong_to_who_made_them_then_to_the_owner_then_to_nobody() -> None:
    customers = [{"customer_id": "C-1", "rep_id": "R-1"}]
    sales = [sale("", 1, 3, customer_id="c-1"), sale("R-2", 1, 5, customer_id="C-1"), sale("", 1, 7, customer_id="C-2")]
    year = tracked([rep("R-1"), rep("R-2")], sales, [year_of("R-1", 1)], customers=customers)
    assert year.frame["actual"].tolist() == [3, 5, 7]
    assert year.frame["note"].tolist()[-1] == "sales without a rep; they count for nobody"
    assert [finding.code for finding in year.findings] == ["K172"]
    assert "sales of 2027 of 0.07 in all reach no rep" in year.findings[0].line()


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_findings_are_said_in_every_language(language: str) -> None:
    findings = tracked([rep("R-1")], [sale("", 1, 100)]).findings
    assert [finding.code for finding in findings] == ["K171", "K172"]
    assert all("2027" in finding.line(language) and "{" not in finding.line(language) for finding in findings)


def test_the_plans_quota_for_nobody_is_tracked_too() -> None:
    plan = [year_of("R-1", 1), year_of("", 10), year_of("R-9", 5)]
    frame = tracked([rep("R-1")], [], plan).frame
    assert frame["quota"].tolist() == [12, 180]
    assert tracked([rep("R-1")], [], [year_of("", 0)]).frame["rep_id"].tolist() == ["R-1"]


def test_sales_after_today_do_not_count_yet() -> None:
    year = tracked([rep("R-1")], [sale("R-1", 3, 5), sale("R-1", 4, 9)], [year_of("R-1", 1)])
    assert year.frame["actual"].tolist() == [5]
    assert [finding.code for finding in year.findings] == ["K138"]


def test_the_year_is_that_of_the_day_and_history_counts_before_the_plan() -> None:
    history = [{"period": "2027-Q1", "rep_id": "R-1", "quota": 90}]
    assert row_of(tracked([rep("R-1")], [], [year_of("R-1", 10)], history=history))["due"] == 90
    year = tracked([rep("R-1")], [], [year_of("R-1", 10)], as_of=date(2026, 3, 31))
    assert year.frame["quota"].isna().all()
    assert [finding.code for finding in year.findings] == ["K171"]


def test_small_fractions_add_up_to_the_ledgers_total() -> None:
    sales = [sale(rep_id, month, 0.4) for rep_id in ("R-1", "R-2", "R-9") for month in (1, 2)]
    year = tracked([rep("R-1"), rep("R-2")], sales, [year_of("R-1", 1), year_of("R-2", 1)])
    assert year.frame["actual"].tolist() == [1, 1]  # 0.8 each and 2.4 in all: nothing is left for nobody
    assert [months_of(row_of(year, name))[:3] for name in ("R-1", "R-2")] == [[1, 0, 0]] * 2


@pytest.mark.parametrize(
    ("sold", "note"),
    [
        (257_000, "43,000 behind the season's plan; at this pace the year ends at 85.7 % of quota; "
                  "each remaining month needs 4.8 % more than its quota"),
        (300_000, "on the season's plan; at this pace the year ends at 100.0 % of quota"),
        (312_300, "12,300 ahead of the season's plan; at this pace the year ends at 104.1 % of quota"),
    ],
)  # fmt: skip
def test_a_running_year_in_a_sentence(sold: int, note: str) -> None:
    assert row_of(tracked([rep("R-1")], [sale("R-1", 1, sold * 100)], [year_of("R-1", 100_000_00)]))["note"] == note


def test_the_sentence_in_chinese() -> None:
    for language, note in (
        ("zh-Hans", "落后季节进度 43,000；按此进度全年将达成配额的 85.7 %；其余各月需超出配额 4.8 %"),
        ("zh-Hant", "落後季節進度 43,000；依此進度全年將達成配額的 85.7 %；其餘各月需超出配額 4.8 %"),
    ):
        year = tracked([rep("R-1")], [sale("R-1", 1, 257_000_00)], [year_of("R-1", 100_000_00)], language=language)
        assert row_of(year)["note"] == note


def test_behind_only_as_the_running_month_is_the_rest_may_be_easier() -> None:
    sales = [sale("R-1", month, 101) for month in (1, 2, 3)]
    row = row_of(tracked([rep("R-1")], sales, [year_of("R-1", 100)], as_of=date(2027, 4, 29)))
    assert row["variance"] < 0
    assert row["note"].endswith("the remaining months may stay 0.3 % below their quotas")


def test_nobody_and_nothing() -> None:
    year = tracked([], [], [])
    assert year.frame.empty
    assert tuple(year.frame) == TRACKING.keys


AMOUNTS = st.integers(-40, 120).map(lambda tenths: tenths / 10)
SALES_ROWS = st.lists(
    st.builds(sale, st.sampled_from(["R-1", "R-2", "R-3", "R-9"]), st.integers(1, 12), AMOUNTS), max_size=25
)
QUOTAS = st.lists(st.integers(0, 12), min_size=12, max_size=12)
DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))
REPS_ROWS = [rep("R-1"), rep("R-2", "South"), rep("R-3")]


def by_hand(sales: Rows, quotas: list[int], rep_id: str, as_of: date) -> dict[str, Any]:
    """Work out what a rep should have, before rounding."""
    sold = [
        sum(
            (
                Fraction(row["revenue"], GRAINS)
                for row in sales
                if row["rep_id"] == rep_id and int(row["month"][5:7]) == month
            ),
            Fraction(),
        )
        for month in range(1, as_of.month + 1)
    ]
    days = working_days("US", as_of.replace(day=1), as_of.replace(day=monthrange(2027, as_of.month)[1]))
    running = Fraction(quotas[as_of.month - 1] * int(days[: as_of.day].sum()), int(days.sum()))
    due = sum(quotas[: as_of.month - 1]) + floor(running + Fraction(1, 2))
    over = as_of.month - 1 + (as_of.day == days.size)
    return {"sold": sold, "due": due, "over": over}


@settings(max_examples=35, deadline=None)
@given(sales=SALES_ROWS, quotas=st.lists(QUOTAS, min_size=2, max_size=2), as_of=DAYS)
def test_figures_hold_together(sales: Rows, quotas: list[list[int]], as_of: date) -> None:
    plan = [year_of(rep_id, *months) for rep_id, months in zip(("R-1", "R-2"), quotas, strict=True)]
    year = tracked(REPS_ROWS, sales, plan, as_of=as_of)
    total = sum(
        (sum(by_hand(sales, [0] * 12, rep_id, as_of)["sold"]) for rep_id in ("R-1", "R-2", "R-3", "R-9")), Fraction()
    )
    assert year.frame["actual"].sum() == floor(total + Fraction(1, 2))
    assert (year.frame["check"] == 0).all()
    for rep_id, months in zip(("R-1", "R-2"), quotas, strict=True):
        row, hand = row_of(year, rep_id), by_hand(sales, months, rep_id, as_of)
        over, quota, shown = hand["over"], sum(months), months_of(row)
        assert (row["quota"], row["due"], row["months_left"]) == (quota, hand["due"], 12 - over)
        assert abs(row["actual"] - sum(hand["sold"])) < 1
        assert all(abs(shown[place] - hand["sold"][place]) < 1 for place in range(over))
        assert row["variance"] == row["actual"] - row["due"]
        assert row["needed"] == max(quota - row["actual"], 0)
        assert sum(shown) == (max(quota, row["actual"]) if over < 12 else row["actual"])
        assert all(asked >= 0 for asked in shown[over + 1 :])
        if over < as_of.month:
            least = min(0, hand["sold"][-1])
            assert shown[over] > least - 1
        if row["due"] > 0:
            assert row["projected"] == floor(Fraction(int(row["actual"]) * quota, int(row["due"])) + Fraction(1, 2))
        if row["needed"] > 0 and sum(months[over:]):
            assert row["raise"] == pytest.approx(max(sum(shown[over:]) / sum(months[over:]) - 1, -1))


@settings(max_examples=15, deadline=None)
@given(sales=SALES_ROWS, months=QUOTAS, as_of=DAYS, data=st.data())
def test_the_order_of_rows_changes_nothing(sales: Rows, months: list[int], as_of: date, data: st.DataObject) -> None:
    plan = [year_of("R-1", *months), year_of("R-3", *months[::-1])]
    shuffled = [data.draw(st.permutations(rows)) for rows in (REPS_ROWS, sales, plan)]
    pd.testing.assert_frame_equal(
        tracked(REPS_ROWS, sales, plan, as_of=as_of).frame, tracked(*shuffled, as_of=as_of).frame
    )


@settings(max_examples=20, deadline=None)
@given(sales=SALES_ROWS, months=QUOTAS, as_of=DAYS, more=st.integers(1, 30), month=st.integers(1, 12))
def test_selling_more_never_asks_for_more(sales: Rows, months: list[int], as_of: date, more: int, month: int) -> None:
    plan = [year_of("R-1", *months)]
    before = row_of(tracked(REPS_ROWS, sales, plan, as_of=as_of))
    after = row_of(tracked(REPS_ROWS, [*sales, sale("R-1", month, more)], plan, as_of=as_of))
    assert after["needed"] <= before["needed"]
    assert all(
        new <= old for new, old in zip(months_of(after)[as_of.month :], months_of(before)[as_of.month :], strict=True)
    )
