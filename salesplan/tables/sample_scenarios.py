"""The scenarios that the sample company's finance department weighs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from salesplan.tables.scenarios import SCENARIOS
from salesplan.words import ENGLISH, Words

_AMBITIOUS: Final = Words("Ambitious", "进取", "進取")
_CAUTIOUS: Final = Words("Cautious", "稳健", "穩健")
_PRICES: Final = Words("Prices up 3 %", "提价 3%", "提價 3%")
_FAIRER: Final = Words("Half by potential", "一半看潜力", "一半看潛力")
_CAPPED: Final = Words("No more than 20 %", "增长封顶 20%", "成長封頂 20%")
_TEAM: Final = Words("Three more, one leaves", "增三减一", "增三減一")
_PAY: Final = Words("Pay for overachieving", "重奖超额", "重獎超額")

_ROWS: Final[Sequence[tuple[Words, Mapping[str, float], Words]]] = (
    (
        _AMBITIOUS,
        {"growth": 0.15},
        Words(
            "15 % asked, expectations as in the plan", "要求增长 15%，预期与计划相同", "要求成長 15%，預期與計畫相同"
        ),
    ),
    (
        _CAUTIOUS,
        {"growth": 0.02},
        Words("2 % asked, expectations as in the plan", "要求增长 2%，预期与计划相同", "要求成長 2%，預期與計畫相同"),
    ),
    (
        _PRICES,
        {"price_change": 0.03},
        Words("same units, 3 % dearer from January", "销量不变，一月起提价 3%", "銷量不變，一月起提價 3%"),
    ),
    (
        _FAIRER,
        {"potential_weight": 0.5},
        Words("quotas half by market potential", "配额一半依据市场潜力", "配額一半依據市場潛力"),
    ),
    (
        _CAPPED,
        {"growth_floor": -0.05, "growth_cap": 0.2},
        Words("nobody falls by more than 5 %", "任何人下调不超过 5%", "任何人下調不超過 5%"),
    ),
    (
        _TEAM,
        {"growth": 0.12},
        Words("people by name: see Heads", "具体人员见“人员变动”", "具體人員見「人員變動」"),
    ),
    (
        _PAY,
        {},
        Words("other rates: see Scenario rates", "费率见“方案费率”", "費率見「方案費率」"),
    ),
)

_RATES: Final = ((0.0, 0.8, 0.008, None), (0.8, 1.0, 0.02, None), (1.0, 1.5, 0.05, 2000), (1.5, 2.0, 0.03, None))


def sample_scenarios(
    reps: Mapping[str, Sequence[object]], *, year: int, language: str = ENGLISH
) -> dict[str, dict[str, list[Any]]]:
    """Make up scenarios for a company.

    Parameters
    ----------
    reps
        Its Reps by column key, at least two: who leaves and where others come is found there.
    year
        The plan year.
    language
        Of names and notes.

    Returns
    -------
    dict
        For ``Scenarios``, ``Heads``, ``Adjustments`` and ``ScenarioRates`` the values by column key as a person would
        type them.
    """
    named = [name.said(language) for name, _, _ in _ROWS]
    scenarios: dict[str, list[Any]] = {column.key: [None] * len(_ROWS) for column in SCENARIOS}
    scenarios["scenario"] = list(named)
    scenarios["note"] = [note.said(language) for _, _, note in _ROWS]
    for place, (_, changes, _) in enumerate(_ROWS):
        for key, value in changes.items():
            scenarios[key][place] = value
    team = _TEAM.said(language)
    return {
        "Scenarios": scenarios,
        "Heads": {
            "scenario": [team, team],
            "rep_id": [None, reps["rep_id"][0]],
            "region": [reps["region"][-1], None],
            "team": [reps["team"][-1], None],
            "start_date": [date(year, 2, 1), None],
            "end_date": [None, date(year, 6, 30)],
            "count": [3, None],
        },
        "Adjustments": {
            "scenario": [team],
            "dimension": ["region"],
            "value": [reps["region"][-1]],
            "adjustment": [0.08],
        },
        "ScenarioRates": {
            "scenario": [_PAY.said(language)] * len(_RATES),
            **{key: [band[place] for band in _RATES] for place, key in enumerate(("from", "to", "rate", "bonus"))},
        },
    }
