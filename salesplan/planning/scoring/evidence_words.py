"""The sentences of the evidence, in every language."""

from typing import Final

from salesplan.words import ENGLISH, Words

BETWEEN: Final = {ENGLISH: " "}
"""What stands between two sentences; nothing where a language is not named."""

ATTAINED: Final = Words(
    "{value} of target ({variance}).", "完成目标的 {value}（{variance}）。", "完成目標的 {value}（{variance}）。"
)
SHORT: Final = Words(
    "{value} of target, {variance} short.", "完成目标的 {value}，差 {variance}。", "完成目標的 {value}，差 {variance}。"
)
REASONS: Final = {
    "talk": Words("Activity is low:", "活动量偏低：", "活動量偏低："),
    "train": Words("Activity is fine, results are low:", "活动量正常，成效偏低：", "活動量正常，成效偏低："),
    "review": Words(
        "No sign of low activity or weak skill, so look at quota and territory.",
        "未见活动量或能力不足，应复核配额与区域。",
        "未見活動量或能力不足，應檢討配額與區域。",
    ),
}
"""What decided, by diagnosis; the figures that say so follow."""
ALSO: Final = Words("Also:", "另：", "另：")

A_DAY: Final = Words("Visits a day {value}", "日均拜访 {value}", "日均拜訪 {value}")
ADHERENCE: Final = Words(
    "Planned visits made {value} ({part} of {whole})",
    "计划拜访完成 {value}（{part}/{whole}）",
    "計畫拜訪完成 {value}（{part}/{whole}）",
)
COVERED: Final = Words(
    "Covered {part} of {whole} customers, {value}",
    "已拜访客户 {part}/{whole}，{value}",
    "已拜訪客戶 {part}/{whole}，{value}",
)
STRIKE: Final = Words(
    "Orders from {value} of visits ({part} of {whole})",
    "拜访成单率 {value}（{part}/{whole}）",
    "拜訪成單率 {value}（{part}/{whole}）",
)
A_VISIT: Final = Words("Revenue a visit {value}", "每次拜访销售额 {value}", "每次拜訪銷售額 {value}")

LEAST: Final = Words(", at least {usual} expected", "，应不低于 {usual}", "，應不低於 {usual}")
TARGET: Final = Words(", target {usual}", "，目标 {usual}", "，目標 {usual}")
MEDIAN: Final = Words(", median {usual}", "，中位数 {usual}", "，中位數 {usual}")
STOP: Final = Words(".", "。", "。")
PERCENT: Final = Words("{share} %", "{share}%", "{share}%")

STRONGEST: Final = Words(
    "Strongest: {label} {actual} (score {score}).",
    "最强：{label} {actual}（{score} 分）。",
    "最強：{label} {actual}（{score} 分）。",
)
WEAKEST: Final = Words(
    "Weakest skill: {label} {actual} (score {score}).",
    "能力最弱项：{label} {actual}（{score} 分）。",
    "能力最弱項：{label} {actual}（{score} 分）。",
)
WORK_ON: Final = Words(
    "Work on: {label} {actual} (score {score}).",
    "需改进：{label} {actual}（{score} 分）。",
    "需改進：{label} {actual}（{score} 分）。",
)

RATED: Final = {
    "skill": Words("Skill rated {value} of 5.", "能力评分 {value}（满分 5）。", "能力評分 {value}（滿分 5）。"),
    "attitude": Words("Attitude rated {value} of 5.", "态度评分 {value}（满分 5）。", "態度評分 {value}（滿分 5）。"),
}
AGAINST: Final = {
    "skill": (
        ("talk", "review", "unclear"),
        Words("The low skill rating asks for training, too.", "能力评分偏低，也需培训。", "能力評分偏低，也需培訓。"),
    ),
    "attitude": (
        ("train", "review", "unclear"),
        Words("The low attitude rating asks for a talk, too.", "态度评分偏低，也需面谈。", "態度評分偏低，也需面談。"),
    ),
}
"""Beside which diagnoses a low rating says something else, and what."""
DESPITE_SKILL: Final = Words(
    "The manager rates the skill high: look at the territory, too.",
    "经理对能力评分较高，也应检查区域。",
    "經理對能力評分較高，也應檢視區域。",
)

NO_VISITS: Final = Words(
    "No visits are logged for the period, so activity is unknown.",
    "本期没有拜访记录，活动量不明。",
    "本期沒有拜訪記錄，活動量不明。",
)
NO_LINE: Final = Words(
    "There is no target, plan or median to hold the visits against, so activity is unknown.",
    "拜访没有目标、计划或中位数可对照，活动量不明。",
    "拜訪沒有目標、計畫或中位數可對照，活動量不明。",
)
NO_RESULTS: Final = Words(
    "No KPI of skill is scored, and too few reps have visits to compare with, so results are unknown.",
    "没有已评分的能力类指标，有拜访的销售代表又太少，无法比较成效。",
    "沒有已評分的能力類指標，有拜訪的業務代表又太少，無法比較成效。",
)
