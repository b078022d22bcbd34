"""Moves between tiers: the tier a customer had, and whether what it bought is far enough past the boundary to leave it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import customer_kinds as kinds
from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.listed import listed
from salesplan.planning.names import NOWHERE, coded, folded
from salesplan.planning.tier_rules import TierRules
from salesplan.planning.tiers import PlainTiers

_ALWAYS_UP: Final = -1
_ALWAYS_DOWN: Final = int(np.iinfo(np.int64).max)
_NO_AMOUNT: Final = int(np.iinfo(np.int64).min)


@dataclass(frozen=True, slots=True)
class LastTiers:
    """The tier of each customer at the evaluation before: its place in the rules, or `NOWHERE` where it had none."""

    place: Ints

    @property
    def known(self) -> Flags:
        """Whose last tier is known."""
        return np.asarray(self.place != NOWHERE)


@dataclass(frozen=True, slots=True)
class TierMoves:
    """What became of each customer's tier.

    Attributes
    ----------
    place
        Its tier now, staying power considered.
    move
        Its move, by key.
    boundary
        The amount that decided about up, down and held, in minor units; blank for the others, and where there is none.
    """

    place: Ints
    move: "pd.Series[Any]"
    boundary: "pd.Series[Any]"


def evaluated_before(customers: pd.DataFrame, as_of: date, before: str, earlier: str) -> "pd.Series[Any]":
    """Give what each customer had at the evaluation before.

    What stands in ``before`` (tier) is the last, unless it was evaluated as of this very day, or a later one: then
    it is what was the last at that time (``earlier``, last_tier). So evaluating twice is evaluating once.
    """
    again = customers["evaluated_on"].to_numpy(dtype="datetime64[D]") >= np.datetime64(as_of, "D")
    return customers[before].where(~again, customers[earlier])


def last_tiers(customers: pd.DataFrame, rules: TierRules, as_of: date) -> tuple[LastTiers, list[Finding]]:
    """Find the tier that each customer had.

    Parameters
    ----------
    customers
        tier, last_tier (text; prospect in any language), evaluated_on (datetime64).
    as_of
        The day of this evaluation.

    Returns
    -------
    LastTiers
        Tiers that are no longer in Tiers count as none.
    list[Finding]
        T112 a tier that is not in Tiers, T114 an evaluation as of a later day.
    """
    names = evaluated_before(customers, as_of, "tier", "last_tier")
    ids = coded(names)
    place = ids.places_in(rules.places())
    lost = np.flatnonzero((ids.codes != NOWHERE) & (place == NOWHERE))
    return LastTiers(place), [*_lost_findings(names.iloc[lost]), *_later_findings(customers, as_of)]


def move_tiers(plain: PlainTiers, last: LastTiers, amount: Ints, rules: TierRules, margin: float) -> TierMoves:
    """Let customers leave their last tier only when they are past its boundary by more than the margin.

    A customer goes up when its amount is more than the boundary below the next better tier × (1 + margin), down when
    it is less than the boundary below its own × (1 - margin), compared exactly; it then gets its plain tier. Otherwise
    it keeps its last one: held, where the plain one differs. Who had no tier or was a prospect gets the plain tier
    (new); who never bought is a prospect.

    Parameters
    ----------
    plain
        The tiers by the rules alone.
    last
        The tiers before.
    amount
        What each customer bought, minor units.
    margin
        The setting tier_margin, a fraction of the boundary.
    """
    had, now = last.place, plain.place
    owned = last.known & (had < rules.prospect)
    buys = now < rules.prospect
    better, worse = owned & buys & (now < had), owned & buys & (now > had)
    thresholds = _Thresholds.of(plain, rules, Fraction(Decimal(str(margin))))
    up, down = better & (amount > thresholds.up[had]), worse & (amount < thresholds.down[had])
    held = (better & ~up) | (worse & ~down)
    down |= owned & ~buys
    new = ~last.known | ((had == rules.prospect) & buys)
    conditions = {"new": new, "up": up, "down": down, "held": held}
    move = np.select(list(conditions.values()), range(len(conditions)), len(conditions))
    boundary = np.where(better, thresholds.above[had], np.where(worse, thresholds.below[had], _NO_AMOUNT))
    return TierMoves(
        np.where(held, had, now),
        pd.Series(pd.array([*conditions, "same"], dtype="str").take(move)),
        pd.Series(pd.arrays.IntegerArray(boundary, boundary == _NO_AMOUNT)),
    )


@dataclass(frozen=True, slots=True)
class _Thresholds:
    """By last tier (and for prospects and none): the boundaries above and below it, and what leaves it.

    More than ``up`` leaves it upwards, less than ``down`` downwards. Boundaries that are not there hold nobody.
    """

    above: Ints
    below: Ints
    up: Ints
    down: Ints

    @classmethod
    def of(cls, plain: PlainTiers, rules: TierRules, margin: Fraction) -> "_Thresholds":
        nowhere = [None, None]  # prospects, and none before
        below = [None if boundary is None else boundary.inner for boundary in plain.boundaries]
        above = [None, *(None if boundary is None else boundary.outer for boundary in plain.boundaries[:-1])]
        up = [_ALWAYS_UP if edge is None else floor(edge * (1 + margin)) for edge in above]
        down = [_ALWAYS_DOWN if edge is None else ceil(edge * (1 - margin)) for edge in below]
        return cls(
            _whole([*above, *nowhere], _NO_AMOUNT),
            _whole([*below, *nowhere], _NO_AMOUNT),
            _whole([*up, *nowhere], _ALWAYS_UP),
            _whole([*down, *nowhere], _ALWAYS_DOWN),
        )


def _whole(values: list[int | None], blank: int) -> Ints:
    return np.array([blank if value is None else value for value in values], dtype=np.int64)


def _lost_findings(names: "pd.Series[Any]") -> list[Finding]:
    """Report last tiers that are not in Tiers, each once, at its first row."""
    keys = names.map(folded)
    rows = pd.Series(names.index, index=names.index).groupby(keys.to_numpy())
    firsts, counts = rows.min(), rows.size()
    first_of = {int(row): str(key) for key, row in firsts.items()}

    def facts(row: int) -> dict[str, object]:
        return {"count": f"{counts[first_of[row]]:,}", "name": str(names.at[row]).strip()}

    return listed(
        kinds.UNKNOWN_LAST_TIER, kinds.MORE_UNKNOWN_LAST_TIERS, "Customers", list(first_of), "last_tier", facts
    )


def _later_findings(customers: pd.DataFrame, as_of: date) -> list[Finding]:
    days = customers["evaluated_on"].to_numpy(dtype="datetime64[D]")
    later = days > np.datetime64(as_of, "D")
    if not later.any():
        return []
    row = customers.index[later].min()
    facts = {"count": f"{np.count_nonzero(later):,}", "later": str(days[later].max()), "as_of": as_of.isoformat()}
    return [kinds.EVALUATED_LATER.at("Customers", row, "evaluated_on", **facts)]
