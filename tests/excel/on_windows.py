"""xlwings as Windows has it, without Windows: its decorators, its VBA, and calls as Excel makes them.

On other systems the decorators give the function back unchanged, so nothing tells of a mistake in them. Here the modules of
pywin32 are stood in for, and xlwings' own code for Windows does the rest. Run in a process of its own, with the names of
modules: it prints what became of them as JSON.
"""

import ctypes
import io
import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from types import ModuleType
from typing import Any, Final, cast
from unittest.mock import MagicMock, patch

_PYWIN32: Final = (
    "pythoncom",
    "pywintypes",
    "win32api",
    "win32com",
    "win32com.client",
    "win32com.server",
    "win32com.server.dispatcher",
    "win32com.server.policy",
    "win32com.server.util",
    "win32con",
    "win32event",
    "win32gui",
    "win32process",
    "win32timezone",
)

MISSING: Final = -2147352572
"""What Excel hands over for an argument that was left out."""
NOT_AVAILABLE: Final = -2146826246
SPILL: Final = -2146826243

_RATES: Final = ((0.0, 0.8, 0.01, None, "base"), (0.8, None, 0.02, 500.0, None))
CALLS: Final[tuple[tuple[str, tuple[Any, ...]], ...]] = (
    ("sp_growth_target", (120000.0, 0.08, MISSING)),
    ("sp_growth_target", (((120000.0,), (None,), (99.5,)), 0.08, 100.0)),
    ("sp_growth_target", (((120000.0, 80000.0),), ((0.08, 0.1),), MISSING)),
    ("sp_growth_target", ("abc", 0.08, MISSING)),
    ("sp_growth_target", (NOT_AVAILABLE, 0.08, MISSING)),
    ("sp_growth_target", (SPILL, 0.08, MISSING)),
    ("sp_growth_target", (MISSING, 0.08, MISSING)),
    ("sp_growth_target", (datetime(2027, 1, 31), 0.08, MISSING)),
    ("sp_growth_target", (True, None, MISSING)),
    ("sp_split", (1000.0, ((3.0,), (2.0,), (1.0,)), MISSING, 400.0, MISSING, 10.0)),
    ("sp_split", (1000.0, ((1.0, 1.0),), MISSING, MISSING, ((None, 300.0),), MISSING)),
    ("sp_split", (1000.0, ((1.0, 1.0),), 600.0, MISSING, MISSING, MISSING)),
    ("sp_split", (1000.0, ((1.0,), (NOT_AVAILABLE,)), MISSING, MISSING, MISSING, MISSING)),
    ("sp_season", (((1.0,),) * 12, MISSING, MISSING)),
    ("sp_season", (((3.0,) * 12, (1.0,) * 12), 1000.0, 1.0)),
    ("sp_season", (((3.0,) * 12,), None, MISSING)),
    ("sp_tier", (((80.0,), (15.0,), (5.0,), (None,)), MISSING, MISSING, MISSING)),
    ("sp_tier", (((80.0,), (15.0,), (5.0,)), 15.0, "累计占比", ((0.5, 0.9),))),
    ("sp_tier", (((80.0,), (15.0,), (5.0,)), 7.0, MISSING, MISSING)),
    ("sp_kpi_score", (0.9, 1.0, MISSING, 0.5, MISSING, MISSING)),
    ("sp_kpi_score", (((0.9,), (3.0,)), ((1.0,), (2.0,)), (("higher",), ("越低越好",)), MISSING, MISSING, 50.0)),
    ("sp_kpi_score", (0.9, 0.0, MISSING, MISSING, MISSING, MISSING)),
    ("sp_payout", (0.9, 100000.0, _RATES, MISSING, MISSING)),
    ("sp_payout", (((0.9, None, 1.3),), 100000.0, _RATES, "flat", 1.0)),
    ("sp_payout", (0.9, 100000.0, 3.0, MISSING, MISSING)),
)
"""Calls as Excel for Windows makes them: ranges are rows of values, numbers are floats, errors and omissions are numbers."""


