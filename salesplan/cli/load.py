"""``salesplan load``: rows of a CSV, Excel or Parquet file into a table."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from salesplan.cli import clock, options

if TYPE_CHECKING:
    from salesplan.host.loading import Loaded


@click.command("load")
@options.book
@click.argument("table")
@click.argument("file", type=options.FILE)
@click.option(
    "--map",
    "mapping",
    type=options.FILE,
    default=None,
    help="How the file's columns become the table's (TOML or JSON).",
)
@click.option("--sheet", default=None, help="The sheet of an Excel file; by default the first with data.")
@click.option("--replace", is_flag=True, help="The table's rows go, the file's come.")
@click.option(
    "--update", is_flag=True, help="Rows are matched by their id; a blank changes nothing; new ones are added."
)
@click.option("--append", is_flag=True, help="The file's rows are added under the table's.")
@options.writing
@options.as_json
@options.language
def command(
    book: Path,
    table: str,
    file: Path,
    mapping: Path | None,
    sheet: str | None,
    replace: bool,
    update: bool,
    append: bool,
    out: Path | None,
    dry_run: bool,
    partial: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """Put the rows of FILE into TABLE of BOOK.

    FILE is CSV (any common encoding, GBK too), Excel or Parquet. Its columns are matched by their headers in any
    language, by key, or by a mapping file; what was not taken is said. Without --replace, --update or --append, rows
    with an id are updated, and a table without ids takes rows only while it is empty.
    """
    from salesplan.cli.render import as_data, print_json, show_findings, writes_as_data
    from salesplan.errors import UsageError
    from salesplan.findings import errors
    from salesplan.host.loading import load
    from salesplan.host.merging import Mode
    from salesplan.host.wish import Wish

    modes = [mode for mode, asked in zip(Mode, (replace, update, append), strict=True) if asked]
    if len(modes) > 1:
        raise UsageError(f"choose one of {', '.join(f'--{mode}' for mode in modes)}")
    wish = Wish(command=f"load {table}", at=clock.now(), out=out, dry_run=dry_run, partial=partial, language=lang)
    done = load(book, table, file, wish, mode=modes[0] if modes else None, mapping_file=mapping, sheet=sheet)
    if as_json:
        written = writes_as_data(done.writes, done.saved.path.name) if done.saved else []
        taken = {
            "taken": done.mapped.taken,
            "left": done.mapped.left,
            "skipped": done.mapped.skipped,
            "refused": done.refused,
        }
        print_json({}, [as_data(finding, done.opened.language) for finding in done.findings], written, load=taken)
    else:
        _show(done, file, table, dry_run=dry_run)
        show_findings(done.findings, done.opened.language)
        if not done.writes:
            click.echo("nothing was written: put the errors right, or load the other rows with --partial", err=True)
    click.get_current_context().exit(1 if errors(done.findings) else 0)


def _show(done: "Loaded", file: Path, table: str, *, dry_run: bool) -> None:
    """Say what was taken and what was not."""
    would = " would be" if dry_run or not done.writes else ""
    counts = f"rows{would} added {done.added:,}, updated {done.updated:,}, removed {done.removed:,}"
    click.echo(f"{file.name} → {table}: {counts}")
    click.echo("taken: " + ", ".join(f"{key} ← {source}" for key, source in done.mapped.taken.items()))
    if done.mapped.left:
        click.echo("not taken: " + ", ".join(done.mapped.left))
    if done.mapped.skipped:
        click.echo(f"left out by the mapping: {done.mapped.skipped:,} rows")
    if done.refused:
        click.echo(f"refused for errors: {done.refused:,} rows")
