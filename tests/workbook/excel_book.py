"""A workbook's package taken apart for the rules of Excel, by a reading of its own: none of salesplan's."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
RELATIONSHIPS: Final = "/relationships}"
_AREA: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Area(NamedTuple):
    """A rectangle of cells, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: "Area") -> bool:
        return not (
            self.bottom < other.top or other.bottom < self.top or self.right < other.left or other.right < self.left
        )

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def size(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


class Relation(NamedTuple):
    """One relationship of a part; ``target`` is a part's name unless external."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a worksheet."""

    row: int
    column: int
    element: Element

    @property
    def kind(self) -> str:
        return self.element.get("t", "n")

    @property
    def formula(self) -> Element | None:
        return child(self.element, "f")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook, with its cells by place."""

    name: str
    part: str
    root: Element
    cells: dict[tuple[int, int], Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One Table: where it stands, and its columns' names."""

    name: str
    part: str
    sheet: Sheet
    root: Element
    area: Area
    columns: tuple[str, ...]

    @property
    def data(self) -> Area:
        heads, totals = int(self.root.get("headerRowCount", "1")), int(self.root.get("totalsRowCount", "0"))
        return self.area._replace(top=self.area.top + heads, bottom=self.area.bottom - totals)


def local(name: str) -> str:
    """Give a name without its namespace."""
    return name.rpartition("}")[2]


def children(element: Element, *path: str) -> list[Element]:
    """Give the children that a path of local names leads to."""
    found = [element]
    for name in path:
        found = [item for parent in found for item in parent if item.tag == name]
    return found


def child(element: Element, *path: str) -> Element | None:
    """Give the first of `children`."""
    return next(iter(children(element, *path)), None)


def out_of_order(element: Element, order: str) -> str | None:
    """Give the first child that stands where it may not, by the names of a sequence; others are passed over.

    Examples
    --------
    >>> out_of_order(ElementTree.fromstring("<w><a/><other/><c/><b/></w>"), "a b c")
    'b'
    """
    names = order.split()
    last = -1
    for item in element:
        if item.tag not in names:
            continue
        if names.index(item.tag) < last:
            return item.tag
        last = names.index(item.tag)
    return None


def said(element: Element | None) -> str:
    """Give all text in an element."""
    return "" if element is None else "".join(element.itertext())


def unescaped(text: str) -> str:
    """Turn ``_x000a_`` into the character.

    Examples
    --------
    >>> unescaped("Rep_x000a_ID")
    'Rep\\nID'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def column_number(letters: str) -> int:
    """Count a column from 1.

    Examples
    --------
    >>> column_number("XFD")
    16384
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def area_of(text: str) -> Area | None:
    """Read ``A1`` or ``A1:C9``; None if it is no area inside of a sheet.

    Examples
    --------
    >>> area_of("$B$2:C9"), area_of("B9:C2"), area_of("XFE1")
    (Area(top=2, left=2, bottom=9, right=3), None, None)
    """
    found = _AREA.fullmatch(text)
    if not found:
        return None
    left, top = column_number(found[1]), int(found[2])
    right, bottom = column_number(found[3] or found[1]), int(found[4] or found[2])
    if top > bottom or left > right or right > LAST_COLUMN or bottom > LAST_ROW:
        return None
    return Area(top, left, bottom, right)


def areas_of(sqref: str) -> list[Area] | None:
    """Read areas set apart by blanks; None if there is none, or one is wrong."""
    areas = [area_of(piece) for piece in sqref.split()]
    good = [area for area in areas if area is not None]
    return good if good and len(good) == len(areas) else None


class ExcelBook:
    """A package, its parts parsed with namespaces stripped from the tags.

    Attributes
    ----------
    parts
        Content by part name, without the leading slash.
    faults
        What was wrong with taking it apart.
    """

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.parts = {item.filename: archive.read(item) for item in self.entries}
        self.faults: list[str] = []
        self._strings: list[str] | None = None
        self._roots: dict[str, Element] = {}
        first = [item for item in self.relations("").values() if item.kind == "officeDocument"]
        self.workbook = first[0].target if first else "xl/workbook.xml"
        self.sheets = list(self._sheets())
        self.tables = list(self._tables())
        self.names = children(self.root(self.workbook), "definedNames", "definedName")

    def root(self, part: str) -> Element:
        """Parse a part; an empty element and a fault if it cannot be."""
        if part not in self._roots:
            self._roots[part] = self._parsed(part)
        return self._roots[part]

    def _parsed(self, part: str) -> Element:
        try:
            root = ElementTree.fromstring(self.parts[part])
        except KeyError:
            self.faults.append(f"{part} is not there")
            return Element("missing")
        except ParseError as error:
            self.faults.append(f"{part} is not well-formed: {error}")
            return Element("missing")
        for element in root.iter():
            element.tag = local(element.tag)
        return root

    def root_tag(self, part: str) -> str:
        """Give the name of a part's root element; nothing if it is no XML."""
        return self.root(part).tag if part.endswith(".xml") else ""

    def relations(self, part: str) -> dict[str, Relation]:
        """Give the relationships of a part by id; those of the package for ``""``."""
        folder, _, name = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.parts:
            return {}
        found = {}
        for item in self.root(rels):
            target, external = item.get("Target", ""), item.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = item.get("Type", "").rpartition("/")[2]
            found[item.get("Id", "")] = Relation(item.get("Id", ""), kind, target, external)
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Give the parts of a kind that a part points at."""
        return [item.target for item in self.relations(part).values() if item.kind == kind and not item.external]

    def table(self, name: str) -> Table | None:
        """Find a Table by name, ignoring case."""
        return next((table for table in self.tables if table.name.casefold() == name.casefold()), None)

    def sheet(self, name: str) -> Sheet | None:
        """Find a sheet by name, ignoring case."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)

    def text(self, cell: Cell) -> str:
        """Give what a text cell says."""
        if cell.kind == "s":
            index = int(said(child(cell.element, "v")) or -1)
            strings = self.strings
            return strings[index] if 0 <= index < len(strings) else ""
        if cell.kind == "inlineStr":
            return rich_text(child(cell.element, "is"))
        return unescaped(said(child(cell.element, "v")))

    @property
    def strings(self) -> list[str]:
        """Give the shared strings."""
        if self._strings is None:
            found = self.related(self.workbook, "sharedStrings")
            self._strings = [rich_text(item) for part in found for item in children(self.root(part), "si")]
        return self._strings

    def _sheets(self) -> Iterator[Sheet]:
        related = self.relations(self.workbook)
        for item in children(self.root(self.workbook), "sheets", "sheet"):
            relation = related.get(related_id(item))
            if relation is None:
                self.faults.append(f"sheet {item.get('name')!r} has no part")
                continue
            root = self.root(relation.target)
            yield Sheet(item.get("name", ""), relation.target, root, dict(_cells(root)))

    def _tables(self) -> Iterator[Table]:
        for sheet in self.sheets:
            for part in self.related(sheet.part, "table"):
                root = self.root(part)
                area = area_of(root.get("ref", ""))
                if area is None:
                    self.faults.append(f"{part} stands at {root.get('ref')!r}, which is no area")
                    continue
                columns = tuple(
                    unescaped(column.get("name", "")) for column in children(root, "tableColumns", "tableColumn")
                )
                yield Table(root.get("displayName", ""), part, sheet, root, area, columns)


def related_id(element: Element) -> str:
    """Give the ``r:id`` of an element."""
    return next((value for name, value in element.attrib.items() if name.endswith(RELATIONSHIPS + "id")), "")


def rich_text(element: Element | None) -> str:
    """Give the text of an ``si`` or ``is``, without its phonetic reading."""
    if element is None:
        return ""
    return unescaped("".join(said(item) for item in (*children(element, "t"), *children(element, "r", "t"))))


def _cells(root: Element) -> Iterator[tuple[tuple[int, int], Cell]]:
    row = 0
    for line in children(root, "sheetData", "row"):
        row = int(line.get("r") or row + 1)
        column = 0
        for element in children(line, "c"):
            found = area_of(element.get("r", ""))
            column = found.left if found else column + 1
            yield (row, column), Cell(row, column, element)
