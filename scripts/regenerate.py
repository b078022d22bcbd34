"""``python -m scripts.regenerate [--check]``: make all that is generated anew, or say what is out of date.

Macros, templates, the sample company's workbooks, the reference pages and the output shown in the docs are compared by
content; pictures are drawn where LibreOffice is installed, and never compared.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from salesplan.workbook.build_macros import PROJECT
from scripts.books import BOOKS, same_content, samples, templates
from scripts.macros import CannotBuild, renewed
from scripts.pages import left_alone, regenerated
from scripts.pictures import CannotDraw, draw
from scripts.reference import reference_pages

ROOT: Final = Path(__file__).resolve().parents[1]
PAGES: Final = ("README.md", "docs/guide.md", "docs/how-numbers-are-computed.md")
"""The pages whose commands are run."""
DATA: Final = "adventureworks"
"""The name, in the pages, of the folder with the AdventureWorks data."""


def texts(links: Mapping[str, Path]) -> dict[str, bytes]:
    """Make all pages, by path in the repository."""
    made = {page: regenerated((ROOT / page).read_text("utf-8"), links) for page in PAGES}
    made |= reference_pages()
    return {path: text.encode() for path, text in made.items()}


def books() -> dict[str, bytes]:
    """Make all workbooks, by path in the repository."""
    return templates() | samples()


def links_to(data: Path) -> dict[str, Path]:
    """Give the folders that pages may name: the docs, and the AdventureWorks data where it is there."""
    return {"docs": ROOT / "docs"} | ({DATA: data} if data.is_dir() else {})


def out_of_date(made: Mapping[str, bytes]) -> list[str]:
    """Give the paths whose content in the repository is another."""
    return [path for path, content in made.items() if not _is_current(ROOT / path, content)]


def _is_current(path: Path, content: bytes) -> bool:
    if not path.exists():
        return False
    there = path.read_bytes()
    if path.suffix in BOOKS:
        return same_content(there, content)
    # Git may have given pages other line ends; macros need theirs.
    return (there.replace(b"\r\n", b"\n") if path.suffix == ".md" else there) == content


def main(arguments: Sequence[str] | None = None) -> int:
    """Regenerate or check; gives 1 where a check found something out of date."""
    parser = argparse.ArgumentParser(prog="python -m scripts.regenerate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say what is out of date, and exit with 1")
    parser.add_argument("--data", type=Path, default=ROOT / DATA, help="the folder with the AdventureWorks CSV files")
    given = parser.parse_args(arguments)
    links = links_to(given.data)
    for page in PAGES:
        for folder in sorted(left_alone((ROOT / page).read_text("utf-8"), links)):
            print(f"{page}: the blocks that need {folder} stay as they are: {given.data} is no folder", file=sys.stderr)
    # Templates hold the macros' project, and so come after it.
    stale = _stale_macros(check=given.check)
    made = texts(links) | books()
    stale += out_of_date(made)
    if given.check:
        print("\n".join(f"out of date: {path}" for path in stale) or "all is up to date")
        return 1 if stale else 0
    for path in stale:
        if path in made:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_bytes(made[path])
        print(f"wrote {path}")
    _draw()
    return 0


def _stale_macros(*, check: bool) -> list[str]:
    """Make the macros' project anew unless this is but a check; gives its path where it was out of date."""
    try:
        return [PROJECT.relative_to(ROOT).as_posix()] if renewed(check=check) else []
    except CannotBuild as reason:
        print(f"the macros stay as they are: {reason}", file=sys.stderr)
        return []


def _draw() -> None:
    try:
        for picture in draw(ROOT / "workbooks", ROOT / "docs" / "images"):
            print(f"drew {picture.relative_to(ROOT).as_posix()}")
    except CannotDraw as reason:
        print(f"no pictures were drawn: {reason}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
