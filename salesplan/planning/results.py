"""The quotas of each level as frames, with the columns that the sheet computes by itself."""

import numpy as np
import pandas as pd

from salesplan.planning.apportion import UNBOUNDED
from salesplan.planning.arrays import Ints, sums_of
from salesplan.planning.growth import Grown
from salesplan.planning.money import grown, millionths
from salesplan.planning.months import Months
from salesplan.planning.overrides import Typed
from salesplan.planning.pins import NOT_PINNED
from salesplan.planning.roster import Roster
from salesplan.planning.settings import PlanSettings
from salesplan.planning.split import Level, Split
from salesplan.tables.quota import MONTHS, QUARTERS


def region_frame(roster: Roster, amounts: Grown, planned: Split, typed: Typed) -> pd.DataFrame:
    """Give RegionQuota."""
    region = roster.region_of_member
    frame = pd.DataFrame({"region": list(roster.regions)})
    _add_amounts(frame, _summed(amounts, region, len(roster.regions)), planned.regions, typed)
    return _with_allocation(frame, planned.teams, roster.region_of)


def team_frame(roster: Roster, amounts: Grown, planned: Split, typed: Typed) -> pd.DataFrame:
    """Give TeamQuota."""
    frame = pd.DataFrame(list(roster.teams), columns=["region", "team"])
    _add_amounts(frame, _summed(amounts, roster.team_of, len(roster.teams)), planned.teams, typed)
    return _with_allocation(frame, planned.reps, roster.team_of)


def quota_frame(
    roster: Roster, amounts: Grown, planned: Split, typed: Typed, months: Months | None, settings: PlanSettings
) -> pd.DataFrame:
    """Give Quota, with months and quarters where there are any."""
    frame = pd.DataFrame(
        [
            (*roster.teams[team], member.rep_id, member.rep)
            for team, member in zip(roster.team_of, roster.members, strict=True)
        ],
        columns=["region", "team", "rep_id", "rep"],
    )
    _add_amounts(frame, amounts, planned.reps, typed)
    final = planned.reps.shared.final
    frame["stretch"] = grown(final, millionths(settings.stretch), settings.unit)
    frame["bound"] = _bound(planned.reps, typed)
    if months is None:
        return frame
    frame[list(MONTHS)] = months.table
    frame[list(QUARTERS)] = months.table.reshape(-1, 4, 3).sum(axis=2)
    frame["check"] = months.table.sum(axis=1) - final
    return frame


def _add_amounts(frame: pd.DataFrame, amounts: Grown, level: Level, typed: Typed) -> None:
    """Add the columns that all levels share."""
    last, final = amounts.last_year, level.shared.final
    frame["last_year"] = last
    frame["base"] = amounts.base
    frame["proposed"] = level.shared.proposed
    frame["override"] = typed.overrides()
    frame["reason"] = typed.reasons
    frame["final"] = final
    frame["growth"] = np.divide(final, last, out=np.full(last.size, np.nan), where=last != 0) - 1


def _summed(amounts: Grown, of: Ints, count: int) -> Grown:
    return Grown(*(sums_of(column, of, count) for column in (amounts.last_year, amounts.with_market, amounts.base)))


def _with_allocation(frame: pd.DataFrame, children: Level, parent_of: Ints) -> pd.DataFrame:
    """Add what the children got, and by how much that differs from what they were to get."""
    allocated = sums_of(children.shared.final, parent_of, len(frame))
    return frame.assign(allocated=allocated, gap=allocated - children.totals)


def _bound(level: Level, typed: Typed) -> list[str]:
    """Say what held each quota: the override, the floor, the cap, or nothing."""
    final, bounds = level.shared.final, level.bounds
    bounded = (bounds.lower > 0) | (bounds.upper < UNBOUNDED)
    held = np.select(
        [typed.pins != NOT_PINNED, bounded & (final <= bounds.lower), final >= bounds.upper],
        ["pin", "floor", "cap"],
        "",
    )
    return [str(name) for name in held.tolist()]
