"""Ways in which visit logs come back damaged, and what is to come of each."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import TableColumn

from tests.flow.company import Row
from tests.flow.filled_logs import YEAR, FilledLog, repacked, stamped

Found = tuple[str, str]
"""A finding's code and cell."""


@dataclass
class Case:
    """A log that is filled, perhaps damaged, and what is to come of it.

    Attributes
    ----------
    log
        Open for typing.
    rows
        The sheet row of each visit that was typed, and what the plan is to have of it.
    found
        The findings that must be there.
    after
        What happens to the file once it is saved; it may give the file another name.
    """

    log: FilledLog
    rows: dict[int, Row]
    found: set[Found] = field(default_factory=set)
    after: Callable[[Path], Path] = lambda path: path

    def first(self) -> int:
        return min(self.rows)

    def refuse(self, row: int, code: str, key: str) -> None:
        """Expect a row not to be taken."""
        self.rows.pop(row)
        self.found.add((code, self.log.cell(row, key)))

    def nothing(self, code: str, cell: str = "") -> None:
        """Expect nothing to be taken from the file."""
        self.rows.clear()
        self.found.add((code, cell))


STAGES: Final = {None: None, "needs analysed": "needs analysed", "solution proposed": "solution proposed"}


def filled(log: FilledLog, rep_id: str, ids: Mapping[str, str], count: int = 10) -> dict[int, Row]:
    """Type visits into a log, and give by sheet row what the plan is to have of them."""
    own = log.own_customers()
    rows: dict[int, Row] = {}
    first = log.free
    for turn in range(count if own else 0):
        customer = own[turn % len(own)]
        day = date(YEAR, 1, 5) + timedelta(days=9 * turn + len(rep_id))
        ordered = turn % 4 == 1
        visit: Row = {
            "date": day,
            "kind": ("visit", "call", "joint visit")[turn % 3],
            "contact": f"Contact {turn}",
            "joined_by": "the manager" if turn % 3 == 2 else None,
            "stage": "won" if ordered else list(STAGES)[turn % 3],
            "result": "order" if ordered else "progress",
            "amount": 1000.5 * (turn + 1) if ordered else None,
            "quote_sent": day if turn % 5 == 0 else None,
            "next_step": "call back" if turn % 2 else None,
            "next_date": day + timedelta(days=7) if turn % 2 else None,
            "note": f"{rep_id} visit {turn}",
        }
        row = log.type(first + turn, customer_id=customer, **visit)
        rows[row] = visit | {"rep_id": rep_id, "customer_id": ids[customer]}
    return rows


def _file(code: str, change: Callable[[Path], Path]) -> Callable[[Case], None]:
    """Damage a file after it was saved, so that nothing can be taken from it."""

    def damage(case: Case) -> None:
        case.nothing(code)
        case.after = change

    return damage


