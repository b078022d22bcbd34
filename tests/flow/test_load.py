"""Rows from outside land in their columns, as data; what was not taken is said, and what stands is not lost."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
import xlsxwriter

from salesplan.host.blank import write_blank
from salesplan.tables.plan import SALES_PLAN
from tests.flow.company import (
    FINAL,
    REPS,
    SALES,
    Row,
    as_json,
    by,
    column,
    parts,
    place,
    rows,
    salesplan,
    write_csv,
)
from tests.workbook.books import cells_of

FORMULA_LIKE = ['=HYPERLINK("http://x","y")', "+1", "-1+1", "@x", "=1+1", "-", "'quoted", "\t=1", "{=1}"]


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    book = tmp_path / "plan.xlsx"
    salesplan("new", "plan", book, "--year", 2027, "--currency", "USD")
    return book


def bare(found: list[Row], *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(row[key] for key in keys) for row in found]


def text_file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_chinese_csv_in_any_common_encoding(blank: Path, encoding: str) -> None:
    text = "销售编号,销售代表,区域,团队,备注\n007,张伟,华东,一队,新\n008,李娜,华北,二队,\n"
    said = salesplan("load", blank, "Reps", text_file(blank.parent, "销售.csv", text, encoding))
    assert bare(rows(blank, "Reps"), "rep_id", "rep", "region", "team") == [
        ("007", "张伟", "华东", "一队"),
        ("008", "李娜", "华北", "二队"),
    ]
    assert "rows added 2, updated 0, removed 0" in said.stdout
    assert "rep_id ← 销售编号" in said.stdout
    assert "not taken: 备注" in said.stdout


def test_traditional_chinese_in_big5(blank: Path) -> None:
    text = "業務編號,業務代表,區域,團隊\n01,陳怡君,臺北,一隊\n"
    salesplan("load", blank, "Reps", text_file(blank.parent, "reps.csv", text, "big5"))
    assert bare(rows(blank, "Reps"), "rep_id", "rep", "region") == [("01", "陳怡君", "臺北")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_common_delimiter_and_header_case(blank: Path, delimiter: str) -> None:
    text = "REP ID,Rep, region \nR1,Ana,North\n".replace(",", delimiter)
    salesplan("load", blank, "Reps", text_file(blank.parent, "reps.csv", text))
    assert bare(rows(blank, "Reps"), "rep_id", "rep", "region") == [("R1", "Ana", "North")]


def test_text_like_a_formula_lands_as_text(blank: Path) -> None:
    listed = [{"rep_id": f"{at:02d}", "rep": text, "team": text} for at, text in enumerate(FORMULA_LIKE)]
    salesplan("load", blank, "Reps", write_csv(blank.with_name("reps.csv"), listed))
    assert column(rows(blank, "Reps"), "rep") == {f"{at:02d}": text.strip() for at, text in enumerate(FORMULA_LIKE)}
    opened = openpyxl.load_workbook(blank)
    sheet, area = place(opened, SALES_PLAN.table("Reps"))
    kinds = {cell.data_type for line in sheet[area][1:] for cell in line if cell.value is not None}
    assert kinds == {"s"}
    found = next(
        xml
        for name, xml in parts(blank).items()
        if (name.startswith("xl/worksheets/") and b"HYPERLINK" in xml) or b">@x<" in xml
    )
    cells = cells_of(found)
    assert {cells[row, 2].formula for row in range(5, 5 + len(FORMULA_LIKE))} == {None}
    salesplan(
        "load",
        blank,
        "Sales",
        write_csv(blank.with_name("sales.csv"), [{"month": "2026-01-01", "rep_id": "00", "revenue": 5}]),
    )
    salesplan("quota", blank)
    quotas = {row["rep_id"]: row["rep"] for row in rows(blank, "Quota")}
    assert quotas["00"] == FORMULA_LIKE[0]
    formula = openpyxl.load_workbook(blank)["Quota"]["D5"]
    assert formula.data_type == "s"


def test_ids_keep_their_leading_zeros_and_long_digits(blank: Path) -> None:
    ids = ["00123", "1234E324", "12345678901234567890", "1-2", "TRUE", "1.50", "3/4"]
    salesplan("load", blank, "Reps", write_csv(blank.with_name("reps.csv"), [{"rep_id": one} for one in ids]))
    assert [row["rep_id"] for row in rows(blank, "Reps")] == ids
    sales = [{"month": "2026-01-01", "rep_id": one, "revenue": 1000} for one in ids]
    salesplan("load", blank, "Sales", write_csv(blank.with_name("sales.csv"), sales))
    salesplan("quota", blank)
    assert sorted(row["rep_id"] for row in rows(blank, "Quota")) == sorted(ids)


def excel(path: Path, lines: list[list[Any]], *, sheet: str = "Export") -> Path:
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    book.add_worksheet("Cover")
    made = book.add_worksheet(sheet)
    for row, line in enumerate(lines):
        for at, value in enumerate(line):
            if value == "#N/A":
                made.write_formula(row, at, "=NA()", None, "#N/A")
            else:
                made.write(row, at, value)
    book.close()
    return path


def test_excel_with_an_error_value(blank: Path) -> None:
    lines: list[list[Any]] = [
        ["Month", "Rep ID", "Revenue", "Margin"],
        [date(2026, 1, 31), "R1", 1000.5, 10],
        [date(2026, 2, 1), "R2", "#N/A", None],
        [date(2026, 3, 9), 7, 30, None],
    ]
    file = excel(blank.with_name("export.xlsx"), lines)
    before = blank.read_bytes()
    said = salesplan("load", blank, "Sales", file, code=1)
    assert "export.xlsx 'Export'!C3 [D101] Revenue is the error #N/A" in said.stderr
    assert "nothing was written" in said.stderr
    assert blank.read_bytes() == before

    said = salesplan("load", blank, "Sales", file, "--partial", code=1)
    assert "refused for errors: 1 rows" in said.stdout
    assert bare(rows(blank, "Sales"), "month", "rep_id", "revenue", "margin") == [
        (datetime(2026, 1, 1), "R1", 1000.5, 10),
        (datetime(2026, 3, 1), "7", 30, None),
    ]


def test_the_sheet_of_an_excel_file_may_be_named(blank: Path) -> None:
    file = excel(blank.with_name("reps.xlsx"), [["Rep ID", "Rep"], ["R1", "Ana"]], sheet="People")
    salesplan("load", blank, "Reps", file, "--sheet", "People")
    assert len(rows(blank, "Reps")) == 1
    assert "People" in salesplan("load", blank, "Reps", file, "--sheet", "Peple", code=3).stderr


def test_parquet(blank: Path) -> None:
    file = blank.with_name("sales.parquet")
    made = duckdb.sql(
        "select date '2026-02-15' as Month, 'R1' as \"Rep ID\", 1234.56::decimal(12,2) as revenue, 3::bigint as units "
        "union all select date '2026-03-01', null, -10.05, null order by 1"
    )
    assert made is not None
    made.write_parquet(str(file))
    salesplan("load", blank, "Sales", file)
    assert bare(rows(blank, "Sales"), "month", "rep_id", "revenue", "units") == [
        (datetime(2026, 2, 1), "R1", 1234.56, 3),
        (datetime(2026, 3, 1), None, -10.05, None),
    ]


def test_an_update_changes_what_the_file_says_and_nothing_else(planned: Path) -> None:
    file = write_csv(planned.with_name("reps.csv"), [
        {"rep_id": "r2", "team": "B", "capacity": "", "ability": 0},
        {"rep_id": "R9", "team": "C", "capacity": "0.5", "ability": ""},
    ])  # fmt: skip
    before = by(rows(planned, "Reps"), "rep_id")
    said = salesplan("load", planned, "Reps", file)
    assert "rows added 1, updated 1, removed 0" in said.stdout
    after = by(rows(planned, "Reps"), "rep_id")
    assert after["R2"] == before["R2"] | {"team": "B", "ability": 0}
    assert (after["R9"]["team"], after["R9"]["capacity"], after["R9"]["rep"]) == ("C", 0.5, None)
    assert {rep: row for rep, row in after.items() if rep not in ("R2", "R9")} == {
        rep: row for rep, row in before.items() if rep != "R2"
    }


def test_appending_twice_needs_a_word(planned: Path) -> None:
    file = write_csv(planned.with_name("more.csv"), SALES[:2])
    before = planned.read_bytes()
    said = salesplan("load", planned, "Sales", file, code=2)
    assert "Sales has 12 rows already; choose --replace to exchange them, or --append to add to them" in said.stderr
    assert "no identity to update by" in salesplan("load", planned, "Sales", file, "--update", code=2).stderr
    assert planned.read_bytes() == before
    salesplan("load", planned, "Sales", file, "--append")
    assert len(rows(planned, "Sales")) == 14
    assert sum(row["revenue"] for row in rows(planned, "Sales")) == 1_400_000
    opened = openpyxl.load_workbook(planned, data_only=True)
    [(sheet, address)] = opened.defined_names["total_Sales_revenue"].destinations
    assert opened[sheet][address.replace("$", "")].value == 1_400_000


def test_appending_ids_that_are_there_is_refused(planned: Path) -> None:
    file = write_csv(planned.with_name("reps.csv"), REPS[:1])
    before = planned.read_bytes()
    said = salesplan("load", planned, "Reps", file, "--append", code=2)
    assert "1 of the rows are in Reps already, R1 for one; choose --update" in said.stderr
    assert planned.read_bytes() == before


def test_replacing_shrinks_the_table_and_leaves_no_old_cell(planned: Path) -> None:
    kept = [sale | {"product_line": "pumps"} for sale in SALES[:2]]
    salesplan("load", planned, "Sales", write_csv(planned.with_name("sales.csv"), kept), "--replace")
    assert len(rows(planned, "Sales")) == 2
    sheet = openpyxl.load_workbook(planned)["Sales"]
    assert [cell.value for line in sheet.iter_rows(min_row=7) for cell in line if cell.value is not None] == []
    salesplan("load", planned, "Reps", write_csv(planned.with_name("reps.csv"), [{"rep_id": "R1"}]), "--replace")
    [rep] = rows(planned, "Reps")
    assert {key: value for key, value in rep.items() if value is not None} == {"row": 5, "rep_id": "R1"}
    salesplan("quota", planned)
    assert column(rows(planned, "Quota"), "final") == {"R1": 440_000}


def test_replacing_with_more_rows(planned: Path) -> None:
    sales = [sale | {"revenue": sale["revenue"] / 4} for sale in SALES for _ in range(4)]
    salesplan("load", planned, "Sales", write_csv(planned.with_name("sales.csv"), sales), "--replace")
    salesplan("quota", planned)
    assert column(rows(planned, "Quota"), "final") == FINAL


def test_a_mapping(blank: Path) -> None:
    file = write_csv(blank.with_name("people.csv"), [
        {"No": "01", "First": "Ana", "Last": "Lee", "Kind": "1", "Left": "no"},
        {"No": "02", "First": "Bo", "Last": "", "Kind": "2", "Left": "no"},
        {"No": "03", "First": "Cy", "Last": "Ng", "Kind": "", "Left": "yes"},
    ])  # fmt: skip
    mapping = text_file(
        blank.parent,
        "people.toml",
        '[columns]\nrep_id = "no"\nrep = "{First} {Last}"\nteam = "Kind"\n'
        '[values.team]\n"1" = "Inside"\n[constants]\nregion = "North"\n[skip]\nLeft = ["yes"]\n',
    )
    said = salesplan("load", blank, "Reps", file, "--map", mapping)
    assert bare(rows(blank, "Reps"), "rep_id", "rep", "region", "team") == [
        ("01", "Ana Lee", "North", "Inside"),
        ("02", "Bo", "North", "2"),
    ]
    assert "left out by the mapping: 1 rows" in said.stdout


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ('[columns]\nrep_id = "Numbr"', "did you mean 'Number'?"),
        ('[columns]\nrep_idd = "Number"', "did you mean 'rep_id'?"),
        ('[colums]\nrep_id = "Number"', "did you mean 'columns'?"),
        ('[columns]\nrep_id = "Number"\n[skip]\nNumbr = ["1"]', "did you mean 'Number'?"),
        ('[columns]\nrep = "Number"', "rep_id"),
        ("[columns", "is no TOML"),
    ],
)
def test_a_wrong_mapping_gets_the_nearest_name(blank: Path, mapping: str, said: str) -> None:
    before = blank.read_bytes()
    file = write_csv(blank.with_name("people.csv"), [{"Number": "1"}])
    done = salesplan("load", blank, "Reps", file, "--map", text_file(blank.parent, "m.toml", mapping), code=2)
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert blank.read_bytes() == before


def test_a_file_with_none_of_the_columns(blank: Path) -> None:
    before = blank.read_bytes()
    done = salesplan(
        "load", blank, "Sales", write_csv(blank.with_name("x.csv"), [{"a": 1, "Monat": "2026-01"}]), code=2
    )
    assert "month" in done.stderr
    assert blank.read_bytes() == before


def test_files_that_are_not_there_or_of_no_kind(blank: Path) -> None:
    write_csv(blank.with_name("sales.csv"), SALES)
    assert "did you mean sales.csv?" in salesplan("load", blank, "Sales", blank.with_name("sale.csv"), code=3).stderr
    text_file(blank.parent, "notes.doc", "x")
    assert "'.doc' are not read" in salesplan("load", blank, "Sales", blank.with_name("notes.doc"), code=2).stderr
    assert "did you mean 'Sales'?" in salesplan("load", blank, "Slaes", blank.with_name("sales.csv"), code=2).stderr


def test_json_and_a_dry_run(blank: Path) -> None:
    before = blank.read_bytes()
    file = write_csv(blank.with_name("reps.csv"), [{"rep_id": "R1", "shoe": 41}])
    document = as_json("load", blank, "Reps", file, "--dry-run")
    assert blank.read_bytes() == before
    assert (document["tables"], document["findings"], document["written"]) == ({}, [], [])
    document = as_json("load", blank, "Reps", file)
    assert document["load"]["left"] == ["shoe"]
    assert document["load"]["taken"] == {"rep_id": "rep_id"}
    assert {entry["table"] for entry in document["written"] if "table" in entry} == {"Reps", "Runs"}


def test_a_duplicate_in_the_file(planned: Path) -> None:
    before = planned.read_bytes()
    file = write_csv(planned.with_name("reps.csv"), [{"rep_id": "R8"}, {"rep_id": "R8"}])
    said = salesplan("load", planned, "Reps", file, code=1)
    assert "reps.csv" in said.stderr
    assert "[D107]" in said.stderr
    assert planned.read_bytes() == before


def test_what_people_typed_survives_a_load_into_quota(planned: Path) -> None:
    """Overrides decided elsewhere come in by rep; a blank keeps what stands."""
    file = write_csv(planned.with_name("overrides.csv"), [
        {"Rep ID": "R1", "Override": 500000, "Reason": "board"},
        {"Rep ID": "R2", "Override": "", "Reason": "seen"},
    ])  # fmt: skip
    salesplan("load", planned, "Quota", file)
    salesplan("quota", planned)
    found = by(rows(planned, "Quota"), "rep_id")
    assert (found["R1"]["final"], found["R1"]["reason"], found["R2"]["final"], found["R2"]["reason"]) == (
        500_000,
        "board",
        160_000,
        "seen",
    )


def test_rows_of_another_plan(filled: Path) -> None:
    """Last year's plan is as good a file as any: its table of the same name is taken, not the sheet around it."""
    fresh = write_blank("plan", filled.with_name("fresh.xlsx"), year=2028, currency="CNY", language="zh-Hans")
    for table in ("Reps", "Customers", "Growth", "Sales"):
        salesplan("load", fresh, table, filled)
        assert rows(fresh, table) == rows(filled, table)


