"""Times proposed or fixed for a meeting: from the calendar part if there is one, else days and times of the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from itertools import pairwise

from mailwithdraw.model import Me, Message, Slot
from mailwithdraw.reading.facts.days import Day, Reader, days
from mailwithdraw.reading.facts.deadline import at_the_latest, of_a_deadline
from mailwithdraw.reading.facts.times import Time, times
from mailwithdraw.reading.facts.words import Words, quote, sentences, table
from mailwithdraw.reading.facts.zones import placed, zone_in, zone_of_sender

_MOST = 20
_RUN = 3
"""Lines that may stand between a day and the line with its time."""

_PAUSE = re.compile(
    r"\b(?:break|lunch|pause|mittag\w*|déjeuner|pausa|comida|almoço|pranzo|length|duration|dauer|durée|duración)\b",
    re.IGNORECASE,
)
_AHEAD = timedelta(days=150)
_BESIDE = 80
"""Characters between a day and its time; more, and they belong to different things."""

_JOINED = re.compile(
    r"[\s,;:/&()–—-]*(?:(?:or|and|oder|und|ou|et|o|y|e|of|en|oppure|om|à|à partir de|um|at|alle|às|a las|nite|night|morning|afternoon|evening|early|late|in the|por la|vormittags?|nachmittags?|matin|au|am|any time|anytime|also|again|sempre|siempre|always|toujours|immer|wieder|weer|arrivo|arrival|beginn|inizio|início|inicio|start)[\s,]*){0,3}(?:the\s|um\s|om\s|à\s)?",
    re.IGNORECASE,
)
_BARE_END = re.compile(
    r"\s*(?:$|[,.;:?!)/–—-]|(?:or|and|is|was|works?|if|on|in|with|via|at|oder|und|bei|im|in|ou|et|y|o|e|of|en|sharp|est|et|ct|mt|pt|cet|bst|gmt|ist|pacific|eastern|central|mountain|all|ok|instead|this|that|your|my|our|to)\b|(?-i:[A-Z]{2,4}\b))",
    re.IGNORECASE,
)
_DAY_SPAN = re.compile(
    r"\b(?:mon|monday|mo|montag|lun|lundi|lunes|lunedì|ma|maandag|di|tue|segunda)\.?\s?(?:-|–|to|bis|à|a|t/m|through)\s?(?:fri|friday|fr|freitag|ven|vendredi|viernes|venerdì|vr|vrijdag|so|sat|sun|sexta)\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:at|um|om|à|alle(?: ore)?|ore|às|a las?|verso le|per le|sobre las?|gegen)\s", re.IGNORECASE
)
_SO_MUCH_FURTHER = 8
"""Characters after the end of a period within which a time still belongs to it."""
_DURATION = re.compile(
    r"(?<![\w.:-])(?:(?P<n>\d{1,3})(?:\s?(?:-|–|to|bis|à|a|tot)\s?(?P<top>\d{1,3}))?[\s-]?(?:min(?:ute)?s?|minuten|minutos|minuti|mins)\b|(?P<hour>an hour|one hour|1 hour|60 minutes|eine stunde|une heure|una hora|uma hora|un['’]ora|een uur|1 h)\b|(?P<half>half an hour|half hour|half-hour|halbe stunde|demi-heure|media hora|meia hora|mezz['’]ora|half uur)\b|(?P<hours>[2-8])[\s-]?(?:hours|hrs|stunden|heures|horas|ore)\b)",
    re.IGNORECASE,
)


_LOOK_BACK, _NEAR = 80, 50
_LEADING = r"[\s:]*(?:um|at|à|om|alle|gegen|ca\.|as|las?|le|les|the|den|dem|about)?\s?$"
_BUT = re.compile(
    r"[.!?;]\s|\bso\b|\bbut\b|\bauch\b|\book\b|\baussi\b|\btambién\b|\banche\b|\btambém\b|\bplutôt\b|\bcould\b|\bwould\b|\binstead\b(?! of)",
    re.IGNORECASE,
)
_CONVERTED = re.compile(
    r"\s?(?:[A-Z][\w/]{0,12}\s?(?:time)?)?\s?(?:\((?!or\b|oder\b|ou\b|o\b)[^()\d]{0,40}|\s?[/=]\s?(?=\d{1,4}(?::\d\d)?\s?(?:[ap]m)?\s(?:yours|[A-Z])))",
)


@dataclass(frozen=True, slots=True)
class _Line:
    days: tuple[Day, ...]
    times: tuple[Time, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for all times of a mail: their zone, whether the mail says it, and how long a meeting is."""

    zone: tzinfo | None
    stated: bool
    length: timedelta | None


