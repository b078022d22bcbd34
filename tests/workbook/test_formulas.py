"""References in formulas, against openpyxl's own translator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from salesplan.workbook.formulas import inserted, references, relative, translated

PIECES = [
    "A10",
    "$B$12",
    "C$11",
    "$D14",
    "A10:B20",
    "$A$1:C30",
    "5:9",
    "$7:8",
    "C:D",
    "$C:E",
    "Plan!A12",
    "'My plan'!B13:C14",
    '"A1 ""B2"""',
    "LOG10(A15)",
    "Quota[[#This Row],[m01]]",
    "Quota[A1]",
    "1E5",
    "TRUE",
    "#REF!",
    "[1]Other!A11",
    "data.A1",
    "tax_A1",
    "表!C12",
    "{1;2}",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.integers(-4, 50), st.integers(0, 5))
def test_copies_as_openpyxl_does(pieces: list[str], rows: int, columns: int) -> None:
    formula = "+".join(pieces)
    origin, target = "Z60", Translator("=Z60", "A1").translate_formula(row_delta=rows, col_delta=columns)[1:]
    assert (
        translated(formula, rows=rows, columns=columns)
        == Translator("=" + formula, origin).translate_formula(target)[1:]
    )


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("A1:INDEX(B5:B9,3)", ["A1", "B5:B9"]),
        ("SUM(Quota[final])+Quota[[#Headers],[A1]:[B2]]", []),
        ("Quota['[A1']]*C3", ["C3"]),
        ("'It''s A1'!C5", ["C5"]),
        ("ZZZ1+A9999999+FOO1(2)", []),
        ("A1.B2+x.A1", []),
    ],
)
def test_only_addresses_are_found(formula: str, found: list[str]) -> None:
    assert [reference.text for reference in references(formula)] == found


def test_an_address_that_leaves_the_sheet_is_an_error() -> None:
    assert translated("A3+$B$1", rows=-3) == "#REF!+$B$1"


def test_inserting_rows_moves_what_lies_below() -> None:
    assert inserted("A4+A5+$A$5:A9+A1:A9+Plan!A9+5:5+A:A", sheet="Quota", home="Quota", at=5, count=2) == (
        "A4+A7+$A$7:A11+A1:A11+Plan!A9+7:7+A:A"
    )
    assert (
        inserted("A9+'Quota'!A9+Jan:Dec!A9", sheet="quota", home="Plan", at=5, count=2) == "A9+'Quota'!A11+Jan:Dec!A11"
    )


def test_relative_formulas_read_their_row() -> None:
    assert relative("$C5")
    assert relative("T[[#This Row],[a]]")
    assert not relative("C$5")
    assert not relative("C:C")
    assert not relative("SUM(T[a])")
