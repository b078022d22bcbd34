"""salesplan inside Excel: macros, what buttons call, and custom functions.

The macros take the open workbook and are for xlwings Lite and Server; those that are called ``run_…``, and `main`, take
none and are for buttons on the desktop. The functions for formulas are in `salesplan.excel.functions`.
"""

from salesplan.excel.entries import (
    main,
    run_all,
    run_check,
    run_explain,
    run_quota,
    run_scenario,
    run_score,
    run_tier,
)
from salesplan.excel.macros import check, explain, plan_all, quota, scenario, score, tier

__all__ = [
    "check",
    "explain",
    "main",
    "plan_all",
    "quota",
    "run_all",
    "run_check",
    "run_explain",
    "run_quota",
    "run_scenario",
    "run_score",
    "run_tier",
    "scenario",
    "score",
    "tier",
]
