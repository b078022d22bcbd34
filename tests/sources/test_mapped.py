from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan.errors import UsageError
from salesplan.sources.files import read_source
from salesplan.sources.mapped import apply
from salesplan.sources.mapping import Mapping
from salesplan.sources.source import Source
from salesplan.tables.conform import conform
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.inputs import REPS, SALES
from salesplan.tables.quota import QUOTA
from salesplan.tables.units import currency

ADVENTURE = Path(__file__).resolve().parents[3] / "shared" / "data" / "adventureworks"


def source(**cells: Sequence[object]) -> Source:
    columns = {header: list(values) for header, values in cells.items()}
    length = len(next(iter(columns.values())))
    places = {header: place for place, header in enumerate(columns, start=1)}
    return Source("file.csv", list(columns), columns, list(range(2, length + 2)), places=places)


@pytest.mark.parametrize("header", ["rep_id", "REP_ID", " Rep ID ", "销售编号", "業務編號"])
def test_headers_mean_columns_in_every_language(header: str) -> None:
    mapped = apply(source(**{header: ["007"], "Colour": ["red"]}), REPS)
    assert mapped.columns == {"rep_id": ["007"]}
    assert mapped.taken == {"rep_id": header}
    assert mapped.left == ["Colour"]


def test_live_formulas_are_not_taken() -> None:
    mapped = apply(source(rep_id=["1"], override=[5], final=[7]), QUOTA)
    assert mapped.columns == {"rep_id": ["1"], "override": [5]}
    assert mapped.left == ["final"]
    with pytest.raises(UsageError, match="'final' of Quota is a live formula"):
        apply(source(id=["1"], x=[7]), QUOTA, Mapping(columns={"rep_id": "id", "final": "x"}))


def test_two_headers_of_one_meaning_are_refused() -> None:
    with pytest.raises(UsageError, match="'区域' and 'Region' both mean the column 'region' of Reps"):
        apply(source(rep_id=["1"], 区域=["N"], Region=["S"]), REPS)


def test_a_needed_column_that_is_missing_is_named_with_what_is_there() -> None:
    with pytest.raises(UsageError, match=r"'rep_id' \(Rep ID\) that Reps needs .*there: RepId, name.*rename 'RepId'"):
        apply(source(RepId=["1"], name=["Ann"]), REPS)
    with pytest.raises(UsageError, match=r"the column 'revenue'.*mapping file"):
        apply(source(month=["2025-01"], x=["1"]), SALES)


def test_a_mapping_takes_what_it_lists_and_no_more() -> None:
    file = source(no=["1"], region=["N"])
    assert apply(file, REPS, Mapping(columns={"rep_id": "NO "})).left == ["region"]
    by_name = apply(source(rep_id=["1"], region=["N"]), REPS, Mapping(values={"region": {"N": "North"}}))
    assert by_name.columns == {"rep_id": ["1"], "region": ["North"]}


def test_templates_join_and_squeeze() -> None:
    file = source(id=[7], First=[" Ann "], Middle=[""], Last=["de  Vries"])
    mapped = apply(file, REPS, Mapping(columns={"rep_id": "R-{id}", "rep": "{First} {Middle} {last}"}))
    assert mapped.columns == {"rep_id": ["R-7"], "rep": ["Ann de Vries"]}
    assert mapped.left == []


def test_values_are_translated_blanks_too_and_others_stay() -> None:
    file = source(id=["a", "b", "c"], flag=[1, "", "2"])
    mapped = apply(
        file,
        CUSTOMERS,
        Mapping(columns={"customer_id": "id", "channel": "flag"}, values={"channel": {"1": "Online", "": "Direct"}}),
    )
    assert mapped.columns["channel"] == ["Online", "Direct", "2"]


def test_constants_fill_every_row_and_win_over_headers() -> None:
    mapped = apply(source(rep_id=["1", "2"], region=["N", "S"]), REPS, Mapping(constants={"region": "West"}))
    assert mapped.columns["region"] == ["West", "West"]
    with pytest.raises(UsageError, match=r"in \[columns\] and in \[constants\]"):
        apply(source(a=["1"]), REPS, Mapping(columns={"rep_id": "a"}, constants={"rep_id": "1"}))


