"""Sums of money: every figure the user's criteria could give away, and every figure a text holds."""

import re
from collections.abc import Iterator
from decimal import Decimal

from mailwithdraw.model import Criteria, Period, Salary

_A_YEAR: dict[Period, tuple[int, ...]] = {
    Period.YEAR: (1,),
    Period.MONTH: (12, 13, 14),
    Period.DAY: (200, 210, 220, 225, 230, 240, 250, 260),
    Period.HOUR: (1600, 1650, 1720, 1760, 1800, 1820, 1840, 1880, 1920, 1950, 2000, 2080),
}
"""How many of a period people reckon to a year: anybody could undo a conversion by any of them."""

_NUMBER = re.compile(r"\d{1,20}(?:[.,'’\u00a0\u202f ]\d{1,20}){0,6}")
_SEPARATORS = re.compile(r"[.,'’\u00a0\u202f ]")


def private(criteria: Criteria) -> frozenset[Decimal]:
    """Every amount that says what the user wants to earn: as declared, with tolerance, for any period."""
    return frozenset(
        amount
        for criterion in criteria.refused
        if isinstance(criterion.value, Salary)
        for amount in _forms(criterion.value, criterion.tolerance)
    )


def _forms(salary: Salary, tolerance: Decimal) -> Iterator[Decimal]:
    yearly = _A_YEAR[salary.period or Period.YEAR]
    for declared in (salary.minimum, salary.maximum):
        if declared is None:
            continue
        for amount in {declared, declared * (1 - tolerance), declared * (1 + tolerance)}:
            yield from _rounded(amount)
            for to_year in yearly:
                for counts in _A_YEAR.values():
                    for count in counts:
                        yield from _rounded(amount * to_year / count)


def _rounded(amount: Decimal) -> Iterator[Decimal]:
    if 0 < abs(amount) < 10**15:
        yield amount.normalize()
        yield round(amount, 2).normalize()
        yield amount.to_integral_value().normalize()


def stated(text: str) -> frozenset[Decimal]:
    """Every amount that a reader could see in a text: 85000, 85,000, 85.000, 85k, and each part by itself."""
    return frozenset(amount for match in _NUMBER.finditer(text) for amount in _readings(match.group()))


def _readings(number: str) -> Iterator[Decimal]:
    parts = _SEPARATORS.split(number)
    readings = {"".join(parts), *parts}
    if len(parts) > 1:
        readings.add("".join(parts[:-1]) + "." + parts[-1])
    for reading in readings:
        amount = Decimal(reading)
        yield amount.normalize()
        yield (amount * 1000).normalize()
