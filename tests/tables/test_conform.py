"""Cells become typed frames; each cell that does not fit is a finding at its place."""

from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.findings import Finding
from salesplan.tables.conform import MOST_FINDINGS, Conformed, Rows, conform
from salesplan.tables.conform_settings import conform_settings
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import GROWTH, RAMP, REPS, SALES
from salesplan.tables.model import Table
from salesplan.tables.quota import QUOTA
from salesplan.tables.scenarios import SCENARIOS
from salesplan.tables.settings import SETTINGS
from salesplan.tables.units import currency

CNY = currency("CNY")


def read(table: Table, *, from_text: bool = False, **columns: list[object]) -> Conformed:
    height = len(next(iter(columns.values())))
    return conform(table, Rows(columns, range(5, 5 + height)), currency=CNY, from_text=from_text)


def codes(findings: list[Finding]) -> list[tuple[str, int | None, str]]:
    return [(finding.code, finding.row, finding.column) for finding in findings]


def test_ids_are_text_with_their_leading_zeros() -> None:
    done = read(REPS, rep_id=["007", 7.0, " R-1 ", 12.5])
    assert done.frame["rep_id"].tolist() == ["007", "7", "R-1", "12.5"]
    assert not done.findings


def test_blank_and_zero_are_two_things() -> None:
    done = read(QUOTA, rep_id=["A", "B"], override=["", 0.0])
    assert done.frame["override"].isna().tolist() == [True, False]
    assert done.frame["override"].iloc[1] == 0


def test_money_is_whole_minor_units_and_ledger_money_is_finer() -> None:
    quota = read(QUOTA, rep_id=["A"], override=[1234.56])
    assert quota.frame["override"].tolist() == [123_456]
    sales = read(SALES, month=[date(2026, 3, 17)], revenue=[20565.6206])
    assert sales.frame["revenue"].tolist() == [20_565_620_600]
    assert sales.frame["month"].tolist() == [pd.Timestamp(2026, 3, 1)]


def test_money_finer_than_the_currency_is_said() -> None:
    done = read(QUOTA, rep_id=["A"], override=[1.005])
    assert codes(done.findings) == [("D112", 5, "override")]


def test_text_in_a_number_column_is_a_finding_at_its_cell() -> None:
    done = read(RAMP, month=[1.0, 2.0], share=[0.25, "half"])
    assert codes(done.findings) == [("D102", 6, "share")]
    assert "half" in done.findings[0].message()


def test_a_number_as_text_is_read_and_said() -> None:
    done = read(RAMP, month=[1.0], share=["25%"])
    assert done.frame["share"].tolist() == [0.25]
    assert codes(done.findings) == [("D103", 5, "share")]


def test_a_text_file_may_write_numbers_as_text() -> None:
    done = read(SALES, from_text=True, month=["2026-03", "2026年4月"], revenue=["1,234.50", "(5)"])
    assert done.frame["revenue"].tolist() == [1_234_500_000, -5_000_000]
    assert done.frame["month"].dt.month.tolist() == [3, 4]
    assert not done.findings


@pytest.mark.parametrize("word", ["nan", "inf", "1e400x", "--1", "1.2.3", "-"])
def test_a_text_file_cannot_smuggle_in_a_word_that_python_reads_as_a_number(word: str) -> None:
    done = read(SALES, from_text=True, month=["2026-03", "2026-03"], revenue=["1.5", word])
    assert codes(done.findings) == [("D102", 6, "revenue")]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2026, 3, 5, 14, 30), (2026, 3, 5)),
        ("2026/3/5", (2026, 3, 5)),
        ("2026年3月5日", (2026, 3, 5)),
        (46086.0, (2026, 3, 5)),
        (20260305.0, (2026, 3, 5)),
    ],
)
def test_dates_in_the_ways_people_write_them(cell: object, day: tuple[int, int, int]) -> None:
    done = read(REPS, rep_id=["A"], start_date=[cell])
    assert done.frame["start_date"].iloc[0].normalize() == pd.Timestamp(*day)


