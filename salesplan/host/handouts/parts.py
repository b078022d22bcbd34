"""What of a plan is a region's or a team's own: the rows that go into its handout, and no others."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Protocol

import numpy as np
import pandas as pd

from salesplan.errors import UnknownName
from salesplan.planning.arrays import Ints
from salesplan.planning.listed import few
from salesplan.planning.names import NOWHERE, coded, folded, group_key, texts
from salesplan.tables.handout import Part

_MOST_MANAGERS: Final = 3

Frames = Mapping[str, pd.DataFrame]
Key = tuple[str, str]
"""A part as it is matched: region and team; the team is "" where it is a region."""


class Named(Protocol):
    """Something that is of a part; the team is "" where that is a region."""

    @property
    def region(self) -> str:
        """The region of the part."""

    @property
    def team(self) -> str:
        """The team of the part."""


class Managed(Named, Protocol):
    """Something that is of a part, and for its manager."""

    @property
    def manager(self) -> str:
        """The manager of the part."""


@dataclass(frozen=True, slots=True)
class PartRows:
    """A part and its rows of the plan.

    Attributes
    ----------
    by
        What the part is.
    region, team
        As the plan writes them; the team is "" where it is a region.
    manager
        Who manages its reps: a name, or a few; "" where the plan names nobody.
    frames
        The part's rows of each table by name, typed, in the order of the plan and with its sheet rows.
    """

    by: Part
    region: str
    team: str
    manager: str
    frames: dict[str, pd.DataFrame]

    @property
    def key(self) -> Key:
        """The part as it is matched."""
        return part_key(self.region, self.team)


def part_key(region: str, team: str) -> Key:
    """Give a part as it is matched.

    Examples
    --------
    >>> part_key(" North", "A "), part_key("（无）", "")
    (('north', 'a'), ('(none)', ''))
    """
    return group_key(region), group_key(team) if team else ""


def part_name(part: Named) -> str:
    """Give a part as people call it.

    Examples
    --------
    >>> part_name(PartRows(Part.TEAM, "North", "A", "", {})), part_name(PartRows(Part.REGION, "North", "", "", {}))
    ('North / A', 'North')
    """
    return f"{part.region} / {part.team}" if part.team else part.region


def parts(frames: Frames, by: Part) -> list[PartRows]:
    """Divide a plan's rows among its regions, or its teams.

    Parameters
    ----------
    frames
        Reps, Quota, TeamQuota, RegionQuota, Customers and Scorecard. Of the tables with reps a row belongs to the part
        of its rep in Quota; where an id stands there twice, the first counts.

    Returns
    -------
    list of PartRows
        Each region or team that has a rep, in the order of Quota. Rows of nobody, of reps without a quota, and unassigned
        sales are in none. The work is proportional to the rows, however many parts there are.

    Examples
    --------
    >>> def frame(**columns): return pd.DataFrame({key: values.split("|") for key, values in columns.items()})
    >>> quota = frame(region="N|N|Unassigned", team="A|B|Unassigned", rep_id="R1|R2|")
    >>> rest = {"TeamQuota": frame(region="N|N", team="A|B"), "RegionQuota": frame(region="N"),
    ...         "Reps": frame(rep_id="R1|R2", manager="Li|Wu"), "Scorecard": frame(rep_id="r2")}
    >>> found = parts(rest | {"Quota": quota, "Customers": frame(rep_id="R2|r1 |")}, Part.TEAM)
    >>> [(part_name(part), part.manager, len(part.frames["Customers"]), len(part.frames["Scorecard"])) for part in found]
    [('N / A', 'Li', 1, 0), ('N / B', 'Wu', 1, 1)]
    """
    quota = frames["Quota"]
    keys, of_quota = _parts_of_quota(quota, by)
    of_rep = _part_of_rep(quota, of_quota)
    of_rows = {
        "RegionQuota": _places(frames["RegionQuota"], keys, lambda region, team: part_key(region, "")),
        "TeamQuota": _places(frames["TeamQuota"], keys, lambda region, team: _key(by, region, team)),
        "Quota": of_quota,
        "Customers": _by_rep(frames["Customers"], of_rep),
        "Scorecard": _by_rep(frames["Scorecard"], of_rep),
    }
    if by is Part.TEAM:
        del of_rows["RegionQuota"]
    managers = _managers(frames["Reps"], of_rep, len(keys))
    divided = {name: _divided(frames[name], places, len(keys)) for name, places in of_rows.items()}
    divided["Scorecard"] = list(map(_without_other_teams, divided["Scorecard"], divided["Quota"]))
    return [
        PartRows(by, region, team, managers[place], {name: rows[place] for name, rows in divided.items()})
        for place, (region, team) in enumerate(keys.values())
    ]


def _key(by: Part, region: str, team: str) -> Key:
    return part_key(region, team if by is Part.TEAM else "")


def _parts_of_quota(quota: pd.DataFrame, by: Part) -> tuple[dict[Key, Key], Ints]:
    """Find the parts, each as it is written first, and the place of each row's part; `NOWHERE` for unassigned sales."""
    regions, teams = texts(quota, "region"), texts(quota, "team") if by is Part.TEAM else [""] * len(quota)
    spelt: dict[Key, Key] = {}
    found: dict[Key, int] = {}
    places = []
    for region, team, rep_id in zip(regions, teams, texts(quota, "rep_id"), strict=True):
        if not rep_id:
            places.append(NOWHERE)
            continue
        key = _key(by, region, team)
        spelt.setdefault(key, (region, team))
        places.append(found.setdefault(key, len(found)))
    return spelt, np.array(places, dtype=np.int64)


