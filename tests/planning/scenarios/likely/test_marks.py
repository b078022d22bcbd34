"""Marks, at and around their boundaries."""

import numpy as np
import pytest

from salesplan.planning.scenarios.likely.marks import marks
from salesplan.tables.scenario_results import MARKS


@pytest.mark.parametrize(
    ("share", "key"),
    [
        (0.0, "too_hard"),
        (np.nextafter(0.4, 0), "too_hard"),
        (0.4, "hard"),
        (np.nextafter(0.6, 0), "hard"),
        (0.6, "as_it_should_be"),
        (0.7, "as_it_should_be"),
        (np.nextafter(0.7, 1), "easy"),
        (0.8, "easy"),
        (np.nextafter(0.8, 1), "too_easy"),
        (1.0, "too_easy"),
    ],
)
def test_a_share_has_its_mark(share: float, key: str) -> None:
    assert marks(np.array([share])) == [key]


def test_what_is_not_known_has_no_mark() -> None:
    assert marks(np.array([float("nan")])) == [""]


def test_every_mark_is_given_in_their_order() -> None:
    assert marks(np.array([0.1, 0.5, 0.65, 0.75, 0.9])) == list(MARKS)
