"""``salesplan tables``: the data dictionary."""

import json

import click

from salesplan.cli import options
from salesplan.words import ENGLISH


@click.command("tables")
@click.argument("table", required=False)
@options.as_json
@options.language
def command(table: str | None, as_json: bool, lang: str | None) -> None:
    """List the tables of all workbooks, or the columns of one TABLE: keys, headers, units, who fills them, what they mean."""
    from salesplan.cli.render import columns
    from salesplan.tables.dictionary import as_data, of_table, overview
    from salesplan.tables.workbooks import every_table, table_named

    language = lang or ENGLISH
    chosen = every_table() if table is None else [table_named(table)]
    if as_json:
        click.echo(json.dumps([as_data(each, language) for each in chosen], ensure_ascii=False, indent=1))
        return
    lines = overview(chosen, language) if table is None else of_table(chosen[0], language)
    for line in columns(lines, right=[False] * len(lines[0])):
        click.echo(line)
