"""The two workbooks: a plan, which is only read, and that of its scenarios."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from salesplan.bindings.scenario import PLAN_TABLES, SCENARIO_BINDING
from salesplan.errors import TableMissing, UsageError
from salesplan.findings import Finding, errors
from salesplan.host.journal import JOURNAL
from salesplan.host.opened import OpenedPlan, Outside, workbook_of
from salesplan.host.scenarios import kinds
from salesplan.host.wish import Wish
from salesplan.planning.scenarios.changes.read import name_key, unknown_columns
from salesplan.tables.conform_settings import SETTINGS_TABLE
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.scenario_book import SCENARIO_BOOK
from salesplan.tables.scenarios import SCENARIOS
from salesplan.workbook.addresses import cell_name
from salesplan.workbook.workbook import Workbook

_SHARED: Final = ("plan_year", "currency")
"""Settings in which a plan and its scenarios cannot differ."""


@dataclass(frozen=True, slots=True)
class Books:
    """A plan and the workbook of its scenarios, read.

    Attributes
    ----------
    plan, book
        As they stand.
    findings
        What is wrong in both, with cells.
    """

    plan: OpenedPlan
    book: OpenedPlan
    findings: list[Finding]

    @property
    def settings(self) -> dict[str, Any]:
        """The settings of the plan, and those of the scenarios' workbook; what both have is the plan's."""
        return self.book.settings | self.plan.settings | {"language": self.book.language}

    @property
    def is_usable(self) -> bool:
        """Whether the plan, and the settings of the scenarios' workbook, have nothing in them that stops the work."""
        stopping = errors(self.plan.findings) + [f for f in errors(self.book.findings) if f.table == SETTINGS_TABLE]
        return self.has_settings and not stopping

    @property
    def has_settings(self) -> bool:
        """Whether every setting that is required has a value."""
        return all(
            opened.settings[setting.key] is not None
            for opened in (self.plan, self.book)
            for setting in opened.plan.settings
            if setting.required
        )

    @property
    def faulty(self) -> set[tuple[str, int]]:
        """The rows of the scenarios' workbook, by table and row, in which a cell could not be read."""
        return {
            (finding.table, finding.row)
            for finding in errors(self.book.findings)
            if finding.row is not None and finding.table != SETTINGS_TABLE
        }

    def refuse_misfits(self) -> None:
        """Refuse to go on with scenarios that are of another plan.

        Raises
        ------
        UsageError
            Which tells what does not fit.
        """
        if misfits := [each for each in self.book.findings if each.kind is kinds.OTHER_FACT]:
            raise UsageError("\n".join(["these scenarios are not for this plan:", *(each.line() for each in misfits)]))

    def is_of(self, finding: Finding, key: str) -> bool:
        """Tell whether a finding is in a row of a scenario, by the key of its name."""
        frame = self.book.frames.get(finding.table)
        if frame is None or "scenario" not in frame or finding.row not in frame.index:
            return False
        return name_key(str(frame.at[finding.row, "scenario"])) == key

    def placed(self, findings: Sequence[Finding]) -> list[Finding]:
        """Give findings their workbook, sheet and cell; what stands in no table of the scenarios' is the plan's."""
        return [finding if finding.workbook else self._of(finding).placed([finding])[0] for finding in findings]

    def _of(self, finding: Finding) -> OpenedPlan:
        """Tell which of the two a finding is about."""
        if finding.table == SETTINGS_TABLE:
            return self.plan if finding.column in self.plan.settings else self.book
        return self.book if finding.table in self.book.frames else self.plan


def opened_books(plan: Path | Workbook, book: Path | Workbook, wish: Wish, outside: Sequence[Outside] = ()) -> Books:
    """Read a plan and its scenarios, and check them.

    Raises
    ------
    UsageError
        When one is given for the other.
    WorkbookError
        When one of them is no workbook, or lacks a table that is needed.
    """
    tables = (*SCENARIO_BINDING.reads, *SCENARIO_BINDING.writes, *JOURNAL)
    own = [table for table in dict.fromkeys(table.name for table in tables) if table not in _names(PLAN_TABLES)]
    try:
        scenarios = OpenedPlan(book, SCENARIO_BOOK, [SCENARIO_BOOK.table(name) for name in own], language=wish.language)
        planned = OpenedPlan(plan, SALES_PLAN, PLAN_TABLES, language=scenarios.language, outside=outside)
    except TableMissing as missing:
        _refuse_mistaken(workbook_of(plan), workbook_of(book))
        raise missing
    scenarios.findings += _strange_columns(scenarios)
    planned.check_references()
    scenarios.findings += scenarios.placed(_disagreements(planned, scenarios))
    return Books(planned, scenarios, [*planned.findings, *scenarios.findings])


def _refuse_mistaken(plan: Workbook, book: Workbook) -> None:
    """Say so where a workbook was taken for another: the two of them swapped, two plans, or two of scenarios."""
    if not book.has(SCENARIOS):
        wrong = f"{book.path.name} holds no scenarios"
    elif plan.has(SCENARIOS):
        wrong = f"{plan.path.name} holds scenarios, not a plan"
    else:
        return
    raise UsageError(
        f"{wrong}: the first file is the plan, the second its scenarios (salesplan new {SCENARIO_BOOK.kind} FILE makes one)"
    )


def _names(tables: Sequence[Any]) -> set[str]:
    return {table.name for table in tables}


def _strange_columns(book: OpenedPlan) -> list[Finding]:
    """Report the headers of Scenarios that mean nothing, or nothing that a scenario can change."""
    found = book.found[SCENARIOS.name]
    placed = []
    for header, finding in unknown_columns(found.info.columns, language=book.language):
        cell = cell_name(found.info.header_row, found.info.column_of(header) or 1)
        placed.append(finding.placed(workbook=book.path.name, sheet=found.info.sheet, cell=cell))
    return placed


def _disagreements(plan: OpenedPlan, book: OpenedPlan) -> list[Finding]:
    """Report settings that differ between a plan and the workbook of its scenarios."""
    labels = {setting.key: setting.label for setting in book.plan.settings}
    return [
        kinds.OTHER_FACT.at(
            SETTINGS_TABLE,
            None,
            key,
            label=labels[key],
            value=book.settings[key],
            planned=plan.settings[key],
            plan=plan.path.name,
        )
        for key in _SHARED
        if book.settings[key] is not None
        and plan.settings[key] is not None
        and str(book.settings[key]).casefold() != str(plan.settings[key]).casefold()
    ]
