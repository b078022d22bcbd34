"""What was typed into the boxes of review pages: found by their keys, and joined with what was there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.host.review.boxes import Box, boxes_on, kept
from salesplan.workbook.graft_read import AnchoredSheet, Placed

OURS = 'IFERROR(INDEX(Scorecard[Agreed actions],MATCH(1,INDEX((Scorecard[Period]="2027-03")*(Scorecard[Rep ID]="{}"),0),0))&"","")'
KEY = Placed("actions|2027-03|R-1")


def typed(*cells: tuple[int, int, Placed]) -> list[str]:
    """Give what the boxes of a sheet say."""
    return [box.text for box in boxes_on(AnchoredSheet("Talks", {(row, column): cell for row, column, cell in cells}))]


def test_a_box_is_known_by_its_key_wherever_it_stands() -> None:
    cells = {
        (2, 1): Placed("page|2027-03|R-1"),
        (2, 2): Placed("Ana"),
        (77, 1): Placed("actions|2027-Q1|a|b"),
        (77, 2): Placed("call"),
        (40, 1): KEY,
        (40, 2): Placed("visit"),
        (41, 2): Placed("no box"),
    }
    assert boxes_on(AnchoredSheet("Talks", cells)) == [
        Box("2027-03", "R-1", "visit", "Talks", "B40"),
        Box("2027-Q1", "a|b", "call", "Talks", "B77"),
    ]


@pytest.mark.parametrize("rep_id", ["R-1", 'the "one"', "=1"])
def test_a_box_that_still_shows_the_scorecard_is_not_typed(rep_id: str) -> None:
    formula = OURS.format(rep_id.replace('"', '""'))
    assert typed((40, 1, Placed(f"actions|2027-03|{rep_id}")), (40, 2, Placed("visit", formula))) == []


def test_the_formula_is_known_when_a_program_wrote_it_anew() -> None:
    plain = 'IFERROR(INDEX($Scorecard.$S$5:$S$9,MATCH(1,INDEX(($A$5:$A$9="2027-03")*($B$5:$B$9="R-1"),0),0))&"","")'
    assert typed((40, 1, KEY), (40, 2, Placed("visit", plain))) == []


def test_of_a_formula_of_ones_own_what_it_shows_is_taken_or_the_formula() -> None:
    assert typed((40, 1, KEY), (40, 2, Placed("call Ace", '"call "&C1'))) == ["call Ace"]
    assert typed((40, 1, KEY), (40, 2, Placed("", "call"))) == ["=call"]


def test_a_text_beside_the_first_cell_counts_and_the_first_goes_first() -> None:
    assert typed((40, 1, KEY), (40, 5, Placed("beside"))) == ["beside"]
    assert typed((40, 1, KEY), (40, 2, Placed("in it")), (40, 5, Placed("beside"))) == ["in it"]
    assert typed((40, 1, KEY), (40, 2, Placed("visit", OURS.format("R-1"))), (40, 5, Placed("beside"))) == ["beside"]


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), ("  call ", "call"), ("   ", None), ("=1+1", "=1+1")])
def test_numbers_are_texts_and_blanks_nothing(value: object, text: str | None) -> None:
    assert typed((40, 1, KEY), (40, 2, Placed(value))) == ([text] if text else [])


@given(before=st.text(), new=st.text(min_size=1))
def test_nothing_is_lost_and_nothing_is_said_twice(before: str, new: str) -> None:
    both = kept(before, new)
    assert before in both
    assert new in both
    assert kept(both, new) == both
    assert len(both) <= len(before) + len(new) + 1
