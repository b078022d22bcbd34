"""A sample company's workbooks: blank, filled, planned, one quota overridden, planned again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from typing import Final

from salesplan.bindings import BINDINGS
from salesplan.host.blank import write_blank
from salesplan.host.loading import fill
from salesplan.host.merging import Mode
from salesplan.host.run import Report, run
from salesplan.host.wish import Wish
from salesplan.tables.samples import sample_company
from salesplan.words import ENGLISH, Words

BEFORE: Final = "sales_plan_before.xlsx"
AFTER: Final = "sales_plan.xlsx"

_YEAR: Final = 2027
_REASON: Final = Words(
    "key account moves to this rep in April",
    "四月起接手一家大客户",
    "四月起接手一家大客戶",
)


def make(folder: Path, *, language: str = ENGLISH, currency: str | None = None, at: datetime) -> Report:
    """Make the sample company's plan in a folder: as people filled it in, and planned.

    Returns
    -------
    Report
        Of the last planning, after one override was typed.

    Raises
    ------
    UsageError
        When the files are there already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before, after = folder / BEFORE, folder / AFTER
    write_blank("plan", after, year=_YEAR, currency=currency, language=language)
    write_blank("plan", before, year=_YEAR, currency=currency, language=language)
    company = sample_company(
        reps=24, customers=160, sales_rows=4_000, year=_YEAR, seed=11, language=language, last_year_total=48_000_000
    )
    _filled(before, company, Wish(command="load", at=at))
    copyfile(before, after)
    first = run(after, BINDINGS, Wish(command="run", at=at), keep_backup=False)
    _filled(after, _one_override(first, language), Wish(command="load", at=at))
    return run(after, BINDINGS, Wish(command="run", at=at), keep_backup=False)


def _filled(book: Path, tables: Mapping[str, Mapping[str, Sequence[object]]], wish: Wish) -> None:
    for name, columns in tables.items():
        fill(book, name, columns, wish, mode=Mode.UPDATE if name == "Quota" else None)


def _one_override(report: Report, language: str) -> dict[str, dict[str, list[object]]]:
    """Raise the quota of the rep with the median proposal by about a tenth, in whole rounding units."""
    quota = report.frames["Quota"]
    own = quota[quota["rep_id"] != ""].sort_values(["proposed", "rep_id"])
    middle = own.iloc[len(own) // 2]
    unit = int(report.opened.settings["rounding_unit"]) * 100
    raised = round(int(middle["proposed"]) * 1.1 / unit) * unit
    return {
        "Quota": {
            "rep_id": [middle["rep_id"]],
            "override": [raised / report.opened.currency.minor],
            "reason": [_REASON.said(language)],
        }
    }
