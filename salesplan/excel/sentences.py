"""What each planning function did, in a sentence or two of plain words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import pandas as pd

from salesplan.host.opened import OpenedPlan
from salesplan.host.run import Report
from salesplan.planning.names import titled
from salesplan.planning.wording import percent_text, spoken, whole_text
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS
from salesplan.tables.model import Table
from salesplan.tables.quota import QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.tables.scenario_results import RESULTS
from salesplan.tables.scenarios import SCENARIOS
from salesplan.tables.scorecard import SCORECARD
from salesplan.tables.tiers import PROSPECT_ROWS
from salesplan.tables.tracking import TRACKING
from salesplan.tables.visit_status import VISIT_STATUS
from salesplan.words import ENGLISH, Words

_MOST_NAMES: Final = 3
_COMMA: Final = Words(", ", "、", "、")
_AND_MORE: Final = Words(" and {count:,} more", "等 {count:,} 个", "等 {count:,} 個")

_REP: Final = Words("1 rep", "1 名销售代表", "1 名業務代表")
_REPS: Final = Words("{count:,} reps", "{count:,} 名销售代表", "{count:,} 名業務代表")
_QUOTAS: Final = Words(
    "Quotas are written for {reps}: {total} in all{growth}{unassigned}.",
    "已写入 {reps}的配额，合计 {total}{growth}{unassigned}。",
    "已寫入 {reps}的配額，合計 {total}{growth}{unassigned}。",
)
_MORE_THAN: Final = Words(" ({share} over last year)", "（比去年增长 {share}）", "（比去年成長 {share}）")
_LESS_THAN: Final = Words(" ({share} below last year)", "（比去年减少 {share}）", "（比去年減少 {share}）")
_AS_MUCH: Final = Words(" (as much as last year)", "（与去年持平）", "（與去年持平）")
_UNASSIGNED: Final = Words(", {amount} of it unassigned", "，其中未分配 {amount}", "，其中未分配 {amount}")
_TARGET: Final = Words("The company's target is {target}.", "公司目标为 {target}。", "公司目標為 {target}。")
_OVERRIDE: Final = Words("1 override holds.", "1 个调整值生效。", "1 個調整值生效。")
_OVERRIDES: Final = Words("{count:,} overrides hold.", "{count:,} 个调整值生效。", "{count:,} 個調整值生效。")

_NO_CUSTOMERS: Final = Words(
    "There are no customers yet: fill in the sheet “{sheet}”.",
    "还没有客户：请填写“{sheet}”表。",
    "還沒有客戶：請填寫「{sheet}」表。",
)
_RATED: Final = Words(
    "{customers} rated: {tiers}.",
    "已评定 {customers}：{tiers}。",
    "已評定 {customers}：{tiers}。",
)
_CUSTOMER_IS: Final = Words("1 customer is", "1 个客户", "1 個客戶")
_CUSTOMERS_ARE: Final = Words("{count:,} customers are", "{count:,} 个客户", "{count:,} 個客戶")
_PROSPECTS: Final = Words("prospects {count:,}", "潜在客户 {count:,}", "潛在客戶 {count:,}")
_MOVED: Final = Words(
    "{up:,} moved up since the last time, {down:,} down.",
    "与上次相比，{up:,} 个上升，{down:,} 个下降。",
    "與上次相比，{up:,} 個上升，{down:,} 個下降。",
)
_VISITS: Final = Words(
    "Visits from {first} to {last}: {made:,} made, {planned:,} planned; {customers} overdue.",
    "{first} 至 {last} 的拜访：实际 {made:,} 次，计划 {planned:,} 次；{customers}逾期。",
    "{first} 至 {last} 的拜訪：實際 {made:,} 次，計畫 {planned:,} 次；{customers}逾期。",
)
_TRACKED: Final = Words(
    "Reps with a quota have sold {actual} in {day.year} up to {day}: {share} of the {due} due by then.",
    "{day.year} 年截至 {day}，有配额的销售代表共销售 {actual}，为应完成额 {due} 的 {share}。",
    "{day.year} 年截至 {day}，有配額的業務代表共銷售 {actual}，為應完成額 {due} 的 {share}。",
)

_NO_REPS: Final = Words(
    "There are no reps to score for {period}: fill in the sheet “{sheet}”.",
    "{period} 没有可评分的销售代表：请填写“{sheet}”表。",
    "{period} 沒有可評分的業務代表：請填寫「{sheet}」表。",
)
_SCORED: Final = Words(
    "{period} is scored: {ranked}{first}.",
    "已为 {period} 评分：{ranked}{first}。",
    "已為 {period} 評分：{ranked}{first}。",
)
_NONE_RANKED: Final = Words("no rep is ranked", "无人有排名", "無人有排名")
_ALONE_RANKED: Final = Words("1 rep is ranked", "1 人有排名", "1 人有排名")
_ONE_RANKED: Final = Words("1 of {count:,} reps is ranked", "{count:,} 人中 1 人有排名", "{count:,} 人中 1 人有排名")
_RANKED: Final = Words(
    "{ranked:,} of {count:,} reps are ranked",
    "{count:,} 人中 {ranked:,} 人有排名",
    "{count:,} 人中 {ranked:,} 人有排名",
)
_FIRST_IS: Final = Words("; first is {names}", "，第一名：{names}", "，第一名：{names}")
_FIRST_ARE: Final = Words("; first are {names}", "，并列第一：{names}", "，並列第一：{names}")

_COMPARED_ONE: Final = Words(
    "1 scenario is compared with the plan, which asks for {plan}: it asks for {low}.",
    "已将 1 个方案与计划比较：计划配额 {plan}，该方案 {low}。",
    "已將 1 個方案與計畫比較：計畫配額 {plan}，該方案 {low}。",
)
_COMPARED: Final = Words(
    "{count:,} scenarios are compared with the plan, which asks for {plan}: they ask for {low} to {high}.",
    "已将 {count:,} 个方案与计划比较：计划配额 {plan}，各方案为 {low} 至 {high}。",
    "已將 {count:,} 個方案與計畫比較：計畫配額 {plan}，各方案為 {low} 至 {high}。",
)
_NONE_COMPARED: Final = Words(
    "No scenario could be compared with the plan, which asks for {plan}.",
    "没有方案可与计划比较；计划配额为 {plan}。",
    "沒有方案可與計畫比較；計畫配額為 {plan}。",
)
_NO_SCENARIOS: Final = Words(
    "There are no scenarios yet: fill in the sheet “{sheet}”.",
    "还没有方案：请填写“{sheet}”表。",
    "還沒有方案：請填寫「{sheet}」表。",
)
_RESULTS_IN: Final = Words("The results are in {book}.", "结果已写入 {book}。", "結果已寫入 {book}。")
_FAILED: Final = Words("Not computed: {names}.", "未能计算：{names}。", "未能計算：{names}。")
_REASON: Final = Words(
    "What is wrong with “{name}”: {reason}.", "“{name}”的问题：{reason}。", "「{name}」的問題：{reason}。"
)


def sentence(name: str, report: Report) -> str:
    """Say what a planning function did in a run; "" where it gave nothing.

    Parameters
    ----------
    name
        The name of its binding.
    report
        What came of the run, in the language of its workbook.
    """
    return _SENTENCES[name](report) if name in report.results else ""


def money(amount: int, opened: OpenedPlan) -> str:
    """Write minor units in whole units of the workbook's currency, with its code: ``50,000,000 CNY``."""
    return f"{whole_text(amount, opened.currency.code)} {opened.currency.code}"


