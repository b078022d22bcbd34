"""The little that salesplan needs to know of XML as bytes.

Parts are read with the standard parser, but changed by splicing bytes, so that all that is not
written stays as it was. The patterns here describe tags in UTF-8 bytes under any namespace prefix.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

ATTRIBUTE: Final = rb"""\s+([\w:.\-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
INSIDE_TAG: Final = rb"""(?:[^<>"'/]++|"[^"]*+"|'[^']*+'|/(?!>))*+"""
PREFIX: Final = rb"(?:[\w.\-]+:)?"

_ATTRIBUTE = re.compile(ATTRIBUTE)
_DECLARATION = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([\w.\-]+)[\"']")
_ENCODING_WORD = re.compile(r"""(^<\?xml\s[^>]*?\bencoding\s*=\s*["'])[\w.\-]+""")
_SKIPPED = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ENTITY = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|amp|lt|gt|quot|apos);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_UTF8_NAMES = {"utf-8", "utf8", "us-ascii", "ascii"}


class Malformed(ValueError):
    """A part of the package is not XML that may be read."""


def utf8(data: bytes) -> bytes:
    """Give a part as UTF-8, its declaration put right; a part in UTF-8 comes back unchanged.

    Raises
    ------
    Malformed
        If the declared encoding is unknown or does not fit the bytes.

    Examples
    --------
    >>> utf8('<?xml version="1.0" encoding="UTF-16"?><a>ä</a>'.encode("utf-16")).decode()
    '<?xml version="1.0" encoding="UTF-8"?><a>ä</a>'
    """
    encoding = _encoding(data)
    if encoding in _UTF8_NAMES:
        return data
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except (LookupError, UnicodeDecodeError) as error:
        raise Malformed(f"its encoding {encoding} does not hold") from error
    return _ENCODING_WORD.sub(r"\g<1>UTF-8", text, count=1).encode("utf-8")


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if data[:2] == b"<\x00":
        return "utf-16-le"
    if data[:2] == b"\x00<":
        return "utf-16-be"
    declared = _DECLARATION.match(data[:200])
    return declared[1].decode("ascii").lower() if declared else "utf-8"


def tree(data: bytes) -> ElementTree.Element:
    """Parse a part into elements.

    Raises
    ------
    Malformed
        If it is no well-formed XML, or declares a document type: no workbook needs one, and entities
        declared there can blow up the memory.
    """
    plain = utf8(data)
    refuse_document_type(plain)
    try:
        return ElementTree.fromstring(plain)  # noqa: S314 (document types are refused above)
    except ElementTree.ParseError as error:
        raise Malformed(str(error)) from error


def check_well_formed(data: bytes) -> None:
    """Raise `Malformed` unless the part, in UTF-8, is well-formed XML without a document type."""
    refuse_document_type(data)
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        raise Malformed(str(error)) from error


def refuse_document_type(data: bytes) -> None:
    """Raise `Malformed` where a part, in UTF-8, declares a document type: it could make much of little."""
    if b"<!DOCTYPE" in masked(data):
        raise Malformed("it declares a document type, which no workbook does")


def masked(data: bytes) -> bytes:
    """Blank out comments, CDATA sections and processing instructions, keeping every position.

    Examples
    --------
    >>> masked(b"<a><!-- </a> -->x</a>")
    b'<a>             x</a>'
    """
    # One letter is found much faster than two, and most parts have neither mark behind their declaration.
    if b"!" not in data and data.find(b"?", data.find(b"?>") + 2) < 0:
        return data
    if b"<!" not in data and data.find(b"<?", 2) < 0:
        return data
    return _SKIPPED.sub(lambda skipped: b" " * len(skipped[0]), data)


def local(tag: str) -> str:
    """Give an element's or attribute's name without its namespace.

    Examples
    --------
    >>> local("{urn:x}sheet")
    'sheet'
    """
    return tag.rpartition("}")[2]


def children(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Give the children of a local name, whatever their namespace."""
    return (child for child in element if local(child.tag) == name)


def descendants(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Give all elements of a local name below an element, in document order."""
    return (child for child in element.iter() if isinstance(child.tag, str) and local(child.tag) == name)


def attribute(element: ElementTree.Element, name: str) -> str | None:
    """Find an attribute by its local name, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if local(key) == name), None)


def element_pattern(name: bytes) -> re.Pattern[bytes]:
    """Build the pattern of one element's opening tag: its group 1 is the prefix, group 2 the attributes, group 3 ``/`` or nothing."""
    return re.compile(rb"<(" + PREFIX + rb")" + name + rb"(?=[\s/>])(" + INSIDE_TAG + rb")(/?)>")


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """Read the attributes of an opening tag as they stand there, not unescaped.

    Examples
    --------
    >>> attributes(b'<c r="A1" t="s">')
    {b'r': b'A1', b't': b's'}
    """
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def with_attribute(tag: bytes, name: bytes, value: bytes | None) -> bytes:
    """Give an opening tag with one attribute set, or left out where the value is None.

    Examples
    --------
    >>> with_attribute(b'<row r="1" ht="20"/>', b"r", b"7")
    b'<row r="7" ht="20"/>'
    >>> with_attribute(b'<row r="1">', b"ht", b"9"), with_attribute(b'<row r="1">', b"r", None)
    (b'<row r="1" ht="9">', b'<row>')
    """
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == name:
            new = b"" if value is None else b" " + name + b'="' + value + b'"'
            return tag[: found.start()] + new + tag[found.end() :]
    if value is None:
        return tag
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + b" " + name + b'="' + value + b'"' + tag[end:]


def element_end(mask: bytes, opened: re.Match[bytes], name: bytes) -> int:
    """Find the end of the element that an `element_pattern` of this name found; it holds none of its own name."""
    if opened[3]:
        return opened.end()
    return mask.index(b">", mask.index(b"</" + opened[1] + name, opened.end())) + 1


def spliced(data: bytes, slices: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Replace slices of a part, given by start and end; they must not overlap, those at one place stay in their order.

    Examples
    --------
    >>> spliced(b"<a/><b/>", [(8, 8, b"<c/>"), (0, 4, b""), (8, 8, b"<d/>")])
    b'<b/><c/><d/>'
    """
    pieces = []
    done = 0
    for start, end, new in sorted(slices, key=lambda piece: piece[:2]):
        pieces += [data[done:start], new]
        done = end
    return b"".join([*pieces, data[done:]])


def escaped(text: str) -> bytes:
    """Escape a text for an element's content or a quoted attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").encode("utf-8")


def unescaped(data: bytes) -> str:
    """Undo `escaped`, numeric references too.

    Examples
    --------
    >>> unescaped(b"&apos;R&amp;D&apos;!A1")
    "'R&D'!A1"
    """
    return _ENTITY.sub(_entity, data.decode("utf-8"))


def content_text(data: bytes) -> str:
    """Read the text between an element's tags: references and CDATA sections undone, comments left out.

    Examples
    --------
    >>> content_text(b"1 &lt; <!-- no -->2<![CDATA[ < 3]]>")
    '1 < 2 < 3'
    """
    if b"<" in data:
        data = _SKIPPED.sub(_plain_section, data)
    return unescaped(data)


def _plain_section(found: re.Match[bytes]) -> bytes:
    section = found[0]
    return escaped(section[9:-3].decode("utf-8")) if section.startswith(b"<![CDATA[") else b""


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name.startswith("#"):
        return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))
    return _NAMED[name]
