"""The last day to answer, or to finish a test."""

import re
from datetime import date, timedelta
from functools import cache

from mailwithdraw.model import Found
from mailwithdraw.reading.facts.days import Day, Reader, days
from mailwithdraw.reading.facts.words import Sentence, Words, around, sentences, table

_REACH = 64
_AFTER = 24
"""Characters looked at before and after a day for words of a deadline."""

_FARTHEST = timedelta(days=120)
_KINDS = ("strong", "by", "until")
_PERIODS = ("next_week", "this_week", "this_month")
_LATE_IN_IT = re.compile(r"\w(?:middag|avond|abend|mittag)s?$", re.IGNORECASE)
"""A day in one word with its part: "vóór vrijdagmiddag" is still Friday."""

_EVERY_WEEK = re.compile(r"\w(?:days|tags)\b", re.IGNORECASE)
"""A day that comes round each week: "we shut at noon on Fridays"."""

_EARLY = re.compile(r"(?:before|b4|vor|avant|antes|prima|voor|vóór)\b", re.IGNORECASE)
"""What leaves the day itself out: "before the 12th" is the 11th."""


def reply_by_of(words: Words, reader: Reader) -> Found[date] | None:
    """Return the last day on which an answer is in time; "before the 12th" is the 11th.

    The day of the mail itself is none: "today until six" is when to call. Nor is the end of a span: "within 48 hours".
    """
    for line in (*words.body.split("\n"), words.subject):
        for day in (day for day in days(line, reader) if day.dates):
            begun = _asked_by(line, day, reader)
            if begun is None:
                continue
            last = day.dates[-1] - timedelta(days=1 if _excluded(line, begun, day) else 0)
            if reader.written is None or reader.written < last <= reader.written + _FARTHEST:
                return Found(last, around(line, begun, day.end))
    return _period_ends(words, reader)


def of_a_deadline(line: str, at: int, language: str) -> bool:
    """Whether a day or time at this place is the end of a period to answer in, not a time to meet."""
    return any(_lead(line, at, language, kind) is not None for kind in _KINDS)


def at_the_latest(line: str, end: int) -> bool:
    """Whether the words after a day or time make it the end of a period."""
    return _listed("late").match(line, _over(line, end)) is not None


def _asked_by(line: str, day: Day, reader: Reader) -> int | None:
    """Return where the words that ask for an answer by this day begin; None where nothing is asked by it."""
    language = reader.language
    sentence = _sentence(line, day.start)
    strong = _lead(line, day.start, language, "strong")
    if _EVERY_WEEK.search(line, day.start, day.end + 1):
        return None
    if _listed("never", language).search(line[sentence.start : day.start][-_REACH:]):
        return None
    before = line[sentence.start : day.start]
    if _listed("theirs_then", language).match(line, _over(line, day.end)) and not (
        line[: day.end].endswith(".") or _listed("answer").search(before) or _listed("if").search(before)
    ):
        return None
    if strong is not None or at_the_latest(line, day.end):
        return day.start if strong is None else strong
    if _listed("theirs", language).search(before[-92:]):
        return None
    by = _lead(line, day.start, language, "by")
    if by is not None:
        return by
    until = _lead(line, day.start, language, "until")
    return until if until is not None and _listed("answer").search(sentence.text) else None


def _excluded(line: str, begun: int, day: Day) -> bool:
    """Whether the day itself is too late: "before Thursday", but not "before noon on Thursday"."""
    lead = line[begun : day.start]
    return bool(_EARLY.search(lead)) and not (
        _LATE_IN_IT.search(line[day.start : day.end])
        or _listed("included").search(lead)
        or _listed("included").match(line, _over(line, day.end))
    )


def _sentence(line: str, at: int) -> Sentence:
    """Return the sentence of a line that holds a place."""
    held = [one for one in sentences(line) if one.start <= at]
    return held[-1] if held else Sentence(line, 0)


def _over(line: str, at: int) -> int:
    """Return the place after the blanks, commas and brackets that follow one."""
    return at + len(line[at : at + _AFTER]) - len(line[at : at + _AFTER].lstrip(" ,(–-"))


def _lead(line: str, at: int, language: str, kind: str) -> int | None:
    """Return where the words of a deadline start, if they lead up to this place."""
    found = _leading(kind, language).search(line[max(at - _REACH, 0) : at])
    return max(at - _REACH, 0) + found.start() if found else None


@cache
def _leading(kind: str, language: str) -> re.Pattern[str]:
    filler = "|".join(table("deadlines.toml")["filler"]["any"])
    return re.compile(rf"{_listed(kind, language).pattern}[\s:*,]*(?:(?:{filler})\s){{0,4}}$", re.IGNORECASE)


@cache
def _listed(kind: str, language: str = "") -> re.Pattern[str]:
    lists = table("deadlines.toml")[kind]
    spoken = {language, "en", "any"}
    either = "|".join(word for key, words in lists.items() if key in spoken for word in words)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _period_ends(words: Words, reader: Reader) -> Found[date] | None:
    """Return the last day of a week or month by which an answer is asked: "by the end of next week" is its Friday."""
    if reader.written is None:
        return None
    for sentence in words.sentences():
        for period in _PERIODS:
            for found in _listed(period).finditer(sentence.text):
                before = sentence.text[: found.start()]
                asked = any(
                    _lead(sentence.text, found.start(), reader.language, one) is not None for one in _KINDS
                )
                theirs = _listed("theirs", reader.language).search(before[-92:])
                if asked and not theirs and _listed("answer").search(sentence.text):
                    last = _last_day(period, reader.written, reader.language)
                    return Found(last, around(sentence.text, found.start(), found.end()))
    return None


def _last_day(period: str, written: date, language: str) -> date:
    """Return the Friday of this or the next week, or the last of the month; on a weekend "this week" is the coming one.

    In German "Ende der Woche" is taken at its word: the Sunday.
    """
    if period == "this_month":
        return (written.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    weekend = written.weekday() > 4
    friday = written + timedelta(days=(4 - written.weekday()) % 7)
    if language == "de" and period == "this_week" and not weekend:
        return friday + timedelta(days=2)
    return friday + timedelta(days=7) if period == "next_week" and not weekend else friday
