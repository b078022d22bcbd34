"""Where things are in a workbook: its sheets, defined names and Tables.

All of it is found by following the package's relationships, never by guessing part names.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from salesplan.errors import ColumnMissing, NotAWorkbook, TableMissing, WorkbookError
from salesplan.words import nearest
from salesplan.workbook.addresses import Area
from salesplan.workbook.markup import attribute, children, descendants
from salesplan.workbook.package import Package

_ESCAPED_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TARGET = re.compile(r"=?(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?[0-9]+(?::\$?[A-Za-z]{1,3}\$?[0-9]+)?)")
_TRUE = ("1", "true")
_ROWS_OUTSIDE = (("headerRowCount", "1"), ("totalsRowCount", "0"))
_FIX_BY_EXCEL = "open and save it in Excel, or take a backup of it"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``kind`` is worksheet, chartsheet, dialogsheet or macrosheet, ``state`` visible, hidden or veryHidden."""

    name: str
    part: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class DefinedName:
    """One defined name; ``sheet`` is "" for the whole workbook, or the only sheet where it holds.

    ``target_sheet`` and ``area`` are where it points, if that is one plain address; else "" and None.
    """

    name: str
    sheet: str
    text: str
    target_sheet: str
    area: Area | None


@dataclass(frozen=True, slots=True)
class TableInfo:
    """One Excel Table (ListObject) and where it lies.

    Attributes
    ----------
    name, sheet, part
        Its name, its sheet's name, and the part that declares it.
    area
        Header row to totals row.
    columns
        The header texts, from left to right.
    header_rows, totals_rows
        0 or 1.
    filtered
        Whether a filter is set (buttons alone are none): rows may be hidden by it.
    calculated
        Header to the formula of a calculated column, without ``=``.
    arrays
        Headers of the calculated columns whose formula is an array formula.
    """

    name: str
    sheet: str
    part: str
    area: Area
    columns: tuple[str, ...]
    header_rows: int
    totals_rows: int
    filtered: bool
    calculated: dict[str, str]
    arrays: frozenset[str]

    @property
    def header_row(self) -> int:
        """The row of the headers (the first row, where the table shows none)."""
        return self.area.first_row

    @property
    def first_row(self) -> int:
        """The first data row."""
        return self.area.first_row + self.header_rows

    @property
    def last_row(self) -> int:
        """The last data row."""
        return self.area.last_row - self.totals_rows

    @property
    def height(self) -> int:
        """How many data rows it has."""
        return self.last_row - self.first_row + 1

    @property
    def data(self) -> Area:
        """Its data rows."""
        return Area(self.first_row, self.area.first_column, self.last_row, self.area.last_column)

    def column_of(self, header: str) -> int | None:
        """Find the sheet column, from 1, of a header: as it stands, else whatever the case and outer blanks."""
        if header in self.columns:
            return self.area.first_column + self.columns.index(header)
        folded = [column.strip().casefold() for column in self.columns]
        wanted = header.strip().casefold()
        return self.area.first_column + folded.index(wanted) if wanted in folded else None


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook holds and where.

    Attributes
    ----------
    path
        Where it lies.
    date1904
        Whether its days are counted from 1904 and not from 1900.
    sheets
        In the order of the tabs.
    names
        All defined names, built-in ones (``_xlnm.…``) too.
    tables
        By their name, casefolded.
    """

    path: Path
    date1904: bool
    sheets: tuple[Sheet, ...]
    names: tuple[DefinedName, ...]
    tables: dict[str, TableInfo]

    @classmethod
    def of(cls, package: Package) -> "Book":
        """Read where things are.

        Raises
        ------
        NotAWorkbook
            If a part that this needs is missing or cannot be read.
        """
        root = package.tree(package.workbook_part)
        sheets = _sheets(package, root)
        date1904 = any(attribute(item, "date1904") in _TRUE for item in descendants(root, "workbookPr"))
        return cls(package.path, date1904, sheets, _names(root, sheets), _tables(package, sheets))

    def sheet(self, name: str) -> Sheet:
        """Find a sheet, whatever the case.

        Raises
        ------
        WorkbookError
            If there is none of this name.
        """
        for sheet in self.sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        present = [sheet.name for sheet in self.sheets]
        raise _missing(self.path, "sheet", name, present)

    def table(self, name: str) -> TableInfo:
        """Find a Table, whatever the case.

        Raises
        ------
        TableMissing
            If there is none of this name.
        """
        if name.casefold() not in self.tables:
            raise TableMissing(self.path, name, [table.name for table in self.tables.values()])
        return self.tables[name.casefold()]

    def column(self, table: TableInfo, header: str) -> int:
        """Find the sheet column, from 1, of a table's header.

        Raises
        ------
        ColumnMissing
            If the table has no such column.
        """
        column = table.column_of(header)
        if column is None:
            raise ColumnMissing(self.path, table.sheet, table.name, header, list(table.columns))
        return column

    def name(self, name: str) -> DefinedName:
        """Find a defined name, whatever the case: the workbook's own before one that only a sheet has.

        Raises
        ------
        WorkbookError
            If there is none of this name.
        """
        found = [item for item in self.names if item.name.casefold() == name.casefold()]
        if not found:
            raise _missing(self.path, "defined name", name, [item.name for item in self.names])
        return min(found, key=lambda item: item.sheet != "")

    def cell_of(self, name: str) -> tuple[str, Area]:
        """Give the sheet and the cell that a defined name points at.

        Raises
        ------
        WorkbookError
            If there is no such name, or it points at no single cell.
        """
        found = self.name(name)
        if found.area is None or not found.area.single:
            problem = f"the name {found.name} points at {found.text!r}, which is no single cell"
            raise WorkbookError(self.path, problem, "point it at one cell")
        return found.target_sheet, found.area


def _missing(path: Path, what: str, name: str, present: list[str]) -> WorkbookError:
    near = nearest(name, present)
    fix = (
        f"did you mean {near!r}?"
        if near
        else f"add it, or start from a new plan (there: {', '.join(present) or 'none'})"
    )
    return WorkbookError(path, f"there is no {what} {name!r}", fix)


def _sheets(package: Package, root: Element) -> tuple[Sheet, ...]:
    targets = {item.id: item for item in package.relations(package.workbook_part)}
    found = []
    for item in (sheet for block in children(root, "sheets") for sheet in children(block, "sheet")):
        relation = targets.get(attribute(item, "id") or "")
        if relation is None or relation.target not in package:
            raise NotAWorkbook(package.path, f"its sheet {item.get('name')!r} is missing from the file", _FIX_BY_EXCEL)
        kind = "macrosheet" if relation.kind.lower().endswith("macrosheet") else relation.kind
        found.append(Sheet(item.get("name", ""), relation.target, kind, item.get("state", "visible")))
    return tuple(found)


def _names(root: Element, sheets: tuple[Sheet, ...]) -> tuple[DefinedName, ...]:
    found = []
    for item in descendants(root, "definedName"):
        scope = item.get("localSheetId")
        sheet = sheets[int(scope)].name if scope and scope.isdecimal() and int(scope) < len(sheets) else ""
        found.append(defined_name(item.get("name", ""), sheet, item.text or ""))
    return tuple(found)


def defined_name(name: str, sheet: str, text: str) -> DefinedName:
    """Tell where a name points, by what it is defined as.

    Examples
    --------
    >>> name = defined_name("growth", "", "='My settings'!$B$4")
    >>> name.target_sheet, str(name.area)
    ('My settings', 'B4')
    """
    target = _TARGET.fullmatch(text.strip())
    target_sheet = (target[1].replace("''", "'") if target[1] else target[2]) if target else ""
    return DefinedName(name, sheet, text, target_sheet, _area(target[3]) if target else None)


def _area(text: str) -> Area | None:
    """Read what looks like an address; None where no sheet has such cells."""
    try:
        return Area.parse(text)
    except ValueError:
        return None


def _tables(package: Package, sheets: tuple[Sheet, ...]) -> dict[str, TableInfo]:
    found = {}
    for sheet in sheets:
        for relation in package.relations(sheet.part):
            if relation.kind == "table" and relation.target in package:
                table = _table(package, sheet, relation.target)
                found[table.name.casefold()] = table
    return found


def _table(package: Package, sheet: Sheet, part: str) -> TableInfo:
    root = package.tree(part)
    filters = [item for block in children(root, "autoFilter") for item in children(block, "filterColumn") if len(item)]
    formulas = {}
    arrays = set()
    columns = []
    for item in descendants(root, "tableColumn"):
        header = unescaped_characters(item.get("name", ""))
        columns.append(header)
        for formula in children(item, "calculatedColumnFormula"):
            formulas[header] = formula.text or ""
            if formula.get("array") in _TRUE:
                arrays.add(header)
    try:
        area = Area.parse(root.get("ref", ""))
        header_rows, totals_rows = (int(root.get(key, least)) for key, least in _ROWS_OUTSIDE)
    except ValueError as error:
        raise NotAWorkbook(package.path, f"its part {part} is damaged ({error})", _FIX_BY_EXCEL) from error
    return TableInfo(
        name=root.get("displayName") or root.get("name") or "",
        sheet=sheet.name,
        part=part,
        area=area,
        columns=tuple(columns),
        header_rows=header_rows,
        totals_rows=totals_rows,
        filtered=bool(filters),
        calculated=formulas,
        arrays=frozenset(arrays),
    )


def unescaped_characters(text: str) -> str:
    """Put back the characters that a workbook writes as ``_xHHHH_``.

    Examples
    --------
    >>> unescaped_characters("2024_x0020_quota"), unescaped_characters("_x005F_x0041_")
    ('2024 quota', '_x0041_')
    """
    return _ESCAPED_CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
