"""The workbooks that are shipped: blank templates, the sample company before and after planning, a rep's visit log."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile

from salesplan.host import demo
from salesplan.host.blank import write_blank
from salesplan.host.visit_logs.issue import issue
from salesplan.host.wish import Wish
from salesplan.tables.workbooks import WORKBOOKS
from salesplan.words import ENGLISH, LANGUAGES, SIMPLIFIED
from salesplan.workbook.build_macros import SOURCE, has_macros
from salesplan.workbook.excel_names import PLAIN, WITH_MACROS
from scripts.moment import MOMENT, YEAR

SAMPLES: Final = (ENGLISH, SIMPLIFIED)
"""The languages that the sample company comes in."""
BOOKS: Final = (PLAIN, WITH_MACROS)
"""The endings of workbooks."""
_MADE: Final = (*BOOKS, SOURCE.suffix)
LOG_OF: Final = "R004"
"""The rep whose visit log is among the samples."""


def templates() -> dict[str, bytes]:
    """Build the blank workbooks, by path in the repository: one a kind and language, in its usual currency.

    Plans are there with and without buttons; the macros behind these are there by themselves, too.
    """
    return _made(_write_templates)


def samples() -> dict[str, bytes]:
    """Make the sample company's workbooks, by path in the repository."""
    return _made(_write_samples)


def same_content(one: bytes, other: bytes) -> bool:
    """Tell whether two workbooks hold the same parts, however these are compressed."""
    return _parts(one) == _parts(other)


def _made(write: Callable[[Path], None]) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write(root)
        made = sorted(path for path in root.rglob("*") if path.suffix in _MADE)
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in made}


def _write_templates(root: Path) -> None:
    folder = root / "templates"
    folder.mkdir()
    for workbook in WORKBOOKS:
        stem = Path(workbook.file).stem
        for language in LANGUAGES:
            for ending in BOOKS if has_macros(workbook) else (PLAIN,):
                write_blank(workbook.kind, folder / f"{stem}.{language}{ending}", year=YEAR, language=language)
    copyfile(SOURCE, folder / SOURCE.name)


def _write_samples(root: Path) -> None:
    for language in SAMPLES:
        folder = root / "workbooks" / language
        demo.make(folder, language=language, at=MOMENT)
        issue(folder / demo.AFTER, folder, Wish(command="visits issue", at=MOMENT), reps=[LOG_OF])


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
