"""Handing out: a workbook for each manager, made from the plan, and what was sent put down in the store."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from salesplan.errors import UsageError
from salesplan.findings import Finding, errors
from salesplan.host.audit.remembered import recover
from salesplan.host.file_names import file_names
from salesplan.host.folders import make_folder
from salesplan.host.handouts import issue_kinds as kinds
from salesplan.host.handouts.contents import Contents, Occasion, contents, workbook
from salesplan.host.handouts.course import DONE_WITH, Course, course_of
from salesplan.host.handouts.live import with_live_columns
from salesplan.host.handouts.parts import PartRows, chosen, part_key, parts
from salesplan.host.handouts.passwords import Passwords
from salesplan.host.handouts.shortfalls import on_parts, on_plan
from salesplan.host.opened import OpenedPlan
from salesplan.host.visit_logs import FileProgress
from salesplan.host.wish import Wish
from salesplan.store.place import locked, nobody_told
from salesplan.store.records import Handout, State
from salesplan.store.store import Store
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.handout import Part, handout_plan
from salesplan.tables.inputs import REPS
from salesplan.tables.journal import RUNS
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.tables.scorecard import SCORECARD
from salesplan.workbook.backups import clear_unfinished
from salesplan.workbook.encrypted import encrypted, need_encryption
from salesplan.workbook.locks import refuse_if_open
from salesplan.workbook.save import put

READS: Final = (REPS, CUSTOMERS, QUOTA, TEAM_QUOTA, REGION_QUOTA, SCORECARD, RUNS)
"""The tables of the plan that handing out reads."""


@dataclass(frozen=True, slots=True)
class HandedFile:
    """One handout on the disk.

    Attributes
    ----------
    handout
        Its record; without an id in a dry run, as it is not made yet.
    path
        Where it is.
    reps, customers
        How many rows of Quota and Customers it has.
    backup
        The copy of the file that stood there before, None if none did.
    """

    handout: Handout
    path: Path
    reps: int
    customers: int
    backup: Path | None = None


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What came of handing out.

    Attributes
    ----------
    opened
        The plan as it was read.
    files
        The handouts that were, or in a dry run would be, written, in the order of Quota.
    kept
        Those that were there already and stayed as they are.
    findings
        All findings, with their cells.
    """

    opened: OpenedPlan
    files: list[HandedFile]
    kept: list[HandedFile]
    findings: list[Finding]


def hand_out(
    path: Path,
    folder: Path,
    wish: Wish,
    *,
    by: Part = Part.TEAM,
    names: Sequence[str] = (),
    replace: bool = False,
    back_by: date | None = None,
    passwords: Passwords | None = None,
    progress: FileProgress = lambda done, count, name: None,
    waiting: Callable[[], None] = nobody_told,
) -> HandedOut:
    """Make a workbook with their part of the plan for each manager, and remember what was sent.

    A workbook has the rows of its own region or team, and nothing of anybody else. The plan itself is not changed. A run
    that was killed and is run again comes to the same end: what was put down already is not done twice.

    Parameters
    ----------
    path
        The plan workbook.
    folder
        Where the handouts go; it is made if it is not there.
    wish
        What the user asked for. Without ``partial`` nothing is made when what is read has an error finding.
    by
        What a part of the plan is.
    names
        The regions, teams or managers to whom it is handed out; none for all.
    replace
        Make anew what is there already; the file that stood there is kept in the backups beside it. One that somebody
        saved since, and that was not collected, stays as it is; that is an error finding. So is without ``replace`` a
        file that is no handout of this part.
    back_by
        The day by which they are wanted back; it stands in the files.
    passwords
        With which the files are encrypted; they stay plain without.
    progress
        Called before each file with how many are done, how many there are, and its name.
    waiting
        Called once when another salesplan works on the plan.

    Raises
    ------
    UnknownName, UsageError
        When a part is named that the plan does not have, a handout would be the plan itself, or what encrypts is missing.
    SourceError
        When there is no password for a part. Nothing is written then.
    WorkbookError
        When the plan cannot be read, a handout cannot be written, or another salesplan works on the plan; handouts before
        it are written then, whole.
    """
    with nullcontext() if wish.dry_run else locked(path, waiting=waiting):
        opened = OpenedPlan(path, SALES_PLAN, READS, language=wish.language)
        opened.check_references()
        if opened.settings["plan_year"] is None or (errors(opened.findings) and not wish.partial):
            return HandedOut(opened, [], [], opened.findings)
        frames = with_live_columns(opened.frames, opened.settings)
        found = parts(frames, by)
        if not found:
            return HandedOut(opened, [], [], opened.findings + opened.placed([kinds.NO_QUOTAS.at("Quota")]))
        places = _places(opened, found, chosen(found, names), folder, passwords)
        with Store.open(path, make=not wish.dry_run) as store:
            if not wish.dry_run:
                recover(store, path, opened)
            known = store.handouts()
            courses = list(_courses(places, [each for each in known if each.by == by], replace=replace))
            files = list(_handed(opened, store, [each for each in courses if each.due], back_by, wish, progress))
    findings = [*on_plan(frames, found, opened.settings["plan_year"])]
    findings += on_parts([each.part for each in courses if each.due])
    findings += [each.finding for each in courses if each.finding]
    findings += _beside(known, by)
    if passwords and passwords.others_read:
        findings.append(kinds.PASSWORDS_READABLE.at(file=passwords.file.name))
    kept = [_file(each, each.latest) for each in courses if each.latest and not each.due]
    return HandedOut(opened, files, kept, opened.findings + opened.placed(findings))