def slots_of(message: Message, words: Words, language: str, me: Me) -> tuple[Slot, ...]:
    """Return the times a mail proposes, soonest first; none that lies before the mail or far beyond it."""
    from_calendar = tuple(_invited(message))
    found = from_calendar or tuple(_worded(message, words, language, me))
    written = message.date.replace(tzinfo=None) if message.date else None
    kept: dict[datetime, Slot] = {}
    for slot in found:
        local = slot.start.replace(tzinfo=None)
        over = slot.end.replace(tzinfo=None) if slot.end else local
        if written and (over <= written or local > written + _AHEAD):
            continue
        kept.setdefault(local, slot)
    return tuple(kept[start] for start in sorted(kept)[:_MOST])


def _invited(message: Message) -> Iterator[Slot]:
    for invite in message.calendars:
        if invite.method.upper() in ("CANCEL", "REPLY") or not isinstance(invite.start, datetime):
            continue
        end = invite.end if isinstance(invite.end, datetime) else None
        yield Slot(invite.start, end, invite.start.tzinfo is not None, quote(invite.summary))


def reader_of(message: Message, language: str) -> Reader:
    """Return how this mail's days are to be read: American months come first where the Date header is American."""
    offset = message.date.utcoffset() if message.date else None
    american = offset is not None and timedelta(hours=-10) <= offset <= timedelta(hours=-4)
    return Reader(language, message.date.date() if message.date else None, american and language == "en")


def _worded(message: Message, words: Words, language: str, me: Me) -> Iterator[Slot]:
    reader = reader_of(message, language)
    text = f"{words.subject}\n{words.body}"
    stated = _zone_stated(text, message, language)
    frame = _Frame(stated or zone_of_sender(message, me.time_zone), stated is not None, _length(text))
    heading: tuple[date, ...] = ()
    run: list[_Line] = []
    idle = 0
    for line in (*(line for line in words.body.split("\n") if line.strip()), words.subject):
        read = _read(line, reader)
        if read.times and not read.days and (heading or not run) and idle < _RUN:
            run.append(read)
            idle = 0
            continue
        idle += 1
        if read.days:
            above = tuple(day for one in read.days for day in one.dates)
            yield from _agenda(heading or (() if read.times or idle > _RUN else above), run, frame)
            yield from _slots(_paired(read), frame, line)
            heading, run, idle = above, [], 0
    yield from _agenda(heading, run, frame)


def _agenda(heading: tuple[date, ...], run: list[_Line], frame: _Frame) -> Iterator[Slot]:
    """Read the lines of times below a day: spans each for itself, a list of beginnings as one meeting."""
    if not heading:
        return
    kept = [line for line in run if not _PAUSE.search(line.text)] or run
    spans = [line for line in kept if line.times[0].end]
    for line in spans or kept[:1]:
        yield from _slots([(heading[:1], line.times[:1] if not spans else line.times)], frame, line.text)


