"""No log holds anything of another rep: searched for in every part of its file."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, TypeVar
from zipfile import ZipFile, ZipInfo

import pytest

from salesplan.host.visit_logs.issue import Issued, issue
from salesplan.tables.quota import MONTHS
from tests.flow.issued_company import Columns, Rows, plan_of, rated_company, wish
from tests.flow.log_search import numbers_in, words_in

Said = TypeVar("Said", str, float)
MOVED = 3
"""Customers who change hands after their visits were logged."""


@pytest.fixture(scope="module", params=["en", "zh-Hans"])
def issued(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Rows, Issued]:
    """A company of 24 reps whose logs were issued, some customers having changed hands."""
    rows = rated_company(language=request.param)
    owners = rows["Customers"]["rep_id"]
    for at in range(MOVED):
        owners[at] = next(rep for rep in owners if rep not in (None, owners[at]))
    folder = tmp_path_factory.mktemp("private")
    return rows, issue(plan_of(folder, rows, language=request.param), folder / "logs", wish())


def words_of(rows: Rows) -> dict[str, set[str]]:
    """Give what tells each rep and customer, by the rep whose it is now; nobody's by ""."""
    owner = dict(zip(rows["Customers"]["customer_id"], rows["Customers"]["rep_id"], strict=True))
    words = defaultdict[str, set[str]](set)
    for rep, name, address in zip(*columns(rows["Reps"], "rep_id", "rep", "email"), strict=True):
        words[rep] |= {rep, name, address}
    for each, name in zip(*columns(rows["Customers"], "customer_id", "customer"), strict=True):
        words[owner[each] or ""] |= {each, name}
    for each, name, wants in zip(*columns(rows["Contacts"], "customer_id", "contact", "wants"), strict=True):
        words[owner[each] or ""] |= {name, wants}
    for each, rep, note in zip(*columns(rows["Visits"], "customer_id", "rep_id", "note"), strict=True):
        # Of a customer who changed hands not even the rep who was there is told.
        words[rep if owner[each] == rep else ""].add(note)
    return words


def amounts_of(rows: Rows) -> dict[str, set[float]]:
    """Give the amounts by the rep whose they are; nobody's by ""."""
    amounts = defaultdict[str, set[float]](set)
    for rep, *months in zip(*columns(rows["Quota"], "rep_id", *MONTHS), strict=True):
        amounts[rep] |= {*months, round(sum(months), 2)}
    for amount in rows["Customers"]["amount"]:
        amounts[""].add(amount)
    for rep, amount in zip(*columns(rows["Visits"], "rep_id", "amount"), strict=True):
        amounts[rep].add(amount or 0.0)
    return {rep: group - {0.0} for rep, group in amounts.items()}


def columns(table: Columns, *keys: str) -> Iterable[list[Any]]:
    return [table[key] for key in keys]


def others(of: dict[str, set[Said]], rep: str) -> set[Said]:
    return {each for other, group in of.items() if other != rep for each in group} - of[rep]


def test_no_log_holds_anything_of_another_rep(issued: tuple[Rows, Issued]) -> None:
    rows, done = issued
    words, amounts = words_of(rows), amounts_of(rows)
    assert len(done.files) == 24
    for log in done.files:
        data = log.path.read_bytes()
        foreign = others(words, log.rep_id)
        assert len(foreign) > 800
        assert words_in(data, foreign, besides=words[log.rep_id]) == set(), log.path.name
        assert numbers_in(data, others(amounts, log.rep_id)) == set(), log.path.name


def test_the_search_finds_what_is_the_reps_own(issued: tuple[Rows, Issued]) -> None:
    rows, done = issued
    words, amounts = words_of(rows), amounts_of(rows)
    for log in done.files[:6]:
        data = log.path.read_bytes()
        expected = words[log.rep_id] - {rows["Reps"]["email"][rows["Reps"]["rep_id"].index(log.rep_id)]}
        shown = {hit.said for hit in words_in(data, expected)}
        # Visits of last year and notes on them are in no log.
        assert {word for word in expected - shown if not word.startswith("Secret")} == set()
        months = [rows["Quota"][month][rows["Quota"]["rep_id"].index(log.rep_id)] for month in MONTHS]
        assert {float(hit.said) for hit in numbers_in(data, amounts[log.rep_id])} >= set(months)


