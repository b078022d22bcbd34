"""What of a scenario can be planned, and is yet hard to believe."""

from collections.abc import Collection, Sequence
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


def doubts(planned: Planned, but: Collection[str] = ()) -> list[Finding]:
    """Report reps whose quotas are far above what is expected of them (F134), one finding for all.

    Who has an override of so much has it from a person, and is not among them; nor are those named by ``but``, by their keys.
    """
    far = far_above(planned)
    new = far & np.array([key not in but for key in planned.plan.standing.roster.keys], dtype=np.bool_)
    return (
        [kinds.FAR_ABOVE.at("Quota", None, "final", **_named(planned.plan.standing.roster, new))] if new.any() else []
    )


def far_above(planned: Planned) -> Flags:
    """Tell whose quota nobody typed and is more than twice what is expected of them."""
    pinned = planned.plan.quota["bound"].to_numpy() == "pin"
    return np.asarray(planned.is_rep & (planned.final > _FAR * planned.expected) & ~pinned)


def part_years(planned: Planned) -> list[Finding]:
    """Report reps who started within the base year and took over no sales from before (F133), one finding for all."""
    first, last = (day_of(planned.settings.base_year, *day) for day in ((1, 2), (12, 31)))
    members = planned.plan.standing.roster.members
    began = np.array([first <= member.start <= last for member in members], dtype=np.bool_)
    began &= planned.plan.standing.has_history & ~_sold_before(planned)
    if not began.any():
        return []
    facts = _named(planned.plan.standing.roster, began)
    return [kinds.PART_OF_THE_YEAR.at("Reps", None, "start_date", base_year=planned.settings.base_year, **facts)]


def _sold_before(planned: Planned) -> Flags:
    """Tell whose sales of the base year begin before they do: they took customers over, with the whole year."""
    months = planned.plan.standing.monthly[:, 0] != 0
    first = np.where(months.any(axis=1), months.argmax(axis=1), 12)
    january = np.datetime64(f"{planned.settings.base_year:04d}-01", "M").astype(np.int64)
    starts = [np.datetime64(max(member.start, 0), "D") for member in planned.plan.standing.roster.members]
    return np.asarray(first < np.array(starts).astype("datetime64[M]").astype(np.int64) - january)


def _named(roster: Roster, which: Flags) -> dict[str, object]:
    """Count members, and name the first of them."""
    titles: Sequence[str] = [roster.members[place].title for place in np.flatnonzero(which).tolist()]
    more = ", …" if len(titles) > _MOST_NAMED else ""
    return {"count": len(titles), "names": ", ".join(titles[:_MOST_NAMED]) + more}
