"""``salesplan scenario adopt``: a scenario's changes, typed into the plan."""

from pathlib import Path
from typing import Any

import click

from salesplan.cli import clock, options
from salesplan.words import Words

_ADOPTED = Words("adopted {name}: {changes}", "已采用“{name}”：{changes}", "已採用「{name}」：{changes}")
_WOULD = Words("{name} would change: {changes}", "“{name}”将更改：{changes}", "「{name}」將更改：{changes}")
_ONE_ROW = Words("{table} 1 row", "{table} 1 行", "{table} 1 列")
_ROWS = Words("{table} {count:,} rows", "{table} {count:,} 行", "{table} {count:,} 列")
_NOTHING = Words("nothing in the plan differs", "计划没有任何变化", "計畫沒有任何變化")
_STOP = Words(", ", "、", "、")


@click.command("adopt")
@click.argument("name")
@click.argument("plan", type=options.FILE)
@click.argument("book", type=options.FILE)
@options.history
@options.language
@options.as_json
@options.writing
def adopt(
    name: str,
    plan: Path,
    book: Path,
    sales: Path | None,
    sales_map: Path | None,
    lang: str | None,
    as_json: bool,
    out: Path | None,
    dry_run: bool,
    partial: bool,
) -> None:
    """Type the changes of the scenario NAME of BOOK into PLAN, and split its quotas anew.

    Settings, growth adjustments, reps, ramp and rates become what the scenario says; overrides hold, and the others take
    the difference. What the scenario expects of the market is not copied. PLAN as it was is kept beside it.
    """
    from salesplan.cli.render import steps
    from salesplan.cli.report import show
    from salesplan.cli.running import STEPS
    from salesplan.host.outside import history_from
    from salesplan.host.scenarios.adopt import adopt as adopted
    from salesplan.host.wish import Wish
    from salesplan.tables.plan import SALES_PLAN

    wish = Wish(command="scenario adopt", at=clock.now(), out=out, dry_run=dry_run, partial=partial, language=lang)
    outside, sources = history_from(sales, sales_map, lang), [*filter(None, (sales, sales_map))]
    with steps(STEPS) as progress:
        done = adopted(name, plan, book, wish, outside=outside, sources=sources, progress=progress)
    language = done.report.opened.language
    if as_json:
        more: dict[str, Any] = {"scenario": done.name, "settings": done.settings, "rows": done.rows}
        click.get_current_context().exit(show(done.report, as_json=True, dry_run=dry_run, more=more))
    code = show(done.report, as_json=False, dry_run=dry_run)
    if done.report.writes:
        sheets = {sheet.table.name: sheet.name.said(language) for sheet in SALES_PLAN.sheets}
        changes = [*done.said]
        for table, count in done.rows.items():
            changes.append((_ONE_ROW if count == 1 else _ROWS).said(language).format(table=sheets[table], count=count))
        said = _STOP.said(language).join(changes) or _NOTHING.said(language)
        click.echo((_WOULD if dry_run else _ADOPTED).said(language).format(name=done.name, changes=said), err=True)
    click.get_current_context().exit(code)
