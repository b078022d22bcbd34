"""A whole Excel Table written: its rows grow, shrink and move, and take what belongs to them along."""

from dataclasses import dataclass
from functools import cached_property

from salesplan.workbook.addresses import cell_name
from salesplan.workbook.blocks import Position, expanded, shared_formulas
from salesplan.workbook.cell_content import Encoder
from salesplan.workbook.cell_edit import opened, put_value
from salesplan.workbook.cells import OldCell
from salesplan.workbook.draft import Draft
from salesplan.workbook.formulas import inserted, rewritten, with_rows
from salesplan.workbook.locate import Sheet, TableInfo
from salesplan.workbook.markup import attributes
from salesplan.workbook.new_rows import Filler
from salesplan.workbook.ranges import grown, links_followed, moved_down, rules
from salesplan.workbook.row_plan import RowPlan, row_plan
from salesplan.workbook.rows_move import followed, obstacle, room_below
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.table_part import resized
from salesplan.workbook.table_values import Columns, TableValues
from salesplan.workbook.writes import KEEP, TableWrite


def write_table(draft: Draft, write: TableWrite) -> None:
    """Write a Table: values into its cells, rows added, removed and moved.

    Rows that keep their place keep their bytes in all columns that are not written. New rows take the
    styles and height of the first data row and the formulas of calculated columns. The table's filter, the
    validations and conditional formats that reach down to its last row, and its totals row go along.

    Raises
    ------
    TableMissing, ColumnMissing
        If the table or one of the columns is not there.
    WriteRefused
        If rows cannot move, or something below the table is in the way and cannot move either.
    ValueError
        If an old row is named that the table does not have.
    """
    table = draft.book.table(write.table)
    sheet = draft.book.sheet(table.sheet)
    columns: Columns = {draft.book.column(table, header): values for header, values in write.columns.items()}
    if not table.header_rows:
        first = cell_name(table.area.first_row, table.area.first_column)
        raise draft.refuse(
            sheet.name,
            first,
            f"begins table {table.name}, which shows no headers",
            "switch its header row on (Table Design)",
        )
    plan = row_plan(table, write.rows)
    if found := obstacle(draft, plan):
        raise draft.refuse(
            sheet.name,
            found.cell,
            found.reason,
            f"so rows of table {table.name} cannot move; change that, or keep the row",
        )
    xml = _opened(draft, sheet, plan, columns if write.rows else {})
    shift = room_below(draft, plan, xml)
    xml = _apart(xml, plan, shift)
    edit = _Edit(draft, sheet, plan, xml, shift, Encoder(xml.prefix, date1904=draft.book.date1904))
    edit.move_rows()
    if write.rows:
        edit.write_values(columns)
    else:
        edit.empty_only_row()
    edit.carry_ranges()
    draft.write(sheet.part, xml.render())
    declared = draft.read(table.part)
    if plan.growth or b"insertRow=" in declared:
        draft.write(table.part, resized(declared, table, plan.growth))


def _opened(draft: Draft, sheet: Sheet, plan: RowPlan, columns: Columns) -> SheetXml:
    """Open the sheet, minding the cells whose content changes where they stand."""
    return opened(draft, sheet, lambda: _changing(plan, columns))


def _changing(plan: RowPlan, columns: Columns) -> set[Position]:
    """Find the cells, as they stand before the write, that are written over, move or go."""
    first = plan.table.first_row
    written = {
        (old, column)
        for column, values in columns.items()
        for old, new in plan.kept.items()
        if values[new - first] is not KEEP
    }
    return written | {(row, column) for row in (*plan.moved, *plan.removed) for column in plan.table.area.columns()}


def _apart(xml: SheetXml, plan: RowPlan, shift: int) -> SheetXml:
    """Spell out the shared formulas that moving, copying or shifting cells would tear."""
    if not (plan.growth or plan.moved):
        return xml
    area, end = plan.table.area, plan.table.area.last_row
    torn = [
        group
        for group in shared_formulas(xml)
        if any(member in area or (shift and member[0] > end) for member in group.members)
    ]
    return expanded(xml, torn) if torn else xml


