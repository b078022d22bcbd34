"""Payouts: what each rep's attainment earns by the rates, exact to the minor unit and explained band by band."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.money import decimals, rounded
from salesplan.planning.scoring.facts import Facts
from salesplan.planning.scoring.rates import PARTS, Rates, share_text
from salesplan.planning.wording import amount_text
from salesplan.words import ENGLISH, Words

_Exact: TypeAlias = npt.NDArray[np.object_]
"""Python's own integers, for billionths of an amount do not fit 64 bits."""

_BAND: Final = Words("{first}–{last}: {part} × {rate} = {paid}", "{first}–{last}：{part} × {rate} = {paid}")
_OPEN_BAND: Final = Words(
    "from {first}: {part} × {rate} = {paid}",
    "{first} 以上：{part} × {rate} = {paid}",
)
_BONUS: Final = Words("bonus at {first}: {paid}", "达到 {first} 的奖金：{paid}", "達到 {first} 的獎金：{paid}")
_OUTSIDE: Final = Words("{part} outside of the bands earns nothing", "区间外 {part} 不计提成", "區間外 {part} 不計佣金")
_NO_QUOTA: Final = Words("no quota, so no attainment to pay by", "无配额，无法按达成率计算", "無配額，無法依達成率計算")
_NO_SALES: Final = Words("sales are not above 0", "销售额不大于 0", "銷售額不大於 0")
_SO_FAR: Final = Words("so far, to {day}: ", "截至 {day}：", "截至 {day}：")
_STOP: Final = Words("; ", "；", "；")


def payouts(
    facts: Facts, rates: Rates, *, flat: bool = False, currency: str = "CNY", language: str = ENGLISH
) -> pd.DataFrame:
    """Pay each rep for the sales of a period by the attainment of its whole quota.

    Marginal: each band pays its rate for the sales between its ends, so that more sales never pay less and no band's
    edge is a jump. Flat: the rate of the band in which attainment lies pays for all sales up to where the last band
    ends. Attainment at an edge belongs to the upper band; sales outside of all bands earn nothing. Either way a
    band's bonus is paid once its beginning is reached.

    Parameters
    ----------
    facts
        Of one period; revenue and the whole period's quota count.
    rates
        Bands from low to high that do not overlap, from `salesplan.planning.scoring.rates.read_rates`.
    flat
        Whether the rate of the band reached pays for all sales.
    currency
        For the amounts in the explanation.
    language
        Of the explanation.

    Returns
    -------
    DataFrame
        The columns of Payouts, a row for each rep with a quota or sales, in the order of ``facts.reps``. Each band's
        pay is rounded half up to minor units, and the commission is their sum. Without a quota above 0, or without
        sales above 0, nothing is paid. No rows without rates, and none for a week: sales are known by the month, and
        one month would be paid in each of its weeks.

    Examples
    --------
    >>> from datetime import date
    >>> from salesplan.planning.periods import Period
    >>> from salesplan.planning.scoring.facts import Reps
    >>> from salesplan.planning.scoring.rates import Band
    >>> ana = Reps(("R-01",), ("Ana",), ("East",), ("North",), np.array([5]), np.array([False]))
    >>> known = {"period": Period.of("2027-03"), "measured_to": date(2027, 3, 31), "reps": ana,
    ...     "full_quota": np.array([100_000_00]), "has_quota": np.array([True]), "revenue": np.array([92_345_00_0000])}
    >>> facts = Facts(**dict.fromkeys(Facts.__slots__) | known)
    >>> rates = Band(0, PARTS * 8 // 10, PARTS // 100, 0, 5), Band(PARTS * 8 // 10, PARTS, PARTS // 50, 0, 6)
    >>> paid = payouts(facts, rates)
    >>> int(paid["payout"][0]), paid["explained"][0]
    (104690, '0 %–80 %: 80,000.00 × 1 % = 800.00; 80 %–100 %: 12,345.00 × 2 % = 246.90')
    """
    revenue = rounded(facts.revenue)
    has_quota = facts.has_quota | (facts.full_quota != 0)
    paid_by = rates if facts.period.kind != "week" else ()
    listed = np.flatnonzero((has_quota | (facts.revenue != 0)) & bool(paid_by))
    revenue, quota, has_quota = revenue[listed], facts.full_quota[listed], has_quota[listed]
    earned = Earned.of(revenue, quota, rates, flat)
    commission, bonus = earned.paid.sum(axis=1), earned.bonus.sum(axis=1)
    so_far = _SO_FAR.filled(day=facts.measured_to.isoformat()).said(language)
    opening = so_far if facts.measured_to < facts.period.last else ""
    texts = _Texts(rates, currency, language)
    return pd.DataFrame(
        {
            "period": pd.array([facts.period.name] * listed.size, dtype="str"),
            "rep_id": pd.array([facts.reps.rep_id[place] for place in listed], dtype="str"),
            "rep": pd.array([facts.reps.rep[place] for place in listed], dtype="str"),
            "quota": pd.Series(quota, dtype="Int64").where(has_quota),
            "revenue": pd.array(revenue, dtype="Int64"),
            "attainment": np.divide(revenue, quota, out=np.full(listed.size, np.nan), where=quota != 0),
            "commission": pd.array(commission, dtype="Int64"),
            "bonus": pd.array(bonus, dtype="Int64"),
            "payout": pd.array(commission + bonus, dtype="Int64"),
            "explained": pd.array([opening + text for text in texts.of(revenue, quota, earned)], dtype="str"),
        }
    )


