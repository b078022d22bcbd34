"""A backup put back is the plan byte for byte, whatever became of the plan and whenever the run was killed."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from salesplan.store.log import entries, verify
from salesplan.store.records import Entry
from salesplan.store.store import Store, store_path
from salesplan.words import LANGUAGES
from salesplan.workbook.backups import backups_of
from tests.flow.company import as_json, salesplan, type_in, write_csv


@pytest.fixture
def plan(filled: Path) -> Path:
    """A plan with two backups: before a load, and before quotas were split."""
    salesplan("load", filled, "Ramp", write_csv(filled.with_name("r.csv"), [{"month": 1, "share": 0.5}]))
    salesplan("quota", filled)
    return filled


def logged(plan: Path) -> list[Entry]:
    with Store.open(plan, make=False) as store:
        assert verify(store) is None
        return entries(store)


def listed(plan: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = as_json("backup", "list", plan)["tables"]["Backups"]
    return found


def restored(plan: Path) -> list[Entry]:
    return [entry for entry in logged(plan) if entry.command == "backup restore"]


def test_listed_with_what_came_after_and_the_space(plan: Path) -> None:
    found = listed(plan)
    assert [each["number"] for each in found] == [1, 2]
    assert [each["command"] for each in found] == ["quota", "load Ramp"]
    sizes = [each.size for each in backups_of(plan)]
    document = as_json("backup", "list", plan)
    assert document["size"] == sum(sizes)
    assert "newest 10" in document["rule"]
    for language in LANGUAGES:
        assert found[0]["backup"] in salesplan("backup", "list", plan, "--lang", language).stdout


def test_the_newest_byte_for_byte_and_back_again(plan: Path) -> None:
    newest, now = backups_of(plan)[-1].path.read_bytes(), plan.read_bytes()
    salesplan("backup", "restore", plan, "--dry-run")
    assert plan.read_bytes() == now
    assert not restored(plan)
    salesplan("backup", "restore", plan)
    assert plan.read_bytes() == newest
    (entry,) = restored(plan)
    assert (len(entry.before), len(entry.after)) == (64, 64)
    salesplan("backup", "restore", plan, 1)
    assert plan.read_bytes() == now
    assert as_json("history", plan)["findings"][0]["code"] == "H406"


def test_by_name_and_by_number_and_what_is_there_already(plan: Path) -> None:
    oldest = backups_of(plan)[0].path
    for name in (oldest.name, 3, oldest):
        done = as_json("backup", "restore", plan, name)
        assert done["backup"] == oldest.name
        assert plan.read_bytes() == oldest.read_bytes()
    assert len(restored(plan)) == 1
    assert done["kept"] is None
    salesplan("backup", "restore", plan, "plan.xlsx.old", code=2)
    salesplan("backup", "restore", plan, 99, code=2)


@pytest.mark.parametrize("present", [None, b"no workbook"])
def test_a_plan_that_is_lost(plan: Path, present: bytes | None) -> None:
    newest = backups_of(plan)[-1].path.read_bytes()
    plan.unlink()
    if present is not None:
        plan.write_bytes(present)
    assert len(listed(plan)) == 2
    salesplan("backup", "restore", plan)
    assert plan.read_bytes() == newest
    assert len(backups_of(plan)) == (2 if present is None else 3)
    assert len(restored(plan)) == 1
    plan.write_bytes(b"no workbook again")
    salesplan("backup", "restore", plan)
    assert plan.read_bytes() == newest


def test_not_while_it_is_open_nor_from_nothing(plan: Path, tmp_path: Path) -> None:
    now = plan.read_bytes()
    lock = plan.with_name("~$plan.xlsx")
    lock.write_bytes(b"")
    salesplan("backup", "restore", plan, code=3)
    lock.unlink()
    assert plan.read_bytes() == now
    assert len(backups_of(plan)) == 2
    salesplan("backup", "list", tmp_path / "none.xlsx", code=3)
    salesplan("new", "plan", tmp_path / "none.xlsx")
    assert "no backups yet" in salesplan("backup", "list", tmp_path / "none.xlsx").stderr
    salesplan("backup", "restore", tmp_path / "none.xlsx", code=2)
    assert not store_path(tmp_path / "none.xlsx").exists()


class Killed(BaseException):
    pass


@pytest.mark.parametrize("asked", [[], [1]])
@pytest.mark.parametrize("effect", range(6))
def test_killed_and_run_again(plan: Path, effect: int, asked: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = backups_of(plan)[-1]
    expected, now, name = chosen.path.read_bytes(), plan.read_bytes(), [chosen.path.name] if asked else []
    done: list[str] = []

    def until(real: Callable[..., Any], what: str, *, after: bool) -> Callable[..., Any]:
        def watched(*given: Any, **named: Any) -> Any:
            made = real(*given, **named) if after else None
            done.append(what)
            if len(done) > effect:
                raise Killed
            return made if after else real(*given, **named)

        return watched

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", until(os.replace, "replace", after=False))
        patched.setattr(Store, "prepare", until(Store.prepare, "prepare", after=True))
        patched.setattr(Store, "undo_since", until(Store.undo_since, "undo", after=True))
        patched.setattr(Store, "finish", until(Store.finish, "finish", after=False))
        # Who is killed does not recover either.
        patched.setattr(Store, "recover", until(Store.recover, "recover", after=False))
        with suppress(Killed):
            salesplan("backup", "restore", plan, *name)
    salesplan("backup", "restore", plan, *name)
    assert plan.read_bytes() == expected
    assert len(restored(plan)) == 1
    kept = [each.path.read_bytes() for each in backups_of(plan)]
    assert (len(kept), kept.count(now), kept.count(expected)) == (3, 1, 1)
    assert not list(plan.parent.glob("**/*.tmp"))


def test_a_restored_plan_goes_on(plan: Path) -> None:
    salesplan("backup", "restore", plan)
    type_in(plan, "Reps", "R2", team="C")
    salesplan("load", plan, "Reps", write_csv(plan.with_name("r.csv"), [{"rep_id": "R2", "team": "B"}]))
    assert [(entry.before, entry.after) for entry in logged(plan)][-1] == ("C", "B")
    assert as_json("history", plan)["findings"][0]["severity"] == "warning"
