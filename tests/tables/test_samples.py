from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.tables.conform import Rows, conform
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.sample_names import names_in
from salesplan.tables.samples import Columns, sample_company
from salesplan.tables.units import currency
from salesplan.words import LANGUAGES


def base_year_cents(sales: Columns, year: int = 2025) -> int:
    rows = zip(sales["month"], sales["revenue"], strict=True)
    return sum(
        round(float(str(revenue)) * 100) for month, revenue in rows if isinstance(month, date) and month.year == year
    )


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 60), st.integers(1, 90), st.integers(1, 400), st.integers(0, 99), st.sampled_from(LANGUAGES),
    st.decimals(1, 10**10, places=2),
)  # fmt: skip
def test_any_company_reads_without_findings_and_adds_up_to_the_cent(
    reps: int, customers: int, sales_rows: int, seed: int, language: str, total: Decimal
) -> None:
    company = sample_company(
        reps=reps, customers=customers, sales_rows=sales_rows, seed=seed, language=language, last_year_total=total
    )
    assert base_year_cents(company["Sales"]) == int(total * 100)
    for name, wanted in (("Reps", reps), ("Customers", customers), ("Sales", sales_rows), ("Growth", 3)):
        columns = company[name]
        assert {len(values) for values in columns.values()} == {wanted}
        index = range(2, wanted + 2)
        done = conform(SALES_PLAN.table(name), Rows(columns, index), currency=currency("CNY"), language=language)
        assert done.findings == []
        assert len(done.frame) == wanted


def test_the_same_seed_gives_the_same_company() -> None:
    assert sample_company(seed=5) == sample_company(seed=5)
    assert sample_company(seed=5) != sample_company(seed=6)


def test_what_makes_a_plan_interesting_is_there() -> None:
    company = sample_company(year=2026)
    reps, customers, sales = company["Reps"], company["Customers"], company["Sales"]
    assert reps["start_date"].count(date(2026, 3, 1)) == 1
    assert reps["end_date"].count(date(2026, 6, 30)) == 1
    assert reps["capacity"].count(0.5) == 1
    new = reps["rep_id"][reps["start_date"].index(date(2026, 3, 1))]
    assert new not in customers["rep_id"]
    assert new not in sales["rep_id"]
    assert None in customers["rep_id"]
    unknown = [at for at, rep in enumerate(sales["rep_id"]) if rep is None and sales["customer_id"][at] is None]
    assert [str(sales["month"][at])[:4] for at in unknown] == ["2025", "2025"]
    assert len(set(reps["region"])) == 3
    assert len(set(reps["team"])) == 6
    assert any(float(str(revenue)) < 0 for revenue in sales["revenue"])


def test_sales_are_of_the_three_years_before_the_plan_and_seasonal() -> None:
    sales = sample_company(sales_rows=20_000, year=2031)["Sales"]
    months = [month for month in sales["month"] if isinstance(month, date)]
    assert {month.year for month in months} == {2028, 2029, 2030}
    assert months == sorted(months)
    rows_in = [sum(month.month == number for month in months) for number in range(1, 13)]
    assert rows_in[11] > 2 * rows_in[1]
    assert base_year_cents(sales, 2030) > base_year_cents(sales, 2028)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_different_and_of_the_language(language: str) -> None:
    company = sample_company(reps=5_000, customers=500, language=language)
    for name, key in (("Reps", "rep_id"), ("Reps", "rep"), ("Customers", "customer_id"), ("Customers", "customer")):
        assert len(set(company[name][key])) == len(company[name][key])
    assert {bool(str(name).isascii()) for name in company["Reps"]["rep"]} == {language == "en"}


def test_vocabularies_have_the_same_shape() -> None:
    shapes: list[Sequence[Any]] = [
        [
            len(getattr(names_in(language), part))
            for part in ("regions", "product_lines", "channels", "industries", "trades", "sizes")
        ]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1] == shapes[2]
    assert all(len(names_in(language).places) == 2 * shapes[0][0] for language in LANGUAGES)


def test_a_big_company_adds_up_to_the_cent() -> None:
    company = sample_company(reps=5_000, customers=20_000, sales_rows=200_000, last_year_total=Decimal("987654321.09"))
    assert base_year_cents(company["Sales"]) == 98_765_432_109
