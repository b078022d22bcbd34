"""What quota planning gives back."""

from dataclasses import dataclass

import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.growth import Grown
from salesplan.planning.ledger import Ledger
from salesplan.planning.ramp import ramp_of
from salesplan.planning.roster import Roster
from salesplan.planning.season import Seasons


@dataclass(frozen=True, slots=True)
class Company:
    """The company's own figures, in minor units.

    Attributes
    ----------
    last_year, with_market, base
        Last year's sales, the same grown by market growth alone, and with adjustments.
    target
        The quota: typed, or the base rounded to the unit.
    typed
        Whether the target was typed.
    allocated, gap
        The regions' finals, and by how much they differ from the target with over-assignment.
    over_assignment
        By how much the reps' quotas exceed the target on purpose, over all levels.
    """

    last_year: int
    with_market: int
    base: int
    target: int
    typed: bool
    allocated: int
    gap: int
    over_assignment: float

    @property
    def final(self) -> int:
        """The quota that counts: the target."""
        return self.target


@dataclass(frozen=True, slots=True)
class Attributed:
    """The sales before a plan year, each row with the member of the roster it belongs to: what many plans can share.

    Attributes
    ----------
    roster
        The active reps, and last the sales that no rep has.
    ledger
        The sales by member of that roster.
    findings
        What is wrong with the reps and their sales.
    """

    roster: Roster
    ledger: Ledger
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where everybody stands before the split.

    Attributes
    ----------
    roster
        The members in the order of the results; the sales that no rep has are among them only where there are any.
    grown
        Last year and base by member.
    has_history
        Whether a member has any sales before the plan year.
    monthly
        Grains by member, year (base year first, then back) and month: members × 3 × 12.
    carries
        Members × 12: the share of a full quota carried in each month of the plan year.
    seasons
        Of the company and of each team.
    """

    roster: Roster
    grown: Grown
    has_history: Flags
    monthly: Ints
    carries: Floats
    seasons: Seasons

    @property
    def ramp(self) -> Floats:
        """The part of a full year that each member carries."""
        return ramp_of(self.carries, self.seasons.teams[self.roster.team_of])


@dataclass(frozen=True, slots=True)
class QuotaPlan:
    """A planned year.

    Attributes
    ----------
    region_quota, team_quota, quota, bridge
        Frames by the tables' column keys, in the order of region, team and rep id, Unassigned last. Money is int64
        minor units (override: Int64, blank where none), growth is a fraction (NaN where last year is 0). A plan that
        is not wanted in full has no months, and no rows in its bridge.
    findings
        What is wrong in the data.
    company
        The company's own figures.
    season
        The company's season: 12 shares.
    standing
        Where everybody stood before the split, a member for each row of ``quota``.
    """

    region_quota: pd.DataFrame
    team_quota: pd.DataFrame
    quota: pd.DataFrame
    bridge: pd.DataFrame
    findings: list[Finding]
    company: Company
    season: tuple[float, ...]
    standing: Standing
