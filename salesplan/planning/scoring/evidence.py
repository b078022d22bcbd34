"""The figures behind a diagnosis, in words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import starmap
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.money import GRAINS, decimals, rounded
from salesplan.planning.names import NOWHERE
from salesplan.planning.scoring import evidence_words as words
from salesplan.planning.scoring.diagnosis import WEAK_SCORE, Diagnosis, Figure, weakest_of
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.wording import whole_text
from salesplan.words import ENGLISH, Words

LOW_RATING: Final = 2.0
HIGH_RATING: Final = 4.0
"""Managers' ratings, 1 to 5, that are low, and high."""

_HAIR: Final = 1e-9

_Texts: TypeAlias = npt.NDArray[np.object_]


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
        A text a rep, such as "93.1 % of target, 12,300 short. Activity is low: Visits a day 1.4, target 3. Planned
        visits made 52 % (13 of 25), at least 70 % expected." Attainment comes first, then what decided with its
        figures, then the others that there are, last the manager's ratings, which decide nothing but may say something
        else. A rep on target has a short one: the strongest KPI, and a weak one to work on. "" without a diagnosis.
    """
    keys, unit = np.array(diagnosis.keys, dtype=np.object_), 10 ** decimals(currency)
    told = _Evidence(graded, diagnosis, keys, currency, unit, language)
    parts = [*told.activity(), *told.results(), *told.kpis(), *told.ratings()]
    return _joined([told.attained(), told.missing(), told.reasons()], parts, language)


@dataclass(frozen=True, slots=True)
class _Part:
    """One sentence: a text a rep, "" where it is not to be said, and for whom it comes first because it decides."""

    texts: _Texts
    decides: Flags


def _joined(heads: Sequence[_Texts], parts: Sequence[_Part], language: str) -> tuple[str, ...]:
    """Put the sentences of each rep one behind the other: heads, what decides, and the rest, told apart from it."""
    between, also = words.BETWEEN.get(language, ""), words.ALSO.said(language)
    head = [texts.tolist() for texts in heads]
    first = [np.where(part.decides, part.texts, "").tolist() for part in parts if part.decides.any()]
    then = [np.where(part.decides, "", part.texts).tolist() for part in parts if not part.decides.all()]
    nothing = [[""] * heads[0].size]

    def of_each(lists: list[list[str]]) -> list[str]:
        return [between.join(filter(None, texts)) for texts in zip(*(lists or nothing), strict=True)]

    rows = zip(of_each(head), of_each(first), of_each(then), strict=True)
    return tuple(
        between.join(filter(None, (start, why, also if why and rest else "", rest))) for start, why, rest in rows
    )


def _said(texts: Iterable[str], which: Flags) -> _Texts:
    """Give a text to each of some reps, in their order; "" to the others."""
    said = np.full(which.size, "", dtype=np.object_)
    said[which] = np.array([*texts], dtype=np.object_)
    return said


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the sentences are made of: ``keys`` are the diagnoses as an array, ``unit`` the currency's in minor units."""

    graded: Graded
    diagnosis: Diagnosis
    keys: _Texts
    currency: str
    unit: int
    language: str

    def are(self, *keys: str) -> Flags:
        """Tell who has one of some diagnoses."""
        return np.isin(self.keys, keys)

    @property
    def below(self) -> Flags:
        """Who is below target."""
        return ~self.are("", "on_target")

    def attained(self) -> _Texts:
        """Say how much of the target was reached."""
        facts, judged = self.graded.facts, ~self.are("")
        reached, short_of = words.ATTAINED.said(self.language), words.SHORT.said(self.language)
        rows = zip(facts.revenue[judged].tolist(), facts.quota[judged].tolist(), strict=True)
        texts = (
            (reached if revenue >= quota * GRAINS else short_of).format(
                value=self.percent(_attainment(revenue, quota)), variance=self.variance(revenue, quota)
            )
            for revenue, quota in rows
        )
        return _said(texts, judged)

    def reasons(self) -> _Texts:
        """Say what decided."""
        said = {key: reason.said(self.language) for key, reason in words.REASONS.items()}
        return np.array([said.get(key, "") for key in self.keys.tolist()], dtype=np.object_)

    def missing(self) -> _Texts:
        """Say what is unknown where the diagnosis is unclear."""
        unclear, activity = self.are("unclear"), self.diagnosis.activity
        known = activity.known if activity else np.zeros(len(unclear), dtype=np.bool_)
        unheld = words.NO_LINE if activity else words.NO_VISITS
        reasons = ((words.NO_RESULTS if seen else unheld).said(self.language) for seen in known[unclear].tolist())
        return _said(reasons, unclear)

    def activity(self) -> Iterator[_Part]:
        """Say how many visits were made."""
        visits, activity, talk = self.graded.facts.visits, self.diagnosis.activity, self.are("talk")
        if visits is None or activity is None:
            return
        line = words.TARGET if activity.targeted else words.MEDIAN
        owned = self.graded.facts.owned
        yield self._figure(words.A_DAY, activity.a_day, line, talk, short)
        # What is below the line is not rounded up to it.
        down = np.floor(activity.adherence.value * 1000 + _HAIR) / 1000
        adherence = replace(activity.adherence, value=down)
        yield self._figure(words.ADHERENCE, adherence, words.LEAST, talk, self.percent, (visits.kept, visits.planned))
        yield self._figure(words.COVERED, activity.coverage, words.MEDIAN, talk, self.percent, (visits.covered, owned))

    def results(self) -> Iterator[_Part]:
        """Say what came of the visits, and which skill is weakest."""
        visits, results, train = self.graded.facts.visits, self.diagnosis.results, self.are("train")
        if visits is not None:
            of_visits = visits.orders, visits.made
            yield self._figure(words.STRIKE, results.strike, words.MEDIAN, train, self.percent, of_visits)
            nobody = np.zeros(train.size, dtype=np.bool_)
            yield self._figure(words.A_VISIT, results.a_visit, words.MEDIAN, nobody, self.amount)
        yield _Part(self._named(words.WEAKEST, np.where(self.below, results.weakest, NOWHERE)), train & results.weak)

    def kpis(self) -> Iterator[_Part]:
        """Name the strongest KPI of who is on target, beside the target itself, and the weakest if it is weak."""
        others = np.array([key != "target_attainment" for key in self.graded.kpis.folded], dtype=np.bool_)
        counts = (self.graded.counted > 0) & others
        on_target, strongest = self.are("on_target"), _strongest(self.graded, counts)
        weakest = weakest_of(self.graded, counts)
        score = np.take_along_axis(self.graded.score, np.maximum(weakest, 0)[:, None], axis=1)[:, 0]
        weak = on_target & (weakest != NOWHERE) & (score < WEAK_SCORE)
        yield _beside(self._named(words.STRONGEST, np.where(on_target, strongest, NOWHERE)))
        yield _beside(self._named(words.WORK_ON, np.where(weak, weakest, NOWHERE)))

    def ratings(self) -> Iterator[_Part]:
        """Give the manager's ratings, and say where a low one asks for something else."""
        ratings = self.graded.facts.ratings
        rated = {key: ratings[key] for key in words.RATED if key in ratings}
        for key, values in rated.items():
            template = words.RATED[key].said(self.language)
            rated_below = self.below & ~np.isnan(values)
            texts = (template.format(value=short(value)) for value in values[rated_below].tolist())
            yield _beside(_said(texts, rated_below))
        for key, values in rated.items():
            diagnoses, objection = words.AGAINST[key]
            low = self.are(*diagnoses) & (values <= LOW_RATING)
            yield _beside(np.where(low, np.array(objection.said(self.language), dtype=np.object_), ""))
        if "skill" in rated:
            high = self.are("train") & (rated["skill"] >= HIGH_RATING)
            yield _beside(np.where(high, np.array(words.DESPITE_SKILL.said(self.language), dtype=np.object_), ""))

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
            held = figure.line if line is words.LEAST else figure.usual
            end = line.said(self.language).format(usual=said(held)) + end

        @cache  # many reps have the same figures
        def sentence(value: float, part: float = 0, whole: float = 0) -> str:
            return text.format(value=said(value), part=short(part), whole=short(whole)) + end

        told = self.below & ~np.isnan(figure.value)
        rows = zip(*(values[told].tolist() for values in (figure.value, *(counts or ()))), strict=True)
        return _Part(_said(starmap(sentence, rows), told), decides & figure.low)

    def _named(self, template: Words, places: Ints) -> _Texts:
        """Name a KPI a rep, with what was measured and its score; "" where there is none."""
        text, graded, told = template.said(self.language), self.graded, places != NOWHERE
        labels = [label.said(self.language) for label in graded.kpis.labels]
        written = [self.percent if unit == "percent" else short for unit in graded.kpis.unit]

        @cache
        def sentence(place: int, actual: float, score: float) -> str:
            return text.format(label=labels[place], actual=written[place](actual), score=plain(score, 1))

        at = np.flatnonzero(told), places[told]
        rows = zip(at[1].tolist(), graded.actual[at].tolist(), graded.score[at].tolist(), strict=True)
        return _said(starmap(sentence, rows), told)

    def percent(self, share: float) -> str:
        """Write a share in percent."""
        return words.PERCENT.said(self.language).format(share=plain(100 * share, 1))

    def amount(self, minor: float) -> str:
        """Write an amount in whole units of the currency."""
        return plain(minor / self.unit, 0)

    def variance(self, revenue: int, quota: int) -> str:
        """Write what is above the quota with a plus, or what is missing; in whole units, less than one as it is."""
        variance = rounded(revenue) - quota
        return ("+" if variance > 0 else "") + whole_text(abs(variance), self.currency)


def _beside(texts: _Texts) -> _Part:
    """Give a sentence that decides nothing."""
    return _Part(texts, np.zeros(texts.size, dtype=np.bool_))


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
