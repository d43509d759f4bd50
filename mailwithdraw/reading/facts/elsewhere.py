"""Times that are none to meet at: opening hours and trains, ends and openings, hours called off or shown on other clocks."""

import re
from dataclasses import replace
from functools import cache

from mailwithdraw.reading.facts.times import Time
from mailwithdraw.reading.facts.words import sentences, table

_LOOK_BACK, _LOOK_ON, _NEAR = 80, 110, 50
_LEADING = r"[\s:]*(?:um|at|à|om|alle|gegen|ca\.|circa|approx\.?|approximately|around|vers|verso|rond|ungefähr|sobre|as|las?|le|les|the|den|dem|about)?\s?$"
_BUT = re.compile(
    r"[.!?;]\s|\bso\b|\bbut\b|\bauch\b|\book\b|\baussi\b|\btambién\b|\banche\b|\btambém\b|\bplutôt\b|\bcould\b|\bwould\b|\binstead\b(?! of)",
    re.IGNORECASE,
)
_CONVERTED = re.compile(
    r"\s?(?:[A-Z][\w/]{0,12}\s?(?:time)?)?\s?(?:\((?!or\b|oder\b|ou\b|o\b)[^()\d]{0,40}|\s?[/=]\s?(?=\d{1,4}(?::\d\d)?\s?(?:[ap]m)?\s(?:yours|[A-Z])))",
)


_FROM_THEN = re.compile(
    r"·,?\s(?:any ?time )?(?:after|nach|après|dopo|después de|depois d[ao]s?|na)\s?(?:las?|le)?\s?$",
    re.IGNORECASE,
)
"""A day and the hour from which on it suits: "Thursday after 4"."""


def elsewhere(line: str, one: Time, clear: list[Time]) -> bool:
    """Whether a time is none to meet at: opening hours, a train, an end, or one that anything may come after."""
    before = _clause(line, one.figures)
    ending = _words_of("elsewise", "ending", _LEADING).search(before)
    return bool(
        of_other_things(line, one.figures)
        or (_words_of("elsewise", "open", _LEADING).search(before) and not _FROM_THEN.search(before))
        or (ending and (clear or not one.end))
        or _words_of("elsewise", "after").match(line, _over_blanks(line, one.stop))
    )


def of_other_things(line: str, at: int) -> bool:
    """Whether the words before a place speak of opening hours, shifts or trains."""
    before = _clause(line, at)
    return bool(
        _words_of("elsewise", "any").search(before[-_NEAR:]) or _first_after("elsewise", "first", before)
    )


def called_off(line: str, one: Time) -> bool:
    """Whether a time is the one that no longer holds: "can't do tomorrow at 9"; not where it is moved to."""
    clause = _BUT.split(_clause(line, one.start))[-1]
    after = re.split(r"[.!?;]", line[one.stop : one.stop + _LOOK_ON])[0]
    if _words_of("called_off", "off").search(clause) or _words_of("called_off", "after").search(after):
        return True
    if _first_after("called_off", "instead", clause) or _moved_after(line, one):
        return True
    upto = _clause(line, one.figures)
    moved = list(_words_of("called_off", "moved").finditer(upto))
    return bool(moved) and not _words_of("called_off", "new").search(upto, moved[-1].end())


def left_behind(line: str, at: int) -> bool:
    """Whether a day is the one a meeting leaves: "instead of Monday 16", "moved from Monday to Tuesday"."""
    before = _clause(line, at)
    instead = _words_of("called_off", "instead", r"\s(?:on |the |le |el |il |den |dem |o |a )?$").search(
        before
    )
    moved = _words_of(
        "called_off", "moved", r"(?:\s\w{1,12}){0,4}\s(?:from|von|vom|du|de|del|da|dal|van)\s(?:the |el )?$"
    ).search(before)
    return bool(instead or moved)


def _first_after(section: str, name: str, before: str) -> bool:
    """Whether a time is the first after some words: "instead of Thursday at 10, Friday at 11" takes back one."""
    found = list(_words_of(section, name).finditer(before))
    return bool(found) and re.search(r"\d|·[^·]+·", before[found[-1].end() :]) is None


def _moved_after(line: str, one: Time) -> bool:
    """Whether the sentence goes on to move a time away: "the call at 10 is moved to Friday"; days are blanked out."""
    rest = re.split(r"[.!?;](?:\s|$)", line[one.stop : one.stop + _LOOK_BACK])[0]
    moved = _words_of("called_off", "moved").search(rest)
    if moved is None or re.match(r"\s(?:from|von|de |da |van)", rest[moved.end() :]):
        return False
    final = not rest[moved.end() :].strip(" ,:")
    to = _words_of("called_off", "new").match(rest, moved.end() + 1) is not None and re.search(
        "[·\\d]", rest[moved.end() :]
    )
    arrived = _words_of(
        "called_off",
        "new",
        r"\W{1,3}(?:den |dem |le |o |a )?·+[\W]{0,5}(?:um |at |à |a las? |às |alle |om )?$",
    )
    return bool(final or to) and arrived.search(line[: one.figures]) is None


def only_where_to(line: str, one: Time) -> Time:
    """Read "moved from 1 to 4" as 4: what looks like a span is an hour left and an hour taken."""
    moved = _words_of(
        "called_off", "moved", r"(?:\s\w{1,12}){0,3}\s(?:de(?: las?)?|das|da|dalle|von|from|van|du)?\s?$"
    ).search(line[max(one.figures - _LOOK_BACK, 0) : one.figures])
    return replace(one, begin=one.end, end=None) if moved and one.end else one


def converted(line: str, one: Time, clear: list[Time]) -> bool:
    """Whether a time in brackets, or after a stroke, is the one before it as another place's clocks show it."""
    return bool(clear) and _CONVERTED.fullmatch(line[clear[-1].stop : one.figures]) is not None


def _clause(line: str, at: int) -> str:
    """Return the sentence up to a place, as far as one looks back."""
    named = line.replace("·", "X")  # a day that was blanked out may begin a sentence
    begun = max((one.start for one in sentences(named) if one.start <= at), default=0)
    return line[max(at - _LOOK_BACK, begun) : at]


def _over_blanks(line: str, at: int) -> int:
    return at + len(line[at:]) - len(line[at:].lstrip(" ,("))


@cache
def _words_of(section: str, name: str, closing: str = "") -> re.Pattern[str]:
    either = "|".join(table("calendar_words.toml")[section][name])
    return re.compile(rf"(?<!\w)(?:{either})(?!\w){closing}", re.IGNORECASE)


def said_again() -> re.Pattern[str]:
    """Return the words that name an hour by an earlier one: "same time"."""
    return _words_of("same_time", "any")
