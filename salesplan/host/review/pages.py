"""From what was computed to what the pages of a review show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any, Final

import pandas as pd

from salesplan.host.opened import OpenedPlan
from salesplan.planning.names import folded
from salesplan.planning.periods import Period, UnusablePeriod
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.scorecard import Scored
from salesplan.tables.incentives import PAYOUTS
from salesplan.tables.model import label_of
from salesplan.tables.scorecard import SCORECARD
from salesplan.tables.scoring import GRADES
from salesplan.tables.tracking import TRACKING
from salesplan.tables.visit_status import FOLLOW_UP_KINDS, FOLLOW_UPS
from salesplan.words import Words
from salesplan.workbook.review_data import (
    FollowUp,
    KpiLine,
    MonthPoint,
    OpenItem,
    Page,
    Review,
    VisitLine,
    YearSoFar,
)

_MOST_PERIODS: Final = 6
"""Earlier periods whose totals a page shows."""

Row = dict[str, Any]


def review_of(opened: OpenedPlan, scored: Scored, frames: Mapping[str, pd.DataFrame], who: Sequence[int]) -> Review:
    """Give the pages of the last period that was scored.

    Parameters
    ----------
    opened
        The plan, for its currency, language and grades.
    scored
        What the scoring gave.
    frames
        All computed tables by name.
    who
        Which reps get a page: their places among those scored, in the order of the pages.
    """
    graded = scored.graded[-1]
    sources = _Sources.of(opened, scored, frames)
    return Review(
        title=opened.plan.title.said(opened.language),
        period=graded.facts.period.name,
        measured_to=graded.facts.measured_to,
        sold_to=graded.facts.sold_to,
        language=opened.language,
        currency=opened.currency,
        pages=tuple(sources.page(place) for place in who),
    )


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where the parts of a page come from: rows by folded rep id."""

    graded: Graded
    opened: OpenedPlan
    cards: Mapping[str, list[Row]]
    months: Mapping[str, list[Row]]
    open_items: Mapping[str, list[Row]]
    follow_ups: Mapping[str, list[Row]]
    tracking: Mapping[str, list[Row]]
    payouts: Mapping[str, list[Row]]
    meanings: Mapping[str, str]

    @classmethod
    def of(cls, opened: OpenedPlan, scored: Scored, frames: Mapping[str, pd.DataFrame]) -> "_Sources":
        """Sort what was computed by rep."""
        graded = scored.graded[-1]
        paid = frames[PAYOUTS.name]
        return cls(
            graded,
            opened,
            _by_rep(frames[SCORECARD.name]),
            _by_rep(scored.months),
            _by_rep(scored.open_items),
            _by_rep(frames.get(FOLLOW_UPS.name)),
            _by_rep(frames.get(TRACKING.name)),
            _by_rep(paid[paid["period"] == graded.facts.period.name]),
            _meanings(opened),
        )

    def page(self, place: int) -> Page:
        """Give the page of a rep."""
        facts, graded = self.graded.facts, self.graded
        rep_id = facts.reps.rep_id[place]
        key = folded(rep_id)
        cards = self.cards.get(key, [])
        card = next(row for row in cards if row["period"] == facts.period.name)
        earlier = _earlier(cards, facts.period)
        agreed = next((row for _, row in reversed(earlier) if row["actions"]), None)
        return Page(
            rep_id=rep_id,
            rep=facts.reps.rep[place],
            team=facts.reps.team[place],
            region=facts.reps.region[place],
            total=_known(graded.total[place]),
            grade=graded.grade[place],
            meaning=self.meanings.get(graded.grade[place], ""),
            rank=int(graded.rank[place]) or None,
            ranked=int((graded.rank > 0).sum()),
            previous=_known(card["previous"]),
            change=_known(card["change"]),
            recognition=card["recognition"],
            diagnosis=card["diagnosis"],
            evidence=card["evidence"],
            quota=self._money(card["quota"]),
            revenue=self._money(card["revenue"]),
            kpis=self._kpis(place),
            months=tuple(
                MonthPoint(row["month"].date(), self._money(row["revenue"]) or 0.0, self._money(row["quota"]))
                for row in self.months.get(key, [])
            ),
            history=_history(earlier, facts.period),
            visits=self._visits(place),
            follow_ups=tuple(map(self._follow_up, self.follow_ups.get(key, []))),
            open_items=tuple(map(self._open_item, self.open_items.get(key, []))),
            tracking=self._year(key),
            payout=self._payout(key),
            actions=card["actions"],
            actions_before=agreed["actions"] if agreed else "",
            period_before=agreed["period"] if agreed else "",
        )

    def _money(self, minor: Any) -> float | None:
        """Give an amount in units of the currency; None where it is not known."""
        return None if pd.isna(minor) else float(minor) / self.opened.currency.minor

    def _kpis(self, place: int) -> tuple[KpiLine, ...]:
        kpis, graded = self.graded.kpis, self.graded
        return tuple(
            KpiLine(
                label=kpis.labels[at].said(self.opened.language),
                unit=kpis.unit[at],
                actual=_known(graded.actual[place, at]),
                target=_known(graded.target[at]),
                score=_known(graded.score[place, at]),
                weight=float(kpis.weights[at]),
                counted=float(graded.counted[place, at]),
            )
            for at in range(len(kpis))
        )

    def _visits(self, place: int) -> VisitLine | None:
        visits = self.graded.facts.visits
        if visits is None:
            return None
        return VisitLine(
            made=float(visits.made[place]),
            planned=float(visits.planned[place]),
            kept=float(visits.kept[place]),
            orders=float(visits.orders[place]),
            covered=float(visits.covered[place]),
            owned=_known(self.graded.facts.owned[place]),
            overdue=float(visits.overdue[place]),
            working_days=float(visits.working_days[place]),
        )

    def _follow_up(self, row: Row) -> FollowUp:
        kind = label_of(FOLLOW_UP_KINDS, row["kind"], self.opened.language)
        due: date | None = None if pd.isna(row["due"]) else row["due"].date()
        return FollowUp(kind, row["customer"] or row["customer_id"], due, row["words"])

    def _open_item(self, row: Row) -> OpenItem:
        customer = row["customer"] or row["customer_id"]
        return OpenItem(customer, row["month"].date(), self._money(row["open"]) or 0.0, int(row["months_late"]))

    def _year(self, key: str) -> YearSoFar | None:
        row = next(iter(self.tracking.get(key, [])), None)
        if row is None:
            return None
        amounts = {name: self._money(row[name]) for name in ("quota", "due", "actual", "needed", "run_rate_needed")}
        return YearSoFar(year=self.graded.facts.measured_to.year, note=row["note"], **amounts)

    def _payout(self, key: str) -> str:
        row = next(iter(self.payouts.get(key, [])), None)
        amount = self._money(row["payout"]) if row else None
        if row is None or amount is None:
            return ""
        return f"{amount:,.{self.opened.currency.decimals}f} = {row['explained']}"


