"""What a chart beside a table shows."""

from dataclasses import dataclass
from enum import StrEnum

from salesplan.words import Words


class Shape(StrEnum):
    """How a chart shows its columns."""

    COLUMNS = "columns side by side"
    TORNADO = "bars to the left and right of 0, row under row"
    FAN = "bands on each other, the first of which is not seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart beside a table of which it shows columns.

    Attributes
    ----------
    title
        What it shows.
    categories
        The key of the column along its axis.
    columns
        The keys of the columns that it shows, in the order that its shape gives a meaning.
    shape
        How it shows them.
    line
        The key of a column shown as a line on an axis of its own; empty for none.
    lines
        The keys of the columns shown as lines over the bands of a fan: the middle, what is aimed at, what was.
    """

    title: Words
    categories: str
    columns: tuple[str, ...]
    shape: Shape = Shape.COLUMNS
    line: str = ""
    lines: tuple[str, ...] = ()
