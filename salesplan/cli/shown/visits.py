"""What the terminal shows of visits: planned against made by rep, and what to follow up."""

from typing import TYPE_CHECKING

import click

from salesplan.cli.render import table_lines
from salesplan.tables.visit_status import FOLLOW_UP_KINDS, FOLLOW_UPS, VISIT_STATUS
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.cli.shown import Done

_SHOWN = (
    "rep_id",
    "rep",
    "customers",
    "planned",
    "made",
    "kept",
    "adherence",
    "covered",
    "overdue",
    "orders",
    "strike_rate",
    "strike_rate_planned",
    "visits_a_day",
    "workload",
)
_MOST_FOLLOW_UPS = 20
_PERIOD = Words(
    "visits from {first} to {last}: {made:,} made, {planned:,} planned, adherence {adherence}, strike rate {strike}; "
    "{overdue:,} customers overdue",
    "{first} 至 {last} 的拜访：实际 {made:,} 次，计划 {planned:,} 次，计划完成率 {adherence}，成单率 {strike}；逾期客户 {overdue:,} 个",
    "{first} 至 {last} 的拜訪：實際 {made:,} 次，計畫 {planned:,} 次，計畫完成率 {adherence}，成單率 {strike}；逾期客戶 {overdue:,} 個",
)
_TO_DO = Words("to follow up: {counts}", "待跟进：{counts}", "待跟進：{counts}")
_MORE = Words(
    "… and {count:,} more on the sheet {sheet}",
    "……其余 {count:,} 项见“{sheet}”表",
    "……其餘 {count:,} 項見「{sheet}」表",
)


def show(done: "Done") -> None:
    """Print the status by rep, and the list of what to follow up, the most pressing first."""
    opened = done.opened
    status, to_do = done.frames[VISIT_STATUS.name], done.frames[FOLLOW_UPS.name]
    _, used = done.results["visits"]
    for line in table_lines(VISIT_STATUS, status, _SHOWN, opened.currency, opened.language):
        click.echo(line)
    sums = {key: int(status[key].sum()) for key in ("made", "planned", "kept", "orders", "overdue")}
    rates = {"adherence": _rate(sums["kept"], sums["planned"]), "strike": _rate(sums["orders"], sums["made"])}
    click.echo(_PERIOD.said(opened.language).format(first=used.first, last=used.last, **rates, **sums))
    if not len(to_do):
        return
    counts = to_do["kind"].value_counts()
    listed = [
        f"{kind.label.said(opened.language)} {counts[kind.key]:,}" for kind in FOLLOW_UP_KINDS if kind.key in counts
    ]
    click.echo(_TO_DO.said(opened.language).format(counts=", ".join(listed)))
    keys = ("kind", "due", "days", "rep", "customer", "contact", "words")
    first = to_do.head(_MOST_FOLLOW_UPS)
    for line in table_lines(FOLLOW_UPS, first, keys, opened.currency, opened.language):
        click.echo(line)
    if len(to_do) > len(first):
        sheet = next(sheet.name for sheet in opened.plan.sheets if sheet.table is FOLLOW_UPS)
        click.echo(_MORE.said(opened.language).format(count=len(to_do) - len(first), sheet=sheet.said(opened.language)))


def _rate(part: int, whole: int) -> str:
    """Write a share of the whole company."""
    return f"{part / whole:.1%}" if whole else "–"
