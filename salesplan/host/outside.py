"""Rows of a table that come from a file or database instead of the sheet."""

from pathlib import Path

from salesplan.errors import UsageError
from salesplan.host.opened import Outside
from salesplan.sources.history import read_history
from salesplan.sources.mapping import Mapping
from salesplan.tables.inputs import SALES
from salesplan.words import ENGLISH


def history_from(file: Path | None, mapping_file: Path | None, language: str | None = None) -> tuple[Outside, ...]:
    """Read a sales history that takes the place of the Sales sheet; nothing where no file is named.

    Parameters
    ----------
    file
        CSV, Excel, Parquet, or a database.
    mapping_file
        How its columns are named; None matches them by name.

    Raises
    ------
    UsageError
        When a mapping is named without a file.
    """
    if file is None:
        if mapping_file:
            raise UsageError("--sales-map says how the columns of --sales are named; name that file, too")
        return ()
    mapping = Mapping.load(mapping_file) if mapping_file else None
    history = read_history(file, mapping=mapping, language=language or ENGLISH)
    return (Outside(SALES, history.name, history.as_rows(), history.findings),)
