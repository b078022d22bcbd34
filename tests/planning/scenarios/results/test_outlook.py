"""The plan year month by month, by hand."""

from dataclasses import replace

from salesplan.planning.scenarios.results.outlook import outlook
from salesplan.tables.quota import MONTHS
from salesplan.tables.scenario_likely import OUTLOOK
from tests.planning.plans import sale
from tests.planning.scenarios.planned_cases import LIKELY, SOLD, scenario


def test_all_amounts_are_cumulative() -> None:
    plan = scenario(in_full=True, season="even", growth=0.2)
    rows = outlook(plan, LIKELY)
    assert tuple(rows.columns) == OUTLOOK.keys
    assert rows["month"].tolist() == list(range(1, 13))
    assert rows["last_year"].tolist() == [600_000_00] * 12  # all was sold in January
    assert rows["quota"].tolist() == [60_000_00 * month for month in range(1, 13)]
    assert rows["p50"].tolist() == [5_000_000 * month for month in range(1, 13)]


def test_the_quota_is_that_of_all_months_with_the_sales_that_no_rep_has() -> None:
    plan = scenario(in_full=True, sales=[*SOLD, sale("R-99", 60_000, "2026-07-01")])
    rows = outlook(plan, LIKELY)
    assert rows["quota"].iloc[-1] == plan.final.sum() == 660_000_00
    assert rows["quota"].iloc[0] == plan.plan.quota[MONTHS[0]].sum()
    assert rows["last_year"].tolist() == [600_000_00] * 6 + [660_000_00] * 6


def test_last_year_is_rounded_once_it_is_summed() -> None:
    plan = scenario(
        in_full=True,
        sales=[sale(rep, 0.003, month) for rep in ("R-01", "R-02") for month in ("2026-01-01", "2026-02-01")],
    )
    assert outlook(plan, LIKELY)["last_year"].tolist() == [1] * 12  # 0.6 and 1.2 minor units


def test_quantiles_fall_into_months_by_the_season_halves_rounded_up() -> None:
    rows = outlook(scenario(in_full=True, season=(1.0, 0.0, 1.0, *[0.0] * 9)), LIKELY)
    assert rows["p90"].tolist() == [35_000_001] * 2 + [70_000_001] * 10


def test_the_bands_stand_on_each_other() -> None:
    rows = outlook(scenario(in_full=True), LIKELY)
    assert (rows["band_low"] == rows["p10"]).all()
    assert (rows["band_low"] + rows["band_mid1"] + rows["band_mid2"] == rows["p75"]).all()
    assert (rows[["band_low", "band_mid1", "band_mid2", "band_mid3"]].sum(axis=1) == rows["p90"]).all()


def test_december_has_the_years_own_quantiles_whatever_the_season() -> None:
    shares = tuple(0.1 + month / 7 for month in range(12))
    last = outlook(scenario(in_full=True, season=shares), replace(LIKELY, p10=33_333_331)).iloc[-1]
    assert [last[key] for key in ("p10", "p25", "p50", "p75", "p90")] == [
        33_333_331,
        *(LIKELY.p25, LIKELY.p50, LIKELY.p75, LIKELY.p90),
    ]


def test_the_plan_is_named_in_the_language() -> None:
    assert set(outlook(scenario(in_full=True), LIKELY, "zh-Hans")["scenario"]) == {"计划"}
