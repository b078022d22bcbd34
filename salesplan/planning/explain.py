"""A rep's bridge in words."""

from typing import Final

import pandas as pd

from salesplan.errors import UsageError
from salesplan.planning.bridge import STEPS
from salesplan.planning.names import folded, titled
from salesplan.planning.plan import Company, QuotaPlan
from salesplan.planning.settings import PlanSettings
from salesplan.planning.wording import amount_text, percent_text
from salesplan.tables.quota import BRIDGE_STEPS, NO_GROUP, UNASSIGNED
from salesplan.words import ENGLISH, Words, nearest

_LABELS: Final = {key: Words(*label) for key, label, _ in BRIDGE_STEPS}
_PURE_GROWTH: Final = Words(
    "Company: last year {last} × (1 + {growth}) = {base}",
    "公司：去年 {last} ×（1 + {growth}）= {base}",
    "公司：去年 {last} ×（1 + {growth}）= {base}",
)
_MIXED_GROWTH: Final = Words(
    "Company: last year {last}, with market growth of {growth} {market}, with adjustments {base}",
    "公司：去年 {last}，按市场增长 {growth} 为 {market}，计入增长调整为 {base}",
    "公司：去年 {last}，按市場成長 {growth} 為 {market}，計入成長調整為 {base}",
)
_TYPED_TARGET: Final = Words(
    "Company target, as typed: {target}", "公司目标（手工填写）：{target}", "公司目標（手工填寫）：{target}"
)
_ROUNDED_TARGET: Final = Words(
    "Company target, in whole units: {target}", "公司目标（取整）：{target}", "公司目標（取整）：{target}"
)
_OVER: Final = Words(
    "Over all levels, quotas exceed the target by {share} on purpose",
    "各级合计有意超额分配 {share}",
    "各級合計有意超額分配 {share}",
)
_TITLE: Final = Words(
    "{name}, {region} / {team}: quota {final}",
    "{name}，{region} / {team}：配额 {final}",
    "{name}，{region} / {team}：配額 {final}",
)
_TITLE_OF_NOBODY: Final = Words("{name}: quota {final}", "{name}：配额 {final}", "{name}：配額 {final}")
"""Unassigned sales have no region and no team."""
_REASON: Final = Words("Reason of the override: {reason}", "调整原因：{reason}", "調整原因：{reason}")


class SeveralReps(UsageError):
    """Several reps have this name."""

    def __init__(self, rep: str, ids: list[str]) -> None:
        super().__init__(f"several reps are called {rep!r}; name one by id: {', '.join(ids)}")


class UnknownRep(UsageError):
    """There is no such rep in the plan."""

    def __init__(self, rep: str, near: str | None) -> None:
        hint = f"; did you mean {near!r}?" if near else "; the sheet Quota lists them"
        super().__init__(f"there is no rep {rep!r} in the plan{hint}")


def explain(rep_id: str, plan: QuotaPlan, settings: PlanSettings, language: str = ENGLISH) -> list[str]:
    """Say why a rep's quota is what it is.

    Parameters
    ----------
    rep_id
        The id or the name of a rep, or "Unassigned"; case and outer blanks do not matter.
    plan, settings
        The quotas, and what they were computed with.
    language
        In which it is said.

    Returns
    -------
    list[str]
        The company's figures, the rep's quota, and each step of the bridge that is not 0, one a line.

    Raises
    ------
    UnknownRep, SeveralReps
        If there is no such rep, with the nearest name; if several have the name, with their ids.
    """
    place = _find(rep_id, plan)
    return [*_company_lines(plan.company, settings, language), *_rep_lines(place, plan, settings, language)]


def _find(rep: str, plan: QuotaPlan) -> int:
    """Find a rep by id, else by name."""
    ids, names = plan.quota["rep_id"].tolist(), plan.quota["rep"].tolist()
    wanted = folded(rep)
    if wanted in map(folded, UNASSIGNED.every()):
        wanted = folded(UNASSIGNED.en)
    for known in (ids, names):
        places = [place for place, name in enumerate(known) if wanted and folded(str(name)) == wanted]
        if len(places) > 1:
            raise SeveralReps(rep, [str(ids[place]) for place in places])
        if places:
            return places[0]
    raise UnknownRep(rep, nearest(rep, [str(name) for name in [*ids, *names] if name]))


def _company_lines(company: Company, settings: PlanSettings, language: str) -> list[str]:
    def said(amount: int) -> str:
        return amount_text(amount, settings.currency)

    pure = company.base == company.with_market
    lines = [
        (_PURE_GROWTH if pure else _MIXED_GROWTH)
        .said(language)
        .format(
            last=said(company.last_year),
            growth=percent_text(settings.growth),
            market=said(company.with_market),
            base=said(company.base),
        )
    ]
    if company.typed:
        lines.append(_TYPED_TARGET.said(language).format(target=said(company.target)))
    elif company.target != company.base:
        lines.append(_ROUNDED_TARGET.said(language).format(target=said(company.target)))
    if company.over_assignment:
        lines.append(_OVER.said(language).format(share=percent_text(company.over_assignment)))
    return lines


def _rep_lines(place: int, plan: QuotaPlan, settings: PlanSettings, language: str) -> list[str]:
    row, steps = plan.quota.iloc[place], plan.bridge.iloc[place]
    amounts = [("last_year", amount_text(int(steps["last_year"]), settings.currency))]
    amounts += [(key, _signed(int(steps[key]), settings)) for key in STEPS if steps[key]]
    amounts.append(("final", amount_text(int(steps["final"]), settings.currency)))
    width = max(len(text) for _, text in amounts)
    region, team, rep = (_said(str(row[column]), language) for column in ("region", "team", "rep"))
    words, name = (_TITLE if row["rep_id"] else _TITLE_OF_NOBODY), titled(rep, str(row["rep_id"]))
    title = words.said(language).format(name=name, region=region, team=team, final=amounts[-1][1])
    lines = [title, *(f"  {text:>{width}}  {_LABELS[key].said(language)}" for key, text in amounts)]
    if row["reason"] and not pd.isna(row["override"]):
        lines.append(_REASON.said(language).format(reason=row["reason"]))
    return lines


def _said(name: str, language: str) -> str:
    """Give a name in a language: those that stand for no team and no rep have words of their own."""
    return next((words.said(language) for words in (UNASSIGNED, NO_GROUP) if words.en == name), name)


def _signed(amount: int, settings: PlanSettings) -> str:
    return ("+" if amount > 0 else "") + amount_text(amount, settings.currency)
