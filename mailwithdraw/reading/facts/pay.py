"""The sums of a text with the words around them, and how surely each is the pay of the job."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from mailwithdraw.reading.facts.money import Sum, sums
from mailwithdraw.reading.facts.words import Sentence, phrases, sentences

BY_THE_MONTH = ("de", "fr", "es", "pt", "it", "nl")
"""Languages in which four figures of pay are a month's."""

BARE = (Decimal(20), Decimal(480))
"""Figures that people write for thousands a year: "base of 240-275"."""

_MOST_HOURLY = Decimal(95)
LEAST_HOURLY, LEAST_MONTHLY = Decimal(10), Decimal(500)
PERIODS = ("hour", "day", "week", "month", "year")

_SUMS, _SUMS_IN_ALL = 12, 120
"""Figures looked at in a sentence and in a text: no honest offer has more."""

_DIALLED = re.compile(r"\+\d{1,3}[ ./-]$|\d{3}[./-]$")
_DIALS_ON = re.compile(r"[ ./-]\d{3,4}(?!\w)")
"""What stands before and after figures that are part of a telephone number."""
_PENSION = re.compile(r"401\s?\(?k", re.IGNORECASE)
_IN_LINK = re.compile(r"https?://[^\s<>)\]]{0,300}$")
_BY_THE_PIECE = re.compile(
    r"\s?(?:per|an?|each|je|pro|par|por|a|al|/)\s?(?:assignment|task|project|session|lesson|visit|referral|piece|gig|night|auftrag|stück|stunde unterricht|mission|nuit|tarea|entrega|noche|peça|noite|pezzo|notte|opdracht|nacht)\b|\s(?:cash )?for (?:the|your) (?:night|evening|morning|time|trial|shift|day)\b",
    re.IGNORECASE,
)
"""What is paid for something done once."""
_FOR_THE_PIECE = re.compile(
    r"\b(?:per|an?|each|every|je|pro|par|por|a|al|cada|ogni|elke)\s(?:assignment|task|project|session|lesson|visit|referral|piece|gig|parcel|package|paket|stück|auftrag|mission|colis|tarea|paquete|entrega|pacote|pacco|pezzo|opdracht|pakket):?\s$",
    re.IGNORECASE,
)

_NO_MONEY = re.compile(r"\s?(?:usd[tc]|btc|bitcoins?|eth|tokens?|crypto)\b", re.IGNORECASE)
"""What frauds pay in."""

_REQUISITION = re.compile(r"R\d{4,7}(?![\d.,]*\d)")
"""An opening's number, unless it is called pay: then it is rand."""

_CURRENCY_POINT = re.compile(r"\b(?:s?fr|rs|inr)\.$", re.IGNORECASE)
_LONGEST = 2_000

_CLAUSE = re.compile(r"[,;:)] | [(–—|-]|[(]")
_TO_THE_PERIOD = r"\s?(?:(?:gross|net|basic|brutto|netto)\s)?"


@dataclass(frozen=True, slots=True)
class Place:
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
        return _told(fact, self.language, self.text)

    def beside(self, fact: str) -> bool:
        """Whether phrases of the fact stand in the clause of the sum."""
        left = list(_CLAUSE.finditer(self.before))
        right = _CLAUSE.search(self.after)
        before = self.before[left[-1].end() if left else 0 :]
        after = self.after[: right.start() if right else len(self.after)]
        pattern = phrases(fact, self.language)
        return bool(pattern.search(before) or pattern.search(after))

    @property
    def bounded(self) -> bool:
        """Whether the sum is called the most or the least: "up to", "ab", "desde"."""
        return self.leads("salary.at_most") or self.leads("salary.at_least")

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


@lru_cache(maxsize=16)
def _told(fact: str, language: str, text: str) -> bool:
    """Whether a sentence has phrases of a fact: asked for each of its sums."""
    return phrases(fact, language).search(text) is not None


def places(text: str, language: str) -> Iterator[Place]:
    """Yield the sums of a text with their sentences; a short label line above ("Salary:") belongs to them."""
    label, left = "", _SUMS_IN_ALL
    for sentence in _whole(sentences(text)):
        if left > 0 and re.search(r"\d", sentence.text):
            found = list(_placed(sentence, label, language))[:left]
            left -= len(found)
            yield from found
        short = sentence.text.strip()
        label = f"{short} " if len(short) <= 30 and phrases("salary.pay").search(short) else ""


def _whole(told: Iterable[Sentence]) -> Iterator[Sentence]:
    """Join a sentence that ends with the point of a currency to the next: "Fr. 5400", "Rs. 38,000"."""
    held: Sentence | None = None
    for one in told:
        text = f"{held.text} {one.text}" if held else one.text
        start = held.start if held else one.start
        held = Sentence(text, start) if _CURRENCY_POINT.search(text) and len(text) < _LONGEST else None
        if held is None:
            yield Sentence(text, start)
    if held:
        yield held


