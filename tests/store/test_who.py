"""Who runs salesplan is always named, in one short line."""

import getpass
import os

import pytest

from salesplan.store import who


@pytest.mark.parametrize("trouble", [OSError, KeyError, ImportError])
def test_somebody_is_always_named(trouble: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise trouble

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert who.user() == f"uid {os.getuid()}"
    monkeypatch.setattr(getpass, "getuser", lambda: "\x1b[31m Ana\r\n" + "x" * 200)
    assert who.user().startswith("[31m Ana x")
    assert who.user().isprintable()
    monkeypatch.setattr(getpass, "getuser", lambda: " \n")
    assert who.user() == "unknown"
