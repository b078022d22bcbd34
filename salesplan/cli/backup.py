"""``salesplan backup``: the copies that salesplan made of a plan before it wrote, listed and put back."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from salesplan.cli import clock, options
from salesplan.cli.group import Commands
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.host.audit.backups import Listed

_HEADERS = (
    Words("No.", "序号", "序號"),
    Words("Backup", "备份", "備份"),
    Words("Made", "时间", "時間"),
    Words("Size", "大小", "大小"),
    Words("Made before", "其后的运行", "其後的執行"),
)
_TOTAL = Words(
    "backups: {count:,}, {size} in all; {rule}",
    "{count:,} 份备份，共 {size}；{rule}",
    "{count:,} 份備份，共 {size}；{rule}",
)
_NONE = Words("{file} has no backups yet", "{file} 还没有备份", "{file} 還沒有備份")
_RESTORED = Words("{file} is as in {backup} again", "{file} 已恢复为 {backup}", "{file} 已還原為 {backup}")
_KEPT = Words(" (what it was: {kept})", "（恢复前的文件：{kept}）", "（還原前的檔案：{kept}）")
_AS_IT_IS = Words(
    "{file} is as in {backup} already; nothing was done",
    "{file} 与 {backup} 完全相同，未做任何更改",
    "{file} 與 {backup} 完全相同，未做任何變更",
)
_WOULD = Words(
    "dry run: {file} would become what it is in {backup}",
    "试运行：{file} 将恢复为 {backup}",
    "試執行：{file} 將還原為 {backup}",
)
_KILO = 1024


@click.group("backup", cls=Commands)
def command() -> None:
    """List the copies of a plan that salesplan made before it wrote, and put one back."""


@command.command("list")
@options.book
@options.as_json
@options.language
def listed(book: Path, as_json: bool, lang: str | None) -> None:
    """List the backups of BOOK, the newest first: when each was made, and which run came after it."""
    from salesplan.cli.render import print_json, show_rows
    from salesplan.host.audit.backups import listed as backups_listed
    from salesplan.workbook.backups import RULE

    done = backups_listed(book)
    language = lang or done.language
    if as_json:
        rows = [_as_data(each) for each in done.listed]
        print_json({"Backups": rows}, [], [], size=done.size, rule=RULE.said(language))
        return
    if not done.listed:
        click.echo(_NONE.said(language).format(file=book.name), err=True)
        return
    rows_shown = [_row(each) for each in done.listed]
    show_rows(_HEADERS, rows_shown, right=[True, False, False, True, False], language=language)
    total = _TOTAL.said(language)
    click.echo(total.format(count=len(done.listed), size=_bytes(done.size), rule=RULE.said(language)))


@command.command("restore")
@options.book
@click.argument("backup", required=False)
@click.option("--dry-run", is_flag=True, help="Show what would be put back; write nothing.")
@options.as_json
@options.language
def restore(book: Path, backup: str | None, dry_run: bool, as_json: bool, lang: str | None) -> None:
    """Put a backup in place of BOOK, byte for byte. BACKUP is its name or its number in the list; else the newest.

    BOOK as it is now is backed up first. It may be missing or damaged. What was collected from handouts since then is
    taken again by the next collect.
    """
    from salesplan.cli.render import print_json
    from salesplan.host.audit.backups import RESTORE
    from salesplan.host.audit.backups import restore as restored
    from salesplan.host.wish import Wish

    done = restored(book, backup, Wish(command=RESTORE, at=clock.now(), dry_run=dry_run, language=lang))
    kept = done.kept.name if done.kept else None
    if as_json:
        written = [{"file": book.name}] if done.changed and not dry_run else []
        print_json({}, [], written, backup=done.backup.path.name, kept=kept)
        return
    language = lang or done.language
    words = _AS_IT_IS if not done.changed else _WOULD if dry_run else _RESTORED
    said = words.said(language).format(file=book.name, backup=done.backup.path.name)
    click.echo(said + (_KEPT.said(language).format(kept=kept) if kept else ""), err=True)


def _row(listed: "Listed") -> list[str]:
    backup = listed.backup
    run = " ".join(part for part in (listed.command, f"({listed.by})" if listed.by else "") if part)
    return [str(listed.number), backup.path.name, f"{backup.at:%Y-%m-%d %H:%M:%S}", _bytes(backup.size), run]


def _bytes(size: int) -> str:
    """Write a size as people read it.

    Examples
    --------
    >>> _bytes(900), _bytes(130_000), _bytes(52_000_000)
    ('1 KB', '127 KB', '49.6 MB')
    """
    if size < _KILO * _KILO:
        return f"{max(round(size / _KILO), 1):,} KB"
    return f"{size / _KILO / _KILO:,.1f} MB"


def _as_data(listed: "Listed") -> dict[str, Any]:
    return {
        "number": listed.number,
        "backup": listed.backup.path.name,
        "at": listed.backup.at.isoformat(timespec="seconds"),
        "size": listed.backup.size,
        "command": listed.command,
        "by": listed.by,
        "run_at": listed.run_at.isoformat(timespec="seconds") if listed.run_at else None,
    }
