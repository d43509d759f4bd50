"""The last day to answer, or to finish a test."""

import re
from datetime import date, timedelta
from functools import cache

from mailwithdraw.model import Found
from mailwithdraw.reading.facts.days import Reader, days
from mailwithdraw.reading.facts.words import Words, around, table

_REACH = 46
_STRONG = re.compile(
    r"(?:no later|not later|latest|at the latest|deadline|due|expires?|valid|clos|open|available|on or before|complete by|respond by|rsvp|spätestens|frist|gültig|verfügbar|einsende|abgabe|au plus tard|date limite|expire|valable|a más tardar|como|fecha|plazo|caduca|vence|o mais tardar|prazo|data limite|al più tardi|scade|non oltre|uiterlijk|deadline|geldig|verloopt)",
    re.IGNORECASE,
)
"""Words that can only be of a deadline; the others ("by", "until") want a word of answering in the line."""

_TODAY = re.compile(
    r"\b(?:tell (?:me|us)|let (?:me|us) know|reply|respond|confirm|answer|bescheid|meld\w{0,2}|dis-moi|dites-moi|avísame|laat .{0,12}weten)\b[^.!?]{0,30}$",
    re.IGNORECASE,
)
_INCLUDED = re.compile(r"\bon or before\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:before|vor dem|avant(?: le| la)?|antes|prima|voor|vóór)\b[^.]{0,14}$", re.IGNORECASE
)
_WITHIN = re.compile(
    r"\bwithin\s(?:the next\s)?(?P<n>\d{1,2}|two|three|five|seven)\s(?P<working>business |working )?(?P<unit>days?|hours?)\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "five": 5, "seven": 7}


def reply_by_of(words: Words, reader: Reader) -> Found[date] | None:
    """Return the last day on which an answer is in time; "before the 12th" is the 11th."""
    for line in (*words.body.split("\n"), words.subject):
        for day in (day for day in days(line, reader) if day.dates):
            lead = _lead(line, day.start, reader.language)
            if lead is None and (
                day.dates[0] == reader.written and _TODAY.search(line[max(day.start - 60, 0) : day.start])
            ):
                lead = max(day.start - 40, 0)
            if lead is None or not (_STRONG.match(line, lead) or _answer().search(line)):
                continue
            early = _BEFORE.search(line[lead : day.start]) and not _INCLUDED.search(line[lead : day.start])
            last = day.dates[-1] - timedelta(days=1 if early else 0)
            if reader.written is None or reader.written <= last <= reader.written + timedelta(days=120):
                return Found(last, around(line, lead, day.end))
    return _within(words, reader)


def of_a_deadline(line: str, at: int, language: str) -> bool:
    """Whether a day or time at this place is the end of a period to answer in, not a time to meet."""
    return _lead(line, at, language) is not None


def _lead(line: str, at: int, language: str) -> int | None:
    """Return where the words of a deadline start, if they lead up to this place."""
    before = line[max(at - _REACH, 0) : at]
    found = _deadline(language).search(before)
    return max(at - _REACH, 0) + found.start() if found else None


@cache
def _deadline(language: str) -> re.Pattern[str]:
    lists = table("calendar_words.toml")["deadline"]
    either = "|".join([*lists.get(language, []), *(lists["en"] if language != "en" else [])])
    filler = r"(?:(?:the|end of(?: day| business| play)?|eod|cob|close of business|noon|midnight|lunchtime|ende|midi|le|el|il|am|dem|den|on|of|de|do|del|dia|día|zum|\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?|uhr|h|uur)?(?:\s[a-z]{2,4})?,?|latest|am)\s){0,4}"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)[\s:*]*{filler}$", re.IGNORECASE)


@cache
def _answer() -> re.Pattern[str]:
    either = "|".join(table("calendar_words.toml")["answer"]["any"])
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _within(words: Words, reader: Reader) -> Found[date] | None:
    if reader.written is None:
        return None
    for line in words.body.split("\n"):
        found = _WITHIN.search(line)
        if found and re.search(
            r"\b(?:reply|respond|answer|confirm|complete|submit|book|accept|let)\b", line, re.IGNORECASE
        ):
            count = _NUMBERS.get(found["n"].lower()) or int(found["n"])
            hours = found["unit"].lower().startswith("hour")
            last = (
                _later(reader.written, count, working=bool(found["working"]))
                if not hours
                else reader.written + timedelta(days=count // 24)
            )
            return Found(last, around(line, found.start(), found.end()))
    return None


def _later(start: date, count: int, *, working: bool) -> date:
    last = start
    while count > 0:
        last += timedelta(days=1)
        count -= 0 if working and last.weekday() >= 5 else 1
    return last
