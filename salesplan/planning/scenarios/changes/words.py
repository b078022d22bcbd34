"""A scenario told in words: what it changes."""

from typing import Any, Final

import pandas as pd

from salesplan.planning.scenarios.scenario import Scenario
from salesplan.planning.scenarios.seeking.drivers import Driver
from salesplan.planning.wording import spoken
from salesplan.tables.model import Setting, label_of
from salesplan.tables.scenarios import NONE_WORDS, OWN_CHANGES
from salesplan.tables.settings import SETTINGS
from salesplan.words import ENGLISH, Words

_SETTINGS: Final = {setting.key: setting for setting in (*SETTINGS, *OWN_CHANGES)}
_ROWS: Final = {
    "growth": Words("adjustments: {count}", "增长调整 {count} 项", "成長調整 {count} 項"),
    "heads": Words("rows of Heads: {count}", "人员变动 {count} 行", "人員變動 {count} 列"),
    "ramp": Words("ramp: {count} months", "爬坡 {count} 个月", "爬坡 {count} 個月"),
    "rates": Words("rates: {count} bands", "费率 {count} 档", "費率 {count} 級"),
}
_STOP: Final = Words("; ", "；", "；")


def changes_text(scenario: Scenario, *, currency: str, language: str = ENGLISH) -> str:
    """Say what a scenario changes.

    Examples
    --------
    >>> changes_text(Scenario("Push", changes={"growth": 0.15, "hires": 2, "growth_cap": None}), currency="CNY")
    'Market growth 15 %; More reps 2; Most growth none'
    """
    said = [
        setting_text(_SETTINGS[key], value, currency=currency, language=language)
        for key, value in scenario.changes.items()
    ]
    for part, words in _ROWS.items():
        frame: pd.DataFrame | None = getattr(scenario, part)
        if frame is not None and len(frame):
            said.append(words.filled(count=len(frame)).said(language))
    return _STOP.said(language).join(said)


def setting_text(setting: Setting, value: Any, *, currency: str, language: str = ENGLISH) -> str:
    """Say what a setting is changed to.

    Examples
    --------
    >>> setting_text(_SETTINGS["growth_cap"], 0.2, currency="CNY", language="zh-Hans")
    '增长上限 20%'
    """
    return f"{setting.label.said(language)} {_value(setting, value, currency, language)}"


def _value(setting: Setting, value: Any, currency: str, language: str) -> str:
    if value is None:
        return NONE_WORDS.said(language)
    if isinstance(value, str):
        return label_of(setting.choices, value, language)
    return spoken(Driver(setting=setting, currency=currency).text(value)).said(language)
