"""The small parts of the log: texts of cells, which run a backup was made before."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from salesplan.host.audit.backups import _replaced_by, _Run
from salesplan.host.audit.texts import cell_texts
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.visits import VISITS
from salesplan.workbook.backups import Backup
from salesplan.workbook.writes import KEEP, Formula, Keep, Value

NINE = datetime(2027, 3, 1, 9)


def test_choices_are_their_keys_whatever_the_language() -> None:
    kind = VISITS["kind"]
    labels = [label for choice in kind.choices for label in choice.label.every()]
    keys = [choice.key for choice in kind.choices for _ in choice.label.every()]
    assert cell_texts(kind, labels) == keys


def test_cells_say_what_they_show() -> None:
    cells: list[Value | Keep] = [KEEP, None, " a\r\nb ", Formula("A1", 5), True, 1]
    assert cell_texts(CUSTOMERS["customer"], cells) == ["", "", "a\nb", "5", "True", "1"]


def backup(seconds: float) -> Backup:
    return Backup(Path(f"{seconds}.xlsx"), NINE + timedelta(seconds=seconds), 1)


def run(seconds: float, command: str) -> _Run:
    return _Run(NINE + timedelta(seconds=seconds), command)


@pytest.mark.parametrize(
    ("backups", "runs", "expected"),
    [
        ([5, 20], [run(3, "quota"), run(19, "load")], ["quota", "load"]),
        ([5, 20], [run(19, "load")], ["", "load"]),
        ([20], [run(3, "quota"), run(19, "load"), run(21, "tier")], ["load"]),
        ([5.2, 5.4, 5.9], [run(5, "a"), run(5, "b"), run(5, "c")], ["a", "b", "c"]),
        ([5], [], [""]),
        ([], [run(5, "a")], []),
    ],
)
def test_the_run_before_which_a_backup_was_made(
    backups: Sequence[float], runs: Sequence[_Run], expected: Sequence[str]
) -> None:
    found = _replaced_by([backup(each) for each in backups], runs)
    assert [each.command if each else "" for each in found] == expected
