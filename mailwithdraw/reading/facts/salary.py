"""Stated pay: which sum of a mail is the job's, per what, in which currency. Never another sum."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from mailwithdraw.model import Found, Message, Period, Salary
from mailwithdraw.reading.facts.dollars import dollar_of, krone_of, unsigned
from mailwithdraw.reading.facts.pay import (
    BARE,
    BY_THE_MONTH,
    LEAST_HOURLY,
    LEAST_MONTHLY,
    Place,
    period_told,
    places,
    strength,
)
from mailwithdraw.reading.facts.words import Words, around, phrases, table

_MOST_HOURLY, _HOURLY_FOR_SURE, _FIVE_FIGURES = Decimal(95), Decimal(35), Decimal(10_000)

_NEAR = 220
"""Characters around a sentence in which a trial may be asked."""

_TWICE = 2
"""A day's pay that may be twice as much is what frauds promise."""

_STEPS = 4
"""The top of a range is at most so many times its bottom; more is two different things."""

_BY_THE_HOUR = ("EUR", "GBP", "USD", "CAD", "AUD", "NZD")
"""Currencies in which two figures of pay are an hour's."""

_HARD = ("EUR", "GBP", "USD", "CAD", "AUD", "NZD", "SGD", "CHF")
"""Currencies in which nobody earns millions."""


_NUMBERED = re.compile(r"^\s{0,4}\(?(?:[1-9]|[a-cA-C])[.)]\s", re.MULTILINE)
"""How jobs are listed: with pay each, nobody knows which is meant."""


