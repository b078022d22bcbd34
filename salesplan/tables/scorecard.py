"""The scorecard: a rep in a period; how each score came about; what hangs on the weights."""

from collections.abc import Iterator
from typing import Final

from salesplan.tables.columns import choice, date, integer, money, number, option, percent, text
from salesplan.tables.model import OWN, Column, Table
from salesplan.tables.rep_columns import PERIOD, REP, REP_ID, TEAM
from salesplan.tables.scoring import KPIS, MEASURES
from salesplan.words import Words

DIAGNOSES: Final = (
    option("on_target", "sales on target", "销售达标", "銷售達標"),
    option("talk", "talk", "面谈", "面談"),
    option("train", "train", "培训", "培訓"),
    option("review", "review quota", "复核配额", "檢討配額"),
    option("unclear", "unclear", "不明", "不明"),
)
"""What a rep's figures ask of the manager; talk of activity and attitude, train a skill, or review quota and territory."""

RECOGNITIONS: Final = (
    option("best", "best", "最佳", "最佳"),
    option("improved", "most improved", "进步最大", "進步最大"),
)

YES_NO: Final = (option("yes", "yes", "是", "是"), option("no", "no", "否", "否"))

_KPI: Final = text(
    "kpi",
    ("KPI", "指标", "指標"),
    ("From KPIs.", "来自“指标”表。", "來自「指標」表。"),
    identity=True,
    computed=True,
    width=20,
)
_LABEL: Final = text(
    "label",
    ("Label", "名称", "名稱"),
    ("What people see.", "显示名称。", "顯示名稱。"),
    computed=True,
    width=22,
)


def pair(kpi: str, label: Words, *, is_percent: bool) -> tuple[Column, Column]:
    """Declare the two columns of a KPI: what was measured, and the points that it earned.

    Examples
    --------
    >>> [column.key for column in pair("nps", Words("NPS"), is_percent=False)]
    ['nps_actual', 'nps_score']
    """
    declare = percent if is_percent else number
    names = (label.said("en"), label.said("zh-Hans"), label.said("zh-Hant"))
    return (
        declare(
            f"{kpi}_actual",
            names,
            ("What was measured; blank = no data.", "实际值；空 = 无数据。", "實際值；空 = 無資料。"),
            computed=True,
            width=12,
        ),
        number(
            f"{kpi}_score",
            (f"{names[0]}: score", f"{names[1]}得分", f"{names[2]}得分"),
            ("Points, 0 to 120.", "得分，0 至 120。", "得分，0 至 120。"),
            computed=True,
            width=10,
        ),
    )


def _pairs() -> Iterator[Column]:
    for measure in MEASURES:
        yield from pair(measure.key, measure.label, is_percent=measure.unit == "percent")


_OWN_PAIR: Final = (
    number(
        f"{OWN}_actual",
        (f"{OWN} actual", f"{OWN}实际", f"{OWN}實際"),
        ("What was rated; blank = no data.", "评定的值；空 = 无数据。", "評定的值；空 = 無資料。"),
        computed=True,
    ),
    number(
        f"{OWN}_score",
        (f"{OWN} score", f"{OWN}得分", f"{OWN}得分"),
        ("Points, 0 to 120.", "得分，0 至 120。", "得分，0 至 120。"),
        computed=True,
    ),
)
"""The columns that users may add for a KPI of their own, headed by its key."""

