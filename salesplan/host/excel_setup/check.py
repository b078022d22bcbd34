"""One thing that Excel needs: whether it is there, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from salesplan.words import Words


class State(StrEnum):
    """Whether a thing is there."""

    OK = "ok"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its key and title, its state, and a sentence that says what to do.

    ``needed`` is False for what only some uses of Excel ask for; it may be missing.
    """

    name: str
    title: Words
    state: State
    text: Words
    needed: bool = True

    @property
    def stops(self) -> bool:
        """Whether Excel cannot work with salesplan because of it."""
        return self.needed and self.state is State.MISSING


@dataclass(frozen=True, slots=True)
class Topic:
    """What a check is about; gives the check in each of its states.

    Examples
    --------
    >>> Topic("excel", Words("Excel")).missing(Words("install {what}"), what="Excel").text.en
    'install Excel'
    """

    name: str
    title: Words
    needed: bool = True

    def ok(self, text: Words, **facts: object) -> Check:
        """Say that it is there."""
        return Check(self.name, self.title, State.OK, text.filled(**facts), self.needed)

    def missing(self, text: Words, **facts: object) -> Check:
        """Say that it is not there, or not as it must be."""
        return Check(self.name, self.title, State.MISSING, text.filled(**facts), self.needed)

    def unknown(self, text: Words, **facts: object) -> Check:
        """Say that it cannot be told from here."""
        return Check(self.name, self.title, State.UNKNOWN, text.filled(**facts), self.needed)
