"""Logs that are to be replaced: what was filled in there that the plan does not have."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from salesplan.errors import WorkbookError
from salesplan.findings import Finding, Kind
from salesplan.host.opened import OpenedPlan
from salesplan.host.visit_logs import issue_kinds as kinds
from salesplan.host.visit_logs.checks import Checked, Rules, checked
from salesplan.host.visit_logs.customers import CustomerIndex
from salesplan.host.visit_logs.log_file import LogFile, filled_rows, read_log
from salesplan.host.visit_logs.merge import Fate, merged
from salesplan.host.visit_logs.shares import Share
from salesplan.host.wish import Wish
from salesplan.planning.names import folded, titled
from salesplan.tables.inputs import REPS
from salesplan.tables.visits import VISITS

_NOT_IN_THE_PLAN = (Fate.NEW, Fate.UPDATED, Fate.REFUSED)


def uncollected(opened: OpenedPlan, logs: Mapping[Path, Share], wish: Wish) -> dict[Path, Finding]:
    """Find the logs that must not be replaced: those that cannot be read, or have visits which the plan lacks.

    Parameters
    ----------
    opened
        The plan, with its Customers and Visits.
    logs
        The files that are there, and the reps who are to get new ones.
    wish
        What the user asked for.

    Returns
    -------
    dict
        Why a log must stay, with the row of its rep in Reps, by file; files that may be replaced are absent.
    """
    found: dict[Path, Finding] = {}
    kept: dict[Path, Checked] = {}
    rules = Rules(
        customers=CustomerIndex(opened.frames["Customers"], opened.frames[VISITS.name]),
        year=int(opened.settings["plan_year"]),
        today=wish.at.date(),
        currency=opened.currency,
        language=opened.language,
    )
    for path, share in logs.items():
        try:
            log = read_log(path, path.name, wish.at)
        except WorkbookError as problem:
            found[path] = _of(share, kinds.UNREADABLE_LOG, log=path.name, problem=problem.problem)
            continue
        if _is_collectable(log, share, rules):
            kept[path] = checked(log, share.rep_id, rules)
        elif count := sum(len(filled_rows(table.rows).index) for table in log.tables):
            found[path] = _of(share, kinds.OTHER_LOG, count=count, log=path.name)
    done = merged(kept.values(), opened.frames[VISITS.name], opened.currency, opened.language)
    counts = Counter(row.log.name for row, fate in done.fates.items() if fate in _NOT_IN_THE_PLAN)
    for path, each in kept.items():
        if count := counts[each.log.name] + each.refused:
            found[path] = _of(logs[path], kinds.NOT_COLLECTED, count=count, log=path.name)
    return found


def _is_collectable(log: LogFile, share: Share, rules: Rules) -> bool:
    """Tell whether a log is the rep's own, for this year and in this currency."""
    own = folded(log.rep_id) == folded(share.rep_id)
    return own and log.year in ("", str(rules.year)) and log.currency in ("", rules.currency.code)


def _of(share: Share, kind: Kind, /, **facts: object) -> Finding:
    return kind.at(REPS.name, share.row, "rep_id", rep=titled(share.rep, share.rep_id), **facts)
