"""Workbooks that are encrypted with a password, as Excel and LibreOffice do it; plain bytes stay in memory."""

import struct
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.parsers.expat import ExpatError

from salesplan.errors import NotAWorkbook, UsageError, WrongPassword

if TYPE_CHECKING:
    from msoffcrypto.format.ooxml import OOXMLFile

LONGEST_PASSWORD: Final = 255
"""Characters that Excel takes."""

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_MOST_ROUNDS: Final = 1_000_000
"""Times that a password may be hashed to open a file; Excel does it 100,000 times. More would only take our time."""


def need_encryption() -> None:
    """Make sure that workbooks can be encrypted.

    Raises
    ------
    UsageError
        When msoffcrypto-tool is missing.
    """
    _office_file()


def is_encrypted(data: bytes) -> bool:
    """Tell whether the bytes of a file are a workbook that is encrypted with a password.

    Examples
    --------
    >>> is_encrypted(b"PK")
    False
    """
    return data.startswith(_OLE) and _PACKAGE in data


def encrypted(data: bytes, password: str) -> bytes:
    """Encrypt a workbook by the Office standard (ECMA-376 agile encryption: AES-256, SHA-512).

    Returns
    -------
    bytes
        The file; other bytes each time, as the salt is random.

    Raises
    ------
    UsageError
        When msoffcrypto-tool is missing.

    Examples
    --------
    >>> from salesplan.tables.plan import SALES_PLAN
    >>> from salesplan.workbook.build import build
    >>> plain = build(SALES_PLAN, language="en", settings={})
    >>> file = encrypted(plain, "correct horse")
    >>> is_encrypted(file), decrypted(Path("a.xlsx"), file, "correct horse") == plain
    (True, True)
    """
    out = BytesIO()
    _office_file()(BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def decrypted(path: Path, data: bytes, password: str) -> bytes:
    """Decrypt a workbook; ``path`` is where the bytes come from.

    Raises
    ------
    WrongPassword
        When the password is another one.
    NotAWorkbook
        When the file is damaged, or encrypted in a way that Excel does not use.
    UsageError
        When msoffcrypto-tool is missing.
    """
    open_file = _office_file()
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    out = BytesIO()
    damage = (DecryptionError, FileFormatError, ParseError, OSError, struct.error, ExpatError, LookupError, ValueError)
    try:
        file = open_file(BytesIO(data))
        if file.info.get("spinValue", 0) > _MOST_ROUNDS:
            raise NotAWorkbook(path, "it is encrypted in an unusual way", "open it in Excel and save it again")
        file.load_key(password=password, verify_password=True)
        file.decrypt(out)
    except InvalidKeyError as wrong:
        raise WrongPassword(path, given=True) from wrong
    except damage as problem:
        raise NotAWorkbook(
            path, "it is encrypted, and damaged", "open and save it in Excel, or ask for it again"
        ) from (problem)
    return out.getvalue()


def _office_file() -> "type[OOXMLFile] | Any":
    try:
        from msoffcrypto.format.ooxml import OOXMLFile
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "msoffcrypto":
            raise
        raise UsageError("encrypted workbooks need msoffcrypto-tool: pip install 'salesplan[encrypt]'") from missing
    return OOXMLFile
