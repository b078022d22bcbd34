"""The comparison of scenarios: its figures, colours, charts and words, and that Excel opens it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from salesplan.tables.scenario_likely import ATTAINMENT
from salesplan.tables.scenario_results import RESULTS
from salesplan.tables.units import currency
from salesplan.words import LANGUAGES
from salesplan.workbook.apply import edited
from salesplan.workbook.compare_data import MOST_SHOWN, Comparison, Standing, Subject
from salesplan.workbook.compare_paper import FIRST, LABEL, Layout
from salesplan.workbook.compare_rows import compared
from salesplan.workbook.compare_sheet import ANCHOR, comparison_sheet
from salesplan.workbook.compare_short import in_short
from salesplan.workbook.package import Package
from salesplan.workbook.writes import SheetGraft
from tests.spreadsheet.compare import formula_mismatches
from tests.spreadsheet.ironcalc_engine import recalculated_by_ironcalc
from tests.spreadsheet.libreoffice import recalculated_by_libreoffice
from tests.workbook.compare_cases import FAILED, book, comparison, frames, headers
from tests.workbook.excel_rules import violations

pytestmark = pytest.mark.flow

HEADER = 6
"""The row of the names, from 1."""


@cache
def built(count: int = 5, language: str = "en") -> bytes:
    return comparison_sheet(comparison(count, language), live=headers(language))


@cache
def in_a_book() -> bytes:
    return book(5)


def sheet_of(data: bytes, *, values: bool = False) -> Worksheet:
    return load_workbook(BytesIO(data), data_only=values).worksheets[0]


def keyed(sheet: Worksheet) -> dict[str, int]:
    """Give the row of each figure by its key, from 1."""
    found = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    return {str(key): row for key, row in found.items() if key}


def texts(sheet: Worksheet) -> list[str]:
    return [cell.value for line in sheet.iter_rows() for cell in line if isinstance(cell.value, str)]


def charts(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as package:
        names = sorted(name for name in package.namelist() if name.startswith("xl/charts/chart"))
        return [package.read(name).decode() for name in names]


def faults(data: bytes) -> list[str]:
    """Give what Excel would mind, but for the tables of the workbook that the sheet goes into."""
    return [line for line in violations(data) if "there is no such table" not in line]


@pytest.mark.parametrize(("count", "language"), [(0, "en"), (2, "zh-Hans"), (5, "en"), (13, "zh-Hant")])
def test_excel_opens_it(count: int, language: str) -> None:
    assert faults(built(count, language)) == []
    assert violations(comparison_sheet(comparison(count, language))) == []


def test_the_plan_comes_first_and_each_figure_has_its_row() -> None:
    sheet = sheet_of(built(), values=True)
    names = [sheet.cell(HEADER, FIRST + 1 + place).value for place in range(6)]
    assert names[:4] == ["Plan", "Ambitious", "Cautious", "Two more reps"]
    rows = keyed(sheet)
    assert sheet["A1"].value == "comparison|2027"
    targets = [sheet.cell(rows["company_quota"], FIRST + 1 + place).value for place in range(4)]
    assert targets == [12_406_000, 13_210_000, 12_062_000, 12_406_000]
    gaps = [sheet.cell(rows["sales_gap"], FIRST + 1 + place).value for place in range(4)]
    assert gaps == [0, -804_000, 0, 517_000]
    assert sheet.cell(rows["mark"], FIRST + 2).value == "too hard"
    assert sheet.cell(rows["company_quota"], LABEL + 1).value == "Company's target"


def test_figures_are_found_in_their_tables_by_the_name_above() -> None:
    sheet = sheet_of(built())
    row = keyed(sheet)["company_quota"]
    assert (
        sheet.cell(row, FIRST + 2).value == f"=INDEX(Results[Company''s target],MATCH(D${HEADER},Results[Scenario],0))"
    )
    rows = keyed(sheet)
    assert sheet.cell(rows["sales_gap"], FIRST + 2).value == f"=D{rows['expected_sales']}-D{rows['company_quota']}"
    row = rows["chance"]
    assert sheet.cell(row, FIRST + 1).value == (
        f"=INDEX(Attainment[Chance of the target],MATCH(C${HEADER},Attainment[Scenario],0))"
    )


def test_a_column_that_the_workbook_has_not_got_gives_values() -> None:
    live = headers()
    del live["Results"]["reps_final"], live["Attainment"]
    sheet = sheet_of(comparison_sheet(comparison(2), live=live))
    rows = keyed(sheet)
    assert sheet.cell(rows["reps_final"], FIRST + 1).value == 12_654_120
    assert sheet.cell(rows["chance"], FIRST + 1).value == 0.5
    assert str(sheet.cell(rows["company_quota"], FIRST + 1).value).startswith("=INDEX(Results")


def test_printed_alone_it_has_no_formulas() -> None:
    sheet = sheet_of(comparison_sheet(comparison(3)))
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]


def test_a_failed_scenario_says_why_and_shows_nothing_else() -> None:
    sheet = sheet_of(built())
    column = FIRST + 1 + FAILED
    below = [sheet.cell(row, column).value for row in range(HEADER + 1, max(keyed(sheet).values()) + 1)]
    assert [text for text in below if text] == [
        "Not computed: the cap of 2 % and the floor of 5 % leave no room for the target"
    ]
    assert "Cap of 2 %" in str(sheet.cell(HEADER, column).value)
    for chart in charts(built()):
        assert "Cap of 2 %" not in chart


def test_charts_show_all_that_were_computed() -> None:
    asked, likely, moving, chances, outlook = charts(built())
    assert asked.count("<c:v>Cautious</c:v>") == 3
    assert asked.count("<c:errBars>") == 1
    assert "<c:v>0.67</c:v>" in likely or "<c:v>0.67" in likely
    assert moving.count("<c:v>Most growth ± 1 %</c:v>") == 2
    assert "Weight of potential" not in moving  # it moves nothing
    assert outlook.count("<c:v>Dec</c:v>") == 7
    drivers = [
        chances.index(f"<c:v>{name} ± 1 %</c:v>") for name in ("Weight of potential", "Company target", "Market growth")
    ]
    assert drivers == sorted(drivers)
    assert "Price change" not in chances
    assert "<c:v>-12.5</c:v>" in chances  # percentage points


@pytest.mark.parametrize("focus", ["", "Cautious {x}"])
def test_charts_of_one_scenario_name_it(focus: str) -> None:
    moving, chances, outlook = charts(comparison_sheet(comparison(3, focus=focus)))[2:]
    name = focus or "Plan"
    assert f"How the year may go, from January on: {name}" in outlook
    assert f"What a step moves in the reps’ quotas: {name}" in moving
    assert f"What a step moves in the chance of the target, points: {name}" in chances


def test_charts_take_hidden_cells() -> None:
    hidden = [each for each in sheet_of(built()).column_dimensions.values() if each.hidden and each.min > 1]
    assert [(each.min - 1, each.max - each.min + 1) for each in hidden] == [(Layout(6).data, 23)]
    assert not [chart for chart in charts(built()) if "plotVisOnly" in chart]


@pytest.mark.parametrize(("count", "pages"), [(5, None), (6, 0)])
def test_few_print_on_one_page_and_many_on_pages_of_their_width(count: int, pages: int | None) -> None:
    sheet = sheet_of(built(count))
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, pages)
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    assert sheet.freeze_panes == f"D{HEADER + 1}"


def test_as_many_as_there_may_be_keep_to_the_first_page() -> None:
    sheet = sheet_of(built(MOST_SHOWN))
    last = max(keyed(sheet).values())
    points = sum(sheet.row_dimensions[row].height or 15 for row in range(1, last + 1))
    assert points < Layout(MOST_SHOWN + 1).width * 0.75 * 7.27 / 10.99


def test_more_than_there_is_room_for_are_counted() -> None:
    case = comparison(13)
    assert (len(case.subjects), case.more) == (MOST_SHOWN + 1, 1)
    assert "Scenarios that have no room here: 1. They are on the sheets behind this one." in texts(sheet_of(built(13)))


def tints(sheet: Worksheet, row: int) -> list[str]:
    """Give the formulas of the conditional formats of a row."""
    found = []
    for area in sheet.conditional_formatting:
        if next(iter(area.sqref.ranges)).min_row == row:
            found += [rule.formula[0] for rule in area.rules]
    return found


def test_more_is_better_or_worse_or_neither() -> None:
    sheet = sheet_of(built())
    rows = keyed(sheet)
    for key, places in (("chance", 3), ("expected_attainment", 3), ("p10", 0), ("sales_gap", 0)):
        at = rows[key]
        assert tints(sheet, at) == [
            f"AND(ISNUMBER(D{at}),ISNUMBER($C{at}),ROUND(D{at},{places}){sign}ROUND($C{at},{places}))" for sign in "><"
        ]
    for key in ("company_quota", "share_at_quota", "cost_of_sales", "margin"):
        assert tints(sheet, rows[key]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_has_a_colour_in_every_language(language: str) -> None:
    sheet = sheet_of(built(3, language))
    row = keyed(sheet)["mark"]
    assert f'"{sheet_of(built(3, language), values=True).cell(row, FIRST + 1).value}"' in tints(sheet, row)


def test_a_figure_that_nobody_has_is_left_out() -> None:
    case = compared({"Results": frames(2)["Results"]}, **facts())
    assert case.row("chance") is None
    assert case.row("company_quota") is not None
    data = comparison_sheet(case, live=headers())
    assert faults(data) == []
    assert len(charts(data)) == 1


def test_nothing_at_all_could_be_computed() -> None:
    tables = frames(4)
    failed = tables["Results"].iloc[[FAILED]].reset_index(drop=True)
    data = comparison_sheet(compared({"Results": failed}, **facts()), live=headers())
    assert faults(data) == []
    assert charts(data) == []


def facts() -> dict[str, Any]:
    return {
        "title": "Quota scenarios",
        "plan_year": 2027,
        "language": "en",
        "currency": currency("CNY"),
        "changes": {},
        "draws": 1000,
        "correlation": 0.3,
    }


def test_amounts_are_in_units_of_the_currency() -> None:
    tables = frames(1)
    for code, amount in (("JPY", 1_240_600_000), ("KWD", 1_240_600)):
        case = compared(tables, **(facts() | {"currency": currency(code)}))
        assert case.value("company_quota", 0) == amount


def test_text_stays_text() -> None:
    case = comparison(1)
    odd = replace(case, subjects=(case.subjects[0], Subject("=1+1", "+2", "")), notes=("=HYPERLINK(1)",))
    sheet = sheet_of(comparison_sheet(odd, live=headers()))
    kinds = {cell.value: cell.data_type for line in sheet.iter_rows() for cell in line if cell.value}
    assert [kinds[text] for text in ("=1+1", "+2", "=HYPERLINK(1)")] == ["s", "s", "s"]


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert comparison_sheet(comparison(3), live=headers()) == built(3)


def test_put_in_again_it_takes_its_own_place() -> None:
    package = Package(Path("book.xlsx"), in_a_book())
    again = package.written(edited(package, [SheetGraft("Comparison", ANCHOR, built(3), None)]))
    assert violations(again) == []
    names = load_workbook(BytesIO(again)).sheetnames
    assert names.count("Comparison") == 1
    assert names.index("Comparison") == names.index("Scenarios") + 1


@pytest.mark.flow
def test_ironcalc_recalculates_the_values_beside_the_formulas(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(in_a_book())
    assert formula_mismatches(path, recalculated_by_ironcalc(path)) == []


@pytest.mark.live
def test_libreoffice_recalculates_the_values_beside_the_formulas(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(book(MOST_SHOWN, "zh-Hans"))
    assert formula_mismatches(path, recalculated_by_libreoffice(path, tmp_path / "out")[path]) == []


def test_names_are_no_patterns() -> None:
    case = comparison(1)
    odd = replace(case, subjects=(case.subjects[0], Subject('A*? ~"b"')))
    sheet = sheet_of(comparison_sheet(odd, live=headers()))
    formula = str(sheet.cell(keyed(sheet)["company_quota"], FIRST + 2).value)
    assert 'MATCH("A~*~? ~~""b""",Results[Scenario],0)' in formula


