"""Heads: the reps who come, leave or change in a scenario, put among those of the plan."""

from collections import defaultdict
from math import fsum
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.planning.apportion import apportion
from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.names import NOWHERE, coded, first_of_each, first_places, folded, group_key, texts
from salesplan.planning.roster import FOREVER, LONG_AGO, day_of
from salesplan.planning.scenarios.changes.frames import in_place_of, shaped
from salesplan.planning.visit_entries import days_of
from salesplan.words import ENGLISH, Words

REP_COLUMNS: Final = ("rep", "region", "team", "start_date", "end_date", "capacity", "ability", "potential")
"""What a scenario can change of a rep."""

_NEW_ID: Final = "NEW-{number}"
_NEW_NAME: Final = Words("New rep {number}", "新销售代表 {number}", "新業務代表 {number}")


def with_heads(
    reps: pd.DataFrame,
    heads: pd.DataFrame | None,
    hires: int,
    plan_year: int,
    *,
    row: int | None = None,
    language: str = ENGLISH,
) -> pd.DataFrame:
    """Change, add and hire reps.

    Parameters
    ----------
    reps
        The plan's reps.
    heads
        rep_id, the columns of `REP_COLUMNS` and count (blank = 1). An id of the plan: what is filled in takes the place of
        what the plan says. Another id: a new rep. No id: as many new reps as count says. None for no changes.
    hires
        How many more reps start on 1 January, shared out over the teams by their full-time heads (Webster's method; ties go
        to the first by region and team), after ``heads``.
    plan_year
        New reps without a start date start on its 1 January.
    row
        The row of Scenarios, which the hires have as their index.
    language
        Of the names of reps who have none.

    Returns
    -------
    DataFrame
        The columns of ``reps``; the same object where nothing changes. Changed reps stay where they are; then those new by
        id, those by count, whose index is their row of Heads, and the hires. Who has no id gets NEW-1, NEW-2 and so on,
        passing over ids that are there, in an order that depends on what the rows say and not on where they stand.

    Examples
    --------
    >>> reps = pd.DataFrame({"rep_id": ["R-01"], "rep": ["Ana"], "region": ["North"], "team": ["East"],
    ...     "start_date": pd.to_datetime([None]), "end_date": pd.to_datetime([None]), "capacity": [1.0]})
    >>> changed = with_heads(reps, None, 2, 2027)
    >>> changed.rep_id.tolist(), changed.rep.tolist(), changed.team.tolist()
    (['R-01', 'NEW-1', 'NEW-2'], ['Ana', 'New rep 1', 'New rep 2'], ['East', 'East', 'East'])
    """
    staff = reps if heads is None or heads.empty else _with_typed(reps, heads, plan_year, language)
    return staff if hires <= 0 else _with_hires(staff, hires, plan_year, row or 0, language)


def _with_typed(reps: pd.DataFrame, heads: pd.DataFrame, plan_year: int, language: str) -> pd.DataFrame:
    """Make the changes of Heads: to reps of the plan, and new ones."""
    known = {key for key in map(folded, texts(reps, "rep_id")) if key}
    keys = [folded(rep_id) for rep_id in texts(heads, "rep_id")]
    is_known = np.array([key in known for key in keys], dtype=np.bool_)
    has_id = np.array([bool(key) for key in keys], dtype=np.bool_)
    changed = _changed(reps, heads[is_known])
    named = _in_order(heads[has_id & ~is_known])
    counted = _counted(heads[~has_id])
    taken = known | set(keys)
    new = pd.concat([named, _named(counted, taken, language)]) if len(counted) else named
    return _added(changed, new, plan_year) if len(new) else changed


