"""Reviews: the reps scored, and their pages put into the plan; what ``salesplan review`` does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pandas as pd

from salesplan.bindings import SCORE_BINDING, TRACK_BINDING, VISITS_BINDING, Outcome
from salesplan.bindings.score import LAST
from salesplan.errors import ColumnMissing, UnknownName, UsageError
from salesplan.findings import Finding, errors
from salesplan.host.opened import OpenedPlan, Outside
from salesplan.host.review.box_kinds import NAME_GONE, NO_KEYS, SHEET_LEFT
from salesplan.host.review.boxes import ACTIONS, boxes_on, has_keys, take_up, with_actions
from salesplan.host.review.pages import review_of
from salesplan.host.review.standing import ANCHORS, Standing, standing
from salesplan.host.run import Progress, Report, computed, due, run
from salesplan.host.wish import Wish
from salesplan.planning.names import folded
from salesplan.planning.periods import Period
from salesplan.planning.scoring.facts import Facts, Reps
from salesplan.tables.scorecard import SCORECARD
from salesplan.workbook.graft import free_sheet_name
from salesplan.workbook.review_data import Kind, Review
from salesplan.workbook.review_monthly import review_sheet
from salesplan.workbook.review_weekly import weekly_sheet
from salesplan.workbook.review_words import MONTHLY_SHEET, WEEKLY_SHEET
from salesplan.workbook.writes import SheetGraft, Write

MOST_PAGES: Final = 300
"""More pages than these are nobody's to print at once, and too much for one sheet."""

