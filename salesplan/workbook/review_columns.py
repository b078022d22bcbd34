"""The columns of a review page, from 0, and how wide they are in pixels.

Column A is hidden and holds keys. The bar of a score is a dozen small cells, so that it prints alike everywhere; the
blocks below the scores use the same columns merged, as a left and a right half.
"""

from typing import Final

KEYS: Final = 0
LABEL: Final = 1
ACTUAL, TARGET, SCORE = 2, 3, 4
BAR: Final = 5
SEGMENTS: Final = 12
WEIGHT: Final = BAR + SEGMENTS
COUNTED: Final = WEIGHT + 1
LAST: Final = COUNTED + 1
HALF: Final = SCORE
"""The last column of the left half; the right one begins a little after it."""
RIGHT: Final = BAR + 1
WIDTHS: Final = {0: 12, LABEL: 150, ACTUAL: 81, TARGET: 81, SCORE: 66}
WIDTHS_AFTER: Final = {WEIGHT: 58, COUNTED: 64, LAST: 86}
SEGMENT_WIDTH: Final = 15
WIDTH: Final = sum(WIDTHS.values()) - WIDTHS[0] + SEGMENTS * SEGMENT_WIDTH + sum(WIDTHS_AFTER.values())
"""Pixels of the columns that are printed."""

TILES: Final = ((BAR, BAR + 5), (BAR + 6, BAR + 10), (BAR + 11, COUNTED), (LAST, LAST))
"""Where total, grade, rank and change stand in the band: first and last column."""
