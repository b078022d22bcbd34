"""Strategies for what a cell can hold, with everything in it that is easily put out wrongly."""

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from salesplan.workbook.writes import KEEP, Formula, Keep, Scalar, Value

_TRICKY = [
    "=1+1",
    " lead",
    "trail ",
    "a\nb\tc",
    "\x07\x00\x1f",
    "_x0041_",
    "<&>\"'",
    "]]>",
    "😀表",
    "R001",
    "",
    "x" * 32_767,
]

FLOATS = st.one_of(
    st.sampled_from([0.0, -0.0, 1.0, 7.5, 1e300, -1e300, 1e22, 5e-324]),
    st.floats(-1e307, 1e307, allow_nan=False, allow_infinity=False),
)
TEXTS = st.one_of(st.sampled_from(_TRICKY), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
# Days that every workbook can hold, whichever year it counts from.
DATES = st.dates(date(1904, 1, 1), date(2100, 1, 1))
MOMENTS = st.datetimes(datetime(1904, 1, 1), datetime(2100, 1, 1))
SCALARS: st.SearchStrategy[Scalar] = st.one_of(
    FLOATS,
    TEXTS,
    DATES,
    MOMENTS,
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.none(),
    st.sampled_from([Decimal("0.10"), Decimal("1E+5")]),
)
FORMULAS = st.builds(Formula, st.sampled_from(["A1*2", 'Q[[#This Row],[a]]&"<"', " SUM(A:A)"]), SCALARS)
CELLS: st.SearchStrategy[Value | Keep] = st.one_of(SCALARS, FORMULAS, st.just(KEEP))


def columns(height: int) -> st.SearchStrategy[list[Value | Keep]]:
    """Draw a column: all of one kind, or mixed."""
    kinds = [FLOATS, TEXTS, DATES, MOMENTS, FORMULAS, st.one_of(TEXTS, st.none(), st.just(KEEP)), CELLS]
    return st.one_of(*(st.lists(kind, min_size=height, max_size=height) for kind in kinds))
