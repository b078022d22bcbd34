"""Marks: whether a quota, or a plan, is too hard, as it should be, or too easy."""

from typing import Final

import numpy as np

from salesplan.planning.arrays import Floats
from salesplan.tables.scenario_results import MARKS
from salesplan.words import Words

TOO_HARD_BELOW: Final = 0.4
HARD_BELOW: Final = 0.6
EASY_ABOVE: Final = 0.7
TOO_EASY_ABOVE: Final = 0.8


def mark(share: float) -> Words:
    """Say what a rep's chance of its quota, or the share of reps at quota, makes of the quotas; nothing for NaN.

    60 % to 70 % is what plans usually aim at. Both ends of that belong to it; exactly 40 % is hard, exactly 80 % easy.

    Examples
    --------
    >>> [mark(share).en for share in (0.399, 0.4, 0.6, 0.7, 0.8, 0.801)]
    ['too hard', 'hard', 'as it should be', 'as it should be', 'easy', 'too easy']
    """
    (key,) = marks(np.array([share]))
    return MARKS[key] if key else Words("")


def marks(shares: Floats) -> list[str]:
    """Give the mark of each share as a key of `MARKS`; ``""`` for NaN.

    Examples
    --------
    >>> marks(np.array([0.1, 0.65, np.nan]))
    ['too_hard', 'as_it_should_be', '']
    """
    marked = [
        shares < TOO_HARD_BELOW,
        shares < HARD_BELOW,
        shares <= EASY_ABOVE,
        shares <= TOO_EASY_ABOVE,
        shares > TOO_EASY_ABOVE,
    ]
    return [str(key) for key in np.select(marked, list(MARKS), "").tolist()]
