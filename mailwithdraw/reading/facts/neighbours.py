"""What stands in the same sentences as a name: words about a place or a pay, figures, the other facts' names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mailwithdraw.reading.facts import gazetteer
from mailwithdraw.reading.facts.passages import Passage
from mailwithdraw.reading.lexicon import fold

_SHORT = 8
"""Tokens of a line that is hardly a sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """A passage as names are looked for in it."""

    text: str
    """Single blanks, case folded."""
    where: str
    at: float
    """How far down the mail, 0 to 1."""
    signs: frozenset[str]


def told(passages: Sequence[Passage]) -> tuple[Told, ...]:
    """Return every passage with what its words say beside any name."""
    return tuple(
        Told(" ".join(one.text.split()).casefold(), one.where, at / len(passages), frozenset(_signs(one)))
        for at, one in enumerate(passages)
    )


def _signs(passage: Passage) -> Iterable[str]:
    words = [token.text for token in passage.tokens]
    yield from {f"with {cue}" for word in words if (cue := gazetteer.cues().get(fold(word)))}
    if "?" in passage.text:
        yield "with question"
    if any(word[0].isdigit() for word in words):
        yield "with figures"
    if sum(1 for _ in gazetteer.places(words)) == 1:
        yield "one place"
    if len(words) < _SHORT:
        yield "in a short line"


def beside(name: str, passages: Iterable[Told], others: Mapping[str, str]) -> dict[str, float]:
    """Return what stands beside a name in any passage; `others` are the likeliest names of the other facts."""
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    signs: dict[str, float] = {}
    for one in passages:
        if whole.search(one.text):
            signs |= dict.fromkeys(one.signs, 1.0)
            signs |= {f"beside {fact}": 1.0 for fact, other in others.items() if other in one.text}
            if one.where == "body":
                signs.setdefault("early", 1 - one.at)
    return signs
