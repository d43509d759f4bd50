"""Labelled mail for `scripts/train-names`: where each fact's words stand."""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from train_data import as_bytes, files

from mailwithdraw.reading import mime
from mailwithdraw.reading.detect import language_of_message
from mailwithdraw.reading.facts import gazetteer, naming
from mailwithdraw.reading.facts.agency import agency_of
from mailwithdraw.reading.facts.passages import Passage
from mailwithdraw.reading.facts.surroundings import kinship
from mailwithdraw.reading.facts.tagger import FACTS
from mailwithdraw.reading.facts.words import words_of
from mailwithdraw.reading.lexicon import fold


@dataclass(frozen=True)
class Example:
    """A mail as it is read for names, with the clues and labels of every token."""

    fold: str
    """Its author."""
    record: dict[str, Any]
    reading: naming.Reading
    facts: dict[str, str | None]
    """The labelled value of each fact that a reader of the mail can see in it."""
    unseen: frozenset[str]
    """The facts that are labelled with words the mail does not have: what is found for them is not counted."""
    clues: list[list[list[str]]]
    labels: list[list[int]]


def records(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """The records of all mail with facts, each with its author."""
    return [
        (path.stem, record)
        for path in files(folder)
        for record in map(json.loads, path.read_text("utf-8").splitlines())
        if record.get("facts")
    ]


def everyday(folder: Path) -> frozenset[str]:
    """The folded words that several authors write small: no names."""
    mails: Counter[str] = Counter()
    authors = defaultdict(set)
    for path in files(folder):
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
    labelled = {fact: _plain_label(fact, record["facts"].get(fact)) for fact in FACTS}
    facts = {fact: _seen(fact, value, shown) for fact, value in labelled.items()}
    unseen = frozenset(fact for fact in FACTS if labelled[fact] and not facts[fact])
    if labelled["company"] is None and not record["facts"]["agency"]:
        facts["company"] = _shown_owner(reading, record["facts"]["contact_name"] or "")
    rows = naming.clue_rows(reading)
    labels = [_labels(passage, facts, known) for passage, _, _ in rows]
    interned = [[[sys.intern(clue) for clue in row] for row in its] for _, its, _ in rows]
    return Example(name, record, reading, facts, unseen, interned, labels)


def _plain_label(fact: str, value: str | None) -> str | None:
    """A label as a user would say it: a title without "(m/w/d)", a town without its street."""
    if value and fact == "role":
        return _GENDERS.sub("", value).strip() or value
    if value and fact == "location":
        parts = re.split(r"(\s*(?:,|\(|\)| - | – )\s*)", value)
        known = [_is_place(part) for part in parts[::2]]
        if any(known) and not all(known):
            first = known.index(True)
            last = known.index(False, first) if False in known[first:] else len(known)
            return "".join(parts[2 * first : 2 * last - 1])
    return value


_GENDERS = re.compile(
    r"\s*[(\[](?:[mwfdhxvai]|gn|div)(?:\s?[/|*,]\s?(?:[mwfdhxvai]|gn|div)){1,3}[)\]]", re.IGNORECASE
)


def _is_place(part: str) -> bool:
    known = gazetteer.place_kind(gazetteer.normal(part))
    return bool(known) or re.fullmatch(r"[A-Z]{2}", part) is not None


def _seen(fact: str, value: str | None, shown: str) -> str | None:
    """A label as far as the mail has it: of a firm's name, the first words will do."""
    words = (value or "").split()
    least = 1 if fact == "company" else len(words)
    for end in range(len(words), least - 1, -1):
        part = " ".join(words[:end]).strip(",&-")
        long = len(part) >= 5 or end == len(words)
        if long and part and re.search(_words(part.casefold()), shown):
            return part
    return None


def _shown_owner(reading: naming.Reading, person: str) -> str | None:
    """The employer where only the display name has it, which some authors left out: what the domain is called too."""
    for passage in reading.passages:
        if passage.where == "from":
            kin = kinship(passage, reading.about.owners)
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
