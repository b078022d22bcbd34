"""Columns that users add to a table that grows by them: found by their headers, read like declared ones."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table as Listed
from openpyxl.worksheet.table import TableFormula

from salesplan.errors import DuplicateHeader
from salesplan.tables.columns import number, percent, text
from salesplan.tables.conform import conform
from salesplan.tables.model import OWN, Table
from salesplan.tables.units import currency
from salesplan.words import Words
from salesplan.workbook.read import WorkbookReader

SCORE = number(f"{OWN}_score", (f"{OWN} score", f"{OWN}得分", f"{OWN}得分"), ("Points.", "", ""), computed=True)
CARD = Table(
    "Scorecard",
    Words("a rep"),
    Words("How each did."),
    (
        text("rep_id", ("Rep ID", "编号", "編號"), ("Who.", "", ""), identity=True, computed=True),
        text("actions", ("Agreed", "约定", "約定"), ("What.", "", "")),
    ),
    grows=(SCORE,),
)


def book(path: Path, *lines: list[Any], formula: str = "") -> WorkbookReader:
    """Make a workbook with the table Scorecard, whose last column is computed by a formula if one is given."""
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for line in lines:
        sheet.append(line)
    listed = Listed(displayName="Scorecard", ref=f"A1:{sheet.cell(len(lines), len(lines[0])).coordinate}")
    listed._initialise_columns()
    for column, header in zip(listed.tableColumns, lines[0], strict=True):
        column.name = header
    if formula:
        listed.tableColumns[-1].calculatedColumnFormula = TableFormula(attr_text=formula)
    sheet.add_table(listed)
    made.save(path)
    return WorkbookReader(path)


def test_an_added_column_is_read_as_what_it_is(tmp_path: Path) -> None:
    reader = book(tmp_path / "a.xlsx", ["NPS 得分", "Rep ID", "Mine"], [88.5, "R-01", "x"], ["?", "R-02", None])
    found, rows = reader.table(CARD)
    frame = conform(found.table, rows, currency=currency("CNY")).frame
    assert found.headers == {"nps_score": "NPS 得分", "rep_id": "Rep ID"}
    assert found.own == frozenset({"nps_score"})
    assert found.cell(2, "nps_score") == "A2"
    assert frame["nps_score"].fillna(-1).tolist() == [88.5, -1]
    assert reader.headers(CARD) == found.headers


def test_what_stands_in_it_is_not_typed_by_a_person(tmp_path: Path) -> None:
    reader = book(tmp_path / "a.xlsx", ["Rep ID", "nps_score", "Mine"], ["R-01", 88.5, None], ["R-02", 90, "x"])
    found, _ = reader.table(CARD)
    assert found.typed.tolist() == [False, True]


def test_a_column_with_a_formula_of_the_user_s_stays_theirs(tmp_path: Path) -> None:
    lines: list[list[Any]] = [["Rep ID", "Agreed", "nps_score"], ["R-01", "call", 1]]
    assert "nps_score" in book(tmp_path / "a.xlsx", *lines).table(CARD)[0].table.keys
    found, rows = book(tmp_path / "b.xlsx", *lines, formula="LEN([@Agreed])").table(CARD)
    assert found.table is CARD
    assert "nps_score" not in rows.columns


def test_a_table_that_does_not_grow_knows_no_added_column(tmp_path: Path) -> None:
    reader = book(tmp_path / "a.xlsx", ["Rep ID", "nps_score"], ["R-01", 1])
    assert reader.table(replace(CARD, grows=()))[0].own == frozenset()


def test_two_headers_that_mean_the_same_are_refused(tmp_path: Path) -> None:
    reader = book(tmp_path / "a.xlsx", ["Rep ID", "NPS score", "nps_score"], ["R-01", 1, 2])
    with pytest.raises(DuplicateHeader):
        reader.table(CARD)


def test_a_further_setting_is_read_as_it_stands_and_is_the_person_s(tmp_path: Path) -> None:
    rate = replace(percent("rate", ("Rate", "费率", "費率"), ("Share.", "", "")), raw=True)
    card = replace(CARD, more=(rate,))
    lines: list[list[Any]] = [["Rep ID", "费率"], ["R-01", None], ["R-02", "none"], ["R-03", 0.02]]
    found, rows = book(tmp_path / "a.xlsx", *lines).table(card)
    frame = conform(found.table, rows, currency=currency("CNY")).frame
    assert found.headers["rate"] == "费率"
    assert frame["rate"].tolist() == [None, "none", 0.02]
    assert found.typed.tolist() == [False, True, True]
    assert "rate" not in book(tmp_path / "b.xlsx", ["Rep ID"], ["R-01"]).table(card)[0].table.keys


def test_a_further_setting_may_be_computed_by_a_formula_of_the_user_s(tmp_path: Path) -> None:
    card = replace(CARD, more=(percent("rate", ("Rate", "费率", "費率"), ("Share.", "", "")),))
    lines: list[list[Any]] = [["Rep ID", "Rate"], ["R-01", 1]]
    assert "rate" in book(tmp_path / "a.xlsx", *lines, formula="0.01*2").table(card)[0].table.keys
