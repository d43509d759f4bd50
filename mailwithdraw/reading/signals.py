"""From a message to the signs a detector weighs: words, concepts and structure, each with its place."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from mailwithdraw.model import Address, Invite, Me, Message
from mailwithdraw.reading.lexicon import Lexicon, fold, lexicon
from mailwithdraw.reading.senders import system_of
from mailwithdraw.reading.words import Token, grams, sentences

VERSION = 5
"""Raised whenever the same message would give other signs: weights made for another version do not fit."""

_PREFIXES = {
    "subject": "s",
    "from": "f",
    "address": "a",
    "body": "",
    "signature": "z",
    "forwarded": "q",
    "history": "q",
    "calendar": "k",
}
_LIMITS = {
    "subject": 300,
    "from": 100,
    "address": 100,
    "body": 8000,
    "signature": 600,
    "forwarded": 2000,
    "history": 2000,
    "calendar": 2000,
}
"""Characters read of each text: beyond lies small print, and a bound keeps hostile mail cheap."""

_PROVIDERS = """
aol att bol btinternet comcast email example fastmail free gmail gmx googlemail hey hotmail icloud inbox kpnmail
laposte libero live mac mail mailbox me msn orange outlook pm postbox posteo proton protonmail sapo sfr sky terra
tiscali tutanota uol verizon virgilio wanadoo web xs4all yahoo yandex ymail ziggo zoho
"""
"""First labels of mail providers' domains: who shares one is no colleague."""
_FREE_MAIL = frozenset(_PROVIDERS.split())
_ASKING = frozenset({"invite", "choose", "confirm", "available"})
_ASKED = ("interview", "talk", "test")
_OVER = frozenset({"after", "reject"})


