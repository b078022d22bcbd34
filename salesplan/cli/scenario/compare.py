"""``salesplan scenario PLAN BOOK``: scenarios compared with their plan, or a goal sought."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from salesplan.cli import clock, options
from salesplan.findings import errors
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.host.run import Report

_WROTE = Words("wrote {file}", "已写入 {file}", "已寫入 {file}")


@click.command("compare", hidden=True)
@click.argument("plan", type=options.FILE)
@click.argument("book", type=options.FILE)
@click.option("--seek", metavar="DRIVER", default=None, help="Find the value of this setting that reaches --until.")
@click.option("--until", metavar="RESULT=VALUE", default=None, help="What --seek is to reach: company_final=12000000.")
@click.option("--in", "within", metavar="NAME", default=None, help="Seek within this scenario; by default the plan.")
@click.option(
    "--by-rep", type=options.FILE, default=None, help="Write every rep's quota in every scenario to this CSV file."
)
@options.live_option("on the two open workbooks that are named")
@options.history
@options.language
@options.as_json
@options.writing
def compare(
    plan: Path,
    book: Path,
    seek: str | None,
    until: str | None,
    within: str | None,
    by_rep: Path | None,
    live: bool,
    sales: Path | None,
    sales_map: Path | None,
    lang: str | None,
    as_json: bool,
    out: Path | None,
    dry_run: bool,
    partial: bool,
) -> None:
    """Compute the scenarios of BOOK on the plan in PLAN, and write the results into BOOK.

    PLAN is only read; with --live both are open in Excel. With --seek and --until nothing is written: the value that
    reaches the goal is printed, after it was verified.
    """
    from salesplan.cli.render import bar
    from salesplan.host.outside import history_from
    from salesplan.host.scenarios.compare import compare as compared
    from salesplan.host.wish import Wish

    if bool(seek) != bool(until):
        raise click.UsageError("--seek and --until go together: --seek growth --until company_final=12000000")
    if within and not seek:
        raise click.UsageError("--in says in which scenario to --seek")
    writing = {"--by-rep": by_rep, "--out": out, "--partial": partial, "--dry-run": dry_run}
    if seek and (asked := [option for option, value in writing.items() if value]):
        raise click.UsageError(f"with --seek nothing is written; leave out {', '.join(asked)}")
    plan_source, book_source = options.source(plan, live=live, out=out), options.source(book, live=live)
    wish = Wish(command="scenario", at=clock.now(), out=out, dry_run=dry_run, partial=partial, language=lang)
    outside = history_from(sales, sales_map, lang)
    if seek and until:
        from salesplan.cli.scenario.sought import show_sought
        from salesplan.host.scenarios.seek import sought

        with bar() as progress:
            found = sought(
                plan_source, book_source, wish, seek, until, within=within, outside=outside, progress=progress
            )
        click.get_current_context().exit(show_sought(found, as_json=as_json))
    sources = [*filter(None, (sales, sales_map))]
    with bar() as progress:
        report = compared(
            plan_source, book_source, wish, by_rep=by_rep, outside=outside, sources=sources, progress=progress
        )
    click.get_current_context().exit(_shown(report, as_json=as_json, dry_run=dry_run))


def _shown(report: "Report", *, as_json: bool, dry_run: bool) -> int:
    """Print a report, with the files that were written beside the workbook, and give the exit code."""
    from salesplan.cli.render import as_data, print_json, writes_as_data
    from salesplan.cli.report import show, tables_as_data

    language = report.opened.language
    if as_json and report.saved and report.files:
        files = [{"file": file.name, "rows": count} for file, count in report.files.items()]
        written = [*writes_as_data(report.writes, report.saved.path.name), *files]
        print_json(tables_as_data(report), [as_data(finding, language) for finding in report.findings], written)
        return 1 if errors(report.findings) else 0
    code = show(report, as_json=as_json, dry_run=dry_run)
    for file in report.files:
        click.echo(_WROTE.said(language).format(file=file), err=True)
    return code
