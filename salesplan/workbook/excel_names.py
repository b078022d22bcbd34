"""Names that Excel and its xlwings add-in go by: a workbook is built with them, and a computer is checked for them."""

from typing import Final

PLAIN: Final = ".xlsx"
WITH_MACROS: Final = ".xlsm"
"""The endings of workbooks' names."""

SETTINGS_NAME: Final = "xlwings.conf"
"""What the add-in's settings are called: a file of them, and a workbook's sheet of them."""
UDF_MODULES: Final = "UDF MODULES"
"""The setting that names the modules from which Import Functions takes functions for cells."""
FUNCTIONS: Final = "salesplan.excel.functions"
"""The module of salesplan's."""
