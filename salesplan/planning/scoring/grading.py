"""Scores of a period: from what was measured to points, totals, ranks and grades."""

from collections.abc import Iterator

import numpy as np

from salesplan.findings import Finding
from salesplan.planning.arrays import Floats
from salesplan.planning.listed import listed
from salesplan.planning.names import titled
from salesplan.planning.scoring import kpi_kinds as kinds
from salesplan.planning.scoring.facts import Facts
from salesplan.planning.scoring.graded import Graded
from salesplan.planning.scoring.grades import Grades
from salesplan.planning.scoring.kpis import Kpis
from salesplan.planning.scoring.points import ratios, scores, targets_of
from salesplan.planning.scoring.totals import counted_of, measured_of, ranks_of, totals_of
from salesplan.planning.wording import percent_text


def grade(facts: Facts, kpis: Kpis, actual: Floats, grades: Grades) -> tuple[Graded, list[Finding]]:
    """Score what was measured.

    Parameters
    ----------
    facts
        The period and its n reps.
    kpis
        k KPIs.
    actual
        n × k, NaN without data.
    grades
        The names of totals.

    Returns
    -------
    Graded
        A better actual never has a lower score or total, and the order of the reps changes nothing. Of a ratio that
        is infinite (0 where lower is better) the score counts; the ratio itself is NaN.
    list[Finding]
        K108 to K112: medians taken as targets, targets of 0, KPIs that nobody has data for, reps without a total.
    """
    target = targets_of(kpis, actual, facts.months)
    ratio = ratios(kpis, actual, target)
    score = scores(kpis, ratio)
    measured, enough = measured_of(score, kpis.weights)
    total = np.where(enough, totals_of(score, kpis.weights), np.nan)
    graded = Graded(
        facts=facts,
        kpis=kpis,
        actual=actual,
        target=target,
        ratio=np.where(np.isinf(ratio), np.nan, ratio),
        score=score,
        counted=counted_of(score, kpis.weights),
        measured=measured,
        total=total,
        rank=ranks_of(total),
        grade=grades.of(total),
    )
    return graded, [*_kpi_findings(graded), *_without_total(graded)]


def _kpi_findings(graded: Graded) -> Iterator[Finding]:
    """Report what each KPI that weighs anything was held against, where that is not simply its target."""
    kpis = graded.kpis
    if not len(graded.facts.reps):
        return
    has_data = (~np.isnan(graded.actual)).sum(axis=0) > 0
    for place, target in enumerate(graded.target.tolist()):
        name, row, weight = kpis.labels[place], kpis.rows[place], kpis.weights[place]
        if not weight:
            continue
        if not has_data[place]:
            said = {"period": graded.facts.period.name, "weight": f"{float(weight):.10g}"}
            yield kinds.NO_DATA.at("KPIs", row, "weight", name=name, **said)
            continue
        if np.isnan(kpis.target[place]):
            shown = percent_text(target) if kpis.unit[place] == "percent" else f"{target:,.10g}"
            yield kinds.TARGET_IS_MEDIAN.at("KPIs", row, "target", name=name, value=shown)
        elif kpis.target[place] == 0 and not kpis.lower[place]:
            yield kinds.TARGET_IS_ZERO.at("KPIs", row, "target", name=name)


def _without_total(graded: Graded) -> list[Finding]:
    """Report reps with too little data for a total."""
    reps = graded.facts.reps
    places = {int(reps.rows[place]): int(place) for place in np.flatnonzero(np.isnan(graded.total))}

    def facts_of(row: int) -> dict[str, object]:
        place = places[row]
        measured = percent_text(float(graded.measured[place]))
        name = titled(reps.rep[place], reps.rep_id[place])
        return {"name": name, "measured": measured, "period": graded.facts.period.name}

    return listed(kinds.TOO_LITTLE, kinds.MORE_TOO_LITTLE, "Reps", places, "rep_id", facts_of)
