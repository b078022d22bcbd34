"""A plan of three reps, and the engine that plans its scenarios, written down in a few words."""

from typing import Any, Final

from salesplan.bindings.quota import plan_settings
from salesplan.planning.scenarios.engine import Engine
from salesplan.planning.scenarios.scenario import PlanInputs
from tests.planning.plans import ANA, BEN, CAI
from tests.planning.scenarios.changes.change_cases import Cells
from tests.planning.scenarios.changes.change_cases import plan as any_plan

REPS: Final[Cells] = (ANA, BEN, CAI)
SALES: Final[Cells] = tuple(
    {"rep_id": f"R-0{place}", "month": "2026-01-01", "revenue": 100_000 * place, "margin": 30_000 * place}
    for place in (1, 2, 3)
)


def plan(**more: Any) -> PlanInputs:
    """Give a plan of three reps who sold 100,000, 200,000 and 300,000; all months are alike."""
    return any_plan(**{"reps": REPS, "sales": SALES, "ramp": (), "season_source": "even", **more})


def engine(
    known: PlanInputs, *, market: float = 0.1, believed: float | None = None, spread: float | None = 0.2
) -> Engine:
    """Give the engine of a plan that asks for 10 % more; every rep's spread is 20 %."""
    inputs = PlanInputs(known.frames, {**known.settings, "growth": market})
    return Engine(inputs, plan_settings, spread=spread, expected_growth=believed)
