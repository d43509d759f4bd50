"""Whom an answer would reach: never a robot, never another than the person who asked."""

import re
from collections.abc import Collection, Iterator

from mailwithdraw.deciding.lookalike import is_lookalike, is_mail_provider, mixes_scripts, one_slip
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
_DOUBTFUL = re.compile(
    r"(?:calendar|agenda|avisos?|bericht|benachrichtigung|notificacion|notificacao|notifica|booking|scheduler|zeitplan)"
    r"(?:es|en|s)?(?:[-_.+\d].*)?",
    re.IGNORECASE,
)
"""Names of mailboxes that are as often a robot's as a person's."""
_PORTAL = re.compile(
    r"portal|candidate|application|dashboard|account|log-?in|sign in|message board|withdraw|decline|my ?jobs|bewerb\w+|"
    r"kandidat\w*|mein konto|espace candidat|candidature|candidatura|área del candidato|sollicitatie",
    re.IGNORECASE,
)
"""Words on links to a site where an applicant can act."""
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")


def reach(message: Message, facts: Facts, own: Collection[str] = ()) -> Reach:
    """Find the address an answer belongs to; `own` are the user's addresses, which it never is.

    Reply-To beats From (RFC 5322, 3.6.2), unless it looks like a diversion. What a known system does with answers
    to this very address is asked of `facts.system`. Where nobody would read the answer, a person the mail names
    takes its place; else the user is told where to withdraw.
    """
    excluded = {address.casefold() for address in own} | _list_addresses(message)
    chosen = _choose(_usable(message.reply_to, excluded), _usable(message.from_, excluded))
    kind = _kind(chosen, facts.system) if chosen else ReachKind.DEAD
    person = next(_people(message, facts, excluded), None)
    doubtful = kind is ReachKind.HUMAN and chosen is not None and _DOUBTFUL.fullmatch(fold(chosen.local))
    if chosen and kind not in {ReachKind.DEAD, ReachKind.PORTAL} and not (doubtful and person):
        return Reach(kind, chosen, _why(kind, chosen, is_reply_to=chosen in message.reply_to))
    if person:
        why = "the sender's address is a robot's; this person is named in the mail"
        return Reach(ReachKind.HUMAN, person, why)
    return _without_address(kind, message, facts.system)


def is_dead(email: str) -> bool:
    """Whether the name of a mailbox says that nobody reads it."""
    return bool(_DEAD.fullmatch(fold(email.rpartition("@")[0])))


def _without_address(kind: ReachKind, message: Message, system: System | None) -> Reach:
    """Where to withdraw when no mail reaches anybody: the system's site, or the site the mail links to."""
    told = system.withdraw_at if system else ""
    link = next((link for link in message.links if _PORTAL.search(f"{link.text} {link.url}")), None)
    if kind is ReachKind.PORTAL or (not told and link):
        place = told or (f'the link "{link.text or link.url}" in the mail'[:200] if link else None)
        return Reach(ReachKind.PORTAL, None, "answers to this address are read by nobody", place)
    why = "answers to this address are read by nobody, and the mail names no other"
    return Reach(ReachKind.DEAD, None, why, told or None)


def _usable(addresses: tuple[Address, ...], excluded: Collection[str]) -> Address | None:
    well_formed = (one for one in addresses if _ADDRESS.fullmatch(one.email))
    return next((one for one in well_formed if one.email.casefold() not in excluded), None)


def _choose(reply_to: Address | None, author: Address | None) -> Address | None:
    """Reply-To, unless nobody reads it, or it would lead away from somebody who can be answered."""
    if reply_to is None or author is None:
        return reply_to or author
    if is_dead(author.email):
        return reply_to
    return author if is_dead(reply_to.email) or _diverts(reply_to, author) else reply_to


def _diverts(reply_to: Address, author: Address) -> bool:
    """Whether a Reply-To looks like a fraud's: a free mailbox instead of the firm's, or a domain alike."""
    if organisation(reply_to.domain) == organisation(author.domain):
        return False
    if is_mail_provider(reply_to.domain):
        return not is_mail_provider(author.domain)
    labels = organisation_label(reply_to.domain), organisation_label(author.domain)
    return mixes_scripts(reply_to.domain) or is_lookalike(reply_to.domain) or one_slip(*labels)


def _kind(address: Address, system: System | None) -> ReachKind:
    if system and system.address and address.same(system.address):
        return system.reply
    return ReachKind.DEAD if is_dead(address.email) else ReachKind.HUMAN


def _people(message: Message, facts: Facts, excluded: Collection[str]) -> Iterator[Address]:
    for person in _named(message, facts):
        named = _ADDRESS.fullmatch(person.email) and person.email.casefold() not in excluded
        if named and not is_dead(person.email) and not _DOUBTFUL.fullmatch(fold(person.local)):
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
