"""Who is planned for: the reps who are active in the plan year, in the order of the results."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import kinds
from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.names import (
    NO_GROUP_KEY,
    UNASSIGNED_KEY,
    first_places,
    folded,
    group_key,
    texts,
    titled,
)
from salesplan.tables.quota import NO_GROUP, UNASSIGNED

LONG_AGO: Final = int(np.iinfo(np.int64).min)
FOREVER: Final = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class Member:
    """One rep, or the sales that no rep has (``rep_id`` blank).

    ``start`` and ``end`` are days since 1970-01-01; `LONG_AGO` and `FOREVER` where blank. ``row`` is the
    row in the sheet, ``key`` the id as it is matched.
    """

    rep_id: str
    rep: str
    region: str
    team: str
    row: int | None = None
    start: int = LONG_AGO
    end: int = FOREVER
    capacity: float = 1.0
    ability: float = 1.0
    potential: float = 0.0
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", folded(self.rep_id))

    @property
    def order(self) -> tuple[bool, str, bool, str, bool, str]:
        """Where it stands in the results: by region, team and id; Unassigned last."""
        region, team = group_key(self.region), group_key(self.team)
        return region == UNASSIGNED_KEY, region, team == UNASSIGNED_KEY, team, not self.key, self.key

    @property
    def title(self) -> str:
        """Its name and id, for people."""
        return titled(self.rep, self.rep_id)


NOBODY: Final = Member("", UNASSIGNED.en, UNASSIGNED.en, UNASSIGNED.en)


@dataclass(frozen=True)
class Roster:
    """The members of a plan, in the order of the results, and the tree of regions and teams above them.

    Attributes
    ----------
    members
        The reps by region, team and id; the sales that no rep has come last.
    team_of, region_of
        The team of each member, the region of each team, as places in ``teams`` and ``regions``.
    teams
        Region and team of each team, as shown.
    regions
        Each region, as shown.
    """

    members: tuple[Member, ...]
    team_of: Ints
    region_of: Ints
    teams: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]

    @classmethod
    def of(cls, members: list[Member]) -> "Roster":
        """Sort members and build the tree; a name spelt in several ways is shown in the first of them by sorting."""
        ordered = sorted(members, key=lambda member: member.order)
        regions: dict[str, int] = {}
        teams: dict[tuple[str, str], int] = {}
        team_of: list[int] = []
        region_of: list[int] = []
        for member in ordered:
            region, team = group_key(member.region), group_key(member.team)
            regions.setdefault(region, len(regions))
            if (region, team) not in teams:
                teams[region, team] = len(teams)
                region_of.append(regions[region])
            team_of.append(teams[region, team])
        shown = _shown(ordered, lambda member: ("", member.region)) | _shown(
            ordered, lambda member: (group_key(member.region), member.team)
        )
        return cls(
            tuple(ordered),
            np.array(team_of, dtype=np.int64),
            np.array(region_of, dtype=np.int64),
            tuple((shown["", region], shown[region, team]) for region, team in teams),
            tuple(shown["", region] for region in regions),
        )

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The id of each member, as it is matched."""
        return tuple(member.key for member in self.members)

    @cached_property
    def groups(self) -> tuple[tuple[str, str], ...]:
        """The region and team of each member, as they are matched."""
        by_team = [(group_key(region), group_key(team)) for region, team in self.teams]
        return tuple(by_team[team] for team in self.team_of.tolist())

    @cached_property
    def is_rep(self) -> Flags:
        """Whether each member is a rep; the sales that no rep has are none."""
        return np.array([bool(key) for key in self.keys], dtype=np.bool_)

    @cached_property
    def heads(self) -> Floats:
        """Each member's full-time heads; 0 for the sales that no rep has."""
        return np.where(self.is_rep, self.numbers(lambda member: member.capacity), 0.0)

    def throughout(self, first: int, last: int) -> Flags:
        """Tell which reps are employed from the first day to the last, both counted from 1970-01-01."""
        there = [member.start <= first and member.end >= last for member in self.members]
        return np.asarray(np.array(there, dtype=np.bool_) & self.is_rep)

    @property
    def region_of_member(self) -> Ints:
        """The region of each member."""
        return np.asarray(self.region_of[self.team_of], dtype=np.int64)

    def places(self) -> dict[str, int]:
        """Give each rep's place by its key; the sales that no rep has are not among them."""
        return first_places(member.key for member in self.members)

    def numbers(self, of: Callable[[Member], float]) -> Floats:
        """Give a number of each member."""
        return np.array([of(member) for member in self.members], dtype=np.float64)

    def without_unassigned(self) -> "Roster":
        """Leave out the sales that no rep has."""
        return Roster.of([member for member in self.members if member.key])


