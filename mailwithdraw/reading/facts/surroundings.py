"""What the whole mail says about the words in it: who signs, whose domain it comes from, what stands above a line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from publicsuffixlist import PublicSuffixList

from mailwithdraw.model import Address, Message
from mailwithdraw.reading.facts import gazetteer
from mailwithdraw.reading.facts.passages import Passage
from mailwithdraw.reading.facts.people import shown_name
from mailwithdraw.reading.facts.signing import signed_names
from mailwithdraw.reading.facts.words import Words, table
from mailwithdraw.reading.lexicon import fold
from mailwithdraw.reading.senders import judged

SHORT = 4
"""Tokens of a line that may be a label or a signer."""
_LEAST = 4
"""Letters a name must share with a domain to be like it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole mail says about its words."""

    people: frozenset[str]
    """Folded words of the names of sender, addressees and signers."""
    signers: frozenset[str]
    """Folded words of the names of those who sign."""
    locals: frozenset[str]
    """Folded words of the sender's local parts."""
    owners: tuple[str, ...]
    """Names of the domains and tenants the mail comes from, letters only."""
    places: dict[str, frozenset[str]]
    """In which of the mail's texts a capitalised word stands."""
    counts: Counter[str]
    small: frozenset[str]
    """Words that the mail also writes small."""
    subject: frozenset[str]
    """The longer words of the subject, folded."""
    cues: frozenset[str]
    """What the mail's words are about: a client, a place."""
    towns: frozenset[str]
    """The places the mail names, as they are looked up."""


def surroundings_of(message: Message, words: Words, passages: Sequence[Passage]) -> Surroundings:
    """Return what the whole mail says about its words."""
    senders = (*message.from_, *message.reply_to)
    signers = list(signed_names(words))
    names = [*(shown_name(one) for one in (*senders, *message.to, *message.cc)), *signers]
    where: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for passage in passages:
        for token in passage.tokens:
            if token.text[0].isupper():
                where.setdefault(fold(token.text), set()).add(passage.where)
                counts[fold(token.text)] += 1
    return Surroundings(
        people=_parts(names),
        signers=_parts(signers),
        locals=frozenset(
            part for one in senders for part in re.split(r"[^a-z]+", fold(one.local)) if len(part) > 1
        ),
        owners=tuple(dict.fromkeys(owner for one in senders for owner in _owners(one))),
        places={word: frozenset(places) for word, places in where.items()},
        counts=counts,
        small=frozenset(
            token.text for passage in passages for token in passage.tokens if token.text.islower()
        ),
        subject=frozenset(
            fold(token.text)
            for passage in passages
            if passage.where == "subject"
            for token in passage.tokens
            if len(token.text) > _LEAST
        ),
        cues=frozenset(
            gazetteer.cues().get(fold(token.text), "") for passage in passages for token in passage.tokens
        ),
        towns=frozenset(name for passage in passages for name in _towns(passage)),
    )


def _towns(passage: Passage) -> Iterator[str]:
    words = [token.text for token in passage.tokens]
    for start, end, kind in gazetteer.places(words):
        if kind != "regions" and passage.where != "from":
            yield gazetteer.normal(" ".join(words[start:end]))


def _parts(names: Sequence[str | None]) -> frozenset[str]:
    return frozenset(fold(part) for name in names if name for part in re.split(r"[\s.,]+", name) if part)


def _owners(address: Address) -> Iterator[str]:
    """Yield what may name the employer: a domain of its own, a system's tenant; never a free provider's."""
    if not address.domain or address.domain in table("companies.toml")["free_mail"]["domains"]:
        return
    private = _suffixes().privatesuffix(address.domain) or address.domain
    tenants = address.domain.removesuffix(private).strip(".").split(".")
    names = [*tenants, address.local] if judged(address) else [private.split(".")[0]]
    for name in names:
        plain = re.sub(
            r"-?(?:careers?|karriere|jobs?|hr|recruiting|talent|online|group|mail)$", "", fold(name)
        )
        squashed = re.sub(r"[^a-z0-9]", "", plain)
        if len(squashed) >= 3:
            yield squashed


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands before a passage."""

    last: str = ""
    """The last word of the passage before, folded."""
    above: str = ""
    """The passage before, folded, if it is a short line of the same text."""
    below: int = 0
    """How many short lines above somebody signs; 0 if nobody does."""


def settings(passages: Sequence[Passage], about: Surroundings) -> Iterator[Setting]:
    """Yield for each passage what stands before it."""
    last, above, below, where = "", "", 0, ""
    for passage in passages:
        if passage.where != where:
            above, below, where = "", 0, passage.where
        yield Setting(last, above, below)
        short = len(passage.tokens) <= SHORT
        words = [fold(token.text) for token in passage.tokens if token.text[0].isalnum()]
        last = fold(passage.tokens[-1].text)
        above = " ".join(words) if short else ""
        signs = 1 <= len(words) <= SHORT and set(words) <= about.signers
        below = 1 if signs else below + 1 if below and len(passage.tokens) <= 2 * SHORT else 0


def kinship(passage: Passage, owners: Sequence[str]) -> list[str]:
    """Say for each token how it belongs to a name that is like a domain: its first or a later word, equal or part."""
    found = [""] * len(passage.tokens)
    letters = [re.sub(r"[^a-z0-9]", "", fold(token.text)) for token in passage.tokens]
    for owner in owners:
        for start in range(len(letters)):
            if found[start] or not letters[start]:
                continue
            end, how = _like(letters, start, owner)
            for at in range(start, end):
                if letters[at] or at < end:
                    found[at] = f"{how}{'first' if at == start else 'then'}"
    return found


def _like(letters: Sequence[str], start: int, owner: str) -> tuple[int, str]:
    """Return where a name that is like a domain ends, and how it is like it; the start if it is not."""
    joined, best, how = "", start, ""
    for at in range(start, min(start + 8, len(letters))):
        joined += letters[at]
        if joined == owner:
            return at + 1, "="
        if not owner.startswith(joined):
            if joined.startswith(owner) and len(owner) >= _LEAST and at == start:
                return at + 1, "+"
            break
        if letters[at] and len(joined) >= _LEAST:
            best, how = at + 1, "-"
    return best, how
