"""The quotas of regions, teams and reps, and the bridge that explains each of them."""

from typing import Final

from salesplan.tables.columns import choice, money, option, percent, text
from salesplan.tables.model import Column, Table
from salesplan.words import Words

UNASSIGNED: Final = Words("Unassigned", "未分配", "未分配")
NO_GROUP: Final = Words("(none)", "（无）", "（無）")
COMPANY: Final = Words("Company", "公司", "公司")

MONTHS: Final = tuple(f"m{month:02d}" for month in range(1, 13))
QUARTERS: Final = ("q1", "q2", "q3", "q4")
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

BOUNDS: Final = (
    option("floor", "floor", "下限", "下限"),
    option("cap", "cap", "上限", "上限"),
    option("pin", "pin", "锁定", "鎖定"),
)

FINAL: Final = 'IF([@override]="",[@proposed],[@override])'
GROWTH_OVER_LAST_YEAR: Final = 'IF([@last_year]=0,"",[@final]/[@last_year]-1)'


def _amounts(*, whose: tuple[str, str, str]) -> tuple[Column, ...]:
    """Give the columns that a region, a team and a rep share, from last year to growth."""
    en, hans, hant = whose
    return (
        money(
            "last_year",
            ("Last year", "去年", "去年"),
            (
                f"Sales of the base year that count for the {en}.",
                f"计入该{hans}的基准年销售额。",
                f"計入該{hant}的基準年銷售額。",
            ),
            computed=True,
            total=True,
        ),
        money(
            "base",
            ("Base", "基数", "基數"),
            (
                "Last year grown by the growth that applies to each sale.",
                "去年各笔销售按各自增长率增长后的金额。",
                "去年各筆銷售按各自成長率成長後的金額。",
            ),
            computed=True,
            total=True,
        ),
        money(
            "proposed",
            ("Proposed", "建议配额", "建議配額"),
            (
                "What salesplan computes: what would stand if you cleared your override.",
                "系统建议值：清除您的调整值后即为此数。",
                "系統建議值：清除您的調整值後即為此數。",
            ),
            computed=True,
            total=True,
        ),
        money(
            "override",
            ("Override", "调整值", "調整值"),
            (
                f"Type here to fix this {en}'s quota. It holds; the others take the difference. Clear it to let go.",
                f"在此填写以锁定该{hans}的配额，其余自动分摊差额；清空即解除。",
                f"在此填寫以鎖定該{hant}的配額，其餘自動分攤差額；清空即解除。",
            ),
            minimum=0,
        ),
        text(
            "reason",
            ("Reason", "调整原因", "調整原因"),
            ("Why it was overridden.", "为何调整。", "為何調整。"),
            width=38,
        ),
        money(
            "final",
            ("Final", "最终配额", "最終配額"),
            (
                "The quota that counts: the override, else the proposal.",
                "生效的配额：有调整值用调整值，否则用建议值。",
                "生效的配額：有調整值用調整值，否則用建議值。",
            ),
            formula=FINAL,
            total=True,
        ),
        percent(
            "growth",
            ("Growth", "增长率", "成長率"),
            ("Final against last year.", "最终配额相对去年的增长。", "最終配額相對去年的成長。"),
            formula=GROWTH_OVER_LAST_YEAR,
        ),
    )


def _allocation(children: str, setting: str, allocated: str) -> tuple[Column, ...]:
    """Give the two columns that hold a parent against its children."""
    return (
        money(
            "allocated",
            ("Allocated", "已分配", "已分配"),
            (f"Sum of the finals of its {children}.", "下级最终配额之和。", "下級最終配額之和。"),
            formula=allocated,
            total=True,
        ),
        money(
            "gap",
            ("Gap", "差额", "差額"),
            (
                "Allocated less what should be (final plus over-assignment). Not 0 after an edit: run quota again.",
                "已分配减应分配（最终配额加超额分配）。修改后不为 0 时请重新运行 quota。",
                "已分配減應分配（最終配額加超額分配）。修改後不為 0 時請重新執行 quota。",
            ),
            formula=f"[@allocated]-IF({setting}=0,[@final],ROUND([@final]*(1+{setting})/rounding_unit,0)*rounding_unit)",
            total=True,
        ),
    )


_REGION = ("Region", "区域", "區域")
_TEAM = ("Team", "团队", "團隊")

