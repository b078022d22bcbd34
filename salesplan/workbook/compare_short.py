"""What a comparison comes to, in a few sentences."""

from collections.abc import Iterator, Sequence
from typing import Final

from salesplan.words import ENGLISH, Words
from salesplan.workbook import compare_words as words
from salesplan.workbook.compare_data import Comparison, Standing
from salesplan.workbook.compare_numbers import AIM

_TOO_HARD_BELOW: Final = 0.4
_TOO_EASY_ABOVE: Final = 0.8
_MOST_NAMED: Final = 4


def in_short(comparison: Comparison) -> str:
    """Say which scenario comes nearest to what is aimed at, which is likely, where most is sold, which are too hard or easy.

    All scenarios are compared, those that have no room on the sheet too. Of equals the first is named; a scenario that is
    no better than the plan is not.
    """
    if len(comparison.standings) < 2:
        return words.ALONE.said(comparison.language)
    said = [sentence.said(comparison.language) for sentence in _sentences(comparison.standings, comparison.language)]
    return words.BETWEEN_SENTENCES.get(comparison.language, "").join(said)


def _sentences(standings: Sequence[Standing], language: str) -> Iterator[Words]:
    yield from _on_aim(standings, language)
    yield from _most_likely(standings, language)
    yield from _most_sold(standings, language)
    shares = [(each.name, each.share) for each in standings if each.share is not None]
    for sentence, names in (
        (words.TOO_HARD, [name for name, share in shares if share < _TOO_HARD_BELOW]),
        (words.TOO_EASY, [name for name, share in shares if share > _TOO_EASY_ABOVE]),
        (words.FAILED_NAMES, [each.name for each in standings if each.failed]),
    ):
        if names:
            yield sentence.filled(names=_named(names, language))


def _on_aim(standings: Sequence[Standing], language: str) -> Iterator[Words]:
    """Name those of whose reps as many reach their quota as should, or else the nearest."""
    known = [(_off_aim(each.share), each.share, each.name) for each in standings if each.share is not None]
    if standings[0].share is None or len(known) == 1:
        return
    if on_aim := [name for off, _, name in known if not off]:
        yield words.ON_AIM.filled(names=_named(on_aim, language))
        return
    (plan_off, plan_share, _), *_ = known
    off, share, name = min(known, key=lambda each: each[0])
    facts = {"plan": _share(plan_share, language)}
    if round(off, 3) < round(plan_off, 3):
        yield words.NEAREST.filled(name=name, share=_share(share, language), **facts)
    else:
        yield words.PLAN_NEAREST.filled(**facts)


def _off_aim(share: float) -> float:
    """Say how far a share is from what is aimed at; 0 where it is within."""
    least, most = AIM
    return max(least - share, share - most, 0.0)


def _most_likely(standings: Sequence[Standing], language: str) -> Iterator[Words]:
    """Name the one most likely to reach its target, of those that ask for enough: a low target is easily reached."""
    plan, *scenarios = standings
    if plan.chance is None or plan.target is None:
        return
    able = [
        (each.chance, each.name)
        for each in scenarios
        if each.chance is not None and each.target is not None and each.target >= plan.target
    ]
    if not able:
        return
    chance, name = max(able, key=lambda each: each[0])
    facts = {"plan": _share(plan.chance, language)}
    if round(chance, 3) > round(plan.chance, 3):
        yield words.MOST_LIKELY.filled(name=name, chance=_share(chance, language), **facts)
    else:
        yield words.PLAN_MOST_LIKELY.filled(**facts)


def _most_sold(standings: Sequence[Standing], language: str) -> Iterator[Words]:
    plan, *scenarios = standings
    known = [(each.sales, each.name) for each in scenarios if each.sales is not None]
    if not known or not plan.sales:
        return
    sales, name = max(known, key=lambda each: each[0])
    if sales > plan.sales > 0:
        change = _share(sales / plan.sales - 1, language)
        yield words.MOST_SOLD.filled(name=name, sales=f"{sales:,.0f}", change=change)


def _named(names: list[str], language: str) -> str:
    """List names, the last ones left out where they are many."""
    listed = words.BETWEEN_NAMES.said(language).join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return words.MORE_NAMES.filled(names=listed, count=more).said(language) if more > 0 else listed


def _share(value: float, language: str) -> str:
    """Write a percentage to a tenth, as the sheet does, and as each language does."""
    return f"{100 * value:.1f}{' %' if language == ENGLISH else '%'}"
