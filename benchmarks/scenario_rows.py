"""The scenarios that are compared: what each types, numbered from 1."""

from typing import Final

_MORE: Final[tuple[dict[str, float], ...]] = (
    {"hires": 2},
    {"growth_cap": 0.6},
    {"over_assignment_rep": 0.03},
    {"price_change": 0.02},
    {"potential_weight": 0.2},
)
"""Besides growth, in turn."""


def typed(number: int) -> dict[str, float]:
    """Give what a scenario changes, by key.

    Examples
    --------
    >>> typed(2), typed(5)
    ({'growth': 0.02, 'over_assignment_rep': 0.03}, {'growth': 0.05, 'hires': 2})
    """
    return {"growth": number / 100, **_MORE[number % len(_MORE)]}


def name_of(number: int) -> str:
    """Give what a scenario is called."""
    return f"S-{number:03d}"


def compared(count: int) -> list[int]:
    """Give three of so many scenarios that settings alone can say; people who are hired are rows, no setting.

    Examples
    --------
    >>> compared(50), compared(9)
    ([1, 17, 33], [1, 4, 7])
    """
    return [number for number in range(1, count + 1, max(1, count // 3)) if "hires" not in typed(number)][:3]
