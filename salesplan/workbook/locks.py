"""Whether somebody has a workbook open: the lock files that Excel and LibreOffice lay beside it."""

from pathlib import Path
from typing import Final

from salesplan.errors import FileInUse

_WIDE_LENGTH: Final = 55
_WIDE_NAME: Final = 57


def refuse_if_open(path: Path) -> None:
    """Look for a lock beside the workbook.

    Raises
    ------
    FileInUse
        If there is one; it says who has the workbook open, as far as the lock tells.
    """
    excel = path.with_name(f"~${path.name}")
    if excel.exists():
        raise FileInUse(path, excel, _owner(_content(excel)))
    office = path.with_name(f".~lock.{path.name}#")
    if office.exists():
        raise FileInUse(path, office, _holder(_content(office)))


def _content(lock: Path) -> bytes:
    try:
        return lock.read_bytes()
    except OSError:  # Excel holds its owner file; that it is there says enough
        return b""


def _owner(data: bytes) -> str:
    """Read the user's name out of Excel's owner file: once in bytes, once in UTF-16, each after its length."""
    if len(data) > _WIDE_NAME and data[_WIDE_LENGTH]:
        return data[_WIDE_NAME : _WIDE_NAME + 2 * data[_WIDE_LENGTH]].decode("utf-16-le", "replace").strip()
    return data[1 : 1 + data[0]].decode("utf-8", "replace").strip() if data else ""


def _holder(data: bytes) -> str:
    """Read the user and the computer out of LibreOffice's lock: name, account, computer, time, profile."""
    name, account, computer, *_ = [*data.decode("utf-8", "replace").split(","), "", "", ""]
    who = name.strip() or account.strip()
    return f"{who} on {computer.strip()}" if who and computer.strip() else who
