"""What a word and its surroundings look like to somebody who looks for names of employers, jobs and places."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from mailwithdraw.model import Address, Message
from mailwithdraw.reading.facts.passages import Passage
from mailwithdraw.reading.facts.people import shown_name, signed_names
from mailwithdraw.reading.facts.words import Words, table
from mailwithdraw.reading.lexicon import fold
from mailwithdraw.reading.senders import judged

VERSION = 1
"""Changes whenever a clue changes its name or meaning, so that weights learnt for others are refused."""

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
    )


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


def clues(passage: Passage, about: Surroundings, last: str) -> list[list[str]]:
    """Return for each token of a passage its clues; `last` is the last word of the passage before."""
    tokens = passage.tokens
    kin = kinship(passage, about.owners)
    towns = _towns(passage)
    rows = [
        (
            _norm(token.text),
            _shape(token.text),
            fold(token.text),
            _flags(token.text, about, kin[at], at in towns),
        )
        for at, token in enumerate(tokens)
    ]
    pad = [("<<", "<", "", frozenset[str]())] * 2
    rows = [*pad, *rows, *[(">>", ">", "", frozenset[str]())] * 2]
    return [_row(rows, at + 2, passage, len(tokens), last) for at in range(len(tokens))]


_Row = tuple[str, str, str, frozenset[str]]


def _row(rows: Sequence[_Row], at: int, passage: Passage, length: int, last: str) -> list[str]:
    (w2, _, _, _), (w1, s1, f1, g1), (w, s, f, g), (v1, t1, h1, k1), (v2, _, _, _) = rows[at - 2 : at + 3]
    where = passage.where
    first, final = at == 2, at == length + 1
    edge = "only" if first and final else "first" if first else "last" if final else "in"
    found = [
        "", f"w {w}", f"w-1 {w1}", f"w+1 {v1}", f"w-2 {w2}", f"w+2 {v2}", f"w-1w {w1} {w}", f"ww+1 {w} {v1}", f"w-2-1 {w2} {w1}",
        f"s {s}", f"sss {s1}{s}{t1}", f"e2 {f[-2:]}", f"e3 {f[-3:]}", f"e4 {f[-4:]}", f"b3 {f[:3]}", f"b4 {f[:4]}",
        f"e3-1 {f1[-3:]}", f"e3+1 {h1[-3:]}", f"at {where}", f"at {where} {edge}", f"at {where} {s}",
    ]  # fmt: skip
    for mark, flags in (("", g), ("-1", g1), ("+1", k1)):
        found += [f"g{mark} {flag}" for flag in flags]
    found += [f"g {flag} {where} {edge}" for flag in g]
    found += [f"before {word}" for word, _, _, _ in rows[max(at - 6, 2) : max(at - 2, 2)]]
    found += [f"after {word}" for word, _, _, _ in rows[at + 3 : at + 6] if word != ">>"]
    if first:
        found.append(f"last {last}")
    return found


@lru_cache(maxsize=20_000)
def _norm(word: str) -> str:
    if "@" in word or "/" in word or word.startswith("www."):
        return "<link>" if len(word) > 3 else word
    return re.sub(r"\d", "0", fold(word))


@lru_cache(maxsize=20_000)
def _shape(word: str) -> str:
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    if word.islower():
        return "a"
    if word[0].isupper():
        return "Aa" if word[1:].islower() else "AaA"
    if word[0].isdigit():
        return "0"
    return "m" if word[0].isalnum() else word


def _flags(word: str, about: Surroundings, kin: str, town: bool) -> frozenset[str]:
    folded = fold(word)
    flags = set()
    if kin:
        flags.add(f"kin {kin}")
    if town:
        flags.add("town")
    if folded in about.people:
        flags.add("person")
    if folded in about.locals:
        flags.add("local")
    if is_head(folded):
        flags.add("head")
    if word[0].isupper():
        flags.update(f"also {place}" for place in about.places.get(folded, ()))
        if about.counts[folded] > 1:
            flags.add("again")
        if word.lower() in about.small:
            flags.add("small")
    return frozenset(flags)


@lru_cache(maxsize=20_000)
def is_head(folded: str) -> bool:
    """Whether a folded word heads job titles."""
    return _heads().fullmatch(folded) is not None


@cache
def _heads() -> re.Pattern[str]:
    lists = table("roles.toml")["heads"].values()
    return re.compile("|".join({fold(head) for heads in lists for head in heads}))


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


def _towns(passage: Passage) -> frozenset[int]:
    spans = [found.span() for found in town().finditer(passage.text)]
    return frozenset(
        at
        for at, token in enumerate(passage.tokens)
        if any(start <= token.start and token.end <= end for start, end in spans)
    )


@cache
def town() -> re.Pattern[str]:
    """The towns and regions we know, as one pattern."""
    names = {name for names in table("places.toml")["towns"].values() for name in names}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(names, key=len, reverse=True))})(?!\w)")
