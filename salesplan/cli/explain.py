"""``salesplan explain``: a rep's quota, from last year to final, in words."""

from pathlib import Path
from typing import Any

import click

from salesplan.cli import clock, options


@click.command("explain")
@click.argument("book", type=options.FILE, required=False)
@click.argument("rep", required=False)
@options.live_option("on the open workbook that is named, or else on the active one")
@options.as_json
@options.language
@options.history
def command(
    book: Path | None,
    rep: str | None,
    live: bool,
    as_json: bool,
    lang: str | None,
    sales: Path | None,
    sales_map: Path | None,
) -> None:
    """Say why REP's quota in BOOK is what it is, step by step. REP is an id or a name."""
    from salesplan.bindings import QUOTA_BINDING
    from salesplan.cli.render import as_data, print_json, rows_as_data, show_findings
    from salesplan.findings import errors
    from salesplan.host.outside import history_from
    from salesplan.host.run import run
    from salesplan.host.wish import Wish
    from salesplan.planning.explain import explain
    from salesplan.tables.quota import BRIDGE

    if live and rep is None and book is not None:
        book, rep = None, str(book)
    if rep is None:
        raise click.UsageError("Missing argument 'REP'.")
    wish = Wish(command="explain", at=clock.now(), dry_run=True, language=lang)
    report = run(options.source(book, live=live), [QUOTA_BINDING], wish, outside=history_from(sales, sales_map, lang))
    opened = report.opened
    failed = errors(report.findings)
    if failed or "quota" not in report.results:
        show_findings(failed, opened.language)
        click.get_current_context().exit(1)
    plan, settings = report.results["quota"]
    lines = explain(rep, plan, settings, opened.language)
    if as_json:
        rows = rows_as_data(BRIDGE, report.frames[BRIDGE.name], opened.currency)
        findings = [as_data(finding, opened.language) for finding in report.findings]
        print_json({BRIDGE.name: _of_rep(rep, rows)}, findings, [], explanation=lines)
        return
    for line in lines:
        click.echo(line)


def _of_rep(rep: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the row of a rep by id, else by name; unassigned sales go by their name in any language."""
    from salesplan.tables.quota import UNASSIGNED

    wanted = rep.strip().casefold()
    if wanted in (word.casefold() for word in UNASSIGNED.every()):
        wanted = UNASSIGNED.en.casefold()
    for key in ("rep_id", "rep"):
        if found := [row for row in rows if row[key].casefold() == wanted]:
            return found[:1]
    return []
