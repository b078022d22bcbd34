"""``salesplan handout``: a part of the plan to each manager, and how far each has come."""

import click

from salesplan.cli.group import Commands
from salesplan.cli.handout.make import make
from salesplan.cli.handout.status import accept, send_back, status


class _Handout(Commands):
    """Commands of which one needs no name: what begins with no command's name is the plan to hand out."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for, or the one without a name."""
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "", make, args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take apart the words after ``handout``; options before the plan are those of handing out."""
        if args and args[0].startswith("-") and args[0] not in ctx.help_option_names:
            args = ["--", *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Give the usage of handing out itself; that of the others stands below."""
        return make.collect_usage_pieces(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of handing out, and the list of the other commands."""
        click.Command.format_options(make, ctx, formatter)
        self.format_commands(ctx, formatter)


@click.group("handout", cls=_Handout, help=make.help)
def command() -> None:
    """Hand out the parts of a plan."""


for each in (make, status, accept, send_back):
    command.add_command(each)