SCORECARD: Final = Table(
    "Scorecard",
    Words("a rep in a period", "一名销售代表的一个期间", "一名業務代表的一個期間"),
    Words(
        "How each rep did. Periods stay; scoring one again replaces its rows and keeps what you agreed.",
        "各销售代表的表现。历史期间保留；重新评分时替换该期间，约定事项保留。",
        "各業務代表的表現。歷史期間保留；重新評分時取代該期間，約定事項保留。",
    ),
    (
        PERIOD,
        REP_ID,
        REP,
        TEAM,
        date(
            "measured_to",
            ("Measured to", "统计至", "統計至"),
            (
                "The last day that counts: the period's, or an earlier today.",
                "统计截止日：期末或当天。",
                "統計截止日：期末或當天。",
            ),
            computed=True,
        ),
        money(
            "quota",
            ("Quota", "配额", "配額"),
            (
                "Due in the period up to that day; blank = none.",
                "期间内截至该日应完成的配额；空 = 无配额。",
                "期間內截至該日應完成的配額；空 = 無配額。",
            ),
            computed=True,
            width=15,
        ),
        money(
            "revenue",
            ("Revenue", "销售额", "銷售額"),
            ("Sold in it.", "期间销售额。", "期間銷售額。"),
            computed=True,
            width=15,
        ),
        money(
            "variance",
            ("Variance", "差额", "差額"),
            ("Revenue less quota.", "销售额减配额。", "銷售額減配額。"),
            formula='IF([@quota]="","",[@revenue]-[@quota])',
            width=15,
        ),
        integer(
            "rank",
            ("Rank", "名次", "名次"),
            (
                "By total; equal totals share a rank (1, 2, 2, 4).",
                "按总分；同分同名次（1、2、2、4）。",
                "依總分；同分同名次（1、2、2、4）。",
            ),
            computed=True,
            width=8,
        ),
        number(
            "total",
            ("Total", "总分", "總分"),
            (
                "Weighted score, 0 to 120; blank where less than half of the weights could be measured.",
                "加权总分，0 至 120；可衡量权重不足一半时为空。",
                "加權總分，0 至 120；可衡量權重不足一半時為空。",
            ),
            computed=True,
            width=9,
        ),
        text(
            "grade",
            ("Grade", "评级", "等第"),
            ("By the Grades sheet.", "按“评级”表。", "依「等第」表。"),
            computed=True,
            width=8,
        ),
        percent(
            "measured",
            ("Measured", "数据完整度", "資料完整度"),
            (
                "Share of the weights with data; the others' weight is shared out.",
                "有数据的权重占比；其余权重按比例分摊。",
                "有資料的權重占比；其餘權重按比例分攤。",
            ),
            computed=True,
            width=10,
        ),
        number(
            "previous",
            ("Previous", "上期", "上期"),
            (
                "Total of the period before, as recorded here.",
                "上一期间的总分（本表记录）。",
                "上一期間的總分（本表記錄）。",
            ),
            computed=True,
            width=9,
        ),
        number(
            "change",
            ("Change", "变化", "變化"),
            ("Total less previous.", "总分减上期。", "總分減上期。"),
            formula='IF(OR([@total]="",[@previous]=""),"",ROUND([@total]-[@previous],2))',
            width=9,
        ),
        choice(
            "recognition",
            ("Recognition", "表彰", "表彰"),
            ("Best of the period, or most improved.", "本期最佳或进步最大。", "本期最佳或進步最大。"),
            RECOGNITIONS,
            computed=True,
            width=14,
        ),
        choice(
            "diagnosis",
            ("Diagnosis", "诊断", "診斷"),
            (
                "Below target: talk (activity, attitude), train (skill), or review the quota.",
                "未达标时：面谈（活动量、态度）、培训（能力）或复核配额。",
                "未達標時：面談（活動量、態度）、培訓（能力）或檢討配額。",
            ),
            DIAGNOSES,
            computed=True,
            width=14,
        ),
        text(
            "evidence",
            ("Evidence", "依据", "依據"),
            ("The figures that say so.", "得出诊断的数据。", "得出診斷的資料。"),
            computed=True,
            width=120,
            lines=3,
        ),
        text(
            "actions",
            ("Agreed actions", "约定事项", "約定事項"),
            (
                "What you agreed; yours to fill in, and kept.",
                "约定的措施，由您填写并保留。",
                "約定的措施，由您填寫並保留。",
            ),
            width=50,
        ),
        *_pairs(),
    ),
    optional=True,
    grows=_OWN_PAIR,
)

