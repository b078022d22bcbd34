"""The handout: the workbook with a region's or a team's part of the plan, which its manager edits and sends back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.model import Column, Figure, Holds, Owner, Setting, Sheet, Table, WorkbookPlan
from salesplan.tables.plan import SALES_PLAN
from salesplan.tables.quota import QUOTA, REGION_QUOTA, TEAM_QUOTA
from salesplan.tables.scorecard import SCORECARD
from salesplan.tables.settings import SETTINGS
from salesplan.words import Words


class Part(StrEnum):
    """What a handout is of."""

    REGION = "region"
    TEAM = "team"


MANAGERS_MAY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        TEAM_QUOTA.name: ("override", "reason"),
        QUOTA.name: ("override", "reason"),
        CUSTOMERS.name: ("rep_id", "potential", "intent", "credit"),
        SCORECARD.name: ("actions",),
    }
)
"""The columns that a manager may change, by table."""

NOT_HANDED_OUT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({CUSTOMERS.name: ("share",)})
"""The columns that would tell of others: what a customer bought over its share is what all customers bought."""


def may_change(part: Part, table: str) -> tuple[str, ...]:
    """Give the columns of a table that the manager of a part may change.

    A team's own row of TeamQuota is the target that is set for it; for a region its teams are there to be divided.

    Examples
    --------
    >>> may_change(Part.REGION, "TeamQuota"), may_change(Part.TEAM, "TeamQuota"), may_change(Part.TEAM, "RegionQuota")
    (('override', 'reason'), (), ())
    """
    if table == TEAM_QUOTA.name and part is Part.TEAM:
        return ()
    return MANAGERS_MAY.get(table, ())


HANDOUT_NEEDED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        QUOTA.name: ("rep_id", "proposed", "override", "bound"),
        TEAM_QUOTA.name: ("region", "team", "allocated"),
        REGION_QUOTA.name: ("region", "allocated"),
        CUSTOMERS.name: ("customer_id", "rep_id", "evaluated_on"),
        SCORECARD.name: ("period", "rep_id", "grade"),
    }
)
"""The columns by which a table is known again on a sheet that lost its Excel Table."""

_FINAL: Final = "IF(ISNUMBER([@override]),[@override],[@proposed])"
"""The quota that counts: in the place of an override there may stand the word that takes it away."""


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

_HELP: Final[Mapping[str, Mapping[str, Words]]] = {
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

_TARGET_OF_TEAM: Final[Mapping[str, Words]] = {
    "": Words(
        "The target that head office has set for your team, and what you have allocated of it to your reps.",
        "总部为您的团队设定的目标，以及您已分配给各销售代表的金额。",
        "總部為您的團隊設定的目標，以及您已分配給各業務代表的金額。",
    ),
    "override": Words("Head office's override.", "总部填写的调整值。", "總部填寫的調整值。"),
    "final": Words("The target set for you.", "为您设定的目标。", "為您設定的目標。"),
}
_TEAMS_OF_REGION: Final[Mapping[str, Words]] = {
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

_NOT_YOURS: Final = Words(
    "It is none of your reps. A customer can go to another of your own reps, not to those of others.",
    "该编号不是您下属的销售代表。客户只能在您自己的下属之间调整。",
    "該編號不是您下屬的業務代表。客戶只能在您自己的下屬之間調整。",
)


def _handed(part: Part, table: Table) -> Table:
    """Declare a table of the plan as a manager gets it: what is not theirs to change is for nobody to type in."""
    helps = dict(_HELP.get(table.name, {}))
    if table.name == TEAM_QUOTA.name:
        helps |= _TARGET_OF_TEAM if part is Part.TEAM else _TEAMS_OF_REGION
    left_out = NOT_HANDED_OUT.get(table.name, ())
    may = may_change(part, table.name)
    columns = tuple(_column(column, may, helps) for column in table if column.key not in left_out)
    return replace(table, help=helps.get("", table.help), columns=columns, given=(), record=False, grows=(), more=())


def _column(column: Column, may: tuple[str, ...], helps: Mapping[str, Words]) -> Column:
    column = replace(column, help=helps.get(column.key, column.help), required=False, seeded=False, refers="")
    if column.key == "final":
        column = replace(column, formula=_FINAL)
    if column.owner is Owner.PERSON and column.key not in may:
        return replace(column, owner=Owner.SALESPLAN, minimum=None)
    if column.key not in may:
        return column
    if column.key == "rep_id":
        column = replace(column, refers=f"{QUOTA.name}.rep_id", unknown=_NOT_YOURS)
    return replace(column, clears=True)


def _fact(key: str, label: Words, about: Words, holds: Holds = Holds.TEXT) -> Setting:
    return Setting(key=key, label=label, help=about, unit=Words(""), holds=holds, owner=Owner.SALESPLAN, quiet=True)


_OF_PLAN: Final = {setting.key: setting for setting in SETTINGS}
_COMPUTED_WITH: Final = ("rounding_unit", "stretch", "over_assignment_team", "over_assignment_rep")

HANDOUT_SETTINGS: Final = (
    _fact(
        "handout",
        Words("Handout", "下发编号", "下發編號"),
        Words(
            "By this code the workbook is known again when it comes back, whatever the file is called.",
            "发回时以此编号识别，文件名可更改。",
            "寄回時以此編號識別，檔名可更改。",
        ),
    ),
    _fact(
        "region",
        Words("Region", "区域", "區域"),
        Words("Whose part of the plan it is.", "本文件所含计划部分的区域。", "本檔案所含計畫部分的區域。"),
    ),
    _fact(
        "team",
        Words("Team", "团队", "團隊"),
        Words("Whose part of the plan it is.", "本文件所含计划部分的团队。", "本檔案所含計畫部分的團隊。"),
    ),
    _fact(
        "manager",
        Words("Manager", "经理", "經理"),
        Words("Who is to edit it.", "由谁填写。", "由誰填寫。"),
    ),
    _fact(
        "number",
        Words("Round", "轮次", "輪次"),
        Words(
            "1 = your first handout of this part; 2 = the second, and so on.",
            "1 = 首次下发，2 = 第二次，依此类推。",
            "1 = 首次下發，2 = 第二次，依此類推。",
        ),
        Holds.INTEGER,
    ),
    _fact(
        "comment",
        Words("Comment", "意见", "意見"),
        Words("Why it comes back to you.", "退回的原因。", "退回的原因。"),
    ),
    replace(_OF_PLAN["plan_year"], owner=Owner.SALESPLAN, quiet=True),
    replace(_OF_PLAN["currency"], owner=Owner.SALESPLAN, quiet=True),
    _fact(
        "issued_on",
        Words("Handed out on", "下发日期", "下發日期"),
        Words("The numbers are of this day.", "数据以此日为准。", "資料以此日為準。"),
        Holds.DATE,
    ),
    _fact(
        "back_by",
        Words("Send back by", "发回期限", "寄回期限"),
        Words("The day by which head office wants it back.", "请在此日之前发回总部。", "請在此日之前寄回總部。"),
        Holds.DATE,
    ),
    *(replace(_OF_PLAN[key], owner=Owner.SALESPLAN, quiet=True) for key in _COMPUTED_WITH),
    replace(_OF_PLAN["language"], owner=Owner.SALESPLAN, quiet=True),
)
"""What a handout says of itself, and what its formulas are computed with."""


TO_ALLOCATE: Final = "part_to_allocate"
"""The figure that differs from the target where more is handed down than is asked for."""


def _figures(target: str) -> Iterator[Figure]:
    """Declare the figures of a part, whose target stands in the one row of a table."""
    yield _sum("part_target", Words("Target set for you", "为您设定的目标", "為您設定的目標"), target, "final")
    yield Figure(
        key=TO_ALLOCATE,
        label=Words("With over-assignment", "含超额分配的应分配额", "含超額分配的應分配額"),
        holds=Holds.MONEY,
        formula=f"SUM({target}[allocated])-SUM({target}[gap])",
    )
    yield _sum("part_allocated", Words("Allocated by you", "您已分配", "您已分配"), target, "allocated")
    yield _sum("part_gap", Words("Allocated less due", "已分配与应分配之差", "已分配與應分配之差"), target, "gap")
    yield _sum("part_last_year", Words("Last year's sales", "去年销售额", "去年銷售額"), target, "last_year")
    yield Figure(
        key="part_growth",
        label=Words("Allocated against last year", "已分配比去年增长", "已分配比去年成長"),
        holds=Holds.PERCENT,
        formula='IF(part_last_year=0,"",part_allocated/part_last_year-1)',
        of="part_allocated",
        over="part_last_year",
    )


def _sum(key: str, label: Words, table: str, column: str) -> Figure:
    return Figure(key=key, label=label, holds=Holds.MONEY, formula=f"SUM({table}[{column}])", of=f"{table}.{column}")


_STEPS: Final = (
    Words(
        "Type in yellow cells only: overrides of quotas, customers' owners and ratings, agreed actions.",
        "只在黄色单元格中填写：配额调整值、客户的负责人与评级、约定事项。",
        "只在黃色儲存格中填寫：配額調整值、客戶的負責人與評級、約定事項。",
    ),
    Words(
        "Give a reason beside each override; see that the gap on the left is what you want it to be.",
        "每个调整值旁请写明原因；留意左侧的差额是否符合您的意图。",
        "每個調整值旁請寫明原因；留意左側的差額是否符合您的意圖。",
    ),
    Words(
        "A blank cell changes nothing, 0 is zero, and the word none takes a value away.",
        "留空表示不变，0 即为零，填“无”表示清除原有的值。",
        "留空表示不變，0 即為零，填「無」表示清除原有的值。",
    ),
    Words(
        "Leave ids and grey cells as they are: what is changed there is reported, not taken.",
        "请勿改动编号和灰色单元格：其中的改动只会被提示，不会采纳。",
        "請勿改動編號和灰色儲存格：其中的改動只會被提示，不會採納。",
    ),
    Words(
        "You may sort, filter, hide and add columns of your own; they are not read.",
        "可以排序、筛选、隐藏，也可添加自己的列；这些不会被读取。",
        "可以排序、篩選、隱藏，也可新增自己的欄；這些不會被讀取。",
    ),
    Words(
        "Finals and totals move at once; head office rebalances the months after collecting.",
        "最终配额和合计即时变化；各月由总部收回后重新平衡。",
        "最終配額和合計即時變化；各月由總部收回後重新平衡。",
    ),
    Words(
        "Save as an Excel workbook (.xlsx) and send it back. You may rename it.",
        "保存为 Excel 工作簿（.xlsx）并发回，文件名可更改。",
        "儲存為 Excel 活頁簿（.xlsx）並寄回，檔名可更改。",
    ),
)

_TITLES: Final = {
    Part.REGION: Words("Your region's plan", "区域计划", "區域計畫"),
    Part.TEAM: Words("Your team's plan", "团队计划", "團隊計畫"),
}


def handout_plan(part: Part, scorecard: Table = SCORECARD) -> WorkbookPlan:
    """Declare the workbook that the manager of a part gets.

    Parameters
    ----------
    scorecard
        The table Scorecard with the columns that users of the plan added for KPIs of their own.

    Examples
    --------
    >>> [table.name for table in handout_plan(Part.TEAM).tables]
    ['TeamQuota', 'Quota', 'Customers', 'Scorecard']
    >>> [column.key for column in handout_plan(Part.REGION).table("TeamQuota") if column.owner is Owner.PERSON]
    ['override', 'reason']
    """
    target = REGION_QUOTA if part is Part.REGION else TEAM_QUOTA
    divided = (TEAM_QUOTA,) if part is Part.REGION else ()
    names = {sheet.table.name: sheet.name for sheet in SALES_PLAN.sheets}
    tables = [_handed(part, table) for table in (target, *divided, QUOTA, CUSTOMERS, scorecard)]
    return WorkbookPlan(
        kind="handout",
        file="handout.xlsx",
        title=_TITLES[part],
        settings=HANDOUT_SETTINGS,
        figures=tuple(_figures(target.name)),
        sheets=tuple(Sheet(names[table.name], table) for table in tables),
        steps=_STEPS,
    )
