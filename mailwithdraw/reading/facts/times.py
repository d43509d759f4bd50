"""Times of day as mails write them: 2pm, 14:30, 14 h 30, 0930, half past two, 9-10:30 AM, between 2 and 4, noon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import cache
from itertools import islice

from mailwithdraw.reading.facts.words import table

_MOST = 40
"""Times looked at in a line."""

_ENGLISH = ("en", "und")
_NOON = 12
_DAY = 24
_CLOCKS = ("o", "uhr", "uur", "u")
_LENGTHS = ("h", "hr", "hrs", "hours", "u", "uur", "heure", "heures", "horas")
_ALWAYS_LENGTHS = ("hr", "hour")
_BY_THE_H = ("1", "2", "3", "4")
"""With minutes after an h, and nothing that leads up to them, these are lengths: "(1h15)"."""

_SHORTEST = 8
"""Below this, "4h" without more is a length."""

_LATEST = time(23, 30)
"""Later times end a day; nobody meets then."""

_OFFICE = 7
"""A bare hour below this is in the afternoon: nobody interviews at three in the morning."""

_SMALL_HOURS = 6
"""Before this nobody begins, and "3 Uhr" is in the afternoon."""

_AT_NIGHT = re.compile(
    r"\b(?<!good )evenings?\b(?!,)(?:(?!breakfast|morning)[^.!?\d]){0,50}\b(?:after|from|at|between|past)\s$|(?:evenings?|abends?|avond|soir|noche|noite|sera)\b[^.!?\d]{0,40},\s(?:at |say |about |around |um |om |à |a las? |às |alle )?$|\b(?:dinner|abendessen|cena|jantar)\b[^.!?\d]{0,24}\b(?:at|um|alle|a las|às)\s$|(?<!good )(?<!guten )\b(?:tonight|nights?|evening|abends?|soir|noche|noite|sera|avond)(?:\W{1,3}|\s·[·\s.,]{1,24})(?:(?:um|at|à|a las?|às|alle|om|rond|tegen|gegen|vers|between|after|from|zwischen|ab|entre|après|tussen|na|tra|fra|dopo)\s)?(?:(?:half|halb|kwart over|kwart voor|viertel nach|viertel vor)\s)?$",
    re.IGNORECASE,
)

_AT_DAWN = re.compile(
    r"[\s,]{1,2}(?:·+\s)?(?:in the |am |le |por la |de |da |di |in de )?(?:mornings?|früh|matin|mañana|manhã|mattina|ochtend)\b",
    re.IGNORECASE,
)
"""What leaves a small hour in the morning: "6:30 Wed morning"."""

_A_WEEK = re.compile(
    r"\s?(?:/|a|per|por|par|pro|à la|die|al?|in der|a la)\s?(?:week|wk|w|semana|semaine|woche|settimana|w)\b|\s?(?:semanales|semanais|hebdo\w*|settimanali|wöchentlich|weekly)\b",
    re.IGNORECASE,
)
"""Hours by the week are a job's."""

_UNITS = (
    r"(?<=12\s)(?:noon|midday)\b|[ap]\.?\s?m\b\.?|(?<=\d)[ap](?=[\s,;)])|uhr\b|hrs?\b|hs\b|hours\b|heures?\b|horas\b|h\b(?!\s\d)|u\b|uur\b|o['’]clock\b"
    r"|ish\b(?!\s(?:min|people|hour|day|week|month|year|of|engineer|person))"
)


_HOUR_LED = re.compile(r"(?:at|@|um|à|a las?|às|pelas|alle|om)\b|@", re.IGNORECASE)
"""What only an hour follows; after "de" or "about" there may be a length."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time or a span of time, and where the text names it, with the words that lead up to its figures."""

    begin: time
    end: time | None
    start: int
    figures: int
    stop: int
    sure: bool
    """Whether it cannot be another figure."""
    told: bool
    """Whether it is written as a time, with minutes or a unit."""


@cache
def _hours(language: str) -> dict[str, int]:
    """Map the patterns of hours in words to their number."""
    listed = table("calendar_words.toml")["hours"]
    return {word: n for n, word in enumerate(listed.get(language, listed["en"]), 1)}


