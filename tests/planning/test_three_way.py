"""The three-way comparison, against a model of two managers and a head office that edit the same cells."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.planning.three_way import Outcome, Texts, said_by, three_way

MARK = "none"
TEXTS = st.sampled_from(["", "1", "2", "3"])
RETURNED = st.sampled_from(["", "1", "2", "3", MARK])


def array(texts: list[str]) -> Texts:
    return np.array(texts, dtype=object)


def compared(base: list[str], returned: list[str], current: list[str]) -> tuple[list[Outcome], list[str]]:
    cleared = np.array([text == MARK for text in returned], dtype=np.bool_)
    texts = array(["" if text == MARK else text for text in returned])
    outcomes = three_way(array(base), texts, array(current), cleared)
    assert outcomes.dtype == np.int8
    return list(map(Outcome, outcomes.tolist())), said_by(array(base), texts, cleared).tolist()


def decided(base: str, returned: str, current: str) -> Outcome:
    """Decide about one cell in the plainest way."""
    if returned == "":
        return Outcome.KEPT if current != base else Outcome.UNCHANGED
    wanted = "" if returned == MARK else returned
    if wanted == base:
        return Outcome.KEPT if current != base else Outcome.UNCHANGED
    if current == base:
        return Outcome.TAKEN
    return Outcome.UNCHANGED if current == wanted else Outcome.CONFLICT


@given(st.lists(st.tuples(TEXTS, RETURNED, TEXTS), max_size=12))
@settings(max_examples=60, deadline=None)
def test_each_cell_is_decided_by_itself(cells: list[tuple[str, str, str]]) -> None:
    base, returned, current = ([cell[at] for cell in cells] for at in range(3))
    assert compared(base, returned, current)[0] == [decided(*cell) for cell in cells]


class Company:
    """Head office's plan of a few cells, and two handouts of all of them."""

    def __init__(self, cells: int) -> None:
        self.plan = ["1"] * cells
        self.base = {"Ana": ["1"] * cells, "Bo": ["1"] * cells}
        self.typed = {"Ana": [""] * cells, "Bo": [""] * cells}

    def collect(self, manager: str) -> dict[int, Outcome]:
        outcomes, said = compared(self.base[manager], self.typed[manager], self.plan)
        for at, outcome in enumerate(outcomes):
            if outcome is Outcome.TAKEN:
                self.plan[at] = said[at]
            if outcome is Outcome.TAKEN or self.plan[at] == said[at]:
                self.base[manager][at] = said[at]
        return dict(enumerate(outcomes))


EDITS = st.lists(
    st.tuples(st.sampled_from(["Ana", "Bo", "head office", "collect Ana", "collect Bo"]), st.integers(0, 2), RETURNED),
    max_size=14,
)


@given(EDITS)
@settings(max_examples=60, deadline=None)
def test_conflicts_are_all_and_only_cells_that_both_sides_changed(edits: list[tuple[str, int, str]]) -> None:
    company = Company(3)
    for who, at, text in edits:
        if who == "head office":
            company.plan[at] = "" if text == MARK else text
        elif who in company.typed:
            company.typed[who][at] = text
        else:
            manager = who.removeprefix("collect ")
            before, bases, typed = list(company.plan), list(company.base[manager]), company.typed[manager]
            for place, outcome in company.collect(manager).items():
                wanted = bases[place] if typed[place] == "" else "" if typed[place] == MARK else typed[place]
                both = wanted != bases[place] and before[place] != bases[place] and before[place] != wanted
                assert (outcome is Outcome.CONFLICT) == both
                assert company.plan[place] == (wanted if outcome is Outcome.TAKEN else before[place])
            after, based = list(company.plan), list(company.base[manager])
            again = company.collect(manager)
            assert Outcome.TAKEN not in again.values()
            assert (company.plan, company.base[manager]) == (after, based)


def test_zero_is_a_value_and_a_blank_is_none() -> None:
    assert compared(["5", "5", "0"], ["0", "", MARK], ["5", "5", "0"]) == (
        [Outcome.TAKEN, Outcome.UNCHANGED, Outcome.TAKEN],
        ["0", "5", ""],
    )
