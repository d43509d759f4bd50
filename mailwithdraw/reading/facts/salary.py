"""Stated pay: which sum of a mail is the job's, per what, in which currency. Never another sum."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from mailwithdraw.model import Found, Message, Period, Salary
from mailwithdraw.reading.facts.dollars import dollar_of, krone_of, unsigned
from mailwithdraw.reading.facts.money import Sum, sums
from mailwithdraw.reading.facts.words import Sentence, Words, around, phrases, sentences, table

_STEPS = 4
"""The top of a range is at most so many times its bottom; more is two different things."""

_BY_THE_MONTH = ("de", "fr", "es", "pt", "it", "nl")
"""Languages in which four figures of pay are a month's."""

_BY_THE_HOUR = ("EUR", "GBP", "USD", "CAD", "AUD", "NZD")
"""Currencies in which two figures of pay are an hour's."""

_HARD = ("EUR", "GBP", "USD", "CAD", "AUD", "NZD", "SGD", "CHF")
"""Currencies in which nobody earns millions."""

_SUMS, _SUMS_IN_ALL = 12, 120
"""Figures looked at in a sentence and in a mail: no honest offer has more."""

_BARE = (Decimal(20), Decimal(480))
"""Figures that people write for thousands a year: "base of 240-275"."""

_DIALLED = re.compile(r"\+\d{1,3}[ ./-]$|\d{3}[./-]$")
_DIALS_ON = re.compile(r"[ ./-]\d{3,4}(?!\w)")
"""What stands before and after figures that are part of a telephone number."""

_LEAST_HOURLY, _MOST_HOURLY = Decimal(10), Decimal(95)
_HOURLY_FOR_SURE = Decimal(35)
_LEAST_MONTHLY, _FIVE_FIGURES = Decimal(500), Decimal(10_000)

