"""What the comparison of scenarios says besides the labels of the tables."""

from typing import Final

from salesplan.words import ENGLISH, Words
from salesplan.workbook.compare_data import Section

SHEET_NAME: Final = Words("Comparison", "比较", "比較")
TITLE: Final = Words("Scenarios {year} compared", "{year} 年方案比较", "{year} 年方案比較")
ABOUT: Final = Words(
    "{title} · all amounts in {currency} · written anew by each run",
    "{title} · 金额单位：{currency} · 每次运行时重新生成",
    "{title} · 金額單位：{currency} · 每次執行時重新產生",
)
IN_SHORT: Final = Words("In short", "要点", "重點")
ALONE: Final = Words(
    "There is only the plan so far. Type scenarios on the sheet Scenarios, and run again.",
    "目前只有计划本身。请在“方案”表中填写方案，然后重新运行。",
    "目前只有計畫本身。請在「方案」表中填寫方案，然後重新執行。",
)
ON_AIM: Final = Words(
    "Of the reps 60 to 70 % reach their quota, as is usually aimed at, in: {names}.",
    "完成配额的人数占比在通常目标 60–70% 之内的是：{names}。",
    "完成配額的人數占比在通常目標 60–70% 之內的是：{names}。",
)
NEAREST: Final = Words(
    "“{name}” comes nearest to the 60 to 70 % of reps at quota that are usually aimed at: {share}, in the plan {plan}.",
    "完成配额的人数占比最接近通常目标 60–70% 的是“{name}”：{share}（计划为 {plan}）。",
    "完成配額的人數占比最接近通常目標 60–70% 的是「{name}」：{share}（計畫為 {plan}）。",
)
PLAN_NEAREST: Final = Words(
    "No scenario comes nearer than the plan to the 60 to 70 % of reps at quota that are usually aimed at: {plan}.",
    "完成配额的人数占比没有方案比计划（{plan}）更接近通常目标 60–70%。",
    "完成配額的人數占比沒有方案比計畫（{plan}）更接近通常目標 60–70%。",
)
MOST_LIKELY: Final = Words(
    "Of those that ask for no less than the plan, “{name}” most likely reaches the company’s target: {chance}, the plan {plan}.",
    "在要求不低于计划的方案中，最可能达成公司目标的是“{name}”：{chance}（计划为 {plan}）。",
    "在要求不低於計畫的方案中，最可能達成公司目標的是「{name}」：{chance}（計畫為 {plan}）。",
)
PLAN_MOST_LIKELY: Final = Words(
    "No scenario that asks for as much as the plan is likelier to reach the company’s target: {plan}.",
    "在要求不低于计划的方案中，没有比计划（{plan}）更可能达成公司目标的。",
    "在要求不低於計畫的方案中，沒有比計畫（{plan}）更可能達成公司目標的。",
)
MOST_SOLD: Final = Words(
    "Most sales are expected in “{name}”: {sales}, {change} more than in the plan.",
    "预计销售额最高的是“{name}”：{sales}，比计划高 {change}。",
    "預計銷售額最高的是「{name}」：{sales}，比計畫高 {change}。",
)
TOO_HARD: Final = Words(
    "Too hard, with fewer than 40 % of the reps at quota: {names}.",
    "过难（能完成配额的销售代表不到 40%）：{names}。",
    "過難（能完成配額的業務代表不到 40%）：{names}。",
)
TOO_EASY: Final = Words(
    "Too easy, with more than 80 % of the reps at quota: {names}.",
    "过易（能完成配额的销售代表超过 80%）：{names}。",
    "過易（能完成配額的業務代表超過 80%）：{names}。",
)
FAILED_NAMES: Final = Words("Could not be computed: {names}.", "无法计算：{names}。", "無法計算：{names}。")
BETWEEN_SENTENCES: Final = {ENGLISH: " "}
"""What stands between two sentences; nothing where a language is not named."""
BETWEEN_NAMES: Final = Words(", ", "、", "、")
MORE_NAMES: Final = Words("{names} and {count} more", "{names}等", "{names}等")
MORE: Final = Words(
    "Scenarios that have no room here: {count}. They are on the sheets behind this one.",
    "此处未列出的方案：{count} 个，见后面的工作表。",
    "此處未列出的方案：{count} 個，見後面的工作表。",
)
CHANGES: Final = Words("What it changes", "改变内容", "變更內容")
NOTHING: Final = Words("–")
AS_IS: Final = Words("as it is", "现状", "現狀")
FAILED: Final = Words("Not computed: {why}", "未能计算：{why}", "未能計算：{why}")

SECTIONS: Final = {
    Section.QUOTAS: Words("Quotas", "配额", "配額"),
    Section.LIKELY: Words("How likely", "达成可能性", "達成可能性"),
    Section.PEOPLE: Words("People", "人力", "人力"),
    Section.MONEY: Words("Payout and margin", "提成与毛利", "佣金與毛利"),
    Section.MOVED: Words("Reps whose quota moves", "配额变动的销售代表", "配額變動的業務代表"),
}

