"""Handing out: what is in the workbooks, what is put down in the store, and what happens when it is done again."""

import json
import os
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from salesplan.errors import SalesplanError, SourceError, UnknownName
from salesplan.host.handouts import issue as issuing
from salesplan.host.handouts.issue import HandedOut, hand_out
from salesplan.host.handouts.passwords import read_passwords
from salesplan.store.records import Handout, State
from salesplan.store.store import Store, store_path
from salesplan.tables.handout import Part, handout_plan
from salesplan.workbook.change import change
from salesplan.workbook.encrypted import decrypted, is_encrypted
from salesplan.workbook.save import put
from salesplan.workbook.writes import NameWrite
from tests.flow.company import place, salesplan, type_in
from tests.flow.handed_company import handed_plan, handed_rows, mark, wish
from tests.spreadsheet.compare import formula_mismatches
from tests.spreadsheet.ironcalc_engine import recalculated_by_ironcalc

TEAMS = ["handout_Zq000x team.xlsx", "handout_Zq001x team.xlsx"]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return handed_plan(tmp_path)


def handed(plan: Path, **asked: Any) -> HandedOut:
    at = asked.pop("at", wish())
    return hand_out(plan, plan.parent / "out", at, **asked)


def known(plan: Path) -> list[Handout]:
    with Store.open(plan, make=False) as store:
        return store.handouts()


def set_state(plan: Path, handout: Handout, **changes: Any) -> None:
    with Store.open(plan, make=False) as store:
        store.set_state(replace(handout, **changes))


def codes(done: HandedOut) -> set[str]:
    return {finding.code for finding in done.findings}


def table_of(book: Path, name: str, part: Part = Part.TEAM) -> list[dict[str, Any]]:
    """Read a table of a handout by openpyxl."""
    opened = openpyxl.load_workbook(book, data_only=True)
    table = handout_plan(part).table(name)
    sheet, area = place(opened, table)
    lines = [[cell.value for cell in line] for line in sheet[area]]
    keys = [column.key for header in lines[0] if (column := table.column_for(str(header)))]
    return [dict(zip(keys, line, strict=True)) for line in lines[1:]]


def named(book: Path, name: str) -> object:
    opened = openpyxl.load_workbook(book, data_only=True)
    [(sheet, cell)] = opened.defined_names[name].destinations
    return opened[sheet][cell.replace("$", "")].value


def test_a_team_gets_its_rows_and_its_target(plan: Path) -> None:
    done = handed(plan)
    assert [file.path.name for file in done.files] == TEAMS
    book = done.files[1].path
    rows = handed_rows()
    assert [row["rep_id"] for row in table_of(book, "Quota")] == rows["Quota"]["rep_id"][2:]
    assert [row["final"] for row in table_of(book, "Quota")] == rows["Quota"]["final"][2:]
    assert [row["reason"] for row in table_of(book, "Quota")] == rows["Quota"]["reason"][2:]
    assert {row["rep_id"] for row in table_of(book, "Customers")} == set(rows["Reps"]["rep_id"][2:])
    assert len(table_of(book, "Scorecard")) == 4
    [target] = table_of(book, "TeamQuota")
    assert (target["final"], target["allocated"], target["gap"]) == (rows["TeamQuota"]["proposed"][1],) * 2 + (0,)
    assert named(book, "part_target") == target["final"]
    assert named(book, "part_gap") == 0
    assert (named(book, "manager"), named(book, "number")) == (f"{mark(1)} manager", 1)
    assert named(book, "handout") == done.files[1].handout.id
    assert "RegionQuota" not in openpyxl.load_workbook(book).sheetnames


def test_with_over_assignment_the_first_sheet_says_what_is_to_be_handed_down(plan: Path) -> None:
    plainly = handed(plan).files[1].path
    assert "part_to_allocate" not in openpyxl.load_workbook(plainly).defined_names
    change(plan, [NameWrite("over_assignment_rep", 0.1)], backup=False)
    book = handed(plan, replace=True).files[1].path
    [target] = table_of(book, "TeamQuota")
    assert target["gap"] < 0
    assert named(book, "part_to_allocate") == target["allocated"] - target["gap"] > target["final"]


