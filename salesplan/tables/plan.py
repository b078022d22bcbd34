"""The sales plan workbook: its sheets in order, its settings and key figures."""

from typing import Final

from salesplan.tables.charts import Chart
from salesplan.tables.conflicts import CONFLICTS
from salesplan.tables.customers import CONTACTS, CUSTOMERS
from salesplan.tables.incentives import PAYOUTS, RATES
from salesplan.tables.inputs import GROWTH, RAMP, REPS, SALES, SEASON
from salesplan.tables.journal import FINDINGS, RUNS
from salesplan.tables.lifecycle import CUSTOMER_METRICS, LIFECYCLE
from salesplan.tables.model import Figure, Holds, Sheet, WorkbookPlan
from salesplan.tables.quota import BRIDGE, MONTHS, QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.tables.scorecard import RANK_SENSITIVITY, SCORECARD, SCORES
from salesplan.tables.scoring import GRADES, KPIS, QUOTA_HISTORY, RATINGS, RECEIVABLES
from salesplan.tables.settings import SETTINGS
from salesplan.tables.tiers import MOVES, PARETO, TIERS
from salesplan.tables.tracking import TRACKING
from salesplan.tables.visit_status import FOLLOW_UPS, VISIT_PLAN, VISIT_STATUS
from salesplan.tables.visits import VISITS
from salesplan.words import Words

FIGURES: Final = (
    Figure(
        key="company_last_year",
        label=Words("Last year's sales", "去年销售额", "去年銷售額"),
        holds=Holds.MONEY,
        formula="SUM(RegionQuota[last_year])",
        of="RegionQuota.last_year",
    ),
    Figure(
        key="company_base",
        label=Words("Last year plus growth", "去年加增长", "去年加成長"),
        holds=Holds.MONEY,
        formula="SUM(RegionQuota[base])",
        of="RegionQuota.base",
    ),
    Figure(
        key="company_quota",
        label=Words("Company's target", "公司目标", "公司目標"),
        holds=Holds.MONEY,
        formula='IF(company_target="",ROUND(company_base/rounding_unit,0)*rounding_unit,company_target)',
    ),
    Figure(
        key="company_final",
        label=Words("Regions' quotas", "区域配额合计", "區域配額合計"),
        holds=Holds.MONEY,
        formula="SUM(RegionQuota[final])",
        of="RegionQuota.final",
    ),
    Figure(
        key="company_gap",
        label=Words("Regions less target", "区域与目标之差", "區域與目標之差"),
        holds=Holds.MONEY,
        formula="company_final-IF(over_assignment_region=0,company_quota,"
        "ROUND(company_quota*(1+over_assignment_region)/rounding_unit,0)*rounding_unit)",
    ),
    Figure(
        key="company_growth",
        label=Words("Growth over last year", "比去年增长", "比去年成長"),
        holds=Holds.PERCENT,
        formula='IF(company_last_year=0,"",company_final/company_last_year-1)',
        of="company_final",
        over="company_last_year",
    ),
    Figure(
        key="reps_final",
        label=Words("Reps' quotas", "销售代表配额合计", "業務代表配額合計"),
        holds=Holds.MONEY,
        formula="SUM(Quota[final])",
        of="Quota.final",
    ),
    Figure(
        key="reps_stretch",
        label=Words("Reps' stretch targets", "挑战目标合计", "挑戰目標合計"),
        holds=Holds.MONEY,
        formula="SUM(Quota[stretch])",
        of="Quota.stretch",
    ),
)

MONTH_FIGURES: Final = tuple(
    Figure(
        key=f"company_{month}",
        label=QUOTA[month].label,
        holds=Holds.MONEY,
        formula=f"SUM(Quota[{month}])",
        of=f"Quota.{month}",
    )
    for month in MONTHS
)

_SPLIT: Final = Words(
    "Save, close, and split the quotas:  salesplan quota {file}",
    "保存并关闭，然后分解配额：salesplan quota {file}",
    "儲存並關閉，然後分解配額：salesplan quota {file}",
)
_SPLIT_BY_BUTTON: Final = Words(
    "Press Split quotas; or save, close, and run:  salesplan quota {file}",
    "点击“分解配额”按钮；或保存并关闭，然后运行：salesplan quota {file}",
    "按「分解配額」按鈕；或儲存並關閉，然後執行：salesplan quota {file}",
)

STEPS: Final = (
    Words(
        "Fill in Settings: plan year, market growth, and a company target if there is one.",
        "在“设置”中填写计划年度、市场增长率，如有公司目标也一并填写。",
        "在「設定」中填寫計畫年度、市場成長率，如有公司目標也一併填寫。",
    ),
    Words(
        "Paste or load last year into Reps, Customers and Sales:  salesplan load {file} Sales sales.csv",
        "将去年数据粘贴或载入销售代表、客户和销售记录：salesplan load {file} Sales sales.csv",
        "將去年資料貼上或載入業務代表、客戶和銷售記錄：salesplan load {file} Sales sales.csv",
    ),
    _SPLIT,
    Words(
        "Not right? Type an override and its reason in a yellow column and run step 3 again: the others take the difference.",
        "需要调整？在黄色列填写调整值和原因，再执行第 3 步，差额由其他人分摊。",
        "需要調整？在黃色欄填寫調整值和原因，再執行第 3 步，差額由其他人分攤。",
    ),
    Words(
        "Rate the customers, and send each rep a visit log:  salesplan tier {file}, then salesplan visits issue {file} logs",
        "评定客户并给每位销售代表发放拜访记录表：salesplan tier {file}，然后 salesplan visits issue {file} logs",
        "評定客戶並給每位業務代表發放拜訪記錄表：salesplan tier {file}，然後 salesplan visits issue {file} logs",
    ),
    Words(
        "Collect the logs that came back, and see planned against made:  salesplan visits collect {file} logs",
        "汇总发回的记录表，查看计划与实际：salesplan visits collect {file} logs",
        "彙總寄回的記錄表，查看計畫與實際：salesplan visits collect {file} logs",
    ),
    Words(
        "Month by month, score the reps and print their review sheets:  salesplan review {file} --period 2027-03",
        "每月评分并打印回顾表：salesplan review {file} --period 2027-03",
        "每月評分並列印回顧表：salesplan review {file} --period 2027-03",
    ),
    Words(
        "Read Findings for what to put right, and the Bridge for why each quota is what it is.",
        "在“问题”中查看需要改正之处，在“配额桥”中查看每个配额的由来。",
        "在「問題」中查看需要改正之處，在「配額橋」中查看每個配額的由來。",
    ),
)

