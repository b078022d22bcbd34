"""What people typed into the boxes of review pages: found, and kept on the Scorecard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from salesplan.findings import Finding
from salesplan.host.opened import OpenedPlan
from salesplan.host.review.box_kinds import NO_ROW, TOO_LONG
from salesplan.host.writing import NOWHERE
from salesplan.planning.names import folded
from salesplan.tables.parse import text_of
from salesplan.tables.plain import same_breaks
from salesplan.tables.scorecard import SCORECARD
from salesplan.workbook.addresses import cell_name
from salesplan.workbook.cell_content import LONGEST_TEXT
from salesplan.workbook.found import FoundTable
from salesplan.workbook.graft_read import AnchoredSheet, Placed
from salesplan.workbook.review_blocks import SHOWN, box_formula
from salesplan.workbook.writes import KEEP, TableWrite, Write

ACTIONS: Final = "actions"
_BAR: Final = "|"

Whose = tuple[str, str]
"""The period and the rep of a box, folded."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box in which somebody typed.

    Attributes
    ----------
    period, rep_id
        Whose it is.
    text
        What was typed.
    sheet, cell
        Where it stands.
    shown
        What the box showed when it was laid out, and the text took the place of; None where the text took the place
        of nothing, or where that is not known.
    """

    period: str
    rep_id: str
    text: str
    sheet: str
    cell: str
    shown: str | None = None

    @property
    def whose(self) -> Whose:
        """The period and the rep as they are matched."""
        return folded(self.period), folded(self.rep_id)


def is_key(value: object) -> bool:
    """Say whether a cell holds the key of a box."""
    return isinstance(value, str) and value.startswith(ACTIONS + _BAR)


def is_mark(value: object) -> bool:
    """Say whether a cell marks the text beside it as what a box showed."""
    return value == SHOWN


def has_keys(sheet: AnchoredSheet) -> bool:
    """Say whether the boxes of a sheet can still be told apart."""
    return any(is_key(cell.value) for cell in sheet.cells.values())


def boxes_on(sheet: AnchoredSheet, headers: Mapping[str, str]) -> list[Box]:
    """Find the boxes on a sheet of review pages in which somebody typed.

    A box is known by the key to its left, wherever rows and columns were moved to. All that is typed to the right of
    a key belongs to its box, each cell on a line of its own. Of a formula counts what it shows, unless it is the
    page's own; a formula that shows nothing counts as its text.

    Parameters
    ----------
    sheet
        The sheet.
    headers
        The headers of the plan's Scorecard by key, with which the page's own formulas are written.

    Examples
    --------
    >>> cells = {(30, 1): Placed("actions|2027-03|R-01"), (30, 2): Placed("call on Monday")}
    >>> [(box.rep_id, box.text, box.cell) for box in boxes_on(AnchoredSheet("Review", cells), {})]
    [('R-01', 'call on Monday', 'B30')]
    """
    rows: dict[int, dict[int, Placed]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, {})[column] = cell
    found = (_box(sheet.name, row, line, headers) for row, line in rows.items())
    return [box for box in found if box]


def _box(sheet: str, row: int, line: Mapping[int, Placed], headers: Mapping[str, str]) -> Box | None:
    """Read the box of a row; None where it has none, or nobody typed in it."""
    key = next((column for column, cell in line.items() if is_key(cell.value)), None)
    if key is None:
        return None
    period, _, rep_id = str(line[key].value).removeprefix(ACTIONS + _BAR).partition(_BAR)
    mark = max((column for column, cell in line.items() if is_mark(cell.value)), default=None)
    hidden = () if mark is None else (mark, mark + 1)
    beside = {column: cell for column, cell in line.items() if column > key and column not in hidden}
    theirs = {column: cell for column, cell in beside.items() if not _is_ours(cell, headers, period, rep_id)}
    texts = {column: text for column, cell in theirs.items() if (text := _typed(cell))}
    if not texts:
        return None
    text = "\n".join(texts.values())
    stands = len(theirs) < len(beside)
    shown = None if mark is None or stands else text_of(line.get(mark + 1, Placed()).value)
    if shown is not None and same_breaks(text) == same_breaks(shown):
        return None
    return Box(period, rep_id, text, sheet, cell_name(row, min(texts)), shown)


def _is_ours(cell: Placed, headers: Mapping[str, str], period: str, rep_id: str) -> bool:
    """Say whether a cell holds the formula of the page; programs may space and spell it otherwise."""
    return bool(cell.formula) and _plain(cell.formula) == _plain(box_formula(headers, period, rep_id))


def _plain(formula: str) -> str:
    return "".join(formula.split()).casefold()


def _typed(cell: Placed) -> str:
    return text_of(cell.value) or (f"={cell.formula}" if cell.formula else "")


def merged(before: str, shown: str | None, typed: str) -> str:
    r"""Join what the Scorecard says and what was typed in a box.

    What was typed takes the place of what the box showed. Where the Scorecard was changed since, too, or it is not known
    what the box showed, both stay.

    Parameters
    ----------
    before
        What the Scorecard says.
    shown
        What the box showed when it was laid out; None if that is not known.
    typed
        What was typed in the box.

    Examples
    --------
    >>> merged("visit C-10", "visit C-10", "visit C-1"), merged("train", "visit", "visit C-1")
    ('visit C-1', 'train\nvisit C-1')
    """
    said = same_breaks(before)
    if said == same_breaks(typed):
        return before
    unchanged = shown is not None and said == same_breaks(shown)
    return typed if unchanged or not said else f"{before}\n{typed}"


def take_up(opened: OpenedPlan, boxes: Sequence[Box]) -> tuple[dict[int, str], list[Finding]]:
    """Put what was typed into boxes on the Scorecard as it was read; its row counts as one in which a person typed.

    Returns
    -------
    agreed : dict
        The new text of the sheet rows that change.
    findings : list of Finding
        For boxes without a row, and for texts that no cell can hold.
    """
    frame, found = opened.frames[SCORECARD.name], opened.found[SCORECARD.name]
    rows = _rows_by_whose(frame)
    agreed: dict[int, str] = {}
    findings = []
    for box in sorted(boxes, key=lambda box: box.whose):
        row = rows.get(box.whose)
        if row is None:
            findings.append(NO_ROW.at(SCORECARD.name, None, ACTIONS, **_facts(box), text=box.text))
            continue
        before = str(frame.at[row, ACTIONS])
        after = merged(before, box.shown, box.text)
        if (count := _length(after)) > LONGEST_TEXT:
            facts = _facts(box) | {"count": count, "most": LONGEST_TEXT}
            findings.append(TOO_LONG.at(SCORECARD.name, row, ACTIONS, **facts))
        elif after != before:
            frame.at[row, ACTIONS] = after
            found.typed[row - found.info.first_row] = True  # so that it stays when its rep is gone
            agreed[row] = after
    return agreed, findings


def _length(text: str) -> int:
    """Count characters as Excel does, which takes an emoji for two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _facts(box: Box) -> dict[str, object]:
    return {"rep_id": box.rep_id, "period": box.period, "cell": box.cell, "sheet": box.sheet}


def _rows_by_whose(frame: pd.DataFrame) -> dict[Whose, int]:
    """Find the row of each period and rep; of several the first, which is the one that a box shows."""
    listed = list(zip(frame["period"], frame["rep_id"], frame.index, strict=True))
    return {(folded(period), folded(rep)): int(row) for period, rep, row in reversed(listed)}


def with_actions(opened: OpenedPlan, writes: Sequence[Write], agreed: Mapping[int, str]) -> list[Write]:
    """Add to the write of the Scorecard what was typed into boxes; its other typed cells stay as they are."""
    found = opened.found[SCORECARD.name]
    if not agreed:
        return list(writes)
    return [
        _with_column(write, found, agreed)
        if isinstance(write, TableWrite) and write.table == found.info.name
        else write
        for write in writes
    ]


def _with_column(write: TableWrite, found: FoundTable, agreed: Mapping[int, str]) -> TableWrite:
    rows = [NOWHERE if row is None else row + found.info.first_row for row in write.rows]
    texts = [agreed.get(row, KEEP) for row in rows]
    return TableWrite(write.table, write.rows, {**write.columns, found.headers[ACTIONS]: texts})
