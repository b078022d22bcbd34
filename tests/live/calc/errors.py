"""What goes wrong in the stand-in for Excel."""

import xlwings as xw


class CalcError(xw.XlwingsError):
    """LibreOffice refused, as Excel refuses by an error of COM."""


class CalcGone(CalcError):
    """LibreOffice, or the process beside it, has ended."""


class StrictError(CalcError):
    """Excel would do otherwise than Calc, or would refuse."""
