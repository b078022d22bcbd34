"""Visit logs without files: what reading and checking one gives."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from salesplan.host.visit_logs.checks import Checked, LogRow
from salesplan.host.visit_logs.log_file import TYPED, LogFile
from salesplan.host.visit_logs.merge import Merged, merged
from salesplan.host.visit_logs.write import replaced_rows, rows_after
from salesplan.tables.conform import Rows, conform
from salesplan.tables.units import currency
from salesplan.tables.visits import VISITS
from salesplan.workbook.loose import LooseTable

CNY: Final = currency("CNY")
YEAR: Final = 2027
TOP: Final = 4


def log_file(name: str, saved: datetime, rep_id: str = "R1") -> LogFile:
    columns = {key: place for place, key in enumerate((*TYPED, "entry"), start=1)}
    return LogFile(
        name=name,
        rep_id=rep_id,
        year=str(YEAR),
        currency="CNY",
        settings={},
        saved=saved,
        digest=name,
        tables=[LooseTable("Visits", True, TOP, columns, Rows({}, ()))],
        is_plan=False,
        is_log=True,
        names_gone=False,
        date1904=False,
    )


def content(day: int = 1, customer_id: str = "C1", kind: str = "visit", **more: object) -> dict[str, Any]:
    """Give what a row says: blank but for what is given."""
    blank = {key: None if key in ("amount", "quote_sent", "next_date") else "" for key in TYPED}
    return blank | {"date": date(YEAR, 1, day), "customer_id": customer_id, "kind": kind} | more


def checked_log(
    name: str, saved: datetime, rows: Mapping[str, Mapping[str, Any] | None], rep_id: str = "R1"
) -> Checked:
    """Give a log by its entries; a row is None where it is blank."""
    file = log_file(name, saved, rep_id)
    filled = [
        LogRow(file, file.tables[0], TOP + place, entry, said, "name")
        for place, (entry, said) in enumerate(rows.items(), start=1)
        if said is not None
    ]
    return Checked(file, rep_id, filled, 0, {entry: said is not None for entry, said in rows.items()}, [])


def no_visits() -> pd.DataFrame:
    return conform(VISITS, Rows({}, ()), currency=CNY).frame


def collected(visits: pd.DataFrame, *logs: Checked) -> tuple[pd.DataFrame, Merged]:
    """Merge logs into Visits, as collecting does."""
    done = merged(logs, visits, CNY)
    first = int(visits.index.max()) + 1 if len(visits) else TOP + 1
    rows = rows_after(visits, done, {position: first + position for position in range(len(done.new))})
    return replaced_rows(visits, rows), done
