"""The cells of Scenarios: what stands in them, as typed changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from unicodedata import normalize

import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.names import folded
from salesplan.planning.scenarios.changes import kinds
from salesplan.planning.wording import percent_text
from salesplan.tables.conform import Rows, conform
from salesplan.tables.conform_settings import conform_settings
from salesplan.tables.model import Column, Holds, Setting, Table
from salesplan.tables.scenarios import NONE_WORDS, OWN_CHANGES, SAME_FOR_ALL, WITHOUT_EFFECT
from salesplan.tables.units import Currency
from salesplan.words import Words

SCENARIOS: Final = "Scenarios"

_NONE: Final = frozenset(folded(word) for word in NONE_WORDS.every())
_OWN: Final = frozenset(setting.key for setting in OWN_CHANGES)
_NO_CHANGES: Final = frozenset((*SAME_FOR_ALL, *WITHOUT_EFFECT))


@dataclass(frozen=True, slots=True)
class Cells:
    """What the rows of Scenarios say.

    Attributes
    ----------
    changes
        For each row its changes by key; None takes a setting's value away.
    flawed
        The rows of the sheet in which a cell could not be read.
    findings
        What is wrong with the cells, in the order of the columns.
    """

    changes: list[dict[str, Any]]
    flawed: set[int]
    findings: list[Finding]


def typed_cells(scenarios: pd.DataFrame, settings: Sequence[Setting], *, currency: Currency, language: str) -> Cells:
    """Give the cells of Scenarios their types, as the plan's Settings sheet would.

    Parameters
    ----------
    scenarios
        A column a change, its cells as they were found, None where blank; the index is the sheet's row. Columns that
        are none of the settings, and those that cannot or need not differ between scenarios, are passed over.
    settings
        The plan's settings and a scenario's own changes.

    Returns
    -------
    Cells
        A blank cell is no change. The word *none*, in any language, takes a setting's value away (F109 where the plan
        cannot do without it); of a scenario's own changes it is no change. Besides what is said of settings (D101 and
        following), F110 asks about percentages above 100 %, and F114 about a target of 0.

    Examples
    --------
    >>> from salesplan.tables.settings import SETTINGS
    >>> from salesplan.tables.units import currency
    >>> typed = pd.DataFrame({"growth": [0.15, "8 %"], "growth_cap": ["None", None]}, index=[5, 6], dtype=object)
    >>> typed_cells(typed, SETTINGS, currency=currency("CNY"), language="en").changes
    [{'growth': 0.15, 'growth_cap': None}, {'growth': 0.08}]
    """
    rows = [int(row) for row in scenarios.index]
    read = Cells([{} for _ in rows], set(), [])
    changes = dict(zip(rows, read.changes, strict=True))
    for setting in settings:
        if setting.key in _NO_CHANGES or setting.key not in scenarios:
            continue
        cells = {row: cell for row, cell in zip(rows, scenarios[setting.key].tolist(), strict=True) if is_filled(cell)}
        nothing = {row for row, cell in cells.items() if _is_none(cell)}
        values, findings = _typed(setting, {r: c for r, c in cells.items() if r not in nothing}, currency, language)
        findings += _doubts(setting, values)
        if setting.required:
            findings += [
                kinds.CANNOT_BE_NONE.at(SCENARIOS, row, setting.key, label=setting.label) for row in sorted(nothing)
            ]
        elif setting.key not in _OWN:
            values |= dict.fromkeys(nothing)
        for row, value in values.items():
            changes[row][setting.key] = value
        read.flawed.update(cells.keys() - values.keys() - (set() if setting.required else nothing))
        read.findings.extend(findings)
    return read


def is_filled(cell: object) -> bool:
    """Tell whether something is typed in a cell."""
    return cell is not None and cell is not pd.NA and cell == cell and (not isinstance(cell, str) or bool(cell.strip()))


def _is_none(cell: object) -> bool:
    return isinstance(cell, str) and folded(normalize("NFKC", cell)) in _NONE


def _typed(
    setting: Setting, cells: dict[int, Any], currency: Currency, language: str
) -> tuple[dict[int, Any], list[Finding]]:
    """Type the cells of one setting, by row; those that do not fit are left out."""
    if not cells:
        return {}, []
    if setting.also or setting.pattern or (setting.holds is Holds.MONEY and setting.minimum):
        return _one_by_one(setting, cells, currency, language)
    column = Column(
        key=setting.key,
        label=setting.label,
        help=setting.help,
        holds=setting.holds,
        minimum=setting.minimum,
        maximum=setting.maximum,
        choices=setting.choices,
    )
    done = conform(
        Table(SCENARIOS, Words(""), Words(""), (column,)),
        Rows({setting.key: list(cells.values())}, list(cells)),
        currency=currency,
        language=language,
    )
    typed = zip(done.frame.index.tolist(), done.frame[setting.key].tolist(), strict=True)
    return {int(row): value for row, value in typed if is_filled(value)}, done.findings


def _one_by_one(
    setting: Setting, cells: dict[int, Any], currency: Currency, language: str
) -> tuple[dict[int, Any], list[Finding]]:
    """Type cells for which what is allowed depends on the cell: a word or a number, an amount that may vanish."""
    values: dict[int, Any] = {}
    findings: list[Finding] = []
    for row, cell in cells.items():
        read, found = conform_settings([setting], {setting.key: cell}, errors={}, currency=currency, language=language)
        findings += [replace(finding, table=SCENARIOS, row=row) for finding in found]
        if read[setting.key] is not None:
            values[row] = read[setting.key]
    return values, findings


def _doubts(setting: Setting, values: dict[int, Any]) -> Iterator[Finding]:
    """Report values that may well be typed, but hardly meant."""
    for row, value in values.items():
        if setting.key == "company_target" and value == 0:
            yield kinds.TARGET_OF_NOTHING.at(SCENARIOS, row, setting.key)
        if setting.holds is Holds.PERCENT and value > 1:
            read, points = percent_text(value), percent_text(value / 100)
            yield kinds.LIKE_POINTS.at(SCENARIOS, row, setting.key, label=setting.label, read=read, points=points)
