"""What the files are called that the usual way of handling visit logs keeps beside the plan."""

from typing import Final

BLANK: Final = "blank_log.xlsx"
COLLECTED: Final = "collected.xlsx"
