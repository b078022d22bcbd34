"""Printing to a PDF: which program is taken, and what happens when it does not do it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from salesplan.host.printing import (
    PROGRAM,
    NoPrinter,
    PrintFailed,
    UnusableTarget,
    can_print,
    check_target,
    libreoffice,
    print_pdf,
)
from salesplan.workbook import review_excel
from salesplan.workbook.review_monthly import review_sheet
from salesplan.workbook.review_weekly import weekly_sheet
from tests.workbook.review_cases import bare, full, page, review

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in programs are shell scripts")

PRINTS = 'for last; do :; done\nout="${last%.xlsx}.pdf"\n'
"""Where LibreOffice would put the PDF: beside the workbook, its last argument."""


def program(folder: Path, script: str, name: str = "soffice") -> Path:
    """Make a program that stands in for LibreOffice."""
    path = folder / name
    path.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a program that copies the workbook's bytes as its PDF."""
    path = program(tmp_path, PRINTS + 'cp "$last" "$out"\n')
    monkeypatch.setenv(PROGRAM, str(path))
    return path


@posix
def test_the_pdf_is_put_in_place_as_a_whole(tmp_path: Path, soffice: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"older")
    printed = print_pdf(b"a book", target)
    assert (printed.path, printed.printer) == (target, "LibreOffice")
    assert target.read_bytes() == b"a book"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.pdf", "soffice"]


@posix
def test_a_file_is_printed_and_stays(tmp_path: Path, soffice: Path) -> None:
    book = tmp_path / "plan.xlsx"
    book.write_bytes(b"a plan")
    assert print_pdf(book, tmp_path / "out.pdf").path.read_bytes() == b"a plan"
    assert book.read_bytes() == b"a plan"


@posix
@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("echo no display >&2; exit 3", "ended with code 3 no display"),
        ("exit 0", "made no PDF"),
        (PRINTS + ': > "$out"', "made no PDF"),
        ("sleep 30", "took more than 0.3 s"),
    ],
)
def test_a_program_that_fails_leaves_what_stood_there(tmp_path: Path, soffice: Path, script: str, problem: str) -> None:
    program(tmp_path, script)
    target = tmp_path / "out.pdf"
    target.write_bytes(b"older")
    with pytest.raises(PrintFailed, match=problem):
        print_pdf(b"a book", target, timeout=0.3 if "sleep" in script else 20)
    assert target.read_bytes() == b"older"


@posix
def test_a_new_profile_may_need_two_starts(tmp_path: Path, soffice: Path) -> None:
    again = f"if [ ! -e {tmp_path}/once ]; then touch {tmp_path}/once; exit 81; fi\n"
    program(tmp_path, again + PRINTS + 'cp "$last" "$out"\n')
    assert print_pdf(b"a book", tmp_path / "out.pdf").path.read_bytes() == b"a book"


@posix
def test_a_folder_that_is_not_there_is_said(tmp_path: Path, soffice: Path) -> None:
    with pytest.raises(PrintFailed, match=r"missing.*No such file"):
        print_pdf(b"a book", tmp_path / "missing" / "out.pdf")


def test_without_any_program_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROGRAM, str(tmp_path / "none"))
    monkeypatch.setattr(review_excel, "has_excel", lambda: False)
    with pytest.raises(NoPrinter, match=f"install LibreOffice.*{PROGRAM}.*print it yourself") as raised:
        print_pdf(b"a book", tmp_path / "out.pdf")
    assert raised.value.exit_code == 3


def test_whether_anything_prints_is_known_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_excel, "has_excel", lambda: False)
    monkeypatch.setenv(PROGRAM, str(tmp_path / "none"))
    assert not can_print()
    monkeypatch.setenv(PROGRAM, sys.executable)
    assert can_print()


