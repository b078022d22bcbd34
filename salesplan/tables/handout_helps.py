"""What a handout says otherwise than the plan: helps of tables and columns that speak to a manager."""

from collections.abc import Mapping
from typing import Final

from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.quota import QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.tables.scorecard import SCORECARD
from salesplan.words import Words

_REGION: Final = Words("The region.", "区域。", "區域。")
_TEAM: Final = Words("The team.", "团队。", "團隊。")
_REP_ID: Final = Words("The rep's id; leave it as it is.", "销售代表的编号，请勿改动。", "業務代表的編號，請勿改動。")
_PROPOSED: Final = Words(
    "What comes of last year's sales and growth; it counts while there is no override.",
    "由去年销售额和增长率得出；没有调整值时以此为准。",
    "由去年銷售額和成長率得出；沒有調整值時以此為準。",
)
_WHY: Final = Words(
    "Why you set it. Blank = unchanged, none = take the reason away.",
    "调整的原因。留空 = 不变，填“无” = 清除。",
    "調整的原因。留空 = 不變，填「無」 = 清除。",
)

HELP: Final[Mapping[str, Mapping[str, Words]]] = {
    REGION_QUOTA.name: {
        "region": _REGION,
        "proposed": _PROPOSED,
        "": Words(
            "The target that head office has set for your region, and what you have allocated of it to your teams.",
            "总部为您的区域设定的目标，以及您已分配给各团队的金额。",
            "總部為您的區域設定的目標，以及您已分配給各團隊的金額。",
        ),
        "override": Words("Head office's override.", "总部填写的调整值。", "總部填寫的調整值。"),
        "final": Words("The target set for you.", "为您设定的目标。", "為您設定的目標。"),
        "gap": Words(
            "What your teams have less what they should have in all; 0 when it adds up.",
            "各团队合计减应分配金额；为 0 即相符。",
            "各團隊合計減應分配金額；為 0 即相符。",
        ),
    },
    TEAM_QUOTA.name: {
        "region": _REGION,
        "team": _TEAM,
        "proposed": _PROPOSED,
        "gap": Words(
            "What the reps have less what they should have in all; 0 when it adds up.",
            "各销售代表合计减应分配金额；为 0 即相符。",
            "各業務代表合計減應分配金額；為 0 即相符。",
        ),
    },
    QUOTA.name: {
        "": Words(
            "Type an override and its reason in the yellow columns; blank = unchanged, 0 = zero, none = take it away.",
            "在黄色列填写调整值和原因；留空 = 不变，0 = 零，填“无” = 取消。",
            "在黃色欄填寫調整值和原因；留空 = 不變，0 = 零，填「無」 = 取消。",
        ),
        "region": _REGION,
        "team": _TEAM,
        "rep_id": _REP_ID,
        "proposed": _PROPOSED,
        "reason": _WHY,
        "override": Words(
            "Type here to fix this rep's quota. Blank = unchanged, 0 = zero, none = take the override away. Head office "
            "rebalances the months after collecting.",
            "在此填写以锁定该销售代表的配额。留空 = 不变，0 = 零，填“无” = 取消调整。总部收回后会重新平衡各月。",
            "在此填寫以鎖定該業務代表的配額。留空 = 不變，0 = 零，填「無」 = 取消調整。總部收回後會重新平衡各月。",
        ),
        "check": Words(
            "Months less final. Not 0 after your edit: head office rebalances the months after collecting.",
            "各月之和减最终配额。您修改后不为 0：总部收回后会重新平衡各月。",
            "各月之和減最終配額。您修改後不為 0：總部收回後會重新平衡各月。",
        ),
    },
    CUSTOMERS.name: {
        "": Words(
            "The customers of your reps. Yellow is yours: blank = unchanged, none = take the value away.",
            "您下属销售代表的客户。黄色列由您填写：留空 = 不变，填“无” = 清除。",
            "您下屬業務代表的客戶。黃色欄由您填寫：留空 = 不變，填「無」 = 清除。",
        ),
        "customer_id": Words(
            "The customer's id; leave it as it is.", "客户的编号，请勿改动。", "客戶的編號，請勿改動。"
        ),
        "amount": Words(
            "Revenue in the twelve months up to the last column, Evaluated as of.",
            "截至最后一列“评定日期”的十二个月销售额。",
            "截至最後一欄「評定日期」的十二個月銷售額。",
        ),
        "tier": Words(
            "By purchase amount and head office's rules; prospect = never bought.",
            "按采购额和总部的规则评定；从未采购的为潜在客户。",
            "按採購額和總部的規則評定；從未採購的為潛在客戶。",
        ),
        "evaluated_on": Words(
            "The day up to which tiers and visits were computed.",
            "等级评定的截至日期。",
            "等級評定的截至日期。",
        ),
        "rep_id": Words(
            "The rep who owns the customer: one of your own. None = nobody.",
            "负责该客户的销售代表，限您自己的下属。填“无” = 无人负责。",
            "負責該客戶的業務代表，限您自己的下屬。填「無」 = 無人負責。",
        ),
    },
    SCORECARD.name: {
        "": Words(
            "How your reps did, and what you agreed with them: type that in the yellow column.",
            "您下属销售代表的表现，以及与其约定的事项（请填在黄色列中）。",
            "您下屬業務代表的表現，以及與其約定的事項（請填在黃色欄中）。",
        ),
        "rep_id": _REP_ID,
        "team": _TEAM,
        "grade": Words("What the total amounts to.", "按总分评定。", "按總分評定。"),
        "actions": Words(
            "What you agreed with the rep. Blank = unchanged, none = take it away.",
            "与销售代表约定的事项。留空 = 不变，填“无” = 清除。",
            "與業務代表約定的事項。留空 = 不變，填「無」 = 清除。",
        ),
    },
}
"""What is said otherwise than in the plan, by table and column; of the table itself by ""."""

