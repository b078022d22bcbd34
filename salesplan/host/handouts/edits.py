"""What a returned handout says otherwise than it was sent, in the cells that its manager may change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesplan.host.handouts.keys import match_keys
from salesplan.host.handouts.returned import Returned
from salesplan.host.handouts.returned_table import ReturnedTable
from salesplan.store.records import SentRow

Sent = Mapping[str, Mapping[str, SentRow]]
"""The rows as they were handed out, by table and key."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that says something else: its text, "" where it is cleared, and its row in the sheet."""

    text: str
    row: int


Place = tuple[str, str, str]
"""Table, key and column of a cell."""


def edits(returned: Returned, sent: Sent, may: Mapping[str, Sequence[str]]) -> dict[Place, Edit]:
    """Find the cells that were changed since they were sent; one left blank, or that cannot be read, was not.

    Parameters
    ----------
    may
        The columns that the manager may change, by table.
    """
    found: dict[Place, Edit] = {}
    for name, table in returned.tables.items():
        for column in may.get(name, ()):
            if column in table.columns:
                found |= {(name, key, column): edit for key, edit in _in_column(table, column, sent[name]).items()}
    return found


def _in_column(table: ReturnedTable, column: str, sent: Mapping[str, SentRow]) -> dict[str, Edit]:
    found: dict[str, Edit] = {}
    keys = match_keys(sent, table.keys)
    for row, key, text in zip(table.frame.index.tolist(), keys, table.texts(column), strict=True):
        cleared = (row, column) in table.cleared
        if key and (text or cleared) and (row, column) not in table.faulty and text != sent[key].cells.get(column, ""):
            found[key] = Edit("" if cleared else text, row)
    return found


def lost(edits: Mapping[Place, Edit], others: Mapping[Place, str]) -> dict[Place, Edit]:
    """Give the edits of a version of which nothing is taken that another version does not say, too."""
    return {place: edit for place, edit in edits.items() if others.get(place) != edit.text}