def sheet_of(table: Table, opened: OpenedPlan) -> str:
    """Name the sheet that a table is on; the table itself where the workbook has no such sheet."""
    return opened.found[table.name].info.sheet if table.name in opened.found else table.name


def plain(text: str) -> str:
    """Give words that become part of a sentence, on one line and without their own full stop."""
    return " ".join(text.split()).rstrip(".。")


def _said(words: Words, report: Report, **facts: object) -> str:
    return words.said(report.opened.language).format(**facts)


def _share(share: float, report: Report) -> str:
    return spoken(percent_text(round(share, 3))).said(report.opened.language)


def _sum(numbers: "pd.Series[int]") -> int:
    return int(numbers.fillna(0).sum())


def _named(names: Sequence[str], report: Report) -> str:
    """List names, very many by the first of them."""
    listed = _said(_COMMA, report).join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    counted = more if report.opened.language == ENGLISH else len(names)
    return listed + _said(_AND_MORE, report, count=counted) if more > 0 else listed


def _quotas(report: Report) -> str:
    if QUOTA.name not in report.frames:
        return ""
    plan, _ = report.results["quota"]
    quota, opened = report.frames[QUOTA.name], report.opened
    has_rep = quota["rep_id"] != ""
    count, total, rest = int(has_rep.sum()), _sum(quota["final"]), _sum(quota.loc[~has_rep, "final"])
    sentences = [
        _said(
            _QUOTAS,
            report,
            reps=_said(_REP if count == 1 else _REPS, report, count=count),
            total=money(total, opened),
            growth=_grown(total, _sum(quota["last_year"]), report),
            unassigned=_said(_UNASSIGNED, report, amount=money(rest, opened)) if rest else "",
        )
    ]
    if total != plan.company.target:
        sentences.append(_said(_TARGET, report, target=money(plan.company.target, opened)))
    tables = (REGION_QUOTA, TEAM_QUOTA, QUOTA)
    if held := sum(int(report.frames[table.name]["override"].notna().sum()) for table in tables):
        sentences.append(_said(_OVERRIDE if held == 1 else _OVERRIDES, report, count=held))
    return _joined(sentences, report)


def _grown(total: int, last_year: int, report: Report) -> str:
    """Say by how much a total is more or less than last year; nothing where last year was nothing."""
    if last_year <= 0:
        return ""
    share = round(total / last_year - 1, 3)
    words = _AS_MUCH if not share else _MORE_THAN if share > 0 else _LESS_THAN
    return _said(words, report, share=_share(abs(share), report))


