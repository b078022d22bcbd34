"""What salesplan reports: the problems it found, and its runs."""

from typing import Final

from salesplan.tables.columns import choice, moment, option, text
from salesplan.tables.model import Table
from salesplan.words import Words

SEVERITIES: Final = (
    option("error", "error", "错误", "錯誤"),
    option("warning", "warning", "警告", "警告"),
    option("info", "info", "提示", "提示"),
)

FINDINGS: Final = Table(
    "Findings",
    Words("a problem in the data", "数据中的一个问题", "資料中的一個問題"),
    Words(
        "What the last run found, and how to put it right. The link goes to the cell.",
        "上次运行发现的问题及处理方法；点击链接可跳到单元格。",
        "上次執行發現的問題及處理方法；點擊連結可跳到儲存格。",
    ),
    (
        choice(
            "severity",
            ("Severity", "级别", "級別"),
            (
                "error: nothing was written; warning: look at it; info: good to know.",
                "错误：未写入任何内容；警告：请查看；提示：供参考。",
                "錯誤：未寫入任何內容；警告：請查看；提示：供參考。",
            ),
            SEVERITIES,
            computed=True,
            width=10,
        ),
        text(
            "code",
            ("Code", "代码", "代碼"),
            ("Look it up in the guide.", "可在手册中查阅。", "可在手冊中查閱。"),
            computed=True,
            width=8,
        ),
        text(
            "sheet", ("Sheet", "工作表", "工作表"), ("Where.", "所在工作表。", "所在工作表。"), computed=True, width=28
        ),
        text(
            "cell",
            ("Cell", "单元格", "儲存格"),
            ("Which cell.", "所在单元格。", "所在儲存格。"),
            computed=True,
            width=9,
        ),
        text(
            "link",
            ("Go", "跳转", "前往"),
            ("Click to go to the cell.", "点击跳到该单元格。", "點擊跳到該儲存格。"),
            formula='IF(OR([@cell]="",SUBSTITUTE([@sheet],"[","")<>[@sheet]),"",HYPERLINK("#\'"&SUBSTITUTE([@sheet],"\'","\'\'")&"\'!"&[@cell],"→"))',
            width=6,
        ),
        text(
            "message",
            ("What is wrong", "问题", "問題"),
            ("In words.", "文字说明。", "文字說明。"),
            computed=True,
            width=70,
        ),
        text(
            "fix",
            ("What to do", "处理方法", "處理方法"),
            ("How to put it right.", "如何改正。", "如何改正。"),
            computed=True,
            width=60,
        ),
    ),
    optional=True,
)

RUNS: Final = Table(
    "Runs",
    Words("one run of salesplan", "salesplan 的一次运行", "salesplan 的一次執行"),
    Words(
        "Every run that wrote into this workbook, the newest last.",
        "每次写入本工作簿的运行记录，最新的在最后。",
        "每次寫入本活頁簿的執行記錄，最新的在最後。",
    ),
    (
        moment("at", ("When", "时间", "時間"), ("Local time.", "本地时间。", "本地時間。"), computed=True, width=18),
        text(
            "command",
            ("Command", "命令", "命令"),
            ("What was run.", "所运行的命令。", "所執行的命令。"),
            computed=True,
            width=14,
        ),
        text(
            "version",
            ("Version", "版本", "版本"),
            ("Of salesplan.", "salesplan 版本。", "salesplan 版本。"),
            computed=True,
            width=10,
        ),
        text(
            "inputs",
            ("Inputs", "输入指纹", "輸入指紋"),
            (
                "Fingerprint of all that was read: the same inputs give the same quotas.",
                "所读取内容的指纹：相同输入得到相同配额。",
                "所讀取內容的指紋：相同輸入得到相同配額。",
            ),
            computed=True,
            width=32,
        ),
        text(
            "written",
            ("Written", "写入内容", "寫入內容"),
            ("Tables and rows.", "表及行数。", "表及列數。"),
            computed=True,
            width=60,
        ),
        text(
            "findings", ("Findings", "发现问题", "發現問題"), ("How many.", "数量。", "數量。"), computed=True, width=26
        ),
    ),
    optional=True,
)
