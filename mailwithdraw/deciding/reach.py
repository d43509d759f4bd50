"""Whom an answer would reach: never a robot, never another than the person who asked."""

import re
from collections.abc import Collection, Iterator

from mailwithdraw.deciding.names import organisation, organisation_label
from mailwithdraw.deciding.words import fold
from mailwithdraw.model import Address, Facts, Message, Reach, ReachKind, System

_DEAD = re.compile(
    r"(?:no|not|non|do|dont|donot|never|keine?|ne|nao|geen)?[-_.]?"
    r"(?:no[-_.]?reply|not[-_.]?reply|noreply|donot[-_.]?reply|do[-_.]not[-_.]reply|dont[-_.]?reply|no[-_.]?responder|"
    r"no[-_.]?contestar|ne[-_.]?pas[-_.]?repondre|nepasrepondre|nicht[-_.]?antworten|keine?[-_.]?antwort|nao[-_.]?responda|"
    r"nao[-_.]?responder|non[-_.]?rispondere|niet[-_.]?beantwoorden|no[-_.]?answer|unmonitored|mailer[-_.]?daemon|postmaster|"
    r"bounces?|notifications?|notify|mailrobot|auto[-_.]?(?:reply|mailer|confirm)|system|robot|alerts?|daemon)"
    r"(?:[-_.+\d].*)?|.*[-_.+](?:no[-_.]?reply|noreply|donotreply|bounces?|autoreply)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")


def reach(message: Message, facts: Facts, own: Collection[str] = ()) -> Reach:
    """Find the address an answer belongs to; `own` are the user's addresses, which it never is.

    Reply-To beats From (RFC 5322, 3.6.2), unless it leads from a person to a foreign organisation. What a known
    system does with answers to this very address is asked of `facts.system`. Where nobody would read the answer,
    a person the mail names takes its place; else the user is told where to withdraw.
    """
    mine = {address.casefold() for address in own}
    lists = _list_addresses(message)
    usable = [
        address
        for address in (*message.reply_to, *message.from_)
        if _ADDRESS.fullmatch(address.email) and address.email.casefold() not in mine | lists
    ]
    reply_to = next((address for address in usable if address in message.reply_to), None)
    author = next((address for address in usable if address in message.from_), None)
    chosen = _choose(reply_to, author, message, facts)
    kind = _kind(chosen, facts.system) if chosen else ReachKind.DEAD
    if chosen and kind not in {ReachKind.DEAD, ReachKind.PORTAL}:
        return Reach(kind, chosen, _why(kind, chosen, is_reply_to=chosen is reply_to))
    if person := next(_people(message, facts, mine | lists), None):
        return Reach(
            ReachKind.HUMAN,
            person,
            "the sender's address is read by nobody; this person is named in the mail",
        )
    if facts.system and facts.system.withdraw_at:
        return Reach(
            ReachKind.PORTAL, None, "answers to this address are read by nobody", facts.system.withdraw_at
        )
    return Reach(
        ReachKind.DEAD, None, "answers to this address are read by nobody, and the mail names no other"
    )


def is_dead(email: str) -> bool:
    """Whether the name of a mailbox says that nobody reads it."""
    return bool(_DEAD.fullmatch(fold(email.rpartition("@")[0])))


def _choose(
    reply_to: Address | None, author: Address | None, message: Message, facts: Facts
) -> Address | None:
    if reply_to is None or author is None or reply_to.same(author):
        return reply_to or author
    if is_dead(reply_to.email) and not is_dead(author.email):
        return author
    trusted = (
        organisation(reply_to.domain) == organisation(author.domain)
        or facts.system is not None
        or is_dead(author.email)
        or _same_person(reply_to, author)
        or any(reply_to.same(person) for person in _named(message, facts))
    )
    return reply_to if trusted else author


def _same_person(one: Address, other: Address) -> bool:
    """Whether two addresses carry one name, or one firm's name in two domains."""
    labels = organisation_label(one.domain), organisation_label(other.domain)
    return (
        fold(one.local) == fold(other.local)
        or bool(one.name and fold(one.name) == fold(other.name))
        or labels[0] == labels[1]
    )


def _kind(address: Address, system: System | None) -> ReachKind:
    if system and system.address and address.same(system.address):
        return system.reply
    return ReachKind.DEAD if is_dead(address.email) else ReachKind.HUMAN


def _people(message: Message, facts: Facts, excluded: Collection[str]) -> Iterator[Address]:
    for person in _named(message, facts):
        if (
            _ADDRESS.fullmatch(person.email)
            and person.email.casefold() not in excluded
            and not is_dead(person.email)
        ):
            yield person


def _named(message: Message, facts: Facts) -> Iterator[Address]:
    """The people a mail names as contact: in its words, then as the meeting's organizer."""
    if facts.contact.email:
        yield Address(facts.contact.email.value, facts.contact.name.value if facts.contact.name else "")
    for invite in message.calendars:
        if invite.organizer:
            yield invite.organizer


def _list_addresses(message: Message) -> set[str]:
    posts = message.headers.get("list-post", ())
    return {found.casefold() for post in posts for found in re.findall(r"mailto:([^>?\s]+)", post)}


def _why(kind: ReachKind, address: Address, *, is_reply_to: bool) -> str:
    if kind is ReachKind.TOKEN:
        return "answers to this address are handed to the recruiter"
    if kind is ReachKind.RELAY:
        return "answers to this address are passed on to the person"
    return (
        "the mail asks for answers here" if is_reply_to else f"the sender's own address at {address.domain}"
    )
