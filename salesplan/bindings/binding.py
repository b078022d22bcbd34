"""What a binding is: one planning function and its tables; and what bindings share in taking their settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from salesplan.findings import Finding
from salesplan.tables.model import Table
from salesplan.tables.settings import SETTINGS

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a planning function gives.

    Attributes
    ----------
    frames
        Computed tables by name.
    findings
        What is wrong in the data.
    figures
        Key figures that are no sum over a table, by key, in minor units.
    result
        Its own result, for who asks for more.
    """

    frames: dict[str, pd.DataFrame]
    findings: list[Finding] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    result: Any = None


@dataclass(frozen=True, slots=True)
class Binding:
    """One planning function and its tables.

    Attributes
    ----------
    name
        What it is called, by the commands that run it.
    compute
        Takes typed frames by table name and the settings by key; beside the workbook's own there are ``today``, and
        ``period`` and ``since``, each a text or None. The language is the one in which to answer.
    reads, writes
        The tables that it needs and those that it computes. A table in both carries what people typed in it.
    about
        The table that it is about: a plan that has no rows in it can do without.
    """

    name: str
    compute: Callable[[Frames, Mapping[str, Any]], Outcome]
    reads: tuple[Table, ...]
    writes: tuple[Table, ...]
    about: Table | None = None


def or_default(settings: Mapping[str, Any], key: str) -> Any:
    """Give a setting, or what it is where it is left blank."""
    value = settings[key]
    return next(setting.default for setting in SETTINGS if setting.key == key) if value is None else value


def typed_as_of(settings: Mapping[str, Any]) -> date | None:
    """Give the day that was typed or asked for, without its time."""
    typed = settings["as_of"]
    return None if typed is None else date(typed.year, typed.month, typed.day)