_CLAUSE = re.compile(r"[,;:)] | [(–—|-]|[(]")
_TO_THE_PERIOD = r"\s?(?:(?:gross|net|basic|brutto|netto)\s)?"
_PERIODS = ("hour", "day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class _Place:
    """A sum and the words around it in its sentence, up to the neighbouring sums."""

    sum: Sum
    text: str
    before: str
    after: str
    line: int
    language: str

    def leads(self, fact: str, closing: str = r"[\s:(]{0,4}") -> bool:
        """Whether phrases of the fact stand right before the sum."""
        tail = self.before[-48:]
        return re.search(rf"(?:{phrases(fact).pattern}){closing}$", tail, re.IGNORECASE) is not None

    def trails(self, fact: str, opening: str = r"[\s,(+-]{0,4}") -> bool:
        """Whether phrases of the fact stand right after the sum."""
        skipped = re.match(opening, self.after)
        return phrases(fact).match(self.after, skipped.end() if skipped else 0) is not None

    def told(self, fact: str) -> bool:
        """Whether phrases of the fact stand anywhere in the sentence."""
        return phrases(fact, self.language).search(self.text) is not None

    def beside(self, fact: str) -> bool:
        """Whether phrases of the fact stand in the clause of the sum."""
        left = list(_CLAUSE.finditer(self.before))
        right = _CLAUSE.search(self.after)
        before = self.before[left[-1].end() if left else 0 :]
        after = self.after[: right.start() if right else len(self.after)]
        pattern = phrases(fact, self.language)
        return bool(pattern.search(before) or pattern.search(after))

    @property
    def in_thousands(self) -> bool:
        """Whether the sum is written with a word or letter for thousands."""
        return (
            re.search(r"\d\s?(?:k|mil)", self.text[self.sum.start : self.sum.end], re.IGNORECASE) is not None
        )

    def soon(self, fact: str) -> bool:
        """Whether phrases of the fact follow within a few words, before any comma or stop."""
        return phrases(fact).search(re.split(r"[,;.]\s", self.after[:28])[0]) is not None

    def near(self, fact: str) -> bool:
        """Whether phrases of the fact stand within a few words of the sum."""
        pattern = phrases(fact, self.language)
        return bool(pattern.search(self.before[-45:]) or pattern.search(self.after[:25]))


@dataclass(frozen=True, slots=True)
class _Candidate:
    salary: Salary
    on_target: bool
    strength: int
    line: int
    quote: str
    at_times: bool
    """Whether it is paid at some hours of the week only."""


def salary_of(message: Message, words: Words, language: str) -> Found[Salary] | None:
    """Return the pay stated for the job; None where none is, or by the week, or where two jobs are paid apart."""
    candidates = [
        candidate
        for text in (words.body, words.subject)
        for place in islice(_places(text, language), _SUMS_IN_ALL)
        if (candidate := _candidate(message, words, place, language))
    ]
    base = _chosen([one for one in candidates if not (one.on_target or one.at_times)])
    base = _raised(base, [one for one in candidates if one.at_times]) if base else None
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


def _places(text: str, language: str) -> Iterator[_Place]:
    """Yield the sums of a text with their sentences; a short label line above ("Salary:") belongs to them."""
    label = ""
    for sentence in sentences(text):
        if re.search(r"\d", sentence.text):
            yield from _placed(sentence, label, language)
        short = sentence.text.strip()
        label = f"{short} " if len(short) <= 30 and phrases("salary.pay").search(short) else ""


def _placed(sentence: Sentence, label: str, language: str) -> Iterator[_Place]:
    text = label + sentence.text
    found = list(islice(sums(text), _SUMS))
    for n, one in enumerate(found):
        left = found[n - 1].end if n else 0
        right = next((later.start for later in found[n + 1 :] if later.currency or later.scaled), len(text))
        if not (_DIALLED.search(text, max(one.start - 6, 0), one.start) or _DIALS_ON.match(text, one.end)):
            yield _Place(
                one,
                text,
                text[max(left, one.start - 80) : one.start],
                text[one.end : min(right, one.end + 60)],
                sentence.start,
                language,
            )


def _chosen(base: list[_Candidate]) -> _Candidate | None:
    if not base:
        return None
    best = max(one.strength for one in base)
    strongest = [one for one in base if one.strength == best]
    first = strongest[0]
    beside = [one for one in strongest if one.line == first.line]
    if len(beside) == 2:
        return _joined(beside[0], beside[1])
    elsewhere = {(one.salary.minimum, one.salary.maximum) for one in strongest}
    return None if len(elsewhere) > 1 and best < 3 else first


def _raised(base: _Candidate, at_times: list[_Candidate]) -> _Candidate:
    """Let what is paid at some hours be the top: "£17.85 an hour, rising to £21 after midnight"."""
    for one in at_times:
        whole = replace(base.salary, maximum=one.salary.maximum)
        same = one.line == base.line and one.salary.currency == whole.currency
        if same and one.salary.period in (None, whole.period) and _in_order(whole):
            return replace(base, salary=whole)
    return base


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


def _candidate(message: Message, words: Words, place: _Place, language: str) -> _Candidate | None:
    strength = _strength(place)
    period = _period(place)
    if not strength or period == "week":
        return None
    currency = _currency(place.sum, message, words, language)
    if currency is None or (place.sum.large and currency in _HARD):
        return None
    low, high, per = _sized(place, currency, period, language)
    at_times = place.trails("salary.at_times", r"(?:ish)?[\s,(]{0,4}") or place.leads("salary.rising")
    if per is None and not at_times:
        return None
    if strength == 1 and not at_times and not _plain(place.sum, low, currency, per):
        return None
    salary = _open(place, Salary(low, high, currency, per))
    if not _in_order(salary):
        return None
    target = place.trails("salary.on_target") or place.leads("salary.on_target")
    shown = around(place.text, place.sum.start, place.sum.end)
    return _Candidate(salary, target, strength, place.line, shown, at_times)


def _plain(one: Sum, low: Decimal, currency: str, period: Period | None) -> bool:
    """Whether a sum that no word calls pay is pay by its shape."""
    if period is Period.YEAR:
        return low <= 40 * Decimal(table("currencies.toml")[currency]["yearly"])
    return period is not None and (one.ranged or one.to_the_cent or currency not in _BY_THE_HOUR)


def _strength(place: _Place) -> int:
    """Say how surely a sum is the pay: 0 not, 1 by its size and shape, 2 by its sentence, 3 by the words beside it."""
    one = place.sum
    if one.lakhs_a_year:
        return 2
    if place.leads("salary.bonus_before") or place.trails("salary.bonus_after", r"\s{0,2}\+?\s?"):
        return 0
    near = place.near("salary.pay") or place.trails("salary.gross") or place.near("salary.on_target")
    if place.trails("salary.unit", r"\s{0,2}-?") and not (one.currency and near):
        return 0
    lasting = {name for name in _PERIODS if place.trails(f"salary.{name}", _TO_THE_PERIOD)}
    called = place.near("salary.base") or (lasting and place.leads("salary.pay"))
    if not lasting & {"month", "year"} and not called and place.beside("salary.other_money"):
        return 0
    per = bool(lasting) or any(place.leads(f"salary.{name}_before") for name in _PERIODS)
    if place.told("salary.of_a_test") and not place.near("salary.base"):
        return 0
    if one.currency:
        return _signed(place, near=near, per=per)
    return _unsigned(place, near=near, per=per, lasts=bool(lasting & {"month", "year"}))


def _signed(place: _Place, *, near: bool, per: bool) -> int:
    if near or per:
        return 3 if near else 2
    if place.told("salary.other_money"):
        return 0
    return 2 if place.told("salary.pay") else 1


def _unsigned(place: _Place, *, near: bool, per: bool, lasts: bool) -> int:
    """Weigh a figure without a currency: it wants words of pay beside it, or thousands and a range."""
    one = place.sum
    if place.trails("salary.gross") and one.low >= _LEAST_MONTHLY:
        return 2
    monthly = place.language in _BY_THE_MONTH and one.low >= _LEAST_MONTHLY and place.leads("salary.pay")
    if monthly or (near and per and one.low >= _LEAST_HOURLY) or (lasts and one.low >= _LEAST_MONTHLY):
        return 2
    if place.told("salary.other_money") and not near:
        return 0
    if one.scaled:
        plausible = one.indian or Decimal(5_000) <= one.low <= Decimal(900_000)
        told = near or (one.ranged and place.told("salary.pay"))
        return (2 if told else int(one.ranged and (place.in_thousands or one.indian))) if plausible else 0
    beside = place.leads("salary.base", r"[\s:(]{0,4}(?:\w{1,7}\s){0,3}") or place.trails("salary.base")
    return 2 if beside and _BARE[0] <= one.low else 0


def _period(place: _Place) -> str | None:
    """Name the period told right after the sum, else right before it, else in the sentence."""
    filler = rf"(?:[\s,(]{{0,3}}(?:{phrases('salary.filler').pattern})){{0,3}}[\s,(]{{0,3}}"
    skipped = re.match(filler, place.after, re.IGNORECASE)
    at = skipped.end() if skipped else 0
    for name in _PERIODS:
        if phrases(f"salary.{name}").match(place.after, at) or phrases(f"salary.{name}").match(place.after):
            return name
    for name in _PERIODS:
        if phrases(f"salary.{name}_before").search(place.before[-48:]):
            return name
    named = [
        name for name in _PERIODS if phrases(f"salary.{name}_before").search(place.text, 0, place.sum.start)
    ]
    return named[0] if len(named) == 1 else None


def _currency(one: Sum, message: Message, words: Words, language: str) -> str | None:
    if one.currency == "$":
        return dollar_of(message, words, language)
    if one.currency == "kr":
        return krone_of(message, language)
    return one.currency or ("INR" if one.indian else unsigned(message, words, language))


def _sized(
    place: _Place, currency: str, period: str | None, language: str
) -> tuple[Decimal, Decimal, Period | None]:
    """Give bare figures their thousands, and the period that the size of a sum implies."""
    one = place.sum
    low, high = one.low, one.high
    known = table("currencies.toml").get(currency, {})
    bare = not one.scaled and _BARE[0] <= high <= _BARE[1] and not one.to_the_cent
    for_thousands = not one.currency or (place.near("salary.base") and high > _HOURLY_FOR_SURE)
    if bare and (period == "year" or (period is None and for_thousands)):
        scale = Decimal(100_000) if currency == "INR" else Decimal(1000)
        low, high = low * scale, high * scale
    elif known.get("thousands") and high < _FIVE_FIGURES:
        low, high = low * 1000, high * 1000
    if period:
        return low, high, Period(period)
    return _by_size(place, low, high, currency, language)


def _by_size(
    place: _Place, low: Decimal, high: Decimal, currency: str, language: str
) -> tuple[Decimal, Decimal, Period | None]:
    """Name the period that is usual for a sum of this size."""
    known = table("currencies.toml").get(currency, {})
    if low >= known.get("yearly", high + 1):
        return low, high, Period.YEAR
    told = place.trails("salary.gross") or language in _BY_THE_MONTH
    european = currency in ("EUR", "CHF") and _LEAST_MONTHLY <= low < _FIVE_FIGURES and told
    if european or low >= known.get("monthly", high + 1):
        return low, high, Period.MONTH
    written = place.sum.ranged or place.sum.to_the_cent
    hourly = currency in _BY_THE_HOUR and low >= _LEAST_HOURLY and high <= _MOST_HOURLY and written
    return low, high, Period.HOUR if hourly else None


def _open(place: _Place, salary: Salary) -> Salary:
    """Leave out the bound that "up to", "from" or "60k+" does not state."""
    if place.sum.ranged:
        return salary
    closing = r"[\s:(]{0,4}(?:an?\s|about\s|around\s)?"
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
