"""What a message box says: what was done, what is to be put right, or why nothing could be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from salesplan.errors import SalesplanError
from salesplan.excel.sentences import plain, sentence, sheet_of
from salesplan.findings import Finding, Severity, errors
from salesplan.host.opened import OpenedPlan
from salesplan.host.run import Report
from salesplan.planning.wording import amount_text
from salesplan.tables.journal import FINDINGS
from salesplan.tables.quota import BRIDGE, QUOTA
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.words import ENGLISH, Words

MOST: Final = 1_000
"""The most characters of a message: Excel's own boxes end at 1,024."""

_LONGEST: Final = 80
"""The most letters that a word or a number is taken to have."""

_PARAGRAPH: Final = "\n\n"
_COMMA: Final = Words(", ", "、", "、")
_LAST: Final = Words(" and ", "、", "、")
_CUT: Final = Words("…", "……", "……")

_ONE: Final = {
    Severity.ERROR: Words("1 error", "1 个错误", "1 個錯誤"),
    Severity.WARNING: Words("1 warning", "1 条警告", "1 條警告"),
    Severity.INFO: Words("1 note", "1 条提示", "1 條提示"),
}
_MANY: Final = {
    Severity.ERROR: Words("{count:,} errors", "{count:,} 个错误", "{count:,} 個錯誤"),
    Severity.WARNING: Words("{count:,} warnings", "{count:,} 条警告", "{count:,} 條警告"),
    Severity.INFO: Words("{count:,} notes", "{count:,} 条提示", "{count:,} 條提示"),
}
_IS_LISTED: Final = Words(
    "{found} is on the sheet “{sheet}”.", "“{sheet}”表中有 {found}。", "「{sheet}」表中有 {found}。"
)
_ARE_LISTED: Final = Words(
    "{found} are on the sheet “{sheet}”.", "“{sheet}”表中有 {found}。", "「{sheet}」表中有 {found}。"
)
_IS_LISTED_IN: Final = Words(
    "{found} is on the sheet “{sheet}” of {workbook}.",
    "{workbook} 的“{sheet}”表中有 {found}。",
    "{workbook} 的「{sheet}」表中有 {found}。",
)
_ARE_LISTED_IN: Final = Words(
    "{found} are on the sheet “{sheet}” of {workbook}.",
    "{workbook} 的“{sheet}”表中有 {found}。",
    "{workbook} 的「{sheet}」表中有 {found}。",
)
_NOT_LISTED: Final = Words(
    "Found: {found}. This workbook has no table {table} to list them in.",
    "发现 {found}。本工作簿没有可列出它们的表 {table}。",
    "發現 {found}。本活頁簿沒有可列出它們的表 {table}。",
)
_BY_HAND: Final = Words(
    "Excel is set to calculate by hand: press F9 to see the new totals.",
    "Excel 设为手动计算：请按 F9 更新合计。",
    "Excel 設為手動計算：請按 F9 更新合計。",
)
_CLEAN: Final = Words("No problems were found.", "未发现问题。", "未發現問題。")
_STOPPED: Final = Words(
    "Nothing was computed: {found} must be put right first.",
    "未进行计算：请先改正 {found}。",
    "未進行計算：請先改正 {found}。",
)
_NOT_COMPUTED: Final = Words(
    "Nothing could be computed: the settings are not filled in.",
    "无法计算：“设置”尚未填写完整。",
    "無法計算：「設定」尚未填寫完整。",
)
_WRONG: Final = Words(
    "The plan cannot be computed yet: {found} must be put right first.",
    "计划暂时无法计算：请先改正 {found}。",
    "計畫暫時無法計算：請先改正 {found}。",
)
_RIGHT: Final = Words("No errors: the plan can be computed.", "没有错误，可以计算计划。", "沒有錯誤，可以計算計畫。")
_FIRST: Final = Words("The first{place}: {message}.", "第一个{place}：{message}。", "第一個{place}：{message}。")
_FIX: Final = Words("What to do: {fix}.", "处理方法：{fix}。", "處理方法：{fix}。")
_ON_SHEET: Final = Words(", on the sheet “{sheet}”{cell}", "（“{sheet}”表{cell}）", "（「{sheet}」表{cell}）")
_IN_BOOK: Final = Words(
    ", in {workbook} on the sheet “{sheet}”{cell}",
    "（{workbook}，“{sheet}”表{cell}）",
    "（{workbook}，「{sheet}」表{cell}）",
)
_IN_CELL: Final = Words(" in cell {cell}", " {cell} 单元格", " {cell} 儲存格")
_REFUSED: Final = Words(
    "salesplan could not do this:\n\n{problem}",
    "salesplan 未能完成：\n\n{problem}",
    "salesplan 未能完成：\n\n{problem}",
)
_NO_REP: Final = Words(
    "Select a cell in a rep's row first, on the sheet of the quotas for example; then ask for the explanation again.",
    "请先选中某位销售代表所在行的单元格（例如在配额表中），然后再次查看说明。",
    "請先選取某位業務代表所在列的儲存格（例如在配額表中），然後再次查看說明。",
)
_NO_QUOTA: Final = Words(
    "{rep} has no quota in this plan: nobody of this id is active in the plan year.",
    "{rep} 在本计划中没有配额：计划年度内没有该编号的在职销售代表。",
    "{rep} 在本計畫中沒有配額：計畫年度內沒有該編號的在職業務代表。",
)
_STILL: Final = Words(
    "On the sheet “{sheet}” this quota is still {quota}: split quotas to bring it up to date.",
    "“{sheet}”表中此配额仍为 {quota}：请重新分解配额以更新。",
    "「{sheet}」表中此配額仍為 {quota}：請重新分解配額以更新。",
)
_NOT_YET: Final = Words(
    "This quota is not on the sheet “{sheet}” yet: split quotas to write it there.",
    "“{sheet}”表中还没有此配额：请分解配额以写入。",
    "「{sheet}」表中還沒有此配額：請分解配額以寫入。",
)
_ALL_OF_IT: Final = Words(
    "… the sheet “{sheet}” has all of it.", "……完整内容见“{sheet}”表。", "……完整內容見「{sheet}」表。"
)
_OPEN_PLAN: Final = Words(
    "These are scenarios; their plan is not open. Open the workbook of the plan (sales_plan.xlsx, for example) beside this "
    "one, and run it again.",
    "这是方案工作簿，但对应的计划没有打开。请同时打开计划工作簿（例如 sales_plan.xlsx），然后重试。",
    "這是方案活頁簿，但對應的計畫沒有開啟。請同時開啟計畫活頁簿（例如 sales_plan.xlsx），然後重試。",
)
_OPEN_SCENARIOS: Final = Words(
    "This is a plan; its scenarios are not open. Open their workbook (quota_scenarios.xlsx, for example) beside this one, "
    "and run it again.",
    "这是计划工作簿，但方案工作簿没有打开。请同时打开方案工作簿（例如 quota_scenarios.xlsx），然后重试。",
    "這是計畫活頁簿，但方案活頁簿沒有開啟。請同時開啟方案活頁簿（例如 quota_scenarios.xlsx），然後重試。",
)
_DESKTOP_ONLY: Final = Words(
    "Scenarios are compared in Excel for Windows or Mac only: here one workbook is seen, and it takes two, the plan and "
    "its scenarios. Open both there, and run it again.",
    "方案比较仅适用于 Windows 或 Mac 版 Excel：比较需要计划和方案两个工作簿，而此处只能看到一个。请在其中同时打开两者，然后重试。",
    "方案比較僅適用於 Windows 或 Mac 版 Excel：比較需要計畫和方案兩個活頁簿，而此處只能看到一個。請在其中同時開啟兩者，然後重試。",
)
_SEVERAL: Final = Words(
    "Several workbooks that would fit are open: {names}. Close all but the one that is meant, and run it again.",
    "打开了多个符合条件的工作簿：{names}。请只保留需要的一个，然后重试。",
    "開啟了多個符合條件的活頁簿：{names}。請只保留需要的一個，然後重試。",
)