def _tiers(report: Report) -> str:
    if CUSTOMERS.name not in report.frames:
        return ""
    customers, tiers = report.frames[CUSTOMERS.name], report.results["tier"].tiers
    if customers.empty:
        return _said(_NO_CUSTOMERS, report, sheet=sheet_of(CUSTOMERS, report.opened))
    counts = dict(zip(tiers["tier"], tiers["customers"].fillna(0).astype(int), strict=True))
    listed = [f"{tier} {count:,}" for tier, count in counts.items() if tier not in PROSPECT_ROWS]
    if prospects := sum(count for tier, count in counts.items() if tier in PROSPECT_ROWS):
        listed.append(_said(_PROSPECTS, report, count=prospects))
    tiers_said = _said(_COMMA, report).join(listed)
    sentences = [_said(_RATED, report, customers=_customers(len(customers), report), tiers=tiers_said)]
    up, down = (int((customers["move"] == move).sum()) for move in ("up", "down"))
    if up or down:
        sentences.append(_said(_MOVED, report, up=up, down=down))
    return _joined(sentences, report)


def _customers(count: int, report: Report) -> str:
    return _said(_CUSTOMER_IS if count == 1 else _CUSTOMERS_ARE, report, count=count)


def _visits(report: Report) -> str:
    if VISIT_STATUS.name not in report.frames:
        return ""
    _, used = report.results["visits"]
    status = report.frames[VISIT_STATUS.name]
    made, planned, overdue = (_sum(status[key]) for key in ("made", "planned", "overdue"))
    if not (made or planned or overdue):
        return ""
    facts = {"made": made, "planned": planned, "customers": _customers(overdue, report)}
    return _said(_VISITS, report, first=used.first, last=used.last, **facts)


def _tracked(report: Report) -> str:
    frame = report.frames.get(TRACKING.name)
    if frame is None:
        return ""
    reps = frame[frame["quota"].notna() & (frame["rep_id"] != "")]
    actual, due = _sum(reps["actual"]), _sum(reps["due"])
    if not actual or due <= 0:
        return ""
    day, opened = report.results["track"].as_of, report.opened
    facts = {"actual": money(actual, opened), "due": money(due, opened), "share": _share(actual / due, report)}
    return _said(_TRACKED, report, day=day, **facts)


def _scored(report: Report) -> str:
    if SCORECARD.name not in report.frames:
        return ""
    period = report.results["score"].graded[-1].facts.period.name
    card = report.frames[SCORECARD.name]
    card = card[card["period"] == period]
    if card.empty:
        return _said(_NO_REPS, report, period=period, sheet=sheet_of(REPS, report.opened))
    best = card[card["rank"].fillna(0) == 1]
    names = [titled(rep, rep_id) for rep, rep_id in zip(best["rep"], best["rep_id"], strict=True)]
    first = _said(_FIRST_ARE if len(names) > 1 else _FIRST_IS, report, names=_named(names, report)) if names else ""
    ranked = _ranked(int(card["rank"].notna().sum()), len(card), report)
    return _said(_SCORED, report, period=period, ranked=ranked, first=first)


def _ranked(ranked: int, count: int, report: Report) -> str:
    """Say how many of the reps have a rank."""
    if ranked > 1:
        return _said(_RANKED, report, ranked=ranked, count=count)
    if not ranked:
        return _said(_NONE_RANKED, report)
    return _said(_ALONE_RANKED if count == 1 else _ONE_RANKED, report, count=count)


def _compared(report: Report) -> str:
    if RESULTS.name not in report.frames:
        return ""
    results, opened = report.frames[RESULTS.name], report.opened
    plan, others = results.iloc[0], results.iloc[1:]
    if others.empty:
        return _said(_NO_SCENARIOS, report, sheet=sheet_of(SCENARIOS, opened))
    computed = others.loc[others["state"] == "computed", "company_final"]
    words = (_NONE_COMPARED, _COMPARED_ONE)[len(computed)] if len(computed) < 2 else _COMPARED
    facts = {"plan": money(int(plan["company_final"]), opened)}
    if len(computed):
        facts |= {"low": money(int(computed.min()), opened), "high": money(int(computed.max()), opened)}
    sentences = [_said(words, report, count=len(computed), **facts), _said(_RESULTS_IN, report, book=opened.path.name)]
    return _joined([*sentences, *_failed(others[others["state"] == "failed"], report)], report)


def _failed(failed: pd.DataFrame, report: Report) -> list[str]:
    """Say which scenarios could not be computed, and why the first of them could not."""
    if failed.empty:
        return []
    names = [" ".join(name.split()) for name in failed["scenario"]]
    told = [_said(_FAILED, report, names=_named(names, report))]
    if reason := plain(failed["notes"].iloc[0]):
        told.append(_said(_REASON, report, name=names[0], reason=reason))
    return told


def _joined(sentences: Sequence[str], report: Report) -> str:
    return (" " if report.opened.language == ENGLISH else "").join(sentences)


_SENTENCES: Final[Mapping[str, Callable[[Report], str]]] = {
    "tier": _tiers,
    "quota": _quotas,
    "visits": _visits,
    "track": _tracked,
    "score": _scored,
    "scenario": _compared,
}
