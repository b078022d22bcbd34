"""What finance typed into Heads, checked against the reps of the plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.arrays import Flags
from salesplan.planning.names import first_places, folded, group_key, texts, titled
from salesplan.planning.roster import FOREVER, LONG_AGO, day_of
from salesplan.planning.scenarios.changes import kinds
from salesplan.planning.scenarios.changes.staff import REP_COLUMNS, is_typed
from salesplan.planning.visit_entries import days_of
from salesplan.words import Words, nearest_words

HEADS: Final = "Heads"

_NEW_REP: Final = Words("a rep like this", "此行人员", "此列人員")


class KnownReps:
    """The reps of a plan, by id, and the regions and teams that they make; active or not.

    Of rows with the same id the first counts.
    """

    def __init__(self, reps: pd.DataFrame) -> None:
        self.reps = reps
        self.ids = texts(reps, "rep_id")
        self.places = first_places(map(folded, self.ids))
        self.names, self.regions, self.teams = (texts(reps, key) for key in ("rep", "region", "team"))
        self.start, self.end = days_of(reps["start_date"], LONG_AGO), days_of(reps["end_date"], FOREVER)
        self.region_keys = {group_key(region) for region in self.regions}
        self.team_keys = {
            (group_key(region), group_key(team)) for region, team in zip(self.regions, self.teams, strict=True)
        }

    def teams_of(self, region: str) -> list[str]:
        """Give the teams of a region as they are written."""
        pairs = zip(self.regions, self.teams, strict=True)
        return sorted({team for own, team in pairs if team and group_key(own) == group_key(region)})


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of Heads, and the rep of the plan whom it changes."""

    row: int
    rep_id: str
    rep: str
    region: str
    team: str
    start: int
    end: int
    count: int
    place: int | None
    known: KnownReps

    @property
    def title(self) -> str | Words:
        """The rep's name and id, for people; words for who has neither."""
        name = self.rep or (self.known.names[self.place] if self.place is not None else "")
        return titled(name, self.rep_id) or _NEW_REP

    @property
    def group(self) -> tuple[str, str]:
        """Region and team, as they are once the row is applied."""
        if self.place is None:
            return self.region, self.team
        return self.region or self.known.regions[self.place], self.team or self.known.teams[self.place]

    def span(self, plan_year: int) -> tuple[int, int]:
        """Give the first and the last day, as they are once the row is applied."""
        if self.place is None:
            return (day_of(plan_year, 1, 1) if self.start == LONG_AGO else self.start), self.end
        start = int(self.known.start[self.place]) if self.start == LONG_AGO else self.start
        return start, int(self.known.end[self.place]) if self.end == FOREVER else self.end


def heads_findings(heads: pd.DataFrame, known: KnownReps, plan_year: int) -> list[Finding]:
    """Find what is wrong with a scenario's changes of reps.

    Parameters
    ----------
    heads
        The columns of Heads; the index is its row.
    known
        The reps of the plan.

    Returns
    -------
    list[Finding]
        Errors: a rep who is there twice (F118), a new one without region and team (F119), an unknown region (F120), a
        count beside an id (F122), dates outside of the plan year or in the wrong order (F123 to F125). Warnings: a new
        team (F121), a new rep from before the plan year (F126). And a row that changes nothing (F127), for information.
    """
    findings: list[Finding] = []
    first: dict[str, int] = {}
    made: set[tuple[str, str]] = set()
    same = _says_nothing_new(heads, known)
    for row, is_same in zip(_rows(heads, known), same.tolist(), strict=True):
        key = folded(row.rep_id)
        if key in first:
            findings.append(kinds.REP_TWICE.at(HEADS, row.row, "rep_id", name=row.title, first=first[key]))
            continue
        if key:
            first[key] = row.row
        about = [*_group_findings(row, made), *_count_findings(row), *_date_findings(row, plan_year)]
        if row.place is not None and not about and (is_same or _is_away(row, plan_year)):
            about.append(kinds.CHANGES_NOTHING.at(HEADS, row.row, "rep_id", name=row.title))
        findings += about
    return findings


