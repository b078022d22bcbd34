"""What the commands that run planning functions share."""

from collections.abc import Sequence
from typing import NoReturn, Unpack

import click

from salesplan.bindings import binding
from salesplan.cli import clock, options
from salesplan.cli.render import steps
from salesplan.cli.report import show
from salesplan.host.outside import history_from
from salesplan.host.run import run
from salesplan.host.wish import Wish

STEPS = {"read": "reading", "compute": "computing", "write": "writing"}


def wish_of(command: str, asked: options.Planning, *, period: str | None = None, since: str | None = None) -> Wish:
    """Give what a user asked for by the options of a command."""
    return Wish(
        command=command,
        at=clock.now(),
        out=asked["out"],
        dry_run=asked["dry_run"],
        partial=asked["partial"],
        language=asked["lang"],
        as_of=asked["as_of"].date() if asked["as_of"] else None,
        period=period,
        since=since,
    )


def run_and_show(
    command: str,
    book: options.Source,
    bindings: Sequence[str],
    *,
    views: Sequence[str] | None = None,
    period: str | None = None,
    since: str | None = None,
    where_due: bool = False,
    **asked: Unpack[options.Planning],
) -> NoReturn:
    """Run planning functions on a workbook, show what came of it, and exit with the code that fits."""
    wish = wish_of(command, asked, period=period, since=since)
    outside = history_from(asked["sales"], asked["sales_map"], asked["lang"])
    with steps(STEPS) as progress:
        planned = [binding(name) for name in bindings]
        report = run(book, planned, wish, outside=outside, progress=progress, where_due=where_due)
    click.get_current_context().exit(show(report, as_json=asked["as_json"], dry_run=asked["dry_run"], views=views))
