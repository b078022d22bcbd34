"""What was done to an open workbook, so that it can be taken back when something fails in the middle."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import TracebackType

from salesplan.workbook.live.hosts import PartlyWritten, said


class Undo(AbstractContextManager["Undo"]):
    """Takes back what was done inside of it, the last step first, when it is left by an exception.

    A step that fails does not keep the others from being taken back.

    Parameters
    ----------
    path
        The workbook.

    Raises
    ------
    PartlyWritten
        On being left by an exception, when a step could not be taken back.

    Examples
    --------
    >>> cell = {"A1": "old"}
    >>> try:
    ...     with Undo(Path("plan.xlsx")) as undo:
    ...         undo.by(lambda: cell.update(A1="old"))
    ...         cell["A1"] = "new"
    ...         raise KeyError
    ... except KeyError:
    ...     cell
    {'A1': 'old'}
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._steps = ExitStack()

    def by(self, step: Callable[[], object]) -> None:
        """Take note of how to take back what is done next."""
        self._steps.callback(step)

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if problem is None:
            self._steps.pop_all()
            return
        try:
            self._steps.close()
        except Exception:
            raise PartlyWritten(self._path, said(problem)) from problem
