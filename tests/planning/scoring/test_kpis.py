"""KPIs as they are typed: weights, names, targets, units."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.findings import errors
from salesplan.planning.scoring.kpis import kpi_key, read_kpis
from salesplan.tables.scoring import JUDGED, KPIS, MEASURED, MEASURES
from tests.planning.scoring.grading_cases import kpi, kpis_of, lines, listed, read

SHIPPED = [measure for measure in MEASURES if measure.weight]


def weighed(*weights: Any) -> tuple[list[Fraction] | None, list[str]]:
    kpis, findings = read_kpis(read(KPIS, *[kpi(f"own {place}", weight, 1) for place, weight in enumerate(weights)]))
    return (list(kpis.weights) if kpis else None), [finding.line() for finding in findings]


@pytest.mark.parametrize("weights", [(33.33, 33.33, 33.34), (72.68, 10.93, 2.73, 13.66), (0.1, 0.2, 99.7), (100, 0)])
def test_weights_that_add_up_as_typed_are_accepted_though_floats_do_not(weights: tuple[float, ...]) -> None:
    assert weighed(*weights) == ([Fraction(repr(weight)) for weight in weights], [])


@pytest.mark.parametrize(
    ("weights", "total", "change"),
    [
        ((33.3, 33.3, 33.3), "99.9", "+0.1"),
        ((60, 40.001), "100.001", "-0.001"),
        ((30, 0.3), "30.3", "+69.7"),
        ((33.3333, 33.3333, 33.3333), "99.9999", "+0.0001"),
        ((0.3, 0.6), "0.9", "+99.1"),
        ((0,), "0", "+100"),
    ],
)
def test_weights_that_do_not_are_refused_with_their_sum(weights: tuple[float, ...], total: str, change: str) -> None:
    found, findings = weighed(*weights)
    assert found is None
    assert findings == [
        f"KPIs[weight] row 5 [K101] the weights add up to {total}, not to 100; "
        f"change them by {change} in all; weights are points of 100, such as 30"
    ]


@pytest.mark.parametrize(
    ("weights", "points"),
    [((0.3, 0.7), [30, 70]), (("30 %", "70 %"), [30, 70]), ((0.1, 0.2, 0.7), [10, 20, 70]), ((1,), [100])],
)
def test_weights_typed_as_percentages_are_points(weights: tuple[Any, ...], points: list[float]) -> None:
    found, findings = weighed(*weights)
    assert found is not None
    assert [float(weight) for weight in found] == points
    assert [line[:30] for line in findings] == ["KPIs[weight] row 5 [K102] the "]


def test_what_binary_fractions_leave_of_thirds_is_no_difference() -> None:
    assert weighed(*[100 / 3] * 3) == ([Fraction(100, 3)] * 3, [])


@given(st.lists(st.integers(0, 4_000), min_size=1, max_size=8))
@settings(max_examples=50)
def test_weights_are_accepted_if_they_add_up_exactly(hundredths: list[int]) -> None:
    found, findings = weighed(*[value / 100 for value in hundredths])
    if sum(hundredths) in {100, 10_000}:
        assert found == [Fraction(value * 100, sum(hundredths)) for value in hundredths]
    else:
        assert found is None
        assert [line[:26] for line in findings] == ["KPIs[weight] row 5 [K101] "]


def test_the_standard_scorecard_is_taken_where_none_is_typed() -> None:
    kpis, findings = read_kpis(read(KPIS))
    assert kpis is not None
    assert set(kpis.rows) == {None}
    assert not kpis.lower.any()
    columns = (kpis.folded, kpis.labels, kpis.weights, listed(kpis.target), kpis.unit, kpis.floor, kpis.cap)
    assert [*zip(*columns, strict=True)] == [
        (each.key, each.label, each.weight, each.target, each.unit, each.floor, each.cap) for each in SHIPPED
    ]
    assert [finding.line() for finding in findings] == [
        f"KPIs[kpi] [K105] KPIs names no measure, so the standard scorecard of {len(SHIPPED)} is taken; "
        "type KPIs of your own in KPIs"
    ]


def test_the_rows_of_a_new_workbook_have_no_findings() -> None:
    rows = [dict(zip(KPIS.keys, [getattr(value, "en", value) for value in row], strict=True)) for row in KPIS.given]
    kpis, findings = read_kpis(read(KPIS, *rows))
    assert kpis is not None
    assert (findings, kpis.labels) == ([], tuple(each.label for each in SHIPPED))
    assert kpis.rows == tuple(range(5, 5 + len(SHIPPED)))


def test_blanks_have_usual_values() -> None:
    kpis = kpis_of(kpi("NPS", 60, 40), kpi("growth", 20, 0.1), kpi("New customers", 20, 2, direction="lower"))
    assert (kpis.keys, kpis.folded) == (("NPS", "growth", "New customers"), ("nps", "growth", "new_customers"))
    assert kpis.unit == ("number", "percent", "per_month")
    assert (kpis.floor.tolist(), kpis.cap.tolist(), kpis.lower.tolist()) == ([0] * 3, [1.2] * 3, [False, False, True])
    assert len(kpis) == 3


def test_a_known_measure_may_be_typed_by_any_of_its_words() -> None:
    for key, words in (MEASURED | JUDGED).items():
        assert {kpi_key(name) for name in (key, key.upper(), f" {words.en} ", *words.every())} == {key}
    assert kpi_key("My own ") == "my own"


def test_labels_are_what_is_typed_or_known() -> None:
    kpis = kpis_of(
        kpi("collection", 25, label="回款率"),
        kpi("growth", 25, label="Up on last year"),
        kpi("nps", 25),
        kpi("target_attainment", 25),
    )
    assert [label.said("zh-Hant") for label in kpis.labels] == ["收款率", "Up on last year", "nps", "目標達成率"]
    assert [label.en for label in kpis.labels] == ["Collection", "Up on last year", "nps", "Target attainment"]


def test_places_are_found_by_key_and_label() -> None:
    kpis = kpis_of(kpi("nps", 50, label="Net promoters"), kpi("collection", 50))
    places = kpis.places()
    assert [places.get(name) for name in ("nps", "net promoters", "回款率", "collection", "x")] == [0, 0, 1, 1, None]


def test_a_key_comes_before_a_label() -> None:
    assert kpis_of(kpi("b", 50), kpi("a", 50, label="b")).places()["b"] == 0
    assert kpis_of(kpi("a", 50, label="b"), kpi("b", 50)).places()["b"] == 1


def test_a_kpi_by_two_names_stands_there_twice() -> None:
    kpis, findings = read_kpis(read(KPIS, kpi("collection", 50), kpi("nps", 50), kpi("回款率", 0)))
    assert kpis is None
    assert lines(findings, "K103") == [
        "KPIs[kpi] row 7 [K103] “回款率” is the same KPI as “collection” in row 5; delete one of the two rows"
    ]


def test_percent_targets_typed_in_points_are_read_as_percentages() -> None:
    kpis, findings = read_kpis(read(KPIS, kpi("growth", 50, 95), kpi("breadth", 30, "60 %"), kpi("nps", 20, 95)))
    assert kpis is not None
    assert kpis.target.tolist() == [0.95, 0.6, 95]
    assert lines(findings, "K104")[0].startswith("KPIs[target] row 5 [K104] the target of growth, 95, is read as 95 %;")
    assert len(lines(findings, "K104")) == 1


@pytest.mark.parametrize(
    ("key", "typed", "target"),
    [
        ("growth", 1, 1),  # 100 %
        ("growth", 2, 0.02),
        ("growth", 5, 0.05),
        ("target_attainment", 1.1, 1.1),
        ("own", 2.5, 0.025),
        ("collection", 1, 1),  # no part is more than the whole
        ("collection", 1.5, 0.015),
        ("breadth", 2, 0.02),
        ("product_mix", 2, 0.02),
    ],
)
def test_how_large_a_percentage_may_be(key: str, typed: float, target: float) -> None:
    kpis, findings = read_kpis(read(KPIS, kpi(key, 100, typed, unit="percent")))
    assert kpis is not None
    assert kpis.target.tolist() == [target]
    assert [finding.code for finding in findings] == ([] if typed == target else ["K104"])


def test_a_measure_keeps_its_unit_where_it_is_a_percentage_or_not() -> None:
    rows = [
        kpi("collection", 30, 95, unit="number"),
        kpi("active_customers", 30, 4, unit="percent"),
        kpi("visits_a_day", 20, 4, unit="number a month"),
        kpi("satisfaction", 20, 0.9, unit="percent"),
    ]
    kpis, findings = read_kpis(read(KPIS, *rows))
    assert kpis is not None
    assert kpis.unit == ("percent", "number", "per_month", "percent")
    assert kpis.target.tolist() == [0.95, 4, 4, 0.9]
    assert [line[:73] for line in lines(findings, "K116")] == [
        "KPIs[unit] row 5 [K116] collection is measured as percent; number is not ",
        "KPIs[unit] row 6 [K116] active_customers is measured as number; percent i",
    ]


def test_shared_labels_and_almost_known_names_are_doubted() -> None:
    rows = [kpi("colection", 40), kpi("nps", 30, label="Promoters"), kpi("enps", 30, label="promoters ")]
    kpis, findings = read_kpis(read(KPIS, *rows))
    assert kpis is not None
    assert not errors(findings)
    assert [(finding.code, finding.row) for finding in findings] == [("K107", 5), ("K106", 7)]
    assert "type collection if that is meant" in findings[0].line()


def test_names_of_ones_own_are_not_doubted() -> None:
    names = ("new products", "customer growth", "visit reports", "training days", "skill")
    assert read_kpis(read(KPIS, *[kpi(name, 20) for name in names]))[1] == []


def test_rows_without_a_key_do_not_count() -> None:
    frame = read(KPIS, {"weight": 50, "label": "?"}, kpi("nps", 100))
    kpis, findings = read_kpis(frame)
    assert kpis is not None
    assert (kpis.keys, kpis.rows, findings) == (("nps",), (6,), [])
