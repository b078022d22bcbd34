"""Password files: whose each password is, and that none is ever shown."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from salesplan.errors import SourceError
from salesplan.host.handouts.passwords import Passwords, read_passwords


class Team(NamedTuple):
    region: str
    team: str
    manager: str


A = Team("North", "A", "Li")
SOUTH_A = Team("South", "A", "Wu")
B = Team("North", "B", "")


def read(folder: Path, text: str, encoding: str = "utf-8") -> Passwords:
    file = folder / "passwords.csv"
    file.write_bytes(text.encode(encoding))
    return read_passwords(file)


@pytest.mark.parametrize("text", ["open sesame", " open sesame \r\n\r\n", "\ufeffopen sesame\n"])
def test_one_line_is_one_password_for_all(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).of_all([A, B]) == ["open sesame"] * 2


def test_a_password_may_hold_anything_that_is_printed(tmp_path: Path) -> None:
    assert read(tmp_path, 'a,b;"c"\\绝密').of_all([A]) == ['a,b;"c"\\绝密']
    assert read(tmp_path, 'team,password\nA,"a,b;""c"" 12"\n').of_all([A]) == ['a,b;"c" 12']


@pytest.mark.parametrize(
    ("header", "encoding"),
    [("team,password", "utf-8"), ("团队;密码", "gbk"), ("團隊\t密碼", "utf-16"), ("Notes,TEAM,Password", "utf-8-sig")],
)
def test_headers_in_any_language(tmp_path: Path, header: str, encoding: str) -> None:
    delimiter = next(each for each in ",;\t" if each in header)
    before = [""] if header.startswith("Notes") else []
    lines = [delimiter.join([*before, *cells]) for cells in (["a ", "first one"], ["B", "第二个密码一二三"])]
    passwords = read(tmp_path, "\n".join([header, *lines]), encoding)
    assert passwords.of_all([A, B]) == ["first one", "第二个密码一二三"]


def test_the_line_that_says_most_exactly_whose_it_is_counts(tmp_path: Path) -> None:
    passwords = read(tmp_path, "region,team,password\nNorth,,northerly\n,A,all of A.\nSouth,A,just this\n")
    assert passwords.of_all([B, SOUTH_A]) == ["northerly", "just this"]
    with pytest.raises(SourceError, match=r"lines 2 and 3 have different passwords for North / A"):
        passwords.of_all([A])


def test_managers_have_passwords(tmp_path: Path) -> None:
    assert read(tmp_path, "Manager,Password\nLI,for Ms Li\n").of_all([A]) == ["for Ms Li"]


def test_all_parts_without_a_password_are_named_at_once(tmp_path: Path) -> None:
    passwords = read(tmp_path, "team,password\nC,open sesame\n")
    with pytest.raises(SourceError, match="no password for North / A, North / B; add a line for each"):
        passwords.of_all([A, B])


def test_the_likeliest_come_first(tmp_path: Path) -> None:
    passwords = read(tmp_path, "region,team,password\nNorth,A,password1\nNorth,B,password2\nSouth,A,password2\n")
    assert passwords.likely("handout_south_a (1).xlsx") == ["password2", "password1"]
    assert read(tmp_path, "open sesame").likely("x.xlsx") == ["open sesame"]


SECRET = "sesame"
BAD = {
    "": "it holds no password",
    "\n \n": "it holds no password",
    f"open {SECRET}\nand {SECRET}": "several lines",
    f"team,note\nA,open {SECRET}": "several lines",
    f"password,note\nopen {SECRET},A": "does not say whose",
    f"team,password\n,open {SECRET}": "line 2 does not say whose",
    f"team,password\nA,{SECRET}": "line 2 has fewer than 8 characters",
    "team,password\nA": "line 2 has fewer than 8 characters",
    "team,password": "it holds no password",
    f"open\x07{SECRET}": "none that Excel takes",
    f"{SECRET}" * 50: "none that Excel takes",
}


@pytest.mark.parametrize(("text", "said"), BAD.items())
def test_a_bad_file_is_refused_without_a_word_of_its_passwords(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said) as refused:
        read(tmp_path, text)
    assert SECRET not in str(refused.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(SourceError, match="cannot be read"):
            read_passwords(path)


def test_passwords_are_not_shown(tmp_path: Path) -> None:
    passwords = read(tmp_path, f"team,password\nA,open {SECRET}\n")
    assert SECRET not in f"{passwords!r} {passwords} {passwords._lines!r}"
    assert repr(passwords) == "Passwords('passwords.csv', 1 lines)"


@pytest.mark.skipif(os.name != "posix", reason="rights are kept elsewhere")
def test_a_file_that_others_may_read_is_known(tmp_path: Path) -> None:
    file = tmp_path / "passwords.txt"
    file.write_text("open sesame", "utf-8")
    for mode, readable in ((0o600, False), (0o640, True), (0o604, True)):
        file.chmod(mode)
        assert read_passwords(file).others_read is readable
