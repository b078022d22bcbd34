"""Reviews of a made-up company, for tests and for looking at."""

from dataclasses import replace
from datetime import date
from typing import Final

from salesplan.tables.scoring import MEASURED
from salesplan.tables.units import currency
from salesplan.workbook.review_data import (
    FollowUp,
    KpiLine,
    MonthPoint,
    OpenItem,
    Page,
    Review,
    VisitLine,
    YearSoFar,
)

PERIOD: Final = "2027-03"
HEADERS: Final = {"period": "Period", "rep_id": "Rep ID", "actions": "Agreed actions"}

_NAMES: Final = {
    "en": ("Anna Berg", "Ben Okafor", "Chiara Rossi", "Maximiliana Featherstonehaugh-Cholmondeley"),
    "zh-Hans": ("王晓明", "李娜", "欧阳思远", "阿卜杜勒·买买提·艾合买提江"),
    "zh-Hant": ("王曉明", "李娜", "歐陽思遠", "阿卜杜勒·買買提·艾合買提江"),
}
_CUSTOMERS: Final = {
    "en": ("Northwind Traders", "Adventure Works & Sons", "Blue Yonder Airlines", "City Power", "Fabrikam Residences"),
    "zh-Hans": (
        "华东机械有限公司",
        "上海明远贸易有限公司",
        "苏州工业园区精密制造股份有限公司",
        "宁波港务",
        "杭州西湖百货",
    ),
    "zh-Hant": (
        "華東機械有限公司",
        "上海明遠貿易有限公司",
        "蘇州工業園區精密製造股份有限公司",
        "寧波港務",
        "杭州西湖百貨",
    ),
}
_TEXTS: Final = {
    "en": {
        "team": "East",
        "region": "Yangtze delta",
        "meaning": "close: one or two things to work on",
        "evidence": "93.1 % of target (−88,300). Visits a day 0.7, target 3.0; planned visits made 52 % (13 of 25); "
        "covered 6 of 9 customers. Orders from 20 % of visits (3 of 15), median 31 %. "
        "Weakest: Collection 61 % (score 22). Skill rated 3, attitude 4.",
        "note": "88,300 behind so far; with the months to come as planned the year ends at 96.2 % of quota. "
        "Each remaining month must exceed its quota by 5.1 %.",
        "payout": "0–80 %: 9,600 × 1 % … = 10,240.00; 80–93.1 %: 157,200 × 2 % = 3,144.00; together 13,384.00",
        "before": "Visit every key customer twice before the end of March (Anna, 31 March). "
        "Send the two open quotes again and call within three days (Anna, 8 March).",
        "actions": "Three days a week on the road from April on (Anna).",
        "words": "Delivered late twice, wants a call from the manager before the next order",
        "complaint": "complaint",
        "quote": "quote without answer",
        "step": "next step due",
        "own": "Own measure {number}",
    },
    "zh-Hans": {
        "team": "华东一组",
        "region": "长三角",
        "meaning": "接近目标：有一两项需改进",
        "evidence": "达成 93.1%（−88,300）。日均拜访 0.7，目标 3.0；计划拜访完成 52%（13/25）；已拜访客户 6/9。"
        "拜访成单率 20%（3/15），中位数 31%。最弱：回款率 61%（得分 22）。能力评分 3，态度评分 4。",
        "note": "目前落后 88,300；其余各月如按计划完成，全年达成 96.2%。其余各月需超出配额 5.1%。",
        "payout": "0–80%：… = 10,240.00；80–93.1%：157,200 × 2% = 3,144.00；合计 13,384.00",
        "before": "三月底前对每家重点客户拜访两次（王晓明，3 月 31 日）。重新发送两份未回复的报价并在三天内致电（王晓明，3 月 8 日）。",
        "actions": "四月起每周三天外出拜访（王晓明）。",
        "words": "两次延迟交货，希望经理在下一张订单前致电说明",
        "complaint": "投诉",
        "quote": "报价未回复",
        "step": "下一步到期",
        "own": "自定指标 {number}",
    },
}
_TEXTS["zh-Hant"] = {
    "team": "華東一組",
    "region": "長三角",
    "meaning": "接近目標：有一兩項需改進",
    "evidence": "達成 93.1%（−88,300）。日均拜訪 0.7，目標 3.0；計畫拜訪完成 52%（13/25）；已拜訪客戶 6/9。"
    "拜訪成單率 20%（3/15），中位數 31%。最弱：回款率 61%（得分 22）。能力評分 3，態度評分 4。",
    "note": "目前落後 88,300；其餘各月如按計畫完成，全年達成 96.2%。其餘各月需超出配額 5.1%。",
    "payout": "0–80%：… = 10,240.00；80–93.1%：157,200 × 2% = 3,144.00；合計 13,384.00",
    "before": "三月底前對每家重點客戶拜訪兩次（王曉明，3 月 31 日）。重新寄送兩份未回覆的報價並在三天內致電（王曉明，3 月 8 日）。",
    "actions": "四月起每週三天外出拜訪（王曉明）。",
    "words": "兩次延遲交貨，希望經理在下一張訂單前致電說明",
    "complaint": "投訴",
    "quote": "報價未回覆",
    "step": "下一步到期",
    "own": "自訂指標 {number}",
}
_MEASURES: Final = (
    ("target_attainment", "percent", 0.931, 1.0, 86.2, 30),
    ("margin_attainment", "percent", 1.043, 1.0, 104.3, 10),
    ("collection", "percent", 0.61, 0.95, 28.42, 10),
    ("visits_a_day", "number", 0.71, 3, 0, 10),
    ("active_customers", "number", 31, 28, 110.71, 10),
    ("breadth", "percent", 0.667, 0.6, 111.17, 10),
    ("product_mix", "percent", 0.42, 0.3, 120, 5),
    ("satisfaction", "number", None, 4.5, None, 5),
    ("new_customers", "per_month", 2, 1, 120, 5),
    ("growth", "percent", 0.098, 0.1, 98, 5),
)


