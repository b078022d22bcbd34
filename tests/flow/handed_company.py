"""A planned company to hand out: sixty teams, or few, in whose every cell stands whose it is."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from salesplan.host.wish import Wish
from salesplan.tables.model import Holds, Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import MONTHS, QUARTERS
from salesplan.workbook.build import build

Columns = dict[str, list[Any]]

YEAR: Final = 2027
AT: Final = datetime(2027, 3, 8, 9, 30)
COMPANY: Final = "Zq999x"
"""Stands in all texts that are of no team."""


def wish(**rest: Any) -> Wish:
    """Ask for handouts, on the eighth of March."""
    return Wish(command="handout", **({"at": AT} | rest))


def mark(team: int) -> str:
    """Give what stands in all texts of a team."""
    return f"Zq{team:03d}x"


def region_mark(region: int) -> str:
    """Give what stands in the texts that are of a whole region."""
    return f"Zr{region:03d}x"


def handed_rows(teams: int = 2, *, reps: int = 2, regions: int = 1) -> dict[str, Columns]:
    """Make up the rows of every table of a plan; what a team's cells hold, no other team's do."""
    of_region = [team * regions // teams for team in range(teams)]
    staff = [(team, place) for team in range(teams) for place in range(reps)]
    ids = [f"{mark(team)}id{place}" for team, place in staff]
    rows = {table.name: _secrets(table) for table in SALES_PLAN.tables}
    rows["Reps"] = {
        "rep_id": ids,
        "rep": [f"{mark(team)} rep {place}" for team, place in staff],
        "region": [region_mark(of_region[team]) for team, _ in staff],
        "team": [f"{mark(team)} team" for team, _ in staff],
        "manager": [f"{mark(team)} manager" for team, _ in staff],
        "email": [f"{mark(team)}@example.com" for team, _ in staff],
    }
    rows["Quota"] = _quota(rows["Reps"])
    rows["TeamQuota"] = _team_quota(rows["Quota"], reps)
    rows["RegionQuota"] = _region_quota(rows["TeamQuota"])
    rows["Customers"] = _customers(staff, ids, of_region)
    rows["Scorecard"] = _scorecard(staff, rows["Reps"])
    return rows


def handed_plan(folder: Path, rows: dict[str, Columns] | None = None, *, language: str = "en", **settings: Any) -> Path:
    """Write a plan with these rows."""
    folder.mkdir(parents=True, exist_ok=True)
    book = folder / "plan.xlsx"
    said = {"plan_year": YEAR, "currency": "USD", "rounding_unit": 0.01, "stretch": 0.1} | settings
    book.write_bytes(build(SALES_PLAN, language=language, settings=said, rows=rows or handed_rows()))
    return book


def _secrets(table: Table) -> Columns:
    """Fill a table that is not handed out: one row, all texts of the company."""
    return {
        column.key: [f"{COMPANY}{table.name}"] if column.holds is Holds.TEXT else [None]
        for column in table
        if not column.choices and not column.refers
    }


def _quota(reps: Columns) -> Columns:
    count = len(reps["rep_id"])
    finals = [round(500_000 + 10_007.31 * at, 2) for at in range(count)]
    months = {month: [round(final / 12 + 101.13 * place, 2) for final in finals] for place, month in enumerate(MONTHS)}
    months["m12"] = [
        round(final - sum(months[month][at] for month in MONTHS[:-1]), 2) for at, final in enumerate(finals)
    ]
    quarters = {
        key: [round(sum(months[month][at] for month in MONTHS[3 * place : 3 * place + 3]), 2) for at in range(count)]
        for place, key in enumerate(QUARTERS)
    }
    return {
        "region": reps["region"],
        "team": reps["team"],
        "rep_id": reps["rep_id"],
        "rep": reps["rep"],
        "last_year": [round(final / 1.13, 2) for final in finals],
        "base": [round(final / 1.01, 2) for final in finals],
        "proposed": [round(final - 1000, 2) if at % 3 == 0 else final for at, final in enumerate(finals)],
        "override": [final if at % 3 == 0 else None for at, final in enumerate(finals)],
        "reason": [f"{rep_id} reason" for rep_id in reps["rep_id"]],
        "final": finals,
        "growth": [0.13] * count,
        "bound": ["pin" if at % 3 == 0 else None for at in range(count)],
        **months,
        **quarters,
        "check": [0] * count,
    }


def _team_quota(quota: Columns, reps: int) -> Columns:
    starts = range(0, len(quota["team"]), reps)
    sums = {key: [round(sum(quota[key][at : at + reps]), 2) for at in starts] for key in ("last_year", "base", "final")}
    return {
        "region": [quota["region"][at] for at in starts],
        "team": [quota["team"][at] for at in starts],
        "last_year": sums["last_year"],
        "base": sums["base"],
        "proposed": sums["final"],
        "reason": [f"{quota['team'][at]} reason" for at in starts],
    }


def _region_quota(teams: Columns) -> Columns:
    regions = list(dict.fromkeys(teams["region"]))

    def summed(key: str, region: str) -> float:
        amounts = zip(teams[key], teams["region"], strict=True)
        return float(round(sum(amount for amount, of in amounts if of == region), 2))

    return {
        "region": regions,
        "last_year": [summed("last_year", region) for region in regions],
        "base": [summed("base", region) for region in regions],
        "proposed": [summed("proposed", region) for region in regions],
        "reason": [f"{region} reason" for region in regions],
    }


def _customers(staff: list[tuple[int, int]], ids: list[str], of_region: list[int]) -> Columns:
    owners: list[str | None] = [*ids, None]
    marks = [*(mark(team) for team, _ in staff), COMPANY]
    count = len(owners)
    texts = ("customer_id", "customer", "industry", "size", "channel", "credit", "tier", "last_tier", "rfm")
    rows: Columns = {key: [f"{said}{key}{at}" for at, said in enumerate(marks)] for key in texts}
    return rows | {
        "rep_id": owners,
        "region": [*(region_mark(of_region[team]) for team, _ in staff), COMPANY],
        "potential": [round(70_011.17 + 33.61 * at, 2) for at in range(count)],
        "amount": [round(40_001.07 + 13.57 * at, 2) for at in range(count)],
        "share": [round(0.3177 + 0.0011 * at, 6) for at in range(count)],
        "intent": ["high"] * count,
        "evaluated_on": [date(YEAR - 1, 12, 31)] * count,
    }


def _scorecard(staff: list[tuple[int, int]], reps: Columns) -> Columns:
    periods = ("2026-Q3", "2026-Q4")
    every = [(at, period) for at in range(len(staff)) for period in periods]
    return {
        "period": [period for _, period in every],
        **{key: [reps[key][at] for at, _ in every] for key in ("rep_id", "rep", "team")},
        "quota": [round(90_007.13 + 7.17 * place, 2) for place in range(len(every))],
        "revenue": [round(80_003.11 + 5.19 * place, 2) for place in range(len(every))],
        "variance": [round(-10_004.02 - 1.98 * place, 2) for place in range(len(every))],
        "grade": ["B"] * len(every),
        "evidence": [f"{mark(staff[at][0])} evidence {period}" for at, period in every],
        "actions": [f"{mark(staff[at][0])} actions {period}" for at, period in every],
    }
