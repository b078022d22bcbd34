"""What a blank workbook says besides its declarations: sheet names, legend, hints."""

from typing import Final

from salesplan.tables.model import Owner
from salesplan.words import Words

START: Final = Words("Start", "开始", "開始")
SETTINGS: Final = Words("Settings", "设置", "設定")
SETTINGS_HELP: Final = Words(
    "Everything the plan is computed from besides the data. Type in the yellow cells; blank means not said.",
    "除数据之外，计划计算所依据的全部参数。请在黄色单元格中填写；留空表示未指定。",
    "除資料之外，計畫計算所依據的全部參數。請在黃色儲存格中填寫；留空表示未指定。",
)
SETTINGS_HELPS: Final = {
    "scenarios": Words(
        "What scenarios are computed with, besides the plan. Type in the yellow cells; blank means not said.",
        "除计划之外，方案计算所依据的参数。请在黄色单元格中填写；留空表示未指定。",
        "除計畫之外，方案計算所依據的參數。請在黃色儲存格中填寫；留空表示未指定。",
    ),
}
"""Of the kinds of workbooks that are computed from more than their own data."""
BLANK_ISSUE_HELP: Final = Words(
    "Whose file this is, and for what year. Type what is still blank.",
    "本文件属于谁、适用于哪一年。请填写空白项。",
    "本檔案屬於誰、適用於哪一年。請填寫空白項。",
)
TYPE_FACT: Final = Words("Type the {label} here. {help}", "请在此填写{label}。{help}", "請在此填寫{label}。{help}")
ISSUED_HELP: Final = Words(
    "Whose file this is, and for what year. There is nothing to fill in here.",
    "本文件属于谁、适用于哪一年。此处无需填写。",
    "本檔案屬於誰、適用於哪一年。此處無需填寫。",
)
SETTING_HEADERS: Final = (
    Words("Setting", "设置项", "設定項"),
    Words("Value", "值", "值"),
    Words("Unit", "单位", "單位"),
    Words("What it does", "说明", "說明"),
    Words("Key", "键", "鍵"),
)

TITLE: Final = Words("{title} {year}", "{year} 年{title}", "{year} 年{title}")
AMOUNTS: Final = Words("All amounts in {currency}", "金额单位：{currency}", "金額單位：{currency}")
BETWEEN: Final = " · "
"""Stands between the facts of the workbook's issue."""
ROUND: Final = Words("round {number}", "第 {number} 轮", "第 {number} 輪")
BACK_BY: Final = Words("send back by {back_by}", "请于 {back_by} 前发回", "請於 {back_by} 前寄回")
SENT_BACK: Final = Words("Sent back to you: what to change", "退回：请修改", "退回：請修改")
KEY_FIGURES: Final = Words("Key figures", "关键数字", "關鍵數字")
BY_MONTH: Final = Words("Quota by month", "各月配额", "各月配額")
TO_DO: Final = Words("What to do", "使用步骤", "使用步驟")
COLOURS: Final = Words("What the colours mean", "颜色说明", "顏色說明")
CONTENTS: Final = Words("Sheets", "工作表", "工作表")
TOTAL: Final = Words("Total", "合计", "合計")

OWNERS: Final = {
    Owner.PERSON: Words("Typed", "填写", "填寫"),
    Owner.SALESPLAN: Words("Computed", "计算", "計算"),
    Owner.SHEET: Words("Live formula", "实时公式", "即時公式"),
}
LEGEND: Final = {
    Owner.PERSON: Words(
        "Yours: type, paste or load here.", "由您填写：可输入、粘贴或载入。", "由您填寫：可輸入、貼上或載入。"
    ),
    Owner.SALESPLAN: Words(
        "Written by salesplan at each run; what you type here would be overwritten.",
        "每次运行时由 salesplan 写入；在此输入的内容会被覆盖。",
        "每次執行時由 salesplan 寫入；在此輸入的內容會被覆蓋。",
    ),
    Owner.SHEET: Words(
        "Excel computes it at once from the cells beside it.",
        "由 Excel 根据旁边的单元格即时计算。",
        "由 Excel 根據旁邊的儲存格即時計算。",
    ),
}
ISSUED_OWNERS: Final = {Owner.SALESPLAN: Words("Given", "已填", "已填")}
ISSUED_LEGEND: Final = {
    Owner.PERSON: Words("Yours to fill in.", "由您填写。", "由您填寫。"),
    Owner.SALESPLAN: Words("Filled in for you; leave it as it is.", "已为您填好，请勿修改。", "已為您填好，請勿修改。"),
}
"""What the colours mean in a workbook that is made for one person."""

SIZES: Final = {0: Words("all", "全部", "全部"), 1: Words("smallest", "最小", "最小")}
"""What groups of reps by size are called besides their number."""

