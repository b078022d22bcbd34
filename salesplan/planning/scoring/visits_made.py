"""The visits of a period, counted as VisitStatus counts them."""

from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from salesplan.planning.arrays import Ints
from salesplan.planning.cadence import NEVER, next_due
from salesplan.planning.scoring.facts import VisitFacts
from salesplan.planning.settings import ScoreSettings, VisitSettings
from salesplan.planning.visit_entries import Clients, Entries, Staff, day_number, latest
from salesplan.planning.visit_status import Load, visit_status


@dataclass(frozen=True, slots=True)
class VisitLog:
    """The visits up to the day that counts as today, matched with customers and staff."""

    staff: Staff
    clients: Clients
    entries: Entries

    def facts(self, first: date, last: date, who: Ints, settings: ScoreSettings) -> VisitFacts:
        """Count the visits from one day to another, and what is overdue on the latter.

        Parameters
        ----------
        who
            The reps wanted, places in the staff.
        """
        entries = self.entries.kept(self.entries.day <= day_number(last))
        met = entries.kept(entries.met)
        never = day_number(date(settings.plan_year - 1, 12, 31))
        due = next_due(latest(met.day, met.customer, len(self.clients.owner)), self.clients.visits_a_year, never)
        overdue = (due != NEVER) & (due < day_number(last))
        unasked = np.zeros(self.staff.count)
        status = visit_status(
            self.staff,
            self.clients,
            entries,
            overdue,
            Load(unasked, unasked),
            VisitSettings(as_of=last, first=first, last=last, plan_year=settings.plan_year, country=settings.country),
        )
        counts = {field.name: status[field.name].to_numpy(dtype=np.float64)[who] for field in fields(VisitFacts)}
        return VisitFacts(**counts)
