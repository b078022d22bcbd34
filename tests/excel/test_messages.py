"""What message boxes say, in the workbook's language."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.errors import WorkbookError
from salesplan.excel import messages
from salesplan.excel.messages import MOST, Message
from salesplan.findings import Finding, Kind, Severity
from salesplan.host.opened import OpenedPlan
from salesplan.host.run import Report
from salesplan.tables.journal import FINDINGS
from salesplan.tables.model import Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.words import Words

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
OWNER = Words("owner “{name}” is not in Reps", "“{name}”不在销售代表中", "「{name}」不在業務代表中")
CHOOSE = Words("choose a rep who is", "请选择已有的销售代表", "請選擇已有的業務代表")
WRONG = Kind("C104", Severity.ERROR, OWNER, CHOOSE)
ODD = Kind("Q201", Severity.WARNING, Words("odd"), Words(""))
NOTE = Kind("Q301", Severity.INFO, Words("noted"), Words(""))


def opened(language: str = "en", tables: Sequence[Table] = (FINDINGS,)) -> OpenedPlan:
    return OpenedPlan(TEMPLATES / f"sales_plan.{language}.xlsx", SALES_PLAN, tables)


def report(
    frames: dict[str, pd.DataFrame], results: dict[str, Any], findings: Sequence[Finding] = (), language: str = "en"
) -> Report:
    return Report(opened(language), frames, list(findings), [], None, results)


def quota_report(
    finals: Sequence[int],
    *,
    target: int,
    language: str = "en",
    last_year: int = 100_00,
    findings: Sequence[Finding] = (),
) -> Report:
    """Give what came of splitting quotas: a rep each, the last of them nobody; the first is overridden."""
    count = len(finals)
    quota = pd.DataFrame(
        {
            "rep_id": [*(f"R{n}" for n in range(1, count)), ""],
            "last_year": pd.array([last_year] * count, dtype="Int64"),
            "final": pd.array(finals, dtype="Int64"),
            "override": pd.array([finals[0], *[None] * (count - 1)], dtype="Int64"),
        }
    )
    none = pd.DataFrame({"override": pd.array([None], dtype="Int64")})
    plan = SimpleNamespace(company=SimpleNamespace(target=target))
    frames = {"Quota": quota, "RegionQuota": none, "TeamQuota": none}
    return report(frames, {"quota": (plan, None)}, findings, language)


def test_quotas_are_told_with_their_sum_and_growth() -> None:
    said = messages.written(
        quota_report([30_000_000_00, 20_000_000_00, 0], target=50_000_000_00, last_year=16_000_000_00), ["quota"]
    )
    told = "Quotas are written for 2 reps: 50,000,000 USD in all (4.2 % over last year). 1 override holds."
    assert said == Message(f"{told}\n\nNo problems were found.")


@pytest.mark.parametrize(
    ("finals", "last_year", "told"),
    [
        ([150_00, 0], 100_00, "for 1 rep: 150 USD in all (25 % below last year)."),
        ([200_00, 0], 100_00, "for 1 rep: 200 USD in all (as much as last year)."),
        ([200_00, 16_20], 100_00, "for 1 rep: 216 USD in all, 16 USD of it unassigned (8.1 % over last year)."),
        ([200_00, 0], 0, "for 1 rep: 200 USD in all."),
    ],
)
def test_growth_is_told_where_there_is_a_last_year(finals: list[int], last_year: int, told: str) -> None:
    said = messages.written(quota_report(finals, target=sum(finals), last_year=last_year), ["quota"]).text
    assert said.splitlines()[0] == f"Quotas are written {told} 1 override holds."


def test_a_target_that_the_quotas_differ_from_is_told() -> None:
    said = messages.written(quota_report([105_00, 105_00, 0], target=200_00), ["quota"]).text
    assert "210 USD in all (30 % below last year). The company's target is 200 USD. 1 override" in said


def test_it_speaks_chinese() -> None:
    findings = [ODD.at(), ODD.at(), NOTE.at()]
    said = messages.written(
        quota_report([300_00, 24_00], target=324_00, language="zh-Hans", findings=findings), ["quota"]
    )
    assert said.text == (
        "已写入 1 名销售代表的配额，合计 324 CNY，其中未分配 24 CNY，比去年增长 62%。1 个调整值生效。\n\n"
        "“问题”表中有 2 条警告、1 条提示。"
    )
    said = messages.written(quota_report([100_00, 100_00], target=1, language="zh-Hant"), ["quota"])
    assert "合計 200 TWD，其中未分配 100 TWD，與去年持平。公司目標為 0.01 TWD。" in said.text


@pytest.mark.parametrize(("language", "told"), [("en", "press F9"), ("zh-Hans", "请按 F9"), ("zh-Hant", "請按 F9")])
def test_whoever_calculates_by_hand_is_told_to(language: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    computed = quota_report([1_00, 1_00], target=2_00, language=language)
    assert told not in messages.written(computed, ["quota"]).text
    monkeypatch.setattr(type(computed.opened.reader), "calculates", False)
    assert told in messages.written(computed, ["quota"]).text


def test_findings_are_counted_by_severity() -> None:
    def told(*findings: Finding) -> str:
        return messages.written(report({}, {}, findings), ["quota"]).text

    assert told(ODD.at()) == "1 warning is on the sheet “Findings”."
    assert told(NOTE.at(), ODD.at(), ODD.at()) == "2 warnings and 1 note are on the sheet “Findings”."
    assert told(WRONG.at(name="R"), NOTE.at(), ODD.at()) == "1 error, 1 warning and 1 note are on the sheet “Findings”."
    without = Report(opened(tables=()), {}, [ODD.at()], [], None, {})
    assert messages.written(without, []).text == (
        "Found: 1 warning. This workbook has no table Findings to list them in."
    )


def test_what_gave_nothing_is_not_told() -> None:
    results = {
        "quota": (None, None),
        "tier": None,
        "visits": (None, None),
        "track": None,
        "score": None,
        "scenario": None,
    }
    assert messages.written(report({}, results), list(results)).text == "No problems were found."


def customers() -> Report:
    tiers = pd.DataFrame(
        {"tier": ["A", "B", "C", "P1", "P2"], "customers": pd.array([2, 1, None, 3, 1], dtype="Int64")}
    )
    rated = pd.DataFrame({"move": ["up", "up", "down", "", "new", "", ""]})
    status = pd.DataFrame({"made": [10, 2], "planned": [1_000, 500], "overdue": [3, 0]})
    used = SimpleNamespace(first=date(2027, 1, 1), last=date(2027, 3, 31))
    results = {"tier": SimpleNamespace(tiers=tiers), "visits": (None, used)}
    return report({"Customers": rated, "VisitStatus": status}, results)


def test_customers_and_visits_are_told_a_line_each() -> None:
    assert messages.written(customers(), ["tier", "visits"]).text.splitlines()[:2] == [
        "7 customers are rated: A 2, B 1, C 0, prospects 4. 2 moved up since the last time, 1 down.",
        "Visits from 2027-01-01 to 2027-03-31: 12 made, 1,500 planned; 3 customers are overdue.",
    ]


def scored(ranks: Sequence[int | None]) -> Report:
    names = [f"Rep {n}" for n in range(len(ranks))]
    card = pd.DataFrame({"period": "2027-02", "rep_id": "", "rep": names, "rank": pd.array(ranks, dtype="Int64")})
    card = pd.concat([card, card.head(1).assign(period="2027-01", rep="Before", rank=1)])
    year = pd.DataFrame({"rep_id": ["R1", ""], "quota": [12, 12], "actual": [800, 1], "due": [1_000, 1]})
    results = {
        "score": SimpleNamespace(
            graded=[SimpleNamespace(facts=SimpleNamespace(period=SimpleNamespace(name="2027-02")))]
        ),
        "track": SimpleNamespace(as_of=date(2027, 2, 28)),
    }
    return report({"Scorecard": card, "Tracking": year}, results)


def test_scores_and_the_year_so_far_are_told() -> None:
    assert messages.written(scored([2, 1, None]), ["track", "score"]).text.splitlines()[:2] == [
        "Sales of 2027 up to 2027-02-28: 8 USD of the 10 USD due by then (80 %).",
        "2027-02 is scored: 2 of 3 reps are ranked; first is Rep 1.",
    ]
    assert (
        "4 of 4 reps are ranked; first is Rep 0, Rep 1, Rep 2 and 1 more."
        in messages.written(scored([1, 1, 1, 1]), ["score"]).text
    )
    assert "0 of 1 reps are ranked.\n" in messages.written(scored([None]), ["score"]).text


def compared(states: Sequence[str], language: str = "en") -> str:
    finals = [500_000, *(100_00 * n if state == "computed" else None for n, state in enumerate(states, 1))]
    frame = pd.DataFrame(
        {
            "scenario": ["Plan", *(f"Try {n}" for n in range(1, len(states) + 1))],
            "state": ["computed", *states],
            "company_final": pd.array(finals, dtype="Int64"),
        }
    )
    return messages.written(report({"Results": frame}, {"scenario": None}, language=language), ["scenario"]).text


def test_scenarios_are_told_from_the_least_to_the_most() -> None:
    there = "The results are in sales_plan.en.xlsx."
    assert compared(["computed", "failed", "computed"]).splitlines()[0] == (
        "2 scenarios are compared with the plan, which asks for 5,000 USD: they ask for 100 USD to 300 USD. "
        f"{there} Not computed: Try 2."
    )
    assert compared(["computed"]).startswith(
        f"1 scenario is compared with the plan, which asks for 5,000 USD: it asks for 100 USD. {there}"
    )
    assert compared([]).startswith(f"There is no scenario to compare with the plan, which asks for 5,000 USD. {there}")
    assert "未能计算：Try 1、Try 2、Try 3等 5 个。" in compared(["failed"] * 5, "zh-Hans")


def test_errors_that_stop_the_work_are_told_with_the_first() -> None:
    plan = opened()
    wrong = WRONG.at(name="R-99").placed(workbook=plan.path.name, sheet="Customers", cell="D17")
    said = messages.stopped(plan, [ODD.at(), wrong, WRONG.at(name="R-98")])
    assert said.text == (
        "Nothing was computed: 2 errors must be put right first.\n\n"
        "2 errors and 1 warning are on the sheet “Findings”.\n\n"
        "The first, on the sheet “Customers” in cell D17: owner “R-99” is not in Reps.\n"
        "What to do: choose a rep who is."
    )
    assert (said.is_critical, said.workbook, said.sheet) == (True, "sales_plan.en.xlsx", "Findings")


def test_where_the_first_error_is() -> None:
    def told(workbook: str, sheet: str, cell: str, language: str = "en") -> str:
        wrong = WRONG.at(name="R").placed(workbook=workbook, sheet=sheet, cell=cell)
        return messages.stopped(opened(language), [wrong]).text.split("\n\n")[-1].splitlines()[0]

    assert told("", "Customers", "") == "The first, on the sheet “Customers”: owner “R” is not in Reps."
    assert told("", "", "") == "The first: owner “R” is not in Reps."
    assert told("other.xlsx", "Reps", "A5").startswith("The first, in other.xlsx on the sheet “Reps” in cell A5: ")
    assert told("", "客户", "D17", "zh-Hans") == "第一个（“客户”表 D17 单元格）：“R”不在销售代表中。"
    assert told("", "客戶", "D17", "zh-Hant") == "第一個（「客戶」表 D17 儲存格）：「R」不在業務代表中。"


def test_settings_that_are_not_filled_in_stop_the_work_too() -> None:
    assert messages.stopped(opened(), []).text.startswith("Nothing could be computed: the settings are not filled in.")


def test_a_check_shows_its_findings() -> None:
    fine = messages.checked(opened(), [])
    assert fine == Message(
        "No errors: the plan can be computed.\n\nNo problems were found.", workbook="sales_plan.en.xlsx"
    )
    assert messages.checked(opened(), [ODD.at()]).sheet == "Findings"
    wrong = messages.checked(opened(), [WRONG.at(name="R")])
    assert wrong.text.startswith("The plan cannot be computed yet: 1 error must be put right first.")
    assert wrong.is_critical


def test_what_keeps_salesplan_from_working_is_no_traceback() -> None:
    problem = WorkbookError("plan.xlsx", "Excel did not do it", "press Esc")
    said = messages.refused(problem, "zh-Hant")
    assert said == Message("salesplan 未能完成：\n\nplan.xlsx: Excel did not do it; press Esc", is_critical=True)
    assert len(messages.refused(WorkbookError("plan.xlsx", "x" * 5_000, "")).text) == MOST


def test_an_explanation_is_cut_where_a_box_ends() -> None:
    plan = opened()
    assert messages.explanation(["Ana: quota 10", "  +1,000.00  Growth"], plan).text == (
        "Ana: quota 10\n+1,000.00 Growth"
    )
    long = messages.explanation(["  12,345,678.90  Last year"] * 60, plan).text
    assert len(long) <= MOST
    assert long.endswith("\n… the sheet “Bridge” has all of it.")
    assert set(long.replace("\n", " ").removesuffix(" … the sheet “Bridge” has all of it.").split()) <= {
        "12,345,678.90",
        "Last",
        "year",
    }


def test_the_other_workbook_is_asked_for() -> None:
    assert "their plan is not open" in messages.not_paired([], "en", lacks_plan=True).text
    assert "its scenarios are not open" in messages.not_paired([], "en", lacks_plan=False).text
    assert (
        "符合条件的工作簿：a.xlsx、b.xlsx。"
        in messages.not_paired(["a.xlsx", "b.xlsx"], "zh-Hans", lacks_plan=True).text
    )


@given(st.lists(st.sampled_from(["quota", "1,234,567.89", "计划", "，", "x" * 70, "\n", " "]), max_size=400))
def test_no_word_and_no_number_is_cut(pieces: list[str]) -> None:
    text = " ".join(pieces)
    cut = messages.shortened(text, "…")
    assert len(cut) <= MOST
    if cut == text:
        return
    kept = cut.removesuffix("…")
    assert len(kept) > MOST - 80
    assert text.startswith(kept)
    assert set(re.findall("[!-~]+", kept)) <= {"quota", "1,234,567.89", "x" * 70}