@dataclass(frozen=True, slots=True)
class Earned:
    """What each rep earned in each band: reps × bands.

    ``part`` is the sales that its rate pays for, in billionths of a minor unit; ``paid`` and ``bonus`` are minor units.
    """

    part: _Exact
    paid: Ints
    bonus: Ints

    @property
    def total(self) -> Ints:
        """What each rep is paid in all."""
        return np.asarray(self.paid.sum(axis=1) + self.bonus.sum(axis=1), dtype=np.int64)

    @classmethod
    def of(cls, revenue: Ints, quota: Ints, rates: Rates, flat: bool) -> "Earned":
        """Pay for sales by quotas, both in minor units by rep; exactly."""
        shape = revenue.size, len(rates)
        part, bonus = np.zeros(shape, dtype=np.object_), np.zeros(shape, dtype=np.int64)
        earning = np.flatnonzero((revenue > 0) & (quota > 0))
        sold, whole = revenue[earning].astype(np.object_) * PARTS, quota[earning].astype(np.object_)
        for place, band in enumerate(rates):
            reached = (sold >= whole * band.first).astype(np.bool_)
            part[earning, place] = _part(sold, whole, rates, place, reached, flat)
            bonus[earning, place] = np.where(reached, band.bonus, 0)
        rate = np.array([band.rate for band in rates], dtype=np.object_)
        minor = PARTS * PARTS
        paid = (2 * part * rate + minor) // (2 * minor)
        return cls(part, paid.astype(np.int64), bonus)


def _part(
    sold: _Exact,
    whole: _Exact,
    rates: Rates,
    place: int,
    reached: Flags,
    flat: bool,
) -> _Exact:
    """Find the sales for which a band's rate is paid; all in billionths of a minor unit."""
    band, cap = rates[place], rates[-1].last
    if not flat:
        within = sold if band.last is None else np.minimum(sold, whole * band.last)
        return np.where(reached, within - whole * band.first, 0)
    left = sold < whole * band.last if band.last is not None and place < len(rates) - 1 else True
    counted = sold if cap is None else np.minimum(sold, whole * cap)
    return np.where(reached & left, counted, 0)


@dataclass(frozen=True, slots=True)
class _Texts:
    """How payouts are explained."""

    rates: Rates
    currency: str
    language: str

    def of(self, revenue: Ints, quota: Ints, earned: Earned) -> Iterator[str]:
        """Explain each rep's payout."""
        stop = _STOP.said(self.language)
        columns = [column.tolist() for column in (revenue, quota, earned.part, earned.paid, earned.bonus)]
        for sold, whole, parts, paid, bonus in zip(*columns, strict=True):
            if whole <= 0:
                yield _NO_QUOTA.said(self.language)
            elif sold <= 0:
                yield _NO_SALES.said(self.language)
            else:
                yield stop.join(self._pieces(sold * PARTS, parts, paid, bonus))

    def _pieces(self, sold: int, parts: list[int], paid: list[int], bonus: list[int]) -> Iterator[str]:
        """Give what each band pays for, what no band pays for, and the bonuses."""
        for band, part, pay in zip(self.rates, parts, paid, strict=True):
            if part:
                words = _OPEN_BAND if band.last is None else _BAND
                yield self._said(
                    words,
                    first=share_text(band.first),
                    last=share_text(band.last or 0),
                    part=self._exact(part),
                    rate=share_text(band.rate),
                    paid=amount_text(pay, self.currency),
                )
        if outside := sold - sum(parts):
            yield self._said(_OUTSIDE, part=self._exact(outside))
        for band, extra in zip(self.rates, bonus, strict=True):
            if extra:
                yield self._said(_BONUS, first=share_text(band.first), paid=amount_text(extra, self.currency))

    def _said(self, words: Words, **facts: str) -> str:
        return words.said(self.language).format(**facts)

    def _exact(self, amount: int) -> str:
        """Write billionths of a minor unit, with as many decimals as it takes: then the pay can be worked out again."""
        whole, rest = divmod(amount, PARTS)
        text = amount_text(whole, self.currency)
        if not rest:
            return text
        point = "" if decimals(self.currency) else "."
        return text + point + f"{rest:09d}".rstrip("0")
