"""Bad data is a finding that names its cell and says what to do; an error stops the writing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from salesplan.cli import main
from tests.flow.company import (
    FINAL,
    REPS,
    SALES,
    as_json,
    by,
    column,
    company,
    filled,
    rows,
    salesplan,
    tables,
    type_in,
    typed_settings,
)

Edit = Callable[[Path], object]


def with_openpyxl(change: Callable[[Any], object]) -> Edit:
    """Change the workbook in a way that salesplan's own writer would not."""

    def edit(book: Path) -> None:
        opened = openpyxl.load_workbook(book)
        change(opened)
        opened.save(book)

    return edit


def error_value(sheet: str, cell: str, value: str) -> Edit:
    def put(opened: Any) -> None:
        opened[sheet][cell].value, opened[sheet][cell].data_type = value, "e"

    return with_openpyxl(put)


def formula(sheet: str, cell: str, text: str) -> Edit:
    return with_openpyxl(lambda opened: opened[sheet].__setitem__(cell, text))


def setting(**typed: Any) -> Edit:
    return lambda book: typed_settings(book, **typed)


def rep(name: str, /, **cells: Any) -> Edit:
    return lambda book: type_in(book, "Reps", name, **cells)


ERRORS: list[tuple[str, Edit, str, str, str]] = [
    ("duplicate id", rep("R2", rep_id="r1"), "'Reps'!A6 [D107]", "“r1” is there twice, first in row 5", "rename one"),
    ("blank id", rep("R2", rep_id=None), "'Reps'!A6 [D105]", "Rep ID is blank", "fill it in, or delete the row"),
    ("text for a number", rep("R1", capacity="lots"), "'Reps'!H5 [D102]", "the text “lots”", "type a number"),
    ("text for a date", rep("R1", start_date="soon"), "'Reps'!F5 [D104]", "is “soon”", "type a date"),
    ("out of range", rep("R1", ability=-1), "'Reps'!I5 [D106]", "Ability is -1; it must be", "in that range"),
    ("error value", error_value("Sales", "F6", "#N/A"), "'Sales'!F6 [D101]", "Revenue is the error #N/A", "repair"),
    ("error in a setting", error_value("Settings", "B7", "#REF!"), "'Settings'!B7 [D101]", "#REF!", "repair"),
    ("not calculated", formula("Sales", "F6", "=1+1"), "'Sales'!F6 [D111]", "without a value", "open the workbook"),
    ("growth as text", setting(growth="ten"), "'Settings'!B7 [D102]", "Market growth is the text “ten”", "type a number"),
    ("no growth", setting(growth=None), "'Settings'!B7 [S101]", "setting Market growth is blank", "fill it in"),
    ("no year", setting(plan_year=None), "'Settings'!B5 [S101]", "setting Plan year is blank", "fill it in"),
    ("half a year", setting(plan_year=2026.5), "'Settings'!B5 [D109]", "2026.5", "type a whole number"),
    ("no unit", setting(rounding_unit=0), "'Settings'!B10 [D106]", "Rounding unit is 0", "type a value in that range"),
    ("no season", setting(season_source="weekly"), "[D108]", "“weekly”", "choose one of: history, even"),
    ("no sales of the year", setting(plan_year=2030), "'Sales'!A4 [Q101]", "no sales in 2029", "load the sales of 2029"),
    ("negative override", lambda book: type_in(book, "Quota", "R2", override=-5), "'Quota'!H6 [D106]", "-5", "type"),
    ("override as text", lambda book: type_in(book, "Quota", "R2", override="max"), "'Quota'!H6 [D102]", "max", "type"),
    (
        "unknown owner",
        lambda book: filled(book, Customers=[{"customer_id": "C1"}]) and type_in(book, "Customers", "C1", rep_id="R11"),
        "'Customers'!C5 [C104]",
        "“R11” is not in Reps; nearest is “R1”",
        "correct it, clear it, or add it to Reps",
    ),
    (
        "too low a growth",
        lambda book: filled(book, Growth=[{"dimension": "team", "value": "A", "adjustment": -1.2}]),
        "'Growth'!C5 [Q108]",
        "below -100 %",
        "raise the adjustments",
    ),
    (
        "no such dimension",
        lambda book: filled(book, Growth=[{"dimension": "team", "value": "A", "adjustment": 0}])
        and formula("Growth", "A5", "squad")(book) is None,
        "'Growth'!A5 [D108]",
        "“squad”",
        "choose one of: region, team",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "place", "message", "fix"), [case[1:] for case in ERRORS], ids=[case[0] for case in ERRORS]
)
def test_an_error_names_its_cell_and_nothing_is_written(
    planned: Path, edit: Edit, place: str, message: str, fix: str
) -> None:
    edit(planned)
    before = planned.read_bytes()
    said = salesplan("quota", planned, code=1)
    [line] = [line for line in said.stderr.splitlines() if place in line]
    assert line.startswith("error: plan.xlsx '")
    assert message in line
    assert fix in line.split(message)[1]
    assert "nothing was written" in said.stderr
    assert said.stdout == ""
    assert planned.read_bytes() == before

    document = as_json("quota", planned, code=1)
    assert document["written"] == []
    assert any(f"'{f['sheet']}'!{f['cell']} [{f['code']}]".endswith(place) for f in document["findings"])
    assert planned.read_bytes() == before

    # check lists the same on the Findings sheet, where it can be clicked, and leaves everything else alone.
    quotas = rows(planned, "Quota")
    salesplan("check", planned, code=1)
    listed = [row for row in rows(planned, "Findings") if row["severity"] == "error"]
    assert any(f"'{row['sheet']}'!{row['cell']} [{row['code']}]".endswith(place) for row in listed)
    assert rows(planned, "Quota") == quotas


