"""Visit logs: handed out to reps, and collected when they come back."""

from collections.abc import Callable
from typing import TypeAlias

FileProgress: TypeAlias = Callable[[int, int, str], None]
"""Called as each file is begun: with how many are done, how many there are, and its name."""
