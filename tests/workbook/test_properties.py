"""When a workbook says that it was saved."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from salesplan.tables.visit_log import VISIT_LOG
from salesplan.workbook.build import build
from salesplan.workbook.package import Package
from salesplan.workbook.properties import saved_at
from tests.workbook.books import book_parts, sheet, zipped

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>2027-01-01T00:00:00Z</dcterms:created>'
    "<dcterms:modified>{}</dcterms:modified></cp:coreProperties>"
)
KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def book(core: str) -> Package:
    parts = book_parts({"A": sheet("")})
    rels = str(parts["_rels/.rels"])
    parts["_rels/.rels"] = rels.replace(
        "</Relationships>", f'<Relationship Id="c" Type="{KIND}" Target="docProps/core.xml"/></Relationships>'
    )
    parts["docProps/core.xml"] = core
    return Package(Path("a.xlsx"), zipped(parts))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2027-03-04T05:06:07Z", datetime(2027, 3, 4, 5, 6, 7, tzinfo=UTC)),
        ("2027-03-04T05:06:07+08:00", datetime(2027, 3, 3, 21, 6, 7, tzinfo=UTC)),
        ("2027-03-04T05:06:07.1234567Z", datetime(2027, 3, 4, 5, 6, 7, 123456, tzinfo=UTC)),
        ("2027-03-04T05:06:07", datetime(2027, 3, 4, 5, 6, 7, tzinfo=UTC)),
        ("2027-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_as_workbooks_say_them(said: str, meant: datetime | None) -> None:
    assert saved_at(book(CORE.format(said))) == meant


def test_a_workbook_that_says_nothing_or_nonsense() -> None:
    assert saved_at(Package(Path("a.xlsx"), zipped(book_parts({"A": sheet("")})))) is None
    assert saved_at(book("<broken")) is None


def test_a_log_as_issued_was_saved_by_nobody(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(build(VISIT_LOG, language="en", settings={"plan_year": 2027}))
    assert saved_at(Package.open(path)) is None
