"""From the settings' cells to typed values, with a finding for each that does not fit."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.tables import kinds
from salesplan.tables.conform import Rows, conform
from salesplan.tables.model import Column, Holds, Setting, Table
from salesplan.tables.parse import number_in
from salesplan.tables.units import Currency
from salesplan.words import ENGLISH, Words

SETTINGS_TABLE = "Settings"
"""The table name that findings about settings carry; their column is the setting's key."""


def conform_settings(
    settings: Sequence[Setting],
    cells: Mapping[str, object],
    *,
    errors: Mapping[str, str],
    currency: Currency,
    date1904: bool = False,
    language: str = ENGLISH,
) -> tuple[dict[str, Any], list[Finding]]:
    """Give settings their types, as `conform` does for the cells of a table.

    Parameters
    ----------
    settings
        The declarations.
    cells, errors
        The value, and the error value, of each setting's cell by key. A key that is absent takes its default,
        with a finding unless that is to be blank.

    Returns
    -------
    values : dict
        By key: None where blank, else what the column types of `conform` hold.
    findings : list of Finding
        Their table is ``Settings``, their column the key.
    """
    absent = [s for s in settings if s.key not in cells and (s.default is not None or s.required) and not s.quiet]
    columns = tuple(_as_column(setting, cells.get(setting.key)) for setting in settings)
    found = {s.key: [cells.get(s.key, s.default)] for s in settings}
    rows = Rows(found, [1], {(1, key): code for key, code in errors.items()})
    done = conform(
        Table(SETTINGS_TABLE, Words("settings"), Words(""), columns),
        rows,
        currency=currency,
        date1904=date1904,
        language=language,
    )
    values = {key: _plain(done.frame[key].iloc[0]) for key in found} if len(done.frame) else dict.fromkeys(found)
    missing = [
        kinds.SETTING_MISSING.at(SETTINGS_TABLE, None, s.key, key=s.key, value=s.default_text or "-") for s in absent
    ]
    misshapen = [
        kinds.SETTING_FORM.at(SETTINGS_TABLE, 1, s.key, label=s.label, value=values[s.key], unit=s.unit)
        for s in settings
        if s.pattern and values[s.key] is not None and not re.fullmatch(s.pattern, str(values[s.key]))
    ]
    vanished = [
        kinds.OUT_OF_RANGE.at(SETTINGS_TABLE, 1, s.key, label=s.label, value=cells[s.key], limits=_least(currency))
        for s in settings
        if s.holds is Holds.MONEY and s.minimum and values[s.key] == 0
    ]
    values |= {finding.column: None for finding in vanished}
    return values, missing + vanished + misshapen + [_of_setting(finding) for finding in done.findings]


def _least(currency: Currency) -> Words:
    """Say the least amount that a currency has."""
    least = f"{1 / currency.minor:g}"
    return Words(f"{least} or more", f"不小于 {least}", f"不小於 {least}")


def _of_setting(finding: Finding) -> Finding:
    """Say of a blank setting what to do about it: it has no row to delete, as a table has."""
    if finding.kind is not kinds.REQUIRED:
        return finding
    return kinds.SETTING_BLANK.at(SETTINGS_TABLE, finding.row, finding.column, **finding.facts)


def _as_column(setting: Setting, cell: object) -> Column:
    """Give the column that reads a setting's cell."""
    is_word = isinstance(cell, str) and number_in(cell) is None
    holds = setting.also if setting.also and cell not in (None, "") and not is_word else setting.holds
    return Column(
        key=setting.key,
        label=setting.label,
        help=setting.help,
        holds=holds,
        required=setting.required,
        minimum=setting.minimum,
        maximum=setting.maximum,
        choices=setting.choices,
    )


def _plain(value: Any) -> Any:
    if value is pd.NA or value is pd.NaT or value == "" or value != value:
        return None
    return value.item() if isinstance(value, np.generic) else value
