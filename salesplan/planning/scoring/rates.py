"""Rates: the bands of attainment and what each of them earns, exactly as typed."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any, Final, TypeAlias

import pandas as pd

from salesplan.findings import Finding, errors
from salesplan.planning.scoring import payout_kinds as kinds

PARTS: Final = 10**9
"""Parts that a share is counted in: finer than the house's millionths, as a rate of sales may be a very small one."""
_USUAL_RATE: Final = PARTS // 4
"""A rate above this was likely typed in points: 1 for 1 %."""


@dataclass(frozen=True, slots=True)
class Band:
    """One band of attainment.

    Attributes
    ----------
    first, last
        Where it begins and ends, in billionths of the quota; ``last`` is None where it has no end.
    rate
        Billionths of the sales.
    bonus
        Minor units.
    row
        In the sheet.
    """

    first: int
    last: int | None
    rate: int
    bonus: int
    row: int


Rates: TypeAlias = tuple[Band, ...]
"""Bands from low to high that do not overlap."""


def read_rates(rates: pd.DataFrame, *, flat: bool = False) -> tuple[Rates, list[Finding]]:
    """Read the bands, from low to high.

    Parameters
    ----------
    rates
        from, to, rate (float64, fractions), bonus (Int64, minor units); the index is the sheet's row, the order of the
        rows changes nothing. Rows without ``from`` are left out. A blank ``to`` ends where the next band begins, and
        in the last band nowhere; a blank rate or bonus is 0.
    flat
        Whether the rate of the band reached pays for all sales.

    Returns
    -------
    Rates
        The bands; none where the table has none or has an error.
    list[Finding]
        K151 to K155: bands that overlap or end before they begin (errors), gaps between them, flat rates that fall,
        rates that pay more of sales than anybody does.

    Examples
    --------
    >>> nan = float("nan")
    >>> rates = pd.DataFrame({"from": [1.0, 0.0], "to": [nan, nan], "rate": [0.03, 0.01],
    ...     "bonus": pd.array([1_000_00, None], dtype="Int64")})
    >>> bands, findings = read_rates(rates)
    >>> [(band.first // PARTS, band.last, band.rate, band.bonus) for band in bands], findings
    ([(0, 1000000000, 10000000, 0), (1, None, 30000000, 100000)], [])
    """
    bands = _ended(sorted(_typed(rates), key=lambda band: (band.first, band.row)))
    findings = [
        *_ending_early(bands),
        *_high(bands),
        *(finding for pair in pairwise(bands) for finding in _between(*pair, flat)),
    ]
    return (() if errors(findings) else tuple(bands)), findings


@cache
def share_text(parts: int) -> str:
    """Write billionths as a percentage, exactly.

    Examples
    --------
    >>> share_text(800_000_000), share_text(12_345_000), share_text(2 * PARTS)
    ('80 %', '1.2345 %', '200 %')
    """
    whole, rest = divmod(parts, PARTS // 100)
    return f"{whole}.{rest:07d}".rstrip("0").rstrip(".") + " %"


def _typed(rates: pd.DataFrame) -> list[Band]:
    """Read the rows that say where their band begins; ``last`` as typed."""
    columns: list[list[Any]] = [rates[key].tolist() for key in ("from", "to", "rate", "bonus")]
    return [
        Band(_parts(first), None if pd.isna(last) else _parts(last), _parts(rate), _whole(bonus), int(row))
        for row, first, last, rate, bonus in zip(rates.index.tolist(), *columns, strict=True)
        if not pd.isna(first)
    ]


def _parts(share: float) -> int:
    """Give a share in billionths, 0 where it is blank: what 0.1 + 0.2 leaves behind the comma is no part of it."""
    return 0 if pd.isna(share) else round(Decimal(repr(share)) * PARTS)


def _whole(amount: Any) -> int:
    return 0 if pd.isna(amount) else int(amount)


def _ended(bands: list[Band]) -> list[Band]:
    """End bands without a typed end where the next one begins; not one that begins there too."""
    return [
        replace(band, last=following.first) if band.last is None and following.first != band.first else band
        for band, following in pairwise(bands)
    ] + bands[-1:]


def _ending_early(bands: list[Band]) -> list[Finding]:
    return [
        kinds.BAND_ENDS_BEFORE.at("Rates", band.row, "to", first=share_text(band.first), end=share_text(band.last))
        for band in bands
        if band.last is not None and band.last <= band.first
    ]


def _high(bands: list[Band]) -> list[Finding]:
    return [
        kinds.HIGH_RATE.at(
            "Rates",
            band.row,
            "rate",
            first=share_text(band.first),
            rate=share_text(band.rate),
            points=share_text(band.rate // 100),
        )
        for band in bands
        if band.rate > _USUAL_RATE
    ]


def _between(before: Band, band: Band, flat: bool) -> list[Finding]:
    """Report what is wrong between two neighbours: an overlap, or else a gap and a flat rate that falls."""
    first = share_text(band.first)
    if before.last is None or before.last > band.first:
        end = share_text(band.first if before.last is None else before.last)
        other = share_text(before.first)
        return [kinds.BANDS_OVERLAP.at("Rates", band.row, "from", first=first, other=other, end=end)]
    findings = []
    if before.last < band.first:
        findings.append(kinds.BANDS_APART.at("Rates", band.row, "from", first=first, end=share_text(before.last)))
    if flat and band.rate < before.rate:
        rates = {"before": share_text(before.rate), "rate": share_text(band.rate)}
        findings.append(kinds.FLAT_RATE_FALLS.at("Rates", band.row, "rate", first=first, **rates))
    return findings
