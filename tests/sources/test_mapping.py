import json
from pathlib import Path

import pytest

from salesplan.errors import UsageError
from salesplan.sources.mapping import Mapping

TOML = """
table = "orders"
sheet = "May"
[columns]
month = "OrderDate"
rep = "{FirstName} {LastName}"
[values.channel]
1 = "Online"
"" = "Direct"
[constants]
capacity = 1
[only]
Status = ["5", 6]
[skip]
Region = "Test"
"""


def test_toml(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(TOML, encoding="utf-8-sig")
    assert Mapping.load(path) == Mapping(
        columns={"month": "OrderDate", "rep": "{FirstName} {LastName}"},
        values={"channel": {"1": "Online", "": "Direct"}},
        constants={"capacity": "1"},
        only={"Status": ("5", "6")},
        skip={"Region": ("Test",)},
        table="orders",
        sheet="May",
        name="map.toml",
    )


def test_json_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps({"columns": {"month": "OrderDate"}, "sheet": "五月"}), encoding="utf-8")
    assert Mapping.load(path) == Mapping(columns={"month": "OrderDate"}, sheet="五月", name="map.json")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[colums]\na = 'b'", r"m\.toml: there is no section 'colums' .*did you mean 'columns'\?"),
        ("columns = 'x'", r"m\.toml: \[columns\] must be a section"),
        ("[columns]\nmonth = ['a']", r"m\.toml: \[columns\] month must be one value in quotes"),
        ("[values]\nchannel = 'x'", r"m\.toml: \[channel\] must be a section"),
        ("[columns\n", r"m\.toml: the mapping is no TOML"),
        ("[only]\nStatus = [['a']]", r"\[only\] Status must be one value"),
    ],
)
def test_what_no_mapping_says_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=message):
        Mapping.load(path)


def test_missing_and_misencoded_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such mapping file"):
        Mapping.load(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes("sheet = '五月'".encode("gbk"))
    with pytest.raises(UsageError, match="not in UTF-8"):
        Mapping.load(tmp_path / "gbk.toml")
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(UsageError, match="the mapping is no JSON"):
        Mapping.load(tmp_path / "bad.json")