@cache
def _one(n: int, language: str) -> str:
    tables = table("calendar_words.toml")
    shift = "|".join(tables["minutes"])
    words = "|".join(_hours(language))
    dutch = r"|\s?u\s?" if language == "nl" else ""
    past = "|".join(word for listed in tables["past"].values() for word in listed)
    am, pm = ("|".join(tables["halves"][half]) for half in ("am", "pm"))
    return (
        rf"(?:(?:(?P<shift{n}>{shift})\s)?(?:(?<!\d\s)(?P<mil{n}>(?:0[6-9]|1\d|2[0-2])[0-5][05])(?!\s\d)(?-i:(?!\s[A-Z][a-z]))"
        rf"|(?P<h{n}>[01]?\d|2[0-4])(?:(?P<s{n}>[:.]|\s?h\s?{dutch})(?P<m{n}>[0-5]\d))?|(?P<w{n}>{words})(?!\w))"
        rf"(?:\s(?P<past{n}>{past})(?!\w))?(?:\s?(?P<u{n}>{_UNITS}))?(?:,?\s(?:(?P<am{n}>{am})|(?P<pm{n}>{pm}))(?!\w))?"
        rf"|(?P<noon{n}>noon|midday|mittags|midi|mediodía|mezzogiorno|meio-dia)(?!\w))"
    )


@cache
def _pattern(language: str) -> re.Pattern[str]:
    at = "|".join(table("calendar_words.toml")["at"]["any"])
    to = (
        r"\s?(?:uhr\s?)?(?:to|-|–|—|until|till|til|bis(?:\s(?:ca\.|approx\.|gegen|zirka))?|à|a(?=\s(?:las?\s)?\d)|às|ao(?=\smeio-dia)|alle|al|tot|thru|for)"
        r"\s?(?:about\s|around\s|approx\.?\s|ca\.?\s|las?\s|les?\s)?"
    )
    and_ = r"\s?(?:uhr\s?)?(?:and|und|et|y|e(?:\s(?:le|o|as))?|en|to|-|–|&)\s?(?:las?\s|les?\s|as\s)?"
    between = r"between|btwn|zwischen|entre(?: las?| as)?|tussen|tra(?: le)?|fra(?: le)?"
    return re.compile(
        rf"(?=[\w@])(?:(?<!\w)(?:(?P<between>{between})|(?P<at>{at}))\s{{0,2}})?(?<![\w.,:/£$€#+-]){_one(1, language)}"
        rf"(?:(?(between){and_}|{to}){_one(2, language)})?(?![\w%/]|[.,:]\d|\s?(?:€|\$|£|k\b|euros?\b|mila?\b))",
        re.IGNORECASE,
    )


def times(text: str, language: str) -> Iterator[Time]:
    """Yield the times of a text in order; a bare number is one only where `sure` is False and a day is near."""
    for found in islice(_pattern(language).finditer(text), _MOST):
        read = _time(found, language)
        if read:
            yield read


def _time(found: re.Match[str], language: str) -> Time | None:
    marks = [(found[f"u{n}"] or "").lower() for n in (1, 2)]
    led = bool(found["at"] or found["between"])
    halved = any(found[f"{half}{n}"] for half in ("am", "pm") for n in (1, 2))
    if found["w1"] and not (marks[0].startswith(_CLOCKS) or led or found["shift1"] or found["w2"] or halved):
        return None
    year = found["mil1"] and re.match(r"20[1-3]", found["mil1"])
    if found["mil1"] and not any(marks) and (year or language not in _ENGLISH):
        return None
    lasts = marks[0] in _LENGTHS and not (found["m1"] or found["mil1"]) and not halved
    lasts = lasts and not (found["between"] or _HOUR_LED.match(found["at"] or ""))
    if lasts and marks[0].startswith(_ALWAYS_LENGTHS) and (found["w1"] or int(found["h1"] or _DAY) <= _NOON):
        return None
    lasts = lasts and (found["w1"] is not None or int(found["h1"]) < _SHORTEST)
    if lasts and found["h1"] in _BY_THE_H and not (led or found["h2"]):
        return None
    if _A_WEEK.match(found.string, found.end()):
        return None
    first, second = _span(found, language)
    if first is None or first >= _LATEST:
        return None
    told = any(marks) or halved or any(found[f"{part}1"] for part in ("m", "noon", "shift", "past"))
    short = (
        found["s1"]
        and found["s1"].strip() == "h"
        and found["h1"] in _BY_THE_H
        and not led
        and not found["h2"]
    )
    dotted = found["s1"] == "." and not (any(marks) or led or found["s2"] == ".")
    doubtful = dotted or lasts or short or (found["mil1"] and not (any(marks) or found["mil2"]))
    sure = (bool(told or found["noon2"]) and not doubtful) or bool(led and found["h2"])
    figures = next(found.start(part) for part in ("shift1", "mil1", "h1", "w1", "noon1") if found[part])
    return Time(first, second, found.start(), figures, found.end(), sure, bool(told))