TARGET_OF_TEAM: Final[Mapping[str, Words]] = {
    "": Words(
        "The target that head office has set for your team, and what you have allocated of it to your reps.",
        "总部为您的团队设定的目标，以及您已分配给各销售代表的金额。",
        "總部為您的團隊設定的目標，以及您已分配給各業務代表的金額。",
    ),
    "override": Words("Head office's override.", "总部填写的调整值。", "總部填寫的調整值。"),
    "final": Words("The target set for you.", "为您设定的目标。", "為您設定的目標。"),
}
TEAMS_OF_REGION: Final[Mapping[str, Words]] = {
    "": Words(
        "Your teams. Type an override and its reason in the yellow columns; blank = unchanged, 0 = zero, none = take it "
        "away.",
        "您的各个团队。在黄色列填写调整值和原因；留空 = 不变，0 = 零，填“无” = 取消。",
        "您的各個團隊。在黃色欄填寫調整值和原因；留空 = 不變，0 = 零，填「無」 = 取消。",
    ),
    "reason": _WHY,
    "override": Words(
        "Type here to fix this team's quota. Blank = unchanged, 0 = zero, none = take the override away. Head office "
        "rebalances the rest after collecting.",
        "在此填写以锁定该团队的配额。留空 = 不变，0 = 零，填“无” = 取消调整。总部收回后会重新平衡其余部分。",
        "在此填寫以鎖定該團隊的配額。留空 = 不變，0 = 零，填「無」 = 取消調整。總部收回後會重新平衡其餘部分。",
    ),
}

NOT_YOURS: Final = Words(
    "It is none of your reps. A customer can go to another of your own reps, not to those of others.",
    "该编号不是您下属的销售代表。客户只能在您自己的下属之间调整。",
    "該編號不是您下屬的業務代表。客戶只能在您自己的下屬之間調整。",
)
