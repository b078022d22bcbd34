"""Number formats, and what they say of a number; formats copied from a row to those below."""

import re
from typing import Any, Final, NamedTuple

from tests.live.calc.area import Area
from tests.live.calc.bridge.places import cells, placed
from tests.live.calc.wire import Kind

DATE: Final = 2
TIME: Final = 4
CURRENCY: Final = 8
TEXT: Final = 256
GENERAL: Final = 0

_READ_ONLY: Final = 16
_NO_VALIDATION: Final = "ANY"
_NOT_FORMATS: Final = ("Chart", "Conditional", "Validation", "FormulaLocal", "FormatID")
# Letters of a date's code, outside quotes, brackets and what a backslash protects.
_CODE: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|AM/PM|A/P|[A-Z]')
_MONEY: Final = re.compile(r'\[\$[^\]-]|"[$€£¥₩₹]"')


class _Described(NamedTuple):
    """A number format: its code in Calc's words, and what Calc says it is."""

    code: str
    type: int

    @property
    def kind(self) -> str | None:
        if self.type & (DATE | TIME):
            return "date"
        if self.type & CURRENCY or _MONEY.search(self.code):
            return "money"
        return "text" if self.type == TEXT else None

    @property
    def excel(self) -> str:
        """The code as Excel words it: dates in small letters, no format of Calc's own for truth values."""
        if self.code == "BOOLEAN":
            return "General"
        if self.type & (DATE | TIME):
            return _CODE.sub(lambda found: found[0].lower() if len(found[0]) == 1 else found[0], self.code)
        return self.code


def kinds(document: Any, area: Area) -> list[Kind]:
    """Give the cells whose numbers are dates or money by their format, or that hold text only."""
    return [
        Kind(described.kind, part.row - area.row, part.column - area.column, part.rows, part.columns)
        for described, group in _groups(document, area)
        if described.kind is not None
        for part in _parts(area, group)
    ]


def number_format(document: Any, area: Area) -> str | None:
    """Give the cells' one number format, None where they differ."""
    codes = {described.excel for described, _ in _groups(document, area)}
    return codes.pop() if len(codes) == 1 else None


def set_number_format(document: Any, area: Area, code: str) -> None:
    formats, locale = document.NumberFormats, document.CharLocale
    key = formats.queryKey(code, locale, False)
    cells(document, area).NumberFormat = formats.addNew(code, locale) if key < 0 else key


def forget_truths(document: Any, area: Area) -> None:
    """Take back the format that Calc gives a cell whose formula says TRUE or FALSE."""
    for described, group in _groups(document, area):
        if described.code == "BOOLEAN":
            for part in _parts(area, group):
                cells(document, part).NumberFormat = GENERAL


def as_dates(document: Any, area: Area, code: str) -> None:
    """Give a date's format to cells that have none, as Excel does when a date is entered."""
    for described, group in _groups(document, area):
        if described.excel == "General":
            for part in _parts(area, group):
                set_number_format(document, part, code)


def color(document: Any, area: Area) -> int | None:
    """Give the background as a number, None where there is none or where cells differ."""
    found = cells(document, area).CellBackColor
    return None if found is None or found < 0 else int(found)


def set_color(document: Any, area: Area, value: int | None) -> None:
    cells(document, area).CellBackColor = -1 if value is None else value


def fill_formats(document: Any, source: Area, target: Area) -> None:
    """Copy each format of a row of cells to all rows of the target: looks, validations, rules for colours."""
    for place in range(source.columns):
        pattern = cells(document, source.part(0, place))
        below = cells(document, target.part(0, place, target.rows))
        names = tuple(
            sorted(
                prop.Name
                for prop in pattern.PropertySetInfo.Properties
                if not prop.Attributes & _READ_ONLY and not prop.Name.startswith(_NOT_FORMATS)
            )
        )
        below.setPropertyValues(names, pattern.getPropertyValues(names))
        below.HoriJustify = pattern.HoriJustify  # an indent of nothing has turned it to the left
        for place_ in (pattern, below):
            if place_.Validation.Type.value != _NO_VALIDATION:
                below.Validation = pattern.Validation
        _extend_rules(document, source.part(0, place), target.part(0, place, target.rows))


def _extend_rules(document: Any, source: Area, target: Area) -> None:
    """Let the rules that colour the source's cell colour the target's cells as well."""
    place = cells(document, source).RangeAddress
    for rule in document.Sheets.getByName(source.sheet).ConditionalFormats.getConditionalFormats():
        ranges = rule.Range
        if ranges.queryIntersection(place).Count:
            wider = document.createInstance("com.sun.star.sheet.SheetCellRanges")
            wider.addRangeAddresses(ranges.RangeAddresses, True)
            wider.addRangeAddress(cells(document, target).RangeAddress, True)
            rule.Range = wider


def _groups(document: Any, area: Area) -> list[tuple[_Described, Any]]:
    """Give the ranges of cells that are formatted alike, each with its number format."""
    unique = cells(document, area).getUniqueCellFormatRanges()
    groups = [unique.getByIndex(index) for index in range(unique.Count)]
    book = str(document.RuntimeUID)
    return [(_described(document, book, int(group.NumberFormat)), group) for group in groups]


def _parts(area: Area, group: Any) -> list[Area]:
    return [placed(area.sheet, place) for place in group.RangeAddresses]


def _described(document: Any, book: str, key: int) -> _Described:
    """Look a number format up once: a key keeps its meaning as long as the workbook is open."""
    if (book, key) not in _KNOWN:
        found = document.NumberFormats.getByKey(key)
        _KNOWN[book, key] = _Described(found.FormatString, int(found.Type))
    return _KNOWN[book, key]


_KNOWN: Final[dict[tuple[str, int], _Described]] = {}
