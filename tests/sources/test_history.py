import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan.errors import SourceError, UsageError
from salesplan.sources.files import read_source
from salesplan.sources.history import History, read_history
from salesplan.sources.mapped import apply
from salesplan.sources.mapping import Mapping
from salesplan.tables.conform import conform
from salesplan.tables.inputs import SALES
from salesplan.tables.units import currency

ADVENTURE = Path(__file__).resolve().parents[3] / "shared" / "data" / "adventureworks"
LEDGER = Mapping(
    columns={
        "month": "Day",
        "customer_id": "Who",
        "rep_id": "Rep",
        "channel": "Flag",
        "revenue": "Amount",
        "units": "Pieces",
    },
    values={"channel": {"1": "Online", "": "Direct"}},
)
HEADERS = ("Day", "Who", "Rep", "Flag", "Amount", "Pieces")
ROWS = [
    ("2025-01-05", "007", "R1", "1", "10.10", "1"),
    ("2025-01-31", "007", "R1", "1", "0.000001", "2"),
    ("2025/2/1", " 8 ", "", "", "1,234.50", ""),
    ("2025年2月", "8", "", "", "(0.50)", "3"),
]
SUMS = [
    (date(2025, 1, 1), "007", "R1", "Online", 10.100001, 3.0),
    (date(2025, 2, 1), "8", "", "Direct", 1234.0, 3.0),
]


def text_of_rows(rows: Sequence[tuple[str, ...]], delimiter: str = ";") -> str:
    return "".join(delimiter.join(row) + "\n" for row in (HEADERS, *rows))


def sums(history: History) -> list[tuple[object, ...]]:
    keys = ("month", "customer_id", "rep_id", "channel", "revenue", "units")
    return list(zip(*(history.columns[key] for key in keys), strict=True))


def written(folder: Path, rows: Sequence[tuple[str, ...]]) -> Path:
    path = folder / "sales.csv"
    path.write_text(text_of_rows(rows), encoding="utf-8")
    return path


