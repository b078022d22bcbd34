"""What scoring gives for one period: measures, points, totals, ranks, grades."""

from dataclasses import dataclass

from salesplan.planning.arrays import Floats, Ints
from salesplan.planning.scoring.facts import Facts
from salesplan.planning.scoring.kpis import Kpis


@dataclass(frozen=True, slots=True)
class Graded:
    """The scores of a period: n reps in the order of ``facts.reps``, k KPIs in the order of ``kpis``.

    Attributes
    ----------
    facts, kpis
        What it is made of.
    actual
        n × k, what was measured in the KPI's unit; NaN without data.
    target
        k, for this period: a number a month is multiplied by the months gone by, a blank one is the reps' median; NaN for none.
    ratio, score
        n × k; the score has two decimals, 0 to 120. NaN where there is no actual or no target; the ratio also where it is
        beyond all bounds, and the score is 120.
    counted
        n × k weights after sharing out those without data: 100 a rep; 0 where there is no score.
    measured
        n, the share of the weights with a score, 0 to 1.
    total
        n, two decimals; NaN below half measured.
    rank
        n, standard ranking from 1; 0 without a total.
    grade
        n names; "" without a total.
    """

    facts: Facts
    kpis: Kpis
    actual: Floats
    target: Floats
    ratio: Floats
    score: Floats
    counted: Floats
    measured: Floats
    total: Floats
    rank: Ints
    grade: tuple[str, ...]
