"""Reps scored from the command line: periods, history, weights, ratings and quotas as people type them."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import TableColumn

from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scorecard import DIAGNOSES
from salesplan.tables.scoring import MEASURED
from salesplan.workbook.writes import CellWrite
from tests.flow import score_company
from tests.flow.company import Row, by, column, everything, parts, place, put, type_in, typed_settings
from tests.flow.score_company import (
    CUSTOMERS,
    FEBRUARY,
    JANUARY,
    KPIS,
    QUARTER,
    QUOTAS,
    RATINGS,
    RECEIVABLES,
    REPS,
    SALES,
    added,
    agree,
    as_dates,
    cards,
    on,
    replaced,
    review,
    rows,
    said_as_json,
    score,
    scored_company,
    totals,
    type_card,
    type_rating,
)

made, plan = score_company.made, score_company.plan


def periods(book: Path, table: str = "Scorecard") -> list[str]:
    """Give the periods that a table has rows of, each once, in their order."""
    return list(dict.fromkeys(row["period"] for row in rows(book, table) if row["period"]))


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2027-01", JANUARY), ("2027-02", FEBRUARY), ("2027-q1", QUARTER), ("2027", QUARTER), ("2027-W05", FEBRUARY)],
)
def test_totals_by_hand(plan: Path, period: str, expected: dict[str, float | None]) -> None:
    said = score(plan, "--period", period)
    name = period.upper()
    assert totals(plan, name) == expected
    assert f"{name}, measured to " in said
    ranked = sorted((total for total in expected.values() if total is not None), reverse=True)
    assert {rep: card["rank"] for rep, card in cards(plan, name).items()} == {
        rep: None if total is None else ranked.index(total) + 1 for rep, total in expected.items()
    }


def test_a_card_says_how_the_rep_did(plan: Path) -> None:
    score(plan, "--since", "2027-01", "--period", "2027-02")
    first = cards(plan, "2027-01")["R2"]
    assert (first["quota"], first["revenue"], first["variance"]) == (100_000, 90_000, -10_000)
    assert (first["grade"], first["measured"], first["rank"]) == ("C", 1, 2)
    assert [first[f"{kpi}_score"] for kpi in ("target_attainment", "collection", "satisfaction")] == [80, 0, 120]
    assert first["measured_to"] == date(2027, 1, 31)
    found = cards(plan, "2027-02")
    assert {rep: (card["previous"], card["change"]) for rep, card in found.items()} == {
        "R1": (105, -22.5),
        "R2": (76, 44),
        "R3": (62.5, -62.5),
        "R4": (0, 105),
        "R5": (None, None),
    }
    recognised = {rep: card["recognition"] for rep, card in found.items() if card["recognition"]}
    assert recognised == {"R2": "best", "R4": "most improved"}


def test_scores_show_each_step(plan: Path) -> None:
    score(plan, "--period", "2027-01")
    found = by(rows(plan, "Scores"), "rep_id", "kpi")
    steps = found["R3", "target_attainment"]
    assert (steps["actual"], steps["target"], steps["ratio"], steps["score"]) == (1, 1, 1, 100)
    assert [found["R3", kpi["kpi"]]["counted"] for kpi in KPIS] == [62.5, 0, 37.5]
    for rep, total in JANUARY.items():
        mine = [row for (who, _), row in found.items() if who == rep and row["score"] is not None]
        summed = sum(row["score"] * row["counted"] for row in mine) / 100 if mine else None
        assert summed == (None if total is None else pytest.approx(total, abs=0.005))


def unlinked(card: Row) -> Row:
    return {key: value for key, value in card.items() if key not in ("previous", "change")}


def test_history_stays_and_a_period_is_replaced(plan: Path) -> None:
    for period in ("2027-02", "2027-01", "2027-Q1"):
        score(plan, "--period", period)
    assert sorted(periods(plan)) == ["2027-01", "2027-02", "2027-Q1"]
    agree(plan, "2027-01", "R2", "collect from Best")
    before = cards(plan, "2027-02")
    added(plan, "Sales", [{"month": "2027-01-31", "rep_id": "R2", "revenue": 10_000}])
    score(plan, "--period", "2027-01")
    after = cards(plan, "2027-01")
    assert (after["R2"]["revenue"], after["R2"]["total"], after["R2"]["actions"]) == (100_000, 86, "collect from Best")
    assert len(rows(plan, "Scorecard")) == 15
    february = cards(plan, "2027-02")
    assert february["R2"]["previous"] == 86  # what January has now
    assert [*map(unlinked, february.values())] == [*map(unlinked, before.values())]
    assert sorted(periods(plan, "Payouts")) == ["2027-01", "2027-02", "2027-Q1"]


def test_twice_is_once(plan: Path) -> None:
    score(plan, "--period", "2027-01")
    cells, before = everything(plan, but=["Runs"]), parts(plan)
    score(plan, "--period", "2027-01")
    assert everything(plan, but=["Runs"]) == cells
    after = parts(plan)
    assert len({name for name in after if after[name] != before.get(name)}) == 2  # the run log's sheet and its table


def test_since_scores_every_period_as_one_by_one(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    other.write_bytes(plan.read_bytes())
    score(plan, "--since", "2027-01", "--period", "2027-03")
    for period in ("2027-01", "2027-02", "2027-03"):
        score(other, "--period", period)
    names = ("Scorecard", "Payouts", "Scores", "RankSensitivity", "Tracking")
    assert [rows(plan, name) for name in names] == [rows(other, name) for name in names]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--period", "2027-13"], "2027-13"),
        (["--period", "March"], "March"),
        (["--period", "2027-05"], "2027-05"),
        (["--period", "2027-03", "--since", "2027-Q1"], "2027-Q1"),
        (["--period", "2027-01", "--since", "2027-03"], "2027-03"),
        (["--period", "2027-03", "--since", "2010-01"], "2010-01"),
    ],
)
def test_periods_that_cannot_be_scored_are_refused(plan: Path, arguments: list[str], says: str) -> None:
    before = plan.read_bytes()
    assert says in score(plan, *arguments, code=2)
    assert plan.read_bytes() == before


@pytest.mark.parametrize(("day", "period"), [("2027-03-30", "2027-02"), ("2027-03-31", "2027-03")])
def test_by_default_it_is_the_last_month_that_is_over(plan: Path, day: str, period: str) -> None:
    score(plan, day=day)
    assert periods(plan) == [period]


def test_in_a_running_month_the_part_whose_working_days_are_gone_is_due(plan: Path) -> None:
    score(plan, "--period", "2027-W05", "--as-of", "2027-02-03")
    week = cards(plan, "2027-W05")["R1"]
    assert week["quota"] == pytest.approx(15_789.47)  # three of nineteen working days
    score(plan, "--period", "2027-Q1", "--as-of", "2027-02-03")
    assert cards(plan, "2027-Q1")["R4"]["quota"] == pytest.approx(200_000 + 31_578.95)
    assert cards(plan, "2027-Q1")["R3"]["measured_to"] == date(2027, 2, 3)


def test_equal_totals_share_a_rank(plan: Path) -> None:
    said = score(plan, "--period", "2027-03")
    assert column(list(cards(plan, "2027-03").values()), "rank") == {"R1": 1, "R2": 1, "R4": 3, "R5": None}
    assert "best: Ana (R1), Bo (R2)" in said


def test_who_left_is_scored_until_then_and_not_recognised(plan: Path) -> None:
    type_rating(plan, "R3", value=5)
    type_in(plan, "Reps", "R3", end_date=date(2027, 1, 20))
    said = score(plan, "--period", "2027-01")
    found = cards(plan, "2027-01")
    assert (found["R3"]["rank"], found["R3"]["recognition"]) == (1, None)
    assert found["R1"]["recognition"] == "best"
    assert "best: Ana (R1)" in said
    score(plan, "--period", "2027-02")
    assert "R3" not in cards(plan, "2027-02")


def test_nobody_ranked_nobody_first(plan: Path) -> None:
    said = score(replaced(plan, "QuotaHistory", QUOTAS[:1]), "--period", "2027-03", "--as-of", "2027-03-31")
    assert "first place" in said
    said = score(replaced(plan, "Ratings", [RATINGS[0] | {"period": "2026-01"}]), "--period", "2026-12")
    assert "0 of " in said
    assert "first place" not in said


# Weights, targets, ratings and quotas as they are typed.


def weighed(book: Path, *weights: float) -> Path:
    return replaced(book, "KPIs", [kpi | {"weight": weight} for kpi, weight in zip(KPIS, weights, strict=True)])


def test_weights_of_thirds_are_accepted(plan: Path) -> None:
    assert "K10" not in score(weighed(plan, 33.33, 33.33, 33.34), "--period", "2027-01")
    assert totals(plan, "2027-01")["R1"] == 103.33  # (110 + 100 + 100) ÷ 3


def test_weights_that_do_not_add_up_are_refused_with_their_sum(plan: Path) -> None:
    before = weighed(plan, 33.3, 33.3, 33.3).read_bytes()
    said = score(plan, "--period", "2027-01", code=1)
    assert "the weights add up to 99.9, not to 100" in said
    assert "'KPIs'!" in said
    assert plan.read_bytes() == before


def test_weights_typed_as_percentages_are_understood(plan: Path) -> None:
    said = score(weighed(plan, 0.5, 0.2, 0.3), "--period", "2027-01")
    assert "[K102]" in said
    assert totals(plan, "2027-01") == JANUARY


@pytest.mark.parametrize(("typed", "warned"), [(0.95, False), ("95 %", False), ("95%", False), (95, True)])
def test_a_target_typed_in_points_is_a_percentage(plan: Path, typed: float | str, warned: bool) -> None:
    type_in(plan, "KPIs", "target_attainment", target=typed)
    said = score(plan, "--period", "2027-01")
    assert ("[K104]" in said) == warned
    found = by(rows(plan, "Scores"), "rep_id", "kpi")["R2", "target_attainment"]
    assert (found["target"], found["score"]) == (0.95, 89.47)  # 0.9 of 0.95


def test_a_target_of_zero_does_not_count_and_is_said(plan: Path) -> None:
    type_in(plan, "KPIs", "collection", target=0)
    assert "'KPIs'!D6 [K109]" in score(plan, "--period", "2027-01")
    assert totals(plan, "2027-01")["R1"] == 106.25  # 110 × 50 and 100 × 30, of 80


def test_lower_may_be_better(plan: Path) -> None:
    kpis = [KPIS[0], {"kpi": "returns", "weight": 50, "target": 2, "unit": "number", "direction": "lower is better"}]
    replaced(plan, "KPIs", kpis)
    values = {"R1": 2, "R2": 4, "R3": 0, "R4": 1}
    given = [{"period": "2027-01", "rep_id": rep, "kpi": "Returns", "value": value} for rep, value in values.items()]
    replaced(plan, "Ratings", given)
    score(plan, "--period", "2027-01")
    found = by(rows(plan, "Scores"), "rep_id", "kpi")
    assert [found[rep, "returns"]["score"] for rep in values] == [100, 50, 120, 120]


def test_a_kpi_without_data_for_anybody_is_shared_out_and_said(plan: Path) -> None:
    said = score(plan, "--period", "2027-02")
    assert "[K110] no rep has data for Collection in 2027-02" in said
    assert {row["counted"] for row in rows(plan, "Scores") if row["kpi"] == "collection"} == {0}


def test_kpis_without_rows_are_the_usual_ones(plan: Path) -> None:
    put(plan, [CellWrite("KPIs", row, at, None) for row in range(5, 8) for at in range(1, 9)])
    assert "[K105]" in score(plan, "--period", "2027-01")
    assert len({row["kpi"] for row in rows(plan, "Scores")}) == 10


@pytest.mark.parametrize(
    ("cells", "cell", "code", "exit_code"),
    [
        ({"value": None}, "D5", "D105", 1),
        ({"value": "good"}, "D5", "D102", 1),
        ({"period": "last month"}, "A5", "K128", 1),
        ({"rep_id": "R9"}, "B5", "C10", 0),
        ({"kpi": "satisfactoin"}, "C5", "K130", 0),
        ({"kpi": "target_attainment"}, "C5", "K132", 0),
    ],
)
def test_ratings_that_cannot_count_are_named_by_their_cell(
    plan: Path, cells: Row, cell: str, code: str, exit_code: int
) -> None:
    type_rating(plan, "R1", **cells)
    said = score(plan, "--period", "2027-01", code=exit_code)
    assert f"'Ratings'!{cell} [{code}" in said
    if code == "K130":
        assert "satisfaction" in said
    assert totals(plan, "2027-01").get("R1") == (None if exit_code else 107.14)  # 110 × 50 and 100 × 20, of 70


def test_months_that_excel_made_dates_of_are_months(plan: Path) -> None:
    as_dates(plan, "Ratings", {"2027-02": date(2027, 2, 1)})
    as_dates(plan, "QuotaHistory", {"2027-01": date(2027, 1, 1)})
    score(plan, "--since", "2027-01", "--period", "2027-02")
    assert (totals(plan, "2027-01"), totals(plan, "2027-02")) == (JANUARY, FEBRUARY)


def test_a_quarter_is_rated_by_its_months_and_a_month_by_the_period_around_it(plan: Path) -> None:
    replaced(plan, "Ratings", [RATINGS[0], {"period": "2027", "rep_id": "R1", "kpi": "satisfaction", "value": 2}])
    score(plan, "--period", "2027-Q1")
    assert cards(plan, "2027-Q1")["R1"]["satisfaction_actual"] == 4
    score(plan, "--period", "2027-03")
    assert cards(plan, "2027-03")["R1"]["satisfaction_actual"] == 2


@pytest.mark.parametrize(
    ("period", "code", "cell"),
    [("2027-01", "K126", "A12"), ("2027-W05", "K124", "A12"), ("some day", "K122", "A12")],
)
def test_quotas_that_cannot_be_meant_stop_it(plan: Path, period: str, code: str, cell: str) -> None:
    replaced(plan, "QuotaHistory", [*QUOTAS[:7], {"period": period, "rep_id": "R1", "quota": 1}])
    before = plan.read_bytes()
    assert f"'Quota history'!{cell} [{code}]" in score(plan, "--period", "2027-01", code=1)
    assert plan.read_bytes() == before
    said = score(plan, "--period", "2027-01", "--partial", code=1)
    assert cards(plan, "2027-01")["R1"]["quota"] == 100_000
    assert "wrote" in said


def test_a_quarters_quota_is_spread_evenly_to_the_cent(plan: Path) -> None:
    replaced(plan, "QuotaHistory", [{"period": "2027-Q1", "rep_id": "R1", "quota": 100}])
    score(plan, "--since", "2027-01", "--period", "2027-03")
    assert [cards(plan, f"2027-0{month}")["R1"]["quota"] for month in (1, 2, 3)] == [33.33, 33.34, 33.33]


def test_no_quota_is_blank_and_a_quota_of_zero_has_no_attainment(plan: Path) -> None:
    replaced(plan, "QuotaHistory", [{"period": "2027-01", "rep_id": "R1", "quota": 0}])
    score(plan, "--period", "2027-01")
    found = cards(plan, "2027-01")
    assert (found["R1"]["quota"], found["R1"]["variance"]) == (0, 110_000)
    assert (found["R2"]["quota"], found["R2"]["variance"]) == (None, None)
    assert {card["target_attainment_actual"] for card in found.values()} == {None}


def test_the_plans_own_quotas_count_where_the_history_has_none(plan: Path) -> None:
    added(
        plan, "Sales", [{"month": f"2026-{month:02d}-15", "rep_id": "R5", "revenue": 12_000} for month in range(1, 13)]
    )
    on("2026-12-31", "quota", plan)
    planned = by(rows(plan, "Quota"), "rep_id")
    score(plan, "--period", "2027-03")
    found = cards(plan, "2027-03")
    assert found["R5"]["quota"] == planned["R5"]["m03"] > 0
    assert found["R1"]["quota"] == 100_000


def test_one_rep_alone(tmp_path: Path) -> None:
    alone = {
        "Customers": CUSTOMERS[:1],
        "QuotaHistory": QUOTAS[:1],
        "Ratings": RATINGS[:1],
        "Receivables": RECEIVABLES[:1],
    }
    book = scored_company(tmp_path, Reps=REPS[:1], Sales=SALES[:1], **alone)
    score(book, "--period", "2027-01")
    card = cards(book, "2027-01")["R1"]
    assert (card["total"], card["rank"], card["recognition"]) == (105, 1, "best")


# Measures of one's own.


def own_measure(book: Path) -> Path:
    kpis = [KPIS[0], {"kpi": "NPS", "label": "Net promoters", "weight": 50, "target": 40, "unit": "number"}]
    replaced(book, "KPIs", kpis)
    replaced(book, "Ratings", [{"period": "2027-01", "rep_id": "R1", "kpi": "nps", "value": 20}])
    return book


def with_columns(book: Path, table: str, *headers: str) -> Path:
    """Add columns to a table, as Excel does when somebody types beside it."""
    opened = openpyxl.load_workbook(book)
    sheet, area = place(opened, SALES_PLAN.table(table))
    left, top, right, bottom = range_boundaries(area)
    for at, header in enumerate(headers, right + 1):
        sheet.cell(top, at).value = header
        sheet.tables[table].tableColumns.append(TableColumn(id=at - left + 1, name=header))
    wider = f"{get_column_letter(left)}{top}:{get_column_letter(right + len(headers))}{bottom}"
    sheet.tables[table].ref = sheet.tables[table].autoFilter.ref = wider
    opened.save(book)
    return book


def test_a_measure_of_ones_own_counts(plan: Path) -> None:
    score(own_measure(plan), "--period", "2027-01")
    found = by(rows(plan, "Scores"), "rep_id", "kpi")["R1", "NPS"]
    assert (found["label"], found["actual"], found["score"]) == ("Net promoters", 20, 50)
    assert totals(plan, "2027-01")["R1"] == 80


def test_a_measure_of_ones_own_has_its_history_where_it_has_columns(plan: Path) -> None:
    with_columns(own_measure(plan), "Scorecard", "nps_actual", "nps_score")
    document = said_as_json("score", plan, "--period", "2027-01")
    found = cards(plan, "2027-01")
    assert (found["R1"]["nps_actual"], found["R1"]["nps_score"]) == (20, 50)
    assert (found["R2"]["nps_actual"], found["R2"]["nps_score"]) == (None, None)
    listed = {row["rep_id"]: row for row in document["tables"]["Scorecard"]}
    assert listed["R1"]["nps_score"] == 50
    score(plan, "--period", "2027-02")
    assert cards(plan, "2027-01") == found


# Plans made before, and what is said, written and not written.


def without(book: Path, *names: str) -> Path:
    """Delete the sheets of some tables, as a plan that was made before has none."""
    opened = openpyxl.load_workbook(book)
    for name in names:
        sheet, _ = place(opened, SALES_PLAN.table(name))
        gone = sheet.title
        del opened[gone]
        for key in [key for key, found in opened.defined_names.items() if gone in found.attr_text]:
            del opened.defined_names[key]
    opened.save(book)
    return book


NEW = (
    "KPIs", "Grades", "Rates", "Ratings", "Receivables", "QuotaHistory", "Scorecard", "Scores", "RankSensitivity",
    "Payouts", "Tracking",
)  # fmt: skip


def test_a_plan_made_before_says_what_it_lacks(plan: Path) -> None:
    without(plan, *NEW)
    said = score(plan, "--period", "2027-01")
    assert "[W103]" in said
    for name in ("Scorecard", "Scores", "RankSensitivity", "Payouts"):
        assert name in said.partition("[W103]")[2].splitlines()[0]
    assert "2027-01, measured to 2027-01-31" in said
    before = plan.read_bytes()
    assert "Scorecard" in review(plan, "--period", "2027-01", code=3)
    assert plan.read_bytes() == before


def test_a_dry_run_writes_nothing(plan: Path) -> None:
    before = plan.read_bytes()
    said = score(plan, "--period", "2027-01", "--dry-run")
    assert "Ana" in said
    assert plan.read_bytes() == before
    assert [path.name for path in plan.parent.iterdir()] == ["plan.xlsx"]


def test_out_leaves_the_plan_alone(plan: Path, tmp_path: Path) -> None:
    before = plan.read_bytes()
    score(plan, "--period", "2027-01", "--out", tmp_path / "copy.xlsx")
    assert plan.read_bytes() == before
    assert totals(tmp_path / "copy.xlsx", "2027-01") == JANUARY


def test_json_says_what_the_workbook_says(plan: Path) -> None:
    document = said_as_json("score", plan, "--period", "2027-01")
    assert set(document["tables"]) == {"Scorecard", "Scores", "RankSensitivity", "Payouts", "Tracking"}
    assert set(document) == set(said_as_json("quota", plan, "--dry-run", "--partial", code=1))
    for name, listed in document["tables"].items():
        shown = rows(plan, name)
        assert len(listed) == len(shown)
        for said, row in zip(listed, shown, strict=True):
            for key in ("rep_id", "total", "score", "payout", "explained", "note", "moved", "largest", "m04"):
                if key in said:
                    assert (said[key] or None) == (row[key] or None)
    assert {finding["code"] for finding in document["findings"]} == {"K111", "K172"}


def test_what_is_said_and_written_may_be_chinese(plan: Path) -> None:
    said = score(plan, "--period", "2027-01", "--lang", "zh-Hans")
    assert "最佳" in said
    found = cards(plan, "2027-01")["R1"]
    assert found["diagnosis"] == DIAGNOSES[0].label.said("zh-Hans")
    assert by(rows(plan, "Scores"), "rep_id", "kpi")["R1", "collection"]["label"] == MEASURED["collection"].said(
        "zh-Hans"
    )
    score(plan, "--period", "2027-02")
    assert cards(plan, "2027-02")["R2"]["previous"] == 76


def test_a_typed_scorecard_is_history_too(plan: Path) -> None:
    """What a person corrects in an earlier period counts as the previous total."""
    score(plan, "--period", "2027-01")
    type_card(plan, "2027-01", "R2", "total", 90)
    score(plan, "--period", "2027-02")
    assert cards(plan, "2027-02")["R2"]["previous"] == 90


# run and check.


def test_run_and_check_score_the_last_month_where_somebody_has_a_quota_in_it(plan: Path) -> None:
    typed_settings(plan, company_target=1_000_000)
    on("2027-04-05", "run", plan)
    assert periods(plan) == ["2027-03"]
    assert "no rep has data for Collection in 2027-03" in on("2027-04-05", "check", plan)
    said = on("2027-01-15", "check", plan)
    assert "has data" not in said
    on("2027-01-15", "run", plan)
    assert periods(plan) == ["2027-03"]


def test_a_plan_whose_year_has_not_begun_is_not_bothered_with_scores(planned: Path) -> None:
    for command in ("check", "run"):
        assert "[K" not in on("2027-01-15", command, planned)
    assert periods(planned) == []
    assert "[K121] no rep has a quota in 2026-12" in score(planned, day="2027-01-15")
    on("2027-02-01", "run", planned)
    assert "2027-01" in periods(planned)


def test_weights_that_do_not_add_up_stop_a_run_and_are_found_by_check(planned: Path) -> None:
    type_in(planned, "KPIs", "growth", weight=4.9)
    before = planned.read_bytes()
    for command in ("check", "run"):
        assert "[K101] the weights add up to 99.9" in on("2027-02-15", command, planned, "--dry-run", code=1)
    assert planned.read_bytes() == before
