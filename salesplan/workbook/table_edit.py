"""A whole Excel Table written: its rows grow, shrink and move, and take what belongs to them along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesplan.workbook.addresses import cell_name
from salesplan.workbook.blocks import Position, expanded, shared_formulas
from salesplan.workbook.cell_edit import opened, put_value
from salesplan.workbook.cells import OldCell, cell_xml
from salesplan.workbook.draft import Draft
from salesplan.workbook.formulas import inserted, references, relative, rewritten, translated, with_rows
from salesplan.workbook.locate import Sheet, TableInfo
from salesplan.workbook.markup import attributes
from salesplan.workbook.ranges import grown, links_followed, moved_down
from salesplan.workbook.row_plan import RowPlan, row_plan
from salesplan.workbook.rows_move import followed, obstacle, room_below
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.table_part import resized
from salesplan.workbook.writes import KEEP, Formula, Keep, TableWrite, Value

_Columns = Mapping[int, Sequence[Value | Keep]]


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
    columns: _Columns = {draft.book.column(table, header): values for header, values in write.columns.items()}
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
    xml = _opened(draft, sheet, plan, columns)
    shift = room_below(draft, plan, xml)
    xml = _apart(xml, plan, shift)
    edit = _Edit(draft, sheet, plan, xml, shift)
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


def _opened(draft: Draft, sheet: Sheet, plan: RowPlan, columns: _Columns) -> SheetXml:
    """Open the sheet, minding the cells whose content changes where they stand."""
    kept = {new: old for old, new in plan.kept.items()}
    first = plan.table.first_row
    cells: set[Position] = {
        (kept[first + at], column)
        for column, values in columns.items()
        for at, value in enumerate(values)
        if value is not KEEP and first + at in kept
    }
    cells |= {(row, column) for row in (*plan.moved, *plan.removed) for column in plan.table.area.columns()}
    return opened(draft, sheet, cells)


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


@dataclass(slots=True)
class _Edit:
    """One table being written into its sheet; ``shift`` is how far the rows below it move down."""

    draft: Draft
    sheet: Sheet
    plan: RowPlan
    xml: SheetXml
    shift: int

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
        cells = self.xml.cells(row)
        for column in self.table.area.columns():
            self.xml.put(row + self.plan.growth, column, self._total(cells.get(column), row + self.plan.growth, column))

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
        rows = self.plan.new_rows
        if not rows:
            return
        fillers = [self._filler(column) for column in self.table.area.columns()]
        height = self._first_row_height()
        for row in rows:
            for filler in fillers:
                self.xml.put(row, filler.column, filler.cell(self.xml.prefix, row))
            if not self._row_exists(row):
                for name, value in height.items():
                    self.xml.set_row(row, name, value)

    def _filler(self, column: int) -> "_Filler":
        first = self.xml.cells(self.table.first_row).get(column)
        last = self.xml.cells(self.table.last_row).get(column)
        style = OldCell(first).style if first else None
        header = self.table.columns[column - self.table.area.first_column]
        stated = self.table.calculated.get(header, "")
        pattern = OldCell(last).formula if last else ""
        array = OldCell(last).array_area() is not None if last and pattern else header in self.table.arrays
        meta = attributes(OldCell(last).tag).get(b"cm") if last and array else None
        if stated and not references(stated):
            return _Filler(column, style, stated, None, array, meta)
        if pattern and relative(pattern):
            return _Filler(column, style, pattern, self.table.last_row, array, meta)
        return _Filler(column, style, "", None, False, None)

    def _first_row_height(self) -> dict[bytes, bytes]:
        row = self.xml.row(self.table.first_row)
        tag = attributes(self.xml.row_tag(row)) if row else {}
        return {name: tag[name] for name in (b"ht", b"customHeight") if name in tag}

    def _row_exists(self, row: int) -> bool:
        return self.xml.row(row) is not None and not (self.shift and row > self.table.area.last_row)

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

    def write_values(self, columns: _Columns) -> None:
        """Put the written values into their cells."""
        first = self.table.first_row
        styles = {column: self._styled_blank(column) for column in columns}
        for at, old in enumerate(self.plan.rows):
            cells = self.xml.cells(first + old) if old is not None else styles
            for column, values in columns.items():
                if (value := values[at]) is not KEEP:
                    put_value(self.draft, self.sheet, self.xml, first + at, column, value, cells.get(column))

    def _styled_blank(self, column: int) -> bytes | None:
        first = self.xml.cells(self.table.first_row).get(column)
        return cell_xml(b"", 1, 1, OldCell(first).style, None) if first else None

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
            tail = grown(
                tail,
                table.area,
                first=table.first_row,
                last=table.last_row,
                new_last=plan.last_row,
                end=table.area.last_row,
            )
        self.xml.tail = tail


@dataclass(frozen=True, slots=True)
class _Filler:
    """What a new row holds in one column before values are written: a style, and the column's formula.

    ``written_in`` is the row in which the formula stands; None where it reads the same in every row.
    """

    column: int
    style: bytes | None
    formula: str
    written_in: int | None
    array: bool
    meta: bytes | None

    def cell(self, prefix: bytes, row: int) -> bytes | None:
        if not self.formula:
            return cell_xml(prefix, row, self.column, self.style, None)
        text = self.formula if self.written_in is None else translated(self.formula, rows=row - self.written_in)
        cell = cell_xml(prefix, row, self.column, self.style, Formula(text))
        return self._as_array(cell, prefix, row) if self.array and cell else cell

    def _as_array(self, cell: bytes, prefix: bytes, row: int) -> bytes:
        place = cell_name(row, self.column).encode("ascii")
        filled = cell.replace(b"<%bf" % prefix, b'<%bf t="array" ref="%b"' % (prefix, place), 1)
        return filled.replace(b' r="', b' cm="%b" r="' % self.meta, 1) if self.meta else filled
