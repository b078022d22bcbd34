"""A sheet that was built elsewhere, put into a workbook in which nothing else changes.

The sheet's XML and the Tables, drawings, charts and pictures behind it become parts under free names, its formats are
added to the workbook's (equal ones are used again), its shared texts move into its cells, its defined names come along.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from salesplan.errors import WriteRefused
from salesplan.workbook.addresses import quoted
from salesplan.workbook.draft import Draft
from salesplan.workbook.formulas import BROKEN, references, with_sheet
from salesplan.workbook.graft_cells import (
    Fit,
    code_name,
    fitted,
    is_selected,
    with_code_name,
    with_selection,
    without_views,
)
from salesplan.workbook.graft_donor import Donor
from salesplan.workbook.graft_formulas import with_sheet_named
from salesplan.workbook.graft_parts import add_relation, copy_parts, drop_own_parts, free_names
from salesplan.workbook.graft_styles import MergedStyles
from salesplan.workbook.graft_tables import clash, fit_tables, table_names
from salesplan.workbook.graft_workbook import Name, Tab, has_views, names, tabs, with_names, with_tab
from salesplan.workbook.relations import Relation
from salesplan.workbook.styles import Styles
from salesplan.workbook.writes import SheetGraft

_STRICT: Final = "{http://purl.oclc.org/"
_LONGEST_NAME: Final = 31
_DAYS_FROM_1900_TO_1904: Final = 1462
_OTHERS_USE: Final = {"table": "a table", "pivotTable": "a pivot table", "queryTable": "a query"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the sheet goes: its name, its place among the tabs, its part, and what stands there now."""

    name: str
    tab: int
    part: str
    old: bytes | None = None


def graft_sheet(draft: Draft, graft: SheetGraft) -> str:
    """Put a sheet in, or in place of the one that stood there; gives the name of its part.

    Raises
    ------
    WriteRefused
        If the workbook is a Strict one or has no styles, or the sheet that is to be replaced has no cells or holds
        a Table or a pivot table, or a name that the new one needs is taken.
    ValueError
        If the donor is no workbook of one sheet, or its sheet has more than can come along.
    """
    donor = Donor.of(graft.donor)
    styles = _styles_part(draft, graft)
    _refuse_tables(draft, donor, graft)
    place = _standing(draft, graft) or _new(draft, graft)
    copies = copy_parts(draft, donor, place.part, place.name)
    merged = _merged(draft, donor, graft, styles)
    fit_tables(draft, donor, copies, merged.rule)
    _write_sheet(draft, donor, place, merged)
    if (data := merged.changed()) is not None:
        draft.write(styles, data)
    _write_names(draft, donor, graft, place)
    return place.part


def _styles_part(draft: Draft, graft: SheetGraft) -> str:
    """Give the part of the workbook's styles; refuse where nothing can be put in."""
    workbook = draft.package.workbook_part
    if draft.tree(workbook).tag.startswith(_STRICT):
        raise _refusal(draft, graft.name, "cannot be put in: the workbook is a Strict one", "save it as a plain .xlsx")
    parts = draft.related(workbook, "styles")
    if not parts:
        raise _refusal(draft, graft.name, "cannot be put in: the workbook has no styles", "save it in Excel first")
    return parts[0]


def _refuse_tables(draft: Draft, donor: Donor, graft: SheetGraft) -> None:
    """Refuse Tables whose names are taken: under another one nobody would find them."""
    if taken := clash(draft, donor):
        table, what = taken
        problem = f"cannot be put in: the workbook has a {what} {table.name} already"
        raise _refusal(draft, graft.name, problem, f"give that {what} another name")


def _standing(draft: Draft, graft: SheetGraft) -> _Place | None:
    """Find the sheet that is to be replaced, and clear away what belongs to it alone."""
    workbook = draft.package.workbook_part
    data = draft.text(workbook)
    anchored = (_pointed(name.text) for name in names(data) if name.key == (graft.anchor.casefold(), None))
    home = next(anchored, "") if graft.over is None else graft.over
    for at, tab in enumerate(tabs(data)):
        if tab.name.casefold() == home.casefold():
            relation = next(relation for relation in draft.relations(workbook) if relation.id == tab.relation)
            _refuse_needed(draft, tab.name, relation)
            old = draft.text(relation.target)
            drop_own_parts(draft, draft.name_of(relation.target))
            draft.formulas_gone = True
            return _Place(tab.name, at, relation.target, old)
    return None


