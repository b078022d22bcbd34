"""What is remembered of a plan: plain records, as the store takes and gives them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How far a handout has come."""

    PREPARING = "preparing"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SENT_BACK = "sent back"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One workbook that was handed out.

    Attributes
    ----------
    id
        Twelve letters that nobody can guess, by which the workbook is known again whatever it is called.
    by
        What its part is: ``region`` or ``team``.
    region, team
        The part; the team is "" where it is a region.
    manager
        Whose it is; "" where the plan names nobody.
    number
        The how manieth handout of this part it is, from 1.
    file
        What the file was called.
    sent_at
        When it was made, local time.
    state
        How far it has come.
    comment
        What was said when it was sent back.
    returned_at, returned_by, returned_file
        When the version that was collected last was saved, by whom, and what it was called.
    digest
        The SHA-256 of the bytes of that version, in hexadecimal; as long as there is none, of what was sent.
    collected_at
        When that was collected.
    taken
        How many of its cells were taken so far.
    """

    id: str
    by: str
    region: str
    team: str = ""
    manager: str = ""
    number: int = 1
    file: str = ""
    sent_at: datetime
    state: State = State.PREPARING
    comment: str = ""
    returned_at: datetime | None = None
    returned_by: str = ""
    returned_file: str = ""
    digest: str = ""
    collected_at: datetime | None = None
    taken: int = 0


@dataclass(frozen=True, slots=True)
class SentRow:
    """One row as it was handed out.

    Attributes
    ----------
    table, key
        The table, and what tells the row apart: a JSON list of the identity, folded as rows are matched.
    name
        The row as people call it.
    cells
        Column key to the text of the cell (see `salesplan.tables.plain.plain_texts`).
    fingerprint
        The same for rows that say the same.
    """

    table: str
    key: str
    name: str
    cells: Mapping[str, str]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A returned cell that was dealt with: what it said. From then on it is the base of the next comparison."""

    handout: str
    table: str
    key: str
    column: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A cell that was changed both in the plan and in a returned handout, not settled yet.

    ``id`` is made of the handout and the cell, so that the same conflict keeps it. ``sent``, ``current`` and
    ``returned`` are plain texts; ``returned`` is "" where the cell was cleared on purpose.
    """

    id: str
    handout: str
    table: str
    key: str
    name: str
    column: str
    sent: str
    current: str
    returned: str
    returned_by: str
    returned_at: datetime
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log: a human cell that changed, or something that was decided.

    Attributes
    ----------
    at
        When, to the second, local time.
    by, through
        Whose change it is, and who ran salesplan.
    command
        What was run.
    table, key, name, column
        The cell, as in `SentRow`; ``Settings`` and the setting's key for a setting; ``column`` is "" for a whole row.
    rep_id
        The rep whom it is about; "" where none.
    before, after
        What the cell said and says, as plain texts; of a row that came or went, its typed cells as JSON.
    note
        Anything else: the file that it came from, a comment.
    run
        The code of the run, which also stands in the plan's Runs.
    seq, digest
        Its number, and the code that chains it to the one before; set by the store.
    """

    at: datetime
    by: str
    through: str
    command: str
    table: str = ""
    key: str = ""
    name: str = ""
    column: str = ""
    rep_id: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    run: str = ""
    seq: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """All that is to be remembered at once, together with a write into the plan.

    Attributes
    ----------
    run
        The code of the run.
    entries
        New lines of the log, in order.
    handouts
        Handouts as they are from now on, by id.
    seen
        Cells that were dealt with.
    conflicts
        All conflicts that are open from now on; None leaves them as they are.
    """

    run: str
    entries: tuple[Entry, ...] = ()
    handouts: tuple[Handout, ...] = ()
    seen: tuple[Seen, ...] = ()
    conflicts: tuple[Conflict, ...] | None = field(default=None)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to remember."""
        return not (self.entries or self.handouts or self.seen) and self.conflicts is None