def _overwritten(data: bytes) -> Callable[[Path], Path]:
    def change(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return change


def _cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def _flipped(path: Path) -> Path:
    data = bytearray(path.read_bytes())
    place = data.index(b"xl/worksheets/sheet") + 400
    data[place] ^= 0xFF
    path.write_bytes(data)
    return path


def _as_csv(path: Path) -> Path:
    target = path.with_suffix(".csv")
    with target.open("w", newline="") as file:
        csv.writer(file).writerows([["Date", "Customer", "Kind"], ["2027-03-01", "x", "visit"]])
    path.unlink()
    return target


def _no_sheet_part(path: Path) -> Path:
    return repacked(path, lambda name, data: b"<broken" if name.startswith("xl/worksheets/sheet") else data)


def _cell(code: str, key: str, value: object) -> Callable[[Case], None]:
    """Type something wrong into the first row."""

    def damage(case: Case) -> None:
        row = case.first()
        case.log.type(row, **{key: value})
        case.refuse(row, code, key)

    return damage


def _setting(code: str, key: str, value: object) -> Callable[[Case], None]:
    def damage(case: Case) -> None:
        case.nothing(code, case.log.set(key, value))

    return damage


def _renamed_header(case: Case) -> None:
    _rename(case.log, "customer_id", "Whom I saw")
    case.nothing("L310")


def _header_twice(case: Case) -> None:
    _rename(case.log, "note", "日期")
    case.nothing("L303")


def _rename(log: FilledLog, key: str, header: str) -> None:
    log.sheet.cell(log.top, log.columns[key]).value = header
    log.table.tableColumns[log.columns[key] - log.left].name = header


def _note_gone(case: Case) -> None:
    _rename(case.log, "note", "Remarks of mine")
    case.found.add(("L311", case.log.cell(case.log.top, "date")))
    for visit in case.rows.values():
        visit["note"] = None


def _repeated(case: Case) -> None:
    again = _typed_again(case, case.first())
    case.found.add(("L331", case.log.cell(again, "date")))


def _repeated_otherwise(case: Case) -> None:
    again = _typed_again(case, case.first())
    case.log.type(again, note="something else")
    case.found.add(("L332", case.log.cell(again, "date")))


def _typed_again(case: Case, row: int) -> int:
    log = case.log
    return log.add(**{key: log.sheet.cell(row, at).value for key, at in log.columns.items() if key != "entry"})


def _table_gone(case: Case) -> None:
    del case.log.sheet.tables["Visits"]
    case.found.add(("L312", case.log.cell(case.log.top, "date")))


def _sheet_renamed(case: Case) -> None:
    case.log.sheet.title = "What I did in '27"


def _under_the_table(case: Case) -> None:
    log = case.log
    moved = {}
    for row, under in zip(sorted(case.rows)[-3:], range(log.bottom + 1, log.bottom + 4), strict=True):
        for key, at in log.columns.items():
            if key != "entry":
                log.sheet.cell(under, at).value = log.sheet.cell(row, at).value
                log.sheet.cell(row, at).value = None
        moved[under] = case.rows.pop(row)
    case.rows |= moved


def _names_gone(case: Case) -> None:
    _, address = case.log.setting("rep_id")
    for name in list(case.log.book.defined_names):
        del case.log.book.defined_names[name]
    case.found.add(("L313", address))


def _like_formulas(case: Case) -> None:
    texts = ("=1+1", "+86 138 0013 8000", "-5 % if he pays at once", "@SUM(A1:A9)", '=HYPERLINK("http://x","y")')
    for row, text in zip(sorted(case.rows), texts, strict=False):
        case.log.type(row, note=text)
        cell = case.log.sheet.cell(row, case.log.columns["note"])
        cell.data_type = "s"
        case.rows[row]["note"] = text


def _by_name_oddly(case: Case) -> None:
    row = case.first()
    name = str(case.log.sheet.cell(row, case.log.columns["customer_id"]).value)
    wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in name.upper())
    case.log.type(row, customer_id=f"  {wide.replace(' ', '　')} ")


def _by_id(case: Case) -> None:
    row = case.first()
    case.log.type(row, customer_id=case.rows[row]["customer_id"].lower())


def _somebody_elses(case: Case) -> None:
    row = case.first()
    theirs = "C0001" if all(visit["customer_id"] != "C0001" for visit in case.rows.values()) else "C0002"
    case.log.type(row, customer_id=theirs)
    case.rows[row]["customer_id"] = theirs
    case.found.add(("L327", case.log.cell(row, "customer_id")))


def _sorted(case: Case) -> None:
    log = case.log
    rows = sorted(case.rows)
    said = [[log.sheet.cell(row, at).value for at in log.columns.values()] for row in rows]
    for row, values in zip(rows, reversed(said), strict=True):
        for at, value in zip(log.columns.values(), values, strict=True):
            log.sheet.cell(row, at).value = value


def _columns_reversed(case: Case) -> None:
    log = case.log
    places = list(log.columns.values())
    for row in range(log.top, log.bottom + 1):
        values = [log.sheet.cell(row, at).value for at in places]
        for at, value in zip(places, reversed(values), strict=True):
            log.sheet.cell(row, at).value = value
    names = [column.name for column in log.table.tableColumns]
    for column, name in zip(log.table.tableColumns, reversed(names), strict=True):
        column.name = name


def _own_column(case: Case) -> None:
    log = case.log
    left, top, right, bottom = range_boundaries(log.table.ref)
    log.table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right + 1)}{bottom}"
    log.table.autoFilter.ref = log.table.ref
    log.table.tableColumns.append(TableColumn(id=len(log.table.tableColumns) + 1, name="Weather"))
    log.sheet.cell(top, right + 1).value = "Weather"
    log.sheet.cell(case.first(), right + 1).value = "fine"


