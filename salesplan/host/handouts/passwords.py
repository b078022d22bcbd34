"""Passwords of handouts, from a file that only head office has. They are never shown, logged, or part of a message."""

import csv
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from salesplan.errors import SourceError
from salesplan.host.handouts.parts import Managed, part_name
from salesplan.planning.listed import few
from salesplan.planning.names import folded, group_key
from salesplan.sources.encoding import decoded
from salesplan.sources.text_files import DELIMITERS
from salesplan.tables.handout import HANDOUT_SETTINGS
from salesplan.words import Words
from salesplan.workbook.encrypted import LONGEST_PASSWORD

SHORTEST_PASSWORD: Final = 8

_OPENS: Final = "password"
_WHOSE: Final = ("region", "team", "manager")
_LABELS: Final[Mapping[str, Words]] = {
    **{setting.key: setting.label for setting in HANDOUT_SETTINGS if setting.key in _WHOSE},
    _OPENS: Words("Password", "密码", "密碼"),
}
_MOST_NAMED: Final = 5
_HOW: Final = "give one line with one password for all, or CSV with a header such as team,password"


@dataclass(frozen=True, slots=True)
class _Line:
    """A password, whose it is, and in which line it stands."""

    number: int
    whose: Mapping[str, str]
    password: str = field(repr=False)

    def fits(self, part: Managed) -> bool:
        return all(group_key(getattr(part, key)) == name for key, name in self.whose.items())


class Passwords:
    """The passwords of handouts; what is printed of them does not show them.

    Parameters
    ----------
    file
        Where they come from, for messages.
    lines
        Each with whose it is, and by as many of region, team and manager as the file says.
    others_read
        Whether other people on this computer can read the file.
    """

    def __init__(self, file: Path, lines: Sequence[_Line], *, others_read: bool = False) -> None:
        self.file = file
        self.others_read = others_read
        self._lines = lines

    def __repr__(self) -> str:
        return f"Passwords({self.file.name!r}, {len(self._lines)} lines)"

    def of_all(self, parts: Iterable[Managed]) -> list[str]:
        """Give the password of each of some parts: of the line that says most exactly whose it is.

        Raises
        ------
        SourceError
            When there is none for some of them, or two lines that say it alike have different ones.
        """
        found = [(part, self._of(part)) for part in parts]
        missing = [part_name(part) for part, password in found if not password]
        if missing:
            named = few(missing, _MOST_NAMED)
            raise SourceError(self.file, f"there is no password for {named}", "add a line for each")
        return [password for _, password in found]

    def _of(self, part: Managed) -> str:
        fitting = [line for line in self._lines if line.fits(part)]
        if not fitting:
            return ""
        most = max(len(line.whose) for line in fitting)
        exact = [line for line in fitting if len(line.whose) == most]
        if len({line.password for line in exact}) > 1:
            raise SourceError(
                self.file,
                f"lines {exact[0].number} and {exact[1].number} have different passwords for {part_name(part)}",
                "delete one of them",
            )
        return exact[0].password

    def likely(self, file_name: str) -> list[str]:
        """Give all passwords once, first those whose part is named in the name of a file."""
        name = folded(file_name)
        ranked = sorted(self._lines, key=lambda line: -sum(each in name for each in line.whose.values()))
        return list(dict.fromkeys(line.password for line in ranked))


def read_passwords(file: Path) -> Passwords:
    """Read a password file: one line with one password for all, or CSV.

    The CSV has a header with ``password`` and any of ``region``, ``team`` and ``manager``, in any language; UTF-8, or what
    Excel saves in Chinese. Blanks around a password do not count.

    Raises
    ------
    SourceError
        When the file cannot be read, or a password is too short or too long; lines are named by their number, and
        nothing of their content is in the message.
    """
    try:
        text, _ = decoded(file, file.read_bytes())
        mode = file.stat().st_mode
    except OSError as problem:
        raise SourceError(file, f"it cannot be read ({problem.strerror})", "check its name and your rights") from None
    lines = list(_lines(file, text))
    if not lines:
        raise SourceError(file, "it holds no password", _HOW)
    for line in lines:
        _check(file, line)
    # Windows keeps rights elsewhere: these bits always say there that everybody may read.
    others_read = os.name == "posix" and bool(mode & (stat.S_IRGRP | stat.S_IROTH))
    return Passwords(file, lines, others_read=others_read)


def _lines(file: Path, text: str) -> Iterator[_Line]:
    filled = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not filled:
        return
    delimiter, keys = _header(filled[0][1])
    if _OPENS not in keys:
        if len(filled) > 1:
            raise SourceError(file, "it has several lines, and the first is no header with a password column", _HOW)
        yield _Line(filled[0][0], {}, filled[0][1].strip())
        return
    if not set(keys) & set(_WHOSE):
        raise SourceError(file, "its header does not say whose the passwords are", _HOW)
    for number, line in filled[1:]:
        cells = next(csv.reader([line], delimiter=delimiter))
        said = {key: cell.strip() for key, cell in zip(keys, cells, strict=False) if key}
        whose = {key: group_key(said[key]) for key in _WHOSE if said.get(key)}
        if not whose:
            raise SourceError(file, f"line {number} does not say whose password it is", _HOW)
        yield _Line(number, whose, said.get(_OPENS, ""))


def _header(line: str) -> tuple[str, list[str]]:
    """Find the delimiter with which a line is a header, and the keys of its columns, "" for others."""
    for delimiter in DELIMITERS:
        keys = [_key(cell) for cell in next(csv.reader([line], delimiter=delimiter))]
        if _OPENS in keys and len(keys) > 1:
            return delimiter, keys
    return DELIMITERS[-1], [_key(line)]


def _key(header: str) -> str:
    name = folded(header)
    for key, label in _LABELS.items():
        if name in {key, *map(folded, label.every())}:
            return key
    return ""


def _check(file: Path, line: _Line) -> None:
    if len(line.password) < SHORTEST_PASSWORD:
        problem = f"the password in line {line.number} has fewer than {SHORTEST_PASSWORD} characters"
        raise SourceError(file, problem, "choose a longer one")
    if len(line.password) > LONGEST_PASSWORD or not line.password.isprintable():
        problem = f"the password in line {line.number} is none that Excel takes"
        raise SourceError(file, problem, f"choose one of at most {LONGEST_PASSWORD} printable characters")
