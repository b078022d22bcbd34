"""A visit log in a real spreadsheet program: opened, saved, and still a log."""

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from salesplan.host.visit_logs.issue import issue
from tests.flow.issued_company import log_tables, plan_of, rated_company, wish
from tests.spreadsheet.libreoffice import recalculated_by_libreoffice

pytestmark = pytest.mark.live


def test_libreoffice_opens_a_log_and_keeps_lists_and_tables(tmp_path: Path) -> None:
    log = issue(plan_of(tmp_path, rated_company(4)), tmp_path / "logs", wish()).files[0].path
    saved = recalculated_by_libreoffice(log, tmp_path / "saved")[log]
    before, after = log_tables(log), log_tables(saved)
    assert {table: [sorted(row) for row in found] for table, found in after.items()} == {
        table: [sorted(row) for row in found] for table, found in before.items()
    }
    assert [row["entry"] for row in after["Visits"]] == [row["entry"] for row in before["Visits"]]
    assert [row["ordered"] for row in after["MyQuota"]] == pytest.approx([row["ordered"] for row in before["MyQuota"]])
    assert [row["visits"] for row in after["MyQuota"]] == [row["visits"] for row in before["MyQuota"]]
    lists = offered(saved)
    names = {row["customer"] for row in before["MyCustomers"]}
    for row in (5, len(before["Visits"]) + 4):
        assert lists[f"B{row}"] == names
        assert {"visit", "call", "joint visit"} == lists[f"C{row}"]
    with ZipFile(saved) as archive:
        assert sum(name.startswith("xl/tables/") for name in archive.namelist()) == 3


def offered(book: Path) -> dict[str, set[str]]:
    """Give what the drop-downs of the sheet Visits offer, by the cells of their first and last row."""
    opened = openpyxl.load_workbook(book, data_only=True)
    sheet = opened["Visits"]
    found = {}
    for check in sheet.data_validations.dataValidation:
        if check.type != "list":
            continue
        for area in check.sqref.ranges:
            for cell in ((area.min_row, area.min_col), (area.max_row, area.max_col)):
                found[sheet.cell(*cell).coordinate] = _offers(opened, check.formula1)
    return found


def _offers(opened: openpyxl.Workbook, formula: str) -> set[str]:
    if formula.startswith('"'):
        return set(formula.strip('"').split(","))
    if formula in opened.defined_names:
        formula = opened.defined_names[formula].attr_text
    sheet, _, area = formula.rpartition("!")
    cells = opened[sheet.strip("'")][area.replace("$", "")]
    return {cell.value for line in (cells if isinstance(cells, tuple) else ((cells,),)) for cell in line}
