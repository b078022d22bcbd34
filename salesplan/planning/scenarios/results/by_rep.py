"""What a scenario does to each rep."""

from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.names import NOWHERE
from salesplan.planning.roster import NOBODY
from salesplan.planning.scenarios.likely.lognormal import quantile
from salesplan.planning.scenarios.likely.marks import marks
from salesplan.planning.scenarios.likely.prospects import Prospects
from salesplan.planning.scenarios.results.pairs import Pairs
from salesplan.planning.scenarios.rows import over_each, rows_of, shown_name
from salesplan.planning.scenarios.scenario import Planned
from salesplan.tables.scenario_results import MOVERS, RESULTS_BY_REP
from salesplan.words import ENGLISH

_SHARES: Final = {"p10": 0.10, "p50": 0.50, "p90": 0.90}
_WHO: Final = ("rep_id", "rep", "region", "team")


def by_rep(planned: Planned, against: Planned, language: str = ENGLISH) -> pd.DataFrame:
    """Give a row for each rep of the scenario, and for each that only the plan has; sales that no rep has come last.

    Parameters
    ----------
    planned
        The scenario.
    against
        The plan.

    Returns
    -------
    pd.DataFrame
        The columns of ResultsByRep. Finals, last year's sales and changes add up to the company's: who is in only
        one of the two has a quota of 0 in the other. Chance and mark are blank for who has no quota, payout and both
        for the sales that no rep has, and everything that is likely for who is gone. What is expected of nobody in particular is
        with the sales that no rep has, so that expected sales add up to the company's.
    """
    pairs = Pairs.of(planned, against, with_nobody=bool(planned.others.any()))
    final, plan_final = pairs.finals(planned, against)
    expected, spread = _with_others(planned, pairs)
    last_year = np.append(planned.plan.quota["last_year"].to_numpy(dtype=np.int64), 0)[pairs.here]
    prospects = Prospects.of(planned)
    chance = pairs.own(prospects.chance)
    is_here: Flags = pairs.here != NOWHERE
    return rows_of(
        RESULTS_BY_REP,
        len(pairs.members),
        {
            "scenario": shown_name(planned.scenario, language),
            **who(pairs, planned, against),
            "last_year": last_year,
            "plan_final": plan_final,
            "final": final,
            "change": final - plan_final,
            "change_share": over_each(final - plan_final, plan_final),
            "growth": over_each(final, last_year) - 1,
            "bound": np.append(planned.plan.quota["bound"].to_numpy(dtype=object), "")[pairs.here],
            "expected_sales": expected,
            "spread": np.where(is_here | (expected > 0), spread, np.nan),
            "chance": chance,
            **{
                key: pd.Series(quantile(expected, spread, share), dtype="Int64").where(is_here | (expected > 0))
                for key, share in _SHARES.items()
            },
            "expected_payout": _known(is_here & pairs.is_rep & bool(planned.rates), prospects.payout, pairs),
            "mark": marks(chance),
        },
    )


def movers(planned: Planned, against: Planned, language: str = ENGLISH, *, most: int = 10) -> pd.DataFrame:
    """Name the reps whose quotas are raised and lowered most against the plan.

    Parameters
    ----------
    planned
        The scenario.
    against
        The plan.
    most
        How many of each.

    Returns
    -------
    pd.DataFrame
        The columns of Movers: the raised first, each by the size of the change, ties by rep id. Only reps that both have
        and whose quota changes; a rep who comes or leaves is no raise and no cut.
    """
    pairs = Pairs.of(planned, against)
    final, plan_final = pairs.finals(planned, against)
    change = np.where(pairs.in_both & pairs.is_rep, final - plan_final, 0)
    keys = np.array([member.key for member in pairs.members], dtype=np.str_)
    order = np.lexsort((keys, -np.abs(change)))
    raised, lowered = (order[which[order]][:most] for which in (change > 0, change < 0))
    rows = np.concatenate([raised, lowered])
    named = who(pairs, planned, against)
    return rows_of(
        MOVERS,
        rows.size,
        {
            "scenario": shown_name(planned.scenario, language),
            "direction": ["raised"] * raised.size + ["lowered"] * lowered.size,
            "place": [*range(1, raised.size + 1), *range(1, lowered.size + 1)],
            **{key: column[rows] for key, column in named.items()},
            "plan_final": plan_final[rows],
            "final": final[rows],
            "change": change[rows],
            "change_share": over_each(change[rows], plan_final[rows]),
        },
    )


def who(pairs: Pairs, planned: Planned, against: Planned) -> dict[str, Any]:
    """Give id, name, region and team of each member: the scenario's, or the plan's where the scenario has it not."""
    frames = planned.plan.quota, against.plan.quota
    here, there = (len(frame) for frame in frames)
    of_plan = np.where(pairs.there != NOWHERE, here + pairs.there, here + there)
    places = np.where(pairs.here != NOWHERE, pairs.here, of_plan)
    return {
        key: np.concatenate([*(frame[key].to_numpy(object) for frame in frames), [getattr(NOBODY, key)]])[places]
        for key in _WHO
    }


def _with_others(planned: Planned, pairs: Pairs) -> tuple[Ints, Floats]:
    """Give each member's expected sales and spread; what is expected of nobody in particular is with the sales that no rep has."""
    expected = np.append(planned.expected, 0)[pairs.here]
    spread = np.append(planned.spread, planned.others_spread)[pairs.here]
    return np.where(pairs.is_rep, expected, expected + planned.others.sum()), spread


def _known(known: Flags, amounts: Ints, pairs: Pairs) -> "pd.Series[Any]":
    """Give each member's amount in the scenario, blank where it is not known."""
    return pd.Series(np.append(amounts, 0)[pairs.here], dtype="Int64").where(known)
