"""The options that mean the same in every command."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict, TypeVar

import click

from salesplan.words import LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])


class Planning(TypedDict):
    """What the options of a command that runs planning functions give."""

    out: Path | None
    dry_run: bool
    partial: bool
    as_json: bool
    lang: str | None
    sales: Path | None
    sales_map: Path | None
    as_of: datetime | None


_FILE = click.Path(dir_okay=False, path_type=Path)


def book(function: Command) -> Command:
    """Take the plan workbook as the first argument."""
    return click.argument("book", type=_FILE)(function)


def language(function: Command) -> Command:
    """Take ``--lang``."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=None,
        help="Language of what is said and written; by default the workbook's own.",
    )(function)


def as_json(function: Command) -> Command:
    """Take ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(function)


def writing(function: Command) -> Command:
    """Take the options of a command that writes: ``--dry-run``, ``--out``, ``--partial``."""
    for option in (
        click.option("--partial", is_flag=True, help="Write in spite of errors in the data."),
        click.option("--out", type=_FILE, default=None, help="Write a copy there; leave the workbook alone."),
        click.option("--dry-run", is_flag=True, help="Compute and show; write nothing."),
    ):
        function = option(function)
    return function


def history(function: Command) -> Command:
    """Take ``--sales`` and ``--sales-map``."""
    for option in (
        click.option(
            "--sales-map", type=_FILE, default=None, help="How the columns of --sales are named (TOML or JSON)."
        ),
        click.option(
            "--sales",
            type=_FILE,
            default=None,
            help="Take the sales history from a file or database instead of the Sales sheet.",
        ),
    ):
        function = option(function)
    return function


def as_of(function: Command) -> Command:
    """Take ``--as-of``."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        default=None,
        metavar="DAY",
        help="The day that counts as today, such as 2027-06-30; by default the setting As of.",
    )(function)


def planning(function: Command) -> Command:
    """Take all options of a command that runs planning functions, as `Planning`."""
    for options in (history, as_of, language, as_json, writing):
        function = options(function)
    return function
