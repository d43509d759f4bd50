"""A text to sentences of folded words, numbers, times and links replaced by what they are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mailwithdraw.reading.lexicon import fold

_TOKEN = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s<>\"]{1,2000})"
    r"|(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
    r"|(?P<time>\d{1,2}[:.h]\d{2}(?!\d))"
    r"|(?P<minutes>\d{1,3})(?=[\s-]?(?i:min(?:s|ut\w{1,3})?\b))"
    r"|(?P<hours>[1-8](?:[.,]5)?)(?=[\s-]?(?i:hours?|hrs?|h|std|stunden?|heures?|horas?|or[ae]|uur|uren)\b)"
    r"|(?P<num>\d+)"
    r"|(?P<money>[€$£₹])"
    r"|(?P<end>(?:(?<!\d)\.|[!?…])[.!?…]{0,8}(?=\s|$)|\n[^\S\n]*\n|\n[^\S\n]*[-•*–])"
    r"|(?P<word>[^\W\d_]+)"
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:]{1,255})")

SCHEDULERS = frozenset(
    [
        "acuityscheduling",
        "bookings",
        "cal",
        "calendly",
        "chilipiper",
        "doodle",
        "goodtime",
        "koalendar",
        "modernloop",
        "savvycal",
        "tidycal",
        "youcanbook",
        "zcal",
    ]
)
"""Labels of the hosts of scheduling services."""
MEETINGS = frozenset(["gotomeeting", "jitsi", "meet", "teams", "webex", "whereby", "zoom"])
LONGEST_WORD = 40
_LENGTHS = ((30, "<half hour>"), (50, "<fifty minutes>"), (75, "<hour>"), (180, "<hours>"))
"""How long something lasts, by its most minutes: the longer the talk, the later the round."""


class Token(NamedTuple):
    """A folded word, or a class of them such as `<time>`, with its place in the text."""

    norm: str
    start: int
    end: int


def sentences(text: str, names: Mapping[str, str]) -> Iterator[list[Token]]:
    """The sentences of a text; `names` says which folded words are the owner's or the sender's names."""
    sentence: list[Token] = []
    for token in _tokens(text, names):
        sentence.append(token)
        if token.norm in {".", "?", "!"}:
            if len(sentence) > 1:
                yield sentence
            sentence = []
    if sentence:
        yield sentence


def _tokens(text: str, names: Mapping[str, str]) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind, found = match.lastgroup, match.group()
        if kind == "word":
            norm = fold(found[:LONGEST_WORD])
            norm = names.get(norm, norm)
        elif kind == "end":
            norm = "?" if "?" in found else "!" if "!" in found else "."
        elif kind == "url":
            norm = _link(found)
        elif kind in ("minutes", "hours"):
            norm = _lasting(float(found.replace(",", ".")) * (1 if kind == "minutes" else 60))
        else:
            norm = f"<{kind}>"
        yield Token(norm, match.start(), match.end())


def _link(url: str) -> str:
    host = _HOST.match(url.lower())
    labels = set(host[1].split(".")) if host else set()
    return "<schedule>" if labels & SCHEDULERS else "<meet>" if labels & MEETINGS else "<url>"


def _lasting(minutes: float) -> str:
    return next((norm for most, norm in _LENGTHS if minutes <= most), "<half day>")


def grams(words: Iterable[str]) -> set[str]:
    """Every run of four letters in the words, a blank standing for the ends of a word."""
    found: set[str] = set()
    for word in words:
        padded = f" {word} "
        found.update(padded[i : i + 4] for i in range(len(padded) - 3))
    return found
