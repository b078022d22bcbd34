"""What is to come of handing out, editing and collecting, in the plainest way: a model that knows no workbook.

A cell is its table, what tells its row apart, and its column. It holds a number, a text, or None where it is blank. A
manager's `NOTHING` is the mark that clears a cell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

Value = float | str | None
Cell = tuple[str, tuple[str, ...], str]

NOTHING: Final = "none"
"""What a manager types to clear a cell; where it is a word of other languages, the model still calls it so."""

MANAGERS_MAY: Final[Mapping[str, tuple[str, ...]]] = {
    "TeamQuota": ("override", "reason"),
    "Quota": ("override", "reason"),
    "Customers": ("rep_id", "potential", "intent", "credit"),
    "Scorecard": ("actions",),
}
HUMAN: Final[Mapping[str, tuple[str, ...]]] = {"RegionQuota": ("override", "reason"), **MANAGERS_MAY}
"""The columns of these tables in which people type; of Customers those that are handed out to be changed."""


class Conflict(NamedTuple):
    """A cell that both sides changed: what was sent, what the plan says, what came back."""

    sent: Value
    current: Value
    returned: Value


@dataclass
class Part:
    """One handout: what it said when it was sent, and what it said when it was last agreed on, cell by cell."""

    sent: Mapping[Cell, Value]
    base: dict[Cell, Value]


class Snapshot(NamedTuple):
    """What was so at some time."""

    plan: Mapping[Cell, Value]
    bases: Mapping[str, Mapping[Cell, Value]]
    open: Mapping[tuple[str, Cell], Conflict]


class Oracle:
    """The plan's human cells, what was handed out of them, and what is still disputed.

    Attributes
    ----------
    plan
        What the plan says.
    parts
        What was handed out, by handout.
    open
        The conflicts, by handout and cell.
    changes
        Every change that salesplan made of a cell: the cell, what it said and what it says.
    stayed
        Every cell of which it was decided that it stays, and what it says.

    Examples
    --------
    >>> mine, yours, ours = cells = [("Quota", (rep,), "override") for rep in ("R1", "R2", "R3")]
    >>> oracle = Oracle(dict.fromkeys(cells, 1.0))
    >>> oracle.hand_out("x", cells)
    >>> for cell in (mine, ours):
    ...     oracle.head_office(cell, 2.0)
    >>> oracle.collect("x", {mine: None, yours: 3.0, ours: NOTHING})
    >>> list(oracle.plan.values()), list(oracle.open.values())
    ([2.0, 3.0, 2.0], [Conflict(sent=1.0, current=2.0, returned=None)])
    >>> oracle.resolve({("x", ours): "take"})
    >>> list(oracle.plan.values()), oracle.open
    ([2.0, 3.0, None], {})
    """

    def __init__(self, plan: Mapping[Cell, Value]) -> None:
        self.plan = dict(plan)
        self.parts: dict[str, Part] = {}
        self.open: dict[tuple[str, Cell], Conflict] = {}
        self.changes: list[tuple[Cell, Value, Value]] = []
        self.stayed: list[tuple[Cell, Value]] = []

    def hand_out(self, part: str, cells: Iterable[Cell]) -> None:
        """Send cells out, as the plan has them."""
        sent = {cell: self.plan[cell] for cell in cells}
        self.parts[part] = Part(sent, dict(sent))

    def head_office(self, cell: Cell, value: Value) -> None:
        """Let the head office type into the plan, past salesplan."""
        self.plan[cell] = value

    def collect(
        self, part: str, said: Mapping[Cell, Value], *, lost: Iterable[tuple[str, tuple[str, ...]]] = ()
    ) -> None:
        """Merge what came back: the cells that the file has.

        Parameters
        ----------
        lost
            Rows that are not this part's any more: nothing of theirs is taken.
        """
        base = self.parts[part].base
        gone = set(lost)
        for cell, value in said.items():
            table, row, column = cell
            if cell not in base or column not in MANAGERS_MAY[table] or (table, row) in gone:
                self.open.pop((part, cell), None)
                continue
            self._merge(part, cell, value)

    def _merge(self, part: str, cell: Cell, value: Value) -> None:
        base = self.parts[part].base
        returned = base[cell] if value is None else None if value == NOTHING else value
        sent, current = base[cell], self.plan[cell]
        self.open.pop((part, cell), None)
        if returned == sent:  # unchanged, or kept
            return
        if current == sent:
            self._change(cell, returned)
        elif current != returned:
            self.open[part, cell] = Conflict(sent, current, returned)
            return
        base[cell] = returned

    def resolve(self, choices: Mapping[tuple[str, Cell], Value]) -> None:
        """Settle conflicts: ``keep``, ``take``, `NOTHING`, or a value; those that were not chosen stay."""
        for (part, cell), choice in choices.items():
            conflict = self.open[part, cell]
            if self.plan[cell] != conflict.current:
                # Changed again since the list was made: shown anew, not settled.
                self.open[part, cell] = conflict._replace(current=self.plan[cell])
                continue
            wanted: dict[Value, Value] = {"keep": conflict.current, "take": conflict.returned, NOTHING: None}
            self._change(cell, wanted.get(choice, choice))
            if wanted.get(choice, choice) == conflict.current:
                self.stayed.append((cell, conflict.current))
            self.parts[part].base[cell] = conflict.returned
            del self.open[part, cell]

    def snapshot(self) -> Snapshot:
        """Give all that a backup brings back."""
        bases = {name: dict(part.base) for name, part in self.parts.items()}
        return Snapshot(dict(self.plan), bases, dict(self.open))

    def restore(self, then: Snapshot) -> None:
        """Put everything back to what was so; what was handed out since stays handed out."""
        self.plan, self.open = dict(then.plan), dict(then.open)
        for name, part in self.parts.items():
            part.base = dict(then.bases.get(name, part.sent))

    def _change(self, cell: Cell, value: Value) -> None:
        if self.plan[cell] != value:
            self.changes.append((cell, self.plan[cell], value))
            self.plan[cell] = value
