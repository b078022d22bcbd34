"""``salesplan run``: every planning function, in order."""

from typing import Unpack

import click

from salesplan.cli import options


@click.command("run")
@options.workbook
@options.planning
def command(book: options.Source, **asked: Unpack[options.Planning]) -> None:
    """Run all planning functions on BOOK, in order, and write their results back."""
    from salesplan.bindings import BINDINGS
    from salesplan.cli.running import run_and_show

    names = [binding.name for binding in BINDINGS]
    run_and_show("run", book, names, where_due=True, **asked)
