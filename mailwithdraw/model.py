"""The nouns: frozen values that travel between the rooms. No behaviour beyond what a value knows of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


# -- where a message lies ------------------------------------------------------------------------------


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


# -- what a message says -------------------------------------------------------------------------------


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


# -- what it is ----------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What a mail is to the mailbox's owner."""

    INVITATION = "invitation"
    ACKNOWLEDGEMENT = "acknowledgement"
    REJECTION = "rejection"
    OFFER = "offer"
    JOB_ALERT = "job_alert"
    NEWSLETTER = "newsletter"
    HIRING_SIDE = "hiring_side"
    PRESS = "press"
    POST_INTERVIEW = "post_interview"
    OWN = "own"
    PERSONAL = "personal"
    TRANSACTIONAL = "transactional"
    OTHER = "other"


class Stage(StrEnum):
    """How far an invitation has come."""

    OUTREACH = "outreach"
    SCREENING = "screening"
    ASSESSMENT = "assessment"
    INTERVIEW = "interview"
    FINAL = "final"
    RESCHEDULE = "reschedule"
    REMINDER = "reminder"


class Certainty(StrEnum):
    """How sure we are that a mail is an invitation: only a sure one is drafted for unasked."""

    SURE = "sure"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sign that spoke for (weight > 0) or against (weight < 0) a reading, with the words it rests on."""

    signal: str
    weight: float
    where: str
    """subject, body, from, calendar, headers, links or signature."""
    quote: str


@dataclass(frozen=True, slots=True)
class Detection:
    """What a mail is; `stage` and `certainty` only for invitations."""

    kind: Kind
    stage: Stage | None
    certainty: Certainty | None
    score: float
    """The estimated probability that the mail is an invitation, 0 to 1."""
    language: str
    """ISO 639-1, or "und" where the text is too short to say."""
    evidence: tuple[Evidence, ...]


class ReachKind(StrEnum):
    """Whether a reply reaches a person."""

    HUMAN = "human"
    TOKEN = "token"  # noqa: S105 - a reply address, not a secret
    RELAY = "relay"
    PORTAL = "portal"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class System:
    """A known sending system (applicant tracking, scheduler, job board), judged per address."""

    name: str
    reply: ReachKind
    """Where a reply to this very address goes."""
    withdraw_at: str
    """Where to withdraw when a reply reaches nobody, in words; empty if unknown."""
    address: str = ""
    """The addr-spec that was judged; empty if unknown."""


# -- what it says --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """A value read from a mail and the verbatim words that state it."""

    value: T_co
    quote: str


class WorkMode(StrEnum):
    """Where the job (never the interview) is done."""

    REMOTE = "remote"
    HYBRID = "hybrid"
    ONSITE = "onsite"


class Period(StrEnum):
    """What a sum of pay is for."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Salary:
    """Stated pay. "up to" gives only a maximum, "from" only a minimum; one figure is both."""

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str | None
    """ISO 4217."""
    period: Period | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A time proposed or fixed for a meeting; naive when the mail determines no offset."""

    start: datetime
    end: datetime | None
    zone_stated: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Contact:
    """The human to answer, as the mail shows them."""

    name: Found[str] | None = None
    email: Found[str] | None = None
    phone: Found[str] | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """Work asked of the candidate: take-home task, trial day, assessment."""

    hours: float | None
    """The largest stated duration; None where none is stated."""
    paid: bool
    """True only if the mail says so."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the mail states, each fact with its words; None or empty where it does not say."""

    company: Found[str] | None = None
    role: Found[str] | None = None
    contact: Contact = Contact()
    salary: Found[Salary] | None = None
    location: Found[str] | None = None
    """The place of work, never merely the venue of the interview."""
    work_mode: Found[WorkMode] | None = None
    relocation: Found[bool] | None = None
    """True: the mail says that the job requires moving."""
    slots: tuple[Slot, ...] = ()
    reply_by: Found[date] | None = None
    scheduling_link: Found[str] | None = None
    agency: Found[bool] | None = None
    """True: the sender recruits for somebody else."""
    test: Found[Test] | None = None
    met: Found[bool] | None = None
    """True: the mail shows that owner and employer already spoke or met."""
    applied: Found[bool] | None = None
    """True: the mail shows that the owner applied."""
    seniority: Found[str] | None = None
    """junior, mid, senior, lead, executive or intern, as the role's title says."""
    system: System | None = None
    """The known system the mail came through, if it came through one."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a reply would reach, and why we think so; `address` is None for portal and dead."""

    kind: ReachKind
    address: Address | None
    why: str
    portal: str | None = None
    """Where to withdraw instead, in words; None if unknown."""


