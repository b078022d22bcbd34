"""Handouts that come back edited, saved by other programs, damaged or hostile: what is read of them."""

import os
import socket
import struct
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from shutil import copyfile
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from salesplan.errors import WorkbookError, WrongPassword
from salesplan.host.blank import write_blank
from salesplan.host.handouts import returned
from salesplan.host.handouts.passwords import read_passwords
from salesplan.host.handouts.returned import Returned, fixed_edits, missing, strangers
from salesplan.host.returned_files import returned_paths
from salesplan.store.records import SentRow
from salesplan.tables.handout import Part, may_change
from salesplan.workbook.encrypted import encrypted
from tests.flow.filled_logs import repacked, stamped
from tests.flow.handout_edits import AT, ID, OpenHandout, made, read, sent
from tests.flow.round_forms import DAMAGES, FORMS, ODDITIES

Sent = dict[str, dict[str, SentRow]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("made") / "North_A.xlsx")


@pytest.fixture(scope="module")
def rows(kept: Path) -> Sent:
    return sent(kept)


@pytest.fixture
def handout(kept: Path, tmp_path: Path) -> Path:
    return Path(copyfile(kept, tmp_path / "North_A.xlsx"))


def column(found: Returned, table: str, key: str) -> dict[str, str]:
    return dict(zip(found.tables[table].keys, found.tables[table].texts(key), strict=True))


def codes(found: Returned) -> list[tuple[str, str]]:
    return [(finding.code, finding.cell) for finding in found.findings]


def edits(found: Returned, rows: Sent) -> list[tuple[str, str, str]]:
    """Give everything that does not fit what was sent, with its cell and wording."""
    told = []
    for name, table in found.tables.items():
        may = may_change(Part.TEAM, name)
        told += [*fixed_edits(table, rows[name], may), *strangers(table, rows[name]), *missing(table, rows[name])]
    return [(finding.code, finding.cell, finding.message()) for finding in told]


def said(found: Returned) -> dict[str, dict[str, dict[str, str]]]:
    """Give all that can be taken from a file."""
    return {
        name: {key: column(found, name, key) for key in may_change(Part.TEAM, name) if key in table.columns}
        for name, table in found.tables.items()
    }


def test_a_handout_that_nobody_changed(kept: Path, rows: Sent) -> None:
    found = read(kept)
    assert (found.handout, found.part, found.region, found.team) == (ID, Part.TEAM, "North", "A")
    assert (found.year, found.currency, found.by, found.is_handout, found.is_plan) == ("2027", "CNY", "", True, False)
    assert list(found.tables) == ["TeamQuota", "Quota", "Customers", "Scorecard"]
    assert found.findings == []
    assert edits(found, rows) == []
    assert column(found, "Quota", "override") == {'["0012"]': "", '["013"]': "330000", '["r3"]': "", '["r4"]': ""}
    assert column(found, "Customers", "intent") == {'["c1"]': "high", '["c2"]': "low", '["c3"]': ""}


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_in_other_languages_and_by_region(part: Part, language: str, tmp_path: Path, rows: Sent) -> None:
    found = read(made(tmp_path / "a.xlsx", part, language))
    assert (found.part, found.findings) == (part, [])
    assert column(found, "Quota", "reason")['["013"]'] == "agreed in May"
    assert column(found, "Customers", "intent") == {'["c1"]': "high", '["c2"]': "low", '["c3"]': ""}
    assert edits(found, rows | {"RegionQuota": {}})[1:] == [] if part is Part.REGION else edits(found, rows) == []


@pytest.mark.parametrize("form", list(FORMS))
def test_other_forms_say_the_same(form: str, handout: Path, kept: Path, rows: Sent) -> None:
    OpenHandout(handout).type("Quota", 0, override=1_100_000).type("Customers", 2, intent="低", potential=0).save()
    expected = said(read(handout))
    found = read(FORMS[form](handout, Random(form)))
    assert found.handout == ID
    assert said(found) == expected
    assert said(found) != said(read(kept))
    gone = {"H202", "H203"} if form == "tables gone" else set()
    assert {code for code, _ in codes(found)} == gone, [finding.line() for finding in found.findings]
    assert edits(found, rows) == []


