"""The machine contract as strict types: one JSON object a message, version 1."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Evidence(Strict):
    signal: str
    weight: float
    where: str
    quote: str


class Contact(Strict):
    name: str | None
    email: str | None
    phone: str | None


class Reach(Strict):
    kind: Literal["human", "token", "relay", "portal", "dead"]
    address: str | None
    why: str


class Salary(Strict):
    min: int | float | None
    max: int | float | None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None
    period: Literal["year", "month", "day", "hour"] | None


class Slot(Strict):
    start: datetime
    end: datetime | None


class Facts(Strict):
    company: str | None
    role: str | None
    contact: Contact
    reach: Reach | None
    salary: Salary | None
    location: str | None
    work_mode: Literal["remote", "hybrid", "onsite"] | None
    slots: list[Slot]
    reply_by: date | None
    scheduling_link: str | None
    agency: bool
    unpaid_test: bool | None


class Reason(Strict):
    criterion: str
    because: str
    quote: str
    share: Literal["never", "general", "specific"]


class Decision(Strict):
    verdict: Literal["keep", "decline", "withdraw", "redirect", "negotiate", "ask", "caution"]
    reasons: list[Reason]
    for_going: list[str]
    due: AwareDatetime | None


class Draft(Strict):
    to: str
    cc: list[str]
    subject: str
    in_reply_to: str | None
    references: list[str]
    text: str


class Judged(Strict):
    """What `explain --json` prints of one file."""

    v: Literal[1]
    file: str
    message_id: str | None
    kind: Literal[
        "invitation",
        "acknowledgement",
        "rejection",
        "offer",
        "job_alert",
        "newsletter",
        "hiring_side",
        "press",
        "post_interview",
        "own",
        "personal",
        "transactional",
        "other",
    ]
    certainty: Literal["sure", "likely"] | None
    stage: (
        Literal["outreach", "screening", "assessment", "interview", "final", "reschedule", "reminder"] | None
    )
    score: Annotated[float, Field(ge=0, le=1)]
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")]
    evidence: list[Evidence]
    legitimate: bool
    suspicions: list[Evidence]
    facts: Facts
    quotes: dict[str, str]
    decision: Decision | None
    draft: Draft | None


class Ref(Strict):
    mailbox: str
    uidvalidity: int
    uid: int


class Scanned(Judged):
    """What `scan --json` prints of one message."""

    file: None = None  # type: ignore[assignment] # a scanned message has a place instead
    id: Annotated[str, Field(pattern="^[0-9a-f]{8}$")]
    ref: Ref
    draft_state: Literal["none", "planned", "waiting", "answered", "gone", "old", "unknown", "failed"]
