"""The findings that handing out makes."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.planning.listed import more_like_it
from salesplan.tables.handout import Part
from salesplan.words import Words

_QUOTA_FIRST: Final = Words("run quota first, then hand out", "请先运行 quota，再下发", "請先執行 quota，再下發")
_COLLECT_FIRST: Final = Words(
    "run collect first, then handout with --replace",
    "请先运行 collect，再以 --replace 下发",
    "請先執行 collect，再以 --replace 下發",
)

NO_QUOTAS: Final = Kind(
    "H101",
    Severity.ERROR,
    Words(
        "there are no quotas yet, so there is nothing to hand out",
        "尚无配额，没有可下发的内容",
        "尚無配額，沒有可下發的內容",
    ),
    _QUOTA_FIRST,
)
WITHOUT_PART: Final = Kind(
    "H102",
    Severity.WARNING,
    Words(
        "customers whose owner has no quota, so that they are in no handout: {count:,}",
        "{count:,} 个客户的负责人没有配额，不在任何下发表中",
        "{count:,} 個客戶的負責人沒有配額，不在任何下發表中",
    ),
    Words(
        "give them other owners in Customers, or put the reps into Reps and run quota",
        "请在客户表中更换负责人，或将其加入销售代表表并运行 quota",
        "請在客戶表中更換負責人，或將其加入業務代表表並執行 quota",
    ),
)
NOBODYS: Final = Kind(
    "H103",
    Severity.INFO,
    Words(
        "customers without an owner, so that they are in no handout: {count:,}",
        "{count:,} 个客户没有负责人，不在任何下发表中",
        "{count:,} 個客戶沒有負責人，不在任何下發表中",
    ),
    Words("name their owners in Customers", "请在客户表中填写负责人", "請在客戶表中填寫負責人"),
)
NO_MANAGER: Final = Kind(
    "H104",
    Severity.INFO,
    Words(
        "{part} has no manager in Reps; its handout names nobody",
        "销售代表表中没有 {part} 的经理；下发表未写明归谁",
        "業務代表表中沒有 {part} 的經理；下發表未寫明歸誰",
    ),
    Words("fill in the column Manager in Reps", "请在销售代表表中填写经理", "請在業務代表表中填寫經理"),
)
QUOTA_MOVED: Final = Kind(
    "H105",
    Severity.WARNING,
    Words(
        "the quota of {rep} was changed since it was split: its months do not add up to it",
        "{rep} 的配额在分解后有改动：各月之和与其不符",
        "{rep} 的配額在分解後有改動：各月之和與其不符",
    ),
    Words(
        "run quota, then hand out with --replace",
        "运行 quota 后以 --replace 重新下发",
        "執行 quota 後以 --replace 重新下發",
    ),
)
OTHER_TEAM: Final = Kind(
    "H106",
    Severity.WARNING,
    Words(
        "{rep} is in another team in Reps than in Quota; handed out with {part}",
        "{rep} 在销售代表表与配额表中的团队不同；已列入 {part} 的下发表",
        "{rep} 在業務代表表與配額表中的團隊不同；已列入 {part} 的下發表",
    ),
    _QUOTA_FIRST,
)
NOT_IN_QUOTA: Final = Kind(
    "H107",
    Severity.WARNING,
    Words(
        "{rep} is employed in {year}, but has no row in Quota and so is in no handout",
        "{rep} 在 {year} 年在职，但配额表中没有，因此不在任何下发表中",
        "{rep} 在 {year} 年在職，但配額表中沒有，因此不在任何下發表中",
    ),
    _QUOTA_FIRST,
)
NOT_COLLECTED: Final = Kind(
    "H108",
    Severity.ERROR,
    Words(
        "{file} of {part} was saved by somebody since it was handed out, and that was not collected; it was not replaced",
        "{part} 的 {file} 下发后有人保存过，且尚未收回；未替换",
        "{part} 的 {file} 下發後有人儲存過，且尚未收回；未替換",
    ),
    _COLLECT_FIRST,
)
OTHER_FILE: Final = Kind(
    "H109",
    Severity.ERROR,
    Words(
        "there is a file {file} already that was not handed out for {part}; it was not replaced",
        "已有文件 {file}，但并非为 {part} 下发；未替换",
        "已有檔案 {file}，但並非為 {part} 下發；未替換",
    ),
    Words(
        "move it out of the folder, or give --replace to keep it as a backup",
        "请移出该文件夹，或用 --replace 将其转为备份",
        "請移出該資料夾，或用 --replace 將其轉為備份",
    ),
)
OTHER_PARTS: Final = Kind(
    "H111",
    Severity.WARNING,
    Words(
        "handouts by {by} that are out and not accepted: {count:,}; the same cells are now handed out twice",
        "按{by}下发的 {count:,} 份尚未接受；同样的单元格将被下发两次",
        "按{by}下發的 {count:,} 份尚未接受；同樣的儲存格將被下發兩次",
    ),
    Words(
        "collect and accept those first, or tell managers which of the two to fill in",
        "请先收回并接受，或告知经理填写哪一份",
        "請先收回並接受，或告知經理填寫哪一份",
    ),
)
PASSWORDS_READABLE: Final = Kind(
    "H112",
    Severity.WARNING,
    Words(
        "others on this computer can read {file}, which holds the passwords",
        "本机其他用户可以读取存有密码的 {file}",
        "本機其他使用者可以讀取存有密碼的 {file}",
    ),
    Words("take the right away: chmod 600 {file}", "请收回权限：chmod 600 {file}", "請收回權限：chmod 600 {file}"),
)
PARTS: Final = {Part.REGION: Words("region", "区域", "區域"), Part.TEAM: Words("team", "团队", "團隊")}
"""What parts of a plan are called."""
MORE: Final = more_like_it("H110")
