"""What words mean in hiring: phrases of seven languages by the concept they share."""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple


class Meaning(NamedTuple):
    """A concept, and the words that must follow the first one; a trailing * stands for any ending."""

    concept: str
    rest: tuple[str, ...]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Lower case without accents, so that every spelling of a word is one."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))


class Lexicon:
    """The phrases of some languages; `concepts` finds them in a row of folded words."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._exact: dict[str, list[Meaning]] = {}
        self._stems: dict[str, list[Meaning]] = {}
        self._seen: dict[str, tuple[Meaning, ...]] = {}
        for concept, by_language in _table().items():
            for language in languages:
                for phrase in by_language[language].split(" | "):
                    first, *rest = phrase.split()
                    shelf = self._stems if first.endswith("*") else self._exact
                    shelf.setdefault(first.rstrip("*"), []).append(Meaning(concept, tuple(rest)))

    def concepts(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Each concept met, with the positions of the phrase's first and last word."""
        for at, word in enumerate(words):
            for concept, rest in self._starting(word):
                last = at + len(rest)
                if last < len(words) and all(map(_fits, words[at + 1 : last + 1], rest)):
                    yield concept, at, last

    def _starting(self, word: str) -> tuple[Meaning, ...]:
        known = self._seen.get(word)
        if known is None:
            stems = (self._stems.get(word[:size], ()) for size in range(1, min(len(word), 30) + 1))
            known = (*self._exact.get(word, ()), *(meaning for shelf in stems for meaning in shelf))
            if len(self._seen) < 20_000:
                self._seen[word] = known
        return known


def _fits(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon for a language and for English, which every office mixes in; all of them if it is not ours."""
    known = tuple(next(iter(_table().values())))
    return Lexicon(tuple(dict.fromkeys((language, "en"))) if language in known else known)


@cache
def _table() -> dict[str, dict[str, str]]:
    raw = resources.files("mailwithdraw.reading").joinpath("lexicon.json").read_text("utf-8")
    table: dict[str, dict[str, str]] = json.loads(raw)
    return table
