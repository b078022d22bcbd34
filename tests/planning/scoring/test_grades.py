"""Grades: names for totals."""

import numpy as np
import pytest

from salesplan.planning.scoring.grades import Grades, read_grades
from salesplan.tables.scoring import GRADES
from tests.planning.scoring.grading_cases import lines, read


def of(total: float, *rows: tuple[str, float | None]) -> str:
    grades, _ = read_grades(read(GRADES, *[{"grade": name, "from": least} for name, least in rows]))
    assert grades is not None
    return grades.of(np.array([total]))[0]


@pytest.mark.parametrize(
    ("total", "grade"),
    [(120, "S"), (110, "S"), (109.99, "A"), (100, "A"), (85, "B"), (84.99, "C"), (69.99, "D"), (0, "D")],
)
def test_the_usual_grades(total: float, grade: str) -> None:
    assert of(total) == grade


def test_without_a_total_there_is_no_grade() -> None:
    assert of(np.nan) == ""
    assert Grades(("A",), np.array([50.0])).of(np.array([])) == ()


def test_rows_in_any_order() -> None:
    assert of(90, ("low", 0), ("high", 90), ("middle", 45.5)) == "high"
    assert of(89.99, ("high", 90), ("middle", 45.5), ("low", 0)) == "middle"
    assert of(10, ("low", None), ("fine", 0)) == "fine"


def test_the_usual_grades_are_said() -> None:
    grades, findings = read_grades(read(GRADES))
    assert grades is not None
    assert [finding.line() for finding in findings] == [
        "Grades[grade] [K113] Grades names no grade, so the usual ones are taken: S, A, B, C, D; "
        "type grades of your own in Grades"
    ]


def test_no_grade_from_zero_is_said() -> None:
    grades, findings = read_grades(read(GRADES, {"grade": "pass", "from": 60}, {"grade": "top", "from": 100}))
    assert grades is not None
    assert grades.of(np.array([59.99, 60])) == ("", "pass")
    assert lines(findings, "K114") == [
        "Grades[from] row 5 [K114] the lowest grade, pass, begins at 60; a total below it gets no grade; "
        "add a grade from 0"
    ]


def test_two_grades_at_one_total_are_an_error() -> None:
    rows = [{"grade": "B", "from": 80}, {"grade": "A", "from": 80}, {"grade": "C", "from": 0}]
    grades, findings = read_grades(read(GRADES, *rows))
    assert grades is None
    assert [line[:63] for line in lines(findings, "K115")] == [
        "Grades[from] row 5 [K115] the grades B and A both begin at 80; "
    ]
