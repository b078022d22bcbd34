"""The command line: one short file a command, and one place where errors become exit codes."""

from importlib import import_module
from typing import Any

import click

from salesplan import __version__
from salesplan.cli.group import Commands
from salesplan.errors import SalesplanError

_COMMANDS = (
    "demo",
    "new",
    "load",
    "check",
    "tier",
    "quota",
    "explain",
    "handout",
    "collect",
    "visits",
    "score",
    "review",
    "scenario",
    "history",
    "backup",
    "run",
    "excel",
    "tables",
)


class _Commands(Commands):
    """The commands, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"salesplan.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SalesplanError as problem:
            click.echo(f"error: {problem}", err=True)
            ctx.exit(problem.exit_code)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="salesplan")
def main() -> None:
    """Plan sales in the workbooks that people already use.

    Quotas from last year plus growth, split to region, team, rep and month so that every level adds up exactly, each
    one explained. Customers rated, visits planned, visit logs handed out and collected, reps scored and reviewed,
    scenarios compared. All of it is written back without touching anything else in the workbook.
    """
