"""Bands of attainment: read as typed, in any order, and reported where they cannot be meant."""

from itertools import pairwise
from math import nan
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.findings import Severity
from salesplan.planning.scoring.rates import PARTS, read_rates, share_text
from salesplan.tables.incentives import RATES


def typed(*rows: tuple[float, float, float, int | None]) -> pd.DataFrame:
    """Give a Rates sheet: from, to, rate, bonus; rows from 5."""
    columns: dict[str, list[Any]] = {key: [row[at] for row in rows] for at, key in enumerate(("from", "to", "rate"))}
    frame = pd.DataFrame(columns, dtype="float64", index=pd.RangeIndex(5, 5 + len(rows)))
    return frame.assign(bonus=pd.array([row[3] for row in rows], dtype="Int64"))


def edges(frame: pd.DataFrame) -> list[tuple[float, float | None]]:
    return [(band.first / PARTS, None if band.last is None else band.last / PARTS) for band in read_rates(frame)[0]]


def lines(frame: pd.DataFrame, flat: bool = False) -> list[str]:
    return [finding.line() for finding in read_rates(frame, flat=flat)[1]]


def test_the_bands_that_salesplan_ships_are_sound() -> None:
    shipped: list[Any] = [row[:4] for row in RATES.given]
    frame = typed(*shipped)
    assert edges(frame) == [(0, 0.8), (0.8, 1), (1, 1.2), (1.2, 2)]
    assert lines(frame, flat=True) == []


def test_no_rows_are_no_bands() -> None:
    assert read_rates(typed()) == ((), [])


def test_a_blank_end_is_the_next_beginning_and_at_last_none() -> None:
    assert edges(typed((1.0, nan, 0.03, None), (0.0, nan, 0.01, None))) == [(0, 1), (1, None)]


def test_a_blank_rate_or_bonus_is_0_and_a_row_without_beginning_is_none() -> None:
    bands, findings = read_rates(typed((0.0, 1.0, nan, None), (nan, nan, 0.5, 7), (1.0, nan, 0.02, 300)))
    assert [(band.rate, band.bonus, band.row) for band in bands] == [(0, 0, 5), (PARTS // 50, 300, 7)]
    assert findings == []


def test_what_a_formula_leaves_behind_the_comma_makes_no_gap() -> None:
    assert 0.1 + 0.2 != 0.3
    assert lines(typed((0.0, 0.3, 0.01, None), (0.1 + 0.2, nan, 0.02, None))) == []
    assert lines(typed((0.0, 0.1 + 0.2, 0.01, None), (0.3, nan, 0.02, None))) == []


def test_an_overlap_is_an_error_and_leaves_no_bands() -> None:
    frame = typed((0.8, nan, 0.02, None), (0.0, 0.9, 0.01, None))
    assert read_rates(frame)[0] == ()
    assert lines(frame)[0].startswith(
        "Rates[from] row 5 [K151] the band from 80 % begins inside the band before it, which runs from 0 % to 90 %"
    )


def test_two_bands_from_one_beginning_overlap_whether_they_end_or_not() -> None:
    for end in (nan, 1.0):
        found = read_rates(typed((0.5, end, 0.02, None), (0.5, 1.5, 0.01, None)))[1]
        assert [finding.code for finding in found] == ["K151"]


@pytest.mark.parametrize("end", [0.8, 0.5])
def test_a_band_ends_above_where_it_begins(end: float) -> None:
    frame = typed((0.0, 0.8, 0.01, None), (0.8, end, 0.02, None))
    assert read_rates(frame)[0] == ()
    assert lines(frame)[0].startswith("Rates[to] row 6 [K152] the band from 80 % ends at")


def test_a_gap_is_a_warning_but_a_threshold_is_none() -> None:
    assert lines(typed((0.5, nan, 0.01, None))) == []
    found = lines(typed((0.0, 0.7, 0.01, None), (0.8, nan, 0.02, None)))
    assert found[0].startswith("Rates[from] row 6 [K153] no band holds between 70 % and 80 %")
    assert len(read_rates(typed((0.0, 0.7, 0.01, None), (0.8, nan, 0.02, None)))[0]) == 2


def test_only_flat_rates_must_not_fall() -> None:
    frame = typed((0.0, 1.0, 0.03, None), (1.0, nan, 0.02, None))
    assert lines(frame) == []
    assert "[K154] the rate falls from 3 % to 2 % at 100 %" in lines(frame, flat=True)[0]


def test_a_rate_that_nobody_pays_is_doubted_and_taken_all_the_same() -> None:
    assert lines(typed((0.0, nan, 0.25, None))) == []
    frame = typed((0.0, 0.8, 0.02, None), (0.8, nan, 1.5, None))
    assert lines(frame) == [
        "Rates[rate] row 6 [K155] the rate of the band from 80 % pays 150 % of sales; "
        "if it was meant in points, type 1.5 %"
    ]
    bands, (finding,) = read_rates(frame)
    assert ([band.rate for band in bands], finding.severity) == ([PARTS // 50, PARTS * 3 // 2], Severity.WARNING)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_findings_are_said_in_every_language(language: str) -> None:
    frame = typed((0.0, 0.7, 0.3, None), (0.8, 1.0, 0.02, None), (0.9, 0.9, 0.01, None))
    found = read_rates(frame, flat=True)[1]
    assert sorted(finding.code for finding in found) == ["K151", "K152", "K153", "K154", "K155"]
    assert all("{" not in finding.line(language) for finding in found)


SHARES = st.integers(0, 12).map(lambda tenths: tenths / 10)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(SHARES, SHARES | st.just(nan), SHARES), max_size=5), data=st.data())
def test_the_order_of_rows_changes_nothing_and_bands_never_overlap(
    rows: list[tuple[float, float, float]], data: st.DataObject
) -> None:
    frame = typed(*((first, last, rate, None) for first, last, rate in rows))
    bands, findings = read_rates(frame, flat=True)
    assert read_rates(frame.loc[data.draw(st.permutations(frame.index.tolist()))], flat=True) == (bands, findings)
    for before, band in pairwise(bands):
        assert before.last is not None
        assert before.first < before.last <= band.first


@pytest.mark.parametrize(
    ("parts", "text"), [(0, "0 %"), (1, "0.0000001 %"), (PARTS // 8, "12.5 %"), (10 * PARTS, "1000 %")]
)
def test_shares_are_written_exactly(parts: int, text: str) -> None:
    assert share_text(parts) == text
