"""``salesplan scenario PLAN BOOK``: scenarios compared with their plan, or a goal sought."""

from pathlib import Path

import click

from salesplan.cli import clock, options

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("compare", hidden=True)
@click.argument("plan", type=_FILE)
@click.argument("book", type=_FILE)
@click.option("--seek", metavar="DRIVER", default=None, help="Find the value of this setting that reaches --until.")
@click.option("--until", metavar="RESULT=VALUE", default=None, help="What --seek is to reach: company_final=12000000.")
@click.option("--in", "within", metavar="NAME", default=None, help="Seek within this scenario; by default the plan.")
@click.option("--by-rep", type=_FILE, default=None, help="Write every rep's quota in every scenario to this CSV file.")
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
    sales: Path | None,
    sales_map: Path | None,
    lang: str | None,
    as_json: bool,
    out: Path | None,
    dry_run: bool,
    partial: bool,
) -> None:
    """Compute the scenarios of BOOK on the plan in PLAN, and write the results into BOOK.

    PLAN is only read. With --seek and --until nothing is written: the value that reaches the goal is printed, after it
    was verified.
    """
    from salesplan.cli.render import bar
    from salesplan.cli.report import show
    from salesplan.host.outside import history_from
    from salesplan.host.scenarios.compare import compare as compared
    from salesplan.host.wish import Wish

    if bool(seek) != bool(until):
        raise click.UsageError("--seek and --until go together: --seek growth --until company_final=12000000")
    if within and not seek:
        raise click.UsageError("--in says in which scenario to --seek")
    wish = Wish(command="scenario", at=clock.now(), out=out, dry_run=dry_run, partial=partial, language=lang)
    outside = history_from(sales, sales_map, lang)
    if seek and until:
        from salesplan.cli.scenario.sought import show_sought
        from salesplan.host.scenarios.seek import sought

        with bar() as progress:
            found = sought(plan, book, wish, seek, until, within=within, outside=outside, progress=progress)
        click.get_current_context().exit(show_sought(found, as_json=as_json))
    with bar() as progress:
        report = compared(plan, book, wish, by_rep=by_rep, outside=outside, progress=progress)
    click.get_current_context().exit(show(report, as_json=as_json, dry_run=dry_run))
