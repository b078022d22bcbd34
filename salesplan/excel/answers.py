"""Answers of custom functions: the value, or an error and the reason for it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from salesplan.errors import SalesplanError
from salesplan.excel.cells import Argument, BadArgument, ExcelError
from salesplan.workbook.live import hosts

P = ParamSpec("P")


def answered(function: Callable[P, Argument]) -> Callable[P, Argument]:
    """Let a function answer what it cannot compute with an error value and a reason, as the host can show it.

    A host that makes error values of raised errors gets `BadArgument` raised. Excel for Windows makes a text of them,
    with a traceback; there the function gives the text that Excel's cell is to show, such as
    ``#VALUE! growth must be a number, such as 8% (it is "abc")``.

    Parameters
    ----------
    function
        What it raises are `SalesplanError`; its docstring is shown in Excel, so it becomes one line.

    Returns
    -------
    Callable
        The same, with the signature, name and type hints that xlwings reads.
    """

    @wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Argument:
        try:
            return function(*args, **kwargs)
        except SalesplanError as error:
            bad = error if isinstance(error, BadArgument) else BadArgument(ExcelError.NUMBER, str(error))
            if hosts.shows_raised_errors():
                raise bad from None
            return str(bad)

    answer.__doc__ = " ".join((function.__doc__ or "").split())
    return answer
