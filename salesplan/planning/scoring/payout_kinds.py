"""The findings of rates: bands that cannot be meant, and how to put them right."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

BANDS_OVERLAP: Final = Kind(
    "K151",
    Severity.ERROR,
    Words(
        "the band from {first} begins inside the band before it, which runs from {other} to {end}",
        "自 {first} 起的区间与前一区间（{other} 至 {end}）重叠",
        "自 {first} 起的區間與前一區間（{other} 至 {end}）重疊",
    ),
    Words(
        "let each band begin where the one before it ends",
        "让每个区间从前一区间的终点开始",
        "讓每個區間從前一區間的終點開始",
    ),
)
BAND_ENDS_BEFORE: Final = Kind(
    "K152",
    Severity.ERROR,
    Words(
        "the band from {first} ends at {end}, which is not above it",
        "自 {first} 起的区间终点为 {end}，未高于起点",
        "自 {first} 起的區間終點為 {end}，未高於起點",
    ),
    Words(
        "type where it ends, or leave it blank: then it ends where the next one begins",
        "填写区间终点；留空则以下一区间的起点为终点",
        "填寫區間終點；留空則以下一區間的起點為終點",
    ),
)
BANDS_APART: Final = Kind(
    "K153",
    Severity.WARNING,
    Words(
        "no band holds between {end} and {first}: attainment there earns nothing",
        "{end} 与 {first} 之间没有区间：该段达成不计提成",
        "{end} 與 {first} 之間沒有區間：該段達成不計佣金",
    ),
    Words(
        "let the band before it end at {first}, or add a band if one is missing",
        "将前一区间的终点改为 {first}，或补上缺少的区间",
        "將前一區間的終點改為 {first}，或補上缺少的區間",
    ),
)
FLAT_RATE_FALLS: Final = Kind(
    "K154",
    Severity.WARNING,
    Words(
        "the rate falls from {before} to {rate} at {first}, and pays for all sales: selling more can pay less there",
        "费率在 {first} 处由 {before} 降为 {rate}，且按全部销售额计：多销售反而可能少得",
        "費率在 {first} 處由 {before} 降為 {rate}，且依全部銷售額計：多銷售反而可能少得",
    ),
    Words(
        "let rates rise with attainment, or set Payout bands to marginal",
        "让费率随达成率上升，或将“提成方式”设为“分段”",
        "讓費率隨達成率上升，或將「佣金方式」設為「分段」",
    ),
)
HIGH_RATE: Final = Kind(
    "K155",
    Severity.WARNING,
    Words(
        "the rate of the band from {first} pays {rate} of sales",
        "自 {first} 起的区间费率为销售额的 {rate}",
        "自 {first} 起的區間費率為銷售額的 {rate}",
    ),
    Words(
        "if it was meant in points, type {points}",
        "如本意为百分点，请填写 {points}",
        "如本意為百分點，請填寫 {points}",
    ),
)
