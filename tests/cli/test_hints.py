"""A mistyped name gets the nearest one; wrong usage is exit code 2."""

from pathlib import Path

import pytest

from tests.flow.company import as_json, company, salesplan


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("quotas", "x.xlsx"), "No such command 'quotas'. Did you mean 'quota'?"),
        (("qouta", "x.xlsx"), "Did you mean 'quota'?"),
        (("zebra",), "No such command 'zebra'."),
        (("visits", "colect", "x.xlsx"), "No such command 'colect'. Did you mean 'collect'?"),
        (("quota", "x.xlsx", "--dryrun"), "--dry-run"),
        (("quota", "x.xlsx", "--lang", "zh"), "zh-Hans"),
        (("quota",), "Missing argument 'BOOK'"),
        (("tables", "Quotas"), "there is no table 'Quotas'; did you mean 'Quota'?"),
        (("new", "plans", "x.xlsx"), "there is no kind of workbook 'plans'; did you mean 'plan'?"),
        (("new", "plan", "x.xls"), "must end in .xlsx"),
        (("new", "plan", "x.xlsx", "--currency", "dollars"), "'dollars' is no currency code"),
        (("new", "plan", "x.xlsx", "--year", "27"), "27"),
    ],
)
def test_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = salesplan(*arguments, code=2)
    assert said in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.flow
def test_a_rep_who_is_not_there(tmp_path: Path) -> None:
    book = company(tmp_path)
    salesplan("quota", book)
    assert "there is no rep 'R11' in the plan; did you mean 'R1'?" in salesplan("explain", book, "R11", code=2).stderr
    assert "did you mean 'Ana'?" in salesplan("explain", book, "anna", code=2).stderr
    assert "the sheet Quota lists them" in salesplan("explain", book, "zebra", code=2).stderr
    assert "did you mean 'Reps'?" in salesplan("load", book, "Rep", book, code=2).stderr


def test_new_never_overwrites(tmp_path: Path) -> None:
    book = tmp_path / "plan.xlsx"
    assert "made" in salesplan("new", "plan", book, "--year", 2027).stdout
    before = book.read_bytes()
    assert "is there already" in salesplan("new", "plan", book, code=2).stderr
    assert book.read_bytes() == before
    salesplan("new", "plan", tmp_path / "other", "--year", 2027)
    assert (tmp_path / "other.xlsx").is_file()


def test_the_data_dictionary() -> None:
    overview = salesplan("tables").stdout
    assert all(name in overview for name in ("RegionQuota", "TeamQuota", "Quota", "Bridge", "Sales", "Findings"))
    assert "rep_id" in salesplan("tables", "quota").stdout
    assert "调整值" in salesplan("tables", "Quota", "--lang", "zh-Hans").stdout


def test_help_of_every_command() -> None:
    listed = salesplan("--help").stdout
    for command in ("demo", "new", "load", "check", "quota", "explain", "run", "tables"):
        assert command in listed
        assert "Usage" in salesplan(command, "--help").stdout
    assert "version" in salesplan("--version").stdout


@pytest.mark.flow
def test_demo(tmp_path: Path) -> None:
    salesplan("demo", tmp_path / "demo")
    book = tmp_path / "demo" / "sales_plan.xlsx"
    document = as_json("quota", book, "--dry-run")
    quotas = document["tables"]["Quota"]
    regions = document["tables"]["RegionQuota"]
    assert sum(row["final"] for row in quotas) == sum(row["final"] for row in regions)
    assert round(sum(row["last_year"] for row in quotas), 2) == 48_000_000
    assert all(row["check"] == 0 for row in quotas)
    assert [row["reason"] for row in quotas if row["override"] is not None] != []
    assert "is there already" in salesplan("demo", tmp_path / "demo", code=2).stderr
