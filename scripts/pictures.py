"""Pictures of the sample company's sheets: printed by LibreOffice, drawn and cropped by poppler."""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from salesplan.host import demo
from salesplan.words import ENGLISH, SIMPLIFIED
from scripts.books import LOG_OF

_SECONDS: Final = 180
_FIRST_START: Final = 81
"""A new profile may end its first start with this code; the second works."""
_PAGES: Final = 90
"""The sheets shown are among the first pages."""
_DPI: Final = 120
_INCH: Final = 25.4
_PDF: Final = f'pdf:calc_pdf_Export:{{"PageRange":{{"type":"string","value":"1-{_PAGES}"}}}}'


LOG: Final = f"visit_log_{LOG_OF}.xlsx"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, the workbook's language, the sheet, and the part of the page, in millimetres.

    Attributes
    ----------
    part
        Left, top, width, height.
    book
        The workbook, in the language's folder.
    says
        What the page says, too, where the sheet has several.
    """

    file: str
    language: str
    sheet: str
    part: tuple[int, int, int, int]
    book: str = demo.AFTER
    says: str = ""


PICTURES: Final = (
    Picture("start.png", ENGLISH, "Start", (26, 13, 245, 182)),
    Picture("quota.png", ENGLISH, "Quota", (8, 14, 279, 113)),
    Picture("quota.zh-Hans.png", SIMPLIFIED, "销售配额", (8, 14, 279, 126)),
    Picture("tiers.png", ENGLISH, "Tiers", (8, 14, 279, 70)),
    Picture("visit-log.png", ENGLISH, "My customers", (8, 14, 279, 80), LOG),
    Picture("visit-status.zh-Hans.png", SIMPLIFIED, "拜访进度", (8, 14, 279, 126)),
    Picture("scorecard.png", ENGLISH, "Scorecard", (8, 14, 279, 126)),
    Picture("tracking.png", ENGLISH, "Tracking", (8, 14, 279, 126)),
    Picture("review.png", ENGLISH, "Review 2026-Q4", (8, 10, 194, 232), says=demo.COACHED),
    Picture("comparison.png", ENGLISH, "Scenarios 2027 compared", (8, 10, 281, 190), demo.SCENARIOS),
    Picture("comparison.zh-Hans.png", SIMPLIFIED, "2027 年方案比较", (8, 10, 281, 190), demo.SCENARIOS),
    Picture("review.zh-Hans.png", SIMPLIFIED, "2026-Q4 绩效回顾", (8, 10, 194, 232), says=demo.COACHED),
)


class CannotDraw(Exception):
    """A program that pictures need is missing, or did not do its work."""


def draw(samples: Path, folder: Path) -> list[Path]:
    """Draw all pictures.

    Parameters
    ----------
    samples
        The folder with the sample company's workbooks, one folder a language.
    folder
        Where the pictures go.

    Raises
    ------
    CannotDraw
        If LibreOffice or poppler is missing or fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as work:
        for language, book in sorted({(picture.language, picture.book) for picture in PICTURES}):
            pdf = _printed(samples / language / book, Path(work) / language)
            for picture in PICTURES:
                if (picture.language, picture.book) == (language, book):
                    _cropped(pdf, picture, folder)
    return [folder / picture.file for picture in PICTURES]


def _printed(workbook: Path, work: Path) -> Path:
    """Print the first pages of a workbook."""
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    command = [_program("soffice"), profile, "--headless", "--norestore", "--convert-to", _PDF]
    command += ["--outdir", str(work), str(workbook)]
    for _ in range(2):
        code, _ = _run(command)
        if code != _FIRST_START:
            break
    pdf = work / f"{workbook.stem}.pdf"
    if not pdf.exists():
        raise CannotDraw(f"LibreOffice did not print {workbook.name}")
    return pdf


def _cropped(pdf: Path, picture: Picture, folder: Path) -> None:
    """Draw the part of the page that the picture shows."""
    page = str(_page_of(pdf, picture))
    left, top, width, height = (str(round(length / _INCH * _DPI)) for length in picture.part)
    where = ["-f", page, "-l", page, "-r", str(_DPI), "-x", left, "-y", top, "-W", width, "-H", height]
    target = (folder / picture.file).with_suffix("")
    code, _ = _run([_program("pdftoppm"), *where, "-png", "-singlefile", str(pdf), str(target)])
    if code:
        raise CannotDraw(f"pdftoppm did not draw {picture.file}")


def _page_of(pdf: Path, picture: Picture) -> int:
    """Find the page of a picture: the sheet's name, or its title, ends the page's first line."""
    for page in range(1, _PAGES + 1):
        _, text = _run([_program("pdftotext"), "-f", str(page), "-l", str(page), "-layout", str(pdf), "-"])
        header = text.lstrip().partition("\n")[0].rstrip()
        if header.endswith(picture.sheet) and picture.says in text:
            return page
    raise CannotDraw(f"the first {_PAGES} pages do not show the sheet {picture.sheet}")


def _run(command: list[str]) -> tuple[int, str]:
    """Run a program to its end; gives its exit code and what it printed. One that hangs is ended with all it started."""
    process = subprocess.Popen(  # noqa: S603 (commands of this file only)
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True, encoding="utf-8"
    )
    try:
        said, _ = process.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise CannotDraw(f"{Path(command[0]).name} took more than {_SECONDS} s") from None
    return process.returncode, said


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise CannotDraw(f"{name} is not installed")
    return found