@dataclass(frozen=True, slots=True)
class Message:
    """What a message box says.

    Attributes
    ----------
    text
        At most `MOST` characters.
    is_critical
        Whether the user has something to put right before it works.
    workbook, sheet
        The sheet to show behind the box; "" to stay where the user is.
    """

    text: str
    is_critical: bool = False
    workbook: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class OnSheet:
    """What the sheets have of a quota that was computed to explain it, and not written.

    Attributes
    ----------
    quota
        The one on the sheet, minor units; None where the rep has none there.
    is_current
        Whether it is the quota that is explained.
    has_steps
        Whether the sheet of the bridge has the steps that are explained.
    """

    quota: int | None
    is_current: bool
    has_steps: bool


def written(report: Report, names: Sequence[str]) -> Message:
    """Say what planning functions wrote, and that there are findings beside it.

    Parameters
    ----------
    report
        What came of a run that wrote its results.
    names
        The bindings that are told of.
    """
    opened, language = report.opened, report.opened.language
    told = "\n".join(said for name in names if (said := sentence(name, report)))
    by_hand = [] if opened.reader.calculates else [_BY_HAND.said(language)]
    return _message([told, *by_hand, _listed(report.findings, opened)], language)


def stopped(opened: OpenedPlan, findings: Sequence[Finding]) -> Message:
    """Say that errors in the data stopped the work, how many, and what the first one is."""
    return _to_put_right(_STOPPED, opened, findings)


