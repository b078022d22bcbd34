"""Killed at any moment, and run again: everything is as if nothing had happened."""

import os
import re
import shutil
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest

from salesplan.cli import clock
from salesplan.store.log import entries, verify
from salesplan.store.store import Store
from tests.flow.company import salesplan
from tests.flow.round_company import tiny
from tests.flow.round_edits import files_below, human_cells, sheet_cells, type_all
from tests.flow.round_managers import changeable
from tests.flow.round_oracle import Cell, Value
from tests.flow.round_shown import conflicts, type_choices

AT = datetime(2027, 1, 18, 10, 0)
_KILLED = 9
_SECONDS = 60
_BACKUP = re.compile(r".*\.\d{8}-\d{6}-\d{3}\.xlsx")

Command = tuple[object, ...]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder as it is before each command: handout, collect, resolve, restore."""
    folder = tmp_path_factory.mktemp("killed")
    plan = tiny(folder / "handout")
    with Store.open(plan, make=True):
        pass  # what handouts are called is made of the store's secret
    stages = {"handout": folder / "handout"}
    collect = stages["collect"] = Path(shutil.copytree(folder / "handout", folder / "collect"))
    salesplan("handout", collect / "plan.xlsx", collect / "out", "--by", "team")
    _edit(collect)
    resolve = stages["resolve"] = Path(shutil.copytree(collect, folder / "resolve"))
    salesplan("collect", resolve / "plan.xlsx", resolve / "out")
    found = sorted(conflicts(resolve / "plan.xlsx"))
    assert len(found) == 3
    stages["restore"] = Path(shutil.copytree(resolve, folder / "restore"))
    type_choices(resolve / "plan.xlsx", {found[0]: "take", found[1]: "keep"})
    return stages


def _edit(folder: Path) -> None:
    """Let both managers and head office type; three cells are disputed."""
    plan = folder / "plan.xlsx"
    for place, file in enumerate(sorted((folder / "out").glob("*.xlsx"))):
        cells = changeable(human_cells(file), ("Quota", "Customers", "Scorecard"))
        quotas = sorted(cell for cell in cells if cell[2] == "override")
        reasons = sorted(cell for cell in cells if cell[2] == "reason")
        actions = sorted(cell for cell in cells if cell[2] == "actions")
        typed: dict[Cell, Value] = {
            quotas[0]: 100_000.0,
            reasons[0]: "agreed",
            quotas[1]: 110_000.0,
            actions[0]: "call",
        }
        type_all(file, typed)
        type_all(plan, {quotas[0]: 120_000.0} | ({actions[0]: "write"} if place else {}))


def _command(stage: str, folder: Path) -> Command:
    plan = folder / "plan.xlsx"
    match stage:
        case "handout":
            return "handout", plan, folder / "out", "--by", "team"
        case "collect":
            return "collect", plan, folder / "out"
        case "resolve":
            return "collect", plan, "--resolve"
    (backup,) = (plan.with_name(f"{plan.name}.salesplan-backups")).iterdir()
    return "backup", "restore", plan, backup.name


@pytest.mark.parametrize("stage", ["handout", "collect", "resolve", "restore"])
def test_killed_at_any_moment(stages: dict[str, Path], tmp_path: Path, stage: str) -> None:
    # Putting it back twice is said twice.
    but = ("log",) if stage == "restore" else ()
    assert _killed_and_run_again(stages[stage], tmp_path, stage, lambda plan: None, but=but) > 5


def test_killed_and_saved_by_somebody_else_before_it_is_run_again(stages: dict[str, Path], tmp_path: Path) -> None:
    reason: Cell = "RegionQuota", ("North",), "reason"

    def saved(plan: Path) -> None:
        type_all(plan, {reason: "the board"})

    # Runs tells by a code from what a run started.
    _killed_and_run_again(stages["collect"], tmp_path, "collect", saved, but=("sheets",))


def _killed_and_run_again(
    stage: Path, folder: Path, name: str, meanwhile: Callable[[Path], object], *, but: Sequence[str]
) -> int:
    """Kill a command at one moment after the other, and hold what comes of running it again against an unharmed run.

    Between the two runs something may happen to the plan. Gives how many moments there are.
    """
    unharmed = Path(shutil.copytree(stage, folder / "unharmed"))
    salesplan(*_command(name, unharmed))
    meanwhile(unharmed / "plan.xlsx")
    wanted = _state(unharmed)
    assert wanted != _state(stage)
    moment, alive = 0, False
    while not alive:
        harmed = Path(shutil.copytree(stage, folder / "harmed"))
        command = _command(name, harmed)
        alive = not _killed(partial(salesplan, *command), moment)
        meanwhile(harmed / "plan.xlsx")
        salesplan(*command)
        found = _state(harmed)
        for what in wanted.keys() - but:
            assert found[what] == wanted[what], f"{what} is otherwise after a kill at moment {moment} of {name}"
        shutil.rmtree(harmed)
        moment += 1
    return moment


def _killed(work: Callable[[], object], moment: int) -> bool:
    """Run in a process of its own that ends before its n-th effect on the disk; tell whether it came so far."""
    child = os.fork()
    if not child:
        _die_at(work, moment)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, _KILLED), f"ended with {code}"
    return code == _KILLED


def _die_at(work: Callable[[], object], moment: int) -> NoReturn:
    signal.alarm(_SECONDS)
    try:
        _count_down(moment)
        work()
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        os._exit(1)
    os._exit(0)


def _count_down(moment: int) -> None:
    """Let whatever changes something on the disk end the process, once its turn has come."""
    left = iter(range(moment, -1, -1))

    def count() -> None:
        if not next(left):
            os._exit(_KILLED)

    def deadly(effect: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            count()
            return effect(*given, **named)

        return call

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            if sql == "COMMIT":
                count()
            return super().execute(sql, *given)

    deadly_ones = {
        name: deadly(getattr(os, name)) for name in ("replace", "rename", "fsync", "unlink", "mkdir", "link")
    }
    vars(os).update(deadly_ones)
    vars(sqlite3).update(connect=partial(sqlite3.connect, factory=Connection))


def _state(folder: Path) -> dict[str, object]:
    """Give all that matters of a plan, its store and the files beside it."""
    plan = folder / "plan.xlsx"
    with Store.open(plan, make=False) as store:
        assert verify(store) is None
        handouts = store.handouts()
        tables = ("TeamQuota", "Quota", "Customers", "Scorecard")
        return {
            "cells": human_cells(plan),
            "sheets": sheet_cells(plan),
            "handouts": handouts,
            "conflicts": store.conflicts(),
            "sent": [store.sent(each.id, table) for each in handouts for table in tables],
            "bases": [store.bases(each.id, table) for each in handouts for table in tables],
            "log": [astuple(entry) for entry in entries(store)],
            "files": dict(_files(folder)),
        }


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files but the plan, its store and its backups: more backups harm nobody."""
    known = ("plan.xlsx", "plan.xlsx.salesplan.db", ".plan.xlsx.salesplan.lock")
    for path in files_below(folder):
        if path.name not in known and not _BACKUP.fullmatch(path.name):
            yield str(path.relative_to(folder)), path.read_bytes()
