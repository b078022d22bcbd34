"""The log of moves: who changed tier or credit at which evaluation, and what was agreed with them."""

from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Flags, Ints
from salesplan.planning.names import coded
from salesplan.tables.tiers import MOVES

_LOGGED: Final = ("down", "held", "up")
"""The moves that are logged, in the order in which they stand."""


def log_moves(
    moves: pd.DataFrame, customers: pd.DataFrame, boundary: "pd.Series[Any]", credit_changed: Flags, as_of: date
) -> pd.DataFrame:
    """Write this evaluation's moves anew, and keep those of others.

    Parameters
    ----------
    moves
        The table Moves as it stands. Rows of other days stay as they are; of this day only what was agreed counts.
    customers
        As evaluated: customer_id, customer, rep_id, last_tier, tier, move, amount, last_credit, evaluated_credit.
        Of rows with the same id the first counts.
    boundary
        The amount that decided about each customer's move (Int64), in the order of ``customers``.
    credit_changed
        Whose credit is another than at the evaluation before.
    as_of
        The day of the evaluation.

    Returns
    -------
    DataFrame
        MOVES' columns: the rows of other days first, in their order; then this day's: down, held, up, and a
        changed credit alone, each from the largest amount down. A row of this day in which something was agreed
        stays, though the customer moves no more.
    """
    same_day = (moves["as_of"].to_numpy(dtype="datetime64[D]") == np.datetime64(as_of, "D")).astype(np.bool_)
    today = moves[same_day & (moves["follow_up"] != "").to_numpy(dtype=np.bool_)]
    agreed = dict(reversed(list(zip(_keys(today["customer_id"]), today["follow_up"].tolist(), strict=True))))
    ids = pd.Series(_keys(customers["customer_id"]), dtype="str")
    wanted = customers["move"].isin(_LOGGED).to_numpy() | credit_changed | ids.isin(list(agreed)).to_numpy()
    places = np.flatnonzero(wanted & ~ids.duplicated().to_numpy() & (ids != "").to_numpy())
    keys = ids.iloc[places].reset_index(drop=True)
    rows = _rows(customers.iloc[places], boundary.iloc[places], [agreed.get(key, "") for key in keys], as_of)
    gone = today[~pd.Series(_keys(today["customer_id"]), index=today.index, dtype="str").isin(ids)]
    parts = [moves[~same_day], gone, rows.iloc[_order(rows, keys)]]
    log: pd.DataFrame = pd.concat([part[list(MOVES.keys)] for part in parts], ignore_index=True)
    return log


def _keys(names: "pd.Series[Any]") -> list[str]:
    """Give names as they are matched, each different spelling looked at once."""
    found = coded(names)
    keys = np.array([*found.keys, ""], dtype=object)
    matched: list[str] = keys[found.codes].tolist()
    return matched


def _rows(customers: pd.DataFrame, boundary: "pd.Series[Any]", agreed: list[str], as_of: date) -> pd.DataFrame:
    rows = customers[["customer_id", "customer", "rep_id", "last_tier", "tier", "move", "amount", "last_credit"]]
    return rows.reset_index(drop=True).assign(
        as_of=pd.Series(np.full(len(rows), np.datetime64(as_of, "s"))),
        boundary=boundary.reset_index(drop=True),
        credit=customers["evaluated_credit"].reset_index(drop=True),
        follow_up=pd.array(agreed, dtype="str"),
    )


def _order(rows: pd.DataFrame, keys: "pd.Series[Any]") -> Ints:
    """Sort by move, amount and id."""
    move = rows["move"].map({move: place for place, move in enumerate(_LOGGED)}).fillna(len(_LOGGED))
    amount = rows["amount"].to_numpy(dtype=np.int64)
    return np.asarray(np.lexsort((keys.to_numpy(dtype=object), -amount, move.to_numpy())), dtype=np.int64)
