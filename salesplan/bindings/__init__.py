"""Which planning function is bound to which tables: the register that every host uses.

To add a planning function: write it in `salesplan.planning`, declare its tables in
`salesplan.tables`, bind it in a file here, and list it below.
"""

from typing import Final

from salesplan.bindings.binding import Binding, Frames, Outcome
from salesplan.bindings.quota import QUOTA_BINDING
from salesplan.bindings.scenario import SCENARIO_BINDING
from salesplan.bindings.score import SCORE_BINDING
from salesplan.bindings.tier import TIER_BINDING
from salesplan.bindings.track import TRACK_BINDING
from salesplan.bindings.visits import VISITS_BINDING

__all__ = [
    "BINDINGS",
    "QUOTA_BINDING",
    "SCENARIO_BINDING",
    "SCORE_BINDING",
    "TIER_BINDING",
    "TRACK_BINDING",
    "VISITS_BINDING",
    "Binding",
    "Frames",
    "Outcome",
    "binding",
]

BINDINGS: Final = (TIER_BINDING, QUOTA_BINDING, VISITS_BINDING, TRACK_BINDING, SCORE_BINDING)
"""All bindings, in the order in which ``run`` takes them: tiers may weigh in quotas and say how often to visit; quotas
are what reps are held against. Scenarios are no part of it: they stand in a workbook of their own."""


def binding(name: str) -> Binding:
    """Give the binding of a name; KeyError when there is none."""
    return next(known for known in (*BINDINGS, SCENARIO_BINDING) if known.name == name)
