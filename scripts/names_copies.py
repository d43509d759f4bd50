"""Copies of labelled mail with other names: what a name is told by is where it stands, not how it is called."""

import copy
import random
import re
from collections.abc import Iterator, Sequence
from typing import Any

from mailwithdraw.reading.facts.tagger import FACTS
from mailwithdraw.reading.lexicon import fold

Pairs = Sequence[tuple[str, dict[str, Any]]]


def copies(pairs: Pairs, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each record with the names of other mail of the same fold and language in place of its own."""
    chance = random.Random(seed)  # noqa: S311 - no secret is made
    pool: dict[tuple[str, str, str], list[str]] = {}
    for name, record in pairs:
        for fact in FACTS:
            if record["facts"][fact]:
                pool.setdefault((name, record["lang"], fact), []).append(record["facts"][fact])
    for name, record in pairs:
        new = {
            fact: chance.choice(pool[name, record["lang"], fact]) for fact in FACTS if record["facts"][fact]
        }
        yield name, _renamed(record, new)


def _renamed(record: dict[str, Any], new: dict[str, str]) -> dict[str, Any]:
    made = copy.deepcopy(record)
    for fact, name in sorted(new.items(), key=lambda item: -len(record["facts"][item[0]])):
        old = record["facts"][fact]
        fresh = _cased_like(old, name.replace('"', "")) if fact == "role" else name.replace('"', "")
        made["facts"][fact] = fresh
        if fact == "company":
            for key in ("from", "reply_to"):
                made[key] = made[key] and _moved(made[key], old, fresh)
        pattern = re.compile(r"(?<![@.])" + _words_pattern(old), re.IGNORECASE)
        parts = [(made, "subject"), (made, "from"), (made, "body")]
        parts += [(made["calendar"], key) for key in ("summary", "location")] if made["calendar"] else []
        for part, key in parts:
            if part.get(key):
                part[key] = pattern.sub(lambda _, fresh=fresh: fresh, part[key])
    return made


def _moved(address: str, old: str, new: str) -> str:
    """An address at the new name's domain, if it was at the old one's."""
    for gap in ("", "-"):
        was, becomes = (re.sub(r"[^a-z0-9]+", gap, fold(name)).strip("-") for name in (old, new))
        if len(was) >= 4:
            address = re.sub(re.escape(was), becomes, address, flags=re.IGNORECASE)
    return address


def _cased_like(old: str, new: str) -> str:
    """A title written as another is: in capitals, small, or with capitals."""
    if old.isupper():
        return new.upper()
    if old.islower():
        return new.lower()
    if old[:1].islower() and new[1:2].islower():
        return new[:1].lower() + new[1:]
    return new[:1].upper() + new[1:]


def _words_pattern(name: str) -> str:
    return r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"