def standing(**figures: Sequence[Any]) -> Comparison:
    """Give a comparison of scenarios A, B, … that stand so, the plan first."""
    count = len(next(iter(figures.values())))
    standings = tuple(
        replace(Standing(name=name), **{key: values[place] for key, values in figures.items()})
        for place, name in enumerate(["Plan", *"ABCDEF"][:count])
    )
    return replace(comparison(1), standings=standings)


EVEN = (100.0,) * 3


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (
            standing(chance=(0.5,)),
            "There is only the plan so far. Type scenarios on the sheet Scenarios, and run again.",
        ),
        (
            standing(chance=(0.5, 0.6, 0.6), target=EVEN),
            "Of those that ask for no less than the plan, “A” most likely reaches the company’s target: 60.0 %, the plan 50.0 %.",
        ),
        (
            standing(chance=(0.5, 0.5001, 0.2), target=EVEN),
            "No scenario that asks for as much as the plan is likelier to reach the company’s target: 50.0 %.",
        ),
        (
            standing(chance=(0.5, 0.9, 0.4), target=(100, 90, 110)),
            "No scenario that asks for as much as the plan is likelier to reach the company’s target: 50.0 %.",
        ),
        (standing(chance=(0.5, 0.9), target=(100, 90)), ""),
        (standing(chance=(None, 0.5), target=(100, 100)), ""),
        (
            standing(sales=(100, 90, 108.04)),
            "Most sales are expected in “B”: 108, 8.0 % more than in the plan.",
        ),
        (
            standing(share=(0.5, 0.55, 0.76)),
            "“A” comes nearest to the 60 to 70 % of reps at quota that are usually aimed at: 55.0 %, in the plan 50.0 %.",
        ),
        (
            standing(share=(0.5, 0.5001, 0.49)),
            "No scenario comes nearer than the plan to the 60 to 70 % of reps at quota that are usually aimed at: 50.0 %.",
        ),
        (
            standing(share=(0.5, 0.6, 0.7)),
            "Of the reps 60 to 70 % reach their quota, as is usually aimed at, in: A, B.",
        ),
        (
            standing(share=(0.65, 0.4, 0.39, 0.8, 0.81)),
            "Of the reps 60 to 70 % reach their quota, as is usually aimed at, in: Plan. "
            "Too hard, with fewer than 40 % of the reps at quota: B. Too easy, with more than 80 % of the reps at quota: D.",
        ),
        (
            standing(share=(0.6, *[0.1] * 5)),
            "Of the reps 60 to 70 % reach their quota, as is usually aimed at, in: Plan. "
            "Too hard, with fewer than 40 % of the reps at quota: A, B, C, D and 1 more.",
        ),
    ],
)
def test_what_it_comes_to_in_short(case: Comparison, said: str) -> None:
    assert in_short(case) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-Hans", "通常目标 60–70% 之内的是：Plan。过难（能完成配额的销售代表不到 40%）：A、B、C、D等。"),
        ("zh-Hant", "通常目標 60–70% 之內的是：Plan。過難（能完成配額的業務代表不到 40%）：A、B、C、D等。"),
    ],
)
def test_chinese_sentences_in_short_stand_close(language: str, said: str) -> None:
    case = replace(standing(share=(0.6, *[0.1] * 5)), language=language)
    assert in_short(case).endswith(said)