@pytest.mark.parametrize("cell", ["03/04/2026", "soon", 5.0, True, "2026-13-01"])
def test_what_is_no_date_is_a_finding(cell: object) -> None:
    assert codes(read(REPS, rep_id=["A"], start_date=[cell]).findings) == [("D104", 5, "start_date")]


def test_a_required_blank_is_a_finding_once() -> None:
    done = read(GROWTH, dimension=["region", ""], value=["North", "South"], adjustment=[0.05, "x"])
    assert codes(done.findings) == [("D102", 6, "adjustment"), ("D105", 6, "dimension")]


def test_an_all_blank_row_is_no_row() -> None:
    done = read(RAMP, month=[1.0, "", None, 2.0], share=[0.0, "", None, 0.5])
    assert done.frame.index.tolist() == [5, 8]
    assert not done.findings


def test_out_of_range_names_the_range() -> None:
    done = read(QUOTA, rep_id=["A"], override=[-5.0])
    assert codes(done.findings) == [("D106", 5, "override")]
    assert done.findings[0].message() == "Override is -5; it must be 0 or more"
    assert done.frame["override"].isna().all()


def test_a_choice_in_any_language_or_key_and_the_nearest_otherwise() -> None:
    done = read(GROWTH, dimension=["产品线", "rep_id", "Regoin"], value=["A", "B", "C"], adjustment=[0.0, 0.0, 0.0])
    assert done.frame["dimension"].tolist() == ["product_line", "rep_id", ""]
    assert "nearest is “region”" in done.findings[0].message()


def test_the_same_identity_twice_is_a_finding_that_names_the_first() -> None:
    done = read(REPS, rep_id=["R-1", "R-2", " r-1"])
    assert codes(done.findings) == [("D107", 7, "rep_id")]
    assert "row 5" in done.findings[0].message()


def test_error_values_and_uncalculated_formulas_are_never_blanks() -> None:
    rows = Rows({"month": [1.0, 2.0], "share": ["", ""]}, [5, 6], {(5, "share"): "#N/A"}, frozenset({(6, "share")}))
    done = conform(RAMP, rows, currency=CNY)
    assert codes(done.findings) == [("D101", 5, "share"), ("D111", 6, "share")]


def test_what_salesplan_computes_is_not_judged() -> None:
    rows = Rows({"rep_id": ["A"], "proposed": ["n/a"], "final": ["#REF!"]}, [5], {(5, "final"): "#REF!"})
    assert not conform(QUOTA, rows, currency=CNY).findings


def test_very_many_findings_of_a_kind_are_counted() -> None:
    many = MOST_FINDINGS + 50
    done = read(RAMP, month=[float(n) for n in range(many)], share=["x"] * many)
    listed = [finding for finding in done.findings if finding.code == "D102"]
    more = [finding for finding in done.findings if finding.code == "D110"]
    assert len(listed) == MOST_FINDINGS
    assert any(finding.facts["count"] == 50 for finding in more)


@given(
    st.lists(
        st.one_of(
            st.none(), st.text(max_size=8), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.dates()
        ),
        max_size=8,
    )
)
def test_whatever_is_in_the_cells_reading_gives_types_and_findings(cells: list[object]) -> None:
    height = len(cells)
    rows = Rows(
        {"customer_id": [f"C{n}" for n in range(height)], "potential": cells, "first_purchase": cells}, range(height)
    )
    done = conform(CUSTOMERS, rows, currency=CNY)
    assert str(done.frame["potential"].dtype) == "Int64"
    assert str(done.frame["first_purchase"].dtype) == "datetime64[s]"
    found = {(finding.row, finding.column) for finding in done.findings}
    for row, cell in enumerate(cells):
        if cell not in (None, "") and not str(cell).isspace() and (row, "potential") not in found:
            assert done.frame["potential"].notna()[row]


