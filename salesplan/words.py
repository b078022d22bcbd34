"""Text in the three languages of salesplan, and the choice between them."""

from dataclasses import dataclass
from typing import Final

ENGLISH: Final = "en"
SIMPLIFIED: Final = "zh-Hans"
TRADITIONAL: Final = "zh-Hant"
LANGUAGES: Final = (ENGLISH, SIMPLIFIED, TRADITIONAL)


@dataclass(frozen=True, slots=True)
class Words:
    """One text in every language.

    Parameters
    ----------
    en, hans, hant
        The text in English, simplified Chinese and traditional Chinese. ``hant`` falls back to
        ``hans``, and ``hans`` to ``en``, where they are left empty.

    Examples
    --------
    >>> Words("Quota", "配额", "配額").said("zh-Hant")
    '配額'
    >>> Words("Quota").said("zh-Hans")
    'Quota'
    """

    en: str
    hans: str = ""
    hant: str = ""

    def said(self, language: str = ENGLISH) -> str:
        """Give the text in one language; an unknown language gets English."""
        if language == SIMPLIFIED:
            return self.hans or self.en
        if language == TRADITIONAL:
            return self.hant or self.hans or self.en
        return self.en

    def every(self) -> tuple[str, ...]:
        """Give the text in all languages, each different one once."""
        return tuple(dict.fromkeys(self.said(language) for language in LANGUAGES))

    def filled(self, **facts: object) -> "Words":
        """Put facts into the ``{fields}`` of the text, in every language."""
        return Words(*(self.said(language).format(**facts) for language in LANGUAGES))


def nearest(word: str, known: "list[str] | tuple[str, ...] | set[str]") -> str | None:
    """Find the known word that a mistyped one most likely means.

    Matching ignores case and outer blanks. None when nothing is close.

    Examples
    --------
    >>> nearest("R-99", ["R-01", "R-09"])
    'R-09'
    >>> nearest("zebra", ["quota", "tier"]) is None
    True
    """
    from difflib import get_close_matches

    folded = {name.strip().casefold(): name for name in known}
    close = get_close_matches(word.strip().casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def nearest_words(word: str, known: "list[str] | tuple[str, ...] | set[str]") -> Words:
    """Say which known word a mistyped one most likely means; nothing when none is close.

    Examples
    --------
    >>> nearest_words("R-99", ["R-01", "R-09"]).en
    '; nearest is “R-09”'
    >>> nearest_words("zebra", ["quota", "tier"]).en
    ''
    """
    near = nearest(word, known)
    return Words(f"; nearest is “{near}”", f"；最接近的是“{near}”", f"；最接近的是「{near}」") if near else Words("")
