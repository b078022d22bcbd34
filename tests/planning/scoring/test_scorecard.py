"""Reps scored: the whole, from frames to frames."""

from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.findings import Severity
from salesplan.planning.periods import PeriodNotBegun
from salesplan.planning.scoring.score_rows import scorecard_rows
from salesplan.planning.scoring.scorecard import Scored
from salesplan.tables.incentives import PAYOUTS
from salesplan.tables.scorecard import RANK_SENSITIVITY, SCORECARD, SCORES
from tests.planning.scoring.score_cases import Row, again, company, facts, graded, kpi, kpis, rep, score, sold, typed

KPIS = [
    kpi("target_attainment", 60, 1.0, "percent"),
    kpi("NPS (net)", 30, 50.0),
    kpi("active_customers", 10, 2.0),
]
REPS = [{"rep_id": "R-1", "rep": "Ana", "team": "North"}, {"rep_id": "R-2", "rep": "Ben"}]
SALES = [
    sold("2027-02", "R-1", 500),
    sold("2027-03", "R-1", 900),
    sold("2027-03", "R-1", 300, "C-2"),
    sold("2027-03", "R-2", 400),
    sold("2027-03", "R-9", 77, "C-9"),
]
QUOTA = [{"rep_id": "R-1", "m02": 100_000, "m03": 100_000}]
RATINGS = [
    {"period": "2027-03", "rep_id": "R-1", "kpi": "NPS (net)", "value": 40},
    {"period": "2027-03", "rep_id": "R-2", "kpi": "nps (NET)", "value": 25},
]
TABLES = company(
    kpis=KPIS,
    reps=REPS,
    sales=SALES,
    quota=QUOTA,
    ratings=RATINGS,
    rates=[{"from": 0.0, "rate": 0.1, "bonus": 5_000}],
    grades=[{"grade": "good", "from": 100}, {"grade": "fair", "from": 0}],
)


def card(done: Scored, rep_id: str, period: str = "2027-03") -> dict[str, Any]:
    """Give a rep's row of the scorecard, blanks as None."""
    frame = done.frames["Scorecard"]
    (row,) = frame[(frame["rep_id"] == rep_id) & (frame["period"] == period)].to_dict("records")
    return {str(key): None if pd.isna(value) else value for key, value in row.items()}


def test_a_period_scored_by_hand() -> None:
    done = score(TABLES, "2027-03")
    ana = card(done, "R-1")
    # 60 × 120 + 30 × 80 + 10 × 100, in hundredths
    assert (ana["total"], ana["rank"], ana["grade"], ana["measured"]) == (106.0, 1, "good", 1.0)
    assert (ana["quota"], ana["revenue"], ana["variance"]) == (100_000, 120_000, 20_000)
    assert (ana["team"], str(ana["measured_to"])) == ("North", "2027-03-31 00:00:00")
    assert (ana["recognition"], ana["diagnosis"], ana["previous"], ana["change"]) == ("best", "on_target", None, None)
    assert ana["evidence"] == "120 % of target (+200). Strongest: Active customers 2 (score 100)."
    assert (ana["target_attainment_actual"], ana["target_attainment_score"]) == (1.2, 120.0)


def test_a_rep_without_quota_has_blanks_and_not_zeros() -> None:
    ben = card(score(TABLES, "2027-03"), "R-2")
    assert (ben["quota"], ben["revenue"], ben["variance"], ben["target_attainment_actual"]) == (
        None,
        40_000,
        None,
        None,
    )
    assert (ben["total"], ben["rank"], ben["measured"], ben["diagnosis"], ben["evidence"]) == (None, None, 0.4, "", "")


def test_only_reps_are_scored() -> None:
    assert score(TABLES, "2027-03").frames["Scorecard"]["rep_id"].tolist() == ["R-1", "R-2"]


def test_own_kpis_have_columns_of_their_own() -> None:
    ana = card(score(TABLES, "2027-03"), "R-1")
    assert (ana["nps_net_actual"], ana["nps_net_score"]) == (40.0, 80.0)


def test_standard_kpis_that_do_not_count_are_measured_all_the_same() -> None:
    ana = card(score(TABLES, "2027-03"), "R-1")
    assert (ana["new_customers_actual"], ana["new_customers_score"]) == (1.0, None)
    rated = graded(facts(rep("R-1"), ratings={"satisfaction": [4.5]}), kpis(kpi("nps", 100)), [[1.0]])
    (row,) = scorecard_rows(rated, np.array([np.nan]), ("",), ("",)).to_dict("records")
    assert (row["satisfaction_actual"], bool(np.isnan(row["satisfaction_score"]))) == (4.5, True)


