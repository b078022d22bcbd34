"""The managers' ratings."""

import numpy as np
import pytest

from tests.planning.scoring.gather_cases import codes, facts_of, gathered, lines
from tests.planning.scoring.score_cases import Row, kpi, kpis

OWN = kpis(kpi("NPS", 60, label="Recommended by"), kpi("回款率", 20), kpi("satisfaction", 20))


def rated(period: str, value: float | None, rep_id: str = "R-1", kpi: str = "satisfaction") -> Row:
    return {"period": period, "value": value, "rep_id": rep_id, "kpi": kpi}


def of(period: str, *ratings: Row, key: str = "satisfaction") -> float:
    return float(facts_of(period, ratings=ratings, kpis=OWN).ratings[key][0])


@pytest.mark.parametrize(
    ("period", "value"),
    [
        ("2027-Q1", 1.0),  # its own
        ("2027-02", 3.0),
        ("2027-Q2", 5.5),  # the mean of its months
        ("2027-01", 1.0),  # the shortest that contains it
        ("2027-10", 9.0),
        ("2027-W06", 3.0),  # Feb 8 to 14
        ("2027-W13", 9.0),  # over the end of March
    ],
)
def test_the_rating_for_a_period(period: str, value: float) -> None:
    ratings = [rated("2027", 9), rated("2027-Q1", 1), rated("2027-02-01", 3), rated("2027-04", 4), rated("2027-06", 7)]
    assert of(period, *ratings) == value
    assert of(period, *ratings[::-1]) == value


def test_no_rating_is_none() -> None:
    assert np.isnan(of("2027-03", rated("2027-04", 3), rated("2027-03", 2, "R-2"), rated("2027-03", None)))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("nps ", "nps"),
        ("recommended BY", "nps"),
        ("客户满意度", "satisfaction"),
        ("Skill", "skill"),
        ("態度", "attitude"),
    ],
)
def test_a_kpi_is_meant_by_key_or_label(name: str, key: str) -> None:
    found = gathered("2027-03", ratings=[rated("2027-03", 4, kpi=name)], kpis=OWN)
    ratings = {key: values.tolist() for key, values in found.facts[0].ratings.items()}
    assert ratings.keys() == {"nps", "satisfaction", "skill", "attitude"}
    assert ratings[key][0] == 4
    assert [key for key, values in ratings.items() if not np.isnan(values[0])] == [key]
    assert codes(found) == []


def test_ratings_that_count_nowhere_are_told() -> None:
    ratings = [
        rated("2027-03", 4, kpi="Satisfation"),
        rated("2027-03", 4, kpi="Collection"),
        rated("Q1", 4),
        rated("2027-03", 4, kpi="目标达成率"),
        rated("2027-03", 4, kpi="zebra"),
        rated("2027-03", 4, kpi=""),
    ]
    found = gathered(ratings=ratings, kpis=OWN)
    assert [line.split(";")[0] for code in ("K128", "K130", "K132") for line in lines(found, code)] == [
        "Ratings[period] row 7 [K128] there is no period “Q1”, so this rating counts nowhere",
        "Ratings[kpi] row 5 [K130] “Satisfation” is no KPI, so its ratings count nowhere",
        "Ratings[kpi] row 9 [K130] “zebra” is no KPI, so its ratings count nowhere",
        "Ratings[kpi] row 6 [K132] Collection is computed from the data, so ratings of it are not used",
        "Ratings[kpi] row 8 [K132] Target attainment is computed from the data, so ratings of it are not used",
    ]
    assert "nearest is “satisfaction”" in lines(found, "K130")[0].casefold()
    assert all(np.isnan(values).all() for values in found.facts[0].ratings.values())


def test_satisfaction_is_known_also_where_it_does_not_count() -> None:
    found = gathered(ratings=[rated("2027-03", 4)], kpis=kpis(kpi("NPS", 100)))
    assert codes(found) == []
    assert found.facts[0].ratings.keys() == {"nps", "satisfaction", "skill", "attitude"}
    assert found.facts[0].ratings["satisfaction"][0] == 4


def test_percentages_typed_in_points_are_read_as_percentages() -> None:
    ratings = [rated("2027-03", 95, kpi="Quality"), rated("2027-03", 2, "R-2", "quality"), rated("2027-03", 95)]
    found = gathered(ratings=ratings, kpis=kpis(kpi("quality", 60, 0.9, "percent"), kpi("satisfaction", 40)))
    assert found.facts[0].ratings["quality"].tolist() == [0.95, 2]
    assert found.facts[0].ratings["satisfaction"][0] == 95
    assert codes(found) == ["K142"]
    assert lines(found, "K142")[0].startswith(
        "Ratings[value] row 5 [K142] the rating of quality, 95, is read as 95 %; type 95 %"
    )
    own = kpis(kpi("satisfaction", 100, 0.9, "percent"))
    many = gathered(ratings=[rated(f"2027-{month:02d}", 90.5) for month in range(1, 13)], kpis=own)
    assert codes(many) == ["K142"] * 10 + ["K143"]
    assert many.facts[0].ratings["satisfaction"][0] == 0.905


def test_of_two_ratings_for_the_same_the_upper_one_counts() -> None:
    assert of("2027-03", rated("2027-03", 2), rated("2027年3月", 5)) == 2
    assert of("2027-Q1", rated("2027-03", 2), rated("2027年3月", 5)) == 2


@pytest.mark.parametrize(
    ("target", "typed", "read"),
    [
        (5.0, 1.5, 0.015),  # 5 % is the target: 1.5 is 1.5 %
        (5.0, 8.0, 0.08),
        (0.95, 1.1, 1.1),  # 110 %
        (0.95, 80.0, 0.8),
        (40.0, -20.0, -0.2),
        (40.0, 0.6, 0.6),
    ],
)
def test_percentages_are_read_as_what_is_nearer_to_the_target(target: float, typed: float, read: float) -> None:
    own = kpis(kpi("nps", 100, target=target, unit="percent"))
    found = gathered("2027-03", ratings=[rated("2027-03", typed, kpi="nps")], kpis=own)
    assert found.facts[0].ratings["nps"][0] == pytest.approx(read)
    assert ("K142" in codes(found)) == (read != typed)
