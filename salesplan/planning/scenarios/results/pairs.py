"""Who is who in a scenario and in the plan that it is held against."""

from dataclasses import dataclass

import numpy as np

from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.names import NOWHERE
from salesplan.planning.roster import NOBODY, Member
from salesplan.planning.scenarios.scenario import Planned


@dataclass(frozen=True, slots=True)
class Pairs:
    """The members of a scenario and those that only the plan has, each once, in the order of results.

    Attributes
    ----------
    members
        As the scenario has them; as the plan has them where the scenario has not.
    here, there
        Their places in the scenario and in the plan, `NOWHERE` where it has them not.
    """

    members: tuple[Member, ...]
    here: Ints
    there: Ints

    @classmethod
    def of(cls, planned: Planned, against: Planned, *, with_nobody: bool = False) -> "Pairs":
        """Match members by id; the sales that no rep has are one member, there at least if it is wanted."""
        own, other = planned.plan.standing.roster.members, against.plan.standing.roster.members
        here = {member.key: place for place, member in enumerate(own)}
        there = {member.key: place for place, member in enumerate(other)}
        gone = [member for key, member in zip(there, other, strict=True) if key not in here]
        if with_nobody and NOBODY.key not in here.keys() | there.keys():
            gone.append(NOBODY)
        if not gone and list(here) == list(there):
            return cls(own, np.arange(len(own)), np.arange(len(own)))
        members = tuple(sorted((*own, *gone), key=lambda member: member.order)) if gone else own
        keys = [member.key for member in members]
        return cls(members, _places(keys, here), _places(keys, there))

    @property
    def is_rep(self) -> Flags:
        """Whether a member is a rep."""
        return np.array([bool(member.key) for member in self.members], dtype=np.bool_)

    @property
    def in_both(self) -> Flags:
        """Whether scenario and plan both have a member."""
        return np.asarray((self.here != NOWHERE) & (self.there != NOWHERE))

    def finals(self, planned: Planned, against: Planned) -> tuple[Ints, Ints]:
        """Give each member's quota in the scenario and in the plan, 0 where it has it not: changes add up."""
        return np.append(planned.final, 0)[self.here], np.append(against.final, 0)[self.there]

    def own(self, values: Floats) -> Floats:
        """Give each member its value in the scenario; NaN where it has it not."""
        return np.append(values, np.nan)[self.here]


def _places(keys: list[str], known: dict[str, int]) -> Ints:
    return np.array([known.get(key, NOWHERE) for key in keys], dtype=np.int64)
