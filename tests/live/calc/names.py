"""Defined names: of the workbook, and of single sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from xlwings import base_classes

from tests.live.calc.area import Area, located
from tests.live.calc.cells import CalcRange
from tests.live.calc.errors import CalcError
from tests.live.calc.grammar import quoted_sheet, to_calc, to_excel

if TYPE_CHECKING:
    from tests.live.calc.book import CalcBook

_REFERENCE: Final = re.compile(r"=('(?:[^']|'')+'|[^'!]+)!([$A-Za-z\d:]+)")


class CalcName(base_classes.Name):
    """A defined name; ``scope`` is its sheet, None for the workbook's."""

    def __init__(self, book: CalcBook, scope: str | None, plain: str) -> None:
        self._book = book
        self._scope = scope
        self._plain = plain

    @property
    def api(self) -> CalcName:
        return self

    @property
    def name(self) -> str:
        return self._plain if self._scope is None else f"{quoted_sheet(self._scope)}!{self._plain}"

    @name.setter
    def name(self, value: str) -> None:
        self._book.ask("rename_name", self._scope, self._plain, value)
        self._plain = value

    @property
    def refers_to(self) -> str:
        content: str | None = self._book.ask("name_content", self._scope, self._plain)
        if content is None:
            raise CalcError(f"the name {self.name} is gone")
        return to_excel(f"={content}")

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        _define(self._book, self._scope, self._plain, value)

    @property
    def refers_to_range(self) -> CalcRange:
        found = _REFERENCE.fullmatch(self.refers_to)
        area = found and located(found[2], _unquoted(found[1]))
        if area is None:
            raise CalcError(f"the name {self.name} refers to no range: {self.refers_to}")
        return CalcRange(self._book, area)

    def delete(self) -> None:
        self._book.ask("remove_name", self._scope, self._plain)


class CalcNames(base_classes.Names):
    """Names in the order of the alphabet: all of a workbook's, or a sheet's own."""

    def __init__(self, book: CalcBook, sheet: str | None) -> None:
        self._book = book
        self._sheet = sheet

    @property
    def api(self) -> CalcNames:
        return self

    def __call__(self, name_or_index: str | int) -> CalcName:
        found = list(iter(self))
        if isinstance(name_or_index, int):
            return found[name_or_index - 1]
        for name in found:
            if name_or_index.lower() in (name.name.lower(), name.name.rsplit("!")[-1].lower()):
                return name
        raise CalcError(f"there is no name {name_or_index!r}")

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __iter__(self) -> Iterator[CalcName]:
        found = [
            CalcName(self._book, scope, name)
            for scope, name in self._book.ask("defined_names")
            if self._sheet in (None, scope)
        ]
        return iter(sorted(found, key=lambda name: name.name.lower()))

    def snapshot(self) -> list[tuple[str, CalcName]]:
        return [(name.name, name) for name in iter(self)]

    def contains(self, name: str) -> bool:
        wanted = name.lower()
        return any(wanted in (found.name.lower(), found.name.rsplit("!")[-1].lower()) for found in self)

    def add(self, name: str, refers_to: str) -> CalcName:
        _define(self._book, self._sheet, name, refers_to)
        return CalcName(self._book, self._sheet, name)


def _define(book: CalcBook, scope: str | None, name: str, refers_to: str) -> None:
    content = to_calc(refers_to, tuple(book.ask("table_names"))).removeprefix("=")
    book.engine.writing(Area(scope or "", 1, 1, 0, 0), "name")
    book.ask("define_name", scope, name, content)


def _unquoted(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
