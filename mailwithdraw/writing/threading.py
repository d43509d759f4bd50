"""What makes a mail a reply: whether one is due at all, its addresses, subject, thread and quoted original."""

import re
import unicodedata
from collections.abc import Iterator

from mailwithdraw.model import Address, Draft, Me, Message, NoDraft, Reach, ReachKind

MOST_REFERENCES = 21
"""The first and the last twenty: what threading needs, and what old servers accept in one header."""
QUOTED_LINES = 200
QUOTED_CHARACTERS = 16_384
SUBJECT_CHARACTERS = 400

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}@[!-;=?-~]{1,250}>")
_REPLY_PREFIX = re.compile(
    r"(?i)\s*(?:re|aw|antw|sv|vs|odp|ynt|res|回复|答复)\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\^\d{1,4})?\s*[:\uff1a]"
)
_ANY_PREFIX = re.compile(
    r"(?i)\s*(?:re|aw|antw|sv|vs|odp|ynt|res|fwd?|wg|tr|回复|答复|转发)\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\^\d{1,4})?\s*[:\uff1a]"
    r"|\s*\[(?:external|ext|extern)\]"
)
_FORWARD = re.compile(r"(?i)\s*(?:fwd?|wg|tr|rv|enc|doorst|i)\s*:")
_NOBODY = re.compile(
    r"(?i)(?:no|do|donot|non?)[._-]?(?:not[._-]?)?(?:reply|respond|answer)\b.*|mailer-daemon|postmaster|bounces?\b.*|nobody"
)
_ADDRESS = re.compile(r"[!#-'*+/-9=?A-Z^-~-]{1,64}(?:\.[!#-'*+/-9=?A-Z^-~-]{1,64})*@[A-Za-z0-9.-]{1,253}")

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


# -- whether -------------------------------------------------------------------------------------------


def refusal(message: Message, reach: Reach, me: Me) -> NoDraft | None:
    """Why this mail must not be answered by mail; None if it may be.

    Lists, bounces and whatever a program submitted by itself are not answered (RFC 3834, 2).
    """
    if message.author and own(message.author, me) is not None:
        return NoDraft("you wrote it yourself")
    if reach.address is None or reach.kind in (ReachKind.PORTAL, ReachKind.DEAD):
        where = f"; to withdraw: {one_line(reach.portal)}" if reach.portal else ""
        return NoDraft(f"a reply would reach nobody: {one_line(reach.why)}{where}")
    if own(reach.address, me) is not None:
        return NoDraft("a reply would come back to you")
    if any(_is_namesake(address, me) for address in (message.author, reach.address) if address):
        return NoDraft("it comes from your own name: perhaps you sent it to yourself")
    if _NOBODY.fullmatch(reach.address.local):
        return NoDraft(f"nobody reads {one_line(reach.address.email)}")
    if not _ADDRESS.fullmatch(_ascii(reach.address.email)):
        return NoDraft("the address to answer is not well formed")
    if message.forwarded and _FORWARD.match(message.subject):
        return NoDraft("it was forwarded to you: answer the one who wrote it")
    return _automatic(message)


def _automatic(message: Message) -> NoDraft | None:
    if any(message.header(name) for name in ("List-Id", "List-Post", "Mailing-List")):
        return NoDraft("it came through a mailing list")
    if message.header("Precedence").strip().casefold() in ("bulk", "junk", "list", "auto_reply"):
        return NoDraft("it was sent in bulk")
    if message.header("Auto-Submitted").partition(";")[0].strip().casefold() not in ("", "no") or any(
        message.header(name) for name in ("X-Autoreply", "X-Autorespond")
    ):
        return NoDraft("a program sent it by itself; answer the person it names")
    if message.header("Return-Path").strip() == "<>":
        return NoDraft("it is a report of a mail server")
    return None


# -- addresses -----------------------------------------------------------------------------------------


def own(address: Address, me: Me) -> str | None:
    """Which of the owner's addresses this is, a sub-address (RFC 5233) or a Gmail spelling included."""
    exact = next((mine for mine in me.addresses if address.same(mine)), None)
    return exact or next(
        (mine for mine in me.addresses if _canonical(mine) == _canonical(address.email)), None
    )


def _is_namesake(address: Address, me: Me) -> bool:
    """Whether an address that is not known as own goes by the owner's full name."""
    name = me.name.casefold().split()
    return len(name) > 1 and address.name.casefold().split() == name


