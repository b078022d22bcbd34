"""``salesplan visits collect``: the logs that came back, into the plan."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from salesplan.cli import clock, options
from salesplan.words import Words

if TYPE_CHECKING:
    from datetime import datetime

    from salesplan.host.visit_logs.collect import Collected

_HEADERS = (
    Words("Log", "记录表", "記錄表"),
    Words("Rep", "销售编号", "業務編號"),
    Words("New", "新增", "新增"),
    Words("Corrected", "更正", "更正"),
    Words("Known", "已有", "已有"),
    Words("Refused", "未采纳", "未採納"),
)
_SUM = Words(
    "{files:,} files: {new:,} visits new, {updated:,} corrected, {unchanged:,} known already, {refused:,} refused",
    "{files:,} 个文件：新增 {new:,} 次拜访，更正 {updated:,}，已有 {unchanged:,}，未采纳 {refused:,}",
    "{files:,} 個檔案：新增 {new:,} 次拜訪，更正 {updated:,}，已有 {unchanged:,}，未採納 {refused:,}",
)
_NOTHING_NEW = Words("nothing new: {file} stays as it is", "没有新内容：{file} 保持原样", "沒有新內容：{file} 保持原樣")


@click.command("collect")
@options.book
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, exists=True, path_type=Path))
@options.writing
@options.as_json
@options.language
@options.as_of
def collect(
    book: Path,
    folder: Path,
    out: Path | None,
    dry_run: bool,
    partial: bool,
    as_json: bool,
    lang: str | None,
    as_of: "datetime | None",
) -> None:
    """Bring the visits of all logs in DIR into BOOK, and show where each rep stands.

    What is good is taken, what is not is reported with file, sheet and cell. The same logs again change nothing.
    """
    from salesplan.cli.render import as_data, counting, print_json, show_findings, writes_as_data
    from salesplan.cli.report import ending, tables_as_data
    from salesplan.cli.shown import visits
    from salesplan.findings import errors
    from salesplan.host.visit_logs.collect import collect as collect_logs
    from salesplan.host.wish import Wish

    wish = Wish(
        command="visits collect",
        at=clock.now(),
        out=out,
        dry_run=dry_run,
        partial=partial,
        language=lang,
        as_of=as_of.date() if as_of else None,
    )
    with counting() as progress:
        done = collect_logs(book, folder, wish, progress=progress)
    opened = done.opened
    if as_json:
        written = writes_as_data(done.writes, done.saved.path.name) if done.saved else []
        findings = [as_data(finding, opened.language) for finding in done.findings]
        print_json(tables_as_data(done), findings, written, files=_listed(done))
    else:
        _show(done)
        if done.writes:
            visits.show(done)
        show_findings(done.findings, opened.language)
        nothing = _NOTHING_NEW.said(opened.language).format(file=book.name)
        is_new = bool(done.added or done.updated or done.writes or done.saved)
        click.echo(ending(opened, done.saved, done.writes, dry_run) if is_new else nothing, err=True)
    click.get_current_context().exit(1 if errors(done.findings) else 0)


def _listed(done: "Collected") -> list[dict[str, object]]:
    """Give the files as plain data."""
    return [
        {
            "file": file.name,
            "rep_id": file.rep_id,
            "state": str(file.state),
            "rows": file.rows,
            "new": file.new,
            "updated": file.updated,
            "unchanged": file.unchanged,
            "refused": file.refused,
            "left_out": file.left_out,
        }
        for file in done.files
    ]


def _show(done: "Collected") -> None:
    """Print the files from which something was taken or refused, and the sums over all."""
    from salesplan.cli.render import show_rows

    language = done.opened.language
    rows = [
        [file.name, file.rep_id, *(f"{count:,}" for count in (file.new, file.updated, file.unchanged, file.refused))]
        for file in done.files
        if file.new or file.updated or file.refused
    ]
    show_rows(_HEADERS, rows, right=[False, False, True, True, True, True], language=language)
    click.echo(
        _SUM.said(language).format(
            files=len(done.files),
            new=done.added,
            updated=done.updated,
            unchanged=done.unchanged,
            refused=done.refused,
        )
    )