def test_a_region_gets_its_teams_to_divide(plan: Path) -> None:
    [file] = handed(plan, by=Part.REGION).files
    teams = table_of(file.path, "TeamQuota", Part.REGION)
    [target] = table_of(file.path, "RegionQuota", Part.REGION)
    assert [row["team"] for row in teams] == [f"{mark(0)} team", f"{mark(1)} team"]
    assert target["allocated"] == round(sum(row["final"] for row in teams), 2)
    assert file.handout.manager == f"{mark(0)} manager, {mark(1)} manager"
    assert len(table_of(file.path, "Quota", Part.REGION)) == 4


def test_formulas_are_live_and_have_the_values_that_they_compute(plan: Path) -> None:
    # An override that was typed after the quotas were split leaves old values beside the plan's formulas.
    type_in(plan, "Quota", f"{mark(0)}id1", override=700_000)
    for by in Part:
        for file in handed(plan, by=by).files:
            assert formula_mismatches(file.path, recalculated_by_ironcalc(file.path)) == []
    [target] = table_of(plan.parent / "out" / TEAMS[0], "TeamQuota")
    assert target["gap"] == pytest.approx(700_000 - 510_007.31)


def test_the_word_that_clears_an_override_brings_the_proposal_back(plan: Path) -> None:
    book = handed(plan).files[0].path
    sheet, area = place(openpyxl.load_workbook(book), handout_plan(Part.TEAM).table("Quota"))
    headers = {cell.value: cell.column_letter for cell in sheet[area][0]}
    typed = recalculated_by_ironcalc(book, {(sheet.title, f"{headers['Override']}5"): "none"})
    proposed = table_of(book, "Quota")[0]["proposed"]
    assert typed[sheet.title, f"{headers['Final']}5"] == pytest.approx(proposed)
    assert typed["Start", "C6"] == pytest.approx(table_of(book, "TeamQuota")[0]["final"] - 1000)


def test_what_was_sent_is_put_down(plan: Path) -> None:
    [first, _] = handed(plan).files
    with Store.open(plan, make=False) as store:
        assert [each.state for each in store.handouts()] == [State.SENT] * 2
        quota = store.sent(first.handout.id, "Quota")
        rep = f"{mark(0)}id0"
        row = quota[json.dumps([rep.casefold()])]
        assert row.name == f"{mark(0)} rep 0 ({rep})"
        assert (row.cells["override"], row.cells["final"], row.cells["bound"]) == ("500000", "500000", "pin")
        assert set(row.cells) == set(handout_plan(Part.TEAM).table("Quota").keys)
        customers = store.sent(first.handout.id, "Customers")
        assert len({each.fingerprint for each in (*quota.values(), *customers.values())}) == 4
        assert len(store.sent(first.handout.id, "Scorecard")) == 4
        assert "share" not in next(iter(customers.values())).cells


def test_handouts_that_are_there_stay(plan: Path) -> None:
    done = handed(plan)
    before = {file.path: file.path.read_bytes() for file in done.files}
    again = handed(plan, at=wish(at=wish().at.replace(hour=18)))
    assert (again.files, [file.path.name for file in again.kept]) == ([], TEAMS)
    assert {path: path.read_bytes() for path in before} == before
    assert known(plan) == [file.handout for file in done.files]


def test_a_handout_that_is_gone_is_made_again_as_it_was(plan: Path) -> None:
    path = (done := handed(plan)).files[0].path
    before = path.read_bytes()
    path.unlink()
    [file] = handed(plan, at=wish(at=wish().at.replace(day=20))).files
    assert (file.handout, path.read_bytes()) == (done.files[0].handout, before)
    path.unlink()
    type_in(plan, "Quota", f"{mark(0)}id1", override=700_000)
    [file] = handed(plan).files
    assert (file.handout.number, file.handout.id == done.files[0].handout.id) == (2, False)
    assert [each.state for each in known(plan)] == [State.REPLACED, State.SENT, State.SENT]


