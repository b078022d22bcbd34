"""A workbook that is open in Excel, read and written where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import xlwings as xw

from salesplan.errors import ChangedMeanwhile, UsageError
from salesplan.workbook.addresses import Area
from salesplan.workbook.live.hosts import NOT_OFFERED, host_of, in_plain_words, path_of
from salesplan.workbook.live.moves import can_move
from salesplan.workbook.live.quiet import quiet
from salesplan.workbook.live.undo import Undo
from salesplan.workbook.live.values import Block, is_error, read_block
from salesplan.workbook.live.where import cells_of, located
from salesplan.workbook.live.write import LiveWriter
from salesplan.workbook.locate import TableInfo
from salesplan.workbook.save import Ready, Saved, not_awaited
from salesplan.workbook.workbook import Content, Workbook
from salesplan.workbook.writes import Write


@dataclass(frozen=True, slots=True)
class _Seen:
    """Cells that were read: where, which columns of them are computed by formulas, and what they came to."""

    sheet: str
    area: Area
    computed: frozenset[int]
    digest: bytes


class LiveWorkbook(Workbook):
    """A workbook that is open in Excel.

    What is typed into it counts, saved or not. Nothing is saved: to keep what was written, or to close without it, is up to
    who has it open.

    Parameters
    ----------
    opened
        The open workbook; it needs not be the active one.

    Raises
    ------
    ExcelRefused
        When Excel does not let itself be asked.
    """

    def __init__(self, opened: xw.Book) -> None:
        self.opened = opened
        self.path = path_of(opened)
        self.host = host_of(opened)
        self._seen: list[_Seen] = []
        with in_plain_words(self.path):
            self.book = located(opened, self.path)

    @property
    def signed(self) -> bool:
        """False: a signature is the file's, and Excel itself warns on saving."""
        return False

    @property
    def calculates(self) -> bool:
        """Whether Excel calculates by itself; where a host does not tell, it does."""
        try:
            return self.opened.app.calculation != "manual"
        except NOT_OFFERED:
            return True

    def content(self, info: TableInfo) -> Content:
        """Read the data rows of a table.

        Raises
        ------
        ExcelRefused
            When Excel does not let itself be asked.
        """
        computed = frozenset(at for at, header in enumerate(info.columns) if header in info.calculated)
        block = self._read(info.sheet, info.data, computed)
        columns: dict[str, list[object]] = {}
        errors: dict[tuple[int, int], str] = {}
        for number, header, cells in zip(info.area.columns(), info.columns, zip(*block, strict=True), strict=True):
            wrong = {row: str(cell) for row, cell in enumerate(cells, info.first_row) if is_error(cell)}
            errors |= {(row, number): code for row, code in wrong.items()}
            columns[header] = ["" if row in wrong else cell for row, cell in enumerate(cells, info.first_row)]
        return Content(columns, errors)

    def values_at(self, sheet: str, areas: Sequence[Area]) -> list[tuple[object, str]]:
        """Read single cells of a sheet: the value of each and its error value.

        Raises
        ------
        ExcelRefused
            When Excel does not let itself be asked.
        """
        top, left = min(area.first_row for area in areas), min(area.first_column for area in areas)
        bottom, right = max(area.first_row for area in areas), max(area.first_column for area in areas)
        block = self._read(sheet, Area(top, left, bottom, right))
        values = [block[area.first_row - top][area.first_column - left] for area in areas]
        return [("", str(value)) if is_error(value) else (value, "") for value in values]

    def can_move(self, table: TableInfo, rows: tuple[int | None, ...]) -> bool:
        """Tell whether rows of a table can move or go; never where the host does not tell formulas.

        Raises
        ------
        ExcelRefused
            When Excel does not let itself be asked.
        """
        if not self.host.reads_formulas:
            return rows[: table.height] == tuple(range(table.height))
        with in_plain_words(self.path):
            return can_move(self.opened, self.book, table, rows)

    def put(
        self, writes: Sequence[Write], *, to: Path | None = None, backup: bool = True, ready: Ready = not_awaited
    ) -> Saved:
        """Write into the open workbook; it is not saved, and ``backup`` and ``ready`` mean nothing.

        Excel is kept still meanwhile, and left as it was. When something fails in the middle, what had been written is
        taken back.

        Raises
        ------
        ChangedMeanwhile
            When somebody typed into what was read.
        ExcelRefused
            When Excel does not do it, as on a protected sheet. While a cell is being edited, Excel for Windows lets wait.
        PartlyWritten
            When it failed in the middle, and not all could be taken back.
        WorkbookError
            As `LiveWriter.write`.
        UsageError
            When a copy is wanted.
        """
        if to is not None:
            raise UsageError(f"{self.path.name} is open in Excel: save a copy of it there")
        with in_plain_words(self.path), quiet(self.opened.app):
            self._refuse_if_changed()
            with Undo(self.path) as undo:
                LiveWriter(self.opened, self.book, undo).write(writes)
        return Saved(self.path, None, on_disk=False)

    def _read(self, sheet: str, area: Area, computed: frozenset[int] = frozenset()) -> Block:
        with in_plain_words(self.path):
            block = read_block(cells_of(self.opened.sheets[sheet], area))
        self._seen.append(_Seen(sheet, area, computed, _digest(block, computed)))
        return block

    def _refuse_if_changed(self) -> None:
        """Look again at everything that was read.

        What formulas give may change by itself, as a date of today does.
        """
        if located(self.opened, self.path) != self.book:
            raise ChangedMeanwhile(self.path)
        for seen in self._seen:
            block = read_block(cells_of(self.opened.sheets[seen.sheet], seen.area))
            if _digest(block, seen.computed) != seen.digest:
                raise ChangedMeanwhile(self.path)


def _digest(block: Block, computed: frozenset[int]) -> bytes:
    """Sum up a block in a few bytes, but for its computed columns."""
    digest = sha256()
    for row in block:
        digest.update(repr([cell for at, cell in enumerate(row) if at not in computed]).encode("utf-8", "replace"))
    return digest.digest()
