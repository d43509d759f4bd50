"""Lists that names are told by: towns and regions, people's names, and the words of titles and of employers."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from mailwithdraw.reading.facts.words import table
from mailwithdraw.reading.lexicon import fold

PLACES = ("cities", "doubtful", "regions", "towns")
"""The lists of places; a doubtful one is a city whose name is also an everyday word."""
_LONGEST = 5
"""Words of the longest place that is looked for."""
_COMPOUND = ("de", "nl")
_SHORTEST = 4
"""Letters of a head that compounds end in."""
_FEMININE = re.compile(r"(?:/-?in(?:nen)?|innen|in|/r|/e|/a|/o)n?$")


def normal(name: str) -> str:
    """A name as it is looked up: folded words with single blanks."""
    return " ".join(re.findall(r"[^\W_]+", fold(name)))


def places(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the longest places in a row of words, as start, end and list; a place starts with a capital."""
    folded = [normal(word) if len(word) < 60 else "" for word in words]
    at = 0
    while at < len(words):
        end, kind = _place_at(folded, words, at)
        if kind:
            yield at, end, kind
        at = max(end, at + 1)


def _place_at(folded: Sequence[str], words: Sequence[str], at: int) -> tuple[int, str]:
    if not folded[at] or not words[at][0].isupper():
        return at, ""
    most = _LONGEST if folded[at].split(" ", 1)[0] in _starts() else 1
    for end in range(min(at + most, len(words)), at, -1):
        name = " ".join(word for word in folded[at:end] if word)
        if folded[end - 1] and (kind := place_kind(name)):
            return end, kind
    return at, ""


def place_kind(name: str) -> str:
    """Which list of places has a normal name; none if none has."""
    return next((kind for kind in PLACES if name in names()[kind]), "")


@lru_cache(maxsize=20_000)
def kinds(folded: str) -> tuple[str, ...]:
    """Which lists a folded word is in: people's names, and the words of titles, employers and teams."""
    found = [kind for kind in ("given", "family") if folded in names()[kind]]
    found += [kind for kind, words in _words().items() if folded in words]
    if "heads" not in found and is_head(folded):
        found.append("heads")
    return tuple(found)


@lru_cache(maxsize=20_000)
def is_head(folded: str) -> bool:
    """Whether a folded word heads job titles."""
    plain = _FEMININE.sub("", folded)
    if folded in _words()["heads"] or plain in _words()["heads"]:
        return True
    starts = range(2, len(plain) - _SHORTEST + 1)
    return any(folded[start:] in _ends() or plain[start:] in _ends() for start in starts)


@cache
def names() -> dict[str, frozenset[str]]:
    """The lists of places and of people's names."""
    raw = files(__package__ or __name__).joinpath("gazetteers.json.gz").read_bytes()
    return {name: frozenset(words.split("\n")) for name, words in json.loads(gzip.decompress(raw)).items()}


@cache
def _starts() -> frozenset[str]:
    """The first words of the places of several words."""
    return frozenset(name.split(" ", 1)[0] for kind in PLACES for name in names()[kind] if " " in name)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {
        kind: frozenset(word for listed in lists.values() for word in spelled(listed))
        for kind, lists in table("name_words.toml").items()
        if kind != "cues"
    }


@cache
def cues() -> dict[str, str]:
    """What folded words around names are about: a job, an application, a place, or a small word of some kind."""
    found: dict[str, str] = {}
    for cue, listed in table("name_words.toml")["cues"].items():
        for word in spelled(listed):
            found.setdefault(word, cue)
    return found


@cache
def _ends() -> frozenset[str]:
    heads = table("name_words.toml")["heads"]
    return frozenset(
        word for language in _COMPOUND for word in spelled(heads[language]) if len(word) >= _SHORTEST
    )


def spelled(listed: str) -> Iterator[str]:
    """Yield the folded words of a list: "stem|o|a" are two."""
    for entry in listed.split():
        stem, *ends = entry.split("|")
        yield from (fold(stem + end) for end in ends or [""])