def checked(opened: OpenedPlan, findings: Sequence[Finding]) -> Message:
    """Say what a check found."""
    if errors(list(findings)):
        return _to_put_right(_WRONG, opened, findings)
    listed = [_RIGHT.said(opened.language), _listed(findings, opened)]
    sheet = _findings_sheet(opened) if findings else ""
    return _message(listed, opened.language, workbook=opened.path.name, sheet=sheet)


def refused(problem: SalesplanError, language: str = ENGLISH) -> Message:
    """Say what kept salesplan from doing what it was asked.

    Examples
    --------
    >>> print(refused(SalesplanError("plan.xlsx: it is protected; unprotect it")).text)
    salesplan could not do this:
    <BLANKLINE>
    plan.xlsx: it is protected; unprotect it
    """
    return _message([_REFUSED.said(language).format(problem=problem)], language, is_critical=True)


def explanation(lines: Sequence[str], opened: OpenedPlan, on_sheet: OnSheet) -> Message:
    """Show why a quota is what it is, a step a line, and say so where the sheet has another quota still."""
    # A box has letters of different widths, in which amounts do not line up.
    text = "\n".join(" ".join(line.split()) for line in lines)
    language, differs = opened.language, _differing(on_sheet, opened)
    ending = _CUT.said(language) + (_PARAGRAPH + differs if differs else "")
    if on_sheet.has_steps and not differs:
        ending = "\n" + _ALL_OF_IT.said(language).format(sheet=sheet_of(BRIDGE, opened))
    return _message([text, differs], language, ending=ending)


def _differing(on_sheet: OnSheet, opened: OpenedPlan) -> str:
    """Say which quota the sheet has still; "" where it is the one that is explained."""
    if on_sheet.is_current:
        return ""
    language, sheet = opened.language, sheet_of(QUOTA, opened)
    if on_sheet.quota is None:
        return _NOT_YET.said(language).format(sheet=sheet)
    return _STILL.said(language).format(sheet=sheet, quota=amount_text(on_sheet.quota, opened.currency.code))


def no_rep(language: str) -> Message:
    """Ask for the row of a rep to be selected."""
    return _message([_NO_REP.said(language)], language, is_critical=True)


def no_quota(rep: str, language: str) -> Message:
    """Say that a rep is none of those who have a quota."""
    return _message([_NO_QUOTA.said(language).format(rep=rep)], language, is_critical=True)


def desktop_only(language: str) -> Message:
    """Say where scenarios can be compared: not where one workbook alone is seen."""
    return _message([_DESKTOP_ONLY.said(language)], language, is_critical=True)


def not_paired(fitting: Sequence[str], language: str, *, lacks_plan: bool) -> Message:
    """Say which other workbook a comparison needs.

    Parameters
    ----------
    fitting
        The names of the open workbooks that could be it: none, or too many.
    language
        In which it is said.
    lacks_plan
        The plan is missing, else its scenarios are.
    """
    said = (_OPEN_PLAN if lacks_plan else _OPEN_SCENARIOS).said(language)
    if fitting:
        said = _SEVERAL.said(language).format(names=_COMMA.said(language).join(fitting))
    return _message([said], language, is_critical=True)


