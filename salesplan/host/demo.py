"""A sample company's workbooks: blank, filled, planned, corrected by hand, reviewed; and the scenarios that it weighs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from shutil import copyfile
from typing import Final

from salesplan.bindings import BINDINGS, QUOTA_BINDING, SCORE_BINDING, TIER_BINDING
from salesplan.host.blank import write_blank
from salesplan.host.loading import fill
from salesplan.host.merging import Mode
from salesplan.host.review.run import review
from salesplan.host.run import Report, run
from salesplan.host.scenarios.compare import compare
from salesplan.host.wish import Wish
from salesplan.tables.model import WorkbookPlan
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.sample_scenarios import sample_scenarios
from salesplan.tables.sample_scores import focus_lines
from salesplan.tables.samples import sample_company
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.words import ENGLISH, Words
from salesplan.workbook.apply import edited
from salesplan.workbook.package import Package
from salesplan.workbook.save import save
from salesplan.workbook.writes import NameWrite

BEFORE: Final = "sales_plan_before.xlsx"
AFTER: Final = "sales_plan.xlsx"
SCENARIOS: Final = SCENARIO_BOOK.file

_MODES: Final = dict.fromkeys(("Quota", "Moves", "Scorecard"), Mode.UPDATE) | {"Scenarios": Mode.REPLACE}
"""How people type into tables whose rows are there before them: beside them, or over examples."""
_YEAR: Final = 2027
_MID_YEAR: Final = date(_YEAR - 1, 6, 30)
_AS_OF: Final = date(_YEAR - 1, 12, 31)
"""The day that counts as today, so that the sample is the same on every day."""
_QUARTERS: Final = tuple(f"{_YEAR - 1}-Q{number}" for number in range(1, 5))
_REASON: Final = Words(
    "key account moves to this rep in April",
    "四月起接手一家大客户",
    "四月起接手一家大客戶",
)
COACHED: Final = "R019"
"""The rep with whom something was agreed in the third quarter."""
_ACTIONS: Final = Words(
    "two joint visits in October; call every quote that is open after three days",
    "十月两次联合拜访；报价三天未回复即致电跟进",
    "十月兩次聯合拜訪；報價三天未回覆即致電跟進",
)
_AGREED: Final = Words(
    "visit with the manager in January; offer a yearly contract",
    "一月与经理一同拜访，洽谈年度协议",
    "一月與經理一同拜訪，洽談年度合約",
)


def make(folder: Path, *, language: str = ENGLISH, currency: str | None = None, at: datetime) -> Report:
    """Make the sample company's plan in a folder: as people filled it in, and planned; and scenarios of it, compared.

    Returns
    -------
    Report
        Of the last planning, after an override was typed, and what was agreed with a customer who fell.

    Raises
    ------
    UsageError
        When the files are there already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before, after, scenarios = folder / BEFORE, folder / AFTER, folder / SCENARIOS
    write_blank(SCENARIO_BOOK.kind, scenarios, year=_YEAR, currency=currency, language=language)
    write_blank("plan", after, year=_YEAR, currency=currency, language=language)
    write_blank("plan", before, year=_YEAR, currency=currency, language=language)
    company = sample_company(
        reps=24, customers=160, sales_rows=4_000, year=_YEAR, seed=11, language=language, last_year_total=48_000_000
    )
    load = Wish(command="load", at=at)
    _filled(before, company, load)
    _set(before, {"as_of": _AS_OF, "focus_lines": focus_lines(language)})
    copyfile(before, after)
    # A second evaluation has something to compare with, so that it shows who moved.
    run(after, [TIER_BINDING], Wish(command="tier", at=at, as_of=_MID_YEAR), keep_backup=False)
    first = run(after, [TIER_BINDING, QUOTA_BINDING], Wish(command="run", at=at), keep_backup=False)
    _filled(after, _one_override(first, language), load)
    _filled(after, _one_agreement(first, language), load)
    for quarter in _QUARTERS[:-1]:
        run(after, [SCORE_BINDING], Wish(command="score", at=at, period=quarter), keep_backup=False)
    _filled(after, _one_coached(_QUARTERS[-2], language), load)
    review(after, Wish(command="review", at=at, period=_QUARTERS[-1]), keep_backup=False)
    # The last month would be scored, too; the sample shows quarters.
    planned = [each for each in BINDINGS if each is not SCORE_BINDING]
    report = run(after, planned, Wish(command="run", at=at), keep_backup=False)
    _filled(scenarios, sample_scenarios(company["Reps"], year=_YEAR, language=language), load, plan=SCENARIO_BOOK)
    compare(after, scenarios, Wish(command="scenario", at=at), keep_backup=False)
    return report


def _filled(
    book: Path,
    tables: Mapping[str, Mapping[str, Sequence[object]]],
    wish: Wish,
    plan: WorkbookPlan = SALES_PLAN,
) -> None:
    for name, columns in tables.items():
        fill(book, name, columns, wish, mode=_MODES.get(name), plan=plan)


def _set(book: Path, settings: Mapping[str, str | date]) -> None:
    package = Package.open(book)
    save(package, edited(package, [NameWrite(key, value) for key, value in settings.items()]), backup=False)


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


def _one_agreement(report: Report, language: str) -> dict[str, dict[str, list[object]]]:
    """Agree on something with the largest of the customers whose tier fell."""
    moves = report.frames["Moves"]
    fallen = moves[moves["move"] == "down"].sort_values(["amount", "customer_id"], ascending=[False, True]).iloc[0]
    return {
        "Moves": {
            "as_of": [fallen["as_of"].date()],
            "customer_id": [fallen["customer_id"]],
            "follow_up": [_AGREED.said(language)],
        }
    }


def _one_coached(period: str, language: str) -> dict[str, dict[str, list[object]]]:
    """Agree on something with a rep."""
    return {"Scorecard": {"period": [period], "rep_id": [COACHED], "actions": [_ACTIONS.said(language)]}}
