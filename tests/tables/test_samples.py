from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.findings import errors
from salesplan.host import demo
from salesplan.host.opened import OpenedPlan
from salesplan.tables.conform import Rows, conform
from salesplan.tables.customers import PROSPECT
from salesplan.tables.model import Owner
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.sample_names import names_in
from salesplan.tables.samples import Columns, sample_company
from salesplan.tables.units import currency
from salesplan.tables.visits import VISITS
from salesplan.words import LANGUAGES


def base_year_cents(sales: Columns, year: int = 2025) -> int:
    rows = zip(sales["month"], sales["revenue"], strict=True)
    return sum(
        round(float(str(revenue)) * 100) for month, revenue in rows if isinstance(month, date) and month.year == year
    )


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 60), st.integers(1, 90), st.integers(1, 400), st.integers(0, 99), st.sampled_from(LANGUAGES),
    st.decimals(1, 10**10, places=2), st.none() | st.integers(0, 9),
)  # fmt: skip
@pytest.mark.flow
def test_any_company_reads_without_findings_and_adds_up_to_the_cent(
    reps: int, customers: int, sales_rows: int, seed: int, language: str, total: Decimal,
    prospects: int | None,
) -> None:  # fmt: skip
    company = sample_company(
        reps=reps, customers=customers, prospects=prospects, sales_rows=sales_rows, seed=seed, language=language,
        last_year_total=total,
    )  # fmt: skip
    assert base_year_cents(company["Sales"]) == int(total * 100)
    never_bought = customers // 20 if prospects is None else prospects
    counts = {"Reps": reps, "Customers": customers + never_bought, "Sales": sales_rows, "Growth": 3}
    for name, columns in company.items():
        (wanted,) = {len(values) for values in columns.values()}
        assert wanted == counts.get(name, wanted)
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
            for part in ("regions", "product_lines", "channels", "industries", "trades", "sizes", "roles", "next_steps")
        ]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1] == shapes[2]
    for names in map(names_in, LANGUAGES):
        assert len(names.places) == 2 * len(names.regions)
        assert len(names.wants) == len(names.roles)
        assert len(names.next_steps) == 2 * len(VISITS["result"].choices)


@pytest.fixture(scope="module")
def visited() -> dict[str, Columns]:
    """The demo's company."""
    return sample_company(
        reps=24, customers=160, sales_rows=4_000, year=2027, seed=11, last_year_total=Decimal(48_000_000)
    )


def frame(columns: Columns) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype=object)


DIGESTS = {
    "Growth": "22da80453519052a",
    "Reps": "d819f96aab626358",
    "Sales": "ae783216ef75af3e",
    "Customers": "dea92c4e09cf0d70",
}


@pytest.mark.parametrize("prospects", [0, 4])
@pytest.mark.parametrize("table", DIGESTS)
def test_what_quotas_come_of_stays_as_it_is(table: str, prospects: int) -> None:
    """Documents quote figures that come of these tables; prospects and potentials play no part in them."""
    columns = sample_company(reps=3, customers=9, prospects=prospects, sales_rows=20, seed=99)[table]
    if table == "Customers":
        columns = {key: values[:9] for key, values in columns.items() if key != "potential"}
    assert sha256(repr(columns).encode()).hexdigest()[:16] == DIGESTS[table]


def bought_in_base_year(company: dict[str, Columns], year: int = 2026) -> "pd.Series[float]":
    """Sum up what each customer and prospect bought, by id, in the order of Customers."""
    sales = frame(company["Sales"])
    base = sales[[month.year == year for month in sales["month"]]].astype({"revenue": float})
    sums = base.groupby("customer_id")["revenue"].sum()
    return sums.reindex(company["Customers"]["customer_id"], fill_value=0.0)


def test_potentials_fit_what_customers_buy(visited: dict[str, Columns]) -> None:
    bought = bought_in_base_year(visited).iloc[:160]
    potential = np.array(visited["Customers"]["potential"][:160], dtype=np.float64)
    assert (potential % 1000 == 0).all()
    buyers = (bought > 0).to_numpy()
    assert buyers.sum() > 150
    times = (potential[buyers] - 1000) / bought[buyers].to_numpy(), potential[buyers] / bought[buyers].to_numpy()
    assert times[1].min() >= 1.1
    assert times[0].max() <= 10
    assert not ((times[0] > 3) & (times[1] < 6)).any()
    # Below a fifth of its potential is the class potential.
    assert 0.05 < (times[1] > 5).mean() < 0.17
    assert (potential[~buyers] > 0).all()


