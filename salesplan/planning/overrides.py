"""Overrides: what people typed beside the proposals, found again by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import kinds
from salesplan.planning.arrays import Ints
from salesplan.planning.names import folded, group_key, texts
from salesplan.planning.pins import NOT_PINNED
from salesplan.planning.roster import Roster
from salesplan.planning.settings import PlanSettings
from salesplan.planning.split import Pins
from salesplan.planning.wording import amount_text
from salesplan.tables.quota import UNASSIGNED
from salesplan.words import nearest_words

_Key: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What people typed on one level, in the order of the results.

    Attributes
    ----------
    pins
        The overrides in minor units, `NOT_PINNED` where blank.
    reasons
        Their reasons; kept where the override is blank, too.
    """

    pins: Ints
    reasons: list[str]

    def overrides(self) -> pd.arrays.IntegerArray:
        """Give the overrides as a column, blank where there is none."""
        return pd.arrays.IntegerArray(np.maximum(self.pins, 0), self.pins == NOT_PINNED)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What people typed on each level."""

    regions: Typed
    teams: Typed
    reps: Typed

    @property
    def pins(self) -> Pins:
        """The pins of all levels."""
        return Pins(self.regions.pins, self.teams.pins, self.reps.pins)


def find_overrides(
    region_quota: pd.DataFrame, team_quota: pd.DataFrame, quota: pd.DataFrame, roster: Roster, settings: PlanSettings
) -> tuple[Overrides, list[Finding]]:
    """Match the overrides of each level with what is planned now.

    Parameters
    ----------
    region_quota, team_quota, quota
        override (Int64, minor units), reason (text) and what identifies a row: region; region and team; rep_id
        (blank: the sales that no rep has). Of rows with the same identity the first counts.

    Returns
    -------
    Overrides
        Pins and reasons by level.
    list[Finding]
        Overrides that are negative (not pinned), for a region, team or rep that is not in the plan, or no whole
        multiple of the rounding unit (pinned as they are); and overrides without a reason.
    """
    regions = _Level("RegionQuota", ("region",), group_key, [(region,) for region in roster.regions])
    teams = _Level("TeamQuota", ("region", "team"), group_key, list(roster.teams))
    reps = _Level("Quota", ("rep_id",), folded, [(member.rep_id,) for member in roster.members])
    findings: list[Finding] = []
    return Overrides(
        regions.typed(region_quota, settings, findings),
        teams.typed(team_quota, settings, findings),
        reps.typed(quota, settings, findings),
    ), findings


@dataclass(frozen=True, slots=True)
class _Level:
    """One level: its table, what identifies a row, how that is matched, and the names that are planned."""

    table: str
    columns: _Key
    key: Callable[[str], str]
    planned: Sequence[_Key]

    def typed(self, frame: pd.DataFrame, settings: PlanSettings, findings: list[Finding]) -> Typed:
        """Put each override in its place, and report those that cannot stand as they are."""
        places = {self._matched(names): place for place, names in enumerate(self.planned)}
        pins = np.full(len(self.planned), NOT_PINNED)
        reasons = [""] * len(self.planned)
        seen: set[int] = set()
        names = list(zip(*(texts(frame, column) for column in self.columns), strict=True))
        for row, name, override, reason in zip(
            frame.index.tolist(), names, _amounts(frame), texts(frame, "reason"), strict=True
        ):
            place = places.get(self._matched(name))
            if override is not None:
                findings += self._checked(int(row), name, override, place, settings)
                if not reason:
                    value = amount_text(override, settings.currency)
                    findings.append(kinds.OVERRIDE_WITHOUT_REASON.at(self.table, row, "reason", value=value))
            if place is None or place in seen:
                continue
            seen.add(place)
            reasons[place] = reason
            if override is not None and override >= 0:
                pins[place] = override
        return Typed(pins, reasons)

    def _matched(self, names: _Key) -> _Key:
        return tuple(map(self.key, names))

    def _checked(self, row: int, name: _Key, override: int, place: int | None, settings: PlanSettings) -> list[Finding]:
        value = amount_text(override, settings.currency)
        if override < 0:
            return [kinds.OVERRIDE_NEGATIVE.at(self.table, row, "override", value=value)]
        if place is None:
            near = nearest_words(_title(name), [_title(names) for names in self.planned])
            return [kinds.OVERRIDE_NOWHERE.at(self.table, row, "override", value=value, name=_title(name), near=near)]
        if override % settings.unit:
            return [kinds.OVERRIDE_NOT_WHOLE.at(self.table, row, "override", **not_whole(override, settings))]
        return []


def not_whole(amount: int, settings: PlanSettings) -> dict[str, object]:
    """Give the facts of an amount that is no whole multiple of the rounding unit."""
    unit = settings.unit
    whole = (2 * amount + unit) // (2 * unit) * unit
    facts = {"value": amount, "unit": unit, "nearest": whole}
    return {name: amount_text(fact, settings.currency) for name, fact in facts.items()}


def _title(names: _Key) -> str:
    return " / ".join(names) or UNASSIGNED.en


def _amounts(frame: pd.DataFrame) -> list[int | None]:
    if "override" not in frame:
        return [None] * len(frame)
    return [None if pd.isna(amount) else int(amount) for amount in frame["override"].tolist()]
