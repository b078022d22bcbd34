"""What came of collecting handouts: file by file, and for the plan as a whole."""

from dataclasses import dataclass

import pandas as pd

from salesplan.findings import Finding
from salesplan.host.opened import OpenedPlan
from salesplan.host.returned_files import FileState
from salesplan.store.records import Conflict
from salesplan.tables.plan import SALES_PLAN
from salesplan.workbook.save import Saved
from salesplan.workbook.writes import Write


@dataclass(frozen=True, slots=True)
class CollectedFile:
    """One file of the folder, and what became of the cells that a manager may change.

    Attributes
    ----------
    name
        Its path below the folder.
    handout, part
        Whose it is: the handout's id, and the part as people call it; "" where that is not known.
    state
        ``read``; ``copy`` of a file that was read; ``older`` than one that was collected; ``accepted``, so that nothing
        more is taken; ``faulty``, nothing was taken from it; ``passed over``, no handout.
    taken, kept, unchanged, conflicts
        How many cells came to each outcome.
    refused
        How many findings tell of something in it that was not taken.
    """

    name: str
    handout: str = ""
    part: str = ""
    state: FileState = FileState.FAULTY
    taken: int = 0
    kept: int = 0
    unchanged: int = 0
    conflicts: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of collecting.

    Attributes
    ----------
    opened
        The plan as it was read.
    files
        Every file of the folder that is or may have been a handout, by name.
    findings
        All findings, with their files, sheets and cells.
    conflicts
        All that are open now.
    gaps
        Each parent against its children, as `salesplan.planning.standing.gaps`; after what was taken.
    parts
        What the parts of handouts are called, by the handout's id.
    settled
        How many conflicts were settled by choices.
    writes
        What was, or in a dry run would be, written.
    saved
        Where it was written; None when nothing was.
    """

    opened: OpenedPlan
    files: list[CollectedFile]
    findings: list[Finding]
    conflicts: list[Conflict]
    gaps: pd.DataFrame
    parts: dict[str, str]
    settled: int
    writes: list[Write]
    saved: Saved | None

    def part_of(self, conflict: Conflict) -> str:
        """Name the part that a conflict is in."""
        return self.parts.get(conflict.handout, "")

    def column_of(self, conflict: Conflict) -> str:
        """Name the column of a conflict in the plan's language."""
        return SALES_PLAN.table(conflict.table)[conflict.column].label.said(self.opened.language)
