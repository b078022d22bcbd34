"""What the sample company's reps are measured by, and that their scorecards tell a story."""

from datetime import date

import pandas as pd
import pytest

from salesplan.findings import errors
from salesplan.planning.periods import Period
from salesplan.planning.scoring.scorecard import score_reps
from salesplan.planning.settings import ScoreSettings
from salesplan.tables.conform import Rows, conform
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.sample_scores import focus_lines
from salesplan.tables.samples import Columns, sample_company
from salesplan.tables.scorecard import DIAGNOSES
from salesplan.tables.scoring import JUDGED, KPIS, MEASURED
from salesplan.tables.units import currency
from salesplan.words import ENGLISH, LANGUAGES, Words

TABLES = (
    "KPIs", "Grades", "Ratings", "Receivables", "Reps", "Customers", "Sales", "Quota", "Visits", "Rates", "Scorecard",
    "Payouts",
)  # fmt: skip


def made_in(language: str) -> dict[str, Columns]:
    """Make the demo's company."""
    return sample_company(
        reps=24,
        customers=160,
        sales_rows=4_000,
        year=2027,
        seed=11,
        language=language,
        last_year_total=48_000_000,
    )


@pytest.fixture(scope="module")
def demo() -> dict[str, Columns]:
    return made_in(ENGLISH)


def frame(columns: Columns) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype=object)


def typed(name: str, columns: Columns, language: str) -> pd.DataFrame:
    """Type a table's cells as they are typed where they are read."""
    height = len(next(iter(columns.values()), []))
    rows = Rows(columns, range(5, 5 + height))
    done = conform(SALES_PLAN.table(name), rows, currency=currency("CNY"), language=language)
    assert done.findings == []
    return done.frame


def kpis(own: Columns, language: str) -> Columns:
    """Give the KPIs of a blank workbook with the company's own weights and targets."""
    rows = {row[0]: dict(zip(KPIS.keys, row, strict=True)) for row in KPIS.given}
    for kpi, weight, target in zip(own["kpi"], own["weight"], own["target"], strict=True):
        rows[str(kpi)] |= {"weight": float(str(weight)), "target": float(str(target))}
    return {key: [said(row[key], language) for row in rows.values()] for key in KPIS.keys}


def said(value: object, language: str) -> object:
    return value.said(language) if isinstance(value, Words) else value


@pytest.mark.parametrize("language", LANGUAGES)
def test_scorecards_tell_a_story(language: str) -> None:
    company = made_in(language)
    company["KPIs"] = kpis(company["KPIs"], language)
    scored = score_reps(
        **{name.lower(): typed(name, company.get(name, {}), language) for name in TABLES},
        quota_history=typed("QuotaHistory", company["QuotaHistory"], language),
        settings=ScoreSettings(
            as_of=date(2026, 12, 31),
            period=Period.of("2026-Q4"),
            since=Period.of("2026-Q1"),
            plan_year=2027,
            focus_lines=tuple(focus_lines(language).split(", ")),
        ),
        language=language,
    )
    assert errors(scored.findings) == []
    last = scored.frames["Scorecard"].query("period == '2026-Q4'")
    assert len(last) == 23
    assert set(last["diagnosis"]) == {choice.key for choice in DIAGNOSES} - {"unclear"}
    assert 6 <= (last["diagnosis"] == "on_target").sum() <= 15
    assert set(last["recognition"]) == {"", "best", "improved"}
    assert {"A", "B", "C", "D"} <= set(last["grade"])
    measured = [f"{kpi}_actual" for kpi in MEASURED if kpi != "new_customers"]
    assert (last[measured].nunique() >= 5).all()
    assert last[measured].notna().mean().min() > 0.9


def by_quarter(company: dict[str, Columns], year: int) -> pd.DataFrame:
    """Sum up what each rep sold in each quarter of a year."""
    sales = frame(company["Sales"]).dropna(subset="rep_id").astype({"revenue": float})
    period = [f"{month.year}-Q{(month.month + 2) // 3}" for month in sales["month"]]
    sold = sales.groupby(["rep_id", period])["revenue"].sum().unstack(fill_value=0)
    return sold[[f"{year}-Q{quarter}" for quarter in range(1, 5)]]


