"""One call for a program: change cells and tables of a workbook file, and nothing else in it."""

from collections.abc import Iterable
from pathlib import Path

from salesplan.workbook.apply import edited
from salesplan.workbook.package import Package
from salesplan.workbook.save import Saved, save
from salesplan.workbook.writes import Write


def change(path: Path | str, writes: Iterable[Write], *, to: Path | None = None, backup: bool = True) -> Saved:
    """Write into a workbook file; all that is not written stays byte for byte.

    Parameters
    ----------
    path
        An .xlsx or .xlsm file, whoever made it.
    writes
        Cells, named cells and whole tables.
    to
        Write a copy there, and leave the file alone.
    backup
        Keep the file as it was beside it.

    Returns
    -------
    Saved
        Where it was written, and the backup.

    Raises
    ------
    WorkbookError
        When the file is no workbook, is in use or changed meanwhile, or a write would damage something in it. It is
        then as it was.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from openpyxl import Workbook, load_workbook
    >>> from salesplan.workbook.writes import CellWrite
    >>> book = Path(mkdtemp()) / "prices.xlsx"
    >>> Workbook().save(book)
    >>> saved = change(book, [CellWrite("Sheet", row=3, column=2, value="=1+1"), CellWrite("Sheet", 4, 2, 12.5)])
    >>> sheet = load_workbook(saved.path)["Sheet"]
    >>> sheet["B3"].value, sheet["B3"].data_type, sheet["B4"].value
    ('=1+1', 's', 12.5)
    """
    package = Package.open(path)
    return save(package, edited(package, writes), to=to, backup=backup)
