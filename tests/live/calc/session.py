"""A LibreOffice of our own for a test, as an app of xlwings."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
import xlwings as xw

from tests.live.calc.client import SYSTEM_PYTHON, Client
from tests.live.calc.engine import CalcEngine
from tests.live.calc.errors import CalcGone

_FIRST_START: Final = 81
"""A new profile may end its first start with this code; the second works."""

_SETTING: Final = '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
# Formulas are recalculated on loading, as Excel does with what it did not write itself; dates as in an English Excel.
_SETTINGS: Final = (
    ("Calc/Formula/Load", "OOXMLRecalcMode", "0"),
    ("Common/Save/Document", "LockFile", "false"),
    ("Common/Misc", "UseLocking", "false"),
)


@contextmanager
def calc(*, strict: bool = True) -> Iterator[xw.App]:
    """Start LibreOffice with a profile of its own, give it as an app, and end all that was started.

    It is xlwings' active engine meanwhile, so that ``xw.apps.active`` is this app. ``strict``: raise StrictError
    where Excel would do otherwise than Calc. Skips the test where there is no LibreOffice or no python3-uno.
    """
    soffice = _needed()
    with TemporaryDirectory() as folder, ExitStack() as ends:
        process, client = _started(soffice, Path(folder), ends)
        known = xw.engines
        before = known.active, list(known.engines), dict(known.engines_by_name)
        engine = CalcEngine(client, process.pid, strict=strict)
        added = xw.Engine(impl=engine)
        known.add(added)
        added.activate()
        try:
            yield xw.App(impl=engine.app)
        finally:
            known.active, known.engines, known.engines_by_name = before


def _started(soffice: str, work: Path, ends: ExitStack) -> tuple[subprocess.Popen[bytes], Client]:
    """Start LibreOffice and the process beside it, twice if a new profile wants that; ``ends`` will end them."""
    command = [*_command(soffice, work), f"--accept=pipe,name={work.name};urp;"]
    for _ in range(2):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        ends.callback(_end, process)
        client = Client(work.name, process.pid)
        ends.callback(client.close)
        if client.ready(process):
            return process, client
        if process.returncode != _FIRST_START:
            break
    raise CalcGone(f"LibreOffice ended at its start: {process.returncode}")


def _command(soffice: str, work: Path) -> list[str]:
    profile = work / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    items = "\n".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}\n</oor:items>\n",
        encoding="utf-8",
    )
    return [
        soffice,
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        f"-env:UserInstallation={profile.as_uri()}",
    ]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the whole process group: a hung run leaves ``soffice.bin`` behind otherwise."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


def _needed() -> str:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    try:
        found = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, timeout=60).returncode == 0
    except OSError:
        found = False
    if not found:
        pytest.skip("python3-uno is not installed for /usr/bin/python3")
    return soffice
