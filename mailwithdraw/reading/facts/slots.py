"""Times proposed or fixed for a meeting: from the calendar part if there is one, else days and times of the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise

from mailwithdraw.model import Me, Message, Slot
from mailwithdraw.reading.facts.appointments import Line, as_choice, paired, read_line
from mailwithdraw.reading.facts.days import Reader
from mailwithdraw.reading.facts.doubts import doubtful
from mailwithdraw.reading.facts.elsewhere import said_again
from mailwithdraw.reading.facts.times import Time, times
from mailwithdraw.reading.facts.vague import stretches
from mailwithdraw.reading.facts.words import Words, quote
from mailwithdraw.reading.facts.zones import placed, zone_in, zone_of_sender

_MOST = 20
_EARLIER = 4_000
"""Characters of an earlier mail that are read for its hour."""

_RUN = 3
"""Lines that may stand between a day and the line with its time."""
_PAUSE = re.compile(
    r"\b(?:break|lunch|pause|mittag\w*|déjeuner|pausa|comida|almoço|pranzo|length|duration|dauer|durée|duración)\b",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"~~[^~\n]{1,200}~~")
"""What was struck through."""

_WORDED = re.compile(r"[^\W\d_]{3}\W{1,3}[^\W\d_]{2}")
_FEW = 2
"""So many spans, each with words, are offers; more are a programme."""
_LETTERS = re.compile(r"(?![ap]m\b|uhr\b|uur\b)[^\W\d_]{2}", re.IGNORECASE)
"""What makes a line more than an hour."""
_FORMER = re.compile(
    r"\W{0,4}(?:former|previous|old|original|was|ancien\w{0,2}|alte[rs]?|bisherige[rs]?|oude|vorige|(?:fecha|hora(?:rio)?|data|orario) (?:anterior|precedente))\b[\w /]{0,24}\W{0,4}",
    re.IGNORECASE,
)
"""A line that labels the one below as what no longer holds."""
_SENDER = re.compile(r"[>*\s]{0,4}(?:from|von|de|da|van|expéditeur|remitente|mittente)\s?:", re.IGNORECASE)
_SENT = re.compile(
    r"[>*\s]{0,4}(?:date|sent|datum|gesendet|envoyé|enviado|fecha|data|inviato|verzonden)(?: le| el| em| il)?\s?:",
    re.IGNORECASE,
)

_AHEAD = timedelta(days=150)
_EARLIER_BY = re.compile(
    r"\s(?:before|early|earlier|prior|in advance|vor|früher|avant|antes|prima|voor|eerder)\b", re.IGNORECASE
)
_DURATION = re.compile(
    r"(?<![\w.:-])(?:(?P<n>\d{1,3})(?:\s?(?:-|–|to|bis|à|a|tot)\s?(?P<top>\d{1,3}))?[\s-]?(?:min(?:ute)?s?|minuten|minutos|minuti|mins)\b|(?P<hour>an hour|one hour|1 hour|60 minutes|eine stunde|une heure|una hora|uma hora|un['’]ora|een uur|1 h)\b|(?P<half>half an hour|half hour|half-hour|halbe stunde|demi-heure|media hora|meia hora|mezz['’]ora|half uur)\b|(?P<hours>[2-8])[\s-]?(?:hours|hrs|stunden|heures|horas|ore)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for all times of a mail: their zone, whether the mail says it, and how long a meeting is."""

    zone: tzinfo | None
    stated: bool
    length: timedelta | None


def slots_of(message: Message, words: Words, language: str, me: Me) -> tuple[Slot, ...]:
    """Return the times a mail proposes, soonest first; none that lies before the mail or far beyond it."""
    from_calendar = tuple(_invited(message))
    found = from_calendar or _sure(message, words, language, me)
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


def _frame(message: Message, words: Words, language: str, me: Me) -> _Frame:
    text = f"{words.subject}\n{words.body}"
    stated = _zone_stated(text, message, language)
    return _Frame(stated or zone_of_sender(message, me.time_zone), stated is not None, _length(text))