def test_only_values_are_left(handout: Path, rows: Sent) -> None:
    """As after pasting values, or a program that knows no formulas."""
    work = OpenHandout(handout)
    for sheet in work.book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    cell.value = 7
    found = read(work.save())
    assert {code for code, _ in codes(found)} == {"H207"}
    assert edits(found, rows) == []


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (1_200_000, "1200000"),
        ("1,200,000", "1200000"),
        ("１２００", "1200"),
        ("¥ 8.50", "8.5"),
        (0, "0"),
        ("0", "0"),
        (0.1 + 0.2, "0.3"),
        (1234.567, "1234.57"),
        (None, ""),
        ("  ", ""),
    ],
)
def test_amounts_as_they_are_typed(typed: object, text: str, handout: Path) -> None:
    found = read(OpenHandout(handout).type("Quota", 0, override=typed).save())
    assert column(found, "Quota", "override")['["0012"]'] == text
    assert not found.tables["Quota"].faulty
    assert {code for code, _ in codes(found)} <= {"D103", "D112"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("plenty", "D102"),
        (-5, "D106"),
        (1e13, "D106"),
        ("#N/A", "D101"),
        ("=500+500", "D111"),
        (True, "D102"),
        ("120万", "D102"),
    ],
)
def test_what_cannot_be_read_is_left_as_it_was(typed: object, code: str, handout: Path) -> None:
    work = OpenHandout(handout).type("Quota", 0, override=typed)
    address, row = work.address("Quota", 0, "override"), work.places["Quota"][1] + 1
    found = read(work.save())
    assert codes(found) == [(code, address)]
    assert found.findings[0].workbook == "North_A.xlsx"
    assert found.tables["Quota"].faulty == {(row, "override")}
    assert column(found, "Quota", "override")['["0012"]'] == ""


@pytest.mark.parametrize("mark", ["none", " NONE ", "无", "無"])
def test_a_value_is_taken_away_by_a_word(mark: str, handout: Path) -> None:
    work = OpenHandout(handout).type("Quota", 1, override=mark, reason=mark).type("Customers", 0, rep_id=mark)
    row, other = work.places["Quota"][1] + 2, work.places["Customers"][1] + 1
    found = read(work.save())
    assert found.tables["Quota"].cleared == {(row, "override"), (row, "reason")}
    assert found.tables["Customers"].cleared == {(other, "rep_id")}
    assert column(found, "Quota", "override")['["013"]'] == ""
    assert (found.findings, found.tables["Quota"].faulty) == ([], frozenset())


def test_texts_like_formulas_stay_texts(handout: Path) -> None:
    texts = ("=cmd|' /C calc'!A0", "@SUM(A1:A9)", "-5 % if he pays", '=HYPERLINK("http://x","y")')
    work = OpenHandout(handout)
    for row, text in enumerate(texts):
        work.type_text("Quota", row, "reason", text)
    assert tuple(read(work.save()).tables["Quota"].texts("reason")) == texts


def test_a_row_copied_or_an_id_typed_over(handout: Path, rows: Sent) -> None:
    work = OpenHandout(handout).type("Quota", 0, rep_id="r3", override=5).type("Quota", 2, override=6)
    places = [work.address("Quota", row, "rep_id") for row in (0, 2)]
    found = read(work.save())
    table = found.tables["Quota"]
    assert codes(found) == [("H212", places[0]), ("H212", places[1])]
    assert (table.keys, table.repeated) == (['["013"]', '["r4"]'], frozenset({'["r3"]'}))
    ((code, _, message),) = edits(found, rows)
    assert code == "H214"
    assert '["0012"]' in message
    assert '["r3"]' not in message


def test_an_id_became_a_number(handout: Path, rows: Sent) -> None:
    work = OpenHandout(handout).type("Quota", 0, rep_id=12, override=1).type("Customers", 0, rep_id=12)
    found = read(work.save())
    assert edits(found, rows) == []
    assert column(found, "Quota", "override")['["12"]'] == "1"


