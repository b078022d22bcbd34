"""What a rep's week asks for, in one line: the diagnosis, and what presses most."""

from typing import Final

from salesplan.tables.model import label_of
from salesplan.tables.scorecard import DIAGNOSES
from salesplan.words import Words
from salesplan.workbook import review_words as words
from salesplan.workbook.review_data import FollowUp, OpenItem, Page

_LATE: Final = 1


def next_step(page: Page, language: str) -> str:
    """Say what to do next: the diagnosis, then the first of what is to be followed up.

    Without anything to follow up it is the largest amount that is late, else the customers overdue for a visit.

    Examples
    --------
    >>> from datetime import date
    >>> quote = FollowUp("quote without answer", "Northwind", date(2027, 3, 8))
    >>> next_step(Page(rep_id="R-01", rep="Anna", diagnosis="train", follow_ups=(quote,)), "en")
    'train; quote without answer, Northwind, due 03-08'
    """
    asks = label_of(DIAGNOSES, page.diagnosis, language)
    pressing = _pressing(page)
    steps = [step for step in (asks, pressing.said(language) if pressing else "") if step]
    return words.STEPS_BETWEEN.said(language).join(steps)


def _pressing(page: Page) -> Words | None:
    if page.follow_ups:
        return _followed_up(page.follow_ups[0])
    late = [item for item in page.open_items if item.late >= _LATE]
    if late:
        return _collected(max(late, key=lambda item: item.open))
    overdue = page.visits.overdue if page.visits else 0
    return words.SEE.filled(count=f"{overdue:.0f}") if overdue else None


def _followed_up(item: FollowUp) -> Words:
    if item.due is None:
        return words.WAITING.filled(kind=item.kind, customer=item.customer)
    return words.DUE_ON.filled(kind=item.kind, customer=item.customer, day=f"{item.due:%m-%d}")


def _collected(item: OpenItem) -> Words:
    return words.COLLECT.filled(customer=item.customer, amount=f"{item.open:,.0f}")
