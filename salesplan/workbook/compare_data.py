"""What the comparison of scenarios shows: plain facts, ready to be laid out.

Amounts are in units of the currency, percentages fractions, None is "not known" and leaves its cell blank.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from salesplan.tables.units import Currency

MOST_SHOWN: Final = 12
"""Scenarios that stand beside the plan; more would be too narrow to read."""

Value: TypeAlias = float | str | None


class Section(StrEnum):
    """The groups that the figures stand in, in their order."""

    QUOTAS = "quotas"
    LIKELY = "likely"
    PEOPLE = "people"
    MONEY = "money"
    MOVED = "moved"


class Shown(StrEnum):
    """How a figure is written; a signed one always with + or −."""

    AMOUNT = "amount"
    CHANGE = "change"
    SHARE = "share"
    SIGNED_SHARE = "signed share"
    FINE_SHARE = "share to the hundredth of a percent"
    CHANCE = "chance"
    COUNT = "count"
    HEADS = "heads"
    GAP = "gap"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Subject:
    """One of those compared: a scenario, or the plan.

    ``changes`` says in words what it changes; ``failed`` why it could not be computed, empty where it was.
    """

    name: str
    changes: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of all that are compared.

    Attributes
    ----------
    section, label
        Where it stands, and what it is called there.
    key
        What the sheet knows it by: the charts find their figures so.
    values
        One for the plan and each scenario, in their order.
    shown
        How it is written.
    more_is_better
        Whether it is coloured where it is more or less than the plan's; else more is neither good nor bad.
    live
        ``Table.key`` of the column that the workbook holds it in; empty for none.
    less
        The keys of two other figures of the sheet, of which it is the first less the second; empty for none.
    """

    section: Section
    key: str
    label: str
    values: tuple[Value, ...]
    shown: Shown = Shown.AMOUNT
    more_is_better: bool = False
    live: str = ""
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the plan or a scenario stands, whether it has a column on the sheet or not: what the summary is made of.

    ``share`` is that of the reps who reach their quota; a figure that is not known is None.
    """

    name: str
    failed: bool = False
    target: float | None = None
    sales: float | None = None
    chance: float | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What a driver moves a result by, a step down and a step up; ``row`` of Sensitivity, from 1, says so."""

    label: str
    low: float | None
    high: float | None
    row: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Sales from January up to the end of a month, as they may come; ``label`` names the month."""

    label: str
    last_year: float | None
    quota: float | None
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The plan and its scenarios side by side.

    Attributes
    ----------
    title
        Of the plan.
    subjects
        The plan first, then at most `MOST_SHOWN` scenarios in the order of their sheet.
    standings
        The plan, then all scenarios.
    more
        How many scenarios are left out.
    rows
        The figures, those of a section together.
    drivers, chance_drivers, months
        Of the scenario named ``focus``, empty for the plan; what moves the reps' quotas most, and what the chance of the
        company's target. Without any there is no chart of them.
    draws, correlation
        How the years were simulated.
    notes
        What is to be said of this comparison besides how it is made.
    """

    title: str
    plan_year: int
    language: str
    currency: Currency
    subjects: tuple[Subject, ...]
    rows: tuple[Row, ...]
    standings: tuple[Standing, ...] = ()
    more: int = 0
    drivers: tuple[Step, ...] = ()
    chance_drivers: tuple[Step, ...] = ()
    months: tuple[Month, ...] = ()
    focus: str = ""
    draws: int = 0
    correlation: float = 0.0
    notes: tuple[str, ...] = field(default=())

    def row(self, key: str) -> Row | None:
        """Find a figure; None where it is not compared."""
        return next((row for row in self.rows if row.key == key), None)

    def value(self, key: str, place: int) -> float | None:
        """Give a number of one of those compared; None where it is not known."""
        row = self.row(key)
        value = row.values[place] if row else None
        return None if isinstance(value, str) else value
