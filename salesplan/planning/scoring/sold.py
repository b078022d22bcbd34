"""Sales by who made them: revenue, margin and focus lines by rep and month.

A row belongs to its own rep; where it names none, to the owner of its customer; and otherwise to nobody, the last
place of the staff. Quotas are split by owners, but what was sold was sold by who sold it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning.arrays import NO_MONTH, Flags, Floats, Ints, months_of, ratio, sums_of
from salesplan.planning.listed import first_row
from salesplan.planning.money import refuse_overflow
from salesplan.planning.names import NOWHERE, Coded, coded, first_of_each, first_places, folded
from salesplan.planning.scoring import fact_kinds as kinds
from salesplan.planning.scoring.spans import Span, first_day
from salesplan.planning.visit_entries import Staff
from salesplan.words import nearest_words


@dataclass(frozen=True, slots=True)
class Owners:
    """Who owns which customer.

    Attributes
    ----------
    ids
        The customers' ids, an entry a row of Customers.
    row
        By key of ``ids``: the first row that has it.
    rep
        By row: the owner's place in the staff, nobody's where there is none.
    """

    ids: Coded
    row: Ints
    rep: Ints

    @classmethod
    def of(cls, customers: pd.DataFrame, staff: Staff) -> "Owners":
        """Take the owners from the customers' table."""
        ids = coded(customers["customer_id"])
        return cls(ids, first_of_each(ids.codes, len(ids.keys)), staff.places_of(customers["rep_id"]))

    def rows_of(self, names: Coded) -> Ints:
        """Give the row of each key of some names, `NOWHERE` where no customer has it."""
        known = dict(zip(self.ids.keys, self.row.tolist(), strict=True))
        return np.array([known.get(key, NOWHERE) for key in names.keys], dtype=np.int64)

    def of_keys(self, names: Coded, staff: Staff) -> Ints:
        """Give the owner of each key of some names, nobody for a customer that there is not."""
        return np.append(self.rep, staff.nobody)[self.rows_of(names)]


def sellers(rows: pd.DataFrame, names: Coded, owners: Owners, staff: Staff) -> Ints:
    """Find who each row belongs to: its own rep, or where it names none its customer's owner.

    Parameters
    ----------
    rows
        rep_id (text).
    names
        The rows' customers.

    Returns
    -------
    Ints
        Places in the staff; nobody's for a rep who is not in Reps.
    """
    reps = coded(rows["rep_id"])
    known = first_places(map(folded, staff.rep_ids))
    own = reps.values([known.get(key, staff.nobody) for key in reps.keys], NOWHERE)
    by_customer = names.values(owners.of_keys(names, staff).tolist(), staff.nobody)
    return np.where(own == NOWHERE, by_customer, own)


@dataclass(frozen=True, slots=True)
class Lines:
    """The ledger's rows up to a month, one entry a row that has a month and revenue or margin.

    Attributes
    ----------
    begins
        The first month in which anything was sold; `NO_MONTH` for none.
    month
        Counted from January 1970.
    rep
        Who it belongs to, a place in the staff.
    customer
        A place in ``names.keys``, `NOWHERE` for none.
    names
        The customers of the whole ledger, as they are matched.
    revenue, margin
        Grains; 0 where blank.
    has_margin
        Whether the row has a margin.
    focus
        Whether it is of a focus line; None where no line is named.
    """

    begins: int
    month: Ints
    rep: Ints
    customer: Ints
    names: Coded
    revenue: Ints
    margin: Ints
    has_margin: Flags
    focus: Flags | None


def lines_of(
    sales: pd.DataFrame, owners: Owners, staff: Staff, last: int, focus_lines: tuple[str, ...] = ()
) -> tuple[Lines, list[Finding]]:
    """Match the ledger with reps and customers.

    Parameters
    ----------
    sales
        month (datetime64), customer_id, rep_id, product_line (text), revenue, margin (Int64, grains); the index is the
        sheet's row. Rows may be sums of many.
    last
        The last month that counts.
    focus_lines
        Product lines, matched ignoring case and outer blanks.

    Returns
    -------
    Lines
        What counts.
    list[Finding]
        K134 focus lines that no sale has, K138 sales of later months.

    Raises
    ------
    AmountsTooLarge
        If the amounts cannot be summed exactly.
    """
    month = months_of(sales["month"])
    revenue, margin = (sales[key].to_numpy(dtype=np.int64, na_value=0) for key in ("revenue", "margin"))
    refuse_overflow(revenue)
    refuse_overflow(margin)
    has_margin = sales["margin"].notna().to_numpy(dtype=np.bool_)
    filled = (month != NO_MONTH) & (has_margin | sales["revenue"].notna().to_numpy(dtype=np.bool_))
    counts = filled & (month <= last)
    names = coded(sales["customer_id"])
    focus, unsold = _focus(sales, focus_lines)
    lines = Lines(
        begins=int(month[counts].min()) if counts.any() else NO_MONTH,
        month=month[counts],
        rep=sellers(sales, names, owners, staff)[counts],
        customer=names.codes[counts],
        names=names,
        revenue=revenue[counts],
        margin=margin[counts],
        has_margin=has_margin[counts],
        # A share of what was never sold is not low: it is unknown.
        focus=focus[counts] if focus is not None and focus[counts].any() else None,
    )
    return lines, [*unsold, *_later(sales, filled & (month > last), last)]


