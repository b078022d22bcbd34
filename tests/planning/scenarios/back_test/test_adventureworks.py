"""The back-test on a real ledger: 2013 planned from 2012, and the same worked out with Decimal from the files."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

from salesplan.findings import Finding
from salesplan.planning.scenarios.back_test.method import back_test
from salesplan.planning.settings import PlanSettings
from tests.planning.plans import DEFAULT_RAMP
from tests.planning.scoring.test_scores_adventureworks import listed, reps, typed
from tests.planning.test_adventureworks import DATA, read

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the AdventureWorks data is not beside the repository")

SETTINGS = PlanSettings(plan_year=2014, currency="USD", growth=0.10)
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def orders() -> list[dict[str, str]]:
    """All orders, those of the web shop without a rep among them."""
    return list(read("Sales.SalesOrderHeader.csv"))


@pytest.fixture(scope="module")
def frames(orders: list[dict[str, str]]) -> dict[str, pd.DataFrame]:
    ramp: dict[str, list[object]] = {key: [row[key] for row in DEFAULT_RAMP] for key in ("month", "share")}
    return {
        "Reps": reps(),
        "Customers": typed("Customers", {}),
        "Sales": typed("Sales", listed(orders, month="OrderDate", rep_id="SalesPersonID", revenue="SubTotal")),
        "Growth": typed("Growth", {}),
        "Ramp": typed("Ramp", ramp),
    }


@pytest.fixture(scope="module")
def done(frames: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, list[Finding]]:
    return back_test(frames, SETTINGS)


def test_attainment_by_size(done: tuple[pd.DataFrame, list[Finding]]) -> None:
    rows, findings = done
    assert findings == []
    assert rows.drop(columns=["said", "attainment", "middle", "share_at_quota"]).to_numpy().tolist() == [
        [0, 17, 119_900_00, 4_462_900_00, 30_270_700_00, 3_289_035_171, 10],
        [1, 4, 119_900_00, 468_800_00, 1_253_700_00, 241_234_654, 2],
        [2, 3, 881_800_00, 1_132_100_00, 3_043_800_00, 472_759_231, 2],
        [3, 4, 1_249_000_00, 1_897_600_00, 5_804_900_00, 557_556_393, 2],
        [4, 3, 2_371_500_00, 3_115_900_00, 8_252_000_00, 868_140_285, 2],
        [5, 3, 3_489_200_00, 4_462_900_00, 11_916_300_00, 1_149_344_608, 2],
    ]
    assert rows["attainment"].round(4).tolist() == [1.0865, 1.9242, 1.5532, 0.9605, 1.0520, 0.9645]
    assert rows["middle"].round(4).tolist() == [1.0150, 1.8507, 1.1001, 1.0004, 1.0066, 1.0371]


def test_what_it_shows(done: tuple[pd.DataFrame, list[Finding]]) -> None:
    assert done[0]["said"].iloc[0] == (
        "10 of 17 reps would have reached their quota for 2013; together they reached 109 %, the median rep 101 %. "
        "The fifth with the smallest quotas reached 192 %, the fifth with the largest 96 %. "
        "Among the 10 reps employed for both whole years there is no sign that size matters (rank correlation 0.05): nothing to put "
        "right by size. "
        "Those who started within 2012 (4) reached 182 %: their quotas rest on a part of that year. "
        "Those without sales before 2013 (3) reached 100 %: their quotas rest on what others sold."
    )


def test_sales_are_those_of_the_ledger(done: tuple[pd.DataFrame, list[Finding]], orders: list[dict[str, str]]) -> None:
    sold: dict[str, Decimal] = defaultdict(Decimal)
    for order in orders:
        if order["OrderDate"].startswith("2013") and order["SalesPersonID"]:
            sold[order["SalesPersonID"]] += Decimal(order["SubTotal"])
    cents = [int(amount.quantize(CENT, ROUND_HALF_UP) / CENT) for amount in sold.values()]
    assert (len(cents), sum(cents)) == (17, done[0]["sales"].iloc[0])


def test_quotas_grow_alike(done: tuple[pd.DataFrame, list[Finding]], orders: list[dict[str, str]]) -> None:
    """All levels split by what was sold, so the largest quotas are the largest sellers' shares of the whole, to the unit."""
    sold: dict[str, Decimal] = defaultdict(Decimal)
    for order in orders:
        if order["OrderDate"].startswith("2012"):
            sold[order["SalesPersonID"]] += Decimal(order["SubTotal"])
    largest = sorted(amount for rep, amount in sold.items() if rep)[-3:]
    quotas = done[0][["smallest", "largest"]].iloc[5].tolist()
    ratios = [quotas[0] / 100 / float(largest[0]), quotas[1] / 100 / float(largest[-1])]
    assert ratios == pytest.approx([1.0337] * 2, abs=1e-4)  # three new reps take 6 % of what was grown by 10 %


def test_the_order_of_rows_changes_nothing(
    frames: dict[str, pd.DataFrame], done: tuple[pd.DataFrame, list[Finding]]
) -> None:
    shuffled = {name: frame.sample(frac=1, random_state=7) for name, frame in frames.items()}
    assert back_test(shuffled, SETTINGS)[0].equals(done[0])


def test_a_year_later_the_ledger_ends_in_june(frames: dict[str, pd.DataFrame]) -> None:
    rows, (finding,) = back_test(frames, PlanSettings(plan_year=2015, currency="USD", growth=0.10))
    assert (finding.code, finding.facts["first"], finding.facts["then"]) == ("F142", "1–12", "1–6")
    assert rows["at_quota"].iloc[0] == 0