@pytest.mark.parametrize("table", ["Bridge", "Findings", "Runs"])
def test_a_table_of_salesplans_own_takes_no_rows(planned: Path, table: str) -> None:
    before = planned.read_bytes()
    file = write_csv(planned.with_name("own.csv"), [{"rep_id": "R1", "rep": "Somebody", "last_year": 2}])
    said = salesplan("load", planned, table, file, "--append", code=2)
    assert f"{table} is salesplan's own: nothing in it can be loaded" in said.stderr
    assert planned.read_bytes() == before


def test_computed_columns_are_not_taken(planned: Path) -> None:
    before = by(rows(planned, "Quota"), "rep_id")
    file = write_csv(planned.with_name("o.csv"), [{"rep_id": "R1", "rep": "Else", "last_year": 2, "override": 500_000}])
    assert "not taken: rep, last_year" in salesplan("load", planned, "Quota", file).stdout
    assert by(rows(planned, "Quota"), "rep_id")["R1"] == before["R1"] | {"override": 500_000}


def test_two_ways_of_loading_at_once_are_one_too_many(planned: Path) -> None:
    before = planned.read_bytes()
    file = write_csv(planned.with_name("s.csv"), [{"month": "2026-01-01", "revenue": 1}])
    assert (
        "choose one of --replace, --append"
        in salesplan("load", planned, "Sales", file, "--append", "--replace", code=2).stderr
    )
    assert planned.read_bytes() == before
