"""The visits that the plan has, as rows of logs are matched with them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from salesplan.host.visit_logs.checks import Identity, contents, identity_of
from salesplan.host.visit_logs.entries import typed_entry
from salesplan.planning.names import folded


@dataclass(frozen=True, slots=True, eq=False)
class PlanRow:
    """One visit that the plan has.

    Attributes
    ----------
    row
        Its row on the sheet.
    entry
        Its entry; of a visit that has none, the one that a log gives it.
    numbered
        Whether it has one itself.
    content
        What it says now.
    taken, saved, log
        What the log said when it was read, when that log was saved, and which it was; "" and None for a visit that
        was typed in the plan.
    """

    row: int
    entry: str
    numbered: bool
    content: dict[str, Any]
    taken: str
    saved: datetime | None
    log: str

    @property
    def identity(self) -> Identity:
        """What tells it from the rep's other visits."""
        return identity_of(self.content)


def plan_rows(visits: pd.DataFrame, reps: Iterable[str]) -> dict[str, list[PlanRow]]:
    """Give the visits of some reps, by the rep's id as it is matched."""
    wanted = set(reps)
    owner = visits["rep_id"].map(lambda rep: folded(str(rep)))
    own = visits[owner.isin(wanted) & visits["date"].notna()]
    found: dict[str, list[PlanRow]] = defaultdict(list)
    kept = zip(own.index, own["rep_id"], own["entry"], own["taken"], own["saved_at"], own["log"], strict=True)
    for (row, rep, entry, taken, saved, log), content in zip(kept, contents(own), strict=True):
        given = entry or typed_entry(content["date"], rep, content["customer_id"], content["kind"])
        when = None if pd.isna(saved) else saved.to_pydatetime()
        found[folded(str(rep))].append(PlanRow(int(row), given, bool(entry), content, taken, when, log))
    return found
