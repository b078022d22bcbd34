"""Encrypted workbooks: opened with their password only, and never a crash."""

import sys
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from salesplan.errors import NotAWorkbook, UsageError, WrongPassword
from salesplan.tables.handout import Part, handout_plan
from salesplan.workbook import encrypted as module
from salesplan.workbook.build import build
from salesplan.workbook.encrypted import decrypted, encrypted, is_encrypted

PASSWORD = "öffne 芝麻"
FILE = Path("handout.xlsx")


@pytest.fixture(scope="module")
def plain() -> bytes:
    return build(handout_plan(Part.TEAM), language="en", settings={})


@pytest.fixture(scope="module")
def file(plain: bytes) -> bytes:
    return encrypted(plain, PASSWORD)


def test_nothing_plain_is_left(plain: bytes, file: bytes) -> None:
    assert is_encrypted(file)
    assert not is_encrypted(plain)
    assert b"PK\x03\x04" not in file[:4096]
    assert encrypted(plain, PASSWORD) != file
    assert decrypted(FILE, file, PASSWORD) == plain


def test_another_password_opens_nothing(file: bytes) -> None:
    with pytest.raises(WrongPassword, match=r"handout.xlsx: no password that was given opens it") as refused:
        decrypted(FILE, file, "opened it")
    assert "opened it" not in str(refused.value.args)


def test_damage_is_a_clear_error(file: bytes) -> None:
    random = Random(3)
    for cut in (600, 3000, len(file) // 2):
        with pytest.raises(NotAWorkbook, match="damaged"):
            decrypted(FILE, file[:cut], PASSWORD)
    for _ in range(12):
        hurt = bytearray(file)
        for _ in range(20):
            hurt[random.randrange(8, 6000)] = random.randrange(256)
        # A byte that matters to nobody may well have been hit.
        with suppress(NotAWorkbook, WrongPassword):
            decrypted(FILE, bytes(hurt), PASSWORD)


def test_a_file_that_would_take_long_to_open_is_refused(file: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_ROUNDS", 99_999)
    with pytest.raises(NotAWorkbook, match="in an unusual way"):
        decrypted(FILE, file, PASSWORD)


def test_without_msoffcrypto_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)
    for name in [name for name in sys.modules if name.startswith("msoffcrypto.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(UsageError, match=r"salesplan\[encrypt\]"):
        module.encrypted(b"PK", PASSWORD)
