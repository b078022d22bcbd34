"""``salesplan scenario``: finance's scenarios compared with a plan, and one of them adopted."""

from pathlib import Path

import click

from salesplan.cli.group import Commands
from salesplan.cli.scenario.adopt import adopt
from salesplan.cli.scenario.compare import compare
from salesplan.words import nearest


class _Scenarios(Commands):
    """Commands of which one needs no name: two workbooks alone are compared."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what names no command as the workbooks and options of the comparison, but for a mistyped name."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            self._refuse_mistyped(ctx, args[0])
            args = [compare.name or "", *args]
        return super().parse_args(ctx, args)

    def _refuse_mistyped(self, ctx: click.Context, name: str) -> None:
        """Offer the command that a name most likely means, unless a file is called so."""
        shown = [known for known, command in self.commands.items() if not command.hidden]
        near = None if name.startswith("-") or Path(name).exists() else nearest(name, shown)
        if near:
            ctx.fail(f"No such command '{name}'. Did you mean '{near}'?")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the options of the comparison, and the other commands."""
        click.Command.format_options(compare, ctx, formatter)
        self.format_commands(ctx, formatter)


@click.group(
    "scenario",
    cls=_Scenarios,
    options_metavar="PLAN BOOK [OPTIONS]",
    subcommand_metavar="| adopt NAME PLAN BOOK [OPTIONS]",
)
def command() -> None:
    """Compare the scenarios of BOOK with the plan in PLAN, or adopt one.

    A scenario is a row in BOOK; what it leaves blank is as in the plan. Results go into BOOK: quotas by company, region,
    team and rep, heads, payouts, how likely each is to be reached, what moves the plan most, and whether it is fair.
    The plan stays as it is until a scenario is adopted.
    """


for each in (compare, adopt):
    command.add_command(each)
