"""What a split could not keep: bounds that gave way, pins that miss their total."""

from collections.abc import Sequence

import numpy as np

from salesplan.findings import Finding, Kind
from salesplan.planning import kinds
from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.roster import Roster
from salesplan.planning.settings import PlanSettings
from salesplan.planning.split import Level, Split
from salesplan.planning.wording import amount_text


def split_findings(roster: Roster, planned: Split, settings: PlanSettings) -> list[Finding]:
    """Report bounds that gave way, on the highest level where they do, and pins that miss their total."""
    top = np.ones(1, dtype=np.bool_)
    teams = [" / ".join(names) for names in roster.teams]
    company = (kinds.COMPANY_BOUNDS_GIVE_WAY, kinds.COMPANY_PINS_MISS)
    below = (kinds.BOUNDS_GIVE_WAY, kinds.PINS_MISS)
    return [
        *_of_level(planned.regions, company, "RegionQuota", [""], top, settings),
        *_of_level(planned.teams, below, "TeamQuota", roster.regions, _within(planned.regions), settings),
        *_of_level(planned.reps, below, "Quota", teams, _within(planned.teams), settings),
    ]


def _within(parents: Level) -> Flags:
    """Tell which parents keep their own bounds: where one does not, its children's cannot hold either."""
    final = parents.shared.final
    return (final >= parents.bounds.lower) & (final <= parents.bounds.upper)


def _of_level(
    level: Level, of: tuple[Kind, Kind], table: str, parents: Sequence[str], sound: Flags, settings: PlanSettings
) -> list[Finding]:
    bounds_off = np.abs(level.shared.bounds_off * sound)
    return [
        *_off(of[0], table, "final", parents, bounds_off, settings),
        *_off(of[1], table, "override", parents, level.shared.pins_off, settings),
    ]


def _off(
    kind: Kind, table: str, column: str, parents: Sequence[str], off: Ints, settings: PlanSettings
) -> list[Finding]:
    """Report each parent where something is off, and by how much."""
    return [
        kind.at(table, None, column, name=parents[place], value=amount_text(int(off[place]), settings.currency))
        for place in np.flatnonzero(off).tolist()
    ]
