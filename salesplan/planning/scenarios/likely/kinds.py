"""The findings of how likely a plan is: what history does not tell."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

SPREAD_BY_MONTHS: Final = Kind(
    "F131",
    Severity.INFO,
    Words(
        "fewer than two reps have two full years of sales before {year}: how far a year may be off is estimated from "
        "the months of {base_year}, which shows less than it is",
        "{year} 年之前有连续两个完整年度销售的代表不足两人：年度销售的波动按 {base_year} 年各月估计，比实际偏小",
        "{year} 年之前有連續兩個完整年度銷售的代表不足兩人：年度銷售的波動依 {base_year} 年各月估計，比實際偏小",
    ),
    Words(
        "load the sales of the years before too, or type the spread in Settings",
        "一并载入更早年度的销售，或在“设置”中填写波动幅度",
        "一併載入更早年度的銷售，或在「設定」中填寫波動幅度",
    ),
)
SPREAD_UNKNOWN: Final = Kind(
    "F132",
    Severity.WARNING,
    Words(
        "no rep has a full year of sales before {year}: a spread of {spread} is taken for everybody",
        "{year} 年之前没有任何代表有完整一年的销售：所有人的波动幅度均取 {spread}",
        "{year} 年之前沒有任何代表有完整一年的銷售：所有人的波動幅度均取 {spread}",
    ),
    Words(
        "load sales by month and rep, or type the spread in Settings",
        "按月、按代表载入销售，或在“设置”中填写波动幅度",
        "按月、按代表載入銷售，或在「設定」中填寫波動幅度",
    ),
)
PART_OF_THE_YEAR: Final = Kind(
    "F133",
    Severity.INFO,
    Words(
        "reps that started within {base_year}: {count}, {names}; quotas and expected sales rest on a part of that year, so "
        "more may well come",
        "{count} 名销售代表在 {base_year} 年内入职（{names}）：其配额和预计销售额只以该年的一部分为依据，实际可能更高",
        "{count} 名業務代表在 {base_year} 年內到職（{names}）：其配額和預計銷售額只以該年的一部分為依據，實際可能更高",
    ),
    Words(
        "if so, type a growth adjustment for each of them on the plan's sheet Growth",
        "如有需要，请在计划的“增长调整”表中为其填写调整",
        "如有需要，請在計畫的「成長調整」表中為其填寫調整",
    ),
)
FAR_ABOVE: Final = Kind(
    "F134",
    Severity.WARNING,
    Words(
        "reps with a quota of more than twice the sales that are expected of them: {count}, {names}",
        "{count} 名销售代表的配额超过其预计销售额的两倍：{names}",
        "{count} 名業務代表的配額超過其預計銷售額的兩倍：{names}",
    ),
    Words(
        "look at caps, overrides and targets: what others may not carry falls to them",
        "请检查上限、调整值和目标：其他人不能承担的部分落到了他们身上",
        "請檢查上限、調整值和目標：其他人不能承擔的部分落到了他們身上",
    ),
)
