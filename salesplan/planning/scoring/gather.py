"""The facts of one or more periods, from the tables."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.calendar import calendar_findings
from salesplan.planning.listed import listed
from salesplan.planning.money import rounded
from salesplan.planning.names import texts, titled
from salesplan.planning.periods import Period
from salesplan.planning.scoring import fact_kinds as kinds
from salesplan.planning.scoring.buyers import Buyers, buyers_of
from salesplan.planning.scoring.facts import Facts, Reps
from salesplan.planning.scoring.kpis import Kpis
from salesplan.planning.scoring.quotas import Quotas, quotas
from salesplan.planning.scoring.ratings import Ratings, ratings_of
from salesplan.planning.scoring.receivables import Receivables, receivables_of
from salesplan.planning.scoring.sold import Owners, Sold, lines_of, sold_by_month
from salesplan.planning.scoring.spans import Span, last_day, month_number, span_of
from salesplan.planning.scoring.visits_made import VisitLog
from salesplan.planning.settings import ScoreSettings
from salesplan.planning.visit_entries import Staff, day_number, matched

_TREND = 12
_MOST_MARGINS = 0.95
"""Below this share of revenue with a margin, margin attainment says too little."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the tables say about some periods.

    Attributes
    ----------
    facts
        One a period, oldest first.
    months
        The trend of each rep of the last period, over the twelve months up to the last one that counts: rep_id (text),
        month (datetime64), revenue, quota (Int64, minor units; the quota is that of the whole month, NA where there is
        none).
    open_items
        What is open of the last period's reps: rep_id, customer_id, customer (text), month (datetime64), open, months_late
        (Int64); oldest first.
    findings
        What is wrong or out of the ordinary.
    """

    facts: list[Facts]
    months: pd.DataFrame
    open_items: pd.DataFrame
    findings: list[Finding]


def gather(
    *,
    reps: pd.DataFrame,
    customers: pd.DataFrame,
    sales: pd.DataFrame,
    quota: pd.DataFrame,
    quota_history: pd.DataFrame,
    receivables: pd.DataFrame,
    ratings: pd.DataFrame,
    visits: pd.DataFrame,
    kpis: Kpis,
    settings: ScoreSettings,
) -> Gathered:
    """Gather the facts of the periods from ``settings.since`` to ``settings.period``.

    Parameters
    ----------
    reps, customers, sales, quota, quota_history, receivables, ratings, visits
        The tables by their column keys; the index is the sheet's row. The ledger's amounts are Int64 in grains, other
        money Int64 in minor units. Of reps and customers with the same id the first counts.
    kpis
        Whose ratings are wanted.
    settings
        The periods, the day that counts as today, the plan year, the calendar, focus lines, margin rate.

    Returns
    -------
    Gathered
        The order of the ledger's and the other tables' rows changes nothing.

    Raises
    ------
    PeriodNotBegun, UnlikePeriods, SinceLater, TooManyPeriods
        If there are no such periods.
    AmountsTooLarge
        If the sales cannot be summed exactly.
    """
    settings.period.to_date(settings.as_of)
    periods = settings.period.since(settings.since)
    spans = [span_of(period, settings.as_of, settings.country) for period in periods]
    months = range(_year_before(spans[0]).start, spans[-1].end + 1)
    staff = Staff.of(reps)
    owners = Owners.of(customers, staff)
    lines, sales_findings = lines_of(sales, owners, staff, month_number(settings.as_of), settings.focus_lines)
    laid_out, quota_findings = quotas(quota, quota_history, staff, months, settings.plan_year)
    due, due_findings = receivables_of(receivables, customers, owners, staff, settings.currency)
    rated, rating_findings = ratings_of(ratings, kpis, staff)
    sources = _Sources(
        reps=reps,
        staff=staff,
        quotas=laid_out,
        sold=sold_by_month(lines, staff, months),
        buyers=buyers_of(lines, customers, owners, staff),
        receivables=due,
        ratings=rated,
        visits=None if visits.empty else VisitLog(staff, *matched(customers, visits, staff, settings.as_of)),
        settings=settings,
    )
    facts = [sources.facts(period, span) for period, span in zip(periods, spans, strict=True)]
    who, last = sources.scored(periods[-1]), spans[-1].last
    return Gathered(
        facts,
        sources.trend(who, range(last + 1 - _TREND, last + 1)),
        due.open_items(last, who, staff),
        [
            *_without_quotas(facts),
            *sources.ledger_findings(periods, spans),
            *sources.margin_findings(periods[-1], spans[-1], who),
            *quota_findings,
            *sales_findings,
            *due_findings,
            *rating_findings,
            *calendar_findings(settings.country, {period.first.year for period in periods}),
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """All that facts are made of, matched and summed once for all periods."""

    reps: pd.DataFrame
    staff: Staff
    quotas: Quotas
    sold: Sold
    buyers: Buyers
    receivables: Receivables
    ratings: Ratings
    visits: VisitLog | None
    settings: ScoreSettings

    def scored(self, period: Period) -> Ints:
        """Find who is scored for a period: the places in the staff of who is employed on a day of it so far."""
        last = min(period.last, self.settings.as_of)
        return np.flatnonzero(self.staff.employed(day_number(period.first), day_number(last)))

    def facts(self, period: Period, span: Span) -> Facts:
        """Give the facts of a period."""
        measured_to = min(period.last, self.settings.as_of)
        who, months = self.scored(period), span.so_far
        customers = self.buyers.counts(months)
        due, collected = self.receivables.sums(months, self.staff)
        return Facts(
            period=period,
            measured_to=measured_to,
            sold_to=min(self.settings.as_of, last_day(span.last)),
            months=span.length,
            reps=self._reps(who, day_number(measured_to)),
            quota=self.quotas.due(span)[who],
            full_quota=self.quotas.full(span.whole)[who],
            has_quota=self.quotas.given(months)[who],
            margin_quota=self.quotas.margin_due(span, self._margin_rate(span))[who],
            revenue=self.sold.revenue_of(months)[who],
            margin=self.sold.margin_of(months)[who],
            revenue_before=self.sold.before(span)[who],
            focus=self.sold.focus_of(months)[who],
            due=due[who],
            collected=collected[who],
            open=self.receivables.open_by(span.last, self.staff)[who],
            owned=self.buyers.owned[who],
            active=customers.active[who],
            active_owned=customers.active_owned[who],
            new=customers.new[who],
            visits=None if self.visits is None else self.visits.facts(period.first, measured_to, who, self.settings),
            ratings={key: values[who] for key, values in self.ratings.of(period, self.staff).items()},
        )

    def ledger_findings(self, periods: list[Period], spans: list[Span]) -> list[Finding]:
        """Report periods without any sales, and a running month: the ledger does not say up to which day it goes."""
        sold: Flags = np.any(self.sold.revenue != 0, axis=0)
        without = [
            period.name
            for period, span in zip(periods, spans, strict=True)
            if not sold[self.sold.columns(span.so_far)].any()
        ]
        found = [kinds.NO_SALES.at("Sales", None, "month", periods=", ".join(without))] if without else []
        month, as_of = range(spans[-1].last, spans[-1].last + 1), self.settings.as_of
        if as_of < last_day(month.start) and sold[self.sold.columns(month)].any():
            facts = {"month": f"{as_of:%Y-%m}", "as_of": as_of.isoformat()}
            found.append(kinds.MONTH_RUNS.at("Sales", None, "month", **facts))
        return found

    def margin_findings(self, period: Period, span: Span, who: Ints) -> list[Finding]:
        """Report reps of whose sales only a part carries a margin."""
        share = self.sold.margin_share(span.so_far)[who]
        places = who[(share > 0) & (share < _MOST_MARGINS)]
        rows = {int(self.staff.rows[place]): int(place) for place in places}
        said = dict(zip(who.tolist(), share.tolist(), strict=True))

        def facts_of(row: int) -> dict[str, object]:
            place = rows[row]
            name = titled(self.staff.names[place], self.staff.rep_ids[place])
            return {"name": name, "share": f"{said[place]:.0%}", "period": period.name}

        return listed(kinds.MARGIN_IN_PART, kinds.MORE_MARGINS_IN_PART, "Reps", rows, "rep_id", facts_of)

    def trend(self, who: Ints, months: range) -> pd.DataFrame:
        """List revenue and quota of some reps and months."""
        revenue = self.sold.revenue[who, self.sold.columns(months)]
        columns = self.quotas.columns(months)
        numbers = np.tile(np.arange(months.start, months.stop), who.size)
        return pd.DataFrame(
            {
                "rep_id": pd.array([self.staff.rep_ids[place] for place in who.tolist()], dtype="str").repeat(
                    len(months)
                ),
                "month": numbers.astype("datetime64[M]").astype("datetime64[s]"),
                "revenue": pd.array(rounded(revenue).ravel(), dtype="Int64"),
                "quota": pd.arrays.IntegerArray(
                    self.quotas.amount[who, columns].ravel(), ~self.quotas.known[who, columns].ravel()
                ),
            }
        )

    def _reps(self, who: Ints, measured_to: int) -> Reps:
        rows = self.staff.rows[who]
        typed = self.reps.loc[rows]
        rep_id, rep, team, region = (tuple(texts(typed, key)) for key in ("rep_id", "rep", "team", "region"))
        return Reps(rep_id, rep, team, region, rows, self.staff.end[who] <= measured_to)

    def _margin_rate(self, span: Span) -> float:
        """Give margin quota ÷ quota: as it is set, else the company's in the calendar year before."""
        rate = self.settings.margin_rate
        return self.sold.margin_rate(_year_before(span)) if rate is None else rate


def _year_before(span: Span) -> range:
    """Give the months of the calendar year before that in which a span begins."""
    january = (span.first // 12 - 1) * 12
    return range(january, january + 12)


def _without_quotas(facts: list[Facts]) -> list[Finding]:
    """Report the periods in which nobody has a quota."""
    without = [of_period.period.name for of_period in facts if not of_period.has_quota.any()]
    return [kinds.NO_QUOTAS.at("QuotaHistory", None, "quota", periods=", ".join(without))] if without else []