GUARD_TITLE: Final = Words("Computed column", "计算列", "計算欄")
GUARDS: Final = {
    Owner.SALESPLAN: Words(
        "This is computed by salesplan. Type in the yellow columns instead.",
        "此列由 salesplan 计算，请改在黄色列中填写。",
        "此欄由 salesplan 計算，請改在黃色欄中填寫。",
    ),
    Owner.SHEET: Words(
        "This is a live formula. Type in the yellow columns instead.",
        "此列为实时公式，请改在黄色列中填写。",
        "此欄為即時公式，請改在黃色欄中填寫。",
    ),
}
ISSUED_GUARD_TITLE: Final = Words("Not for typing", "请勿填写", "請勿填寫")
ISSUED_GUARD: Final = Words(
    "This is filled in for you; what is typed here is not read. Type in the yellow columns instead.",
    "此处已为您填好，改动不会被读取，请改在黄色列中填写。",
    "此處已為您填好，改動不會被讀取，請改在黃色欄中填寫。",
)
ISSUED_GUARD_ONLY: Final = Words(
    "This is filled in for you; what is typed here is not read.",
    "此处已为您填好，改动不会被读取。",
    "此處已為您填好，改動不會被讀取。",
)
GUARD_ONLY: Final = Words(
    "This is computed; it is not for typing.", "此处为计算结果，请勿填写。", "此處為計算結果，請勿填寫。"
)
"""Where there is no yellow column beside it."""

LIST_COMMA: Final = Words(", ", "、", "、")
REFUSED_TITLE: Final = Words("Not a value for this cell", "此单元格不接受该值", "此儲存格不接受該值")
REFUSED_CHOICE: Final = Words("Choose one of: {choices}.", "请选择其一：{choices}。", "請選擇其一：{choices}。")
REFUSED_RANGE: Final = Words(
    "Type a number from {least} to {most}.",
    "请输入 {least} 到 {most} 之间的数。",
    "請輸入 {least} 到 {most} 之間的數。",
)
REFUSED_LEAST: Final = Words(
    "Type a number of at least {least}.", "请输入不小于 {least} 的数。", "請輸入不小於 {least} 的數。"
)
REFUSED_MOST: Final = Words(
    "Type a number of at most {most}.", "请输入不大于 {most} 的数。", "請輸入不大於 {most} 的數。"
)
REFUSED_NUMBER: Final = Words("Type a number.", "请输入数字。", "請輸入數字。")
OR_NONE: Final = Words("{message} Or: {none}.", "{message}或填“{none}”。", "{message}或填「{none}」。")
REFUSED_DATE: Final = Words("Type a date.", "请输入日期。", "請輸入日期。")
REFUSED_DAY: Final = Words(
    "Type a date from {first} to {last}. This file is for {year}; other years have files of their own.",
    "请输入 {first} 至 {last} 之间的日期。本文件仅用于 {year} 年，其他年度另有文件。",
    "請輸入 {first} 至 {last} 之間的日期。本檔案僅用於 {year} 年，其他年度另有檔案。",
)
LONG_TITLE: Final = Words("A long text", "文字较长", "文字較長")
LONG: Final = Words(
    "It is longer than {most} characters. Say it in fewer, if you can.",
    "超过 {most} 个字符，请尽量简短。",
    "超過 {most} 個字元，請盡量簡短。",
)
UNKNOWN_TITLE: Final = Words("Not known", "未找到", "找不到")
UNKNOWN: Final = Words(
    "The sheet {sheet} has no such {label}.", "“{sheet}”中没有该{label}。", "「{sheet}」中沒有該{label}。"
)

PAGE: Final = Words("Page &P of &N", "第 &P 页，共 &N 页", "第 &P 頁，共 &N 頁")

CHECK_DATA: Final = Words("Check data", "检查数据", "檢查資料")
RATE_CUSTOMERS: Final = Words("Rate customers", "评定客户", "評定客戶")
SPLIT_QUOTAS: Final = Words("Split quotas", "分解配额", "分解配額")
SCORE_REPS: Final = Words("Score reps", "绩效评分", "績效評分")
COMPARE_SCENARIOS: Final = Words("Compare scenarios", "比较方案", "比較方案")
COMPUTE_ALL: Final = Words("Compute all", "全部计算", "全部計算")
EXPLAIN_QUOTA: Final = Words("Explain the selected quota", "说明所选配额的由来", "說明所選配額的由來")
"""What the buttons do."""

SET_UP: Final = Words(
    "Excel has no xlwings add-in yet, through which the buttons run salesplan.\n\n"
    "Close Excel, open a command prompt (on a Mac: Terminal), and run:\n\n"
    "salesplan excel install\n\n"
    "Then open this workbook again. To see what is missing still, run: salesplan excel doctor",
    "Excel 尚未加载 xlwings 加载项，按钮需要通过它运行 salesplan。\n\n"
    "请关闭 Excel，打开命令提示符（Mac 为“终端”），运行：\n\n"
    "salesplan excel install\n\n"
    "然后重新打开本工作簿。如需查看仍缺少什么，请运行：salesplan excel doctor",
    "Excel 尚未載入 xlwings 增益集，按鈕需要透過它執行 salesplan。\n\n"
    "請關閉 Excel，開啟命令提示字元（Mac 為「終端機」），執行：\n\n"
    "salesplan excel install\n\n"
    "然後重新開啟本活頁簿。如需查看仍缺少什麼，請執行：salesplan excel doctor",
)
"""What a button says where the add-in is missing."""
