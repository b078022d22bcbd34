"""The formats of one workbook put among those of another."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.workbook.graft_styles import Look, MergedStyles
from tests.workbook.books import MAIN

BASE = (
    '<fonts count="1"><font><sz val="10"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders>'
)


def styles(cells: str = "", *, formats: str = "", fonts: str = "", rules: str = "", later: str = "") -> bytes:
    lists = BASE.replace("</fonts>", f"{fonts}</fonts>") if fonts else BASE
    listed = f"<dxfs>{rules}</dxfs>" if rules else ""
    codes = f"<numFmts>{formats}</numFmts>" if formats else ""
    first = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return f'<styleSheet xmlns="{MAIN}">{codes}{lists}<cellXfs count="9">{first}{cells}</cellXfs>{listed}{later}</styleSheet>'.encode()


def found(data: bytes, block: str) -> list[Look]:
    root = ElementTree.fromstring(data)
    return [Look.of(item) for item in root.iterfind(f"{{{MAIN}}}{block}/*")]


def test_an_equal_format_is_used_again_whatever_the_order_of_its_attributes() -> None:
    own = styles('<xf xfId="0" fontId="0" applyNumberFormat="1" numFmtId="9" borderId="0" fillId="0"/>')
    merged = MergedStyles(own, styles('<xf numFmtId="9" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>'))
    assert (merged.cell(0), merged.cell(1), merged.changed()) == (0, 1, None)


def test_number_formats_go_by_their_code() -> None:
    own = styles(formats='<numFmt numFmtId="164" formatCode="0.0"/><numFmt numFmtId="170" formatCode="0.00%"/>')
    other = styles(
        '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="4"/>',
        formats='<numFmt numFmtId="164" formatCode="0.00%"/><numFmt numFmtId="165" formatCode="&quot;x&quot;0"/>',
        rules='<dxf><numFmt numFmtId="166" formatCode="0.0"/></dxf>',
    )
    merged = MergedStyles(own, other)
    places = [merged.cell(index) for index in (1, 2, 3)]
    assert merged.rule(0) == 0
    changed = merged.changed() or b""
    numbers = [dict(found(changed, "cellXfs")[place].attributes)["numFmtId"] for place in places]
    assert numbers == ["170", "171", "4"]
    assert dict(found(changed, "numFmts")[-1].attributes) == {"numFmtId": "171", "formatCode": '"x"0'}
    assert dict(found(changed, "dxfs")[0].inside[0].attributes)["numFmtId"] == "164"


def test_what_a_format_changes_is_said_to_apply() -> None:
    own = styles(fonts='<font><sz val="9"/></font>')
    merged = MergedStyles(own, styles('<xf fontId="1"/><xf numFmtId="9"/>', fonts='<font><sz val="9"/></font>'))
    places = [merged.cell(1), merged.cell(2)]
    font, percent = (dict(found(merged.changed() or b"", "cellXfs")[place].attributes) for place in places)
    assert (font["fontId"], font["applyFont"], "applyNumberFormat" in font) == ("1", "1", False)
    assert (percent["fontId"], percent["applyNumberFormat"], "applyFont" in percent) == ("0", "1", False)


def test_lists_that_are_missing_or_empty_are_made_in_their_place() -> None:
    other = styles(
        '<xf numFmtId="164"/>', formats='<numFmt numFmtId="164" formatCode="0.0"/>', rules="<dxf><font/></dxf>"
    )
    for later in ('<dxfs count="0"/><tableStyles count="0"/>', "<tableStyles/><extLst/>", "<extLst/>", ""):
        merged = MergedStyles(styles(later=later), other)
        merged.cell(1)
        merged.rule(0)
        root = ElementTree.fromstring(merged.changed() or b"")
        tags = [item.tag.rpartition("}")[2] for item in root]
        assert tags[:6] == ["numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs"]
        assert all(int(item.get("count", len(item))) == len(item) for item in root)


def test_lists_in_extensions_are_let_alone() -> None:
    inside = '<extLst><ext><y:dxfs xmlns:y="urn:y" count="1"><y:dxf/></y:dxfs></ext></extLst>'
    merged = MergedStyles(styles(later=inside), styles(rules="<dxf><font/></dxf>"))
    merged.rule(0)
    assert inside.encode() in (merged.changed() or b"")


def test_without_cell_formats_nothing_can_be_added() -> None:
    with pytest.raises(ValueError, match="no cell formats"):
        MergedStyles(f'<styleSheet xmlns="{MAIN}"/>'.encode(), styles())


SIZES = st.lists(st.integers(8, 12), max_size=4)


@settings(max_examples=40, deadline=None)
@given(SIZES, SIZES, st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["left", "right"])), max_size=6))
def test_every_format_looks_as_before_and_a_second_time_nothing_is_new(
    own: list[int], other: list[int], cells: list[tuple[int, str]]
) -> None:
    def built(sizes: list[int], listed: str) -> bytes:
        return styles(listed, fonts="".join(f'<font><sz val="{size}"/></font>' for size in sizes))

    wanted = [(size % (len(other) + 1), side) for size, side in cells]
    donor = built(other, "".join(f'<xf fontId="{at}"><alignment horizontal="{side}"/></xf>' for at, side in wanted))
    merged = MergedStyles(built(own, ""), donor)
    places = [merged.cell(index + 1) for index in range(len(wanted))]
    result = merged.changed() or built(own, "")
    fonts, formats = found(result, "fonts"), found(result, "cellXfs")
    for place, (at, side) in zip(places, wanted, strict=True):
        said = dict(formats[place].attributes)
        assert fonts[int(said["fontId"])] == found(donor, "fonts")[at]
        assert dict(formats[place].inside[0].attributes) == {"horizontal": side}
    again = MergedStyles(result, donor)
    assert [again.cell(index + 1) for index in range(len(wanted))] == places
    assert again.changed() is None
