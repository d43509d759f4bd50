"""What the user declared: who they are, what they do not want, how things stand."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from mailwithdraw.model.reading import Salary


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
    value: Salary | tuple[str, ...] | Decimal | float | bool
    """A Decimal is a fraction; a tuple lists words."""
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
