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

_ONCE_BEGUN = re.compile(
    r"\b(?:from|upon|after|once|when(?:ever)?|as soon as|nach|ab|sobald|wenn|après|dès|une fois|al|una vez|desde|ao|depois|assim que|una volta|dopo|dal momento|na|zodra)\b[^.,;]{0,30}(?:open\w{0,3}|start\w{0,3}|begin\w{0,4}|click\w{0,3}|öffn\w{1,3}|beginn|ouver\w{1,4}|lanc\w{1,4}|abr\w{1,4}|inici\w{1,4}|apr\w{1,4}|inizi\w{1,4})",
    re.IGNORECASE,
)
"""A span that runs from when the candidate begins says nothing of the last day."""

_EARLY = re.compile(r"(?:before|b4|vor|avant|antes|prima|voor|vóór)\b", re.IGNORECASE)
"""What leaves the day itself out: "before the 12th" is the 11th."""

_TODAY = re.compile(
    r"\b(?:tell (?:me|us)|let (?:me|us) know|reply|respond|confirm|answer|bescheid|meld\w{0,2}|dis-moi|dites-moi|avísame|laat .{0,12}weten)\b[^.!?]{0,30}$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:(?P<sure>(?<!requests )(?<!messages )(?:expires?|closes?|lapses?) (?:in|after)|(?:valid|active|live|open) for|(?:en )?(?:un |el )?plazo de|(?:no )?prazo de|gültig für|valable|geldig)"
    r"|you(?:['’]ve| have)(?: got)?|vous (?:avez|disposez de)|tu (?:as|disposes de)|(?:tienes?|tenés|tenéis|dispones?) (?:de )?|tens|você tem|dispõe de|hai|ha a disposizione|(?:sie haben|du hast)(?: dafür)?|(?:je|u) (?:hebt|heeft)"
    r"|within|innerhalb von|binnen|dans les|sous|(?:dentro de|en) (?:las próximas|los próximos)?|dentro de|em até|entro)\s"
    r"(?:the next\s|le prossime\s)?(?P<n>\d{1,2}|an?|one|einer?|une?|una|uma|een|two|three|five|seven|zwei|drei|fünf|deux|trois|dos|tres|due|tre|dois|três|twee|drie)\s?"
    r"(?P<working>business |working |werk|jours ouvr)?"
    r"(?:(?P<days>days?|tagen?|jours?|días?|dias?|giorni|dagen)|(?P<weeks>weeks?|wochen?|semaines?|semanas?|settiman[ae]|we(?:ek|ken))|hours?|stunden|heures|h|horas|ore|uur)\b",
    re.IGNORECASE,
)
_SHORTEST = 12
"""Hours: a shorter span is the length of a test."""

_NUMBERS = {
    word: number
    for number, words in (
        (1, "a an one ein eine einer un une una uma een"),
        (2, "two zwei deux dos due dois twee"),
        (3, "three drei trois tres tre três drie"),
        (5, "five fünf"),
        (7, "seven"),
    )
    for word in words.split()
}


def reply_by_of(words: Words, reader: Reader) -> Found[date] | None:
    """Return the last day on which an answer is in time; "before the 12th" is the 11th."""
    for line in (*words.body.split("\n"), words.subject):
        for day in (day for day in days(line, reader) if day.dates):
            begun = _asked_by(line, day, reader)
            if begun is None:
                continue
            last = day.dates[-1] - timedelta(days=1 if _excluded(line, begun, day) else 0)
            if reader.written is None or reader.written <= last <= reader.written + _FARTHEST:
                return Found(last, around(line, begun, day.end))
    return _period_ends(words, reader) or _within(words, reader)


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
    if _listed("never", language).search(line[sentence.start : day.start][-_REACH:]):
        return None
    if strong is not None or at_the_latest(line, day.end):
        return day.start if strong is None else strong
    before = line[sentence.start : day.start]
    if day.dates[0] == reader.written and _TODAY.search(before):
        return max(day.start - 40, sentence.start)
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
    return re.compile(rf"{_listed(kind, language).pattern}[\s:*]*(?:(?:{filler})\s){{0,4}}$", re.IGNORECASE)


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
                    last = _last_day(period, reader.written)
                    return Found(last, around(sentence.text, found.start(), found.end()))
    return None


def _last_day(period: str, written: date) -> date:
    """Return the Friday of this or the next week, or the last of the month; on a weekend "this week" is the coming one."""
    if period == "this_month":
        return (written.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    friday = written + timedelta(days=(4 - written.weekday()) % 7)
    weekend = written.weekday() > 4
    return friday + timedelta(days=7) if period == "next_week" and not weekend else friday


def _within(words: Words, reader: Reader) -> Found[date] | None:
    if reader.written is None:
        return None
    for sentence in words.sentences():
        found = None if _ONCE_BEGUN.search(sentence.text) else _WITHIN.search(sentence.text)
        before = sentence.text[: found.start()] if found else ""
        theirs = _listed("theirs", reader.language).search(before)
        asked = found and (found["sure"] or _listed("answer").search(sentence.text))
        last = _over_by(found, reader.written) if found and asked and not theirs else None
        if found and last:
            return Found(last, around(sentence.text, found.start(), found.end()))
    return None


def _over_by(found: re.Match[str], written: date) -> date | None:
    """Return the last day of a span that begins when the mail is written; None for the length of a test."""
    count = _NUMBERS.get(found["n"].lower()) or int(found["n"])
    if found["days"] or found["weeks"]:
        return _later(written, count * (7 if found["weeks"] else 1), working=bool(found["working"]))
    return written + timedelta(days=count // 24) if count >= _SHORTEST else None


def _later(start: date, count: int, *, working: bool) -> date:
    last = start
    while count > 0:
        last += timedelta(days=1)
        count -= 0 if working and last.weekday() >= 5 else 1
    return last
