"""Comparing stated pay with a floor: only what cannot be read otherwise counts as below."""

import re
from collections.abc import Iterator
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
_LEAST_BEFORE = re.compile(
    r"\b(?:minimum|mindest\w{0,12})\b[^.!?\n]{0,45}$|"
    r"\b(?:min\.|at least|start(?:s|ing)? (?:at|from|pay)?|from|ab|minimal|à partir de|au moins|vanaf|minstens|desde|"
    r"al menos|a partir d[eai]|pelo menos|almeno)(?!\w)\s?[^\d.!?\n]{0,8}$",
    re.IGNORECASE,
)
_LEAST_AFTER = re.compile(
    r"^[^.!?\n]{0,30}\b(?:upwards?|and up|minimum|mindestens|or more|und mehr|et plus)\b|^[^\n]{0,120}(?:überzahl|overpay|pay above)",
    re.IGNORECASE,
)
_CURRENCY = r"(?:[$€£₹]|\b(?:EUR|USD|GBP|CHF|CAD|AUD|NZD|SGD|PLN|INR|SEK|NOK|DKK|BRL|MXN)\b)"
_FIGURE = r"(\d[\d.,'’\u00a0]{0,14}\d|\d)(k\b)?"
_SUM = re.compile(rf"{_CURRENCY}\s?{_FIGURE}|{_FIGURE}\s?{_CURRENCY}|\b(\d{{2,3}})(k)\b", re.IGNORECASE)
_NEARBY = 30
_WINDOW = 120
_FAR_MORE = 3
_CENTS = re.compile(r"[.,]\d{1,2}$")


def is_net(top: Decimal, quote: str, text: str) -> bool:
    """Whether pay is stated after tax, and so cannot be held against a gross floor."""
    before, after = _around(top, quote, text)
    return bool(_NET.search(before[-_NEARBY:]) or _NET.search(after[:_NEARBY]))


def is_least(top: Decimal, quote: str, text: str) -> bool:
    """Whether a single figure is called the least they pay, so that its top is unknown."""
    before, after = _around(top, quote, text)
    return bool(_LEAST_BEFORE.search(before) or _LEAST_AFTER.search(after))


def names_more(text: str, floor: Decimal) -> bool:
    """Whether the text also names a sum from the floor up to a few times it: a bonus, or a second job's pay.

    What such a sum is cannot be told, so the top of what they pay is not known beyond doubt.
    """
    return any(floor <= amount <= _FAR_MORE * floor for amount in _sums(text))


def names_a_sum(text: str) -> bool:
    """Whether any sum of money stands in a text, so that pay may be stated in a way that was not read."""
    return next(_sums(text), None) is not None


def _sums(text: str) -> Iterator[Decimal]:
    for match in _SUM.finditer(text):
        digits = match[1] or match[3] or match[5]
        whole = re.sub(r"\D", "", _CENTS.sub("", digits))
        if whole:
            yield Decimal(whole) * (1000 if match[2] or match[4] or match[6] else 1)


def _around(top: Decimal, quote: str, text: str) -> tuple[str, str]:
    """What stands before and after an amount; around the whole quote where the amount is written otherwise."""
    start = max(0, text.find(quote))
    figure = _written(top).search(text, start, start + len(quote))
    first, last = figure.span() if figure else (start, start + len(quote))
    return text[max(0, first - _WINDOW) : first], text[last : last + _WINDOW]


def _written(amount: Decimal) -> re.Pattern[str]:
    """An amount as it may be written: 70000, 70,000, 70.000 or 70k."""
    whole = f"{int(amount):,}".replace(",", r"[.,'’\s]?")
    thousands = rf"|{int(amount) // 1000}\s?k\b" if amount % 1000 == 0 and amount else ""
    return re.compile(rf"(?<!\d)(?:{whole}{thousands})(?!\d)", re.IGNORECASE)


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
