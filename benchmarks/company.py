"""``python -m benchmarks.company FILE``: a sample company's plan of any size, filled in and not yet planned."""

import argparse
from datetime import datetime
from pathlib import Path

from salesplan.host.blank import write_blank
from salesplan.host.loading import fill
from salesplan.host.wish import Wish
from salesplan.tables.samples import Columns, sample_company
from salesplan.words import ENGLISH

YEAR = 2027


def make(file: Path, *, reps: int, sales_rows: int, team: int = 0) -> None:
    """Write the plan of a company with four customers a rep, and ``team`` reps in each team, if that is said."""
    write_blank("plan", file, year=YEAR, currency="USD", language=ENGLISH)
    wish = Wish(command="load", at=datetime(YEAR - 1, 12, 1))
    company = sample_company(
        reps=reps,
        customers=4 * reps,
        prospects=0,
        sales_rows=sales_rows,
        year=YEAR,
        seed=11,
        language=ENGLISH,
        last_year_total=2_000_000 * reps,
    )
    if team:
        company["Reps"] |= _teams_of(team, company["Reps"])
    for table in ("Growth", "Reps", "Customers", "Sales"):
        fill(file, table, company[table], wish)


def _teams_of(size: int, reps: Columns) -> Columns:
    """Give reps, who come by region, their teams anew; a team is in the region, and has the manager, of its first rep."""
    first = [at // size * size for at in range(len(reps["rep_id"]))]
    return {
        "team": [f"Team {at // size + 1:03d}" for at in first],
        "region": [reps["region"][at] for at in first],
        "manager": [reps["manager"][at] for at in first],
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--reps", type=int, default=5_000)
    parser.add_argument("--sales", type=int, default=200_000)
    parser.add_argument("--team", type=int, default=0, help="reps in a team, if not as many as the sample has")
    parser.add_argument("--blank-log", type=Path, help="where to put a blank visit log, if anywhere")
    given = parser.parse_args()
    make(given.file, reps=given.reps, sales_rows=given.sales, team=given.team)
    if given.blank_log:
        write_blank("visit-log", given.blank_log, year=YEAR, currency="USD", language=ENGLISH)
