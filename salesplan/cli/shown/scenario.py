"""What the terminal shows of scenarios: each against the plan, how likely it is, and whether the method is fair."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

from salesplan.cli.render import table_lines
from salesplan.tables.model import Column, Holds, Table
from salesplan.tables.scenario_likely import ATTAINMENT, BACK_TEST
from salesplan.tables.scenario_results import RESULTS
from salesplan.words import Words

if TYPE_CHECKING:
    import pandas as pd

    from salesplan.cli.shown import Done

_QUOTAS = (
    "scenario",
    "company_quota",
    "company_final",
    "change",
    "change_share",
    "growth",
    "ramped_heads",
    "heads_gap",
)
_LIKELY = ("scenario", "expected_sales", "chance", "p10", "p90", "share_at_quota", "mark")
_TESTED = ("size", "reps", "quota", "sales", "attainment", "share_at_quota", "middle")
_MOST = 30
_LONGEST = 24
_LINE = 79
_PIECES = re.compile(r"[（“「]*(?:[!-~]+(?: %)?|[^\s])[，。；：、）”」]*\s*")
"""What is not broken at the end of a line: a word, a Chinese letter, each with the marks around it."""
_SIGNED = "heads_gap"
_MORE = Words("… and {count:,} more in the workbook", "……其余 {count:,} 个见工作簿", "……其餘 {count:,} 個見活頁簿")
_FAILED = Words("not computed: {names}", "未能计算：{names}", "未能計算：{names}")
_BACK_TEST = Words(
    "Back-test: the last full year, planned from the year before it, by size of quota (0 = all, 1 = the smallest)",
    "回测：以前一年数据规划最近一个完整年度，按配额大小分组（0 = 全部，1 = 最小）",
    "回測：以前一年資料規劃最近一個完整年度，依配額大小分組（0 = 全部，1 = 最小）",
)
_STOP = Words(", ", "、", "、")


def show(done: "Done") -> None:
    """Print what is asked in each scenario, how likely it is, and which could not be computed."""
    if RESULTS.name not in done.frames:
        return
    results, opened = done.frames[RESULTS.name], done.opened
    computed = results[results["state"] == "computed"].round({"ramped_heads": 1, "heads_gap": 1})
    for table, frame, keys in ((RESULTS, computed, _QUOTAS), (ATTAINMENT, done.frames[ATTAINMENT.name], _LIKELY)):
        _show_table(done, table, _named_in_short(frame.head(_MOST)), keys)
        click.echo("")
    if len(computed) > _MOST:
        click.echo(_MORE.said(opened.language).format(count=len(computed) - _MOST))
    _show_failed(results[results["state"] == "failed"], opened.language)
    _show_test(done)


def _show_table(done: "Done", table: Table, frame: "pd.DataFrame", keys: Sequence[str]) -> None:
    """Print some columns: amounts in whole units, as most are estimates, and heads over or lacking with their sign."""
    currency, shown = done.opened.currency, frame[list(keys)]
    amounts = [key for key in keys if table[key].holds is Holds.MONEY]
    unit = currency.minor
    shown = shown.assign(**{key: ((shown[key] + unit // 2) // unit * unit).astype("Int64") for key in amounts})
    if _SIGNED in keys:
        gaps = ["" if gap != gap else f"{gap:+.1f}" for gap in shown[_SIGNED].tolist()]
        shown = shown.assign(**{_SIGNED: [gap.rjust(max(map(len, gaps))) for gap in gaps]})
        table = replace(table, columns=tuple(_in_words(column) for column in table))
    for line in table_lines(table, shown, keys, currency, done.opened.language):
        click.echo(line)


def _in_words(column: Column) -> Column:
    return replace(column, holds=Holds.TEXT) if column.key == _SIGNED else column


def _named_in_short(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Let names take one line and leave room for the figures beside them."""
    names = [" ".join(name.split()) for name in frame["scenario"].tolist()]
    return frame.assign(scenario=[name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name in names])


def _show_test(done: "Done") -> None:
    """Print what the last full year would have come to, by size of quota, and what that means."""
    tested, opened = done.frames[BACK_TEST.name], done.opened
    if not len(tested):
        return
    for line in _wrapped(_BACK_TEST.said(opened.language)):
        click.echo(line)
    _show_table(done, BACK_TEST, tested, _TESTED)
    for line in _wrapped(tested["said"].iloc[0]):
        click.echo(line)


def _wrapped(text: str) -> Iterator[str]:
    """Break a text into lines of the usual width: between words, and between Chinese letters, which take two places.

    Examples
    --------
    >>> [line[-10:] for line in _wrapped("x" * 77 + " 97 % of it")], [line[:3] for line in _wrapped("共" * 39 + "。计计计")]
    (['xxxxxxxxxx', '97 % of it'], ['共共共', '共。计'])
    >>> [line[:3] for line in _wrapped("共" * 38 + "（计）")]
    ['共共共', '（计）']
    """
    line = ""
    for piece in _PIECES.findall(text):
        if line and _width(line + piece.rstrip()) > _LINE:
            yield line.rstrip()
            line = ""
        line += piece
    yield line


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _show_failed(failed: "pd.DataFrame", language: str) -> None:
    """Name the scenarios that could not be computed."""
    names = _STOP.said(language).join(_named_in_short(failed)["scenario"].tolist())
    if names:
        click.echo(_FAILED.said(language).format(names=names))
