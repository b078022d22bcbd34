"""What of a plan is a rep's own: the customers, the quota and the visits that go into their visit log, and no others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from salesplan.planning.names import first_places, folded
from salesplan.tables.quota import MONTHS

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Share:
    """A rep and what is theirs.

    Attributes
    ----------
    rep_id, rep, row
        The rep, and their row in the sheet Reps.
    customers
        The rows of Customers that the rep owns.
    months
        The rep's quota of each month in minor units; None where there is none.
    moved
        Whether the months no longer add up to the quota that counts: an override was typed since.
    visits
        The visits that the rep made in the plan year to customers of their own, or of nobody.
    nobodys
        Those customers of nobody, by id as it is matched: id and name.
    left_out
        How many visits the rep made to customers who are somebody else's by now, or of whom nothing is known.
    """

    rep_id: str
    rep: str
    row: int
    customers: pd.DataFrame
    months: tuple[int, ...] | None
    moved: bool
    visits: pd.DataFrame
    nobodys: dict[str, tuple[str, str]]
    left_out: int


def shares(frames: Frames, year: int) -> Iterator[Share]:
    """Give each rep who is employed in a year what is theirs, in the order of the sheet.

    Parameters
    ----------
    frames
        Reps, Customers, Quota and Visits. Of rows with the same id the first counts.
    """
    customers, visits = _first_of_each(frames["Customers"], "customer_id"), _of_year(frames["Visits"], year)
    owner = dict(zip(map(folded, customers["customer_id"]), map(folded, customers["rep_id"]), strict=True))
    names = dict(zip(owner, zip(customers["customer_id"], customers["customer"], strict=True), strict=True))
    owned, made = _rows_by(customers["rep_id"]), _rows_by(visits["rep_id"])
    quota = frames["Quota"]
    quota_rows = first_places(map(folded, quota["rep_id"]))
    reps = employed(frames["Reps"], year)
    for row, rep_id, rep in zip(reps.index, reps["rep_id"], reps["rep"], strict=True):
        key = folded(rep_id)
        own_visits = visits.iloc[made.get(key, [])]
        visited = [folded(each) for each in own_visits["customer_id"]]
        seen = np.array([owner.get(each) in (key, "") for each in visited], dtype=np.bool_)
        months, moved = _months(quota, quota_rows.get(key))
        yield Share(
            rep_id.strip(),
            rep.strip(),
            int(row),
            customers.iloc[owned.get(key, [])],
            months,
            moved,
            own_visits[seen],
            {each: names[each] for each in visited if owner.get(each) == ""},
            int(np.count_nonzero(~seen)),
        )


def employed(reps: pd.DataFrame, year: int) -> pd.DataFrame:
    """Give the reps who are there on some day of a year; of rows with the same id the first counts.

    Examples
    --------
    >>> days = pd.to_datetime(pd.Series([None, "2027-03-01", "2028-01-01"]))
    >>> reps = pd.DataFrame({"rep_id": ["R1", "R2", "R3"], "start_date": days, "end_date": pd.NaT})
    >>> employed(reps, 2027)["rep_id"].tolist()
    ['R1', 'R2']
    """
    known = _first_of_each(reps, "rep_id")
    started = known["start_date"].isna() | (known["start_date"] <= datetime(year, 12, 31))
    stays = known["end_date"].isna() | (known["end_date"] >= datetime(year, 1, 1))
    return known[started & stays]


def _months(quota: pd.DataFrame, place: int | None) -> tuple[tuple[int, ...] | None, bool]:
    """Give a rep's quota of each month, and whether it is no longer the one that counts."""
    if place is None:
        return None, False
    row = quota.iloc[place]
    if any(pd.isna(row[month]) for month in MONTHS):
        return None, False
    months = tuple(int(row[month]) for month in MONTHS)
    final = row["proposed"] if pd.isna(row["override"]) else row["override"]
    return months, not pd.isna(final) and sum(months) != int(final)


def _of_year(visits: pd.DataFrame, year: int) -> pd.DataFrame:
    of_year: pd.DataFrame = visits[visits["date"].dt.year == year]
    return of_year


def _first_of_each(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Give the first row of each id; rows without one are nobody."""
    places = sorted(first_places(map(folded, frame[key])).values())
    return frame.iloc[places]


def _rows_by(names: "pd.Series[Any]") -> dict[str, list[int]]:
    """Give the places of the rows of each name, as it is matched."""
    rows: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        rows.setdefault(folded(name), []).append(place)
    return rows