def test_scores_show_how_each_total_comes_about() -> None:
    scores = score(TABLES, "2027-03").frames["Scores"]
    ana, ben = (scores[scores["rep_id"] == rep_id] for rep_id in ("R-1", "R-2"))
    assert ana["kpi"].tolist() == ["target_attainment", "NPS (net)", "active_customers"]
    assert ana["points"].tolist() == [72.0, 24.0, 10.0]
    assert ben["counted"].tolist() == [0.0, 75.0, 25.0]
    assert ben["actual"].fillna(-1).tolist() == [-1.0, 25.0, 1.0]
    assert ben["weight"].tolist() == [60.0, 30.0, 10.0]


def test_frames_have_the_columns_of_their_tables_and_what_those_hold() -> None:
    frames = score(TABLES, "2027-03").frames
    own = ["nps_net_actual", "nps_net_score"]
    assert {*frames} == {"Scorecard", "Scores", "RankSensitivity", "Payouts"}
    for table in (SCORECARD, SCORES, RANK_SENSITIVITY, PAYOUTS):
        frame = frames[table.name].drop(columns=own if table is SCORECARD else [])
        assert frame.dtypes.to_dict() == typed(table).dtypes.to_dict(), table.name
        assert isinstance(frame.index, pd.RangeIndex)


def test_several_periods_are_compared_with_each_other() -> None:
    done = score(TABLES, "2027-03", since="2027-01")
    assert [each.facts.period.name for each in done.graded] == ["2027-01", "2027-02", "2027-03"]
    before, after = card(done, "R-1", "2027-02"), card(done, "R-1")
    # half of the quota of February, and one of two customers, without NPS: (60 × 50 + 10 × 50) ÷ 70
    assert before["total"] == 50.0
    assert (after["previous"], after["change"]) == (50.0, 56.0)
    assert done.frames["Scores"]["period"].unique().tolist() == ["2027-03"]


def test_history_stays_and_what_was_agreed_stays() -> None:
    first = again(TABLES, score(TABLES, "2027-02"))
    first["scorecard"] = first["scorecard"].assign(actions="call C-2")
    second = score(first, "2027-03")
    pd.testing.assert_frame_equal(
        second.frames["Scorecard"].query("period == '2027-02'").reset_index(drop=True), first["scorecard"]
    )
    assert card(second, "R-1")["previous"] == 50.0
    rescored = score(again(first, second), "2027-02")
    assert rescored.frames["Scorecard"]["actions"].tolist() == ["call C-2", "call C-2", "", ""]


def test_formulas_of_rows_that_are_kept_have_the_values_that_they_will_compute() -> None:
    blank = {"period": "2026-12", "rep_id": "R-1"}
    kept = {**blank, "quota": 100, "revenue": None, "total": 90.1, "previous": 89.9}
    paid = {**blank, "quota": 0, "revenue": 5, "commission": 7, "bonus": None}
    tables = {**TABLES, "scorecard": typed(SCORECARD, kept), "payouts": typed(PAYOUTS, paid)}
    done = score(tables, "2027-03")
    row = card(done, "R-1", "2026-12")
    assert (row["variance"], row["change"]) == (-100, 0.2)
    pay = done.frames["Payouts"].iloc[0]
    assert (pay["payout"], bool(np.isnan(pay["attainment"]))) == (7, True)


def test_payouts_are_of_every_period_scored() -> None:
    paid = score(TABLES, "2027-03", since="2027-02").frames["Payouts"]
    assert paid[["period", "rep_id", "payout"]].to_numpy().tolist() == [
        ["2027-02", "R-1", 10_000],
        ["2027-03", "R-1", 17_000],
        ["2027-03", "R-2", 0],
    ]


@pytest.mark.parametrize(
    ("table", "rows", "code"),
    [
        ("kpis", [kpi("growth", 99.9)], "K101"),
        ("rates", [{"from": 0.5, "to": 0.4, "rate": 0.1}], "K15"),
    ],
)
def test_errors_in_what_scores_are_made_of_stop_the_scoring(table: str, rows: list[Row], code: str) -> None:
    done = score({**TABLES, table: company(**{table: rows})[table]}, "2027-03")
    assert (done.frames, done.graded) == ({}, [])
    assert [finding.severity for finding in done.findings if finding.code.startswith(code)] == [Severity.ERROR]


