"""Reps who need a second look: without history, with dates the wrong way round, with one name."""

import pytest

from salesplan.planning.explain import SeveralReps, explain
from salesplan.planning.settings import PlanSettings
from tests.planning.plans import ANA, BEN, codes, lines, planned, sale


def test_a_rep_without_sales_of_their_own_is_named() -> None:
    plan = planned([ANA, BEN], [sale("R-01", 1_000_000)])
    assert "Ben (R-02) has no sales of their own, and is planned from 1,000,000.00" in lines(plan, "Q126")[0]


@pytest.mark.parametrize("share", ["zero", 0.0])
def test_a_rep_who_weighs_nothing_is_not(share: str | float) -> None:
    assert "Q126" not in codes(planned([ANA, BEN], [sale("R-01", 1_000_000)], new_rep_share=share))


def test_a_newcomer_is_expected_to_have_none() -> None:
    new = BEN | {"start_date": "2027-02-01"}
    assert "Q126" not in codes(planned([ANA, new], [sale("R-01", 1_000_000)]))


def test_an_end_before_the_start_is_an_error_at_its_cell() -> None:
    wrong = BEN | {"start_date": "2027-09-01", "end_date": "2027-03-01"}
    found = lines(planned([ANA, wrong], [sale("R-01", 1_000)]), "Q127")
    assert found[0].startswith("Reps[end_date] row 6 [Q127] R-02 ends before the start date")


def test_one_day_of_work_is_no_error() -> None:
    day = BEN | {"start_date": "2027-03-01", "end_date": "2027-03-01"}
    assert "Q127" not in codes(planned([ANA, day], [sale("R-01", 1_000)]))


def test_a_name_that_two_reps_have_is_not_guessed_at() -> None:
    twins = [ANA, BEN | {"rep": "Ana"}]
    plan = planned(twins, [sale("R-01", 1_000)])
    with pytest.raises(SeveralReps, match="R-01, R-02"):
        explain(" ana ", plan, PlanSettings(plan_year=2027))
    assert any(line.startswith("Ana (R-02)") for line in explain("R-02", plan, PlanSettings(plan_year=2027)))


@pytest.mark.parametrize(("unit", "coarse"), [(100_00, False), (1_000_000_00, True)])
def test_a_unit_above_the_average_quota_is_said(unit: int, coarse: bool) -> None:
    plan = planned([ANA, BEN], [sale("R-01", 700_000), sale("R-02", 500_000)], rounding_unit=unit)
    assert ("Q128" in codes(plan)) == coarse
