"""What a built workbook holds: all that is declared, in every language, and nothing that Excel would repair."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from salesplan.errors import UnknownName
from salesplan.tables.columns import choice, money, option, text
from salesplan.tables.inputs import RAMP, REPS, SEASON
from salesplan.tables.model import Column, Figure, Holds, Owner, Setting, Sheet, Table, label_of
from salesplan.tables.plan import MONTH_FIGURES, SALES_PLAN
from salesplan.tables.quota import QUOTA, REGION_QUOTA
from salesplan.words import LANGUAGES, Words
from salesplan.workbook.build import build
from salesplan.workbook.build_config import CONFIG_SHEET
from tests.workbook.small_plans import plan_with

CURRENCIES = {"en": "USD", "zh-Hans": "CNY", "zh-Hant": "TWD"}
HEADER, FIRST = 4, 5

tables = pytest.mark.parametrize("table", SALES_PLAN.tables, ids=lambda table: table.name)
languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def built(language: str) -> bytes:
    return build(SALES_PLAN, language=language, settings={"plan_year": 2027, "currency": CURRENCIES[language]})


@cache
def opened(language: str) -> Workbook:
    return load_workbook(BytesIO(built(language)))


@cache
def parts(language: str) -> dict[str, str]:
    with ZipFile(BytesIO(built(language))) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def sheet_of(table: Table, language: str = "en") -> Worksheet:
    name = next(sheet.name for sheet in SALES_PLAN.sheets if sheet.table is table)
    return opened(language)[name.said(language)]


def cell_of(table: Table, key: str, row: int = FIRST) -> str:
    return str(sheet_of(table).cell(row, table.keys.index(key) + 1).coordinate)


def named(language: str, name: str) -> Any:
    """Give the cell of a defined name."""
    sheet, _, cell = opened(language).defined_names[name].attr_text.rpartition("!")
    return opened(language)[sheet.strip("'")][cell.replace("$", "")]


def validation(sheet: Worksheet, cell: str) -> DataValidation:
    found = [each for each in sheet.data_validations.dataValidation if cell in each.sqref]
    assert len(found) == 1, cell
    return found[0]


def conditions(table: Table, key: str, row: int = FIRST) -> list[str]:
    formats = sheet_of(table).conditional_formatting
    wanted = cell_of(table, key, row)
    return [rule.formula[0] for area in formats if wanted in area.sqref for rule in area.rules]


def formulas(language: str) -> Iterator[tuple[str, str, str]]:
    for sheet in opened(language).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    yield sheet.title, cell.coordinate, cell.value


@languages
def test_the_sheets_are_there_in_order_under_their_names(language: str) -> None:
    first = {"en": ["Start", "Settings"], "zh-Hans": ["开始", "设置"], "zh-Hant": ["開始", "設定"]}[language]
    declared = [sheet.name.said(language) for sheet in SALES_PLAN.sheets]
    assert opened(language).sheetnames == [*first, *declared, CONFIG_SHEET]
    assert opened(language).active.title == first[0]
    selected = [sheet.title for sheet in opened(language).worksheets if sheet.sheet_view.tabSelected]
    assert selected == first[:1]


@languages
@tables
def test_a_table_has_its_name_place_and_headers(table: Table, language: str) -> None:
    sheet = sheet_of(table, language)
    listed = sheet.tables[table.excel_name]
    assert listed.displayName == table.excel_name
    assert listed.autoFilter.ref == listed.ref
    assert sheet[listed.ref][0][0].coordinate == f"A{HEADER}"
    headers = [column.name for column in listed.tableColumns]
    assert headers == [cell.value for cell in sheet[listed.ref][0]]
    assert [table.column_for(header) for header in headers] == list(table.columns)
    assert sheet["A2"].value == table.help.said(language)


@tables
def test_the_rows_of_a_blank_table(table: Table) -> None:
    sheet = sheet_of(table)
    rows = list(sheet.iter_rows(min_row=FIRST, max_col=len(table.columns), values_only=True))
    assert len(rows) == max(len(table.given), 1)
    for row, given in zip(rows, table.given or [(None,) * len(table.columns)], strict=True):
        for column, cell, value in zip(table, row, given, strict=True):
            said = label_of(column.choices, value, "en") if isinstance(value, str) else value
            said = value.en if isinstance(value, Words) else said
            assert column.formula or cell == said


def test_season_has_its_months_and_ramp_its_default() -> None:
    assert [sheet_of(SEASON).cell(row, 1).value for row in range(5, 17)] == list(range(1, 13))
    assert [sheet_of(RAMP).cell(row, 2).value for row in range(5, 10)] == [0, 0.25, 0.5, 0.75, 1]


@languages
@pytest.mark.parametrize("setting", SALES_PLAN.settings, ids=lambda setting: setting.key)
def test_a_setting_is_a_defined_name_with_its_words_beside_it(setting: Setting, language: str) -> None:
    cell = named(language, setting.key)
    given = {"plan_year": 2027, "currency": CURRENCIES[language], "language": language}
    default = label_of(setting.choices, str(setting.default), language) if setting.choices else setting.default
    assert cell.value == given.get(setting.key, default)
    beside = [cell.parent.cell(cell.row, column).value or "" for column in (1, 3, 4, 5)]
    words = [setting.label.said(language), setting.unit.said(language), setting.help.said(language)]
    assert beside == [*words, setting.key]
    assert validation(cell.parent, cell.coordinate).promptTitle == setting.label.said(language)


def test_settings_are_checked_where_they_are_typed() -> None:
    settings = opened("en")["Settings"]
    season = validation(settings, named("en", "season_source").coordinate)
    assert (season.type, season.formula1) == ("list", '"history,even,working days,typed"')
    assert season.errorStyle is None or season.errorStyle == "stop"
    newcomer = validation(settings, named("en", "new_rep_share").coordinate)
    assert (newcomer.type, newcomer.errorStyle) == ("list", "warning")
    growth = validation(settings, named("en", "growth").coordinate)
    assert (growth.type, growth.formula1, growth.formula2) == ("decimal", "-1", "10")
    assert validation(settings, named("en", "as_of").coordinate).type == "date"


@languages
def test_choices_are_listed_with_the_language_s_comma(language: str) -> None:
    cell = named(language, "season_source")
    comma = ", " if language == "en" else "、"
    season = next(setting for setting in SALES_PLAN.settings if setting.key == "season_source")
    listed = comma.join(choice.label.said(language) for choice in season.choices)
    assert listed in validation(cell.parent, cell.coordinate).error


def test_settings_that_are_given_count() -> None:
    given = {
        "plan_year": 2030,
        "as_of": date(2029, 6, 30),
        "season_source": "even",
        "growth": 0.07,
        "language": "zh-Hant",
    }
    book = load_workbook(BytesIO(build(plan_with(), language="zh-Hans", settings=given)))
    values = {row[4].value: row[1].value for row in book["设置"].iter_rows(min_row=5)}
    assert values["as_of"].date() == date(2029, 6, 30)
    assert (values["plan_year"], values["season_source"], values["growth"]) == (2030, "平均", 0.07)
    assert values["language"] == "zh-Hant"


def test_an_unknown_setting_or_language_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="'growth'"):
        build(SALES_PLAN, language="en", settings={"growht": 0.1})
    with pytest.raises(UnknownName, match="'zh-Hans'"):
        build(SALES_PLAN, language="zh-hans", settings={})


@languages
@pytest.mark.parametrize("figure", SALES_PLAN.figures, ids=lambda figure: figure.key)
def test_a_figure_is_a_live_formula_under_its_name(figure: Figure, language: str) -> None:
    cell = named(language, figure.key)
    assert cell.parent.title == {"en": "Start", "zh-Hans": "开始", "zh-Hant": "開始"}[language]
    assert cell.value.startswith("=")
    assert cell.parent.cell(cell.row, cell.column - 1).value == figure.label.said(language)
    assert ("%" in cell.number_format) == (figure.holds is Holds.PERCENT)


def test_figures_are_written_with_the_language_s_headers() -> None:
    assert named("en", "company_final").value == "=SUM(RegionQuota[Final])"
    assert named("zh-Hant", "company_m02").value == "=SUM(Quota[2 月])"


def test_the_title_follows_the_plan_year() -> None:
    assert opened("en")["Start"]["B1"].value == '="Sales plan "&plan_year'
    assert opened("zh-Hans")["开始"]["B1"].value == '=plan_year&" 年销售计划"'
    cached = load_workbook(BytesIO(built("zh-Hans")), data_only=True)
    assert cached["开始"]["B1"].value == "2027 年销售计划"


def test_the_chart_shows_the_cells_of_the_months() -> None:
    chart = parts("en")["xl/charts/chart1.xml"]
    first, last = named("en", MONTH_FIGURES[0].key), named("en", MONTH_FIGURES[-1].key)
    assert last.row - first.row == 11
    assert f"<c:f>Start!$C${first.row}:$C${last.row}</c:f>" in chart
    assert f"<c:f>Start!$B${first.row}:$B${last.row}</c:f>" in chart


@languages
def test_the_start_sheet_lists_every_visible_sheet_with_a_link_that_survives_renaming(language: str) -> None:
    start = opened(language).worksheets[0]
    links = {cell.hyperlink.location for row in start.iter_rows() for cell in row if cell.hyperlink}
    names = opened(language).defined_names
    assert links <= set(names)
    assert {names[link].attr_text.rpartition("!")[0].strip("'") for link in links} == set(
        opened(language).sheetnames[1:-1]
    )
    said = {cell.value for row in start.iter_rows() for cell in row}
    assert {table.help.said(language) for table in SALES_PLAN.tables} <= said
    assert {step.said(language).format(file=SALES_PLAN.file) for step in SALES_PLAN.steps} <= said


@tables
def test_totals_stand_above_their_columns_under_a_name(table: Table) -> None:
    for place, column in enumerate(table, start=1):
        name = f"total_{table.name}_{column.key}"
        assert (name in opened("en").defined_names) == column.total
        if column.total:
            total = named("en", name)
            assert (total.row, total.column) == (HEADER - 1, place)
            assert total.value == "=SUBTOTAL(109,{}[{}])".format(table.excel_name, column.label.en.replace("'", "''"))


def test_totals_show_the_currency() -> None:
    assert '"$"' in named("en", "total_Quota_final").number_format
    assert '"NT$"' in named("zh-Hant", "total_Quota_final").number_format


@languages
@tables
def test_typed_cells_are_checked_and_explained_and_computed_ones_guarded(table: Table, language: str) -> None:
    sheet = sheet_of(table, language)
    for place, column in enumerate(table, start=1):
        rule = validation(sheet, sheet.cell(FIRST, place).coordinate)
        if column.owner is Owner.PERSON:
            assert rule.prompt == column.help.said(language)
            assert rule.promptTitle == column.label.said(language)
        else:
            assert (rule.type, rule.formula1, rule.errorStyle or "stop") == ("custom", "FALSE", "stop")
            assert not rule.allow_blank
            assert rule.error
        hint = validation(sheet, sheet.cell(HEADER, place).coordinate)
        assert hint.type in (None, "none")
        assert column.help.said(language) in hint.prompt


@languages
@tables
def test_typed_columns_take_what_is_declared(table: Table, language: str) -> None:
    sheet = sheet_of(table, language)
    kinds = {
        Holds.TEXT: "textLength",
        Holds.MONEY: "decimal",
        Holds.LEDGER: "decimal",
        Holds.PERCENT: "decimal",
        Holds.NUMBER: "decimal",
        Holds.INTEGER: "whole",
        Holds.DATE: "date",
        Holds.MONTH: "date",
        Holds.MOMENT: "date",
    }
    for place, column in enumerate(table, start=1):
        if column.owner is not Owner.PERSON:
            continue
        rule = validation(sheet, sheet.cell(FIRST, place).coordinate)
        if column.refers:
            name = rule.formula1.lstrip("=")
            target, _, key = column.refers.partition(".")
            header = SALES_PLAN.table(target)[key].label.said(language)
            assert (rule.type, rule.errorStyle) == ("list", "warning")
            assert opened(language).defined_names[name].attr_text == f"{target}[{header}]"
        elif column.choices:
            labels = ",".join(each.label.said(language) for each in column.choices)
            assert (rule.type, rule.formula1) == ("list", f'"{labels}"')
        else:
            assert (rule.type or "none") == kinds.get(column.holds, "none")
            limits = [each for each in (column.minimum, column.maximum) if each is not None]
            assert {str(limit) for limit in limits} <= {str(rule.formula1), str(rule.formula2)}


@languages
def test_no_hint_is_longer_than_excel_takes(language: str) -> None:
    for sheet in opened(language).worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert all(len(text or "") <= 32 for text in (rule.promptTitle, rule.errorTitle))
            assert all(len(text or "") <= 255 for text in (rule.prompt, rule.error, rule.formula1))


@languages
def test_nothing_is_protected_or_hidden_but_what_excel_reads(language: str) -> None:
    for name, markup in parts(language).items():
        assert "Protection" not in markup.replace("applyProtection", ""), name
        assert ' hidden="1"' not in markup
    hidden = [sheet.title for sheet in opened(language).worksheets if sheet.sheet_state != "visible"]
    assert hidden == [CONFIG_SHEET]


def test_a_long_text_is_said_to_be_long_and_taken() -> None:
    rule = validation(sheet_of(REPS), cell_of(REPS, "rep"))
    assert (rule.type, rule.operator, rule.formula1) == ("textLength", "lessThanOrEqual", "1000")
    assert rule.errorStyle == "information"


def test_colours_warn() -> None:
    gap, final = cell_of(REGION_QUOTA, "gap"), cell_of(QUOTA, "override")
    assert conditions(REGION_QUOTA, "gap") == [f"AND(ISNUMBER(${gap}),ABS(${gap})>0.0004)"]
    assert conditions(REGION_QUOTA, "gap", HEADER - 1) == ["AND(ISNUMBER(J3),ABS(J3)>0.0004)"]
    assert conditions(QUOTA, "final") == [f'${final}<>""']
    assert len(conditions(QUOTA, "bound")) == 3
    assert any('="pin"' in rule and '="锁定"' in rule for rule in conditions(QUOTA, "bound"))
    assert len(conditions(SALES_PLAN.table("Findings"), "severity")) == 3


@languages
def test_names_are_legal_and_differ_from_each_other_and_from_the_tables(language: str) -> None:
    book = opened(language)
    names = [*book.defined_names, *(name for sheet in book.worksheets for name in sheet.tables)]
    folded = [name.casefold() for name in names]
    assert len(set(folded)) == len(folded)
    for name in names:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", name)
        assert not re.fullmatch(r"(?i)[a-z]{1,3}[0-9]+|r[0-9]*|c[0-9]*|r[0-9]+c[0-9]+.*", name), name


@languages
def test_formulas_name_tables_and_columns_that_exist_and_no_new_function(language: str) -> None:
    old = {
        "ABS",
        "AND",
        "HYPERLINK",
        "IF",
        "ISNUMBER",
        "MAX",
        "OR",
        "ROUND",
        "SUBSTITUTE",
        "SUBTOTAL",
        "SUM",
        "SUMPRODUCT",
    }
    headers = {
        listed.displayName: {column.name for column in listed.tableColumns}
        for sheet in opened(language).worksheets
        for listed in sheet.tables.values()
    }
    for sheet, cell, formula in formulas(language):
        tokens = Tokenizer(formula).items
        assert sum(t.subtype == "OPEN" for t in tokens) == sum(t.subtype == "CLOSE" for t in tokens), (sheet, cell)
        called = {t.value.rstrip("(") for t in tokens if t.type == "FUNC" and t.subtype == "OPEN"}
        assert called <= old, (sheet, cell, called)
        for table, own, whole in re.findall(r"(\w+)\[(?:\[#This Row\],\[([^\]]+)\]|([^\[\]]+))\]", formula):
            assert re.sub("'(.)", r"\1", own or whole) in headers[table], (sheet, cell, formula)


@languages
@tables
def test_calculated_columns_say_what_their_cells_say(table: Table, language: str) -> None:
    sheet = sheet_of(table, language)
    for place, listed in enumerate(sheet.tables[table.excel_name].tableColumns, start=1):
        cell = sheet.cell(FIRST, place).value
        declared = listed.calculatedColumnFormula
        assert (declared is not None) == bool(table.columns[place - 1].formula)
        if declared is not None:
            assert cell == f"={declared.attr_text}"
            assert "@" not in declared.attr_text


RECALCULATE = """
import json, sys
import ironcalc
model = ironcalc.load_from_xlsx(sys.argv[1], "en", "UTC", "en")
model.evaluate()
cells = json.loads(sys.stdin.read())
print(json.dumps([model.get_cell_value(*cell) for cell in cells]))
"""


@languages
def test_every_cached_value_is_what_a_recalculation_gives(language: str, tmp_path: Path) -> None:
    file = tmp_path / "blank.xlsx"
    file.write_bytes(built(language))
    cached = load_workbook(file, data_only=True)
    sheets = opened(language).sheetnames
    places = [(sheet, cached[sheet][cell]) for sheet, cell, _ in formulas(language)]
    asked = json.dumps([(sheets.index(sheet), cell.row, cell.column) for sheet, cell in places])
    run = subprocess.run(
        [sys.executable, "-c", RECALCULATE, str(file)],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    for (sheet, cell), value in zip(places, json.loads(run.stdout), strict=True):
        assert (cell.value or "") == (value or ""), (sheet, cell.coordinate)


@languages
def test_an_empty_text_is_cached_as_a_text(language: str) -> None:
    for name, markup in parts(language).items():
        if name.startswith("xl/worksheets/sheet"):
            assert not re.search(r'<c r="\w+"(?: s="\d+")?><f>[^<]*</f><v></v>', markup), name


@tables
def test_columns_are_wide_enough_for_ten_digits(table: Table) -> None:
    sheet = sheet_of(table, "zh-Hant")
    widths: dict[int, float] = {}
    for span in sheet.column_dimensions.values():
        widths |= dict.fromkeys(range(span.min, span.max + 1), span.width)
    for place, column in enumerate(table, start=1):
        amount = column.holds in (Holds.MONEY, Holds.LEDGER)
        least = (13 if amount else 6) + (3 if amount and column.total else 0)
        assert widths[place] >= max(column.width, least), column.key


@tables
def test_numbers_look_like_what_they_are(table: Table) -> None:
    shown = {Holds.PERCENT: "0.0%", Holds.DATE: "yyyy-mm-dd", Holds.MONTH: "yyyy-mm", Holds.LEDGER: "#,##0.00"}
    for place, column in enumerate(table, start=1):
        look = sheet_of(table).cell(FIRST, place).number_format
        assert look.removeprefix("+").startswith(shown.get(column.holds, "")), column.key
        if column.holds is Holds.TEXT and column.owner is Owner.PERSON:
            assert look == "@"
        if column.owner is Owner.SHEET:
            assert look != "@"


@tables
def test_a_cell_shows_who_fills_it(table: Table) -> None:
    fills = {Owner.PERSON: "FFFFF9DB", Owner.SALESPLAN: "FFF0F1F3", Owner.SHEET: "FFE6F0EE"}
    for place, column in enumerate(table, start=1):
        cell = sheet_of(table).cell(FIRST, place)
        assert cell.fill.fgColor.rgb == fills[column.owner]
        assert (cell.font.color is not None and cell.font.color.rgb == "FF0033CC") == (column.owner is Owner.PERSON)


@tables
def test_a_sheet_is_ready_to_read_and_print(table: Table) -> None:
    sheet = sheet_of(table)
    assert re.fullmatch(rf"[A-Z]+{FIRST}", sheet.freeze_panes)
    assert sheet.print_title_rows == "$1:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert "&P" in sheet.oddFooter.right.text or "Page" in sheet.oddFooter.right.text
    assert not sheet.sheet_view.showGridLines


def test_the_quota_sheet_keeps_its_names_in_view() -> None:
    assert sheet_of(QUOTA).freeze_panes == "E5"
    assert sheet_of(QUOTA).print_title_cols == "$A:$D"


@pytest.mark.parametrize(
    ("language", "font"), [("en", "Calibri"), ("zh-Hans", "Microsoft YaHei"), ("zh-Hant", "Microsoft JhengHei")]
)
def test_one_font_throughout(language: str, font: str) -> None:
    styles = parts(language)["xl/styles.xml"]
    fonts = styles[styles.index("<fonts") : styles.index("</fonts>")]
    assert set(re.findall(r'<name val="([^"]+)"/>', fonts)) == {font}
    assert ("scheme" in fonts) == (language == "en")


def test_the_same_call_gives_the_same_bytes() -> None:
    again = build(SALES_PLAN, language="en", settings={"plan_year": 2027, "currency": "USD"})
    assert again == built("en")


def test_another_declared_table_appears_with_all_that_belongs_to_it() -> None:
    kind = (option("open", "open, still", "未结"), option("won", "won", "赢单"))
    label, about = ("Amount", "金额", "金額"), ("How much.", "多少。", "多少。")
    columns: tuple[Column, ...] = (
        text("deal", ("Deal's [name]", "商机", "商機"), ("Which.", "哪个。", "哪個。"), identity=True),
        choice("state", ("State", "状态", "狀態"), ("How it stands.", "进展。", "進展。"), kind[1:]),
        money("amount", label, about, total=True, minimum=0),
        money("double", ("Double", "两倍", "兩倍"), about, formula="[@amount]*2", total=True),
        text("note", ("Note on [deal]", "备注", "備註"), about, formula='IF([@amount]="","",[@deal])'),
    )
    deals = Table("Deals", Words("a deal"), Words("What may come."), columns)
    plan = replace(plan_with(), sheets=(*plan_with().sheets, Sheet(Words("Deals & more"), deals)))
    book = load_workbook(BytesIO(build(plan, language="en", settings={"plan_year": 2027})))
    sheet = book["Deals & more"]
    assert [cell.value for cell in sheet[HEADER]] == [column.label.en for column in columns]
    assert sheet["D5"].value == "=Deals[[#This Row],[Amount]]*2"
    assert sheet["E5"].value.endswith("Deals[[#This Row],[Deal''s '[name']]])")
    assert book.defined_names["total_Deals_double"].attr_text == "'Deals & more'!$D$3"
    assert "Deals & more" in {cell.value for cell in book["Start"]["B"]}