def test_reps_had_quotas_that_some_reached(demo: dict[str, Columns]) -> None:
    quotas = frame(demo["QuotaHistory"]).astype({"quota": float})
    assert (quotas["quota"] % 100 == 0).all()
    given_to = [rep for rep in demo["Reps"]["rep_id"] if rep != "R024"]
    assert quotas.groupby("period")["rep_id"].agg(list).to_dict() == {
        f"2026-Q{quarter}": given_to for quarter in range(1, 5)
    }
    before, sold = by_quarter(demo, 2025).loc[given_to], by_quarter(demo, 2026).loc[given_to]
    quota = quotas.pivot(index="rep_id", columns="period", values="quota")
    raised = quota.sum(axis=1) / before.sum(axis=1)
    assert 1.02 < raised.median() < 1.15
    assert (sold >= quota).mean().between(0.3, 0.7).all()
    # No quota is out of the world.
    assert (sold.sum(axis=1) / quota.sum(axis=1)).between(0.6, 1.6).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_ratings_are_points_and_satisfaction(language: str) -> None:
    ratings = frame(sample_company(reps=24, language=language)["Ratings"]).astype({"value": float})
    assert len(ratings) == 23 * 3 * 4
    assert not ratings.duplicated(["period", "rep_id", "kpi"]).any()
    judged = {words.said(language) for words in JUDGED.values()}
    points = ratings[ratings["kpi"].isin(judged)]
    assert set(points["kpi"]) == judged
    assert set(points["value"]) == {1, 2, 3, 4, 5}
    steps = points.groupby(["rep_id", "kpi"])["value"].agg(lambda values: values.diff().abs().max())
    assert set(steps) == {0, 1}
    rest = ratings[~ratings["kpi"].isin(judged)]
    assert set(rest["kpi"]) == {MEASURED["satisfaction"].said(language)}
    assert rest["value"].between(3.2, 5).all()
    assert (rest["value"] * 10 % 1).round(6).isin([0, 1]).all()


def test_what_was_bought_falls_due_a_month_later_and_is_mostly_collected(demo: dict[str, Columns]) -> None:
    rows = frame(demo["Receivables"]).astype({"due": float, "collected": float}).fillna({"collected": 0.0})
    assert not rows.duplicated(["month", "customer_id"]).any()
    assert rows["month"].is_monotonic_increasing
    assert {month.year for month in rows["month"]} == {2026}
    sales = frame(demo["Sales"]).astype({"revenue": float})
    sales["due_in"] = [date(month.year + month.month // 12, month.month % 12 + 1, 1) for month in sales["month"]]
    bought = sales.groupby(["due_in", "customer_id"])["revenue"].sum()
    expected = [bought[month, customer] for month, customer in zip(rows["month"], rows["customer_id"], strict=True)]
    assert rows["due"].tolist() == pytest.approx(expected)
    assert ((rows["collected"] >= 0) & (rows["collected"] <= rows["due"])).all()
    assert 0.85 < rows["collected"].sum() / rows["due"].sum() < 0.97
    share = (rows["collected"] / rows["due"]).groupby(rows["customer_id"]).median()
    assert 0.05 < (share < 0.9).mean() < 0.2
    late = rows[rows["collected"] == 0]
    assert {month.month for month in late["month"]} == {11, 12}
    owner = frame(demo["Customers"]).set_index("customer_id")["rep_id"][rows["customer_id"]].to_numpy()
    assert (rows["rep_id"].notna().to_numpy() == pd.isna(owner)).all()


def test_own_weights_fit_the_usual_ones() -> None:
    usual = {row[0]: row[KPIS.keys.index("weight")] for row in KPIS.given}
    own = dict(zip(*(sample_company()["KPIs"][key] for key in ("kpi", "weight")), strict=True))
    assert own.keys() < usual.keys()
    assert sum(int(str(weight)) for weight in (usual | own).values()) == 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_focus_lines_are_sold(language: str) -> None:
    lines = focus_lines(language).split(", ")
    assert len(lines) == 2
    assert set(lines) <= set(sample_company(language=language)["Sales"]["product_line"])
