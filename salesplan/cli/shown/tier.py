"""What the terminal shows of tiers: who is in them, what they buy, who moved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from salesplan.cli.render import amount, table_lines
from salesplan.tables.customers import LIFECYCLES, MOVES_OF_TIER
from salesplan.tables.lifecycle import LIFECYCLE
from salesplan.tables.model import Choice
from salesplan.tables.tiers import PROSPECT_ROWS, TIERS
from salesplan.words import Words

if TYPE_CHECKING:
    import pandas as pd

    from salesplan.cli.shown import Done

_BEST = Words(
    "{tier}: {count:,} of {all:,} customers ({part:.1%}) bring {share:.1%} of {amount}",
    "{tier} 级：{all:,} 个客户中的 {count:,} 个（{part:.1%}）贡献 {amount} 的 {share:.1%}",
    "{tier} 級：{all:,} 個客戶中的 {count:,} 個（{part:.1%}）貢獻 {amount} 的 {share:.1%}",
)
_MOVED = Words("moved since the last evaluation: {moves}", "与上次评定相比：{moves}", "與上次評定相比：{moves}")
_STAGES = Words("lifecycle: {stages}", "生命周期：{stages}", "生命週期：{stages}")


def show(done: "Done") -> None:
    """Print the tiers, the share of the best, the moves and the stages of customers' lives."""
    opened = done.opened
    tiers, customers = done.results["tier"].tiers, done.frames["Customers"]
    keys = ("tier", "customers", "customers_share", "amount", "amount_share", "visits_a_year", "visits")
    for line in table_lines(TIERS, tiers, keys, opened.currency, opened.language):
        click.echo(line)
    best = tiers[~tiers["tier"].isin(PROSPECT_ROWS)].head(1)
    if best["amount_share"].notna().any():
        click.echo(_best(done, best.iloc[0]))
    language = opened.language
    lifecycle = done.frames[LIFECYCLE.name]
    stages = dict(zip(lifecycle["stage"], lifecycle["customers"], strict=True))
    click.echo(_STAGES.said(language).format(stages=_counted(LIFECYCLES, stages, language)))
    moves = {str(move): int(count) for move, count in customers["move"].value_counts().items()}
    listed = [choice for choice in MOVES_OF_TIER if choice.key in {"up", "down", "held"}]
    if moves.get("new", 0) < len(customers):
        click.echo(_MOVED.said(language).format(moves=_counted(listed, moves, language)))


def _best(done: "Done", tier: "pd.Series[int]") -> str:
    """Say in a sentence what the best tier brings."""
    opened = done.opened
    amounts = done.frames["Customers"]["amount"].fillna(0)
    total = int(amounts[amounts > 0].sum()) / opened.currency.minor
    return _BEST.said(opened.language).format(
        tier=tier["tier"],
        count=int(tier["customers"]),
        all=len(done.frames["Customers"]),
        part=float(tier["customers_share"]),
        share=float(tier["amount_share"]),
        amount=amount(total, opened.currency.decimals),
    )


def _counted(choices: Sequence[Choice], counts: dict[str, int], language: str) -> str:
    """List how many there are of each choice."""
    return ", ".join(f"{choice.label.said(language)} {counts.get(choice.key, 0):,}" for choice in choices)
