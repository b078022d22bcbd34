"""The changed parts of a workbook while it is being edited; the package itself stays as it was read."""

from xml.etree.ElementTree import Element

from salesplan.errors import NotAWorkbook, WriteRefused
from salesplan.workbook.locate import Book, Sheet
from salesplan.workbook.markup import Malformed, tree, utf8
from salesplan.workbook.package import Package
from salesplan.workbook.relations import Relation, parsed_relations, relations_part
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.styles import Styles


class Draft:
    """A package with changed parts laid over it.

    Attributes
    ----------
    book
        Where things were when the package was read.
    changed
        New content by part, those of new parts too; None for a part that goes.
    formulas_gone
        Whether a cell lost its formula, or moved with it: the calculation chain does not hold then.
    """

    def __init__(self, package: Package, book: Book | None = None) -> None:
        self.package = package
        self.book = book or Book.of(package)
        self.changed: dict[str, bytes | None] = {}
        self.formulas_gone = False
        self._styles: Styles | None = None
        self._dated: dict[tuple[bytes | None, bool], bytes | None] = {}

    def __contains__(self, part: str) -> bool:
        name = self.name_of(part)
        return self.changed[name] is not None if name in self.changed else name in self.package

    def name_of(self, part: str) -> str:
        """Give a part's name as it stands in the file; that of a new part as it is."""
        return self.package.name_of(part) if part in self.package else part

    def read(self, part: str) -> bytes:
        """Give a part as it is now; KeyError if there is no such part."""
        changed = self.changed.get(self.name_of(part))
        return self.package.read(part) if changed is None else changed

    def text(self, part: str) -> bytes:
        """Give a part as it is now, in UTF-8.

        Raises
        ------
        NotAWorkbook
            If there is no such part, or its encoding does not hold.
        """
        try:
            return utf8(self.read(part))
        except KeyError as error:
            raise self._unreadable(part, Malformed("it is missing")) from error
        except Malformed as error:
            raise self._unreadable(part, error) from error

    def tree(self, part: str) -> Element:
        """Parse a part as it is now."""
        try:
            return tree(self.read(part))
        except Malformed as error:
            raise self._unreadable(part, error) from error

    def write(self, part: str, data: bytes | None) -> None:
        """Change a part or add a new one, or let it go where the content is None."""
        if data is None and part not in self.package:
            self.changed.pop(part, None)
        else:
            self.changed[self.name_of(part)] = data

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """Give the relationships of a part, or of the package itself, as they are now; none if it has none."""
        where = relations_part(part)
        if where not in self:
            return ()
        try:
            return parsed_relations(self.read(where), part)
        except Malformed as error:
            raise self._unreadable(where, error) from error

    def sheet(self, sheet: Sheet) -> SheetXml:
        """Open a worksheet for editing.

        Raises
        ------
        WriteRefused
            If the sheet is no worksheet: a chart sheet has no cells.
        """
        if sheet.kind != "worksheet":
            raise WriteRefused(
                self.package.path, sheet.name, "A1", f"is on a {sheet.kind}, which has no cells", "name another sheet"
            )
        try:
            return SheetXml(self.read(sheet.part), rendered_here=self.package.name_of(sheet.part) in self.changed)
        except Malformed as error:
            raise self._unreadable(sheet.part, error) from error

    def related(self, part: str, kind: str) -> list[str]:
        """Give the parts of a kind that another points at."""
        return [
            item.target
            for item in self.package.relations(part)
            if item.kind.casefold() == kind.casefold() and not item.external and item.target in self.package
        ]

    def dated(self, style: bytes | None, *, with_time: bool) -> bytes | None:
        """Give the style for a date in a cell that has this one; the same where the workbook has no styles."""
        if (style, with_time) not in self._dated:
            self._dated[style, with_time] = self._newly_dated(style, with_time=with_time)
        return self._dated[style, with_time]

    def _newly_dated(self, style: bytes | None, *, with_time: bool) -> bytes | None:
        if self._styles is None:
            parts = self.related(self.package.workbook_part, "styles")
            if not parts:
                return style
            self._styles = Styles(self.read(parts[0]))
        return self._styles.dated(style, with_time=with_time)

    def settle_styles(self) -> None:
        """Put the formats that dates needed into the styles part, before something else is added to it."""
        if self._styles is not None and (data := self._styles.changed()) is not None:
            self.write(self.related(self.package.workbook_part, "styles")[0], data)
        self._styles = None
        self._dated = {}

    def finished(self) -> dict[str, bytes | None]:
        """Give all changed parts, the styles that dates needed too."""
        self.settle_styles()
        return self.changed

    def refuse(self, sheet: str, cell: str, problem: str, fix: str) -> WriteRefused:
        """Word the refusal of a write."""
        return WriteRefused(self.package.path, sheet, cell, problem, fix)

    def _unreadable(self, part: str, error: Malformed) -> NotAWorkbook:
        return NotAWorkbook(
            self.package.path,
            f"its part {part} cannot be read ({error})",
            "open and save it in Excel, or take a backup of it",
        )
