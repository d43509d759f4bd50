"""Times proposed or fixed for a meeting: from the calendar part if there is one, else days and times of the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cache

from mailwithdraw.model import Me, Message, Slot
from mailwithdraw.reading.facts.days import Day, Reader, days
from mailwithdraw.reading.facts.deadline import of_a_deadline
from mailwithdraw.reading.facts.times import Time, parts_of_day, times
from mailwithdraw.reading.facts.words import Words, quote, table
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
    r"[\s,;/&()]*(?:(?:or|and|oder|und|ou|et|o|y|e|of|en|oppure|om|à|à partir de|um|at|alle|às|a las|nite|night|morning|afternoon|evening|early|late|in the|por la|vormittags?|nachmittags?|matin|au|am|any time|anytime|also|again)[\s,]*){0,3}(?:the\s|um\s|om\s|à\s)?",
    re.IGNORECASE,
)
_BARE_END = re.compile(
    r"\s*(?:$|[,.;:?!)/–—-]|(?:or|and|is|was|works?|if|on|in|with|via|at|oder|und|bei|im|in|ou|et|y|o|e|of|en|sharp|est|et|ct|mt|pt|cet|bst|gmt|ist|pacific|eastern|central|mountain|all|ok|instead|this|that|your|my|our|to)\b|[A-Z]{2,4}\b)",
    re.IGNORECASE,
)
_DAY_SPAN = re.compile(
    r"\b(?:mon|monday|mo|montag|lun|lundi|lunes|lunedì|ma|maandag|di|tue|segunda)\.?\s?(?:-|–|to|bis|à|a|t/m|through)\s?(?:fri|friday|fr|freitag|ven|vendredi|viernes|venerdì|vr|vrijdag|so|sat|sun|sexta)\b",
    re.IGNORECASE,
)
_AT = re.compile(r"(?:at|um|om|à|alle|às|a las)\s", re.IGNORECASE)
_CALLED_OFF = re.compile(
    r"(?:can(?:'|’)?t|cannot|can no longer|unable to|won(?:'|’)?t be able|instead of|rather than|not|no longer|cancel\w{0,4}|postpone\w{0,1}|move[ds]?|absagen|verschieben|statt|annul\w{1,4}|reporter|décaler|cancelar|aplazar|cambiar|adiar|annullare|spostare|afzeggen|verzetten|gaat niet)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?<![\w.:-])(?:(?P<n>\d{1,3})(?:\s?(?:-|–|to|bis|à|a|tot)\s?(?P<top>\d{1,3}))?[\s-]?(?:min(?:ute)?s?|minuten|minutos|minuti|mins)\b|(?P<hour>an hour|one hour|1 hour|60 minutes|eine stunde|une heure|una hora|uma hora|un['’]ora|een uur|1 h)\b|(?P<half>half an hour|half hour|half-hour|halbe stunde|demi-heure|media hora|meia hora|mezz['’]ora|half uur)\b|(?P<hours>[2-8])[\s-]?(?:hours|hrs|stunden|heures|horas|ore)\b)",
    re.IGNORECASE,
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
        if written and not written - timedelta(hours=12) <= local <= written + _AHEAD:
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
    clear: list[Time] = []
    if _elsewise("any").search(line) or _DAY_SPAN.search(line):
        return _Line(found, (), line)
    for one in times(_masked(line, named), reader.language):
        late = any(day not in found and 0 <= one.start - day.end <= 6 for day in named)
        if late or of_a_deadline(line, one.start, reader.language) or _called_off(line, one.start):
            continue
        if _elsewise("ending").search(line[max(one.start - 26, 0) : one.start]) and (clear or not one.end):
            continue
        follows = _continues(line, one, found, clear) and (
            one.end or _BARE_END.match(line, one.stop) or _AT.match(line, one.start)
        )
        if one.sure or follows or _leads_to_a_day(line, one, found):
            clear.append(one)
    vague = [] if clear else [one for one in parts_of_day(line) if _continues(line, one, found, [])]
    return _Line(found, tuple(clear or vague), line)


def _masked(line: str, named: tuple[Day, ...]) -> str:
    """Blank out the days, so that "vendredi 22 à 14h30" is no span from 22 on."""
    for day in named:
        line = line[: day.start] + "·" * (day.end - day.start) + line[day.end :]
    return line


@cache
def _elsewise(name: str) -> re.Pattern[str]:
    """Times that are none to meet at: opening hours; and words that lead up to an end rather than a beginning."""
    either = "|".join(table("calendar_words.toml")["elsewise"][name])
    ending = r"[\s:]*(?:um|at|à|om|alle|gegen|ca\.)?\s?$" if name == "ending" else ""
    return re.compile(rf"(?<!\w)(?:{either})(?!\w){ending}", re.IGNORECASE)


def _continues(line: str, one: Time, found: tuple[Day, ...], clear: list[Time]) -> bool:
    """Whether a bare number or a part of a day follows right upon a day, or upon a time of that day."""
    before = max(
        [day.end for day in found if day.end <= one.start] + [time.stop for time in clear], default=None
    )
    return before is not None and _JOINED.fullmatch(line, before, one.start) is not None


def _leads_to_a_day(line: str, one: Time, found: tuple[Day, ...]) -> bool:
    """Whether a time stands right before its day: "at 2 today", "13:30 on the 17th"."""
    told = _AT.match(line, one.start)
    gap = r"\s" if told else r"\s(?:on|am|le|el|il|op)\s"
    return any(re.fullmatch(gap, line[one.stop : day.start]) for day in found)


def _called_off(line: str, at: int) -> bool:
    """Whether a time is the one that no longer holds: "can't do tomorrow at 9"."""
    clause = re.split(
        r"[.!?;]\s|\bso\b|\bbut\b|\bauch\b|\book\b|\baussi\b|\btambién\b|\banche\b|\btambém\b|\bplutôt\b|\bcould\b|\bwould\b|\binstead\b(?! of)",
        line[max(at - 70, 0) : at],
    )[-1]
    return _CALLED_OFF.search(clause) is not None


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
        return held[:1]
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
