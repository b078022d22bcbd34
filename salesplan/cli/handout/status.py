"""``salesplan handout status``, ``accept``, ``send-back``: how far the handouts have come, and what head office says."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from salesplan.cli import clock, options
from salesplan.words import Words

if TYPE_CHECKING:
    from salesplan.host.handouts.approval import Standing, Status
    from salesplan.host.wish import Wish
    from salesplan.store.records import Handout

_HEADERS = (
    Words("Part", "所属", "所屬"),
    Words("Manager", "经理", "經理"),
    Words("Round", "轮次", "輪次"),
    Words("State", "状态", "狀態"),
    Words("Sent", "下发", "下發"),
    Words("Returned", "收回", "收回"),
    Words("Taken", "采纳", "採納"),
    Words("Conflicts", "冲突", "衝突"),
    Words("To allocate", "应分配", "應分配"),
    Words("Gap", "差额", "差額"),
    Words("Comment", "意见", "意見"),
)
_RIGHT = (False, False, True, False, False, False, True, True, True, True, False)
_LONGEST = 60
_NONE = Words(
    "nothing was handed out of this plan; run: salesplan handout {file} DIR",
    "本计划尚未下发；请运行：salesplan handout {file} DIR",
    "本計畫尚未下發；請執行：salesplan handout {file} DIR",
)
_MOVED = Words("{part}: {state}", "{part}：{state}", "{part}：{state}")
_NOBODY = Words(
    "nothing to accept: no handout is returned without open conflicts",
    "没有可接受的部分：没有已收回且无未决冲突的下发表",
    "沒有可接受的部分：沒有已收回且無未決衝突的下發表",
)
_SUM = Words(
    "handouts: {count:,} ({states})",
    "下发表 {count:,} 份：{states}",
    "下發表 {count:,} 份：{states}",
)


@click.command("status", short_help="Show how far each handout of BOOK has come.")
@options.book
@options.as_json
@options.language
def status(book: Path, as_json: bool, lang: str | None) -> None:
    """Show how far each handout of BOOK has come: its state, what was taken, open conflicts, and the gap to its target."""
    from salesplan.host.handouts import approval

    _show(approval.status(book, _wish("handout status", lang)), as_json=as_json)


@click.command("accept")
@options.book
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All that were returned and have no open conflict.")
@options.as_json
@options.language
def accept(book: Path, names: tuple[str, ...], every: bool, as_json: bool, lang: str | None) -> None:
    """Accept what the managers of BOOK returned. NAME is a team, region, manager or id.

    Nothing more is taken from an accepted handout.
    """
    from salesplan.host.handouts import approval

    if every == bool(names):
        raise click.UsageError("name the handouts to accept, or give --all")
    done = approval.accept(book, names, _wish("handout accept", lang))
    _show(done, as_json=as_json)
    if not done.moved:
        click.echo(_NOBODY.said(done.opened.language), err=True)


@click.command("send-back")
@options.book
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--comment", required=True, help="What the manager is to change; it stands in the next handout.")
@options.as_json
@options.language
def send_back(book: Path, names: tuple[str, ...], comment: str, as_json: bool, lang: str | None) -> None:
    """Send handouts of BOOK back with a comment. NAME is a team, region, manager or id.

    The next handout makes them anew, of the plan as it is then.
    """
    from salesplan.host.handouts import approval

    _show(approval.send_back(book, names, comment, _wish("handout send-back", lang)), as_json=as_json)


def _wish(command: str, lang: str | None) -> "Wish":
    from salesplan.host.wish import Wish

    return Wish(command=command, at=clock.now(), language=lang)


def _show(done: "Status", *, as_json: bool) -> None:
    """Print the handouts, those whose state was just changed last."""
    from salesplan.cli.render import print_json, show_rows

    opened = done.opened
    if as_json:
        print_json({}, [], [], handouts=[_as_data(done, each) for each in done.standings])
        return
    if not done.standings:
        click.echo(_NONE.said(opened.language).format(file=opened.path.name), err=True)
    rows = [_cells(done, each) for each in done.standings]
    show_rows(_HEADERS, rows, right=_RIGHT, language=opened.language)
    if done.standings:
        click.echo(_summed(done))
    for handout in done.moved:
        click.echo(_MOVED.said(opened.language).format(part=_part(handout), state=_state(done, handout)), err=True)


def _summed(done: "Status") -> str:
    """Say how many handouts there are in each state."""
    from salesplan.cli.render import LISTED
    from salesplan.host.handouts.states import STATES

    language = done.opened.language
    states = [str(each.handout.state) for each in done.standings]
    counted = (f"{word.said(language)} {states.count(key):,}" for key, word in STATES.items() if key in states)
    said = LISTED.said(language).join(counted)
    return _SUM.said(language).format(count=len(states), states=said)


def _cells(done: "Status", standing: "Standing") -> list[str]:
    from salesplan.cli.render import one_line

    handout = standing.handout
    return [
        _part(handout),
        handout.manager,
        f"{handout.number:,}",
        _state(done, handout),
        f"{handout.sent_at:%Y-%m-%d}",
        f"{handout.returned_at:%Y-%m-%d}" if handout.returned_at else "",
        f"{handout.taken:,}",
        f"{standing.conflicts:,}",
        _amount(done, standing.target),
        _amount(done, standing.gap),
        one_line(handout.comment, _LONGEST),
    ]


def _state(done: "Status", handout: "Handout") -> str:
    from salesplan.host.handouts.states import STATES

    return STATES[handout.state].said(done.opened.language)


def _part(handout: "Handout") -> str:
    from salesplan.host.handouts.parts import part_name

    return part_name(handout)


def _amount(done: "Status", minor: int | None) -> str:
    from salesplan.cli.render import amount

    currency = done.opened.currency
    return "" if minor is None else amount(minor / currency.minor, currency.decimals)


def _as_data(done: "Status", standing: "Standing") -> dict[str, Any]:
    handout = standing.handout
    unit = done.opened.currency.minor
    amounts = {key: getattr(standing, key) for key in ("target", "allocated", "gap")}
    return {
        "id": handout.id,
        "by": handout.by,
        "region": handout.region,
        "team": handout.team,
        "manager": handout.manager,
        "number": handout.number,
        "file": handout.file,
        "state": str(handout.state),
        "sent_at": handout.sent_at.isoformat(),
        "returned_at": handout.returned_at.isoformat() if handout.returned_at else None,
        "returned_by": handout.returned_by,
        "taken": handout.taken,
        "conflicts": standing.conflicts,
        "comment": handout.comment,
    } | {key: None if minor is None else minor / unit for key, minor in amounts.items()}
