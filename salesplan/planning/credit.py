"""Credit standing: grades as people type them, and which of two is the better."""

import re
import unicodedata
from typing import Final

_GRADE: Final = re.compile(r"([A-F])(\1{0,2})([+-]?)级?")
_AS_TYPED: Final = str.maketrans("甲乙丙丁等級−–—", "ABCD级级---")
_SIGNS: Final = ("+", "", "-")


def credit_rank(credit: str) -> int | None:
    """Rank a credit grade, smaller is better; None where the text is blank or no grade.

    Grades are A to F, doubled or trebled as agencies do (AAA is better than A, and BBB than B), with + or -; or 甲乙丙丁
    for A to D. Case, width, blanks and 级 or 等 behind do not matter.

    Examples
    --------
    >>> grades = ["AAA", "a+", "Ａ", "A-", "BBB", "乙级", "c"]
    >>> ranks = [credit_rank(grade) for grade in grades]
    >>> ranks == sorted(ranks), credit_rank("good"), credit_rank(" ")
    (True, None, None)
    """
    text = "".join(unicodedata.normalize("NFKC", credit).upper().translate(_AS_TYPED).split())
    grade = _GRADE.fullmatch(text)
    if grade is None:
        return None
    letter, more, sign = grade.groups()
    return 9 * (ord(letter) - ord("A")) + 3 * (2 - len(more)) + _SIGNS.index(sign)
