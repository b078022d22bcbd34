"""Largest remainders, the usual rounding."""

from collections.abc import Sequence


def largest_remainder(total: float, weights: Sequence[float], unit: float) -> list[float]:
    """Split a total into whole units in the proportion of weights.

    Examples
    --------
    >>> largest_remainder(1000, [1, 1, 1], 100)
    [400, 300, 300]
    """
    units, whole = round(total / unit), sum(weights)
    if not whole:
        return [0.0] * len(weights)
    exact = [units * weight / whole for weight in weights]
    floors = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda place: floors[place] - exact[place])
    for place in by_remainder[: units - sum(floors)]:
        floors[place] += 1
    return [floor * unit for floor in floors]
