"""A settings file of xlwings is changed without losing a line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.host.excel_setup.settings_file import change, read, with_settings

KEY = "INTERPRETER_WIN"
LINES = st.sampled_from(
    [
        b'"INTERPRETER_WIN","C:\\old\\python.exe"',
        b'"interpreter_win","second"',
        b'"PYTHONPATH","C:\\a;D:\\b"',
        b"# not a setting",
        b"",
        b'"LICENSE_KEY",""',
        '"ONEDRIVE_WIN","C:\\用户\\张三"'.encode("gbk"),
    ]
)


@given(st.lists(LINES), st.sampled_from([b"\n", b"\r\n"]), st.booleans())
def test_no_line_is_lost(lines: list[bytes], newline: bytes, is_ended: bool) -> None:
    data = newline.join(lines) + (newline if is_ended and lines else b"")
    made = with_settings(data, {KEY: r"D:\new\python.exe"}, encoding="cp936", newline=newline)
    new = b'"INTERPRETER_WIN","D:\\new\\python.exe"'
    named = [place for place, line in enumerate(lines) if line.lower().startswith(b'"interpreter_win"')]
    expected = [*data.splitlines()]
    if named:
        expected[named[0]] = new
    else:
        expected.append(new)
    assert made.splitlines() == expected
    assert read(made)[KEY] == r"D:\new\python.exe"
    assert with_settings(made, {KEY: r"D:\new\python.exe"}, encoding="cp936", newline=newline) == made


def test_the_first_of_two_lines_counts() -> None:
    assert read(b'"A","1"\r\n"a","2"\r\n"B", "3"') == {"A": "1", "B": "3"}


def test_the_file_as_it_was_is_kept_each_time(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "xlwings.conf"
    assert change(path, {"A": "1"}, encoding="utf-8", newline=b"\n").backup is None
    backups = [change(path, {"A": value}, encoding="utf-8", newline=b"\n").backup for value in ("2", "3")]
    assert [backup.read_bytes() for backup in backups if backup] == [b'"A","1"\n', b'"A","2"\n']
    assert path.read_bytes() == b'"A","3"\n'
    assert len(list(path.parent.iterdir())) == 3


def test_who_reads_the_file_meanwhile_reads_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "xlwings.conf"
    path.write_bytes(b'"A","1"\n')
    with path.open("rb") as read_by_excel:
        change(path, {"A": "2"}, encoding="utf-8", newline=b"\n")
        assert read_by_excel.read() == b'"A","1"\n'
    assert path.read_bytes() == b'"A","2"\n'


def test_a_value_without_letters_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "xlwings.conf"
    path.write_bytes(b'"A","1"\n')
    with pytest.raises(UnicodeEncodeError):
        change(path, {"A": "张三"}, encoding="cp1252", newline=b"\n")
    assert [file.name for file in tmp_path.iterdir()] == ["xlwings.conf"]
    assert path.read_bytes() == b'"A","1"\n'
