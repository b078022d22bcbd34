"""A workbook file as its parts: read once, whole, and written with all unchanged parts as they were."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from salesplan.errors import NotAWorkbook
from salesplan.words import nearest
from salesplan.workbook.archive import Damaged, Entry, entries, rewritten, unpacked
from salesplan.workbook.markup import Malformed, attribute, children, refuse_document_type, tree, utf8
from salesplan.workbook.relations import Relation, parsed_relations, relations_part

CONTENT_TYPES: Final = "[Content_Types].xml"
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS_XLSX: Final = "open it in Excel and save it as .xlsx"
_RESTORE: Final = "open and save it in Excel, or take a backup of it"


class Package:
    """The parts of one workbook file, as it was when it was opened.

    Attributes
    ----------
    path
        The file that was opened.
    data
        All of its bytes.
    fingerprint
        The SHA-256 of these bytes, in hexadecimal: `salesplan.workbook.save` compares it before it writes.

    Notes
    -----
    Part names are matched as the Open Packaging Conventions say: without a leading slash, whatever
    the case, percent-encoded or not.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.data = data
        self.fingerprint = sha256(data).hexdigest()
        try:
            self._entries = entries(data)
        except Damaged as error:
            raise NotAWorkbook(path, f"the file is damaged: {error}", _RESTORE) from error
        self._by_name = self._named()
        self.workbook_part = self._workbook_part()

    @classmethod
    def open(cls, path: Path | str) -> "Package":
        """Read a workbook file into memory.

        Raises
        ------
        NotAWorkbook
            If there is no such file, it is a folder, encrypted, an old .xls, an .xlsb or .ods, no zip
            archive, damaged, or a zip archive with no workbook in it; each says what to do.
        """
        path = Path(path)
        return cls.of(path, file_bytes(path))

    @classmethod
    def of(cls, path: Path, data: bytes) -> "Package":
        """Take up a workbook file whose bytes were read already; ``path`` is where they come from.

        Raises
        ------
        NotAWorkbook
            As `open`, but for the reading.
        """
        if data.startswith(_OLE):
            raise _ole_refusal(path, data)
        if not data.startswith(b"PK"):
            raise NotAWorkbook(path, "it is no Excel workbook", "give an .xlsx or .xlsm file")
        return cls(path, data)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, in the file's order."""
        return tuple(entry.name for entry in self._entries)

    @property
    def signed(self) -> bool:
        """Whether the workbook carries a digital signature, which any change to it breaks."""
        return any(entry.name.lower().lstrip("/").startswith("_xmlsignatures/") for entry in self._entries)

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._by_name

    def name_of(self, part: str) -> str:
        """Give a part's name as it stands in the file; KeyError if there is no such part."""
        return self._by_name[_key(part)].name

    def read(self, part: str) -> bytes:
        """Give the content of a part; KeyError if there is no such part.

        Raises
        ------
        NotAWorkbook
            If the part does not unpack, or not to its checksum.
        """
        try:
            return unpacked(self.data, self._by_name[_key(part)])
        except Damaged as error:
            raise NotAWorkbook(self.path, f"the file is damaged: {error}", _RESTORE) from error

    def tree(self, part: str) -> Element:
        """Parse a part as XML; KeyError if there is no such part.

        Raises
        ------
        NotAWorkbook
            If the part is not well-formed, or declares a document type.
        """
        try:
            return tree(self.read(part))
        except Malformed as error:
            raise NotAWorkbook(self.path, f"its part {part} cannot be read ({error})", _RESTORE) from error

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """Give the relationships of a part, or of the package itself; none if it has none."""
        where = relations_part(part)
        if where not in self:
            return ()
        try:
            return parsed_relations(self.read(where), part)
        except Malformed as error:
            raise NotAWorkbook(self.path, f"its part {where} cannot be read ({error})", _RESTORE) from error

    def written(self, changed: Mapping[str, bytes | None]) -> bytes:
        """Build the file with some parts changed, or removed where the new content is None; new parts come last.

        Every other part is copied as it lies in the file: the same compressed bytes, the same header,
        the same order. KeyError if a part that is to be removed is not in the package.
        """
        exact = {
            self.name_of(part) if part in self or content is None else part: content
            for part, content in changed.items()
        }
        try:
            return rewritten(self.data, self._entries, exact)
        except Damaged as error:
            raise NotAWorkbook(self.path, str(error), "write fewer rows") from error

    def _named(self) -> dict[str, Entry]:
        named = {_key(entry.name): entry for entry in self._entries}
        if len(named) < len(self._entries):
            raise NotAWorkbook(self.path, "the file is damaged: it holds two parts of one name", _RESTORE)
        return named

    def _workbook_part(self) -> str:
        if "mimetype" in self and b"opendocument" in self.read("mimetype"):
            raise NotAWorkbook(self.path, "it is an OpenDocument spreadsheet (.ods)", _SAVE_AS_XLSX)
        part = next((item.target for item in self.relations() if item.kind == "officeDocument"), "")
        if part not in self:
            raise NotAWorkbook(self.path, "it is a zip archive with no workbook in it", "give an .xlsx or .xlsm file")
        content_type = self.content_type(part)
        if "sheet.binary" in content_type or part.lower().endswith(".bin"):
            raise NotAWorkbook(self.path, "it is a binary workbook (.xlsb)", _SAVE_AS_XLSX)
        if content_type and "spreadsheetml" not in content_type and "ms-excel" not in content_type:
            raise NotAWorkbook(self.path, "it is an Office document, but no workbook", "give an .xlsx or .xlsm file")
        return part

    def content_type(self, part: str) -> str:
        """Give the content type that the package declares for a part, "" if none."""
        if CONTENT_TYPES not in self:
            return ""
        types = self.tree(CONTENT_TYPES)
        for item in children(types, "Override"):
            if _key(attribute(item, "PartName") or "") == _key(part):
                return attribute(item, "ContentType") or ""
        extension = part.rpartition(".")[2].lower()
        defaults = {(attribute(item, "Extension") or "").lower(): item for item in children(types, "Default")}
        return (attribute(defaults[extension], "ContentType") or "") if extension in defaults else ""