_TIER_CHARTS: Final = (
    Chart(
        title=Words("Customers and what they buy, by tier", "各等级客户占比与采购额占比", "各等級客戶占比與採購額占比"),
        categories="tier",
        columns=("customers_share", "amount_share"),
    ),
)

_PARETO_CHARTS: Final = (
    Chart(
        title=Words(
            "What the best customers bring",
            "头部客户贡献的销售额",
            "頭部客戶貢獻的銷售額",
        ),
        categories="best",
        columns=("gained",),
        line="share",
    ),
)

_LIFECYCLE_CHARTS: Final = (
    Chart(
        title=Words("Customers by lifecycle stage", "各生命周期阶段的客户数", "各生命週期階段的客戶數"),
        categories="stage",
        columns=("customers",),
    ),
    Chart(
        title=Words("What they bought, before and now", "前后两期采购额", "前後兩期採購額"),
        categories="stage",
        columns=("amount_before", "amount"),
    ),
)

_KPI_CHARTS: Final = (
    Chart(
        title=Words("What a score is made of", "得分的构成", "得分的構成"),
        categories="label",
        columns=("weight",),
    ),
)

SALES_PLAN: Final = WorkbookPlan(
    kind="plan",
    file="sales_plan.xlsx",
    title=Words("Sales plan", "销售计划", "銷售計畫"),
    settings=SETTINGS,
    figures=FIGURES + MONTH_FIGURES,
    sheets=(
        Sheet(Words("Region quota", "区域配额", "區域配額"), REGION_QUOTA),
        Sheet(Words("Team quota", "团队配额", "團隊配額"), TEAM_QUOTA),
        Sheet(Words("Quota", "销售配额", "業務配額"), QUOTA),
        Sheet(Words("Bridge", "配额桥", "配額橋"), BRIDGE),
        Sheet(Words("Tiers", "等级规则", "等級規則"), TIERS, _TIER_CHARTS),
        Sheet(Words("Pareto", "帕累托", "帕累托"), PARETO, _PARETO_CHARTS),
        Sheet(Words("Lifecycle", "生命周期", "生命週期"), LIFECYCLE, _LIFECYCLE_CHARTS),
        Sheet(Words("Customer metrics", "客户指标", "客戶指標"), CUSTOMER_METRICS),
        Sheet(Words("Moves", "等级变动", "等級變動"), MOVES),
        Sheet(Words("Visit status", "拜访进度", "拜訪進度"), VISIT_STATUS),
        Sheet(Words("Visit plan", "拜访计划", "拜訪計畫"), VISIT_PLAN),
        Sheet(Words("Follow-up", "待跟进", "待跟進"), FOLLOW_UPS),
        Sheet(Words("Tracking", "进度跟踪", "進度追蹤"), TRACKING),
        Sheet(Words("Scorecard", "记分卡", "計分卡"), SCORECARD),
        Sheet(Words("Scores", "得分明细", "得分明細"), SCORES),
        Sheet(Words("Rank sensitivity", "排名敏感度", "排名敏感度"), RANK_SENSITIVITY),
        Sheet(Words("Payouts", "提成与奖金", "佣金與獎金"), PAYOUTS),
        Sheet(Words("KPIs", "指标", "指標"), KPIS, _KPI_CHARTS),
        Sheet(Words("Grades", "评级", "等第"), GRADES),
        Sheet(Words("Rates", "提成费率", "佣金費率"), RATES),
        Sheet(Words("Growth", "增长调整", "成長調整"), GROWTH),
        Sheet(Words("Season", "季节", "季節"), SEASON),
        Sheet(Words("Ramp", "爬坡", "爬坡"), RAMP),
        Sheet(Words("Reps", "销售代表", "業務代表"), REPS),
        Sheet(Words("Customers", "客户", "客戶"), CUSTOMERS),
        Sheet(Words("Contacts", "联系人", "聯絡人"), CONTACTS),
        Sheet(Words("Visits", "拜访记录", "拜訪記錄"), VISITS),
        Sheet(Words("Ratings", "评分", "評分"), RATINGS),
        Sheet(Words("Receivables", "应收款", "應收款"), RECEIVABLES),
        Sheet(Words("Quota history", "历史配额", "歷史配額"), QUOTA_HISTORY),
        Sheet(Words("Sales", "销售记录", "銷售記錄"), SALES),
        Sheet(Words("Conflicts", "冲突", "衝突"), CONFLICTS),
        Sheet(Words("Findings", "问题", "問題"), FINDINGS),
        Sheet(Words("Runs", "运行记录", "執行記錄"), RUNS),
    ),
    steps=STEPS,
    steps_with_buttons=tuple(_SPLIT_BY_BUTTON if step is _SPLIT else step for step in STEPS),
)
"""``sales_plan.xlsx``, the managers' workbook."""
