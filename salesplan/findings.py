"""What is wrong in the data, and in which cell.

A finding is one problem that the user can put right. Whoever discovers it (reading, checking,
planning) says the table, the sheet row and the column key; the workbook's file, sheet and cell are
added where the workbook is known, by `Finding.placed`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from salesplan.words import ENGLISH, Words


class Severity(StrEnum):
    """How bad a finding is: an error stops what reads that table; the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of finding: its code, severity and wording.

    ``message`` and ``fix`` are templates: ``{name}`` stands for a fact of the finding.
    """

    code: str
    severity: Severity
    message: Words
    fix: Words

    def at(self, table: str = "", row: int | None = None, column: str = "", /, **facts: object) -> "Finding":
        """Report one finding of this kind, at a row (counted as in the sheet) and a column key of a table."""
        return Finding(self, table=table, row=None if row is None else int(row), column=column, facts=facts)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in the data.

    ``table``, ``row`` and ``column`` say where by name; ``workbook``, ``sheet`` and ``cell`` by address,
    once `placed`. ``facts`` fill the kind's wording; those that are `Words` are said in its language.
    """

    kind: Kind
    table: str = ""
    row: int | None = None
    column: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    workbook: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def code(self) -> str:
        """The code of its kind, such as ``Q103``."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """The severity of its kind."""
        return self.kind.severity

    def message(self, language: str = ENGLISH) -> str:
        """Say what is wrong, in words."""
        return self.kind.message.said(language).format(**self._facts(language))

    def fix(self, language: str = ENGLISH) -> str:
        """Say how to put it right."""
        return self.kind.fix.said(language).format(**self._facts(language))

    def _facts(self, language: str) -> dict[str, object]:
        """Give the facts, those that are words in one language."""
        return {key: fact.said(language) if isinstance(fact, Words) else fact for key, fact in self.facts.items()}

    def placed(self, *, workbook: str, sheet: str, cell: str) -> "Finding":
        """Give the same finding with its address."""
        return replace(self, workbook=workbook, sheet=sheet, cell=cell)

    def line(self, language: str = ENGLISH) -> str:
        """Say the finding in one line: ``plan.xlsx 'Customers'!D17 [C104] what is wrong; how to fix it``.

        Examples
        --------
        >>> negative = Kind("Q103", Severity.ERROR, Words("override is {value}"), Words("type 0 or more"))
        >>> finding = negative.at("Quota", 14, "override", value=-5)
        >>> finding.placed(workbook="plan.xlsx", sheet="Quota", cell="C14").line()
        "plan.xlsx 'Quota'!C14 [Q103] override is -5; type 0 or more"
        """
        place = " ".join(part for part in (self.workbook, self._address()) if part)
        fix = self.fix(language)
        stop = "; " if language == ENGLISH else "；"
        words = f"[{self.code}] {self.message(language)}" + (f"{stop}{fix}" if fix else "")
        return f"{place} {words}" if place else words

    def _address(self) -> str:
        if self.sheet:
            quoted = "'" + self.sheet.replace("'", "''") + "'"
            return f"{quoted}!{self.cell}" if self.cell else quoted
        where = self.table + (f"[{self.column}]" if self.column else "")
        return " ".join(part for part in (where, f"row {self.row}" if self.row is not None else "") if part)


def ranked(findings: Sequence[Finding]) -> list[Finding]:
    """Put the worst findings first, and leave those of one severity in their order."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def errors(findings: list[Finding]) -> list[Finding]:
    """Give the findings that stop the work."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