def _focus(sales: pd.DataFrame, focus_lines: tuple[str, ...]) -> tuple[Flags | None, list[Finding]]:
    """Tell which rows are of a focus line, and which focus lines have none."""
    wanted = {folded(line): line.strip() for line in focus_lines if folded(line)}
    if not wanted:
        return None, []
    lines = coded(sales["product_line"])
    focus = lines.values([key in wanted for key in lines.keys], 0) > 0
    if not len(sales):
        return focus, []
    spelt = {folded(text): text.strip() for text in sorted(sales["product_line"].unique().tolist())}
    known = [text for key, text in sorted(spelt.items()) if key]
    return focus, [
        kinds.FOCUS_LINE_UNSOLD.at("Settings", None, "focus_lines", value=line, near=nearest_words(line, known))
        for key, line in sorted(wanted.items())
        if key not in spelt
    ]


def _later(sales: pd.DataFrame, later: Flags, last: int) -> list[Finding]:
    if not later.any():
        return []
    return [
        kinds.SALES_LATER.at(
            "Sales", first_row(sales, later), "month", count=int(later.sum()), month=f"{first_day(last):%Y-%m}"
        )
    ]


@dataclass(frozen=True, slots=True)
class Sold:
    """Sales by place in the staff and month, grains; what no rep has is nobody's, the last place.

    Attributes
    ----------
    first
        The first month, counted from January 1970.
    begins
        The first month in which the ledger has anything; `NO_MONTH` for none.
    revenue, margin
        Places × months; 0 where there is none.
    focus
        Revenue in focus lines, None where none is named, or none was ever sold.
    has_margin
        Places × months, whether any row has a margin.
    with_margin
        Places × months, the revenue of the rows that have a margin.
    """

    first: int
    begins: int
    revenue: Ints
    margin: Ints
    focus: Ints | None
    has_margin: Flags
    with_margin: Ints

    def columns(self, months: range) -> slice:
        """Give the columns of some months."""
        return slice(months.start - self.first, months.stop - self.first)

    def revenue_of(self, months: range) -> Ints:
        """Sum revenue, grains."""
        return np.asarray(self.revenue[:, self.columns(months)].sum(axis=1), dtype=np.int64)

    def margin_of(self, months: range) -> Floats:
        """Sum margins, grains; NaN where the ledger has none in these months, or none for what a rep sold."""
        columns = self.columns(months)
        has = np.any(self.has_margin[:, columns], axis=1)
        known = has | (has.any() & ~np.any(self.revenue[:, columns], axis=1))
        return np.where(known, self.margin[:, columns].sum(axis=1), np.nan)

    def margin_share(self, months: range) -> Floats:
        """Give the share of each rep's revenue whose rows have a margin; NaN where revenue is not above 0."""
        return ratio(self.with_margin[:, self.columns(months)].sum(axis=1), self.revenue_of(months))

    def focus_of(self, months: range) -> Floats:
        """Sum revenue in focus lines, grains; NaN for everybody where no line is named, or none was ever sold."""
        focus = self.revenue if self.focus is None else self.focus
        return _where(self.focus is not None, focus[:, self.columns(months)].sum(axis=1))

    def before(self, span: Span) -> Floats:
        """Sum revenue of the same months a year before, grains; NaN where the ledger does not reach back so far.

        Of the month that is running now only the part counts whose working days are gone.
        """
        months = range(span.first - 12, span.last - 12)
        reaches = self.begins != NO_MONTH and self.begins <= span.first - 12
        running = self.revenue_of(range(span.last - 12, span.last - 11))
        return _where(reaches, self.revenue_of(months) + running * span.part)

    def margin_rate(self, months: range) -> float:
        """Give the company's margin ÷ revenue of rows with a margin; NaN unless both are above 0."""
        columns = self.columns(months)
        margin, revenue = int(self.margin[:, columns].sum()), int(self.with_margin[:, columns].sum())
        return margin / revenue if margin > 0 and revenue > 0 else np.nan


def sold_by_month(lines: Lines, staff: Staff, months: range) -> Sold:
    """Sum the ledger by rep and month.

    Parameters
    ----------
    months
        The months that are laid out; rows of others are left out.

    Returns
    -------
    Sold
        All places together have the ledger's total of these months, exactly. The order of the rows changes nothing.
    """
    inside = (lines.month >= months.start) & (lines.month < months.stop)
    month = lines.month[inside] - months.start
    cell = lines.rep[inside] * len(months) + month
    margins = lines.has_margin[inside]

    def laid_out(grains: Ints) -> Ints:
        return sums_of(grains, cell, staff.count * len(months)).reshape(staff.count, len(months))

    revenue = lines.revenue[inside]
    return Sold(
        months.start,
        lines.begins,
        laid_out(revenue),
        laid_out(lines.margin[inside]),
        None if lines.focus is None else laid_out(np.where(lines.focus[inside], revenue, 0)),
        laid_out(margins.astype(np.int64)) > 0,
        laid_out(np.where(margins, revenue, 0)),
    )


def _where(known: bool, amounts: Ints) -> Floats:
    """Give amounts as floats, NaN throughout where they are not known."""
    return np.asarray(amounts, dtype=np.float64) if known else np.full(amounts.shape, np.nan)
