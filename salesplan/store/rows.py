"""The records as rows of the store, and back: texts, whole numbers and nothing, in the order of their fields."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from salesplan.store.records import Change, Conflict, Entry, Handout, Seen, SentRow, State

Row = tuple[str | int | None, ...]

ENTRY_TEXTS: Final = (
    *("by", "through", "command", "table", "key", "name", "column", "rep_id"),
    *("before", "after", "note", "run"),
)
"""The fields of an entry after its time."""
_entry_texts = attrgetter(*ENTRY_TEXTS)


@dataclass(frozen=True, slots=True)
class Rows:
    """A change as rows; ``conflicts`` is None where they stay as they are."""

    entries: Sequence[Row]
    handouts: Sequence[Row]
    seen: Sequence[Row]
    conflicts: Sequence[Row] | None


def rows_of(change: Change) -> Rows:
    """Turn a change into rows; entries that name no run get the change's."""
    return Rows(
        entries=[entry_row(entry, change.run) for entry in change.entries],
        handouts=[handout_row(handout) for handout in change.handouts],
        seen=[seen_row(seen) for seen in change.seen],
        conflicts=None if change.conflicts is None else [conflict_row(conflict) for conflict in change.conflicts],
    )


def storable(text: str) -> str:
    r"""Give a text as a file can hold it: half a character (of a file's broken name) as an escape.

    Examples
    --------
    >>> storable("华南"), storable("a\udcff")
    ('华南', 'a\\udcff')
    """
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def entry_row(entry: Entry, run: str = "") -> Row:
    """Turn an entry into its time, to the second, and `ENTRY_TEXTS`."""
    *texts, own_run = map(storable, _entry_texts(entry))
    return (entry.at.isoformat(timespec="seconds"), *texts, own_run or storable(run))


def entry_of(row: Sequence[Any]) -> Entry:
    """Read an entry: its number, its time, `ENTRY_TEXTS` and its digest."""
    seq, at, *texts, digest = row
    return Entry(
        seq=int(seq), at=_time(at) or datetime.min, digest=digest, **dict(zip(ENTRY_TEXTS, texts, strict=True))
    )


def handout_row(handout: Handout) -> Row:
    """Turn the record of a handout into a row."""
    return (
        storable(handout.id),
        *map(storable, (handout.by, handout.region, handout.team, handout.manager)),
        int(handout.number),
        storable(handout.file),
        handout.sent_at.isoformat(),
        str(handout.state),
        storable(handout.comment),
        _stamp(handout.returned_at),
        *map(storable, (handout.returned_by, handout.returned_file, handout.digest)),
        _stamp(handout.collected_at),
        int(handout.taken),
    )


def handout_of(row: Sequence[Any]) -> Handout:
    """Read the record of a handout."""
    id_, by, region, team, manager, number, file, sent_at, state, comment, *later = row
    returned_at, returned_by, returned_file, digest, collected_at, taken = later
    return Handout(
        id=id_,
        by=by,
        region=region,
        team=team,
        manager=manager,
        number=int(number),
        file=file,
        sent_at=datetime.fromisoformat(sent_at),
        state=State(state),
        comment=comment,
        returned_at=_time(returned_at),
        returned_by=returned_by,
        returned_file=returned_file,
        digest=digest,
        collected_at=_time(collected_at),
        taken=int(taken),
    )


def seen_row(seen: Seen) -> Row:
    """Turn a returned cell that was dealt with into a row."""
    return tuple(map(storable, (seen.handout, seen.table, seen.key, seen.column, seen.text)))


def conflict_row(conflict: Conflict) -> Row:
    """Turn a conflict into a row."""
    c = conflict
    return (
        *map(storable, (c.id, c.handout, c.table, c.key, c.name, c.column, c.sent, c.current, c.returned)),
        storable(c.returned_by),
        c.returned_at.isoformat(),
        storable(c.file),
    )


def conflict_of(row: Sequence[Any]) -> Conflict:
    """Read a conflict."""
    id_, handout, table, key, name, column, sent, current, returned, returned_by, returned_at, file = row
    return Conflict(
        id=id_,
        handout=handout,
        table=table,
        key=key,
        name=name,
        column=column,
        sent=sent,
        current=current,
        returned=returned,
        returned_by=returned_by,
        returned_at=datetime.fromisoformat(returned_at),
        file=file,
    )


def sent_rows(handout: str, rows: Iterable[SentRow]) -> Iterator[Row]:
    """Turn the rows of a handout into rows, numbered as they come."""
    for position, row in enumerate(rows):
        cells = {storable(key): storable(text) for key, text in row.cells.items()}
        yield (
            *map(storable, (handout, row.table, row.key)),
            position,
            storable(row.name),
            json.dumps(cells, ensure_ascii=False, separators=(",", ":")),
            storable(row.fingerprint),
        )


def sent_of(row: Sequence[Any]) -> SentRow:
    """Read a row of a handout: table, key, name, cells, fingerprint."""
    table, key, name, cells, fingerprint = row
    return SentRow(table, key, name, json.loads(cells), fingerprint)


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _time(text: str | None) -> datetime | None:
    """Read a time; None where there is none, or none that can be read."""
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError:
        return None
