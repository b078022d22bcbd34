"""A million last year and ten per cent more are 1,100,000: in the workbook, as JSON, in words."""

import re
from decimal import Decimal
from pathlib import Path

import openpyxl

from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import BRIDGE_STEPS, MONTHS
from tests.flow.company import FINAL, LAST_YEAR, as_json, by, column, company, rows, salesplan, tables
from tests.spreadsheet.compare import same

FEBRUARY, OCTOBER = MONTHS[1], MONTHS[9]


def test_one_rep_gets_a_million_and_ten_per_cent(tmp_path: Path) -> None:
    sales = [
        {"month": f"2026-{month:02d}-01", "rep_id": "R1", "revenue": amount} for month, amount in ((3, 1_000_000),)
    ]
    book = company(tmp_path, reps=[{"rep_id": "R1", "rep": "Ana", "region": "North", "team": "A"}], sales=sales)
    said = salesplan("quota", book)
    assert re.search(r"Company +1,000,000 +1,100,000 +1,100,000 +\+10.0%", said.stdout)
    for name in ("RegionQuota", "TeamQuota", "Quota", "Bridge"):
        [row] = rows(book, name)
        assert (row["last_year"], row["final"]) == (1_000_000, 1_100_000), name
    [quota] = as_json("quota", book, "--dry-run")["tables"]["Quota"]
    assert (quota["last_year"], quota["final"], quota["m03"]) == (1_000_000, 1_100_000, 1_100_000)
    assert "1,000,000.00 × (1 + 10 %) = 1,100,000.00" in salesplan("explain", book, "R1").stdout


def test_cached_values_of_every_level(planned: Path) -> None:
    regions, teams, quotas = tables(planned, "RegionQuota", "TeamQuota", "Quota")
    assert column(regions, "final", of="region") == {"North": 770_000, "South": 264_000, "Unassigned": 66_000}
    assert {(row["region"], row["team"]): row["final"] for row in teams} == {
        ("North", "A"): 660_000,
        ("North", "B"): 110_000,
        ("South", "C"): 264_000,
        ("Unassigned", "Unassigned"): 66_000,
    }
    assert column(quotas, "last_year") == LAST_YEAR
    assert column(quotas, "final") == column(quotas, "proposed") == FINAL
    for row in quotas:
        assert row[FEBRUARY] * 4 == row["final"]
        assert row[OCTOBER] * 4 == row["final"] * 3
        assert (row["q1"], row["q2"], row["q3"], row["q4"]) == (row[FEBRUARY], 0, 0, row[OCTOBER])
        assert abs(row["growth"] - 0.1) < 1e-12
        assert row["stretch"] == round(row["final"] * 1.1)
        assert row["check"] == 0
    for row in regions + teams:
        assert (row["allocated"], row["gap"]) == (row["final"], 0)


def test_key_figures_and_totals_carry_their_values(planned: Path) -> None:
    book = openpyxl.load_workbook(planned, data_only=True)

    def named(name: str) -> object:
        [(sheet, address)] = book.defined_names[name].destinations
        return book[sheet][address.replace("$", "")].value

    assert named("company_last_year") == 1_000_000
    assert named("company_base") == named("company_final") == 1_100_000
    assert abs(float(str(named("company_growth"))) - 0.1) < 1e-12
    assert [named(f"company_{month}") for month in MONTHS] == [0, 275_000, 0, 0, 0, 0, 0, 0, 0, 825_000, 0, 0]
    assert named("total_Quota_final") == named("total_TeamQuota_final") == named("total_Bridge_final") == 1_100_000
    assert named("total_Sales_revenue") == named("total_Quota_last_year") == 1_000_000
    assert named("total_RegionQuota_gap") == named("total_Quota_check") == 0


