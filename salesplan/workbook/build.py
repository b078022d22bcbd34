"""A new workbook, blank or filled, built from the declarations in `salesplan.tables`."""

import re
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from salesplan.errors import UnknownName
from salesplan.tables.model import WorkbookPlan
from salesplan.tables.units import currency
from salesplan.words import LANGUAGES
from salesplan.workbook.build_config import add_config_sheet
from salesplan.workbook.build_draft import Around, Draft
from salesplan.workbook.build_macros import add_macros, has_macros
from salesplan.workbook.build_rows import Columns, columns_of, figure_values
from salesplan.workbook.build_rules import grows, list_name
from salesplan.workbook.build_settings import add_settings_sheet, setting_values
from salesplan.workbook.build_start import add_start_sheet
from salesplan.workbook.build_styles import Styles, default_font
from salesplan.workbook.build_tables import add_table_sheet

_CREATED: Final = datetime(2026, 1, 1)
_EMPTY_VALUE: Final = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)(><f>[^<]*</f><v></v></c>)')


_NONE_GIVEN: Final[Mapping[str, Any]] = MappingProxyType({})
_TEXT_STAYS_TEXT: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def build(
    plan: WorkbookPlan,
    *,
    language: str,
    settings: Mapping[str, object],
    rows: Mapping[str, Columns] = _NONE_GIVEN,
    figures: Mapping[str, float] = _NONE_GIVEN,
    macros: bool = False,
) -> bytes:
    """Build a workbook, blank where no rows are given.

    Parameters
    ----------
    plan
        The workbook's declarations.
    language
        The language of its texts: ``en``, ``zh-Hans`` or ``zh-Hant``.
    settings
        Values by key, in the unit people type; the others take their defaults. The language setting is
        ``language`` unless given.
    rows
        By table name and column key what the cells get: texts, numbers in the unit people type, dates, None
        for blank; a choice by its key, which appears as its label in the workbook's language (any other text stays as it is).
        A live formula's values go beside the formula. A table that is not named starts with the rows that
        it declares, or an empty one.
    figures
        The values beside the figures' formulas, by key; a figure that sums a column needs none.
    macros
        Whether it has macros, and buttons that run them; see `has_macros` for the kinds that may.

    Returns
    -------
    bytes
        The .xlsx file, an .xlsm file with macros. The same call gives the same bytes.

    Raises
    ------
    UnknownName
        If the language, a setting, a table, a column or a figure is unknown.
    ValueError
        If the columns of a table differ in length, or the kind of workbook comes without macros.

    Examples
    --------
    >>> from salesplan.tables.plan import SALES_PLAN
    >>> build(SALES_PLAN, language="en", settings={"plan_year": 2027})[:2]
    b'PK'
    >>> build(SALES_PLAN, language="en", settings={}, rows={"Growth": {"dimension": ["region"], "value": ["=East"]}})[:2]
    b'PK'
    """
    if macros and not has_macros(plan):
        raise ValueError(f"a workbook of the kind {plan.kind} has no macros")
    file = BytesIO()
    with new_book(file, language) as book:
        _fill(drafted(book, plan, language, settings, rows, figures, macros=macros))
    return with_empty_texts(file.getvalue())


def new_book(file: BytesIO, language: str) -> Workbook:
    """Begin a workbook in the font of a language; it is written when it is closed.

    Raises
    ------
    UnknownName
        If the language is unknown.
    """
    if language not in LANGUAGES:
        raise UnknownName("language", language, list(LANGUAGES))
    return Workbook(file, {"in_memory": True, "default_format_properties": default_font(language)} | _TEXT_STAYS_TEXT)


def drafted(
    book: Workbook,
    plan: WorkbookPlan,
    language: str,
    settings: Mapping[str, object],
    rows: Mapping[str, Columns],
    figures: Mapping[str, float] = _NONE_GIVEN,
    *,
    macros: bool = False,
    around: Around | None = None,
) -> Draft:
    """Bring together what the builders of sheets are handed; as in `build`, and `Draft` for ``around``."""
    values = setting_values(plan, settings, language)
    columns = columns_of(plan, rows, language)
    headers = {table.name: {column.key: column.label.said(language) for column in table} for table in plan.tables}
    return Draft(
        book=book,
        plan=plan,
        styles=Styles(book, currency(str(values.get("currency") or ""))),
        language=language,
        values=values,
        headers=headers if around is None else around.headers,
        columns=columns,
        figures=figure_values(plan, figures, columns),
        macros=macros,
        around=around,
    )


def _fill(draft: Draft) -> None:
    draft.book.set_properties({"title": draft.title(), "author": "salesplan", "created": _CREATED})
    add_start_sheet(draft)
    add_settings_sheet(draft)
    for sheet in draft.plan.sheets:
        add_table_sheet(draft, sheet)
    if not draft.issued:
        add_config_sheet(draft)
    if draft.macros:
        add_macros(draft)
    _open_on(draft)
    _name_lists(draft)


def _open_on(draft: Draft) -> None:
    """Let the workbook open on its front sheet; without one it opens on its first."""
    for sheet in draft.plan.sheets:
        if sheet.table.name == draft.plan.front:
            draft.book.get_worksheet_by_name(draft.said(sheet.name)).activate()


def _name_lists(draft: Draft) -> None:
    """Name the columns that drop-downs take their values from; Excel keeps such a name right when a header changes."""
    references = {column.refers for table in draft.plan.tables for column in table if column.refers}
    for refers in sorted(refers for refers in references if grows(draft, refers)):
        table, _, key = refers.partition(".")
        draft.book.define_name(list_name(refers), draft.formula(f"{table}[{key}]"))


def with_empty_texts(file: bytes) -> bytes:
    """Mark the formulas whose value is an empty text as texts; XlsxWriter leaves them as numbers without one."""
    out = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                data = _EMPTY_VALUE.sub(rb'\1 t="str"\2', data)
            target.writestr(part, data)
    return out.getvalue()
