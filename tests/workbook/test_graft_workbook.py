"""Sheets and defined names added to the workbook part."""

import pytest

from salesplan.workbook.graft_formulas import with_sheet_named
from salesplan.workbook.graft_workbook import Name, Tab, names, tabs, with_names, with_tab
from tests.workbook.books import MAIN

SHEETS = '<sheets><sheet name="A" sheetId="3" i:id="rId1"/><sheet name="B" sheetId="1" i:id="rId2"></sheet></sheets>'
OWN = (
    '<definedName name="x" localSheetId="0">A!$A$1</definedName><definedName name="X">1</definedName>'
    '<definedName name="x" localSheetId="1" hidden="1">B!$A$1</definedName>'
)


def workbook(*, views: str = "", listed: str = "", later: str = "") -> bytes:
    return f'<workbook xmlns="{MAIN}" xmlns:i="urn:i">{views}{SHEETS}{listed}{later}</workbook>'.encode()


@pytest.mark.parametrize(
    ("place", "order", "scopes", "active"),
    [(0, "NAB", (1, None, 2), "2"), (1, "ANB", (0, None, 2), "2"), (2, "ABN", (0, None, 1), "1")],
)
def test_what_counts_sheets_is_counted_on(place: int, order: str, scopes: tuple[int | None, ...], active: str) -> None:
    views = '<bookViews><workbookView firstSheet="0" activeTab="1"/></bookViews>'
    result = with_tab(workbook(views=views, listed=f"<definedNames>{OWN}</definedNames>"), Tab("N", 4, "rId9"), place)
    assert "".join(tab.name for tab in tabs(result)) == order
    assert tabs(result)[place] == Tab("N", 4, "rId9")
    assert tuple(name.tab for name in names(result)) == scopes
    assert f'activeTab="{active}"'.encode() in result
    assert f'firstSheet="{int(place == 0)}"'.encode() in result


def test_names_are_replaced_by_name_and_sheet() -> None:
    data = workbook(listed=f"<definedNames>{OWN}</definedNames>", later="<calcPr/>")
    result = with_names(data, [Name("X", "R&D!$A$1"), Name("y", "2", 1, hidden=True)], [Name("X", "", 0)])
    assert names(result) == (
        Name("x", "B!$A$1", 1, hidden=True),
        Name("X", "R&D!$A$1"),
        Name("y", "2", 1, hidden=True),
    )


@pytest.mark.parametrize("later", ["<calcPr/>", "<pivotCaches/>", "<extLst/>", ""])
def test_new_names_stand_before_what_follows_them(later: str) -> None:
    for listed in ("", "<definedNames/>", "<externalReferences/><definedNames></definedNames>"):
        text = with_names(workbook(listed=listed, later=later), [Name("y", "2")], []).decode()
        assert text.endswith(f'<definedNames><definedName name="y">2</definedName></definedNames>{later}</workbook>')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<f t="array" ref="A1">SUM(Review!A1:B2,Data!A1)</f>',
            '<f t="array" ref="A1">SUM(\'R&amp;D\'!A1:B2,Data!A1)</f>',
        ),
        (
            '<f>IF(A1&gt;Review!$1:$1,"Review!A1",review!C:C)</f>',
            "<f>IF(A1&gt;'R&amp;D'!$1:$1,&quot;Review!A1&quot;,'R&amp;D'!C:C)</f>",
        ),
        ("<xm:f>'Review'!A1:B1</xm:f>", "<xm:f>'R&amp;D'!A1:B1</xm:f>"),
        (
            "<formula>Review!A1=0</formula><formula1>Review!A1</formula1>",
            "<formula>'R&amp;D'!A1=0</formula><formula1>'R&amp;D'!A1</formula1>",
        ),
        (
            '<hyperlink ref="A1" location="Review!A1" display="Review!A1"/>',
            '<hyperlink ref="A1" location="\'R&amp;D\'!A1" display="Review!A1"/>',
        ),
        (
            "<t>Review!A1</t><f>MyReview!A1+Scorecard[[Review]]</f>",
            "<t>Review!A1</t><f>MyReview!A1+Scorecard[[Review]]</f>",
        ),
    ],
)
def test_the_sheet_is_renamed_where_formulas_and_links_name_it(before: str, after: str) -> None:
    assert with_sheet_named(before.encode(), "Review", "R&D").decode() == after
