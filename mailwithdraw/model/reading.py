"""What a mail is and what it states, each with the words it rests on."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from mailwithdraw.model.mail import Address

T_co = TypeVar("T_co", covariant=True)


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
class Standing:
    """What the mailbox knew before a message came: the kinds of the earlier mail around it.

    Of the owner's own mail only applications are known, as Kind.OWN.
    """

    conversation: frozenset[Kind] = frozenset()
    """Of mail that the message answers or follows, by its Message-IDs."""
    sender: frozenset[Kind] = frozenset()
    """Of other mail from the same address, and of applications to the same house."""


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
    fraud: Evidence | None = None
    """A sign that the mail reads like the frauds that were learnt from, with the words that do most."""


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
    paid: bool | None
    """None where the mail does not say."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the mail states, each fact with its words; None or empty where it does not say."""

    company: Found[str] | None = None
    role: Found[str] | None = None
    contact: Contact = Contact()
    salary: Found[Salary] | None = None
    location: Found[str] | None = None
    """The place of work, never merely the venue of the interview."""
    venue: Found[str] | None = None
    """Where one comes for the interview, where the mail names no other place."""
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
    requisition: Found[str] | None = None
    """The number by which the employer keeps the opening."""
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
