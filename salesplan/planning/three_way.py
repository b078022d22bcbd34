"""The three-way comparison of cells: what was sent, what came back, and what the plan says meanwhile."""

from enum import IntEnum
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from salesplan.planning.arrays import Flags

Texts: TypeAlias = npt.NDArray[Any]
"""Plain texts of cells, "" where blank: an array of objects or of fixed-width text."""


class Outcome(IntEnum):
    """What becomes of a cell of the plan."""

    UNCHANGED = 0
    TAKEN = 1
    KEPT = 2
    CONFLICT = 3


def said_by(base: Texts, returned: Texts, cleared: Flags) -> Texts:
    """Give what a returned cell says: a blank says what it said before, the clear mark says blank.

    Examples
    --------
    >>> texts = lambda *cells: np.array(cells, dtype=object)
    >>> said_by(texts("5", "5", "5"), texts("", "0", "none"), np.array([False, False, True])).tolist()
    ['5', '0', '']
    """
    return np.where(cleared, "", np.where(returned == "", base, returned))


def three_way(base: Texts, returned: Texts, current: Texts, cleared: Flags) -> npt.NDArray[np.int8]:
    """Decide about cells one by one, by what they said when they were sent.

    =========================== ============ ============ ==========
    the manager                 in the plan  both say     outcome
    =========================== ============ ============ ==========
    left it, or left it blank   unchanged                 UNCHANGED
    changed or cleared it       unchanged                 TAKEN
    left it, or left it blank   changed                   KEPT
    changed or cleared it       changed      the same     UNCHANGED
    changed or cleared it       changed      different    CONFLICT
    =========================== ============ ============ ==========

    Parameters
    ----------
    base
        What each cell said: as it was sent, or as it was dealt with last.
    returned
        What the returned workbook says; "" leaves the cell as it was.
    current
        What the plan says now.
    cleared
        Where the returned cell holds the mark that clears it, whatever its text is.

    Returns
    -------
    ndarray of int8
        An `Outcome` for each cell. With what was taken put into the plan, and what a cell said as its new base, comparing
        again gives no cell that is taken.

    Examples
    --------
    >>> texts = lambda *cells: np.array(cells, dtype=object)
    >>> [Outcome(code).name for code in three_way(
    ...     texts("5", "5", "5", "5", "5"), texts("", "7", "", "7", "7"), texts("5", "5", "6", "7", "6"), np.zeros(5, bool))]
    ['UNCHANGED', 'TAKEN', 'KEPT', 'UNCHANGED', 'CONFLICT']
    """
    said = said_by(base, returned, cleared)
    changed, moved = said != base, current != base
    return np.select(
        [changed & moved & (said != current), changed & ~moved, moved & ~changed],
        [Outcome.CONFLICT, Outcome.TAKEN, Outcome.KEPT],
        Outcome.UNCHANGED,
    ).astype(np.int8)
