"""``salesplan handout PLAN DIR``: a workbook with their part of the plan for each manager."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from salesplan.cli import clock, options
from salesplan.words import Words

if TYPE_CHECKING:
    from datetime import datetime

    from salesplan.host.handouts.issue import HandedFile, HandedOut

_HEADERS = (
    Words("Handout", "下发表", "下發表"),
    Words("Part", "所属", "所屬"),
    Words("Manager", "经理", "經理"),
    Words("Round", "轮次", "輪次"),
    Words("Reps", "人数", "人數"),
    Words("Customers", "客户数", "客戶數"),
)
_MADE = Words(
    "handouts made in {folder}: {count:,}{encrypted}",
    "已在 {folder} 中生成下发表：{count:,} 份{encrypted}",
    "已在 {folder} 中產生下發表：{count:,} 份{encrypted}",
)
_ENCRYPTED = Words(", encrypted", "（已加密）", "（已加密）")
_KEPT = Words(
    "handouts that were there already and stay as they are: {count:,} ({names})",
    "{count:,} 份下发表已存在，保持原样（{names}）",
    "{count:,} 份下發表已存在，保持原樣（{names}）",
)


@click.command("make", hidden=True)
@options.book
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--by", type=click.Choice(["team", "region"]), default="team", show_default=True, help="What a part of the plan is."
)
@click.option(
    "--for",
    "names",
    metavar="NAME",
    multiple=True,
    help="Only for this team, region or manager; may be given several times.",
)
@click.option(
    "--back-by",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="DAY",
    help="The day by which you want them back, as 2027-01-15; it stands on the first sheet.",
)
@options.password_file
@click.option("--replace", is_flag=True, help="Make handouts anew that are there already; those are kept as backups.")
@click.option("--partial", is_flag=True, help="Hand out in spite of errors in the data.")
@click.option("--dry-run", is_flag=True, help="Show what would be handed out; write nothing.")
@options.as_json
@options.language
def make(
    book: Path,
    folder: Path,
    by: str,
    names: tuple[str, ...],
    back_by: "datetime | None",
    password_file: Path | None,
    replace: bool,
    partial: bool,
    dry_run: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """Make a workbook in DIR for each manager in BOOK, with their part of the plan and nothing of others.

    Managers type in the yellow cells and send it back; collect merges what they changed. A handout that is there already
    is left alone; one that was sent back is made anew, with the comment in it.
    """
    from salesplan.cli.render import as_data, counting, print_json, show_findings, waiting
    from salesplan.findings import errors
    from salesplan.host.handouts.issue import hand_out
    from salesplan.host.handouts.passwords import read_passwords
    from salesplan.host.wish import Wish
    from salesplan.tables.handout import Part

    wish = Wish(command="handout", at=clock.now(), dry_run=dry_run, partial=partial, language=lang)
    with counting() as progress:
        done = hand_out(
            book,
            folder,
            wish,
            by=Part(by),
            names=names,
            replace=replace,
            back_by=back_by.date() if back_by else None,
            passwords=read_passwords(password_file) if password_file else None,
            progress=progress,
            waiting=waiting,
        )
    language = done.opened.language
    if as_json:
        listed = [_as_data(file) for file in done.files]
        kept = [_as_data(file) for file in done.kept]
        findings = [as_data(finding, language) for finding in done.findings]
        print_json({}, findings, [] if dry_run else listed, handouts=listed, kept=kept)
    else:
        _show(done, folder, dry_run=dry_run, replace=replace, encrypted=password_file is not None)
        show_findings(done.findings, language)
    click.get_current_context().exit(1 if errors(done.findings) else 0)


def _as_data(file: "HandedFile") -> dict[str, object]:
    handout = file.handout
    return {
        "file": file.path.name,
        "by": handout.by,
        "region": handout.region,
        "team": handout.team,
        "manager": handout.manager,
        "round": handout.number,
        "reps": file.reps,
        "customers": file.customers,
    }


def _show(done: "HandedOut", folder: Path, *, dry_run: bool, replace: bool, encrypted: bool) -> None:
    """Print the handouts, a line each, and those that were left alone."""
    from salesplan.cli.render import AGAIN, DRY, few_names, show_rows
    from salesplan.host.handouts.parts import part_name

    language = done.opened.language
    rows = [
        [
            file.path.name,
            part_name(file.handout),
            file.handout.manager,
            f"{file.handout.number:,}",
            f"{file.reps:,}",
            f"{file.customers:,}",
        ]
        for file in done.files
    ]
    show_rows(_HEADERS, rows, right=[False, False, False, True, True, True], language=language)
    if done.kept:
        names = few_names([file.path.name for file in done.kept], language)
        again = "" if replace else AGAIN.said(language)
        click.echo(_KEPT.said(language).format(count=len(done.kept), names=names) + again, err=True)
    how = _ENCRYPTED.said(language) if encrypted else ""
    made = _MADE.said(language).format(count=len(done.files), folder=folder, encrypted=how)
    click.echo(DRY.said(language) if dry_run else made, err=True)
