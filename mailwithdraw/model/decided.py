"""What is decided and written, and what is remembered of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailwithdraw.model.declared import Share, Verdict
from mailwithdraw.model.mail import Address, Message, Ref
from mailwithdraw.model.reading import Certainty, Detection, Evidence, Facts, Reach, Stage


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
