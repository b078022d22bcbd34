"""What managers do to their handouts, at random: what they type, what is meant by it, and what they had better not do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from salesplan.workbook.writes import Scalar
from tests.flow.round_oracle import MANAGERS_MAY, NOTHING, Cell, Value

_MARKS: Final = ("none", "无", "無", "None", " NONE ")
_TEXTS: Final = (
    "新客户，季度末签约",
    "=cmd|' /C calc'!A0",
    "+1 head",
    'O\'Neil & <Sons> "said"',
    "none of them",
    "0",
    "007",
    "two\nlines",
    "-5 % if he pays at once",
    "_x0041_",
    "é́ — ½ 🙂",
    "1e3",
)


@dataclass
class Typing:
    """What a manager types, by cell: as it is typed, and what it says."""

    typed: dict[Cell, Scalar] = field(default_factory=dict)
    said: dict[Cell, Value] = field(default_factory=dict)

    def put(self, cell: Cell, said: Value, typed: Scalar = None) -> None:
        self.said[cell] = said
        self.typed[cell] = said if typed is None and said is not None else typed


def random_edits(random: Random, sent: Mapping[Cell, Value], reps: Sequence[str], share: float = 0.12) -> Typing:
    """Let a manager fill in a part of the cells that they may: of every sort, whatever stood there."""
    done = Typing()
    cells = list(sent)
    for cell in random.sample(cells, max(6, int(len(cells) * share))):
        _fill(random, done, cell, sent[cell], reps)
    for column in ("override", "potential", "reason", "actions"):
        held = [cell for cell in cells if cell[2] == column and sent[cell] is not None]
        for cell in held[:1]:
            done.put(cell, NOTHING, random.choice(_MARKS))
        for cell in held[1:2]:
            done.put(cell, None)
    return done


def _fill(random: Random, done: Typing, cell: Cell, sent: Value, reps: Sequence[str]) -> None:
    column = cell[2]
    if column == "rep_id":
        # A customer goes to another rep of the part.
        done.put(cell, random.choice(reps))
    elif random.random() < 0.08:
        done.put(cell, None)
    elif random.random() < 0.1:
        done.put(cell, NOTHING, random.choice(_MARKS))
    elif column in ("override", "potential"):
        _amount(random, done, cell)
    elif column == "intent":
        high = random.random() < 0.5
        done.put(cell, "high" if high else "low", random.choice(("high", "高", " High ") if high else ("low", "低")))
    elif column == "credit":
        done.put(cell, random.choice(("A", "AA+", "0", "信用良好")))
    else:
        done.put(cell, random.choice(_TEXTS))


def _amount(random: Random, done: Typing, cell: Cell) -> None:
    if cell[2] == "override" and random.random() < 0.1:
        done.put(cell, 0.0, 0)
        return
    amount = 100.0 * random.randrange(850, 1500)
    written = random.choice((amount, amount, amount, f"{amount:,.0f}", f" {amount:.0f} ", f"{amount:,.2f}"))
    done.put(cell, amount, written)


def changeable(sent: Mapping[Cell, Value], tables: Sequence[str] = tuple(MANAGERS_MAY)) -> dict[Cell, Value]:
    """Give the cells of a plan or handout that managers may change."""
    return {cell: value for cell, value in sent.items() if cell[0] in tables and cell[2] in MANAGERS_MAY[cell[0]]}
