"""How a run of planning functions is shown: as JSON, or as a short table and what was written."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from salesplan.cli.render import (
    amount,
    as_data,
    columns,
    print_json,
    rows_as_data,
    show_findings,
    writes_as_data,
)
from salesplan.findings import errors
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.host.run import Report

_NOTHING = Words(
    "nothing was written: put the errors right, or write in spite of them with --partial",
    "未写入任何内容：请改正错误，或用 --partial 强制写入",
    "未寫入任何內容：請改正錯誤，或用 --partial 強制寫入",
)
_DRY = Words("dry run: nothing was written", "试运行：未写入任何内容", "試執行：未寫入任何內容")
_WROTE = Words("wrote {file}", "已写入 {file}", "已寫入 {file}")
_BACKUP = Words(" (the file as it was: {backup})", "（原文件备份：{backup}）", "（原檔備份：{backup}）")
_OVERRIDES = Words("overrides that hold: {held}", "生效的调整值：{held}", "生效的調整值：{held}")
_COMPANY = Words("Company", "公司", "公司")


def show(report: "Report", *, as_json: bool, dry_run: bool) -> int:
    """Print a report and give the exit code: 1 where there are findings of severity error."""
    opened = report.opened
    if as_json:
        tables = {
            name: rows_as_data(opened.plan.table(name), frame, opened.currency) for name, frame in report.frames.items()
        }
        file = report.saved.path.name if report.saved else opened.path.name
        written = writes_as_data(report.writes, file) if report.saved else []
        print_json(tables, [as_data(f, opened.language) for f in report.findings], written)
    else:
        _table(report)
        show_findings(report.findings, opened.language)
        click.echo(_ending(report, dry_run), err=True)
    return 1 if errors(report.findings) else 0


def _table(report: "Report") -> None:
    """Print the regions and the company: last year, final, growth."""
    from salesplan.host.writing import cells_of
    from salesplan.tables.quota import REGION_QUOTA

    opened = report.opened
    if REGION_QUOTA.name not in report.frames or not report.writes:
        return
    frame = report.frames[REGION_QUOTA.name]
    shown = [REGION_QUOTA[key] for key in ("region", "last_year", "base", "final")]
    cells = [
        cells_of(column, frame[column.key], currency=opened.currency, language=opened.language) for column in shown
    ]
    rows = [list(row) for row in zip(*cells, strict=True)]
    totals = [sum(int(value) for value in frame[column.key]) / opened.currency.minor for column in shown[1:]]
    rows.append([_COMPANY.said(opened.language), *totals])
    lines = [
        [column.label.said(opened.language) for column in shown] + [REGION_QUOTA["growth"].label.said(opened.language)]
    ]
    for name, last_year, base, final in rows:
        grown = f"{final / last_year - 1:+.1%}" if last_year else ""
        lines.append(
            [str(name), *(amount(value, opened.currency.decimals) for value in (last_year, base, final)), grown]
        )
    for line in columns(lines, right=[False, True, True, True, True]):
        click.echo(line)
    _show_overrides(report)


def _show_overrides(report: "Report") -> None:
    """Say how many overrides hold on each level, where there are any."""
    from salesplan.tables.quota import QUOTA, REGION_QUOTA, TEAM_QUOTA

    counts = {
        table.name: int(report.frames[table.name]["override"].notna().sum())
        for table in (REGION_QUOTA, TEAM_QUOTA, QUOTA)
        if table.name in report.frames
    }
    held = ", ".join(f"{name} {count}" for name, count in counts.items() if count)
    if held:
        click.echo(_OVERRIDES.said(report.opened.language).format(held=held))


def _as_typed(path: Path) -> Path:
    """Give a path from where the user stands, where that is shorter."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _ending(report: "Report", dry_run: bool) -> str:
    language = report.opened.language
    if report.saved:
        backup = _BACKUP.said(language).format(backup=report.saved.backup.name) if report.saved.backup else ""
        return _WROTE.said(language).format(file=_as_typed(report.saved.path)) + backup
    return (_DRY if dry_run and report.writes else _NOTHING).said(language)
