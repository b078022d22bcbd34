"""The rules of tiers, as they stand on the sheet Tiers."""

from dataclasses import dataclass
from fractions import Fraction
from math import isnan, nan
from typing import Any, Final

import pandas as pd

from salesplan.findings import Finding
from salesplan.planning import customer_kinds as kinds
from salesplan.planning.names import folded, texts
from salesplan.planning.wording import percent_text
from salesplan.tables.customers import PROSPECT
from salesplan.tables.tiers import PROSPECT_ROWS, RULES, TIERS

_PROSPECT_KEYS: Final = frozenset(map(folded, PROSPECT.every()))
_PRIORITY_KEYS: Final = tuple(map(folded, PROSPECT_ROWS))


@dataclass(frozen=True, slots=True)
class TierRule:
    """One tier: who gets it, and how often they are visited.

    Attributes
    ----------
    name
        As it is typed.
    rule
        share, amount or count; empty where none is chosen.
    cut
        Exactly as typed; None takes the rest.
    visits_a_year
        NaN where blank.
    row
        In the sheet; None for a tier that is taken for granted.
    """

    name: str
    rule: str
    cut: Fraction | None
    visits_a_year: float
    row: int | None = None

    @property
    def cut_text(self) -> str:
        """The cut, for people."""
        value = float(self.cut or 0)
        return percent_text(value) if self.rule == "share" and value <= 1 else f"{value:,.15g}"