def test_partial_plans_with_what_is_sound(planned: Path) -> None:
    type_in(planned, "Reps", "R1", capacity="lots")
    said = salesplan("quota", planned, "--partial", code=1)
    assert "wrote " in said.stderr
    findings, quotas = tables(planned, "Findings", "Quota")
    assert [row["code"] for row in findings if row["severity"] == "error"] == ["D102"]
    assert column(quotas, "final") == FINAL
    assert by(rows(planned, "Reps"), "rep_id")["R1"]["capacity"] == "lots"


def test_an_unknown_rep_in_the_ledger_is_unassigned(tmp_path: Path) -> None:
    book = company(tmp_path, sales=[*SALES, {"month": "2026-02-01", "rep_id": "R22", "revenue": 10_000}])
    said = salesplan("quota", book)
    assert "'Sales'!C17 [C105] Rep ID “R22” is not in Reps; nearest is “R2”; 1 rows have it" in said.stderr
    assert column(rows(book, "Quota"), "last_year")[""] == 70_000


def test_a_rep_without_a_positive_base_has_no_share(tmp_path: Path) -> None:
    book = company(tmp_path, sales=[*SALES, {"month": "2026-03-01", "rep_id": "R5", "revenue": -90_000}])
    said = salesplan("quota", book)
    assert "[Q111]" in said.stderr
    quotas = rows(book, "Quota")
    assert column(quotas, "last_year")["R5"] == -50_000
    assert column(quotas, "final")["R5"] == 0
    # 910,000 last year grow to 1,001,000, which are shared among the others as their bases: 440, 220, 110, 220 and 66.
    assert sum(row["final"] for row in quotas) == 1_001_000
    assert column(quotas, "final")["R3"] == 104_300


def test_bounds_that_leave_no_room_give_way_and_say_so(tmp_path: Path) -> None:
    everybodys = [sale for sale in SALES if sale["rep_id"]]
    book = company(tmp_path, sales=everybodys, settings={"growth_cap": 0.02, "company_target": 1_200_000})
    said = salesplan("quota", book)
    # 940,000 last year may grow to 958,800.
    assert "[Q119] in the whole company the bounds on growth leave no room: they give way by 241,200.00" in said.stderr
    assert "widen the floor or the cap" in said.stderr
    assert sum(row["final"] for row in rows(book, "Quota")) == 1_200_000


