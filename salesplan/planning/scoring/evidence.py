"""The figures behind a diagnosis, in words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.money import GRAINS, decimals
from salesplan.planning.names import NOWHERE
from salesplan.planning.scoring import evidence_words as words
from salesplan.planning.scoring.diagnosis import Diagnosis, Figure, weakest_of
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.wording import amount_text
from salesplan.words import ENGLISH, Words

LOW_RATING: Final = 2.0
"""A manager's rating, 1 to 5, that is low."""


def evidence(graded: Graded, diagnosis: Diagnosis, currency: str, language: str = ENGLISH) -> tuple[str, ...]:
    """Say which figures a diagnosis rests on.

    Parameters
    ----------
    graded, diagnosis
        The scores of a period, and what was made of them.
    currency
        Its code; amounts are in whole units of it.

    Returns
    -------
    tuple[str, ...]
        A text a rep, such as "93.1 % of target (-12,300). Visits a day 1.4, target 3. Planned visits made 52 % (13 of
        25)." Attainment comes first, then the figures that decided, then the others that there are, last the manager's
        ratings, which decide nothing but may say something else. A rep on target has a short one: the strongest
        and the weakest KPI. "" without a diagnosis.
    """
    told = _Evidence(graded, diagnosis, np.array(diagnosis.keys, dtype=object), currency, language)
    parts = [told.attained(), *told.missing(), *told.activity(), *told.results(), *told.kpis(), *told.ratings()]
    return _joined(parts, words.BETWEEN.get(language, ""))


@dataclass(frozen=True, slots=True)
class _Part:
    """One sentence: a text a rep, "" where it is not to be said, and for whom it comes first because it decides."""

    texts: list[str]
    decides: Flags


def _joined(parts: Sequence[_Part], between: str) -> tuple[str, ...]:
    first = [_kept(part.texts, part.decides) for part in parts]
    then = [_kept(part.texts, ~part.decides) for part in parts]
    return tuple(between.join(filter(None, texts)) for texts in zip(*first, *then, strict=True))


