"""The styles of a workbook, as far as a date needs one."""

import re
from typing import Final

from salesplan.workbook.markup import attributes, element_pattern, masked, unescaped, utf8, with_attribute

_XFS: Final = element_pattern(b"cellXfs")
_XF: Final = element_pattern(b"xf")
_FORMAT: Final = element_pattern(b"numFmt")
_BUILT_IN_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NOT_LETTERS: Final = re.compile(r'"[^"]*"|\\.|[_*].|\[(?![hHmMsS]+\])[^\]]*\]|General', re.IGNORECASE)
SHORT_DATE: Final = b"14"
DATE_AND_TIME: Final = b"22"


def shows_date(code: str) -> bool:
    """Say whether a number format shows a date or a time.

    Examples
    --------
    >>> [shows_date(code) for code in ("yyyy-mm-dd", "[h]:mm", '#,##0.0 "days"', "[Red]0", "General")]
    [True, True, False, False, False]
    """
    return bool(re.search("[ymdhs]", _NOT_LETTERS.sub("", code), re.IGNORECASE))


class Styles:
    """The cell formats of ``styles.xml``: which show dates, and new ones cloned from others.

    Parameters
    ----------
    data
        The part's bytes; it is only ever added to.
    """

    def __init__(self, data: bytes) -> None:
        self._data = utf8(data)
        mask = masked(self._data)
        opened = _XFS.search(mask)
        if opened is None:
            raise ValueError("the styles part has no cell formats")
        # Those of conditional formats come after the cell formats, and may have the same numbers.
        self._codes = {
            found[b"numFmtId"]: unescaped(found.get(b"formatCode", b""))
            for found in (attributes(tag[0]) for tag in _FORMAT.finditer(mask, 0, opened.start()))
            if b"numFmtId" in found
        }
        self._tag = opened.span()
        self._end = mask.index(b"</" + opened[1] + b"cellXfs", opened.end())
        self._formats = self._split(mask, opened[1])
        self._added: dict[tuple[int, bytes], int] = {}
        self._new: list[bytes] = []

    def _split(self, mask: bytes, prefix: bytes) -> list[bytes]:
        formats = []
        at = self._tag[1]
        while found := _XF.search(mask, at, self._end):
            at = found.end()
            if not found[3]:
                at = mask.index(b">", mask.index(b"</" + prefix + b"xf", at)) + 1
            formats.append(self._data[found.start() : at])
        return formats

    def dated(self, style: bytes | None, *, with_time: bool) -> bytes:
        """Give the format that a date in a cell of this format needs: itself if it shows dates, else a clone that does."""
        index = int(style or 0)
        if not 0 <= index < len(self._formats):
            index = 0
        if self.is_date(index):
            return b"%d" % index
        wanted = DATE_AND_TIME if with_time else SHORT_DATE
        if (index, wanted) not in self._added:
            self._added[index, wanted] = len(self._formats) + len(self._new)
            self._new.append(_reformatted(self._formats[index], wanted))
        return b"%d" % self._added[index, wanted]

    def is_date(self, index: int) -> bool:
        """Say whether a format shows dates."""
        number = attributes(_opening(self._formats[index])).get(b"numFmtId", b"0")
        if number in self._codes:
            return shows_date(self._codes[number])
        return int(number) in _BUILT_IN_DATES

    def changed(self) -> bytes | None:
        """Give the part with the new formats at the end of its list; None if none was needed."""
        if not self._new:
            return None
        start, end = self._tag
        count = b"%d" % (len(self._formats) + len(self._new))
        tag = with_attribute(self._data[start:end], b"count", count)
        return self._data[:start] + tag + self._data[end : self._end] + b"".join(self._new) + self._data[self._end :]


def _opening(xml: bytes) -> bytes:
    found = _XF.match(xml)
    return found[0] if found else xml


def _reformatted(xml: bytes, number: bytes) -> bytes:
    tag = _opening(xml)
    changed = with_attribute(with_attribute(tag, b"numFmtId", number), b"applyNumberFormat", b"1")
    return changed + xml[len(tag) :]