def test_filters_keep_row_numbers_and_count() -> None:
    file = source(rep_id=["1", "2", "3", "4"], kind=["x", "y", " x", 5])
    assert apply(file, REPS, Mapping(only={"kind": ("x", "5")})).rows == [2, 4, 5]
    mapped = apply(file, REPS, Mapping(only={"kind": ("x", "y")}, skip={"rep_id": ("3",)}))
    assert (mapped.columns["rep_id"], mapped.rows, mapped.skipped) == (["1", "2"], [2, 3], 2)


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (Mapping(columns={"rep_id": "Idd"}), "no column 'Idd' .there: Id, Name.; did you mean 'Id'"),
        (Mapping(columns={"rep_id": "Id", "rep": "{Nmae}"}), "did you mean 'Name'"),
        (Mapping(columns={"rep_di": "Id"}), "'rep_di' is no column of Reps.*did you mean 'rep_id'"),
        (Mapping(columns={"rep_id": "Id"}, values={"regoin": {}}), "did you mean 'region'"),
        (Mapping(columns={"rep_id": "Id"}, only={"Nam": ("x",)}), "no column 'Nam'.*did you mean 'Name'"),
    ],
)
def test_mistyped_names_get_the_nearest(mapping: Mapping, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        apply(source(Id=["1"], Name=["Ann"]), REPS, mapping)


def test_errors_travel_to_the_columns_made_of_them() -> None:
    file = Source(
        "a.xlsx", ["id", "A"], {"id": ["1", "2"], "A": ["", ""]}, [5, 9],
        sheet="S", places={"id": 1, "A": 2}, errors={(9, "A"): "#N/A"}, unvalued=frozenset({(5, "A")}),
    )  # fmt: skip
    mapped = apply(file, REPS, Mapping(columns={"rep_id": "id", "rep": "A", "team": "{A} {id}"}))
    assert mapped.errors == {(9, "rep"): "#N/A", (9, "team"): "#N/A"}
    assert mapped.unvalued == {(5, "rep"), (5, "team")}
    assert mapped.cell(9, "team") == "B9"
    found = conform(REPS, mapped.as_rows(), currency=currency("CNY"), from_text=True).findings
    assert {(finding.code, finding.row) for finding in found} >= {("D101", 9), ("D111", 5)}
    kept = apply(file, REPS, Mapping(columns={"rep_id": "id", "rep": "A"}, skip={"id": ("2",)}))
    assert kept.errors == {}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers())), st.sets(st.sampled_from("abc")))
def test_rows_kept_and_skipped_are_all_rows(rows: list[tuple[str, int]], skip: set[str]) -> None:
    file = source(rep_id=[number for _, number in rows], kind=[kind for kind, _ in rows])
    mapped = apply(file, REPS, Mapping(skip={"kind": tuple(skip)}))
    assert len(mapped.rows) + mapped.skipped == len(rows)
    assert mapped.rows == [row for row, (kind, _) in enumerate(rows, start=2) if kind not in skip]


@pytest.mark.skipif(not ADVENTURE.is_dir(), reason="the shared AdventureWorks data is not here")
def test_adventureworks_names_and_orders() -> None:
    names = read_source(ADVENTURE / "SalesPersonNames.csv")
    reps = apply(names, REPS, Mapping(columns={"rep_id": "BusinessEntityID", "rep": "{FirstName} {LastName}"}))
    assert reps.columns["rep"][:2] == ["Stephen Jiang", "Michael Blythe"]
    orders = read_source(ADVENTURE / "Sales.SalesOrderHeader.csv")
    ledger = {"month": "OrderDate", "customer_id": "CustomerID", "rep_id": "SalesPersonID", "revenue": "SubTotal"}
    mapped = apply(orders, SALES, Mapping(columns=ledger))
    frame = conform(SALES, mapped.as_rows(), currency=currency("USD"), from_text=True)
    assert not frame.findings
    of_2013 = frame.frame[frame.frame.month.dt.year == 2013]
    assert int(of_2013.revenue.sum()) == 43_622_479_053_700
    assert of_2013.month.min().date() == date(2013, 1, 1)
