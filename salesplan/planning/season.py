"""Season: the share of a year that falls in each month, of the company and of each team.

History pools up to three years before the plan year. A team's own shares are drawn towards the company's, by
years / (years + 1): the fewer years it has, the less its own months are trusted.
"""

from dataclasses import dataclass

import numpy as np

from salesplan.planning.arrays import Floats, Ints
from salesplan.planning.settings import PlanSettings


@dataclass(frozen=True, slots=True)
class Seasons:
    """Month shares, each row adding up to 1.

    Attributes
    ----------
    company
        12 shares.
    teams
        Teams × 12 shares.
    """

    company: Floats
    teams: Floats


def seasons(monthly: Ints, team_of: Ints, teams: int, settings: PlanSettings) -> Seasons:
    """Find the company's season and each team's.

    Parameters
    ----------
    monthly
        Amounts by member, year and month: members × years × 12.
    team_of
        The team of each of the first members; those beyond count for the company only.
    teams
        The number of teams.

    Examples
    --------
    >>> one_year = np.array([[[3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]])
    >>> seasons(one_year, np.array([0]), 1, PlanSettings(plan_year=2027)).company[:3].tolist()
    [0.75, 0.25, 0.0]
    """
    if settings.season != "history":
        company = _given(settings)
        return Seasons(company, np.tile(company, (teams, 1)))
    company = _shares(monthly.sum(axis=0), np.full(12, 1 / 12))
    by_team = np.zeros((teams, *monthly.shape[1:]), dtype=np.int64)
    np.add.at(by_team, team_of, monthly[: team_of.size])
    return Seasons(company, np.array([_drawn(amounts, company) for amounts in by_team]).reshape(teams, 12))


def _given(settings: PlanSettings) -> Floats:
    """Give the season of a rule, or the one typed."""
    if isinstance(settings.season, tuple):
        shares = np.array(settings.season, dtype=np.float64)
    elif settings.season == "working_days":
        starts = np.arange(f"{settings.plan_year:04d}-01", f"{settings.plan_year + 1:04d}-02", dtype="datetime64[M]")
        days = starts.astype("datetime64[D]")
        shares = np.busday_count(days[:12], days[1:13]).astype(np.float64)
    else:
        shares = np.ones(12)
    return np.asarray(shares / shares.sum())


def _shares(by_year: Ints, otherwise: Floats) -> Floats:
    """Pool years into month shares; a month below 0 counts 0, and no sales at all gives the other season."""
    pooled = np.maximum(by_year.sum(axis=0), 0).astype(np.float64)
    return pooled / pooled.sum() if pooled.any() else otherwise


def _drawn(by_year: Ints, company: Floats) -> Floats:
    """Draw a team's own shares towards the company's."""
    years = int((by_year.sum(axis=1) > 0).sum())
    trust = years / (years + 1)
    return trust * _shares(by_year, company) + (1 - trust) * company