def test_without_reps_there_are_no_rows() -> None:
    done = score({**TABLES, "reps": typed("Reps")}, "2027-03")
    assert [len(frame) for frame in done.frames.values()] == [0, 0, 6, 0]


def test_a_period_to_come_is_refused() -> None:
    with pytest.raises(PeriodNotBegun):
        score(TABLES, "2027-03", as_of="2027-02-28")


def test_texts_are_in_the_language_asked_for() -> None:
    done = score(TABLES, "2027-03", language="zh-Hans")
    assert card(done, "R-1")["evidence"].startswith("完成目标的 120%（+200）。")
    assert "目标达成率" in done.frames["Scores"]["label"].tolist()


NAMES = st.sampled_from(["R-1", "R-2", "R-3"])
MONTHS = st.sampled_from(["2026-03", "2027-01", "2027-02", "2027-03"])
COMPANIES = st.fixed_dictionaries(
    {
        "sales": st.lists(
            st.builds(sold, MONTHS, NAMES, st.integers(-200, 2000), st.sampled_from(["C-1", "C-2", ""])), max_size=8
        ),
        "quota": st.lists(
            st.builds(
                lambda name, feb, mar: {"rep_id": name, "m02": feb, "m03": mar}, NAMES, *[st.integers(0, 150_000)] * 2
            ),
            unique_by=lambda row: row["rep_id"],
            max_size=3,
        ),
        "ratings": st.lists(
            st.builds(
                lambda period, name, key, value: {"period": period, "rep_id": name, "kpi": key, "value": value},
                st.sampled_from(["2027-02", "2027-03", "2027-Q1"]),
                NAMES,
                st.sampled_from(["NPS (net)", "skill", "attitude"]),
                st.integers(0, 60),
            ),
            unique_by=lambda row: (row["period"], row["rep_id"], row["kpi"]),
            max_size=6,
        ),
        "visits": st.lists(
            st.builds(
                lambda day, name, client, result: {
                    "date": f"2027-03-{day:02d}",
                    "rep_id": name,
                    "customer_id": client,
                    "kind": "visit",
                    "result": result,
                },
                st.integers(1, 28),
                NAMES,
                st.sampled_from(["C-1", "C-2"]),
                st.sampled_from(["won", ""]),
            ),
            max_size=8,
        ),
    }
)
STAFF = [
    {"rep_id": "R-1", "rep": "Ana"},
    {"rep_id": "R-2", "rep": "Ben"},
    {"rep_id": "R-3", "rep": "Cho", "end_date": "2027-03-10"},
]
CLIENTS = [
    {"customer_id": "C-1", "customer": "One", "rep_id": "R-1", "visits_a_year": 12.0},
    {"customer_id": "C-2", "customer": "Two", "rep_id": "R-2", "visits_a_year": 4.0},
]


@pytest.mark.flow
@settings(max_examples=12, deadline=None)
@given(COMPANIES, st.randoms())
def test_order_changes_nothing_and_scoring_again_changes_nothing(rows: dict[str, list[Row]], random: Random) -> None:
    tables = company(kpis=KPIS, reps=STAFF, customers=CLIENTS, rates=[{"from": 0.0, "rate": 0.1}], **rows)
    old = score(tables, "2027-02")
    done = score(again(tables, old), "2027-03")
    shuffled = {
        key: frame.iloc[random.sample(range(len(frame)), len(frame))] if key != "kpis" else frame
        for key, frame in again(tables, old).items()
    }
    twice, moved = score(again(tables, done), "2027-03"), score(shuffled, "2027-03")
    for name, frame in done.frames.items():
        pd.testing.assert_frame_equal(twice.frames[name], frame)
        pd.testing.assert_frame_equal(moved.frames[name], frame)
    for name in ("Scorecard", "Payouts"):
        kept = done.frames[name].query("period == '2027-02'").reset_index(drop=True)
        pd.testing.assert_frame_equal(kept, old.frames[name])
    both = score(tables, "2027-03", since="2027-02").frames
    pd.testing.assert_frame_equal(both["Scorecard"], done.frames["Scorecard"])
    pd.testing.assert_frame_equal(both["Payouts"], done.frames["Payouts"])
