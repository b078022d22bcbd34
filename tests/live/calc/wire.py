"""How the two Pythons talk: pickled messages, each after its length, through pipes.

The other end is a child of ours that runs our own code, so what arrives can be trusted.
"""

import pickle
import struct
from typing import IO, Any, Final, NamedTuple

from tests.live.calc.area import Area

_LENGTH: Final = struct.Struct(">Q")


class Request(NamedTuple):
    """What LibreOffice is to do, with which workbook (None: with none)."""

    operation: str
    book: int | None
    arguments: tuple[Any, ...]


class Reply(NamedTuple):
    """What it gave, or what went wrong."""

    value: Any
    error: str | None = None


class Run(NamedTuple):
    """Formulas one below the other; row and column count from 0 in the area that is written."""

    row: int
    column: int
    formulas: list[str]


class Kind(NamedTuple):
    """Cells whose number format says what their numbers are; row and column count from 0 in the area that is read."""

    name: str
    row: int
    column: int
    rows: int
    columns: int


class Block(NamedTuple):
    """The cells of an area: numbers and texts, None for an error, and what numbers do not say by themselves."""

    values: tuple[tuple[float | str | None, ...], ...]
    errors: dict[tuple[int, int], int]
    kinds: list[Kind]
    truths: list[tuple[int, int]]


class Formulas(NamedTuple):
    """The content of an area's cells: formulas as Calc words them, and constants."""

    formulas: dict[tuple[int, int], str]
    values: tuple[tuple[float | str | None, ...], ...]


class TableEntry(NamedTuple):
    """A table: its name and its area, header and totals row included."""

    name: str
    area: Area
    header: bool
    totals: bool


def send(stream: IO[bytes], message: Request | Reply) -> None:
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Wait for the next message; EOFError where the other end is gone."""
    length = _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]
    return pickle.loads(_exactly(stream, length))


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError("the other end of the pipe is gone")
    return content
