"""Labelled mail for `scripts/train-names`: where each fact's words stand, and copies with other names in their place."""

import copy
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from train_data import as_bytes

from mailwithdraw.reading import mime
from mailwithdraw.reading.detect import language_of_message
from mailwithdraw.reading.facts import clues, naming
from mailwithdraw.reading.facts.agency import agency_of
from mailwithdraw.reading.facts.passages import Passage
from mailwithdraw.reading.facts.tagger import FACTS
from mailwithdraw.reading.facts.words import words_of
from mailwithdraw.reading.lexicon import fold

OWNERS = 3
"""Into how many parts an author's mail is divided by owner, where the author alone writes a language."""


@dataclass(frozen=True)
class Example:
    """A mail as it is read for names, with the clues and labels of every token."""

    fold: str
    """What is held out together."""
    record: dict[str, Any]
    reading: naming.Reading
    facts: dict[str, str | None]
    """The labelled value of each fact that a reader of the mail can see in it."""
    clues: list[list[list[str]]]
    labels: list[list[int]]


def records(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """The records of all mail with facts, each with its fold."""
    found = []
    for path in sorted(folder.glob("[A-Z].jsonl")):
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        split = any(record["lang"] != "en" for record in lines)
        for record in lines:
            part = str(sum(record["me"].encode()) % OWNERS) if split else ""
            if record.get("facts"):
                found.append((path.stem + part, record))
    return found


def everyday(folder: Path) -> frozenset[str]:
    """The folded words that several authors write small: no names."""
    mails: Counter[str] = Counter()
    authors = defaultdict(set)
    for path in sorted(folder.glob("[A-Z].jsonl")):
        for line in path.read_text("utf-8").splitlines():
            for word in set(re.findall(r"(?<!\w)[^\W\d_]+(?!\w)", json.loads(line)["body"])):
                if word.islower():
                    mails[fold(word)] += 1
                    authors[fold(word)].add(path.stem)
    return frozenset(word for word, count in mails.items() if count >= 3 and len(authors[word]) > 1)


def examples(pairs: Iterable[tuple[str, dict[str, Any]]], known: frozenset[str]) -> list[Example]:
    """Records as examples."""
    return [_example(name, record, known) for name, record in pairs]


def _example(name: str, record: dict[str, Any], known: frozenset[str]) -> Example:
    message = mime.read(as_bytes(record))
    words = words_of(message)
    agency = agency_of(message, words, language_of_message(message)) is not None
    reading = naming.reading_of(message, words, agency=agency)
    shown = _shown(record)
    facts = {
        fact: value if value and " ".join(value.split()).casefold() in shown else None
        for fact in FACTS
        for value in [record["facts"][fact]]
    }
    if facts["company"] is None and not record["facts"]["agency"]:
        facts["company"] = _shown_owner(reading, record["facts"]["contact_name"] or "")
    rows = naming.clue_rows(reading)
    labels = [_labels(passage, facts, known) for passage, _ in rows]
    interned = [[[sys.intern(clue) for clue in row] for row in its] for _, its in rows]
    return Example(name, record, reading, facts, interned, labels)


def _shown_owner(reading: naming.Reading, person: str) -> str | None:
    """The employer where only the display name has it, which some authors left out: what the domain is called too."""
    for passage in reading.passages:
        if passage.where == "from":
            kin = clues.kinship(passage, reading.about.owners)
            at = [n for n, how in enumerate(kin) if how.startswith("=")]
            if at and passage.words(at[0], at[-1] + 1) not in person:
                return passage.words(at[0], at[-1] + 1)
    return None


def _shown(record: dict[str, Any]) -> str:
    event = record["calendar"] or {}
    parts = (record["subject"], record["from"], record["reply_to"], record["body"])
    text = " ".join(part or "" for part in (*parts, event.get("summary"), event.get("location")))
    return " ".join(text.split()).casefold()


def _labels(passage: Passage, facts: dict[str, str | None], known: frozenset[str]) -> list[int]:
    """The label of every token: the longest values first, and an employer also by the first word of its name."""
    spans = []
    for number, fact in enumerate(FACTS):
        value = facts[fact] or ""
        short = value.split(" ")[0] if fact == "company" else ""
        telling = len(short) >= 5 and short != value and short[0].isupper() and fold(short) not in known
        names = [value, short] if telling else [value]
        for name in filter(None, names):
            flags = 0 if name == short else re.IGNORECASE
            spans += [(found.span(), number) for found in re.finditer(_words(name), passage.text, flags)]
    labels = [0] * len(passage.tokens)
    for (start, end), number in sorted(spans, key=lambda item: item[0][0] - item[0][1]):
        at = [n for n, token in enumerate(passage.tokens) if token.start < end and token.end > start]
        fits = at and (passage.tokens[at[0]].start, passage.tokens[at[-1]].end) == (start, end)
        if fits and not any(labels[n] for n in at):
            for n in at:
                labels[n] = 1 + 2 * number + (n > at[0])
    return labels


def _words(name: str) -> str:
    return r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"


# -- copies with other names: what a name is told by is where it stands, not how it is called --------------


def copies(pairs: Sequence[tuple[str, dict[str, Any]]], seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
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
        pattern = re.compile(r"(?<![@.])" + _words(old), re.IGNORECASE)
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
    if old.isupper():
        return new.upper()
    return (
        new[:1].lower() + new[1:] if old[:1].islower() and new[1:2].islower() else new[:1].upper() + new[1:]
    )