def test_what_the_sheet_can_compute_is_a_live_formula(planned: Path) -> None:
    book = openpyxl.load_workbook(planned)
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            declared = SALES_PLAN.table("Growth" if table.name == "GrowthBySegment" else table.name)
            _, *lines = sheet[table.ref]
            for at, header in enumerate(table.column_names):
                found = declared.column_for(header)
                assert found is not None
                live = {str(line[at].value).startswith("=") for line in lines}
                # A table without rows has one empty row, in which a formula may stand as well as not.
                assert live == {bool(found.formula)} or not any(cell.value for cell in lines[0][:at]), (
                    table.name,
                    header,
                )


def test_the_bridge_adds_up_to_the_final(planned: Path) -> None:
    steps = [key for key, _, _ in BRIDGE_STEPS]
    found = rows(planned, "Bridge")
    assert column(found, "final") == FINAL
    for row in found:
        assert sum(Decimal(str(row[step])) for step in steps[:-1]) == row["final"]
        assert row["market_growth"] * 10 == row["last_year"]
        assert row["check"] == 0


def test_json_says_what_the_workbook_says(planned: Path) -> None:
    document = as_json("quota", planned)
    assert set(document) == {"tables", "findings", "written"}
    for name, listed in document["tables"].items():
        in_sheet = rows(planned, name)
        assert len(in_sheet) == len(listed)
        for said, shown in zip(listed, in_sheet, strict=True):
            for key, value in said.items():
                assert same(value, shown[key]), (name, key)
    assert [finding["code"] for finding in document["findings"]] == ["Q117"]
    written = {entry["table"]: entry["rows"] for entry in document["written"] if "table" in entry}
    assert written == {
        "RegionQuota": 3, "TeamQuota": 4, "Quota": 6, "Bridge": 6, "Season": 12, "Findings": 1, "Runs": 4
    }  # fmt: skip


def test_explain_says_the_steps(planned: Path) -> None:
    before = planned.read_bytes()
    said = salesplan("explain", planned, "r1").stdout
    assert "Ana (R1), North / A: quota 440,000.00" in said
    assert "+40,000.00  Market growth" in said
    assert salesplan("explain", planned, "ana").stdout == said
    assert "quota 66,000.00" in salesplan("explain", planned, "unassigned").stdout
    document = as_json("explain", planned, "R1")
    assert [row["final"] for row in document["tables"]["Bridge"]] == [440_000]
    assert document["explanation"] == said.splitlines()
    [unassigned] = as_json("explain", planned, "未分配", "--lang", "zh-Hans")["tables"]["Bridge"]
    assert unassigned["final"] == 66_000
    assert planned.read_bytes() == before


def test_findings_and_run_log_are_in_the_workbook(planned: Path) -> None:
    findings, runs = tables(planned, "Findings", "Runs")
    [finding] = findings
    assert (finding["severity"], finding["code"], finding["sheet"]) == ("warning", "Q117", "Sales")
    assert openpyxl.load_workbook(planned, data_only=True)["Sales"][finding["cell"]].value is None
    assert [row["command"] for row in runs] == ["load Reps", "load Sales", "quota"]
    assert runs[-1]["written"].startswith("RegionQuota 3, TeamQuota 4, Quota 6, Bridge 6")
    assert runs[-1]["findings"] == "warning: 1"


def test_adjustments_and_a_typed_target(tmp_path: Path) -> None:
    growth = [
        {"dimension": "region", "value": "South", "adjustment": 0.10},
        {"dimension": "rep_id", "value": "R5", "adjustment": -0.05},
    ]
    book = company(tmp_path, Growth=growth)
    salesplan("quota", book)
    # R4 and R5 grow by 20 and 15 per cent, all others by 10.
    assert column(rows(book, "Quota"), "base") == FINAL | {"R4": 240_000, "R5": 46_000}
    assert by(rows(book, "Bridge"), "rep_id")["R5"]["adjustments"] == 2_000
    salesplan("quota", company(tmp_path / "target", settings={"company_target": 2_200_000}))
    doubled = rows(tmp_path / "target" / "plan.xlsx", "Quota")
    assert column(doubled, "final") == {rep: 2 * final for rep, final in FINAL.items()}