def replanted(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == part:
                assert old in content, (part, content[:300])
                content = content.replace(old, new, 1)
            target.writestr(entry, content)
    return out.getvalue()


def added(data: bytes, entry: ZipInfo, content: bytes, comment: bytes = b"") -> bytes:
    out = BytesIO(data)
    with ZipFile(out, "a") as archive:
        archive.writestr(entry, content)
        archive.comment = comment
    return out.getvalue()


def with_extra(content: bytes) -> ZipInfo:
    entry = ZipInfo("docProps/custom.xml")
    entry.extra = b"\x99\x99" + len(content).to_bytes(2, "little") + content
    return entry


def package_of(content: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("inner.xml", content)
    return out.getvalue()


SECRET = "Fox & Sons"
PLANTS: dict[str, Callable[[bytes], bytes]] = {
    "shared string": lambda log: replanted(log, "xl/sharedStrings.xml", b"</t>", b" of Fox &amp; Sons.</t>"),
    "cut into runs": lambda log: replanted(
        log, "xl/sharedStrings.xml", b"</sst>", b"<si><r><t>Fox &amp; </t></r><r><t>Sons</t></r></si></sst>"
    ),
    "escaped letters": lambda log: replanted(log, "xl/sharedStrings.xml", b"</t>", b" Fox _x0026_ Sons</t>"),
    "name": lambda log: replanted(
        log, "xl/workbook.xml", b"</definedName>", b"+&quot;fox &#38; sons&quot;</definedName>"
    ),
    "author": lambda log: replanted(log, "docProps/core.xml", b"</dc:creator>", b", FOX &amp; SONS</dc:creator>"),
    "utf-16 part": lambda log: added(log, ZipInfo("xl/printer.bin"), b"\1" + SECRET.encode("utf-16-le")),
    "entry name": lambda log: added(log, ZipInfo(f"xl/{SECRET}.xml"), b""),
    "extra field": lambda log: added(log, with_extra(SECRET.encode()), b""),
    "archive comment": lambda log: added(log, ZipInfo("a.xml"), b"", SECRET.encode()),
    "package in package": lambda log: added(log, ZipInfo("xl/embedded.xlsx"), package_of(b"Fox &amp; Sons")),
    "before the package": lambda log: SECRET.encode() + b"\n" + log,
}


@pytest.mark.parametrize("how", PLANTS)
def test_the_search_finds_what_was_planted(issued: tuple[Rows, Issued], how: str) -> None:
    log = issued[1].files[0].path.read_bytes()
    assert words_in(log, [SECRET]) == set()
    assert {hit.said for hit in words_in(PLANTS[how](log), [SECRET])} == {SECRET}


@pytest.mark.parametrize("written", ["<v>31415.92</v>", "<v>3.141592E4</v>", "<v>31415.920000000002</v>", "31,415.92"])
def test_the_search_finds_planted_amounts(issued: tuple[Rows, Issued], written: str) -> None:
    log = issued[1].files[0].path.read_bytes()
    planted = replanted(log, "xl/worksheets/sheet1.xml", b"<v>", written.encode() + b"<v>")
    assert numbers_in(log, [31415.92]) == set()
    assert {hit.said for hit in numbers_in(planted, [31415.92])} == {"31415.92"}


def test_the_search_takes_no_part_of_a_word_for_the_word() -> None:
    text = "R0011, Acme 2; XAcme, 上海金诚机械有限公司".encode()
    assert words_in(text, ["R001", "Acme", "金诚 机械"], besides=["Acme 2"]) == set()
    assert {hit.said for hit in words_in(text, ["r0011", "Acme", "金诚机械"])} == {"r0011", "Acme", "金诚机械"}
    assert numbers_in(text + b" 1142.5 x42 42.50", [42.5]) == {("(file)", "42.5")}
