"""A scenario adopted: its changes typed into the plan, and quotas planned anew around what people pinned."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from salesplan.bindings import QUOTA_BINDING, Outcome
from salesplan.bindings.scenario import PLAN_TABLES, plan_inputs, scenario_engine, typed_scenarios
from salesplan.errors import UnknownName, UsageError
from salesplan.findings import Finding, errors
from salesplan.host.opened import OpenedPlan, Outside
from salesplan.host.run import Progress, Report, run
from salesplan.host.scenarios import kinds
from salesplan.host.scenarios.books import Books, opened_books
from salesplan.host.scenarios.files import refuse_copy_over
from salesplan.host.scenarios.typed import typed
from salesplan.host.wish import Wish
from salesplan.host.writing import figure_writes, setting_cell
from salesplan.planning.scenarios.changes.read import applied, name_key
from salesplan.planning.scenarios.changes.words import setting_text
from salesplan.planning.scenarios.scenario import Scenario
from salesplan.planning.wording import percent_text, spoken
from salesplan.tables.conform_settings import SETTINGS_TABLE
from salesplan.tables.incentives import RATES
from salesplan.tables.inputs import GROWTH, RAMP, REPS
from salesplan.tables.model import Table
from salesplan.tables.scenarios import HEADS, OWN_CHANGES, SCENARIOS
from salesplan.tables.settings import SETTINGS
from salesplan.words import Words
from salesplan.workbook.writes import NameWrite, Write

_TABLES: Final = (GROWTH, RAMP, REPS, RATES)
"""The tables of a plan that a scenario can change."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What came of adopting a scenario.

    Attributes
    ----------
    name
        The scenario, as it is written in its workbook.
    settings
        The settings that were typed into the plan, as people read them.
    rows
        How many rows of each table the scenario changed, added or took away.
    said
        The settings in words, in the language of the plan.
    report
        Of planning the quotas.
    """

    name: str
    settings: dict[str, Any]
    rows: dict[str, int]
    said: list[str]
    report: Report


def adopt(
    name: str,
    plan: Path,
    book: Path,
    wish: Wish,
    *,
    outside: Sequence[Outside] = (),
    sources: Sequence[Path] = (),
    progress: Progress = lambda step: None,
) -> Adopted:
    """Type the changes of a scenario into a plan, and plan its quotas: new proposals, while overrides hold.

    What a scenario only believes (expected growth) is not copied. Adopted again, the same scenario changes nothing more,
    but for what goes on top: reps without an id, who are hired once more, and a change of payouts or of the margin; findings
    say so.

    Parameters
    ----------
    name
        The scenario, whatever the case.
    plan, book
        The plan, and the workbook of its scenarios, which is only read.
    sources
        The files that ``outside`` comes from, so that nothing is written over them.

    Raises
    ------
    UnknownName
        When no scenario is called so.
    UsageError
        When the scenario has errors, or is for another plan, or a copy would take the place of a file that is read.
    WorkbookError
        When one of the workbooks cannot be read, or the plan cannot be written; it is then as it was.
    """
    refuse_copy_over(wish.out, (book, *sources))
    books = opened_books(plan, book, wish, outside)
    books.refuse_misfits()
    if wrong := [each for each in errors(books.book.findings) if each.table == SETTINGS_TABLE]:
        raise UsageError("\n".join([f"the settings of {book.name} have errors:", *(each.line() for each in wrong)]))
    if not books.has_settings:
        return Adopted(name, {}, {}, [], Report(books.plan, {}, books.plan.findings, [], None, {}))
    scenario = named(name, books)
    adoption = _Adoption(scenario, books)
    report = run(plan, [QUOTA_BINDING], wish, outside=outside, progress=progress, extension=adoption)
    return Adopted(scenario.name, adoption.settings, adoption.rows, adoption.said, report)


def named(name: str, books: Books) -> Scenario:
    """Find a scenario by its name.

    Raises
    ------
    UnknownName
        When none is called so, with the nearest.
    UsageError
        When it has errors; they are told.
    """
    read = typed_scenarios(books.book.frames | books.plan.frames, books.settings, books.faulty)
    wanted = name_key(name)
    for scenario in read.scenarios:
        if name_key(scenario.name) == wanted:
            return scenario
    if any(name_key(failed) == wanted for failed, _ in read.failed):
        wrong = errors(books.placed([each for each in (*books.findings, *read.findings) if books.is_of(each, wanted)]))
        raise UsageError("\n".join([f"the scenario {name!r} has errors:", *(each.line() for each in wrong)]))
    raise UnknownName("scenario", name, [scenario.name for scenario in read.scenarios])


@dataclass(slots=True)
class _Adoption:
    """The extension of a run that changes what is read, and writes the changes along."""

    scenario: Scenario
    books: Books
    settings: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    _writes: list[Write] = field(default_factory=list)

    def read(self, opened: OpenedPlan) -> list[Finding]:
        """Let quotas be planned on what the scenario says."""
        for table in PLAN_TABLES:
            if table.name not in opened.frames:
                opened.add(table)
        before = plan_inputs(opened.frames, opened.settings)
        after = applied(before, self.scenario, int(opened.settings["plan_year"]))
        settings = dict(after.settings)
        self._set_margin(settings)
        findings = self._type_settings(opened, settings)
        opened.settings = settings
        for table in _TABLES:
            if after.frames[table.name] is not before.frames[table.name]:
                findings += self._type_rows(opened, table, after.frames[table.name])
        # These are about the scenarios' workbook, and have their place in it.
        opened.findings += self.books.placed(self._on_top())
        return findings + self._beliefs(before.settings["growth"] or 0.0)

    def compute(self, opened: OpenedPlan, outcome: Outcome) -> None:
        """Leave what was computed as it is."""

    def write(self, opened: OpenedPlan, writes: list[Write]) -> list[Write]:
        """Give the typed changes and what was computed from them."""
        return [*self._writes, *writes]

    def _set_margin(self, settings: dict[str, Any]) -> None:
        """Turn a change of the margin, or of the prices that a typed rate was for, into the rate that it makes."""
        changes = self.scenario.changes
        if changes.get("margin_change") or ("price_change" in changes and settings["margin_rate"] is not None):
            engine = scenario_engine(self.books.plan.frames, self.books.settings)
            settings["margin_rate"] = engine.planned(self.scenario)[0].margin_rate

    def _beliefs(self, growth: float) -> list[Finding]:
        """Say what scenarios of the plan expect from now on, and how to keep what they expected.

        ``growth`` is what the plan asked for before.
        """
        believed, book = self.scenario.changes.get("expected_growth"), self.books.book
        kept = book.settings["expected_growth"]
        findings = []
        if believed is not None and believed != kept:
            value = spoken(percent_text(believed))
            facts: dict[str, object] = {"label": _label("expected_growth"), "value": value, "book": book.path.name}
            findings.append(kinds.NOT_COPIED.at(SETTINGS_TABLE, None, "growth", **facts))
        elif "growth" in self.settings and believed is None and kept is None:
            facts = {"before": spoken(percent_text(growth)), "book": book.path.name}
            findings.append(kinds.BELIEF_MOVES.at(SETTINGS_TABLE, None, "growth", **facts))
        if GROWTH.name in self.rows:
            findings.append(kinds.EXPECTED_TOO.at(GROWTH.name, None, "adjustment", names=GROWTH.name))
        if "new_rep_share" in self.settings:
            findings.append(kinds.EXPECTED_TOO.at(SETTINGS_TABLE, None, "new_rep_share", names="new_rep_share"))
        return findings

    def _on_top(self) -> list[Finding]:
        """Say what would come on top if the scenario were adopted again."""
        scenario = self.scenario
        typed_by = {
            "hires": REPS.name in self.rows,
            "payout_change": RATES.name in self.rows and scenario.rates is None,
        }
        typed_by["margin_change"] = "margin_rate" in self.settings and scenario.changes.get("margin_rate") is None
        found = [
            kinds.ON_TOP.at(SCENARIOS.name, scenario.row, key, label=_label(key))
            for key, is_typed in typed_by.items()
            if is_typed and scenario.changes.get(key)
        ]
        nameless = [] if scenario.heads is None else scenario.heads.index[scenario.heads["rep_id"] == ""].tolist()
        return found + [kinds.ON_TOP.at(HEADS.name, row, "rep_id", label=HEADS.row) for row in nameless]

    def _type_settings(self, opened: OpenedPlan, settings: dict[str, Any]) -> list[Finding]:
        """Plan the writes of the settings that differ; a plan without their cell has no place for them."""
        findings = []
        present = opened.names
        for setting in SETTINGS:
            value = settings[setting.key]
            if value == opened.settings[setting.key] and type(value) is type(opened.settings[setting.key]):
                continue
            if setting.key not in present:
                findings.append(
                    kinds.NO_PLACE.at(SETTINGS_TABLE, None, setting.key, plan=opened.path.name, name=setting.key)
                )
                settings[setting.key] = opened.settings[setting.key]
                continue
            cell = setting_cell(setting, value, currency=opened.currency, language=opened.language)
            self.settings[setting.key] = cell
            self.said.append(setting_text(setting, value, currency=opened.currency.code, language=opened.language))
            self._writes.append(NameWrite(setting.key, cell))
        return findings

    def _type_rows(self, opened: OpenedPlan, table: Table, frame: pd.DataFrame) -> list[Finding]:
        """Plan the writes of a table in which something may differ."""
        if table.name not in opened.found:
            return [kinds.NO_PLACE.at(plan=opened.path.name, name=table.name)]
        if table is RATES and not len(frame):
            return self._without_rates(opened)
        planned = typed(opened, table, frame)
        if planned.lacking:
            names = ", ".join(f"{table.name}[{column.key}]" for column in planned.lacking)
            return [kinds.NO_PLACE.at(plan=opened.path.name, name=names)]
        if planned.write is not None:
            self.rows[table.name] = planned.changed
            self._writes += [planned.write, *figure_writes(opened, {table.name: planned.after})]
            opened.frames[table.name] = planned.after
        return []

    def _without_rates(self, opened: OpenedPlan) -> list[Finding]:
        """Say that rates cannot change where there are none."""
        return [kinds.NO_RATES.at(RATES.name, None, "rate", plan=opened.path.name, label=_label("payout_change"))]


def _label(key: str) -> Words:
    """Give what a change of scenarios' own is called."""
    return next(own.label for own in OWN_CHANGES if own.key == key)
