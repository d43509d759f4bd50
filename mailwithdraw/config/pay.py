"""A sum of pay as a person writes it into a file: "85000 EUR/year", "45 USD/hour", "70k EUR"."""

import re
from decimal import Decimal

from mailwithdraw.model import Period, Salary

_PERIODS = {
    Period.YEAR: {"year", "yr", "y", "annum", "annual", "annually", "yearly"},
    Period.MONTH: {"month", "mo", "m", "monthly"},
    Period.DAY: {"day", "d", "daily"},
    Period.HOUR: {"hour", "hr", "h", "hourly"},
}
_SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN", "R$": "BRL", "₪": "ILS", "₩": "KRW"}
_CODES = """
    AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CRC CZK DKK DOP EGP EUR GBP GEL GHS GTQ HKD HUF IDR ILS
    INR ISK JOD JPY KES KRW KWD KZT LKR MAD MDL MXN MYR NGN NOK NPR NZD OMR PEN PHP PKR PLN QAR RON RSD RUB
    SAR SEK SGD THB TND TRY TWD TZS UAH UGX USD UYU UZS VND XAF XOF ZAR ZMW
"""
CURRENCIES = frozenset(_CODES.split())
"""ISO 4217 codes of the currencies in which jobs are commonly paid."""

_PAY = re.compile(
    r"(?P<before>R\$|zł|[^\W\d_]{2,8}|[€£₹₪₩$¥])?\s?"
    r"(?P<amount>\d[\d.,'’_\s]{0,20})(?P<thousands>k\b)?\s?"
    r"(?P<after>R\$|zł|[^\W\d_]{2,8}|[€£₹₪₩$¥])?\s?"
    r"(?:(?:/|per\b|an?\b|p\.)\s?(?P<period>[^\W\d_]{1,8})\.?)?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’_\s])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")
_NEEDS_PERIOD_BELOW = 1000


class UnreadablePay(ValueError):
    """The text states no sum of pay; the message says, in a sentence, what is missing."""


def parse_pay(text: str) -> Salary:
    """Read one sum of pay; without a period it is per year.

    Raises:
        UnreadablePay: amount, currency or period cannot be read without guessing.

    """
    match = _PAY.fullmatch(text.strip())
    if not match:
        raise UnreadablePay('cannot be read as pay; write it like "85000 EUR/year".')
    amount = _amount(match["amount"].strip(), thousands=bool(match["thousands"]))
    currency = _currency(match["before"], match["after"])
    period = _period(match["period"])
    if match["period"] is None and amount < _NEEDS_PERIOD_BELOW:
        raise UnreadablePay('says not for how long; add "/hour", "/day", "/month" or "/year".')
    return Salary(minimum=amount, maximum=amount, currency=currency, period=period)


def _amount(digits: str, *, thousands: bool) -> Decimal:
    if _GROUPED.fullmatch(digits):
        value = Decimal(re.sub(r"\D", "", digits))
    elif _PLAIN.fullmatch(digits):
        value = Decimal(digits.replace(",", "."))
    else:
        raise UnreadablePay("has an amount that cannot be read; write it with digits only, like 85000.")
    return value * 1000 if thousands else value


def _currency(before: str | None, after: str | None) -> str:
    if (before is None) == (after is None):
        raise UnreadablePay('needs one currency, by its three letters, like "85000 EUR/year".')
    word = before or after or ""
    code = _SYMBOLS.get(word, word.upper())
    if code not in CURRENCIES:
        raise UnreadablePay(
            f'has a currency that is not known ("{word}"); write its three letters, like EUR, USD or GBP.'
        )
    return code


def _period(word: str | None) -> Period:
    if word is None:
        return Period.YEAR
    for period, names in _PERIODS.items():
        if word.lower().removesuffix("s") in names or word.lower() in names:
            return period
    raise UnreadablePay(f'has an unknown period ("{word}"); use /year, /month, /day or /hour.')
