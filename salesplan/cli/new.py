"""``salesplan new``: a blank workbook."""

from pathlib import Path

import click

from salesplan.cli import clock, options

_THEN = {
    "plan": "fill it, or load data into it, then run: salesplan quota {file}",
    "scenarios": "type scenarios into it, then run: salesplan scenario sales_plan.xlsx {file}",
    "visit-log": "type the rep id on its Settings sheet; salesplan visits issue makes one filled in for each rep of a plan",
}


@click.command("new")
@click.argument("kind", metavar="KIND")
@click.argument("file", type=options.FILE)
@click.option("--year", type=click.IntRange(1990, 2200), default=None, help="The year to plan; by default next year.")
@click.option("--currency", default=None, help="Three-letter code; by default CNY, or TWD for zh-Hant, USD for en.")
@options.language
def command(kind: str, file: Path, year: int | None, currency: str | None, lang: str | None) -> None:
    """Make a blank workbook FILE of a KIND: plan, scenarios or visit-log.

    A plan whose FILE ends in .xlsm has buttons for Excel, too. An existing file is never overwritten.
    """
    from salesplan.host.blank import write_blank
    from salesplan.workbook.excel_names import WITH_MACROS

    made = write_blank(kind, file, year=year or clock.now().year + 1, currency=currency, language=lang)
    click.echo(f"made {made}; " + _THEN[kind].format(file=made))
    if made.suffix.lower() == WITH_MACROS:
        click.echo("its buttons work once Excel is set up; run: salesplan excel install")
