"""Records for the tests of the store."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from salesplan.store.log import entries
from salesplan.store.records import Change, Conflict, Entry, Handout, Seen, SentRow, State
from salesplan.store.store import Store

AT = datetime(2027, 1, 5, 9, 30)
NORTH = Handout(
    id="abcdefghijkl",
    by="team",
    region="North",
    team="N1",
    manager="陈雨",
    file="N1.xlsx",
    sent_at=AT,
    state=State.SENT,
)
ROW = SentRow("Quota", '["R1"]', "陈雨 / R1", {"override": "", "reason": "说明"}, "f1")


def entry(after: str = "6", **fields: Any) -> Entry:
    told = Entry(at=AT, by="陈雨", through="root", command="collect", table="Quota", key='["R1"]', name="陈雨 / R1")
    return replace(told, **{"column": "override", "rep_id": "R1", "before": "5", "after": after, **fields})


def seen(text: str, column: str = "override", handout: str = NORTH.id) -> Seen:
    return Seen(handout, "Quota", '["R1"]', column, text)


def conflict(code: str = "c1", returned: str = "8") -> Conflict:
    return Conflict(
        id=code,
        handout=NORTH.id,
        table="Quota",
        key='["R1"]',
        name="陈雨 / R1",
        column="override",
        sent="5",
        current="7",
        returned=returned,
        returned_by="陈雨",
        returned_at=AT,
        file="N1.xlsx",
    )


def collected(handout: Handout = NORTH, *, taken: int = 1, digest: str = "d1") -> Handout:
    return replace(
        handout,
        state=State.RETURNED,
        returned_at=AT,
        returned_by="陈雨",
        returned_file="N1 (2).xlsx",
        digest=digest,
        collected_at=AT,
        taken=taken,
    )


CHANGE = Change(
    run="3f9a2c51b0de",
    entries=(entry("6"), entry("7", note="N1.xlsx")),
    handouts=(collected(),),
    seen=(seen("6"), seen("说明", "reason")),
    conflicts=(conflict("c2"),),
)


def new_plan(folder: Path) -> Path:
    plan = folder / "plan.xlsx"
    plan.write_bytes(b"before")
    return plan


def content(store: Store) -> tuple[object, ...]:
    """All that a store says."""
    held = [(h, store.sent(h.id, "Quota"), store.bases(h.id, "Quota")) for h in store.handouts()]
    return held, store.conflicts(), entries(store)
