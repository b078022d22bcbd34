"""The company's year, drawn many times: what all reps sell together when the market moves them all a little alike.

A rep sells S = E · exp(σ · Z - σ² / 2) with Z = √ρ · M + √(1 - ρ) · ε, where the market's luck M is one number a draw
for everybody and ε is the rep's own. Every rep's luck comes from a generator of its own, keyed by the seed and its id:
it is the same in every scenario, so that scenarios differ by what they change and not by chance, and a rep more or
less leaves that of the others alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import fsum, nan, sqrt
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.scenarios.likely.lognormal import chance, needed
from salesplan.planning.settings import UnusableSetting

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how much of the work is done, and how much there is."""
Counts: TypeAlias = npt.NDArray[np.int32]

_SHARES: Final = (0.10, 0.25, 0.50, 0.75, 0.90)
_NUMBERS: Final = 2**22
"""The most numbers that one array holds: it bounds the memory, whatever the numbers of reps, draws and cases."""
_MOST_MEMBERS: Final = 128
"""The most members drawn at a time: few enough to stay in the processor's cache, and to be counted in a byte."""
_FINE: Final = 2.0**20
"""Luck counts in whole parts of this, and ..."""
_LIMB: Final = 16
"""... expected sales in two numbers of so many bits and the rest, so that all sums are of whole numbers, and exact."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """How to draw.

    Attributes
    ----------
    draws
        How many years are drawn, at least 100.
    seed
        The same seed gives the same figures.
    correlation
        The part of each rep's luck (as a variance) that is the market's, 0 to 1.

    Raises
    ------
    UnusableSetting
        If draws or correlation are out of range.
    """

    draws: int = 10_000
    seed: int = 1
    correlation: float = 0.3

    def __post_init__(self) -> None:
        if self.draws < 100:
            raise UnusableSetting("draws", self.draws, "it is 100 or more")
        if not 0 <= self.correlation <= 1:
            raise UnusableSetting("correlation", self.correlation, "it is 0 to 1")


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario to draw; arrays are by member, in any order.

    Attributes
    ----------
    keys
        Whose luck each member has, no key twice.
    expected, quota
        Minor units, at least 0.
    spread
        The standard deviation of the logarithm of each member's sales.
    target
        What all members together are to sell.
    is_rep
        Who counts among the reps; the sales of the others count for the company alone.
    """

    keys: tuple[str, ...]
    expected: Ints
    spread: Floats
    quota: Ints
    target: int
    is_rep: Flags


@dataclass(frozen=True, slots=True)
class Likely:
    """What the draws of a case show.

    Attributes
    ----------
    chance
        The share of the draws in which the company reached its target; NaN where that is 0.
    mean, p10, p25, p50, p75, p90
        The company's sales, minor units: the mean, and what they stay at or below in 10 %, 25 % … of the draws.
    share_at_quota
        The share of the reps with a quota who reach it, on average: in closed form. NaN where no rep has one.
    share_p10, share_p90
        The same share in a bad and in a good year.
    """

    chance: float
    mean: int
    p10: int
    p25: int
    p50: int
    p75: int
    p90: int
    share_at_quota: float
    share_p10: float
    share_p90: float


def simulate(
    cases: Sequence[Case], simulation: Simulation, progress: Progress = lambda done, count: None
) -> list[Likely]:
    """Draw the years of cases, all with the same luck.

    Parameters
    ----------
    cases
        Scenarios, in any number; members in any order.
    simulation
        How to draw.
    progress
        Is called now and then.

    Returns
    -------
    list[Likely]
        For each case. A case has the same figures to the last digit whatever the order of its members and whichever
        cases are beside it. (That holds up to some 5 trillion units of a currency with cents; beyond, to 15 digits.)

    Examples
    --------
    >>> ana = Case(("r-01",), np.array([100_000]), np.array([0.2]), np.array([100_000]), 100_000, np.array([True]))
    >>> likely, again = simulate([ana, ana], Simulation(draws=1_000))
    >>> likely == again, round(likely.share_at_quota, 3), abs(likely.chance - likely.share_at_quota) < 0.05
    (True, 0.46, True)
    """
    if not cases:
        return []
    batch = max(1, _NUMBERS // (2 * simulation.draws))
    batches = [cases[start : start + batch] for start in range(0, len(cases), batch)]
    blocks = [_blocks(some, simulation.draws) for some in batches]
    count, done = sum(len(keys) for keys in blocks), 0
    market = _generator(simulation.seed, "market").standard_normal(simulation.draws)
    result: list[Likely] = []
    for some, keys_of_blocks in zip(batches, blocks, strict=True):
        drawn = _Drawn.nothing(len(some), simulation.draws)
        table = _Table.of(some)
        for keys in keys_of_blocks:
            drawn.add(table.block(keys), _luck(keys, market, simulation))
            done += 1
            progress(done, count)
        result += [drawn.likely(place, case) for place, case in enumerate(some)]
    return result


def _blocks(cases: Sequence[Case], draws: int) -> list[list[str]]:
    """Part the members of all cases into those drawn at a time."""
    keys = sorted({key for keys in {case.keys for case in cases} for key in keys})
    size = max(1, min(_MOST_MEMBERS, _NUMBERS // draws))
    return [keys[start : start + size] for start in range(0, len(keys), size)]


def _luck(keys: Sequence[str], market: Floats, simulation: Simulation) -> Floats:
    """Draw the luck of members, and add the market's: members × draws standard normals."""
    luck = np.empty((len(keys), simulation.draws))
    for place, key in enumerate(keys):
        _generator(simulation.seed, "member", key).standard_normal(out=luck[place])
    luck *= sqrt(1 - simulation.correlation)
    luck += sqrt(simulation.correlation) * market
    return luck


def _generator(seed: int, kind: str, key: str = "") -> np.random.Generator:
    """Give the luck of one: what it draws depends on nobody else."""
    digest = sha256(f"{seed}\n{kind}\n{key}".encode()).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16], "big")))


