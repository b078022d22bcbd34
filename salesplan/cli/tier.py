"""``salesplan tier``: customers rated, and when to see them, written back."""

from typing import Unpack

import click

from salesplan.cli import options


@click.command("tier")
@options.workbook
@options.planning
def command(book: options.Source, **asked: Unpack[options.Planning]) -> None:
    """Rate the customers of BOOK and write the result back.

    Tiers A, B, C by purchase amount, with staying power; RFM, class, lifecycle, priority; how often to visit each and
    when next. The rules and the cadence are on the sheet Tiers; who moved is on the sheet Moves.
    """
    from salesplan.cli.running import run_and_show

    run_and_show("tier", book, ["tier", "visits"], views=["tier"], **asked)
