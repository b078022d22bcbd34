"""``salesplan review``: a page a rep to print and talk through, in the workbook and as PDF."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from salesplan.cli import options
from salesplan.errors import SalesplanError
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.host.review.run import Reviewed

_PAGES = Words(
    "reps reviewed in {period}: {count:,}, on the sheet {sheet}",
    "{period}：{count:,} 人的回顾，见“{sheet}”表",
    "{period}：{count:,} 人的回顧，見「{sheet}」表",
)
_NO_PAGES = Words(
    "no review pages were made: nobody could be scored",
    "未生成回顾页：没有可评分的人员",
    "未產生回顧頁：沒有可評分的人員",
)
_PRINTED = Words("printed {file}", "已生成 {file}", "已產生 {file}")
_FILE = click.Path(path_type=Path)


class NotPrinted(SalesplanError):
    """The plan was written, but the PDF that was asked for was not made."""

    def __init__(self, problem: SalesplanError) -> None:
        super().__init__(f"the plan was written, but the PDF was not: {problem}")


@click.command("review")
@options.book
@click.option(
    "--period",
    default=None,
    help="Of this month, quarter, week or year: 2027-03, 2027-Q1, 2027-W14, 2027. By default the last month that is over.",
)
@click.option("--rep", "reps", multiple=True, metavar="REP", help="Only this rep, by id or name; may be repeated.")
@click.option("--weekly", is_flag=True, help="The short summary, a line a rep; a week gets it anyway.")
@click.option("--monthly", is_flag=True, help="The full review, a page a rep.")
@click.option("--pdf", type=_FILE, default=None, help="Where to print it; else beside the workbook.")
@click.option("--no-pdf", is_flag=True, help="Print nothing.")
@options.planning
def command(
    book: Path,
    period: str | None,
    reps: tuple[str, ...],
    weekly: bool,
    monthly: bool,
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
    from salesplan.host.review.run import review

    if weekly and monthly:
        raise click.UsageError("--weekly and --monthly exclude each other")
    form = "weekly" if weekly else "monthly" if monthly else None
    _check_printing(pdf, [book, *filter(None, [asked["out"]])], no_pdf=no_pdf)
    wish = wish_of("review", asked, period=period or LAST)
    outside = history_from(asked["sales"], asked["sales_map"], asked["lang"])
    with steps(STEPS) as progress:
        done = review(book, wish, reps=reps, form=form, outside=outside, progress=progress)
    showing = partial(show, done.report, as_json=asked["as_json"], dry_run=asked["dry_run"], views=["score"])
    if asked["as_json"]:
        printed, problem = _print(done, pdf, no_pdf=no_pdf)  # before, since the one document says where the PDF is
        code = showing(more={"pages": done.pages, "pdf": str(printed) if printed else None})
    else:
        code = showing()
        _say_pages(done)
        printed, problem = _print(done, pdf, no_pdf=no_pdf)
        if printed:
            click.echo(_PRINTED.said(done.report.opened.language).format(file=printed.name), err=True)
    if problem and pdf:
        raise NotPrinted(problem)
    if problem:
        click.echo(f"note: {problem}", err=True)
    click.get_current_context().exit(code)


def _check_printing(pdf: Path | None, books: list[Path], *, no_pdf: bool) -> None:
    """Refuse a PDF that cannot be made, or would destroy something, before anything is done."""
    from salesplan.host.printing import NoPrinter, can_print, check_target

    if pdf is None:
        return
    if no_pdf:
        raise click.UsageError("--pdf and --no-pdf exclude each other")
    check_target(pdf, books)
    if not can_print():
        raise NoPrinter


def _print(done: "Reviewed", pdf: Path | None, *, no_pdf: bool) -> tuple[Path | None, SalesplanError | None]:
    """Print the pages where there are any and they are wanted: where the PDF is, or why there is none."""
    from salesplan.host.printing import NoPrinter, PrintFailed, print_pdf

    saved = done.report.saved
    if not (done.printable and saved) or no_pdf:
        return None, None
    try:
        return print_pdf(done.printable, pdf or saved.path.with_name(done.file_name)).path, None
    except (NoPrinter, PrintFailed) as problem:
        return None, problem


def _say_pages(done: "Reviewed") -> None:
    """Say where the pages are, or why there are none."""
    if not done.report.saved:
        return
    language, scored = done.report.opened.language, done.report.results.get("score")
    if done.pages:
        said = {"count": done.pages, "period": done.period, "sheet": done.sheet}
        click.echo(_PAGES.said(language).format(**said), err=True)
    elif scored is None or not scored.graded or not len(scored.graded[-1].facts.reps):
        click.echo(_NO_PAGES.said(language), err=True)
