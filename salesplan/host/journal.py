"""What salesplan records of itself in the workbook: the findings, and a line a run."""

from collections.abc import Sequence

import pandas as pd

from salesplan import __version__
from salesplan.findings import Finding, Severity, ranked
from salesplan.host.audit.remembered import with_code
from salesplan.host.opened import OpenedPlan
from salesplan.host.wish import Wish
from salesplan.host.writing import appended, replaced
from salesplan.store.records import Change
from salesplan.tables.journal import FINDINGS, RUNS
from salesplan.tables.model import label_of
from salesplan.workbook.writes import TableWrite, Write

JOURNAL = (FINDINGS, RUNS)
"""The tables that record what salesplan does."""


def findings_write(opened: OpenedPlan, findings: Sequence[Finding]) -> list[Write]:
    """Write the findings onto the Findings sheet, where there is one."""
    if FINDINGS.name not in opened.found:
        return []
    language = opened.language
    findings = ranked(findings)
    listed = pd.DataFrame(
        {
            "severity": [str(finding.severity) for finding in findings],
            "code": [finding.code for finding in findings],
            "sheet": [_sheet(opened, finding) for finding in findings],
            "cell": [finding.cell for finding in findings],
            "link": ["→" if finding.cell and not _elsewhere(opened, finding) else "" for finding in findings],
            "message": [finding.message(language) for finding in findings],
            "fix": [finding.fix(language) for finding in findings],
        },
        dtype="str",
    )
    write, _ = replaced(opened, FINDINGS.name, listed)
    return [write]


def _elsewhere(opened: OpenedPlan, finding: Finding) -> bool:
    """Tell whether a finding is in another file, to whose cells no link of the plan leads."""
    return finding.workbook not in ("", opened.path.name)


def _sheet(opened: OpenedPlan, finding: Finding) -> str:
    """Give the sheet of a finding; of another file as formulas write it: ``[log.xlsx]Visits``."""
    return f"[{finding.workbook}]{finding.sheet}" if _elsewhere(opened, finding) else finding.sheet


def run_write(
    opened: OpenedPlan,
    findings: Sequence[Finding],
    wish: Wish,
    inputs: str,
    writes: Sequence[Write],
    change: Change | None = None,
) -> list[Write]:
    """Write a line into the list of runs, where there is one, with the code of what is remembered of the run."""
    if RUNS.name not in opened.found:
        return []
    written = ", ".join(f"{w.table} {len(w.rows)}" for w in writes if isinstance(w, TableWrite))
    ran = pd.DataFrame(
        {
            "at": [wish.at.replace(microsecond=0)],
            "command": [wish.command],
            "version": [__version__],
            "inputs": [inputs],
            "written": [with_code(written, change)],
            "findings": [counted(findings, opened.language)],
        }
    )
    return [appended(opened, RUNS.name, ran)]


def counted(findings: Sequence[Finding], language: str) -> str:
    """Say how many findings there are of each severity: "error: 1, warning: 3"; "0" when there are none."""
    choices = FINDINGS["severity"].choices
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in Severity}
    said = [f"{label_of(choices, str(severity), language)}: {count}" for severity, count in counts.items() if count]
    return ", ".join(said) or "0"
