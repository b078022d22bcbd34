"""What stands in a handout, and what is remembered of it: cells to build a workbook from, rows to compare with later."""

import json
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from hmac import new as keyed
from itertools import accumulate, pairwise
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.host.handouts.parts import PartRows
from salesplan.host.handouts.texts import column_texts, row_keys
from salesplan.host.writing import built_cells
from salesplan.planning.names import titled
from salesplan.store.records import Handout, SentRow
from salesplan.tables.handout import TO_ALLOCATE
from salesplan.tables.model import Column, Holds, Table, WorkbookPlan
from salesplan.tables.quota import REGION_QUOTA, TEAM_QUOTA
from salesplan.tables.scorecard import SCORECARD
from salesplan.tables.units import Currency
from salesplan.words import ENGLISH
from salesplan.workbook.build import build
from salesplan.workbook.build_rows import total_of

Cells = dict[str, list[object]]
"""Column key to the cells of its rows."""

_ID_LENGTH: Final = 12
_FINGERPRINT_LENGTH: Final = 16
_ID: Final = "_id"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is the same for all handouts of one run.

    Attributes
    ----------
    plan
        The declaration of the workbooks.
    settings
        The plan's settings by key, typed.
    back_by
        The day by which they are wanted back, if one was said.
    """

    plan: WorkbookPlan
    settings: Mapping[str, Any]
    currency: Currency
    language: str = ENGLISH
    back_by: date | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into one handout.

    Attributes
    ----------
    part
        Whose it is.
    cells
        The cells of each table by name, as `salesplan.workbook.build.build` takes them.
    sent
        All its rows, as they are remembered.
    """

    part: PartRows
    cells: Mapping[str, Cells]
    sent: list[SentRow]

    def id(self, secret: bytes, number: int, language: str) -> str:
        """Give the id of the handout: the same whenever it says the same, and nothing that others could guess."""
        of = [self.part.by, *self.part.key, number, language]
        code = keyed(secret, json.dumps(of, ensure_ascii=False).encode(), sha256)
        for row in self.sent:
            code.update(f"\n{row.table}\t{row.key}\t{row.fingerprint}".encode())
        number_of_code = int.from_bytes(code.digest())
        letters = (number_of_code // 26**place % 26 for place in range(_ID_LENGTH))
        return "".join(string.ascii_lowercase[letter] for letter in letters)


def contents(due: Sequence[PartRows], occasion: Occasion) -> list[Contents]:
    """Put together what goes into the handouts of some parts.

    Of rows that cannot be told apart the first goes in. Each table is turned into cells and texts all at once, so that
    the work is proportional to the rows that are handed out.
    """
    made = [(table, *_of_table(table, due, occasion)) for table in occasion.plan.tables]
    return [
        Contents(
            part,
            {table.name: cells[place] for table, cells, _ in made},
            [row for _, _, sent in made for row in sent[place]],
        )
        for place, part in enumerate(due)
    ]


def _of_table(table: Table, due: Sequence[PartRows], occasion: Occasion) -> tuple[list[Cells], list[list[SentRow]]]:
    """Give each part's cells and sent rows of a table."""
    if not due:
        return [], []
    frames = [_told_apart(table, part.frames[table.name]) for part in due]
    frame = pd.concat(frames)
    bounds = list(pairwise(accumulate(map(len, frames), initial=0)))
    texts = {column.key: column_texts(column, frame[column.key], occasion.currency) for column in table}
    cells = {column.key: _cells(column, frame[column.key], occasion) for column in table}
    sent = _sent(table, row_keys(table, frame), texts)
    return [_cut(cells, start, end) for start, end in bounds], [sent[start:end] for start, end in bounds]


def _told_apart(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    keys = pd.Series(row_keys(table, frame), dtype=object)
    repeated: np.ndarray[tuple[int], np.dtype[np.bool_]] = keys.duplicated().to_numpy()
    return frame[~repeated] if repeated.any() else frame


def _cut(cells: Cells, start: int, end: int) -> Cells:
    return {key: values[start:end] for key, values in cells.items()}


def _cells(column: Column, values: "pd.Series[Any]", occasion: Occasion) -> list[object]:
    return built_cells(column, values, currency=occasion.currency, language=occasion.language)


def _sent(table: Table, keys: Sequence[str], texts: Mapping[str, Sequence[str]]) -> list[SentRow]:
    names = _names(table, texts)
    rows = zip(*texts.values(), strict=True)
    return [
        SentRow(table.name, key, name, dict(zip(texts, row, strict=True)), _fingerprint(row))
        for key, name, row in zip(keys, names, rows, strict=True)
    ]


def _names(table: Table, texts: Mapping[str, Sequence[str]]) -> list[str]:
    """Call each row by what tells it apart, a rep or customer with the name, too."""
    parts: list[Sequence[str]] = []
    for key in table.identity:
        name = texts.get(key.removesuffix(_ID), ()) if key.endswith(_ID) else ()
        parts.append([titled(*pair) for pair in zip(name, texts[key], strict=True)] if name else texts[key])
    return [" / ".join(row) for row in zip(*parts, strict=True)]


def _fingerprint(texts: Sequence[str]) -> str:
    """Give a code for what a row says, the same for rows that say the same."""
    return sha256("\x1f".join(texts).encode("utf-8", "backslashreplace")).hexdigest()[:_FINGERPRINT_LENGTH]


def workbook(contents: Contents, handout: Handout, occasion: Occasion) -> bytes:
    """Build a handout from nothing, so that nothing but its own rows can be in it.

    Its totals and figures are over its own rows. Facts that it does not have are not among its settings, and a table
    Scorecard without rows is not among its sheets.
    """
    facts: dict[str, object] = {
        "handout": handout.id,
        "region": handout.region,
        "team": handout.team,
        "manager": handout.manager,
        "number": handout.number,
        "comment": handout.comment,
        "issued_on": handout.sent_at.date(),
        "back_by": occasion.back_by or "",
        "currency": occasion.currency.code,
        "language": occasion.language,
    }
    for setting in occasion.plan.settings:
        if setting.key not in facts:
            value = occasion.settings[setting.key] or 0
            facts[setting.key] = value / occasion.currency.minor if setting.holds is Holds.MONEY else value
    given = {key: fact for key, fact in facts.items() if fact != ""}
    due = _to_allocate(contents.cells)
    return build(
        _with_what_there_is(occasion.plan, given | due, contents.cells),
        language=occasion.language,
        settings=given,
        figures=due,
        rows={name: cells for name, cells in contents.cells.items() if not _left_out(name, contents.cells)},
    )


def _to_allocate(cells: Mapping[str, Cells]) -> dict[str, float]:
    """Give the figure of what is to be handed down, where over-assignment makes it another amount than the target."""
    target = cells[next(name for name in (REGION_QUOTA.name, TEAM_QUOTA.name) if name in cells)]
    final, allocated, gap = (total_of(target[key]) for key in ("final", "allocated", "gap"))
    due = total_of([allocated, -gap])
    return {} if due == final else {TO_ALLOCATE: due}


def _with_what_there_is(plan: WorkbookPlan, facts: Mapping[str, object], cells: Mapping[str, Cells]) -> WorkbookPlan:
    settings = tuple(setting for setting in plan.settings if setting.key in facts)
    figures = tuple(figure for figure in plan.figures if figure.key != TO_ALLOCATE or TO_ALLOCATE in facts)
    sheets = tuple(sheet for sheet in plan.sheets if not _left_out(sheet.table.name, cells))
    return replace(plan, settings=settings, figures=figures, sheets=sheets)


def _left_out(table: str, cells: Mapping[str, Cells]) -> bool:
    return table == SCORECARD.name and not any(cells[table].values())
