"""Reviews: the reps scored, and their pages put into the plan; what ``salesplan review`` does."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pandas as pd

from salesplan.bindings import SCORE_BINDING, TRACK_BINDING, VISITS_BINDING, Outcome
from salesplan.errors import ColumnMissing, UnknownName, UsageError
from salesplan.findings import Finding
from salesplan.host.opened import OpenedPlan, Outside
from salesplan.host.review.boxes import ACTIONS, boxes_on, take_up, with_actions
from salesplan.host.review.pages import review_of
from salesplan.host.run import Progress, Report, computed, due, run
from salesplan.host.wish import Wish
from salesplan.planning.names import folded
from salesplan.planning.scoring.facts import Facts, Reps
from salesplan.tables.scorecard import SCORECARD
from salesplan.workbook.graft_read import anchored_sheet
from salesplan.workbook.review_data import Kind, Review
from salesplan.workbook.review_monthly import review_sheet
from salesplan.workbook.review_weekly import weekly_sheet
from salesplan.workbook.review_words import MONTHLY_SHEET, WEEKLY_SHEET
from salesplan.workbook.writes import SheetGraft, Write

MOST_PAGES: Final = 300
"""More pages than these are nobody's to print at once, and too much for one sheet."""

ANCHORS: Final = {Kind.MONTHLY: "review_pages", Kind.WEEKLY: "review_weekly"}
"""The defined names by which the sheets of reviews are found again."""
_FILES: Final = {Kind.MONTHLY: "review", Kind.WEEKLY: "weekly"}
_SHEETS: Final = {Kind.MONTHLY: MONTHLY_SHEET, Kind.WEEKLY: WEEKLY_SHEET}


