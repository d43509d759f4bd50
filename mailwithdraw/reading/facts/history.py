"""What went before: whether owner and employer already spoke, and whether the owner applied."""

from mailwithdraw.model import Found
from mailwithdraw.reading.facts.words import Words, around, phrases, sentences


def met_of(words: Words, language: str) -> Found[bool] | None:
    """Return True where the mail shows that owner and employer already spoke or met."""
    return _shown(words, "history.met", language)


def applied_of(words: Words, language: str) -> Found[bool] | None:
    """Return True where the mail shows that the owner applied."""
    return _shown(words, "history.applied", language)


def _shown(words: Words, fact: str, language: str) -> Found[bool] | None:
    for sentence in (*words.sentences(), *sentences(words.subject)):
        found = phrases(fact, language).search(sentence.text)
        if found:
            return Found(value=True, quote=around(sentence.text, found.start(), found.end()))
    return None
