"""``salesplan explain``: a rep's quota, from last year to final, in words."""

from datetime import datetime
from pathlib import Path

import click

from salesplan.cli import options


@click.command("explain")
@options.book
@click.argument("rep")
@options.as_json
@options.language
@options.history
def command(book: Path, rep: str, as_json: bool, lang: str | None, sales: Path | None, sales_map: Path | None) -> None:
    """Say why REP's quota in BOOK is what it is, step by step. REP is an id or a name."""
    from salesplan.bindings import QUOTA_BINDING
    from salesplan.cli.render import as_data, print_json, rows_as_data, show_findings
    from salesplan.findings import errors
    from salesplan.host import Wish, run
    from salesplan.outside import history_into
    from salesplan.planning.explain import explain
    from salesplan.tables.quota import BRIDGE

    wish = Wish(command="explain", at=datetime.now(), dry_run=True, language=lang)
    report = run(book, [QUOTA_BINDING], wish, prepare=history_into(sales, sales_map) if sales else None)
    opened = report.opened
    failed = errors(report.findings)
    if failed or "quota" not in report.results:
        show_findings(failed, opened.language)
        click.get_current_context().exit(1)
    plan, settings = report.results["quota"]
    lines = explain(rep, plan, settings, opened.language)
    if as_json:
        rows = rows_as_data(BRIDGE, report.frames[BRIDGE.name], opened.currency)
        wanted = rep.strip().casefold()
        own = [row for row in rows if wanted in (row["rep_id"].casefold(), row["rep"].casefold())]
        print_json({BRIDGE.name: own}, [as_data(f, opened.language) for f in report.findings], [], explanation=lines)
        return
    for line in lines:
        click.echo(line)
