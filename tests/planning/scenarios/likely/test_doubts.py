"""What can be planned and is yet hard to believe: quotas far above what is expected, and reps of a part of last year."""

import pytest

from salesplan.planning.scenarios.likely.doubts import doubts, part_years
from salesplan.planning.scenarios.scenario import Planned
from salesplan.words import LANGUAGES
from tests.planning.plans import ANA, BEN, CAI, Rows, sale
from tests.planning.scenarios.planned_cases import SOLD, THREE, scenario


def said(planned: Planned) -> list[str]:
    found = [*doubts(planned), *part_years(planned)]
    assert all(finding.line(language) for finding in found for language in LANGUAGES)
    return [finding.line() for finding in found]


def test_quotas_of_more_than_twice_what_is_expected_are_doubted() -> None:
    assert said(scenario(expected=[50_000, 100_000, 150_000])) == []
    (line,) = said(scenario(expected=[49_999, 100_000, 100_000]))
    assert line.startswith(
        "Quota[final] [F134] reps with a quota of more than twice the sales that are expected of them: "
        "2, Ana (R-01), Cai (R-03);"
    )


def test_at_most_three_are_named() -> None:
    people = [{**ANA, "rep_id": f"R-{number}", "rep": f"Rep {number}"} for number in range(1, 6)]
    sold = [sale(f"R-{number}", 1_000) for number in range(1, 6)]
    (line,) = said(scenario(people, sold, expected=[100] * 5))
    assert ": 5, Rep 1 (R-1), Rep 2 (R-2), Rep 3 (R-3), …; " in line


def test_overrides_and_sales_that_no_rep_has_are_not_doubted_but_a_quota_of_who_sells_nothing_is() -> None:
    pinned: dict[str, Rows] = {"quota": [{"rep_id": "R-03", "override": 900_000_00}]}
    assert said(scenario(expected=[100_000, 200_000, 100_000], company_target=1_200_000_00, tables=pinned)) == []
    assert said(scenario(sales=[*SOLD, sale("R-99", 400_000)], expected=[100_000, 200_000, 300_000, 1])) == []
    (line,) = said(scenario(expected=[0, 200_000, 300_000]))
    assert ": 1, Ana (R-01);" in line


def test_who_is_known_to_be_far_above_is_not_told_again() -> None:
    bold = scenario(expected=[10_000, 10_000, 300_000])
    (finding,) = doubts(bold, but={"r-01"})
    assert finding.facts["names"] == "Ben (R-02)"
    assert doubts(bold, but={"r-01", "r-02"}) == []


@pytest.mark.parametrize(
    ("start", "is_part"),
    [
        (None, False),
        ("2025-06-01", False),
        ("2026-01-01", False),
        ("2026-01-02", True),
        ("2026-01-31", True),
        ("2026-02-01", False),  # with January sales of somebody else: the year is whole
        ("2027-01-01", False),
    ],
)
def test_who_started_within_the_base_year_is_named(start: str | None, is_part: bool) -> None:
    lines = said(scenario([{**ANA, "start_date": start}, BEN, CAI], expected=[100_000, 200_000, 300_000]))
    assert [line[: line.index("]", 18) + 1] for line in lines] == (["Reps[start_date] [F133]"] if is_part else [])
    assert all("reps that started within 2026: 1, Ana (R-01);" in line for line in lines)


def test_who_started_without_sales_has_no_history_to_rest_on() -> None:
    assert said(scenario([*THREE, {**ANA, "rep_id": "R-04", "start_date": "2026-10-01"}])) == []