def _part_of_rep(quota: pd.DataFrame, of_quota: Ints) -> dict[str, int]:
    pairs = zip(map(folded, texts(quota, "rep_id")), of_quota.tolist(), strict=True)
    return dict(reversed([(rep_id, place) for rep_id, place in pairs if rep_id]))


def _places(frame: pd.DataFrame, keys: Collection[Key], key_of: Callable[[str, str], Key]) -> Ints:
    place_of = {key: place for place, key in enumerate(keys)}
    rows = zip(texts(frame, "region"), texts(frame, "team"), strict=True)
    return np.array([place_of.get(key_of(*row), NOWHERE) for row in rows], dtype=np.int64)


def _by_rep(frame: pd.DataFrame, of_rep: dict[str, int]) -> Ints:
    return coded(frame["rep_id"]).places_in(of_rep)


def _divided(frame: pd.DataFrame, places: Ints, count: int) -> list[pd.DataFrame]:
    """Cut a frame into the rows of each place, all at once."""
    order = np.argsort(places, kind="stable")
    ordered = frame.iloc[order]
    bounds = np.searchsorted(places[order], np.arange(count + 1))
    return [ordered.iloc[start:end] for start, end in pairwise(bounds)]


def _without_other_teams(scorecard: pd.DataFrame, quota: pd.DataFrame) -> pd.DataFrame:
    """Leave out the team of periods in which a rep was in one that is none of the part's."""
    own = set(map(group_key, texts(quota, "team")))
    there = np.array([not team or group_key(team) in own for team in texts(scorecard, "team")], dtype=np.bool_)
    return scorecard if there.all() else scorecard.assign(team=scorecard["team"].where(there, ""))


def _managers(reps: pd.DataFrame, of_rep: dict[str, int], count: int) -> list[str]:
    """Name those who manage the reps of each part: whoever manages most of them first."""
    named: list[Counter[str]] = [Counter() for _ in range(count)]
    for place, name in zip(_by_rep(reps, of_rep).tolist(), texts(reps, "manager"), strict=True):
        if place != NOWHERE and name:
            named[place][name] += 1
    return [_joined([name for name, _ in each.most_common()]) for each in named]


def _joined(names: Sequence[str]) -> str:
    different = list({folded(name): name for name in reversed(names)}.values())[::-1]
    return few(different, _MOST_MANAGERS)


def chosen(parts: Iterable[PartRows], names: Sequence[str]) -> list[PartRows]:
    """Give the parts that are named: by region, team, both with a slash between, or manager.

    Parameters
    ----------
    names
        None for all. A name that fits several, such as that of a manager of two teams, means all of them.

    Raises
    ------
    UnknownName
        When a name fits none.
    """
    called = [(part, called_so(part) | {folded(part.region)}) for part in parts]
    wanted = {folded(name): name for name in names}
    for key, name in wanted.items():
        if not any(key in each for _, each in called):
            raise UnknownName("part of the plan", name, [part_name(part) for part, _ in called])
    return [part for part, each in called if not names or each & wanted.keys()]


def called_so(part: Managed) -> set[str]:
    """Give the names that mean a part alone, as names are matched; a team is not called by its region.

    Examples
    --------
    >>> sorted(called_so(PartRows(Part.TEAM, "North", "A", "Li", {})))
    ['a', 'li', 'north / a', 'north/a']
    """
    title = part_name(part)
    names = (part.team or part.region, title, title.replace(" / ", "/"), part.manager)
    return {folded(name) for name in names if name}