def shortened(text: str, ending: str) -> str:
    """Cut a text that a box cannot show, within no word and no number, and say so at its end.

    Examples
    --------
    >>> shortened("quotas " * 200 + "1,234,567", " …")[-10:], len(shortened("x" * 2_000, "…"))
    ('s quotas …', 1000)
    """
    if len(text) <= MOST:
        return text
    room = MOST - len(ending)
    between = (at for at in range(room, room - _LONGEST, -1) if not _is_within(text[at - 1], text[at]))
    return text[: next(between, room)].rstrip() + ending


def _is_within(before: str, after: str) -> bool:
    """Tell whether two letters belong together: both of a Western word or number."""
    return "!" <= before <= "~" and "!" <= after <= "~"


def _to_put_right(words: Words, opened: OpenedPlan, findings: Sequence[Finding]) -> Message:
    """Say how many errors there are, where they are listed, and what the first one is."""
    language, wrong = opened.language, errors(list(findings))
    said = words.said(language).format(found=_counted(wrong, language)) if wrong else _NOT_COMPUTED.said(language)
    parts = [said, _listed(findings, opened)]
    if wrong:
        parts.append(_told(wrong[0], opened))
    return _message(parts, language, is_critical=True, workbook=opened.path.name, sheet=_findings_sheet(opened))


def _told(finding: Finding, opened: OpenedPlan) -> str:
    """Tell one finding: where, what, and what to do."""
    language = opened.language
    first = _FIRST.said(language).format(place=_place(finding, opened), message=plain(finding.message(language)))
    fix = plain(finding.fix(language))
    return first + ("\n" + _FIX.said(language).format(fix=fix) if fix else "")


def _place(finding: Finding, opened: OpenedPlan) -> str:
    if not finding.sheet:
        return ""
    language, workbook = opened.language, finding.workbook or opened.path.name
    words = _IN_BOOK if workbook != opened.path.name or _is_beside_its_plan(opened) else _ON_SHEET
    cell = _IN_CELL.said(language).format(cell=finding.cell) if finding.cell else ""
    return words.said(language).format(workbook=workbook, sheet=finding.sheet, cell=cell)


def _is_beside_its_plan(opened: OpenedPlan) -> bool:
    """Tell whether a plan is open too, which has sheets of the same names: scenarios are compared with one."""
    return opened.plan is SCENARIO_BOOK


def _listed(findings: Sequence[Finding], opened: OpenedPlan) -> str:
    """Say how many findings there are, and where they are listed."""
    language = opened.language
    if not findings:
        return _CLEAN.said(language)
    found, sheet = _counted(findings, language), _findings_sheet(opened)
    if not sheet:
        return _NOT_LISTED.said(language).format(found=found, table=FINDINGS.name)
    one, many = (_IS_LISTED_IN, _ARE_LISTED_IN) if _is_beside_its_plan(opened) else (_IS_LISTED, _ARE_LISTED)
    words = one if len(findings) == 1 else many
    return words.said(language).format(found=found, sheet=sheet, workbook=opened.path.name)


def _counted(findings: Sequence[Finding], language: str) -> str:
    """Count findings by severity: ``2 errors, 1 warning and 3 notes``."""
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in Severity}
    *most, last = [
        (_ONE if count == 1 else _MANY)[severity].said(language).format(count=count)
        for severity, count in counts.items()
        if count
    ]
    return _LAST.said(language).join([_COMMA.said(language).join(most), last] if most else [last])


def _findings_sheet(opened: OpenedPlan) -> str:
    """Give the sheet that lists findings; "" where there is none."""
    return opened.found[FINDINGS.name].info.sheet if FINDINGS.name in opened.found else ""


def _message(
    paragraphs: Sequence[str],
    language: str,
    *,
    ending: str = "",
    is_critical: bool = False,
    workbook: str = "",
    sheet: str = "",
) -> Message:
    """Make a message of paragraphs, as much of them as a box can show; ``ending`` stands for what it cannot."""
    text = _PARAGRAPH.join(part for part in paragraphs if part)
    return Message(shortened(text, ending or _CUT.said(language)), is_critical, workbook, sheet)