def _shown(members: list[Member], spelt: Callable[[Member], tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Give the spelling shown for each name of a level, by the level's prefix and the name's key."""
    shown: dict[tuple[str, str], str] = {}
    for prefix, name in sorted(spelt(member) for member in members):
        key = group_key(name)
        fixed = {NO_GROUP_KEY: NO_GROUP.en, UNASSIGNED_KEY: UNASSIGNED.en}.get(key, name)
        shown.setdefault((prefix, key), fixed)
    return shown


def active_roster(reps: pd.DataFrame, plan_year: int) -> tuple[Roster, list[Finding]]:
    """Find who is employed at any time in the plan year, and add the sales that no rep has.

    Parameters
    ----------
    reps
        rep_id, rep, region, team (text), start_date, end_date (datetime64), capacity, ability, potential
        (numbers; blank counts as 1, 1 and 0). Of rows with the same id the first counts.

    Returns
    -------
    Roster
        The active reps, and the sales that no rep has as the last member.
    list[Finding]
        A rep without region or team, or who ends before starting; no active rep at all.
    """
    columns = {name: texts(reps, name) for name in ("rep_id", "rep", "region", "team")}
    starts, ends = _days(reps, "start_date", LONG_AGO), _days(reps, "end_date", FOREVER)
    capacity, ability, potential = (
        _numbers(reps, name, blank) for name, blank in (("capacity", 1.0), ("ability", 1.0), ("potential", 0.0))
    )
    rows = reps.index.tolist()
    first, last = day_of(plan_year, 1, 1), day_of(plan_year, 12, 31)
    members = [
        Member(
            rep_id=columns["rep_id"][place],
            rep=columns["rep"][place],
            region=columns["region"][place],
            team=columns["team"][place],
            row=int(rows[place]),
            start=starts[place],
            end=ends[place],
            capacity=capacity[place],
            ability=ability[place],
            potential=potential[place],
        )
        for place in first_places(map(folded, columns["rep_id"])).values()
        if starts[place] <= last and ends[place] >= first
    ]
    findings = [finding for member in members for finding in _ungrouped(member)]
    findings += [
        kinds.ENDS_BEFORE_START.at("Reps", int(rows[place]), "end_date", name=columns["rep_id"][place])
        for place in range(len(rows))
        if ends[place] < starts[place]
    ]
    if not members:
        findings.append(kinds.NO_REPS.at("Reps", year=plan_year))
    return Roster.of([*members, NOBODY]), findings


def day_of(year: int, month: int, day: int) -> int:
    """Give a date as days since 1970-01-01.

    Examples
    --------
    >>> day_of(1970, 2, 1)
    31
    """
    return int(np.datetime64(f"{year:04d}-{month:02d}-{day:02d}", "D").astype(np.int64))


def _ungrouped(member: Member) -> list[Finding]:
    missing = [column for column in ("region", "team") if group_key(getattr(member, column)) == NO_GROUP_KEY]
    if not missing:
        return []
    return [kinds.NO_GROUP_TYPED.at("Reps", member.row, missing[0], name=member.title, column=" + ".join(missing))]


def _days(frame: pd.DataFrame, column: str, blank: int) -> list[int]:
    if column not in frame:
        return [blank] * len(frame)
    dates = frame[column].to_numpy(dtype="datetime64[D]")
    days: list[int] = np.where(np.isnat(dates), blank, dates.astype(np.int64)).tolist()
    return days


def _numbers(frame: pd.DataFrame, column: str, blank: float) -> list[float]:
    if column not in frame:
        return [blank] * len(frame)
    numbers = frame[column].to_numpy(dtype=np.float64, na_value=np.nan)
    known: list[float] = np.where(np.isnan(numbers), blank, np.maximum(numbers, 0.0)).tolist()
    return known
