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

_EVENING = "18-"
"""The part of a day of which nobody says when it begins."""

_SIESTA = time(14)
"""When the morning ends in Spain."""

_NEAR = 40
"""Characters before a day in which its part may be named."""

_ANY_SUCH = re.compile(
    r"\b(?:an?|any|une?|aucun|eine[nm]?|ein|keinen|uno|ning[uú]n|um|nenhum|nessuna?|een|geen)\s$",
    re.IGNORECASE,
)
"""A day that is any of its name: "on a Wednesday"."""

_OPEN_ENDED = re.compile(
    r"\b(?:from|since|after|before|until|till|by|between \w{1,12} and|ab|seit|nach|vor|bis|à partir d[ue]|dès|après|avant|jusqu['’]à|a partir del?|desde|después del?|antes del?|hasta|entre \w{1,12} [ye]|a partir d[ao]|depois d[ao]|antes d[ao]|até|dal|da|dopo|prima di|entro|fino a|tra \w{1,12} e|vanaf|na|voor|tot)\s(?:the |le |el |il |o |den |dem |de )?$",
    re.IGNORECASE,
)
"""What makes a day the first or last of many."""

_THIS = re.compile(r"(?:this|ce|cet(?:te)?|est[ae]|quest[ao]|deze)\s|sta(?=mattina)", re.IGNORECASE)
"""What makes a part of a day one of today."""

_HABIT = re.compile(r"(?:days|tags|nachts|abends)$|^(?:los|les|aos|às|i|le)\s", re.IGNORECASE)
"""A day of every week: "on Mondays"."""


_ANY = r"(?:any ?time|all day|(?:the )?whole day|ganztägig|den ganzen tag|jederzeit|toute la journée|todo el día|a cualquier hora|o dia (?:todo|inteiro)|a qualquer hora|tutto il giorno|a qualsiasi ora|(?:de )?hele dag|elk moment)"
_ANY_TIME = re.compile(rf"\s{_ANY}\b", re.IGNORECASE)
_OR = re.compile(
    r"\b(?:or|oder|sonst|ou|sinon|o|u|oppure|of)\s(?:some ?time\s|whenever\s)?(?:(?:on|am|le|el|il|na|no|op)\s)?$",
    re.IGNORECASE,
)
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
        held = _once(read.text, [day for day in free if day.start in span])
        timed = any(one.start in span for one in read.times)
        if not held or timed == alone or not _offers(sentence, language):
            continue
        hours = _names_hours(read, span, language)
        for day in held:
            if _ANY_SUCH.search(read.text[: day.start]) or _taken_back(read.text, day):
                continue
            if _OPEN_ENDED.search(read.text[: day.start]):
                continue
            named = read.text[day.start : day.end]
            part = _part(read.text, day)
            whole = (
                _OR.search(read.text, 0, day.start)
                or _ANY_TIME.match(read.text, day.end)
                or _ANY_TIME_ON.search(read.text, 0, day.start)
            )
            if part == _EVENING or (alone and hours and not whole):
                return
            if part:
                begin, end = _hours(part, spanish=spanish)
                yield Vague(day.dates, begin, end, day.start, day.end)
            elif whole or (
                alone and not _HABIT.search(named) and (len(held) > 1 or _stands_alone(named, language))
            ):
                yield Vague(day.dates, None, None, day.start, day.end)


def _once(text: str, held: list[Day]) -> list[Day]:
    """Leave out the days that only say again which day has a part: "Saturday morning, the 15th"."""
    parted = {day.dates for day in held if _part(text, day)}
    return [day for day in held if day.dates not in parted or _part(text, day)]


def _stands_alone(written: str, language: str) -> bool:
    """Whether a day's name without another beside it offers the whole of it: not "today"."""
    return _listed("today", language).fullmatch(written) is None


def _taken_back(text: str, day: Day) -> bool:
    """Whether a day is named as the one that does not suit: "instead of tomorrow", "salvo el lunes"."""
    instead = _listed_in("called_off", "instead")
    off = _listed_in("called_off", "after").match(text, day.end + 1)
    return bool(off or instead.search(text[max(day.start - _NEAR // 2, 0) : day.start]))


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
    this = _THIS.match(text, day.start, day.end)
    for key, pattern in _parts().items():
        if (inside and pattern.fullmatch(inside[0])) or (this and pattern.match(text, this.end(), day.end)):
            return key
        after = re.compile(rf"[\s,.()]{{0,2}}(?:{_to()}\s){{0,2}}{pattern.pattern}", re.IGNORECASE)
        before = re.compile(rf"(?!morgen of ){pattern.pattern}\s(?:{_to()}\s){{0,2}}$", re.IGNORECASE)
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
    order = ("17-19", "12-18", "09-12", _EVENING)
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
