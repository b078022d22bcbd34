"""What can be wrong with a scenario once it is planned, and what the pieces of work are called."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.words import Words

SIMULATION: Final = Words("simulation", "模拟", "模擬")
SENSITIVITY: Final = Words("sensitivity", "敏感度", "敏感度")
BACK_TEST: Final = Words("back-test", "回测", "回測")
IN_A_SIDE_TABLE: Final = Words(
    "something is wrong in its rows of the other tables: see Findings",
    "其他表中该方案的行有误，见“问题”表",
    "其他表中該方案的列有誤，見「問題」表",
)

UNUSABLE: Final = Kind(
    "F136",
    Severity.ERROR,
    Words(
        "this scenario cannot be planned: {problem}",
        "该方案无法计算：{problem}",
        "該方案無法計算：{problem}",
    ),
    Words("type another value, or clear the cell", "请填写其他值或清空单元格", "請填寫其他值或清空儲存格"),
)
