"""The days and times of a line that are for a meeting, and which times belong to which days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, pairwise

from mailwithdraw.reading.facts.days import Day, Reader, days
from mailwithdraw.reading.facts.deadline import at_the_latest, of_a_deadline
from mailwithdraw.reading.facts.elsewhere import called_off, converted, elsewhere, left_behind, only_where_to
from mailwithdraw.reading.facts.times import Time, times

_NTH = re.compile(
    r"\b(?:stage|round|step|phase|part|option|level|grade|band|room|schritt|runde|stufe|teil|étape|tour|fase|etapa|ronda|ronde|stap|deel)\s$",
    re.IGNORECASE,
)
"""What makes a number one of several: "stage 2 on Thursday"."""
_LISTED = 40
"""Characters between two days of a list."""
_ALTERNATIVE = re.compile(r"^[^.?!;]*\b(?:or|oder|ou|o|of)\s[^.?!;]{0,12}$", re.IGNORECASE)
_NEXT_DAYS = timedelta(days=3)
_BESIDE = 80
"""Characters between a day and its time; more, and they belong to different things."""
_JOINED = re.compile(
    r"[\s,;:/&()–—-]*(?:(?:either|entweder|soit|sia|say|sagen wir|disons|digamos|diciamo|or|and|oder|und|ou|et|o|y|e|of|en|oppure|om|à|à partir de|um|at|alle|às|a las|nite|night|morning|afternoon|evening|early|late|in the|por la|vormittags?|nachmittags?|matin|mattina|pomeriggio|mañana|manhã|tarde|früh|ochtend|middag|arvo|verso|sobre|rond|au|am|any time|anytime|also|again|sempre|siempre|always|toujours|immer|wieder|weer|arrivo|arrival|beginn|inizio|início|inicio|start)[\s,]*){0,3}(?:(?:the|um|om|à|le|el|il|on|am|den|op|na|no|lo)\s)?",
    re.IGNORECASE,
)
"""What joins days or times that belong together."""

_BARE_END = re.compile(
    r"\s*(?:$|[,.;:?!)/–—-]|(?:or|and|is|was|works?|if|on|in|with|via|at|oder|und|bei|im|in|ou|et|y|o|e|of|en|sharp|est|et|ct|mt|pt|cet|bst|gmt|ist|pacific|eastern|central|mountain|all|ok|instead|this|that|your|my|our|to|for(?= (?:an?|the|our|your|\d)\b))\b|(?-i:[A-Z]{2,4}\b))",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"\b(?:or|also|else|otherwise|alternativ\w*|oder|sonst|auch|ou|sinon|aussi|o|oppure|altrimenti|anche|también|si no|senão|também|of|anders|ook)\b|\d[)]",
    re.IGNORECASE,
)
"""What makes the next hour of a day another one to choose, and not the next item of its programme."""

_OWN_HOURS = re.compile(
    r"\b(?:mornings?|afternoons?|evenings?|arvo|vormittags?|nachmittags?|früh|abends?|matin|mañana|tarde|manhã|mattina|pomeriggio|ochtend|middag|au|à|a|al|to|bis|naar)\b",
    re.IGNORECASE,
)
"""What a day has to itself when it stands between it and the next: "Thursday morning or Friday at 4", "du 3 au 5"."""

_PART_OF = re.compile(r"\b(?:mornings?|afternoons?|evenings?)\s(?:of|on)\s(?:the\s)?$", re.IGNORECASE)
"""What leads to a day of which a part is meant: "on the morning of Monday"."""

_DAY_SPAN = re.compile(
    r"\b(?:mon|monday|mo|montags?|seg|lun|lundi|lunes|lunedì|ma|maandag|di|tue|tues|tuesday|segunda)\.?\s?(?:-|–|to|bis|à|a|au|al|t/m|tot|thru|through)\s?(?:thu|thurs|thursday|do|donnerstags?|jeudi|jueves|giovedì|donderdag|quinta|fri|friday|fr|freitags?|ven|vendredi|viernes|venerdì|vr|vrijdag|sa|samstag|samedi|sábado|sabato|zaterdag|so|sonntag|sat|saturday|sun|sunday|sexta|sex)\b",
    re.IGNORECASE,
)
_IN_THE_EVENING = re.compile(r"(?<=\w)(?<!sonn)(?:abend|avond)s?$", re.IGNORECASE)
_EVERY_WEEK = re.compile(r"\w(?:tags|wochs)$", re.IGNORECASE)
"""German days of every week: "mittwochs"."""
_NEAR = re.compile(
    r"(?:the day after|(?:to|over)?morr?ow|today|tonight|tmrw|heute|(?:über|over)?morgen|van(?:daag|\w{5,7})|(?:après-)?demain|aujourd|hoy|mañana|pasado|hoje|amanhã|depois|oggi|(?:dopo)?doma|sta)",
    re.IGNORECASE,
)
"""Days that are told from the day of writing."""
_SOON = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tmrw|heute|morgen|übermorgen|vandaag|demain|aujourd['’]hui|hoy|mañana|hoje|amanhã|oggi|domani)\b",
    re.IGNORECASE,
)
"""Days that often stand right after their hour: "7:15 tomorrow"."""

_ANY_SUCH = re.compile(r"\b(?:on an?|any|une?|eine[nm]|uno|uma?|een)\s$", re.IGNORECASE)
"""Any day of its name: "on a Thursday"."""
_BY_THE_WEEK = 40
"""Characters after "Monday to Friday" in which hours are those of every week."""

_AT = re.compile(
    r"(?:at|to|for|um|om|à|alle(?: ore)?|ore|às|a las?|verso le|per le|sobre las?|gegen)\s", re.IGNORECASE
)
_SO_MUCH_FURTHER = 8
"""Characters after the end of a period within which a time still belongs to it."""


_MOST_HOURS = 60
"""Hours of one line that are read: no letter names more, and a bound keeps hostile mail cheap."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with the days and times in it that are for a meeting."""

    days: tuple[Day, ...]
    times: tuple[Time, ...]
    text: str


