"""Calendar objects, whole and broken."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from mailwithdraw.model import Address, Invite
from mailwithdraw.reading.calendar import invites

REQUEST = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:uid-1@x.example
SEQUENCE:2
SUMMARY:Interview\\, second round
DTSTART;TZID=Europe/Berlin:20250310T140000
DTEND;TZID=Europe/Berlin:20250310T150000
ORGANIZER;CN="Jane Doe":mailto:jane@x.example
ATTENDEE;CN=Sam;PARTSTAT=NEEDS-ACTION:MAILTO:sam@x.example
ATTENDEE:mailto:bo@x.example
LOCATION:Room 3
DESCRIPTION:Bring a port
 folio\\nand time
URL:https://meet.example/abc
END:VEVENT
END:VCALENDAR
"""

WINDOWS_ZONE = """BEGIN:VCALENDAR
BEGIN:VTIMEZONE
TZID:Somewhere Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:1
SUMMARY:Talk
DTSTART;TZID=Somewhere Standard Time:20250710T140000
END:VEVENT
END:VCALENDAR
"""


def event(*lines: str) -> str:
    return "\n".join(
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:Talk", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    )


def only(text: str, method: str = "") -> Invite:
    found, _ = invites(text, method)
    assert len(found) == 1
    return found[0]


def test_a_request_is_read_whole() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert invites(REQUEST) == (
        (
            Invite(
                method="REQUEST",
                uid="uid-1@x.example",
                summary="Interview, second round",
                start=datetime(2025, 3, 10, 14, tzinfo=berlin),
                end=datetime(2025, 3, 10, 15, tzinfo=berlin),
                organizer=Address("jane@x.example", "Jane Doe"),
                attendees=(Address("sam@x.example", "Sam"), Address("bo@x.example")),
                location="Room 3",
                description="Bring a portfolio\nand time",
                sequence=2,
                url="https://meet.example/abc",
            ),
        ),
        True,
    )


def test_crlf_line_ends_make_no_difference() -> None:
    assert invites(REQUEST.replace("\n", "\r\n")) == invites(REQUEST)


def test_a_zone_the_calendar_defines_gives_the_offset() -> None:
    start = only(WINDOWS_ZONE).start
    assert isinstance(start, datetime)
    assert start.isoformat() == "2025-07-10T14:00:00+02:00"


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (
            ["DTSTART:20250310T140000Z", "DURATION:PT45M"],
            datetime(2025, 3, 10, 14, tzinfo=UTC),
            datetime(2025, 3, 10, 14, 45, tzinfo=UTC),
        ),
        (["DTSTART:20250310T140000"], datetime(2025, 3, 10, 14), None),  # noqa: DTZ001 - floating, as stated
        (["DTSTART;VALUE=DATE:20250310", "DTEND;VALUE=DATE:20250311"], date(2025, 3, 10), date(2025, 3, 11)),
        (["DTSTART;TZID=Nowhere/Unknown:20250310T140000"], datetime(2025, 3, 10, 14), None),  # noqa: DTZ001 - zone unknown
        (["DTSTART:2025-03-10 14:00"], None, None),
        ([], None, None),
    ],
)
def test_times_are_kept_as_stated(lines: list[str], start: object, end: object) -> None:
    found = only(event(*lines))
    assert (found.start, found.end) == (start, end)


def test_a_windows_zone_name_is_understood() -> None:
    start = only(event("DTSTART;TZID=W. Europe Standard Time:20250310T140000")).start
    assert isinstance(start, datetime)
    assert start.utcoffset() == timedelta(hours=1)


def test_the_method_of_the_content_type_serves_where_the_object_has_none() -> None:
    assert only(event(), "request").method == "REQUEST"
    assert only(REQUEST, "PUBLISH").method == "REQUEST"
    assert only(event(), "no method\r\nX: y").method == ""


def test_a_cut_object_gives_what_was_there() -> None:
    found, sound = invites(REQUEST[: REQUEST.index("ATTENDEE")] + "ATTEN")
    assert not sound
    assert [(each.summary, each.organizer, each.attendees) for each in found] == [
        ("Interview, second round", Address("jane@x.example", "Jane Doe"), ())
    ]


def test_one_broken_property_does_not_cost_the_others() -> None:
    found = only(event("DTSTART:rubbish", "DTEND:20250310T150000Z", "SEQUENCE:many", "ORGANIZER:nobody"))
    assert (found.summary, found.start, found.sequence, found.organizer) == ("Talk", None, 0, None)
    assert found.end == datetime(2025, 3, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rubbish",
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nEND:VCALENDAR\n",
    ],
)
def test_no_event_is_invented(text: str) -> None:
    assert invites(text)[0] == ()


def test_only_the_first_events_of_many_are_read() -> None:
    many = "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n" * 50 + "END:VCALENDAR\n"
    assert len(invites(many)[0]) == 5


def test_a_rule_that_repeats_every_second_is_ignored() -> None:
    hostile = WINDOWS_ZONE.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=SECONDLY")
    start = only(hostile).start
    assert isinstance(start, datetime)
    assert start.tzinfo is None or isinstance(start.tzinfo, timezone)
