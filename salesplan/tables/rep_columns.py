"""The columns by which computed tables say whose a row is, and of when."""

from typing import Final

from salesplan.tables.columns import text

PERIOD: Final = text(
    "period",
    ("Period", "期间", "期間"),
    ("Month, quarter, week or year.", "月、季、周或年。", "月、季、週或年。"),
    identity=True,
    computed=True,
    width=12,
)
REP_ID: Final = text(
    "rep_id",
    ("Rep ID", "销售编号", "業務編號"),
    ("From Reps.", "来自销售代表表。", "來自業務代表表。"),
    identity=True,
    computed=True,
    width=10,
)
REP: Final = text("rep", ("Rep", "销售代表", "業務代表"), ("Name.", "姓名。", "姓名。"), computed=True, width=22)
REGION: Final = text(
    "region",
    ("Region", "区域", "區域"),
    ("From Reps.", "来自销售代表表。", "來自業務代表表。"),
    computed=True,
    width=15,
)
TEAM: Final = text(
    "team", ("Team", "团队", "團隊"), ("From Reps.", "来自销售代表表。", "來自業務代表表。"), computed=True, width=15
)
