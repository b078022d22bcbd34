"""A workbook printed to a PDF, by LibreOffice or by Excel, whichever is there."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NoReturn

from salesplan.errors import SalesplanError, UsageError
from salesplan.workbook import review_excel

SECONDS: Final = 180
"""How long printing may take, unless said otherwise."""

PROGRAM: Final = "SALESPLAN_SOFFICE"
"""The environment variable that names LibreOffice's program where it is not found by itself."""

_NAMES: Final = ("soffice", "libreoffice")
_FIRST_START: Final = 81
"""A new profile may end its first start with this code; the second works."""
_ON_MAC: Final = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_ON_WINDOWS: Final = "LibreOffice/program/soffice.exe"
_PROGRAM_FOLDERS: Final = ("PROGRAMFILES", "PROGRAMFILES(X86)")
_STAND_INS: Final = {
    "Calibri": ("Carlito", "Liberation Sans"),
    "Microsoft YaHei": ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
    "Microsoft JhengHei": ("Noto Sans CJK TC", "Source Han Sans TC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
}
"""Where the workbook's letters are missing: those to take instead, the best first."""
_SETTINGS: Final = "/etc/fonts/fonts.conf"


class NoPrinter(SalesplanError):
    """There is no program here that could print a workbook."""

    def __init__(self) -> None:
        super().__init__(
            "there is no LibreOffice and no Excel that could make a PDF; install LibreOffice (free), or name its soffice "
            f"in the environment variable {PROGRAM}; or open the workbook, go to its review sheet and print it yourself"
        )


class PrintFailed(SalesplanError):
    """The program that prints did not make a PDF; what stood there before is as it was."""

    def __init__(self, to: Path, printer: str, problem: str) -> None:
        self.to = to
        self.problem = problem
        super().__init__(f"{to.name}: {printer} {problem}; no PDF was made, print the sheet from the workbook instead")


class UnusableTarget(UsageError):
    """No PDF may be put where it is wanted."""

    def __init__(self, to: Path, problem: str) -> None:
        super().__init__(f"{to} cannot be the PDF: {problem}; nothing was written")


class _Failed(Exception):
    """A program that prints did not do it; the text says how."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF that was made, and by what."""

    path: Path
    printer: str


def check_target(to: Path, books: Sequence[Path]) -> None:
    """Make sure that a PDF can be put in a place without destroying anything but an older PDF.

    Parameters
    ----------
    to
        Where it goes.
    books
        Workbooks that are read or written along.

    Raises
    ------
    UnusableTarget
        If it is one of them or a folder, does not end in .pdf, or its own folder is not there.
    """
    if any(_is_same(to, book) for book in books):
        raise UnusableTarget(to, "that is the workbook; name another file")
    if to.suffix.lower() != ".pdf":
        raise UnusableTarget(to, "its name must end in .pdf")
    if not to.parent.is_dir():
        raise UnusableTarget(to, f"there is no folder {to.parent}; make it first")
    if to.is_dir():
        raise UnusableTarget(to, "that is a folder; name a file")


def _is_same(one: Path, other: Path) -> bool:
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()


def can_print() -> bool:
    """Tell whether there is a program that makes PDFs."""
    return libreoffice() is not None or review_excel.has_excel()


def print_pdf(book: bytes | Path, to: Path, *, timeout: float = SECONDS) -> Printed:
    """Print a workbook to a PDF, all sheets of it.

    LibreOffice runs without a screen and with a profile of its own, so that one that is open does not matter; without
    it Excel is asked through xlwings, where that is installed (Windows, macOS). The PDF is made in a temporary folder
    and then put in place as a whole.

    Parameters
    ----------
    book
        The .xlsx file or its bytes; it is not changed.
    to
        Where the PDF goes; a file that stands there is replaced.
    timeout
        How long the program may take, in seconds.

    Raises
    ------
    NoPrinter
        If neither program is there.
    PrintFailed
        If it takes too long, makes no PDF, or the PDF cannot be put in place.
    """
    soffice = libreoffice()
    if soffice is None and not review_excel.has_excel():
        raise NoPrinter
    printer = "LibreOffice" if soffice else "Excel"
    try:
        with TemporaryDirectory(prefix="salesplan-", ignore_cleanup_errors=True) as folder:
            work = Path(folder)
            source, made = work / "review.xlsx", work / "review.pdf"
            source.write_bytes(book if isinstance(book, bytes) else book.read_bytes())
            command = _libreoffice_command(soffice, work, source) if soffice else _excel_command(source, made)
            _run(command, _with_stand_ins(work), timeout)
            if not made.is_file() or not made.stat().st_size:
                raise _Failed("made no PDF")
            _put(made, to)
    except _Failed as failure:
        raise PrintFailed(to, printer, str(failure)) from failure
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise PrintFailed(to, printer, f"could not do it ({where}{error.strerror or error})") from error
    return Printed(to, printer)


def libreoffice(system: str = sys.platform, environment: Mapping[str, str] = os.environ) -> str | None:
    """Find LibreOffice's program: as the environment names it, on the path, or where it is usually installed."""
    if named := environment.get(PROGRAM):
        return shutil.which(named)
    found = (shutil.which(name, path=environment.get("PATH")) for name in _NAMES)
    usual = (shutil.which(place) for place in _usual_places(system, environment))
    return next((path for path in (*found, *usual) if path), None)


def _usual_places(system: str, environment: Mapping[str, str]) -> list[str]:
    if system == "win32":
        return [str(Path(environment[name]) / _ON_WINDOWS) for name in _PROGRAM_FOLDERS if name in environment]
    return [_ON_MAC] if system == "darwin" else []


def _libreoffice_command(soffice: str, work: Path, source: Path) -> list[str]:
    profile = (work / "profile").as_uri()
    alone = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}"]
    return [soffice, *alone, "--convert-to", "pdf:calc_pdf_Export", "--outdir", str(work), str(source)]


