"""Times told by a day alone or by a part of it: "Wednesday afternoon", "the 20th or the 23rd would suit"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from mailwithdraw.reading.facts.appointments import Line, masked, paired
from mailwithdraw.reading.facts.days import Day
from mailwithdraw.reading.facts.elsewhere import said_again
from mailwithdraw.reading.facts.times import times
from mailwithdraw.reading.facts.words import Sentence, sentences, table

_SIESTA = time(14)
"""When the morning ends in Spain."""

_NEAR = 40
"""Characters before a day in which its part may be named."""

_ANY_SUCH = re.compile(r"\b(?:an?|une?|eine[nm]?|ein|uno|um|een)\s$", re.IGNORECASE)
"""A day that is any of its name: "on a Wednesday"."""

_HABIT = re.compile(r"(?:days|tags|nachts|abends)$|^(?:los|les|aos|às|i|le)\s", re.IGNORECASE)
"""A day of every week: "on Mondays"."""


_ANY = r"(?:any ?time|all day|(?:the )?whole day|ganztägig|den ganzen tag|jederzeit|toute la journée|todo el día|a cualquier hora|o dia (?:todo|inteiro)|a qualquer hora|tutto il giorno|a qualsiasi ora|(?:de )?hele dag|elk moment)"
_ANY_TIME = re.compile(rf"\s{_ANY}\b", re.IGNORECASE)
_ANY_TIME_ON = re.compile(rf"\b(?:{_ANY}(?: on)?|all of)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vague:
    """Days that are offered, from and to which hour; whole days have neither."""

    dates: tuple[date, ...]
    begin: time | None
    end: time | None
    start: int
    stop: int


def vague_times(read: Line, language: str, *, spanish: bool, alone: bool) -> Iterator[Vague]:
    """Yield the days of a line to which no hour belongs, where the sentence offers them.

    `alone`: the mail names no hour; else such days count only beside an hour: "tomorrow at 5 or Thursday morning".
    """
    told = {day for dates, _ in paired(read) for day in dates}
    free = [day for day in read.days if day.dates and not told & set(day.dates)]
    for sentence in sentences(read.text):
        span = range(sentence.start, sentence.start + len(sentence.text))
        held = [day for day in free if day.start in span]
        timed = any(one.start in span for one in read.times)
        if not held or timed == alone or not _offers(sentence, language):
            continue
        hours = _names_hours(read, span, language)
        for day in held:
            if _ANY_SUCH.search(read.text[: day.start]) or _taken_back(read.text, day):
                continue
            part = _part(read.text, day)
            whole = _ANY_TIME.match(read.text, day.end) or _ANY_TIME_ON.search(read.text, 0, day.start)
            if part:
                begin, end = _hours(part, spanish=spanish)
                yield Vague(day.dates, begin, end, day.start, day.end)
            elif whole or (alone and not hours and not _HABIT.search(read.text[day.start : day.end])):
                yield Vague(day.dates, None, None, day.start, day.end)


def _taken_back(text: str, day: Day) -> bool:
    """Whether a day is named as the one that does not suit: "instead of tomorrow", "salvo el lunes"."""
    instead = _listed_in("called_off", "instead")
    return instead.search(text[max(day.start - _NEAR // 2, 0) : day.start]) is not None


def _names_hours(read: Line, span: range, language: str) -> bool:
    """Whether a sentence has figures that could be an hour, or names one otherwise: "same time"."""
    text = masked(read.text, read.days)[span.start : span.stop]
    return next(times(text, language), None) is not None or said_again().search(text) is not None


def _offers(sentence: Sentence, language: str) -> bool:
    """Whether a sentence offers days for a meeting, and speaks of nothing else that days are for."""
    return (
        _listed("proposes", language).search(sentence.text) is not None
        and _listed("no_proposal").search(sentence.text) is None
    )


def _part(text: str, day: Day) -> str | None:
    """Return which part of a day is named right after it, before it or in one word with it."""
    inside = _PARTS_INSIDE.search(text[day.start : day.end])
    for key, pattern in _parts().items():
        if inside and pattern.fullmatch(inside[0]):
            return key
        after = re.compile(rf"[\s,.()]{{0,2}}(?:{_to()}\s){{0,2}}{pattern.pattern}", re.IGNORECASE)
        before = re.compile(rf"{pattern.pattern}\s(?:{_to()}\s){{0,2}}$", re.IGNORECASE)
        if after.match(text, day.end) or before.search(text[max(day.start - _NEAR, 0) : day.start]):
            return key
    return None


_PARTS_INSIDE = re.compile(
    r"(?<=\w)(?:vormittag|nachmittag|abend|morgen|früh|ochtend|middag|avond)(?=s?$)", re.IGNORECASE
)


def _hours(part: str, *, spanish: bool) -> tuple[time, time | None]:
    begin, _, end = part.partition("-")
    until = time(int(end)) if end else None
    morning = until is not None and until.hour == 12
    return time(int(begin)), _SIESTA if morning and spanish else until


@cache
def _parts() -> dict[str, re.Pattern[str]]:
    listed = table("calendar_words.toml")["parts_of_day"]
    order = ("17-19", "12-18", "09-12", "18-")
    return {key: re.compile(rf"(?<!\w)(?:{'|'.join(listed[key])})(?!\w)", re.IGNORECASE) for key in order}


@cache
def _listed_in(section: str, name: str) -> re.Pattern[str]:
    either = "|".join(table("calendar_words.toml")[section][name])
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


@cache
def _to() -> str:
    return f"(?:{'|'.join(table('calendar_words.toml')['to_the_part']['any'])})"


@cache
def _listed(name: str, language: str = "any") -> re.Pattern[str]:
    lists = table("calendar_words.toml")[name]
    either = "|".join(lists.get(language, lists.get("en", [])))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
