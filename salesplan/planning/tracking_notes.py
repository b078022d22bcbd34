"""What a rep's year so far means, in a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan
from typing import Final

from salesplan.planning.wording import whole_text
from salesplan.words import Words

_NO_REP: Final = Words(
    "sales without a rep; they count for nobody", "无人负责的销售，不计入任何人", "無人負責的銷售，不計入任何人"
)
_NO_QUOTA: Final = Words("no quota for {year}", "{year} 年没有配额", "{year} 年沒有配額")
_ZERO_QUOTA: Final = Words("the quota for {year} is 0", "{year} 年的配额为 0", "{year} 年的配額為 0")
_OVER: Final = Words(
    "the year is closed: {share} of quota", "全年已结束：达成配额 {share}", "全年已結束：達成配額 {share}"
)
_SHORT: Final = Words("{amount} short", "差 {amount}")
_ABOVE: Final = Words("{amount} above it", "超出 {amount}")
_REACHED: Final = Words("the year's quota is reached", "全年配额已达成", "全年配額已達成")
_BEHIND: Final = Words("{amount} behind the season's plan", "落后季节进度 {amount}", "落後季節進度 {amount}")
_AHEAD: Final = Words("{amount} ahead of the season's plan", "超前季节进度 {amount}", "超前季節進度 {amount}")
_EVEN: Final = Words("on the season's plan", "与季节进度持平", "與季節進度持平")
_PACE: Final = Words(
    "at this pace the year ends at {share} of quota",
    "按此进度全年将达成配额的 {share}",
    "依此進度全年將達成配額的 {share}",
)
_MORE: Final = Words(
    "each remaining month needs {share} more than its quota", "其余各月需超出配额 {share}", "其餘各月需超出配額 {share}"
)
_FULL: Final = Words("each remaining month needs its full quota", "其余各月需完成全部配额", "其餘各月需完成全部配額")
_LESS: Final = Words(
    "the remaining months may stay {share} below their quotas",
    "其余各月可低于配额 {share}",
    "其餘各月可低於配額 {share}",
)
_ALONE: Final = Words(
    "{amount} is still needed, but the months left have no quota",
    "尚需 {amount}，但其余月份没有配额",
    "尚需 {amount}，但其餘月份沒有配額",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a rep stands in the year; amounts in minor units.

    Attributes
    ----------
    is_rep
        False for the sales that no rep has.
    quota
        Of the year; None where there is none.
    due, actual
        Quota by now and sales so far.
    more
        By how much the open months must exceed their quotas, a fraction; NaN where they have none.
    """

    is_rep: bool
    quota: int | None
    due: int
    actual: int
    more: float


def note_of(standing: Standing, *, year: int, closed: bool, currency: str) -> Iterator[Words]:
    """Say what a year so far means, piece by piece: what was missed, where it leads, and what it asks of the rest.

    Examples
    --------
    >>> behind = Standing(True, 1_000_000_00, 300_000_00, 257_000_00, 0.0843)
    >>> for piece in note_of(behind, year=2027, closed=False, currency="CNY"):
    ...     print(piece.en)
    43,000 behind the season's plan
    at this pace the year ends at 85.7 % of quota
    each remaining month needs 8.4 % more than its quota
    """
    if standing.quota is None:
        yield _NO_QUOTA.filled(year=year) if standing.is_rep else _NO_REP
    elif not standing.quota:
        yield _ZERO_QUOTA.filled(year=year)
    elif closed:
        yield _OVER.filled(share=_share(standing.actual / standing.quota))
        yield from _gap(standing.actual - standing.quota, (_SHORT, _ABOVE), currency)
    elif standing.actual >= standing.quota:
        yield _REACHED
        yield from _gap(standing.actual - standing.quota, (_SHORT, _ABOVE), currency)
    else:
        yield from _running(standing, standing.quota, currency)


def _running(standing: Standing, quota: int, currency: str) -> Iterator[Words]:
    """Say where a year leads that is neither over nor won."""
    variance = standing.actual - standing.due
    yield from _gap(variance, (_BEHIND, _AHEAD), currency)
    if not variance:
        yield _EVEN
    if standing.due > 0:
        yield _PACE.filled(share=_share(standing.actual / standing.due))
    if isnan(standing.more):
        yield _ALONE.filled(amount=whole_text(quota - standing.actual, currency))
    elif variance < 0:
        share = _share(abs(standing.more))
        yield _FULL if share == _share(0) else (_MORE if standing.more > 0 else _LESS).filled(share=share)


def _gap(amount: int, words: tuple[Words, Words], currency: str) -> Iterator[Words]:
    """Say by how much something falls short or goes beyond; nothing where it does neither."""
    if amount:
        yield words[amount > 0].filled(amount=whole_text(abs(amount), currency))


def _share(share: float) -> str:
    return f"{100 * share:,.1f} %"
