"""Tables that a plan made before them is given: their sheets are as in a new workbook, and nothing else changes."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from salesplan.errors import UsageError, WorkbookError, WriteRefused
from salesplan.host.added_tables import added, graft_write
from salesplan.host.opened import OpenedPlan
from salesplan.tables.conflicts import CONFLICTS
from salesplan.tables.inputs import REPS
from salesplan.tables.journal import FINDINGS
from salesplan.tables.model import Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import REGION_QUOTA
from salesplan.tables.scoring import QUOTA_HISTORY, RATINGS
from salesplan.tables.tiers import PARETO
from salesplan.workbook.added_sheets import sheet_for
from salesplan.workbook.build import build
from salesplan.workbook.locate import Book
from salesplan.workbook.package import Package
from salesplan.workbook.workbook import Workbook
from tests.spreadsheet.compare import formula_mismatches
from tests.spreadsheet.ironcalc_engine import recalculated_by_ironcalc
from tests.spreadsheet.libreoffice import recalculated_by_libreoffice
from tests.workbook.excel_rules import violations
from tests.workbook.small_plans import plan_with
from tests.workbook.test_graft import MAY_CHANGE, unlike, with_part

pytestmark = pytest.mark.flow

LATER = (PARETO, QUOTA_HISTORY, CONFLICTS, FINDINGS)
"""Tables with charts, with drop-downs and totals, with rows, with formulas."""
SETTINGS = {"plan_year": 2027, "currency": "TWD"}


def plan(folder: Path, *, language: str = "en", tables: Sequence[Table] = (RATINGS,)) -> Path:
    """Make a plan that has none of the later tables."""
    path = folder / "plan.xlsx"
    path.write_bytes(build(plan_with(*tables), language=language, settings=SETTINGS))
    return path


def opened(path: Path) -> OpenedPlan:
    return OpenedPlan(path, SALES_PLAN, ())


def conflicts() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": ["0badcafe", "=1+1"],
            "manager": ["王 <R&D>", ""],
            "sent": [1_000_000.5, None],
            "current": ["none", 0],
            "returned_at": [datetime(2027, 1, 4, 9, 30), pd.NaT],
            "choice": ["take", None],
        }
    )


def grown(path: Path) -> Package:
    """Add all later tables, the conflicts with rows, in one go: the last first, as each goes behind what is there."""
    plan = opened(path)
    before = Package.open(path)
    writes = [*added(plan, FINDINGS), graft_write(plan, CONFLICTS, conflicts())]
    plan.reader.put([*writes, *added(plan, QUOTA_HISTORY), *added(plan, PARETO)], backup=False)
    result = Package.open(path)
    assert unlike(before, result) <= MAY_CHANGE
    assert set(violations(result.data)) <= set(violations(before.data))
    return result


def looks(sheet: Worksheet, rows: int) -> dict[str, Any]:
    """Give all that a sheet is, as openpyxl sees it."""
    cells = [cell for row in sheet.iter_rows(max_row=rows) for cell in row]
    return {
        "values": {cell.coordinate: cell.value for cell in cells},
        "formats": {cell.coordinate: cell.number_format for cell in cells},
        "looks": {cell.coordinate: (repr(cell.font), repr(cell.fill), repr(cell.alignment)) for cell in cells},
        "links": {cell.coordinate: cell.hyperlink.location for cell in cells if cell.hyperlink},
        "checks": sorted(map(repr, sheet.data_validations.dataValidation)),
        "tints": [
            (str(area.sqref), [(rule.formula, repr(rule.dxf)) for rule in area.rules])
            for area in sheet.conditional_formatting
        ],
        "tables": [(table.displayName, table.ref, repr(table.tableStyleInfo)) for table in sheet.tables.values()],
        "widths": {letter: column.width for letter, column in sheet.column_dimensions.items()},
        "heights": [sheet.row_dimensions[row].height for row in range(1, rows)],
        "paper": (sheet.freeze_panes, sheet.print_title_rows, sheet.print_title_cols, repr(sheet.page_setup)),
        "tab": repr(sheet.sheet_properties.tabColor),
        "charts": len(sheet._charts),
    }


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_sheets_are_those_of_a_new_workbook(tmp_path: Path, language: str) -> None:
    path = plan(tmp_path, language=language)
    grown(path)
    new = tmp_path / "new.xlsx"
    new.write_bytes(build(plan_with(*LATER), language=language, settings=SETTINGS))
    there, made = load_workbook(path), load_workbook(new)
    for table in (PARETO, QUOTA_HISTORY, FINDINGS):
        name = next(sheet.name for sheet in SALES_PLAN.sheets if sheet.table is table).said(language)
        assert looks(there[name], 8) == looks(made[name], 8)
    assert Book.of(Package.open(path)).name("total_QuotaHistory_quota").target_sheet == name_of(QUOTA_HISTORY, language)


def name_of(table: Table, language: str = "en") -> str:
    return next(sheet.name for sheet in SALES_PLAN.sheets if sheet.table is table).said(language)


def test_rows_come_along_as_what_they_are(tmp_path: Path) -> None:
    path = plan(tmp_path)
    grown(path)
    sheet = load_workbook(path)["Conflicts"]
    cells = [{key: sheet.cell(row, at).value for at, key in enumerate(CONFLICTS.keys, 1)} for row in (5, 6)]
    assert [cell["id"] for cell in cells] == ["0badcafe", "=1+1"]
    assert sheet["A6"].data_type == "s"
    assert [cell["manager"] for cell in cells] == ["王 <R&D>", None]
    assert [cell["sent"] for cell in cells] == [1_000_000.5, None]
    assert [cell["current"] for cell in cells] == ["none", 0]
    assert [cell["returned_at"] for cell in cells] == [datetime(2027, 1, 4, 9, 30), None]
    read = OpenedPlan(path, SALES_PLAN, [CONFLICTS])
    assert [finding for finding in read.findings if finding.table == CONFLICTS.name] == []
    assert read.frames[CONFLICTS.name]["id"].tolist() == ["0badcafe", "=1+1"]


def test_they_stand_in_the_order_of_the_plan_and_come_once(tmp_path: Path) -> None:
    path = plan(tmp_path)
    names = [sheet.name for sheet in Book.of(grown(path)).sheets]
    declared = [sheet.name.en for sheet in plan_with(RATINGS, *LATER).sheets]
    assert [name for name in names if name in declared] == declared
    again = opened(path)
    assert [added(again, table) for table in LATER] == [[]] * 4


def test_a_title_leads_back_only_where_there_is_a_first_sheet(tmp_path: Path) -> None:
    path = plan(tmp_path)
    path.write_bytes(with_part(Package.open(path), "xl/workbook.xml", 'name="go_Start"', 'name="go_Begin"').data)
    book = opened(path)
    book.reader.put(added(book, FINDINGS), backup=False)
    sheet = load_workbook(path)["Findings"]
    assert (sheet["A1"].value, sheet["A1"].hyperlink) == ("Findings", None)


def test_drop_downs_list_cells_where_there_is_no_name_for_them(tmp_path: Path) -> None:
    path = plan(tmp_path, tables=())
    book = opened(path)
    book.reader.put(added(book, QUOTA_HISTORY), backup=False)
    checks = load_workbook(path)["Quota history"].data_validations.dataValidation
    assert "Reps!$A$5" in [check.formula1 for check in checks]
    named = plan(tmp_path)
    book = opened(named)
    book.reader.put(added(book, QUOTA_HISTORY), backup=False)
    checks = load_workbook(named)["Quota history"].data_validations.dataValidation
    assert "list_Reps_rep_id" in [check.formula1 for check in checks]


def test_a_formula_that_needs_an_absent_table_is_refused() -> None:
    book = Book(Path("plan.xlsx"), False, (), (), {})
    with pytest.raises(WorkbookError, match=r"cannot get the table RegionQuota, whose formulas need TeamQuota"):
        sheet_for(SALES_PLAN, REGION_QUOTA, book, headers={}, language="en", settings={})
    reps = sheet_for(SALES_PLAN, REPS, book, headers={}, language="en", settings={})
    assert not violations(reps)


def test_a_name_that_is_taken_is_told(tmp_path: Path) -> None:
    path = plan(tmp_path)
    name = '<definedName name="conflicts">Start!$A$1</definedName></definedNames>'
    path.write_bytes(with_part(Package.open(path), "xl/workbook.xml", "</definedNames>", name).data)
    before = path.read_bytes()
    book = opened(path)
    with pytest.raises(WriteRefused, match="has a name Conflicts already; give that name another name"):
        book.reader.put(added(book, CONFLICTS))
    assert path.read_bytes() == before


def test_a_workbook_that_is_open_in_excel_gets_none(tmp_path: Path) -> None:
    book = opened(plan(tmp_path))
    book.reader = Mock(spec=Workbook, has=lambda table: False)
    with pytest.raises(UsageError, match="is open in Excel"):
        added(book, CONFLICTS)


@pytest.mark.live
def test_spreadsheet_programs_read_and_calculate_them(tmp_path: Path) -> None:
    path = plan(tmp_path)
    grown(path)
    calculated = recalculated_by_libreoffice(path, tmp_path / "out")[path]
    assert not formula_mismatches(path, calculated)
    assert load_workbook(calculated)["Conflicts"].tables["Conflicts"].ref == "A4:N6"
    assert recalculated_by_ironcalc(path)["Conflicts", "K5"] == "王 <R&D>"
