"""The KPIs of a scorecard, as they stand on the sheet KPIs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from math import isnan, nan
from typing import Any, Final

import numpy as np
import pandas as pd

from salesplan.findings import Finding, errors
from salesplan.planning.arrays import Flags, Floats
from salesplan.planning.names import first_places, folded, texts
from salesplan.planning.scoring import kpi_kinds as kinds
from salesplan.planning.wording import percent_text
from salesplan.tables.model import label_of
from salesplan.tables.scoring import COMPUTED, JUDGED, KPIS, MEASURED, MEASURES, UNITS
from salesplan.words import Words

USUAL_FLOOR: Final = 0.0
USUAL_CAP: Final = 1.2

_KNOWN: Final = MEASURED | JUDGED
_KEYS: Final = {folded(name): key for key, words in _KNOWN.items() for name in (key, *words.every())}
_USUAL_UNITS: Final = {measure.key: measure.unit for measure in MEASURES}
TYPED_AS_POINTS: Final = 2.0
"""A percentage above this, 200 %, was typed in points: 95 for 95 %."""
_PARTS: Final = frozenset({"collection", "breadth", "product_mix", "growth"})
"""Measures that are parts of a whole, and growth: a target above 100 % was typed in points."""
_NOISE: Final = Fraction(1, 10**9)
"""What binary fractions may leave of a sum, as of three times =100/3; far finer than anything that is typed."""
_CLOSE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Kpis:
    """The KPIs, k of them, in the order of the sheet.

    Attributes
    ----------
    keys
        As they are typed.
    folded
        As they are matched: the key of a known measure, by whichever of its names it was typed; else the folded name.
    labels
        What people see: the typed label; the known words where it is blank or one of them; else the key.
    weights
        Points, exactly; they add up to exactly 100.
    target
        In the KPI's unit, percentages as fractions; NaN where blank.
    unit
        percent, number or per_month.
    lower
        Whether lower is better.
    floor, cap
        The ratios that earn 0 and 120 points: below 1 and above 1.
    rows
        Of the sheet; None for KPIs that are taken for granted.
    """

    keys: tuple[str, ...]
    folded: tuple[str, ...]
    labels: tuple[Words, ...]
    weights: tuple[Fraction, ...]
    target: Floats
    unit: tuple[str, ...]
    lower: Flags
    floor: Floats
    cap: Floats
    rows: tuple[int | None, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def places(self) -> dict[str, int]:
        """Give each KPI's place by its folded key and by its folded labels; a key comes before a label."""
        by_label = {folded(said): place for place, words in enumerate(self.labels) for said in words.every()}
        return by_label | {key: place for place, key in enumerate(self.folded)}


def kpi_key(name: str) -> str:
    """Give a KPI's name as it is matched: a known measure has one key, by its key or its words in any language.

    Examples
    --------
    >>> kpi_key("回款率"), kpi_key(" Growth"), kpi_key("能力"), kpi_key("NPS")
    ('collection', 'growth', 'skill', 'nps')
    """
    key = folded(name)
    return _KEYS.get(key, key)


def usual_kpis() -> pd.DataFrame:
    """Give the KPIs table as salesplan ships it; labels are blank, so that they speak every language."""
    columns = list(zip(*KPIS.given, strict=True))
    given: dict[str, Any] = {}
    for key, values in zip(KPIS.keys, columns, strict=True):
        if key in {"kpi", "unit", "direction"}:
            given[key] = pd.array([str(value) for value in values], dtype="str")
        elif key == "label":
            given[key] = pd.array([""] * len(values), dtype="str")
        else:
            given[key] = pd.array([nan if value is None else float(str(value)) for value in values], dtype="float64")
    return pd.DataFrame(given)


def read_kpis(frame: pd.DataFrame) -> tuple[Kpis | None, list[Finding]]:
    """Read what reps are measured by.

    Parameters
    ----------
    frame
        The table KPIs: kpi, label, unit, direction (text, "" blank), weight, target, floor, cap (float64, NaN blank).
        The index is the sheet's row. Of rows with the same key the first counts; rows without a key do not. Blank
        floors are 0, caps 120 %, directions higher; a blank unit is that of the standard scorecard, else a number.

    Returns
    -------
    Kpis
        The standard scorecard where the table is empty. None if a finding is an error.
    list[Finding]
        K101 to K107 and K116: weights that do not add up to 100 or were typed as percentages, a KPI that stands there
        twice, targets, labels, names and units that are hardly meant.

    Examples
    --------
    >>> kpis, findings = read_kpis(usual_kpis())
    >>> sum(kpis.weights), kpis.labels[2].said("zh-Hans"), findings
    (Fraction(100, 1), '回款率', [])
    """
    named = frame[[bool(name) for name in texts(frame, "kpi")]]
    findings: list[Finding] = []
    if usual := named.empty:
        named = usual_kpis()
        findings.append(kinds.NO_KPIS.at("KPIs", None, "kpi", count=len(named)))
    findings += _twice(named)
    table = named.iloc[list(first_places(map(kpi_key, texts(named, "kpi"))).values())]
    rows = (None,) * len(table) if usual else tuple(map(int, table.index))
    weights, weight_findings = _weights(table, rows)
    units, unit_findings = _units(table, rows)
    targets, target_findings = _targets(table, units, rows)
    keys, labels = texts(table, "kpi"), _labels(table)
    findings += [*weight_findings, *unit_findings, *target_findings, *_doubted(keys, rows), *_shared(labels, rows)]
    if errors(findings):
        return None, findings
    return Kpis(
        keys=tuple(keys),
        folded=tuple(map(kpi_key, keys)),
        labels=labels,
        weights=weights,
        target=targets,
        unit=units,
        lower=np.array([direction == "lower" for direction in texts(table, "direction")], dtype=np.bool_),
        floor=table["floor"].fillna(USUAL_FLOOR).to_numpy(dtype=np.float64),
        cap=table["cap"].fillna(USUAL_CAP).to_numpy(dtype=np.float64),
        rows=rows,
    ), findings


