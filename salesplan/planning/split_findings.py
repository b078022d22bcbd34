"""What a split could not keep: bounds that gave way, pins that miss their total."""

import numpy as np

from salesplan.findings import Finding
from salesplan.planning import kinds
from salesplan.planning.arrays import Flags
from salesplan.planning.roster import Roster
from salesplan.planning.settings import PlanSettings
from salesplan.planning.split import Level, Split
from salesplan.planning.wording import amount_text
from salesplan.words import Words

COMPANY = Words("the company", "公司", "公司")


def split_findings(roster: Roster, planned: Split, settings: PlanSettings) -> list[Finding]:
    """Report bounds that gave way and pins that miss their total, on the highest level where it happens."""
    top = np.ones(1, dtype=np.bool_)
    teams = [" / ".join(names) for names in roster.teams]
    return [
        *_of_level(planned.regions, "RegionQuota", [COMPANY.en], top, settings),
        *_of_level(planned.teams, "TeamQuota", list(roster.regions), _within(planned.regions), settings),
        *_of_level(planned.reps, "Quota", teams, _within(planned.teams), settings),
    ]


def _within(parents: Level) -> Flags:
    """Tell which parents keep their own bounds: where one does not, its children's cannot hold either."""
    final = parents.shared.final
    return (final >= parents.bounds.lower) & (final <= parents.bounds.upper)


def _of_level(level: Level, table: str, parents: list[str], sound: Flags, settings: PlanSettings) -> list[Finding]:
    shared = level.shared
    findings = [
        kinds.BOUNDS_GIVE_WAY.at(
            table,
            None,
            "final",
            name=parents[place],
            value=amount_text(abs(int(shared.bounds_off[place])), settings.currency),
        )
        for place in np.flatnonzero(shared.bounds_off * sound).tolist()
    ]
    findings += [
        kinds.PINS_MISS.at(
            table,
            None,
            "override",
            name=parents[place],
            value=amount_text(int(shared.pins_off[place]), settings.currency),
        )
        for place in np.flatnonzero(shared.pins_off).tolist()
    ]
    return findings
