"""Small planned scenarios, written down in a few words."""

from typing import Any

import numpy as np

from salesplan.planning.quota import attribute, plan_on
from salesplan.planning.scenarios.likely.expected import Expected, expected_sales
from salesplan.planning.scenarios.likely.simulation import Likely
from salesplan.planning.scenarios.scenario import PLAN, Planned, Scenario
from salesplan.planning.scoring.rates import PARTS, Band, Rates
from salesplan.planning.settings import PlanSettings
from tests.planning.plans import ANA, BEN, CAI, DEFAULT_RAMP, Rows, sale, table

ONE_PERCENT: Rates = (Band(0, None, PARTS // 100, 0, 5),)
THREE = [ANA, BEN, CAI]
SOLD = [sale("R-01", 100_000), sale("R-02", 200_000), sale("R-03", 300_000)]
LIKELY = Likely(
    chance=0.4,
    mean=60_000_000,
    p10=50_000_000,
    p25=55_000_000,
    p50=60_000_000,
    p75=65_000_000,
    p90=70_000_001,
    share_at_quota=0.65,
    share_p10=0.5,
    share_p90=0.75,
)


def scenario(
    reps: Rows = THREE,
    sales: Rows = SOLD,
    *,
    name: str = PLAN,
    expected: list[int] | None = None,
    others: list[int] | None = None,
    spread: float = 0.2,
    margin_rate: float | None = None,
    rates: Rates = ONE_PERCENT,
    flat: bool = False,
    tables: dict[str, Rows] | None = None,
    in_full: bool = False,
    **settings: Any,
) -> Planned:
    """Plan a scenario for 2027; the market is believed to give what is asked, unless it is said, in the currency."""
    market = settings.pop("growth", 0.0)
    used = PlanSettings(plan_year=2027, growth=market, **settings)
    typed: dict[str, Rows] = dict.fromkeys(("growth", "customers", "region_quota", "team_quota", "quota"), ()) | {
        "ramp": DEFAULT_RAMP
    }
    frames = {name: table(name, rows) for name, rows in (typed | (tables or {})).items()}
    known = attribute(table("reps", reps), frames["customers"], table("sales", sales), used)
    plan = plan_on(known, **frames, settings=used, in_full=in_full)
    believed = expected_sales(plan.standing, plan.standing.grown.base, used)
    if expected is not None:
        believed = Expected(np.array(expected, dtype=np.int64) * 100, np.zeros(len(expected), dtype=np.int64))
    return Planned(
        scenario=Scenario(name),
        plan=plan,
        settings=used,
        expected=believed.own,
        others=believed.others if others is None else np.array(others, dtype=np.int64) * 100,
        spread=np.full(believed.own.size, spread),
        others_spread=spread,
        margin_rate=margin_rate,
        rates=rates,
        flat=flat,
    )
