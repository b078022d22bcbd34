"""What a scenario is: changes to a plan; and what it is once planned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.plan import QuotaPlan
from salesplan.planning.scoring.rates import Rates
from salesplan.planning.settings import PlanSettings

Frames: TypeAlias = Mapping[str, pd.DataFrame]
Figures: TypeAlias = dict[str, int | float | None]
"""Results of a scenario by key: money in whole minor units, shares as fractions, counts; None where there is none."""

PLAN: Final = ""
"""The name of the plan itself among scenarios."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A set of changes to a plan.

    Attributes
    ----------
    name
        What it is called; `PLAN` for no change at all.
    row
        In the sheet; None for one that no sheet has.
    changes
        Typed values by key: settings of the plan, and changes of a scenario's own (`tables.scenarios.OWN_CHANGES`).
        A key that is absent leaves things as they are; None takes a setting's value away (no cap, no company target).
    growth
        Adjustments: dimension, value, adjustment; they take the place of the plan's for the same segment.
    heads
        Reps who come, leave or change: the columns of Reps; cells that are blank stay as in the plan.
    ramp, rates
        They take the place of the plan's whole table; None leaves it.
    """

    name: str = PLAN
    row: int | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    growth: pd.DataFrame | None = None
    heads: pd.DataFrame | None = None
    ramp: pd.DataFrame | None = None
    rates: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """What a plan is computed from.

    Attributes
    ----------
    frames
        The tables that quotas are planned from, and Rates, by name.
    settings
        The plan's settings by key, as they are typed.
    """

    frames: Frames
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Planned:
    """A scenario, planned. Arrays are by member, in the order of ``plan.standing.roster`` and of the rows of ``plan.quota``.

    Attributes
    ----------
    scenario
        What it is.
    plan
        Its quotas.
    settings
        With which they were planned.
    expected
        The sales that are expected of each member in the plan year, minor units at least 0: what the market is believed
        to give, not what is asked.
    others
        The sales that the members' customers are expected to give to nobody in particular, as the member is there for a
        part of the year only; minor units at least 0.
    spread
        The standard deviation of the logarithm of each member's sales of a year.
    others_spread
        The same of what is expected of nobody in particular.
    margin_rate
        Margin ÷ sales; None where it is not known.
    rates, flat
        What attainment earns; whether the band reached pays for all sales.
    """

    scenario: Scenario
    plan: QuotaPlan
    settings: PlanSettings
    expected: Ints
    others: Ints
    spread: Floats
    others_spread: float
    margin_rate: float | None
    rates: Rates
    flat: bool

    @property
    def final(self) -> Ints:
        """Each member's quota."""
        return self.plan.quota["final"].to_numpy(dtype=np.int64)

    @property
    def company_expected(self) -> int:
        """The sales that are expected of all together."""
        return int(self.expected.sum() + self.others.sum())

    @property
    def is_rep(self) -> Flags:
        """Whether a member is a rep; the sales that no rep has are none."""
        return self.plan.standing.roster.is_rep

    @property
    def capacity(self) -> Floats:
        """Each member's full-time heads; 0 for the sales that no rep has."""
        return self.plan.standing.roster.heads

    @property
    def ramped_heads(self) -> Floats:
        """Each member's full-time heads, less what ramp and part years take."""
        return np.asarray(self.capacity * self.plan.standing.ramp)
