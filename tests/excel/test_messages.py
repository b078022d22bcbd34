"""What message boxes say, in the workbook's language."""

import re
from collections.abc import Sequence
from dataclasses import replace
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
from salesplan.excel.messages import MOST, Message, OnSheet
from salesplan.findings import Finding, Kind, Severity
from salesplan.host.opened import OpenedPlan
from salesplan.host.run import Report
from salesplan.tables.journal import FINDINGS
from salesplan.tables.model import Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.tables.scenarios import SCENARIOS
from salesplan.words import LANGUAGES, Words

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
OWNER = Words("owner “{name}” is not in Reps", "“{name}”不在销售代表中", "「{name}」不在業務代表中")
CHOOSE = Words("choose a rep who is", "请选择已有的销售代表", "請選擇已有的業務代表")
WRONG = Kind("C104", Severity.ERROR, OWNER, CHOOSE)
ODD = Kind("Q201", Severity.WARNING, Words("odd"), Words(""))
NOTE = Kind("Q301", Severity.INFO, Words("noted"), Words(""))
CURRENT = OnSheet(quota=10_00, is_current=True, has_steps=True)
STALE = OnSheet(quota=220_000_00, is_current=False, has_steps=False)
EXCELS_OWN_END = 1_024
"""As many characters as Excel's boxes show."""
LONG = ["  12,345,678.90  Last year"] * 60


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
        ([200_00, 16_20], 100_00, "for 1 rep: 216 USD in all (8.1 % over last year), 16 USD of it unassigned."),
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
        "已写入 1 名销售代表的配额，合计 324 CNY（比去年增长 62%），其中未分配 24 CNY。1 个调整值生效。\n\n"
        "“问题”表中有 2 条警告、1 条提示。"
    )
    said = messages.written(quota_report([100_00, 100_00], target=1, language="zh-Hant"), ["quota"])
    assert "合計 200 TWD（與去年持平），其中未分配 100 TWD。公司目標為 0.01 TWD。" in said.text


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


def customers(
    counts: Sequence[int | None] = (2, 1, None, 3, 1),
    moves: Sequence[str] = ("up", "up", "down", "", "new", "", ""),
    visits: Sequence[Sequence[int]] = ((10, 1_000, 3), (2, 500, 0)),
    language: str = "en",
) -> Report:
    """Give what came of rating customers, and of holding visits against their plan: made, planned, overdue by rep."""
    tiers = pd.DataFrame({"tier": ["A", "B", "C", "P1", "P2"], "customers": pd.array(counts, dtype="Int64")})
    status = pd.DataFrame(visits, columns=["made", "planned", "overdue"])
    used = SimpleNamespace(first=date(2027, 1, 1), last=date(2027, 3, 31))
    results = {"tier": SimpleNamespace(tiers=tiers), "visits": (None, used)}
    return report({"Customers": pd.DataFrame({"move": moves}), "VisitStatus": status}, results, language=language)


def test_customers_and_visits_are_told_a_line_each() -> None:
    assert messages.written(customers(), ["tier", "visits"]).text.splitlines()[:2] == [
        "7 customers are rated: A 2, B 1, C 0, prospects 4. 2 moved up since the last time, 1 down.",
        "Visits from 2027-01-01 to 2027-03-31: 12 made, 1,500 planned; 3 customers are overdue.",
    ]


def test_one_customer_is_told_as_one() -> None:
    one = customers((1, 0, 0, 0, 0), [""], [(0, 3, 1)])
    assert messages.written(one, ["tier", "visits"]).text.splitlines()[:2] == [
        "1 customer is rated: A 1, B 0, C 0.",
        "Visits from 2027-01-01 to 2027-03-31: 0 made, 3 planned; 1 customer is overdue.",
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "There are no customers yet: fill in the sheet “Customers”."),
        ("zh-Hans", "还没有客户：请填写“客户”表。"),
        ("zh-Hant", "還沒有客戶：請填寫「客戶」表。"),
    ],
)
def test_without_customers_they_are_asked_for(language: str, told: str) -> None:
    none = customers((0, 0, 0, 0, 0), [], [], language)
    none.opened.add(SALES_PLAN.table("Customers"))
    assert messages.written(none, ["tier", "visits"]).text.split("\n\n")[0] == told


def test_visits_are_not_told_where_there_are_none() -> None:
    assert "Visits" not in messages.written(customers(visits=[(0, 0, 0)]), ["tier", "visits"]).text


def scored(ranks: Sequence[int | None], *, sold: int = 800, language: str = "en") -> Report:
    names = [f"Rep {n}" for n in range(len(ranks))]
    card = pd.DataFrame({"period": "2027-02", "rep_id": "", "rep": names, "rank": pd.array(ranks, dtype="Int64")})
    before = pd.DataFrame({"period": ["2027-01"], "rep_id": "", "rep": "Before", "rank": pd.array([1], dtype="Int64")})
    year = pd.DataFrame({"rep_id": ["R1", ""], "quota": [12, 12], "actual": [sold, 500], "due": [1_000, 500]})
    graded = [
        SimpleNamespace(facts=SimpleNamespace(period=SimpleNamespace(name=name))) for name in ("2027-01", "2027-02")
    ]
    results = {
        "score": SimpleNamespace(graded=graded),
        "track": SimpleNamespace(as_of=date(2027, 2, 28)),
    }
    return report({"Scorecard": pd.concat([card, before]), "Tracking": year}, results, language=language)