def kpis(language: str = "en", own: int = 0) -> tuple[KpiLine, ...]:
    """Give the ten KPIs of the standard scorecard, one without data, and some of the company's own."""
    scored = sum(weight for *_, score, weight in _MEASURES if score is not None)
    lines = [
        KpiLine(
            label=MEASURED[key].said(language),
            unit=unit,
            actual=actual,
            target=target,
            score=score,
            weight=weight,
            counted=100 * weight / scored if score is not None else 0,
        )
        for key, unit, actual, target, score, weight in _MEASURES
    ]
    said = _TEXTS[language]["own"]
    more = [
        KpiLine(label=said.format(number=at), unit="number", actual=at, target=3, score=30.0 * at, weight=0, counted=0)
        for at in range(1, own + 1)
    ]
    return (*lines, *more)


def total_of(lines: tuple[KpiLine, ...]) -> float:
    return round(sum(line.points or 0 for line in lines), 2)


def page(language: str = "en", place: int = 0, own: int = 0) -> Page:
    """Give a full page; the pages of other places differ in name, diagnosis and score."""
    text, customers = _TEXTS[language], _CUSTOMERS[language]
    lines = kpis(language, own)
    total = total_of(lines)
    kinds = ("complaint", "quote", "step")
    return Page(
        rep_id=f"R-{place + 1:02d}",
        rep=_NAMES[language][place % 4],
        team=text["team"],
        region=text["region"],
        total=total,
        grade="B",
        meaning=text["meaning"],
        rank=place + 1,
        ranked=12,
        previous=80.5,
        change=round(total - 80.5, 2),
        recognition=("improved", "", "best", "")[place % 4],
        diagnosis=("talk", "train", "on_target", "review", "unclear")[place % 5],
        evidence=text["evidence"],
        quota=1_280_000.0,
        revenue=1_191_700.0,
        kpis=lines,
        months=tuple(
            MonthPoint(
                date(2026 + (at + 3) // 12, (at + 3) % 12 + 1, 1),
                900_000.0 + 61_000 * ((at * 7) % 5),
                980_000.0 + 25_000 * at if at > 1 else None,
            )
            for at in range(12)
        ),
        history=(("2026-10", 74.2), ("2026-11", 79.0), ("2026-12", 91.6), ("2027-01", 83.3), ("2027-02", 80.5)),
        visits=VisitLine(made=15, planned=25, kept=13, orders=3, covered=6, owned=9, overdue=4, working_days=21),
        follow_ups=tuple(
            FollowUp(text[kinds[at % 3]], customers[at % 5], date(2027, 3, 2 + 3 * at), text["words"])
            for at in range(7)
        ),
        open_items=tuple(
            OpenItem(
                customers[at % 5], date(2026 + at // 6, 12 if at < 6 else 2, 1), 184_500.0 - 21_000 * at, 3 - at // 3
            )
            for at in range(8)
        ),
        tracking=YearSoFar(
            year=2027,
            quota=16_400_000.0,
            due=3_610_000.0,
            actual=3_521_700.0,
            needed=12_878_300.0,
            run_rate_needed=12_878_300.0 / 9,
            note=text["note"],
        ),
        payout=text["payout"],
        actions=text["actions"],
        actions_before=text["before"],
        period_before="2027-02",
    )


def bare(place: int = 0) -> Page:
    """Give a page of a rep about whom nothing is known."""
    lines = tuple(replace(line, actual=None, score=None, counted=0) for line in kpis())
    return Page(rep_id=f"R-{place + 1:02d}", rep="New Hire", kpis=lines, revenue=0.0)


def review(*pages: Page, language: str = "en", period: str = PERIOD) -> Review:
    return Review(
        title="Contoso & Co. · Sales plan 2027",
        period=period,
        measured_to=date(2027, 3, 31),
        sold_to=date(2027, 3, 31),
        language=language,
        currency=currency("CNY"),
        pages=pages,
    )


def full(language: str = "en", count: int = 4, own: int = 0) -> Review:
    return review(*(page(language, place, own) for place in range(count)), language=language)
