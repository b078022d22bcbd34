"""A search through everything that an .xlsx file holds, for what should not be in it.

Every entry of the package is looked at unpacked, and so are the names, comments and extra fields of the entries, the bytes
of the file itself, and packages within the package; as UTF-8 and UTF-16, with and without markup, entities resolved.
"""

import re
from collections.abc import Collection, Iterator
from html import unescape
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile, is_zipfile

_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|(?<![\w.])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w])"
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TAG = re.compile(r"<[^<>]*>")
_ENDS = re.compile(r"</(?:si|c|v|f|definedName)>|/>")


class Hit(NamedTuple):
    """Something found, and the part of the package where it is."""

    part: str
    said: str


def words_in(data: bytes, words: Collection[str], *, besides: Collection[str] = ()) -> set[Hit]:
    """Find whole words, names and phrases, whatever their case.

    A word that is only a part of a longer one is none: R001 in R0011, nor "Acme" in one of ``besides``, say "Acme 2",
    which may be there.
    """
    sought = {word.casefold(): word for word in words if word.strip()}
    allowed = {word.casefold() for word in besides}
    return {
        Hit(part, sought[word])
        for part, text in _texts(data)
        for word in _whole_words(text.casefold(), sought.keys(), allowed)
        if word in sought and word not in allowed
    }


def _whole_words(text: str, sought: Collection[str], allowed: Collection[str]) -> set[str]:
    near = [word for word in sought if word in text]
    if not near:
        return set()
    longer = [word for word in allowed if any(part in word for part in near)]
    # The longest first: where a longer one that may be there stands, nothing within it counts.
    pattern = "|".join(_bounded(word) for word in sorted({*near, *longer}, key=lambda word: (-len(word), word)))
    return {match[0] for match in re.finditer(pattern, text)}


def matches_in(data: bytes, pattern: str) -> set[Hit]:
    """Find all that matches a regular expression, whatever its case."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return {Hit(part, match[0]) for part, text in _texts(data) for match in compiled.finditer(text)}


def numbers_in(data: bytes, amounts: Collection[float]) -> set[Hit]:
    """Find amounts, written in any of the usual ways, in cells, texts, or anywhere else."""
    sought = {round(amount, 4): amount for amount in amounts}
    return {
        Hit(part, str(sought[number]))
        for part, text in _texts(data)
        for match in _NUMBER.finditer(text)
        if (number := round(float(match[0].replace(",", "")), 4)) in sought
    }


def _bounded(word: str) -> str:
    """Write a word as a pattern; Chinese has no blanks between words, so that its words are bounded by nothing."""
    before = r"(?<!\w)" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isascii() and word[-1].isalnum() else ""
    return before + re.escape(word) + after


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Give all that can be read in some bytes, part by part, in every way of reading it."""
    for name, content in _contents("", data):
        for text in _decoded(content):
            plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), unescape(text))
            # A text may be cut into runs of different looks; cells must not run into each other.
            joined = unescape(_TAG.sub("", _ENDS.sub("\n", text)))
            yield from ((name, reading) for reading in {text, plain, joined})


def _contents(part: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Give some bytes and, where they are a package, all that is in it."""
    yield part or "(file)", data
    if not is_zipfile(BytesIO(data)):
        return
    with ZipFile(BytesIO(data)) as archive:
        yield f"{part}(comment)", archive.comment
        for entry in archive.infolist():
            name = f"{part}{entry.filename}"
            yield f"{name} (name)", entry.filename.encode()
            yield f"{name} (comment)", entry.comment
            yield f"{name} (extra)", entry.extra
            yield from _contents(name, archive.read(entry))


def _decoded(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8", "replace")
    if b"\0" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        for offset in (0, 1):
            for encoding in ("utf-16-le", "utf-16-be"):
                yield content[offset:].decode(encoding, "replace")
