"""Parts put into a package and taken out of it, with their relationships and content types."""

import posixpath
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from itertools import count
from typing import Final
from urllib.parse import unquote

from salesplan.workbook.draft import Draft
from salesplan.workbook.graft_donor import Donor
from salesplan.workbook.graft_formulas import with_sheet_named
from salesplan.workbook.graft_workbook import RELATIONSHIPS
from salesplan.workbook.markup import (
    attributes,
    element_end,
    element_pattern,
    escaped,
    masked,
    spliced,
    unescaped,
    with_attribute,
)
from salesplan.workbook.package import CONTENT_TYPES
from salesplan.workbook.relations import relations_part

_TYPES: Final = element_pattern(b"Types")
_OVERRIDE: Final = element_pattern(b"Override")
_RELATIONS: Final = element_pattern(b"Relationships")
_RELATION: Final = element_pattern(b"Relationship")


def free_names(draft: Draft, like: str) -> Iterator[str]:
    """Give the names like one, but for its number, that no part of the package has."""
    stem, ending = _numberless(like)
    return (name for name in (f"{stem}{number}{ending}" for number in count(1)) if name not in draft)


def _numberless(part: str) -> tuple[str, str]:
    stem, ending = posixpath.splitext(part)
    return stem.rstrip("0123456789"), ending


def copy_parts(draft: Draft, donor: Donor, part: str, name: str) -> dict[str, str]:
    """Copy all parts that a donor's sheet needs, under free names, and the relationships of the sheet itself.

    Parameters
    ----------
    part, name
        The part that the sheet becomes here, which is the caller's to write, and what the sheet is called here.

    Returns
    -------
    dict
        The part here of each part of the donor.
    """
    new = _named_anew(draft, donor, part)
    for old, copy in new.items():
        if old != donor.part:
            data = donor.package.read(old)
            draft.write(copy, with_sheet_named(data, donor.name, name) if old.endswith(".xml") else data)
        _copy_relations(draft, donor, old, new)
    types = donor.content_types(new)
    _set_types(draft, {copy: types[old] for old, copy in new.items()}, gone=())
    return new


def _named_anew(draft: Draft, donor: Donor, part: str) -> dict[str, str]:
    """Give the name here of the donor's sheet and of each part that it needs."""
    new = {donor.part: part}
    free: dict[tuple[str, str], Iterator[str]] = {}
    waiting = deque([donor.part])
    while waiting:
        for old in donor.needed(waiting.popleft()):
            if old not in new:
                new[old] = next(free.setdefault(_numberless(old), free_names(draft, old)))
                waiting.append(old)
    return new


def _copy_relations(draft: Draft, donor: Donor, old: str, new: Mapping[str, str]) -> None:
    where, copy = relations_part(old), relations_part(new[old])
    if where not in donor.package:
        draft.write(copy, None)
        return
    data = donor.package.read(where)
    targets = {relation.id: new[relation.target] for relation in donor.package.relations(old) if relation.target in new}
    slices = []
    for tag in _RELATION.finditer(masked(data)):
        target = targets.get(unescaped(attributes(tag[0]).get(b"Id", b"")))
        if target:
            changed = with_attribute(tag[0], b"Target", escaped(_relative(target, new[old])))
            slices.append((tag.start(), tag.end(), changed))
    draft.write(copy, spliced(data, slices))


def _relative(target: str, part: str) -> str:
    return posixpath.relpath("/" + target, "/" + posixpath.dirname(part))


def add_relation(draft: Draft, part: str, kind: str, target: str) -> str:
    """Let a part, which has relationships already, point at another; gives the id of the new relationship."""
    where = relations_part(part)
    data = draft.text(where)
    mask = masked(data)
    taken = {relation.id for relation in draft.relations(part)}
    free = next(name for name in (f"rId{number}" for number in count(1)) if name not in taken)
    root = _RELATIONS.search(mask)
    prefix = root[1] if root else b""
    new = b'<%bRelationship Id="%b" Type="%b/%b" Target="%b"/>' % (
        prefix,
        *(escaped(text) for text in (free, RELATIONSHIPS, kind, _relative(target, part))),
    )
    end = mask.rindex(b"</" + prefix + b"Relationships")
    draft.write(where, spliced(data, [(end, end, new)]))
    return free


def drop_own_parts(draft: Draft, part: str) -> None:
    """Take out all parts that only one part needs, itself left in: drawings, charts, comments, printer settings."""
    own = _reached(draft, part) - _reached(draft, "", barred=part) - {part}
    for name in own:
        draft.write(name, None)
        if relations_part(name) in draft:
            draft.write(relations_part(name), None)
    _set_types(draft, {}, gone=own)


def _reached(draft: Draft, start: str, barred: str = "") -> set[str]:
    """Find all parts to which relationships lead from one, those behind a barred part left out."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for relation in draft.relations(waiting.pop()):
            if relation.external or relation.target not in draft:
                continue
            name = draft.name_of(relation.target)
            if name not in found and name != barred:
                found.add(name)
                waiting.append(name)
    return found


def _set_types(draft: Draft, types: Mapping[str, str], gone: Collection[str]) -> None:
    """Say the content types of new parts, and forget those of parts that are gone."""
    data = draft.text(CONTENT_TYPES)
    mask = masked(data)
    forgotten = {name.casefold() for name in gone}
    slices = []
    listed = set()
    for tag in _OVERRIDE.finditer(mask):
        name = unquote(unescaped(attributes(tag[0]).get(b"PartName", b""))).lstrip("/").casefold()
        listed.add(name)
        if name in forgotten:
            slices.append((tag.start(), element_end(mask, tag, b"Override"), b""))
    root = _TYPES.search(mask)
    prefix = root[1] if root else b""
    end = mask.rindex(b"</" + prefix + b"Types")
    new = [
        b'<%bOverride PartName="/%b" ContentType="%b"/>' % (prefix, escaped(part), escaped(kind))
        for part, kind in types.items()
        if part.casefold() not in listed
    ]
    if slices or new:
        draft.write(CONTENT_TYPES, spliced(data, [*slices, (end, end, b"".join(new))]))