_FILES: Final = {Kind.MONTHLY: "review", Kind.WEEKLY: "weekly"}
_SHEETS: Final = {Kind.MONTHLY: MONTHLY_SHEET, Kind.WEEKLY: WEEKLY_SHEET}
_MOST_NAMED: Final = 3
_LONGEST_PART: Final = 60
"""Reps whom the name of a printed file names, and the letters that it has for them: more are counted."""
_NO_FILE_NAME: Final = re.compile(r"[^\w.-]+")


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
    WriteRefused
        When the name by which the pages are found leads to a sheet of somebody's own.
    WorkbookError
        When the workbook cannot be read or written; it is then as it was.
    """
    pages = _Pages(wish, reps, _kind(wish, form))
    bindings = (TRACK_BINDING, SCORE_BINDING)
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
        f"{saved_as.stem}-{_FILES[pages.kind]}-{pages.review.period}{_whose(pages.review) if reps else ''}.pdf",
    )


def _kind(wish: Wish, form: str | None) -> Kind:
    """Say which form a review has, known before anything is read: a weekly one leaves the pages of others alone."""
    if form:
        return Kind(form)
    named = wish.period or LAST
    return Kind.WEEKLY if named != LAST and Period.of(named).kind == "week" else Kind.MONTHLY


def _whose(review: Review) -> str:
    """Name the reps of a review that is not of all, so that its file does not take the place of theirs."""
    named = "".join(f"-{_NO_FILE_NAME.sub('_', page.rep_id)}" for page in review.pages)
    few = len(review.pages) <= _MOST_NAMED and len(named) <= _LONGEST_PART
    return named if few else f"-{len(review.pages)}-reps"


def _laid_out(review: Review, kind: Kind, live: dict[str, str] | None = None) -> bytes:
    return weekly_sheet(review, live=live is not None) if kind is Kind.WEEKLY else review_sheet(review, live=live)


@dataclass(slots=True)
class _Pages:
    """The extension of a run that puts pages into the workbook."""

    wish: Wish
    reps: Sequence[str]
    kind: Kind
    review: Review | None = None
    sheet: str = ""
    _standing: Standing | None = None
    _agreed: dict[int, str] = field(default_factory=dict)
    _left: bool = False
    """Whether the pages that are there stay, because something typed in them could not be taken up."""

    def read(self, opened: OpenedPlan) -> list[Finding]:
        """Take up what was typed into the boxes of the pages that are there."""
        found = opened.needed(SCORECARD)
        if ACTIONS not in found.headers:
            label = SCORECARD[ACTIONS].label.said(opened.language)
            raise ColumnMissing(found.workbook, found.info.sheet, found.info.name, label, list(found.info.columns))
        self._standing = standing(opened.file, self.kind)
        if self._standing is None or self.kind is Kind.WEEKLY:
            return []
        return self._taken_up(opened, self._standing)

    def _taken_up(self, opened: OpenedPlan, before: Standing) -> list[Finding]:
        sheet = before.sheet
        if has_keys(sheet):
            self._agreed, findings = take_up(opened, boxes_on(sheet, opened.headers[SCORECARD.name]))
        else:
            findings = [NO_KEYS.at(sheet=sheet.name)]
        self._left = bool(errors(findings))
        if self._left and self.wish.partial:
            findings.append(SHEET_LEFT.at(sheet=sheet.name))
        elif not before.marked:
            findings.append(NAME_GONE.at(sheet=sheet.name, name=ANCHORS[self.kind]))
        return findings

    def compute(self, opened: OpenedPlan, outcome: Outcome) -> None:
        """Lay out the pages."""
        scored = (outcome.result or {}).get("score")
        if self._left or scored is None or not scored.graded:
            return
        facts = scored.graded[-1].facts
        who = _chosen(facts.reps, self.reps)
        if self.kind is Kind.MONTHLY and len(who) > MOST_PAGES:
            raise TooManyPages(len(who))
        if who:
            self.review = review_of(opened, scored, outcome.frames | self._then(opened, facts), who)

    def _then(self, opened: OpenedPlan, facts: Facts) -> dict[str, pd.DataFrame]:
        """Give follow-ups and the year so far as they stood on the last day of the period; the plan's own are of today."""
        then = replace(self.wish, period=facts.period.name, as_of=facts.measured_to)
        visits = computed(opened, due(opened, [VISITS_BINDING]), then)
        year = computed(opened, [TRACK_BINDING], replace(then, as_of=facts.sold_to))
        return visits.frames | year.frames

    def write(self, opened: OpenedPlan, writes: list[Write]) -> list[Write]:
        """Add the sheet, and what was typed into the boxes of the one that it replaces."""
        if self.review is None:
            return writes
        self.sheet = self._sheet_name(opened)
        live = opened.headers[SCORECARD.name]
        after = opened.found[SCORECARD.name].info.sheet
        graft = SheetGraft(self.sheet, ANCHORS[self.kind], _laid_out(self.review, self.kind, live), after)
        return [*with_actions(opened, writes, self._agreed), graft]

    def _sheet_name(self, opened: OpenedPlan) -> str:
        """Give the name of the sheet that is replaced, or of a new one."""
        if self._standing and self._standing.marked:
            return self._standing.sheet.name
        taken = [sheet.name.casefold() for sheet in opened.reader.book.sheets]
        return free_sheet_name(_SHEETS[self.kind].said(opened.language), taken)


def _chosen(reps: Reps, wanted: Sequence[str]) -> list[int]:
    """Give the places of the reps who are wanted, by id or name, in the order of region, team and id.

    An id goes before a name; a name that several reps have means all of them.
    """
    order = sorted(
        range(len(reps)), key=lambda place: (reps.region[place], reps.team[place], folded(reps.rep_id[place]))
    )
    if not wanted:
        return order
    by_id = {folded(rep_id): [place] for place, rep_id in enumerate(reps.rep_id)}
    by_name: dict[str, list[int]] = {}
    for place, name in enumerate(reps.rep):
        by_name.setdefault(folded(name), []).append(place)
    meant = by_name | by_id
    for name in wanted:
        if not name.strip() or folded(name) not in meant:
            raise UnknownName("rep", name, [*reps.rep_id, *filter(None, reps.rep)])
    chosen = {place for name in wanted for place in meant[folded(name)]}
    return [place for place in order if place in chosen]
