import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.errors import SourceError
from salesplan.sources.encoding import decoded

FILE = Path("export.csv")
SIMPLIFIED = "客户编号,客户名称,区域,销售额\nC001,深圳市鑫源电子有限公司,华南,1200\nC002,北京中关村科技,华北,-30\n"
TRADITIONAL = "客戶編號,客戶名稱,區域,銷售額\nC001,臺灣積體電路製造股份有限公司,北區,1200\nC002,鴻海精密工業,南區,-30\n"
WESTERN = "Kunde;Größe;Café\nMüller;1,5;Orléans\nÄrzte;2;Señor Ibáñez\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "cp950"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (WESTERN, "cp1252", "cp1252"),
        (WESTERN, "utf-8", "utf-8"),
        ("a,b\n1,2\n", "ascii", "utf-8"),
        ("", "ascii", "utf-8"),
    ],
)
def test_text_comes_back_whatever_its_encoding(text: str, encoding: str, found: str) -> None:
    assert decoded(FILE, text.encode(encoding)) == (text, found)


def test_hong_kong_characters_are_read() -> None:
    text = "客戶,地區\n啫喱,深水埗\n喺度,鰂魚涌\n"
    assert decoded(FILE, text.encode("big5hkscs")) == (text, "big5hkscs")


@pytest.mark.parametrize("name", ["张伟", "王芳", "李娜", "赵敏", "陈静", "华东", "区域", "销售额"])
def test_two_simplified_characters_are_enough(name: str) -> None:
    assert decoded(FILE, f"id,{name}\n".encode("gbk"))[0] == f"id,{name}\n"


def test_everyday_characters_tell_gbk_from_big5() -> None:
    dice = random.Random(7)
    simple = [bytes((lead, trail)).decode("gbk") for lead in range(0xB0, 0xD7) for trail in range(0xA1, 0xFF)]
    complex_ = [
        bytes((lead, t)).decode("cp950") for lead in range(0xA4, 0xC6) for t in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    ]
    for _ in range(200):
        first = ",".join("".join(dice.choices(simple, k=4)) for _ in range(5))
        second = ",".join("".join(dice.choices(complex_, k=4)) for _ in range(5))
        assert decoded(FILE, first.encode("gbk")) == (first, "gb18030")
        assert decoded(FILE, second.encode("cp950")) == (second, "cp950")


@given(st.text(alphabet=st.characters(exclude_characters="\x00\ufeff", exclude_categories=["Cs"])))
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    assert decoded(FILE, text.encode("utf-8")) == (text, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_one_broken_byte_is_reported_with_its_line_and_not_guessed_at(encoding: str) -> None:
    lines = (SIMPLIFIED * 5).encode(encoding).split(b"\n")
    lines[6] = lines[6] + b"\xff"
    with pytest.raises(SourceError, match=r"export\.csv: line 7 holds bytes"):
        decoded(FILE, b"\n".join(lines))


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00\x00", b"\x00\x01\x02\x03\x04\x00", b"\xff\xfea"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        decoded(FILE, data)