class TooManyPages(UsageError):
    """A review would have more pages than anybody prints."""

    def __init__(self, pages: int) -> None:
        super().__init__(
            f"the review would have {pages:,} pages, and more than {MOST_PAGES} are too many for one sheet; "
            "name reps with --rep, or take the short form with --weekly"
        )


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a review.

    Attributes
    ----------
    report
        Of the run.
    period
        What was reviewed.
    pages
        How many reps have a page, or a line.
    sheet
        The name of the sheet that the pages were put on.
    printable
        A workbook with the pages alone, for printing; None where there are none.
    file_name
        What the printed file is called where nobody says.
    """

    report: Report
    period: str
    pages: int
    sheet: str
    printable: bytes | None
    file_name: str


def review(
    path: Path,
    wish: Wish,
    *,
    reps: Sequence[str] = (),
    form: str | None = None,
    outside: Sequence[Outside] = (),
    progress: Progress = lambda step: None,
    keep_backup: bool = True,
) -> Reviewed:
    """Score a period, and put the reps' pages on a sheet of the plan.

    Parameters
    ----------
    path
        The plan workbook.
    wish
        What the user asked for.
    reps
        Ids or names of the reps who get a page; all of them where none is named.
    form
        ``weekly`` for the short summary, ``monthly`` for a page a rep; None makes the summary of a week, pages of
        anything else.
    keep_backup
        Keep the file as it was beside the new one.

    Raises
    ------
    UnknownName
        When a rep is not among those who are scored.
    TooManyPages
        When there would be more than `MOST_PAGES`.
    TableMissing, ColumnMissing
        When the plan has no Scorecard, or no column for what is agreed: it would have no place.
    WorkbookError
        When the workbook cannot be read or written; it is then as it was.
    """
    pages = _Pages(wish, reps, form)
    bindings = (VISITS_BINDING, TRACK_BINDING, SCORE_BINDING)
    report = run(
        path,
        bindings,
        wish,
        outside=outside,
        progress=progress,
        keep_backup=keep_backup,
        where_due=True,
        extension=pages,
    )
    if pages.review is None:
        return Reviewed(report, "", 0, "", None, "")
    saved_as = report.saved.path if report.saved else path
    return Reviewed(
        report,
        pages.review.period,
        len(pages.review.pages),
        pages.sheet,
        _laid_out(pages.review, pages.kind),
        f"{saved_as.stem}-{_FILES[pages.kind]}-{pages.review.period}.pdf",
    )


def _laid_out(review: Review, kind: Kind, live: dict[str, str] | None = None) -> bytes:
    return weekly_sheet(review, live=live is not None) if kind is Kind.WEEKLY else review_sheet(review, live=live)


@dataclass(slots=True)
class _Pages:
    """The extension of a run that puts pages into the workbook."""

    wish: Wish
    reps: Sequence[str]
    form: str | None
    review: Review | None = None
    kind: Kind = Kind.MONTHLY
    sheet: str = ""
    _agreed: dict[int, str] = field(default_factory=dict)

    def read(self, opened: OpenedPlan) -> list[Finding]:
        """Take up what was typed into the boxes of the pages that are there."""
        found = opened.needed(SCORECARD)
        if ACTIONS not in found.headers:
            header = SCORECARD[ACTIONS].label.said(opened.language)
            raise ColumnMissing(found.workbook, found.info.sheet, found.info.name, header, list(found.info.columns))
        sheet = anchored_sheet(opened.reader, ANCHORS[Kind.MONTHLY])
        self._agreed, findings = take_up(opened, boxes_on(sheet)) if sheet else ({}, [])
        return findings

    def compute(self, opened: OpenedPlan, outcome: Outcome) -> None:
        """Lay out the pages."""
        scored = (outcome.result or {}).get("score")
        if scored is None or not scored.graded:
            return
        facts = scored.graded[-1].facts
        self.kind = Kind(self.form) if self.form else Kind.WEEKLY if facts.period.kind == "week" else Kind.MONTHLY
        who = _chosen(facts.reps, self.reps)
        if self.kind is Kind.MONTHLY and len(who) > MOST_PAGES:
            raise TooManyPages(len(who))
        if who:
            self.review = review_of(opened, scored, outcome.frames | self._then(opened, facts), who)

    def _then(self, opened: OpenedPlan, facts: Facts) -> dict[str, pd.DataFrame]:
        """Give follow-ups and the year so far as they stood on the last day of the period; the plan's own are of today."""
        visits = computed(opened, due(opened, [VISITS_BINDING]), replace(self.wish, as_of=facts.measured_to))
        year = computed(opened, [TRACK_BINDING], replace(self.wish, as_of=facts.sold_to))
        return visits.frames | year.frames

    def write(self, opened: OpenedPlan, writes: list[Write]) -> list[Write]:
        """Add the sheet, and what was typed into the boxes of the one before."""
        writes = with_actions(opened, writes, self._agreed)
        if self.review is None:
            return writes
        anchor = ANCHORS[self.kind]
        known = anchored_sheet(opened.reader, anchor)
        self.sheet = known.name if known else _SHEETS[self.kind].said(opened.language)
        live = opened.headers[SCORECARD.name]
        after = opened.found[SCORECARD.name].info.sheet
        return [*writes, SheetGraft(self.sheet, anchor, _laid_out(self.review, self.kind, live), after)]


def _chosen(reps: Reps, wanted: Sequence[str]) -> list[int]:
    """Give the places of the reps who are wanted, by id or name, in the order of region, team and id."""
    order = sorted(
        range(len(reps)), key=lambda place: (reps.region[place], reps.team[place], folded(reps.rep_id[place]))
    )
    if not wanted:
        return order
    by_name = {folded(name): place for place, name in enumerate(reps.rep) if name}
    by_name |= {folded(rep_id): place for place, rep_id in enumerate(reps.rep_id)}
    for name in wanted:
        if folded(name) not in by_name:
            raise UnknownName("rep", name, [*reps.rep_id, *filter(None, reps.rep)])
    chosen = {by_name[folded(name)] for name in wanted}
    return [place for place in order if place in chosen]
