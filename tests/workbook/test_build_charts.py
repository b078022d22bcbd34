"""The charts beside tables: what they show, how they look, where they stand."""

import re
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from salesplan.tables.charts import Chart
from salesplan.tables.lifecycle import LIFECYCLE
from salesplan.tables.model import Holds, Sheet, Table
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scoring import KPIS
from salesplan.tables.tiers import PARETO, TIERS
from salesplan.words import LANGUAGES
from salesplan.workbook.addresses import column_letters, quoted
from salesplan.workbook.build import build
from tests.workbook.excel_rules import violations
from tests.workbook.small_plans import plan_with

HEADER, FIRST = 4, 5
SHOWN = (Holds.PERCENT, Holds.MONEY, Holds.INTEGER, Holds.NUMBER)
PLAN = plan_with(*(sheet.table for sheet in SALES_PLAN.sheets if sheet.charts))
CHARTED = [(sheet, chart) for sheet in SALES_PLAN.sheets for chart in sheet.charts]
charts = pytest.mark.parametrize(("sheet", "chart"), CHARTED, ids=[chart.title.en for _, chart in CHARTED])
languages = pytest.mark.parametrize("language", LANGUAGES)


def rows_of(table: Table) -> dict[str, list[Any]]:
    """Fill a table's declared rows with numbers."""
    declared = {key: [row[place] for row in table.given] for place, key in enumerate(table.keys)}
    for column in table:
        if column.holds in SHOWN and declared[column.key][0] is None:
            declared[column.key] = [place / 100 for place in range(1, len(table.given) + 1)]
    return declared


@cache
def parts(language: str) -> dict[str, bytes]:
    rows = {table.name: rows_of(table) for table in (TIERS, PARETO, LIFECYCLE, KPIS)}
    data = build(PLAN, language=language, settings={"plan_year": 2027}, rows=rows)
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(markup: bytes) -> Element:
    root = fromstring(markup)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def drawn(chart: Chart, language: str = "en") -> Element:
    """Find a chart by its title."""
    roots = [tree(data) for name, data in parts(language).items() if name.startswith("xl/charts/chart")]
    found = [root for root in roots if chart.title.said(language) in {item.text for item in root.iter("t")}]
    assert len(found) == 1
    return found[0]


def cells(sheet: Sheet, key: str, language: str) -> str:
    letters = column_letters(sheet.table.keys.index(key) + 1)
    last = HEADER + len(sheet.table.given)
    return f"{quoted(sheet.name.said(language))}!${letters}${FIRST}:${letters}${last}"


def texts(root: Element, path: str) -> list[str]:
    return [item.text or "" for item in root.findall(path)]


@languages
@charts
def test_a_chart_shows_the_cells_of_its_columns(sheet: Sheet, chart: Chart, language: str) -> None:
    root = drawn(chart, language)
    shown = [*chart.columns, *([chart.line] if chart.line else [])]
    assert texts(root, ".//ser/val/numRef/f") == [cells(sheet, key, language) for key in shown]
    assert set(texts(root, ".//ser/cat//f")) == {cells(sheet, chart.categories, language)}
    heads = [
        f"{cells(sheet, key, language).rpartition('!')[0]}!${column_letters(at)}${HEADER}"
        for key, at in places(sheet, shown)
    ]
    assert texts(root, ".//ser/tx/strRef/f") == heads


def places(sheet: Sheet, keys: list[str]) -> list[tuple[str, int]]:
    return [(key, sheet.table.keys.index(key) + 1) for key in keys]


@charts
def test_a_chart_keeps_the_values_of_its_cells_for_previews(sheet: Sheet, chart: Chart) -> None:
    root = drawn(chart)
    given = rows_of(sheet.table)
    for series, key in zip(root.findall(".//barChart/ser"), chart.columns, strict=True):
        kept = [float(text) for text in texts(series, "val//pt/v")]
        assert kept == given[key]
        assert texts(series, "tx//pt/v") == [sheet.table[key].label.en]
    assert len(texts(root, ".//barChart/ser/cat//pt/v")) == len(chart.columns) * len(sheet.table.given)


def test_stages_stand_under_their_columns_in_the_language() -> None:
    chart = SALES_PLAN.sheets[[sheet.table for sheet in SALES_PLAN.sheets].index(LIFECYCLE)].charts[0]
    labels = [choice.label.said("zh-Hant") for choice in LIFECYCLE["stage"].choices]
    assert texts(drawn(chart, "zh-Hant"), ".//ser/cat//pt/v") == labels