def test_csv_is_added_up_exactly(tmp_path: Path) -> None:
    history = read_history(written(tmp_path, ROWS), mapping=LEDGER)
    assert sums(history) == SUMS
    assert (history.rows, history.read, history.skipped, history.findings) == ([1, 2], 4, 0, [])
    assert history.taken["month"] == "Day"
    assert history.left == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_encodings_and_line_ends(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "sales.txt"
    path.write_bytes(text_of_rows(ROWS).replace("\n", "\r\n").encode(encoding))
    assert sums(read_history(path, mapping=LEDGER)) == SUMS


def test_a_separator_line_and_blank_lines_above_the_headers(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("sep=;\n\n" + text_of_rows(ROWS), encoding="utf-8")
    assert sums(read_history(path, mapping=LEDGER)) == SUMS


def test_excel(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADERS, (date(2025, 1, 5), "007", "R1", 1, 10.1, 1), (date(2025, 1, 31), "007", "R1", 1, 0.000001, 2)):
        sheet.append(row)
    book.save(tmp_path / "sales.xlsx")
    assert sums(read_history(tmp_path / "sales.xlsx", mapping=LEDGER)) == SUMS[:1]


TYPED = """
SELECT * FROM (VALUES
    (TIMESTAMP '2025-01-05 10:00', '007', 'R1', 1, 10.10::DOUBLE, 1::BIGINT),
    (TIMESTAMP '2025-01-31 00:00', '007', 'R1', 1, 0.000001::DOUBLE, 2::BIGINT),
    (TIMESTAMP '2025-02-01 00:00', '8', NULL, NULL, 1234.50::DOUBLE, NULL),
    (TIMESTAMP '2025-02-02 00:00', '8', '', NULL, -0.50::DOUBLE, 3::BIGINT)
) AS t(Day, Who, Rep, Flag, Amount, Pieces)
"""


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "it's sales.parquet"
    with duckdb.connect() as connection:
        connection.sql(TYPED).write_parquet(str(path))
    assert sums(read_history(path, mapping=LEDGER)) == SUMS


def test_duckdb(tmp_path: Path) -> None:
    path = tmp_path / "sales.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(f"CREATE TABLE Orders AS {TYPED}")
        connection.execute("CREATE SCHEMA s; CREATE VIEW s.other AS SELECT 1")
    assert (
        sums(read_history(path, mapping=Mapping(columns=LEDGER.columns, values=LEDGER.values, table="orders"))) == SUMS
    )
    with pytest.raises(UsageError, match=r"say in the mapping which table.*there: Orders, s\.other"):
        read_history(path, mapping=LEDGER)
    with pytest.raises(UsageError, match=r"no table 'Order'.*did you mean 'Orders'"):
        read_history(path, mapping=Mapping(columns=LEDGER.columns, table="Order"))


def test_sqlite_with_its_only_table(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    with sqlite3.connect(path) as database:
        database.execute(
            'CREATE TABLE "my orders" (Day TEXT, Who TEXT, Rep TEXT, Flag INTEGER, Amount REAL, Pieces INTEGER)'
        )
        database.executemany(
            'INSERT INTO "my orders" VALUES (?, ?, ?, ?, ?, ?)',
            [
                ("2025-01-05", "007", "R1", 1, 10.1, 1),
                ("2025-01-31 00:00:00", "007", "R1", 1, 0.000001, 2),
                ("2025-02-01", "8", None, None, 1234, None),
                ("2025-02-01", "8", None, None, 0, 3),
            ],
        )
    database.close()
    assert sums(read_history(path, mapping=LEDGER)) == SUMS


def test_whole_numbers_stored_as_floats_are_ids_without_point(tmp_path: Path) -> None:
    path = tmp_path / "sales.parquet"
    with duckdb.connect() as connection:
        connection.sql(
            "SELECT DATE '2025-01-01' AS month, 279.0::DOUBLE AS rep_id, 1.5::DECIMAL(9, 2) AS customer_id, 2 AS revenue"
        ).write_parquet(str(path))
    columns = read_history(path).columns
    assert (columns["rep_id"], columns["customer_id"]) == (["279"], ["1.5"])


def test_what_cannot_be_read_is_counted_shown_and_in_no_sum(tmp_path: Path) -> None:
    rows = [*ROWS, ("03/04/2025", "7", "R1", "1", "5", "1"), ("2025-01-01", "007", "R1", "1", "n/a", "9"), ("", "7", "R1", "1", "", "1"), ("2025-01-01", "007", "R1", "1", "1", "many")]  # fmt: skip
    history = read_history(written(tmp_path, rows), mapping=LEDGER)
    assert history.read == 8
    found = {(finding.code, finding.column): finding for finding in history.findings}
    assert set(found) == {("L103", "month"), ("L103", "revenue"), ("L104", "units")}
    assert found["L103", "month"].facts["count"] == 2
    assert found["L103", "month"].facts["examples"] == "row 6: '03/04/2025', row 8: ''"
    assert found["L103", "revenue"].facts["examples"] == "row 7: 'n/a', row 8: ''"
    assert found["L104", "units"].row == 9
    assert found["L103", "month"].line().startswith("sales.csv Sales[month] row 6 [L103] 2 rows have no readable Month")
    assert history.columns["revenue"] == [pytest.approx(11.100001, abs=1e-9), 1234.0]


def test_findings_speak_the_language_asked_for(tmp_path: Path) -> None:
    history = read_history(
        written(tmp_path, [("2025-01-01", "7", "R1", "1", "?", "1")]), mapping=LEDGER, language="zh-Hans"
    )
    assert history.findings[0].message("zh-Hans") == "1 行的销售额无法读取（row 2: '?'），未计入"
    assert history.rows == []


def test_headers_without_rows_give_no_sums(tmp_path: Path) -> None:
    history = read_history(written(tmp_path, []), mapping=LEDGER)
    assert (history.read, history.rows, history.columns["revenue"], history.findings) == (0, [], [], [])


def test_lines_of_another_form_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("month;revenue\n2025-01-01;1\n2025-01-01;2;3\n2025-01-01\n2025-01-02;4\n")
    history = read_history(path)
    assert [(finding.code, finding.facts["count"]) for finding in history.findings] == [("L105", 2)]
    assert history.columns["revenue"] == [5.0]


def test_filters_count_what_they_leave_out(tmp_path: Path) -> None:
    mapping = Mapping(columns=LEDGER.columns, values=LEDGER.values, only={"Who": ("8",)}, skip={"Pieces": ("3",)})
    history = read_history(written(tmp_path, ROWS), mapping=mapping)
    assert sums(history) == [(date(2025, 2, 1), "8", "", "Direct", 1234.5, None)]
    assert (history.read, history.skipped) == (4, 3)


def test_constants_and_templates(tmp_path: Path) -> None:
    mapping = Mapping(
        columns={"month": "Day", "revenue": "Amount", "customer_id": "{Who}  {Rep} "},
        constants={"product_line": "it's all"},
    )
    history = read_history(written(tmp_path, ROWS), mapping=mapping)
    assert history.columns["customer_id"] == ["007 R1", "8"]
    assert history.columns["product_line"] == ["it's all"] * 2


def test_missing_empty_and_unknown_files(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_history(tmp_path / "none.csv")
    (tmp_path / "empty.csv").write_text("\n")
    with pytest.raises(SourceError, match="it is empty"):
        read_history(tmp_path / "empty.csv")
    (tmp_path / "no.db").write_text("hello")
    with pytest.raises(SourceError, match="no database"):
        read_history(tmp_path / "no.db")
    with pytest.raises(UsageError, match=r"\.pdf.*\.duckdb"):
        read_history(tmp_path / "a.pdf")


amounts = st.decimals(-10_000_000, 10_000_000, places=6, allow_nan=False, allow_infinity=False)


@pytest.mark.flow
@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 12), st.sampled_from(["R1", "R2", ""]), amounts), max_size=40))
def test_sums_are_exact_to_six_decimals(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str, Decimal]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "ledger.csv"
    path.write_text(
        "month,rep_id,revenue\n" + "".join(f"2025-{month:02}-28,{rep},{amount:f}\n" for month, rep, amount in rows)
    )
    expected: dict[tuple[object, object], Decimal] = defaultdict(Decimal)
    for month, rep, amount in rows:
        expected[date(2025, month, 1), rep] += amount
    columns = read_history(path).columns
    found = {
        key: Decimal(str(value))
        for *key_, value in zip(columns["month"], columns["rep_id"], columns["revenue"], strict=True)
        if (key := tuple(key_))
    }
    assert found == dict(expected)


@pytest.mark.skipif(not ADVENTURE.is_dir(), reason="the shared AdventureWorks data is not here")
def test_adventureworks_totals_agree_with_loading_it_row_by_row() -> None:
    path = ADVENTURE / "Sales.SalesOrderHeader.csv"
    mapping = Mapping(
        columns={"month": "OrderDate", "rep_id": "SalesPersonID", "channel": "OnlineOrderFlag", "revenue": "SubTotal"},
        values={"channel": {"0": "Reseller", "1": "Online"}},
    )
    history = read_history(path, mapping=mapping)
    assert history.read == 31_465
    summed = conform(SALES, history.as_rows(), currency=currency("USD"), from_text=True).frame
    loaded = conform(
        SALES, apply(read_source(path), SALES, mapping).as_rows(), currency=currency("USD"), from_text=True
    ).frame
    by = ["month", "rep_id", "channel"]
    assert summed.groupby(by).revenue.sum().to_dict() == loaded.groupby(by).revenue.sum().to_dict()
    assert int(summed[summed.month.dt.year == 2013].revenue.sum()) == 43_622_479_053_700
