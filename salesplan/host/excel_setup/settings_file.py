"""The lines of a file ``xlwings.conf``: ``"KEY","value"``, read as Excel reads them, and changed without losing one.

Excel's VBA takes the first line of a key, whatever its case. Lines are bytes here, since only the value that is put in
has an encoding that is known.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LINE: Final = re.compile(rb'^[ \t]*"?([^",\r\n]*)"?[ \t]*,[ \t]*"?([^"\r\n]*)"?[ \t]*[\r\n]*$')


@dataclass(frozen=True, slots=True)
class Changed:
    """A settings file that was changed: the copy of it as it was, if there was one."""

    backup: Path | None


def read(data: bytes, encoding: str = "utf-8") -> dict[str, str]:
    """Give the settings by key, in capitals.

    Examples
    --------
    >>> read(b'"Interpreter_Win","C:/Python/python.exe"')
    {'INTERPRETER_WIN': 'C:/Python/python.exe'}
    """
    found: dict[str, str] = {}
    for line in data.splitlines():
        if match := _LINE.match(line):
            found.setdefault(_key(match), match[2].decode(encoding, "replace"))
    return found


def read_file(path: Path, encoding: str = "utf-8") -> dict[str, str]:
    """Give the settings of a file; none where it is not there or cannot be read."""
    try:
        return read(path.read_bytes(), encoding)
    except OSError:
        return {}


def with_settings(data: bytes, wanted: Mapping[str, str], *, encoding: str, newline: bytes) -> bytes:
    r"""Put settings into the lines: in the place of the key's first line, else at the end.

    ``newline`` ends a line that is added, unless the lines that are there end in another way.

    Raises
    ------
    UnicodeEncodeError
        If the encoding has no letters for a value.

    Examples
    --------
    >>> with_settings(b'"A","1"\n"B","2"', {"A": "3", "C": "4"}, encoding="utf-8", newline=b"\n")
    b'"A","3"\n"B","2"\n"C","4"\n'
    """
    left = {key: f'"{key}","{value}"'.encode(encoding) for key, value in wanted.items()}
    if b"\n" in data:
        newline = b"\r\n" if b"\r\n" in data else b"\n"
    lines = []
    for line in data.splitlines(keepends=True):
        match = _LINE.match(line)
        new = left.pop(_key(match), None) if match else None
        ending = line[len(line.rstrip(b"\r\n")) :]
        lines.append(line if new is None else new + ending)
    if lines and left and not lines[-1].endswith((b"\r", b"\n")):
        lines[-1] += newline
    return b"".join([*lines, *(line + newline for line in left.values())])


def change(path: Path, wanted: Mapping[str, str], *, encoding: str, newline: bytes) -> Changed:
    """Put settings into a file, made if need be; the file as it was is kept beside it.

    Raises
    ------
    UnicodeEncodeError
        As `with_settings`.
    OSError
        If it cannot be read or written; it is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else None
    after = with_settings(before or b"", wanted, encoding=encoding, newline=newline)
    backup = None if before is None else _kept(path, before)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(after)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return Changed(backup)


def _kept(path: Path, data: bytes) -> Path:
    """Write a copy under the first name that is free, so that no older copy is lost."""
    number = 1
    while (backup := path.with_name(f"{path.name}.bak{number if number > 1 else ''}")).exists():
        number += 1
    backup.write_bytes(data)
    return backup


def _key(match: re.Match[bytes]) -> str:
    return match[1].decode("ascii", "replace").strip().upper()
