"""Where mail lies: one protocol, several stores. What a store can do beyond it is a protocol of its own.

A store is one account's mail as IMAP sees it (RFC 9051): mailboxes by name, messages by UID under a
UIDVALIDITY. Nothing in this protocol can change or delete a user's message, and nothing can send one.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol, runtime_checkable

from mailwithdraw.model import Entry, Ref


@dataclass(frozen=True, slots=True)
class Special:
    """The mailboxes with a purpose (RFC 6154), by their server names; None where there is none."""

    inbox: str = "INBOX"
    drafts: str | None = None
    sent: str | None = None
    trash: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A mailbox as it stands now: what SELECT or EXAMINE answered (RFC 9051, 6.3.2)."""

    name: str
    uidvalidity: int
    uidnext: int
    exists: int
    writable: bool
    """False after EXAMINE and where the server answers [READ-ONLY]."""
    keywords: bool
    r"""Whether new keywords can be stored (PERMANENTFLAGS has \*)."""


class Part(Enum):
    """How much of a message to fetch."""

    HEADER = "header"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One fetched message: its bytes, or the fault that kept only this one from being read."""

    ref: Ref
    raw: bytes
    fault: str | None = None


class Readable(Protocol):
    """A store that can be read."""

    def special(self) -> Special:
        """Name the special mailboxes."""
        ...

    def open(self, name: str, *, writable: bool = False) -> Opened:
        """Look at a mailbox afresh: what other sessions stored before this call is seen after it.

        Raises:
            CannotWrite: there is no such mailbox, or `writable` was asked of one that is read-only.

        """
        ...

    def entries(self, opened: Opened, *, first: int = 1, since: date | None = None) -> Iterator[Entry]:
        """List messages in UID order: those with UID >= `first` that were there when the mailbox was opened.

        `since` leaves out what was received before that day, as the store writes the day.
        """
        ...

    def fetch(self, opened: Opened, uids: Collection[int], part: Part) -> Iterator[Fetched]:
        r"""Fetch without setting \Seen, in UID order; UIDs that are gone are left out.

        A message the store cannot deliver comes with a `fault`; it never stops the others. A very large
        one comes cut (`rules.LIMIT`), which is enough to judge it.

        Raises:
            TryLater: the connection is gone, or the mailbox has another UIDVALIDITY by now; what was yielded
                before is right.

        """
        ...

    def close(self) -> None:
        """Let go of the store; never raises."""
        ...


@runtime_checkable
class Mailbox(Readable, Protocol):
    """A store that also takes drafts and marks."""

    def append_draft(self, raw: bytes) -> Ref | None:
        r"""Store one draft into the Drafts mailbox, flagged \Draft \Seen, and nothing else anywhere.

        Returns its place if the store tells it (APPENDUID, RFC 4315).

        Raises:
            CannotWrite: no Drafts mailbox, quota, size: nothing was stored, and a retry will not help now.
            TryLater: the outcome is unknown (the connection broke); look before doing it again.
            ValueError: it is empty, has a NUL or a line that does not end in CRLF: no store would keep it as it is.

        """
        ...

    def mark(self, ref: Ref, flags: Collection[str]) -> frozenset[str]:
        r"""Add \Flagged or own keywords (those starting with $Mw), and return the flags as they now are.

        A keyword the mailbox cannot store is left out silently. Other flags are refused (ValueError).
        """
        ...

    def unmark(self, ref: Ref, flags: Collection[str]) -> frozenset[str]:
        """Remove own keywords ($Mw...) and return the flags as they now are."""
        ...


@runtime_checkable
class Discarding(Protocol):
    """A store that can remove exactly one message by UID (UIDPLUS, RFC 4315): for own surplus drafts."""

    def can_discard(self) -> bool:
        """Whether this account's server has UIDPLUS."""
        ...

    def discard_draft(self, ref: Ref, raw: bytes) -> bool:
        r"""Remove the draft at `ref` for good if it is still byte for byte `raw` and still \Draft.

        Returns False, and does nothing, where it has changed or is gone, or is not in Drafts. The draft is looked
        at immediately before.
        """
        ...


@runtime_checkable
class Waiting(Protocol):
    """A store that can wait for news (IDLE, RFC 2177); a hint only, never the source of truth."""

    def wait(self, seconds: float) -> bool:
        """Wait until the inbox may have changed since it was last opened (True) or the time is up (False).

        Short waits in a row cost no more than a long one: the store goes on waiting until it is asked something else.

        Raises:
            TryLater: the connection is gone.

        """
        ...
