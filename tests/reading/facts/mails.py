"""Builders of the values that facts are read from: one short mail, changed where a test needs it."""

from datetime import datetime, timedelta, timezone
from typing import Any

from support.messages import message_with

from mailwithdraw.model import Address, Certainty, Detection, Facts, Kind, Me, Message, Stage
from mailwithdraw.reading.facts import find

CENTRAL = timezone(timedelta(hours=1))
MONDAY = datetime(2026, 11, 9, 9, 0, tzinfo=CENTRAL)
SAM = Me("Sam Rivera", ("sam@example.com",))

_PARTS: dict[str, Any] = {
    "message_id": "<1@initech.example>",
    "date": MONDAY,
    "from_": (Address("jo.roe@initech.example", "Jo Roe"),),
    "to": (Address("sam@example.com", "Sam Rivera"),),
    "digest": "0" * 64,
}


def mail(text: str = "", **parts: Any) -> Message:
    """Return a message with this body; any other part by its name."""
    return message_with(**{**_PARTS, "text": text, **parts})


def read(message: Message, language: str = "en", stage: Stage = Stage.OUTREACH) -> Facts:
    """Return the facts of a message that is known to be an invitation."""
    return find(message, Detection(Kind.INVITATION, stage, Certainty.SURE, 1.0, language, ()), SAM)


def facts(text: str, language: str = "en", **parts: Any) -> Facts:
    """Return the facts of a mail with this body."""
    return read(mail(text, **parts), language)


def sender(email: str, name: str = "") -> dict[str, tuple[Address, ...]]:
    """Return the From part of a mail."""
    return {"from_": (Address(email, name),)}
