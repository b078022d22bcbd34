"""How quotas stand once cells were typed and before they are split again: what the sheets compute by themselves."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Flags, Floats, Ints, sums_of
from salesplan.planning.money import grown, millionths
from salesplan.planning.settings import PlanSettings
from salesplan.planning.split import OverAssignment, handed_down
from salesplan.tables.quota import MONTHS, QUARTERS

Frames: TypeAlias = Mapping[str, pd.DataFrame]

QUOTAS: Final[tuple[str, ...]] = ("RegionQuota", "TeamQuota", "Quota")
"""The tables of quotas, parents first."""
_CHILDREN: Final = {"RegionQuota": ("TeamQuota", ("region",)), "TeamQuota": ("Quota", ("region", "team"))}
"""For each table of parents the one below it, and the columns in which a child says whose it is."""
_COMPUTED: Final = ("last_year", "base", "proposed")
"""Amounts that every planned row has."""


def live_columns(frames: Frames, settings: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """Compute the columns that the sheets compute by formula, as the sheets do it.

    Parameters
    ----------
    frames
        Any of RegionQuota, TeamQuota and Quota: last_year, proposed and the months as they were computed, override as it
        is typed now; Int64 minor units, in which a blank counts as 0. A parent whose children's table is not among them
        has no allocation.
    settings
        The plan's settings by key, typed.

    Returns
    -------
    dict of DataFrame
        By table, indexed as its frame: final, growth (a fraction, NaN where last year is 0); allocated and gap of parents;
        stretch, q1 to q4 and check of reps. Money is int64 in minor units.

    Examples
    --------
    >>> amounts = {"last_year": [100, 200], "proposed": [110, None], "override": [None, 0]}
    >>> quota = pd.DataFrame({key: pd.array(cells, dtype="Int64") for key, cells in amounts.items()})
    >>> quota[["region", "team"]] = ["North", "East"]
    >>> team = quota.assign(override=pd.array([150, None], dtype="Int64")).head(1)
    >>> live = live_columns({"TeamQuota": team, "Quota": quota}, {"currency": "JPY"})
    >>> live["Quota"]["final"].tolist(), live["TeamQuota"]["gap"].tolist()
    ([110, 0], [-40])
    """
    used = _settings(settings)
    live = {name: _of_all(frames[name]) for name in QUOTAS if name in frames}
    for name, (below, _) in _CHILDREN.items():
        if name in live and below in live:
            allocated = _summed(frames, name, live[below]["final"].to_numpy())
            target = _handed_down(live[name]["final"].to_numpy(), name, used)
            live[name] = live[name].assign(allocated=allocated, gap=allocated - target)
    if "Quota" in live:
        live["Quota"] = live["Quota"].assign(**_of_reps(frames["Quota"], live["Quota"]["final"].to_numpy(), used))
    return live


def company_figures(frames: Frames, settings: Mapping[str, Any]) -> dict[str, int]:
    """Compute the company's target, and by how much its regions differ from it, as the sheets do; minor units.

    Examples
    --------
    >>> amounts = {"base": 1_049, "proposed": 1_000, "override": 1_200}
    >>> regions = pd.DataFrame({key: pd.array([amount], dtype="Int64") for key, amount in amounts.items()})
    >>> company_figures({"RegionQuota": regions}, {"currency": "JPY"})
    {'company_quota': 1000, 'company_gap': 200}
    """
    regions, used = frames["RegionQuota"], _settings(settings)
    quota = _company_quota(regions, used)
    gap = int(finals(regions).sum()) - _asked_of_regions(quota, used)
    return {"company_quota": quota, "company_gap": gap}


def gaps(frames: Frames, settings: Mapping[str, Any]) -> pd.DataFrame:
    """Hold each parent against its children: the company against its regions, these against teams, teams against reps.

    Parameters
    ----------
    frames, settings
        As in `live_columns`, with all three tables, and base in RegionQuota.

    Returns
    -------
    DataFrame
        The company, then the regions and the teams in the order of their tables. Columns: level (company, region, team),
        region and team ("" where there is none), target (what its children should add up to), allocated (what they do),
        gap (the difference), pinned (the sum of its children's overrides), free (how many children have none). Money is
        int64 in minor units.
    """
    used = _settings(settings)
    regions = frames["RegionQuota"]
    target = _asked_of_regions(_company_quota(regions, used), used)
    whole = {"level": ["company"], "region": [""], "team": [""], "target": [target]}
    levels = [pd.DataFrame(whole | {key: [int(values.sum())] for key, values in _of_children(regions).items()})]
    for name, (below, keys) in _CHILDREN.items():
        parents = frames[name]
        sums = {key: _summed(frames, name, values) for key, values in _of_children(frames[below]).items()}
        named = {
            "level": keys[-1],
            "region": parents["region"].to_numpy(),
            "team": parents["team"].to_numpy() if "team" in keys else "",
            "target": _handed_down(finals(parents), name, used),
        }
        levels.append(pd.DataFrame(named | sums, index=range(len(parents))))
    standing = pd.concat(levels, ignore_index=True)
    standing.insert(5, "gap", standing["allocated"] - standing["target"])
    return standing


def is_planned(frame: pd.DataFrame) -> Flags:
    """Tell which rows are part of the plan: one without any computed amount was left behind for what is typed in it.

    Examples
    --------
    >>> is_planned(pd.DataFrame({"last_year": pd.array([0, None], "Int64"), "override": [1, 2]})).tolist()
    [True, False]
    """
    there = [key for key in _COMPUTED if key in frame]
    return frame[there].notna().any(axis=1).to_numpy()


def finals(frame: pd.DataFrame) -> Ints:
    """Give the quotas that count: the override where one is typed, else the proposal; 0 where a row is not planned.

    Examples
    --------
    >>> finals(pd.DataFrame({"proposed": pd.array([5, 6], "Int64"), "override": pd.array([None, 0], "Int64")})).tolist()
    [5, 0]
    """
    final = np.where(frame["override"].isna(), _amounts(frame, "proposed"), _amounts(frame, "override"))
    return np.where(is_planned(frame), final, 0)


def _amounts(frame: pd.DataFrame, key: str) -> Ints:
    """Give a column of money in minor units, blanks as 0."""
    return frame[key].fillna(0).to_numpy(dtype=np.int64) if key in frame else np.zeros(len(frame), dtype=np.int64)


def _of_all(frame: pd.DataFrame) -> pd.DataFrame:
    final, last = finals(frame), _amounts(frame, "last_year")
    growth: Floats = np.divide(final, last, out=np.full(last.size, np.nan), where=last != 0) - 1
    return pd.DataFrame({"final": final, "growth": growth}, index=frame.index)


def _of_reps(frame: pd.DataFrame, final: Ints, used: PlanSettings) -> dict[str, Ints]:
    months = np.array([_amounts(frame, month) for month in MONTHS])
    quarters = months.reshape(len(QUARTERS), len(MONTHS) // len(QUARTERS), len(frame)).sum(axis=1)
    return {
        "stretch": grown(final, millionths(used.stretch), used.unit),
        **dict(zip(QUARTERS, quarters, strict=True)),
        "check": quarters.sum(axis=0) - final,
    }


def _of_children(frame: pd.DataFrame) -> dict[str, Ints]:
    """Give what is added up of children for their parents."""
    planned, typed = is_planned(frame), frame["override"].notna().to_numpy()
    pinned = np.where(planned, _amounts(frame, "override"), 0)
    return {"allocated": finals(frame), "pinned": pinned, "free": (planned & ~typed).astype(np.int64)}


def _summed(frames: Frames, name: str, values: Ints) -> Ints:
    """Add up the children's values for each parent, which is known by its names whatever the case."""
    below, keys = _CHILDREN[name]
    parents, children = _names(frames[name], keys), _names(frames[below], keys)
    codes = pd.factorize(np.array([*parents, *children], dtype=object))[0]
    sums = sums_of(values, codes[len(parents) :], int(codes.max(initial=-1)) + 1)
    return sums[codes[: len(parents)]]


def _names(frame: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    return ["\x1f".join(parts).lower() for parts in zip(*(frame[key].astype(str) for key in keys), strict=True)]


def _handed_down(parents: Ints, name: str, used: PlanSettings) -> Ints:
    """Give what the children of parents of a table should add up to."""
    over = OverAssignment.of(used)
    return handed_down(parents, over.teams if name == "RegionQuota" else over.reps, used.unit)


def _company_quota(regions: pd.DataFrame, used: PlanSettings) -> int:
    if used.company_target is not None:
        return used.company_target
    return int(grown(_amounts(regions, "base").sum(keepdims=True), 0, used.unit)[0])


def _asked_of_regions(quota: int, used: PlanSettings) -> int:
    return int(handed_down(np.array([quota]), OverAssignment.of(used).regions, used.unit)[0])


def _settings(settings: Mapping[str, Any]) -> PlanSettings:
    """Give the settings that the sheets' formulas read; a blank counts as 0."""
    return PlanSettings(
        plan_year=settings.get("plan_year") or 1,
        currency=settings.get("currency") or "CNY",
        company_target=settings.get("company_target"),
        rounding_unit=settings.get("rounding_unit") or 0,
        over_assignment_region=settings.get("over_assignment_region") or 0.0,
        over_assignment_team=settings.get("over_assignment_team") or 0.0,
        over_assignment_rep=settings.get("over_assignment_rep") or 0.0,
        stretch=settings.get("stretch") or 0.0,
    )