def test_prospects_have_an_owner_but_never_bought(visited: dict[str, Columns]) -> None:
    customers, reps = frame(visited["Customers"]), frame(visited["Reps"])
    prospects = customers.iloc[160:]
    assert prospects["customer_id"].tolist() == [f"C0{number}" for number in range(161, 169)]
    assert customers["customer"].is_unique
    assert prospects[["rep_id", "region", "industry", "potential", "intent"]].notna().all(axis=None)
    assert prospects[["credit", "first_purchase"]].isna().all(axis=None)
    assert not set(prospects["customer_id"]) & set(visited["Sales"]["customer_id"])
    owners = reps.set_index("rep_id").loc[prospects["rep_id"]]
    assert (owners["region"].to_numpy() == prospects["region"].to_numpy()).all()
    assert not any(start is not None and start >= date(2027, 1, 1) for start in owners["start_date"])
    assert prospects["potential"].between(customers["potential"].min(), customers["potential"].max()).all()


def test_prospects_are_courted_stage_by_stage(visited: dict[str, Columns]) -> None:
    ids = visited["Customers"]["customer_id"][160:]
    visits = frame(visited["Visits"])
    courted = visits[visits["customer_id"].isin(ids)]
    assert set(courted["customer_id"]) == set(ids)
    stages = courted.groupby("customer_id")["stage"].agg(list)
    path = ["prospect found", "first contact", "needs analysed"]
    assert all(found == path[: len(found)] for found in stages)
    assert {len(found) for found in stages} == {1, 2, 3}
    assert set(courted["kind"]) == {"call", "visit"}
    assert courted[["amount", "quote_sent"]].isna().all(axis=None)


def test_visits_name_their_customers(visited: dict[str, Columns]) -> None:
    visits, customers = frame(visited["Visits"]), frame(visited["Customers"])
    names = customers.set_index("customer_id")["customer"]
    assert (visits["customer"] == names[visits["customer_id"]].to_numpy()).all()


def cells(book: Path, table: str) -> pd.DataFrame:
    opened = OpenedPlan(book, SALES_PLAN, (SALES_PLAN.table(table),))
    assert opened.findings == []
    return opened.frames[table]


@pytest.mark.flow
@pytest.mark.parametrize("language", ["en", *(pytest.param(each, marks=pytest.mark.long) for each in LANGUAGES[1:])])
def test_the_demo_shows_moves_and_prospects_and_is_of_the_end_of_the_base_year(tmp_path: Path, language: str) -> None:
    report = demo.make(tmp_path, language=language, at=datetime(2029, 4, 5, 6, 7))
    assert errors(report.findings) == []
    for name in (demo.BEFORE, demo.AFTER):
        assert OpenedPlan(tmp_path / name, SALES_PLAN, ()).settings["as_of"] == datetime(2026, 12, 31)
    book = tmp_path / demo.AFTER
    customers, moves = cells(book, "Customers"), cells(book, "Moves")
    assert len(cells(tmp_path / demo.BEFORE, "Moves")) == 0
    assert customers["evaluated_on"].dt.date.unique().tolist() == [date(2026, 12, 31)]
    assert {"up", "down", "same"} <= set(customers["move"])
    assert (customers["last_tier"].iloc[:160] != "").all()
    assert customers["customer_class"].value_counts().to_dict().keys() == {"key", "general", "potential"}
    assert customers["lifecycle"].eq("prospect").sum() == 8
    assert customers["tier"].iloc[160:].eq(PROSPECT.said(language)).all()
    assert set(moves["move"]) >= {"up", "down"}
    agreed = moves[moves["follow_up"] != ""]
    assert agreed["move"].tolist() == ["down"]
    assert agreed["follow_up"].iloc[0].isascii() == (language == "en")
    assert (cells(book, "Visits")["customer"] != "").all()


