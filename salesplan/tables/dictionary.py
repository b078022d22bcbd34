"""The data dictionary: every table, column and setting in words, from its declaration."""

from collections.abc import Sequence
from typing import Any

from salesplan.tables.model import Column, Holds, Owner, Setting, Table, WorkbookPlan
from salesplan.words import ENGLISH, Words

_OWNERS = {
    Owner.PERSON: Words("typed", "手工填写", "手工填寫"),
    Owner.SALESPLAN: Words("computed", "系统计算", "系統計算"),
    Owner.SHEET: Words("formula", "公式", "公式"),
}
_HEADINGS = tuple(
    Words(*heading)
    for heading in (
        ("key", "键", "鍵"),
        ("header", "表头", "表頭"),
        ("holds", "类型", "類型"),
        ("who", "填写", "填寫"),
        ("meaning", "含义", "含義"),
    )
)


def overview(tables: Sequence[Table], language: str = ENGLISH) -> list[list[str]]:
    """List tables: name, what a row is, what the table is for."""
    return [[table.name, table.row.said(language), table.help.said(language)] for table in tables]


def of_table(table: Table, language: str = ENGLISH) -> list[list[str]]:
    """List the columns of a table under headings.

    Examples
    --------
    >>> from salesplan.tables.inputs import RAMP
    >>> of_table(RAMP)[1][:4]
    ['month *', 'Month of tenure', 'whole number, 1 to 60', 'typed']
    """
    headings = [heading.said(language) for heading in _HEADINGS]
    return [headings] + [
        [
            column.key + (" *" if column.identity else ""),
            column.label.said(language),
            held(column),
            _OWNERS[column.owner].said(language),
            column.help.said(language),
        ]
        for column in table
    ]


def held(column: Column | Setting) -> str:
    """Say what a column or setting holds, with its range or its values."""
    if column.holds is Holds.CHOICE:
        also = getattr(column, "also", None)
        return ", ".join(choice.key for choice in column.choices) + (f" or a {also}" if also else "")
    shown = [
        f"{bound * 100:g} %" if column.holds is Holds.PERCENT else f"{bound:g}"
        for bound in (column.minimum, column.maximum)
        if bound is not None
    ]
    limits = " to ".join(shown) if len(shown) == 2 else f"{shown[0]} or more" if shown else ""
    refers = getattr(column, "refers", "")
    return ", ".join(part for part in (str(column.holds), limits, f"one of {refers}" if refers else "") if part)


def as_data(table: Table, language: str = ENGLISH) -> dict[str, Any]:
    """Give a table's declaration as plain data."""
    return {
        "table": table.name,
        "row": table.row.said(language),
        "help": table.help.said(language),
        "columns": [
            {
                "key": column.key,
                "labels": list(column.label.every()),
                "holds": str(column.holds),
                "owner": str(column.owner),
                "identity": column.identity,
                "required": column.required,
                "minimum": column.minimum,
                "maximum": column.maximum,
                "choices": [choice.key for choice in column.choices],
                "refers": column.refers,
                "formula": column.formula,
                "help": column.help.said(language),
            }
            for column in table
        ],
    }


def markdown(plan: WorkbookPlan, language: str = ENGLISH) -> str:
    """Write the whole dictionary of a workbook as a Markdown page."""
    lines = [f"# {plan.title.said(language)}: `{plan.file}`", ""]
    lines += [
        "Made from the declarations in `salesplan/tables/`. `*` marks what tells rows apart; headers may be in English,",
        "simplified or traditional Chinese, or the key itself.",
        "",
        "## Settings",
        "",
        "Each is a defined name.",
        "",
        "| name | label | holds | default | meaning |",
        "|---|---|---|---|---|",
    ]
    for setting in plan.settings:
        lines.append(
            _row(
                [
                    f"`{setting.key}`",
                    " · ".join(setting.label.every()),
                    held(setting),
                    setting.default_text,
                    setting.help.said(language),
                ]
            )
        )
    for table in plan.tables:
        lines += ["", f"## {table.name}", "", f"A row is {table.row.said(language)}. {table.help.said(language)}", ""]
        lines += ["| key | headers | holds | who | meaning |", "|---|---|---|---|---|"]
        for column in table:
            owner = _OWNERS[column.owner].said(language) + (f": `{column.formula}`" if column.formula else "")
            key = f"`{column.key}`" + (" *" if column.identity else "")
            lines.append(_row([key, " · ".join(column.label.every()), held(column), owner, column.help.said(language)]))
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
