"""What the terminal shows of quotas: regions and company, and how many overrides hold."""

from typing import TYPE_CHECKING

import click

from salesplan.cli.render import amount, columns
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.cli.shown import Done

_OVERRIDES = Words("overrides that hold: {held}", "生效的调整值：{held}", "生效的調整值：{held}")


def show(done: "Done") -> None:
    """Print the regions and the company: last year, base, final, growth."""
    from salesplan.host.writing import cells_of
    from salesplan.tables.quota import COMPANY, REGION_QUOTA

    if REGION_QUOTA.name not in done.frames:
        return
    opened = done.opened
    frame = done.frames[REGION_QUOTA.name]
    shown = [REGION_QUOTA[key] for key in ("region", "last_year", "base", "final")]
    cells = [
        cells_of(column, frame[column.key], currency=opened.currency, language=opened.language) for column in shown
    ]
    rows = [list(row) for row in zip(*cells, strict=True)]
    totals = [sum(int(value) for value in frame[column.key]) / opened.currency.minor for column in shown[1:]]
    rows.append([COMPANY.said(opened.language), *totals])
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
    _show_overrides(done)


def _show_overrides(done: "Done") -> None:
    """Say how many overrides hold on each level, where there are any."""
    from salesplan.tables.quota import QUOTA, REGION_QUOTA, TEAM_QUOTA

    counts = {
        table.name: int(done.frames[table.name]["override"].notna().sum())
        for table in (REGION_QUOTA, TEAM_QUOTA, QUOTA)
    }
    held = ", ".join(f"{name} {count}" for name, count in counts.items() if count)
    if held:
        click.echo(_OVERRIDES.said(done.opened.language).format(held=held))
