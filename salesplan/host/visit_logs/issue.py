"""Visit logs handed out: a workbook for each rep, made from the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path
from typing import Final

import pandas as pd

from salesplan.errors import UnknownName, UsageError
from salesplan.findings import Finding, errors
from salesplan.host.folders import make_folder
from salesplan.host.opened import OpenedPlan
from salesplan.host.visit_logs import FileProgress
from salesplan.host.visit_logs import issue_kinds as kinds
from salesplan.host.visit_logs.file_names import log_names
from salesplan.host.visit_logs.rows import Cells, Occasion, contacts_said, log_rows
from salesplan.host.visit_logs.shares import Share, shares
from salesplan.host.visit_logs.uncollected import uncollected
from salesplan.host.wish import Wish
from salesplan.planning.explain import SeveralReps
from salesplan.planning.listed import listed
from salesplan.planning.names import folded, titled
from salesplan.tables.customers import CONTACTS, CUSTOMERS
from salesplan.tables.inputs import REPS
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import QUOTA
from salesplan.tables.visit_log import VISIT_LOG
from salesplan.tables.visits import VISITS
from salesplan.workbook.build import build
from salesplan.workbook.locks import refuse_if_open
from salesplan.workbook.save import put

READS: Final = (REPS, CUSTOMERS, CONTACTS, QUOTA, VISITS)
"""The tables of the plan that logs are made from."""


@dataclass(frozen=True, slots=True)
class IssuedLog:
    """A rep's log: where it is, and how many customers and earlier visits it shows.

    ``backup`` is the copy of the log that stood there before, None if none did.
    """

    rep_id: str
    rep: str
    path: Path
    customers: int
    visits: int
    backup: Path | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of issuing logs.

    Attributes
    ----------
    opened
        The plan as it was read.
    files
        The logs that were, or in a dry run would be, written, in the order of the sheet Reps.
    kept
        Those that were there already and stayed as they are; their counts are of what a new one would show.
    findings
        All findings, with their cells.
    """

    opened: OpenedPlan
    files: list[IssuedLog]
    kept: list[IssuedLog]
    findings: list[Finding]


def issue(
    path: Path,
    folder: Path,
    wish: Wish,
    *,
    reps: Sequence[str] = (),
    replace: bool = False,
    progress: FileProgress = lambda done, count, name: None,
) -> Issued:
    """Make a visit log for each rep who is employed in the plan year.

    A log shows the rep's own customers, quota and visits, and nothing of anybody else. Visits that the plan has already
    are in it, so that they can still be corrected. The plan itself is not changed.

    Parameters
    ----------
    path
        The plan workbook.
    folder
        Where the logs go; it is made if it is not there.
    wish
        What the user asked for. Without ``partial`` no log is made when what they are made from has an error finding.
    reps
        Ids, or names, of the reps who get a log; none for everybody.
    replace
        Write a log anew that is there already. What stood there is kept in the backups beside it. A log with visits
        that the plan does not have stays as it is; that is an error finding.
    progress
        Called before each file with how many are done, how many there are, and its name.

    Raises
    ------
    UnknownName, SeveralReps
        When a rep is asked for who is not in the plan, or several have the name.
    WorkbookError
        When the plan cannot be read, or a log cannot be written; those before it are written then, whole.
    """
    opened = OpenedPlan(path, SALES_PLAN, READS, language=wish.language)
    opened.check_references()
    year = opened.settings["plan_year"]
    wanted = _wanted(reps, opened.frames["Reps"])
    if year is None or (errors(opened.findings) and not wish.partial):
        return Issued(opened, [], [], opened.findings)
    taken = frozenset(opened.frames["Visits"]["entry"])
    occasion = Occasion(int(year), wish.at, opened.currency, opened.language, taken)
    found = list(shares(opened.frames, occasion.year))
    due = [share for share in found if not wanted or folded(share.rep_id) in wanted]
    logs = {share.rep_id: _planned(share, path) for share, path in _paths(opened, due, folder)}
    there = {log.path: share for share in due if (log := logs[share.rep_id]).path.exists()}
    stay = uncollected(opened, there, wish) if replace else dict.fromkeys(there)
    kept = [log for log in logs.values() if log.path in stay]
    due = [share for share in due if logs[share.rep_id].path not in stay]
    files = [logs[share.rep_id] for share in due]
    if not wish.dry_run:
        files = list(_written(opened, due, files, occasion, progress, replace=replace))
    findings = [*_on_company(opened, wanted, found, occasion.year), *_on_shares(found, due)]
    findings += filter(None, stay.values())
    return Issued(opened, files, kept, opened.findings + opened.placed(findings))