LABELS: Final = {
    "sales_gap": Words("Expected sales less target", "预计销售额减目标", "預計銷售額減目標"),
    "change": Words("Change to the plan", "与计划之差", "與計畫之差"),
    "change_share": Words("Change to the plan in %", "与计划相比变动率", "與計畫相比變動率"),
    "growth": Words("Growth over last year", "相对去年的增长率", "相對去年的成長率"),
    "chance": Words("Chance of the company’s target", "公司目标达成可能性", "公司目標達成可能性"),
    "p10": Words("Sales of a bad year (P10)", "差年份的销售额 (P10)", "差年份的銷售額 (P10)"),
    "p50": Words("Sales of a middling year (P50)", "一般年份的销售额 (P50)", "一般年份的銷售額 (P50)"),
    "p90": Words("Sales of a good year (P90)", "好年份的销售额 (P90)", "好年份的銷售額 (P90)"),
    "share_at_quota": Words("Reps who reach their quota", "完成配额的人数占比", "完成配額的人數占比"),
    "mark": Words("The quotas are", "配额难度", "配額難度"),
    "heads_gap": Words("Heads over (+), lacking (−)", "人力余 (+) 缺 (−)", "人力餘 (+) 缺 (−)"),
}
"""Figures that are called otherwise than in their tables, where the other columns say what is meant."""

QUOTAS_CHART: Final = Words(
    "The company’s target, and the sales to expect", "公司目标与预计销售额", "公司目標與預計銷售額"
)
TARGET: Final = Words("The company’s target", "公司目标", "公司目標")
CHANCE: Final = Words("Chance of the company’s target", "公司目标达成可能性", "公司目標達成可能性")
SHARE_AT_QUOTA: Final = Words("Reps who reach their quota", "完成配额的人数占比", "完成配額的人數占比")
EXPECTED: Final = Words("Expected sales", "预计销售额", "預計銷售額")
SALES_RANGE: Final = Words("Sales in 8 of 10 years", "十年中八年的销售额", "十年中八年的銷售額")
LIKELY_CHART: Final = Words(
    "How likely: the target, a rep’s quota",
    "达成可能性：公司目标与个人配额",
    "達成可能性：公司目標與個人配額",
)
AIM: Final = Words("Aim for reps: 60–70 %", "人员比例目标：60–70%", "人員比例目標：60–70%")
DRIVERS_CHART: Final = Words("What a step moves in the reps’ quotas", "变动一步对配额的影响", "變動一步對配額的影響")
CHANCE_DRIVERS_CHART: Final = Words(
    "What a step moves in the chance of the target, points",
    "变动一步对目标达成可能性的影响（百分点）",
    "變動一步對目標達成可能性的影響（百分點）",
)
STEP_DOWN: Final = Words("a step down", "减一步", "減一步")
STEP_UP: Final = Words("a step up", "加一步", "加一步")
OUTLOOK_CHART: Final = Words("How the year may go, from January on", "全年累计展望", "全年累計展望")
OF_SCENARIO: Final = Words("{chart}: {name}", "{chart}：{name}", "{chart}：{name}")
EIGHT_OF_TEN: Final = Words("8 of 10 years", "十年中八年", "十年中八年")
FIVE_OF_TEN: Final = Words("5 of 10 years", "十年中五年", "十年中五年")
MIDDLING: Final = Words("a middling year", "一般年份", "一般年份")
QUOTA: Final = Words("Quota", "配额", "配額")
LAST_YEAR: Final = Words("Last year", "去年", "去年")

