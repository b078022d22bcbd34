"""The rows of a Quota sheet for the measure of writing alone: the same values for both ways."""

from typing import Final

from salesplan.tables.model import Owner, written_formula
from salesplan.tables.quota import MONTHS, QUARTERS, QUOTA
from salesplan.words import ENGLISH

HEADERS: Final = {column.key: column.label.said(ENGLISH) for column in QUOTA}

FORMULAS: Final = {
    column.key: written_formula(column.formula, QUOTA.name, {QUOTA.name: HEADERS})
    for column in QUOTA
    if column.owner is Owner.SHEET
}
"""The live formulas by key, as the file holds them."""


def quota_rows(count: int) -> list[dict[str, str | float]]:
    """Make rows by column key, the values of the formulas among them; what people type is left out."""
    return [_row(number) for number in range(1, count + 1)]


def _row(number: int) -> dict[str, str | float]:
    months = [float(100 * (100 + (number * (month + 3)) % 89)) for month in range(12)]
    last_year = sum(months) / 1.1
    final = sum(months)
    return {
        "region": f"Region {number % 8}",
        "team": f"Team {number % 80}",
        "rep_id": f"R-{number:05d}",
        "rep": f"Rep {number}",
        "last_year": round(last_year, 2),
        "base": round(last_year * 1.1, 2),
        "proposed": final,
        "final": final,
        "growth": final / round(last_year, 2) - 1,
        "stretch": float(round(final * 1.1 / 100) * 100),
        "check": 0.0,
        **dict(zip(MONTHS, months, strict=True)),
        **{key: sum(months[3 * quarter : 3 * quarter + 3]) for quarter, key in enumerate(QUARTERS)},
    }
