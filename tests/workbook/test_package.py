"""Packages: what opens, what is refused, and what a rewritten archive keeps."""

import io
import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.errors import NotAWorkbook
from salesplan.workbook.archive import entries, rewritten, unpacked
from salesplan.workbook.package import Package
from tests.workbook.books import book_parts, relationships, sheet, zipped

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def small_book() -> dict[str, str | bytes]:
    return book_parts({"Plan": sheet('<row r="1"><c r="A1"><v>1</v></c></row>')})


def saved(tmp_path: Path, data: bytes, name: str = "plan.xlsx") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_unchanged_entries_are_copied_byte_for_byte(tmp_path: Path) -> None:
    data = zipped(small_book())
    package = Package.open(saved(tmp_path, data))
    out = package.written({"xl/styles.xml": b"<styleSheet/>"})
    for before, after in zip(entries(data), entries(out), strict=True):
        assert before.name == after.name
        if before.name != "xl/styles.xml":
            assert data[before.start : before.end] == out[after.start : after.end]
    assert zipfile.ZipFile(io.BytesIO(out)).read("xl/styles.xml") == b"<styleSheet/>"


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(st.text("abcé/", min_size=1, max_size=8), st.binary(max_size=300), min_size=1, max_size=6),
    st.sets(st.integers(0, 5)),
    st.sets(st.integers(0, 5)),
    st.booleans(),
)
def test_archives_read_back_as_the_standard_library_reads_them(
    parts: dict[str, bytes], changed_at: set[int], gone_at: set[int], streamed: bool
) -> None:
    out = io.BytesIO()
    sink = _Unseekable(out) if streamed else out  # an unseekable sink makes zipfile write data descriptors
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=streamed) as member:
                member.write(content)
    data = out.getvalue()
    found = entries(data)
    assert {entry.name: unpacked(data, entry) for entry in found} == parts
    changed: dict[str, bytes | None] = {name: b"new" for at, name in enumerate(parts) if at in changed_at}
    changed |= {name: None for at, name in enumerate(parts) if at in gone_at}
    with zipfile.ZipFile(io.BytesIO(rewritten(data, found, changed))) as archive:
        assert archive.testzip() is None
        after = {name: archive.read(name) for name in archive.namelist()}
    assert after == {name: content for name, content in (parts | changed).items() if content is not None}


class _Unseekable(io.RawIOBase):
    def __init__(self, out: io.BytesIO) -> None:
        self.out = out

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer") -> int:
        return self.out.write(data)


def test_parts_are_found_whatever_the_spelling(tmp_path: Path) -> None:
    package = Package.open(saved(tmp_path, zipped(small_book())))
    assert package.read("/XL/Workbook.xml") == package.read("xl/workbook.xml")
    assert "xl/nothing.xml" not in package
    with pytest.raises(KeyError):
        package.written({"xl/nothing.xml": None})


def ole(stream: str) -> bytes:
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512) + stream.encode("utf-16-le")


OPEN_DOCUMENT = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"})
DOCUMENT = zipped(
    {
        "_rels/.rels": relationships(("r", "officeDocument", "word/document.xml")),
        "word/document.xml": "<a/>",
        "[Content_Types].xml": '<Types><Override PartName="/word/document.xml" ContentType="wordprocessingml"/></Types>',
    }
)
BINARY = zipped({"_rels/.rels": relationships(("r", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": "x"})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (ole("EncryptedPackage"), "encrypted with a password"),
        (ole("Workbook"), "old .xls"),
        (b"name,quota\n", "no Excel workbook"),
        (b"", "no Excel workbook"),
        (zipped({"a.txt": "x"}), "no workbook in it"),
        (OPEN_DOCUMENT, "OpenDocument"),
        (DOCUMENT, "no workbook"),
        (BINARY, "xlsb"),
        (zipped(small_book())[:-30], "damaged"),
        (zipped(small_book())[:400], "damaged"),
        (zipped(small_book() | {"_rels/.rels": "<Relationships>"}), "cannot be read"),
        (zipped(small_book() | {"_rels/.rels": '<!DOCTYPE a [<!ENTITY b "c">]><Relationships/>'}), "document type"),
        (zipped(small_book() | {"XL/WORKBOOK.XML": "<a/>"}), "two parts of one name"),
    ],
)
def test_what_is_no_workbook_is_refused_with_words(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(NotAWorkbook, match=says) as refusal:
        Package.open(saved(tmp_path, data))
    assert refusal.value.fix


def test_absent_files_and_folders_are_refused(tmp_path: Path) -> None:
    saved(tmp_path, zipped(small_book()))
    with pytest.raises(NotAWorkbook, match=r"did you mean plan\.xlsx"):
        Package.open(tmp_path / "plam.xlsx")
    with pytest.raises(NotAWorkbook, match="folder"):
        Package.open(tmp_path)


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    data = bytearray(zipped(small_book()))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 0xF0000000)
    with pytest.raises(NotAWorkbook, match="2 GB"):
        Package.open(saved(tmp_path, bytes(data)))


def test_a_part_that_does_not_fit_its_checksum_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(small_book()))
    entry = next(entry for entry in entries(bytes(data)) if entry.name == "xl/styles.xml")
    data[entry.body + entry.packed // 2] ^= 0xFF
    package = Package.open(saved(tmp_path, bytes(data)))
    with pytest.raises(NotAWorkbook, match=r"styles\.xml"):
        package.read("xl/styles.xml")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=3))
def test_damage_never_raises_anything_else(tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes) -> None:
    data = bytearray(zipped(small_book()))
    at %= len(data)
    data[at : at + len(junk)] = junk
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(data)
    try:
        package = Package.open(path)
        for part in package.parts:
            package.read(part)
    except NotAWorkbook:
        pass


def test_signatures_are_noticed(tmp_path: Path) -> None:
    assert Package.open(saved(tmp_path, zipped(small_book() | {"_xmlsignatures/origin.sigs": ""}))).signed
    assert not Package.open(saved(tmp_path, zipped(small_book()))).signed
