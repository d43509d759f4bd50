r"""A mailbox on an IMAP server (RFC 3501, RFC 9051), read without a trace and written only as the guard allows.

Nothing asks for ENVELOPE, BODYSTRUCTURE or SEARCH HEADER, which servers and parsers get wrong; messages come
in small batches, the first 256 KiB of each.
"""

import imaplib
import re
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mailwithdraw.errors import ProtocolFault, UsageError
from mailwithdraw.mailboxes import Fetched, Opened, Part, Special, faults, rules, special, uids
from mailwithdraw.mailboxes.answers import Answer
from mailwithdraw.mailboxes.faults import Dropped, Refused
from mailwithdraw.mailboxes.idle import Idle, IdleRefusedError
from mailwithdraw.mailboxes.login import Security, Server
from mailwithdraw.mailboxes.session import Session
from mailwithdraw.mailboxes.wire import USUAL, Timeouts
from mailwithdraw.model import Entry, Ref

BATCH = 50
"""Messages a FETCH asks for."""
WINDOW = 50_000
"""Messages a listing spans: longer answers break servers."""
LISTED = 250
"""UIDs named in one command."""
POLL = 20.0
"""Seconds between two looks where the server has no IDLE."""

ITEMS = {Part.HEADER: f"BODY.PEEK[HEADER]<0.{rules.LIMIT}>", Part.MESSAGE: f"BODY.PEEK[]<0.{rules.LIMIT}>"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def connect(
    *,
    host: str,
    port: int,
    security: Security,
    username: str,
    password: str,
    drafts: str | None = None,
    sent: str | None = None,
    trash: str | None = None,
    timeouts: Timeouts = USUAL,
) -> "ImapMailbox":
    """Log in to an account; `drafts`, `sent` and `trash` name mailboxes the server does not tell or tells wrong.

    Raises:
        UsageError: an unencrypted connection to another machine was asked for, or drafts in the inbox.
        ServerUnavailable: it cannot be reached, or not securely; the sentence says what to do.
        LoginRefused: user or password is wrong.
        TryLater: not now.
        ProtocolFault: it behaves as no server should before login.

    """
    if drafts is not None and drafts.upper() == "INBOX":
        raise UsageError("drafts cannot be the inbox: name the mailbox your mail program keeps drafts in.")
    named = {"drafts": drafts, "sent": sent, "trash": trash}
    session = Session(Server(host, port, security, username, timeouts), password)
    session.client()
    return ImapMailbox(session, {purpose: name for purpose, name in named.items() if name})


class ImapMailbox:
    """One account; implements Mailbox, Discarding and Waiting."""

    def __init__(self, session: Session, named: Mapping[str, str]) -> None:
        self._session = session
        self._named = named
        self._special: Special | None = None
        self._idle: Idle | None = None
        self._seen: int | None = None
        """UIDNEXT of the inbox when the caller last opened it."""
        self._idles = True
        """False once the server has refused IDLE although it offers it."""
        self._polled = 0.0

    @property
    def alerts(self) -> tuple[str, ...]:
        """What the server wants the user to be shown (RFC 9051, 7.1: ALERT), made safe to print."""
        return self._session.alerts

    def close(self) -> None:
        """Log out; never raises."""
        if self._idle is not None:
            self._session.drop()
        self._session.log_out()

    # -- reading

    def special(self) -> Special:
        """Name the special mailboxes: those the user named, else by attribute, else by their usual names."""
        if self._special is None:
            session = self._active()
            found = special.find(session.listed(), session.prefixes())
            self._special = replace(found, **self._named)
            session.drafts = self._special.drafts
        return self._special

    def open(self, name: str, *, writable: bool = False) -> Opened:
        """SELECT if it shall be written, else EXAMINE; always afresh, even the mailbox that is selected."""
        opened = self._active().select(name, writable=writable)
        if name.upper() == self.special().inbox:
            self._seen = opened.uidnext
        return opened

    def entries(self, opened: Opened, *, first: int = 1, since: date | None = None) -> Iterator[Entry]:
        """List what had a UID below the mailbox's UIDNEXT when it was opened."""
        for low, high in uids.windows(opened, first, WINDOW):
            for named in self._received(opened, low, high, since) if since else [f"{low}:{high}"]:
                found = self._active().fetch(opened, named, "FLAGS INTERNALDATE RFC822.SIZE")
                for uid, answer in sorted(found.items()):
                    if low <= uid <= high and _answers(answer) and _on_or_after(answer, since):
                        ref = Ref(opened.name, opened.uidvalidity, uid)
                        yield Entry(ref, answer.flags or frozenset(), answer.received, answer.size)

    def _received(self, opened: Opened, low: int, high: int, since: date) -> Iterator[str]:
        """Sequence-sets of what was received since a day as the server sees it; of all, where it cannot tell."""
        day = f"{since.day}-{MONTHS[since.month - 1]}-{since.year}"
        try:
            lines = self._active().uid(opened, "SEARCH", f"UID {low}:{high} SINCE {day}")
        except Refused:
            yield f"{low}:{high}"
            return
        found = [
            int(uid) for line in lines if isinstance(line, bytes) for uid in line.split() if uid.isdigit()
        ]
        yield from map(uids.sequence_set, uids.batches(found, LISTED))

    def fetch(self, opened: Opened, wanted: Collection[int], part: Part) -> Iterator[Fetched]:
        """Fetch in batches; a batch that fails is asked for again, message by message.

        Raises:
            TryLater: the connection broke again after it was made anew.

        """
        waiting = list(uids.batches(wanted, BATCH))[::-1]
        broken = False
        # a server not yet told of a removal gives out nothing for it, or (Courier) a message of its own making
        if waiting:
            self._active().refresh(opened)
        while waiting:
            batch = waiting.pop()
            found: dict[int, Answer] = {}
            try:
                found = self._active().fetch(opened, uids.sequence_set(batch), ITEMS[part])
                broken = False
            except Dropped as error:
                if not broken:
                    broken = True
                    waiting += [[uid] for uid in reversed(batch)]
                    continue
                # twice in a row: this message breaks the connection, or the network does
                self._active().fetch(opened, uids.sequence_set(batch), "FLAGS")
                broken = False
                found = {uid: Answer(uid, faults=[str(error)]) for uid in batch}
            except ProtocolFault as error:
                if len(batch) > 1:
                    waiting += [[uid] for uid in reversed(batch)]
                    continue
                found = {uid: Answer(uid, faults=[str(error)]) for uid in batch}
            # the server may tell of others unasked
            yield from self._fetched(opened, {uid: found[uid] for uid in batch if uid in found})

    def _fetched(self, opened: Opened, found: Mapping[int, Answer]) -> Iterator[Fetched]:
        """Messages with their bytes or fault; one for which there is neither has been removed, or is faulty."""
        bare = [uid for uid, answer in found.items() if answer.body is None and not answer.faults]
        present: Collection[int] = ()
        if bare:
            self._active().refresh(opened)
            present = self._active().fetch(opened, uids.sequence_set(sorted(bare)), "FLAGS")
        for uid, answer in sorted(found.items()):
            ref = Ref(opened.name, opened.uidvalidity, uid)
            if answer.body is not None:
                yield Fetched(ref, answer.body)
            elif answer.faults or uid in present:
                yield Fetched(
                    ref, b"", "; ".join(answer.faults) or "the server does not deliver this message"
                )

    # -- writing

    def append_draft(self, raw: bytes) -> Ref | None:
        r"""APPEND with \Draft \Seen and nothing else: a keyword would make some servers refuse it.

        Raises:
            ValueError: a line of it does not end in CRLF, which no server keeps as it is.

        """
        rules.draft(raw)
        drafts = self.special().drafts
        session = self._active()
        if drafts is None:
            raise faults.refused_append(session.place, "Drafts", "[TRYCREATE]")
        # Courier takes nothing into a mailbox that is selected read-only
        session.not_read_only(drafts)
        client = session.client()
        with session.speaking():
            try:
                answer = client.append(drafts, raw, rules.DRAFT_FLAGS)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                self._special = None
                raise faults.refused_append(session.place, drafts, faults.said(error)) from error
        place = re.search(rb"\[APPENDUID (\d+) (\d+)\]", answer)
        return Ref(drafts, int(place[1]), int(place[2])) if place else None

    def mark(self, ref: Ref, flags: Collection[str]) -> frozenset[str]:
        """STORE +FLAGS, then look: Dovecot says OK to what it does not do in a mailbox that is read-only."""
        return self._store(ref, "+FLAGS.SILENT", rules.marks(flags))

    def unmark(self, ref: Ref, flags: Collection[str]) -> frozenset[str]:
        """STORE -FLAGS, then look."""
        return self._store(ref, "-FLAGS.SILENT", rules.own_keywords(flags))

    def _store(self, ref: Ref, how: str, flags: Sequence[str]) -> frozenset[str]:
        session = self._active()
        opened = session.writable(ref)
        storable = [flag for flag in flags if session.stores(flag)]
        # together, and where that is refused one by one: no mark shall suffer for another
        if storable and not self._stored(opened, ref, how, storable):
            for flag in storable:
                self._stored(opened, ref, how, [flag])
        found = session.fetch(opened, str(ref.uid), "FLAGS").get(ref.uid)
        return (found.flags if found else None) or frozenset()

    def _stored(self, opened: Opened, ref: Ref, how: str, flags: Sequence[str]) -> bool:
        try:
            self._active().uid(opened, "STORE", str(ref.uid), how, f"({' '.join(flags)})")
        except Refused:
            return False
        return True

    def can_discard(self) -> bool:
        """Whether the server has UIDPLUS (RFC 4315)."""
        return self._active().has("UIDPLUS")

    def discard_draft(self, ref: Ref, raw: bytes) -> bool:
        """Remove one draft, looking at its bytes and flags immediately before."""
        if not self.can_discard() or ref.mailbox != self.special().drafts or len(raw) >= rules.LIMIT:
            return False
        session = self._active()
        opened = session.select(ref.mailbox, writable=True)
        if opened.uidvalidity != ref.uidvalidity:
            return False
        now = session.fetch(opened, str(ref.uid), f"FLAGS {ITEMS[Part.MESSAGE]}").get(
            ref.uid, Answer(ref.uid)
        )
        flags = now.flags or frozenset()
        if now.body != raw or r"\Draft" not in flags or r"\Deleted" in flags:
            return False
        with session.client().wire.guard.discarding(ref.uid):
            session.uid(opened, "STORE", str(ref.uid), "+FLAGS.SILENT", r"(\Deleted)")
            session.uid(opened, "EXPUNGE", str(ref.uid))
        return True

    # -- waiting

    def wait(self, seconds: float) -> bool:
        """IDLE on the inbox, which goes on from one call to the next; a look now and then where there is no IDLE."""
        if self._idle is not None and self._idle.stale:
            self._active()
        if self._idle is None:
            session = self._active()
            if not (self._idles and session.has("IDLE")):
                return self._poll(seconds)
            inbox = session.select(self.special().inbox, writable=False)
            if self._newer(inbox):
                return True
            self._idle = self._begin_idle(inbox)
            if self._idle is None:
                return self._poll(seconds)
        try:
            with self._session.speaking():
                return self._idle.news(seconds)
        except Exception:
            self._idle = None
            raise

    def _begin_idle(self, inbox: Opened) -> Idle | None:
        with self._session.speaking():
            try:
                return Idle(self._session.client().wire, inbox.exists)
            except IdleRefusedError:
                self._idles = False
                return None

    def _poll(self, seconds: float) -> bool:
        due = self._polled + POLL - time.monotonic()
        time.sleep(max(0.0, min(seconds, due)))
        if due > seconds:
            return False
        self._polled = time.monotonic()
        return self._newer(self._active().select(self.special().inbox, writable=False))

    def _newer(self, inbox: Opened) -> bool:
        if self._seen is None:
            self._seen = inbox.uidnext
        return inbox.uidnext > self._seen

    def _active(self) -> Session:
        """The session, taken out of IDLE."""
        idle, self._idle = self._idle, None
        if idle is not None and self._session.alive:
            with self._session.speaking():
                idle.done()
        return self._session


def _answers(answer: Answer) -> bool:
    """Whether this was asked for: of flags changed elsewhere a server tells unasked."""
    return answer.size is not None or answer.received is not None or bool(answer.faults)


def _on_or_after(answer: Answer, since: date | None) -> bool:
    """By the day as the server writes it, as SEARCH SINCE does (RFC 9051, 6.4.4); where it is unknown, yes."""
    return since is None or answer.received is None or answer.received.date() >= since
