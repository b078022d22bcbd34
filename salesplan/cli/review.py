"""``salesplan review``: a page a rep to print and talk through, in the workbook and as PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from salesplan.cli import options
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.host.review.run import Reviewed

_PAGES = Words(
    "reps reviewed in {period}: {count:,}, on the sheet {sheet}",
    "{period}：{count:,} 人的回顾，见“{sheet}”表",
    "{period}：{count:,} 人的回顧，見「{sheet}」表",
)
_PRINTED = Words("printed {file}", "已生成 {file}", "已產生 {file}")
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("review")
@options.book
@click.option(
    "--period",
    default=None,
    help="Of this month, quarter, week or year: 2027-03, 2027-Q1, 2027-W14, 2027. By default the last month that is over.",
)
@click.option("--rep", "reps", multiple=True, metavar="REP", help="Only this rep, by id or name; may be repeated.")
@click.option("--weekly", "form", flag_value="weekly", help="The short summary, a line a rep; a week gets it anyway.")
@click.option("--monthly", "form", flag_value="monthly", help="The full review, a page a rep.")
@click.option("--pdf", type=_FILE, default=None, help="Where to print it; else beside the workbook.")
@click.option("--no-pdf", is_flag=True, help="Print nothing.")
@options.planning
def command(
    book: Path,
    period: str | None,
    reps: tuple[str, ...],
    form: str | None,
    pdf: Path | None,
    no_pdf: bool,
    **asked: Unpack[options.Planning],
) -> None:
    """Score the reps of BOOK in a period, and put a page for each on the sheet Review.

    A page has the measures, twelve months against quota, visits, open receivables, what the figures ask for and why, the
    year so far, and a box for what you agree, which stays. Where LibreOffice or Excel is there, it is printed to PDF, too.
    """
    from salesplan.bindings.score import LAST
    from salesplan.cli.render import steps
    from salesplan.cli.report import show
    from salesplan.cli.running import STEPS, wish_of
    from salesplan.host.outside import history_from
    from salesplan.host.printing import NoPrinter, print_pdf
    from salesplan.host.review.run import review

    if pdf and no_pdf:
        raise click.UsageError("--pdf and --no-pdf exclude each other")
    wish = wish_of("review", asked, period=period or LAST)
    outside = history_from(asked["sales"], asked["sales_map"], asked["lang"])
    with steps(STEPS) as progress:
        done = review(book, wish, reps=reps, form=form, outside=outside, progress=progress)
    printed: Path | None = None
    if done.printable and done.report.saved and not no_pdf:
        target = pdf or done.report.saved.path.with_name(done.file_name)
        try:
            printed = print_pdf(done.printable, target).path
        except NoPrinter as absent:
            if pdf:
                raise
            click.echo(f"note: {absent}", err=True)
    more = {"pages": done.pages, "pdf": str(printed) if printed else None}
    code = show(done.report, as_json=asked["as_json"], dry_run=asked["dry_run"], views=["score"], more=more)
    if not asked["as_json"] and done.report.saved:
        _say(done, printed)
    click.get_current_context().exit(code)


def _say(done: "Reviewed", printed: Path | None) -> None:
    """Say where the pages are."""
    language = done.report.opened.language
    said = {"count": done.pages, "period": done.period, "sheet": done.sheet}
    click.echo(_PAGES.said(language).format(**said), err=True)
    if printed:
        click.echo(_PRINTED.said(language).format(file=printed.name), err=True)