def test_rows_of_nobody(handout: Path, rows: Sent) -> None:
    """A stranger's row, one without an id, and a total."""
    work = OpenHandout(handout)
    sheet, top, columns = work.places["Quota"]
    under = top + 5
    for row, rep_id, override in ((under, "R99", 7), (under + 1, None, 8)):
        sheet.cell(row, columns["rep_id"]).value = rep_id
        sheet.cell(row, columns["override"]).value = override
    sheet.cell(under + 3, columns["proposed"]).value = 1_453_333.83
    found = read(work.save())
    assert codes(found) == [("H211", f"{work.address('Quota', 5, 'override')}")]
    assert [(code, cell) for code, cell, _ in edits(found, rows)] == [("H213", work.address("Quota", 4, "rep_id"))]


def test_cells_of_others(handout: Path, rows: Sent) -> None:
    work = OpenHandout(handout)
    work.type("Quota", 0, proposed=2_000_000, rep=None, final=5).type("Customers", 1, customer="Best", region="West")
    work.type("Quota", 3, bound="floor").type("TeamQuota", 0, override=9)
    found = read(work.save())
    told = edits(found, rows)
    assert {(code, cell) for code, cell, _ in told} == {
        ("H221", work.address("Quota", 0, "proposed")),
        ("H221", work.address("Quota", 0, "rep")),
        ("H222", work.address("Quota", 0, "final")),
        ("H221", work.address("Quota", 3, "bound")),
        ("H221", work.address("Customers", 1, "customer")),
        ("H221", work.address("Customers", 1, "region")),
        ("H221", work.address("TeamQuota", 0, "override")),
    }
    assert any("was “1,000,000” and is “2,000,000” here" in message for _, _, message in told)
    assert any("“5” was typed over the formula of Final" in message for _, _, message in told)


def test_a_column_that_is_gone(handout: Path, rows: Sent) -> None:
    work = OpenHandout(handout)
    sheet, top, columns = work.places["Quota"]
    sheet.cell(top, columns["reason"]).value = "Why"
    sheet.tables["Quota"].tableColumns[columns["reason"] - 1].name = "Why"
    sheet.cell(top, columns["bound"]).value = "Held by"
    sheet.tables["Quota"].tableColumns[columns["bound"] - 1].name = "Held by"
    found = read(work.save())
    assert [code for code, _ in codes(found)] == ["H205"]
    assert "reason" not in said(found)["Quota"]
    assert edits(found, rows) == []


def test_a_sheet_that_is_gone(handout: Path) -> None:
    work = OpenHandout(handout)
    work.book.remove(work.sheet("Customers"))
    found = read(work.save())
    assert [code for code, _ in codes(found)] == ["H204"]
    assert "Customer ID" in found.findings[0].message()
    assert list(found.tables) == ["TeamQuota", "Quota", "Scorecard"]


@pytest.mark.parametrize(("typed", "expected"), [(None, []), (777, ["H206"])])
def test_a_copied_sheet(typed: object, expected: list[str], handout: Path) -> None:
    work = OpenHandout(handout)
    copy = work.book.copy_worksheet(work.sheet("Quota"))
    work.book.move_sheet(copy, -len(work.book.worksheets))
    if typed:
        copy[work.address("Quota", 0, "override")].value = typed
    found = read(work.save())
    assert [finding.code for finding in found.findings if finding.code != "H203"] == expected
    assert all(finding.sheet == copy.title for finding in found.findings)
    assert column(found, "Quota", "override")['["0012"]'] == ""


def test_a_table_without_settings(handout: Path) -> None:
    work = OpenHandout(handout)
    work.book.remove(work.book["Settings"])
    for name in list(work.book.defined_names):
        del work.book.defined_names[name]
    found = read(work.save())
    assert (found.handout, found.is_handout) == ("", True)
    assert "H201" in [code for code, _ in codes(found)]


@pytest.mark.parametrize("kind", ["plan", "visit-log"])
def test_other_workbooks_of_salesplan(kind: str, tmp_path: Path) -> None:
    found = read(write_blank(kind, tmp_path / "other.xlsx", year=2027, currency="CNY"))
    assert (found.is_handout, found.is_plan, found.tables, found.findings) == (False, kind == "plan", {}, [])


