"""Days a mail proposes without an hour: a part of the day, or all of it; only where the words leave no doubt."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from mailwithdraw.reading.facts.appointments import Line, masked
from mailwithdraw.reading.facts.days import Day, Reader
from mailwithdraw.reading.facts.elsewhere import called_off, of_other_things, said_again
from mailwithdraw.reading.facts.times import Time
from mailwithdraw.reading.facts.words import sentences, table

_REACH = 30
"""Characters before a day in which the part of it that is meant may stand."""

_PARTS = {
    "end": (time(17), time(19)),
    "morning": (time(9), time(12)),
    "afternoon": (time(12), time(18)),
    "whole": (time(0), time(0)),
}
_OR = re.compile(
    r"[\s,/]*(?:or|oder|ou|o|of)?[\s,]*(?:(?:the|on|am|an|el|del|le|du|il|d[ei]l|na|no|d[ao]|op)\s)?",
    re.IGNORECASE,
)
"""What stands between days that are told together."""

_TODAY = re.compile(r"today|heute|vandaag|aujourd|hoy|hoje|oggi", re.IGNORECASE)
_CHOICE = re.compile(
    r"[\s,]*\b(?:or|oder|ou|of|o)\s(?:(?:on|am|le|el|il|na|no|op|den|the|perhaps|else)\s)*", re.IGNORECASE
)
"""What offers two days to choose from."""

_NOT = re.compile(r"\b(?:not|nicht|kein\w{0,2}|no|não|non|niet|geen|ne|n)\b|n['’]t\b", re.IGNORECASE)
_OF_IT = re.compile(
    r"\b(?:of|from|on our|vom|von|de|del|du|di|do|da|dell['’]|d['’]|van|für|since)\s?$", re.IGNORECASE
)
"""What leads to the day of something else: "the mail from Monday"."""

_PART_OF_TODAY = re.compile(
    r"(?:evening|night|morning|afternoon|soir|matin|midi|tarde|noche|noite|sera|pomeriggio|avond|abend)$",
    re.IGNORECASE,
)

_CLOCK = re.compile(r"\b\d{1,2}\s?(?:[:.h]\d\d|[ap]\.?m\b|uhr\b|uur\b|h\b|heures?\b)", re.IGNORECASE)
_LENGTH = re.compile(
    r"\b\d{1,3}(?:\s?(?:-|–|to|or|bis|oder|à|ou|a|o|tot|of)\s?\d{1,3})?[\s-]?(?:min(?:s|ute[ns]?|ut[io]s?)?|h|hrs?|hours?|stunden?|heures?|horas?|ore|uur|days?)\b\.?",
    re.IGNORECASE,
)

_HABIT = re.compile(
    r"(?:days|tags|wochs|abends|undis|rdis|credis|eudis|dredis|medis|manches|feiras|mornings|afternoons|mittags|ochtends)$",
    re.IGNORECASE,
)
"""Days of every week end so."""

_AMONG = re.compile(
    r"\b(?:between|entre|zwischen|tussen|tra|fra|every|each|any|jeden?|chaque|cada|ogni|elke|iedere)\b[^.?!]{0,12}$|\b(?:a|on an?|(?:an einem|einen)(?:\s\w{3,14})?|un|une|uno|una|uma?|een)\s$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a day, or all of it, and the words that name it."""

    start: datetime
    end: datetime
    line: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a day that is meant, or all of it, and the place of the words that name it."""

    first: int
    last: int
    begin: time = time(0)
    end: time = time(0)
    named: bool = False
    """Whether words say so."""

    @property
    def whole(self) -> bool:
        """Whether all of the day is meant."""
        return self.begin == self.end


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A sentence that speaks of a meeting, and its days."""

    text: str
    blanked: str
    start: int
    over: int
    days: tuple[Day, ...]
    hours: tuple[Time, ...]
    """The hours the sentence names, each of a day before."""
    language: str
    clear: bool
    """Whether no hour stands anywhere in the mail."""

    @property
    def asks(self) -> bool:
        """Whether it is a question or an invitation."""
        invites = self.clear and _words("invite").search(self.text, self.start, self.over)
        choice = any(
            _CHOICE.fullmatch(self.text, one.end, other.start) and not _TODAY.match(self.text, one.start)
            for one, other in pairwise(self.days)
        )
        several = any(
            len(day.dates) > 1 and _CHOICE.search(self.text, day.start, day.end) for day in self.days
        )
        return bool(invites) or choice or several or "?" in self.text[self.start : self.over]


def stretches(lines: Sequence[Line], reader: Reader, timed: set[date]) -> tuple[Stretch, ...]:
    """Return the parts of days, and the whole days, that sentences propose; none if any of them is left in doubt."""
    found: list[Stretch] = []
    clear = not any(line.times or _names_an_hour(line) for line in lines)
    for line in lines:
        for start, over in clauses(line.text):
            held = tuple(day for day in line.days if start <= day.start < over)
            asked = "?" in line.text[start:over] and any(part_of(line.text, day) for day in held)
            if held and (asked or _words("meet").search(line.text, start, over)):
                hours = tuple(time for time in line.times if start <= time.start < over)
                one = _Proposal(
                    line.text, masked(line.text, held), start, over, held, hours, reader.language, clear
                )
                parts = _parts(one, timed)
                if any(time.start >= start for time in line.times):  # and none may follow the part of a day
                    last = max(time.start for time in line.times)
                    parts = {day: part for day, part in parts.items() if part.first > last and part.named}
                if any(reader.written in day.dates for day in parts) and len(held) == 1:
                    return ()
                read = [(day, part) for day, part in parts.items() if _stands(one, day, part)]
                left_out = 0 < len(read) < len(parts)
                if left_out or any(_in_doubt(one, day, part) for day, part in read):
                    return ()
                found += [stretch for day, part in read for stretch in _stretched(one, day, part)]
    return tuple(found)


