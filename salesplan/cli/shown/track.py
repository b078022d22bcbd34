"""What the terminal shows of tracking: where the company stands in the year, and who is furthest behind."""

from typing import TYPE_CHECKING

import click

from salesplan.cli.render import amount
from salesplan.planning.names import titled
from salesplan.tables.tracking import TRACKING
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.cli.shown import Done

_YEAR = Words(
    "{year} to {day}: {actual} of {due} due by now ({attainment:.1%}, variance {variance})",
    "{year} 年截至 {day}：应完成 {due}，实际 {actual}（{attainment:.1%}，差额 {variance}）",
    "{year} 年截至 {day}：應完成 {due}，實際 {actual}（{attainment:.1%}，差額 {variance}）",
)
_NEEDED = Words(
    "; still needed by those who have not reached their year: {needed}",
    "；未达成者全年尚需 {needed}",
    "；未達成者全年尚需 {needed}",
)
_BESIDE = Words(
    "sales without a quota, and of no rep: {amount}",
    "无配额或未分配的销售额：{amount}",
    "無配額或未分配的銷售額：{amount}",
)
_BEHIND = Words("furthest behind: {names}", "落后最多：{names}", "落後最多：{names}")
_MOST_NAMES = 3


def show(done: "Done") -> None:
    """Print the company's line, and the names of who is furthest behind."""
    opened = done.opened
    frame = done.frames.get(TRACKING.name)
    day = done.results["track"].as_of
    if frame is None or not frame["quota"].fillna(0).sum():
        return

    def said(minor: int) -> str:
        return amount(minor / opened.currency.minor, opened.currency.decimals)

    planned = frame["quota"].notna() & (frame["rep_id"] != "")
    reps = frame[planned]
    sums = {key: int(reps[key].fillna(0).sum()) for key in ("actual", "due", "variance", "needed")}
    if sums["due"] > 0:
        amounts = {key: said(value) for key, value in sums.items()}
        line = _YEAR.said(opened.language)
        if sums["needed"] and frame["months_left"].fillna(0).any():
            line += _NEEDED.said(opened.language)
        click.echo(line.format(year=day.year, day=day, attainment=sums["actual"] / sums["due"], **amounts))
    if rest := int(frame.loc[~planned, "actual"].fillna(0).sum()):
        click.echo(_BESIDE.said(opened.language).format(amount=said(rest)))
    behind = reps[reps["variance"].fillna(0) < 0].sort_values(["variance", "rep_id"]).head(_MOST_NAMES)
    names = [
        f"{titled(rep, rep_id)} {said(int(variance))}"
        for rep, rep_id, variance in zip(behind["rep"], behind["rep_id"], behind["variance"], strict=True)
    ]
    if names:
        click.echo(_BEHIND.said(opened.language).format(names=", ".join(names)))
