"""What the terminal shows of scorecards: the ranking, who stands out, what is asked for, what hangs on the weights."""

from typing import TYPE_CHECKING

import click

from salesplan.cli.render import amount, table_lines
from salesplan.planning.names import titled
from salesplan.tables.incentives import PAYOUTS
from salesplan.tables.scorecard import DIAGNOSES, RANK_SENSITIVITY, RECOGNITIONS, SCORECARD
from salesplan.words import Words

if TYPE_CHECKING:
    import pandas as pd

    from salesplan.cli.shown import Done

_SHOWN = (
    "rank",
    "rep_id",
    "rep",
    "total",
    "grade",
    "change",
    "revenue",
    "variance",
    "target_attainment_actual",
    "diagnosis",
    "recognition",
)
_MOST_REPS = 30
_PERIOD = Words(
    "{period}, measured to {day}: {ranked:,} of {count:,} reps ranked",
    "{period}，统计至 {day}：{count:,} 人中 {ranked:,} 人有排名",
    "{period}，統計至 {day}：{count:,} 人中 {ranked:,} 人有排名",
)
_PERIODS = Words(
    "periods scored: {count:,}, from {first}; this is the last",
    "共评分 {count:,} 个期间，自 {first} 起；以下为最后一期",
    "共評分 {count:,} 個期間，自 {first} 起；以下為最後一期",
)
_MORE = Words(
    "… and {count:,} more on the Scorecard", "……其余 {count:,} 人见“记分卡”", "……其餘 {count:,} 人見「計分卡」"
)
_HOLDS = Words(
    "no single weight, moved by 5 points, changes first place",
    "任一权重增减 5 分，第一名均不变",
    "任一權重增減 5 分，第一名均不變",
)
_CHANGES = Words(
    "first place depends on the weights: {changes}",
    "第一名取决于权重：{changes}",
    "第一名取決於權重：{changes}",
)
_PAID = Words(
    "payout: {payout} to {count:,} reps", "应发奖金：{count:,} 人，共 {payout}", "應發獎金：{count:,} 人，共 {payout}"
)


def show(done: "Done") -> None:
    """Print the ranking of the period, and what stands out in it."""
    opened, scored = done.opened, done.results["score"]
    language = opened.language
    if SCORECARD.name not in done.frames:
        return
    period = scored.graded[-1].facts.period.name
    if len(scored.graded) > 1:
        first = scored.graded[0].facts.period.name
        click.echo(_PERIODS.said(language).format(count=len(scored.graded), first=first))
    card = done.frames[SCORECARD.name]
    card = card[card["period"] == period].sort_values(["rank", "rep_id"], na_position="last")
    for line in table_lines(SCORECARD, card.head(_MOST_REPS), _SHOWN, opened.currency, language) if len(card) else []:
        click.echo(line)
    if len(card) > _MOST_REPS:
        click.echo(_MORE.said(language).format(count=len(card) - _MOST_REPS))
    day = scored.graded[-1].facts.measured_to.isoformat()
    ranked = int(card["rank"].notna().sum())
    click.echo(_PERIOD.said(language).format(period=period, day=day, ranked=ranked, count=len(card)))
    for line in _standing_out(card, language):
        click.echo(line)
    if ranked:
        click.echo(_weights(done.frames[RANK_SENSITIVITY.name], language))
    paid = done.frames[PAYOUTS.name]
    paid = paid[(paid["period"] == period) & (paid["payout"] > 0)]
    if len(paid):
        total = int(paid["payout"].sum()) / opened.currency.minor
        click.echo(_PAID.said(language).format(payout=amount(total, opened.currency.decimals), count=len(paid)))


def _standing_out(card: "pd.DataFrame", language: str) -> list[str]:
    """Name who is recognised, and count what the figures of the others ask for."""
    lines = []
    for kind in RECOGNITIONS:
        found = card[card["recognition"] == kind.key]
        names = [titled(rep, rep_id) for rep, rep_id in zip(found["rep"], found["rep_id"], strict=True)]
        if names:
            lines.append(f"{kind.label.said(language)}: {', '.join(names)}")
    counts = card["diagnosis"].value_counts()
    asked = [f"{kind.label.said(language)} {counts[kind.key]:,}" for kind in DIAGNOSES if kind.key in counts]
    return [*lines, f"{SCORECARD['diagnosis'].label.said(language)}: {', '.join(asked)}"] if asked else lines


def _weights(moved: "pd.DataFrame", language: str) -> str:
    """Say whether first place hangs on a weight."""
    changing = moved[moved["top_changes"] == "yes"]
    if not len(changing):
        return _HOLDS.said(language)
    changes = "; ".join(
        f"{label} {points:+g} → {top}"
        for label, points, top in zip(changing["label"], changing["moved"], changing["top"], strict=True)
    )
    return _CHANGES.said(language).format(changes=changes)
