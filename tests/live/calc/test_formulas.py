"""Formulas are Excel's, said and read; what Excel or Calc would not take is refused."""

from typing import Any

import pytest
import xlwings as xw

from tests.live.calc.errors import StrictError

pytestmark = pytest.mark.live


def rows(formulas: Any) -> list[list[str]]:
    """Formulas of a range as lists; an engine gives tuples or lists."""
    return [list(row) for row in formulas]


FORMULAS = [
    ("=SUM(Quota[Final])", 1400.0),
    ("=SUM(Quota[Others' share])".replace("' ", "'' "), 6.0),
    ("=SUM(Quota[[Base]:[Final]])", 2006.0),
    ("=ROWS(Quota)", 3.0),
    ("=COUNTA(Quota[#Headers])", 4.0),
    ("=ROWS(Quota[#All])", 4.0),
    ("=COUNTA(Quota[[#All],[Rep]])", 4.0),
    ('=SUMIFS(Quota[Final],Quota[Rep],"Ben")', 400.0),
    ('=INDEX(Quota[Base],MATCH("Cai",Quota[Rep],0))', 300.0),
    ("=SUM(SUM({1,2;3,4}),1)", 11.0),
    ("=SUM((A1,$B$4:$B$5))", 300.0),
    ("=Values!$B$1*100+rate", 8.08),
    ('=IF(Values!B3,"a,b;c","d")', "a,b;c"),
    ('=HYPERLINK("#Plan!A1","go")', "go"),
    ("=IFERROR(1/0,-1)", -1.0),
    ("=EOMONTH(46392,0)", 46418.0),
    ("=SUMPRODUCT(--(Quota[Base]>150),Quota[Base])", 500.0),
]


@pytest.mark.parametrize(("formula", "value"), FORMULAS)
def test_a_formula_says_what_excel_says_and_reads_the_same(scratch: xw.Sheet, formula: str, value: Any) -> None:
    cell = scratch["H1"]
    cell.formula = formula
    cell.number_format = "General"
    assert cell.value == (pytest.approx(value) if isinstance(value, float) else value)
    assert cell.formula == formula


@pytest.mark.parametrize("formula", ["=1/0", "=NA()", "=nothing", "=SQRT(-1)", "=10^1000", '=1+"a"'])
def test_a_formula_may_say_an_error(scratch: xw.Sheet, formula: str) -> None:
    scratch["H1"].formula = formula
    assert scratch["H1"].options(err_to_str=True).value.startswith("#")
    assert scratch["H1"].formula == formula


def test_other_spellings_are_understood(scratch: xw.Sheet) -> None:
    scratch["H4"].formula = "=quota[@Base]+Quota[@[Others'' share]]"
    assert scratch["H4"].value == 101.0
    assert scratch["H4"].formula == "=Quota[[#This Row],[Base]]+Quota[[#This Row],[Others'' share]]"
    scratch["H1"].formula = "=TRUE"
    truth: object = scratch["H1"].value
    assert truth is True
    scratch["H1"].formula = "=SUM(9:9)+COUNTA($A:$A)"
    assert scratch["H1"].value == 5.0


def test_formulas_and_constants_go_into_one_block(scratch: xw.Sheet) -> None:
    scratch["I1"].formula = [["=1+1", "5", "text"], ["=A9", "", "TRUE"], ["=A9", 2.5, None]]
    assert scratch["I1:K3"].value == [[2.0, 5.0, "text"], ["below", None, True], ["below", 2.5, None]]
    assert rows(scratch["I1:K2"].formula) == [["=1+1", "5", "text"], ["=A9", "", "TRUE"]]


def test_one_formula_fills_a_range_as_excel_fills_it(scratch: xw.Sheet) -> None:
    scratch["I3:J4"].formula = "=$B3+C$4"
    assert rows(scratch["I3:J4"].formula) == [["=$B3+C$4", "=$B3+D$4"], ["=$B4+C$4", "=$B4+D$4"]]


WRONG = [
    *("=XLOOKUP(1,A1:A2,B1:B2)", "=sum(FILTER(A1:A2,B1:B2))", "=LET(x,1,x)", "=UNIQUE(A1:A2)", "=_xlfn.CONCAT(1)"),
    *("=SUM(Nope[a])", "=[@Base]", "=SUM(Quota[Base)", "=1+", "=SUM(A1 B2", "=(1"),
    *("=1+" * 3000 + "1", f'=LEN("{"x" * 256}")', "1-2", "@x"),
]


@pytest.mark.parametrize("formula", WRONG, ids=lambda formula: formula[:20])
def test_a_formula_that_would_not_be_what_excel_makes_of_it_is_refused(scratch: xw.Sheet, formula: str) -> None:
    with pytest.raises(StrictError, match="Plan!"):
        scratch["H1"].formula = formula


def test_a_text_cell_would_show_the_formula(book: xw.Book) -> None:
    with pytest.raises(StrictError, match="Values!B8"):
        book.sheets["Values"]["B8"].formula = "=1+1"


def test_a_comparison_forgets_that_it_was_one(book: xw.Book) -> None:
    cell = book.sheets["Values"]["E1"]
    cell.formula = "=AND(1,0)"
    assert cell.value is False
    cell.formula = "=IF(1>0,0,5)"
    assert cell.value == 0.0
    assert cell.value is not False
    assert cell.number_format == "General"
