"""Signs that an invitation is a fraud: weighed together, because honest firms show one of them now and then."""

import re
from collections.abc import Iterator
from dataclasses import replace

from mailwithdraw.deciding.authentication import failures
from mailwithdraw.deciding.fraud_words import ALARMING, meanings, word_signs
from mailwithdraw.deciding.lookalike import (
    borrows_name,
    claimed_name,
    has_other_ending,
    imitates_spelling,
    is_lookalike,
    is_mail_provider,
    mixes_scripts,
)
from mailwithdraw.deciding.names import organisation, organisation_label
from mailwithdraw.deciding.reach import is_dead
from mailwithdraw.model import Address, Detection, Evidence, Facts, Kind, Me, Message

THRESHOLD = ALARMING
"""From this sum of weights on, a mail is not legitimate."""

_TELLING = 1.5
"""From this weight on, a sign is one that honest recruiters do not show every day."""
_MANY = 3.6
"""What the signs of every day must sum to where no telling one is among them."""

_EMPLOYERS = frozenset({Kind.INVITATION, Kind.OFFER, Kind.POST_INTERVIEW})
_POSING = _EMPLOYERS | {Kind.OTHER}
"""What a fraud passes for: an employer's mail, or nothing one could name."""

_LONGEST_SUBJECT = 160
_LONGEST = 8_000
_DOMAIN = re.compile(r"(?<![\w-])[a-z0-9-]{7,40}\.[a-z]{2,10}(?![\w-])")
_RECRUITING = re.compile(
    r"(?:^|-)(?:careers?|hr|hiring|jobs?|recruit\w*|onboard\w*|vacanc\w+|vacature\w*|apply|vagas|emprego\w*|emploi\w*|"
    r"empleos?|trabajo|contrata\w*|assunzioni|offerte|lavoro|karriere|visa|interview\w*|selection|verified|"
    r"talent|homehub|casting)(?:-|\d|$)"
)
_OFFICE = re.compile(
    r"\b(?:hr|human (?:resources?|capital)|recruit\w*|hiring|talent|careers?|people team|personal\w*|dept|department|"
    r"desk|rh|rrhh|recursos humanos|ressources humaines|risorse umane|scheduling)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{2,}$")
_SHORTEST_SHOUT = 16
_REPLY_PREFIX = re.compile(r"\s*(?:re|aw|sv|antw|rif|res)\s*:", re.IGNORECASE)


_SEEN: dict[str, tuple[float, str]] = {
    "lookalike_domain": (2.5, "the sender's domain imitates a well-known one"),
    "misspelt_domain": (1.8, "the sender's domain is spelt almost like the firm's own"),
    "other_ending": (1.4, "the sender's domain is a well-known one but for its ending"),
    "false_name": (1.2, "the sender uses a well-known name, but not its domain"),
    "mixed_script": (2.5, "the sender's domain mixes alphabets to look like another"),
    "recruiting_domain": (0.8, "the sender's domain is not the firm's own but one made for recruiting"),
    "firm_at_mail_provider": (0.9, "a firm writes from a mailbox anybody can open"),
    "reply_elsewhere": (1.0, "answers would go to another organisation than the sender's"),
    "numbered_sender": (0.6, "the sender's address looks like one of many"),
    "not_addressed": (0.8, "the mail is addressed to nobody"),
    "false_reply": (0.5, "the mail pretends to answer one of yours"),
    "shouting": (0.5, "the subject shouts"),
    "authentication": (1.5, "your mail provider could not confirm the sender"),
    "reads_like_a_fraud": (ALARMING, "the mail reads like the job frauds that are known"),
}
"""What the header and the detector show: each sign's weight, at most, and what it means to the user."""


def suspicions(message: Message, facts: Facts, detection: Detection, me: Me) -> tuple[Evidence, ...]:
    """Every sign found in a mail, at most once each, in no order of importance; most mails have none.

    The user's own mail, by `detection` or by its From, is never suspicious. Words are looked for in the mail's
    language and in English, and only in mail that could be about a job: elsewhere a fee or a deposit is ordinary.
    """
    author = message.author
    if detection.kind is Kind.OWN or (author and any(author.same(address) for address in me.addresses)):
        return ()
    sender = () if author is None else _sender_signs(message, author, facts)
    words = word_signs(message, facts, detection) if detection.kind in _POSING else ()
    return (*sender, *_header_signs(message), *words, *_learnt_sign(detection))


