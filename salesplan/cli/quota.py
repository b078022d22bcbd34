"""``salesplan quota``: quotas from last year plus growth, split to every level, written back."""

from pathlib import Path

import click

from salesplan.cli import options


@click.command("quota")
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
    """Compute quotas and write them back into BOOK.

    Last year's sales grow by market growth and the adjustments of their segments; the company's target is split
    to region, team, rep and month. Overrides hold, their siblings take the difference, and each quota is explained
    on the Bridge sheet.
    """
    from salesplan.cli.running import run_and_show

    run_and_show("quota", book, ["quota"], out, dry_run, partial, as_json, lang, sales, sales_map)