def _by_rep(frame: pd.DataFrame | None) -> dict[str, list[Row]]:
    """Sort the rows of a frame by the rep whose they are, in their order."""
    found: dict[str, list[Row]] = {}
    if frame is not None and len(frame):
        for row in frame.to_dict("records"):
            found.setdefault(folded(str(row["rep_id"])), []).append({str(key): value for key, value in row.items()})
    return found


def _meanings(opened: OpenedPlan) -> dict[str, str]:
    """Say what each grade means: by the table, or by the usual ones where it names none."""
    grades = opened.frames[GRADES.name]
    if len(grades):
        return dict(zip(grades["grade"], grades["meaning"], strict=True))
    return {str(name): words.said(opened.language) for name, _, words in GRADES.given if isinstance(words, Words)}


def _earlier(cards: Sequence[Row], period: Period) -> list[tuple[Period, Row]]:
    """Give a rep's recorded rows of periods that ended before this one, oldest first."""
    dated = [(found, row) for row in cards if (found := _period(row["period"])) and found.last < period.last]
    return sorted(dated, key=lambda pair: (pair[0].last, pair[0].first))


def _history(earlier: Sequence[tuple[Period, Row]], period: Period) -> tuple[tuple[str, float], ...]:
    """Give the totals of the last periods of the same kind."""
    alike = [row for found, row in earlier if found.kind == period.kind and not pd.isna(row["total"])]
    return tuple((row["period"], float(row["total"])) for row in alike[-_MOST_PERIODS:])


def _period(name: str) -> Period | None:
    try:
        return Period.of(name)
    except UnusablePeriod:
        return None


def _known(value: Any) -> float | None:
    return None if pd.isna(value) or isnan(value) else float(value)