def test_settings_take_words_numbers_and_defaults() -> None:
    cells: dict[str, object] = {setting.key: setting.default for setting in SETTINGS}
    cells |= {"plan_year": 2027.0, "growth": 0.1, "new_rep_share": 0.8, "growth_cap": "", "season_source": "工作日"}
    values, findings = conform_settings(SETTINGS, cells, errors={}, currency=CNY)
    assert not findings
    assert values["plan_year"] == 2027
    assert values["rounding_unit"] == 10_000
    assert values["new_rep_share"] == pytest.approx(0.8)
    assert values["growth_cap"] is None
    assert values["season_source"] == "working_days"


def test_a_wrong_setting_is_a_finding_of_its_cell() -> None:
    cells: dict[str, object] = {"plan_year": "", "growth": "ten", "new_rep_share": "meadian"}
    _, findings = conform_settings(SETTINGS, cells, errors={"stretch": "#REF!"}, currency=CNY)
    found = {(finding.code, finding.column) for finding in findings}
    assert {("S101", "plan_year"), ("D102", "growth"), ("D108", "new_rep_share")} <= found
    assert ("S102", "currency") in found


@pytest.mark.parametrize(("code", "wrong"), [("USD", False), (" cny ", False), ("dollars", True), ("美元", True)])
def test_a_currency_is_three_letters(code: str, wrong: bool) -> None:
    cells: dict[str, object] = {setting.key: setting.default for setting in SETTINGS}
    _, findings = conform_settings(SETTINGS, cells | {"plan_year": 2027.0, "currency": code}, errors={}, currency=CNY)
    assert [finding.code for finding in findings] == ["S103"] * wrong


@pytest.mark.parametrize(
    ("revenue", "doubtful"),
    [
        (["1.234", "45.678"], True),
        (["1.234", "45.67"], False),
        (["1.234", "7"], True),
        (["0.125"], False),
        (["1,234.500"], False),
    ],
)
def test_points_between_thousands_are_doubted(revenue: list[object], doubtful: bool) -> None:
    done = read(SALES, from_text=True, month=["2026-03"] * len(revenue), revenue=revenue)
    assert [finding.code for finding in done.findings] == ["D113"] * doubtful


def test_a_raw_column_gives_its_cells_as_they_stand() -> None:
    cells: list[object] = ["none", 0.05, " ", "", None, "ten", 99.0, True]
    done = read(SCENARIOS, scenario=[f"S{at}" for at in range(8)], growth=cells)
    assert done.frame["growth"].tolist() == ["none", 0.05, None, None, None, "ten", 99.0, True]
    assert done.frame["growth"].dtype == object
    assert not done.findings


def test_a_raw_column_of_a_text_file_has_numbers_where_they_are_written_like_one() -> None:
    cells: list[object] = ["8 %", "1,234.5", "none", "ten", "", " 3 ", 0.5]
    done = read(SCENARIOS, from_text=True, scenario=["007"] * 7, growth=cells, season_source=["1", *[""] * 6])
    assert done.frame["growth"].tolist() == [0.08, 1234.5, "none", "ten", None, 3.0, 0.5]
    assert done.frame["season_source"].iloc[0] == "1"  # a word, whatever it looks like
    assert done.frame["scenario"].iloc[0] == "007"
    assert read(SCENARIOS, scenario=["A"], growth=["8 %"]).frame["growth"].tolist() == ["8 %"]


def test_an_error_value_in_a_raw_column_is_a_finding() -> None:
    rows = Rows({"scenario": ["A", "B"], "growth": ["", 0.1]}, [5, 6], {(5, "growth"): "#REF!"})
    done = conform(SCENARIOS, rows, currency=CNY)
    assert codes(done.findings) == [("D101", 5, "growth")]
    assert done.frame["growth"].tolist() == [None, 0.1]


def test_rows_beside_raw_columns_are_told_apart_by_who_reads_them() -> None:
    assert [finding.code for finding in read(REPS, rep_id=["A", "a"]).findings] == ["D107"]
    assert not read(SCENARIOS, scenario=["A", "a"]).findings