METHOD: Final = Words("How to read it", "阅读说明", "閱讀說明")
HERE: Final = Words("Of this run", "本次运行", "本次執行")
METHODS: Final = (
    (
        Words("Asked and expected", "要求与预计", "要求與預計"),
        Words(
            "Quotas are what is asked: they follow growth, targets and adjustments. Expected sales are what the market is "
            "believed to give: last year’s sales with the plan’s growth (or a scenario’s expected growth) and the price "
            "change. Customers stay: what a rep does not carry of them counts for the company, but for no rep. Asking for more "
            "sells no more. Prices and people who come or leave change what is expected.",
            "配额是要求：取决于增长率、目标和调整。预计销售额是市场预计能带来的：去年销售额按计划增长率（或方案的预计增长率）"
            "和价格变动推算。客户会留下：销售代表未能承担的部分计入公司，不计入任何人。提高要求不会多卖；价格变动和人员增减才会改变预计销售额。",
            "配額是要求：取決於成長率、目標和調整。預計銷售額是市場預計能帶來的：去年銷售額按計畫成長率（或方案的預計成長率）"
            "和價格變動推算。客戶會留下：業務代表未能承擔的部分計入公司，不計入任何人。提高要求不會多賣；價格變動和人員增減才會改變預計銷售額。",
        ),
    ),
    (
        Words("Likelihood", "可能性", "可能性"),
        Words(
            "{draws} years are simulated, each rep’s sales scattered as their history was; where there is little of it, more as "
            "the team’s. Good and bad years come to reps partly together (correlation {correlation}). Nine of ten years "
            "end above P10, one of ten above P90. The same seed gives the same figures.",
            "模拟 {draws} 个年份，每名销售代表的波动依其历史数据估计；数据少时向团队水平靠拢。各人的年景好坏部分同步"
            "（相关系数 {correlation}）。十年中九年高于 P10，一年高于 P90。相同的随机种子得到相同的结果。",
            "模擬 {draws} 個年份，每名業務代表的波動依其歷史資料估計；資料少時向團隊水準靠攏。各人的景氣好壞部分同步"
            "（相關係數 {correlation}）。十年中九年高於 P10，一年高於 P90。相同的隨機種子得到相同的結果。",
        ),
    ),
    (
        Words("Hard or easy", "难易标记", "難易標記"),
        Words(
            "By the share of reps who reach their quota: below 40 % too hard, to 60 % hard, 60–70 % as it should be, to "
            "80 % easy, above too easy.",
            "按完成配额的人员比例：低于 40% 过难，40–60% 偏难，60–70% 合适，70–80% 偏易，高于 80% 过易。",
            "按完成配額的人員比例：低於 40% 過難，40–60% 偏難，60–70% 合適，70–80% 偏易，高於 80% 過易。",
        ),
    ),
    (
        Words("People", "人力", "人力"),
        Words(
            "Ramped heads count part years, part time and the first months as the part that they are. Heads are lacking by as "
            "many as would sell what the reps’ quotas exceed their expected sales by: average heads of the plan, at the "
            "scenario’s prices, while a new one starts lower.",
            "有效人力按实际比例计入任职不满一年、非全职和爬坡期。人力缺口 =（销售代表配额 − 其预计销售额）÷ 计划中"
            "每个有效人力的平均销售额（按方案价格）；新人起初的产出低于平均。",
            "有效人力按實際比例計入任職未滿一年、非全職和爬坡期。人力缺口 =（業務代表配額 − 其預計銷售額）÷ 計畫中"
            "每個有效人力的平均銷售額（按方案價格）；新人起初的產出低於平均。",
        ),
    ),
    (
        Words("Money", "提成与毛利", "佣金與毛利"),
        Words(
            "Payout is by the rates, on the attainment of the whole year; expected payout weighs all years that may come. "
            "Margin is the reps’ quotas times the margin rate, which price changes move at unchanged cost.",
            "提成按费率和全年达成率计算；预计提成按各种可能的年份加权。毛利 = 销售代表配额合计 × 毛利率；成本不变时，"
            "价格变动会改变毛利率。",
            "佣金按費率和全年達成率計算；預計佣金按各種可能的年份加權。毛利 = 業務代表配額合計 × 毛利率；成本不變時，"
            "價格變動會改變毛利率。",
        ),
    ),
    (
        Words("Not in it", "未包括", "未包括"),
        Words(
            "Salaries and other costs of reps, and what competitors do. Unless expected growth says so: customers won or lost, "
            "also those of a rep who leaves, and a market that buys less at higher prices. New reps sell on top of the "
            "others and take no customer from them.",
            "未包括：人员薪资等成本和竞争对手的举动；除非在预计增长率中体现，也不包括客户的增减（包括离职者的客户流失）"
            "和涨价引起的需求下降。新增人员的销售额另外计入，不从他人的客户中分出。",
            "未包括：人員薪資等成本和競爭對手的舉動；除非在預計成長率中體現，也不包括客戶的增減（包括離職者的客戶流失）"
            "和漲價引起的需求下降。新增人員的銷售額另外計入，不從他人的客戶中分出。",
        ),
    ),
    (
        Words("Colours", "颜色", "顏色"),
        Words(
            "Expected sales and attainment, the chance of the target, and sales of bad to good years: green is more than the plan, "
            "brown less, as far as the figures shown tell. How hard quotas are has its own colours; heads that are lacking are red. Of the "
            "other figures, the reps who reach their quota too, more is not always better: they stay black.",
            "预计销售额、预计达成率、目标达成可能性及好、差年份的销售额：按所显示的数字，绿色表示高于计划，棕色表示低于计划。"
            "配额难度另有颜色；红色表示人力不足。其他数字（包括完成配额的人数占比）并非越高越好，为黑色。",
            "預計銷售額、預計達成率、目標達成可能性及好、差年份的銷售額：按所顯示的數字，綠色表示高於計畫，棕色表示低於計畫。"
            "配額難度另有顏色；紅色表示人力不足。其他數字（包括完成配額的人數占比）並非越高越好，為黑色。",
        ),
    ),
)
"""How the figures are made: what a paragraph is about, and the paragraph."""
