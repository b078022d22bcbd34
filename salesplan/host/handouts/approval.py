"""How far each handout has come, and what head office says of it: accepted, or sent back with a comment."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from salesplan.errors import UnknownName, UsageError
from salesplan.host.audit.remembered import recover
from salesplan.host.handouts.parts import Key, called_so, part_key, part_name
from salesplan.host.opened import OpenedPlan
from salesplan.host.wish import Wish
from salesplan.planning.names import folded
from salesplan.planning.standing import gaps
from salesplan.store.place import locked
from salesplan.store.records import Change, Entry, Handout, State
from salesplan.store.store import Store
from salesplan.store.who import user
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import QUOTA, REGION_QUOTA, TEAM_QUOTA

READS = (REGION_QUOTA, TEAM_QUOTA, QUOTA)
"""The tables of the plan that tell how a part stands."""


Parent = tuple[str, Key]
"""What a handout is of, ``region`` or ``team``, and which."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A handout, and how its part stands in the plan now.

    Attributes
    ----------
    handout
        The newest of its part.
    conflicts
        How many of its cells are not settled.
    target, allocated, gap
        What its reps, or teams, should add up to, what they do, and the difference, in minor units; None where the part
        is gone from the plan.
    """

    handout: Handout
    conflicts: int
    target: int | None = None
    allocated: int | None = None
    gap: int | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """All parts that were handed out; ``moved`` are those whose state was changed just now."""

    opened: OpenedPlan
    standings: list[Standing]
    moved: list[Handout]


def status(path: Path, wish: Wish) -> Status:
    """Tell how far the newest handout of each part has come, and how the part stands in the plan.

    Raises
    ------
    WorkbookError
        When the plan, or what is remembered of it, cannot be read.
    """
    opened = OpenedPlan(path, SALES_PLAN, READS, language=wish.language)
    with Store.open(path, make=False) as store:
        return Status(opened, _standings(opened, store), [])


def accept(path: Path, names: Sequence[str], wish: Wish) -> Status:
    """Accept what managers returned: nothing more is taken from these handouts.

    Parameters
    ----------
    names
        Teams, regions, managers or ids; none for all that were returned and have no open conflict.

    Raises
    ------
    UnknownName, UsageError
        When no handout, or more than one, is called so; when one was not returned, or has open conflicts.
    """

    def accepted(standing: Standing) -> Handout:
        handout = standing.handout
        if handout.state not in (State.RETURNED, State.SENT_BACK):
            raise UsageError(f"{part_name(handout)} is {handout.state}; accept it once it was collected")
        if standing.conflicts:
            raise UsageError(
                f"{part_name(handout)} has {standing.conflicts:,} open conflicts; fill in the choices on the sheet Conflicts and "
                f"run collect --resolve first"
            )
        return replace(handout, state=State.ACCEPTED, comment="")

    def due(standing: Standing) -> bool:
        return standing.handout.state is State.RETURNED and not standing.conflicts

    return _moved(path, names, wish, accepted, due)


def send_back(path: Path, names: Sequence[str], comment: str, wish: Wish) -> Status:
    """Send handouts back: the next hand-out makes them anew, with the comment in them.

    Raises
    ------
    UnknownName, UsageError
        When no handout, or more than one, is called so; when the comment is empty, or one was never sent.
    """
    if not comment.strip():
        raise UsageError("say with --comment what the manager is to change")

    def sent_back(standing: Standing) -> Handout:
        handout = standing.handout
        if handout.state is State.PREPARING:
            raise UsageError(f"{part_name(handout)} was not sent yet; run handout first")
        return replace(handout, state=State.SENT_BACK, comment=comment.strip())

    return _moved(path, names, wish, sent_back, lambda standing: False)


def _moved(
    path: Path,
    names: Sequence[str],
    wish: Wish,
    move: Callable[[Standing], Handout],
    due: Callable[[Standing], bool],
) -> Status:
    """Change the state of handouts, all or none, and note it in the log."""
    with locked(path), Store.open(path, make=False) as store:
        opened = OpenedPlan(path, SALES_PLAN, READS, language=wish.language)
        recover(store, path, opened)
        standings = _standings(opened, store)
        chosen = called(standings, names) if names else [each for each in standings if due(each)]
        after = [move(each) for each in chosen]
        before = {each.handout.id: each.handout for each in chosen}
        entries = tuple(_entry(before[handout.id], handout, wish) for handout in after)
        if after and not wish.dry_run:
            store.remember(Change(run="", entries=entries, handouts=tuple(after)))
            standings = _standings(opened, store)
        return Status(opened, standings, after)


def called(standings: Iterable[Standing], names: Sequence[str]) -> list[Standing]:
    """Find handouts by the names of their parts, by their managers, or by their ids; each once.

    Raises
    ------
    UnknownName, UsageError
        When none, or more than one, is called so.
    """
    known = list(standings)
    chosen: dict[str, Standing] = {}
    for name in names:
        found = [each for each in known if folded(name) in called_so(each.handout) | {folded(each.handout.id)}]
        if not found:
            raise UnknownName("handout", name, [part_name(each.handout) for each in known])
        if len(found) > 1:
            several = ", ".join(part_name(each.handout) for each in found)
            raise UsageError(f"{name!r} may be {several}; say which")
        chosen[found[0].handout.id] = found[0]
    return list(chosen.values())


def _entry(before: Handout, after: Handout, wish: Wish) -> Entry:
    who = user()
    return Entry(
        at=wish.at.replace(microsecond=0),
        by=who,
        through=who,
        command=wish.command,
        table="Handouts",
        key=after.id,
        name=part_name(after),
        column="state",
        before=str(before.state),
        after=str(after.state),
        note=after.comment,
    )


def _standings(opened: OpenedPlan, store: Store) -> list[Standing]:
    conflicts = Counter(conflict.handout for conflict in store.conflicts())
    parents = _parents(gaps(opened.frames, opened.settings))
    return [
        Standing(handout, conflicts[handout.id], *parents.get(_parent(handout), (None, None, None)))
        for handout in store.latest()
    ]


def _parent(handout: Handout) -> Parent:
    return handout.by, part_key(handout.region, handout.team)


def _parents(standing: pd.DataFrame) -> dict[Parent, tuple[int, int, int]]:
    """Give target, allocated and gap of each parent."""
    columns = (standing[key] for key in ("level", "region", "team", "target", "allocated", "gap"))
    return {
        (level, part_key(region, team)): (int(target), int(allocated), int(gap))
        for level, region, team, target, allocated, gap in zip(*columns, strict=True)
    }
