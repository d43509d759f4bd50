"""The link to choose a time with, or to start a test at."""

import pytest
from reading.facts.mails import facts, mail, read, sender

from mailwithdraw.model import Link


def link(text: str) -> str | None:
    found = facts(text).scheduling_link
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grab whatever suits: https://cal.com/jane-acme/30min", "https://cal.com/jane-acme/30min"),
        ("Book me: https://calendly.com/jane/20.", "https://calendly.com/jane/20"),
        ("Choose a time\nhttps://app2.greenhouse.io/self_schedule/8cc2f9d1", "https://app2.greenhouse.io/self_schedule/8cc2f9d1"),
        ("My calendar is open here: https://career.acme.example/meetings/3kd9", "https://career.acme.example/meetings/3kd9"),
        ("[Go to assessment](https://challenge.example/c/99)", "https://challenge.example/c/99"),
        ("START: https://app.codesignal.com/invitation/acme-2291", "https://app.codesignal.com/invitation/acme-2291"),
        (
            "Privacy: https://acme.example/privacy\nPick a slot: https://acme.example/slot/7",
            "https://acme.example/slot/7",
        ),
    ],
)  # fmt: skip
def test_a_booking_link_is_known_by_its_host_or_its_words(text: str, expected: str) -> None:
    assert link(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Join: https://teams.microsoft.com/l/meetup-join/abc",
        "Meet link: https://meet.google.com/abc-defg-hij",
        "Zoom: https://us02web.zoom.us/j/5550142200",
        "Book a table: https://acme.example/privacy",
        "We are https://acme.example",
        "Unsubscribe: https://calendly.com/unsubscribe/x",
        "https://calendly.com.evil.example/x",
        "Meet us: https://meet.acme.example/room-7",
        "",
    ],
)
def test_meeting_rooms_and_footers_are_no_booking_links(text: str) -> None:
    assert link(text) is None


@pytest.mark.parametrize(
    "clicked", ["Cancel", "Reschedule", "Termin absagen", "Retirer ma candidature", "View message"]
)
def test_what_leads_away_from_a_fixed_time_is_no_booking_link(clicked: str) -> None:
    machine = sender("notifications@calendly.com", "Calendly")
    linked = Link("https://calendly.com/c/44", clicked)
    assert read(mail(f"See you on Monday.\n{clicked}", links=(linked,), **machine)).scheduling_link is None


def test_the_words_one_clicks_speak_for_a_link() -> None:
    message = mail(
        "Choose a time",
        links=(Link("https://acme.example/x/1", "Choose a time"), Link("https://acme.example/y")),
    )
    found = read(message).scheduling_link
    assert found is not None
    assert found.value == "https://acme.example/x/1"


def test_the_only_link_of_a_machines_mail_is_followed_where_its_path_says_what_for() -> None:
    machine = sender("no-reply@ashbyhq.com", "Ashby")
    text = "The second round is at https://unstop.example/interview/pepper2 and good luck."
    found = read(mail(text, **machine)).scheduling_link
    assert found is not None
    assert found.value == "https://unstop.example/interview/pepper2"
    assert read(mail("It is at https://unstop.example/p/2 then.", **machine)).scheduling_link is None
    assert read(mail(f"{text} Or https://unstop.example/x/2.", **machine)).scheduling_link is None
