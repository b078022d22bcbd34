"""Cells that were changed both in the plan and in a workbook that a manager returned, and what is to become of them."""

from typing import Final

from salesplan.tables.columns import choice, moment, number, option, text
from salesplan.tables.model import Table
from salesplan.words import Words

KEEP: Final = option("keep", "keep", "保留", "保留")
TAKE: Final = option("take", "take", "采纳", "採納")

_A_VALUE: Final = Words(
    "This is neither keep nor take. It is taken as the value that the plan's cell is to have.",
    "这既不是“保留”也不是“采纳”，将作为该单元格的新值写入计划。",
    "這既不是「保留」也不是「採納」，將作為該儲存格的新值寫入計畫。",
)

CONFLICTS: Final = Table(
    "Conflicts",
    Words("a cell that was changed on both sides", "双方都改动的一个单元格", "雙方都改動的一個儲存格"),
    Words(
        "Changed by a manager and meanwhile in the plan; until you choose, the plan's value stays. keep = the plan's, "
        "take = the manager's, or type a value; then run collect --resolve.",
        "经理与计划双方都改动过；选择之前保留计划的值。“保留”= 计划的值，“采纳”= 经理的值，也可直接填值；然后运行 collect --resolve。",
        "經理與計畫雙方都改動過；選擇之前保留計畫的值。「保留」= 計畫的值，「採納」= 經理的值，也可直接填值；然後執行 collect --resolve。",
    ),
    (
        text(
            "id",
            ("Conflict", "冲突编号", "衝突編號"),
            ("By which it is known again.", "用于识别该冲突。", "用於識別該衝突。"),
            identity=True,
            computed=True,
            width=11,
        ),
        text(
            "table",
            ("Sheet", "工作表", "工作表"),
            ("Where the cell is.", "单元格所在工作表。", "儲存格所在工作表。"),
            computed=True,
            width=12,
        ),
        text(
            "name",
            ("Row", "对象", "對象"),
            ("Whom or what it is about.", "所涉及的人或客户。", "所涉及的人或客戶。"),
            computed=True,
            width=28,
        ),
        text(
            "column",
            ("Column", "列", "欄"),
            ("Which cell of the row.", "该行的哪一列。", "該列的哪一欄。"),
            computed=True,
            width=13,
        ),
        number(
            "sent",
            ("Sent", "下发值", "下發值"),
            ("What was handed out, or taken last.", "下发时或上次采纳后的值。", "下發時或上次採納後的值。"),
            computed=True,
            raw=True,
            width=24,
            lines=3,
        ),
        number(
            "current",
            ("Plan now", "计划当前值", "計畫目前值"),
            (
                "What the plan says now; it counts until you choose.",
                "计划中现在的值；选择之前以此为准。",
                "計畫中現在的值；選擇之前以此為準。",
            ),
            computed=True,
            raw=True,
            width=24,
            lines=3,
        ),
        number(
            "returned",
            ("Returned", "经理填写值", "經理填寫值"),
            ("What the manager typed; blank = cleared.", "经理填写的值；空 = 已清除。", "經理填寫的值；空 = 已清除。"),
            computed=True,
            raw=True,
            width=24,
            lines=3,
        ),
        choice(
            "choice",
            ("Choice", "选择", "選擇"),
            (
                "keep = the plan's value stays, take = the manager's, or type a value (none = blank); then run collect --resolve.",
                "“保留”= 计划的值不变，“采纳”= 经理的值，也可直接填值（“无”= 清空）；然后运行 collect --resolve。",
                "「保留」= 計畫的值不變，「採納」= 經理的值，也可直接填值（「無」= 清空）；然後執行 collect --resolve。",
            ),
            (KEEP, TAKE),
            unknown=_A_VALUE,
            raw=True,
            width=13,
        ),
        text(
            "note",
            ("Note", "备注", "備註"),
            ("Why; it goes into the log.", "原因；会记入日志。", "原因；會記入日誌。"),
            width=30,
        ),
        text(
            "team",
            ("Part", "所属", "所屬"),
            ("The region or team whose handout it is.", "该下发表所属的区域或团队。", "該下發表所屬的區域或團隊。"),
            computed=True,
            width=18,
        ),
        text(
            "manager",
            ("Manager", "经理", "經理"),
            ("Whose handout it is.", "该下发表的经理。", "該下發表的經理。"),
            computed=True,
            width=14,
        ),
        text(
            "returned_by",
            ("Returned by", "保存者", "儲存者"),
            ("Who saved the file last.", "最后保存文件的人。", "最後儲存檔案的人。"),
            computed=True,
            width=14,
        ),
        moment(
            "returned_at",
            ("Saved", "保存时间", "儲存時間"),
            ("When the file was saved.", "文件保存的时间。", "檔案儲存的時間。"),
            computed=True,
            width=18,
        ),
        text(
            "file",
            ("File", "文件", "檔案"),
            ("The file that came back.", "收回的文件。", "收回的檔案。"),
            computed=True,
            width=22,
        ),
    ),
    optional=True,
    record=True,
)
