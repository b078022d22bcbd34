"""Tracking: where each rep stands in the year, and what the rest of it takes."""

from dataclasses import replace
from typing import Final

from salesplan.tables.columns import date, integer, money, percent, text
from salesplan.tables.model import Table
from salesplan.tables.quota import MONTHS, QUOTA
from salesplan.tables.rep_columns import REGION, REP, REP_ID, TEAM
from salesplan.words import Words

_LABELS = {key: QUOTA[key].label for key in MONTHS}

TRACKING: Final = Table(
    "Tracking",
    Words("a rep and the year so far", "一名销售代表及年度进度", "一名業務代表及年度進度"),
    Words(
        "Sales held against the part of the quota that is due by now in the season, and what every remaining month has to bring.",
        "按季节进度对比销售额与应完成配额，并给出其余各月需完成的金额。",
        "依季節進度對比銷售額與應完成配額，並給出其餘各月需完成的金額。",
    ),
    (
        REGION,
        TEAM,
        replace(
            REP_ID,
            help=Words(
                "From Reps; blank = unassigned sales.",
                "来自销售代表表；空 = 未分配销售。",
                "來自業務代表表；空 = 未分配銷售。",
            ),
        ),
        REP,
        date(
            "as_of",
            ("As of", "截至", "截至"),
            (
                "The day that counts as today; the year is its year.",
                "视为今天的日期；年度即其所在年。",
                "視為今天的日期；年度即其所在年。",
            ),
            computed=True,
        ),
        money(
            "quota",
            ("Quota of the year", "全年配额", "全年配額"),
            ("All months.", "各月合计。", "各月合計。"),
            computed=True,
            total=True,
            width=16,
        ),
        money(
            "due",
            ("Due by now", "应完成", "應完成"),
            (
                "Quota of the months gone by; of the running month the part whose working days are gone.",
                "已过月份的配额；当月按已过工作日折算。",
                "已過月份的配額；當月依已過工作日折算。",
            ),
            computed=True,
            total=True,
            width=16,
        ),
        money(
            "actual",
            ("Actual", "实际", "實際"),
            ("Sold in the year so far.", "本年已实现销售额。", "本年已實現銷售額。"),
            computed=True,
            total=True,
            width=16,
        ),
        money(
            "variance",
            ("Variance", "差额", "差額"),
            ("Actual less due by now.", "实际减应完成。", "實際減應完成。"),
            formula='IF([@quota]="","",[@actual]-[@due])',
            total=True,
            width=15,
        ),
        percent(
            "attainment",
            ("Attainment", "达成率", "達成率"),
            ("Actual ÷ due by now.", "实际 ÷ 应完成。", "實際 ÷ 應完成。"),
            formula='IF([@due]=0,"",[@actual]/[@due])',
        ),
        percent(
            "season_share",
            ("Year gone", "年度进度", "年度進度"),
            (
                "Due by now ÷ quota of the year: the season's share, not the calendar's.",
                "应完成 ÷ 全年配额，按季节而非天数。",
                "應完成 ÷ 全年配額，依季節而非天數。",
            ),
            formula='IF([@quota]=0,"",[@due]/[@quota])',
        ),
        money(
            "projected",
            ("Year at this pace", "全年预计", "全年預計"),
            ("Actual ÷ year gone.", "实际 ÷ 年度进度。", "實際 ÷ 年度進度。"),
            computed=True,
            total=True,
            width=16,
        ),
        money(
            "needed",
            ("Still needed", "尚需", "尚需"),
            (
                "Quota of the year less actual; 0 when reached.",
                "全年配额减实际；已达成为 0。",
                "全年配額減實際；已達成為 0。",
            ),
            formula="MAX([@quota]-[@actual],0)",
            total=True,
            width=15,
        ),
        integer(
            "months_left",
            ("Months left", "剩余月数", "剩餘月數"),
            (
                "Months of the year that are not over, the running one included.",
                "年内未结束的月数，含当月。",
                "年內未結束的月數，含當月。",
            ),
            computed=True,
        ),
        money(
            "run_rate",
            ("Run rate", "月均实际", "月均實際"),
            ("Actual a month in the months that are over.", "已结束月份的月均销售额。", "已結束月份的月均銷售額。"),
            computed=True,
            width=14,
        ),
        money(
            "run_rate_needed",
            ("Run rate needed", "月均尚需", "月均尚需"),
            ("Still needed ÷ months left.", "尚需 ÷ 剩余月数。", "尚需 ÷ 剩餘月數。"),
            computed=True,
            width=15,
        ),
        percent(
            "raise",
            ("Against plan", "较计划增减", "較計畫增減"),
            (
                "By how much each remaining month must exceed its quota for the year to be reached; negative = may stay below it.",
                "为完成全年，其余各月需超出配额的比例；负数 = 可低于配额。",
                "為完成全年，其餘各月需超出配額的比例；負數 = 可低於配額。",
            ),
            computed=True,
        ),
        *(
            money(
                key,
                (label.en, label.hans or label.en, label.hant or label.en),
                (
                    "Gone: what was sold. To come: what it has to bring, the missing amount spread by season.",
                    "已过月份：实际；其余月份：按季节分摊后需完成的金额。",
                    "已過月份：實際；其餘月份：依季節分攤後需完成的金額。",
                ),
                computed=True,
                total=True,
                width=12,
            )
            for key, label in _LABELS.items()
        ),
        money(
            "check",
            ("Check", "校验", "校驗"),
            (
                "Months less the larger of quota and what was sold: 0 while the year can still be reached.",
                "各月之和减配额与实际的较大者；年度尚可完成时为 0。",
                "各月之和減配額與實際的較大者；年度尚可完成時為 0。",
            ),
            formula="IF([@months_left]=0,0,ROUND("
            + "+".join(f"[@{key}]" for key in MONTHS)
            + "-MAX([@quota],[@actual]),4))",
            total=True,
            width=10,
        ),
        text(
            "note",
            ("What it means", "说明", "說明"),
            (
                "What was missed, and what it asks of the rest of the year.",
                "缺口及其对全年的影响。",
                "缺口及其對全年的影響。",
            ),
            computed=True,
            width=70,
        ),
    ),
    optional=True,
)
