"""Times of day as mails write them: 2pm, 14:30, 14 h 30, 9-10:30 AM, between 2 and 4, noon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import cache
from itertools import islice

from mailwithdraw.reading.facts.words import table

_MOST = 40
"""Times looked at in a line."""

_NOON = 12
_CLOCKS = ("o", "uhr", "uur", "u")
_LENGTHS = ("h", "hr", "hrs", "hours", "u", "uur")
_ALWAYS_LENGTHS = ("hr", "hour")
_SHORTEST = 8
"""Below this, "4h" without more is a length."""

_LATEST = time(23, 30)
"""Later times end a day; nobody meets then."""

_OFFICE = 7
"""A bare hour below this is in the afternoon: nobody interviews at three in the morning."""

_PARTS = {"morning": (time(9), time(12)), "afternoon": (time(12), time(18)), "end": (time(17), time(19))}


@dataclass(frozen=True, slots=True)
class Time:
    """A time or a span of time, and where the text names it; `sure` when it cannot be another figure."""

    begin: time
    end: time | None
    start: int
    stop: int
    sure: bool
    vague: bool = False


@cache
def _hours(language: str) -> dict[str, int]:
    """Map the patterns of hours in words to their number."""
    listed = table("calendar_words.toml")["hours"]
    return {word: n for n, word in enumerate(listed.get(language, listed["en"]), 1)}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    tables = table("calendar_words.toml")
    at = "|".join(tables["at"]["any"])
    shift = "|".join(tables["minutes"])
    words = "|".join(_hours(language))

    def one(n: int) -> str:
        return (
            rf"(?:(?:(?P<shift{n}>{shift})\s)?(?:(?P<h{n}>[01]?\d|2[0-4])(?:(?P<s{n}>[:.]|\s?h\s?|\s?u\s?)(?P<m{n}>[0-5]\d))?|(?P<w{n}>{words})(?!\w))"
            rf"(?:\s?(?P<u{n}>[ap]\.?\s?m\b\.?|[ap](?=[\s,;)])|uhr\b|hrs?\b|hours\b|h\b|u\b|uur\b|o['’]clock\b))?"
            rf"|(?P<noon{n}>noon|midday|mittags|midi|mediodía|mezzogiorno|meio-dia))"
        )

    to = r"\s?(?:uhr\s?)?(?:to|-|–|—|until|till|til|bis(?:\s(?:ca\.|approx\.|gegen|zirka))?|à|a las|a|às|alle|al|tot|thru|for)\s?(?:about\s|around\s|approx\.?\s|ca\.?\s|las?\s|les?\s)?"
    and_ = r"\s?(?:uhr\s?)?(?:and|und|et|y|e(?:\sle)?|en|to|-|–)\s?(?:las?\s|les?\s|as\s)?"
    between = r"between|zwischen|entre(?: las?| as)?|tussen|tra(?: le)?|fra(?: le)?"
    return re.compile(
        rf"(?:(?<!\w)(?:(?P<between>{between})|(?P<at>{at}))\s{{0,2}})?(?<![\w.,:/£$€#+-]){one(1)}"
        rf"(?:(?(between){and_}|{to}){one(2)})?(?![\w%:/]|[.,]\d|\s?(?:€|\$|£|k\b))",
        re.IGNORECASE,
    )


@cache
def _parts() -> re.Pattern[str]:
    tables = table("calendar_words.toml")["parts"]
    either = "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in tables.items())
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def times(text: str, language: str) -> Iterator[Time]:
    """Yield the times of a text in order; a bare number is one only where `sure` is False and a day is near."""
    for found in islice(_pattern(language).finditer(text), _MOST):
        read = _time(found, language)
        if read:
            yield read


def parts_of_day(text: str) -> Iterator[Time]:
    """Yield vague parts of a day with the hours people mean by them."""
    for found in _parts().finditer(text):
        begin, end = _PARTS[found.lastgroup or "morning"]
        yield Time(begin, end, found.start(), found.end(), sure=False, vague=True)


def _time(found: re.Match[str], language: str) -> Time | None:
    marks = [(found["u1"] or "").lower(), (found["u2"] or "").lower()]
    led = bool(found["at"] or found["between"])
    if found["s1"] == "." and not (any(marks) or led or found["s2"] == "."):
        return None
    if found["w1"] and not (marks[0].startswith(_CLOCKS) or led or found["shift1"]):
        return None
    lasts = marks[0] in _LENGTHS and not found["m1"] and not led
    if lasts and (marks[0].startswith(_ALWAYS_LENGTHS) or int(found["h1"] or 0) < _SHORTEST):
        return None
    halves = [_half(mark) for mark in marks]
    first = _clock(found, 1, halves[0], language)
    second = _clock(found, 2, halves[1] or halves[0], language)
    if first and second and halves[1] and not halves[0] and found["h1"]:
        first = _shared(found, first, second, halves[1])
    if first and second and second <= first:
        second = second.replace(hour=second.hour + _NOON) if second.hour < _NOON else None
    if first is None or first >= _LATEST:
        return None
    told = bool(any(marks) or found["m1"] or found["noon1"] or found["noon2"] or found["shift1"])
    sure = told or bool(led and found["h2"])
    return Time(first, second if second and second > first else None, found.start(), found.end(), sure)


def _shared(found: re.Match[str], first: time, second: time, half: str) -> time:
    """Let "am" or "pm" after a span hold for its beginning too, unless that would end before it begins."""
    both = _clock(found, 1, half, "en")
    other = _clock(found, 1, "a" if half == "p" else half, "en")
    return both if both and both < second else other or first


def _half(mark: str) -> str:
    return mark[0] if mark[:1] in ("a", "p") else ""


def _clock(found: re.Match[str], n: int, half: str, language: str) -> time | None:
    if found[f"noon{n}"]:
        return time(_NOON)
    hour = _hour(found, n, language)
    if hour is None or not 0 <= hour < 24 or (half and not 1 <= hour <= _NOON):
        return None
    english = language in ("en", "und")
    minute = int(found[f"m{n}"] or 0)
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    elif 0 < hour < _OFFICE and (found[f"h{n}"] or " ")[0] != "0":
        figures = found[f"h{n}"] and (found[f"m{n}"] or found[f"u{n}"])
        hour += _NOON if english or not figures else 0
    shift = table("calendar_words.toml")["minutes"].get((found[f"shift{n}"] or "").lower(), 0)
    if english and (found[f"shift{n}"] or "").lower() == "half":
        shift = -shift
    total = hour * 60 + minute + shift
    return time(total // 60 % 24, total % 60)


def _hour(found: re.Match[str], n: int, language: str) -> int | None:
    if found[f"h{n}"]:
        return int(found[f"h{n}"])
    written = found[f"w{n}"]
    if not written:
        return None
    return next(
        (hour for word, hour in _hours(language).items() if re.fullmatch(word, written, re.IGNORECASE)), None
    )
