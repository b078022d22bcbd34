"""What was done to an open workbook, so that it can be taken back when something fails in the middle."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType

from salesplan.workbook.live.hosts import refusals


class Undo(AbstractContextManager["Undo"]):
    """Takes back what was done inside of it, the last step first, when it is left by an exception.

    Attributes
    ----------
    is_whole
        Whether all that was to be taken back could be.

    Examples
    --------
    >>> cell = {"A1": "old"}
    >>> try:
    ...     with Undo() as undo:
    ...         undo.by(lambda: cell.update(A1="old"))
    ...         cell["A1"] = "new"
    ...         raise KeyError
    ... except KeyError:
    ...     cell
    {'A1': 'old'}
    """

    def __init__(self) -> None:
        self.is_whole = True
        self._steps: list[Callable[[], object]] = []

    def by(self, step: Callable[[], object]) -> None:
        """Take note of how to take back what is done next."""
        self._steps.append(step)

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if problem is not None:
            for step in reversed(self._steps):
                self._take(step)

    def _take(self, step: Callable[[], object]) -> None:
        try:
            step()
        except refusals():  # the steps before it may still be possible
            self.is_whole = False
