"""``salesplan score``: a scorecard a rep, and where the year stands, written back."""

from typing import Unpack

import click

from salesplan.cli import options


@click.command("score")
@options.workbook
@click.option(
    "--period",
    default=None,
    help="Score this month, quarter, week or year: 2027-03, 2027-Q1, 2027-W14, 2027. By default the last month that is over.",
)
@click.option("--since", default=None, metavar="PERIOD", help="Score every period of that kind from this one on.")
@options.planning
def command(book: options.Source, period: str | None, since: str | None, **asked: Unpack[options.Planning]) -> None:
    """Score the reps of BOOK in a period, rank them, say what their figures ask for and what they earned.

    The measures, their weights and targets are on the sheet KPIs, ratings on Ratings, bands of incentives on Rates.
    Earlier periods stay on the Scorecard; scoring one again replaces it. Tracking shows the year so far against the
    season, and what every remaining month has to bring.
    """
    from salesplan.bindings.score import LAST
    from salesplan.cli.running import run_and_show

    run_and_show(
        "score", book, ["track", "score"], views=["score", "track"], period=period or LAST, since=since, **asked
    )
