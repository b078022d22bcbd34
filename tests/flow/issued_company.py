"""A company whose customers are rated, whose quotas are split and whose visits are logged: a plan to issue logs from."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.utils import range_boundaries

from salesplan.host.wish import Wish
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import MONTHS
from salesplan.tables.samples import sample_company
from salesplan.tables.visit_log import VISIT_LOG
from salesplan.workbook.build import build
from tests.flow.company import place

Columns = dict[str, list[Any]]
Rows = dict[str, Columns]

YEAR: Final = 2027
AT: Final = datetime(2027, 3, 8, 9, 30)


def wish(**rest: Any) -> Wish:
    """Ask for logs, on the eighth of March."""
    return Wish(command="visits issue", **({"at": AT} | rest))


def rated_company(reps: int = 24, *, each: int = 6, language: str = "en") -> Rows:
    """Make up the rows of a plan; every name and amount in it belongs to one rep, or to nobody."""
    made = sample_company(
        reps=reps, customers=reps * each, prospects=0, sales_rows=1, year=YEAR, seed=5, language=language
    )
    staff: Columns = made["Reps"]
    customers: Columns = made["Customers"]
    count = len(customers["customer_id"])
    customers |= {
        "amount": [7_000 + 13.0 * at + 0.61 for at in range(count)],
        "tier": ["ABC"[at % 3] for at in range(count)],
        "priority": [at % 4 + 1 for at in range(count)],
        "visits_a_year": [(12, 4, 2)[at % 3] for at in range(count)],
        "last_visit": [date(YEAR, 1, 5 + at % 20) for at in range(count)],
        "next_visit": [date(YEAR, 1 + at % 12, 1 + at % 28) if at % 5 else None for at in range(count)],
        "customer_class": ["general"] * count,
        "evaluated_on": [date(YEAR - 1, 12, 31)] * count,
    }
    return {
        "Reps": staff,
        "Customers": customers,
        "Contacts": _contacts(customers["customer_id"]),
        "Quota": _quota(staff["rep_id"]),
        "Visits": _visits(customers),
    }


def _contacts(ids: Sequence[str]) -> Columns:
    every = [each for each in ids for _ in range(2)]
    return {
        "customer_id": every,
        "contact": [f"Kim {each}-{at % 2}" for at, each in enumerate(every)],
        "role": ["buyer" if at % 2 else None for at in range(len(every))],
        "wants": [f"Price of {each}" for each in every],
        "influence": ["high" if at % 2 else "low" for at in range(len(every))],
    }


def _quota(reps: Sequence[str]) -> Columns:
    months: Columns = {
        month: [20_000 + 977.0 * at + 31 * place + 0.37 for at in range(len(reps))]
        for place, month in enumerate(MONTHS)
    }
    proposed = [round(sum(months[month][at] for month in MONTHS), 2) for at in range(len(reps))]
    return {"rep_id": [*reps], "proposed": [*proposed]} | months


def _visits(customers: Columns) -> Columns:
    """Log a visit at every customer who has an owner, half of them with an entry, and an older one."""
    made = [
        (each, rep, at)
        for at, (each, rep) in enumerate(zip(customers["customer_id"], customers["rep_id"], strict=True))
        if rep is not None
    ]
    return {
        "date": [date(YEAR - at % 2 * (at % 6 == 5), 1, 5 + at % 20) for _, _, at in made],
        "rep_id": [rep for _, rep, _ in made],
        "customer_id": [each for each, _, _ in made],
        "kind": [("visit", "call", "joint")[at % 3] for _, _, at in made],
        "contact": [f"Kim {each}-0" for each, _, _ in made],
        "stage": ["needs"] * len(made),
        "result": ["order" if at % 2 else "progress" for _, _, at in made],
        "amount": [900 + 17.0 * at + 0.83 if at % 2 else None for _, _, at in made],
        "note": [f"Secret of {each}" for each, _, _ in made],
        "entry": [f"TKDW-{at % 900 + 1:03d}" if at % 2 else None for _, _, at in made],
    }


def plan_of(folder: Path, rows: Mapping[str, Columns], *, language: str = "en", **settings: object) -> Path:
    """Write a plan with these rows."""
    folder.mkdir(parents=True, exist_ok=True)
    book = folder / "plan.xlsx"
    said = {"plan_year": YEAR, "currency": "USD"} | settings
    book.write_bytes(build(SALES_PLAN, language=language, settings=said, rows=rows))
    return book


def log_tables(book: Path) -> dict[str, list[dict[str, Any]]]:
    """Read the tables of a log by openpyxl: the cells of each row by column key, dates without a time."""
    opened = openpyxl.load_workbook(book, data_only=True)
    found = {}
    for table in VISIT_LOG.tables:
        sheet, area = place(opened, table)
        left, top, right, bottom = range_boundaries(area)
        headers = [str(sheet.cell(top, at).value) for at in range(left, right + 1)]
        keys = [column.key for header in headers if (column := table.column_for(header))]
        found[table.name] = [
            {key: _plain(sheet.cell(row, left + at).value) for at, key in enumerate(keys)}
            for row in range(top + 1, bottom + 1)
        ]
    return found


def log_settings(book: Path) -> dict[str, Any]:
    """Read the settings of a log by openpyxl."""
    opened = openpyxl.load_workbook(book, data_only=True)
    values = {}
    for setting in VISIT_LOG.settings:
        [(sheet, address)] = opened.defined_names[setting.key].destinations
        values[setting.key] = _plain(opened[sheet][address.replace("$", "")].value)
    return values


def _plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value