def read_line(line: str, reader: Reader) -> Line:
    """Return the days and times of a line without those of deadlines, opening hours and meetings called off."""
    named = tuple(days(line, reader))
    found = tuple(day for day in named if not of_a_deadline(line, day.start, reader.language))
    weeks = [span.span() for span in _DAY_SPAN.finditer(line)]
    found = tuple(day for day in found if not any(start <= day.start < end for start, end in weeks))
    found = tuple(day for day in found if not _ANY_SUCH.search(line, max(day.start - 8, 0), day.start))
    found = tuple(
        day
        for day in found
        if not (left_behind(line, day.start) or _EVERY_WEEK.search(line, day.start, day.end))
    )
    clear: list[Time] = []
    due = _overdue(named, found)
    found = tuple(_following(line, tuple(day for day in found if day.end not in due), reader))
    blanked = masked(line, named)
    for one in islice(times(blanked, reader.language), _MOST_HOURS):
        late = any(0 <= one.start - end <= _SO_MUCH_FURTHER for end in due) or at_the_latest(line, one.stop)
        if late or of_a_deadline(line, one.figures, reader.language):
            due.append(one.stop)
            continue
        if any(0 <= one.start - end <= _BY_THE_WEEK or 0 <= start - one.stop <= 2 for start, end in weeks):
            continue
        if not one.told and _NTH.search(line, max(one.figures - 12, 0), one.figures):
            continue
        left = only_where_to(line, one)
        if elsewhere(blanked, one, clear) or converted(line, one, clear):
            continue
        if left is one and called_off(blanked, one):
            continue
        follows = _continues(line, one, found, clear) and (
            one.end or one.told or _BARE_END.match(line, one.stop) or _AT.match(line, one.start)
        )
        follows = follows or (bool(found) and _AT.match(line, one.start) and _BARE_END.match(line, one.stop))
        opens = one.told and not line[: one.start].strip(" -*•·–\t[]()")
        if one.sure or follows or opens or _leads_to_a_day(line, one, found):
            clear.append(left)
    return Line(found, tuple(clear), line)


def _following(line: str, found: tuple[Day, ...], reader: Reader) -> Iterator[Day]:
    """Let a weekday after a date beyond the next days be the one that follows it: "dinner on 5 May, talks on Thursday"."""
    after: date | None = None
    last: Day | None = None
    for one in found:
        later = last is not None and _listed_earlier(line, last, one)
        day = replace(one, dates=(one.dates[0] + timedelta(days=7),)) if later else one
        last = day
        dated = re.search(r"\d", line[day.start : day.end]) is not None
        if dated:
            far = reader.written and day.dates and day.dates[-1] > reader.written + timedelta(days=6)
            after = day.dates[-1] if far else None
        elif after and len(day.dates) == 1 and day.dates[0] < after and not _NEAR.match(line, day.start):
            ahead = timedelta(days=(day.dates[0] - after).days % 7)
            if timedelta(0) < ahead <= _NEXT_DAYS:
                yield replace(day, dates=(after + ahead,))
                continue
        yield day


def _listed_earlier(line: str, last: Day, day: Day) -> bool:
    """Whether a weekday listed after another would come before it: people list days as they come."""
    between = line[last.end : day.start]
    bare = not re.search(r"\d", f"{line[last.start : last.end]} {line[day.start : day.end]}")
    named = bare and len(day.dates) == len(last.dates) == 1
    near = _NEAR.match(line, day.start) or _NEAR.match(line, last.start)
    joined = named and not near and len(between) <= _LISTED and _ALTERNATIVE.search(between)
    return bool(joined) and timedelta(0) < last.dates[0] - day.dates[0] < timedelta(days=7)


def masked(line: str, named: tuple[Day, ...]) -> str:
    """Blank out the days, so that "vendredi 22 à 14h30" is no span from 22 on."""
    for day in named:
        evening = _IN_THE_EVENING.search(line, day.start, day.end)
        kept = line[evening.start() : evening.end()] if evening else ""
        before = evening.start() - day.start if evening else day.end - day.start
        after = day.end - evening.end() if evening else 0
        line = line[: day.start] + "·" * before + kept + "·" * after + line[day.end :]
    return line