def test_a_pdf_takes_the_place_of_nothing_but_a_pdf(tmp_path: Path) -> None:
    book, older = tmp_path / "plan.pdf", tmp_path / "older.PDF"
    for path in (book, older):
        path.write_bytes(b"%PDF-")
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "again.pdf").symlink_to(book)
    check_target(older, [book])
    check_target(tmp_path / "new.pdf", [book, tmp_path / "copy.xlsx"])
    refused = {
        "folder.pdf": "folder",
        "plan.pdf": "the workbook",
        "folder.pdf/../plan.pdf": "the workbook",
        "again.pdf": "the workbook",
        "copy.xlsx": "the workbook",
        "notes.docx": "end in .pdf",
        "missing/new.pdf": "no folder",
    }
    for name, problem in refused.items():
        with pytest.raises(UnusableTarget, match=problem) as raised:
            check_target(tmp_path / name, [book, tmp_path / "copy.xlsx"])
        assert raised.value.exit_code == 2


@posix
def test_ended_from_outside_no_program_and_no_folder_stays_behind(tmp_path: Path, soffice: Path) -> None:
    program(tmp_path, f"echo $$ > {tmp_path}/pid; sleep 30")
    code = f"from pathlib import Path; from salesplan.host.printing import print_pdf; print_pdf(b'', Path('{tmp_path}/x.pdf'))"
    (tmp_path / "temp").mkdir()
    ours = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path / "temp")})
    _wait_for(lambda: (tmp_path / "pid").is_file() and (tmp_path / "pid").read_text() != "")
    printer = int((tmp_path / "pid").read_text())
    ours.send_signal(signal.SIGTERM)
    assert ours.wait(timeout=60) == 128 + signal.SIGTERM
    _wait_for(lambda: not _runs(printer))
    assert list((tmp_path / "temp").iterdir()) == []


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def _runs(process: int) -> bool:
    """Tell whether a process is there; one that ended and that nobody asked for yet is not."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")


@posix
def test_where_libreoffice_is_looked_for(tmp_path: Path) -> None:
    folder = tmp_path / "LibreOffice" / "program"
    folder.mkdir(parents=True)
    installed = str(program(folder, "", "soffice.exe"))
    named = str(program(tmp_path, "", "my-office"))
    on_path = str(program(tmp_path, "", "libreoffice"))
    assert libreoffice("linux", {"PATH": str(tmp_path), PROGRAM: named}) == named
    assert libreoffice("linux", {"PATH": str(tmp_path)}) == on_path
    assert libreoffice("linux", {"PATH": "/nowhere"}) is None
    assert libreoffice("linux", {"PATH": str(tmp_path), PROGRAM: "/nowhere/soffice"}) is None
    assert libreoffice("win32", {"PATH": "/nowhere", "PROGRAMFILES": str(tmp_path)}) == installed


def test_excel_is_asked_only_where_it_runs() -> None:
    assert not review_excel.has_excel("linux")


@pytest.mark.live
@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_every_rep_gets_one_page(tmp_path: Path, language: str) -> None:
    case = full(language, 3)
    one = print_pdf(review_sheet(case), tmp_path / "review.pdf").path
    assert _pages(one, tmp_path) == ["R-01", "R-02", "R-03"]


@pytest.mark.live
@pytest.mark.parametrize("own", [4, 20])
def test_many_kpis_still_fit_on_a_page(tmp_path: Path, own: int) -> None:
    one = print_pdf(review_sheet(review(page(own=own), bare(1))), tmp_path / "review.pdf").path
    assert _pages(one, tmp_path) == ["R-01", "R-02"]


@pytest.mark.live
def test_a_team_of_25_is_one_page_of_the_summary(tmp_path: Path) -> None:
    pages = [page(place=3 * place % 12 if place % 4 else place) for place in range(25)]
    one = print_pdf(weekly_sheet(review(*pages, period="2027-W13"), live=False), tmp_path / "week.pdf").path
    assert _count(one) == 1


def _pages(pdf: Path, folder: Path) -> list[str]:
    """Give the rep of each page."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    text = folder / "text.txt"
    subprocess.run([reader, "-layout", pdf, text], check=True, timeout=60)
    pages = text.read_text("utf-8").split("\f")[:-1]
    return [" ".join(re.findall(r"R-\d\d", each)) for each in pages]


def _count(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))
