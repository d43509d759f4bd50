"""A message with the fields a test cares about; everything else is plain and unremarkable."""

from collections.abc import Mapping, Sequence
from typing import Any

from mailwithdraw.model import Address, Invite, Message
from mailwithdraw.reading.addresses import addresses


def message(
    *,
    body: str = "Hello.",
    subject: str = "",
    from_: str = "Priya Nair <priya@corp.example>",
    to: str = "Sam Rivera <sam@example.com>",
    cc: str = "",
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
    in_reply_to: tuple[str, ...] = (),
    quoted: str = "",
    calendar: dict[str, Any] | None = None,
) -> Message:
    """A Message as the MIME reader would give it."""
    return Message(
        message_id="<1@corp.example>",
        date=None,
        from_=addresses(from_),
        sender=None,
        reply_to=addresses(reply_to),
        to=addresses(to),
        cc=addresses(cc),
        subject=subject,
        in_reply_to=in_reply_to,
        references=in_reply_to,
        text=body,
        signature="",
        quoted=quoted,
        links=(),
        calendars=(invite(**calendar),) if calendar is not None else (),
        headers={name.lower(): (value,) for name, value in (headers or {}).items()},
        html_only=False,
        attachments=(),
        digest="0" * 64,
        defects=(),
    )


def invite(
    *, method: str = "REQUEST", summary: str = "", organizer: str = "", attendees: Sequence[str] = ()
) -> Invite:
    """A calendar object of an hour nobody looks at."""
    return Invite(
        method=method,
        uid="1@corp.example",
        summary=summary,
        start=None,
        end=None,
        organizer=Address(organizer) if organizer else None,
        attendees=tuple(Address(email) for email in attendees),
        location="",
    )
