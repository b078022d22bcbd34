"""What a command prints: data on standard output, words on standard error."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import click

from salesplan.findings import Finding, Severity, ranked
from salesplan.words import ENGLISH, Words

if TYPE_CHECKING:
    import pandas as pd

    from salesplan.tables.model import Holds, Table
    from salesplan.tables.units import Currency
    from salesplan.workbook.writes import Write

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_MOST_LINES = 40
_MOST_ROWS = 30
_LINE = 79
_SHORT = 7
_MOST_NAMES = 5
LISTED = Words(", ", "、", "、")
"""Stands between things in a list."""
DRY = Words("dry run: nothing was written", "试运行：未写入任何内容", "試執行：未寫入任何內容")
AGAIN = Words("; --replace makes them anew", "；--replace 可重新生成", "；--replace 可重新產生")
"""Is said of files that were there already."""
_MORE = Words("… and {count:,} more", "……其余 {count:,} 个", "……其餘 {count:,} 個")


def few_names(names: Sequence[str], language: str = ENGLISH) -> str:
    """List some names, of many the first.

    Examples
    --------
    >>> few_names(["a", "b"]), few_names("甲乙丙丁戊己", "zh-Hans")
    ('a, b', '甲、乙、丙、丁、戊、…')
    """
    more = ["…"] if len(names) > _MOST_NAMES else []
    return LISTED.said(language).join([*names[:_MOST_NAMES], *more])


def show_findings(findings: Sequence[Finding], language: str = ENGLISH) -> None:
    """Print findings, one line each, the worst first; very many are cut with a count."""
    from salesplan.tables.journal import SEVERITIES
    from salesplan.tables.model import label_of

    for finding in ranked(findings)[:_MOST_LINES]:
        word = label_of(SEVERITIES, str(finding.severity), language)
        mark = click.style(word, fg=_COLOURS[finding.severity])
        click.echo(f"{mark}: {finding.line(language)}", err=True)
    if len(findings) > _MOST_LINES:
        click.echo(f"… and {len(findings) - _MOST_LINES:,} more (all of them with --json)", err=True)


def as_data(finding: Finding, language: str = ENGLISH) -> dict[str, Any]:
    """Give a finding as plain data for ``--json``."""
    return {
        "severity": str(finding.severity),
        "code": finding.code,
        "workbook": finding.workbook,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "table": finding.table,
        "row": finding.row,
        "column": finding.column,
        "message": finding.message(language),
        "fix": finding.fix(language),
    }


def rows_as_data(table: "Table", frame: "pd.DataFrame", currency: "Currency") -> list[dict[str, Any]]:
    """Give the rows of a typed frame by key, as plain data: money in units of the currency, blanks as null."""
    from salesplan.host.writing import cells_of
    from salesplan.tables.model import Holds

    plain: dict[str, list[Any]] = {}
    for column in table:
        if column.key not in frame:
            continue
        if column.holds in {Holds.TEXT, Holds.CHOICE}:
            plain[column.key] = [str(text) for text in frame[column.key]]
        else:
            plain[column.key] = [_plain(cell) for cell in cells_of(column, frame[column.key], currency=currency)]
    return [dict(zip(plain, row, strict=True)) for row in zip(*plain.values(), strict=True)]


def _plain(cell: Any) -> Any:
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else float(f"{cell:.14g}")
    return cell.isoformat() if hasattr(cell, "isoformat") else cell


def writes_as_data(writes: "Sequence[Write]", file: str) -> list[dict[str, Any]]:
    """Give writes as plain data: what, where, how much."""
    from salesplan.workbook.writes import CellWrite, SheetGraft, TableWrite

    listed: list[dict[str, Any]] = []
    for write in writes:
        match write:
            case TableWrite():
                listed.append(
                    {"file": file, "table": write.table, "rows": len(write.rows), "columns": list(write.columns)}
                )
            case CellWrite():
                listed.append({"file": file, "sheet": write.sheet, "row": write.row, "column": write.column})
            case SheetGraft():
                listed.append({"file": file, "sheet": write.name})
            case _:
                listed.append({"file": file, "name": write.name})
    return listed


def print_json(
    tables: dict[str, Any], findings: list[dict[str, Any]], written: list[dict[str, Any]], **more: Any
) -> None:
    """Print the one JSON document of a command, a row on a line."""
    named = ",\n".join(f"{_json(name)}: {_listed(rows)}" for name, rows in tables.items())
    rest = {"findings": _listed(findings), "written": _listed(written)} | {
        key: _json(value) for key, value in more.items()
    }
    pairs = "".join(f",\n{_json(key)}: {value}" for key, value in rest.items())
    click.echo(f'{{"tables": {{{named}}}{pairs}}}')


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _listed(rows: list[dict[str, Any]]) -> str:
    return "[" + ",\n".join(_json(row) for row in rows) + "]"


def amount(value: float, decimals: int = 2) -> str:
    """Write an amount with thousands separators, without idle decimals.

    Examples
    --------
    >>> amount(1100000.0), amount(43622479.05)
    ('1,100,000', '43,622,479.05')
    """
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.{decimals}f}"


def one_line(text: str, most: int) -> str:
    r"""Give a text on one line, cut where it takes more than so many places; it may hold what anybody typed.

    Examples
    --------
    >>> one_line("a\nb", 5), one_line("quarterly", 5), one_line("季度目标", 5)
    ('a b', 'quar…', '季度…')
    """
    lines = broken(text, most)
    return lines[0] if len(lines) == 1 else _cut(f"{lines[0]} {lines[1]}", most - 1) + "…"


def broken(text: str, most: int) -> list[str]:
    """Break a text into lines of at most so many places, between words where there are blanks.

    Examples
    --------
    >>> broken("new store in Dover", 9), broken("季度目标", 5), broken("", 5)
    (['new store', 'in Dover'], ['季度', '目标'], [''])
    """
    rest = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    lines = []
    while _width(rest) > most:
        part = _cut(rest, most)
        if rest[len(part)] != " " and " " in part.strip() and _width(part[part.rindex(" ") :]) * 2 < most:
            part = part[: part.rindex(" ")]
        lines.append(part.rstrip())
        rest = rest[len(part) :].lstrip()
    return [*lines, rest]


def _cut(text: str, most: int) -> str:
    """Give the beginning of a text that takes at most so many places, of one letter at least."""
    ends = accumulate(map(_width, text))
    return text[: max(1, sum(end <= most for end in ends))]


def columns(rows: Sequence[Sequence[str]], *, right: Sequence[bool]) -> list[str]:
    """Line up cells of text in columns; Chinese characters take two places.

    Examples
    --------
    >>> columns([["华东", "1,000"], ["North", "20"]], right=[False, True])
    ['华东   1,000', 'North     20']
    """
    widths = [max(_width(row[position]) for row in rows) for position in range(len(right))]

    def padded(text: str, width: int, to_right: bool) -> str:
        room = " " * (width - _width(text))
        return room + text if to_right else text + room

    return ["  ".join(padded(*cell) for cell in zip(row, widths, right, strict=True)).rstrip() for row in rows]


def show_rows(headers: Sequence[Words], rows: Sequence[Sequence[str]], *, right: Sequence[bool], language: str) -> None:
    """Print rows of text under their headers, none without rows; of very many the first, and how many more there are."""
    lines = [[header.said(language) for header in headers], *rows[:_MOST_ROWS]]
    for line in columns(lines, right=right) if rows else []:
        click.echo(line)
    if len(rows) > _MOST_ROWS:
        click.echo(_MORE.said(language).format(count=len(rows) - _MOST_ROWS))


def table_lines(
    table: "Table", frame: "pd.DataFrame", keys: Sequence[str], currency: "Currency", language: str
) -> list[str]:
    """Line up some columns of a typed frame under their labels, numbers to the right."""
    from salesplan.host.writing import cells_of
    from salesplan.tables.model import Holds

    shown = [table[key] for key in keys]
    cells = [cells_of(column, frame[column.key], currency=currency, language=language) for column in shown]
    texts = [
        [_shown(cell, column.holds, currency.decimals) for cell in column_cells]
        for column, column_cells in zip(shown, cells, strict=True)
    ]
    headers = [
        _two_lines(column.label.said(language), max(map(_width, cells), default=0))
        for column, cells in zip(shown, texts, strict=True)
    ]
    upper, lower = ([lines[place] for lines in headers] for place in (0, 1))
    words = {Holds.TEXT, Holds.CHOICE}
    rows = [list(row) for row in zip(*texts, strict=True)]
    return columns([upper, lower, *rows] if any(upper) else [lower, *rows], right=[c.holds not in words for c in shown])


def _two_lines(label: str, room: int) -> tuple[str, str]:
    """Break a label that is wider than its column into two lines, as evenly as its words allow.

    Examples
    --------
    >>> _two_lines("Visits per working day", 4), _two_lines("Rep", 2), _two_lines("计划完成率", 5)
    (('Visits per', 'working day'), ('', 'Rep'), ('计划完', '成率'))
    """
    if _width(label) <= max(room, _SHORT):
        return "", label
    breaks = [place for place, letter in enumerate(label) if place and (letter == " " or _width(letter) == 2)]
    if not breaks:
        return "", label
    at = min(breaks, key=lambda place: (max(_width(label[:place]), _width(label[place:].strip())), -place))
    return label[:at], label[at:].strip()


def _shown(cell: Any, holds: "Holds", decimals: int) -> str:
    """Write one cell as people read it."""
    if cell is None or cell != cell:
        return ""
    match holds:
        case "money" | "ledger money":
            return amount(cell, decimals)
        case "percent":
            return f"{cell:.1%}"
        case "number" | "whole number":
            return f"{cell:,.5g}" if float(cell) < 1000 else f"{cell:,.0f}"
        case "date" | "month":
            return f"{cell:%Y-%m-%d}"
        case _:
            return str(cell)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


@contextmanager
def steps(names: dict[str, str]) -> Iterator[Any]:
    """Show a progress bar over named steps on a terminal, and nothing in a pipe.

    Gives a function to call with the key of each step as it begins.
    """
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    with click.progressbar(length=len(names), label=" ", file=sys.stderr, show_eta=False) as bar:
        begun: list[str] = []

        def begin(step: str) -> None:
            bar.label = names[step]
            bar.update(1 if begun else 0)
            begun.append(step)
            bar.render_progress()

        yield begin
        bar.update(len(names) - bar.pos)


@contextmanager
def counting() -> Iterator[Any]:
    """Show the file at work on a terminal, and nothing in a pipe.

    Gives a function to call with the number of files that are done, of how many, and the name of the next.
    """
    if not sys.stderr.isatty():
        yield lambda done, count, name: None
        return
    width = 0

    def begin(done: int, count: int, name: str) -> None:
        nonlocal width
        text = f"  {min(done + 1, count)}/{count}  {name}"
        click.echo("\r" + text.ljust(width)[:_LINE], nl=False, err=True)
        width = len(text)

    yield begin
    click.echo("\r" + " " * min(width, _LINE) + "\r", nl=False, err=True)


def waiting() -> None:
    """Say that another salesplan is at work on the plan."""
    click.echo("another salesplan works on this plan; waiting for it …", err=True)


@contextmanager
def bar() -> Iterator[Any]:
    """Show a progress bar over many pieces of work on a terminal, and nothing in a pipe.

    Gives a function to call with the number of pieces that are done, of how many, and the name of the next.
    """
    if not sys.stderr.isatty():
        yield lambda done, count, name: None
        return
    with click.progressbar(length=1, label=" ", file=sys.stderr, show_eta=False) as drawn:

        def begin(done: int, count: int, name: str) -> None:
            drawn.length, drawn.label = max(count, 1), name[: _LINE // 2]
            drawn.update(done - drawn.pos)
            drawn.render_progress()

        yield begin
        drawn.update((drawn.length or 0) - drawn.pos)
