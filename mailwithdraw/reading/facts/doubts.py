"""Whether the hours that a mail's words name leave a doubt of when the meeting is; then none is told."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from mailwithdraw.reading.facts.appointments import Line
from mailwithdraw.reading.facts.days import Day
from mailwithdraw.reading.facts.elsewhere import said_again
from mailwithdraw.reading.facts.times import Time
from mailwithdraw.reading.facts.vague import clauses, part_of, proposes

_NOON, _WORKING, _EARLIEST = time(12), time(8), time(7)
"""Before seven an hour may as well be one of the evening, a shift's or a train's, unless it says otherwise."""

_MORNING = re.compile(
    r"^0\d|a\.?m\b|uhr|früh|morn|morgen|mañana|madrugada|manhã|mattin|matin|ochtend", re.IGNORECASE
)
_DAWN = re.compile(r"\b(?:früh|morgens)\s$", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:before|by)\s(?:about\s|around\s)?$", re.IGNORECASE)
"""What leads to an hour up to which it suits."""
_AFTER = re.compile(r"\b(?:after|past)\s(?:about\s|around\s)?$", re.IGNORECASE)
_TONIGHT = re.compile(r"\b(?:tonight|this evening)\b", re.IGNORECASE)

_OR = re.compile(
    r"\b(?:or|oder|sonst|ou|sinon|o|u|oppure|(?P<of>of))\s(?:(?:else|então|bien|alors|entonces|dann|anders)\s)?(?:some ?time\s|whenever\s)?(?:(?:on|am|le|el|il|na|no|op)\s)?$",
    re.IGNORECASE,
)
_LEAD, _AROUND, _OTHER_DAYS = 20, 14, 2
_AGAIN = 25
"""Characters from "same time" within which the hour is told: "same time, 9:30"."""


def doubtful(lines: Sequence[Line], starts: Sequence[datetime], language: str) -> bool:
    """Whether a mail names hours or days beside those read, or its hours in a way that is often read wrongly."""
    hours, meeting_days = {start.time() for start in starts}, {start.date() for start in starts}
    other_days: set[date] = set()
    for line in lines:
        if any(_loose(line.text, one, alone=len(hours) == 1) for one in line.times if one.begin in hours):
            return True
        if line.days and any(one.begin not in hours and _relevant(line.text, one) for one in line.times):
            return True
        again = said_again().search(line.text) if line.days else None
        if again and all(abs(one.start - again.start()) > _AGAIN for one in line.times):
            return True
        for day in line.days:
            others = set(day.dates) - meeting_days
            if others and line.times and _beside(line, day, meeting_days, language):
                return True
            if others and _apart(line, day):
                return True
            if _relevant(line.text, day):
                other_days |= others
    return len(other_days) >= _OTHER_DAYS


def _beside(line: Line, day: Day, meeting_days: set[date], language: str) -> bool:
    """Whether "or" joins a day that has no hour to another: before it, or between it and one that is read."""
    after = next((one for one in line.days if one.start >= day.end), None)
    joined = [_OR.search(line.text, 0, day.start)]
    if after and not meeting_days.isdisjoint(after.dates):
        between = line.text[day.end : after.start]
        joined.append(None if re.search(r"[.?!;]\s", between) else _OR.search(between))
    return any(found and (language == "nl" or not found["of"]) for found in joined)


def _apart(line: Line, day: Day) -> bool:
    """Whether a part of a day stands in one sentence with an hour of another, and is not read."""
    start, over = next((one for one in clauses(line.text) if one[0] <= day.start < one[1]), (0, 0))
    return any(start <= one.start < over for one in line.times) and part_of(line.text, day) is not None


def _relevant(text: str, told: Day | Time) -> bool:
    """Whether the sentence of a day or an hour speaks of a meeting or asks something."""
    start, over = next((one for one in clauses(text) if one[0] <= told.start < one[1]), (0, len(text)))
    return proposes(text, start, over)


def _loose(text: str, one: Time, *, alone: bool) -> bool:
    """Whether an hour is a bare word, one after or before which it suits, or too early to be meant so.

    A word that "at" leads up to is an hour in working time, if the mail has no other.
    """
    written = text[one.figures : one.stop]
    spelt = one.end is None and one.begin != _NOON and re.search(r"\d", written) is None
    dawn = _MORNING.search(text[one.figures : one.stop + _AROUND]) or _DAWN.search(text[: one.start])
    early = one.begin < _WORKING and not dawn
    plain = one.told or (alone and one.start < one.figures)
    in_words = spelt and (early or not plain)
    after = _TONIGHT.search(text) and _AFTER.search(text[max(one.figures - _LEAD, 0) : one.figures])
    open_ended = one.end is None and (after or _OPEN.search(text[max(one.figures - _LEAD, 0) : one.figures]))
    return bool(in_words or open_ended or (early and one.begin < _EARLIEST))