def test_a_floor_and_a_cap_hold_where_there_is_room(planned: Path) -> None:
    typed_settings(planned, growth_cap=0.10, growth_floor=0.05)
    filled(planned, Growth=[{"dimension": "rep_id", "value": "R1", "adjustment": -0.20}])
    salesplan("quota", planned)
    quotas = by(rows(planned, "Quota"), "rep_id")
    # R1 alone would get 360,000 of 1,020,000; the floor lifts it to 420,000, at the cost of R2.
    assert (quotas["R1"]["final"], quotas["R1"]["bound"]) == (420_000, "floor")
    assert all(row["check"] == 0 for row in quotas.values())
    assert sum(row["final"] for row in quotas.values()) == 1_020_000


def test_an_adjustment_for_a_segment_that_is_not_there(planned: Path) -> None:
    filled(planned, Growth=[{"dimension": "region", "value": "Sotuh", "adjustment": 0.1}])
    said = salesplan("quota", planned)
    [line] = [line for line in said.stderr.splitlines() if "'Growth'!B5 [Q107]" in line]
    assert "“Sotuh” occurs nowhere" in line
    assert "nearest is “south”" in line.casefold()
    assert column(rows(planned, "Quota"), "final") == FINAL


def test_no_reps_at_all(tmp_path: Path) -> None:
    book = company(tmp_path, reps=[REPS[0] | {"end_date": "2026-12-31"}])
    before = book.read_bytes()
    assert "[Q102]" in salesplan("quota", book, code=1).stderr
    assert book.read_bytes() == before


def test_a_blank_plan_says_what_it_lacks(tmp_path: Path) -> None:
    book = tmp_path / "plan.xlsx"
    salesplan("new", "plan", book, "--year", 2027)
    said = salesplan("check", book, code=1)
    assert "[Q101] there are no sales in 2026; load the sales of 2026 into Sales" in said.stderr
    assert "[Q102]" in said.stderr


def test_very_many_findings_are_cut_on_the_terminal_and_whole_in_json(tmp_path: Path) -> None:
    book = company(tmp_path, Customers=[{"customer_id": f"C{n:03}"} for n in range(70)])

    def spoil(opened: Any) -> None:
        for row in range(5, 75):
            opened["Customers"].cell(row, 3).value = f"X{row}"

    with_openpyxl(spoil)(book)
    said = salesplan("check", book, "--dry-run", code=1)
    assert "more (all of them with --json)" in said.stderr
    assert sum(f["code"] == "C104" for f in as_json("check", book, "--dry-run", code=1)["findings"]) == 70


def test_partial_cannot_do_without_a_setting_that_is_required(planned: Path) -> None:
    typed_settings(planned, rounding_unit=None)
    before = planned.read_bytes()
    assert "[S101] setting Rounding unit is blank" in salesplan("quota", planned, "--partial", code=1).stderr
    assert "[S101]" in salesplan("explain", planned, "R1", code=1).stderr
    assert planned.read_bytes() == before


@pytest.mark.parametrize("typed", [{"rounding_unit": 1e11}, {"season_source": "typed"}])
def test_settings_that_cannot_be_used_are_said_in_words(planned: Path, typed: dict[str, Any]) -> None:
    typed_settings(planned, **typed)
    before = planned.read_bytes()
    done = CliRunner().invoke(main, ["quota", str(planned)])
    assert isinstance(done.exception, SystemExit)
    assert done.exit_code in (1, 2, 3)
    assert "Settings" in done.stderr or next(iter(typed)).split("_")[0] in done.stderr
    assert planned.read_bytes() == before


def test_a_typed_season_without_shares(planned: Path) -> None:
    typed_settings(planned, season_source="typed")
    before = planned.read_bytes()
    assert "'Season'!B4 [S104]" in salesplan("quota", planned, code=1).stderr
    assert salesplan("quota", planned, "--partial", code=1).stdout == ""
    assert planned.read_bytes() == before


def test_a_rounding_unit_below_the_currency(tmp_path: Path) -> None:
    plan = company(tmp_path)
    typed_settings(plan, currency="JPY", rounding_unit=0.5)
    assert "Rounding unit is 0.5; it must be 1 or more" in salesplan("quota", plan, code=1).stderr
