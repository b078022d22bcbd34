"""What a plan is computed with, besides its tables."""

from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Literal, TypeAlias

from salesplan.errors import UsageError
from salesplan.planning.money import decimals
from salesplan.planning.periods import Period

NewRepShare: TypeAlias = Literal["median", "zero"] | float
Season: TypeAlias = Literal["history", "even", "working_days"] | tuple[float, ...]

_LARGEST_UNIT = 10**12
_LARGEST_RATE = 1000.0


class UnusableSetting(UsageError):
    """A setting has a value that no plan can be computed with."""

    def __init__(self, setting: str, value: object, rule: str) -> None:
        self.setting = setting
        super().__init__(f"the setting {setting} is {value}; {rule}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings:
    """The plan's settings.

    Attributes
    ----------
    plan_year
        The year being planned; the year before it is the base year.
    currency
        Three-letter code: it says how many decimals amounts have.
    growth
        Expected market growth, as a fraction.
    price_change
        By how much prices change on top of growth, as a fraction.
    company_target
        Minor units; None plans last year plus growth.
    rounding_unit
        Minor units that quotas are whole multiples of; 0 takes 100 of the currency.
    growth_floor, growth_cap
        The least and the most growth over last year; None for no bound.
    potential_weight
        The part that potential plays beside the base, 0 to 1.
    over_assignment_region, over_assignment_team, over_assignment_rep
        By how much the quotas of regions, teams, reps exceed their parent's.
    stretch
        What the ideal target has on top.
    new_rep_share
        What a rep without history weighs: the team's median, nothing, or a number times the median.
    season
        How a year falls into months: by history, evenly, by working days, or 12 typed shares.

    Raises
    ------
    UnusableSetting
        If a value is out of range.

    Examples
    --------
    >>> PlanSettings(plan_year=2027, currency="JPY").unit
    100
    """

    plan_year: int
    currency: str = "CNY"
    growth: float = 0.0
    price_change: float = 0.0
    company_target: int | None = None
    rounding_unit: int = 0
    growth_floor: float | None = None
    growth_cap: float | None = None
    potential_weight: float = 0.0
    over_assignment_region: float = 0.0
    over_assignment_team: float = 0.0
    over_assignment_rep: float = 0.0
    stretch: float = 0.1
    new_rep_share: NewRepShare = "median"
    season: Season = "history"

    @property
    def unit(self) -> int:
        """The rounding unit in minor units."""
        return int(self.rounding_unit or 100 * 10 ** decimals(self.currency))

    @property
    def base_year(self) -> int:
        """The year whose sales are last year's."""
        return self.plan_year - 1

    @property
    def median_share(self) -> float:
        """What a rep without history weighs, as a share of the median."""
        if isinstance(self.new_rep_share, str):
            return 1.0 if self.new_rep_share == "median" else 0.0
        return float(self.new_rep_share)

    @property
    def over_assignment(self) -> float:
        """By how much the reps' quotas exceed the company's, over all levels."""
        levels = (1 + self.over_assignment_region) * (1 + self.over_assignment_team) * (1 + self.over_assignment_rep)
        return levels - 1

    def __post_init__(self) -> None:
        self._need("plan_year", 1 <= self.plan_year <= 9999, "it is a year")
        self._need("rounding_unit", 0 <= self.rounding_unit <= _LARGEST_UNIT, "it is 1 minor unit or more")
        target = self.company_target
        self._need("company_target", target is None or 0 <= target <= 2**49, "it is 0 or more, and of a countable size")
        self._need("potential_weight", 0 <= self.potential_weight <= 1, "it is 0 % to 100 %")
        self._need("new_rep_share", isfinite(self.median_share) and self.median_share >= 0, "it is 0 or more")
        for name in ("growth", "price_change", "growth_floor", "growth_cap"):
            rate = getattr(self, name)
            self._need(name, rate is None or -1 <= rate <= _LARGEST_RATE, "it is -100 % or more")
        for name in ("over_assignment_region", "over_assignment_team", "over_assignment_rep"):
            self._need(name, -0.9 <= getattr(self, name) <= 10, "it is -90 % to 1,000 %")
        self._need("stretch", -1 <= self.stretch <= _LARGEST_RATE, "it is -100 % or more")
        if isinstance(self.season, tuple):
            shares = self.season
            sound = len(shares) == 12 and all(isfinite(share) and share >= 0 for share in shares) and sum(shares) > 0
            self._need("season", sound, "it is 12 shares of 0 or more that are not all 0")

    def _need(self, setting: str, sound: bool, rule: str) -> None:
        if not sound:
            raise UnusableSetting(setting, getattr(self, setting), rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSettings:
    """What customers are evaluated by.

    Attributes
    ----------
    as_of
        The day up to which sales count; its whole month does.
    tier_margin
        By how much of the boundary amount a customer must be past it to leave its tier, a fraction.
    currency
        For the amounts in findings.
    """

    as_of: date
    tier_margin: float = 0.10
    currency: str = "CNY"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSettings:
    """What visits are held against.

    Attributes
    ----------
    as_of
        The day that counts as today.
    first, last
        The period of the status, both days included; ``last`` is not after ``as_of``.
    plan_year
        The year of the visit plan and of the capacity.
    country
        Whose calendar of working days counts, two letters.
    visits_a_day
        Visits that a full-time rep can make on a working day.
    """

    as_of: date
    first: date
    last: date
    plan_year: int
    country: str = "CN"
    visits_a_day: float = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSettings:
    """What reps are scored by, besides the tables.

    Attributes
    ----------
    as_of
        The day that counts as today; nothing after it counts.
    period
        The period that is scored, as it is named: a month, quarter, week or year.
    since
        The first of several periods of that kind that are scored; None for ``period`` alone.
    plan_year
        The year whose quotas the plan's own table holds.
    currency
        Three-letter code: it says how many decimals amounts have.
    country
        Whose calendar of working days counts, two letters.
    focus_lines
        The product lines of the product mix; empty where it is not measured.
    margin_rate
        Margin quota ÷ quota, a fraction; None takes the company's of the year before.
    flat_bands
        Whether the rate of the band reached pays for all sales, instead of each for those within its band.
    """

    as_of: date
    period: Period
    since: Period | None = None
    plan_year: int
    currency: str = "CNY"
    country: str = "CN"
    focus_lines: tuple[str, ...] = ()
    margin_rate: float | None = None
    flat_bands: bool = False