def test_chances_and_shares_of_reps_show_tenths() -> None:
    sheet = sheet_of(built())
    for key in ("chance", "share_at_quota"):
        assert sheet.cell(keyed(sheet)[key], FIRST + 1).number_format == "0.0%"


def test_the_foot_of_a_page_names_the_file() -> None:
    assert sheet_of(built()).oddFooter.left.text == "&F"


def test_scenarios_without_a_column_count_in_short() -> None:
    tables = frames(13)
    tables[ATTAINMENT.name].loc[tables[ATTAINMENT.name].index[-1], "share_at_quota"] = 0.95
    case = compared(tables, **facts())
    assert "One too many" in [subject.name for subject in case.subjects]  # in place of the one that failed
    assert len(case.standings) == 14
    many = tables | {RESULTS.name: pd.concat([tables[RESULTS.name], tables[RESULTS.name].iloc[1:]])}
    assert "Too easy, with more than 80 % of the reps at quota: One too many" in in_short(compared(many, **facts()))


def test_failed_scenarios_give_way_to_computed_ones() -> None:
    names = [subject.name for subject in comparison(13).subjects]
    assert "Cap of 2 %" not in names
    assert names[-1] == "One too many"
    assert "Cap of 2 %" in [subject.name for subject in comparison(12).subjects]


