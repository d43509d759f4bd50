"""Messages: where they lie and what stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A message's place: a mailbox by its server name, UIDVALIDITY and UID (RFC 9051, 2.3.1.1)."""

    mailbox: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What the server says of a message without its content."""

    ref: Ref
    flags: frozenset[str]
    received: datetime | None
    """INTERNALDATE, aware; None where the store has none."""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox as in RFC 5322, 3.4: an addr-spec, and the display name if there was one."""

    email: str
    name: str = ""

    @property
    def domain(self) -> str:
        """The part after the last @, lower case; empty where there is none."""
        return self.email.rpartition("@")[2].lower() if "@" in self.email else ""

    @property
    def local(self) -> str:
        """The part before the last @, as written."""
        return self.email.rpartition("@")[0]

    def same(self, other: "Address | str") -> bool:
        """Whether both name one mailbox; case is ignored, as every provider does."""
        theirs = other if isinstance(other, str) else other.email
        return self.email.casefold() == theirs.casefold()


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the body: where it leads and the words one clicks."""

    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Invite:
    """A calendar object with its iTIP METHOD (RFC 5546); times are as stated, naive when no zone is."""

    method: str
    uid: str
    summary: str
    start: datetime | date | None
    end: datetime | date | None
    organizer: Address | None
    attendees: tuple[Address, ...]
    location: str
    description: str = ""
    sequence: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A mail as a reader sees it, every part decoded; reading never fails, it leaves `defects`."""

    message_id: str | None
    """`<...>` if well formed, else None."""
    date: datetime | None
    """The Date header with its offset; None where absent or unreadable (never invented)."""
    from_: tuple[Address, ...]
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str
    """What the sender newly wrote, greeting to sign-off; without quoted history and signature block."""
    signature: str
    """The signature block and disclaimers below the sign-off: good for contacts, never a reason."""
    quoted: str
    """Quoted history: context only."""
    links: tuple[Link, ...]
    calendars: tuple[Invite, ...]
    headers: Mapping[str, tuple[str, ...]]
    """The rest of the top-level header by lower-case name, decoded: List-Id, Auto-Submitted, X-..."""
    html_only: bool
    attachments: tuple[str, ...]
    """File names of attached parts."""
    digest: str
    """SHA-256 (hex) of the raw message: names a mail that has no Message-ID."""
    defects: tuple[str, ...]
    forwarded: str = ""
    """The text below a "Forwarded message" line: somebody else's words, handed on by the sender."""

    @property
    def author(self) -> Address | None:
        """The first From address."""
        return self.from_[0] if self.from_ else None

    def header(self, name: str) -> str:
        """The first value of a header kept in `headers`, or an empty string."""
        values = self.headers.get(name.lower(), ())
        return values[0] if values else ""
