"""Cells in which somebody typed a value over a formula."""

from salesplan.tables.conform import Rows
from salesplan.workbook.constants import formula_cells, typed_over
from salesplan.workbook.loose import LooseTable

SHEET = b"""<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="5"><x:c r="B5" s="1"><x:f t="shared" si="0"/><x:v>1</x:v></x:c>
<x:c r="C5"/><x:c r="D5"><x:v>7</x:v></x:c><x:c><x:f>1+1</x:f></x:c></x:row><!-- <x:c r="Z9"><x:f/></x:c> --></x:sheetData></x:worksheet>"""


def test_formulas_are_found_under_any_prefix_and_without_addresses() -> None:
    assert formula_cells(SHEET) == {(5, 2), (5, 5)}
    assert formula_cells(SHEET.replace(b"x:", b"")) == {(5, 2), (5, 5)}


def test_only_filled_cells_of_columns_that_hold_formulas_count() -> None:
    cells: dict[str, list[object]] = {"final": [1.0, 2.0, "", 0.0], "growth": [0.1, 0.2, 0.3, 0.4]}
    table = LooseTable("Quota", True, 4, {"final": 2, "growth": 5}, Rows(cells, (5, 6, 7, 8)))
    assert typed_over(table, ("final", "growth", "gap"), {(5, 2), (5, 5), (6, 5), (7, 5), (8, 5)}) == {
        (6, "final"),
        (8, "final"),
    }
    assert typed_over(table, ("final",), {(5, 5)}) == frozenset()
