"""A message with nothing in it, to be filled as far as a test needs."""

from dataclasses import replace
from typing import Any

from mailwithdraw.model import Message

BLANK = Message(
    message_id=None,
    date=None,
    from_=(),
    sender=None,
    reply_to=(),
    to=(),
    cc=(),
    subject="",
    in_reply_to=(),
    references=(),
    text="",
    signature="",
    quoted="",
    links=(),
    calendars=(),
    headers={},
    html_only=False,
    attachments=(),
    digest="",
    defects=(),
)


def message_with(**parts: Any) -> Message:
    """A message that has only these parts."""
    return replace(BLANK, **parts)
