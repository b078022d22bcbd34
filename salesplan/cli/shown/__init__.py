"""What the terminal shows of each planning function: a short file a binding, named like it, with ``show(done)``."""

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pandas as pd

    from salesplan.host.opened import OpenedPlan


class Done(Protocol):
    """What was computed of a plan: the plan as it was read, the tables, and each planning function's own result."""

    @property
    def opened(self) -> "OpenedPlan":
        """The plan as it was read."""

    @property
    def frames(self) -> "dict[str, pd.DataFrame]":
        """The computed tables by name."""

    @property
    def results(self) -> dict[str, Any]:
        """What each planning function gave, by the name of its binding."""