@dataclass
class _Edit:
    """One table being written into its sheet; ``shift`` is how far the rows below it move down."""

    draft: Draft
    sheet: Sheet
    plan: RowPlan
    xml: SheetXml
    shift: int
    encoder: Encoder

    @property
    def table(self) -> TableInfo:
        return self.plan.table

    def move_rows(self) -> None:
        """Put every cell where its row goes, fill new rows, take removed ones away."""
        self._shift_below()
        self._carry_totals()
        for old, new in self.plan.moved.items():
            self._carry(old, new)
        self._clear_vacated()
        self._fill_new_rows()
        self._show_and_hide()

    def _shift_below(self) -> None:
        if not self.shift:
            return
        end = self.table.area.last_row
        self.draft.formulas_gone = True
        self.xml.shift(end + 1, self.shift)
        for row, column, cell in self.xml.all_cells():
            if row <= end or b"f" not in cell:
                continue
            old = OldCell(cell)
            text = inserted(old.formula, sheet=self.sheet.name, home=self.sheet.name, at=end + 1, count=self.shift)
            if text != old.formula:
                self.xml.put(row + self.shift, column, old.at(row + self.shift, column, formula=text))

    def _carry_totals(self) -> None:
        if not (self.plan.growth and self.table.totals_rows):
            return
        row = self.table.area.last_row
        self._refuse_rules_of_totals(row)
        cells = self.xml.cells(row)
        for column in self.table.area.columns():
            self.xml.put(row + self.plan.growth, column, self._total(cells.get(column), row + self.plan.growth, column))

    def _refuse_rules_of_totals(self, row: int) -> None:
        """Refuse where a validation or conditional format of the totals row alone would stay behind on a data row."""
        for ruled in (ruled for rule in rules(self.xml.tail) for ruled in rule.areas):
            if ruled.first_row == row == ruled.last_row and ruled.meets(self.table.area):
                raise self.draft.refuse(
                    self.sheet.name,
                    cell_name(row, ruled.first_column),
                    "is in the totals row and has a validation or conditional format of its own, which would stay behind",
                    "take it off, or switch the totals row off, and run again",
                )

    def _total(self, cell: bytes | None, row: int, column: int) -> bytes | None:
        if cell is None:
            return None
        self.draft.formulas_gone = True
        old = OldCell(cell)
        first, last = self.table.first_row, self.table.last_row
        text = rewritten(
            old.formula,
            lambda found: (
                with_rows(found.text, lambda number: number + self.plan.growth if number == last else number)
                if (found.area.first_row, found.area.last_row) == (first, last)
                and found.on(self.sheet.name, home=self.sheet.name)
                else found.text
            ),
        )
        return old.at(row, column, formula=text if text != old.formula else None)

    def _carry(self, old_row: int, new_row: int) -> None:
        cells = self.xml.cells(old_row)
        for column in self.table.area.columns():
            cell = cells.get(column)
            self.xml.put(new_row, column, cell and self._carried(OldCell(cell), new_row, column))

    def _carried(self, cell: OldCell, new_row: int, column: int) -> bytes:
        formula = cell.formula
        if not formula:
            return cell.at(new_row, column)
        self.draft.formulas_gone = True
        text = followed(formula, self.plan, self.sheet.name)
        return cell.at(new_row, column, formula=text if text != formula else None)

    def _clear_vacated(self) -> None:
        """Take away the cells of rows that the table leaves."""
        new_end = self.table.area.last_row + self.plan.growth
        for row in range(new_end + 1, self.table.area.last_row + 1):
            for column, cell in self.xml.cells(row).items():
                if column in self.table.area.columns():
                    self.draft.formulas_gone |= b"f" in cell
                    self.xml.put(row, column, None)

    def _fill_new_rows(self) -> None:
        """Fill the new rows that come to lie where the sheet has a row already."""
        rows = tuple(row for row in self.plan.new_rows if self._row_exists(row))
        for filler in self._fillers() if rows else ():
            for row, cell in zip(rows, filler.cells(self.encoder, rows), strict=True):
                self.xml.put(row, filler.column, cell)

    def _fillers(self) -> list[Filler]:
        return [Filler.of(self.xml, self.table, column) for column in self.table.area.columns()]

    def _first_row_height(self) -> bytes:
        """Give the attributes of the first data row that say its height, each with a blank before it."""
        row = self.xml.row(self.table.first_row)
        tag = attributes(self.xml.row_tag(row)) if row else {}
        return b"".join(b' %b="%b"' % (name, tag[name]) for name in (b"ht", b"customHeight") if name in tag)

    def _row_exists(self, row: int) -> bool:
        return row in self._standing

    @cached_property
    def _standing(self) -> frozenset[int]:
        """The numbers of the rows that are in the sheet, and do not move down."""
        end = self.table.area.last_row
        return frozenset(row.number for row in self.xml.rows if not (self.shift and row.number > end))

    def _hidden(self, row: int) -> bool:
        there = self.xml.row(row)
        return there is not None and attributes(self.xml.row_tag(there)).get(b"hidden") in (b"1", b"true")

    def _show_and_hide(self) -> None:
        """Let the rows that a filter hides stay hidden where they go; new rows and left ones show."""
        for old, new in self.plan.moved.items():
            if self._hidden(old) != (self._row_exists(new) and self._hidden(new)):
                self.xml.set_row(new, b"hidden", b"1" if self._hidden(old) else None)
        shown = [row for row in self.plan.new_rows if self._row_exists(row)]
        if self.table.filtered:
            shown += range(self.plan.last_row + 1, self.table.last_row + 1)
        for row in shown:
            if self._hidden(row):
                self.xml.set_row(row, b"hidden", None)

    def write_values(self, columns: Columns) -> None:
        """Put the written values into their cells, and the rows that are wholly new under the others."""
        values = TableValues(self.draft, self.sheet, self.plan, self.xml, self.encoder, columns)
        fresh = [row for row in self.plan.new_rows if not self._row_exists(row)]
        values.write_over(set(fresh))
        if fresh:
            values.write_fresh(fresh, self._fillers(), self._first_row_height())

    def empty_only_row(self) -> None:
        """Empty the one row that a table without rows keeps; its formulas stay."""
        row = self.table.first_row
        for column, cell in self.xml.cells(row).items():
            if column in self.table.area.columns() and not OldCell(cell).has_formula:
                put_value(self.draft, self.sheet, self.xml, row, column, None, cell)

    def carry_ranges(self) -> None:
        """Let validations, formats, links and merges follow."""
        table, plan = self.table, self.plan
        tail = links_followed(self.xml.tail, table.data, plan.kept, plan.removed) if plan.affected else self.xml.tail
        if self.shift:
            tail = moved_down(tail, sheet=self.sheet.name, at=table.area.last_row + 1, by=self.shift)
        if plan.growth:
            tail = grown(tail, table.area, last=table.last_row, new_last=plan.last_row, end=table.area.last_row)
        self.xml.tail = tail
