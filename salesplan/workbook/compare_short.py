"""What a comparison comes to, in a few sentences."""

from collections.abc import Iterator
from typing import Final

from salesplan.words import ENGLISH, Words
from salesplan.workbook import compare_words as words
from salesplan.workbook.compare_data import Comparison

_TOO_HARD_BELOW: Final = 0.4
_MOST_NAMED: Final = 4


def in_short(comparison: Comparison) -> str:
    """Say which scenario is reached most likely, where most is sold, and which are too hard or failed.

    Of equals the first is named; a scenario that is no better than the plan is not.
    """
    if len(comparison.subjects) == 1:
        return words.ALONE.said(comparison.language)
    said = [sentence.said(comparison.language) for sentence in _sentences(comparison)]
    return words.BETWEEN_SENTENCES.said(comparison.language).join(said)


def _sentences(comparison: Comparison) -> Iterator[Words]:
    yield from _most_likely(comparison)
    yield from _most_sold(comparison)
    subjects = comparison.subjects
    hard = [
        subject.name
        for place, subject in enumerate(subjects)
        if (share := comparison.value("share_at_quota", place)) is not None and share < _TOO_HARD_BELOW
    ]
    if hard:
        yield words.TOO_HARD.filled(names=_named(hard, comparison.language))
    if failed := [subject.name for subject in subjects if subject.failed]:
        yield words.FAILED_NAMES.filled(names=_named(failed, comparison.language))


def _most_likely(comparison: Comparison) -> Iterator[Words]:
    found = _best(comparison, "chance")
    if found is None:
        return
    place, chance, plan = found
    facts = {"plan": _share(plan, comparison.language)}
    if round(chance, 2) > round(plan, 2):
        name = comparison.subjects[place].name
        yield words.MOST_LIKELY.filled(name=name, chance=_share(chance, comparison.language), **facts)
    else:
        yield words.PLAN_MOST_LIKELY.filled(**facts)


def _most_sold(comparison: Comparison) -> Iterator[Words]:
    found = _best(comparison, "expected_sales")
    if found and found[1] > found[2] > 0:
        place, sales, plan = found
        name = comparison.subjects[place].name
        change = _share(sales / plan - 1, comparison.language, "+.1f")
        yield words.MOST_SOLD.filled(name=name, sales=f"{sales:,.0f}", change=change)


def _best(comparison: Comparison, key: str) -> tuple[int, float, float] | None:
    """Give the scenario with most of a figure, its figure and the plan's; None where either is unknown."""
    plan = comparison.value(key, 0)
    values = {
        place: value
        for place in range(1, len(comparison.subjects))
        if (value := comparison.value(key, place)) is not None
    }
    if plan is None or not values:
        return None
    place = max(values, key=lambda each: values[each])
    return place, values[place], plan


def _named(names: list[str], language: str) -> str:
    """List names, the last ones left out where they are many."""
    listed = words.BETWEEN_NAMES.said(language).join(names[:_MOST_NAMED])
    return f"{listed} …" if len(names) > _MOST_NAMED else listed


def _share(value: float, language: str, shown: str = ".0f") -> str:
    """Write a percentage, as each language does."""
    return f"{100 * value:{shown}}{' %' if language == ENGLISH else '%'}"