def _twice(table: pd.DataFrame) -> Iterator[Finding]:
    """Report KPIs that stand there by two names; those by the same name are found when the sheet is read."""
    names = texts(table, "kpi")
    first = first_places(map(kpi_key, names))
    for place, name in enumerate(names):
        other = names[first[kpi_key(name)]]
        if folded(other) != folded(name):
            row = int(table.index[place])
            yield kinds.TWICE.at(
                "KPIs", row, "kpi", name=name, other=other, first=int(table.index[first[kpi_key(name)]])
            )


def _weights(table: pd.DataFrame, rows: Sequence[int | None]) -> tuple[tuple[Fraction, ...], list[Finding]]:
    """Give the weights in points of exactly 100, or as typed where they do not add up."""
    typed = [Fraction(0) if isnan(weight) else Fraction(repr(weight)) for weight in table["weight"].tolist()]
    total = sum(typed, Fraction(0))
    shown = f"{float(total):.12g}"
    if abs(total - 1) * 100 <= _NOISE:
        findings = [kinds.WEIGHTS_AS_PERCENT.at("KPIs", rows[0], "weight")]
    elif abs(total - 100) <= _NOISE:
        findings = []
    else:
        return tuple(typed), [
            kinds.WEIGHTS_NOT_A_HUNDRED.at("KPIs", rows[0], "weight", total=shown, change=f"{float(100 - total):+.12g}")
        ]
    return tuple(weight * 100 / total for weight in typed), findings


def _units(table: pd.DataFrame, rows: Sequence[int | None]) -> tuple[tuple[str, ...], list[Finding]]:
    """Give each KPI its unit; what salesplan computes is a percentage or not, whatever is typed."""
    units, findings = [], []
    for name, typed, row in zip(texts(table, "kpi"), texts(table, "unit"), rows, strict=True):
        usual = _USUAL_UNITS.get(kpi_key(name), "number")
        unit = typed or usual
        if kpi_key(name) in COMPUTED and (unit == "percent") != (usual == "percent"):
            said = {"typed": _said_unit(unit), "unit": _said_unit(usual)}
            findings.append(kinds.OTHER_UNIT.at("KPIs", row, "unit", name=name, **said))
            unit = usual
        units.append(unit)
    return tuple(units), findings


def _said_unit(unit: str) -> Words:
    return Words(*(label_of(UNITS, unit, language) for language in ("en", "zh-Hans", "zh-Hant")))


def _targets(table: pd.DataFrame, units: Sequence[str], rows: Sequence[int | None]) -> tuple[Floats, list[Finding]]:
    """Give the targets, percentages as fractions also where they were typed in points."""
    targets, findings = [], []
    for name, target, unit, row in zip(texts(table, "kpi"), table["target"].tolist(), units, rows, strict=True):
        in_points = unit == "percent" and is_in_points(kpi_key(name), target)
        read = target / 100 if in_points else target
        if in_points:
            said = {"value": f"{target:,.10g}", "read": percent_text(read)}
            findings.append(kinds.TARGET_IN_POINTS.at("KPIs", row, "target", name=name, **said))
        targets.append(read)
    return np.array(targets, dtype=np.float64), findings


def is_in_points(key: str, share: float) -> bool:
    """Tell whether a percentage was typed in points.

    Examples
    --------
    >>> is_in_points("target_attainment", 1.1), is_in_points("collection", 3.0), is_in_points("quality", 95.0)
    (False, True, True)
    """
    return share > (1.0 if key in _PARTS else TYPED_AS_POINTS)


def _labels(table: pd.DataFrame) -> tuple[Words, ...]:
    """Give what people see; known words that are typed in one language stand for all."""
    return tuple(_label(key, typed) for key, typed in zip(texts(table, "kpi"), texts(table, "label"), strict=True))


def _label(name: str, typed: str) -> Words:
    known = _KNOWN.get(kpi_key(name), Words(name))
    return known if folded(typed) in {"", *map(folded, known.every())} else Words(typed)


def _doubted(names: Sequence[str], rows: Sequence[int | None]) -> Iterator[Finding]:
    """Report names that are almost those of a known measure: they count as the user's own, and have ratings only."""
    for name, row in zip(names, rows, strict=True):
        close = get_close_matches(folded(name), list(_KEYS), n=1, cutoff=_CLOSE)
        if close and kpi_key(name) not in _KNOWN:
            yield kinds.ALMOST_KNOWN.at("KPIs", row, "kpi", name=name, near=_KEYS[close[0]])


def _shared(labels: Sequence[Words], rows: Sequence[int | None]) -> Iterator[Finding]:
    """Report labels that two KPIs share, so that people cannot tell them apart."""
    first: dict[str, int] = {}
    for place, words in enumerate(labels):
        said = {folded(text) for text in words.every()}
        if said & first.keys():
            yield kinds.LABEL_SHARED.at("KPIs", rows[place], "label", label=words)
        first |= dict.fromkeys(said, place)
