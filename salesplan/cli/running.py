"""What the commands that run planning functions share."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn, Unpack

import click

from salesplan.bindings import binding
from salesplan.cli.options import Planning
from salesplan.cli.render import steps
from salesplan.cli.report import show
from salesplan.host.outside import history_from
from salesplan.host.run import run
from salesplan.host.wish import Wish

_STEPS = {"read": "reading", "compute": "computing", "write": "writing"}


def run_and_show(command: str, book: Path, bindings: Sequence[str], **asked: Unpack[Planning]) -> NoReturn:
    """Run planning functions on a workbook, show what came of it, and exit with the code that fits."""
    wish = Wish(
        command=command,
        at=datetime.now(),
        out=asked["out"],
        dry_run=asked["dry_run"],
        partial=asked["partial"],
        language=asked["lang"],
    )
    outside = history_from(asked["sales"], asked["sales_map"], asked["lang"])
    with steps(_STEPS) as progress:
        report = run(book, [binding(name) for name in bindings], wish, outside=outside, progress=progress)
    click.get_current_context().exit(show(report, as_json=asked["as_json"], dry_run=asked["dry_run"]))
