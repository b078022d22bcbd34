"""``salesplan visits issue``: a visit log for each rep."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from salesplan.cli import clock, options
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.host.visit_logs.issue import Issued

_HEADERS = (
    Words("Log", "记录表", "記錄表"),
    Words("Rep", "销售代表", "業務代表"),
    Words("Customers", "客户数", "客戶數"),
    Words("Visits so far", "已有拜访", "已有拜訪"),
)
_ISSUED = Words(
    "logs made in {folder}: {count:,}",
    "已在 {folder} 中生成记录表：{count:,} 份",
    "已在 {folder} 中產生記錄表：{count:,} 份",
)
_DRY = Words("dry run: no log was written", "试运行：未写入记录表", "試執行：未寫入記錄表")
_KEPT = Words(
    "{count:,} logs were there already and stay as they are: {names}",
    "{count:,} 份记录表已存在，保持原样：{names}",
    "{count:,} 份記錄表已存在，保持原樣：{names}",
)


@click.command("issue")
@options.book
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--rep", "reps", multiple=True, help="Only for this rep, by id or name; may be given several times.")
@click.option("--replace", is_flag=True, help="Make logs anew that are there already; those are kept as backups.")
@click.option("--partial", is_flag=True, help="Issue logs in spite of errors in the data.")
@click.option("--dry-run", is_flag=True, help="Show what would be issued; write nothing.")
@options.as_json
@options.language
def issue(
    book: Path,
    folder: Path,
    reps: tuple[str, ...],
    replace: bool,
    partial: bool,
    dry_run: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """Make a visit log in DIR for each rep in BOOK: their customers, their quota, and rows to fill in.

    A log has nothing of anybody else in it. One that is there already is left alone, as it may be filled in.
    """
    from salesplan.cli.render import as_data, counting, print_json, show_findings
    from salesplan.findings import errors
    from salesplan.host.visit_logs.issue import issue as issue_logs
    from salesplan.host.wish import Wish

    wish = Wish(command="visits issue", at=clock.now(), dry_run=dry_run, partial=partial, language=lang)
    with counting() as progress:
        done = issue_logs(book, folder, wish, reps=reps, replace=replace, progress=progress)
    language = done.opened.language
    if as_json:
        findings = [as_data(finding, language) for finding in done.findings]
        print_json({}, findings, _listed(done) if not dry_run else [], issued=_listed(done))
    else:
        _show(done, folder, dry_run=dry_run, replace=replace)
        show_findings(done.findings, language)
    click.get_current_context().exit(1 if errors(done.findings) else 0)


def _listed(done: "Issued") -> list[dict[str, object]]:
    """Give the logs as plain data."""
    return [
        {"file": log.path.name, "rep_id": log.rep_id, "rep": log.rep, "customers": log.customers, "visits": log.visits}
        for log in done.files
    ]


def _show(done: "Issued", folder: Path, *, dry_run: bool, replace: bool) -> None:
    """Print the logs, a line each, and those that were left alone."""
    from salesplan.cli.render import AGAIN, few_names, show_rows

    language = done.opened.language
    rows = [[log.path.name, log.rep or log.rep_id, f"{log.customers:,}", f"{log.visits:,}"] for log in done.files]
    show_rows(_HEADERS, rows, right=[False, False, True, True], language=language)
    if done.kept:
        names = few_names([log.path.name for log in done.kept], language)
        again = "" if replace else AGAIN.said(language)
        click.echo(_KEPT.said(language).format(count=len(done.kept), names=names) + again, err=True)
    said = _DRY.said(language) if dry_run else _ISSUED.said(language).format(count=len(done.files), folder=folder)
    click.echo(said, err=True)
