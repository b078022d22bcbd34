"""A blank workbook, built from the declarations in `salesplan.tables`."""

import re
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from salesplan.errors import UnknownName
from salesplan.tables.model import WorkbookPlan
from salesplan.tables.units import currency
from salesplan.words import LANGUAGES
from salesplan.workbook.build_draft import Draft
from salesplan.workbook.build_rules import list_name
from salesplan.workbook.build_settings import add_settings_sheet, setting_values
from salesplan.workbook.build_start import add_start_sheet
from salesplan.workbook.build_styles import Styles, default_font
from salesplan.workbook.build_tables import add_table_sheet

_CREATED: Final = datetime(2026, 1, 1)
_EMPTY_VALUE: Final = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)(><f>[^<]*</f><v></v></c>)')


def build(plan: WorkbookPlan, *, language: str, settings: Mapping[str, object]) -> bytes:
    """Build a blank workbook.

    Parameters
    ----------
    plan
        The workbook's declarations.
    language
        The language of its texts: ``en``, ``zh-Hans`` or ``zh-Hant``.
    settings
        Values by key, in the unit people type; the others take their defaults. The language setting is
        ``language`` unless given.

    Returns
    -------
    bytes
        The .xlsx file. The same call gives the same bytes.

    Raises
    ------
    UnknownName
        If the language or a setting is unknown.

    Examples
    --------
    >>> from salesplan.tables.plan import SALES_PLAN
    >>> build(SALES_PLAN, language="en", settings={"plan_year": 2027})[:2]
    b'PK'
    """
    if language not in LANGUAGES:
        raise UnknownName("language", language, list(LANGUAGES))
    values = setting_values(plan, settings, language)
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "default_format_properties": default_font(language)}) as book:
        draft = Draft(
            book=book,
            plan=plan,
            styles=Styles(book, currency(str(values.get("currency") or ""))),
            language=language,
            values=values,
            headers={
                table.name: {column.key: column.label.said(language) for column in table} for table in plan.tables
            },
        )
        _fill(draft)
    return _with_empty_texts(file.getvalue())


def _fill(draft: Draft) -> None:
    draft.book.set_properties({"title": draft.title(), "author": "salesplan", "created": _CREATED})
    add_start_sheet(draft)
    add_settings_sheet(draft)
    for sheet in draft.plan.sheets:
        add_table_sheet(draft, sheet)
    _name_lists(draft)


def _name_lists(draft: Draft) -> None:
    """Name the columns that drop-downs take their values from; Excel keeps such a name right when a header changes."""
    references = {column.refers for table in draft.plan.tables for column in table if column.refers}
    for refers in sorted(references):
        table, _, key = refers.partition(".")
        draft.book.define_name(list_name(refers), draft.formula(f"{table}[{key}]"))


def _with_empty_texts(file: bytes) -> bytes:
    """Mark the formulas whose value is an empty text as texts; XlsxWriter leaves them as numbers without one."""
    out = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                data = _EMPTY_VALUE.sub(rb'\1 t="str"\2', data)
            target.writestr(part, data)
    return out.getvalue()
