"""The formats of a sheet that was built elsewhere, put among those of a workbook: equal ones are used again."""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from salesplan.workbook.markup import (
    attribute,
    children,
    element_pattern,
    escaped,
    local,
    masked,
    spliced,
    tree,
    utf8,
    with_attribute,
)

# The parts of styles.xml in the schema's order (ECMA-376 part 1, 18.8.39).
_ORDER: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_LATER: Final = ("tableStyles", "colors", "extLst")
_POINTS_AT: Final = {
    "fontId": ("fonts", "applyFont"),
    "fillId": ("fills", "applyFill"),
    "borderId": ("borders", "applyBorder"),
}
_FIRST_OWN_FORMAT: Final = 164


class Look(NamedTuple):
    """One element of the styles as what it says; those that say the same are equal."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    inside: tuple["Look", ...]

    @classmethod
    def of(cls, element: Element) -> "Look":
        """Read an element of the styles; extensions are left out."""
        said = tuple(sorted((local(key), value) for key, value in element.items()))
        inside = tuple(cls.of(child) for child in element if local(child.tag) != "extLst")
        return cls(local(element.tag), said, inside)

    def with_attributes(self, **changed: str) -> "Look":
        """Give it with some attributes set."""
        return self._replace(attributes=tuple(sorted({**dict(self.attributes), **changed}.items())))

    def xml(self, prefix: bytes) -> bytes:
        """Put it out under a namespace prefix, given with its colon."""
        name = prefix + self.tag.encode("utf-8")
        said = b"".join(b' %b="%b"' % (key.encode("utf-8"), escaped(value)) for key, value in self.attributes)
        if not self.inside:
            return b"<%b%b/>" % (name, said)
        return b"<%b%b>%b</%b>" % (name, said, b"".join(child.xml(prefix) for child in self.inside), name)


@dataclass(slots=True)
class _Block:
    """One list of the styles: where each look stands in it, and the looks that are new."""

    size: int = 0
    places: dict[Look, int] = field(default_factory=dict)
    new: list[Look] = field(default_factory=list)

    def place(self, look: Look) -> int:
        """Give the place of a look, which becomes a new one if none is equal."""
        if look not in self.places:
            self.places[look] = self.size + len(self.new)
            self.new.append(look)
        return self.places[look]


class MergedStyles:
    """The styles of a workbook with those formats of another that are asked for.

    Parameters
    ----------
    own
        The styles part of the workbook; it is only ever added to.
    donor
        The styles part of the other one.

    Raises
    ------
    ValueError
        If the workbook has no list of cell formats.
    """

    def __init__(self, own: bytes, donor: bytes) -> None:
        self._data = utf8(own)
        root = tree(own)
        self._blocks = {name: _block(root, name) for name in _ORDER}
        if not self._blocks["cellXfs"].size:
            raise ValueError("it has no cell formats")
        self._codes = {code: number for number, code in _codes(root).items()}
        other = tree(donor)
        self._donor = {name: _looks(other, name) for name in _ORDER}
        self._donor_codes = _codes(other)
        self._cells: dict[int, int] = {0: 0}
        self._rules: dict[int, int] = {}

    def cell(self, index: int) -> int:
        """Give the place here of the other one's cell format; its first one, that of plain cells, is the first here."""
        if index not in self._cells:
            self._cells[index] = self._blocks["cellXfs"].place(self._cell_format(self._donor["cellXfs"][index]))
        return self._cells[index]

    def rule(self, index: int) -> int:
        """Give the place here of the other one's format for a conditional format."""
        if index not in self._rules:
            look = self._donor["dxfs"][index]
            inside = tuple(self._renumbered(child) if child.tag == "numFmt" else child for child in look.inside)
            self._rules[index] = self._blocks["dxfs"].place(look._replace(inside=inside))
        return self._rules[index]

    def _cell_format(self, look: Look) -> Look:
        said = dict(look.attributes)
        changed = {"xfId": "0", "numFmtId": str(self._number_format(int(said.get("numFmtId", "0"))))}
        if changed["numFmtId"] != "0":
            changed["applyNumberFormat"] = "1"
        for key, (block, applied) in _POINTS_AT.items():
            place = self._blocks[block].place(self._donor[block][int(said.get(key, "0"))])
            changed[key] = str(place)
            if place:
                changed[applied] = "1"
        return look.with_attributes(**changed)

    def _renumbered(self, look: Look) -> Look:
        said = dict(look.attributes)
        return look.with_attributes(numFmtId=str(self._number_format(int(said["numFmtId"]), said["formatCode"])))

    def _number_format(self, number: int, code: str | None = None) -> int:
        """Give the number here of a number format; built-in ones have the same everywhere."""
        code = code or self._donor_codes.get(number)
        if code is None or number < _FIRST_OWN_FORMAT:
            return number
        if code not in self._codes:
            self._codes[code] = max([_FIRST_OWN_FORMAT - 1, *self._codes.values()]) + 1
            said = (("formatCode", code), ("numFmtId", str(self._codes[code])))
            self._blocks["numFmts"].place(Look("numFmt", said, ()))
        return self._codes[code]

    def changed(self) -> bytes | None:
        """Give the part with the new formats at the end of their lists; None if none was needed."""
        grown = [name for name, block in self._blocks.items() if block.new]
        if not grown:
            return None
        mask = masked(self._data)
        root = element_pattern(b"styleSheet").search(mask)
        prefix = root[1] if root else b""
        return spliced(self._data, [piece for name in grown for piece in self._slices(mask, prefix, name)])

    def _slices(self, mask: bytes, prefix: bytes, name: str) -> list[tuple[int, int, bytes]]:
        """Give what is to be put where in the part, so that a list has its new looks and their count."""
        block = self._blocks[name]
        new = b"".join(look.xml(prefix) for look in block.new)
        count = b"%d" % (block.size + len(block.new))
        tag = prefix + name.encode("ascii")
        opened = _list(mask, prefix, name)
        if opened is None:
            following = (_list(mask, prefix, later) for later in (*_ORDER[_ORDER.index(name) + 1 :], *_LATER))
            at = next((found.start() for found in following if found), mask.rindex(b"</" + prefix + b"styleSheet"))
            return [(at, at, b'<%b count="%b">%b</%b>' % (tag, count, new, tag))]
        counted = with_attribute(self._data[opened.start() : opened.end()], b"count", count)
        if opened[3]:
            return [(opened.start(), opened.end(), b"%b>%b</%b>" % (counted[:-2].rstrip(), new, tag))]
        end = mask.index(b"</" + tag, opened.end())
        return [(opened.start(), opened.end(), counted), (end, end, new)]


def _list(mask: bytes, prefix: bytes, name: str) -> re.Match[bytes] | None:
    """Find the opening tag of a list; extensions have lists of the same names, under prefixes of their own."""
    return next((found for found in element_pattern(name.encode("ascii")).finditer(mask) if found[1] == prefix), None)


def _looks(root: Element, name: str) -> list[Look]:
    return [Look.of(item) for block in children(root, name) for item in block]


def _block(root: Element, name: str) -> _Block:
    looks = _looks(root, name)
    places: dict[Look, int] = {}
    for place, look in enumerate(looks):
        places.setdefault(look, place)
    return _Block(len(looks), places)


def _codes(root: Element) -> dict[int, str]:
    """Give the number formats of a workbook's own: code by number."""
    formats = (item for block in children(root, "numFmts") for item in children(block, "numFmt"))
    return {int(attribute(item, "numFmtId") or 0): attribute(item, "formatCode") or "" for item in formats}