def _mac_dates(case: Case) -> None:
    case.log.book.epoch = CALENDAR_MAC_1904


def _alone(case: Case) -> None:
    row = case.first()
    case.log.type(row, kind="joint visit", joined_by=None)
    case.rows[row] |= {"kind": "joint visit", "joined_by": None}
    case.found.add(("L324", case.log.cell(row, "joined_by")))


def _far_off(case: Case) -> None:
    row = case.first()
    case.log.type(row, next_date=date(2072, 3, 1))
    case.rows[row]["next_date"] = date(2072, 3, 1)
    case.found.add(("L323", case.log.cell(row, "next_date")))


def _amount_as_text(case: Case) -> None:
    row = case.first()
    case.log.type(row, amount="1,234.50")
    case.rows[row]["amount"] = 1234.5
    case.found.add(("D103", case.log.cell(row, "amount")))


def _chinese(case: Case) -> None:
    row = case.first()
    case.log.type(row, kind="电话", result="無進展", date="2027年2月3日", joined_by=None)
    case.rows[row] |= {"kind": "call", "result": "nothing new", "date": date(2027, 2, 3), "joined_by": None}


def _copied(case: Case) -> None:
    def copy(path: Path) -> Path:
        path.with_stem(path.stem + " (1)").write_bytes(path.read_bytes())
        return path

    case.after = copy


def _two_versions(case: Case) -> None:
    """An older version says something else in one row, and has one that the newer does not."""
    log, row = case.log, case.first()
    note = log.sheet.cell(row, log.columns["note"]).value
    log.type(row, note="not yet corrected")
    log.save(at=datetime(2027, 2, 1, 8), to=log.path.with_stem(log.path.stem + "_old"))
    log.type(row, note=note)

    def stamp(path: Path) -> Path:
        return stamped(path, datetime(2027, 5, 1, 8))

    case.after = stamp


OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)

DAMAGES: Final[dict[str, Callable[[Case], None]]] = {
    "cut off": _file("L303", _cut),
    "empty": _file("L303", _overwritten(b"")),
    "encrypted": _file("L303", _overwritten(OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512))),
    "an old .xls": _file("L303", _overwritten(OLE)),
    "no workbook": _file("L303", _overwritten(b"Dear boss, I lost my log.")),
    "a wrong byte": _file("L303", _flipped),
    "a broken sheet": _file("L303", _no_sheet_part),
    "renamed .ods": _file("L302", lambda path: path.rename(path.with_suffix(".ods"))),
    "a .csv": _file("L302", _as_csv),
    "of another year": _setting("L308", "plan_year", 2026),
    "of nobody": _setting("L307", "rep_id", "R999"),
    "of no rep": _setting("L306", "rep_id", None),
    "in another currency": _setting("L309", "currency", "EUR"),
    "header renamed": _renamed_header,
    "header twice": _header_twice,
    "column gone": _note_gone,
    "customer unknown": _cell("L325", "customer_id", "Nobody & Sons"),
    "date to come": _cell("L322", "date", date(2027, 7, 1)),
    "date of another year": _cell("L321", "date", date(2026, 3, 1)),
    "date in words": _cell("D104", "date", "last Monday"),
    "no customer": _cell("D105", "customer_id", None),
    "amount below zero": _cell("D106", "amount", -5),
    "amount in words": _cell("D102", "amount", "plenty"),
    "kind unknown": _cell("D108", "kind", "dinner"),
    "formula without value": _cell("D111", "amount", "=500+500"),
    "error value": _cell("D101", "amount", "#N/A"),
    "row twice": _repeated,
    "row twice, otherwise": _repeated_otherwise,
    "table gone": _table_gone,
    "sheet renamed": _sheet_renamed,
    "under the table": _under_the_table,
    "names gone": _names_gone,
    "like formulas": _like_formulas,
    "customer oddly typed": _by_name_oddly,
    "customer by id": _by_id,
    "customer of somebody else": _somebody_elses,
    "sorted": _sorted,
    "columns reversed": _columns_reversed,
    "a column of one's own": _own_column,
    "dates from 1904": _mac_dates,
    "joint, alone": _alone,
    "next date far off": _far_off,
    "amount as text": _amount_as_text,
    "in Chinese": _chinese,
    "sent twice": _copied,
    "two versions": _two_versions,
}
"""Ways in which logs come back, the worst first; nothing is lost that could be taken."""
