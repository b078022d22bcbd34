"""``salesplan history``: who changed what in a plan through salesplan, and when."""

from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from salesplan.cli import options
from salesplan.words import Words

if TYPE_CHECKING:
    from datetime import datetime

    from salesplan.host.audit.history import Line

_HEADERS = (
    Words("When", "时间", "時間"),
    Words("By", "更改人", "變更人"),
    Words("What", "内容", "內容"),
    Words("Before → after", "更改前 → 更改后", "變更前 → 變更後"),
    Words("Command", "命令", "命令"),
)
_NO_LOG = Words(
    "{file} has no log: salesplan has changed nothing in it that people type",
    "{file} 没有变更日志：salesplan 未更改过其中的手工填写内容",
    "{file} 沒有變更日誌：salesplan 未變更過其中的手工填寫內容",
)
_NONE = Words("no such change", "没有符合条件的更改", "沒有符合條件的變更")
_NONE_YET = Words("the log has no changes yet", "变更日志中还没有更改", "變更日誌中還沒有變更")
_EARLIER = Words(
    "… {count:,} earlier ones (all of them with --json)",
    "……更早的 {count:,} 条（用 --json 查看全部）",
    "……更早的 {count:,} 筆（用 --json 檢視全部）",
)
_MOST_LINES = 200
_WIDEST = 60
_MOST_BROKEN = 6
"""Lines that one change may take."""


@click.command("history")
@options.book
@click.option("--cell", default=None, metavar="CELL", help="Of one cell: 'Quota!G7', or Quota/R-01/override.")
@click.option("--rep", default=None, help="About one rep, by id or name.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="DAY", help="From a day on, as 2027-03-31."
)
@click.option("--by", default=None, metavar="NAME", help="By one person, or through whom the change came.")
@options.as_json
@options.language
def command(
    book: Path,
    cell: str | None,
    rep: str | None,
    since: "datetime | None",
    by: str | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """List what people changed in BOOK through salesplan: when, who, which cell, from what to what; the newest last.

    What somebody types in Excel is not in the log until salesplan brings it somewhere. The log is held against the codes
    in BOOK's list of runs; exit code 1 when it was tampered with.
    """
    from salesplan.cli.render import as_data, columns, print_json, show_findings
    from salesplan.findings import errors
    from salesplan.host.audit.history import history

    done = history(book, cell=cell, rep=rep, since=since.date() if since else None, by=by, language=lang)
    language = done.opened.language
    if as_json:
        findings = [as_data(finding, language) for finding in done.findings]
        print_json({"History": [_as_data(line) for line in done.lines]}, findings, [], log=done.there)
    else:
        shown = done.lines[-_MOST_LINES:]
        if len(done.lines) > len(shown):
            click.echo(_EARLIER.said(language).format(count=len(done.lines) - len(shown)))
        headers = [header.said(language) for header in _HEADERS]
        rows = [lines for line in shown for lines in _rows(line)]
        for text in columns([headers, *rows], right=[False] * len(headers)) if shown else ():
            click.echo(text)
        if not shown:
            asked = any((cell, rep, since, by))
            said = (_NONE if asked else _NONE_YET) if done.there else _NO_LOG
            click.echo(said.said(language).format(file=book.name), err=True)
        show_findings(done.findings, language)
    click.get_current_context().exit(1 if errors(done.findings) else 0)


def _rows(line: "Line") -> list[list[str]]:
    """Give the lines of one change: what is long goes on below."""
    entry = line.entry
    by = entry.by if entry.by == entry.through else f"{entry.by} ({entry.through})"
    command = f"{entry.command}: {entry.note}" if entry.note else entry.command
    changed = f"{line.before or '–'} → {line.after or '–'}"
    cells = [[f"{entry.at:%Y-%m-%d %H:%M:%S}"], *map(_broken, (by, line.what, changed, command))]
    return [list(row) for row in zip_longest(*cells, fillvalue="")]


def _broken(text: str) -> list[str]:
    from salesplan.cli.render import broken, one_line

    lines = broken(text, _WIDEST)
    return [*lines[: _MOST_BROKEN - 1], one_line(" ".join(lines[_MOST_BROKEN - 1 :]), _WIDEST)][: len(lines)]


def _as_data(line: "Line") -> dict[str, Any]:
    entry = line.entry
    return {
        "entry": entry.seq,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "through": entry.through,
        "command": entry.command,
        "note": entry.note,
        "what": line.what,
        "table": entry.table,
        "key": entry.key,
        "name": entry.name,
        "column": entry.column,
        "rep_id": entry.rep_id,
        "before": entry.before,
        "after": entry.after,
        "run": entry.run,
    }
