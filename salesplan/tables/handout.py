"""The handout: the workbook with a region's or a team's part of the plan, which its manager edits and sends back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from salesplan.tables.customers import CUSTOMERS
from salesplan.tables.handout_helps import HELP, NOT_YOURS, TARGET_OF_TEAM, TEAMS_OF_REGION
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


def _handed(part: Part, table: Table) -> Table:
    """Declare a table of the plan as a manager gets it: what is not theirs to change is for nobody to type in."""
    helps = dict(HELP.get(table.name, {}))
    if table.name == TEAM_QUOTA.name:
        helps |= TARGET_OF_TEAM if part is Part.TEAM else TEAMS_OF_REGION
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
        column = replace(column, refers=f"{QUOTA.name}.rep_id", unknown=NOT_YOURS)
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
