"""Comparing stated pay with a floor: only what cannot be read otherwise counts as below."""

import re
from decimal import Decimal

from mailwithdraw.model import Period, Salary

_A_YEAR: dict[Period, tuple[Decimal, Decimal]] = {
    Period.YEAR: (Decimal(1), Decimal(1)),
    Period.MONTH: (Decimal(12), Decimal(14)),  # Austria, Italy, Spain, Portugal: up to 14 payments
    Period.DAY: (Decimal(200), Decimal(260)),  # 52 weeks of 5 days, less up to 12 weeks unpaid
    Period.HOUR: (Decimal(1600), Decimal(2080)),  # 40 h in 52 weeks, down to 35 h in about 46
}
"""How often a period's pay comes in a full-time year: fewest and most."""

_NET = re.compile(
    r"(?<![\w.])(?:net|nett|netto|nets|nette|neto|netos|netti|netta|líquidos?|limpios|limpos|puliti|after tax|"
    r"tax[ -]free|take-home pay|nach steuern|steuerfrei)\b",
    re.IGNORECASE,
)
_NEARBY = 40


def is_net(quote: str, text: str) -> bool:
    """Whether pay is stated after tax, and so cannot be held against a gross floor."""
    start = text.find(quote)
    around = text[max(0, start - _NEARBY) : start + len(quote) + _NEARBY] if start >= 0 else quote
    return bool(_NET.search(around))


def is_below(top: Decimal, stated: Salary, floor: Salary, tolerance: Decimal) -> bool:
    """Whether the top of stated pay is below a floor less its tolerance, beyond all doubt.

    Of one period, the figures decide. Of different periods, pay is taken at the most it can be in a year and
    the floor at the least (see `_A_YEAR`), so that no assumption of ours ever declines a borderline. Other
    currencies are never compared.
    """
    if floor.minimum is None or not stated.currency or stated.currency != floor.currency:
        return False
    if stated.period is None or floor.period is None:
        return False
    least = floor.minimum * (1 - tolerance)
    if stated.period is floor.period:
        return top < least
    return top * _A_YEAR[stated.period][1] < least * _A_YEAR[floor.period][0]


def reaches(stated: Salary, floor: Salary) -> bool:
    """Whether the top of stated pay is at least the floor: only where both are of one currency and period."""
    if stated.maximum is None or floor.minimum is None:
        return False
    return (stated.currency, stated.period) == (
        floor.currency,
        floor.period,
    ) and stated.maximum >= floor.minimum


def in_words(amount: Decimal, pay: Salary) -> str:
    """An amount as a person writes it: "70,000 EUR/year"."""
    figure = f"{amount:,.2f}".removesuffix(".00")
    return f"{figure} {pay.currency or ''}".strip() + (f"/{pay.period.value}" if pay.period else "")