def _refuse_needed(draft: Draft, sheet: str, relation: Relation) -> None:
    """Refuse to replace a sheet that is no worksheet, or that others may read as more than cells."""
    if relation.kind != "worksheet":
        raise _refusal(draft, sheet, f"is on a {relation.kind}, which has no cells", "let the name point elsewhere")
    for used in draft.relations(relation.target):
        if used.kind in _OTHERS_USE:
            what = _OTHERS_USE[used.kind]
            raise _refusal(draft, sheet, f"cannot be replaced: the sheet holds {what}", "move it to another sheet")


def _pointed(text: str) -> str:
    """Give the sheet that a defined name points at, "" if none."""
    return next((found.sheet for found in references(text)), "")


def _new(draft: Draft, graft: SheetGraft) -> _Place:
    """Add a sheet without cells to the workbook's list."""
    workbook = draft.package.workbook_part
    data = draft.text(workbook)
    there = tabs(data)
    folded = [tab.name.casefold() for tab in there]
    after = (graft.after or "").casefold()
    at = folded.index(after) + 1 if after in folded else len(folded)
    name = free_sheet_name(graft.name, folded)
    part = next(free_names(draft, "xl/worksheets/sheet1.xml"))
    relation = add_relation(draft, workbook, "worksheet", part)
    number = max((tab.number for tab in there), default=0) + 1
    draft.write(workbook, with_tab(data, Tab(name, number, relation), at))
    return _Place(name, at, part)


def free_sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """Give the name that a new sheet gets: the one that is wanted, with a number where it is taken.

    Parameters
    ----------
    wanted
        What it is to be called.
    taken
        The names of the sheets that are there, casefolded.

    Examples
    --------
    >>> free_sheet_name("Review", ["plan", "review"])
    'Review 2'
    """
    endings = ("", *(f" {number}" for number in range(2, len(taken) + 3)))
    candidates = (wanted[: _LONGEST_NAME - len(ending)] + ending for ending in endings)
    return next(name for name in candidates if name.casefold() not in taken)


def _merged(draft: Draft, donor: Donor, graft: SheetGraft, part: str) -> MergedStyles:
    draft.settle_styles()
    try:
        return MergedStyles(draft.read(part), donor.styles)
    except ValueError as error:
        raise _refusal(
            draft, graft.name, f"cannot be put in: of the workbook's styles, {error}", "save it in Excel"
        ) from error


def _write_sheet(draft: Draft, donor: Donor, place: _Place, styles: MergedStyles) -> None:
    days = _DAYS_FROM_1900_TO_1904 * (donor.date1904 - draft.book.date1904)
    fit = Fit(donor.texts(), styles.cell, styles.rule, Styles(donor.styles).is_date, days)
    data = fitted(with_sheet_named(donor.package.read(donor.part), donor.name, place.name), fit)
    if has_views(draft.text(draft.package.workbook_part)):
        data = with_selection(data, selected=place.old is not None and is_selected(place.old))
    else:
        data = without_views(data)
    if place.old is not None and (macros := code_name(place.old)):
        data = with_code_name(data, macros)
    draft.write(place.part, data)


def _write_names(draft: Draft, donor: Donor, graft: SheetGraft, place: _Place) -> None:
    """Add the sheet's defined names and its anchor; the old ones that the programs keep for it are dropped.

    On a sheet with a Table nothing depends on a name: those that are taken are left out.
    """
    workbook = draft.package.workbook_part
    data = draft.text(workbook)
    new = [Name(graft.anchor, f"{quoted(place.name)}!$A$1")]
    for name in donor.names:
        tab = None if name.tab is None else place.tab
        renamed = replace(name, text=with_sheet(name.text, donor.name, place.name), tab=tab)
        if renamed.key != new[0].key:
            new.append(renamed)
    there = names(data)
    taken = _taken(draft, place, new, there)
    if taken and (new[0] in taken or not donor.tables):
        problem = f"cannot be put in: the name {taken[0].name} is used already"
        raise _refusal(draft, place.name, problem, "give that one another name")
    gone = [name for name in there if name.tab == place.tab and name.name.casefold().startswith("_xlnm.")]
    draft.write(workbook, with_names(data, [name for name in new if name not in taken], gone))


def _taken(draft: Draft, place: _Place, new: Sequence[Name], there: Sequence[Name]) -> list[Name]:
    """Find the names that mean something else in the workbook: a Table, or cells of another sheet; the anchor may move."""
    others = {name.key for name in there if _pointed(name.text).casefold() != place.name.casefold()}
    broken = {name.key for name in there if BROKEN in name.text}
    elsewhere = others - broken - {new[0].key}
    tables = table_names(draft)
    return [name for name in new if (name.tab is None and name.key in elsewhere) or name.name.casefold() in tables]


def _refusal(draft: Draft, sheet: str, problem: str, fix: str) -> WriteRefused:
    return draft.refuse(sheet, "A1", problem, fix)