def test_the_year_so_far_is_told_of_reps_with_a_quota() -> None:
    def told(language: str = "en", sold: int = 800) -> str:
        return messages.written(scored([1], sold=sold, language=language), ["track"]).text.splitlines()[0]

    assert told() == "Reps with a quota have sold 8 USD in 2027 up to 2027-02-28: 80 % of the 10 USD due by then."
    assert told("zh-Hans") == "2027 年截至 2027-02-28，有配额的销售代表共销售 8 CNY，为应完成额 10 CNY 的 80%。"
    assert told("zh-Hant") == "2027 年截至 2027-02-28，有配額的業務代表共銷售 8 TWD，為應完成額 10 TWD 的 80%。"
    assert told(sold=0) == "No problems were found."


@pytest.mark.parametrize(
    ("ranks", "told"),
    [
        ([2, 1, None], "2 of 3 reps are ranked; first is Rep 1."),
        ([None, 1, None], "1 of 3 reps is ranked; first is Rep 1."),
        ([1], "1 rep is ranked; first is Rep 0."),
        ([1, 1, 3], "3 of 3 reps are ranked; first are Rep 0, Rep 1."),
        ([1, 1, 1, 1], "4 of 4 reps are ranked; first are Rep 0, Rep 1, Rep 2 and 1 more."),
        ([None], "no rep is ranked."),
        ([None, None], "no rep is ranked."),
    ],
)
def test_scores_are_told_with_who_is_first(ranks: Sequence[int | None], told: str) -> None:
    assert messages.written(scored(ranks), ["score"]).text.splitlines()[0] == f"2027-02 is scored: {told}"


def test_without_reps_to_score_they_are_asked_for() -> None:
    def told(language: str) -> str:
        none = scored([], language=language)
        none.opened.add(SALES_PLAN.table("Reps"))
        return messages.written(none, ["score"]).text.splitlines()[0]

    assert told("en") == "There are no reps to score for 2027-02: fill in the sheet “Reps”."
    assert told("zh-Hans") == "2027-02 没有可评分的销售代表：请填写“销售代表”表。"
    assert told("zh-Hant") == "2027-02 沒有可評分的業務代表：請填寫「業務代表」表。"


def scenarios(language: str = "en") -> OpenedPlan:
    return OpenedPlan(TEMPLATES / f"quota_scenarios.{language}.xlsx", SCENARIO_BOOK, (SCENARIOS, FINDINGS))


def compared(states: Sequence[str], language: str = "en", findings: Sequence[Finding] = ()) -> str:
    """Tell of a comparison: a scenario each state, the n-th of which asks for n × 100; why the n-th failed is ``bad n``."""
    finals = [500_000, *(100_00 * n if state == "computed" else None for n, state in enumerate(states, 1))]
    frame = pd.DataFrame(
        {
            "scenario": ["Plan", *(f"Try {n}" for n in range(1, len(states) + 1))],
            "state": ["computed", *states],
            "company_final": pd.array(finals, dtype="Int64"),
            "notes": ["", *(f"bad {n}." if state == "failed" else "" for n, state in enumerate(states, 1))],
        }
    )
    done = Report(scenarios(language), {"Results": frame}, list(findings), [], None, {"scenario": None})
    return messages.written(done, ["scenario"]).text


def test_scenarios_are_told_from_the_least_to_the_most() -> None:
    there = "The results are in quota_scenarios.en.xlsx."
    assert compared(["computed", "failed", "computed"]).splitlines()[0] == (
        "2 scenarios are compared with the plan, which asks for 5,000 USD: they ask for 100 USD to 300 USD. "
        f"{there} Not computed: Try 2. What is wrong with “Try 2”: bad 2."
    )
    assert compared(["computed"]).startswith(
        f"1 scenario is compared with the plan, which asks for 5,000 USD: it asks for 100 USD. {there}\n"
    )


def test_scenarios_that_failed_are_told_with_what_is_wrong_with_the_first() -> None:
    assert compared(["failed", "failed"]).splitlines()[0] == (
        "No scenario could be compared with the plan, which asks for 5,000 USD. "
        "The results are in quota_scenarios.en.xlsx. Not computed: Try 1, Try 2. What is wrong with “Try 1”: bad 1."
    )
    assert "未能计算：Try 1、Try 2、Try 3等 5 个。“Try 1”的问题：bad 1。" in compared(["failed"] * 5, "zh-Hans")
    assert "未能計算：Try 1。「Try 1」的問題：bad 1。" in compared(["failed"], "zh-Hant")


