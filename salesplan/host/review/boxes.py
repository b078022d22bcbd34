"""What people typed into the boxes of review pages: found, and kept on the Scorecard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from salesplan.findings import Finding, Kind, Severity
from salesplan.host.opened import OpenedPlan
from salesplan.host.writing import NOWHERE
from salesplan.planning.names import folded
from salesplan.tables.parse import text_of
from salesplan.tables.scorecard import SCORECARD
from salesplan.words import Words
from salesplan.workbook.graft_read import AnchoredSheet, Placed
from salesplan.workbook.read import FoundTable
from salesplan.workbook.writes import KEEP, TableWrite, Write

ACTIONS: Final = "actions"
_BAR: Final = "|"
_KEYS: Final = 1
"""The column of the keys, A."""

Whose = tuple[str, str]
"""The period and the rep of a box, folded."""

NO_ROW: Final = Kind(
    "R101",
    Severity.ERROR,
    Words(
        "what was agreed with {rep_id} in {period} (“{text}”, {cell} of the sheet {sheet}) has no row on the Scorecard to be kept in",
        "{rep_id} 在 {period} 的约定（“{text}”，“{sheet}”表 {cell}）在“记分卡”中没有对应行，无法保存",
        "{rep_id} 在 {period} 的約定（「{text}」，「{sheet}」表 {cell}）在「計分卡」中沒有對應列，無法保存",
    ),
    Words(
        "score that period again, or copy the text elsewhere and clear the box",
        "请重新为该期间评分，或将文字另存后清空该框",
        "請重新為該期間評分，或將文字另存後清空該框",
    ),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A box in which somebody typed: whose it is, what it says, where it stands."""

    period: str
    rep_id: str
    text: str
    sheet: str
    cell: str

    @property
    def whose(self) -> Whose:
        """The period and the rep as they are matched."""
        return folded(self.period), folded(self.rep_id)


def boxes_on(sheet: AnchoredSheet) -> list[Box]:
    """Find the boxes on a sheet of review pages in which somebody typed: where not the formula of the page stands any more.

    A box is known by the key in column A beside it, wherever rows were moved to. Cells that are merged have their text
    in the first of them, but a text that was put beside it counts as well.

    Examples
    --------
    >>> cells = {(30, 1): Placed("actions|2027-03|R-01"), (30, 2): Placed("call on Monday")}
    >>> boxes_on(AnchoredSheet("Review", cells))
    [Box(period='2027-03', rep_id='R-01', text='call on Monday', sheet='Review', cell='B30')]
    """
    keys = {row: _whose(key) for row, key in sheet.texts(_KEYS).items() if key.startswith(ACTIONS + _BAR)}
    typed = {
        row: text
        for row, column in sorted(sheet.cells, reverse=True)
        if row in keys and column > _KEYS and (text := _typed(sheet[row, column], *keys[row]))
    }
    return [Box(*keys[row], text, sheet.name, f"B{row}") for row, text in sorted(typed.items())]


def _typed(cell: Placed, period: str, rep_id: str) -> str:
    """Give what a person typed into a box, "" where it still shows the Scorecard; of their own formula what it shows."""
    shown = text_of(cell.value)
    if not cell.formula:
        return shown
    ours = all(f'"{part}"' in cell.formula.replace('""', '"') for part in (period, rep_id))
    return "" if ours else shown or f"={cell.formula}"


def _whose(key: str) -> tuple[str, str]:
    """Part the key of a box into period and rep."""
    period, _, rep_id = key.removeprefix(ACTIONS + _BAR).partition(_BAR)
    return period, rep_id


def kept(before: str, typed: str) -> str:
    r"""Put what was typed in a box in the place of what it showed, and lose nothing that it does not repeat.

    Examples
    --------
    >>> kept("visit C-1", "visit C-1 by Friday"), kept("visit C-1", "train on quotes")
    ('visit C-1 by Friday', 'visit C-1\ntrain on quotes')
    """
    return typed if not before or before in typed else before if typed in before else f"{before}\n{typed}"


def take_up(opened: OpenedPlan, boxes: Sequence[Box]) -> tuple[dict[int, str], list[Finding]]:
    """Put what was typed into boxes on the Scorecard as it was read; its row counts as one in which a person typed.

    Returns
    -------
    agreed : dict
        The new text of the sheet rows that change.
    findings : list of Finding
        For boxes without a row.
    """
    frame, found = opened.frames[SCORECARD.name], opened.found[SCORECARD.name]
    rows = _rows_by_whose(frame)
    agreed: dict[int, str] = {}
    lost = []
    for box in boxes:
        row = rows.get(box.whose)
        if row is None:
            lost.append(box)
            continue
        before = str(frame.at[row, ACTIONS])
        after = kept(before, box.text)
        if after != before:
            frame.at[row, ACTIONS] = after
            found.typed[row - found.info.first_row] = True  # so that it stays when its rep is gone
            agreed[row] = after
    return agreed, [
        NO_ROW.at(SCORECARD.name, None, ACTIONS, **_facts(box)) for box in sorted(lost, key=lambda box: box.whose)
    ]


def _facts(box: Box) -> dict[str, object]:
    return {"rep_id": box.rep_id, "period": box.period, "text": box.text, "cell": box.cell, "sheet": box.sheet}


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
