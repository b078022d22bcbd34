"""How the parts of a package point at each other: its relationships."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from salesplan.workbook.markup import children, tree


@dataclass(frozen=True, slots=True)
class Relation:
    """One pointer of a part.

    ``kind`` is the last word of its type, the same in transitional and strict files (``worksheet``,
    ``table``, ``officeDocument``); ``target`` is a part's name, or the address outside of the package as it
    stands there.
    """

    id: str
    kind: str
    target: str
    external: bool = False


def relations_part(part: str) -> str:
    """Give the name of the part that holds another's relationships; "" stands for the package.

    Examples
    --------
    >>> relations_part("xl/workbook.xml"), relations_part("")
    ('xl/_rels/workbook.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parsed_relations(data: bytes, part: str) -> tuple[Relation, ...]:
    """Read the relationships of a part; targets are resolved against its folder."""
    return tuple(
        Relation(
            id=item.get("Id", ""),
            kind=item.get("Type", "").rpartition("/")[2],
            target=item.get("Target", "")
            if _external(item.get("TargetMode"))
            else _resolved(item.get("Target", ""), part),
            external=_external(item.get("TargetMode")),
        )
        for item in children(tree(data), "Relationship")
    )


def _external(mode: str | None) -> bool:
    return mode == "External"


def _resolved(target: str, part: str) -> str:
    path = unquote(target.partition("#")[0]).replace("\\", "/")
    absolute = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(part), path)
    return posixpath.normpath(absolute).lstrip("/")