def test_without_scenarios_they_are_asked_for() -> None:
    assert compared([]).splitlines()[0] == "There are no scenarios yet: fill in the sheet “Scenarios”."
    assert compared([], "zh-Hans").splitlines()[0] == "还没有方案：请填写“方案”表。"
    assert compared([], "zh-Hant").splitlines()[0] == "還沒有方案：請填寫「方案」表。"


def test_findings_of_a_comparison_are_told_with_their_workbook() -> None:
    """The plan that is open beside it has sheets of the same names."""
    assert compared(["computed"], findings=[ODD.at(), ODD.at()]).endswith(
        "\n\n2 warnings are on the sheet “Findings” of quota_scenarios.en.xlsx."
    )
    assert compared(["computed"], "zh-Hans", [ODD.at()]).endswith(
        "\n\nquota_scenarios.zh-Hans.xlsx 的“问题”表中有 1 条警告。"
    )
    assert compared(["computed"], "zh-Hant", [ODD.at()]).endswith(
        "\n\nquota_scenarios.zh-Hant.xlsx 的「問題」表中有 1 條警告。"
    )
    book = scenarios()
    wrong = WRONG.at(name="R").placed(workbook=book.path.name, sheet="Settings", cell="B6")
    said = messages.stopped(book, [wrong]).text
    assert "1 error is on the sheet “Findings” of quota_scenarios.en.xlsx." in said
    assert "The first, in quota_scenarios.en.xlsx on the sheet “Settings” in cell B6: owner" in said


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
    assert told("other.xlsx", "Reps", "").startswith("The first, in other.xlsx on the sheet “Reps”: ")
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
    assert messages.explanation(["Ana: quota 10", "  +1,000.00  Growth"], plan, CURRENT).text == (
        "Ana: quota 10\n+1,000.00 Growth"
    )
    long = messages.explanation(LONG, plan, CURRENT).text
    assert len(long) <= MOST
    assert long.endswith("\n… the sheet “Bridge” has all of it.")
    assert set(long.replace("\n", " ").removesuffix(" … the sheet “Bridge” has all of it.").split()) <= {
        "12,345,678.90",
        "Last",
        "year",
    }


def test_a_quota_that_the_sheet_does_not_have_yet_is_told() -> None:
    plan, told = opened(), "On the sheet “Quota” this quota is still 220,000.00: split quotas to bring it up to date."
    said = messages.explanation(["Bo: quota 160,000.00"], plan, STALE).text
    assert said == f"Bo: quota 160,000.00\n\n{told}"
    long = messages.explanation(LONG, plan, STALE).text
    assert len(long) <= MOST
    assert long.endswith(f"…\n\n{told}")
    assert "Bridge" not in long


def test_a_quota_that_is_not_on_the_sheet_at_all_is_told() -> None:
    def told(language: str, quota: int | None) -> str:
        on_sheet = replace(STALE, quota=quota)
        return messages.explanation(["Bo"], opened(language), on_sheet).text.splitlines()[-1]

    assert told("en", None) == "This quota is not on the sheet “Quota” yet: split quotas to write it there."
    assert told("zh-Hans", None) == "“Quota”表中还没有此配额：请分解配额以写入。"
    assert told("zh-Hant", 5) == "「Quota」表中此配額仍為 0.05：請重新分解配額以更新。"


def test_a_bridge_that_is_out_of_date_is_not_said_to_have_all_of_it() -> None:
    """As after an override for the rep, which is the quota on the sheet at once."""
    long = messages.explanation(LONG, opened(), replace(CURRENT, has_steps=False)).text
    assert long.endswith("…")
    assert "sheet" not in long


def test_the_other_workbook_is_asked_for() -> None:
    assert "their plan is not open" in messages.not_paired([], "en", lacks_plan=True).text
    assert "its scenarios are not open" in messages.not_paired([], "en", lacks_plan=False).text
    assert (
        "符合条件的工作簿：a.xlsx、b.xlsx。"
        in messages.not_paired(["a.xlsx", "b.xlsx"], "zh-Hans", lacks_plan=True).text
    )


def test_every_message_is_short_enough_for_a_box() -> None:
    plan, name = opened(), "R" * 3_000
    wrong = WRONG.at(name=name)
    for said in (
        messages.no_quota(name, "en"),
        messages.not_paired([f"{'销售计划' * 12}_{n}.xlsx" for n in range(30)], "zh-Hans", lacks_plan=True),
        messages.refused(WorkbookError("plan.xlsx", name, "")),
        messages.stopped(plan, [wrong]),
        messages.checked(plan, [wrong]),
        messages.written(report({}, {}, [wrong]), []),
        messages.explanation([name], plan, CURRENT),
        messages.explanation([name], plan, STALE),
        *(said(language) for said in (messages.no_rep, messages.desktop_only) for language in LANGUAGES),
    ):
        assert 0 < len(said.text) < EXCELS_OWN_END


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
