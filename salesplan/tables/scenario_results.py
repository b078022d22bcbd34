"""What scenarios come to: quotas of the company, regions, teams and reps, held against the plan's."""

from dataclasses import replace
from typing import Final

from salesplan.tables.columns import choice, integer, money, number, option, percent, text
from salesplan.tables.model import Choice, Column, Table
from salesplan.tables.quota import BOUNDS
from salesplan.tables.rep_columns import REGION, REP, REP_ID, TEAM
from salesplan.tables.scenario_columns import EXPECTED_PAYOUT, EXPECTED_SALES, NAME, amount, attained, percentile
from salesplan.words import Words

STATES: Final = (option("computed", "computed", "已计算", "已計算"), option("failed", "failed", "失败", "失敗"))
DIRECTIONS: Final = (option("raised", "raised", "上调", "上調"), option("lowered", "lowered", "下调", "下調"))
MARKS: Final = {
    "too_hard": Words("too hard", "过难", "過難"),
    "hard": Words("hard", "偏难", "偏難"),
    "as_it_should_be": Words("as it should be", "合适", "合適"),
    "easy": Words("easy", "偏易", "偏易"),
    "too_easy": Words("too easy", "过易", "過易"),
}
"""What a chance of reaching the quota, or a share of reps who reach it, says of the quotas."""

MARK: Final = choice(
    "mark",
    ("Mark", "评价", "評價"),
    (
        "By the chance: below 40 % too hard, 60 to 70 % as it should be, above 80 % too easy.",
        "按可能性：低于 40% 过难，60% 至 70% 合适，高于 80% 过易。",
        "按可能性：低於 40% 過難，60% 至 70% 合適，高於 80% 過易。",
    ),
    tuple(Choice(key, said) for key, said in MARKS.items()),
    computed=True,
    width=16,
)


def _count(key: str, label: tuple[str, str, str], about: tuple[str, str, str]) -> Column:
    return integer(key, label, about, computed=True)


LAST_YEAR: Final = amount("last_year", ("Last year", "去年", "去年"), ("Its sales.", "去年销售额。", "去年銷售額。"))
PLAN_FINAL: Final = amount(
    "plan_final", ("Quota in the plan", "计划配额", "計畫配額"), ("In the plan.", "计划中的配额。", "計畫中的配額。")
)
FINAL: Final = amount(
    "final", ("Quota", "方案配额", "方案配額"), ("In the scenario.", "该方案中的配额。", "該方案中的配額。")
)
_LESS_PLAN: Final = ("Less the quota in the plan.", "与计划配额之差。", "與計畫配額之差。")
_CHANGE: Final = money(
    "change", ("Change", "变动", "變動"), _LESS_PLAN, formula='IF([@final]="","",[@final]-[@plan_final])'
)
_CHANGE_SHARE: Final = percent(
    "change_share",
    ("Change in %", "变动率", "變動率"),
    ("Change ÷ quota in the plan.", "变动 ÷ 计划配额。", "變動 ÷ 計畫配額。"),
    formula='IF([@plan_final]=0,"",[@change]/[@plan_final])',
)
_GROWTH: Final = percent(
    "growth",
    ("Growth", "增长率", "成長率"),
    ("Quota against last year.", "配额相对去年的增长。", "配額相對去年的成長。"),
    formula='IF([@last_year]=0,"",[@final]/[@last_year]-1)',
)
_AGAINST_PLAN: Final = (PLAN_FINAL, FINAL, _CHANGE, _CHANGE_SHARE)


_HEADS: Final = (
    number(
        "heads",
        ("Heads", "人力", "人力"),
        ("Full-time heads at full quota.", "按全职折算的人数。", "按全職折算的人數。"),
        computed=True,
    ),
    number(
        "ramped_heads",
        ("Ramped heads", "有效人力", "有效人力"),
        (
            "Heads less what ramp and parts of the year take.",
            "扣除爬坡期及不足全年部分后的人力。",
            "扣除爬坡期及不足全年部分後的人力。",
        ),
        computed=True,
    ),
    number(
        "heads_needed",
        ("Heads needed", "所需人力", "所需人力"),
        (
            "Ramped heads, and one more for each time that reps' quotas exceed what they are expected to sell by what an average head sells.",
            "有效人力 +（销售代表配额 − 其预计销售额）÷ 计划中每个有效人力的平均预计销售额。",
            "有效人力 +（業務代表配額 − 其預計銷售額）÷ 計畫中每個有效人力的平均預計銷售額。",
        ),
        computed=True,
    ),
    number(
        "heads_gap",
        ("Heads over", "人力余缺", "人力餘缺"),
        (
            "Ramped heads less heads needed, in average heads of the plan: a new one sells less at first. Negative = lacking.",
            "有效人力减所需人力，按计划中的平均人力计：新人起初的产出较低。负数 = 人手不足。",
            "有效人力減所需人力，按計畫中的平均人力計：新人起初的產出較低。負數 = 人手不足。",
        ),
        formula='IF(OR([@ramped_heads]="",[@heads_needed]=""),"",ROUND([@ramped_heads]-[@heads_needed],1))',
    ),
)

