"""Whatever is handed out, typed, collected, settled and restored in whatever order: the plan is what a simple model says."""

import shutil
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from salesplan.store.log import entries, verify
from salesplan.store.store import Store
from tests.flow.company import salesplan
from tests.flow.filled_logs import stamped
from tests.flow.round_company import tiny
from tests.flow.round_edits import Identity, human_cells, type_all
from tests.flow.round_managers import changeable
from tests.flow.round_oracle import NOTHING, Cell, Oracle, Snapshot, Value
from tests.flow.round_shown import conflicts, row_key, type_choices

_AMOUNTS: tuple[Value, ...] = (None, NOTHING, 0.0, 100.0)
_TEXTS: tuple[Value, ...] = (None, NOTHING, "a", "b")


class Office:
    """A tiny plan, the handouts that managers work in, and the model of both."""

    def __init__(self, plan: Path, by: str) -> None:
        self.plan, self.by = plan, by
        self.out, self.back = plan.parent / "out", plan.parent / "back"
        self.back.mkdir()
        self.oracle = Oracle(human_cells(plan))
        self.files: dict[str, Path] = {}
        self.typed: dict[str, dict[Cell, Value]] = {}
        self.saved = datetime(2026, 6, 1)
        self.backups: dict[Path, Snapshot] = {}
        self.reps = [row[0] for table, row, key in self.oracle.plan if (table, key) == ("Quota", "override")]
        self.hand_out()
        # Few cells, so that both sides often type into the same.
        self.hot = [
            cell
            for cell in sorted({cell for typed in self.typed.values() for cell in typed})
            if cell[1][-1] in (self.reps[0], "C0") or cell[0] == "TeamQuota"
        ]

    def hand_out(self, *again: str) -> None:
        """Hand out, and take what came into use in place of what was handed out before."""
        salesplan("handout", self.plan, self.out, "--by", self.by, *again)
        with Store.open(self.plan, make=False) as store:
            latest = store.latest()
        self.files, self.typed = {}, {}
        shutil.rmtree(self.back)
        shutil.copytree(self.out, self.back)
        for handout in latest:
            file = self.files[handout.id] = self.back / handout.file
            tables = ("TeamQuota",) * (self.by == "region") + ("Quota", "Customers", "Scorecard")
            cells = changeable(human_cells(file), tables)
            if handout.id not in self.oracle.parts:
                assert cells == {cell: self.oracle.plan[cell] for cell in cells}
                self.oracle.hand_out(handout.id, cells)
            self.typed[handout.id] = dict(cells)

    def manager(self, which: int, choice: int) -> None:
        """Let a manager type into a cell of theirs, and save."""
        cell = self.hot[which % len(self.hot)]
        part = next((part for part, typed in self.typed.items() if cell in typed), None)
        if part is None:  # a customer whom nobody has
            return
        value = _value(cell, choice, self.reps)
        if cell[2] == "rep_id" and value not in self._own(part):
            value = None
        self.typed[part][cell] = value
        self.saved += timedelta(minutes=1)
        stamped(type_all(self.files[part], {cell: value}), self.saved)

    def head_office(self, which: int, choice: int) -> None:
        """Let head office type into the plan, past salesplan."""
        cell = self.hot[which % len(self.hot)]
        value = _value(cell, choice, self.reps)
        value = None if value == NOTHING else value
        type_all(self.plan, {cell: value})
        self.oracle.head_office(cell, value)

    def _own(self, part: str) -> set[Value]:
        """The reps of a handout, and the mark for none of them."""
        return {NOTHING, *(row[0] for table, row, _ in self.typed[part] if table == "Quota")}

    def collect(self) -> None:
        """Collect all files."""
        before = self.oracle.snapshot()
        salesplan("collect", self.plan, self.back)
        self._note_backups(before)
        lost = {part: self._lost(part) for part in self.files}
        for part in self.files:
            self.oracle.collect(part, self.typed[part], lost=lost[part])
        self.check()
        self._logged()

    def nothing_new(self) -> None:
        """Collect once more: nothing changes."""
        collected = self.plan.read_bytes()
        salesplan("collect", self.plan, self.back)
        assert self.plan.read_bytes() == collected
        self.check()

    def _lost(self, part: str) -> set[tuple[str, Identity]]:
        """The customers of a handout whose owner is none of its reps by now, unless the manager let go of them."""
        own = self._own(part)
        owners = {
            cell: self.oracle.plan[cell] for cell in self.typed[part] if (cell[0], cell[2]) == ("Customers", "rep_id")
        }
        base = self.oracle.parts[part].base
        return {
            cell[:2]
            for cell, owner in owners.items()
            if owner not in own and not (owner is None and base[cell] is None)
        }

    def resolve(self, which: int, choice: int) -> None:
        """Choose for some of the conflicts, and settle those."""
        chosen: dict[tuple[str, Cell], Value] = {}
        for at, (part, cell) in enumerate(sorted(self.oracle.open)):
            if (which >> at) & 1:
                value = (_value(cell, choice, self.reps), "keep", "take")[(choice + at) % 3]
                chosen[part, cell] = "keep" if value is None else value
        if not chosen:
            return
        type_choices(self.plan, chosen)
        before = self.oracle.snapshot()
        salesplan("collect", self.plan, "--resolve")
        self._note_backups(before)
        self.oracle.resolve(chosen)
        self.check()
        self._logged()

    def restore(self, which: int) -> None:
        """Put one of the newest backups back, byte for byte."""
        if not self.backups:
            return
        backup = sorted(self.backups)[-1 - which % min(2, len(self.backups))]
        before = self.oracle.snapshot()
        salesplan("backup", "restore", self.plan, backup.name)
        assert self.plan.read_bytes() == backup.read_bytes()
        self.oracle.restore(self.backups[backup])
        self._note_backups(before)
        self.check()

    def _note_backups(self, then: Snapshot) -> None:
        """Note of what the backups are that were just made."""
        folder = self.plan.with_name(f"{self.plan.name}.salesplan-backups")
        for path in folder.glob("*.xlsx") if folder.exists() else ():
            self.backups.setdefault(path, then)

    def check(self) -> None:
        """The plan, its conflicts and the log are what the model says."""
        assert human_cells(self.plan) == self.oracle.plan
        assert conflicts(self.plan) == self.oracle.open
        with Store.open(self.plan, make=False) as store:
            assert verify(store) is None

    def _logged(self) -> None:
        """The log has what collecting changed, and what was decided to stay, once each and nothing else."""
        with Store.open(self.plan, make=False) as store:
            logged = [entry for entry in entries(store) if entry.command.startswith("collect") and entry.column]
        known = {row_key(table, row): row for table, row, _ in self.oracle.plan}
        found = Counter(
            ((each.table, known[each.table, each.key], each.column), each.before, each.after) for each in logged
        )
        wanted = Counter((cell, _text(before), _text(after)) for cell, before, after in self.oracle.changes)
        wanted.update((cell, _text(value), _text(value)) for cell, value in self.oracle.stayed)
        assert found == wanted


