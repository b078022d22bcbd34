"""A company whose plan is handed out to its managers: of any size, planned, with names and ids that are awkward on purpose."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any, Final

from salesplan.bindings.quota import QUOTA_BINDING
from salesplan.host.run import run
from salesplan.host.wish import Wish
from salesplan.tables.plan import SALES_PLAN
from salesplan.workbook.build import build

YEAR: Final = 2027
AT: Final = datetime(YEAR, 1, 4, 9, 0)
PERIOD: Final = "2027-01"

Columns = dict[str, list[Any]]

_REGIONS: Final = (
    "North", "South", "华东", "華南", "East & West", "Ünter den Linden", "O'Brien", "Region/9", "CON", "a\"b", "R12.", "=Rest",
)  # fmt: skip
_TEAMS: Final = (
    "Alpha", "alpha beta", "大客户一组", "重點客戶", "A/B: C", "<Team> & Sons", "Key \"accounts\"", "PRN", "Team.", "+86", "Straße", "100%",
)  # fmt: skip
_IDS: Final = ("0012", "0123", "1E5", "TRUE", "销售01", "-7", "2027-01-02", "=1+1", "ｒ9", "a b", "X/Y", "007.50")
_SURNAMES: Final = ("Müller", "O'Neil", "王", "歐陽", "Smith-Jones", "Đặng", "=Lee", "Nuñez", "Ng", "İnce")
_GIVEN: Final = ("Ana", "Bo", "小明", "Zoë", "Cy & Di", "Ed <x>", "Flo", "志玲", '"Gus"', "Hal")


def staff(regions: int, teams: int, each: int) -> Columns:
    """Make up reps: so many in each team, and so many teams in each region; a team's name is found in several regions."""
    made: Columns = {key: [] for key in ("rep_id", "rep", "region", "team", "manager")}
    for region in range(regions):
        for team in range(teams):
            for _ in range(each):
                at = len(made["rep_id"])
                made["rep_id"].append(_IDS[at // 7] if at % 7 == 3 and at // 7 < len(_IDS) else f"{at:05d}")
                made["rep"].append(
                    f"{_SURNAMES[at % 10]} {_GIVEN[at // 10 % 10]}" + (f" {at // 100}" if at >= 100 else "")
                )
                made["region"].append(_REGIONS[region])
                # Teams of one name in several regions are different teams.
                made["team"].append(_TEAMS[(team + region % 3) % len(_TEAMS)])
                made["manager"].append(f"Manager {_SURNAMES[region % 10]} {team}")
    return made


def rows_of(reps: Columns, *, customers: int = 2, pins: int = 40, seed: int = 7) -> dict[str, Columns]:
    """Make up the rows of a plan: so many customers a rep, and overrides of about one rep in ``pins``."""
    random = Random(seed)
    ids: list[str] = reps["rep_id"]
    owners = [rep for rep in ids for _ in range(customers)]
    count = len(owners)
    sold = [round(80_000 + 40_000 * random.random(), 2) for _ in ids]
    pinned = random.sample(range(len(ids)), max(1, len(ids) // pins))
    teams = list(dict.fromkeys(zip(reps["region"], reps["team"], strict=True)))
    of_team: dict[tuple[str, str], float] = {}
    for region, team, amount in zip(reps["region"], reps["team"], sold, strict=True):
        of_team[region, team] = of_team.get((region, team), 0) + amount
    held = random.sample(teams, max(1, len(teams) // 8))
    region = reps["region"][0]
    of_region = sum(amount for (each, _), amount in of_team.items() if each == region)
    return {
        "Reps": reps,
        "Customers": {
            "customer_id": [f"{'00' if at % 3 else 'C'}{at}" for at in range(count)],
            "customer": [f"Customer {at} & 客户" if at % 5 else f"Ltd. №{at}" for at in range(count)],
            "rep_id": [None if at % 97 == 5 else owner for at, owner in enumerate(owners)],
            "potential": [None if at % 4 == 0 else 1000.0 * (at % 50) for at in range(count)],
            "intent": [(None, "high", "low")[at % 3] for at in range(count)],
            "credit": [(None, "A", "B", "C")[at % 4] for at in range(count)],
            "amount": [round(random.random() * 5e4, 2) for _ in range(count)],
            "tier": ["ABC"[at % 3] for at in range(count)],
            "evaluated_on": [date(YEAR - 1, 12, 31)] * count,
        },
        "Sales": {
            "month": [date(YEAR - 1, 1 + at % 12, 15) for at in range(len(ids))],
            "rep_id": ids,
            "revenue": sold,
        },
        "Scorecard": {
            "period": [PERIOD] * len(ids),
            "rep_id": ids,
            "rep": reps["rep"],
            "quota": [round(amount / 12, 2) for amount in sold],
            "revenue": [round(amount / 11, 2) for amount in sold],
            "variance": [round(round(amount / 11, 2) - round(amount / 12, 2), 2) for amount in sold],
            "total": [60.0 + at % 50 for at in range(len(ids))],
            "grade": ["ABCD"[at % 4] for at in range(len(ids))],
            "evidence": [f"sold in month {at % 12 + 1}" for at in range(len(ids))],
            "actions": [None if at % 3 else f"call 客户 {at}" for at in range(len(ids))],
        },
        "Quota": {
            "rep_id": [ids[at] for at in pinned],
            "override": [_hundreds(sold[at] * 1.15) for at in pinned],
            "reason": [None if at % 4 == 0 else f"agreed, 已商定 {at}" for at in pinned],
        },
        "TeamQuota": {
            "region": [region for region, _ in held],
            "team": [team for _, team in held],
            "override": [_hundreds(of_team[each] * 1.12) for each in held],
            "reason": ["new market"] * len(held),
        },
        # One region alone must reach the company's target.
        "RegionQuota": {"region": [region], "override": [_hundreds(of_region * 1.13)], "reason": ["the board"]}
        if len(set(reps["region"])) > 1
        else {},
    }


def _hundreds(amount: float) -> float:
    return round(amount / 100) * 100.0


def planned(folder: Path, rows: Mapping[str, Mapping[str, Sequence[object]]], **settings: object) -> Path:
    """Write a plan with these rows, and split its quotas."""
    folder.mkdir(parents=True, exist_ok=True)
    book = folder / "plan.xlsx"
    said = {"plan_year": YEAR, "currency": "USD", "growth": 0.1} | settings
    book.write_bytes(build(SALES_PLAN, language="en", settings=said, rows=rows))
    split(book)
    return book


def split(book: Path, at: datetime = AT) -> None:
    """Split the quotas of a plan; nothing may be wrong in it."""
    done = run(book, [QUOTA_BINDING], Wish(command="quota", at=at), keep_backup=False)
    assert done.saved, [finding.line() for finding in done.findings if finding.severity == "error"]


def large(folder: Path) -> Path:
    """Plan three thousand reps in sixty teams and twelve regions."""
    return planned(folder, rows_of(staff(12, 5, 50)))


def middling(folder: Path) -> Path:
    """Plan fifty-four reps in nine teams."""
    return planned(folder, rows_of(staff(3, 3, 6)))


def tiny(folder: Path) -> Path:
    """Plan four reps in two teams."""
    return planned(folder, rows_of(staff(1, 2, 2), customers=1, pins=4))