# Damaged and hostile.


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name not in ("of nobody", "saved as .ods")])
def test_damaged_files_are_refused_in_words(damage: str, handout: Path) -> None:
    path = DAMAGES[damage](handout)
    with pytest.raises(WorkbookError) as refused:
        read(path)
    assert refused.value.problem
    assert refused.value.fix


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes in folders")
@pytest.mark.parametrize("oddity", [*ODDITIES, "a socket", "a circle", "a folder"])
def test_what_is_no_file_holds_nobody_up(oddity: str, handout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if oddity in ODDITIES:
        ODDITIES[oddity](handout)
    else:
        handout.unlink()
        monkeypatch.chdir(handout.parent)
        makers: dict[str, Callable[[], Any]] = {
            "a socket": lambda: socket.socket(socket.AF_UNIX).bind(handout.name),
            "a circle": lambda: handout.symlink_to(handout),
            "a folder": handout.mkdir,
        }
        makers[oddity]()
    (path,) = returned_paths(handout.parent, handout.parent / "plan.xlsx")
    with pytest.raises(WorkbookError):
        read(path)


def _bomb(handout: Path) -> Path:
    return repacked(
        handout, lambda name, data: data + b" " * 60_000_000 if name.endswith("sharedStrings.xml") else data
    )


def _understated(handout: Path) -> Path:
    """Let a part unpack to far more than the package says."""
    part, data = "xl/sharedStrings.xml", b""
    with ZipFile(handout) as archive:
        data = archive.read(part)
        others = {name: archive.read(name) for name in archive.namelist() if name != part}
    with ZipFile(handout, "w", ZIP_DEFLATED) as archive:
        for name, content in others.items():
            archive.writestr(name, content)
        archive.writestr(part, data + b" " * 50_000_000)
    raw = bytearray(handout.read_bytes())
    entry = raw.rindex(part.encode()) - 46
    raw[entry + 16 : entry + 20] = struct.pack("<L", zlib.crc32(data))
    raw[entry + 24 : entry + 28] = struct.pack("<L", len(data))
    handout.write_bytes(raw)
    return handout


@pytest.mark.parametrize("make", [_bomb, _understated])
def test_bombs(make: Callable[[Path], Path], handout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returned, "MOST_UNPACKED", 50_000_000)
    with pytest.raises(WorkbookError, match="damaged"):
        read(make(handout))


def test_a_huge_file_is_not_even_read(handout: Path) -> None:
    with handout.open("ab") as file:
        file.truncate(returned.MOST_BYTES + 1)
    with pytest.raises(WorkbookError, match="larger than"):
        read(handout)


def test_a_cell_far_out(handout: Path) -> None:
    work = OpenHandout(handout)
    work.sheet("Quota")["XFD1048576"].value = "here"
    with pytest.raises(WorkbookError, match="reaches as far"):
        read(work.save())


def test_a_header_twice(handout: Path) -> None:
    work = OpenHandout(handout)
    sheet, top, columns = work.places["Customers"]
    sheet.cell(top, columns["size"]).value = "信用等级"
    sheet.tables["Customers"].tableColumns[columns["size"] - 1].name = "信用等级"
    with pytest.raises(WorkbookError, match="both the column 'credit'"):
        read(work.save())


def test_encrypted(handout: Path, tmp_path: Path) -> None:
    expected = said(read(handout))
    handout.write_bytes(encrypted(handout.read_bytes(), "correct horse"))
    secret = tmp_path / "passwords.csv"
    secret.write_text("team,password\nB,battery staple\nA,correct horse\n")
    found = read(handout, read_passwords(secret))
    assert said(found) == expected
    secret.write_text("battery staple")
    for passwords in (None, read_passwords(secret)):
        with pytest.raises(WrongPassword) as refused:
            read(handout, passwords)
        assert "horse" not in str(refused.value)
        assert "battery" not in str(refused.value)


def test_who_saved_it_and_when(handout: Path) -> None:
    work = OpenHandout(handout)
    work.book.properties.lastModifiedBy = "Wei Li"
    path = work.save()
    for said, counts in ((datetime(2027, 2, 1, 8, 30), datetime(2027, 2, 1, 8, 30)), (datetime(2027, 5, 1), AT)):
        found = read(stamped(path, said))
        assert (found.by, found.saved) == ("Wei Li", counts)