def _changed(reps: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """Fill in what Heads say of reps of the plan; a row of Reps takes the first row of Heads with its id."""
    if heads.empty:
        return reps
    ids = coded(heads["rep_id"])
    first = first_of_each(ids.codes, len(ids.keys)).tolist()
    place = coded(reps["rep_id"]).places_in(dict(zip(ids.keys, first, strict=True)))
    columns = {
        key: _filled(reps[key], heads[key], place) if key in REP_COLUMNS and key in heads else reps[key]
        for key in reps.columns
    }
    changed = pd.DataFrame(columns, index=reps.index)
    return reps if changed.equals(reps) else changed


def _filled(column: "pd.Series[Any]", typed: "pd.Series[Any]", place: Ints) -> "pd.Series[Any]":
    """Put typed cells in place of a column's, where there are any."""
    takes = (place != NOWHERE) & is_typed(typed)[place]
    if not takes.any():
        return column
    filled = column.copy()
    filled.array[takes] = typed.array.take(place[takes]).astype(column.dtype)
    return filled


def is_typed(column: "pd.Series[Any]") -> Flags:
    """Tell which cells of a column are not blank.

    Examples
    --------
    >>> is_typed(pd.Series(["", "East"], dtype="str")).tolist(), is_typed(pd.Series([0.0, None])).tolist()
    ([False, True], [True, False])
    """
    return np.asarray((column.notna() & (column != "")).to_numpy(dtype=np.bool_))


def _in_order(heads: pd.DataFrame) -> pd.DataFrame:
    """Sort rows by what they say, whatever their place in the sheet."""
    by = [key for key in ("rep_id", "region", "team", "start_date", *REP_COLUMNS, "count") if key in heads]
    return heads.sort_values(list(dict.fromkeys(by)), kind="stable") if len(heads) > 1 else heads


def _counted(heads: pd.DataFrame) -> pd.DataFrame:
    """Give a row for each of the reps that have no id, a typed name numbered where it is that of several."""
    ordered = _in_order(heads)
    counts = ordered["count"].to_numpy(dtype=np.float64, na_value=np.nan) if "count" in ordered else np.ones(len(heads))
    times = np.where(np.isnan(counts), 1, np.maximum(counts, 0)).astype(np.int64)
    reps = ordered.iloc[np.repeat(np.arange(len(ordered)), times)].copy()
    numbers = [number for most in times.tolist() for number in range(1, most + 1)]
    several = np.repeat(times > 1, times).tolist()
    reps["rep"] = pd.array(
        [
            f"{name} {number}" if name and numbered else name
            for name, number, numbered in zip(texts(reps, "rep"), numbers, several, strict=True)
        ],
        dtype="str",
    )
    return reps


def _named(reps: pd.DataFrame, taken: set[str], language: str) -> pd.DataFrame:
    """Give new reps ids that nobody has, and names where they have none."""
    numbers: list[int] = []
    number = 0
    while len(numbers) < len(reps):
        number += 1
        if folded(_NEW_ID.format(number=number)) not in taken:
            numbers.append(number)
    names = [
        name or _NEW_NAME.filled(number=number).said(language)
        for name, number in zip(texts(reps, "rep"), numbers, strict=True)
    ]
    ids = [_NEW_ID.format(number=number) for number in numbers]
    return reps.assign(rep_id=pd.array(ids, dtype="str"), rep=pd.array(names, dtype="str"))


def _added(reps: pd.DataFrame, new: pd.DataFrame, plan_year: int) -> pd.DataFrame:
    """Put new reps behind the others; who has no start date starts on 1 January."""
    january = pd.Timestamp(plan_year, 1, 1)
    typed = shaped(new, reps)
    started = typed.assign(start_date=typed["start_date"].fillna(january))
    return in_place_of(reps, started, np.zeros(len(reps), dtype=np.bool_))


def _with_hires(reps: pd.DataFrame, hires: int, plan_year: int, row: int, language: str) -> pd.DataFrame:
    """Add reps to the teams, by their heads."""
    teams = _heads_by_team(reps, plan_year) or {("", ""): 1.0}
    shares = apportion(hires, list(teams.values()))
    regions, names = zip(*teams, strict=True)
    new = pd.DataFrame(
        {
            "rep": pd.array([""] * hires, dtype="str"),
            "region": pd.array(np.repeat(np.array(regions, dtype=object), shares), dtype="str"),
            "team": pd.array(np.repeat(np.array(names, dtype=object), shares), dtype="str"),
        },
        index=[row] * hires,
    )
    return _added(reps, _named(new, set(map(folded, texts(reps, "rep_id"))), language), plan_year)


def _heads_by_team(reps: pd.DataFrame, plan_year: int) -> dict[tuple[str, str], float]:
    """Sum up the full-time heads of the plan year by region and team, in the order of their names.

    As in `salesplan.planning.roster.active_roster`, without making members of thousands of reps for each scenario.
    """
    known = np.array(list(first_places(map(folded, texts(reps, "rep_id"))).values()), dtype=np.int64)
    start, end = days_of(reps["start_date"], LONG_AGO)[known], days_of(reps["end_date"], FOREVER)[known]
    active = known[(start <= day_of(plan_year, 12, 31)) & (end >= day_of(plan_year, 1, 1))]
    pairs = list(zip(texts(reps, "region"), texts(reps, "team"), strict=True))
    capacity = reps["capacity"].fillna(1.0).clip(lower=0.0).to_numpy(dtype=np.float64)[active]
    heads: dict[tuple[str, str], list[float]] = defaultdict(list)
    shown: dict[tuple[str, str], tuple[str, str]] = {}
    keys = {pair: (group_key(pair[0]), group_key(pair[1])) for pair in set(pairs)}
    for place, full in zip(active.tolist(), capacity.tolist(), strict=True):
        pair = pairs[place]
        key = keys[pair]
        heads[key].append(full)
        shown[key] = min(shown.get(key, pair), pair)
    return {shown[key]: fsum(heads[key]) for key in sorted(heads)}
