"""The texts of a mail in which names stand, sentence by sentence, as rows of tokens."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailwithdraw.model import Message
from mailwithdraw.reading.facts.words import Sentence, Words, quote, sentences

_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,400}|[\w.+-]{1,64}@[\w.-]{1,100}\w"
    r"|[^\W_]{1,60}(?:[.&+/-][^\W_]{1,60}){0,8}(?:\+\+|\#)?|[^\w\s]|_"
)
_MOST_TOKENS = 120
"""Of one passage."""
_READ = {"body": 800, "signature": 200}
"""Tokens read of the long texts: names stand early, and a bound keeps hostile mail cheap."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, and where it stands in its passage."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a line of one of the mail's texts: subject, from, body, signature, summary or venue."""

    where: str
    text: str
    tokens: tuple[Token, ...]

    def words(self, start: int, end: int) -> str:
        """The words from one token to before another, as a quote."""
        return quote(self.text[self.tokens[start].start : self.tokens[end - 1].end])


def passages_of(message: Message, words: Words) -> tuple[Passage, ...]:
    """Return what is read for names, in the order a reader meets it."""
    return tuple(_passages(message, words))


def _passages(message: Message, words: Words) -> Iterator[Passage]:
    yield from _tokenised("subject", words.subject)
    for address in dict.fromkeys((*message.from_, *message.reply_to)):
        yield from _tokenised("from", address.name[:200])
    for invite in message.calendars[:2]:
        yield from _tokenised("summary", quote(invite.summary[:400]))
        yield from _tokenised("venue", quote(invite.location[:400]))
    yield from _long("body", words.sentences())
    yield from _long("signature", sentences(words.signature))


def _long(where: str, told: Iterable[Sentence]) -> Iterator[Passage]:
    left = _READ[where]
    for sentence in told:
        for passage in _tokenised(where, sentence.text):
            yield passage
            left -= len(passage.tokens)
            if left <= 0:
                return


def _tokenised(where: str, text: str) -> Iterator[Passage]:
    tokens = [Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]
    for at in range(0, len(tokens), _MOST_TOKENS):
        yield Passage(where, text, tuple(tokens[at : at + _MOST_TOKENS]))
