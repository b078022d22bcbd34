from salesplan.workbook.error_cells import error_cells, unvalued_formulas

SHEET = b"""<worksheet><sheetData>
<row r="2"><c r="A2"><v>1</v></c><c r="C2" s="3" t="e"><f>NA()</f><v>#N/A</v></c></row>
<row r="9"><c r="AB9" t='e'><v>#DIV/0!</v></c><c r="AC9" t="str"><f>"e"</f><v>t="e"</v></c></row>
</sheetData></worksheet>"""


def test_errors_by_address() -> None:
    assert error_cells(SHEET) == {(1, 2): "#N/A", (8, 27): "#DIV/0!"}


def test_positions_are_counted_where_cells_do_not_say_them() -> None:
    sheet = b'<row><c><v>1</v></c></row><row r="5"><c/><c r="D5"/><c t="e"><v>#REF!</v></c></row><row><c t="e"><v>#N/A</v></c></row>'
    assert error_cells(sheet) == {(4, 4): "#REF!", (5, 0): "#N/A"}


def test_prefixes_comments_and_other_encodings() -> None:
    sheet = '<?xml version="1.0" encoding="UTF-16"?><x:row r="1"><!-- <c r="A1" t="e"><v>#N/A</v></c> --><x:c t="e" r="B1"><x:v>#NAME?</x:v></x:c></x:row>'
    assert error_cells(sheet.encode("utf-16")) == {(0, 1): "#NAME?"}


def test_words_about_errors_are_none() -> None:
    sheet = b'<row r="1"><c r="A1" t="inlineStr"><is><t>t="e"</t></is></c><c r="B1" t="s"><v>4</v></c></row>'
    assert error_cells(sheet) == {}


def test_an_error_without_its_value_takes_no_neighbours() -> None:
    sheet = b'<row r="1"><c r="A1" t="e"/><c r="B1"><v>7</v></c></row>'
    assert error_cells(sheet) == {}


def test_formulas_without_value() -> None:
    sheet = (
        b'<row r="1"><c r="A1"><f>1</f></c><c r="B1"><f>1</f><v/></c><c r="C1"><f>1</f><v></v></c>'
        b'<c r="D1"><f t="shared" si="0"/></c><c r="E1"><f>1</f><v>2</v></c><c r="F1" t="str"><f>""</f><v></v></c>'
        b'<c r="G1"><f t="shared" si="0"/><v>3</v></c><c r="H1"/><c r="I1"><v>1</v></c></row>'
    )
    assert unvalued_formulas(sheet) == {(0, 0), (0, 1), (0, 2), (0, 3)}
