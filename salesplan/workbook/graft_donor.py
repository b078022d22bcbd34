"""A workbook of one sheet, taken apart so that its sheet can be put into another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from salesplan.workbook.graft_workbook import Name, names
from salesplan.workbook.locate import Book, TableInfo
from salesplan.workbook.markup import children, element_end, element_pattern, masked
from salesplan.workbook.package import CONTENT_TYPES, Package

_ITEM: Final = element_pattern(b"si")
_LINK: Final = "hyperlink"
_COPIED: Final = frozenset({"drawing", "chart", "image", "table"})


@dataclass(frozen=True, slots=True)
class Donor:
    """The workbook that gives its only sheet.

    Attributes
    ----------
    package
        All of it.
    name, part
        The sheet's name and its part.
    names
        Its defined names.
    tables
        The Tables on the sheet.
    date1904
        Whether its days are counted from 1904.
    """

    package: Package
    name: str
    part: str
    names: tuple[Name, ...]
    tables: tuple[TableInfo, ...]
    date1904: bool

    @classmethod
    def of(cls, data: bytes) -> "Donor":
        """Take a workbook apart.

        Raises
        ------
        ValueError
            If it has not one worksheet, or that one needs more than texts, formats, Tables, drawings, charts
            and pictures.
        """
        package = Package(Path("sheet.xlsx"), data)
        book = Book.of(package)
        if [sheet.kind for sheet in book.sheets] != ["worksheet"]:
            raise ValueError("a workbook that gives its sheet must have one worksheet and no other sheet")
        found = names(package.read(package.workbook_part))
        tables = tuple(book.tables.values())
        return cls(package, book.sheets[0].name, book.sheets[0].part, found, tables, book.date1904)

    @property
    def styles(self) -> bytes:
        """Its styles part."""
        return self.package.read(self._beside("styles")[0])

    def texts(self) -> list[bytes]:
        """Give its shared texts: the XML inside of each item, rich text too."""
        found = []
        for part in self._beside("sharedStrings"):
            data = self.package.read(part)
            mask = masked(data)
            for opened in _ITEM.finditer(mask):
                closing = mask.rindex(b"</", opened.start(), element_end(mask, opened, b"si")) if not opened[3] else 0
                found.append(data[opened.end() : max(opened.end(), closing)])
        return found

    def needed(self, part: str) -> Iterator[str]:
        """Give the parts that one of its parts points at.

        Raises
        ------
        ValueError
            If it is one that cannot come along, such as a pivot table.
        """
        for relation in self.package.relations(part):
            if relation.kind in _COPIED:
                yield relation.target
            elif relation.kind != _LINK:
                raise ValueError(f"a sheet with a {relation.kind} cannot be put into another workbook")

    def content_types(self, parts: Iterable[str]) -> dict[str, str]:
        """Give the content type of each of some parts."""
        root = self.package.tree(CONTENT_TYPES)
        own = {item.get("PartName", "").lstrip("/"): item.get("ContentType", "") for item in children(root, "Override")}
        usual = {item.get("Extension", ""): item.get("ContentType", "") for item in children(root, "Default")}
        return {part: own.get(part) or usual.get(part.rpartition(".")[2], "") for part in parts}

    def _beside(self, kind: str) -> list[str]:
        relations = self.package.relations(self.package.workbook_part)
        return [relation.target for relation in relations if relation.kind == kind]
