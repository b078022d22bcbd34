"""``salesplan demo``: a sample company's workbooks, planned from end to end."""

from pathlib import Path

import click

from salesplan.cli import clock, options
from salesplan.words import ENGLISH


@click.command("demo")
@click.argument("folder", metavar="[DIR]", default="salesplan-demo", type=click.Path(file_okay=False, path_type=Path))
@click.option("--currency", default=None, help="Three-letter code; by default the language's.")
@options.language
def command(folder: Path, currency: str | None, lang: str | None) -> None:
    """Make a sample company's plan in DIR, and plan it: open it, change an override, run quota again."""
    from salesplan.cli.report import show
    from salesplan.host.demo import make

    report = make(folder, language=lang or ENGLISH, currency=currency, at=clock.now())
    click.get_current_context().exit(show(report, as_json=False, dry_run=False, views=["quota"]))
