"""The words facts are read from: what the sender newly wrote, bounded, with hard-wrapped lines joined."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from mailwithdraw.model import Message

LIMIT = 8_000
"""Characters of a body that are read; an invitation says its facts long before that."""

_LINE_LIMIT = 2_000
_MOST_LINES = 250
"""No letter says its facts after so many lines; a bound keeps hostile mail cheap."""
_WRAPPED = 58
"""A line at least this long may have been broken by the sender's client rather than by the sender."""

_NEW_ITEM = re.compile(r"\s*(?:[-*•·–—○o→>]\s|\(?[a-z0-9]{1,2}[.)]\s|[\w /&-]{2,24}\s?:)|\s*$")
_BOUNDARY = re.compile(r"(?<=[.!?…])[\"”“»')]{0,2}\s+(?=[\"“„«¿¡(\[]{0,2}[A-ZÀ-ÞÄÖÜ0-9£$€])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|prof|sr|sra|srta|st|inc|ltd|co|no|nr|approx|ca|z\.b|bzw|tel|dott|dra|[a-z]|\d{1,2})\.|[ap]\.m\.)$",
    re.IGNORECASE,
)


def quote(text: str) -> str:
    """Return the words as a quote: blanks collapsed, as one compares them with the mail."""
    return " ".join(text.split())


LONGEST_QUOTE = 160
_CLAUSE = re.compile(r"[,;:)] | [(–—-] ?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a line, and where it starts in the text it was taken from."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Words:
    """The sender's own words: subject, body (with a forwarded letter, if any) and signature block."""

    subject: str
    body: str
    signature: str

    @property
    def all(self) -> str:
        """Subject, body and signature, a blank line between each."""
        return "\n\n".join(part for part in (self.subject, self.body, self.signature) if part)

    def lines(self) -> Iterator[str]:
        """Yield the lines of subject and body that hold something."""
        for line in (self.subject, *self.body.split("\n")):
            if line.strip():
                yield line

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences of the body, line by line."""
        yield from sentences(self.body)


def words_of(message: Message) -> Words:
    """Return what the sender newly wrote; a forwarded letter counts, quoted history does not."""
    body = message.text[:LIMIT]
    if message.forwarded:
        body = f"{body}\n\n{message.forwarded[:LIMIT]}"
    return Words(quote(message.subject[:500]), unwrapped(body), _bounded(message.signature[:LIMIT]))


def unwrapped(text: str) -> str:
    """Join lines that were broken only because they were full."""
    kept: list[str] = []
    for line in _bounded(text).split("\n"):
        follows = kept and len(kept[-1].rpartition("\n")[2]) >= _WRAPPED and not _NEW_ITEM.match(line)
        if follows and len(kept[-1]) + len(line) < _LINE_LIMIT and not kept[-1].rstrip().endswith((":", "?")):
            kept[-1] = f"{kept[-1].rstrip()} {line.strip()}"
        else:
            kept.append(line)
    return "\n".join(kept)


def _bounded(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_MOST_LINES]
    return "\n".join(piece for line in lines for piece in _cut(line))


def _cut(line: str) -> Iterator[str]:
    yield from (line[i : i + _LINE_LIMIT] for i in range(0, max(len(line), 1), _LINE_LIMIT))


@lru_cache(maxsize=16)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text; a line break ends a sentence, an abbreviation's point does not.

    Every date and time of a line asks for them anew.
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for line in text.split("\n"):
        begun = 0
        for boundary in _BOUNDARY.finditer(line):
            if _ABBREVIATED.search(line, max(boundary.start() - 8, 0), boundary.start()):
                continue
            yield Sentence(line[begun : boundary.end()].rstrip(), start + begun)
            begun = boundary.end()
        if line[begun:].strip():
            yield Sentence(line[begun:], start + begun)
        start += len(line) + 1


@cache
def table(name: str) -> dict[str, Any]:
    """Return a data table of this package by its file name."""
    return tomllib.loads(files(__package__ or __name__).joinpath(name).read_text(encoding="utf-8"))


@cache
def phrases(fact: str, language: str = "") -> re.Pattern[str]:
    """Return the phrases of a fact as one pattern: whole words, any case, any blanks between words.

    For a language of the table these are its own and the English ones, which turn up in any mail; else all.
    """
    about, _, name = fact.partition(".")
    lists = table("phrases.toml")[about][name]
    spoken = {language, "en", "any"} if language in lists else set(lists)
    listed = [phrase for key, one in lists.items() if key in spoken for phrase in one]
    spaced = (phrase.replace(" ?", r"\s?").replace(" ", r"\s+") for phrase in listed)
    either = "|".join(sorted(set(spaced), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def around(text: str, start: int, end: int) -> str:
    """Return the sentence that holds a place as a quote to show; of a long one the clauses next to the place."""
    left, right = 0, len(text)
    for one in sentences(text):
        begun, over = one.start, one.start + len(one.text)
        left = begun if begun <= start else left
        right = min(right, over) if over >= end else right
    if right - left > LONGEST_QUOTE:
        left = _cut_before(text, max(left, start - 90), start) if start - left > 90 else left
        right = _cut_after(text, end, min(right, end + 70)) if right - end > 70 else right
    return quote(text[left:right])


def _cut_before(text: str, first: int, start: int) -> int:
    """Where a clause, or else a word, begins between two places."""
    clauses = [mark.end() for mark in _CLAUSE.finditer(text, first, start)]
    return clauses[0] if clauses else text.find(" ", first, start) + 1 or start


def _cut_after(text: str, end: int, last: int) -> int:
    """Where a clause, or else a word, ends between two places."""
    clauses = [mark.start() for mark in _CLAUSE.finditer(text, end, last)]
    return clauses[-1] if clauses else max(text.rfind(" ", end, last), end)