def _learnt_sign(detection: Detection) -> Iterator[Evidence]:
    """That the mail reads like a fraud; where it is not an employer's, that is never enough by itself."""
    if detection.fraud and detection.kind in _EMPLOYERS:
        yield detection.fraud
    elif detection.fraud and detection.fraud.weight >= ALARMING:
        yield replace(detection.fraud, weight=_TELLING)


def legitimate(signs: tuple[Evidence, ...]) -> bool:
    """Whether the signs together are too weak to doubt the sender."""
    telling = any(sign.weight >= _TELLING for sign in signs)
    return sum(sign.weight for sign in signs) < (THRESHOLD if telling else _MANY)


def meaning(signal: str) -> str:
    """What a sign means, in a clause for the user."""
    if signal in _SEEN:
        return _SEEN[signal][1]
    return meanings().get(signal, signal)


def _sender_signs(message: Message, author: Address, facts: Facts) -> Iterator[Evidence]:
    """What the sender's address shows; much is usual where it is that of a known system."""
    shown = f"{author.name} <{author.email}>".strip()
    if mixes_scripts(author.domain):
        yield _seen("mixed_script", "from", author.email)
    if is_mail_provider(author.domain) and (facts.company or _OFFICE.search(author.name)):
        yield _seen("firm_at_mail_provider", "from", shown)
    if _is_systems_own(message, author, facts):
        return
    if imitated := _imitation(message, author):
        yield _seen(imitated, "from", shown if imitated == "false_name" else author.email)
    if _RECRUITING.search(organisation_label(author.domain)):
        yield _seen("recruiting_domain", "from", author.email)
    if is_dead(author.email):
        return
    if _NUMBERED.search(author.local):
        yield _seen("numbered_sender", "from", author.email)
    if other := _reply_elsewhere(message, author):
        yield _seen("reply_elsewhere", "headers", other.email)


def _imitation(message: Message, author: Address) -> str:
    """Which sign of a borrowed name the address shows, if any."""
    if is_lookalike(author.domain):
        return "lookalike_domain"
    near = (
        *(address.domain for address in (*message.reply_to, *message.cc)),
        *_DOMAIN.findall(_said(message)),
    )
    if imitates_spelling(author.domain, f"{author.name} {_said(message)}", near):
        return "misspelt_domain"
    if has_other_ending(author.domain):
        return "other_ending"
    return "false_name" if claimed_name(author) or borrows_name(author.domain) else ""


def _said(message: Message) -> str:
    return f"{message.subject} {message.text} {message.signature} {message.quoted}"[:_LONGEST]


def _is_systems_own(message: Message, author: Address, facts: Facts) -> bool:
    """Whether From is an address of a known system; a mere Sender of one proves nothing of From."""
    carried = message.sender is not None and not author.same(message.sender)
    return facts.system is not None and not (carried and author.same(facts.system.address))


def _header_signs(message: Message) -> Iterator[Evidence]:
    subject = message.subject[:_LONGEST_SUBJECT]
    if not (message.to or message.cc or message.calendars):
        yield _seen("not_addressed", "headers", message.header("to") or "no recipient")
    if _REPLY_PREFIX.match(subject) and not (message.in_reply_to or message.references or message.quoted):
        yield _seen("false_reply", "subject", subject)
    letters = [char for char in subject if char.isalpha()]
    if len(letters) >= _SHORTEST_SHOUT and sum(char.isupper() for char in letters) > 0.8 * len(letters):
        yield _seen("shouting", "subject", subject)
    if failed := failures(message.header("authentication-results")):
        yield _seen("authentication", "headers", failed)


def _reply_elsewhere(message: Message, author: Address) -> Address | None:
    """The Reply-To at a foreign organisation."""
    home = organisation(author.domain)
    return next((reply for reply in message.reply_to if organisation(reply.domain) != home), None)


def _seen(name: str, where: str, quote: str) -> Evidence:
    return Evidence(name, _SEEN[name][0], where, quote)