class Mark(NamedTuple):
    """A sign by its feature name, and the place of the words that made it."""

    key: str
    where: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of one text with the signs found in it, and the runs of letters its words are made of."""

    where: str
    marks: tuple[Mark, ...]
    grams: frozenset[str]

    def keys(self) -> set[str]:
        """The name of every feature present."""
        return {mark.key for mark in self.marks} | {f"g:{run}" for run in self.grams}


@dataclass(frozen=True, slots=True)
class Signs:
    """All the detector may weigh: sentence by sentence, and what holds of the whole mail."""

    sentences: tuple[Sentence, ...]
    whole: tuple[Mark, ...]
    texts: Mapping[str, str]
    """The texts by the name used in `Mark.where`: quotes are cut from these."""

    def keys(self) -> set[str]:
        """The name of every feature present."""
        found = {mark.key for mark in self.whole}
        return found.union(*(sentence.keys() for sentence in self.sentences))


def signs(message: Message, me: Me, language: str) -> Signs:
    """Every sign of a message; `language` chooses the phrases looked for (see `lexicon`)."""
    phrases = lexicon(language)
    names = _names(message, me, phrases)
    texts = {where: text[: _LIMITS[where]] for where, text in _texts(message).items()}
    found = [
        _sentence(where, tokens, phrases)
        for where, text in texts.items()
        for tokens in sentences(text, {} if where == "from" else names)
    ]
    structure = {f"x:{name}": quote for name, quote in _structure(message, me)}
    whole = tuple(Mark(key, key, 0, len(quote)) for key, quote in structure.items())
    return Signs(tuple(found), whole, texts | structure)


def _texts(message: Message) -> dict[str, str]:
    invite = message.calendars[0] if message.calendars else None
    return {
        "subject": message.subject,
        "from": message.author.name if message.author else "",
        "address": message.author.local if message.author else "",
        "body": message.text,
        "signature": message.signature,
        "forwarded": message.forwarded,
        "history": message.quoted,
        "calendar": f"{invite.summary}\n\n{invite.description}" if invite else "",
    }


def _sentence(where: str, tokens: list[Token], phrases: Lexicon) -> Sentence:
    prefix = _PREFIXES[where]
    norms = [token.norm for token in tokens]
    word, concept = f"{prefix}w:", f"{prefix}c:"
    marks = [Mark(word + token.norm, where, token.start, token.end) for token in tokens]
    marks += [
        Mark(f"{word}{one.norm} {other.norm}", where, one.start, other.end) for one, other in pairwise(tokens)
    ]
    met: dict[str, Mark] = {}
    for name, first, last in phrases.concepts(norms):
        met.setdefault(name, Mark(concept + name, where, tokens[first].start, tokens[last].end))
    met |= {key: Mark(concept + key, where, tokens[0].start, tokens[-1].end) for key in _asks(met.keys())}
    runs = grams(n for n in norms if len(n) > 1 and n[0] != "<") if where in {"subject", "body"} else ()
    return Sentence(where, (*marks, *met.values()), frozenset(runs))


def _asks(concepts: Collection[str]) -> Iterator[str]:
    """What a sentence asks of whom: a meeting or test of "you", plainly, on a condition, or of somebody else."""
    if not _ASKING.isdisjoint(concepts):
        of = "third" if "third" in concepts else "you" if "you" in concepts else "nobody"
        how = "if" if "if" in concepts else "after" if not _OVER.isdisjoint(concepts) else "plain"
        for what in _ASKED:
            if what in concepts:
                yield f"ask {what} {of} {how}"


def _names(message: Message, me: Me, phrases: Lexicon) -> dict[str, str]:
    """Folded parts of names: who is spoken to, and who speaks; words that mean something are no names."""
    mine = [a for a in (*message.to, *message.cc) if _is_mine(a, me)]
    owner = (*mine, *(Address(own) for own in me.addresses), Address("", me.name))
    author = message.author
    names = dict.fromkeys(_parts(author.name or author.local), "<sender>") if author else {}
    for address in owner:
        names |= dict.fromkeys(_parts(f"{address.name} {address.local}"), "<you>")
    return {name: who for name, who in names.items() if not any(phrases.concepts([name]))}


def _parts(name: str) -> list[str]:
    return [fold(word) for word in re.findall(r"[^\W\d_]{3,40}", name[:200])]


def _structure(message: Message, me: Me) -> Iterator[tuple[str, str]]:
    """What the envelope and the calendar part say: feature names, each with the words to show for it."""
    everybody = (*message.to, *message.cc)
    shown = next((a.email for a in everybody if not _is_mine(a, me)), "")
    own_domains = {Address(own).domain for own in me.addresses}
    if message.author:
        yield from _authorship(message.author, own_domains)
    if len(everybody) >= 3:
        yield "several addressed", shown
    if everybody and not any(_is_mine(a, me) for a in everybody):
        yield "owner not addressed", shown
    if any(_of_one_house(a, own_domains) and not _is_mine(a, me) for a in everybody):
        yield "colleagues addressed", shown
    system = system_of(message)
    if system:
        yield "system", system.address or system.name
        yield f"system {system.name.lower()}", system.address or system.name
    yield from _header(message)
    if message.reply_to and message.author and not message.author.same(message.reply_to[0]):
        yield "other reply-to", message.reply_to[0].email
    for invite in message.calendars[:1]:
        yield from _calendar(invite, me)


def _authorship(author: Address, own_domains: set[str]) -> Iterator[tuple[str, str]]:
    if _of_one_house(author, own_domains):
        yield "colleague", author.email
    if re.search(r"no[-_.]?reply|notification|alert|mailer|newsletter|digest", author.local.lower()):
        yield "machine sender", author.email
    if is_free(author.domain):
        yield "free mail", author.email


def _header(message: Message) -> Iterator[tuple[str, str]]:
    for name in ("list-id", "list-unsubscribe", "auto-submitted", "precedence"):
        value = message.header(name)
        if value and value.lower() != "no":
            yield name, value[:120]
    if message.in_reply_to:
        yield "in-reply-to", message.in_reply_to[0]
    if re.match(r"(?i)(?:re|aw|sv|antw|r|ref|res)\s*:", message.subject):
        yield "reply subject", message.subject[:40]
    if re.match(r"(?i)(?:fwd?|wg|tr|rv|enc|i|doorst)\s*:", message.subject):
        yield "forward subject", message.subject[:40]


def _calendar(invite: Invite, me: Me) -> Iterator[tuple[str, str]]:
    yield f"method {invite.method.lower()}", invite.summary
    if invite.organizer and _is_mine(invite.organizer, me):
        yield "owner organizes", invite.summary
    elif any(_is_mine(a, me) for a in invite.attendees):
        yield "owner attends", invite.summary
    if len(invite.attendees) >= 3:
        yield "many attend", invite.summary


def _is_mine(address: Address, me: Me) -> bool:
    return any(address.same(own) for own in me.addresses)


def is_free(domain: str) -> bool:
    """Whether a domain is a mail provider's, which strangers share."""
    return domain.partition(".")[0] in _FREE_MAIL


def _of_one_house(address: Address, own_domains: set[str]) -> bool:
    """Whether an address belongs to the owner's employer: the same domain, and no mail provider's."""
    return address.domain in own_domains and not is_free(address.domain)