def _wanted(named: Sequence[str], reps: pd.DataFrame) -> set[str]:
    """Give the ids, as they are matched, of reps who are named by id, else by name."""
    ids = {folded(rep_id): rep_id for rep_id in reps["rep_id"]}
    wanted = set()
    for name in named:
        called = [folded(i) for i, rep in zip(reps["rep_id"], reps["rep"], strict=True) if folded(rep) == folded(name)]
        if folded(name) not in ids and not called:
            raise UnknownName("rep", name, [*reps["rep_id"], *filter(None, reps["rep"])])
        if folded(name) not in ids and len(called) > 1:
            raise SeveralReps(name, [ids[key] for key in called])
        wanted.add(folded(name) if folded(name) in ids else called[0])
    return wanted


def _paths(opened: OpenedPlan, due: Sequence[Share], folder: Path) -> Iterator[tuple[Share, Path]]:
    """Give each rep the file of their log, by the ids of the whole plan.

    Raises
    ------
    UsageError
        When a log would be the plan itself.
    """
    names = log_names(opened.frames["Reps"]["rep_id"])
    for share in due:
        path = folder / names[folded(share.rep_id)]
        if path.resolve() == opened.path.resolve():
            raise UsageError(f"{path} is the plan itself; choose another folder for the logs")
        yield share, path


def _planned(share: Share, path: Path) -> IssuedLog:
    return IssuedLog(share.rep_id, share.rep, path, len(share.customers), len(share.visits))


def _written(
    opened: OpenedPlan,
    due: Sequence[Share],
    files: Sequence[IssuedLog],
    occasion: Occasion,
    progress: FileProgress,
    *,
    replace: bool,
) -> Iterator[IssuedLog]:
    """Build the logs and put them on the disk; when one that is to be replaced is open, none is touched."""
    for log in files:
        refuse_if_open(log.path)
        make_folder(log.path.parent)
    contacts = contacts_said(opened.frames["Contacts"], occasion.language)
    for place, (share, log) in enumerate(zip(due, files, strict=True)):
        progress(place, len(files), log.path.name)
        data = _log(share, log_rows(share, contacts, occasion), occasion)
        saved = put(log.path, data, replace=replace, like=opened.path)
        yield changed(log, backup=saved.backup)


def _log(share: Share, rows: Mapping[str, Cells], occasion: Occasion) -> bytes:
    settings = {
        "rep_id": share.rep_id,
        "rep": share.rep,
        "plan_year": occasion.year,
        "currency": occasion.currency.code,
        "issued_on": occasion.at.date(),
        "language": occasion.language,
    }
    return build(VISIT_LOG, language=occasion.language, settings=settings, rows=rows)


def _on_company(opened: OpenedPlan, wanted: set[str], found: Sequence[Share], year: int) -> Iterator[Finding]:
    """Say what the plan lacks, and who was asked for in vain."""
    customers, reps = opened.frames["Customers"], opened.frames["Reps"]
    if len(customers) and customers["evaluated_on"].isna().all():
        yield kinds.NO_TIERS.at("Customers", None, "tier")
    elif customers["visits_a_year"].gt(0).any() and customers["next_visit"].isna().all():
        yield kinds.NO_DATES.at("Customers", None, "next_visit")
    if found and all(share.months is None for share in found):
        yield kinds.NO_QUOTAS.at("Quota")
    if unowned := int((customers["rep_id"] == "").sum()):
        yield kinds.NOBODYS.at("Customers", None, "rep_id", count=unowned)
    there = {folded(share.rep_id) for share in found}
    for row, rep_id in reps["rep_id"].items():
        if folded(rep_id) in wanted - there:
            yield kinds.NOT_EMPLOYED.at("Reps", int(str(row)), "rep_id", rep=rep_id, year=year)


def _on_shares(found: Sequence[Share], due: Sequence[Share]) -> list[Finding]:
    """Say what is amiss with single reps."""
    by_row = {share.row: share for share in due}
    some_quota = any(share.months is not None for share in found)
    troubles = (
        (kinds.NO_CUSTOMERS, [share.row for share in due if share.customers.empty]),
        (kinds.REP_WITHOUT_QUOTA, [share.row for share in due if some_quota and share.months is None]),
        (kinds.QUOTA_MOVED, [share.row for share in due if share.moved]),
        (kinds.LEFT_OUT, [share.row for share in due if share.left_out]),
    )

    def facts(row: int) -> dict[str, object]:
        share = by_row[row]
        return {"rep": titled(share.rep, share.rep_id), "count": share.left_out}

    return [finding for kind, rows in troubles for finding in listed(kind, kinds.MORE, "Reps", rows, "rep_id", facts)]
