"""The one moment at which everything generated was made."""

from datetime import datetime
from typing import Final

MOMENT: Final = datetime(2026, 12, 31, 9, 0)
YEAR: Final = 2027
"""The plan year of what is generated."""
