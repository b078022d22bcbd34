"""``salesplan visits``: visit logs handed out and collected, planned against made."""

import click

from salesplan.cli.group import Commands
from salesplan.cli.visits.collect import collect
from salesplan.cli.visits.issue import issue
from salesplan.cli.visits.status import status


@click.group("visits", cls=Commands)
def command() -> None:
    """Hand out visit logs, collect them, and see planned against made.

    Each rep gets a workbook of their own customers with due dates, fills in visits and calls, and sends it back.
    """


for each in (issue, collect, status):
    command.add_command(each)
