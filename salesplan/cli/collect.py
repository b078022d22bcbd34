"""``salesplan collect``: the handouts that came back, into the plan, cell by cell."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from salesplan.cli import clock, options
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.host.handouts.collected import Collected

_FILES = (
    Words("Handout", "下发表", "下發表"),
    Words("Part", "所属", "所屬"),
    Words("Taken", "采纳", "採納"),
    Words("Kept", "保留", "保留"),
    Words("Conflicts", "冲突", "衝突"),
    Words("Not taken", "未采纳", "未採納"),
)
_PARENTS = (
    Words("Parent", "上级", "上級"),
    Words("To allocate", "应分配", "應分配"),
    Words("Allocated", "已分配", "已分配"),
    Words("Gap", "差额", "差額"),
    Words("Pinned", "已锁定", "已鎖定"),
)
_CONFLICTS = (
    Words("Part", "所属", "所屬"),
    Words("Row", "对象", "對象"),
    Words("Column", "列", "欄"),
    Words("Sent", "下发值", "下發值"),
    Words("Plan", "计划值", "計畫值"),
    Words("Returned", "经理填写值", "經理填寫值"),
)
_SUM = Words(
    "files: {files:,}; cells taken: {taken:,}, kept as the plan has them: {kept:,}, not taken: {refused:,}; "
    "conflicts open: {conflicts:,}",
    "{files:,} 个文件：采纳 {taken:,} 个单元格，保留计划值 {kept:,}，未采纳 {refused:,}；未决冲突 {conflicts:,}",
    "{files:,} 個檔案：採納 {taken:,} 個儲存格，保留計畫值 {kept:,}，未採納 {refused:,}；未決衝突 {conflicts:,}",
)
_SETTLED = Words(
    "conflicts settled: {settled:,}, still open: {conflicts:,}",
    "已解决冲突：{settled:,}，未决：{conflicts:,}",
    "已解決衝突：{settled:,}，未決：{conflicts:,}",
)
_ADD_UP = Words(
    "targets that are met exactly: {met:,} of {all:,}",
    "目标与下级合计一致：{met:,} / {all:,}",
    "目標與下級合計一致：{met:,} / {all:,}",
)
_LONGEST = 36
_NOTHING_NEW = Words("nothing new: {file} stays as it is", "没有新内容：{file} 保持原样", "沒有新內容：{file} 保持原樣")


@click.command("collect")
@options.book
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(file_okay=False, exists=True, path_type=Path), required=False
)
@click.option("--resolve", is_flag=True, help="Apply the choices filled in on the sheet Conflicts.")
@options.password_file
@options.writing
@options.as_json
@options.language
def command(
    book: Path,
    folder: Path | None,
    resolve: bool,
    password_file: Path | None,
    out: Path | None,
    dry_run: bool,
    partial: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """Merge the handouts in DIR into BOOK, cell by cell.

    What a manager changed and the plan did not is taken; what both changed is a conflict, listed on the sheet Conflicts.
    The same handouts again change nothing.
    """
    from salesplan.cli.render import as_data, counting, print_json, show_findings, waiting, writes_as_data
    from salesplan.cli.report import ending
    from salesplan.findings import errors
    from salesplan.host.handouts.collect import collect
    from salesplan.host.handouts.passwords import read_passwords
    from salesplan.host.wish import Wish

    if folder is None and not resolve:
        raise click.UsageError("name the folder with the handouts that came back, or give --resolve")
    wish = Wish(
        command="collect --resolve" if folder is None else "collect",
        at=clock.now(),
        out=out,
        dry_run=dry_run,
        partial=partial,
        language=lang,
    )
    passwords = read_passwords(password_file) if password_file else None
    with counting() as progress:
        done = collect(
            book,
            folder,
            wish,
            resolve_choices=resolve,
            passwords=passwords,
            progress=progress,
            waiting=waiting,
        )
    opened = done.opened
    if as_json:
        written = writes_as_data(done.writes, done.saved.path.name) if done.saved else []
        findings = [as_data(finding, opened.language) for finding in done.findings]
        print_json({}, findings, written, **_as_data(done))
    else:
        _show(done, collected=folder is not None)
        show_findings(done.findings, opened.language)
        nothing = _NOTHING_NEW.said(opened.language).format(file=book.name)
        is_new = bool(done.writes or done.saved or errors(opened.findings))
        click.echo(ending(opened, done.saved, done.writes, dry_run) if is_new else nothing, err=True)
    click.get_current_context().exit(1 if errors(done.findings) else 0)


def _show(done: "Collected", *, collected: bool) -> None:
    """Print the files with something to tell, the conflicts, and the parents that are not met."""
    from salesplan.cli.render import one_line, show_rows
    from salesplan.tables.plain import said_text

    language = done.opened.language
    rows = [
        [each.name, each.part, *(f"{count:,}" for count in (each.taken, each.kept, each.conflicts, each.refused))]
        for each in done.files
        if each.taken or each.kept or each.conflicts or each.refused
    ]
    show_rows(_FILES, rows, right=[False, False, True, True, True, True], language=language)
    sums = {key: sum(getattr(each, key) for each in done.files) for key in ("taken", "kept", "refused")}
    said = _SUM if collected else _SETTLED
    click.echo(
        said.said(language).format(files=len(done.files), settled=done.settled, conflicts=len(done.conflicts), **sums)
    )
    listed = []
    for each in done.conflicts:
        column = done.opened.plan.table(each.table)[each.column]
        texts = (said_text(column, text, language) for text in (each.sent, each.current, each.returned))
        cells = (one_line(text, _LONGEST) or "–" for text in texts)
        listed.append([done.part_of(each), each.name, done.column_of(each), *cells])
    show_rows(_CONFLICTS, listed, right=[False, False, False, True, True, True], language=language)
    _show_parents(done)


def _show_parents(done: "Collected") -> None:
    from salesplan.cli.render import amount, show_rows

    language, currency = done.opened.language, done.opened.currency
    rows = [
        [parent, *(amount(each / currency.minor, currency.decimals) for each in amounts)]
        for parent, *amounts in _parents(done)
        if amounts[2]
    ]
    show_rows(_PARENTS, rows, right=[False, True, True, True, True], language=language)
    if len(done.gaps):
        click.echo(_ADD_UP.said(language).format(met=int((done.gaps["gap"] == 0).sum()), all=len(done.gaps)))


def _parents(done: "Collected") -> list[tuple[Any, ...]]:
    """Give each parent's name, target, allocated, gap and pinned, in minor units."""
    from salesplan.tables.quota import COMPANY

    names = [
        " / ".join(part for part in (region, team) if part) or COMPANY.said(done.opened.language)
        for region, team in zip(done.gaps["region"], done.gaps["team"], strict=True)
    ]
    columns = (done.gaps[key].tolist() for key in ("target", "allocated", "gap", "pinned"))
    return list(zip(names, *columns, strict=True))


def _as_data(done: "Collected") -> dict[str, Any]:
    unit = done.opened.currency.minor
    keys = ("level", "region", "team", "target", "allocated", "gap", "pinned")
    parents = [
        dict(zip(keys, row, strict=True)) for row in zip(*(done.gaps[key].tolist() for key in keys), strict=True)
    ]
    return {
        "files": [
            {
                "file": each.name,
                "handout": each.handout,
                "part": each.part,
                "state": str(each.state),
                "taken": each.taken,
                "kept": each.kept,
                "unchanged": each.unchanged,
                "conflicts": each.conflicts,
                "refused": each.refused,
            }
            for each in done.files
        ],
        "conflicts": [
            {
                "id": each.id,
                "handout": each.handout,
                "table": each.table,
                "row": each.name,
                "column": each.column,
                "sent": each.sent,
                "current": each.current,
                "returned": each.returned,
                "returned_by": each.returned_by,
                "returned_at": each.returned_at.isoformat(),
                "file": each.file,
            }
            for each in done.conflicts
        ],
        "settled": done.settled,
        "gaps": [row | {key: row[key] / unit for key in ("target", "allocated", "gap", "pinned")} for row in parents],
    }
