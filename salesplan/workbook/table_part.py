"""The part that declares an Excel Table, given its new size."""

from dataclasses import replace
from typing import Final

from salesplan.workbook.addresses import Area
from salesplan.workbook.locate import TableInfo
from salesplan.workbook.markup import element_pattern, utf8, with_attribute
from salesplan.workbook.ranges import changed_attribute, spliced

_TABLE: Final = element_pattern(b"table")
_INNER: Final = element_pattern(b"(?:autoFilter|sortState|sortCondition)")


def resized(data: bytes, table: TableInfo, growth: int) -> bytes:
    """Give a table part whose ranges (its own, its filter's, its sort's) grew or shrank with the data rows.

    A table that Excel marked as having nothing but its blank insert row loses that mark.
    """

    def change(area: Area) -> Area:
        if area.last_row < table.last_row:
            return area
        return replace(area, last_row=area.last_row + growth)

    data = spliced(
        utf8(data), _TABLE, lambda tag: with_attribute(changed_attribute(tag, b"ref", change), b"insertRow", None)
    )
    return spliced(data, _INNER, lambda tag: changed_attribute(tag, b"ref", change))
