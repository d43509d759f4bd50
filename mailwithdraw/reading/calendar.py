"""Calendar objects in mail (RFC 5545, RFC 5546) to invites; broken ones leave what can still be read."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from mailwithdraw.model import Address, Invite
from mailwithdraw.reading.addresses import addr_spec
from mailwithdraw.reading.charsets import one_line, tidy

MOST = 5
"""Events of one calendar object that are read."""
LARGEST = 262_144
"""Characters of a calendar object that are read."""
MOST_ATTENDEES = 100

_UNFOLD = re.compile(r"\n[ \t]")
# Rules that repeat within a day describe no zone and no interview; expanding them could take for ever.
_RESTLESS_RULE = re.compile(
    r"^(?:RRULE|EXRULE)[^\n]*FREQ=(?:SECONDLY|MINUTELY|HOURLY)[^\n]*\n?", re.IGNORECASE | re.MULTILINE
)
_METHOD = re.compile(r"[A-Z-]{1,20}")


def invites(text: str, method: str = "") -> tuple[tuple[Invite, ...], bool]:
    """The events of a calendar object, and whether it was sound.

    `method` is the one of the Content-Type, used where the object names none (RFC 6047, 2.4).
    """
    text = tidy(text[:LARGEST])
    text = _RESTLESS_RULE.sub("", _UNFOLD.sub("", text)) if "RULE" in text.upper() else text
    whole = text.count("BEGIN:") == text.count("END:")
    found = _events(text, method) if whole else None
    if found is not None:
        return found, True
    found = _events(_mended(text), method)
    return (found if found is not None else _raw(text, method)), False


def _events(text: str, method: str) -> tuple[Invite, ...] | None:
    """Invites by the library, or None where it cannot read the object."""
    import icalendar  # noqa: PLC0415 - takes 100 ms to load and few mails hold a calendar

    found: list[Invite] = []
    try:
        for calendar in icalendar.Calendar.from_ical(text, multiple=True):
            stated = one_line(str(calendar.get("METHOD", ""))) or method
            found.extend(_invite(event, stated.upper()) for event in calendar.walk("VEVENT")[:MOST])
    except Exception:  # noqa: BLE001 - the library raises what its many property types raise
        return None
    return tuple(found[:MOST])


def _invite(event: Any, method: str) -> Invite:
    attendees = (_address(value) for value in _several(event.get("ATTENDEE")))
    return Invite(
        method=method if _METHOD.fullmatch(method) else "",
        uid=_text(event, "UID", 500),
        summary=_text(event, "SUMMARY", 1_000),
        start=_moment(event, "DTSTART"),
        end=_end(event),
        organizer=_address(event.get("ORGANIZER")),
        attendees=tuple(address for address in attendees if address)[:MOST_ATTENDEES],
        location=_text(event, "LOCATION", 1_000),
        description=tidy(str(event.get("DESCRIPTION", "")))[:16_384].strip(),
        sequence=_number(event.get("SEQUENCE")),
        url=_text(event, "URL", 4_000),
    )


def _several(value: Any) -> Iterator[Any]:
    yield from value if isinstance(value, list) else [value]


def _text(event: Any, name: str, longest: int) -> str:
    value = next(_several(event.get(name)), None)
    return one_line(str(value))[:longest] if value is not None else ""


def _number(value: Any) -> int:
    try:
        return max(0, min(int(str(value)), 2**31))
    except ValueError:
        return 0


def _address(value: Any) -> Address | None:
    email = addr_spec(one_line(str(value))) if value is not None else None
    if email is None:
        return None
    name = one_line(str(getattr(value, "params", {}).get("CN", "")))[:200].strip("\"' ")
    return Address(email, "" if name.casefold() == email.casefold() else name)


def _moment(event: Any, name: str) -> datetime | date | None:
    """A time as stated: with its zone or offset, naive without; None where broken (reading it may raise)."""
    try:
        value = next(_several(event.get(name))).dt
        return _plain(value)
    except Exception:  # noqa: BLE001 - a broken property raises only when looked at, and raises anything
        return None


def _plain(value: Any) -> datetime | date | None:
    """A time without the library's own zone objects."""
    if not isinstance(value, datetime):
        return value if isinstance(value, date) else None
    if value.tzinfo is None or isinstance(value.tzinfo, ZoneInfo | timezone):
        value.utcoffset()
        return value
    offset = value.utcoffset()
    return value.replace(tzinfo=timezone(offset) if offset is not None else None)


def _end(event: Any) -> datetime | date | None:
    """DTEND, or DTSTART plus DURATION (RFC 5545, 3.6.1)."""
    end = _moment(event, "DTEND")
    if end is not None:
        return end
    start = _moment(event, "DTSTART")
    try:
        duration = event.get("DURATION").dt
        return start + duration if isinstance(duration, timedelta) and start is not None else None
    except Exception:  # noqa: BLE001 - absent or broken: there is no end
        return None


def _mended(text: str) -> str:
    """A cut or dirty object with its unreadable lines left out and its open components closed."""
    kept: list[str] = []
    open_: list[str] = []
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if not colon or not re.match(r"[A-Za-z-]+", name):
            continue
        component = value.strip().upper()
        if name.upper() == "BEGIN":
            open_.append(component)
        elif name.upper() == "END":
            if component not in open_:
                continue
            while open_ and open_[-1] != component:
                kept.append(f"END:{open_.pop()}")
            open_.pop()
        kept.append(line)
    return "\n".join([*kept, *(f"END:{component}" for component in reversed(open_))]) + "\n"


def _raw(text: str, method: str) -> tuple[Invite, ...]:
    """What plain reading finds of an event the library refuses: its words and UTC times."""
    _, begin, event = _UNFOLD.sub("", text).partition("BEGIN:VEVENT")
    if not begin:
        return ()
    values = {
        name.upper(): value
        for name, value in re.findall(r"^([A-Za-z-]+)(?:;[^:\n]*)?:(.*)$", event, re.MULTILINE)
    }
    if not values.get("SUMMARY", "").strip():
        return ()

    def said(name: str) -> str:
        return one_line(re.sub(r"\\([,;\\])", r"\1", re.sub(r"\\[nN]", " ", values.get(name, ""))))[:1_000]

    stated = re.search(r"^METHOD:(\w+)", text, re.MULTILINE)
    return (
        Invite(
            method=(stated[1] if stated else method).upper()[:20],
            uid=said("UID"),
            summary=said("SUMMARY"),
            start=_utc(said("DTSTART")),
            end=_utc(said("DTEND")),
            organizer=None,
            attendees=(),
            location=said("LOCATION"),
        ),
    )


def _utc(value: str) -> datetime | None:
    try:
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
