"""LibreOffice without a screen: it recalculates, types into cells and prints.

Each run has a profile of its own, a time limit and a process group that is ended as a whole, since a
hung run leaves ``soffice.bin`` behind.
"""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

EXCEL_FILTER: Final = "Calc MS Excel 2007 XML"
SECONDS: Final = 120
_FIRST_START: Final = 81
"""A new profile may end its first start with this code; the second works."""
_SYSTEM_PYTHON: Final = "/usr/bin/python3"
_EPOCH: Final = datetime(1899, 12, 30)

# Without this LibreOffice keeps the values that Excel saved, and a test would compare them with themselves.
_ALWAYS_RECALCULATE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

Typed = str | float | bool | date | None


def recalculated_by_libreoffice(paths: Path | Iterable[Path], out_dir: Path) -> dict[Path, Path]:
    """Recalculate workbooks, all in one run.

    Gives for each workbook the recalculated .xlsx in ``out_dir``, named by its place and its name; a workbook
    that LibreOffice could not open is missing. Skips the test where there is no LibreOffice.
    """
    wanted = [paths] if isinstance(paths, Path) else list(paths)
    return _converted(wanted, out_dir, "xlsx", EXCEL_FILTER)


def convert_to_pdf(path: Path, out_dir: Path) -> Path:
    """Print a workbook to a PDF in ``out_dir``."""
    return _converted([path], out_dir, "pdf", "calc_pdf_Export")[path]


def saved_as_ods(paths: Iterable[Path], out_dir: Path) -> dict[Path, Path]:
    """Save workbooks in LibreOffice's own format, all in one run: what it made of them, macros included."""
    return _converted(list(paths), out_dir, "ods", "calc8")


def pages_as_png(pdf: Path, out_dir: Path, *, dpi: int = 60) -> list[Path]:
    """Give the pages of a PDF as pictures, in order; skips the test where there is no pdftoppm."""
    drawer = shutil.which("pdftoppm")
    if drawer is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    out_dir.mkdir(parents=True, exist_ok=True)
    subprocess.run([drawer, "-r", str(dpi), "-png", pdf, out_dir / pdf.stem], check=True, timeout=SECONDS)
    return sorted(out_dir.glob(f"{pdf.stem}-*.png"))


def edited_in_libreoffice(path: Path, edits: Mapping[tuple[str, str], Typed], out: Path, *, password: str = "") -> Path:
    """Type values into cells as a person would, recalculate, save as .xlsx at ``out``.

    ``edits`` maps sheet and cell to a number, a date, a text, a formula (text that begins with ``=``), or None, which
    clears the cell. The workbook is encrypted with a password where one is given, before and after. Skips the test where there is no LibreOffice or no python3-uno.
    """
    _need_uno()
    typed = [[sheet, cell, _typed(value)] for (sheet, cell), value in edits.items()]
    asked = json.dumps({"edits": typed, "password": password})
    said = _typing(path, asked, out)
    if said.returncode < 0:  # the bridge crashed, as it does once in a while; a fresh one works
        said = _typing(path, asked, out)
    assert said.returncode == 0, f"{said.returncode}: {said.stderr}"
    return out


def _typing(path: Path, asked: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Let the system's Python type, in a LibreOffice started for it."""
    with TemporaryDirectory() as folder:
        pipe = Path(folder).name
        with _started(Path(folder), f"--accept=pipe,name={pipe};urp;"):
            script = Path(__file__).with_name("uno_edit.py")
            command = [_SYSTEM_PYTHON, str(script), pipe, path.resolve().as_uri(), out.resolve().as_uri()]
            # A virtual environment's variables would lead the system's Python to the wrong libraries.
            outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
            return subprocess.run(command, input=asked, text=True, capture_output=True, timeout=SECONDS, env=outside)


def _typed(value: Typed) -> str | float | bool | None:
    """Give a date as its day number, which is what a typed date becomes."""
    if isinstance(value, datetime):
        return (value - _EPOCH).total_seconds() / 86_400
    if isinstance(value, date):
        return float((datetime(value.year, value.month, value.day) - _EPOCH).days)
    return value


def _converted(paths: list[Path], out_dir: Path, ending: str, filter_: str) -> dict[Path, Path]:
    soffice = _soffice()
    out_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        work = Path(folder)
        # Workbooks of one name in different folders would overwrite each other.
        staged = {path: work / "in" / f"{place:03}_{path.name}" for place, path in enumerate(paths, start=1)}
        (work / "in").mkdir()
        for path, copy in staged.items():
            shutil.copyfile(path, copy)
        command = [*_command(soffice, work), "--convert-to", f"{ending}:{filter_}", "--outdir", str(out_dir)]
        _run([*command, *map(str, staged.values())])
    made = {path: out_dir / f"{copy.stem}.{ending}" for path, copy in staged.items()}
    return {path: result for path, result in made.items() if result.exists()}


def _run(command: list[str]) -> None:
    """Run LibreOffice to its end, twice if a new profile wants that."""
    for _ in range(2):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        try:
            _, said = process.communicate(timeout=SECONDS)
        finally:
            _end(process)
        if process.returncode != _FIRST_START:
            break
    assert process.returncode == 0, said.decode(errors="replace")


@contextmanager
def _started(work: Path, *arguments: str) -> Iterator[None]:
    """Keep LibreOffice running, then end it and all that it started."""
    command = [*_command(_soffice(), work), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


def _command(soffice: str, work: Path) -> list[str]:
    profile = work / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    return [soffice, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile.as_uri()}"]


def _soffice() -> str:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return soffice


def _need_uno() -> None:
    _soffice()
    try:
        found = (
            subprocess.run([_SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, timeout=SECONDS).returncode == 0
        )
    except OSError:
        found = False
    if not found:
        pytest.skip("python3-uno is not installed for /usr/bin/python3")
