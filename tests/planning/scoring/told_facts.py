"""The rules of facts told again in plain Python: row by row, with dictionaries."""

from calendar import monthrange
from collections import defaultdict
from datetime import date

from salesplan.planning.periods import Period
from tests.planning.scoring.score_cases import Row

NAN = float("nan")
REP_IDS = ("R-1", "R-2", "R-3")


class Told:
    """A company as of a day: reps of `REP_IDS`, quotas of months, focus line Servo; only February 2027 may be running."""

    def __init__(self, tables: dict[str, list[Row]], period: Period, as_of: date) -> None:
        self.tables = tables
        last = min(period.last, as_of)
        begins = last if period.kind == "week" else period.first
        ends = last if period.kind == "week" else period.last
        self.whole = _months(begins, ends)
        self.months = [month for month in self.whole if month <= f"{as_of:%Y-%m}"]
        self.as_of = as_of
        self.owner: dict[str, str] = {}
        self.first_purchase: dict[str, str | None] = {}
        for row in tables["customers"]:
            key = str(row["customer_id"])
            if key not in self.owner:
                self.owner[key] = str(row["rep_id"]).strip().upper()
                self.first_purchase[key] = row["first_purchase"]
        self.sales = [row for row in tables["sales"] if row["month"][:7] <= f"{as_of:%Y-%m}"]

    def seller(self, row: Row) -> str:
        return str(row["rep_id"]).strip().upper() or self.owner.get(row["customer_id"].upper(), "")

    def facts(self, rep_id: str) -> dict[str, float]:
        """Give a rep's facts, by their names in Facts."""
        sold = [row for row in self.sales if row["month"][:7] in self.months]
        mine = [row for row in sold if self.seller(row) == rep_id]
        year_before = [f"{int(month[:4]) - 1}{month[4:]}" for month in self.months]
        begins = min((row["month"][:7] for row in self.sales), default="9999-99")
        before = [row for row in self.sales if row["month"][:7] in year_before and self.seller(row) == rep_id]
        return {
            "revenue": sum(row["revenue"] for row in mine),
            "margin": self.margin(mine, sold),
            "focus": sum(row["revenue"] for row in mine if row["product_line"] == "Servo")
            if any(row["product_line"] == "Servo" for row in self.sales)
            else NAN,
            "revenue_before": sum(row["revenue"] * self.part(row["month"]) for row in before)
            if begins <= year_before[0]
            else NAN,
            **self.quotas(rep_id),
            **self.receivables(rep_id),
            **self.customers(rep_id, sold, begins),
        }

    def margin(self, mine: list[Row], sold: list[Row]) -> float:
        """Give a rep's margin: none is known of who sold without one, or where nobody has any."""
        if any(row["margin"] is not None for row in mine):
            return float(sum(row["margin"] or 0 for row in mine))
        net: dict[str, int] = defaultdict(int)
        for row in mine:
            net[row["month"][:7]] += row["revenue"]
        return NAN if any(net.values()) or all(row["margin"] is None for row in sold) else 0

    def part(self, month: str) -> float:
        """Give the part that counts of a month a year before: February's while it runs."""
        running = self.as_of.day < monthrange(self.as_of.year, self.as_of.month)[1]
        return 10 / 19 if running and month[5:7] == f"{self.as_of:%m}" and f"{self.as_of:%Y-%m}" in self.months else 1.0

    def quotas(self, rep_id: str) -> dict[str, float]:
        quota: dict[str, int] = {}
        for row in reversed(self.tables["quota"]):
            if row["rep_id"] == rep_id:
                quota = {f"2027-{month:02d}": row[f"m{month:02d}"] for month in range(1, 13)}
        quota = {month: amount for month, amount in quota.items() if amount is not None}
        for row in self.tables["quota_history"]:
            if row["rep_id"].strip().upper() == rep_id:
                quota[row["period"]] = row["quota"]
        due = 0
        for month in self.months:
            amount = quota.get(month, 0)
            running = (
                month == f"{self.as_of:%Y-%m}" and self.as_of.day < monthrange(self.as_of.year, self.as_of.month)[1]
            )
            # only February 2027 runs: 10 of its 19 working days are gone on Monday the 15th, a holiday
            due += (2 * amount * 10 + 19) // 38 if running else amount
        return {
            "quota": due,
            "full_quota": sum(quota.get(month, 0) for month in self.whole),
            "has_quota": any(month in quota for month in self.months),
        }

    def receivables(self, rep_id: str) -> dict[str, float]:
        mine = [row for row in self.tables["receivables"] if self.seller(row) == rep_id]
        these = [row for row in mine if row["month"][:7] in self.months]
        until = [row for row in mine if row["month"][:7] <= self.months[-1]]
        return {
            "due": sum(row["due"] for row in these) if these else NAN,
            "collected": sum(row["collected"] or 0 for row in these) if these else NAN,
            "open": sum(row["due"] - (row["collected"] or 0) for row in until) if mine else NAN,
        }

    def customers(self, rep_id: str, sold: list[Row], begins: str) -> dict[str, float]:
        owned = [key for key, owner in self.owner.items() if owner == rep_id] if self.owner else None
        by: dict[tuple[str, str], int] = defaultdict(int)
        bought: dict[str, int] = defaultdict(int)
        for row in sold:
            if key := row["customer_id"].upper():
                by[key, self.seller(row)] += row["revenue"]
                bought[key] += row["revenue"]
        named = any(row["customer_id"] for row in sold or self.sales)
        count: dict[str, float] = {"owned": NAN if owned is None else len(owned)}
        if not named or begins > self.months[-1]:
            return count | dict.fromkeys(("active", "active_owned", "new"), NAN)
        count["active"] = sum(amount > 0 for (_, rep), amount in by.items() if rep == rep_id)
        count["active_owned"] = NAN if owned is None else sum(by[key, rep_id] > 0 for key in owned)
        undated = [key for (key, _), amount in by.items() if amount > 0 and not self.first_purchase.get(key)]
        if begins >= self.months[0] and undated:
            return count | {"new": NAN}
        return count | {"new": sum(self.new_for(key, by) == rep_id for key in bought)}

    def new_for(self, key: str, by: dict[tuple[str, str], int]) -> str:
        net: dict[str, int] = defaultdict(int)
        for row in self.sales:
            if row["customer_id"].upper() == key:
                net[row["month"][:7]] += row["revenue"]
        firsts = [month for month, amount in net.items() if amount > 0]
        if typed := self.first_purchase.get(key):
            firsts.append(typed[:7])
        if min(firsts, default="") not in self.months:
            return ""
        sellers = [(-by[key, rep_id], rep_id) for rep_id in REP_IDS if by.get((key, rep_id), 0) > 0]
        return min(sellers)[1] if sellers else ""


def _months(first: date, last: date) -> list[str]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in numbers]
