"""When a workbook was last saved, and by whom, as it says itself."""

from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from salesplan.errors import NotAWorkbook
from salesplan.workbook.markup import descendants
from salesplan.workbook.package import Package

_CORE = "core-properties"


def saved_at(package: Package) -> datetime | None:
    """Give the time at which a program last saved a workbook, in UTC.

    None where the workbook does not say it, or nothing has saved it since it was made: one that salesplan builds has a
    fixed date, so that the same contents give the same bytes.
    """
    root = _core(package)
    if root is None:
        return None
    created, modified = (_said(root, name) for name in ("created", "modified"))
    return _moment(modified) if modified != created else None


def saved_by(package: Package) -> str:
    """Name who last saved a workbook, as the program knew them; "" where it does not say."""
    root = _core(package)
    return "" if root is None else _said(root, "lastModifiedBy")


def _core(package: Package) -> Element | None:
    part = next((relation.target for relation in package.relations() if relation.kind == _CORE), "")
    if part not in package:
        return None
    try:
        return package.tree(part)
    except NotAWorkbook:  # nobody's rows depend on it
        return None


def _said(root: Element, name: str) -> str:
    return next((item.text or "" for item in descendants(root, name)), "").strip()


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