def installed() -> ModuleType:
    """Put xlwings' decorators for Windows in the place of those that do nothing; give the module that has them."""
    for name in _PYWIN32:
        sys.modules[name] = MagicMock(name=name)
    for name in _PYWIN32:
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, sys.modules[name])
    client, types = sys.modules["win32com.client"], cast("Any", sys.modules["pywintypes"])
    for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass"):
        setattr(client, name, type(name, (), {}))
    types.TimeType = type("TimeType", (datetime,), {})
    types.com_error = types.error = type("com_error", (Exception,), {})
    sys.modules["pythoncom"].__file__ = "pythoncom.dll"
    sys.modules["win32com.server.util"].unwrap.side_effect = types.com_error
    with patch.multiple(ctypes, create=True, oledll=MagicMock(), windll=MagicMock(), PyDLL=MagicMock()):
        windows = import_module("xlwings._xlwindows")
        udfs = import_module("xlwings.udfs")
    xlwings: Any = import_module("xlwings")
    xlwings.engines.add(xlwings.Engine(impl=windows.engine))
    for name in ("func", "arg", "ret"):
        setattr(xlwings, name, getattr(udfs, f"xl{name}"))
    xlwings.script = udfs.xlsub
    return udfs


def described(module: ModuleType) -> Iterator[dict[str, Any]]:
    """Tell what xlwings knows of each function, and whether it can convert what is asked for."""
    known = import_module("xlwings.conversion").accessors
    for function in vars(module).values():
        if told := getattr(function, "__xlfunc__", None):
            yield {
                "name": told["name"],
                "sub": told["sub"],
                "category": told["category"],
                "doc": told["ret"]["doc"],
                "converts": told["ret"]["options"].get("convert") in known,
                "arguments": [
                    {
                        "name": argument["name"],
                        "doc": argument["doc"],
                        "optional": "optional" in argument,
                        "converts": argument["options"].get("convert") in known,
                        "options": sorted(argument["options"].keys() - {"convert"}),
                    }
                    for argument in told["args"]
                ],
            }


def vba_of(udfs: ModuleType, module: ModuleType) -> str:
    """Write the VBA that Import Functions puts into a workbook."""
    written = io.StringIO()
    udfs.generate_vba_wrapper(module.__name__, module, written, MagicMock(Name="plan.xlsm"))
    return written.getvalue()


def called(name: str, given: tuple[Any, ...]) -> dict[str, str]:
    """Call a function the way Excel does, through COM, and directly."""
    module = import_module("salesplan.excel.functions")
    server = import_module("xlwings.com_server").XLPython()
    by_excel = server.CallUDF(module.__name__, name, given)
    direct = getattr(module, name)(*map(_argument, given))
    return {"call": f"{name}{given}", "by_excel": repr(by_excel), "direct": repr(_as_excel_takes(direct))}


def _argument(given: Any) -> Any:
    """Give an argument as a caller outside of Windows does."""
    if type(given) is int and given == MISSING:
        return None
    return [[_cell(cell) for cell in row] for row in given] if isinstance(given, tuple) else [[_cell(given)]]


def _cell(cell: Any) -> Any:
    return "#N/A" if type(cell) is int and cell == NOT_AVAILABLE else cell


def _as_excel_takes(answer: Any) -> Any:
    """Give an answer as COM takes it: blanks as empty texts, a row as a plain list."""
    if not isinstance(answer, list):
        return "" if answer is None else answer
    rows = [["" if cell is None else cell for cell in row] for row in answer]
    return rows[0] if len(rows) == 1 else rows


def main() -> None:
    """Report on the modules that are named."""
    udfs = installed()
    report: dict[str, Any] = {}
    for name in sys.argv[1:]:
        module = import_module(name)
        report[name] = {"functions": list(described(module)), "vba": vba_of(udfs, module)}
    if "salesplan.excel.functions" in report:
        report["calls"] = [called(name, given) for name, given in CALLS]
    print(json.dumps(report))
    sys.stdout.flush()
    os._exit(0)  # what xlwings does on leaving looks for Excel


if __name__ == "__main__":
    main()