def _span(found: re.Match[str], language: str) -> tuple[time | None, time | None]:
    halves = [_half(found, n) for n in (1, 2)]
    first = _clock(found, 1, halves[0], language)
    second = _clock(found, 2, halves[1] or halves[0], language)
    if first and second and halves[1] and not halves[0] and found["h1"]:
        first = _shared(found, first, second, halves[1])
    if first and second and not any(halves) and _at_dawn(found, first, second):
        first = first.replace(hour=first.hour - _NOON)
    if first and second and second <= first:
        second = second.replace(hour=second.hour + _NOON) if second.hour < _NOON else None
    return first, second if first and second and second > first else None


def _at_dawn(found: re.Match[str], first: time, second: time) -> bool:
    """Whether a span would last half the night, so that it is of the morning: "6:30 to 11"."""
    return int(found["h1"] or 0) == _OFFICE - 1 == first.hour - _NOON and _OFFICE + 2 < second.hour < _NOON


def _shared(found: re.Match[str], first: time, second: time, half: str) -> time:
    """Let "am" or "pm" after a span hold for its beginning too, unless that would end before it begins."""
    both = _clock(found, 1, half, "en")
    other = _clock(found, 1, "a" if half == "p" else half, "en")
    return both if both and both < second else other or first


def _half(found: re.Match[str], n: int) -> str:
    """Say "a" or "p" where a mark or a word tells the half of the day; 24 hours have none."""
    mark = (found[f"u{n}"] or "").lower()
    if int(found[f"h{n}"] or 0) > _NOON:
        return ""
    if mark[:1] in ("a", "p"):
        return mark[0]
    return "a" if found[f"am{n}"] else "p" if found[f"pm{n}"] else ""


def _clock(found: re.Match[str], n: int, half: str, language: str) -> time | None:
    if found[f"noon{n}"]:
        return time(_NOON)
    if found[f"mil{n}"]:
        return time(int(found[f"mil{n}"][:2]), int(found[f"mil{n}"][2:]))
    hour = _hour(found, n, language)
    if hour is None or not 0 <= hour < _DAY or (half and not 1 <= hour <= _NOON):
        return None
    english = language in _ENGLISH
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    elif 0 < hour < _OFFICE and (found[f"h{n}"] or " ")[0] != "0":
        spanned = found["h2"] and (found["u1"] or found["u2"])
        exact = found[f"h{n}"] and (found[f"m{n}"] or spanned or (found[f"u{n}"] and hour >= _SMALL_HOURS))
        early = _dawns(found)
        hour += _NOON if (english or not exact) and not early else 0
    elif hour < _NOON and _AT_NIGHT.search(
        found.string, max(found.start() - 70, 0), found.start(f"h{n}" if found[f"h{n}"] else f"w{n}")
    ):
        hour += _NOON
    total = hour * 60 + int(found[f"m{n}"] or 0) + _beside_the_hour(found, n, english=english)
    if not (english or half) and hour == _OFFICE and total < _OFFICE * 60 and not _dawns(found):
        total += _NOON * 60  # "halb sieben"
    return time(total // 60 % _DAY, total % 60)


def _dawns(found: re.Match[str]) -> bool:
    """Whether the words after a time leave it in the morning."""
    return _AT_DAWN.match(found.string, found.end()) is not None


def _beside_the_hour(found: re.Match[str], n: int, *, english: bool) -> int:
    """Return the minutes that words add to an hour or take from it: "half past two", "las seis y media"."""
    tables = table("calendar_words.toml")
    written = (found[f"shift{n}"] or "").lower()
    minutes: int = tables["minutes"].get(written, 0)
    if english and written == "half":
        minutes = -minutes
    for past, words in tables["past"].items():
        if found[f"past{n}"] and re.fullmatch("|".join(words), found[f"past{n}"], re.IGNORECASE):
            minutes += int(past)
    return minutes


def _hour(found: re.Match[str], n: int, language: str) -> int | None:
    if found[f"h{n}"]:
        return int(found[f"h{n}"])
    written = found[f"w{n}"]
    if not written:
        return None
    return next(
        (hour for word, hour in _hours(language).items() if re.fullmatch(word, written, re.IGNORECASE)), None
    )
