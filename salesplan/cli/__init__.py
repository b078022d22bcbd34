"""The command line: one short file a command, and one place where errors become exit codes."""

from importlib import import_module
from typing import Any

import click

from salesplan import __version__
from salesplan.errors import SalesplanError
from salesplan.words import nearest

_COMMANDS = ("demo", "new", "load", "check", "tier", "quota", "explain", "visits", "run", "tables")


class _Commands(click.Group):
    """The commands, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"salesplan.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            near = nearest(args[0], list(_COMMANDS))
            hint = f" Did you mean '{near}'?" if near else ""
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

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

    Quotas from last year plus growth, split to region, team, rep and month so that every level adds up
    exactly, each one explained, written back without touching anything else in the workbook.
    """
