"""The Excel Tables of a sheet that was built elsewhere, which no other Table or name of the workbook may be like."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from salesplan.workbook.draft import Draft
from salesplan.workbook.graft_donor import Donor
from salesplan.workbook.graft_workbook import names
from salesplan.workbook.locate import TableInfo
from salesplan.workbook.markup import attributes, element_pattern, masked, spliced, with_attribute

_TABLE: Final = element_pattern(b"table")
_STYLED: Final = element_pattern(b"(?:table|tableColumn|colorFilter|sortCondition)")
_LOOKS: Final = (
    *(b"dxfId", b"dataDxfId", b"headerRowDxfId", b"totalsRowDxfId"),
    *(b"headerRowBorderDxfId", b"tableBorderDxfId", b"totalsRowBorderDxfId"),
)


def table_names(draft: Draft) -> set[str]:
    """Give the names of all Tables that are in the workbook now, casefolded."""
    return {(root.get("displayName") or root.get("name") or "").casefold() for root in _declared(draft)}


def clash(draft: Draft, donor: Donor) -> tuple[TableInfo, str] | None:
    """Find a Table whose name is taken in the workbook, by a Table or a defined name, and by which; None if all are free."""
    tables = table_names(draft)
    named = {name.name.casefold() for name in names(draft.text(draft.package.workbook_part)) if name.tab is None}
    for table in donor.tables:
        for what, taken in (("table", tables), ("name", named)):
            if table.name.casefold() in taken:
                return table, what
    return None


def fit_tables(draft: Draft, donor: Donor, copies: Mapping[str, str], place: Callable[[int], int]) -> None:
    """Give the Tables that were copied numbers of their own, and their formats the places that these have here.

    Parameters
    ----------
    copies
        The part here of each part of the donor.
    place
        Gives the new place of a format.
    """
    own = {copies[table.part] for table in donor.tables}
    free = max((int(root.get("id") or 0) for root in _declared(draft, but=own)), default=0) + 1
    for number, table in enumerate(donor.tables, start=free):
        part = copies[table.part]
        draft.write(part, _fitted(draft.text(part), number, place))


def _fitted(data: bytes, number: int, place: Callable[[int], int]) -> bytes:
    mask = masked(data)
    slices = []
    for found in _STYLED.finditer(mask):
        tag = found[0]
        if _TABLE.match(tag):
            tag = with_attribute(tag, b"id", b"%d" % number)
        for name in _LOOKS:
            if look := attributes(tag).get(name):
                tag = with_attribute(tag, name, b"%d" % place(int(look)))
        slices.append((found.start(), found.end(), tag))
    return spliced(data, slices)


def _declared(draft: Draft, but: Collection[str] = ()) -> Iterator[Element]:
    """Give the declarations of the Tables on all sheets, those in some parts left out."""
    for sheet in draft.relations(draft.package.workbook_part):
        for relation in draft.relations(sheet.target) if sheet.kind == "worksheet" else ():
            if relation.kind == "table" and relation.target in draft and draft.name_of(relation.target) not in but:
                yield draft.tree(relation.target)