def _canonical(email: str) -> str:
    local, _, domain = email.casefold().rpartition("@")
    local = local.partition("+")[0]
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def written_to(message: Message, me: Me) -> Address:
    """The own identity that the mail was written to, else the account's first."""
    delivered = [
        Address(text.strip().strip("<>"))
        for name in ("Delivered-To", "X-Original-To", "Envelope-To")
        for text in message.headers.get(name.lower(), ())
    ]
    for address in (*message.to, *message.cc, *delivered):
        mine = own(address, me)
        if mine is not None:
            return Address(mine, me.name)
    return Address(me.addresses[0], me.name)


def _ascii(email: str) -> str:
    """The address with its domain in ASCII (RFC 5891); unchanged where that is impossible."""
    local, _, domain = email.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return email


# -- subject and thread --------------------------------------------------------------------------------


def one_line(text: str) -> str:
    """Text fit for a header: no control, line separator or direction mark, blanks collapsed."""
    kept = (" " if character.isspace() else character for character in text)
    return " ".join(
        "".join(character for character in kept if unicodedata.category(character) not in _UNSEEN).split()
    )


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def reply_subject(subject: str) -> str:
    """The subject with exactly one "Re: " before it (RFC 5322, 3.6.5)."""
    rest = one_line(subject[: 4 * SUBJECT_CHARACTERS])
    while match := _REPLY_PREFIX.match(rest):
        rest = rest[match.end() :]
    return f"Re: {rest.strip()[:SUBJECT_CHARACTERS]}".strip()


def base_subject(subject: str) -> str:
    """The subject without reply and forward prefixes, in lower case: equal within a conversation (RFC 5256, 2.1)."""
    rest = one_line(subject[: 4 * SUBJECT_CHARACTERS])
    while match := _ANY_PREFIX.match(rest):
        rest = rest[match.end() :]
    return rest.strip().casefold()


def is_message_id(text: str) -> bool:
    """Whether a text is a msg-id (RFC 5322, 3.6.4) and nothing else."""
    return _MESSAGE_ID.fullmatch(text) is not None


def references(message: Message) -> tuple[str, ...]:
    """The References of a reply (RFC 5322, 3.6.4), each well formed and named once."""
    parents = message.references or (message.in_reply_to if len(message.in_reply_to) == 1 else ())
    known = [*parents, message.message_id or ""]
    last_of_each = dict.fromkeys(reversed([identifier for identifier in known if is_message_id(identifier)]))
    thread = tuple(reversed(last_of_each))
    return thread if len(thread) <= MOST_REFERENCES else (thread[0], *thread[1 - MOST_REFERENCES :])


def reply(message: Message, to: Address, me: Me, purpose: str, letter: str) -> Draft:
    """Put the letter into a reply: to the one address that reaches them, from the identity they wrote to."""
    parent = message.message_id if message.message_id and is_message_id(message.message_id) else None
    me_here = written_to(message, me)
    return Draft(
        purpose=purpose,
        from_=Address(me_here.email, one_line(me_here.name)),
        to=(Address(_ascii(to.email), one_line(to.name)[:100]),),
        cc=(),
        subject=reply_subject(message.subject),
        in_reply_to=parent,
        references=references(message),
        letter=letter,
        text=f"{letter}\n\n{quotation(message)}\n",
    )


# -- the original --------------------------------------------------------------------------------------


def quotation(message: Message) -> str:
    """The original as mail programs quote it, its own words only, bounded."""
    text = f"{message.text}\n\n{message.signature}".strip()[:QUOTED_CHARACTERS]
    lines = list(_printable(text))
    cut = [*lines[:QUOTED_LINES], "[...]"] if len(lines) > QUOTED_LINES else lines
    return "\n".join([_attribution(message), *(f"> {line}".rstrip() for line in cut)])


def _attribution(message: Message) -> str:
    author = message.author
    who = "they"
    if author is not None:
        name, email = one_line(author.name)[:100], one_line(author.email)[:254]
        who = f"{name} <{email}>" if name and name != email else email or "they"
    if message.date is None:
        return f"{who} wrote:"
    day = message.date
    return f"On {_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year} at {day:%H:%M}, {who} wrote:"


def _printable(text: str) -> Iterator[str]:
    """The lines without what a screen could be deceived by."""
    for line in text.splitlines():
        yield "".join(
            character
            for character in line.replace("\t", "    ")
            if unicodedata.category(character) not in _UNSEEN
        ).rstrip()
