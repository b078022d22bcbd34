"""How a run of planning functions is shown: as JSON, or as a short table and what was written."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from salesplan.cli.render import (
    DRY,
    as_data,
    print_json,
    rows_as_data,
    show_findings,
    writes_as_data,
)
from salesplan.findings import errors
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.cli.shown import Done
    from salesplan.host.opened import OpenedPlan
    from salesplan.host.run import Report
    from salesplan.workbook.save import Saved
    from salesplan.workbook.writes import Write

_NOTHING = Words(
    "nothing was written: put the errors right, or write in spite of them with --partial",
    "未写入任何内容：请改正错误，或用 --partial 强制写入",
    "未寫入任何內容：請改正錯誤，或用 --partial 強制寫入",
)
_WROTE = Words("wrote {file}", "已写入 {file}", "已寫入 {file}")
_WROTE_LIVE = Words(
    "wrote into {file}, which is open in Excel: save it there, or close it without saving to go back",
    "已写入 Excel 中打开的 {file}：请在 Excel 中保存，或不保存直接关闭以还原",
    "已寫入 Excel 中開啟的 {file}：請在 Excel 中儲存，或不儲存直接關閉以還原",
)
_BACKUP = Words(" (the file as it was: {backup})", "（原文件备份：{backup}）", "（原檔備份：{backup}）")

_NO_MORE: Mapping[str, Any] = MappingProxyType({})


def show(
    report: "Report",
    *,
    as_json: bool,
    dry_run: bool,
    views: Sequence[str] | None = None,
    more: Mapping[str, Any] = _NO_MORE,
) -> int:
    """Print a report and give the exit code: 1 where there are findings of severity error.

    ``views`` names the planning functions whose results are shown on a terminal; by default all that ran. ``more`` is
    what the JSON document has beside them.
    """
    opened = report.opened
    if as_json:
        file = report.saved.path.name if report.saved else opened.path.name
        written = writes_as_data(report.writes, file) if report.saved else []
        print_json(tables_as_data(report), [as_data(f, opened.language) for f in report.findings], written, **more)
    else:
        for name in (report.results if views is None else views) if report.writes else ():
            import_module(f"salesplan.cli.shown.{name}").show(report)
        show_findings(report.findings, opened.language)
        click.echo(ending(opened, report.saved, report.writes, dry_run), err=True)
    return 1 if errors(report.findings) else 0


def tables_as_data(done: "Done") -> dict[str, list[dict[str, Any]]]:
    """Give the computed tables as plain data, by name."""
    opened = done.opened
    tables = {name: found.table for name, found in opened.found.items()}
    return {
        name: rows_as_data(tables.get(name) or opened.plan.table(name), frame, opened.currency)
        for name, frame in done.frames.items()
    }


def _as_typed(path: Path) -> Path:
    """Give a path from where the user stands, where that is shorter."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def ending(opened: "OpenedPlan", saved: "Saved | None", writes: "Sequence[Write]", dry_run: bool) -> str:
    """Say what was written, or why nothing was."""
    language = opened.language
    if saved and not saved.on_disk:
        return _WROTE_LIVE.said(language).format(file=saved.path.name)
    if saved:
        backup = _BACKUP.said(language).format(backup=saved.backup.name) if saved.backup else ""
        return _WROTE.said(language).format(file=_as_typed(saved.path)) + backup
    return (DRY if dry_run and writes else _NOTHING).said(language)
