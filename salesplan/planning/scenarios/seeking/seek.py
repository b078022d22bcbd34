"""Goal seek: which value of a driver gives a result that is wanted.

Results are steps (quotas are whole rounding units, chances come of so many draws), need not rise or fall throughout, and
may not exist for some values. So values around the present one are tried first, then farther and farther out; wherever
the result passes the goal, the passage nearest to the present value is bisected down to the driver's finest value; and of
the values that give the goal there, the one with the fewest digits is taken.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from salesplan.planning.scenarios.scenario import Figures
from salesplan.planning.scenarios.seeking.drivers import Driver, Value
from salesplan.planning.scenarios.seeking.goals import Goal
from salesplan.planning.scenarios.seeking.sought import Sought, Tried

MOST_TRIES: Final = 100
"""Values that are tried at most; some more make the answer rounder and verify it."""

_NEAR: Final = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28)
"""Steps from the present value that are tried whatever is found among them."""

_FAR: Final = (36, 50, 75, 110, 165, 250, 375, 560, 840, 1_250, 1_900, 2_800, 4_200, 6_300, 10_000, 30_000, 100_000)
"""Steps that are tried as long as the result does not come to the goal; most ranges end before."""

Evaluate = Callable[[Value], Figures | None]
"""Gives the figures with a driver at a value; None where it cannot be computed."""


def seek(driver: Driver, goal: Goal, evaluate: Evaluate, *, now: Value | None, unit: int) -> Sought:
    """Find the value of a driver, nearest to the present one, that gives a result which is wanted.

    Parameters
    ----------
    driver
        What is moved, within its range, by its finest places: millionths of a share, rounding units, whole numbers.
    goal
        The result, and what it is to be.
    evaluate
        Gives the figures with the driver at a value. The same value must give the same figures.
    now
        The present value; None where the driver is not set.
    unit
        The plan's rounding unit in minor units.

    Returns
    -------
    Sought
        A solution gives the goal exactly, or else within its tolerance; it was computed once more before it is given
        back. Where the present value gives the goal exactly, it is the answer.

    Notes
    -----
    A result that touches the goal between two values tried, and nowhere passes it, may not be seen: the search then
    goes on around the value that comes closest.

    Examples
    --------
    >>> from salesplan.planning.scenarios.seeking.drivers import driver_named
    >>> from salesplan.planning.scenarios.seeking.goals import parse_goal
    >>> growth = driver_named("growth", currency="CNY", unit=100_00)
    >>> goal = parse_goal("company_final=1,200,000", "CNY")
    >>> def planned(share: float) -> Figures:
    ...     return {"company_final": round(10_000 * (1 + share)) * 100_00}
    >>> seek(growth, goal, planned, now=0.1, unit=100_00).said().hans
    '“市场增长率”为 20% 时，“区域配额合计”为 1,200,000.00'
    """
    search = _Search(driver, goal, evaluate, 0 if now is None else now, unit)
    place = search.start if search.side(search.start) == 0 else _solution(search)
    return _verified(search, place)


class _Search:
    """The values tried so far, by place, and what they give."""

    def __init__(self, driver: Driver, goal: Goal, evaluate: Evaluate, now: Value, unit: int) -> None:
        self.driver = driver
        self.goal = goal
        self.evaluate = evaluate
        self.start = driver.place(now)
        self.tolerance = goal.tolerance(unit)
        self.reached: dict[int, float | None] = {}

    @property
    def goes_on(self) -> bool:
        """Whether more values may be tried."""
        return len(self.reached) < MOST_TRIES

    def result(self, place: int) -> float | None:
        """Give the result at a place, computed once."""
        if place not in self.reached:
            self.reached[place] = result_of(self.evaluate(self.driver.value(place)), self.goal)
        return self.reached[place]

    def side(self, place: int) -> int | None:
        """Tell whether the result is below the goal (-1), the goal (0), or above it (1); None where there is none."""
        result = self.result(place)
        if result is None or self.goal.error(result) == 0:
            return None if result is None else 0
        return 1 if result > self.goal.target else -1

    def error(self, place: int) -> float:
        """Give how far the result is from the goal; infinite where there is none."""
        result = self.result(place)
        return float("inf") if result is None else self.goal.error(result)

    def is_near(self, place: int) -> bool:
        """Tell whether the result is the goal within its tolerance."""
        return self.error(place) <= self.tolerance

    def distance(self, place: int) -> tuple[int, int]:
        """Order places by how far they are from the present value, the lower of two first."""
        return abs(place - self.start), place

    @property
    def closest(self) -> int:
        """Of the places tried the one whose result is nearest to the goal."""
        return min(self.reached, key=lambda place: (self.error(place), *self.distance(place)))

    @property
    def depends(self) -> bool:
        """Whether not all values tried give the same result."""
        return len({result for result in self.reached.values() if result is not None}) > 1

    @property
    def neighbours(self) -> list[tuple[int, int]]:
        """Neighbouring places among those tried, nearest to the present value first; the nearer of each two first."""
        pairs = [tuple(sorted(pair, key=self.distance)) for pair in pairwise(sorted(self.reached))]
        return sorted(((inner, outer) for inner, outer in pairs), key=lambda pair: self.distance(pair[0]))

    @property
    def passages(self) -> list[tuple[int, int]]:
        """Neighbouring places between which the result comes to the goal or passes it."""
        return [(inner, outer) for inner, outer in self.neighbours if self._passes(self.side(inner), self.side(outer))]

    def _passes(self, inner: int | None, outer: int | None) -> bool:
        return inner != outer and (outer == 0 or {inner, outer} == {-1, 1})


def result_of(figures: Figures | None, goal: Goal) -> float | None:
    """Give the result that a goal is about; None where there is none."""
    result = None if figures is None else figures.get(goal.result)
    return None if result is None or result != result else result


def _solution(search: _Search) -> int | None:
    """Try values in ever wider circles until one gives the goal; None when none does."""
    for look in (_look_near, _look_far, _look_at_edges, _look_around_closest):
        for _ in look(search):
            if (place := _nearest_solution(search)) is not None:
                return place
    return search.closest if search.is_near(search.closest) else None


def _look_near(search: _Search) -> Iterator[None]:
    for steps in _NEAR:
        _try_both_sides(search, steps)
    yield


def _look_far(search: _Search) -> Iterator[None]:
    """Go outwards to the ends of the range; stop wherever the result comes to the goal or passes it.

    Whole numbers jump over most goals, and many hires take long to plan: one that has jumped is not looked for farther out.
    """
    for steps in () if search.passages and search.driver.is_whole else _FAR:
        known = len(search.passages)
        if search.goes_on:
            _try_both_sides(search, steps)
        if len(search.passages) > known:
            yield


def _try_both_sides(search: _Search, steps: int) -> None:
    """Try the values some steps down and up; beyond the range, its end."""
    moved = steps * search.driver.usual_step(search.start)
    for place in (search.start - moved, search.start + moved):
        search.result(search.driver.clipped(place))


def _look_at_edges(search: _Search) -> Iterator[None]:
    """Find up to where there is a result, on the way to values that have none: it may pass the goal just before."""
    for inner, outer in search.neighbours:
        if (search.side(inner) is None) != (search.side(outer) is None):
            known, unknown = (inner, outer) if search.side(outer) is None else (outer, inner)
            _bisected(search, known, unknown)
            yield


def _look_around_closest(search: _Search) -> Iterator[None]:
    """Halve the gaps around the value that comes closest, as long as there are any; stop after each."""
    gaps = [search.start] if search.depends else []
    while search.goes_on and gaps:
        places = sorted(search.reached)
        at = places.index(search.closest)
        around = places[max(at - 1, 0) : at + 2]
        gaps = [(low + high) // 2 for low, high in pairwise(around) if high - low > 1]
        for place in gaps:
            search.result(place)
        yield


def _nearest_solution(search: _Search) -> int | None:
    """Follow the passages from the nearest on, until no other can hold a nearer solution."""
    found: list[int] = []
    for inner, outer in search.passages:
        if found and search.distance(min(found, key=search.distance)) <= search.distance(inner):
            break
        place = _solution_between(search, inner, outer)
        found += [] if place is None else [place]
    return min(found, key=search.distance, default=None)


def _solution_between(search: _Search, inner: int, outer: int) -> int | None:
    """Find the place nearest to the present value at which the result comes to the goal, or a simpler one beside it."""
    before, after = _bisected(search, inner, outer)
    if search.side(after) is None and search.side(outer) is not None:
        before, after = _bisected(search, outer, after)
    if 0 in (search.side(before), search.side(after)):
        return _simplest_exact(search, before, after)
    return _simplest_near(search, before, after)


def _bisected(search: _Search, inner: int, outer: int) -> tuple[int, int]:
    """Halve the way between two places until they are neighbours; the first stays on its side of the goal."""
    side = search.side(inner)
    while abs(outer - inner) > 1 and search.goes_on:
        middle = (inner + outer) // 2
        if search.side(middle) == side:
            inner = middle
        else:
            outer = middle
    return inner, outer


def _simplest_exact(search: _Search, before: int, after: int) -> int:
    """Take the first of the roundest places, from the edge of the solutions on, that gives the goal as well."""
    edge, other = (after, before) if search.side(after) == 0 else (before, after)
    for size in _sizes(search):
        low, high = _around(search, edge, edge, size)
        place = low if edge < other else high
        if search.side(place) == 0:
            return place
    return edge


def _simplest_near(search: _Search, before: int, after: int) -> int | None:
    """Take the roundest place around a jump that gives the goal within its tolerance; None where none does."""
    return _simplest_within(search, min(before, after), max(before, after), search.tolerance)


def _simplest_closest(search: _Search) -> int:
    """Take the roundest place around the one that comes closest which comes as close."""
    closest = search.closest
    simplest = _simplest_within(search, closest, closest, search.error(closest))
    return closest if simplest is None else simplest


def _simplest_within(search: _Search, low: int, high: int, error: float) -> int | None:
    """Take the roundest place around others whose result is no farther from the goal than said."""
    for size in _sizes(search):
        best = min(_around(search, low, high, size), key=lambda place: (search.error(place), *search.distance(place)))
        if search.error(best) <= error:
            return best
    return None


def _around(search: _Search, low: int, high: int, size: int) -> tuple[int, int]:
    """Give the multiples of a size just below and above some places, or the ends of the range."""
    return search.driver.clipped(low // size * size), search.driver.clipped(-(-high // size) * size)


def _sizes(search: _Search) -> Iterator[int]:
    """Give how round a place may be: multiples of a step that people think in, of a tenth of it, down to any place."""
    size = search.driver.usual_step(search.start)
    while size:
        yield size
        size //= 10


def _verified(search: _Search, place: int | None) -> Sought:
    """Compute a solution once more, and give it back only if it still is one."""
    driver, goal = search.driver, search.goal
    figures = None if place is None else search.evaluate(driver.value(place))
    reached = result_of(figures, goal)
    solved = reached is not None and goal.error(reached) <= search.tolerance
    closest = search.closest if solved else _simplest_closest(search)
    nearest = search.result(closest)
    return Sought(
        driver=driver,
        goal=goal,
        solved=solved,
        exact=reached is not None and goal.error(reached) == 0,
        value=driver.value(place) if solved and place is not None else None,
        reached=reached if solved else None,
        figures=figures if solved else None,
        closest=None if nearest is None else Tried(driver.value(closest), nearest),
        searched=(driver.value(min(search.reached)), driver.value(max(search.reached))),
        tries=len(search.reached),
        others=max(len(search.passages) - 1, 0) if solved else 0,
        depends=search.depends,
        jump=None if solved else _jump(search),
    )


def _jump(search: _Search) -> tuple[Tried, Tried] | None:
    """Give the nearest two neighbouring values between which the result jumps over the goal."""
    for passage in search.passages:
        low, high = sorted(passage)
        results = search.result(low), search.result(high)
        if high - low == 1 and results[0] is not None and results[1] is not None:
            value = search.driver.value
            return Tried(value(low), results[0]), Tried(value(high), results[1])
    return None
