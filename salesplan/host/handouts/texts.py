"""Rows and cells of typed frames as they are compared, remembered and logged: the keys of rows, the plain texts of cells."""

import json
from typing import Any

import pandas as pd

from salesplan.host.writing import cells_of, identity_of
from salesplan.tables.model import Column, Holds, Table
from salesplan.tables.plain import plain_texts, same_breaks
from salesplan.tables.units import Currency


def row_keys(table: Table, frame: pd.DataFrame) -> list[str]:
    """Give the key of each row of a typed frame: its identity, folded as rows are matched, as a JSON list.

    Examples
    --------
    >>> from salesplan.tables.quota import TEAM_QUOTA
    >>> row_keys(TEAM_QUOTA, pd.DataFrame({"region": ["North "], "team": ["（无）"]}))
    ['["north", "(none)"]']
    """
    return [json.dumps(list(identity), ensure_ascii=False) for identity in identity_of(table, frame)]


def column_texts(column: Column, values: "pd.Series[Any]", currency: Currency) -> list[str]:
    r"""Give the plain texts of a typed column, by which cells are compared; a choice is its key, a break of a line ``\n``.

    Examples
    --------
    >>> from salesplan.tables.quota import QUOTA
    >>> from salesplan.tables.units import currency
    >>> column_texts(QUOTA["override"], pd.Series([110_000_050, None], dtype="Int64"), currency("CNY"))
    ['1100000.5', '']
    """
    if column.holds is Holds.CHOICE:
        return ["" if empty else str(key) for key, empty in zip(values, values.isna(), strict=True)]
    texts = plain_texts(cells_of(column, values, currency=currency))
    if column.holds is Holds.TEXT:
        return [same_breaks(text) for text in texts]
    return texts
