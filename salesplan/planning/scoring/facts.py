"""The facts of a period: what every measure, diagnosis and payout is made of, rep by rep."""

from dataclasses import dataclass
from datetime import date

from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.periods import Period


@dataclass(frozen=True, slots=True)
class Reps:
    """The reps who are scored, by folded id: whoever was employed on a day of the period up to its last that counts.

    Attributes
    ----------
    rep_id, rep, team, region
        As typed; of rows with the same id the first counts.
    rows
        Rows of the sheet Reps.
    left
        Whether the rep's last day is not after ``measured_to``: no candidate for recognition.
    """

    rep_id: tuple[str, ...]
    rep: tuple[str, ...]
    team: tuple[str, ...]
    region: tuple[str, ...]
    rows: Ints
    left: Flags

    def __len__(self) -> int:
        return len(self.rep_id)


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """The visits of a period, a value a rep, as `salesplan.planning.visit_status` counts them.

    ``made``, ``planned``, ``kept``, ``orders``, ``covered``, ``overdue``, ``working_days`` are those of VisitStatus.
    """

    made: Floats
    planned: Floats
    kept: Floats
    orders: Floats
    covered: Floats
    overdue: Floats
    working_days: Floats


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a period; every array has a value a rep, in the order of ``reps``.

    Money is in minor units (exact integers in int64), ledger money in grains (ten-thousandths of one). What is a float
    is NaN where there is no data. Sales, receivables and customers are of whole months: those of the period up to the
    month of ``measured_to``; of a week they are those of the month in which the week ends, or in which it stands on the day
    that counts as today, up to that day.

    Attributes
    ----------
    period
        As it is named, with its own first and last day.
    measured_to
        The last day that counts: the period's, or today if that is earlier.
    sold_to
        The last day whose month's sales count: ``measured_to``, but of a week the end of its month, or today.
    months
        How many months have gone by: whole ones, and of a running one the part whose working days are gone.
    reps
        Whose values these are.
    quota
        Minor units due in the months so far; of a running month the part whose working days are gone.
    full_quota
        Minor units of all the period's months.
    has_quota
        Whether the rep has a quota for any of the months so far; a quota of 0 is one.
    margin_quota
        Minor units due.
    revenue
        Grains; 0 where nothing was sold.
    margin
        Grains; NaN where the ledger has no margins in these months, or none for what the rep sold.
    revenue_before
        Grains of the same months a year before, of a running one the same part; NaN where the ledger does not reach back so far.
    focus
        Grains in focus lines; NaN where none is named, or none was ever sold.
    due, collected
        Minor units of the receivables of these months; NaN where the rep has none.
    open
        Minor units due up to the last of these months and not collected; NaN where the rep has no receivables at all.
    owned, active, active_owned, new
        Customers: owned; with revenue above 0 credited to the rep; the owned ones among these; with
        the first purchase ever in these months, credited to the rep. NaN where the ledger or the customers cannot say.
    visits
        None where the plan has no visits at all.
    ratings
        By folded KPI key: the managers' ratings for the period.
    """

    period: Period
    measured_to: date
    sold_to: date
    months: float
    reps: Reps
    quota: Ints
    full_quota: Ints
    has_quota: Flags
    margin_quota: Floats
    revenue: Ints
    margin: Floats
    revenue_before: Floats
    focus: Floats
    due: Floats
    collected: Floats
    open: Floats
    owned: Floats
    active: Floats
    active_owned: Floats
    new: Floats
    visits: VisitFacts | None
    ratings: dict[str, Floats]
