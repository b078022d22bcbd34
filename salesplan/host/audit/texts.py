"""What is written into cells, as the plain texts by which it is compared with what stands there."""

from collections.abc import Sequence

from salesplan.tables.model import Choice, Column, Holds
from salesplan.tables.plain import plain_texts, same_breaks
from salesplan.workbook.writes import Formula, Keep, Scalar, Value


def cell_texts(column: Column, cells: Sequence[Value | Keep]) -> list[str]:
    """Give the plain texts of what is written into a column; `KEEP` as a blank.

    `salesplan.host.handouts.texts.column_texts` gives the same of a typed column.
    """
    types = set(map(type, cells))
    if not types.isdisjoint({Keep, Formula}):
        cells = [value_of(cell) for cell in cells]
    texts = plain_texts(cells)
    if column.choices:
        return [chosen(column.choices, text) for text in texts]
    if column.holds is Holds.TEXT:
        return [same_breaks(text) for text in texts]
    return texts


def value_of(cell: Value | Keep) -> Scalar:
    """Give what a cell says; nothing for `KEEP`."""
    if isinstance(cell, Keep):
        return None
    return cell.value if isinstance(cell, Formula) else cell


def chosen(choices: Sequence[Choice], text: str) -> str:
    """Give the key of the choice that a text says in any language; a text that says none as it is."""
    if not choices or not text:
        return text
    return next((each.key for each in choices if text in (each.key, *each.label.every())), text)
