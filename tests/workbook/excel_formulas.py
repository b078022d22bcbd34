"""The grammar of formulas as Excel stores them: English names, commas, tables named in full (ECMA-376 part 1, 18.17)."""

import re
from dataclasses import dataclass, field
from typing import Final

from openpyxl.utils import FORMULAE

from tests.workbook.excel_book import LAST_COLUMN, LAST_ROW, ExcelBook, column_number

LONGEST: Final = 8_192
LONGEST_TEXT: Final = 255
_ROWS: Final = r"\$?[0-9]+:\$?[0-9]+"
_COLUMNS: Final = r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}"
_TOKEN: Final = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<array>\{[^{}]*\})
    |(?P<error>\#(?:REF!|N/A|DIV/0!|NAME\?|NULL!|NUM!|VALUE!))
    |(?P<sheet>(?:'(?:[^']|'')+'|(?:\[[0-9]+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[[0-9]+\])!)
    |(?P<area>(?:"""
    + _ROWS
    + "|"
    + _COLUMNS
    + r""")(?![\w(.])|\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}(?![\w.(\[]))
    |(?P<number>[0-9]+\.?[0-9]*(?:[Ee][+-]?[0-9]+)?|\.[0-9]+(?:[Ee][+-]?[0-9]+)?)
    |(?P<function>[^\W\d][\w.]*\()
    |(?P<name>[^\W\d\\]?\\?[\w.\\?]+)
    |(?P<bracket>\[)
    |(?P<sign><=|>=|<>|[-+*/^&=<>%:,()])""",
    re.VERBOSE,
)
_SPECIFIER: Final = re.compile(r"\[#(All|Data|Headers|Totals|This Row)\]", re.IGNORECASE)
_COLUMN: Final = r"(?:[^\[\]#']|'.)+"
_INNER: Final = re.compile(
    rf"\[(?P<only>\#(?:All|Data|Headers|Totals|This\ Row)|{_COLUMN})?\]"
    rf"|\[(?P<parts>\s*\[(?:\#[A-Za-z ]+|{_COLUMN})\](?:\s*[,:]\s*\[(?:\#[A-Za-z ]+|{_COLUMN})\])*\s*)\]",
    re.VERBOSE | re.IGNORECASE,
)
_ARITY: Final = {
    "ABS": (1, 1),
    "HYPERLINK": (1, 2),
    "IF": (2, 3),
    "IFERROR": (2, 2),
    "ISNUMBER": (1, 1),
    "ROUND": (2, 2),
    "SUBSTITUTE": (3, 4),
    "SUBTOTAL": (2, 255),
}


@dataclass(slots=True)
class Parsed:
    """What a formula says: what is wrong with it, and whose rows it means by ``#This Row``."""

    faults: list[str] = field(default_factory=list)
    this_row: set[str] = field(default_factory=set)


def parsed(text: str, book: ExcelBook, sheet: str = "", *, tables: bool = True, inside: str = "") -> Parsed:
    """Check a formula.

    Parameters
    ----------
    text
        As it stands in the file, without ``=``.
    book, sheet
        Where its names, tables and sheets are looked up.
    tables
        Whether it may name tables; conditional formats, validations and charts may not.
    inside
        The table that it stands in, whose columns it may name without the table.
    """
    walk = _Walk(text, book, sheet, tables, inside)
    walk.run()
    return walk.found


class _Walk:
    """One pass over a formula: an operand and an operator take turns."""

    def __init__(self, text: str, book: ExcelBook, sheet: str, tables: bool, inside: str) -> None:
        self.text, self.book, self.sheet, self.tables, self.inside = text, book, sheet, tables, inside
        self.found = Parsed()
        self.at = 0
        self.wanted = True
        self.gap = False
        self.open: list[tuple[str, int]] = []
        self.prefix = ""

    def fault(self, words: str) -> None:
        if words not in self.found.faults:
            self.found.faults.append(words)

    def run(self) -> None:
        if not self.text.strip():
            return self.fault("is empty")
        if len(self.text) > LONGEST:
            self.fault(f"is longer than {LONGEST} characters")
        if self.text.startswith("="):
            return self.fault("begins with '='")
        while self.at < len(self.text):
            token = _TOKEN.match(self.text, self.at)
            if token is None:
                return self.fault(f"cannot be read from {self.text[self.at : self.at + 12]!r} on")
            self.at = token.end()
            self._take(str(token.lastgroup), token[0])
        if self.wanted or self.open or self.prefix:
            self.fault("ends in the midst")
        return None

    def _take(self, kind: str, token: str) -> None:
        if kind == "space":
            self.gap = True
            return
        if self.prefix and kind not in ("area", "name", "error", "function"):
            self.fault(f"has nothing of the sheet after {self.prefix!r}")
        if kind == "sheet":
            self._sheet(token)
        elif kind == "sign":
            self._sign(token)
        elif kind == "function":
            self._function(token[:-1])
        else:
            self._operand(kind, token)
        self.gap = False
        if kind != "sheet":
            self.prefix = ""

    def _operand(self, kind: str, token: str) -> None:
        if not self.wanted and (not self.gap or kind in ("text", "number", "array")):
            self.fault(f"has {token!r} beside another operand")
        self.wanted = False
        if kind == "text" and len(token) - 2 > LONGEST_TEXT:
            self.fault(f"holds a text of more than {LONGEST_TEXT} characters")
        elif kind == "area":
            self._area(token)
        elif kind == "name":
            self._name(token)
        elif kind == "bracket":
            self.at -= 1
            self._columns(self.inside)
        elif kind == "error" and token == "#REF!":
            self.fault("refers to something that is gone")

    def _area(self, token: str) -> None:
        for letters, digits in re.findall(r"\$?([A-Za-z]*)\$?([0-9]*)", token):
            wide, far = column_number(letters.upper()) > LAST_COLUMN, int(digits or 1) not in range(1, LAST_ROW + 1)
            if wide or far:
                self.fault(f"refers to {token}, outside of a sheet")

    def _name(self, token: str) -> None:
        if self.text[self.at : self.at + 1] == "[":
            return self._columns(token)
        known = {name.get("name", "").casefold() for name in self.book.names} | {"true", "false"}
        known |= {table.name.casefold() for table in self.book.tables}
        if token.casefold() not in known:
            self.fault(f"names {token!r}, which is not there")
        if not self.tables and self.book.table(token):
            self.fault(f"names the table {token!r} where only cells can stand")
        return None

    def _columns(self, table: str) -> None:
        inner = _INNER.match(self.text, self.at)
        if inner is None:
            self.at = len(self.text)
            return self.fault(f"has a reference into table {table!r} that is not in the file's form")
        self.at = inner.end()
        if not self.tables:
            self.fault(f"refers to {table}{inner[0]} where only cells can stand")
        found = self.book.table(table)
        if found is None:
            return self.fault(f"refers to {table}{inner[0]}, and there is no such table")
        pieces = [inner["only"]] if inner["only"] else re.findall(rf"\[(\#[A-Za-z ]+|{_COLUMN})\]", inner[0][1:-1])
        headers = {column.casefold() for column in found.columns}
        for piece in pieces:
            if piece.startswith("#"):
                if not _SPECIFIER.fullmatch(f"[{piece}]"):
                    self.fault(f"refers to {table}[{piece}], which means nothing")
                elif piece.casefold() == "#this row":
                    self.found.this_row.add(table)
            elif re.sub(r"'(.)", r"\1", piece).casefold() not in headers:
                self.fault(f"refers to column {piece!r}, which table {table} does not have")
        return None

    def _sheet(self, token: str) -> None:
        self.prefix = token
        plain = token[1:-2].replace("''", "'") if token.startswith("'") else token[:-1]
        if plain.startswith("["):
            return
        for name in plain.split(":"):
            if self.book.sheet(name) is None:
                self.fault(f"refers to sheet {name!r}, which is not there")
        if not token.startswith("'") and re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[RrCc]", plain):
            self.fault(f"must quote the sheet {plain!r}, which reads like a cell")

    def _function(self, name: str) -> None:
        if not self.wanted and not self.gap:
            self.fault(f"has {name} beside another operand")
        upper = name.upper()
        if upper.startswith("_XLFN."):
            self.fault(f"uses {name[6:]}, which Excel 2007 did not have")
        elif upper not in FORMULAE and not self.prefix:
            self.fault(f"uses {name}, which is no function")
        self.open.append((upper, 1))
        self.wanted = True

    def _sign(self, token: str) -> None:
        if token == "(":
            if not self.wanted and not self.gap:
                self.fault("has a bracket beside an operand")
            self.open.append(("", 1))
            self.wanted = True
        elif token == ")":
            self._close()
        elif token == ",":
            self._comma()
        elif token == "%":
            if self.wanted:
                self.fault("has nothing before a percent sign")
        else:
            if self.wanted and token not in "+-":
                self.fault(f"has nothing before {token!r}")
            self.wanted = True

    def _comma(self) -> None:
        function, count = self.open.pop() if self.open else ("", 0)
        if self.wanted and not function:
            self.fault("has nothing before a comma")
        if count:
            self.open.append((function, count + 1))
        self.wanted = True

    def _close(self) -> None:
        if not self.open:
            return self.fault("closes a bracket that is not open")
        function, count = self.open.pop()
        empty = self.text[: self.at - 1].rstrip().endswith("(")
        if self.wanted and not function:
            self.fault("has nothing between brackets")
        least, most = _ARITY.get(function, (0, 255))
        given = 0 if empty else count
        if not least <= given <= most:
            self.fault(f"gives {function} {given} arguments")
        self.wanted = False
        return None
