"""What a scenario does to regions and teams."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Ints, sums_of
from salesplan.planning.names import NOWHERE, UNASSIGNED_KEY, group_key
from salesplan.planning.roster import Roster
from salesplan.planning.scenarios.likely.prospects import Prospects
from salesplan.planning.scenarios.results.capacity import Heads, gap, heads_by, sales_per_head
from salesplan.planning.scenarios.rows import over_each, rows_of, shown_name
from salesplan.planning.scenarios.scenario import Planned
from salesplan.tables.scenario_results import RESULTS_BY_REGION
from salesplan.words import ENGLISH

_Place: TypeAlias = tuple[bool, str, bool, bool, str]
"""Where a group stands: regions by name, each before its teams, Unassigned last."""


def by_region(planned: Planned, against: Planned, language: str = ENGLISH) -> pd.DataFrame:
    """Give a row for each region and below it one for each of its teams; also those that only one of the two has.

    Parameters
    ----------
    planned
        The scenario.
    against
        The plan.

    Returns
    -------
    pd.DataFrame
        The columns of ResultsByRegion. The row of a whole region has no team. The regions' finals add up to the
        company's; expected sales, heads and payouts to those of Results, and a region's are the sum of its teams' (heads
        needed where none could spare more than it has).
        A group that the scenario or the plan does not have has a quota of 0 there, so that the changes add up too. The sales that
        customers are expected to give to nobody in particular count for the region and team of their rep.
        Payouts are blank without rates, heads needed where it is not known what a head sells.
    """
    own, other = _Groups.of(planned), _Groups.of(against)
    names = other.names | own.names
    order = sorted(names)
    here = own.at(order)
    plan_final = np.append(other.amounts("final"), 0)[other.at(order)]

    def shown(values: Any) -> Any:
        return np.append(values, 0)[here]

    last_year, final = shown(own.amounts("last_year")), shown(own.amounts("final"))
    expected = shown(own.sums(planned.expected + planned.others))
    heads = own.heads(sales_per_head(planned, against))
    ramped, needed = shown(heads.ramped), shown(heads.needed)
    return rows_of(
        RESULTS_BY_REGION,
        len(order),
        {
            "scenario": shown_name(planned.scenario, language),
            "region": [names[place][0] for place in order],
            "team": [names[place][1] for place in order],
            "last_year": last_year,
            "base": shown(own.amounts("base")),
            "plan_final": plan_final,
            "final": final,
            "change": final - plan_final,
            "change_share": over_each(final - plan_final, plan_final),
            "growth": over_each(final, last_year) - 1,
            "expected_sales": expected,
            "expected_attainment": over_each(expected, final),
            "heads": shown(heads.full),
            "ramped_heads": ramped,
            "heads_needed": needed,
            "heads_gap": gap(ramped, needed),
            "expected_payout": shown(own.sums(Prospects.of(planned).payout)) if planned.rates else None,
        },
    )


@dataclass(frozen=True, slots=True)
class _Groups:
    """All regions and then all teams of a scenario; ``places`` say where each stands among the rows."""

    planned: Planned
    places: list[_Place]

    @classmethod
    def of(cls, planned: Planned) -> "_Groups":
        roster = planned.plan.standing.roster
        teams = [_place(region, team, True) for region, team in roster.teams]
        return cls(planned, [*(_place(region, "", False) for region in roster.regions), *teams])

    @property
    def names(self) -> dict[_Place, tuple[str, str]]:
        """Region and team as they are shown; no team for a whole region."""
        shown = [*((region, "") for region in self._roster.regions), *self._roster.teams]
        return dict(zip(self.places, shown, strict=True))

    def at(self, order: list[_Place]) -> Ints:
        """Find groups; `NOWHERE` for those that there are not."""
        known = {place: number for number, place in enumerate(self.places)}
        return np.array([known.get(place, NOWHERE) for place in order], dtype=np.int64)

    def amounts(self, column: str) -> Ints:
        """Give a column of the regions' quotas and then of the teams'."""
        frames = self.planned.plan.region_quota, self.planned.plan.team_quota
        return np.concatenate([frame[column].to_numpy(dtype=np.int64) for frame in frames])

    def sums(self, values: Ints) -> Ints:
        """Sum amounts of members, by region and then by team."""
        return np.concatenate([sums_of(values, groups, count) for groups, count in self._levels])

    def heads(self, per_head: float) -> Heads:
        """Sum heads, by region and then by team."""
        levels = [heads_by(self.planned, per_head, groups, count) for groups, count in self._levels]
        full, ramped, needed = (
            np.concatenate([getattr(level, part) for level in levels]) for part in ("full", "ramped", "needed")
        )
        return Heads(full, ramped, needed)

    @property
    def _roster(self) -> Roster:
        return self.planned.plan.standing.roster

    @property
    def _levels(self) -> tuple[tuple[Ints, int], tuple[Ints, int]]:
        roster = self._roster
        return (roster.region_of_member, len(roster.regions)), (roster.team_of, len(roster.teams))


def _place(region: str, team: str, is_team: bool) -> _Place:
    region_key, team_key = group_key(region), group_key(team)
    return region_key == UNASSIGNED_KEY, region_key, is_team, team_key == UNASSIGNED_KEY, team_key
