"""Handouts that LibreOffice saved merge like any others, and what is written beside the plan's formulas is what they give."""

from pathlib import Path
from random import Random

import pytest

from tests.flow.company import salesplan
from tests.flow.round_company import middling
from tests.flow.round_edits import human_cells, type_all
from tests.flow.round_managers import Typing, changeable, random_edits
from tests.flow.round_oracle import Cell, Oracle, Value
from tests.flow.round_shown import conflicts
from tests.flow.test_round_trip import handed_out
from tests.spreadsheet.compare import formula_mismatches
from tests.spreadsheet.libreoffice import recalculated_by_libreoffice

pytestmark = pytest.mark.live


def test_saved_by_libreoffice(tmp_path: Path) -> None:
    random = Random(3)
    plan = middling(tmp_path)
    oracle = Oracle(human_cells(plan))
    sent = handed_out(plan, tmp_path / "out")
    as_sent = {each.path: human_cells(each.path) for each in sent}
    typed: dict[Cell, Value] = {}
    for each in sent:
        oracle.hand_out(each.id, each.cells)
        each.typing = random_edits(random, each.cells, each.reps)
        typed |= {cell: 77_700.0 for cell in each.typing.said if cell[2] == "override" and random.random() < 0.7}
    untouched, *edited = sent
    untouched.typing = Typing()
    for each in edited:
        type_all(each.path, each.typing.typed)
    type_all(plan, typed)
    for cell, value in typed.items():
        oracle.head_office(cell, value)

    saved = recalculated_by_libreoffice([each.path for each in sent], tmp_path / "back")
    assert changeable(human_cells(saved[untouched.path])) == changeable(as_sent[untouched.path])
    assert formula_mismatches(untouched.path, saved[untouched.path]) == []
    salesplan("collect", plan, tmp_path / "back")
    for each in sent:
        oracle.collect(each.id, each.said())
    assert human_cells(plan) == oracle.plan
    assert conflicts(plan) == oracle.open
    assert len(oracle.open) > 3
    recalculated = recalculated_by_libreoffice(plan, tmp_path / "plan")
    assert formula_mismatches(plan, recalculated[plan]) == []
