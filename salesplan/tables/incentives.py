"""Incentives: the rates that attainment earns, and what they pay."""

from typing import Final

from salesplan.tables.columns import money, percent, text
from salesplan.tables.model import Table
from salesplan.tables.rep_columns import PERIOD, REP, REP_ID
from salesplan.words import Words

RATES: Final = Table(
    "Rates",
    Words("a band of attainment and what it earns", "一个达成区间及其提成", "一個達成區間及其佣金"),
    Words(
        "Bands of attainment from low to high. The setting Payout bands says whether a rate pays for the sales within its band, or for all.",
        "由低到高的达成区间。设置“提成方式”决定费率按区间内销售额还是按全部销售额计。",
        "由低到高的達成區間。設定「佣金方式」決定費率依區間內銷售額或全部銷售額計。",
    ),
    (
        percent(
            "from",
            ("From", "自", "自"),
            ("Attainment at which the band begins.", "区间起点的达成率。", "區間起點的達成率。"),
            identity=True,
            required=True,
            minimum=0,
            maximum=10,
        ),
        percent(
            "to",
            ("To", "至", "至"),
            (
                "Where it ends: the next band's beginning. Blank in the last = no end; a value there is the cap.",
                "区间终点，即下一区间的起点。最后一行留空 = 不封顶；填写则为封顶。",
                "區間終點，即下一區間的起點。最後一列留空 = 不封頂；填寫則為封頂。",
            ),
            minimum=0,
            maximum=10,
        ),
        percent(
            "rate",
            ("Rate", "费率", "費率"),
            ("Share of sales that is paid.", "按销售额支付的比例。", "依銷售額支付的比例。"),
            minimum=0,
            maximum=1,
        ),
        money(
            "bonus",
            ("Bonus", "奖金", "獎金"),
            (
                "Paid once when attainment reaches the band; those of several bands add up.",
                "达成率到达该区间时一次性支付；多个区间累加。",
                "達成率到達該區間時一次性支付；多個區間累加。",
            ),
            minimum=0,
        ),
        text("note", ("Note", "备注", "備註"), ("Anything else.", "其他说明。", "其他說明。"), width=40),
    ),
    given=(
        (0.0, 0.8, 0.01, None, Words("base rate", "基础费率", "基礎費率")),
        (0.8, 1.0, 0.02, None, Words("getting there", "接近目标", "接近目標")),
        (
            1.0,
            1.2,
            0.03,
            1000,
            Words("accelerator, and a bonus for the target", "加速提成，达标另有奖金", "加速佣金，達標另有獎金"),
        ),
        (
            1.2,
            2.0,
            0.04,
            None,
            Words("second accelerator; capped at 200 %", "二档加速；200% 封顶", "二級加速；200% 封頂"),
        ),
    ),
    optional=True,
)

PAYOUTS: Final = Table(
    "Payouts",
    Words("a rep's payout for a period", "销售代表某期间的奖金", "業務代表某期間的獎金"),
    Words(
        "What each rep earned, band by band. Periods stay; pay by one kind of them: the same sales are in a month, its quarter and its year.",
        "各销售代表按区间计算的提成与奖金。历史期间保留；请只按一种期间发放，同一笔销售会同时计入月、季、年。",
        "各業務代表依區間計算的佣金與獎金。歷史期間保留；請只按一種期間發放，同一筆銷售會同時計入月、季、年。",
    ),
    (
        PERIOD,
        REP_ID,
        REP,
        money(
            "quota",
            ("Quota", "配额", "配額"),
            ("Of the whole period.", "整个期间的配额。", "整個期間的配額。"),
            computed=True,
            width=16,
        ),
        money(
            "revenue",
            ("Revenue", "销售额", "銷售額"),
            ("Sold in it so far.", "期间内已实现销售额。", "期間內已實現銷售額。"),
            computed=True,
            width=16,
        ),
        percent(
            "attainment",
            ("Attainment", "达成率", "達成率"),
            ("Revenue ÷ quota.", "销售额 ÷ 配额。", "銷售額 ÷ 配額。"),
            formula='IF([@quota]=0,"",[@revenue]/[@quota])',
        ),
        money(
            "commission",
            ("Commission", "提成", "佣金"),
            ("By the rates.", "按费率计算。", "依費率計算。"),
            computed=True,
            width=14,
        ),
        money(
            "bonus",
            ("Bonus", "奖金", "獎金"),
            ("For the bands reached.", "已到达区间的奖金。", "已到達區間的獎金。"),
            computed=True,
            width=12,
        ),
        money(
            "payout",
            ("Payout", "应发", "應發"),
            ("Commission and bonus.", "提成与奖金之和。", "佣金與獎金之和。"),
            formula="[@commission]+[@bonus]",
            width=14,
        ),
        text(
            "explained",
            ("How it comes about", "计算说明", "計算說明"),
            ("Band by band; the amounts add up.", "逐区间说明，各项相加即为应发。", "逐區間說明，各項相加即為應發。"),
            computed=True,
            width=70,
            lines=3,
        ),
    ),
    optional=True,
)