REGION_QUOTA: Final = Table(
    "RegionQuota",
    Words("a region and its quota", "一个区域及其配额", "一個區域及其配額"),
    Words(
        "Type an override and a reason in the yellow columns; run quota to rebalance the rest.",
        "在黄色列填写调整值和原因；运行 quota 重新平衡其余部分。",
        "在黃色欄填寫調整值和原因；執行 quota 重新平衡其餘部分。",
    ),
    (
        text(
            "region",
            _REGION,
            ("From Reps.", "来自销售代表表。", "來自業務代表表。"),
            identity=True,
            computed=True,
            width=22,
        ),
        *_amounts(whose=("region", "区域", "區域")),
        *_allocation("teams", "over_assignment_team", "SUMPRODUCT(--(TeamQuota[region]=[@region]),TeamQuota[final])"),
    ),
)

TEAM_QUOTA: Final = Table(
    "TeamQuota",
    Words("a team and its quota", "一个团队及其配额", "一個團隊及其配額"),
    Words(
        "Type an override and a reason in the yellow columns; run quota to rebalance the rest.",
        "在黄色列填写调整值和原因；运行 quota 重新平衡其余部分。",
        "在黃色欄填寫調整值和原因；執行 quota 重新平衡其餘部分。",
    ),
    (
        text(
            "region",
            _REGION,
            ("From Reps.", "来自销售代表表。", "來自業務代表表。"),
            identity=True,
            computed=True,
            width=18,
        ),
        text(
            "team",
            _TEAM,
            ("From Reps.", "来自销售代表表。", "來自業務代表表。"),
            identity=True,
            computed=True,
            width=22,
        ),
        *_amounts(whose=("team", "团队", "團隊")),
        *_allocation(
            "reps",
            "over_assignment_rep",
            "SUMPRODUCT(--(Quota[region]=[@region]),--(Quota[team]=[@team]),Quota[final])",
        ),
    ),
)

QUOTA: Final = Table(
    "Quota",
    Words("a rep and their quota", "一名销售代表及其配额", "一名業務代表及其配額"),
    Words(
        "Type an override and a reason in the yellow columns: final, stretch and totals move at once; run quota to rebalance the rest.",
        "在黄色列填写调整值和原因：最终配额、挑战目标和合计即时变化；运行 quota 重新平衡其余部分。",
        "在黃色欄填寫調整值和原因：最終配額、挑戰目標和合計即時變化；執行 quota 重新平衡其餘部分。",
    ),
    (
        text("region", _REGION, ("From Reps.", "来自销售代表表。", "來自業務代表表。"), computed=True, width=15),
        text("team", _TEAM, ("From Reps.", "来自销售代表表。", "來自業務代表表。"), computed=True, width=15),
        text(
            "rep_id",
            ("Rep ID", "销售编号", "業務編號"),
            (
                "From Reps; blank = unassigned sales.",
                "来自销售代表表；空 = 未分配销售。",
                "來自業務代表表；空 = 未分配銷售。",
            ),
            identity=True,
            computed=True,
            width=10,
        ),
        text("rep", ("Rep", "销售代表", "業務代表"), ("Name.", "姓名。", "姓名。"), computed=True, width=22),
        *_amounts(whose=("rep", "销售代表", "業務代表")),
        money(
            "stretch",
            ("Stretch", "挑战目标", "挑戰目標"),
            (
                "The ideal target: final plus the setting Stretch.",
                "理想目标：最终配额加挑战加成。",
                "理想目標：最終配額加挑戰加成。",
            ),
            formula="ROUND([@final]*(1+stretch)/rounding_unit,0)*rounding_unit",
            total=True,
        ),
        choice(
            "bound",
            ("Bound", "约束", "約束"),
            (
                "What held the quota: floor, cap, or pin (your override); blank = nothing.",
                "限制配额的因素：下限、上限或锁定（您的调整值）；空 = 无。",
                "限制配額的因素：下限、上限或鎖定（您的調整值）；空 = 無。",
            ),
            BOUNDS,
            computed=True,
            width=9,
        ),
        *(
            money(
                key,
                (name, f"{number}月", f"{number} 月"),
                (f"Quota of month {number}.", f"{number}月配额。", f"{number} 月配額。"),
                computed=True,
                total=True,
                width=12,
            )
            for number, (key, name) in enumerate(zip(MONTHS, _MONTH_NAMES, strict=True), start=1)
        ),
        *(
            money(
                key,
                (f"Q{number}", f"第{number}季度", f"第 {number} 季"),
                (f"Months of quarter {number}.", f"第{number}季度各月之和。", f"第 {number} 季各月之和。"),
                formula="+".join(f"[@{month}]" for month in MONTHS[3 * number - 3 : 3 * number]),
                total=True,
                width=13,
            )
            for number, key in enumerate(QUARTERS, start=1)
        ),
        money(
            "check",
            ("Check", "校验", "校驗"),
            (
                "Months less final. Not 0 after an edit: run quota again.",
                "各月之和减最终配额。修改后不为 0 时请重新运行 quota。",
                "各月之和減最終配額。修改後不為 0 時請重新執行 quota。",
            ),
            formula="+".join(f"[@{key}]" for key in QUARTERS) + "-[@final]",
            total=True,
            width=10,
        ),
    ),
)

