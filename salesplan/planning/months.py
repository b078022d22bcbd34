"""The rep × month table: each rep's year by its team's season, and the company's months by the company's."""

from dataclasses import dataclass

import numpy as np

from salesplan.findings import Finding
from salesplan.planning import kinds
from salesplan.planning.apportion import apportion
from salesplan.planning.arrays import Floats, Ints
from salesplan.planning.roster import Roster
from salesplan.planning.season import Seasons
from salesplan.planning.settings import PlanSettings
from salesplan.planning.two_way import split_two_ways
from salesplan.planning.wording import amount_text
from salesplan.tables.quota import MONTHS


@dataclass(frozen=True, slots=True)
class Months:
    """A rep × month table.

    Attributes
    ----------
    table
        Members × 12 minor units; each row adds up to the member's final.
    misses
        By how much each of the company's months differs from its season.
    """

    table: Ints
    misses: Ints


def into_months(
    finals: Ints, roster: Roster, carries: Floats, seasons: Seasons, settings: PlanSettings
) -> tuple[Months, list[Finding]]:
    """Split every final into months, in whole units.

    Parameters
    ----------
    finals
        Minor units by member, at least 0.
    carries
        Members × 12: what a member carries in each month; 0 keeps the month at 0.

    Returns
    -------
    Months
        The table. The unit is the rounding unit, or the largest part of it that all finals are multiples of.
    list[Finding]
        A member with a final but no month; company months that cannot follow the season.
    """
    season_of = seasons.teams[roster.team_of]
    seed = season_of * carries
    stranded = (finals > 0) & ~(seed > 0).any(axis=1)
    seed[stranded] = season_of[stranded]
    findings = [
        kinds.NO_MONTH.at("Reps", member.row, "start_date", name=member.title, year=settings.plan_year)
        for member, without in zip(roster.members, stranded.tolist(), strict=True)
        if without
    ]
    unit = int(np.gcd.reduce(finals, initial=settings.unit))
    rows = finals // unit
    table, misses = split_two_ways(rows, apportion(int(rows.sum()), seasons.company), seed)
    if misses.any():
        findings.append(_missed(misses * unit, settings))
    return Months(table * unit, misses * unit), findings


def _missed(misses: Ints, settings: PlanSettings) -> Finding:
    off = [
        f"{month} {'+' if miss > 0 else ''}{amount_text(miss, settings.currency)}"
        for month, miss in zip(MONTHS, misses.tolist(), strict=True)
        if miss
    ]
    return kinds.MONTHS_MISS.at("Quota", None, "m01", months=", ".join(off))