def test_replace_makes_a_new_round_and_keeps_the_old_file(plan: Path) -> None:
    first = handed(plan).files[0]
    old = first.path.read_bytes()
    type_in(plan, "Quota", f"{mark(0)}id1", override=700_000)
    done = handed(plan, replace=True, names=["Zq000x TEAM"])
    [file] = done.files
    assert (file.handout.number, file.handout.state) == (2, State.SENT)
    assert file.backup is not None
    assert file.backup.read_bytes() == old
    assert "H105" in codes(done)
    assert next(each for each in known(plan) if each.id == first.handout.id).state is State.REPLACED
    # Once more, as after a run that was killed: what says the same is no third round.
    assert handed(plan, replace=True, names=["Zq000x team"]).files[0].handout == file.handout


def test_a_handout_that_was_sent_back_comes_with_the_comment(plan: Path) -> None:
    first = handed(plan).files[0]
    set_state(plan, first.handout, state=State.SENT_BACK, comment="More, please:\nsee =A1")
    done = handed(plan, back_by=date(2027, 1, 8))
    [file] = done.files
    assert (file.handout.number, named(file.path, "comment")) == (2, "More, please:\nsee =A1")
    start = openpyxl.load_workbook(file.path, data_only=True)["Start"]
    texts = {str(cell.value) for line in start for cell in line}
    assert "More, please:\nsee =A1" in texts
    assert any(text.endswith(" · send back by 2027-01-08") for text in texts)
    assert handed(plan).files == []
    set_state(plan, file.handout, state=State.RETURNED)
    [again] = handed(plan, names=["Zq000x team"], replace=True).files
    assert (again.handout.number, again.handout.comment) == (3, "")


def test_what_somebody_saved_is_not_replaced_before_it_is_collected(plan: Path) -> None:
    first = handed(plan).files[0]
    opened = openpyxl.load_workbook(first.path)
    opened.save(first.path)
    saved = first.path.read_bytes()
    done = handed(plan, replace=True)
    assert [file.path.name for file in done.kept] == [TEAMS[0]]
    assert [finding.line() for finding in done.findings if finding.code == "H108"]
    assert first.path.read_bytes() == saved
    set_state(plan, first.handout, state=State.RETURNED, digest=sha256(saved).hexdigest())
    done = handed(plan, replace=True, names=[f"{mark(0)} manager"])
    assert [file.handout.number for file in done.files] == [2]


def test_a_file_of_that_name_that_is_no_handout_stays(plan: Path) -> None:
    folder = plan.parent / "out"
    folder.mkdir()
    (folder / TEAMS[0]).write_bytes(b"mine")
    done = handed(plan)
    assert ([file.path.name for file in done.files], codes(done)) == ([TEAMS[1]], {"H103", "H109"})
    assert (folder / TEAMS[0]).read_bytes() == b"mine"
    assert handed(plan, replace=True, names=[f"{mark(0)} team"]).files[0].backup


