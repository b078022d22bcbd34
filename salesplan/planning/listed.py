"""Many rows with the same trouble: the first are listed, the others counted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding, Kind, Severity
from salesplan.planning.arrays import Flags
from salesplan.words import Words

MOST_LISTED: Final = 10
"""Findings of one kind that are listed one by one."""


def few(names: Sequence[str], most: int) -> str:
    """Name the first of many.

    Examples
    --------
    >>> few(["a", "b", "c"], 2), few(["a", "b"], 2)
    ('a, b …', 'a, b')
    """
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def first_row(frame: pd.DataFrame, which: Flags) -> int:
    """Give the sheet's first row of some, at which a finding about all of them stands.

    Examples
    --------
    >>> first_row(pd.DataFrame({"note": ["a", "b", "c"]}, index=[9, 7, 5]), np.array([True, True, False]))
    7
    """
    return int(frame.index.to_numpy(dtype=np.int64)[which].min())


def more_like_it(code: str) -> Kind:
    """Make the kind that counts the rows not listed, for `listed`; its facts are ``count`` and ``like``."""
    return Kind(
        code,
        Severity.WARNING,
        Words(
            "{count:,} more rows are like this [{like}]",
            "还有 {count:,} 行有同样情况 [{like}]",
            "還有 {count:,} 列有同樣情況 [{like}]",
        ),
        Words("put the first ones right and run again", "先处理前面的，再次运行", "先處理前面的，再次執行"),
    )


def listed(
    kind: Kind,
    more: Kind,
    table: str,
    rows: Iterable[int],
    column: str,
    facts_of: Callable[[int], Mapping[str, object]],
) -> list[Finding]:
    """Report the same trouble of many rows: the first `MOST_LISTED` one by one, then how many more there are.

    Parameters
    ----------
    kind, more
        The finding of a row, and the one that counts the others (see `more_like_it`).
    table, column
        Where the rows are, and which cell of each is meant.
    rows
        Rows of the sheet, in any order; the findings are sorted by them.
    facts_of
        Gives the facts of a row. It is asked for listed rows only.

    Examples
    --------
    >>> kind = Kind("T900", Severity.WARNING, Words("{name} has no owner"), Words("name one"))
    >>> found = listed(kind, more_like_it("T901"), "Customers", range(30, 4, -1), "rep_id",
    ...                lambda row: {"name": f"C-{row}"})
    >>> len(found), found[0].line(), found[-1].line()[:55]
    (11, 'Customers[rep_id] row 5 [T900] C-5 has no owner; name one', 'Customers[rep_id] row 15 [T901] 16 more rows are like t')
    """
    ordered = sorted(rows)
    found = [kind.at(table, row, column, **facts_of(int(row))) for row in ordered[:MOST_LISTED]]
    if len(ordered) > MOST_LISTED:
        rest = len(ordered) - MOST_LISTED
        found.append(more.at(table, ordered[MOST_LISTED], column, count=rest, like=kind.code))
    return found


def shortened(findings: Iterable[Finding], more: Kind) -> list[Finding]:
    """List the first findings of a kind in a workbook, `MOST_LISTED` of them, and count the others at the next one's cell.

    Examples
    --------
    >>> kind = Kind("T900", Severity.WARNING, Words("no owner"), Words("name one"))
    >>> found = shortened([kind.at("Customers", row, "rep_id") for row in range(5, 31)], more_like_it("T901"))
    >>> len(found), found[-1].line()
    (11, 'Customers[rep_id] row 15 [T901] 16 more rows are like this [T900]; put the first ones right and run again')
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.workbook, finding.code), []).append(finding)
    return [each for same in alike.values() for each in _first_of(same, more)]


def _first_of(same: list[Finding], more: Kind) -> Iterator[Finding]:
    yield from same[:MOST_LISTED]
    if len(same) > MOST_LISTED:
        last = same[MOST_LISTED]
        rest = more.at(last.table, last.row, last.column, count=len(same) - MOST_LISTED, like=last.code)
        yield rest.placed(workbook=last.workbook, sheet=last.sheet, cell=last.cell)
