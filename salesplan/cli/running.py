"""What the commands that run planning functions share."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from salesplan.bindings import binding
from salesplan.cli.render import steps
from salesplan.cli.report import show
from salesplan.host import Wish, run
from salesplan.outside import history_from

_STEPS = {"read": "reading", "compute": "computing", "write": "writing"}


def run_and_show(
    command: str,
    book: Path,
    bindings: Sequence[str],
    out: Path | None,
    dry_run: bool,
    partial: bool,
    as_json: bool,
    lang: str | None,
    sales: Path | None,
    sales_map: Path | None,
) -> NoReturn:
    """Run planning functions on a workbook, show what came of it, and exit with the code that fits."""
    wish = Wish(command=command, at=datetime.now(), out=out, dry_run=dry_run, partial=partial, language=lang)
    outside = history_from(sales, sales_map, lang)
    with steps(_STEPS) as progress:
        report = run(book, [binding(name) for name in bindings], wish, outside=outside, progress=progress)
    click.get_current_context().exit(show(report, as_json=as_json, dry_run=dry_run))