def _places(
    opened: OpenedPlan, found: Sequence[PartRows], due: Sequence[PartRows], folder: Path, passwords: Passwords | None
) -> list[tuple[PartRows, Path, str]]:
    """Give each part that is due its file, by the parts of the whole plan, and its password.

    Raises
    ------
    UsageError
        When a handout would be the plan itself, or what encrypts is missing.
    SourceError
        When a password is missing.
    """
    names = _names(found)
    paths = [folder / names[part.key] for part in due]
    if any(path.resolve() == opened.path.resolve() for path in paths):
        raise UsageError(f"{opened.path} would be a handout itself; choose another folder")
    if passwords is None:
        return [(part, path, "") for part, path in zip(due, paths, strict=True)]
    need_encryption()
    return list(zip(due, paths, passwords.of_all(due), strict=True))


def _courses(
    places: Sequence[tuple[PartRows, Path, str]], known: Sequence[Handout], *, replace: bool
) -> Iterator[Course]:
    """Say of each part what is to be done, by its handouts so far."""
    before: dict[tuple[str, str], list[Handout]] = {}
    for handout in sorted(known, key=lambda each: each.number):
        before.setdefault(part_key(handout.region, handout.team), []).append(handout)
    for part, path, password in places:
        yield course_of(part, path, password, before.get(part.key, ()), replace=replace)


def _names(found: Sequence[PartRows]) -> dict[tuple[str, str], str]:
    """Name the files of all parts: after the team where it is the only one of that name, else after the region, too."""
    of_name = Counter(part.key[1] for part in found)
    spelt = {
        part.key: part.team
        if of_name[part.key[1]] == 1 and part.team
        else "_".join(filter(None, (part.region, part.team)))
        for part in sorted(found, key=lambda each: each.key)
    }
    return file_names(spelt, "handout_{}.xlsx")


def _beside(known: Sequence[Handout], by: Part) -> Iterator[Finding]:
    """Say that the plan is out in other parts, too."""
    out = {(each.by, part_key(each.region, each.team)): each for each in known if each.by != by}
    count = sum(each.state in (State.SENT, State.RETURNED) for each in out.values())
    if count:
        yield kinds.OTHER_PARTS.at(count=count, by=next(kinds.PARTS[part] for part in Part if part != by))


def _handed(
    opened: OpenedPlan,
    store: Store,
    courses: Sequence[Course],
    back_by: date | None,
    wish: Wish,
    progress: FileProgress,
) -> Iterator[HandedFile]:
    """Write the handouts that are due; when one that is to be replaced is open, none is touched."""
    if not courses:
        return
    scorecard = opened.found[SCORECARD.name].table if SCORECARD.name in opened.found else SCORECARD
    plan = handout_plan(courses[0].part.by, scorecard)
    occasion = Occasion(plan, opened.settings, opened.currency, opened.language, back_by)
    secret = store.secret()
    for course in courses if not wish.dry_run else ():
        refuse_if_open(course.path)
        make_folder(course.path.parent)
    made = contents([each.part for each in courses], occasion)
    for place, (course, content) in enumerate(zip(courses, made, strict=True)):
        handout = _record(secret, course, content, occasion, wish)
        if wish.dry_run:
            yield _file(course, handout)
            continue
        progress(place, len(courses), course.path.name)
        yield _sent(store, course, handout, content, occasion, like=opened.path)


def _sent(
    store: Store, course: Course, handout: Handout, content: Contents, occasion: Occasion, *, like: Path
) -> HandedFile:
    """Write one handout: what is sent is put down before the file is there, that it was sent after."""
    if handout.state is State.PREPARING:
        store.add(handout, content.sent)
        for older in course.known:
            if older.id != handout.id and older.state is not State.REPLACED:
                store.set_state(changed(older, state=State.REPLACED))
    data = workbook(content, handout, occasion)
    data = encrypted(data, course.password) if course.password else data
    clear_unfinished(course.path)
    saved = put(course.path, data, replace=True, like=like)
    sent = handout
    if handout.state in (State.PREPARING, State.SENT):
        sent = changed(handout, state=State.SENT, digest=sha256(data).hexdigest())
    if sent != course.latest:
        store.set_state(sent)
    return _file(course, sent, saved.backup)


def _record(secret: bytes, course: Course, content: Contents, occasion: Occasion, wish: Wish) -> Handout:
    """Give the record of a handout: the newest one of its part where it says the same, else a new one."""
    latest, part = course.latest, course.part
    if latest and course.same and latest.id == content.id(secret, latest.number, occasion.language):
        return changed(latest, file=course.path.name)
    number = latest.number + 1 if latest else 1
    return Handout(
        id=content.id(secret, number, occasion.language),
        by=str(part.by),
        region=part.region,
        team=part.team,
        manager=part.manager,
        number=number,
        file=course.path.name,
        sent_at=wish.at.replace(microsecond=0),
        comment=latest.comment if latest and latest.state not in DONE_WITH else "",
    )


def _file(course: Course, handout: Handout, backup: Path | None = None) -> HandedFile:
    frames = course.part.frames
    return HandedFile(handout, course.path, len(frames["Quota"]), len(frames["Customers"]), backup)
