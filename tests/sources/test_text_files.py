import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.errors import SourceError
from salesplan.sources.source import Source
from salesplan.sources.text_files import delimiter_of, read_text


def read(folder: Path, text: str | bytes, name: str = "export.csv") -> Source:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_text(path)


def test_cells_are_text_as_they_stand(tmp_path: Path) -> None:
    source = read(tmp_path, "id,name,amount\n007, Ann ,1.50\n0012,=1+1,\n")
    assert source.headers == ["id", "name", "amount"]
    assert source.columns == {"id": ["007", "0012"], "name": [" Ann ", "=1+1"], "amount": ["1.50", ""]}
    assert source.rows == [2, 3]
    assert source.cell(3, "name") == "row 3, name"
    assert not source.findings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters_and_encodings(tmp_path: Path, encoding: str, delimiter: str, line_end: str) -> None:
    lines = ["编号;名称;金额", "1;张伟;1,5", "2;王芳;2,50"]
    if delimiter == ",":
        lines = [line.replace(",", ".") for line in lines]
    source = read(tmp_path, (line_end.join(lines) + line_end).replace(";", delimiter).encode(encoding))
    assert source.headers == ["编号", "名称", "金额"]
    assert source.columns["名称"] == ["张伟", "王芳"]


def test_big5(tmp_path: Path) -> None:
    source = read(tmp_path, "業務編號,業務代表\nR01,陳怡君\nR02,林志豪\n".encode("big5"))
    assert source.columns == {"業務編號": ["R01", "R02"], "業務代表": ["陳怡君", "林志豪"]}


def test_line_breaks_in_quotes_are_one_row(tmp_path: Path) -> None:
    source = read(tmp_path, 'id,note\n1,"two\nlines, ""quoted"""\n\n2,x\n')
    assert source.columns["note"] == ['two\nlines, "quoted"', "x"]
    assert source.rows == [2, 4]


def test_separator_line_of_excel_is_obeyed(tmp_path: Path) -> None:
    source = read(tmp_path, "sep=;\r\na;b,c\r\n1;2\r\n")
    assert source.headers == ["a", "b,c"]
    assert source.rows == [2]


def test_headers_below_blank_lines(tmp_path: Path) -> None:
    source = read(tmp_path, "\n,,\nid,x,y\n1,2,3\n")
    assert source.headers == ["id", "x", "y"]
    assert source.rows == [4]


def test_one_column(tmp_path: Path) -> None:
    assert read(tmp_path, "id\n1\n2\n").columns == {"id": ["1", "2"]}


def test_headers_only(tmp_path: Path) -> None:
    source = read(tmp_path, "id,name\n")
    assert source.columns == {"id": [], "name": []}


def test_columns_without_header_keep_their_data(tmp_path: Path) -> None:
    source = read(tmp_path, "id,,name,\n1,kept,Ann,\n")
    assert source.columns == {"id": ["1"], "(column B)": ["kept"], "name": ["Ann"]}


def test_ragged_rows_are_reported_and_kept(tmp_path: Path) -> None:
    source = read(tmp_path, "id,name\n1,Ann\n2,Smith, John\n3\n4,Li,,\n")
    assert source.columns["id"] == ["1", "2", "3", "4"]
    assert source.columns["(column C)"] == ["", " John", "", ""]
    assert [(finding.code, finding.row, finding.facts["count"]) for finding in source.findings] == [
        ("L101", 3, 1),
        ("L102", 4, 1),
    ]
    assert "' John'" in source.findings[0].line()
    assert "row 3 [L101] 1 rows have more cells" in source.findings[0].line()
    assert source.findings[0].message("zh-Hans").startswith("1 行")


def test_two_headers_alike_are_refused_by_their_letters(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="columns A and C have the same header 'ID'"):
        read(tmp_path, "id,name,ID \n1,2,3\n")


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n"])
def test_empty_files_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="it is empty"):
        read(tmp_path, text)


def test_a_quote_that_never_closes_is_refused_and_swallows_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="quotes do not match up near line 4"):
        read(tmp_path, 'id,name\n1,"Ann\n2,Li\n3,Bo\n')


def test_an_inch_mark_inside_a_value_is_no_quote(tmp_path: Path) -> None:
    assert read(tmp_path, 'id,name\n1,5" pipe\n').columns["name"] == ['5" pipe']


def test_tsv_of_one_column_may_hold_commas(tmp_path: Path) -> None:
    assert delimiter_of("name\nAnn\n", usual="\t")[0] == "\t"


cells = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters='",;\n'), max_size=8)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6))
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *rows])
    source = read(tmp_path_factory.getbasetemp(), out.getvalue())
    there = [row for row in rows if any(row)]
    assert [list(row) for row in zip(*source.columns.values(), strict=True)] == there
    assert not source.findings
