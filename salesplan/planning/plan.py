"""What quota planning gives back."""

from dataclasses import dataclass

import pandas as pd

from salesplan.findings import Finding


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
class QuotaPlan:
    """A planned year.

    Attributes
    ----------
    region_quota, team_quota, quota, bridge
        Frames by the tables' column keys, in the order of region, team and rep id, Unassigned last. Money is int64
        minor units (override: Int64, blank where none), growth is a fraction (NaN where last year is 0).
    findings
        What is wrong in the data.
    company
        The company's own figures.
    season
        The company's season: 12 shares.
    """

    region_quota: pd.DataFrame
    team_quota: pd.DataFrame
    quota: pd.DataFrame
    bridge: pd.DataFrame
    findings: list[Finding]
    company: Company
    season: tuple[float, ...]