def _overdue(named: tuple[Day, ...], found: tuple[Day, ...]) -> list[int]:
    """Return where the days of deadlines end, with those that only say it again: "by tomorrow, 12/11"."""
    due: list[int] = []
    for day in named:
        again = due and 0 <= day.start - due[-1] <= 2
        if day not in found or again:
            due.append(day.end)
    return due


def _continues(line: str, one: Time, found: tuple[Day, ...], clear: list[Time]) -> bool:
    """Whether a bare number or a part of a day follows right upon a day, or upon a time of that day."""
    before = max(
        [day.end for day in found if day.end <= one.start] + [time.stop for time in clear], default=None
    )
    return before is not None and _JOINED.fullmatch(line, before, one.start) is not None


def _leads_to_a_day(line: str, one: Time, found: tuple[Day, ...]) -> bool:
    """Whether a time stands right before its day: "at 2 today", "13:30 on the 17th"."""
    told = _AT.match(line, one.start)
    gap = r"\s(?:(?:on|am|le|el|il|op|na|no)\s)?" if told or one.end else r"\s(?:on|am|le|el|il|op|na|no)\s"
    first = one.end is not None and all(day.start > one.start for day in found)
    gap = r",\s|" + gap if first and len(found) > 1 else gap
    gaps = ((day, line[one.stop : day.start]) for day in found)
    return any(
        re.fullmatch(gap, between) or (one.told and between == " " and _SOON.match(line, day.start))
        for day, between in gaps
    )


def paired(read: Line) -> list[tuple[tuple[date, ...], tuple[Time, ...]]]:
    """Give each run of times the run of days it belongs to: the days before it, or those right after."""
    marks: list[Day | Time] = sorted([*read.days, *read.times], key=lambda one: one.start)
    groups: list[tuple[list[Day], list[Time]]] = [([], [])]
    for n, one in enumerate(marks):
        held_days, held_times = groups[-1]
        if isinstance(one, Time):
            after = marks[n + 1] if n + 1 < len(marks) else None
            if held_days and isinstance(after, Day) and _leads_to_a_day(read.text, one, (after,)):
                groups.append(([], [one]))
                continue
            held_times.append(one)
        elif held_times and held_days and held_times[-1].start < held_days[0].start:
            after = marks[n + 1] if n + 1 < len(marks) else None
            listed = _listed(read.text, held_days[-1], one) and not isinstance(after, Time)
            held_days.append(one) if listed else groups.append(([one], []))
        elif held_times and (held_days or _apart(read.text, held_times[-1].stop, one.start)):
            groups.append(([one], []))
        else:
            held_days.append(one)
    return [
        (
            tuple(day for one in _together(read.text, held_days, held_times) for day in one.dates),
            as_choice(read.text, tuple(_near(held_days, held_times))),
        )
        for held_days, held_times in groups
        if held_days and held_times
    ]


def _apart(text: str, stop: int, start: int) -> bool:
    """Whether a time and a day after it belong to different things: far from each other, or in two sentences."""
    ended = re.search(r"[.!?;]\s+\S", text[stop:start]) or re.match(r"\.\s+[A-ZÀ-Þ]", text[stop - 1 : start])
    return start - stop > _BESIDE or ended is not None


def as_choice(text: str, clock: tuple[Time, ...]) -> tuple[Time, ...]:
    """Keep the beginning of a day's programme, told in one line; times to choose from have nothing but "or" between."""
    kept = list(clock[:1])
    for one, other in pairwise(clock):
        gap = text[one.stop : other.start]
        if _JOINED.fullmatch(gap) or not re.search(r"[^\W\d_]{3}", gap) or _CHOICE.search(gap):
            kept.append(other)
        else:
            break
    return tuple(kept)


def _listed(text: str, earlier: Day, later: Day) -> bool:
    """Whether two days are told together; not where the first has its own hours, or is left for the second."""
    gap = text[earlier.end : later.start]
    own = _OWN_HOURS.search(gap) or _PART_OF.search(text, max(earlier.start - 20, 0), earlier.start)
    return _JOINED.fullmatch(gap) is not None and own is None


def _together(text: str, held: list[Day], clock: list[Time]) -> list[Day]:
    """Keep the days that are listed together up to the time: "Tuesday or Wednesday at 3"."""
    if clock[0].start < held[0].start:
        kept = held[:1]
        for earlier, later in pairwise(held):
            if not _listed(text, earlier, later):
                break
            kept.append(later)
        return kept
    kept = [held[-1]]
    for earlier, later in zip(reversed(held[:-1]), reversed(held[1:]), strict=True):
        if not _listed(text, earlier, later):
            break
        kept.insert(0, earlier)
    return kept


def _near(held: list[Day], clock: list[Time]) -> Iterator[Time]:
    at = held[-1].end
    for one in clock:
        if one.start < held[0].start or one.start - at <= _BESIDE:
            yield one
            at = max(one.stop, at)