def _placed(sentence: Sentence, label: str, language: str) -> Iterator[Place]:
    text = label + sentence.text
    found = list(islice(sums(text), _SUMS))
    for n, one in enumerate(found):
        left = found[n - 1].end if n else 0
        right = next((later.start for later in found[n + 1 :] if later.currency or later.scaled), len(text))
        if not (
            _PENSION.match(text, one.start)
            or _IN_LINK.search(text, 0, one.start)
            or _BY_THE_PIECE.match(text, one.end)
            or _FOR_THE_PIECE.search(text, 0, one.start)
            or _NO_MONEY.match(text, one.end)
            or (not one.currency and unicodedata.category(text[one.start - 1 : one.start] or " ") == "Sc")
            or _DIALLED.search(text, max(one.start - 6, 0), one.start)
            or _DIALS_ON.match(text, one.end)
        ):
            yield Place(
                one,
                text,
                text[max(left, one.start - 80) : one.start],
                text[one.end : min(right, one.end + 60)],
                sentence.start,
                language,
            )


def strength(place: Place) -> int:
    """Say how surely a sum is the pay: 0 not, 1 by its size and shape, 2 by its sentence, 3 by the words beside it."""
    one = place.sum
    if one.lakhs_a_year:
        return 2
    if place.leads("salary.bonus_before") or place.trails("salary.bonus_after", r"\s{0,2}"):
        return 0
    near = place.near("salary.pay") or place.trails("salary.gross") or place.near("salary.on_target")
    if place.trails("salary.unit", r"\s{0,2}-?") and not (one.currency and near):
        return 0
    lasting = {name for name in PERIODS if place.trails(f"salary.{name}", _TO_THE_PERIOD)}
    called = place.near("salary.base") or (lasting and place.leads("salary.pay"))
    if not lasting & {"month", "year"} and not called and place.beside("salary.other_money"):
        return 0
    if _REQUISITION.match(place.text, one.start) and not near:
        return 0
    hourly = "hour" in lasting and not one.currency and LEAST_HOURLY <= one.low <= _MOST_HOURLY
    if hourly and place.language in BY_THE_MONTH and not place.told("salary.other_money"):
        return 2
    per = bool(lasting) or any(place.leads(f"salary.{name}_before") for name in PERIODS)
    lasts = bool(lasting & {"month", "year"})
    if place.beside("salary.of_a_test") and not (lasts or place.near("salary.base")):
        return 0
    if one.currency:
        return _signed(place, near=near, per=per)
    return _unsigned(place, near=near, per=per, lasts=lasts)


def _signed(place: Place, *, near: bool, per: bool) -> int:
    if near or per:
        return 3 if near else 2
    if place.beside("salary.other_money") or (place.told("salary.other_money") and not place.sum.ranged):
        return 0
    return 2 if place.told("salary.pay") else 1


def _unsigned(place: Place, *, near: bool, per: bool, lasts: bool) -> int:
    """Weigh a figure without a currency: it wants words of pay beside it, or thousands and a range."""
    one = place.sum
    if place.trails("salary.gross") and one.low >= LEAST_MONTHLY:
        return 2
    monthly = place.language in BY_THE_MONTH and one.low >= LEAST_MONTHLY and place.leads("salary.pay")
    if monthly or (near and per and one.low >= LEAST_HOURLY) or (lasts and one.low >= LEAST_MONTHLY):
        return 2
    if place.told("salary.other_money") and not near:
        return 0
    if one.scaled:
        plausible = one.indian or one.large or Decimal(5_000) <= one.low <= Decimal(900_000)
        told = near or (one.ranged and place.told("salary.pay"))
        return (
            (2 if told else int(place.in_thousands or ((one.ranged or place.bounded) and one.indian)))
            if plausible
            else 0
        )
    beside = place.leads("salary.base", r"[\s:(]{0,4}(?:\w{1,7}\s){0,3}") or place.trails("salary.base")
    return 2 if beside and BARE[0] <= one.low else 0


def period_told(place: Place) -> str | None:
    """Name the period told right after the sum, else right before it, else in the sentence."""
    filler = rf"(?:[\s,(]{{0,3}}(?:{phrases('salary.filler').pattern})){{0,3}}[\s,(]{{0,3}}"
    skipped = re.match(filler, place.after, re.IGNORECASE)
    at = skipped.end() if skipped else 0
    for name in PERIODS:
        if phrases(f"salary.{name}").match(place.after[at:]) or phrases(f"salary.{name}").match(place.after):
            return name
    for name in PERIODS:
        if phrases(f"salary.{name}_before").search(place.before[-48:]):
            return name
    named = [
        name for name in PERIODS if phrases(f"salary.{name}_before").search(place.text, 0, place.sum.start)
    ]
    return named[0] if len(named) == 1 else None
