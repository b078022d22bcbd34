"""The options that mean the same in every command."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, TypeVar, cast

import click

from salesplan.words import LANGUAGES

if TYPE_CHECKING:
    from salesplan.workbook.workbook import Workbook

Command = TypeVar("Command", bound=Callable[..., Any])

Source: TypeAlias = "Path | Workbook"
"""Where a plan is: a file, or open in Excel."""


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


FILE = click.Path(dir_okay=False, path_type=Path)
"""The type of an argument that is a file."""


def book(function: Command) -> Command:
    """Take the plan workbook as the first argument."""
    return click.argument("book", type=FILE)(function)


def workbook(function: Command) -> Command:
    """Take the plan workbook as the first argument, or with ``--live`` one that is open in Excel."""

    @wraps(function)
    def taken(*args: Any, book: Path | None, live: bool, **asked: Any) -> Any:
        return function(*args, book=source(book, live=live, out=asked.get("out")), **asked)

    given = click.argument("book", type=FILE, required=False)(taken)
    return cast("Command", live_option("on the open workbook that is named, or else on the active one")(given))


def live_option(where: str) -> Callable[[Command], Command]:
    """Take ``--live``, of which the help says where in Excel the work is done."""
    return click.option("--live", is_flag=True, help=f"Work in Excel: {where}.")


def source(book: Path | None, *, live: bool, out: Path | None = None) -> Source:
    """Give the file that is named, or the workbook that is open.

    Raises
    ------
    click.UsageError
        When no file is named, a copy is wanted of an open workbook, or xlwings is missing.
    SalesplanError
        As `salesplan.workbook.live.find.open_workbook`.
    """
    if not live:
        if book is None:
            raise click.UsageError("Missing argument 'BOOK'.")
        return book
    if out is not None:
        raise click.UsageError("--out writes a copy of a file; save a copy of an open workbook in Excel")
    try:
        from salesplan.workbook.live.find import open_workbook
    except ModuleNotFoundError as missing:
        if missing.name != "xlwings":
            raise
        raise click.UsageError("--live needs xlwings: pip install 'salesplan[excel]'") from missing
    return open_workbook(book)


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


def password_file(function: Command) -> Command:
    """Take ``--password-file``."""
    return click.option(
        "--password-file",
        type=FILE,
        default=None,
        help="A file with one password for all handouts, or a CSV file with a password for each team, region or manager.",
    )(function)


def writing(function: Command) -> Command:
    """Take the options of a command that writes: ``--dry-run``, ``--out``, ``--partial``."""
    for option in (
        click.option("--partial", is_flag=True, help="Write in spite of errors in the data."),
        click.option("--out", type=FILE, default=None, help="Write a copy there; leave the workbook alone."),
        click.option("--dry-run", is_flag=True, help="Compute and show; write nothing."),
    ):
        function = option(function)
    return function


def history(function: Command) -> Command:
    """Take ``--sales`` and ``--sales-map``."""
    for option in (
        click.option(
            "--sales-map", type=FILE, default=None, help="How the columns of --sales are named (TOML or JSON)."
        ),
        click.option(
            "--sales",
            type=FILE,
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
