"""The engine that xlwings is given: LibreOffice, the one app in it, and what tests may ask of it."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from xlwings import base_classes

from tests.live.calc.app import CalcApp
from tests.live.calc.area import Area, address
from tests.live.calc.client import Client
from tests.live.calc.values import cleaned


class Write(NamedTuple):
    """A writing call: the sheet, the address, and what was written."""

    sheet: str
    address: str
    kind: str


class CalcEngine:
    """xlwings' engine over one LibreOffice.

    ``strict``: raise where Excel would do otherwise. ``writes``: every writing call that was let through, in order.
    """

    name: Final = "libreoffice"
    type: Final = "desktop"

    def __init__(self, client: Client, pid: int, *, strict: bool) -> None:
        self.client = client
        self.strict = strict
        self.writes: list[Write] = []
        self._until_failure = 0
        self._failure: BaseException | None = None
        self.app = CalcApp(self, pid)
        self.apps = CalcApps(self.app)

    def fail_after(self, calls: int, failure: BaseException) -> None:
        """Let the writing call of that number from now raise (1: the next), once."""
        self._until_failure, self._failure = calls, failure

    def fail_never(self) -> None:
        """Take back what `fail_after` was told."""
        self._failure = None

    def writing(self, area: Area, kind: str) -> None:
        """Note a writing call, or fail it if a test wants that."""
        if self._failure is not None:
            self._until_failure -= 1
            if self._until_failure <= 0:
                failure, self._failure = self._failure, None
                raise failure
        self.writes.append(Write(area.sheet, address(area, row_absolute=False, column_absolute=False), kind))

    @staticmethod
    def prepare_xl_data_element(x: Any, options: Any) -> Any:
        """Leave a value as it is: the range that is written to knows the cells' formats and can name the cell."""
        return x

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[Any]], datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        return cleaned(data, datetime_builder, empty_as, number_builder, err_to_str)


class CalcApps(base_classes.Apps):
    """The one app."""

    def __init__(self, app: CalcApp) -> None:
        self._app = app

    def keys(self) -> list[int]:
        return [self._app.pid]

    def add(self, spec: Any = None, add_book: Any = None, xl: Any = None, visible: Any = None) -> CalcApp:
        return self._app

    @staticmethod
    def cleanup() -> None:
        """Nothing stays behind: the session ends what it started."""

    def __iter__(self) -> Iterator[CalcApp]:
        yield self._app

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> CalcApp:
        if pid != self._app.pid:
            raise KeyError(pid)
        return self._app