@dataclass(frozen=True, slots=True)
class TierRules:
    """The tiers, best first, and the visits a year of prospects by priority, 1 to 4.

    Prospects stand below the last tier: their place is the number of tiers.
    """

    tiers: tuple[TierRule, ...]
    prospect_visits: tuple[float, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What a place is called: the tiers, then prospect."""
        return (*(tier.name for tier in self.tiers), PROSPECT.en)

    @property
    def prospect(self) -> int:
        """The place of prospects."""
        return len(self.tiers)

    @property
    def rest(self) -> int:
        """The place of the tier that takes the rest: the first without a cut, else the last."""
        open_ended = [place for place, tier in enumerate(self.tiers) if tier.cut is None]
        return open_ended[0] if open_ended else len(self.tiers) - 1

    def places(self) -> dict[str, int]:
        """Give each tier's place by its name as it is matched; prospect in any language."""
        known = {folded(tier.name): place for place, tier in enumerate(self.tiers)}
        return known | dict.fromkeys(_PROSPECT_KEYS, self.prospect)


def usual_tiers() -> pd.DataFrame:
    """Give the Tiers table as salesplan ships it: tier, rule, cut, visits_a_year."""
    columns = list(zip(*TIERS.given, strict=True))
    given: dict[str, Any] = {}
    for key, values in zip(TIERS.keys, columns, strict=True):
        if key in {"tier", "rule"}:
            given[key] = pd.array([value or "" for value in values], dtype="str")
        elif key in {"cut", "visits_a_year"}:
            given[key] = pd.array([nan if value is None else float(str(value)) for value in values], dtype="float64")
    return pd.DataFrame(given)


def read_rules(tiers: pd.DataFrame) -> tuple[TierRules, list[Finding]]:
    """Read the rules of tiers and the visits a year of prospects.

    Parameters
    ----------
    tiers
        tier, rule (text), cut, visits_a_year (float64); from the best tier down, with P1 to P4 anywhere among
        them. Of rows with the same name the first counts. The index is the sheet's row.

    Returns
    -------
    TierRules
        The usual tiers (A, B, C) where the table names none.
    list[Finding]
        T104 to T111: rules that are incomplete, out of order or without effect; a tier without visits.

    Examples
    --------
    >>> rules, findings = read_rules(pd.DataFrame({"tier": ["Gold", "Tin", "P1"], "rule": ["amount", "", ""],
    ...     "cut": [5000.0, nan, nan], "visits_a_year": [12.0, 2.0, 6.0]}))
    >>> rules.names, rules.rest, rules.prospect_visits, findings
    (('Gold', 'Tin', 'prospect'), 1, (6.0, nan, nan, nan), [])
    """
    rows = _rows(tiers)
    reserved = [row for row in rows if folded(row.name) in _PROSPECT_KEYS]
    typed = [row for row in rows if folded(row.name) not in {*_PROSPECT_KEYS, *_PRIORITY_KEYS}]
    findings = [kinds.NAMED_PROSPECT.at("Tiers", row.row, "tier", name=row.name) for row in reserved]
    if not typed:
        usual = _rows(usual_tiers())
        typed = [TierRule(row.name, row.rule, row.cut, row.visits_a_year) for row in usual if row.rule]
        findings.append(kinds.NO_TIERS.at("Tiers", None, "tier", names=", ".join(row.name for row in typed)))
        rows = rows or usual
    visits = {folded(row.name): row.visits_a_year for row in reversed(rows)}
    rules = TierRules(tuple(typed), tuple(visits.get(key, nan) for key in _PRIORITY_KEYS))
    return rules, [*findings, *_rule_findings(rules), *_cadence_findings(rows)]


def _rows(tiers: pd.DataFrame) -> list[TierRule]:
    """Read the named rows, each name once."""
    names, rules = texts(tiers, "tier"), texts(tiers, "rule")
    found: dict[str, TierRule] = {}
    for place, (row, cut, visits) in enumerate(
        zip(tiers.index.tolist(), tiers["cut"].tolist(), tiers["visits_a_year"].tolist(), strict=True)
    ):
        exact = None if isnan(cut) else Fraction(str(cut))
        if names[place]:
            found.setdefault(folded(names[place]), TierRule(names[place], rules[place], exact, float(visits), int(row)))
    return list(found.values())


def _rule_findings(rules: TierRules) -> list[Finding]:
    findings = []
    rest = rules.tiers[rules.rest]
    for place, tier in enumerate(rules.tiers):
        if place > rules.rest:
            findings.append(kinds.AFTER_THE_REST.at("Tiers", tier.row, "tier", name=tier.name, rest=rest.name))
        else:
            findings += _cut_findings(tier, rules.tiers[:place] if place < rules.rest else ())
    if rest.cut is not None:
        findings.append(kinds.NO_REST.at("Tiers", rest.row, "cut", name=rest.name))
    return findings


def _cut_findings(tier: TierRule, better: tuple[TierRule, ...]) -> list[Finding]:
    """Report a cut that cannot be meant, or that lets in nobody whom a better tier has not."""
    if tier.cut is None:
        return []
    if not tier.rule:
        return [kinds.RULE_MISSING.at("Tiers", tier.row, "rule", name=tier.name, value=tier.cut_text)]
    if tier.rule == "share" and tier.cut > 1:
        return [kinds.SHARE_TOO_LARGE.at("Tiers", tier.row, "cut", name=tier.name, value=tier.cut_text)]
    if tier.rule != "share" and 0 < tier.cut < 1:
        rule = next(choice.label for choice in RULES if choice.key == tier.rule)
        return [kinds.CUT_LIKE_SHARE.at("Tiers", tier.row, "cut", name=tier.name, rule=rule, value=tier.cut_text)]
    for other in better:
        if other.rule != tier.rule or other.cut is None:
            continue
        if (tier.cut >= other.cut) if tier.rule == "amount" else (tier.cut <= other.cut):
            facts = {"name": tier.name, "value": tier.cut_text, "better": other.name, "before": other.cut_text}
            return [kinds.CUT_NOT_PAST.at("Tiers", tier.row, "cut", **facts)]
    return []


def _cadence_findings(rows: list[TierRule]) -> list[Finding]:
    return [
        kinds.NO_CADENCE.at("Tiers", row.row, "visits_a_year", name=row.name)
        for row in rows
        if isnan(row.visits_a_year) and folded(row.name) not in _PROSPECT_KEYS
    ]
