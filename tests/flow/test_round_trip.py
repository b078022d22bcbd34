"""Sixty handouts of a large plan: filled in, some damaged, collected while head office goes on, settled, and split again."""

import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from sqlite3 import connect
from typing import Any, Final

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from salesplan.store.store import Store, store_path
from salesplan.workbook.writes import Scalar
from tests.flow.company import as_json, salesplan
from tests.flow.round_company import large, split
from tests.flow.round_edits import Grid, Identity, grids, human_cells, sheet_cells, type_all
from tests.flow.round_forms import DAMAGES, FORMS, ODDITIES, row_added, rows_deleted
from tests.flow.round_managers import Typing, changeable, random_edits
from tests.flow.round_oracle import HUMAN, NOTHING, Cell, Oracle, Value
from tests.flow.round_shown import conflicts, type_choices
from tests.spreadsheet.libreoffice import recalculated_by_libreoffice

HANDED_OUT: Final = ("Quota", "Customers", "Scorecard")
LISTS: Final = ("Conflicts", "Findings", "Runs")
"""Sheets in which collecting says what it did."""


@dataclass
class Sent:
    """A handout of the test: its file as it is now, and what its manager did.

    Attributes
    ----------
    name
        What its file was called when it was handed out.
    cells
        The cells that the manager may change, as they were sent.
    reps
        The part's own reps.
    typing
        What was typed that may be taken.
    refused
        Cells in which something was typed that is not to be taken, but reported.
    gone
        Rows that the manager deleted.
    damage
        How it was damaged; "" where it can be read.
    """

    id: str
    name: str
    path: Path
    cells: dict[Cell, Value]
    reps: list[str]
    typing: Typing = field(default_factory=Typing)
    refused: set[Cell] = field(default_factory=set)
    gone: list[tuple[str, Identity]] = field(default_factory=list)
    damage: str = ""

    def said(self) -> dict[Cell, Value]:
        """Give what the file says of the cells that the manager may change."""
        return {cell: value for cell, value in (self.cells | self.typing.said).items() if cell[:2] not in self.gone}


def handed_out(plan: Path, folder: Path) -> list[Sent]:
    """Hand out by team, and read what was sent out of the files themselves."""
    salesplan("handout", plan, folder, "--by", "team")
    with Store.open(plan, make=False) as store:
        known = store.handouts()
    sent = []
    for handout in known:
        path = folder / handout.file
        cells = changeable(human_cells(path), HANDED_OUT)
        reps = [identity[0] for table, identity, key in cells if (table, key) == ("Quota", "override")]
        sent.append(Sent(handout.id, handout.file, path, cells, reps))
    return sent


def test_sixty_handouts(tmp_path: Path) -> None:
    random = Random(11)
    plan = large(tmp_path)
    human = human_cells(plan)
    sent = handed_out(plan, tmp_path / "out")
    assert len(sent) == 60
    _whole(human, sent)
    oracle = Oracle(human)
    for each in sent:
        oracle.hand_out(each.id, each.cells)

    back = tmp_path / "back"
    shutil.copytree(tmp_path / "out", back)
    _fill_in(random, sent, back)
    _head_office(random, plan, oracle, sent)
    lost = _to_another_team(plan, oracle, sent)
    _into_forms(random, sent, tmp_path)

    before = sheet_cells(plan)
    found = as_json("collect", plan, back, code=1)
    for each in sent[:-3]:
        if not each.damage:
            oracle.collect(each.id, each.said(), lost=lost)
    _same(human_cells(plan), oracle.plan)
    _only_these_changed(plan, before, sheet_cells(plan), {cell for cell, _, _ in oracle.changes})
    assert conflicts(plan) == oracle.open
    _all_reported(sent, found["findings"])
    _sums_hold(plan)

    collected, remembered = plan.read_bytes(), _dump(plan)
    as_json("collect", plan, back, code=1)
    assert plan.read_bytes() == collected
    assert _dump(plan) == remembered

    _settle(random, plan, oracle)
    _same(human_cells(plan), oracle.plan)
    assert conflicts(plan) == oracle.open == {}
    _sums_hold(plan)
    as_json("collect", plan, back, code=1)
    _same(human_cells(plan), oracle.plan)

    split(plan)
    _same(human_cells(plan), oracle.plan)
    _sums_hold(plan)
    _nothing_is_missing(plan)


