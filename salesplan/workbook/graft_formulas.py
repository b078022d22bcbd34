"""The places in a part that name a sheet, put right when the sheet is called otherwise."""

import re
from typing import Final

from salesplan.workbook.formulas import with_sheet
from salesplan.workbook.markup import PREFIX, content_text, escaped, unescaped

_FORMULA: Final = re.compile(
    rb"(<("
    + PREFIX
    + rb"(?:f|formula[12]?|calculatedColumnFormula|totalsRowFormula))(?=[\s>])[^<>]*>)([^<]*)(?=</\2\s*>)"
)
_LINK: Final = re.compile(rb'(\s(?:location|textlink)=")([^"]*)')


def with_sheet_named(data: bytes, old: str, new: str) -> bytes:
    """Give a part (a worksheet, Table, drawing or chart) with a sheet's name replaced in its formulas and links.

    Examples
    --------
    >>> with_sheet_named(b"<c:f>Review!$A$1</c:f><c:v>Review!</c:v>", "Review", "R&D")
    b"<c:f>'R&amp;D'!$A$1</c:f><c:v>Review!</c:v>"
    """
    if old == new:
        return data
    data = _FORMULA.sub(lambda found: found[1] + escaped(with_sheet(content_text(found[3]), old, new)), data)
    return _LINK.sub(lambda found: found[1] + escaped(with_sheet(unescaped(found[2]), old, new)), data)
