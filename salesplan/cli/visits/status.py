"""``salesplan visits status``: planned against made, overdue, uncovered, and what to follow up."""

from typing import Unpack

import click

from salesplan.cli import options


@click.command("status")
@options.workbook
@click.option(
    "--period", default=None, help="Of which period: 2027, 2027-Q1, 2027-03 or 2027-W14; else the year so far."
)
@options.planning
def status(book: options.Source, period: str | None, **asked: Unpack[options.Planning]) -> None:
    """Hold the visits in BOOK against the cadence, rep by rep, and list what to follow up."""
    from salesplan.cli.running import run_and_show

    run_and_show("visits status", book, ["visits"], period=period, **asked)
