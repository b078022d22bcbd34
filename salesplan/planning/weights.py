"""Weights: what each member's share of the company's target is measured by.

weight = ((1 - p) · base share + p · potential share) × ability × capacity × ramp, where p is the potential weight. A rep
without history takes a share of its team's median base, so that a new seller is not planned at nothing.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import kinds
from salesplan.planning.arrays import Flags, Floats, Ints
from salesplan.planning.roster import Roster, day_of
from salesplan.planning.settings import PlanSettings
from salesplan.planning.wording import amount_text, percent_text


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of all members, in the order in which the bridge adds to them.

    Attributes
    ----------
    base
        By base alone.
    skill
        With potential, ability, and the start of reps without history.
    full
        With capacity and ramp: the weight that counts.
    """

    base: Floats
    skill: Floats
    full: Floats


def weigh(
    roster: Roster, base: Ints, has_history: Flags, ramp: Floats, settings: PlanSettings
) -> tuple[Weights, list[Finding]]:
    """Weigh every member.

    Parameters
    ----------
    roster
        The members, with capacity, ability and potential.
    base
        Minor units by member.
    has_history
        Whether a member has any sales before the plan year.
    ramp
        The part of a full year that a member carries.

    Returns
    -------
    Weights
        All at least 0.
    list[Finding]
        Bases that are not positive; reps without history who are not new; potential that nobody has.
    """
    own = np.maximum(base, 0).astype(np.float64)
    with_new = np.where(has_history, own, settings.median_share * team_medians(roster, own))
    findings = _not_positive(roster, base, has_history, settings)
    findings += _without_history(roster, with_new, has_history, settings)
    if not with_new.any():
        own = with_new = _even(roster)
    potential = roster.numbers(lambda member: member.potential)
    part = settings.potential_weight
    if part > 0 and not potential.any():
        findings.append(kinds.NO_POTENTIAL.at("Reps", None, "potential", share=percent_text(part)))
        part = 0.0
    mixed = with_new if part == 0 else (1 - part) * _to_shares(with_new) + part * _to_shares(potential)
    skill = mixed * roster.numbers(lambda member: member.ability)
    return Weights(own, skill, skill * roster.numbers(lambda member: member.capacity) * ramp), findings


def _even(roster: Roster) -> Floats:
    """Let every rep weigh the same, and what no rep has nothing unless there is no rep."""
    reps = roster.is_rep.astype(np.float64)
    return reps if reps.any() else np.ones(len(roster.members))


def _to_shares(amounts: Floats) -> Floats:
    total = amounts.sum()
    return amounts / total if total > 0 else amounts


def team_medians(roster: Roster, own: Floats) -> Floats:
    """Give each member the median base of its team's reps; of the region's, of all, where the team has none."""
    frame = pd.DataFrame({"team": roster.team_of, "region": roster.region_of_member, "base": own})
    reps = frame[(own > 0) & roster.is_rep]
    by_team = frame["team"].map(reps.groupby("team")["base"].median())
    by_region = frame["region"].map(reps.groupby("region")["base"].median())
    of_all = float(reps["base"].median()) if len(reps) else 0.0
    return by_team.fillna(by_region).fillna(of_all).to_numpy(dtype=np.float64)


def _without_history(roster: Roster, weights: Floats, has_history: Flags, settings: PlanSettings) -> list[Finding]:
    """Report reps whose weight is not their own though they are not new: they may have lost their customers by mistake."""
    new_year = day_of(settings.plan_year, 1, 1)
    return [
        kinds.WITHOUT_HISTORY.at(
            "Reps", member.row, "rep_id", name=member.title, value=amount_text(round(weight), settings.currency)
        )
        for member, weight, known in zip(roster.members, weights.tolist(), has_history.tolist(), strict=True)
        if member.key and not known and weight > 0 and member.start < new_year
    ]


def _not_positive(roster: Roster, base: Ints, has_history: Flags, settings: PlanSettings) -> list[Finding]:
    return [
        kinds.BASE_NOT_POSITIVE.at(
            "Reps", member.row, "rep_id", name=member.title, value=amount_text(amount, settings.currency)
        )
        for member, amount, known in zip(roster.members, base.tolist(), has_history.tolist(), strict=True)
        if known and amount <= 0
    ]
