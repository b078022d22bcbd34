"""What buttons call on the desktop: the macros without an argument, on the workbook of the button.

A button runs ``RunPython "import salesplan.excel.entries; salesplan.excel.entries.run_quota()"``; Run main calls `main`.
"""

import xlwings as xw

from salesplan.excel import macros
from salesplan.excel.asked import answer


def main() -> None:
    """Do what fits the active sheet.

    On a sheet of results, what computes them; on one that people fill in for one thing, that thing; on the list of
    findings, the check; in a workbook of scenarios, their comparison; anywhere else, all of the plan.
    """
    answer(xw.Book.caller(), "")


def run_check() -> None:
    """Run the macro `check` on the workbook of the button."""
    macros.check(xw.Book.caller())


def run_quota() -> None:
    """Run the macro `quota` on the workbook of the button."""
    macros.quota(xw.Book.caller())


def run_tier() -> None:
    """Run the macro `tier` on the workbook of the button."""
    macros.tier(xw.Book.caller())


def run_score() -> None:
    """Run the macro `score` on the workbook of the button."""
    macros.score(xw.Book.caller())


def run_scenario() -> None:
    """Run the macro `scenario` on the workbook of the button."""
    macros.scenario(xw.Book.caller())


def run_explain() -> None:
    """Run the macro `explain` on the workbook of the button."""
    macros.explain(xw.Book.caller())


def run_all() -> None:
    """Run the macro `plan_all` on the workbook of the button."""
    macros.plan_all(xw.Book.caller())