def _kept(texts: Sequence[str], which: Flags) -> list[str]:
    return [text if keep else "" for text, keep in zip(texts, which.tolist(), strict=True)]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the sentences are made of; ``keys`` are the diagnoses as an array."""

    graded: Graded
    diagnosis: Diagnosis
    keys: "np.ndarray[tuple[int], np.dtype[np.object_]]"
    currency: str
    language: str

    def are(self, *keys: str) -> Flags:
        """Tell who has one of some diagnoses."""
        return np.isin(self.keys, keys)

    @property
    def below(self) -> Flags:
        """Who is below target."""
        return ~self.are("", "on_target")

    def attained(self) -> _Part:
        """Say how much of the target was reached."""
        facts, template, judged = self.graded.facts, words.ATTAINED.said(self.language), ~self.are("")
        texts = [
            template.format(value=self.percent(_attainment(revenue, quota)), variance=self.variance(revenue, quota))
            if said
            else ""
            for revenue, quota, said in zip(facts.revenue.tolist(), facts.quota.tolist(), judged.tolist(), strict=True)
        ]
        return _Part(texts, judged)

    def missing(self) -> Iterator[_Part]:
        """Say what is unknown where the diagnosis is unclear."""
        unclear, activity = self.are("unclear"), self.diagnosis.activity
        known = activity.known if activity else np.zeros(len(unclear), dtype=np.bool_)
        unheld = words.NO_LINE if activity else words.NO_VISITS
        reasons = [(words.NO_RESULTS if seen else unheld).said(self.language) for seen in known.tolist()]
        yield _Part(_kept(reasons, unclear), unclear)

    def activity(self) -> Iterator[_Part]:
        """Say how many visits were made."""
        visits, activity, talk = self.graded.facts.visits, self.diagnosis.activity, self.are("talk")
        if visits is None or activity is None:
            return
        line = words.TARGET if activity.targeted else words.MEDIAN
        owned = self.graded.facts.owned
        yield self._figure(words.A_DAY, activity.a_day, line, talk, short)
        yield self._figure(words.ADHERENCE, activity.adherence, None, talk, self.percent, (visits.kept, visits.planned))
        yield self._figure(words.COVERED, activity.coverage, words.MEDIAN, talk, self.percent, (visits.covered, owned))

    def results(self) -> Iterator[_Part]:
        """Say what came of the visits, and which skill is weakest."""
        visits, results, train = self.graded.facts.visits, self.diagnosis.results, self.are("train")
        if visits is not None:
            of_visits = visits.orders, visits.made
            yield self._figure(words.STRIKE, results.strike, words.MEDIAN, train, self.percent, of_visits)
            yield self._figure(words.A_VISIT, results.a_visit, words.MEDIAN, train, self.amount)
        yield _Part(self._named(words.WEAKEST, np.where(self.below, results.weakest, NOWHERE)), train & results.weak)

    def kpis(self) -> Iterator[_Part]:
        """Name the strongest and the weakest KPI of who is on target, beside the target itself."""
        others = np.array([key != "target_attainment" for key in self.graded.kpis.folded], dtype=np.bool_)
        counts = (self.graded.counted > 0) & others
        on_target, strongest = self.are("on_target"), _strongest(self.graded, counts)
        weakest = weakest_of(self.graded, counts)
        both = on_target & (strongest != weakest)
        yield _beside(self._named(words.STRONGEST, np.where(both, strongest, NOWHERE)), both)
        yield _beside(self._named(words.WEAKEST, np.where(on_target, weakest, NOWHERE)), on_target)

    def ratings(self) -> Iterator[_Part]:
        """Give the manager's ratings, and say where a low one asks for something else."""
        ratings = self.graded.facts.ratings
        rated = {key: ratings[key] for key in words.RATED if key in ratings}
        for key, values in rated.items():
            template = words.RATED[key].said(self.language)
            texts = [template.format(value=short(value)) for value in values.tolist()]
            yield _beside(texts, self.below & ~np.isnan(values))
        for key, values in rated.items():
            diagnoses, objection = words.AGAINST[key]
            low = self.are(*diagnoses) & (values <= LOW_RATING)
            yield _beside([objection.said(self.language)] * len(low), low)

    def _figure(
        self,
        template: Words,
        figure: Figure,
        line: Words | None,
        decides: Flags,
        said: Callable[[float], str],
        counts: tuple[Floats, Floats] | None = None,
    ) -> _Part:
        """Give a figure of who is below target, with the counts that it is made of, and what it is held against."""
        text, end = template.said(self.language), words.STOP.said(self.language)
        if line is not None and not np.isnan(figure.usual):
            end = line.said(self.language).format(usual=said(figure.usual)) + end
        parts, wholes = counts or (figure.value, figure.value)
        told = self.below & ~np.isnan(figure.value)
        rows = zip(figure.value.tolist(), parts.tolist(), wholes.tolist(), told.tolist(), strict=True)
        texts = [
            text.format(value=said(value), part=short(part), whole=short(whole)) + end if tells else ""
            for value, part, whole, tells in rows
        ]
        return _Part(texts, decides & figure.low)

    def _named(self, template: Words, places: Ints) -> list[str]:
        """Name a KPI a rep, with what was measured and its score; "" where there is none."""
        text, kpis = template.said(self.language), self.graded.kpis
        labels = [label.said(self.language) for label in kpis.labels]
        actual = [self.percent if unit == "percent" else short for unit in kpis.unit]
        reps = np.arange(len(places))
        rows = zip(
            places.tolist(),
            self.graded.actual[reps, places].tolist(),
            self.graded.score[reps, places].tolist(),
            strict=True,
        )
        return [
            ""
            if place == NOWHERE
            else text.format(label=labels[place], actual=actual[place](value), score=plain(score, 1))
            for place, value, score in rows
        ]

    def percent(self, share: float) -> str:
        """Write a share in percent."""
        return words.PERCENT.said(self.language).format(share=plain(100 * share, 1))

    def amount(self, minor: float) -> str:
        """Write an amount in whole units of the currency."""
        return plain(minor / 10 ** decimals(self.currency), 0)

    def variance(self, revenue: int, quota: int) -> str:
        """Write revenue less quota with its sign, in whole units of the currency; less than half a one as it is."""
        variance = (2 * revenue + GRAINS) // (2 * GRAINS) - quota
        sign = "-" if variance < 0 else "+" if variance else ""
        unit = 10 ** decimals(self.currency)
        whole = (2 * abs(variance) + unit) // (2 * unit)
        return sign + (amount_text(abs(variance), self.currency) if variance and not whole else f"{whole:,}")


def _beside(texts: Sequence[str], said: Flags) -> _Part:
    """Give a sentence that decides nothing."""
    return _Part(_kept(texts, said), np.zeros(len(said), dtype=np.bool_))


def _strongest(graded: Graded, candidates: Flags) -> Ints:
    """Give each rep's KPI of the best score, of some; of equal ones the weightier, then the first in KPIs."""
    score = np.where(candidates, graded.score, -1.0)
    best = candidates & (score == score.max(axis=1, keepdims=True))
    places = np.where(best, graded.counted, -1.0).argmax(axis=1)
    return np.where(best.any(axis=1), places, NOWHERE)


def _attainment(revenue: int, quota: int) -> float:
    """Give attainment, rounded to a tenth of a percent; less than the quota never reads as 100 %."""
    due = quota * GRAINS
    tenths = (2000 * revenue + due) // (2 * due)
    return (tenths if revenue >= due else min(tenths, 999)) / 1000


def short(number: float) -> str:
    """Write a number with two decimals at most."""
    return plain(number, 2)


def plain(number: float, places: int) -> str:
    """Write a number with thousands separators and at most so many decimals.

    Examples
    --------
    >>> plain(1234.50, 2), plain(3.0, 1), plain(-0.04, 1), plain(1200.0, 0)
    ('1,234.5', '3', '0', '1,200')
    """
    text = f"{number:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if places else text
    return "0" if text == "-0" else text