_OF_THE_NEXT = re.compile(r"\s?,\s?[^\d,;]{2,24}(?:\d|\s$|[$€£])")
"""Words after a comma that lead up to another figure: "Base 85, OTE 120"."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    salary: Salary
    on_target: bool
    strength: int
    line: int
    quote: str
    at_times: bool
    """Whether it is paid at some hours of the week, or later, only."""
    with_variable: bool
    """Whether it is the base with commission or bonus."""
    bare: bool
    """Whether it is a small figure without any sign: "Range 31"."""


def salary_of(message: Message, words: Words, language: str) -> Found[Salary] | None:
    """Return the pay stated for the job; None where none is, or by the week, or where two jobs are paid apart."""

    @cache
    def currency(sign: str | None, indian: bool) -> str | None:
        return _currency(sign, message, words, language, indian=indian)

    candidates = [
        candidate
        for text in (words.body, words.subject)
        for place in places(text, language)
        if (candidate := _candidate(words, place, language, currency))
    ]
    candidates = [one for one in candidates if not one.bare] or candidates
    if _of_several_jobs(words.body, candidates):
        return None
    fixed = [one for one in candidates if not (one.on_target or one.at_times)]
    base = _chosen([one for one in fixed if not one.with_variable] or fixed)
    base = _raised(base, [one for one in candidates if one.at_times or one.with_variable]) if base else None
    target = next((one for one in candidates if one.on_target), None)
    if base and target and target.salary.currency == base.salary.currency:
        whole = replace(base.salary, maximum=target.salary.maximum)
        return Found(whole if _in_order(whole) else base.salary, base.quote)
    if base:
        return Found(base.salary, base.quote)
    if target and len(candidates) == 1:
        single = target.salary.minimum == target.salary.maximum
        return Found(replace(target.salary, minimum=None) if single else target.salary, target.quote)
    return None


def _of_several_jobs(body: str, candidates: list[_Candidate]) -> bool:
    """Whether the sums stand below or in different items of a list."""
    items = [one.start() for one in _NUMBERED.finditer(body)]
    told = {max((item for item in items if item <= one.line + 4), default=-1) for one in candidates}
    return len(told - {-1}) > 1


def _chosen(base: list[_Candidate]) -> _Candidate | None:
    if not base:
        return None
    best = max(one.strength for one in base)
    strongest = [one for one in base if one.strength == best]
    first = strongest[0]
    beside = [one for one in strongest if one.line == first.line]
    bounds = [one for one in base if one.line == first.line]
    if len(bounds) == 2 and (whole := _bounded(bounds[0], bounds[1])):
        return whole
    if len(beside) == 2:
        return _joined(beside[0], beside[1])
    whole = next((one for one in strongest if _covers(one.salary, strongest)), None)
    if whole:
        return whole
    elsewhere = {(one.salary.minimum, one.salary.maximum) for one in strongest}
    return None if len(elsewhere) > 1 and best < 3 else first


def _covers(whole: Salary, told: list[_Candidate]) -> bool:
    """Whether all that is told is one range, or its ends: "£56k to £62k" and "up to £62k"."""
    ends = (None, whole.minimum, whole.maximum)
    return len(told) > 1 and all(
        one.salary.minimum in ends
        and one.salary.maximum in ends
        and (one.salary.currency, one.salary.period) == (whole.currency, whole.period)
        for one in told
    )


def _raised(base: _Candidate, at_times: list[_Candidate]) -> _Candidate:
    """Let what is paid at some hours be the top: "£17.85 an hour, rising to £21 after midnight"."""
    for one in at_times:
        whole = replace(base.salary, maximum=one.salary.maximum)
        same = one.line == base.line and one.salary.currency == whole.currency
        if same and one.salary.period in (None, whole.period) and _in_order(whole):
            return replace(base, salary=whole)
    return base


def _bounded(least: _Candidate, most: _Candidate) -> _Candidate | None:
    """Read "at least 4,024 and at most 5,731" as one range."""
    alike = (least.salary.currency, least.salary.period) == (most.salary.currency, most.salary.period)
    whole = replace(least.salary, maximum=most.salary.maximum)
    opposed = least.salary.maximum is None and most.salary.minimum is None
    return replace(most, salary=whole) if alike and opposed and _in_order(whole) else None


def _joined(one: _Candidate, other: _Candidate) -> _Candidate:
    """Read "$98 W-2 or $110 corp-to-corp" as one range."""
    figures = [one.salary.minimum, one.salary.maximum, other.salary.minimum, other.salary.maximum]
    known = [figure for figure in figures if figure is not None]
    whole = replace(one.salary, minimum=min(known), maximum=max(known))
    alike = (one.salary.currency, one.salary.period) == (other.salary.currency, other.salary.period)
    alternative = re.search(r"\b(?:or|oder|ou|o|of)\b", one.quote, re.IGNORECASE)
    return (
        replace(one, salary=whole) if alike and alternative and len(known) == 4 and _in_order(whole) else one
    )


def _candidate(
    words: Words, place: Place, language: str, currency_of: Callable[[str | None, bool], str | None]
) -> _Candidate | None:
    weight = strength(place)
    period = period_told(place)
    if not weight or period == "week":
        return None
    if period in ("hour", "day") and _of_a_trial(words, place, language):
        return None
    currency = currency_of(place.sum.currency, place.sum.indian)
    if currency is None or (place.sum.large and currency in _HARD):
        return None
    low, high, per = _sized(place, currency, period, language)
    at_times = place.trails("salary.at_times", r"(?:ish)?[\s,(]{0,4}") or place.leads("salary.rising")
    if per is None and not at_times:
        return None
    if weight == 1 and not at_times and not _plain(place, low, currency, per):
        return None
    salary = _open(place, Salary(low, high, currency, per))
    promised = per is Period.DAY and high >= _TWICE * low
    if promised or not _in_order(salary):
        return None
    target = place.leads("salary.on_target") or (
        place.trails("salary.on_target") and not _OF_THE_NEXT.match(place.after)
    )
    shown = around(place.text, place.sum.start, place.sum.end)
    one = place.sum
    bare = not (one.currency or one.scaled or one.ranged or one.to_the_cent)
    return _Candidate(salary, target, weight, place.line, shown, at_times, _with_variable(place), bare)


def _with_variable(place: Place) -> bool:
    """Whether commission or bonus is in the sum: "with commission £62k", "up to £62k with the bonus"."""
    pattern = phrases("salary.with_variable")
    topped = place.leads("salary.at_most") and pattern.match(place.after.lstrip())
    return bool(topped or pattern.search(place.before[-48:]))


def _of_a_trial(words: Words, place: Place, language: str) -> bool:
    """Whether an hour's or day's pay is that of a trial asked for just before: "come in on Saturday; we pay £14 an hour"."""
    near = words.body[max(place.line - _NEAR, 0) : place.line + _NEAR]
    pays = phrases("assignment.pays", language).search(place.text)
    paid_so = pays is not None or not (place.told("salary.pay") or place.sum.ranged)
    return paid_so and phrases("assignment.asked", language).search(near) is not None


def _plain(place: Place, low: Decimal, currency: str, period: Period | None) -> bool:
    """Whether a sum that no word calls pay is pay by its shape."""
    if period is Period.YEAR:
        return low <= 100 * Decimal(table("currencies.toml")[currency]["yearly"])
    shaped = place.sum.ranged or place.sum.to_the_cent or place.bounded
    return period is not None and (shaped or currency not in _BY_THE_HOUR)


def _currency(sign: str | None, message: Message, words: Words, language: str, *, indian: bool) -> str | None:
    if sign == "$":
        return dollar_of(message, words, language)
    if sign == "kr":
        return krone_of(message, language)
    return sign or ("INR" if indian else unsigned(message, words, language))


def _sized(
    place: Place, currency: str, period: str | None, language: str
) -> tuple[Decimal, Decimal, Period | None]:
    """Give bare figures their thousands, and the period that the size of a sum implies."""
    one = place.sum
    low, high = one.low, one.high
    known = table("currencies.toml").get(currency, {})
    bare = not one.scaled and BARE[0] <= high <= BARE[1] and not one.to_the_cent
    for_thousands = not one.currency or (place.near("salary.base") and low > _HOURLY_FOR_SURE and one.ranged)
    if bare and (period == "year" or (period is None and for_thousands)):
        scale = Decimal(100_000) if currency == "INR" else Decimal(1000)
        low, high = low * scale, high * scale
    elif known.get("thousands") and high < _FIVE_FIGURES:
        low, high = low * 1000, high * 1000
    if period:
        return low, high, Period(period)
    return _by_size(place, low, high, currency, language)


def _by_size(
    place: Place, low: Decimal, high: Decimal, currency: str, language: str
) -> tuple[Decimal, Decimal, Period | None]:
    """Name the period that is usual for a sum of this size."""
    known = table("currencies.toml").get(currency, {})
    if low >= known.get("yearly", high + 1):
        return low, high, Period.YEAR
    told = place.trails("salary.gross") or language in BY_THE_MONTH
    european = currency in ("EUR", "CHF") and LEAST_MONTHLY <= low < _FIVE_FIGURES and told
    if european or low >= known.get("monthly", high + 1):
        return low, high, Period.MONTH
    written = place.sum.ranged or place.sum.to_the_cent
    hourly = currency in _BY_THE_HOUR and low >= LEAST_HOURLY and high <= _MOST_HOURLY and written
    return low, high, Period.HOUR if hourly else None


def _open(place: Place, salary: Salary) -> Salary:
    """Leave out the bound that "up to", "from" or "60k+" does not state."""
    if place.sum.ranged:
        return salary
    closing = r"[\s:(]{0,4}(?:(?:an?|about|around|approx\.?|circa|ca\.?|c\.|roughly|einem?|un|une|una|uma?|rund|etwa|environ|unos|cerca de|over)\s)?"
    if place.leads("salary.at_most", closing) or place.soon("salary.at_most_after"):
        return replace(salary, minimum=None)
    if place.sum.open_ended or place.leads("salary.at_least", closing) or place.soon("salary.at_least_after"):
        return replace(salary, maximum=None)
    return salary


def _in_order(salary: Salary) -> bool:
    low, high = salary.minimum, salary.maximum
    if low is None or high is None:
        return (low or high or 0) > 0
    return 0 < low <= high <= low * _STEPS