def _rows(heads: pd.DataFrame, known: KnownReps) -> Iterator[_Row]:
    columns = (texts(heads, key) for key in ("rep_id", "rep", "region", "team"))
    starts, ends = (
        days_of(heads[key], blank).tolist() for key, blank in (("start_date", LONG_AGO), ("end_date", FOREVER))
    )
    counts: Any = heads["count"].tolist() if "count" in heads else [None] * len(heads)
    for row, rep_id, rep, region, team, start, end, count in zip(
        heads.index.tolist(), *columns, starts, ends, counts, strict=True
    ):
        many = 1 if pd.isna(count) else int(count)
        place = known.places.get(folded(rep_id))
        yield _Row(int(row), rep_id, rep, region, team, start, end, many, place, known)


def _says_nothing_new(heads: pd.DataFrame, known: KnownReps) -> Flags:
    """Tell which rows have nothing that the plan does not say of their rep, too."""
    place = np.array([known.places.get(folded(key), -1) for key in texts(heads, "rep_id")], dtype=np.int64)
    same = place >= 0
    for key in REP_COLUMNS:
        if key in heads and key in known.reps and same.any():
            now = known.reps[key].array.take(np.maximum(place, 0))
            equal = pd.Series(heads[key].array == now).fillna(False).to_numpy(dtype=np.bool_)
            same &= equal | ~is_typed(heads[key])
    return same


def _group_findings(row: _Row, made: set[tuple[str, str]]) -> list[Finding]:
    """Report a rep in no group, in an unknown region, or the first one in a new team."""
    region, team = row.group
    known = row.known
    if row.place is None and not (region and team):
        near = nearest_words(row.rep_id, [rep_id for rep_id in known.ids if rep_id]) if row.rep_id else Words("")
        return [kinds.NEEDS_GROUP.at(HEADS, row.row, "team" if region else "region", name=row.title, near=near)]
    if not (row.region or row.team):
        return []
    if known.region_keys and group_key(region) not in known.region_keys:
        near = nearest_words(region, sorted(set(known.regions) - {""}))
        return [kinds.UNKNOWN_REGION.at(HEADS, row.row, "region", region=region, near=near)]
    key = group_key(region), group_key(team)
    if key in known.team_keys or key in made:
        return []
    made.add(key)
    near = nearest_words(team, known.teams_of(region))
    return [kinds.NEW_TEAM.at(HEADS, row.row, "team" if row.team else "region", region=region, team=team, near=near)]


def _count_findings(row: _Row) -> list[Finding]:
    if row.rep_id and row.count > 1:
        return [kinds.COUNT_OF_ONE.at(HEADS, row.row, "count", name=row.title, count=row.count)]
    return []


def _date_findings(row: _Row, plan_year: int) -> list[Finding]:
    """Report typed dates that lie outside of the plan year or in the wrong order."""
    first, last = day_of(plan_year, 1, 1), day_of(plan_year, 12, 31)
    start, end = row.span(plan_year)
    facts = {"name": row.title, "year": plan_year, "first": _date(first), "last": _date(last)}
    if row.start > last:
        return [kinds.STARTS_TOO_LATE.at(HEADS, row.row, "start_date", day=_date(row.start), **facts)]
    if row.end < first:
        return [kinds.ENDS_TOO_EARLY.at(HEADS, row.row, "end_date", day=_date(row.end), **facts)]
    typed = row.start != LONG_AGO or row.end != FOREVER
    if typed and end < start:
        column = "start_date" if row.end == FOREVER else "end_date"
        return [kinds.ENDS_FIRST.at(HEADS, row.row, column, name=row.title, start=_date(start), end=_date(end))]
    if row.place is None and LONG_AGO < row.start < first:
        return [kinds.STARTED_BEFORE.at(HEADS, row.row, "start_date", day=_date(row.start), **facts)]
    return []


def _is_away(row: _Row, plan_year: int) -> bool:
    """Tell whether a rep is not employed in the plan year, the row notwithstanding."""
    start, end = row.span(plan_year)
    return start > day_of(plan_year, 12, 31) or end < day_of(plan_year, 1, 1)


def _date(day: int) -> str:
    return str(np.datetime64(day, "D"))