def _whole(human: Mapping[Cell, Value], sent: list[Sent]) -> None:
    """Every cell goes to one manager, and says what the plan says; customers of nobody go to none."""
    parts = [each.cells for each in sent]
    assert sum(map(len, parts)) == len({cell for part in parts for cell in part})
    assert {cell: value for part in parts for cell, value in part.items()} == {
        cell: value
        for cell, value in changeable(human, HANDED_OUT).items()
        if cell[0] != "Customers" or human["Customers", cell[1], "rep_id"] is not None
    }


def _fill_in(random: Random, sent: list[Sent], back: Path) -> None:
    """Let the managers type; the last three send nothing back, and ten send what cannot be read."""
    for at, each in enumerate(sent):
        each.path = back / each.name
        if at >= len(sent) - 3:
            each.path.unlink()
            continue
        if at < len(DAMAGES):
            each.damage = list(DAMAGES)[at]
        each.typing = random_edits(random, each.cells, each.reps)
        found = grids(each.path)
        wrong = _not_theirs(random, sent, at, found) if at % 4 == 1 else {}
        each.refused |= set(wrong)
        for cell in wrong:
            each.typing.said.pop(cell, None)
        type_all(each.path, each.typing.typed | wrong, there=found)


def _not_theirs(random: Random, sent: list[Sent], at: int, found: Mapping[str, Grid]) -> dict[Cell, Scalar]:
    """Type what is not a manager's to change: computed and others' cells, their own target, somebody else's rep."""
    rep = (random.choice(sent[at].reps),)
    (team,) = found["TeamQuota"].rows
    customer = random.choice(list(found["Customers"].rows))
    return {
        ("Quota", rep, "last_year"): 1.0,
        ("Quota", rep, "final"): 999_999.0,
        ("Quota", rep, "rep"): "Somebody Else",
        ("TeamQuota", team, "override"): 5.0,
        ("Customers", customer, "customer"): "Other Ltd.",
        ("Customers", customer, "rep_id"): random.choice(sent[at - 1].reps),
    }


def _head_office(random: Random, plan: Path, oracle: Oracle, sent: list[Sent]) -> None:
    """Let head office go on typing: into cells that managers changed too, the same or something else, and into others."""
    cells: dict[Cell, Value] = {}
    for each in sent[8:]:
        edited = [
            cell for cell in each.typing.said if cell[2] in ("override", "potential", "reason", "credit", "actions")
        ]
        for cell in random.sample(edited, min(8, len(edited))):
            said = each.typing.said[cell]
            agrees = random.random() < 0.3 and said is not None
            other = (
                100.0 * random.randrange(900, 1400) if cell[2] in ("override", "potential") else f"HO {random.random()}"
            )
            cells[cell] = (None if said == NOTHING else said) if agrees else other
        untouched = [cell for cell in each.cells if cell not in each.typing.said and cell[2] in ("override", "reason")]
        for cell in random.sample(untouched, 4):
            cells[cell] = 100.0 * random.randrange(900, 1400) if cell[2] == "override" else "head office"
    cells["RegionQuota", next(row for table, row, _ in oracle.plan if table == "RegionQuota"), "reason"] = "总部"
    type_all(plan, cells)
    for cell, value in cells.items():
        oracle.head_office(cell, value)


def _to_another_team(plan: Path, oracle: Oracle, sent: list[Sent]) -> set[tuple[str, Identity]]:
    """Move customers to a rep of another team: what the former manager said of them counts no more."""
    lost = set()
    moved: dict[Cell, Value] = {}
    for at in range(20, 30):
        row = next(cell[1] for cell in sent[at].typing.said if cell[0] == "Customers" and cell[2] != "rep_id")
        moved["Customers", row, "rep_id"] = sent[at + 10].reps[0]
        lost.add(("Customers", row))
    type_all(plan, moved)
    for cell, value in moved.items():
        oracle.head_office(cell, value)
    return lost


def _into_forms(random: Random, sent: list[Sent], folder: Path) -> None:
    """Bring the files into the forms in which programs and people leave them; some are saved by LibreOffice."""
    by_libreoffice = [each for each in sent[10:-3] if sent.index(each) % 9 == 4]
    if shutil.which("soffice"):
        saved = recalculated_by_libreoffice([each.path for each in by_libreoffice], folder / "saved")
        for each in by_libreoffice:
            shutil.move(saved[each.path], each.path)
    forms = list(FORMS.values())
    for at, each in enumerate(sent[:-3]):
        if each.damage:
            each.path = DAMAGES[each.damage](each.path)
        elif at % 9 == 6:
            each.gone = [("Quota", (rep,)) for rep in random.sample(each.reps, 3)]
            rows_deleted(each.path, "Quota", [row for _, row in each.gone])
        elif at % 9 == 7:
            row_added(each.path, "Quota", {"rep_id": f"N{at}", "rep": "New Hire", "override": 100_000})
            each.refused.add(("Quota", (f"N{at}",), "override"))
        elif each not in by_libreoffice:
            each.path = forms[at % len(forms)](each.path, random)
    for name, oddity in ODDITIES.items():
        path = sent[0].path.with_name(f"{name}.xlsx")
        path.touch()
        oddity(path)


