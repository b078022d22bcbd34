"""The scenarios workbook: its sheets in order, its settings, key figures and charts."""

from typing import Final

from salesplan.tables.charts import Chart, Shape
from salesplan.tables.journal import FINDINGS, RUNS
from salesplan.tables.model import Figure, Holds, Sheet, WorkbookPlan
from salesplan.tables.scenario_likely import ATTAINMENT, BACK_TEST, FAIRNESS, OUTLOOK, SENSITIVITY
from salesplan.tables.scenario_results import MOVERS, RESULTS, RESULTS_BY_REGION, RESULTS_BY_REP
from salesplan.tables.scenario_settings import SCENARIO_SETTINGS
from salesplan.tables.scenarios import ADJUSTMENTS, DRIVERS, HEADS, SCENARIO_RAMP, SCENARIO_RATES, SCENARIOS
from salesplan.words import Words

FIGURES: Final = (
    Figure(
        key="plan_quota",
        label=Words("Quota in the plan", "计划配额", "計畫配額"),
        holds=Holds.MONEY,
        formula='IF(COUNT(Results[plan_final])=0,"",MAX(Results[plan_final]))',
    ),
    Figure(
        key="highest_quota",
        label=Words("Highest of all", "最高方案配额", "最高方案配額"),
        holds=Holds.MONEY,
        formula='IF(COUNT(Results[company_final])=0,"",MAX(Results[company_final]))',
    ),
    Figure(
        key="lowest_quota",
        label=Words("Lowest of all", "最低方案配额", "最低方案配額"),
        holds=Holds.MONEY,
        formula='IF(COUNT(Results[company_final])=0,"",MIN(Results[company_final]))',
    ),
)
"""The regions' quotas together: of the plan, and of the scenarios that ask most and least."""

STEPS: Final = (
    Words(
        "Type scenarios as rows of the sheet Scenarios: what differs from the plan; blank = as in the plan. People: Heads; segments: Adjustments.",
        "在“方案”表中每行填写一个方案：只填与计划不同之处，留空 = 与计划相同。人员变动填“人员变动”，细分增长填“增长调整”。",
        "在「方案」表中每列填寫一個方案：只填與計畫不同之處，留空 = 與計畫相同。人員變動填「人員變動」，細分成長填「成長調整」。",
    ),
    Words(
        "Save, close, and compute all of them:  salesplan scenario sales_plan.xlsx {file}",
        "保存并关闭，然后计算全部方案：salesplan scenario sales_plan.xlsx {file}",
        "儲存並關閉，然後計算全部方案：salesplan scenario sales_plan.xlsx {file}",
    ),
    Words(
        "Read Comparison, which comes with the first run: all side by side. Results, Attainment and Fairness say more. The plan never changes.",
        "看“比较”表（首次运行后出现）：各方案并列对照。“结果”“达成可能性”“公平性”有更多细节。计划本身不会改变。",
        "看「比較」表（首次執行後出現）：各方案並列對照。「結果」「達成可能性」「公平性」有更多細節。計畫本身不會改變。",
    ),
    Words(
        "Ask what it takes:  salesplan scenario sales_plan.xlsx {file} --seek growth --until company_final=12000000",
        "反推所需条件：salesplan scenario sales_plan.xlsx {file} --seek growth --until company_final=12000000",
        "反推所需條件：salesplan scenario sales_plan.xlsx {file} --seek growth --until company_final=12000000",
    ),
    Words(
        "Settled on one? Put it into the plan, overrides kept:  salesplan scenario adopt NAME sales_plan.xlsx {file}",
        "选定后写入计划，人工调整值保留：salesplan scenario adopt 方案名 sales_plan.xlsx {file}",
        "選定後寫入計畫，人工調整值保留：salesplan scenario adopt 方案名 sales_plan.xlsx {file}",
    ),
)

_SENSITIVITY_CHARTS: Final = (
    Chart(
        title=Words(
            "What one step moves in the reps' quotas, in the scenario shown",
            "所显示方案中变动一步对销售代表配额的影响",
            "所顯示方案中變動一步對業務代表配額的影響",
        ),
        categories="driver",
        columns=("change_low", "change_high"),
        shape=Shape.TORNADO,
    ),
)

_OUTLOOK_CHARTS: Final = (
    Chart(
        title=Words(
            "Sales of the scenario shown, up to the end of each month: what is likely, and what is asked",
            "所显示方案截至各月末的累计销售额：可能区间与配额",
            "所顯示方案截至各月末的累計銷售額：可能區間與配額",
        ),
        categories="month",
        columns=("band_low", "band_mid1", "band_mid2", "band_mid3"),
        shape=Shape.FAN,
        lines=("p50", "quota", "last_year"),
    ),
)

SCENARIO_BOOK: Final = WorkbookPlan(
    kind="scenarios",
    file="quota_scenarios.xlsx",
    title=Words("Quota scenarios", "配额方案", "配額方案"),
    settings=SCENARIO_SETTINGS,
    figures=FIGURES,
    sheets=(
        Sheet(Words("Scenarios", "方案", "方案"), SCENARIOS),
        Sheet(Words("Results", "结果", "結果"), RESULTS),
        Sheet(Words("By region", "按区域", "按區域"), RESULTS_BY_REGION),
        Sheet(Words("Movers", "变动最大者", "變動最大者"), MOVERS),
        Sheet(Words("By rep", "按人员", "按人員"), RESULTS_BY_REP),
        Sheet(Words("Attainment", "达成可能性", "達成可能性"), ATTAINMENT),
        Sheet(Words("Outlook", "展望", "展望"), OUTLOOK, _OUTLOOK_CHARTS),
        Sheet(Words("Sensitivity", "敏感度", "敏感度"), SENSITIVITY, _SENSITIVITY_CHARTS),
        Sheet(Words("Fairness", "公平性", "公平性"), FAIRNESS),
        Sheet(Words("Back-test", "回测", "回測"), BACK_TEST),
        Sheet(Words("Adjustments", "增长调整", "成長調整"), ADJUSTMENTS),
        Sheet(Words("Heads", "人员变动", "人員變動"), HEADS),
        Sheet(Words("Scenario ramp", "方案爬坡", "方案爬坡"), SCENARIO_RAMP),
        Sheet(Words("Scenario rates", "方案费率", "方案費率"), SCENARIO_RATES),
        Sheet(Words("Drivers", "驱动因素", "驅動因素"), DRIVERS),
        Sheet(Words("Findings", "问题", "問題"), FINDINGS),
        Sheet(Words("Runs", "运行记录", "執行記錄"), RUNS),
    ),
    steps=STEPS,
    front="Scenarios",
)
"""``quota_scenarios.xlsx``, finance's workbook."""