SCORES: Final = Table(
    "Scores",
    Words("a rep's score on a measure", "销售代表一项指标的得分", "業務代表一項指標的得分"),
    Words(
        "How each total of the last scoring came about. Weights of measures without data are shared out over the others.",
        "最近一次评分中每个总分的构成。无数据指标的权重分摊到其他指标。",
        "最近一次評分中每個總分的構成。無資料指標的權重分攤到其他指標。",
    ),
    (
        PERIOD,
        REP_ID,
        REP,
        _KPI,
        _LABEL,
        number("weight", ("Weight", "权重", "權重"), ("Points of 100.", "百分制。", "百分制。"), computed=True),
        number(
            "actual", ("Actual", "实际", "實際"), ("Blank = no data.", "空 = 无数据。", "空 = 無資料。"), computed=True
        ),
        number(
            "target",
            ("Target", "目标值", "目標值"),
            ("For this period.", "本期目标值。", "本期目標值。"),
            computed=True,
        ),
        choice(
            "unit",
            ("Unit", "单位", "單位"),
            ("As in KPIs.", "同“指标”表。", "同「指標」表。"),
            KPIS["unit"].choices,
            computed=True,
            width=14,
        ),
        percent(
            "ratio",
            ("Ratio", "比率", "比率"),
            (
                "Actual ÷ target; target ÷ actual where lower is better.",
                "实际 ÷ 目标；越低越好时为目标 ÷ 实际。",
                "實際 ÷ 目標；越低越好時為目標 ÷ 實際。",
            ),
            computed=True,
        ),
        number("score", ("Score", "得分", "得分"), ("0 to 120.", "0 至 120。", "0 至 120。"), computed=True),
        number(
            "counted",
            ("Weight counted", "计入权重", "計入權重"),
            (
                "The weight after sharing out those without data; they add up to 100.",
                "分摊无数据指标后的权重，合计 100。",
                "分攤無資料指標後的權重，合計 100。",
            ),
            computed=True,
            width=14,
        ),
        number(
            "points",
            ("Points", "加权得分", "加權得分"),
            (
                "Score × weight counted ÷ 100: what it adds to the total.",
                "得分 × 计入权重 ÷ 100，即对总分的贡献。",
                "得分 × 計入權重 ÷ 100，即對總分的貢獻。",
            ),
            formula='IF([@score]="","",[@score]*[@counted]/100)',
        ),
    ),
    optional=True,
)

RANK_SENSITIVITY: Final = Table(
    "RankSensitivity",
    Words("a weight moved by 5 points", "一项权重变动 5 分", "一項權重變動 5 分"),
    Words(
        "Whether the ranking of the last period hangs on a weight: each one 5 points up and down, the others in proportion.",
        "最近一期排名是否取决于某项权重：逐项增减 5 分，其余按比例调整。",
        "最近一期排名是否取決於某項權重：逐項增減 5 分，其餘按比例調整。",
    ),
    (
        PERIOD,
        _KPI,
        _LABEL,
        number(
            "moved",
            ("Moved by", "变动", "變動"),
            (
                "Points; a weight does not fall below 0 or rise above 100.",
                "分；权重不低于 0，不高于 100。",
                "分；權重不低於 0，不高於 100。",
            ),
            identity=True,
            computed=True,
        ),
        number("weight", ("Weight", "原权重", "原權重"), ("Before.", "变动前。", "變動前。"), computed=True),
        text(
            "top",
            ("First then", "变动后第一名", "變動後第一名"),
            ("Who would be first.", "变动后的第一名。", "變動後的第一名。"),
            computed=True,
            width=26,
        ),
        choice(
            "top_changes",
            ("First changes", "第一名改变", "第一名改變"),
            ("Whether somebody else would be first.", "第一名是否易人。", "第一名是否易人。"),
            YES_NO,
            computed=True,
            width=14,
        ),
        integer(
            "ranks_changed",
            ("Ranks changed", "名次变动人数", "名次變動人數"),
            ("Reps whose rank would be another.", "名次会改变的人数。", "名次會改變的人數。"),
            computed=True,
            width=14,
        ),
        integer(
            "largest",
            ("Largest move", "最大变动名次", "最大變動名次"),
            ("In ranks.", "名次数。", "名次數。"),
            computed=True,
            width=14,
        ),
    ),
    optional=True,
)
