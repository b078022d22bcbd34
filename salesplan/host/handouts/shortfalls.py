"""What is amiss in a plan that is handed out: who and what is in no handout, or not as it should be."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from salesplan.findings import Finding
from salesplan.host.handouts import issue_kinds as kinds
from salesplan.host.handouts.parts import PartRows, part_key, part_name
from salesplan.host.visit_logs.shares import employed
from salesplan.planning.listed import listed
from salesplan.planning.names import folded, texts, titled

Frames = Mapping[str, pd.DataFrame]


def on_plan(frames: Frames, found: Sequence[PartRows], year: int) -> Iterator[Finding]:
    """Say what of the plan is in no handout, whichever parts are handed out.

    Parameters
    ----------
    frames
        Reps, Customers and Quota.
    found
        All parts.
    """
    owners = pd.Series([folded(owner) for owner in texts(frames["Customers"], "rep_id")], dtype="str")
    planned = {folded(rep_id) for rep_id in texts(frames["Quota"], "rep_id")} - {""}
    if nobodys := int((owners == "").sum()):
        yield kinds.NOBODYS.at("Customers", None, "rep_id", count=nobodys)
    if without := int((~owners.isin({*planned, ""})).sum()):
        yield kinds.WITHOUT_PART.at("Customers", None, "rep_id", count=without)
    staff = employed(frames["Reps"], year)
    absent: dict[int, dict[str, object]] = {
        row: {"rep": titled(rep, rep_id), "year": year}
        for row, (rep_id, rep) in _rows(staff, "rep_id", "rep")
        if folded(rep_id) not in planned
    }
    yield from listed(kinds.NOT_IN_QUOTA, kinds.MORE, "Reps", absent, "rep_id", lambda row: absent[row])
    yield from _moved_reps(staff, found)


def _moved_reps(staff: pd.DataFrame, found: Sequence[PartRows]) -> list[Finding]:
    """Report reps whom Reps has in another team, or region, than Quota."""
    part_of = {folded(rep_id): part for part in found for rep_id in texts(part.frames["Quota"], "rep_id")}
    moved: dict[int, dict[str, object]] = {}
    for row, (rep_id, rep, region, team) in _rows(staff, "rep_id", "rep", "region", "team"):
        part = part_of.get(folded(rep_id))
        if part and part.key != part_key(region, team or " " if part.team else ""):
            moved[row] = {"rep": titled(rep, rep_id), "part": part_name(part)}
    return listed(kinds.OTHER_TEAM, kinds.MORE, "Reps", moved, "team", lambda row: moved[row])


def on_parts(due: Sequence[PartRows]) -> Iterator[Finding]:
    """Say what is amiss with the parts that are handed out."""
    for part in due:
        if not part.manager:
            yield kinds.NO_MANAGER.at("Reps", None, "manager", part=part_name(part))
    moved: dict[int, dict[str, object]] = {}
    for part in due:
        quota = part.frames["Quota"]
        off = quota[quota["check"].fillna(0) != 0]
        moved |= {row: {"rep": titled(rep, rep_id)} for row, (rep_id, rep) in _rows(off, "rep_id", "rep")}
    yield from listed(kinds.QUOTA_MOVED, kinds.MORE, "Quota", moved, "final", lambda row: moved[row])


def _rows(frame: pd.DataFrame, *keys: str) -> "Iterator[tuple[int, list[str]]]":
    """Give some columns of each row, with the sheet's row."""
    cells = zip(*(texts(frame, key) for key in keys), strict=True)
    return zip(map(int, frame.index), map(list, cells), strict=True)
