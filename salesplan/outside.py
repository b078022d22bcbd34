"""Rows of a table that come from a file or database instead of the sheet."""

from collections.abc import Callable
from pathlib import Path

from salesplan.opened import OpenedPlan
from salesplan.sources.history import read_history
from salesplan.sources.mapping import Mapping
from salesplan.tables.inputs import SALES


def history_into(file: Path | None, mapping_file: Path | None) -> Callable[[OpenedPlan], None] | None:
    """Give what puts a sales history from outside in the place of the Sales sheet; None where there is none.

    Parameters
    ----------
    file
        CSV, Excel, Parquet, or a database.
    mapping_file
        How its columns are named; None matches them by name.
    """
    if file is None:
        return None
    history = file

    def prepare(opened: OpenedPlan) -> None:
        mapping = Mapping.load(mapping_file) if mapping_file else None
        mapped = read_history(history, mapping=mapping)
        opened.take_outside(SALES, mapped.as_rows(), history.name)

    return prepare
