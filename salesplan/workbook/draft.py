"""The changed parts of a workbook while it is being edited; the package itself stays as it was read."""

from xml.etree.ElementTree import Element

from salesplan.errors import NotAWorkbook, WriteRefused
from salesplan.workbook.locate import Book, Sheet
from salesplan.workbook.markup import Malformed, tree
from salesplan.workbook.package import Package
from salesplan.workbook.sheet_xml import SheetXml
from salesplan.workbook.styles import Styles


class Draft:
    """A package with changed parts laid over it.

    Attributes
    ----------
    book
        Where things were when the package was read.
    changed
        New content by part; None for a part that goes.
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

    def read(self, part: str) -> bytes:
        """Give a part as it is now."""
        changed = self.changed.get(self.package.name_of(part))
        return self.package.read(part) if changed is None else changed

    def tree(self, part: str) -> Element:
        """Parse a part as it is now."""
        try:
            return tree(self.read(part))
        except Malformed as error:
            raise self._unreadable(part, error) from error

    def write(self, part: str, data: bytes | None) -> None:
        """Change a part, or let it go where the content is None."""
        self.changed[self.package.name_of(part)] = data

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

    def finished(self) -> dict[str, bytes | None]:
        """Give all changed parts, the styles that dates needed too."""
        if self._styles is not None and (data := self._styles.changed()) is not None:
            self.write(self.related(self.package.workbook_part, "styles")[0], data)
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
