"""Grades: names for totals, as they stand on the sheet Grades."""

from dataclasses import dataclass
from itertools import pairwise
from math import isnan

import numpy as np
import pandas as pd

from salesplan.findings import Finding, errors
from salesplan.planning.arrays import Floats
from salesplan.planning.names import texts
from salesplan.planning.scoring import kpi_kinds as kinds
from salesplan.tables.scoring import GRADES


@dataclass(frozen=True, slots=True)
class Grades:
    """The grades, from the lowest up: each one's name, and the least total that earns it."""

    names: tuple[str, ...]
    least: Floats

    def of(self, total: Floats) -> tuple[str, ...]:
        """Name totals: the highest grade that each reaches; "" for NaN and below the lowest.

        Examples
        --------
        >>> Grades(("C", "B"), np.array([0.0, 85.0])).of(np.array([84.99, 85.0, np.nan]))
        ('C', 'B', '')
        """
        places = np.searchsorted(self.least, total, side="right")
        places[np.isnan(total)] = 0
        names = ("", *self.names)
        return tuple(names[place] for place in places.tolist())


def usual_grades() -> pd.DataFrame:
    """Give the names and limits of the Grades table as salesplan ships it: grade, from."""
    return pd.DataFrame(
        {
            "grade": pd.array([str(name) for name, _, _ in GRADES.given], dtype="str"),
            "from": [float(str(least)) for _, least, _ in GRADES.given],
        }
    )


def read_grades(frame: pd.DataFrame) -> tuple[Grades | None, list[Finding]]:
    """Read the grades.

    Parameters
    ----------
    frame
        The table Grades: grade (text), from (float64); in any order. The index is the sheet's row. Rows without a
        name or a limit do not count.

    Returns
    -------
    Grades
        The usual ones, S to D, where the table names none. None if a finding is an error.
    list[Finding]
        K113 to K115: no grades, none from 0 on, two at the same total.

    Examples
    --------
    >>> grades, findings = read_grades(usual_grades())
    >>> grades.names, grades.least.tolist(), findings
    (('D', 'C', 'B', 'A', 'S'), [0.0, 70.0, 85.0, 100.0, 110.0], [])
    """
    found = _rows(frame)
    findings: list[Finding] = []
    if not found:
        found = [(least, name, None) for least, name, _ in _rows(usual_grades())]
        names = ", ".join(name for _, name, _ in reversed(found))
        findings.append(kinds.NO_GRADES.at("Grades", None, "grade", names=names))
    lowest, name, row = found[0]
    if lowest > 0:
        findings.append(kinds.NO_LOWEST_GRADE.at("Grades", row, "from", name=name, value=f"{lowest:.10g}"))
    for (before, other, _), (least, name, row) in pairwise(found):
        if least == before:
            said = {"name": name, "other": other, "value": f"{least:.10g}"}
            findings.append(kinds.SAME_FROM.at("Grades", row, "from", **said))
    if errors(findings):
        return None, findings
    return Grades(tuple(name for _, name, _ in found), np.array([least for least, _, _ in found])), findings


def _rows(frame: pd.DataFrame) -> list[tuple[float, str, int | None]]:
    """Give limit, name and row, from the lowest up."""
    rows = zip(frame["from"].tolist(), texts(frame, "grade"), frame.index.tolist(), strict=True)
    return sorted((float(least), name, int(row)) for least, name, row in rows if name and not isnan(least))
