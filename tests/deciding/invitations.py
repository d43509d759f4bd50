"""Builders of the values that deciding takes: one invitation, changed where a test needs it."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from support.messages import message_with

from mailwithdraw.model import (
    Address,
    Certainty,
    Detection,
    Found,
    Invite,
    Kind,
    Me,
    Message,
    Period,
    Salary,
    Stage,
)

MONDAY = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
SAM = Me("Sam Rivera", ("sam@example.com",), "Europe/Berlin")

_PLAIN = message_with(
    message_id="<1@initech.example>",
    date=MONDAY,
    from_=(Address("jo.roe@initech.example", "Jo Roe"),),
    to=(Address("sam@example.com"),),
    subject="A call about our opening",
    text="Hi Sam, would you have time for a call on Thursday?",
    digest="0",
)


def mail(text: str = _PLAIN.text, **changed: Any) -> Message:
    """An invitation to a call, changed."""
    return replace(_PLAIN, text=text, **changed)


def sent_by(email: str, name: str = "", **changed: Any) -> Message:
    return mail(from_=(Address(email, name),), **changed)


def detected(stage: Stage = Stage.SCREENING, kind: Kind = Kind.INVITATION, language: str = "en") -> Detection:
    return Detection(kind, stage if kind is Kind.INVITATION else None, Certainty.SURE, 0.97, language, ())


def pay(
    low: int | None, high: int | None, currency: str | None = "EUR", period: Period | None = Period.YEAR
) -> Salary:
    return Salary(
        None if low is None else Decimal(low), None if high is None else Decimal(high), currency, period
    )


def invite(organizer: str) -> Invite:
    return Invite("REQUEST", "1@cal.example", "Call", None, None, Address(organizer), (), "")


def found(value: Any, quote: str) -> Found[Any]:
    return Found(value, quote)