@lru_cache(maxsize=8)
def proposes(text: str, start: int, over: int) -> bool:
    """Whether a sentence asks something, or speaks of a meeting: asked for each of its days."""
    return "?" in text[start:over] or _words("meet").search(text, start, over) is not None


def clauses(line: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a line begin and end; a semicolon ends one."""
    for sentence in sentences(line):
        start = sentence.start
        for part in sentence.text.split(";"):
            yield start, start + len(part)
            start += len(part) + 1


def _names_an_hour(line: Line) -> bool:
    return bool(said_again().search(line.text) or _CLOCK.search(masked(line.text, line.days)))


def _parts(one: _Proposal, timed: set[date]) -> dict[Day, _Part]:
    """Return the part of each day that is meant; days beside it that have none share it: "Monday or Tuesday morning"."""
    told = {day: part for day in one.days if (part := part_of(one.text, day))}
    known = timed | {each for day in told for each in day.dates}
    left = [day for day in one.days if day in told or not known.issuperset(day.dates)]
    parts = dict(told)
    for day, beside in (*reversed([*pairwise(left)]), *((later, day) for day, later in pairwise(left))):
        first, second = sorted((day, beside), key=lambda each: each.start)
        if day not in parts and beside in parts and _OR.fullmatch(one.text, first.end, second.start):
            parts[day] = parts[beside]
    return {day: parts.get(day) or _Part(day.start, day.end) for day in left}


def _stands(one: _Proposal, day: Day, part: _Part) -> bool:
    """Whether a day is proposed: not called off, not one of every week, not one that only tells of which mail or call."""
    first, last = min(part.first, day.start), max(part.last, day.end)
    as_time = Time(part.begin, None, first, first, last, sure=True, told=True)
    if of_other_things(one.blanked, first) or called_off(one.blanked, as_time):
        return False
    if _HABIT.search(one.text, day.start, last) or (part.whole and _OF_IT.search(one.text, one.start, first)):
        return False
    return one.asks or not (part.whole or _NOT.search(one.text, one.start, one.over))


def _in_doubt(one: _Proposal, day: Day, part: _Part) -> bool:
    """Whether the sentence has other words of hours, or names one of several days or a part of today."""
    first = min(part.first, day.start)
    among = _AMONG.search(one.text, max(one.start, first - 20), first)
    rest = one.blanked
    named = [(other.first, other.last) for each in one.days if (other := part_of(one.text, each))]
    for start, stop in (*named, *((hour.start, hour.stop) for hour in one.hours)):
        rest = rest[:start] + "·" * (stop - start) + rest[stop:]
    hours = _open_hours(one.language).search(_LENGTH.sub("", rest[one.start : one.over]))
    return bool(among or hours or _PART_OF_TODAY.search(one.text, day.start, day.end)) or (
        not part.named and not one.clear
    )


def _stretched(one: _Proposal, day: Day, part: _Part) -> Iterator[Stretch]:
    first, last = min(part.first, day.start), max(part.last, day.end)
    for each in day.dates:
        over = datetime.combine(each, part.end) + timedelta(days=1 if part.whole else 0)
        yield Stretch(datetime.combine(each, part.begin), over, one.text, first, last)


def part_of(text: str, day: Day) -> _Part | None:
    """Return the part of a day that the words around it name, or the German and Dutch word for it."""
    for name, (begin, end) in _PARTS.items():
        after = _after(name).match(text, day.end)
        before = _before(name).search(text, max(day.start - _REACH, 0), day.start)
        within = _within(name).search(text, day.start, day.end)
        if after or before or within:
            return _Part(
                before.start() if before else day.start,
                after.end() if after else day.end,
                begin,
                end,
                named=True,
            )
    return None


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(name)})(?!\w)", re.IGNORECASE)


@cache
def _open_hours(language: str) -> re.Pattern[str]:
    lists = table("calendar_words.toml")["open_hours"]
    either = "|".join([*lists["en"], *lists.get(language, [])])
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)|\d", re.IGNORECASE)


def _either(name: str) -> str:
    return "|".join(table("calendar_words.toml")["vague"][name])


@cache
def _after(name: str) -> re.Pattern[str]:
    joined = r"[\s,]{0,2}(?:in the |le |am |au |dans la |in |por la |en la |a la |de |da |pela |à |na |nel |di |in de |'s )?"
    half = {"morning": r"|a\.?m\b\.?", "afternoon": r"|p\.?m\b\.?"}.get(name, "")
    return re.compile(rf"{joined}(?:{_either(name)}{half})(?!\w)", re.IGNORECASE)


@cache
def _before(name: str) -> re.Pattern[str]:
    joined = r"\s(?:of|on|am|des|de|du|del|della|di|do|da|van|op)?\s?(?:the |le |il |el )?"
    return re.compile(rf"(?<!\w)(?:{_either(name)}){joined}$", re.IGNORECASE)


@cache
def _within(name: str) -> re.Pattern[str]:
    ending = {"morning": "vormittag|ochtend", "afternoon": "nachmittag|middag"}.get(name, "(?!)")
    return re.compile(rf"(?<=\w)(?:{ending})$", re.IGNORECASE)
