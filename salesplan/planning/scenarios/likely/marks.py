"""Marks: whether a quota, or a plan, is too hard, as it should be, or too easy."""

from typing import Final

import numpy as np

from salesplan.planning.arrays import Floats
from salesplan.tables.scenario_results import MARKS

TOO_HARD_BELOW: Final = 0.4
HARD_BELOW: Final = 0.6
EASY_ABOVE: Final = 0.7
TOO_EASY_ABOVE: Final = 0.8


def marks(shares: Floats) -> list[str]:
    """Mark reps' chances of their quotas, or shares of reps at quota, each by a key of `MARKS`; ``""`` for NaN.

    60 % to 70 % is what plans usually aim at. Both ends of that belong to it; exactly 40 % is hard, exactly 80 % easy.

    Examples
    --------
    >>> marks(np.array([0.399, 0.4, 0.6, 0.7, 0.8, 0.801, np.nan]))
    ['too_hard', 'hard', 'as_it_should_be', 'as_it_should_be', 'easy', 'too_easy', '']
    """
    marked = [
        shares < TOO_HARD_BELOW,
        shares < HARD_BELOW,
        shares <= EASY_ABOVE,
        shares <= TOO_EASY_ABOVE,
        shares > TOO_EASY_ABOVE,
    ]
    return [str(key) for key in np.select(marked, list(MARKS), "").tolist()]