def _excel_command(source: Path, made: Path) -> list[str]:
    return [sys.executable, "-m", review_excel.__name__, str(source), str(made)]


def _run(command: list[str], environment: Mapping[str, str], timeout: float) -> None:
    """Run a program to its end, twice if a new profile wants that."""
    code, said = _ended(command, environment, timeout)
    if code == _FIRST_START:
        code, said = _ended(command, environment, timeout)
    if code:
        last = said.splitlines()[-1:] or [""]
        raise _Failed(f"ended with code {code} {last[0]}".rstrip())


def _ended(command: list[str], environment: Mapping[str, str], timeout: float) -> tuple[int, str]:
    """Give a program's code and its last words; one that hangs is ended with all that it started."""
    with _unwound_when_ended():
        process = subprocess.Popen(  # noqa: S603 - the user's own program; its arguments are made here
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        try:
            _, said = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            raise _Failed(f"took more than {timeout:g} s") from None
        finally:
            _end(process)
    return process.returncode, said.decode(errors="replace").strip()


@contextmanager
def _unwound_when_ended() -> Iterator[None]:
    """Let a SIGTERM unwind the stack like Ctrl+C, so that programs and folders do not stay behind."""
    usual = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    if not usual:
        yield
        return
    signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _leave(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _with_stand_ins(work: Path) -> dict[str, str]:
    """Let fontconfig, where letters come from on Linux, take like ones for those that only Office has."""
    environment = dict(os.environ)
    if not sys.platform.startswith("linux"):
        return environment
    file = work / "fonts.conf"
    file.write_text("\n".join(_font_settings(environment.get("FONTCONFIG_FILE", _SETTINGS))), encoding="utf-8")
    return environment | {"FONTCONFIG_FILE": str(file)}


def _font_settings(settings: str) -> Iterator[str]:
    yield '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>'
    yield f'<include ignore_missing="yes">{settings}</include>'
    for name, others in _STAND_INS.items():
        accepted = "".join(f"<family>{other}</family>" for other in others)
        yield f'<alias binding="strong"><family>{name}</family><accept>{accepted}</accept></alias>'
    yield "</fontconfig>"


def _put(made: Path, to: Path) -> None:
    """Put the PDF in place: a copy beside it first, since the temporary folder may be on another disk, then one rename."""
    beside = to.with_name(f".{to.name}.{secrets.token_hex(4)}")
    try:
        shutil.copyfile(made, beside)
        os.replace(beside, to)
    finally:
        beside.unlink(missing_ok=True)
