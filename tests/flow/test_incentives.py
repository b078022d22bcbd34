"""What reps earn, band by band, and where the year stands."""

import csv
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from tests.flow import score_company
from tests.flow.company import by, column, company, salesplan, type_in, typed_settings
from tests.flow.score_company import QUOTAS, SALES, added, on, replaced, rows, score

made, plan = score_company.made, score_company.plan

HERE = Path(__file__).resolve()
DATA = HERE.parents[3] / "shared" / "data" / "adventureworks"
MAPS = HERE.parents[2] / "docs" / "adventureworks"
MONTHS = [f"m{month:02d}" for month in range(1, 13)]
PAID = {"R1": 2_500, "R2": 1_000, "R3": 1_600, "R4": 0, "R5": 0}
"""R1: 800 + 400 + 300 and the bonus of 1,000. R2: 800 + 200. R3: 400 + 200 + 1,000."""


def paid(book: Path, period: str) -> dict[str, float]:
    return column([row for row in rows(book, "Payouts") if row["period"] == period], "payout")


def test_payouts_by_hand(plan: Path) -> None:
    said = score(plan, "--period", "2027-01")
    assert paid(plan, "2027-01") == PAID
    assert "payout: 5,100 to 3 reps" in said
    score(plan, "--period", "2027-Q1")
    assert paid(plan, "2027-Q1") == {"R1": 3_400, "R2": 4_900, "R3": 600, "R4": 4_000, "R5": 0}
    assert paid(plan, "2027-01") == PAID


def test_what_is_explained_adds_up_to_the_cent(plan: Path) -> None:
    replaced(
        plan, "QuotaHistory", [{"period": "2027", "rep_id": f"R{n}", "quota": 1_234_567.89 / n} for n in range(1, 6)]
    )
    added(plan, "Sales", [{"month": "2027-01-31", "rep_id": f"R{n}", "revenue": 33_333.33 * n} for n in range(1, 6)])
    score(plan, "--since", "2027-01", "--period", "2027-03")
    explained = 0
    for row in rows(plan, "Payouts"):
        parts = [
            Decimal(part.replace(",", "")) for part in re.findall(r"(?:= |bonus at \d+ %: )([\d,.]+)", row["explained"])
        ]
        assert sum(parts) == Decimal(str(row["payout"])) == Decimal(str(row["commission"])) + Decimal(str(row["bonus"]))
        explained += bool(parts)
    assert explained >= 10


def test_flat_bands_pay_the_rate_that_is_reached_for_all(plan: Path) -> None:
    typed_settings(plan, payout_bands="flat")
    score(plan, "--period", "2027-01")
    assert paid(plan, "2027-01") == {"R1": 4_300, "R2": 1_800, "R3": 2_500, "R4": 0, "R5": 0}  # 3 %, 2 %, 3 %


def test_the_last_band_caps(plan: Path) -> None:
    added(plan, "Sales", [{"month": "2027-01-31", "rep_id": "R2", "revenue": 500_000}])
    score(plan, "--period", "2027-01")
    assert paid(plan, "2027-01")["R2"] == 800 + 400 + 600 + 80_000 * 0.04 + 1_000  # up to 200 % of 100,000


def test_bands_that_overlap_stop_it(plan: Path) -> None:
    replaced(plan, "Rates", [{"from": 0, "to": 0.9, "rate": 0.01}, {"from": 0.8, "rate": 0.02}])
    before = plan.read_bytes()
    assert "'Rates'!A6 [K151]" in score(plan, "--period", "2027-01", code=1)
    assert plan.read_bytes() == before


def test_before_a_period_is_over_it_says_so_far(plan: Path) -> None:
    score(plan, "--period", "2027-Q1", "--as-of", "2027-02-28")
    found = by(rows(plan, "Payouts"), "rep_id")["R1"]
    assert found["explained"].startswith("so far, to 2027-02-28: ")
    assert (found["quota"], found["revenue"], found["payout"]) == (300_000, 190_000, 1_900)


# The year so far.


def test_the_year_so_far_by_hand(plan: Path) -> None:
    score(plan, "--period", "2027-01")
    found = by(rows(plan, "Tracking"), "rep_id")
    third = found["R3"]  # 50,000 a month; of April three of twenty-two working days
    assert third["due"] == pytest.approx(150_000 + 6_818.18)
    assert (third["quota"], third["actual"], third["needed"], third["months_left"]) == (600_000, 60_000, 540_000, 9)
    assert third["variance"] == pytest.approx(60_000 - 156_818.18)
    assert [third[month] for month in MONTHS] == [50_000, 10_000, 0, *[60_000] * 9]
    assert (third["run_rate"], third["run_rate_needed"], third["raise"]) == (20_000, 60_000, pytest.approx(0.2))
    assert (found["R2"]["needed"], found["R2"]["variance"]) == (0, 10_000)
    assert found["R5"]["quota"] is None
    assert (found[""]["rep"], found[""]["actual"]) == ("Unassigned", 5_000)


