"""Which encoding a text file is in.

There is no sure way to tell, only an order that goes wrong least: a byte order mark says it; bytes
that are valid UTF-8 are UTF-8, since other encodings produce such sequences next to never; then
the Chinese encodings, told apart by which of them reads the file as everyday characters; Windows-1252
takes what is left.
"""

import re
from pathlib import Path
from typing import Final

from salesplan.errors import SourceError

_PAIR: Final = re.compile(rb"([\x81-\xfe])([\x40-\x7e\x80-\xfe])")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_SAMPLE: Final = 200_000
_EVERYDAY_SHARE: Final = 0.5
"""Of the pairs in a Chinese text nine in ten are everyday characters, in a Western one hardly any."""
_HIGH_TRAIL_SHARE: Final = 0.25
"""Three in five pairs of Chinese end in a high byte; an umlaut before a plain letter never does."""
_GOOD_PER_BAD: Final = 20
"""Where one character in twenty or fewer is broken, the file is a damaged one, not one in another encoding."""


def decoded(path: Path, data: bytes) -> tuple[str, str]:
    """Read the bytes of a text file as text.

    Parameters
    ----------
    path
        The file, for messages.
    data
        All of its bytes.

    Returns
    -------
    tuple
        The text without byte order mark, and the encoding it was in.

    Raises
    ------
    SourceError
        If it is no text, or text with a few broken bytes; the message names the line.

    Notes
    -----
    GBK's and Big5's everyday characters stand in different blocks: GB 2312 level 1 has lead bytes B0-D7
    and trail bytes from A1, Big5 level 1 lead bytes A4-C6. Half of a simplified text lies outside
    Big5's block, and more than half of a traditional one outside GB 2312's, so few characters tell.

    Examples
    --------
    >>> decoded(Path("a.csv"), "区域,销售额".encode("gbk"))
    ('区域,销售额', 'gb18030')
    >>> decoded(Path("a.csv"), "區域,銷售額".encode("big5"))
    ('區域,銷售額', 'cp950')
    >>> decoded(Path("a.csv"), "Größe,Müller".encode("cp1252"))
    ('Größe,Müller', 'cp1252')
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _by_mark(path, data)
    if b"\0" in data[:_SAMPLE]:
        return _unmarked_utf16(path, data)
    for encoding in ("utf-8-sig", *_chinese(data)):
        text = _strictly(data, encoding)
        if text is not None:
            return text, encoding.removesuffix("-sig")
    _refuse_damaged(path, data)
    return data.decode("cp1252", errors="replace"), "cp1252"


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _by_mark(path: Path, data: bytes) -> tuple[str, str]:
    text = _strictly(data, "utf-16")
    if text is None:
        raise SourceError(path, "it begins like UTF-16, but is not", "export it again as UTF-8")
    return text, "utf-16"


def _unmarked_utf16(path: Path, data: bytes) -> tuple[str, str]:
    """Read UTF-16 without a mark: the zero bytes of its commas and digits stand on one side, but for a few characters."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = _strictly(data, encoding)
    if text is None or "\0" in text or max(even, odd) <= 2 * min(even, odd):
        raise SourceError(path, "it is no text file", "export it as CSV in UTF-8, or as .xlsx")
    return text, encoding


def _chinese(data: bytes) -> list[str]:
    """Give the Chinese encodings that make sense of the bytes, the likelier first."""
    start = _HIGH.search(data)
    pairs = _PAIR.findall(data, start.start(), start.start() + _SAMPLE) if start else []
    if not pairs:
        return []
    everyday = sum(0xB0 <= lead[0] <= 0xD7 and trail[0] >= 0xA1 for lead, trail in pairs) / len(pairs)
    traditional = sum(0xA4 <= lead[0] <= 0xC6 for lead, _ in pairs) / len(pairs)
    if sum(trail[0] >= 0xA1 for _, trail in pairs) < _HIGH_TRAIL_SHARE * len(pairs):
        return []
    likely = [(everyday, ["gb18030"]), (traditional, ["cp950", "big5hkscs"])]
    likely.sort(key=lambda found: found[0], reverse=True)
    return [name for share, names in likely if share >= _EVERYDAY_SHARE for name in names]


def _refuse_damaged(path: Path, data: bytes) -> None:
    for encoding in ("utf-8", *_chinese(data)):
        text = data.decode(encoding, errors="replace")
        bad = text.count("\ufffd")
        good = sum(character > "\x7f" for character in text) - bad
        if good >= _GOOD_PER_BAD * bad:
            line = text.count("\n", 0, text.index("\ufffd")) + 1
            raise SourceError(path, f"line {line} holds bytes that are not {encoding}", "export it again as UTF-8")