def test_a_run_that_was_killed_is_finished_by_the_next(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = handed_plan(plan.parent / "whole")
    real_put, real_state, real_add = put, Store.set_state, Store.add

    class Killed(BaseException):
        pass

    def dying(real: Any, left: list[int]) -> Any:
        def step(*given: Any, **named: Any) -> Any:
            if not left[0]:
                raise Killed
            left[0] -= 1
            return real(*given, **named)

        return step

    for steps in range(7):
        left = [steps]
        monkeypatch.setattr(issuing, "put", dying(real_put, left))
        monkeypatch.setattr(Store, "set_state", dying(real_state, left))
        monkeypatch.setattr(Store, "add", dying(real_add, left))
        try:
            handed(plan, replace=steps % 2 == 1)
        except Killed:
            pass
        finally:
            monkeypatch.undo()
    done, unharmed = handed(plan), handed(whole)
    assert [(each.number, each.state) for each in known(plan)] == [(1, State.SENT)] * 2
    assert not done.files
    assert [
        {sheet: list(opened[sheet].values) for sheet in opened.sheetnames if sheet != "Settings"}
        for opened in (openpyxl.load_workbook(file.path) for file in done.kept)
    ] == [
        {sheet: list(opened[sheet].values) for sheet in opened.sheetnames if sheet != "Settings"}
        for opened in (openpyxl.load_workbook(file.path) for file in unharmed.files)
    ]


def test_a_dry_run_writes_nothing(plan: Path) -> None:
    done = handed(plan, at=wish(dry_run=True))
    assert [file.path.name for file in done.files] == TEAMS
    assert (os.listdir(plan.parent), store_path(plan).exists()) == (["plan.xlsx"], False)


def test_names_that_are_not_there_and_plans_without_quotas(plan: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="Zq000x team"):
        handed(plan, names=["Zq000x tame"])
    assert not store_path(plan).exists()
    rows = handed_rows()
    bare = handed_plan(tmp_path / "bare", {name: rows[name] for name in ("Reps", "Customers")})
    done = handed(bare)
    assert (done.files, codes(done)) == ([], {"H101"})
    with pytest.raises(SalesplanError, match="would be a handout itself"):
        hand_out(plan.rename(tmp_path / TEAMS[0]), tmp_path, wish())


def test_what_is_in_no_handout_is_said(tmp_path: Path) -> None:
    rows = handed_rows()
    rows["Reps"] = {key: [*cells] for key, cells in rows["Reps"].items()}
    rows["Reps"]["manager"][:2] = [None, None]
    rows["Reps"]["team"][3] = "another"
    new = {"rep_id": "NEW", "rep": "Newt", "region": "Zr000x", "team": "Zq000x team"}
    for key, cells in rows["Reps"].items():
        cells.append(new.get(key))
    rows["Customers"]["rep_id"][0] = "NEW"
    done = handed(handed_plan(tmp_path, rows))
    said = {finding.code: finding.line() for finding in done.findings}
    assert set(said) == {"H102", "H103", "H104", "H106", "H107"}
    assert "customers whose owner has no quota, so that they are in no handout: 1" in said["H102"]
    assert "Newt (NEW) is employed in 2027" in said["H107"]
    assert "Zr000x / Zq000x team has no manager" in said["H104"]
    assert "rep 1 (Zq001xid1) is in another team" in said["H106"]


def test_a_second_division_is_warned_of(plan: Path) -> None:
    handed(plan)
    done = handed(plan, by=Part.REGION)
    assert "handouts by team that are out and not accepted: 2" in next(
        each.line() for each in done.findings if each.code == "H111"
    )


def test_encrypted_handouts(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = plan.with_name("passwords.csv")
    file.write_text(f"团队,密码\n{mark(0)} team,open sesame\n{mark(1)} team,绝密密码一二三四\n", "gbk")
    file.chmod(0o644)
    passwords = read_passwords(file)
    done = handed(plan, passwords=passwords)
    assert "H112" in codes(done)
    datas = [each.path.read_bytes() for each in done.files]
    assert all(map(is_encrypted, datas))
    assert decrypted(plan, datas[1], "绝密密码一二三四").startswith(b"PK")
    assert not list(plan.parent.rglob("*.tmp"))
    # Untouched, a handout may be replaced; that it is encrypted is no reason to keep it.
    type_in(plan, "Quota", f"{mark(1)}id1", override=700_000)
    assert len(handed(plan, passwords=passwords, replace=True).files) == 2
    file.write_text(f"team,password\n{mark(0)} team,open sesame\n", "utf-8")
    with pytest.raises(SourceError, match="no password for Zr000x / Zq001x team") as refused:
        handed(plan, passwords=read_passwords(file), replace=True)
    said = salesplan("handout", plan, plan.parent / "more", "--password-file", file, code=3).output
    assert not (plan.parent / "more").exists()
    assert "sesame" not in said + str(refused.value) + repr(passwords) + repr(done) + "".join(capsys.readouterr())
    with store_path(plan).open("rb") as store:
        assert b"sesame" not in store.read()


def test_the_command_line(plan: Path) -> None:
    out = plan.parent / "out"
    shown = salesplan("handout", "--by", "team", plan, out, "--for", f"{mark(0)} manager")
    assert "handout_Zq000x team.xlsx" in shown.stdout
    assert "handouts made in" in shown.stderr
    document = json.loads(salesplan("handout", plan, out, "--json").stdout)
    assert [each["file"] for each in document["handouts"]] == TEAMS[1:]
    assert [each["file"] for each in document["kept"]] == TEAMS[:1]
    assert "handouts that were there already" in salesplan("handout", plan, out).stderr
    help_page = salesplan("handout", "-h").stdout
    assert all(word in help_page for word in ("BOOK DIR", "--password-file", "status", "accept", "send-back"))
