"""Values that must stand in another table: customers' owners, the reps of the ledger."""

from collections.abc import Mapping, Sequence

import pandas as pd

from salesplan.findings import Finding
from salesplan.tables import kinds
from salesplan.tables.model import Column, Table
from salesplan.words import nearest_words

MOST_VALUES = 100


def unknown_references(tables: Sequence[Table], frames: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Find values that their column's ``refers`` does not know, ignoring case.

    In a table of what is (Customers) each is an error of its cell; in a record of what happened (Sales, Visits),
    which may well name people who are gone, one warning a value, at the first row that has it.

    Examples
    --------
    >>> from salesplan.tables.customers import CUSTOMERS
    >>> from salesplan.tables.inputs import REPS
    >>> frames = {"Reps": pd.DataFrame({"rep_id": ["R-01", "R-09"]}),
    ...           "Customers": pd.DataFrame({"rep_id": ["r-01", "R-99", ""]}, index=[5, 6, 7])}
    >>> [finding.line() for finding in unknown_references([CUSTOMERS], frames)]
    ['Customers[rep_id] row 6 [C104] Owner (rep ID) “R-99” is not in Reps; nearest is “R-09”; correct it, clear it, or add it to Reps']
    """
    found: list[Finding] = []
    for table in tables:
        for column in table:
            target, _, key = column.refers.partition(".")
            if column.refers and table.name in frames and target in frames:
                known = frames[target][key]
                found += _unknown(table, column, frames[table.name][column.key], target, known)
    return found


def _unknown(
    table: Table, column: Column, values: "pd.Series[str]", target: str, known: "pd.Series[str]"
) -> list[Finding]:
    codes, distinct = pd.factorize(values)
    names = set(known.str.casefold())
    strange = [position for position, value in enumerate(distinct) if value and value.casefold() not in names]
    if not strange or (table.record and known.empty):
        return []
    rows = pd.Series(values.index, index=codes)
    found = []
    for position in strange[:MOST_VALUES]:
        value = distinct[position]
        facts = {
            "label": column.label,
            "value": value,
            "table": target,
            "near": nearest_words(value, list(known)),
        }
        places = rows.loc[[position]].tolist()
        if not table.record:
            found += [kinds.UNKNOWN_REFERENCE.at(table.name, row, column.key, **facts) for row in places[:MOST_VALUES]]
        else:
            found.append(kinds.UNKNOWN_IN_LEDGER.at(table.name, places[0], column.key, count=len(places), **facts))
    return found
