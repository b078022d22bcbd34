"""Workbooks that are open in Excel, through xlwings."""

from salesplan.workbook.live.hosts import ExcelRefused
from salesplan.workbook.live.workbook import LiveWorkbook

__all__ = ["ExcelRefused", "LiveWorkbook"]
