"""A returned handout that carries the code of another part: nothing of it is taken, and the other part's is."""

from pathlib import Path

import openpyxl
import pytest

from salesplan.workbook.writes import NameWrite
from tests.flow.company import as_json, by, company, put, rows, salesplan
from tests.flow.round_edits import grids, type_all
from tests.flow.round_oracle import Cell, Value

pytestmark = pytest.mark.flow


def _code(file: Path) -> str:
    book = openpyxl.load_workbook(file)
    sheet, cell = book.defined_names["handout"].attr_text.replace("$", "").split("!")
    return str(book[sheet.strip("'")][cell].value)


def test_a_file_with_the_code_of_another_part(tmp_path: Path) -> None:
    plan, parts = company(tmp_path), tmp_path / "parts"
    salesplan("quota", plan)
    salesplan("handout", plan, parts)
    north, south = parts / "handout_A.xlsx", parts / "handout_C.xlsx"
    for file, rep in ((south, "R4"), (north, "R1")):
        typed: dict[Cell, Value] = {("Quota", (rep,), "override"): 250_000.0}
        type_all(file, typed, there=grids(file, ["Quota"]))
    put(north, [NameWrite("handout", _code(south))])

    document = as_json("collect", plan, parts, code=1)
    overrides = {rep: row["override"] for rep, row in by(rows(plan, "Quota"), "rep_id").items()}
    assert (overrides["R1"], overrides["R4"]) == (None, 250_000)
    (found,) = [finding for finding in document["findings"] if finding["severity"] == "error"]
    assert (found["code"], Path(found["workbook"]).name) == ("H304", north.name)
    assert "South / C" in found["message"]
    assert "North / A" in found["message"]
