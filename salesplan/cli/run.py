"""``salesplan run``: every planning function, in order."""

from pathlib import Path

import click

from salesplan.cli import options


@click.command("run")
@options.book
@options.writing
@options.as_json
@options.language
@options.history
def command(
    book: Path,
    out: Path | None,
    dry_run: bool,
    partial: bool,
    as_json: bool,
    lang: str | None,
    sales: Path | None,
    sales_map: Path | None,
) -> None:
    """Run all planning functions on BOOK, in order, and write their results back."""
    from salesplan.bindings import BINDINGS
    from salesplan.cli.running import run_and_show

    names = [binding.name for binding in BINDINGS]
    run_and_show("run", book, names, out, dry_run, partial, as_json, lang, sales, sales_map)
