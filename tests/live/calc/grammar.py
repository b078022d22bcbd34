"""Formulas in Excel's English grammar and in Calc's: separators, sheets, tables, arrays."""

import re
from abc import ABC, abstractmethod
from functools import lru_cache
from typing import Final

from tests.live.calc.area import COLUMNS, letters, number
from tests.live.calc.errors import StrictError

LONGEST: Final = 8192
LONGEST_TEXT: Final = 255

_NEWER: Final = """
ARRAYTOTEXT BYCOL BYROW CHOOSECOLS CHOOSEROWS DROP EXPAND FIELDVALUE FILTER GROUPBY HSTACK IMAGE ISOMITTED LAMBDA LET
MAKEARRAY MAP PERCENTOF PIVOTBY RANDARRAY REDUCE REGEXEXTRACT REGEXREPLACE REGEXTEST SCAN SEQUENCE SORT SORTBY
STOCKHISTORY TAKE TEXTAFTER TEXTBEFORE TEXTSPLIT TOCOL TOROW TRIMRANGE UNIQUE VALUETOTEXT VSTACK WRAPCOLS WRAPROWS
XLOOKUP XMATCH
"""
MISSING: Final = frozenset(_NEWER.split())
"""Functions that Calc 7.4 lacks."""

_NAME: Final = r"[^\W\d][\w.]*"
_QUOTED: Final = r"'(?:[^']|'')+'"
_COMMON: Final = r"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<error>\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!))
"""
_EXCEL: Final = re.compile(
    rf"""{_COMMON}
  | (?P<sheet>(?:{_QUOTED}|{_NAME})!)
  | (?P<lines>\$?\d+:\$?\d+)
  | (?P<function>{_NAME})(?=\()
  | (?P<table>{_NAME})(?=\[)
  | (?P<word>[\w.$\\?]+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CALC: Final = re.compile(
    rf"""{_COMMON}
  | \$(?P<sheet>{_QUOTED}|[^\W\d]\w*)\.(?=[$A-Za-z\d\#])
  | (?P<truth>TRUE|FALSE)\(\)
  | (?P<function>{_NAME})(?=\()
  | (?P<table>{_NAME})(?=\[)
  | (?P<word>[\w.$\\?]+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CELL: Final = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})")
_PLAIN_SHEET: Final = re.compile(r"[^\W\d]\w*")
_ADD_IN: Final = "COM.SUN.STAR.SHEET.ADDIN.ANALYSIS.GET"


@lru_cache(maxsize=4096)
def to_calc(formula: str, tables: tuple[str, ...]) -> str:
    """Give a formula of Excel as Calc's interface takes it; raise StrictError where Excel or Calc would refuse.

    >>> to_calc("=SUM(Plan!$A$1,Quota[final])*Quota[[#This Row],[a, b]]", ("Quota",))
    "=SUM($'Plan'.$A$1;Quota[final])*Quota[[#This Row];[a, b]]"
    >>> to_calc("=ROWS(quota)+SUM({1,2;3,4})+SUM((A1,B2))", ("Quota",))
    '=ROWS(quota[])+SUM({1;2|3;4})+SUM((A1~B2))'
    """
    if len(formula) > LONGEST:
        raise StrictError(f"a formula of {len(formula)} characters; Excel takes {LONGEST}")
    return _Excel(formula, tables).translated()


def to_excel(formula: str) -> str:
    """Give a formula of Calc as Excel words it.

    >>> to_excel("=SUM($Plan.$A$1;Quota[final])*Quota[[#This Row];[a, b]]")
    '=SUM(Plan!$A$1,Quota[final])*Quota[[#This Row],[a, b]]'
    >>> to_excel("{=ROWS(Quota[])+SUM({1;2|3;4})+SUM((A1~B2))}")
    '=ROWS(Quota)+SUM({1,2;3,4})+SUM((A1,B2))'
    """
    if formula.startswith("{=") and formula.endswith("}"):
        formula = formula[1:-1]
    return _Calc(formula).translated()


@lru_cache(maxsize=4096)
def shifted(formula: str, rows: int, columns: int) -> str:
    """Give a formula of Excel as it reads when it is filled that far down and to the right.

    >>> shifted('=A1+$B$2+C$3&"A1"', 2, 1)
    '=B3+$B$2+D$3&"A1"'
    """

    def moved(found: re.Match[str]) -> str:
        cell = _CELL.fullmatch(found[0]) if found.lastgroup == "word" else None
        if cell is None:
            return found[0]
        column = cell[2] if cell[1] else letters(number(cell[2]) + columns)
        row = cell[4] if cell[3] else str(int(cell[4]) + rows)
        return f"{cell[1]}{column}{cell[3]}{row}"

    return _EXCEL.sub(moved, formula)


def quoted_sheet(name: str) -> str:
    """Give a sheet's name as Excel writes it before the exclamation mark.

    >>> quoted_sheet("Quota"), quoted_sheet("A b"), quoted_sheet("Q1"), quoted_sheet("D'x")
    ('Quota', "'A b'", "'Q1'", "'D''x'")
    """
    if _PLAIN_SHEET.fullmatch(name) and not _CELL.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


class _Translation(ABC):
    """One pass over a formula, with the brackets and braces that are open."""

    pattern: re.Pattern[str]

    def __init__(self, formula: str) -> None:
        self.formula = formula
        self.open: list[str] = []
        """What opened each bracket: a function, a plain parenthesis, an array."""
        self.before = ""

    def translated(self) -> str:
        pieces, place = [], 0
        while place < len(self.formula):
            found = self.pattern.match(self.formula, place)
            assert found is not None  # a single character always matches
            kind = str(found.lastgroup)
            place = found.end()
            if kind == "table":
                end = _closed(self.formula, place)
                pieces.append(self.table(found[kind], self.formula[place + 1 : end]))
                place = end + 1
            else:
                pieces.append(getattr(self, kind)(found[kind]))
            self.before = kind
        if self.open:
            raise StrictError(f"{self.open[-1]} is open at the end: {self.formula}")
        return "".join(pieces)

    def text(self, piece: str) -> str:
        return piece

    def error(self, piece: str) -> str:
        return piece

    @abstractmethod
    def table(self, name: str, inside: str) -> str:
        """Give a table's reference, of which the outer brackets are taken off."""

    def nested(self, piece: str) -> None:
        if piece == "(":
            self.open.append("function" if self.before == "function" else "(")
        elif piece == "{":
            self.open.append(piece)
        elif piece in ")}":
            if not self.open:
                raise StrictError(f"{piece} closes nothing: {self.formula}")
            self.open.pop()

    def among(self, what: str) -> bool:
        return bool(self.open) and self.open[-1] == what


class _Excel(_Translation):
    pattern = _EXCEL

    def __init__(self, formula: str, tables: tuple[str, ...]) -> None:
        super().__init__(formula)
        self.tables = {name.lower() for name in tables}

    def text(self, piece: str) -> str:
        if len(piece) - 2 > LONGEST_TEXT:
            raise StrictError(f"a text of {len(piece) - 2} characters in a formula; Excel takes {LONGEST_TEXT}")
        return piece

    def sheet(self, piece: str) -> str:
        name = piece[:-1]
        return f"${name}." if name.startswith("'") else f"$'{name}'."

    def lines(self, piece: str) -> str:
        first, last = piece.split(":")
        return f"$A{first}:${letters(COLUMNS)}{last}"

    def function(self, piece: str) -> str:
        name = piece.upper()
        if name.startswith(("_XLFN.", "_XLWS.")):
            raise StrictError(f"{piece} is how a file spells the function; in Excel it is {piece.split('.', 1)[1]}")
        if name in MISSING:
            raise StrictError(f"Calc 7.4 has no {name}, and Excel before 2021 has none")
        return name

    def table(self, name: str, inside: str) -> str:
        if name.lower() not in self.tables:
            raise StrictError(f"there is no table {name}; Excel refuses {self.formula}")
        if inside.startswith("@"):
            return f"{name}[{_this_row(inside[1:])}]"
        if inside.startswith("#"):
            return f"{name}[[{inside}]]"
        return f"{name}[{_separated(inside, ',', ';')}]"

    def word(self, piece: str) -> str:
        if piece.upper() in ("TRUE", "FALSE"):
            return f"{piece.upper()}()"
        return f"{piece}[]" if piece.lower() in self.tables else piece

    def other(self, piece: str) -> str:
        if piece == "[":
            raise StrictError(f"write the table's name before its column: {self.formula}")
        self.nested(piece)
        if self.among("{"):
            return {",": ";", ";": "|"}.get(piece, piece)
        if piece == ",":
            return "~" if self.among("(") else ";"
        return piece


class _Calc(_Translation):
    pattern = _CALC

    def sheet(self, piece: str) -> str:
        name = piece[1:-1].replace("''", "'") if piece.startswith("'") else piece
        return quoted_sheet(name) + "!"

    def truth(self, piece: str) -> str:
        return piece

    def function(self, piece: str) -> str:
        return piece.removeprefix(_ADD_IN)

    def table(self, name: str, inside: str) -> str:
        if not inside:
            return name
        if inside.startswith("[#") and inside.endswith("]") and _closed(inside, 0) == len(inside) - 1:
            return f"{name}{inside}"
        return f"{name}[{_separated(inside, ';', ',')}]"

    def word(self, piece: str) -> str:
        return piece

    def other(self, piece: str) -> str:
        self.nested(piece)
        if self.among("{"):
            return {";": ",", "|": ";"}.get(piece, piece)
        return {";": ",", "~": ",", "!": " "}.get(piece, piece)


def _this_row(columns: str) -> str:
    if not columns:
        return "[#This Row]"
    return f"[#This Row];{columns}" if columns.startswith("[") else f"[#This Row];[{columns}]"


def _closed(text: str, place: int) -> int:
    """Give where the bracket that opens there closes; an apostrophe protects the character after it."""
    depth = 0
    while place < len(text):
        if text[place] == "'":
            place += 1
        elif text[place] == "[":
            depth += 1
        elif text[place] == "]":
            depth -= 1
            if depth == 0:
                return place
        place += 1
    raise StrictError(f"a bracket is open: {text}")


def _separated(inside: str, old: str, new: str) -> str:
    """Change what separates the parts of a table's brackets, not what is in the parts."""
    if not inside.startswith("["):
        return inside
    pieces, place = [], 0
    while place < len(inside):
        if inside[place] == "[":
            end = _closed(inside, place) + 1
            pieces.append(inside[place:end])
            place = end
        else:
            pieces.append({old: new, " ": ""}.get(inside[place], inside[place]))
            place += 1
    return "".join(pieces)
