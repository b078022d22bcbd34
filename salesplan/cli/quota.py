"""``salesplan quota``: quotas from last year plus growth, split to every level, written back."""

from typing import Unpack

import click

from salesplan.cli import options


@click.command("quota")
@options.workbook
@options.planning
def command(book: options.Source, **asked: Unpack[options.Planning]) -> None:
    """Compute quotas and write them back into BOOK.

    Last year's sales grow by market growth and the adjustments of their segments; the company's target is split
    to region, team, rep and month. Overrides hold, their siblings take the difference, and each quota is explained
    on the Bridge sheet.
    """
    from salesplan.cli.running import run_and_show

    run_and_show("quota", book, ["quota"], **asked)
