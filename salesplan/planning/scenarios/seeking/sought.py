"""What a goal seek found, and how it is said."""

from dataclasses import dataclass

from salesplan.findings import Finding, Kind
from salesplan.planning.scenarios.scenario import Figures
from salesplan.planning.scenarios.seeking import kinds
from salesplan.planning.scenarios.seeking.drivers import Driver, Value
from salesplan.planning.scenarios.seeking.goals import Goal
from salesplan.planning.wording import spoken
from salesplan.words import LANGUAGES, Words


@dataclass(frozen=True, slots=True)
class Tried:
    """A value of a driver and the result that it gives."""

    value: Value
    reached: int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What goal seek found.

    Attributes
    ----------
    driver, goal
        What was asked.
    solved, exact
        Whether a value gives the goal within its tolerance, and whether exactly.
    value, reached
        The value, computed once more, and what it gives; None where there is no solution.
    figures
        All figures with that value; None where there is no solution.
    closest
        Of all tried the one nearest to the goal; None where the result has no value anywhere.
    searched
        The least and the greatest value tried.
    tries
        How many different values were tried.
    others
        How often else the result comes to the goal, or passes it, among the values tried.
    depends
        Whether the result is not the same at all values tried.
    jump
        Where there is no solution, the two neighbouring values between which the result jumps over the goal, the lower
        first; None where it nowhere does.
    """

    driver: Driver
    goal: Goal
    solved: bool
    exact: bool
    value: Value | None
    reached: int | float | None
    figures: Figures | None
    closest: Tried | None
    searched: tuple[Value, Value]
    tries: int
    others: int
    depends: bool
    jump: tuple[Tried, Tried] | None = None

    def said(self) -> Words:
        """Say what was found, in every language."""
        if not self.solved:
            (finding,) = self.findings()
            return Words(*(finding.message(language) for language in LANGUAGES))
        template = kinds.FOUND if self.exact else kinds.FOUND_NEARLY
        others = kinds.OTHERS if self.others else Words("")
        facts = self._facts() | {"count": self.others}
        return Words(*(_filled(template, facts, language) + _filled(others, facts, language) for language in LANGUAGES))

    def findings(self) -> list[Finding]:
        """Say what stood in the way, F161 to F164; nothing where there is a solution."""
        return [] if self.solved else [self._trouble().at(**self._facts())]

    def _trouble(self) -> Kind:
        if self.closest is None:
            return kinds.NO_RESULT
        if self.jump is not None:
            return kinds.JUMPED
        return kinds.NOT_FOUND if self.depends else kinds.NO_INFLUENCE

    def _facts(self) -> dict[str, object]:
        """Give the facts of all wordings; those of the closest value where there is no solution."""
        driver, goal = self.driver, self.goal
        told = self.closest if self.value is None or self.reached is None else Tried(self.value, self.reached)
        return {
            "driver": driver.label,
            "result": goal.label,
            "target": spoken(goal.text(goal.target)),
            "first": spoken(driver.text(self.searched[0])),
            "last": spoken(driver.text(self.searched[1])),
            "value": spoken("" if told is None else driver.text(told.value)),
            "reached": spoken("" if told is None else goal.text(told.reached)),
            **self._jump_facts(),
        }

    def _jump_facts(self) -> dict[str, object]:
        if self.jump is None:
            return {}
        driver, goal, (low, high) = self.driver, self.goal, self.jump
        return {
            "low": spoken(driver.text(low.value)),
            "reached_low": spoken(goal.text(low.reached)),
            "high": spoken(driver.text(high.value)),
            "reached_high": spoken(goal.text(high.reached)),
        }


def _filled(template: Words, facts: dict[str, object], language: str) -> str:
    said = {key: fact.said(language) if isinstance(fact, Words) else fact for key, fact in facts.items()}
    return template.said(language).format(**said)
