"""What is to be done about a part that is handed out: whether its workbook is due, by what became of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from salesplan.errors import WorkbookError
from salesplan.findings import Finding, Kind
from salesplan.host.handouts import issue_kinds as kinds
from salesplan.host.handouts.parts import PartRows, part_name
from salesplan.store.records import Handout, State
from salesplan.workbook.encrypted import decrypted, is_encrypted
from salesplan.workbook.package import Package, file_bytes
from salesplan.workbook.properties import saved_at

STILL_OUT: Final = (State.PREPARING, State.SENT)
DONE_WITH: Final = (State.RETURNED, State.ACCEPTED)
"""What stands of a handout that nobody waits for."""


@dataclass(frozen=True, slots=True)
class Course:
    """What is to be done about one part.

    Attributes
    ----------
    part, path
        The part, and where its workbook goes.
    password
        With which it is encrypted; "" leaves it plain.
    known
        All its handouts so far, by number.
    due
        Whether its workbook is to be written.
    same
        Whether that is to be the newest handout once more, where it would say the same.
    finding
        Why its workbook must not be written.
    """

    part: PartRows
    path: Path
    password: str
    known: Sequence[Handout]
    due: bool
    same: bool = False
    finding: Finding | None = None

    @property
    def latest(self) -> Handout | None:
        """The newest handout of the part; None where it was never handed out."""
        return self.known[-1] if self.known else None


def course_of(part: PartRows, path: Path, password: str, known: Sequence[Handout], *, replace: bool) -> Course:
    """Decide what is to be done about a part.

    A handout that is there stays, unless it is to be replaced or was sent back; one that a run was killed over, or that is
    gone from the folder, is written. What somebody saved and was not collected is never replaced.

    Parameters
    ----------
    known
        The handouts of the part so far, by number.
    replace
        Whether a handout that is there is made anew.
    """
    there = path.exists()
    if not known:
        if there and not replace:
            return Course(part, path, password, known, due=False, finding=_stays(kinds.OTHER_FILE, part, path))
        return Course(part, path, password, known, due=True)
    latest = known[-1]
    same = latest.state in STILL_OUT or (latest.state in DONE_WITH and not replace)
    if there and latest.state is not State.PREPARING:
        if latest.state is not State.SENT_BACK and not replace:
            return Course(part, path, password, known, due=False)
        if _holds_more(path, latest, password):
            return Course(part, path, password, known, due=False, finding=_stays(kinds.NOT_COLLECTED, part, path))
    return Course(part, path, password, known, due=True, same=same)


def _stays(kind: Kind, part: PartRows, path: Path) -> Finding:
    return kind.at(part=part_name(part), file=path.name)


def _holds_more(path: Path, latest: Handout, password: str) -> bool:
    """Tell whether a file may say something that nobody collected: somebody saved it, or it cannot be read."""
    try:
        data = file_bytes(path)
        if sha256(data).hexdigest() == latest.digest:
            return False
        plain = decrypted(path, data, password) if is_encrypted(data) and password else data
        return saved_at(Package.of(path, plain)) is not None
    except WorkbookError:
        return True
