"""The measures, by hand."""

from typing import Any

import numpy as np

from salesplan.planning.money import GRAINS
from salesplan.planning.scoring.measures import MEASURES, measured
from salesplan.planning.scoring.ratings import RATED
from salesplan.tables.scoring import COMPUTED, JUDGED, MEASURED
from tests.planning.scoring.gather_cases import ANA, BEN, facts_of, given, sale
from tests.planning.scoring.score_cases import kpi, kpis

OLD = sale("2020-01", 1, "R-9", "C-0")


def measure(key: str, period: str = "2027-03", **tables: Any) -> list[float]:
    """Measure one KPI."""
    found: list[float] = MEASURES[key](facts_of(period, **tables)).tolist()
    return found


def test_every_measure_that_is_computed_has_its_function_and_every_function_its_measure() -> None:
    assert MEASURES.keys() == COMPUTED
    assert MEASURED.keys() > COMPUTED
    assert MEASURED.keys() - COMPUTED == RATED - JUDGED.keys() == {"satisfaction"}


def test_target_attainment() -> None:
    history = [given("2027-03", 200), given("2027-03", 0, "R-2")]
    sales = [sale("2027-03", 150 * GRAINS), sale("2027-03", GRAINS, "R-2")]
    np.testing.assert_array_equal(measure("target_attainment", quota_history=history, sales=sales), [0.75, np.nan])
    np.testing.assert_array_equal(measure("target_attainment", quota_history=history), [0, np.nan])
    np.testing.assert_array_equal(measure("target_attainment", sales=sales), [np.nan, np.nan])


def test_margin_attainment() -> None:
    history = [given("2027-03", 200, margin=50), given("2027-03", 200, "R-2")]
    sales = [sale("2027-03", 1, margin=40 * GRAINS)]
    np.testing.assert_array_equal(measure("margin_attainment", quota_history=history, sales=sales), [0.8, np.nan])
    np.testing.assert_array_equal(measure("margin_attainment", quota_history=history), [np.nan, np.nan])


def test_collection() -> None:
    month = {"month": "2027-03-01"}
    receivables = [
        {**month, "rep_id": "R-1", "due": 80, "collected": 60},
        {**month, "rep_id": "R-2", "due": 0, "collected": 5},
    ]
    np.testing.assert_array_equal(measure("collection", receivables=receivables), [0.75, np.nan])


def test_visits_a_day() -> None:
    late = {**BEN, "start_date": "2027-03-31", "end_date": "2027-03-31"}
    idle = {"rep_id": "R-3", "start_date": "2027-03-28", "end_date": "2027-03-28"}  # a Sunday
    visit = {"date": "2027-03-31", "kind": "visit", "customer_id": "C-1"}
    visits = [visit | {"rep_id": "R-1"}, visit | {"rep_id": "R-2"}, visit | {"rep_id": "R-2", "kind": "call"}]
    found = measure("visits_a_day", reps=[ANA, late, idle], visits=visits)
    np.testing.assert_array_equal(found, [1 / 23, 1, np.nan])
    assert np.isnan(measure("visits_a_day")).all()


def test_customers() -> None:
    customers = [{"customer_id": f"C-{number}", "rep_id": "R-1"} for number in range(4)]
    sales = [OLD, *(sale("2027-03", 5, "R-2", f"C-{number}") for number in (1, 2, 3, 9))]
    assert measure("active_customers", customers=customers, sales=sales) == [0, 4]
    assert measure("new_customers", customers=customers, sales=sales) == [0, 4]
    np.testing.assert_array_equal(measure("breadth", customers=customers, sales=sales), [0, np.nan])
    own = [*sales, *(sale("2027-03", 5, "R-1", f"C-{number}") for number in (0, 1, 2))]
    np.testing.assert_array_equal(measure("breadth", customers=customers, sales=own), [0.75, np.nan])


def test_product_mix() -> None:
    sales = [
        sale("2027-03", 30, product_line="Servo"),
        sale("2027-03", 70, product_line="Pump"),
        sale("2027-03", 5, "R-2", product_line="Servo"),
        sale("2027-03", -5, "R-2"),
    ]
    focus = {"focus_lines": ("Servo",)}
    np.testing.assert_array_equal(measure("product_mix", sales=sales, setting=focus), [0.3, np.nan])
    assert np.isnan(measure("product_mix", sales=sales)).all()
    assert np.isnan(measure("product_mix", sales=sales, setting={"focus_lines": ("Valve",)})).all()


def test_growth() -> None:
    sales = [OLD, sale("2026-03", 100), sale("2027-03", 130), sale("2027-03", 5, "R-2")]
    np.testing.assert_array_equal(measure("growth", sales=sales), [0.3, np.nan])
    assert measure("growth", sales=[sale("2026-03", 100)])[0] == -1


def test_a_scorecard_has_a_column_a_kpi() -> None:
    scorecard = kpis(kpi("nps", 40), kpi("回款率", 20), kpi("satisfaction", 20), kpi("active_customers", 20))
    ratings = [{"period": "2027-03", "rep_id": "R-2", "kpi": "NPS", "value": 9.0}]
    receivables = [{"month": "2027-03-01", "rep_id": "R-1", "due": 10, "collected": 5}]
    facts = facts_of(kpis=scorecard, ratings=ratings, receivables=receivables, sales=[OLD])
    nan = np.nan
    np.testing.assert_array_equal(measured(facts, scorecard), [[nan, 0.5, nan, 0], [9, nan, nan, 0]])
    nobody = facts_of(reps=[], kpis=scorecard)
    assert measured(nobody, scorecard).shape == (0, 4)
