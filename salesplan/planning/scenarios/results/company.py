"""The rows of one scenario in Results and Attainment."""

from typing import Final

import numpy as np
import pandas as pd

from salesplan.planning.scenarios.likely.marks import marks
from salesplan.planning.scenarios.rows import rows_of, shown_name
from salesplan.planning.scenarios.scenario import Figures, Scenario
from salesplan.tables.scenario_likely import ATTAINMENT
from salesplan.tables.scenario_results import RESULTS
from salesplan.words import ENGLISH, Words

_ONE_FINDING: Final = Words("1 finding", "1 个问题", "1 個問題")
_FINDINGS: Final = Words("{count} findings", "{count} 个问题", "{count} 個問題")


def results_row_of(
    scenario: Scenario, known: Figures, findings_count: int = 0, language: str = ENGLISH
) -> pd.DataFrame:
    """Give the row of Results of a scenario that was computed.

    Parameters
    ----------
    scenario
        Whose row it is.
    known
        Its figures, from `salesplan.planning.scenarios.results.figures.figures`; those that are None stay blank.
    findings_count
        How many findings there are about it.
    language
        Of the plan's name and of the notes.

    Examples
    --------
    >>> row = results_row_of(Scenario("Ambitious"), {"company_final": 500, "growth": None}, 2)
    >>> row[["scenario", "state", "company_final", "growth", "notes"]].to_numpy().tolist()
    [['Ambitious', 'computed', 500, nan, '2 findings']]
    """
    notes = _counted(findings_count).said(language)
    told = {"scenario": shown_name(scenario, language), "state": "computed", "notes": notes}
    return rows_of(RESULTS, 1, {**known, **told})


def failed_row(name: str, why: str) -> pd.DataFrame:
    """Give the row of Results of a scenario that could not be computed: no figures, and the notes say why."""
    return rows_of(RESULTS, 1, {"scenario": name, "state": "failed", "notes": why})


def attainment_row_of(scenario: Scenario, known: Figures, language: str = ENGLISH) -> pd.DataFrame:
    """Give the row of Attainment of a scenario; its mark is that of the share of reps at quota.

    Parameters
    ----------
    scenario, known, language
        As `results_row_of` takes them.
    """
    (mark,) = marks(np.array([known["share_at_quota"]], dtype=np.float64))
    return rows_of(ATTAINMENT, 1, {**known, "scenario": shown_name(scenario, language), "mark": mark})


def _counted(findings: int) -> Words:
    if not findings:
        return Words("")
    return _ONE_FINDING if findings == 1 else _FINDINGS.filled(count=findings)
