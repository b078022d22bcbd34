"""The findings of rating customers beside the tier."""

from typing import Final

from salesplan.findings import Kind, Severity
from salesplan.planning.listed import more_like_it
from salesplan.words import Words

CREDIT_UNREADABLE: Final = Kind(
    "T151",
    Severity.WARNING,
    Words(
        "the credit “{value}” is no grade, so it counts as below B",
        "信用等级“{value}”无法识别，按低于 B 处理",
        "信用等級「{value}」無法識別，按低於 B 處理",
    ),
    Words(
        "type a grade such as A, BB+ or C, or 甲, 乙, 丙, 丁; or clear it",
        "填写 A、BB+、C 或甲、乙、丙、丁之类的等级，或清空",
        "填寫 A、BB+、C 或甲、乙、丙、丁之類的等級，或清空",
    ),
)
MORE_CREDIT_UNREADABLE: Final = more_like_it("T152")