def _value(cell: Cell, choice: int, reps: list[str]) -> Value:
    match cell[2]:
        case "override" | "potential":
            return _AMOUNTS[choice % len(_AMOUNTS)]
        case "rep_id":
            return (NOTHING, *reps)[choice % (len(reps) + 1)]
        case "intent":
            return (None, NOTHING, "high", "low")[choice % 4]
    return _TEXTS[choice % len(_TEXTS)]


def _text(value: Value) -> str:
    return "" if value is None else f"{value:.0f}" if isinstance(value, float) else value


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny(tmp_path_factory.mktemp("round"))


_NUMBER = st.integers(0, 63)
_TYPING = st.tuples(st.booleans(), _NUMBER, _NUMBER)
_ROUND = st.tuples(
    st.lists(_TYPING, min_size=4, max_size=14),
    st.sampled_from(["", "resolve", "resolve", "again", "restore"]),
    _NUMBER,
    _NUMBER,
)


@settings(
    max_examples=8,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a round takes too long for shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(by=st.sampled_from(["team", "region"]), rounds=st.lists(_ROUND, min_size=1, max_size=4))
def test_any_order(made: Path, by: str, rounds: list[tuple[list[tuple[bool, int, int]], str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        office = Office(Path(shutil.copyfile(made, Path(folder) / "plan.xlsx")), by)
        for typings, then, which, choice in rounds:
            for is_manager, cell, value in typings:
                (office.manager if is_manager else office.head_office)(cell, value)
            if then == "again":
                office.hand_out("--replace")
            office.collect()
            if then == "resolve":
                office.resolve(which, choice)
            if then == "restore":
                office.restore(which)
                office.collect()
        office.nothing_new()