def _key(part: str) -> str:
    return unquote(part).replace("\\", "/").lstrip("/").casefold()


def refuse_bombs(path: Path, data: bytes, most: int) -> None:
    """Refuse a file that unpacks to more bytes than it may, or than it says, or that declares entities.

    Raises
    ------
    NotAWorkbook
        When it does, or a part of it does not unpack.
    """
    if not data.startswith(b"PK"):
        return
    try:
        found = entries(data)
        if sum(entry.size for entry in found) > most:
            raise Damaged(f"it would unpack to more than {most // 1_000_000} MB")
        for entry in found:
            content = unpacked(data, entry)
            if entry.name.endswith(".xml"):
                refuse_document_type(utf8(content))
    except (Damaged, Malformed) as error:
        raise NotAWorkbook(path, f"the file is damaged: {error}", _RESTORE) from error


def file_bytes(path: Path) -> bytes:
    """Read a file that should be a workbook.

    Raises
    ------
    NotAWorkbook
        If there is none, it is a folder, or something that is no file, such as a pipe: nothing waits for that.
    """
    if path.is_dir():
        raise NotAWorkbook(path, "it is a folder", "give the workbook in it")
    if path.exists() and not path.is_file():
        raise NotAWorkbook(path, "it is no file, but a pipe, a socket or a device", "give an .xlsx or .xlsm file")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        near = _near(path)
        raise NotAWorkbook(
            path, "there is no such file", f"did you mean {near}?" if near else "check its name and folder"
        ) from None
    except OSError as error:
        raise NotAWorkbook(path, f"it cannot be read ({error.strerror})", "check that you may open it") from error


def _near(path: Path) -> str | None:
    if not path.parent.is_dir():
        return None
    return nearest(path.name, [item.name for item in path.parent.glob("*.xls*") if not item.name.startswith("~$")])


def _ole_refusal(path: Path, data: bytes) -> NotAWorkbook:
    if _ENCRYPTED_STREAM in data:
        return NotAWorkbook(
            path, "it is encrypted with a password", "take the password off in Excel (File, Info) and run again"
        )
    return NotAWorkbook(path, "it is a workbook of the old .xls kind", _SAVE_AS_XLSX)