BRIDGE_STEPS: Final = (
    ("last_year", ("Last year", "去年", "去年"), ("Sales of the base year.", "基准年销售额。", "基準年銷售額。")),
    (
        "market_growth",
        ("Market growth", "市场增长", "市場成長"),
        ("The setting Market growth.", "市场增长率带来的变化。", "市場成長率帶來的變化。"),
    ),
    (
        "adjustments",
        ("Adjustments", "增长调整", "成長調整"),
        ("The Growth sheet, by segment.", "按细分的增长调整。", "按細分的成長調整。"),
    ),
    (
        "company_target",
        ("Company target", "公司目标", "公司目標"),
        (
            "Share of a typed company target, or of its rounding.",
            "公司目标与基数合计之差的分摊。",
            "公司目標與基數合計之差的分攤。",
        ),
    ),
    (
        "potential_ability",
        ("Potential, ability, new reps", "潜力、能力与新人", "潛力、能力與新人"),
        (
            "Weight of potential, ability, and the start of a new rep.",
            "潜力权重、能力系数与新人起点。",
            "潛力權重、能力係數與新人起點。",
        ),
    ),
    (
        "ramp_capacity",
        ("Ramp and capacity", "爬坡与人力", "爬坡與人力"),
        ("New reps' ramp, months away, part time.", "新人爬坡、在职月份与人力系数。", "新人爬坡、在職月份與人力係數。"),
    ),
    (
        "over_assignment",
        ("Over-assignment", "超额分配", "超額分配"),
        ("What each level adds on purpose.", "各级有意超分的部分。", "各級有意超分的部分。"),
    ),
    (
        "floor_cap",
        ("Floor and cap", "上下限", "上下限"),
        ("Least and most growth, one's own and the others'.", "自己与他人的增长上下限。", "自己與他人的成長上下限。"),
    ),
    (
        "other_pins",
        ("Others' overrides", "他人调整", "他人調整"),
        (
            "Overrides of regions, teams and other reps.",
            "区域、团队及其他代表的调整值。",
            "區域、團隊及其他代表的調整值。",
        ),
    ),
    ("rounding", ("Rounding", "取整", "取整"), ("To whole rounding units.", "取整到取整单位。", "取整到取整單位。")),
    (
        "own_override",
        ("Own override", "本人调整", "本人調整"),
        ("The override typed for this rep.", "对本人填写的调整值。", "對本人填寫的調整值。"),
    ),
    ("final", ("Final", "最终配额", "最終配額"), ("The quota that counts.", "生效的配额。", "生效的配額。")),
)

BRIDGE: Final = Table(
    "Bridge",
    Words(
        "a rep's steps from last year to the final quota",
        "销售代表从去年到最终配额的各步",
        "業務代表從去年到最終配額的各步",
    ),
    Words(
        "Why is my quota what it is? Each step is what it adds; the steps add up to the final exactly.",
        "我的配额为何是这个数？每一步是其带来的变化，各步之和恰为最终配额。",
        "我的配額為何是這個數？每一步是其帶來的變化，各步之和恰為最終配額。",
    ),
    (
        text(
            "rep_id",
            ("Rep ID", "销售编号", "業務編號"),
            (
                "From Reps; blank = unassigned sales.",
                "来自销售代表表；空 = 未分配销售。",
                "來自業務代表表；空 = 未分配銷售。",
            ),
            identity=True,
            computed=True,
            width=10,
        ),
        text("rep", ("Rep", "销售代表", "業務代表"), ("Name.", "姓名。", "姓名。"), computed=True, width=22),
        *(money(key, label, about, computed=True, total=True, width=15) for key, label, about in BRIDGE_STEPS),
        money(
            "check",
            ("Check", "校验", "校驗"),
            ("Steps less final: always 0.", "各步之和减最终配额，恒为 0。", "各步之和減最終配額，恆為 0。"),
            formula="ROUND(" + "+".join(f"[@{key}]" for key, _, _ in BRIDGE_STEPS[:-1]) + "-[@final],4)",
            total=True,
            width=10,
        ),
    ),
)
