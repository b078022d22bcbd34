"""What the terminal shows of scenarios: each against the plan, and how likely it is."""

from typing import TYPE_CHECKING

import click

from salesplan.cli.render import table_lines
from salesplan.tables.scenario_likely import ATTAINMENT
from salesplan.tables.scenario_results import RESULTS
from salesplan.words import Words

if TYPE_CHECKING:
    import pandas as pd

    from salesplan.cli.shown import Done

_QUOTAS = ("scenario", "company_quota", "company_final", "change", "change_share", "growth", "ramped_heads", "heads_gap")
_LIKELY = ("scenario", "expected_sales", "chance", "p10", "p90", "share_at_quota", "expected_payout", "mark")
_MOST = 30
_MORE = Words("… and {count:,} more in the workbook", "……其余 {count:,} 个见工作簿", "……其餘 {count:,} 個見活頁簿")
_FAILED = Words("not computed: {names}", "未能计算：{names}", "未能計算：{names}")
_STOP = Words(", ", "、", "、")


def show(done: "Done") -> None:
    """Print what is asked in each scenario, how likely it is, and which could not be computed."""
    if RESULTS.name not in done.frames:
        return
    results, opened = done.frames[RESULTS.name], done.opened
    computed = results[results["state"] == "computed"]
    for table, frame, keys in ((RESULTS, computed, _QUOTAS), (ATTAINMENT, done.frames[ATTAINMENT.name], _LIKELY)):
        for line in table_lines(table, frame.head(_MOST), keys, opened.currency, opened.language):
            click.echo(line)
        click.echo("")
    if len(computed) > _MOST:
        click.echo(_MORE.said(opened.language).format(count=len(computed) - _MOST))
    _show_failed(results[results["state"] == "failed"], opened.language)


def _show_failed(failed: "pd.DataFrame", language: str) -> None:
    """Name the scenarios that could not be computed."""
    names = _STOP.said(language).join(failed["scenario"].tolist())
    if names:
        click.echo(_FAILED.said(language).format(names=names))