RESULTS: Final = Table(
    "Results",
    Words("a scenario and what it comes to", "一个方案及其结果", "一個方案及其結果"),
    Words(
        "What each scenario does to the company. The plan comes first; changes are held against it.",
        "各方案对全公司的影响。首行为计划，变动均与计划比较。",
        "各方案對全公司的影響。首列為計畫，變動均與計畫比較。",
    ),
    (
        NAME,
        choice(
            "state",
            ("State", "状态", "狀態"),
            (
                "failed: see notes and Findings; the others were computed.",
                "失败：见说明和“问题”表；其他方案已计算。",
                "失敗：見說明和「問題」表；其他方案已計算。",
            ),
            STATES,
            computed=True,
        ),
        amount("company_last_year", ("Last year", "去年", "去年"), ("Its sales.", "去年销售额。", "去年銷售額。")),
        amount(
            "company_base",
            ("Last year plus growth", "去年加增长", "去年加成長"),
            ("Before any company target.", "未计公司目标。", "未計公司目標。"),
        ),
        amount(
            "company_quota",
            ("Company's target", "公司目标", "公司目標"),
            ("Imposed, or last year plus growth.", "指定的目标，或去年加增长。", "指定的目標，或去年加成長。"),
        ),
        replace(
            FINAL,
            key="company_final",
            label=Words("Regions' quotas", "区域配额合计", "區域配額合計"),
            help=Words("What is split among the regions.", "分解到各区域的配额合计。", "分解到各區域的配額合計。"),
        ),
        replace(
            PLAN_FINAL,
            label=Words("In the plan", "计划中", "計畫中"),
            help=Words("Regions' quotas in the plan.", "计划中的区域配额合计。", "計畫中的區域配額合計。"),
        ),
        replace(_CHANGE, formula='IF([@company_final]="","",[@company_final]-[@plan_final])'),
        replace(_CHANGE_SHARE, formula='IF(OR([@company_final]="",[@plan_final]=0),"",[@change]/[@plan_final])'),
        replace(
            _GROWTH,
            formula='IF(OR([@company_final]="",[@company_last_year]=0),"",[@company_final]/[@company_last_year]-1)',
        ),
        amount(
            "reps_final",
            ("Reps' quotas", "销售代表配额合计", "業務代表配額合計"),
            (
                "Of all reps, and of the sales that no rep has.",
                "所有销售代表及未分配部分的配额合计。",
                "所有業務代表及未分配部分的配額合計。",
            ),
        ),
        amount(
            "company_gap",
            ("Regions less target", "区域与目标之差", "區域與目標之差"),
            (
                "Not 0 where pins or bounds stand in the way of the target.",
                "因锁定或上下限而无法达到目标时不为 0。",
                "因鎖定或上下限而無法達到目標時不為 0。",
            ),
        ),
        percent(
            "over_assignment",
            ("Over-assignment", "超额分配", "超額分配"),
            (
                "By how much reps' quotas exceed the company's target.",
                "销售代表配额超出公司目标的比例。",
                "業務代表配額超出公司目標的比例。",
            ),
            formula='IF(OR([@company_quota]="",[@company_quota]=0),"",[@reps_final]/[@company_quota]-1)',
        ),
        _count(
            "raised",
            ("Raised", "上调人数", "上調人數"),
            ("Reps with more than in the plan.", "配额高于计划的人数。", "配額高於計畫的人數。"),
        ),
        _count(
            "lowered",
            ("Lowered", "下调人数", "下調人數"),
            ("Reps with less than in the plan.", "配额低于计划的人数。", "配額低於計畫的人數。"),
        ),
        _count(
            "capped",
            ("Capped", "触上限人数", "觸上限人數"),
            ("Reps whose quota the most growth holds down.", "受增长上限约束的人数。", "受成長上限約束的人數。"),
        ),
        _count(
            "floored",
            ("Floored", "触下限人数", "觸下限人數"),
            ("Reps whose quota the least growth holds up.", "受增长下限约束的人数。", "受成長下限約束的人數。"),
        ),
        _count(
            "pinned",
            ("Pinned", "锁定人数", "鎖定人數"),
            ("Reps whose quota was typed in the plan.", "配额由人工填写的人数。", "配額由人工填寫的人數。"),
        ),
        *_HEADS,
        amount(
            "margin",
            ("Margin of the quotas", "配额对应毛利", "配額對應毛利"),
            (
                "All quotas, also of what no rep has, × margin rate.",
                "全部配额（含未分配部分）× 毛利率。",
                "全部配額（含未分配部分）× 毛利率。",
            ),
        ),
        amount(
            "payout_at_quota",
            ("Payout at quota", "达标时提成与奖金", "達標時佣金與獎金"),
            ("If everybody sold exactly the quota.", "假设人人恰好完成配额。", "假設人人恰好完成配額。"),
        ),
        EXPECTED_SALES,
        EXPECTED_PAYOUT,
        percent(
            "cost_of_sales",
            ("Payout in % of sales", "提成费用率", "佣金費用率"),
            ("Expected payout ÷ expected sales.", "预计提成与奖金 ÷ 预计销售额。", "預計佣金與獎金 ÷ 預計銷售額。"),
            formula='IF(OR([@expected_payout]="",[@expected_sales]="",[@expected_sales]=0),"",[@expected_payout]/[@expected_sales])',
        ),
        text(
            "notes",
            ("Notes", "说明", "說明"),
            ("How many findings, or why it failed.", "发现的问题数，或失败原因。", "發現的問題數，或失敗原因。"),
            computed=True,
            width=54,
        ),
    ),
)

