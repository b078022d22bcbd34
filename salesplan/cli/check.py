"""``salesplan check``: every finding, on the terminal and on the Findings sheet."""

from pathlib import Path

import click

from salesplan.cli import clock, options


@click.command("check")
@options.workbook
@click.option(
    "--out",
    type=options.FILE,
    default=None,
    help="Write a copy there; leave the workbook alone.",
)
@click.option("--dry-run", is_flag=True, help="Do not write the Findings sheet.")
@options.as_json
@options.language
@options.history
def command(
    book: options.Source,
    out: Path | None,
    dry_run: bool,
    as_json: bool,
    lang: str | None,
    sales: Path | None,
    sales_map: Path | None,
) -> None:
    """Find everything that is wrong in BOOK, and list it on its Findings sheet, each with a link to its cell.

    Nothing but the Findings sheet is written. Exit code 1 when something must be put right before quotas can be computed.
    """
    from salesplan.bindings import BINDINGS
    from salesplan.cli.render import as_data, print_json, show_findings, steps, writes_as_data
    from salesplan.errors import FileInUse, NotWritable
    from salesplan.findings import errors
    from salesplan.host.journal import counted
    from salesplan.host.outside import history_from
    from salesplan.host.run import check, saved
    from salesplan.host.wish import Wish

    wish = Wish(command="check", at=clock.now(), out=out, dry_run=dry_run, language=lang)
    with steps({"read": "reading", "compute": "checking"}) as progress:
        opened, findings, writes = check(
            book, BINDINGS, wish, outside=history_from(sales, sales_map, lang), progress=progress
        )
    try:
        done = saved(opened, writes, wish)
    except (FileInUse, NotWritable) as problem:
        done = None
        click.echo(f"the Findings sheet was not written: {problem}", err=True)
    if as_json:
        written = writes_as_data(writes, done.path.name) if done else []
        print_json({}, [as_data(finding, opened.language) for finding in findings], written)
    else:
        show_findings(findings, opened.language)
        click.echo(f"{opened.path.name}: {counted(findings, opened.language)}")
    click.get_current_context().exit(1 if errors(findings) else 0)
