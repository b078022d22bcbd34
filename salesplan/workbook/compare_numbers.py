"""The hidden columns that the charts of a comparison take their numbers from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from salesplan.workbook.addresses import column_letters, quoted
from salesplan.workbook.compare_data import Comparison, Month, Value
from salesplan.workbook.compare_paper import FIRST, Paper
from salesplan.workbook.review_paper import cell

AIM: Final = (0.6, 0.7)
"""The share of reps at quota that is usually aimed at."""
MOST_DRIVERS: Final = 8

_SHORTEST: Final = 18
"""Letters of a name that always have room below an axis, on two lines."""
_LETTER: Final = 6
"""Pixels."""
_OF_AXIS: Final = 70
"""Pixels of a chart beside what its axis of names is as wide as."""
_POINTS: Final = 100
"""Percentage points in a whole."""
_OF_SUBJECTS: Final = {
    "target": "company_quota",
    "expected": "expected_sales",
    "chance": "chance",
    "share": "share_at_quota",
}
_OF_MONTHS: Final = {
    "p10": "band_low",
    "rise_1": "band_mid1",
    "rise_2": "band_mid2",
    "rise_3": "band_mid3",
    "middle": "p50",
    "quota": "quota",
    "last_year": "last_year",
}
"""The columns of Outlook that hold what is drawn of a month."""


@dataclass(slots=True)
class Numbers:
    """Where the numbers of a series stand; series of the same kind of things are equally long.

    Attributes
    ----------
    paper, row
        The sheet, and the first row of all series.
    values
        Those of each series, whose columns stand side by side in this order.
    """

    paper: Paper
    row: int
    values: dict[str, Sequence[Value]] = field(default_factory=dict)

    def area(self, key: str) -> list[str | int]:
        """Give the cells of a series, as charts want them."""
        column = self.paper.layout.data + list(self.values).index(key)
        return [self.paper.sheet.get_name(), self.row, column, self.row + self.count(key) - 1, column]

    def formula(self, key: str) -> str:
        """Give the cells of a series as a formula."""
        sheet, first, column, last, _ = self.area(key)
        letters = column_letters(int(column) + 1)
        return f"={quoted(str(sheet))}!${letters}${int(first) + 1}:${letters}${int(last) + 1}"

    def count(self, key: str) -> int:
        """Count the numbers of a series; 0 where there is no such one."""
        return len(self.values.get(key, ()))

    def known(self, *keys: str) -> bool:
        """Say whether there is anything to draw in any of these series."""
        return any(value is not None for key in keys for value in self.values.get(key, ()))

    def write(self, key: str, values: Sequence[Value], formulas: Sequence[str] = ()) -> None:
        """Write a series into the next column, each value with its formula where it has one."""
        column = self.paper.layout.data + len(self.values)
        for at, value in enumerate(values):
            formula = formulas[at] if formulas and value is not None else ""
            self.paper.put(self.row + at, column, value, self.paper.look(), formula)
        self.values[key] = values


def computed(comparison: Comparison) -> list[int]:
    """Give the places of those that were computed: failed ones are not drawn."""
    return [place for place, subject in enumerate(comparison.subjects) if not subject.failed]


def write_numbers(paper: Paper, row: int) -> Numbers:
    """Write all that is drawn, from a row on, in columns that nobody sees."""
    numbers = Numbers(paper, row)
    _write_subjects(numbers)
    if paper.comparison.drivers:
        _write_drivers(numbers)
    if paper.comparison.chance_drivers:
        _write_chance_drivers(numbers)
    if paper.comparison.months:
        _write_months(numbers)
    layout = paper.layout
    paper.sheet.set_column(layout.data, layout.data + len(numbers.values) - 1, None, None, {"hidden": True})
    return numbers


def _write_subjects(numbers: Numbers) -> None:
    """Write the figures of those compared; formulas lead to the rows of the sheet itself."""
    paper, comparison = numbers.paper, numbers.paper.comparison
    places = computed(comparison)
    most = max(2 * (paper.layout.chart_width - _OF_AXIS) // max(len(places), 1) // _LETTER, _SHORTEST)
    numbers.write("name", [shortened(comparison.subjects[place].name, most) for place in places])
    for key, figure in _OF_SUBJECTS.items():
        values = [comparison.value(figure, place) for place in places]
        numbers.write(key, values, _cells(paper, figure, places))
    for key, more, less in (("plus", "p90", "expected_sales"), ("minus", "expected_sales", "p10")):
        values = [_less(comparison.value(more, place), comparison.value(less, place)) for place in places]
        pairs = zip(_cells(paper, more, places), _cells(paper, less, places), strict=False)
        numbers.write(key, values, ["-".join(pair) for pair in pairs])
    numbers.write("aim_from", [AIM[0]] * len(places))
    numbers.write("aim", [round(AIM[1] - AIM[0], 2)] * len(places))


def _cells(paper: Paper, figure: str, places: Sequence[int]) -> list[str]:
    """Name the cells of a figure; none where it is not compared."""
    row = paper.places.get(figure)
    return [] if row is None else [cell(row, FIRST + place) for place in places]


def _write_drivers(numbers: Numbers) -> None:
    steps = numbers.paper.comparison.drivers[:MOST_DRIVERS]
    rows = [step.row for step in steps]
    numbers.write("driver", [step.label for step in steps])
    numbers.write("low", [step.low for step in steps], _looked_up(numbers.paper, "Sensitivity", "change_low", rows))
    numbers.write("high", [step.high for step in steps], _looked_up(numbers.paper, "Sensitivity", "change_high", rows))


def _write_chance_drivers(numbers: Numbers) -> None:
    """Write what moves the chance of the target, in percentage points."""
    steps = numbers.paper.comparison.chance_drivers[:MOST_DRIVERS]
    rows = [step.row for step in steps]
    numbers.write("chance_driver", [step.label for step in steps])
    for side, shares in (("low", [step.low for step in steps]), ("high", [step.high for step in steps])):
        formulas = _looked_up(numbers.paper, "Sensitivity", f"chance_change_{side}", rows)
        points = [None if share is None else share * _POINTS for share in shares]
        numbers.write(f"chance_{side}", points, [f"{formula}*{_POINTS}" for formula in formulas])


def _write_months(numbers: Numbers) -> None:
    months = numbers.paper.comparison.months
    numbers.write("month", [month.label for month in months])
    for key, column in _OF_MONTHS.items():
        formulas = _looked_up(numbers.paper, "Outlook", column, range(1, len(months) + 1))
        numbers.write(key, [_drawn(month, key) for month in months], formulas)


def _drawn(month: Month, key: str) -> float | None:
    """Give what is drawn of a month: bands by their height."""
    bands = {"rise_1": (month.p25, month.p10), "rise_2": (month.p75, month.p25), "rise_3": (month.p90, month.p75)}
    if key in bands:
        return _less(*bands[key])
    return {"p10": month.p10, "middle": month.p50, "quota": month.quota, "last_year": month.last_year}[key]


def _looked_up(paper: Paper, table: str, key: str, rows: Sequence[int]) -> list[str]:
    """Write formulas for rows of a column, counted from 1; none where the workbook has not got it."""
    column = paper.column(table, key)
    return [f"INDEX({column},{row})" for row in rows] if column else []


def shortened(name: str, most: int) -> str:
    """Give a name of so many letters at most, a Chinese one as two.

    Examples
    --------
    >>> shortened("Cautious", 18), shortened("Higher prices and two more reps in the North", 18)
    ('Cautious', 'Higher prices and…')
    >>> shortened("提价且下半年不再招聘新人", 18)
    '提价且下半年不再…'
    """
    if letters(name) <= most:
        return name
    end = max(end for end in range(len(name)) if letters(name[:end]) < most)
    return f"{name[:end].rstrip()}…"


def letters(text: str) -> int:
    """Count letters, a Chinese one as two."""
    return sum(2 if letter >= "\u2e80" else 1 for letter in text)


def _less(more: float | None, less: float | None) -> float | None:
    return None if more is None or less is None else more - less