def test_what_only_repeats_the_target_has_no_row() -> None:
    tables = frames(3)
    assert not {"company_base", "company_final"} & keyed(sheet_of(built())).keys()
    tables[RESULTS.name]["company_base"] = [1, 1, 1, 1]
    case = compared(tables, **facts())
    assert case.row("company_base") is not None
    assert case.row("company_final") is None


def test_names_are_cut_only_where_there_is_no_room() -> None:
    few, many = charts(built())[0], charts(built(MOST_SHOWN))[0]
    assert "<c:v>Price +3 %, no hires…</c:v>" in few
    assert "<c:v>Price +3 %, no hi…</c:v>" in many


def test_a_failed_scenario_is_named_in_short() -> None:
    assert in_short(comparison(FAILED)).endswith("Could not be computed: Cap of 2 %.")
    assert in_short(comparison(FAILED, "zh-Hans")).endswith("无法计算：上限 2%。")


def test_every_figure_compared_is_declared_and_computed() -> None:
    known = {f"{table.name}.{key}" for table in (RESULTS, ATTAINMENT) for key in table.keys}
    assert {row.live for row in comparison(2).rows if not row.less} <= known


def test_order_of_the_rows_of_attainment_changes_nothing() -> None:
    tables = frames(5)
    turned = tables | {ATTAINMENT.name: pd.DataFrame(tables[ATTAINMENT.name].iloc[::-1])}
    assert compared(turned, **facts()) == compared(tables, **facts())


def test_blanks_of_any_kind_are_unknown() -> None:
    tables = frames(5)
    typed = {name: frame.convert_dtypes() for name, frame in tables.items()}
    assert typed[RESULTS.name]["company_final"].dtype == "Int64"
    assert compared(typed, **facts()) == compared(tables, **facts())