@charts
def test_axes_show_numbers_as_what_they_are(sheet: Sheet, chart: Chart) -> None:
    root = drawn(chart)
    formats = [axis.attrib["formatCode"] for axis in root.findall(".//valAx/numFmt")]
    keys = [chart.columns[0], *([chart.line] if chart.line else [])]
    wanted = ["0%" if sheet.table[key].holds is Holds.PERCENT else "#,##0" for key in keys]
    assert sorted(formats) == sorted(wanted)


@languages
@charts
def test_axes_are_named_where_two_differ(sheet: Sheet, chart: Chart, language: str) -> None:
    named = {"".join(texts(axis, "title//t")) for axis in drawn(chart, language).findall(".//valAx")} - {""}
    keys = [chart.columns[0], chart.line] if chart.line else []
    assert named == {sheet.table[key].label.said(language) for key in keys}


@charts
def test_an_axis_of_shares_goes_from_none_to_all(sheet: Sheet, chart: Chart) -> None:
    for axis in drawn(chart).findall(".//valAx"):
        shares = axis.find("numFmt[@formatCode='0%']") is not None
        limits = [item.get("val") for end in ("min", "max") for item in axis.findall(f"scaling/{end}")]
        assert limits == (["0", "1"] if shares else [])
    assert sheet.table[chart.columns[0]].holds in SHOWN


@charts
def test_many_labels_along_an_axis_are_small_enough_for_one_line(sheet: Sheet, chart: Chart) -> None:
    (size,) = {item.get("sz") for item in drawn(chart).findall(".//catAx[1]/txPr//defRPr")} - {None}
    assert size == ("700" if len(sheet.table.given) > 12 else "900")


def test_the_line_has_an_axis_of_its_own() -> None:
    chart = next(chart for _, chart in CHARTED if chart.line)
    root = drawn(chart)
    (line,) = root.iter("lineChart")
    (bars,) = root.iter("barChart")
    axes = [{item.get("val") for item in each.findall("axId")} for each in (bars, line)]
    assert not axes[0] & axes[1]
    own = [axis for axis in root.iter("valAx") if {item.get("val") for item in axis.findall("axId")} <= axes[1]]
    assert [item.get("val") for axis in own for item in axis.findall("crosses")] == ["max"]


@charts
def test_a_legend_is_there_where_there_is_more_than_one_thing_to_tell(sheet: Sheet, chart: Chart) -> None:
    legends = [item.get("val") for item in drawn(chart).findall(".//legend/legendPos")]
    assert legends == (["b"] if len(chart.columns) > 1 or chart.line else [])


@languages
def test_charts_stand_right_of_their_table_one_above_the_other_and_print_on_one_page(language: str) -> None:
    book = load_workbook(BytesIO(build(PLAN, language=language, settings={"plan_year": 2027})))
    for sheet in PLAN.sheets:
        worksheet: Any = book[sheet.name.said(language)]
        anchors = [chart.anchor for chart in worksheet._charts]
        assert len(anchors) == len(sheet.charts)
        for anchor in anchors:
            assert anchor.editAs == "oneCell"
            assert anchor._from.col >= len(sheet.table.columns)
            assert anchor._from.row >= HEADER - 1
        for upper, lower in pairwise(anchors):
            assert (upper.to.row, upper.to.rowOff) <= (lower._from.row, lower._from.rowOff)
        if sheet.charts:
            assert (worksheet.page_setup.fitToWidth or 1) == 1


@languages
def test_charts_speak_in_the_font_of_the_workbook(language: str) -> None:
    font = {"en": "Calibri", "zh-Hans": "Microsoft YaHei", "zh-Hant": "Microsoft JhengHei"}[language]
    for name, data in parts(language).items():
        if name.startswith("xl/charts/"):
            assert set(re.findall(r'<a:latin typeface="([^"]+)"', data.decode())) == {font}


@languages
def test_excel_opens_a_plan_with_full_tables_and_charts(language: str) -> None:
    rows = {table.name: rows_of(table) for table in (TIERS, PARETO, LIFECYCLE, KPIS)}
    assert violations(build(PLAN, language=language, settings={"plan_year": 2027}, rows=rows)) == []
