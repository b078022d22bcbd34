"""The rows of the back-test: attainment by size of quota, and what it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.scenarios.back_test import words
from salesplan.planning.scenarios.ranks import is_slight, is_sure, rank_correlation
from salesplan.planning.scenarios.rows import rows_of
from salesplan.tables.scenario_likely import BACK_TEST
from salesplan.words import ENGLISH, Words

MOST_BANDS: Final = 5
FEWEST_IN_A_BAND: Final = 2
FEWEST_COMPARED: Final = 8
"""Reps below which a rank correlation says nothing."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Reps in the order of the plan: what each was asked for, and what was sold.

    Attributes
    ----------
    quota, sales
        Minor units of the tested year.
    whole, part, new
        What the quota rests on: a whole year of somebody who is there for the whole of the next one, too; a part of the
        year, as the rep started within it; nothing of the rep's own, who had no sales yet.
    """

    quota: Ints
    sales: Ints
    whole: Flags
    part: Flags
    new: Flags

    @classmethod
    def nobody(cls) -> "Reached":
        """Give no rep at all."""
        none, never = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)
        return cls(none, none, never, never, never)

    def those(self, which: "Flags | Ints") -> "Reached":
        """Give some of them, by flag or by place."""
        return Reached(self.quota[which], self.sales[which], self.whole[which], self.part[which], self.new[which])

    @property
    def attainment(self) -> Floats:
        """Each rep's sales ÷ quota."""
        return np.asarray(self.sales / self.quota)

    @property
    def at_quota(self) -> int:
        """How many sold as much as they were asked for."""
        return int((self.sales >= self.quota).sum())

    @property
    def share(self) -> float:
        """What they reached together."""
        return int(self.sales.sum()) / int(self.quota.sum())


def by_size(reached: Reached, year: int, language: str = ENGLISH) -> pd.DataFrame:
    """Give the rows of BackTest: all reps, then bands by size of quota.

    Parameters
    ----------
    reached
        Reps with a quota above 0.
    year
        Which was tested.
    language
        Of the sentences.

    Examples
    --------
    >>> some = np.zeros(4, dtype=bool)
    >>> reached = Reached(np.array([100, 400, 200, 300]), np.array([100, 300, 190, 330]), some, some, some)
    >>> rows = by_size(reached, 2026)
    >>> rows[["size", "quota", "sales", "at_quota"]].to_numpy().tolist()
    [[0, 1000, 920, 2], [1, 300, 290, 1], [2, 700, 630, 1]]
    >>> rows["said"].iloc[1]
    'Size 1 of 2: together they reached 97 %; 1 of 2 reps would have reached their quota.'
    """
    rows = list(_Rows(reached, year, language).all()) if reached.quota.size else []
    return rows_of(BACK_TEST, len(rows), {key: [row[key] for row in rows] for key in BACK_TEST.keys})


def bands(quota: Ints) -> list[Ints]:
    """Put reps into bands by size of quota, their numbers differing by one at most; equal quotas stay in their order.

    Examples
    --------
    >>> [band.tolist() for band in bands(np.array([50, 10, 30, 20, 10]))]
    [[1, 4, 3], [2, 0]]
    """
    count = min(MOST_BANDS, quota.size // FEWEST_IN_A_BAND)
    order = np.argsort(quota, kind="stable")
    band = np.arange(quota.size) * count // max(quota.size, 1)
    return [order[band == place] for place in range(count)]


def _conclusion(rho: float, count: int) -> Words:
    """Say what the rank correlation of so many reps tells; a sign that may be chance is told as one."""
    if is_slight(rho):
        return words.NO_SIGN
    if not is_sure(rho, count):
        return words.LARGER_SEEM_EASIER if rho > 0 else words.SMALLER_SEEM_EASIER
    return words.LARGER_EASIER if rho > 0 else words.SMALLER_EASIER


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows in one language."""

    reached: Reached
    year: int
    language: str

    def all(self) -> Iterator[dict[str, Any]]:
        """Give all rows; a single band says nothing more."""
        parts = [self.reached.those(band) for band in bands(self.reached.quota)]
        parts = parts if len(parts) > 1 else []
        stop = words.BETWEEN.get(self.language, "")
        yield self._row(0, self.reached, stop.join(self._summary(parts)))
        for size, part in enumerate(parts, start=1):
            facts = {"size": size, "sizes": len(parts), "reps": part.quota.size, "count": part.at_quota}
            yield self._row(size, part, self._said(words.BAND, **facts, share=self._percent(part.share)))

    def _row(self, size: int, part: Reached, said: str) -> dict[str, Any]:
        return {
            "size": size,
            "reps": part.quota.size,
            "smallest": int(part.quota.min()),
            "largest": int(part.quota.max()),
            "quota": int(part.quota.sum()),
            "sales": int(part.sales.sum()),
            "attainment": part.share,
            "at_quota": part.at_quota,
            "share_at_quota": part.at_quota / part.quota.size,
            "middle": float(np.median(part.attainment)),
            "said": said,
        }

    def _summary(self, parts: list[Reached]) -> Iterator[str]:
        """Say who reached it, whether size matters, and whose quotas rest on less than a year."""
        reached = self.reached
        share, middle = self._percent(reached.share), self._percent(float(np.median(reached.attainment)))
        facts = {"count": reached.at_quota, "reps": reached.quota.size, "year": self.year}
        yield self._said(words.ALL, **facts, share=share, middle=middle)
        if parts:
            first, last = (self._percent(part.share) for part in (parts[0], parts[-1]))
            yield self._said(words.ENDS, part=words.PARTS[len(parts)].said(self.language), first=first, last=last)
        yield self._size_matters()
        for sentence, which in ((words.STARTED, reached.part), (words.NEW, reached.new)):
            if which.any():
                some = reached.those(which)
                facts = {"count": some.quota.size, "before": self.year - 1, "year": self.year}
                yield self._said(sentence, **facts, share=self._percent(some.share))

    def _size_matters(self) -> str:
        compared = self.reached.those(self.reached.whole)
        count = compared.quota.size
        if count < FEWEST_COMPARED:
            return self._said(words.TOO_FEW, count=count)
        rho = rank_correlation(compared.quota, compared.attainment)
        return self._said(_conclusion(rho, count), count=count, rho=f"{rho:z.2f}")

    def _percent(self, share: float) -> str:
        return self._said(words.PERCENT, share=round(100 * share))

    def _said(self, sentence: Words, **facts: object) -> str:
        return sentence.said(self.language).format(**facts)
