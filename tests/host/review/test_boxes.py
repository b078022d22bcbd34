"""What was typed into the boxes of review pages: found by their keys, and joined with what was there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.host.review.boxes import Box, boxes_on, merged
from salesplan.workbook.graft_read import AnchoredSheet, Placed
from salesplan.workbook.review_blocks import SHOWN, box_formula

HEADERS = {"period": "Period", "rep_id": "Rep ID", "actions": "Agreed actions"}
OURS = box_formula(HEADERS, "2027-03", "R-1")
KEY = (40, 1, Placed("actions|2027-03|R-1"))
MARK = (40, 27, Placed(SHOWN))


def boxes(*cells: tuple[int, int, Placed]) -> list[Box]:
    return boxes_on(AnchoredSheet("Talks", {(row, column): cell for row, column, cell in cells}), HEADERS)


def typed(*cells: tuple[int, int, Placed]) -> list[str]:
    """Give what the boxes of a sheet say."""
    return [box.text for box in boxes(*cells)]


def test_a_box_is_known_by_its_key_wherever_it_stands() -> None:
    assert boxes(
        (2, 1, Placed("page|2027-03|R-1")),
        (2, 2, Placed("Ana")),
        (77, 1, Placed("actions|2027-Q1|a|b")),
        (77, 2, Placed("call")),
        KEY,
        (40, 2, Placed("visit")),
        (41, 2, Placed("no box")),
    ) == [
        Box("2027-03", "R-1", "visit", "Talks", "B40"),
        Box("2027-Q1", "a|b", "call", "Talks", "B77"),
    ]


def test_a_key_may_stand_in_any_column() -> None:
    line = [(40, 1, Placed("a note left of it")), (40, 3, KEY[2]), (40, 4, Placed("visit"))]
    assert [(box.text, box.cell) for box in boxes(*line)] == [("visit", "D40")]


@pytest.mark.parametrize("rep_id", ["R-1", 'the "one"', "=1", "two  words"])
def test_a_box_that_still_shows_the_scorecard_is_not_typed(rep_id: str) -> None:
    formula = box_formula(HEADERS, "2027-03", rep_id)
    key = (40, 1, Placed(f"actions|2027-03|{rep_id}"))
    assert typed(key, (40, 2, Placed("visit", formula))) == []
    assert typed(key, (40, 2, Placed("visit", formula.replace(",", ", ").lower()))) == []


def test_of_a_formula_of_ones_own_what_it_shows_is_taken_or_the_formula() -> None:
    assert typed(KEY, (40, 2, Placed("call Ace", '"call "&C1'))) == ["call Ace"]
    assert typed(KEY, (40, 2, Placed("", "call"))) == ["=call"]
    assert typed(KEY, (40, 2, Placed("visit, and call", f'{OURS}&", and call"'))) == ["visit, and call"]


def test_all_that_is_typed_beside_a_key_counts_each_on_a_line() -> None:
    assert typed(KEY, (40, 5, Placed("beside"))) == ["beside"]
    assert typed(KEY, (40, 2, Placed("in it")), (40, 5, Placed("beside")), (40, 40, Placed("far"))) == [
        "in it\nbeside\nfar"
    ]


def test_what_the_box_showed_is_known_and_no_text() -> None:
    (box,) = boxes(KEY, (40, 2, Placed("call")), MARK, (40, 28, Placed("visit")))
    assert (box.text, box.shown) == ("call", "visit")
    (box,) = boxes(KEY, (40, 2, Placed("call")), MARK)
    assert (box.text, box.shown) == ("call", "")
    (box,) = boxes(KEY, (40, 2, Placed("call")))
    assert box.shown is None
    assert boxes(KEY, (40, 2, Placed("visit")), MARK, (40, 28, Placed("visit"))) == []


def test_beside_a_box_that_shows_the_scorecard_a_text_replaces_nothing() -> None:
    (box,) = boxes(KEY, (40, 2, Placed("visit", OURS)), (40, 5, Placed("beside")), MARK, (40, 28, Placed("visit")))
    assert (box.text, box.shown, box.cell) == ("beside", None, "E40")


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), ("  call ", "call"), ("   ", None), ("=1+1", "=1+1")])
def test_numbers_are_texts_and_blanks_nothing(value: object, text: str | None) -> None:
    assert typed(KEY, (40, 2, Placed(value))) == ([text] if text else [])


@pytest.mark.parametrize(
    ("before", "shown", "text", "after"),
    [
        ("", "", "call", "call"),
        ("call C-10", "call C-10", "call C-1", "call C-1"),
        ("call", "call", "recall the goods", "recall the goods"),
        ("cancelled", "", "call", "cancelled\ncall"),
        ("call C-10", "visit", "call C-1", "call C-10\ncall C-1"),
        ("", "visit", "call", "call"),
        ("call", "visit", "call", "call"),
        ("visit", None, "call", "visit\ncall"),
        ("two\r\nlines", "two\nlines", "one", "one"),
    ],
)
def test_what_was_typed_replaces_what_the_box_showed(before: str, shown: str | None, text: str, after: str) -> None:
    assert merged(before, shown, text) == after


@given(before=st.text(), shown=st.none() | st.text(), new=st.text(min_size=1))
def test_only_what_the_box_showed_may_go(before: str, shown: str | None, new: str) -> None:
    after = merged(before, shown, new)
    assert new in after or after == before  # programs write line breaks in several ways
    assert before in after or before.split() == (shown or "").split()
    assert merged(after, shown, after) == after
    assert len(after) <= len(before) + len(new) + 1
