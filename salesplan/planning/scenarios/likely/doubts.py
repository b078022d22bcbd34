"""What of a scenario can be planned, and is yet hard to believe."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from salesplan.findings import Finding
from salesplan.planning.arrays import Flags
from salesplan.planning.roster import Roster, day_of
from salesplan.planning.scenarios.likely import kinds
from salesplan.planning.scenarios.scenario import Planned

_FAR: Final = 2
"""How many times the sales that are expected of a rep its quota is, where it is too far above."""
_MOST_NAMED: Final = 3


def doubts(planned: Planned) -> list[Finding]:
    """Report reps whose quotas are far above what is expected of them (F134), one finding for all.

    Who has an override of so much has it from a person, and is not among them.
    """
    pinned = planned.plan.quota["bound"].to_numpy() == "pin"
    far = planned.is_rep & (planned.expected > 0) & (planned.final > _FAR * planned.expected) & ~pinned
    return (
        [kinds.FAR_ABOVE.at("Quota", None, "final", **_named(planned.plan.standing.roster, far))] if far.any() else []
    )


def part_years(planned: Planned) -> list[Finding]:
    """Report reps who started within the base year (F133), one finding for all."""
    first, last = (day_of(planned.settings.base_year, *day) for day in ((1, 2), (12, 31)))
    members = planned.plan.standing.roster.members
    began = np.array([first <= member.start <= last for member in members], dtype=np.bool_)
    began &= planned.plan.standing.has_history
    if not began.any():
        return []
    facts = _named(planned.plan.standing.roster, began)
    return [kinds.PART_OF_THE_YEAR.at("Reps", None, "start_date", base_year=planned.settings.base_year, **facts)]


def _named(roster: Roster, which: Flags) -> dict[str, object]:
    """Count members, and name the first of them."""
    titles: Sequence[str] = [roster.members[place].title for place in np.flatnonzero(which).tolist()]
    more = ", …" if len(titles) > _MOST_NAMED else ""
    return {"count": len(titles), "names": ", ".join(titles[:_MOST_NAMED]) + more}