def _read(line: str, reader: Reader) -> _Line:
    named = tuple(days(line, reader))
    found = tuple(day for day in named if not of_a_deadline(line, day.start, reader.language))
    if _DAY_SPAN.search(line):
        return _Line(found, (), line)
    clear: list[Time] = []
    due = _overdue(named, found)
    found = tuple(day for day in found if day.end not in due)
    for one in times(_masked(line, named), reader.language):
        late = any(0 <= one.start - end <= _SO_MUCH_FURTHER for end in due) or at_the_latest(line, one.stop)
        if late or of_a_deadline(line, one.figures, reader.language):
            due.append(one.stop)
            continue
        if _elsewhere(line, one, clear) or _called_off(line, one) or _converted(line, one, clear):
            continue
        follows = _continues(line, one, found, clear) and (
            one.end or one.told or _BARE_END.match(line, one.stop) or _AT.match(line, one.start)
        )
        follows = follows or (bool(found) and _AT.match(line, one.start) and _BARE_END.match(line, one.stop))
        opens = one.told and not line[: one.start].strip(" -*•·–\t[]()")
        one = _only_where_to(line, one)
        if one.sure or follows or opens or _leads_to_a_day(line, one, found):
            clear.append(one)
    return _Line(found, tuple(clear), line)


def _masked(line: str, named: tuple[Day, ...]) -> str:
    """Blank out the days, so that "vendredi 22 à 14h30" is no span from 22 on."""
    for day in named:
        line = line[: day.start] + "·" * (day.end - day.start) + line[day.end :]
    return line


def _overdue(named: tuple[Day, ...], found: tuple[Day, ...]) -> list[int]:
    """Return where the days of deadlines end, with those that only say it again: "by tomorrow, 12/11"."""
    due: list[int] = []
    for day in named:
        again = due and 0 <= day.start - due[-1] <= 2
        if day not in found or again:
            due.append(day.end)
    return due


def _elsewhere(line: str, one: Time, clear: list[Time]) -> bool:
    """Whether a time is none to meet at: opening hours, a train, an end, or one that anything may come after."""
    before = _clause(line, one.figures)
    ending = _words_of("elsewise", "ending", _LEADING).search(before)
    return bool(
        _words_of("elsewise", "any").search(before[-_NEAR:])
        or _words_of("elsewise", "open", _LEADING).search(before)
        or (ending and (clear or not one.end))
        or _words_of("elsewise", "after").match(line, _over_blanks(line, one.stop))
    )


def _called_off(line: str, one: Time) -> bool:
    """Whether a time is the one that no longer holds: "can't do tomorrow at 9"; not where it is moved to."""
    clause = _BUT.split(_clause(line, one.start))[-1]
    after = re.split(r"[.!?;]", line[one.stop : one.stop + 40])[0]
    if _words_of("called_off", "off").search(clause) or _words_of("called_off", "after").search(after):
        return True
    upto = _clause(line, one.figures)
    moved = list(_words_of("called_off", "moved").finditer(upto))
    return bool(moved) and not _words_of("called_off", "new").search(upto, moved[-1].end())


def _only_where_to(line: str, one: Time) -> Time:
    """Read "moved from 1 to 4" as 4: what looks like a span is an hour left and an hour taken."""
    moved = _words_of("called_off", "moved", r"\s(?:de|das|da|dalle|von|from|van|du)?\s?$").search(
        line[: one.figures]
    )
    return replace(one, begin=one.end, end=None) if moved and one.end else one


def _converted(line: str, one: Time, clear: list[Time]) -> bool:
    """Whether a time in brackets, or after a stroke, is the one before it as another place's clocks show it."""
    return bool(clear) and _CONVERTED.fullmatch(line[clear[-1].stop : one.figures]) is not None


def _clause(line: str, at: int) -> str:
    """Return the sentence up to a place, as far as one looks back."""
    begun = max((one.start for one in sentences(line) if one.start <= at), default=0)
    return line[max(at - _LOOK_BACK, begun) : at]


def _over_blanks(line: str, at: int) -> int:
    return at + len(line[at:]) - len(line[at:].lstrip(" ,("))


@cache
def _words_of(section: str, name: str, closing: str = "") -> re.Pattern[str]:
    either = "|".join(table("calendar_words.toml")[section][name])
    return re.compile(rf"(?<!\w)(?:{either})(?!\w){closing}", re.IGNORECASE)


def _continues(line: str, one: Time, found: tuple[Day, ...], clear: list[Time]) -> bool:
    """Whether a bare number or a part of a day follows right upon a day, or upon a time of that day."""
    before = max(
        [day.end for day in found if day.end <= one.start] + [time.stop for time in clear], default=None
    )
    return before is not None and _JOINED.fullmatch(line, before, one.start) is not None