@dataclass(frozen=True, slots=True)
class _Block:
    """Some members in each of some cases: cases × members.

    ``luck`` is what each needs to reach its quota; infinite for who has none, is no rep, or is not in the case.
    """

    expected: Ints
    spread: Floats
    luck: Floats

    def by_spread(self) -> Iterator[tuple[Floats, Ints]]:
        """Give each different row of spreads, and the cases that have it."""
        rows, which = np.unique(self.spread, axis=0, return_inverse=True)
        for place, row in enumerate(rows):
            yield row, np.flatnonzero(which.ravel() == place)


@dataclass(frozen=True, slots=True)
class _Table:
    """The members of some cases, to be looked up by key; each array has one place more, for who is not in the case."""

    places: list[dict[str, int]]
    expected: list[Ints]
    spread: list[Floats]
    luck: list[Floats]

    @classmethod
    def of(cls, cases: Sequence[Case]) -> "_Table":
        places = {keys: {key: place for place, key in enumerate(keys)} for keys in {case.keys for case in cases}}
        return cls(
            [places[case.keys] for case in cases],
            [np.append(case.expected, 0) for case in cases],
            [np.append(case.spread, 0.0) for case in cases],
            [np.append(_luck_needed(case), np.inf) for case in cases],
        )

    def block(self, keys: Sequence[str]) -> _Block:
        """Look members up."""
        at = [[places.get(key, -1) for key in keys] for places in self.places]
        spread = np.array([of[row] for of, row in zip(self.spread, at, strict=True)])
        absent = np.array(at) < 0
        return _Block(
            np.array([of[row] for of, row in zip(self.expected, at, strict=True)]),
            np.where(absent, spread.max(axis=0), spread),  # one who is not there shall not make the row another one
            np.array([of[row] for of, row in zip(self.luck, at, strict=True)]),
        )


def _luck_needed(case: Case) -> Floats:
    return np.where(_counted(case), needed(case.expected, case.spread, case.quota), np.inf)


def _counted(case: Case) -> Flags:
    return np.asarray(case.is_rep & (case.quota > 0))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What has been drawn so far, by case and draw.

    ``high`` and ``low`` are the sums of luck times the two parts of expected sales, whole numbers; ``reached`` counts
    the reps at quota.
    """

    high: Floats
    low: Floats
    reached: Counts

    @classmethod
    def nothing(cls, cases: int, draws: int) -> "_Drawn":
        shape = cases, draws
        return cls(np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=np.int32))

    def add(self, block: _Block, luck: Floats) -> None:
        """Add some members to the company."""
        for spread, cases in block.by_spread():
            grown = luck * spread[:, None]
            grown -= (spread**2 / 2)[:, None]
            np.exp(grown, out=grown)
            grown *= _FINE
            np.rint(grown, out=grown)
            expected = block.expected[cases]
            self.high[cases] += (expected >> _LIMB).astype(np.float64) @ grown
            self.low[cases] += (expected & (2**_LIMB - 1)).astype(np.float64) @ grown
        for case, needs in enumerate(block.luck):
            at_quota = (luck >= needs[:, None]).view(np.uint8)
            self.reached[case] += np.add.reduce(at_quota, axis=0, dtype=np.uint8)

    def likely(self, place: int, case: Case) -> Likely:
        """Say what the draws of a case show."""
        sales = self.high[place] * (2**_LIMB / _FINE) + self.low[place] / _FINE
        p10, p25, p50, p75, p90 = np.rint(_quantiles(sales, _SHARES)).astype(np.int64).tolist()
        counted = _counted(case)
        reps = int(counted.sum())
        chances = chance(case.expected[counted], case.spread[counted], case.quota[counted])
        bad, good = _quantiles(self.reached[place], (0.10, 0.90)).tolist()
        return Likely(
            chance=float(np.mean(sales >= case.target)) if case.target > 0 else nan,
            mean=round(float(sales.mean())),
            p10=p10,
            p25=p25,
            p50=p50,
            p75=p75,
            p90=p90,
            share_at_quota=fsum(chances.tolist()) / reps if reps else nan,
            share_p10=bad / reps if reps else nan,
            share_p90=good / reps if reps else nan,
        )


def _quantiles(drawn: "Floats | Counts", shares: Sequence[float]) -> "Floats | Counts":
    """Give the outcomes that were really drawn which a share of the draws is at or below."""
    return np.asarray(np.quantile(drawn, shares, method="inverted_cdf"))
