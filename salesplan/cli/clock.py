"""The only clock of the command line."""

from datetime import datetime


def now() -> datetime:
    """Give the time of the run, local."""
    return datetime.now()