RESULTS_BY_REGION: Final = Table(
    "ResultsByRegion",
    Words("a region or team in a scenario", "某方案中的一个区域或团队", "某方案中的一個區域或團隊"),
    Words(
        "By region and team (blank = the whole region): filter before adding up. Customers nobody carries: sales where their rep is, no heads.",
        "按区域及团队列示；团队为空的行为整个区域，汇总前请先筛选。无人承担的客户计入其销售代表所在区域和团队的预计销售额，不计入人力。",
        "按區域及團隊列示；團隊為空的列為整個區域，彙總前請先篩選。無人承擔的客戶計入其業務代表所在區域和團隊的預計銷售額，不計入人力。",
    ),
    (
        NAME,
        replace(REGION, identity=True),
        replace(TEAM, identity=True, help=Words("Blank = the whole region.", "空 = 整个区域。", "空 = 整個區域。")),
        LAST_YEAR,
        amount("base", ("Base", "基数", "基數"), ("Last year plus growth.", "去年加增长。", "去年加成長。")),
        *_AGAINST_PLAN,
        _GROWTH,
        EXPECTED_SALES,
        attained("final"),
        *_HEADS,
        EXPECTED_PAYOUT,
    ),
    optional=True,
)

RESULTS_BY_REP: Final = Table(
    "ResultsByRep",
    Words("a rep in a scenario", "某方案中的一名销售代表", "某方案中的一名業務代表"),
    Words(
        "Every rep in every scenario, and how likely the quota is to be reached. Customers nobody carries: Unassigned. Filter a scenario first.",
        "各方案中每名销售代表的配额及达成可能性；无人承担的客户列入“未分配”。请先筛选方案。",
        "各方案中每名業務代表的配額及達成可能性；無人承擔的客戶列入「未分配」。請先篩選方案。",
    ),
    (
        NAME,
        REP_ID,
        REP,
        REGION,
        TEAM,
        LAST_YEAR,
        *_AGAINST_PLAN,
        _GROWTH,
        choice(
            "bound",
            ("Bound", "限制", "限制"),
            ("What holds the quota where it is.", "配额所受的限制。", "配額所受的限制。"),
            BOUNDS,
            computed=True,
            width=10,
        ),
        EXPECTED_SALES,
        percent(
            "spread",
            ("Spread", "波动幅度", "波動幅度"),
            (
                "Of the sales of a year around what is expected, from history.",
                "全年销售额围绕预期的波动幅度，由历史估计。",
                "全年銷售額圍繞預期的波動幅度，由歷史估計。",
            ),
            computed=True,
        ),
        percent(
            "chance",
            ("Chance", "达成可能性", "達成可能性"),
            ("Of reaching the quota.", "完成配额的可能性。", "完成配額的可能性。"),
            computed=True,
        ),
        *(percentile(key) for key in ("p10", "p50", "p90")),
        EXPECTED_PAYOUT,
        MARK,
    ),
    optional=True,
)

MOVERS: Final = Table(
    "Movers",
    Words("a rep whose quota a scenario moves most", "配额变动最大的一名销售代表", "配額變動最大的一名業務代表"),
    Words(
        "The ten reps of each scenario whose quotas are raised most, and the ten that are lowered most.",
        "各方案中配额上调最多和下调最多的各十名销售代表。",
        "各方案中配額上調最多和下調最多的各十名業務代表。",
    ),
    (
        NAME,
        choice(
            "direction",
            ("Direction", "方向", "方向"),
            ("Raised or lowered.", "上调或下调。", "上調或下調。"),
            DIRECTIONS,
            identity=True,
            computed=True,
            width=11,
        ),
        integer(
            "place",
            ("Place", "名次", "名次"),
            ("1 = moved most.", "1 = 变动最大。", "1 = 變動最大。"),
            identity=True,
            computed=True,
            width=8,
        ),
        replace(REP_ID, identity=False),
        REP,
        REGION,
        TEAM,
        *_AGAINST_PLAN,
    ),
    optional=True,
)
