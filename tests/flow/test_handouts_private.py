"""No handout holds anything of another team, or another region: searched for in every part of its file."""

import re
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from salesplan.host.handouts.issue import HandedOut, hand_out
from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.handout import Part, handout_plan
from salesplan.tables.quota import QUOTA
from tests.flow.company import rows, salesplan
from tests.flow.handed_company import COMPANY, Columns, handed_plan, handed_rows, mark, region_mark, wish
from tests.flow.log_search import matches_in, numbers_in, words_in
from tests.workbook.excel_rules import violations

TEAMS, REGIONS, REPS = 60, 12, 2
MARKS = r"Z[qr]\d{3}x"


@pytest.fixture(scope="module")
def made() -> dict[str, Columns]:
    """Sixty teams; every text says whose it is, every amount is one of its kind."""
    return handed_rows(TEAMS, reps=REPS, regions=REGIONS)


@pytest.fixture(scope="module")
def plan(made: dict[str, Columns], tmp_path_factory: pytest.TempPathFactory) -> Path:
    said: dict[str, Any] = {"company_target": 987_654_321.0, "focus_lines": f"{COMPANY}focus"}
    return handed_plan(tmp_path_factory.mktemp("private"), made, **said)


@pytest.fixture(scope="module")
def by_team(plan: Path) -> HandedOut:
    return hand_out(plan, plan.parent / "teams", wish(), by=Part.TEAM)


@pytest.fixture(scope="module")
def by_region(plan: Path) -> HandedOut:
    return hand_out(plan, plan.parent / "regions", wish(), by=Part.REGION)


def marks_in(path: Path) -> set[str]:
    return {hit.said.casefold() for hit in matches_in(path.read_bytes(), MARKS)}


def test_a_teams_handout_has_the_texts_of_that_team_only(by_team: HandedOut) -> None:
    assert len(by_team.files) == TEAMS
    for team, file in enumerate(by_team.files):
        own = {mark(team).casefold(), region_mark(team * REGIONS // TEAMS).casefold()}
        assert marks_in(file.path) == own, file.path.name


def test_a_regions_handout_has_the_texts_of_its_teams_only(by_region: HandedOut) -> None:
    assert len(by_region.files) == REGIONS
    for region, file in enumerate(by_region.files):
        own = {mark(team).casefold() for team in range(TEAMS) if team * REGIONS // TEAMS == region}
        assert marks_in(file.path) == {*own, region_mark(region).casefold()}, file.path.name


def amounts(made: dict[str, Columns], teams: Sequence[int]) -> set[float]:
    """Give the amounts of some teams."""
    wanted = {mark(team) for team in teams}
    found: set[float] = set()
    for table, whose in (("Quota", "rep_id"), ("TeamQuota", "team"), ("Customers", "rep_id"), ("Scorecard", "rep_id")):
        columns = made[table]
        for at, name in enumerate(columns[whose]):
            if name and name[: len(COMPANY)] in wanted:
                found |= {
                    column[at] for key, column in columns.items() if isinstance(column[at], float) and key != "growth"
                }
    return found


def test_no_handout_has_amounts_of_others(made: dict[str, Columns], by_team: HandedOut) -> None:
    for team, file in list(enumerate(by_team.files))[::6]:
        own = amounts(made, [team])
        others = amounts(made, [each for each in range(TEAMS) if each != team]) - own
        company = {987_654_321.0, round(sum(made["Customers"]["amount"]), 2), round(sum(made["Quota"]["final"]), 2)}
        assert len(others) > 3000
        data = file.path.read_bytes()
        assert numbers_in(data, others | company) == set(), file.path.name
        unseen = set(made["Customers"]["share"]) | {0.0}
        assert {float(hit.said) for hit in numbers_in(data, own)} >= {amount for amount in own - unseen if amount > 0}


def test_nothing_but_declared_columns_is_handed_out() -> None:
    tables = handout_plan(Part.TEAM)
    assert "share" not in tables.table(CUSTOMERS.name).keys
    assert {column.key for column in tables.table(QUOTA.name)} == set(QUOTA.keys)
    said = {setting.key for setting in tables.settings}
    assert not said & {"company_target", "growth", "margin_rate", "payout_bands", "focus_lines"}


def test_excel_takes_a_handout(by_team: HandedOut, by_region: HandedOut) -> None:
    for file in (by_team.files[0], by_region.files[-1]):
        assert violations(file.path.read_bytes()) == []


def test_the_samples_handouts_name_nobody_of_another_team(sample: Path, tmp_path: Path) -> None:
    book = Path(copyfile(sample / "sales_plan.xlsx", tmp_path / "sales_plan.xlsx"))
    reps, customers = rows(book, "Reps"), rows(book, "Customers")
    team_of = {row["rep_id"]: (row["region"], row["team"]) for row in reps}
    salesplan("handout", book, tmp_path / "out")
    words: dict[tuple[str, str], set[str]] = {}
    for row in reps:
        words.setdefault(team_of[row["rep_id"]], set()).update(
            str(row[key]) for key in ("rep_id", "rep", "team", "manager") if row[key]
        )
    for row in customers:
        if row["rep_id"]:
            words[team_of[row["rep_id"]]] |= {str(row["customer_id"]), str(row["customer"])}
    for (region, team), own in words.items():
        data = (tmp_path / "out" / f"handout_{team}.xlsx").read_bytes()
        foreign = {word for other, group in words.items() if other != (region, team) for word in group} - own
        assert words_in(data, foreign, besides=own | {region}) == set(), team
        assert {hit.said for hit in words_in(data, own)} >= {word for word in own if re.fullmatch(r"R\d+", word)}