def test_every_row_adds_up_to_the_year(plan: Path) -> None:
    for day in ("2027-01-01", "2027-02-17", "2027-04-05", "2027-11-30"):
        score(plan, "--period", "2027-01", day=day)
        for row in rows(plan, "Tracking"):
            if row["quota"] is not None:
                brought = sum((Decimal(str(row[month])) for month in MONTHS), Decimal(0))
                assert brought == max(Decimal(str(row["quota"])), Decimal(str(row["actual"]))), (day, row["rep_id"])
            assert row["check"] == 0
        assert sum(row["actual"] for row in rows(plan, "Tracking")) == sum(
            sale["revenue"] for sale in SALES if sale["month"][:7] <= day[:7]
        )


def test_a_year_that_is_over_needs_nothing_more(plan: Path) -> None:
    score(plan, "--period", "2027-12", "--as-of", "2027-12-31", day="2028-01-10")
    found = by(rows(plan, "Tracking"), "rep_id")["R4"]
    assert (found["due"], found["months_left"], found["variance"]) == (600_000, 0, -200_000)
    assert [found[month] for month in MONTHS] == [0, 210_000, 190_000, *[0] * 9]


def test_tracking_begins_with_the_first_quota(tmp_path: Path) -> None:
    book = company(tmp_path, sales=SALES)
    typed_settings(book, company_target=1_200_000)
    score(book, "--period", "2027-01")
    assert [row for row in rows(book, "Tracking") if row["rep"]] == []
    on("2027-04-05", "run", book)
    found = [row for row in rows(book, "Tracking") if row["rep_id"]]
    assert sum(row["quota"] for row in found) == 1_200_000
    before = column(found, "variance")
    added(book, "Sales", [{"month": "2027-03-31", "rep_id": "R4", "revenue": 7_000}])
    on("2027-04-05", "run", book)
    after = column([row for row in rows(book, "Tracking") if row["rep_id"]], "variance")
    assert {rep: after[rep] - before[rep] for rep in after if after[rep] != before[rep]} == {"R4": 7_000}


def test_a_quota_that_is_changed_moves_the_year(plan: Path) -> None:
    score(plan, "--period", "2027-01")
    type_in(plan, "QuotaHistory", (QUOTAS[0]["period"], "R1"), quota=330_000)
    score(plan, "--period", "2027-01")
    found = by(rows(plan, "Tracking"), "rep_id")["R1"]
    assert (found["quota"], found["variance"], found["needed"]) == (330_000, -40_000, 40_000)


# A real quota history.


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """AdventureWorks' plan of 2014 with its quotas and the orders of its reps, scored by quarter."""
    if not DATA.is_dir():
        pytest.skip("the AdventureWorks data is not beside the repository")
    book = tmp_path_factory.mktemp("real") / "aw.xlsx"
    own = book.with_name("orders.csv")
    with (DATA / "Sales.SalesOrderHeader.csv").open(encoding="utf-8", newline="") as file, own.open("w") as orders:
        header, *lines = file.read().splitlines()
        seller = header.split(",").index("SalesPersonID")
        orders.write("\n".join([header, *(line for line in lines if line.split(",")[seller])]))
    salesplan("new", "plan", book, "--year", 2014, "--currency", "USD")
    salesplan("load", book, "Reps", DATA / "SalesPersonNames.csv", "--map", MAPS / "reps.toml")
    salesplan("load", book, "Reps", DATA / "Sales.SalesPerson.csv", "--map", MAPS / "territories.toml")
    salesplan("load", book, "Reps", DATA / "HumanResources.Employee.csv", "--map", MAPS / "start_dates.toml")
    salesplan("load", book, "Sales", own, "--map", MAPS / "sales.toml")
    salesplan("load", book, "QuotaHistory", DATA / "Sales.SalesPersonQuotaHistory.csv", "--map", MAPS / "quotas.toml")
    on("2014-07-01", "score", book, "--since", "2011-Q2", "--period", "2014-Q2")
    return book


def test_attainment_of_real_reps_by_quarter(real: Path) -> None:
    def quarter(day: str) -> str:
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"

    sold: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    with (real.with_name("orders.csv")).open(newline="") as file:
        for order in csv.DictReader(file):
            sold[quarter(order["OrderDate"]), order["SalesPersonID"]] += Decimal(order["SubTotal"])
    with (DATA / "Sales.SalesPersonQuotaHistory.csv").open(encoding="utf-8", newline="") as file:
        quotas = {
            (quarter(row["QuotaDate"]), row["BusinessEntityID"]): Decimal(row["SalesQuota"])
            for row in csv.DictReader(file)
        }
    found = by(rows(real, "Scorecard"), "period", "rep_id")
    assert {key for key, row in found.items() if row["quota"] is not None} == set(quotas)
    for key, quota in quotas.items():
        row, actual = found[key], sold.get(key, Decimal(0)).quantize(Decimal("0.01"))
        assert (Decimal(str(row["quota"])), Decimal(str(row["revenue"]))) == (quota, actual), key
        assert row["variance"] == pytest.approx(float(actual - quota)), key
        assert row["target_attainment_actual"] == pytest.approx(float(sold.get(key, 0) / quota)), key
    idle = found["2013-Q2", "285"]  # a manager without territory, in a quarter without sales
    assert (idle["revenue"], idle["variance"]) == (0, -float(quotas["2013-Q2", "285"]))
    assert ("2013-Q1", "289") in found
    assert ("2012-Q1", "289") not in found  # joined in May 2012