def _same(found: Mapping[Cell, Value], wanted: Mapping[Cell, Value]) -> None:
    """Hold cells against the model's, showing only those that differ."""
    differ = {
        cell: (found.get(cell), wanted.get(cell)) for cell in {*found, *wanted} if found.get(cell) != wanted.get(cell)
    }
    assert not differ, f"{len(differ)} differ (found, wanted), such as {dict(list(differ.items())[:5])}"


def _only_these_changed(
    plan: Path, before: Mapping[tuple[str, str], bytes], after: Mapping[tuple[str, str], bytes], cells: set[Cell]
) -> None:
    """Nothing but these cells changed, the values of formulas and the lists of what was done apart."""
    found = grids(plan)
    places = {(found[table].sheet, *found[table].place(row, key)) for table, row, key in cells}
    changed = {place for place in {*before, *after} if before.get(place) != after.get(place) and place[0] not in LISTS}

    def split_up(place: tuple[str, str]) -> tuple[str, int, int]:
        letters, row = coordinate_from_string(place[1])
        return place[0], row, column_index_from_string(letters)

    more = {place for place in changed if split_up(place) not in places}
    assert not more, f"{len(more)}: {[(place, before.get(place), after.get(place)) for place in sorted(more)[:5]]}"


def _all_reported(sent: list[Sent], findings: list[dict[str, Any]]) -> None:
    """Each damaged file, and each cell that was not taken, is found where it is."""
    by_file: dict[str, list[dict[str, Any]]] = {}
    for finding in findings:
        by_file.setdefault(Path(str(finding["workbook"])).name, []).append(finding)
    for each in sent[:-3]:
        named = [
            finding for name in (each.path.name, f"{each.path.stem} (1).xlsx") for finding in by_file.get(name, [])
        ]
        if each.damage:
            assert named, f"nothing is said of {each.path.name}: {each.damage}"
            continue
        there = {(finding["sheet"], finding["row"]) for finding in named}
        found = grids(each.path)
        for table, row, key in each.refused:
            assert (found[table].sheet, found[table].rows[row]) in there, (
                f"{each.path.name}: {table} {row} {key}: {named}"
            )


def _dump(plan: Path) -> list[str]:
    with closing(connect(store_path(plan))) as store:
        return list(store.iterdump())


def _settle(random: Random, plan: Path, oracle: Oracle) -> None:
    """Choose for each conflict at random, and apply the choices."""
    assert len(oracle.open) > 20
    choices: dict[tuple[str, Cell], Value] = {}
    for part, cell in sorted(oracle.open):
        value: Value = 100.0 * random.randrange(900, 1300) if cell[2] in ("override", "potential") else "settled"
        choices[part, cell] = random.choice(("keep", "take", NOTHING, value))
    type_choices(plan, choices)
    salesplan("collect", plan, "--resolve")
    oracle.resolve(choices)


def _sums_hold(plan: Path) -> None:
    """What the formulas compute stands beside them, as the cells now are."""
    found = grids(plan)
    for name in ("RegionQuota", "TeamQuota", "Quota"):
        for row, said in found[name].cells.items():
            wanted = said["proposed"] if said["override"] is None else said["override"]
            assert said["final"] == wanted, (name, row, said)
    finals: dict[Identity, float] = {}
    for said in found["Quota"].cells.values():
        team = str(said["region"]), str(said["team"])
        finals[team] = finals.get(team, 0) + float(said["final"] or 0)
    for row, said in found["TeamQuota"].cells.items():
        assert said["allocated"] == finals.get(row, 0), (row, said)
        assert said["gap"] == round(float(said["allocated"] or 0) - float(said["final"] or 0), 2), (row, said)


def _nothing_is_missing(plan: Path) -> None:
    """Every level adds up once the quotas were split again, and what was typed holds."""
    found = grids(plan)
    assert {said["gap"] for name in ("RegionQuota", "TeamQuota") for said in found[name].cells.values()} == {0}
    assert {said["check"] for said in found["Quota"].cells.values()} == {0}
    held = [said for said in found["Quota"].cells.values() if said["override"] is not None]
    assert len(held) > 200
    assert all(said["final"] == said["override"] for said in held)
    assert HUMAN.keys() <= found.keys()
