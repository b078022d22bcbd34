"""Amounts and percentages as people read them."""

from salesplan.planning.money import decimals, rounded
from salesplan.words import Words


def amount_text(amount: int, currency: str) -> str:
    """Write minor units with thousands separators and the currency's decimals.

    Examples
    --------
    >>> amount_text(-123_456_700, "CNY"), amount_text(5, "CNY"), amount_text(1_234, "JPY")
    ('-1,234,567.00', '0.05', '1,234')
    """
    places = decimals(currency)
    whole, part = divmod(abs(amount), 10**places)
    sign = "-" if amount < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{places}d}" if places else "")


def whole_text(amount: int, currency: str) -> str:
    """Write minor units in whole units of the currency; less than one as it is.

    Examples
    --------
    >>> whole_text(123_456_50, "CNY"), whole_text(70, "CNY"), whole_text(0, "CNY")
    ('123,457', '0.70', '0')
    """
    unit = 10 ** decimals(currency)
    return amount_text(amount, currency) if 0 < amount < unit else f"{(2 * amount + unit) // (2 * unit):,}"


def grains_text(grains: int, currency: str) -> str:
    """Write a ledger amount, rounded to minor units."""
    return amount_text(rounded(grains), currency)


def percent_text(share: float) -> str:
    """Write a fraction as a percentage.

    Examples
    --------
    >>> percent_text(0.1), percent_text(-0.025)
    ('10 %', '-2.5 %')
    """
    return f"{round(share * 100, 4):g} %"


def spoken(text: str) -> Words:
    """Give a figure as each language writes it: Chinese has no blank before a percent sign.

    Examples
    --------
    >>> spoken("15 %").said("zh-Hans"), spoken("15 %").en
    ('15%', '15 %')
    """
    return Words(text, text.replace(" %", "%"))
