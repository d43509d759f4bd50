"""Where the job is done, in explicit words only; where the interview is held says nothing of it."""

import re
from collections.abc import Iterator
from functools import cache

from mailwithdraw.model import Found, WorkMode
from mailwithdraw.reading.facts.words import Sentence, Words, around, phrases, sentences

_BESIDE = 60
"""Characters before a mode in which a meeting may be named."""

_DENIED = 14
"""A "no" or "not" this close before a mode takes it back."""

_SHARED = re.compile(
    r"(?<![\w.,-])(?:[1-4]|one|two|three|four|ein(?:en|em)?|zwei|drei|vier|deux|trois|quatre|dos|tres|cuatro|dois|duas|três|quatro|due|tre|quattro|twee|drie|une?|uno|um|één)"
    r"(?:\s?(?:-|–|to|or|bis|oder|à|ou|a|o|tot|of)\s?\w{1,6})?\s(?:days?|tagen?|jours?|días?|dias?|giorn[io]|dag(?:en)?)\b"
    r"(?:[\s,/(]+(?!to\b|zu\b|pour\b|para\b|per\b(?! week)|om\b|after\b|before\b|from\b(?! home)|notice\b)[\w'’]+){0,4}?"
    r"[\s,/(]+(?:(?:in|at|from|on)\s(?:the\s|our\s)?(?:office|site|studio|lab|home)|remote|wfh|home ?-?office|im büro|vor ort|(?:zu|von) ?hause|mobil\w{0,4} arbeit\w{0,2}|télétravail|au bureau|en présentiel|à distance|en (?:la )?oficina|(?:en|desde) casa|teletrabajo|en remoto|presencial\w{0,2}|no escritório|em casa|teletrabalho|remoto|a distancia|à distância|in (?:ufficio|sede|presenza)|da casa|da remoto|smart ?working|op kantoor|thuis\w{0,6})\b",
    re.IGNORECASE,
)
"""Days of the week here and there: "three days, Tuesday to Thursday, in the office"."""


def work_mode_of(words: Words, language: str) -> Found[WorkMode] | None:
    """Return the mode of the job; None where the mail does not say, or says two that do not go together."""
    said: dict[WorkMode, str] = {}
    for sentence in (*sentences(words.subject), *words.sentences(), *sentences(words.signature)):
        for mode, quote in _modes(sentence, language):
            said.setdefault(mode, quote)
    if WorkMode.HYBRID in said:
        return Found(WorkMode.HYBRID, said[WorkMode.HYBRID])
    if len(said) == 1:
        (mode,) = said
        return Found(mode, said[mode])
    return None


def relocation_of(words: Words, language: str) -> Found[bool] | None:
    """Return True where the mail says that the job requires moving."""
    for sentence in words.sentences():
        found = phrases("relocation.required", language).search(sentence.text)
        if found and not _denied(sentence.text, found.start()):
            return Found(value=True, quote=around(sentence.text, found.start(), found.end()))
    return None


def _modes(sentence: Sentence, language: str) -> Iterator[tuple[WorkMode, str]]:
    text = sentence.text
    for mode in WorkMode:
        found = phrases(f"work_mode.{mode.value}", language).search(text)
        denied = found and mode is not WorkMode.ONSITE and _denied(text, found.start())
        if found and not denied and not _of_a_meeting(text, found):
            yield mode, around(text, found.start(), found.end())
            continue
        shared = _SHARED.search(text) if mode is WorkMode.HYBRID else None
        if shared and not (_denied(text, shared.start()) or _of_a_meeting(text, shared)):
            yield mode, around(text, shared.start(), shared.end())
            continue
        item = _item(mode).search(text)
        if item and not _lists_a_meeting(text, item.start("mode")):
            yield mode, around(text, item.start("mode"), item.end("mode"))


@cache
def _item(mode: WorkMode) -> re.Pattern[str]:
    """A mode that stands by itself between commas, strokes or brackets, as job notes list it."""
    listed = phrases(f"work_mode.{mode.value}_item").pattern
    degree = (
        r"(?:(?:100 ?%|all|alles|komplett|fully|full|mostly|completely|totalmente|currently|contract,?)\s)?"
    )
    return re.compile(
        rf"(?:^\s*(?:[-*•]\s*)?|[(,;|/·•:+\u2013\u2014]\s?|\s-\s){degree}(?P<mode>{listed})(?=\s?(?:[),;|/·•:.!+\u2013\u2014]|$|-\s))",
        re.IGNORECASE,
    )


def _lists_a_meeting(text: str, at: int) -> bool:
    """Whether the items before a mode speak of a meeting, and not of the job."""
    before = text[max(at - _BESIDE, 0) : at]
    meetings = list(phrases("work_mode.meeting").finditer(before))
    titled = re.search(r"[A-ZÀ-Þ]\w+\s\([^()]{0,30}$", before)
    if not meetings:
        return phrases("work_mode.meeting").match(text[at:].partition(" ")[2].lstrip(" ,(")) is not None
    rest = before[meetings[-1].end() :]
    return not (phrases("work_mode.job").search(rest) or (titled and titled.start() >= meetings[-1].end()))


def _denied(text: str, at: int) -> bool:
    before = text[max(at - _DENIED, 0) : at]
    return (
        re.search(rf"(?:{phrases('work_mode.denied').pattern})\s*(?:a |an |the )?$", before, re.IGNORECASE)
        is not None
    )


def _of_a_meeting(text: str, found: re.Match[str]) -> bool:
    """Whether the words around a mode speak of the interview, and none of them of the job."""
    near = text[max(found.start() - 70, 0) : found.end() + 50]
    clause = re.split(r"[;:()–—|•·]|\.\s|,\s(?=and|but|then)", near)
    own = next((part for part in clause if found[0].strip(" (),")[:12] in part), near)
    rest = own.replace(found[0], " ")
    if not phrases("work_mode.meeting").search(rest):
        return False
    return not (phrases("work_mode.job").search(found[0]) or phrases("work_mode.job").search(rest))
