"""Options that mean the same everywhere: --out, --dry-run, --json, --lang, --sales."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from tests.flow.company import (
    FINAL,
    LAST_YEAR,
    REPS,
    SALES,
    as_json,
    column,
    company,
    everything,
    parts,
    rows,
    salesplan,
    tables,
    type_in,
    write_csv,
)


def test_out_leaves_the_input_alone(filled: Path) -> None:
    before = filled.read_bytes()
    copy = filled.with_name("copy.xlsx")
    salesplan("quota", filled, "--out", copy)
    assert filled.read_bytes() == before
    assert column(rows(copy, "Quota"), "final") == FINAL
    salesplan("quota", filled, "--out", copy)
    assert sorted(path.name for path in filled.parent.iterdir()) == [
        "copy.xlsx",
        "copy.xlsx.salesplan-backups",
        "plan.xlsx",
    ]


def test_out_of_load_and_check(planned: Path) -> None:
    before = planned.read_bytes()
    copy = planned.with_name("copy.xlsx")
    salesplan("check", planned, "--out", copy)
    assert everything(copy, but=["Runs"]) == everything(planned, but=["Runs"])
    file = write_csv(planned.with_name("reps.csv"), [{"rep_id": "R1", "rep": "Anna"}])
    salesplan("load", planned, "Reps", file, "--out", copy)
    assert rows(copy, "Reps")[0]["rep"] == "Anna"
    assert planned.read_bytes() == before


def test_out_into_a_folder_that_is_not_there(filled: Path) -> None:
    said = salesplan("quota", filled, "--out", filled.parent / "none" / "copy.xlsx", code=3)
    assert "make the folder first" in said.stderr


@pytest.mark.parametrize("command", ["quota", "run", "check"])
def test_a_dry_run_writes_nothing(filled: Path, command: str) -> None:
    before = filled.read_bytes()
    shown = salesplan(command, filled, "--dry-run")
    document = as_json(command, filled, "--dry-run")
    assert document["written"] == []
    assert filled.read_bytes() == before
    assert list(filled.parent.iterdir()) == [filled]
    assert ("1,100,000" in shown.stdout) == (command != "check")


@pytest.mark.parametrize("command", [("quota",), ("run",), ("check",), ("explain", "R1")])
def test_json_is_one_document_on_standard_output_and_nothing_else(planned: Path, command: tuple[str, ...]) -> None:
    name, *rest = command
    run = subprocess.run(
        [sys.executable, "-m", "salesplan", name, str(planned), *rest, "--json"],
        capture_output=True,
        cwd=planned.parent,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    assert run.returncode == 0, run.stderr.decode()
    assert run.stderr == b""
    assert run.stdout.startswith(b"{")
    document = as_json(name, planned, *rest)
    assert set(document) - {"explanation"} == {"tables", "findings", "written"}
    for finding in document["findings"]:
        assert {"severity", "code", "sheet", "cell", "message", "fix"} <= finding.keys()


def test_run_is_every_planning_function(filled: Path) -> None:
    copy = filled.with_name("copy.xlsx")
    salesplan("run", filled)
    salesplan("quota", filled, "--out", copy)
    assert column(rows(filled, "Quota"), "final") == FINAL
    assert rows(filled, "Runs")[-1]["command"] == "run"
    assert everything(copy, but=["Runs"]) == everything(filled, but=["Runs"])


def test_check_writes_the_findings_and_the_run_log_alone(planned: Path) -> None:
    type_in(planned, "Quota", "R1", override=450_050)
    quotas, before = tables(planned, "Quota", "RegionQuota"), parts(planned)
    said = salesplan("check", planned)
    assert "[Q105]" in said.stderr
    assert "type 450,000.00" in said.stderr or "type 450,100.00" in said.stderr
    assert tables(planned, "Quota", "RegionQuota") == quotas
    assert {row["code"] for row in rows(planned, "Findings")} >= {"Q105", "Q117"}
    changed = {name for name, content in parts(planned).items() if before.get(name) != content}
    assert len({name for name in changed if name.startswith("xl/worksheets/")}) <= 2


COLUMNS = "month date, rep_id varchar, revenue decimal(18,2)"
VALUES = ", ".join(f"('{sale['month']}', '{sale['rep_id']}', {sale['revenue']})" for sale in SALES)


def as_csv(folder: Path) -> Path:
    return write_csv(folder / "history.csv", SALES)


def as_gbk(folder: Path) -> Path:
    listed = [
        {"月份": sale["month"], "销售编号": sale["rep_id"], "销售额": sale["revenue"], "备注": "旧"} for sale in SALES
    ]
    return write_csv(folder / "history.csv", listed, encoding="gbk")


def as_parquet(folder: Path) -> Path:
    with duckdb.connect() as base:
        base.execute(f"create table sales({COLUMNS}); insert into sales values {VALUES}")
        base.execute(f"copy sales to '{folder / 'history.parquet'}'")
    return folder / "history.parquet"


def as_duckdb(folder: Path) -> Path:
    with duckdb.connect(str(folder / "history.duckdb")) as base:
        base.execute(f"create table sales({COLUMNS}); insert into sales values {VALUES}")
    return folder / "history.duckdb"


def as_sqlite(folder: Path) -> Path:
    path = folder / "history.sqlite"
    with sqlite3.connect(path) as base:
        base.execute("create table sales(month text, rep_id text, revenue real)")
        base.execute(f"insert into sales values {VALUES}")
    base.close()
    return path


def as_excel(folder: Path) -> Path:
    book = xlsxwriter.Workbook(folder / "history.xlsx")
    sheet = book.add_worksheet()
    for row, line in enumerate([["Month", "Rep ID", "Revenue"], *([*sale.values()] for sale in SALES)]):
        sheet.write_row(row, 0, line)
    book.close()
    return folder / "history.xlsx"


@pytest.mark.parametrize("history", [as_csv, as_gbk, as_parquet, as_duckdb, as_sqlite, as_excel])
def test_history_from_elsewhere_gives_the_same_quotas(
    planned: Path, tmp_path: Path, history: Callable[[Path], Path]
) -> None:
    other = company(tmp_path / "other", sales=[{"month": "2026-01-01", "rep_id": "R1", "revenue": 1}])
    file = history(tmp_path)
    document = as_json("quota", other, "--sales", file)
    names = ("RegionQuota", "TeamQuota", "Quota", "Bridge", "Season")
    for here, there in zip(tables(planned, *names), tables(other, *names), strict=True):
        assert here == there
    assert document["tables"]["Quota"] == as_json("quota", planned, "--dry-run")["tables"]["Quota"]
    assert len(rows(other, "Sales")) == 1
    assert "440,000.00" in salesplan("explain", other, "R1", "--sales", file).stdout
    assert "[Q117]" in salesplan("check", other, "--sales", file, "--dry-run").stderr


def test_history_with_a_mapping(planned: Path, tmp_path: Path) -> None:
    listed = [{"Day": sale["month"], "Who": sale["rep_id"] or "nobody", "Cents": sale["revenue"]} for sale in SALES]
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        '[columns]\nmonth = "Day"\nrep_id = "Who"\nrevenue = "Cents"\n[values.rep_id]\nnobody = ""\n', "utf-8"
    )
    history = write_csv(tmp_path / "history.csv", listed)
    document = as_json("quota", planned, "--sales", history, "--sales-map", mapping, "--dry-run")
    assert {row["rep_id"]: row["last_year"] for row in document["tables"]["Quota"]} == LAST_YEAR


def test_a_sales_sheet_that_is_wrong_does_not_matter_beside_a_history(planned: Path, tmp_path: Path) -> None:
    salesplan(
        "load",
        planned,
        "Sales",
        write_csv(tmp_path / "x.csv", [{"month": "2026-01-01", "rep_id": "X", "revenue": 5}]),
        "--replace",
    )
    document = as_json("quota", planned, "--sales", as_csv(tmp_path), "--dry-run")
    assert "C105" not in {finding["code"] for finding in document["findings"]}


def test_a_history_that_is_wrong(planned: Path, tmp_path: Path) -> None:
    before = planned.read_bytes()
    listed = [
        *SALES,
        {"month": "someday", "rep_id": "R1", "revenue": 5},
        {"month": "2026-05-01", "rep_id": "R1", "revenue": "x"},
    ]
    said = salesplan("quota", planned, "--sales", write_csv(tmp_path / "history.csv", listed), code=1)
    assert "history.csv" in said.stderr
    assert "someday" in said.stderr
    assert planned.read_bytes() == before
    assert (
        "did you mean history.csv?" in salesplan("quota", planned, "--sales", tmp_path / "histori.csv", code=3).stderr
    )


def test_language_of_what_is_said(planned: Path) -> None:
    said = salesplan("explain", planned, "R1", "--lang", "zh-Hans").stdout
    assert "市场增长" in said
    assert "市場成長" in salesplan("explain", planned, "R1", "--lang", "zh-Hant").stdout
    assert "未分配" in salesplan("quota", planned, "--dry-run", "--lang", "zh-Hant").stderr
    assert "未写入" in salesplan("quota", planned, "--dry-run", "--lang", "zh-Hans").stderr


def test_a_minimal_company(tmp_path: Path) -> None:
    """Ids and revenue are enough; everybody is in one region and one team without a name."""
    book = company(tmp_path, reps=[{"rep_id": rep["rep_id"]} for rep in REPS])
    said = salesplan("quota", book)
    assert column(rows(book, "Quota"), "final") == FINAL
    assert [row["region"] for row in rows(book, "RegionQuota")] == ["(none)", "Unassigned"]
    assert "[Q113]" in said.stderr


@pytest.mark.parametrize("name", ["copy.xlsm", "copy.csv", "copy"])
def test_a_copy_is_a_workbook_of_the_same_kind(planned: Path, name: str) -> None:
    said = salesplan("quota", planned, "--out", planned.with_name(name), code=2)
    assert f"{name} must end in .xlsx, as planned.xlsx does" in said.stderr.replace(planned.name, "planned.xlsx")
    assert not planned.with_name(name).exists()


def test_a_mapping_of_no_history_is_refused(planned: Path) -> None:
    assert "name that file, too" in salesplan("quota", planned, "--sales-map", planned, code=2).stderr
