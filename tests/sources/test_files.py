import datetime
import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest

from salesplan.errors import NotAWorkbook, SourceError, UsageError
from salesplan.sources.files import read_source

ADVENTURE = Path(__file__).resolve().parents[3] / "shared" / "data" / "adventureworks"


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    empty = book.active
    assert empty is not None
    empty.title = "Empty"
    sheet = book.create_sheet("Data")
    for address, value in {
        "B3": "ID", "C3": "When", "D3": "Amount", "E3": "State",
        "B4": "007", "C4": datetime.date(2025, 3, 1), "D4": 12, "E4": "#N/A",
        "B6": 8, "C6": datetime.datetime(2025, 3, 2, 9, 30), "D6": 1.5, "E6": "=1+1",
    }.items():  # fmt: skip
        sheet[address] = value
    other = book.create_sheet("Other")
    other["A1"] = "x"
    book.save(path)
    return path


def test_excel(tmp_path: Path) -> None:
    source = read_source(workbook(tmp_path / "a.xlsx"))
    assert source.sheet == "Data"
    assert source.headers == ["ID", "When", "Amount", "State"]
    assert source.columns["ID"] == ["007", 8]
    assert source.columns["When"] == [datetime.date(2025, 3, 1), datetime.datetime(2025, 3, 2, 9, 30)]
    assert [type(value) for value in source.columns["Amount"]] == [int, float]
    assert source.rows == [4, 6]
    assert source.cell(6, "Amount") == "D6"


def test_error_cells_and_formulas_without_value_are_no_blanks(tmp_path: Path) -> None:
    source = read_source(workbook(tmp_path / "a.xlsx"))
    assert source.errors == {(4, "State"): "#N/A"}
    assert source.unvalued == {(6, "State")}


def test_a_row_that_holds_nothing_but_an_error_is_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ID", "Amount"])
    sheet.append(["1", 2])
    sheet.append([None, None])
    sheet["C4"] = "#REF!"
    book.save(tmp_path / "a.xlsx")
    source = read_source(tmp_path / "a.xlsx")
    assert source.rows == [2, 4]
    assert source.errors == {(4, "(column C)"): "#REF!"}


def test_sheet_by_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    assert read_source(path, sheet=" other ").headers == ["x"]
    with pytest.raises(NotAWorkbook, match="no sheet 'Dta'; did you mean 'Data'"):
        read_source(path, sheet="Dta")
    with pytest.raises(SourceError, match="nothing in it"):
        read_source(path, sheet="Empty")


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT '007' AS id, DATE '2025-03-01' AS day, 1.25::DECIMAL(10, 2) AS amount, NULL AS note "
            f"UNION ALL SELECT '8', NULL, 2.00, 'x') TO '{path}' (FORMAT parquet)"
        )
    source = read_source(path)
    assert source.columns == {
        "id": ["007", "8"],
        "day": [datetime.date(2025, 3, 1), ""],
        "amount": [1.25, 2],
        "note": ["", "x"],
    }
    assert not any(isinstance(value, Decimal) for value in source.columns["amount"])
    assert source.cell(2, "day") == "row 2, day"


def test_unknown_endings_list_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'\.docx' are not read; give \.csv, .*\.xlsx.*\.parquet"):
        read_source(tmp_path / "a.docx")


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("id\n1\n")
    with pytest.raises(SourceError, match=r"no such file; did you mean customers\.csv"):
        read_source(tmp_path / "custmers.csv")


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.parquet"])
def test_damaged_files_are_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 this is nothing")
    with pytest.raises((NotAWorkbook, SourceError), match=f"{name}: it|{name}: the file is damaged"):
        read_source(tmp_path / name)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(NotAWorkbook):
        read_source(tmp_path / "a.xlsx")


@pytest.mark.flow
@pytest.mark.skipif(not ADVENTURE.is_dir(), reason="the shared AdventureWorks data is not here")
def test_a_big_file_is_read_whole() -> None:
    source = read_source(ADVENTURE / "Sales.SalesOrderDetail.csv")
    assert len(source.rows) == 121_317
    assert source.rows[-1] == 121_318
