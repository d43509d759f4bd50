"""The texts of a mail in which names stand, sentence by sentence, as rows of tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailwithdraw.model import Message
from mailwithdraw.reading.facts.words import Words, quote, sentences

_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,400}|[\w.+-]{1,64}@[\w.-]{1,100}\w"
    r"|[^\W_]{1,60}(?:[.&+/-][^\W_]{1,60}){0,8}(?:\+\+|\#)?|[^\w\s]|_"
)
_MOST_TOKENS = 120
_MOST_PASSAGES = 250


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
    return tuple(_passages(message, words))[:_MOST_PASSAGES]


def _passages(message: Message, words: Words) -> Iterator[Passage]:
    yield from _tokenised("subject", words.subject)
    for address in dict.fromkeys((*message.from_, *message.reply_to)):
        yield from _tokenised("from", address.name[:200])
    for invite in message.calendars[:2]:
        yield from _tokenised("summary", quote(invite.summary[:400]))
        yield from _tokenised("venue", quote(invite.location[:400]))
    for sentence in words.sentences():
        yield from _tokenised("body", sentence.text)
    for sentence in sentences(words.signature):
        yield from _tokenised("signature", sentence.text)


def _tokenised(where: str, text: str) -> Iterator[Passage]:
    tokens = [Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]
    for at in range(0, len(tokens), _MOST_TOKENS):
        yield Passage(where, text, tuple(tokens[at : at + _MOST_TOKENS]))
