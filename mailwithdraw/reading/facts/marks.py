"""What the lists know of a word: a place, a person's name, a word of titles or employers, or of what surrounds them."""

import re
from collections.abc import Iterator, Sequence

from mailwithdraw.reading.facts import gazetteer
from mailwithdraw.reading.facts.passages import Passage
from mailwithdraw.reading.lexicon import fold

_OF_TITLES = frozenset(("heads", "levels", "fields"))
_BRIDGES = re.compile(r"and|und|et|y|e|ed|en|of|de|del|da|di|do|du|des|der|d|in|für|fur|voor|for|per|[&',/-]")
"""Words and marks that stand inside titles."""
_TELLING = (
    *(f"{kind} {place}" for kind in ("cities", "regions") for place in ("first", "then")),
    "heads", "forms", "organisations", "teams", "towns first", "towns then", "given", "family", "levels", "fields",
    "doubtful first",
)  # fmt: skip
"""The marks of lists, those that say most first."""
_WEAK = frozenset(
    ("organisations", "teams", "given", "family", "levels", "fields", "forms", "towns first", "towns then")
)
"""Lists that also have everyday words."""
TOPICS = frozenset(
    (
        "role",
        "apply",
        "seek",
        "interview",
        "team",
        "place",
        "company",
        "client",
        "mode",
        "pay",
        "heads",
        "via",
    )
)
"""What a passage may be about."""


def marks_of(passage: Passage) -> list[frozenset[str]]:
    """Return for each token which lists know it: places by their first and later words, people, titles, employers."""
    words = [token.text for token in passage.tokens]
    found = [set(gazetteer.kinds(fold(word))) for word in words]
    for start, end, kind in gazetteer.places(words):
        for at in range(start, end):
            found[at].add(f"{kind} {'first' if at == start else 'then'}")
    for start, end in _runs(words, found):
        head = any("heads" in found[at] for at in range(start, end))
        for at in range(start, end):
            place = (
                "only" if end - start == 1 else "first" if at == start else "last" if at == end - 1 else "in"
            )
            found[at].add(f"run {place} {'head' if head else 'bare'}")
    return [frozenset(one) for one in found]


def _runs(words: Sequence[str], kinds: Sequence[set[str]]) -> Iterator[tuple[int, int]]:
    """Yield where words of titles follow one another, small words between them bridged."""
    start = end = -1
    for at, word in enumerate(words):
        if kinds[at] & _OF_TITLES:
            if start < 0:
                start = at
            end = at + 1
        elif start >= 0 and (not _BRIDGES.fullmatch(fold(word)) or at - end > 1):
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def kind_of(word: str, shape: str, marks: frozenset[str], kin: str) -> str:
    """What a word is to its neighbours, in whatever language."""
    mark = main_mark(marks, kin)
    if mark and mark not in _WEAK:
        return mark
    cue = gazetteer.cues().get(fold(word))
    return cue or (mark if word[0].isupper() else "") or ("Aa" if shape[0] == "A" else shape)


def main_mark(marks: frozenset[str], kin: str) -> str:
    """The one mark that says most of a word."""
    if kin:
        return kin
    return next((mark for mark in _TELLING if mark in marks), "")