def test_owners_visit_on_weekdays_of_the_base_year_and_each_customer_once_a_day(visited: dict[str, Columns]) -> None:
    visits, customers = frame(visited["Visits"]), frame(visited["Customers"])
    assert 400 <= len(visits) <= 600
    assert set(visits) == {"customer"} | {column.key for column in VISITS if column.owner is Owner.PERSON}
    assert {(day.year, day.weekday() < 5) for day in visits["date"]} == {(2026, True)}
    assert visits["date"].is_monotonic_increasing
    assert not visits.duplicated(["date", "customer_id"]).any()
    owner = customers.set_index("customer_id")["rep_id"]
    assert (visits["rep_id"] == owner[visits["customer_id"]].to_numpy()).all()


def test_larger_customers_are_visited_more(visited: dict[str, Columns]) -> None:
    sales = frame(visited["Sales"])
    base = sales[[month.year == 2026 for month in sales["month"]]]
    ranked = base.astype({"revenue": float}).groupby("customer_id")["revenue"].sum().sort_values(ascending=False).index
    times = frame(visited["Visits"]).groupby("customer_id").size().reindex(ranked, fill_value=0).tolist()
    assert median(times[:24]) in (10, 11, 12)
    assert median(times[24:56]) in (3, 4)
    assert median(times[56:]) in (1, 2)
    assert 0 in times


def test_what_came_of_the_visits_is_believable(visited: dict[str, Columns]) -> None:
    visits, reps = frame(visited["Visits"]), frame(visited["Reps"])
    share = visits["result"].value_counts(normalize=True)
    assert 0.2 < share["order"] < 0.3
    assert (visits["amount"].notna() == (visits["result"] == "order")).all()
    assert 0.05 < visits["amount"].sum() / 48_000_000 < 0.5
    assert 0.05 < (visits["kind"] == "call").mean() < 0.15
    joint = visits[visits["kind"] == "joint visit"]
    assert len(joint) >= 5
    assert (joint["joined_by"] == reps.set_index("rep_id")["manager"][joint["rep_id"]].to_numpy()).all()
    assert visits.loc[visits["kind"] != "joint visit", "joined_by"].isna().all()
    assert visits.loc[visits["result"] == "not met", ["contact", "complaint"]].isna().all(axis=None)
    assert visits.loc[visits["quote_sent"].notna(), "result"].unique().tolist() == ["quote wanted"]
    planned = visits[visits["next_step"].notna()]
    assert (planned["next_date"] > planned["date"]).all()
    assert visits.loc[visits["next_step"].isna(), "next_date"].isna().all()


def test_the_end_of_the_year_leaves_something_to_follow_up(visited: dict[str, Columns]) -> None:
    visits = frame(visited["Visits"])
    last = visits.drop_duplicates("customer_id", keep="last")
    assert last.loc[last["date"] == date(2026, 12, 31), "complaint"].notna().any()
    assert 2 < visits["complaint"].notna().sum() < 15
    open_quotes = last.loc[last["quote_sent"].notna(), "quote_sent"]
    overdue = [day for day in open_quotes if date(2026, 12, 15) < day <= date(2026, 12, 31) - timedelta(3)]
    assert len(overdue) >= 3


def test_one_rep_logs_little_and_one_logs_all(visited: dict[str, Columns]) -> None:
    times = frame(visited["Visits"]).groupby("customer_id").size()
    customers = frame(visited["Customers"]).assign(times=lambda rows: rows["customer_id"].map(times))
    # Among the first twenty are only customers that ask for a visit a month.
    by_rep = customers.head(20).groupby("rep_id")["times"].mean()
    assert by_rep.min() < 5
    assert by_rep.max() == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_contacts_are_different_people_of_the_larger_customers(language: str) -> None:
    company = sample_company(reps=24, customers=160, sales_rows=4_000, language=language)
    contacts, reps = frame(company["Contacts"]), frame(company["Reps"])
    assert contacts["contact"].is_unique
    assert not set(contacts["contact"]) & {*reps["rep"], *reps["manager"]}
    assert not contacts.duplicated(["customer_id", "role"]).any()
    assert contacts["customer_id"].nunique() == 56
    assert 70 < len(contacts) < 100
    met = frame(company["Visits"]).dropna(subset="contact")
    known = set(zip(contacts["customer_id"], contacts["contact"], strict=True))
    assert set(zip(met["customer_id"], met["contact"], strict=True)) <= known


@pytest.mark.flow
def test_a_big_company_adds_up_to_the_cent() -> None:
    company = sample_company(reps=5_000, customers=20_000, sales_rows=200_000, last_year_total=Decimal("987654321.09"))
    assert base_year_cents(company["Sales"]) == 98_765_432_109
