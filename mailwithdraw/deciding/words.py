"""Finding words in text as a person does: whole words, whatever their case and accents, and the words verbatim."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from mailwithdraw.model import Message

LONGEST_TEXT = 20_000
"""Characters of a text that are looked at; no letter about a job is longer."""
_PHRASE = 120
"""Characters up to which a text is a phrase that is asked for again and again."""
_LONGEST_QUOTE = 200
"""Characters of a sentence kept on either side of what was found."""

_WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0900-\u0903\u093a-\u094f\u0962\u0963])*"
)
_SENTENCE_END = re.compile(r"[.!?…](?=\s)|\n")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: folded, and where it stands."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents: "München" and "MUNCHEN" become one."""
    plain = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded; signs between them count for nothing."""
    return _of_a_phrase(text) if len(text) <= _PHRASE else tuple(word.folded for word in _words(text))


@lru_cache(maxsize=2048)
def _of_a_phrase(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in _words(text))


@lru_cache(maxsize=16)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text with their places; asked for anew for each thing a user refuses."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    return (Word(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text[:LONGEST_TEXT]))


def find_phrases(phrases: Iterable[tuple[str, ...]], text: str) -> Iterable[tuple[int, int]]:
    """Yield the places of whole-word occurrences of folded phrases, in the order of the text."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        if phrase:
            by_first.setdefault(phrase[0], []).append(phrase)
    words = words_of(text)
    for index, word in enumerate(words):
        for phrase in by_first.get(word.folded, ()):
            found = words[index : index + len(phrase)]
            if tuple(one.folded for one in found) == phrase:
                yield word.start, found[-1].end


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or line, that holds a place: verbatim, cut at words where it is very long."""
    first, last = max(0, start - _LONGEST_QUOTE), min(len(text), end + _LONGEST_QUOTE)
    cut_before, cut_after = first > 0, last < len(text)
    for stop in _SENTENCE_END.finditer(text, first, last):
        if stop.end() <= start:
            first, cut_before = stop.end(), False
        elif stop.start() >= end:
            last, cut_after = stop.end(), False
            break
    while cut_before and first < start and not text[first - 1].isspace():
        first += 1
    while cut_after and last > end and not text[last].isspace():
        last -= 1
    return text[first:last].strip()


def own_words(message: Message) -> str:
    """What the sender wrote in this very mail: subject, text and invitation; no history, no signature."""
    stated = [message.subject, message.text]
    for invite in message.calendars:
        stated += [invite.summary, invite.location, invite.description]
    return "\n".join(part for part in stated if part)


def says(text: str, quote: str) -> bool:
    """Whether a text has these words, however its lines are broken."""
    return bool(quote.strip()) and " ".join(quote.split()) in " ".join(text.split())
