"""Whose a visit log is, where its Settings sheet says one rep and all else another."""

from collections import Counter
from typing import Any, Final

import pandas as pd

from salesplan.findings import Finding
from salesplan.host.visit_logs import collect_kinds as kinds
from salesplan.host.visit_logs.checks import Checked, Identity
from salesplan.host.visit_logs.customers import plain
from salesplan.host.visit_logs.log_file import LogFile
from salesplan.planning.names import folded, titled

_OF_VISIT: Final = ("date", "customer_id", "kind")


class Whose:
    """The plan's reps and the visits that were collected of them.

    Parameters
    ----------
    reps
        The plan's Reps: ``rep_id`` and ``rep``.
    visits
        The plan's Visits, typed.

    Examples
    --------
    >>> reps = pd.DataFrame({"rep_id": ["R1", "R2"], "rep": ["Ana", "Bo"]})
    >>> whose = Whose(reps, pd.DataFrame({"entry": []}))
    >>> whose.rep_ids["r1"], whose.namesake("R2", "ana"), whose.namesake("R1", "Ana"), whose.namesake("R1", "Anna")
    ('R1', 'Ana (R1)', '', '')
    """

    def __init__(self, reps: pd.DataFrame, visits: pd.DataFrame) -> None:
        self.rep_ids = {folded(str(rep_id)): str(rep_id) for rep_id in reversed(reps["rep_id"].tolist())}
        self._called: dict[str, dict[str, str]] = {}
        for rep_id, name in zip(reps["rep_id"], reps["rep"], strict=True):
            if plain(name) and folded(rep_id):
                self._called.setdefault(plain(name), {})[folded(rep_id)] = titled(name.strip(), rep_id.strip())
        self._visits = visits
        self._places: dict[str, list[int]] = {}
        for place, entry in enumerate(visits["entry"].tolist()):
            if entry:
                self._places.setdefault(entry, []).append(place)

    def namesake(self, rep_id: str, name: str) -> str:
        """Give another rep who has a name; "" where the rep has it, too, or nobody has."""
        called = self._called.get(plain(name), {})
        return "" if folded(rep_id) in called else next(iter(called.values()), "")

    def of_name(self, log: LogFile, rep_id: str) -> Finding | None:
        """Report a log that has the id of one rep and the name of another."""
        other = self.namesake(rep_id, log.rep)
        return log.finding(kinds.OTHER_REPS_NAME, "rep_id", rep=rep_id, other=other) if other else None

    def of_visits(self, log: Checked) -> Finding | None:
        """Report a log whose visits the plan has already, all of them under another rep.

        An entry alone proves nothing: two logs may by chance have the same.
        """
        owners: Counter[str] = Counter()
        for row in log.rows:
            for place in self._places.get(row.entry, ()):
                visit = self._visits.iloc[place]
                if folded(visit["rep_id"]) == folded(log.rep_id):
                    return None
                owners[visit["rep_id"]] += self._identity(visit) == row.identity
        other, count = owners.most_common(1)[0] if owners else ("", 0)
        facts = {"rep": log.rep_id, "other": other, "count": count}
        return log.log.finding(kinds.OTHER_REPS_VISITS, "rep_id", **facts) if count else None

    @staticmethod
    def _identity(visit: "pd.Series[Any]") -> Identity | None:
        day, customer_id, kind = (visit[key] for key in _OF_VISIT)
        return (day.date(), plain(str(customer_id)), str(kind)) if isinstance(day, pd.Timestamp) else None