def _sure(message: Message, words: Words, language: str, me: Me) -> tuple[Slot, ...]:
    reader = reader_of(message, language)
    read = (read_line(line, reader) for line in _current(words.body))
    lines = [_as_before(one, message.quoted, reader) for one in read]
    title = _as_before(read_line(words.subject, reader), message.quoted, reader)
    frame = _frame(message, words, language, me)
    found = tuple(_worded([*lines, title], frame))
    vague = [
        Slot(
            placed(one.start, frame.zone),
            placed(one.end, frame.zone),
            frame.stated,
            _quoted(one.line, one.first, one.last),
        )
        for one in stretches(lines, reader, {slot.start.date() for slot in found})
    ]
    known = [slot.start.replace(tzinfo=None) for slot in (*found, *vague)]
    return () if doubtful(lines, known, language) else (*found, *vague)


def _current(body: str) -> Iterator[str]:
    """Yield the lines of a body but those of a former time below such a label, and of when a forwarded mail was sent."""
    above: list[str] = []
    for line in body.split("\n"):
        if not line.strip():
            continue
        former = bool(above) and _FORMER.fullmatch(above[-1])
        sent = _SENT.match(line) and any(_SENDER.match(one) for one in above[-2:])
        if not (former or sent):
            yield _STRUCK.sub("", line)
        above.append(line)


def _worded(lines: list[Line], frame: _Frame) -> Iterator[Slot]:
    heading: tuple[date, ...] = ()
    said: tuple[Time, ...] = ()
    run: list[Line] = []
    idle = 0
    for read in lines:
        if read.times and not read.days and (heading or not run) and idle < _RUN:
            if not said or _begins(read, said):
                run.append(read)
                idle = 0
            continue
        idle += 1
        if read.days:
            above = tuple(day for one in read.days for day in one.dates)
            yield from _agenda(heading or (() if read.times or idle > _RUN else above), run, frame)
            yield from _slots(paired(read), frame, read.text)
            heading, said, run, idle = above, read.times, [], 0
    yield from _agenda(heading, run, frame)


def _as_before(read: Line, quoted: str, reader: Reader) -> Line:
    """Add the hour that "same time" stands for: that of the day before it, or the one the earlier mail names."""
    said = said_again().search(read.text) if read.days else None
    if not said:
        return read
    named = [one for one in read.times if one.stop <= said.start()]
    if not read.times:
        earlier = (
            part.lstrip("> ") for part in quoted[:_EARLIER].split("\n") if not part.rstrip().endswith(":")
        )
        named = list({one.begin: one for part in earlier for one in read_line(part, reader).times}.values())
    if len(named) != 1:
        return read
    again = replace(named[0], end=None, start=said.start(), figures=said.start(), stop=said.end(), told=True)
    return replace(read, times=(*read.times, again))


def _begins(read: Line, said: tuple[Time, ...]) -> bool:
    """Whether a line below a day with its hour offers another hour: it begins with one, and no item of a programme."""
    first = read.times[0]
    within = any(one.begin <= first.begin < one.end for one in said if one.end)
    return not within and not re.search(r"[^\W\d_]{3}", read.text[: first.start])


def _agenda(heading: tuple[date, ...], run: list[Line], frame: _Frame) -> Iterator[Slot]:
    """Read the lines of times below a day: spans each for itself, a list of beginnings as one meeting."""
    if not heading:
        return
    kept = [line for line in run if not _PAUSE.search(line.text)] or run
    spans = [line for line in kept if line.times[0].end]
    joined = sum(one.times[0].end == other.times[0].begin for one, other in pairwise(spans))
    told = all(_WORDED.search(line.text, line.times[-1].stop) for line in spans)
    if joined > 1 or (told and len(spans) > _FEW):  # the items of one day's programme
        spans = spans[:1]
    offered = not spans and all(_LETTERS.search(line.text) is None for line in kept)
    for line in spans or (kept if offered else kept[:1]):
        yield from _slots(
            [(heading[:1], line.times[:1] if not spans else as_choice(line.text, line.times))],
            frame,
            line.text,
        )


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
    lengths = {
        _minutes(found) for found in _DURATION.finditer(text) if not _EARLIER_BY.match(text, found.end())
    }
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