# -- what the user declared ----------------------------------------------------------------------------


class Verdict(StrEnum):
    """What to do about an invitation."""

    KEEP = "keep"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    REDIRECT = "redirect"
    NEGOTIATE = "negotiate"
    ASK = "ask"
    CAUTION = "caution"


class Share(StrEnum):
    """How much of a reason a letter may tell."""

    NEVER = "never"
    GENERAL = "general"
    SPECIFIC = "specific"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing the user declared not to want, named as in the configuration file."""

    name: str
    value: Salary | tuple[str, ...] | float | bool
    verdict: Verdict = Verdict.DECLINE
    share: Share = Share.GENERAL
    tolerance: Decimal = Decimal(0)
    """A fraction; only for salary."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Declared facts about the user that may be a reason, and may then be said."""

    looking: bool = True
    accepted_offer: date | None = None


@dataclass(frozen=True, slots=True)
class Criteria:
    """Everything the user declared that bears on a decision."""

    refused: tuple[Criterion, ...] = ()
    wanted_companies: tuple[str, ...] = ()
    wanted_roles: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    situation: Situation = Situation()


@dataclass(frozen=True, slots=True)
class Me:
    """The owner of the mailbox."""

    name: str
    addresses: tuple[str, ...]
    """Every own address, the account's first."""
    time_zone: str | None = None


# -- what is decided and written -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the criterion, one clause in the user's terms (private), the words of the mail, what may be said."""

    criterion: str
    verdict: Verdict
    because: str
    quote: str
    share: Share


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with its reasons, the reasons to go nevertheless, and when an answer is due."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    for_going: tuple[str, ...] = ()
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply, ready to be stored: everything but the bytes."""

    purpose: str
    """decline, withdraw or redirect: a part of the draft's key."""
    from_: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    in_reply_to: str | None
    references: tuple[str, ...]
    letter: str
    """The letter alone, as the firewall passed it."""
    text: str
    """The letter and, below it, the original quoted."""


@dataclass(frozen=True, slots=True)
class NoDraft:
    """Why no letter is written, in one clause for the user."""

    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything the pure part has to say of one message."""

    message: Message
    detection: Detection
    facts: Facts
    suspicions: tuple[Evidence, ...]
    reach: Reach | None
    decision: Decision | None
    """None for mail that is no invitation."""
    draft: Draft | NoDraft | None
    """None where nobody would expect a letter: no invitation, or one to keep."""


DONE = "$MwDone"
"""Keyword on an invitation whose letter was written: says so to other runs and machines."""

CAUTION = "$MwCaution"
"""Keyword on an invitation that may not be legitimate."""


# -- what is remembered and shown ----------------------------------------------------------------------


class DraftState(StrEnum):
    """What became of the draft for an invitation."""

    NONE = "none"
    """Nothing to write; the item's note says why where one might wonder."""
    PLANNED = "planned"
    """A dry run would have written it."""
    WAITING = "waiting"
    """It lies in Drafts for the user to read and send."""
    ANSWERED = "answered"
    """The user answered this conversation; nothing is written."""
    GONE = "gone"
    """It was in Drafts and the user sent, moved or deleted it; it is never made again."""
    OLD = "old"
    """The invitation is older than the window for unasked drafts."""
    UNKNOWN = "unknown"
    """Whether it was stored cannot be told; nothing is written, a human must look."""
    FAILED = "failed"
    """The server would not take it; the next run tries again."""


@dataclass(frozen=True, slots=True)
class Item:
    """One invitation as lists and reports show it, and as the ledger remembers it."""

    id: str
    """Short and stable: what the user types."""
    account: str
    ref: Ref
    message_id: str | None
    received: datetime | None
    sender: Address | None
    subject: str
    stage: Stage | None
    certainty: Certainty | None
    company: str | None
    role: str | None
    verdict: Verdict
    because: tuple[str, ...]
    """One clause for each reason, in the user's terms; private."""
    quote: str
    """The words of the mail that decided."""
    due: datetime | None
    state: DraftState
    note: str = ""
