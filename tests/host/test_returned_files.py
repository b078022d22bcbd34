"""Files that came back, found in a folder and called by names that can be printed."""

from pathlib import Path

import pytest

from salesplan.errors import UsageError
from salesplan.host.returned_files import printable_names, returned_paths


def test_the_files_of_a_folder(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    taken = ["a (1).xlsx", "a.XLSM", "b/c\n.xlsx", "d.ods", "x" * 200 + ".xlsx"]
    left = ["plan.xlsx", "~$a.xlsx", ".hidden/a.xlsx", "plan.xlsx.salesplan-backups/a.xlsx", "notes.txt", "a.xlsx.tmp"]
    for name in (*taken, *left):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = printable_names(list(returned_paths(tmp_path, plan)), tmp_path)
    assert set(names) == {name.replace("\n", "\N{REPLACEMENT CHARACTER}") for name in taken}


def test_a_link_to_the_plan_is_the_plan(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    plan.touch()
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "same.xlsx").symlink_to(plan)
    (tmp_path / "back" / "circle.xlsx").symlink_to("circle.xlsx")
    assert [path.name for path in returned_paths(tmp_path / "back", plan)] == ["circle.xlsx"]


def test_names_that_print_alike_get_numbers(tmp_path: Path) -> None:
    paths = [tmp_path / "a\n.xlsx", tmp_path / "a\t.xlsx"]
    assert printable_names(paths, tmp_path) == [
        "a\N{REPLACEMENT CHARACTER}.xlsx",
        "a\N{REPLACEMENT CHARACTER}.xlsx (2)",
    ]


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        list(returned_paths(tmp_path / "nowhere", tmp_path / "plan.xlsx"))
