"""Excel kept still while a workbook is written, and left as it was found."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Final

import xlwings as xw

from salesplan.workbook.live.hosts import NOT_OFFERED

_STILL: Final = (("enable_events", False), ("screen_updating", False), ("calculation", "manual"))
"""What is switched, in this order; it is switched back in the opposite one, so that Excel calculates out of sight."""


@contextmanager
def quiet(app: xw.App) -> Iterator[None]:
    """Switch events, screen updating and calculation off, and back to what they were, whatever happens meanwhile.

    What the user has copied is no longer waiting to be pasted. What a host does not offer is passed over.
    """
    with ExitStack() as back:
        for setting, still in _STILL:
            with suppress(NOT_OFFERED):
                before = getattr(app, setting)
                setattr(app, setting, still)
                back.callback(setattr, app, setting, before)
        with suppress(NOT_OFFERED):
            app.cut_copy_mode = False  # Excel would insert what the user has copied
        yield