def _leads_to_a_day(line: str, one: Time, found: tuple[Day, ...]) -> bool:
    """Whether a time stands right before its day: "at 2 today", "13:30 on the 17th"."""
    told = _AT.match(line, one.start)
    gap = r"\s" if told or one.end else r"\s(?:on|am|le|el|il|op|na|no)\s"
    return any(re.fullmatch(gap, line[one.stop : day.start]) for day in found)


def _paired(read: _Line) -> list[tuple[tuple[date, ...], tuple[Time, ...]]]:
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
            listed = _JOINED.fullmatch(read.text, held_days[-1].end, one.start) and not isinstance(
                after, Time
            )
            held_days.append(one) if listed else groups.append(([one], []))
        elif held_times and (held_days or one.start - held_times[-1].stop > _BESIDE):
            groups.append(([one], []))
        else:
            held_days.append(one)
    return [
        (
            tuple(day for one in _together(read.text, held_days, held_times) for day in one.dates),
            tuple(_near(held_days, held_times)),
        )
        for held_days, held_times in groups
        if held_days and held_times
    ]


def _together(text: str, held: list[Day], clock: list[Time]) -> list[Day]:
    """Keep the days that are listed together up to the time: "Tuesday or Wednesday at 3"."""
    if clock[0].start < held[0].start:
        kept = held[:1]
        for earlier, later in pairwise(held):
            if not _JOINED.fullmatch(text[earlier.end : later.start]):
                break
            kept.append(later)
        return kept
    kept = [held[-1]]
    for earlier, later in zip(reversed(held[:-1]), reversed(held[1:]), strict=True):
        if not _JOINED.fullmatch(text[earlier.end : later.start]):
            break
        kept.insert(0, earlier)
    return kept


def _near(held: list[Day], clock: list[Time]) -> Iterator[Time]:
    at = held[-1].end
    for one in clock:
        if one.start < held[0].start or one.start - at <= _BESIDE:
            yield one
            at = max(one.stop, at)


def _slots(
    pairs: list[tuple[tuple[date, ...], tuple[Time, ...]]],
    frame: _Frame,
    line: str,
) -> Iterator[Slot]:
    for dates, clock in pairs:
        for day in dates:
            for one in clock:
                start = datetime.combine(day, one.begin)
                end = (
                    datetime.combine(day, one.end)
                    if one.end
                    else start + frame.length
                    if frame.length
                    else None
                )
                yield Slot(
                    placed(start, frame.zone),
                    placed(end, frame.zone) if end else None,
                    frame.stated,
                    _quoted(line, one.start, one.stop),
                )


def _quoted(line: str, start: int, stop: int) -> str:
    left = 0 if start <= 80 else line.find(" ", start - 80, start) + 1 or start
    right = len(line) if len(line) - stop <= 30 else max(line.rfind(" ", stop, stop + 30), stop)
    return quote(line[left:right])


def _length(text: str) -> timedelta | None:
    """Return the one length of the meeting that the mail names; None where it names none or several."""
    lengths = {_minutes(found) for found in _DURATION.finditer(text)}
    return timedelta(minutes=lengths.pop()) if len(lengths) == 1 else None


def _minutes(found: re.Match[str]) -> int:
    if found["n"]:
        return int(found["top"] or found["n"])
    if found["hour"]:
        return 60
    return 30 if found["half"] else 60 * int(found["hours"])


def _zone_stated(text: str, message: Message, language: str) -> tzinfo | None:
    """Return the zone that stands beside a time, or that a line says all times are in."""
    for line in text.split("\n"):
        near = [line[max(one.start - 12, 0) : one.stop + 60] for one in times(line, language) if one.sure]
        whole = re.findall(r"(?i)(?:all|times?|zeiten|alle|horas?|heures?|orari)\b[^.\n]{0,40}", line)
        for part in (*near, *whole):
            found = zone_in(part, message)
            if found:
                return found[0]
    return None
