"""What can be asked for of a workbook, by name."""

from collections.abc import Callable
from typing import Any, Final

from tests.live.calc.bridge import contents, formats, named, sheets

_FUNCTIONS: Final[tuple[Callable[..., Any], ...]] = (
    contents.clear,
    contents.formulas,
    contents.read,
    contents.write,
    formats.color,
    formats.fill_formats,
    formats.kinds,
    formats.number_format,
    formats.set_color,
    formats.set_number_format,
    named.autofilter,
    named.define_name,
    named.defined_names,
    named.filtered_fields,
    named.name_content,
    named.remove_name,
    named.rename_name,
    named.resize_table,
    named.set_autofilter,
    named.table,
    named.table_names,
    named.table_places,
    sheets.activate,
    sheets.active_sheet,
    sheets.add_note,
    sheets.add_sheet,
    sheets.calculate,
    sheets.delete,
    sheets.insert,
    sheets.notes,
    sheets.remove_note,
    sheets.remove_sheet,
    sheets.rename_sheet,
    sheets.select,
    sheets.selection,
    sheets.set_automatic,
    sheets.set_visible,
    sheets.sheet_names,
    sheets.used,
    sheets.visible,
)

OPERATIONS: Final = {function.__name__: function for function in _FUNCTIONS}
"""Each takes the workbook (a document of LibreOffice) and what the request says."""
