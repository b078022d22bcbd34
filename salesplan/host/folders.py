"""Folders into which files are put."""

from pathlib import Path

from salesplan.errors import NotWritable


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where there is none.

    Raises
    ------
    NotWritable
        When it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise NotWritable(
            folder, f"the folder could not be made ({problem.strerror})", "check its name and your rights"
        ) from problem
