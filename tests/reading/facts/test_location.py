"""The place of work, and the place one comes to for the interview: never taken for each other."""

import pytest
from reading.facts.mails import facts, mail

from mailwithdraw.model import Found
from mailwithdraw.reading.facts.naming import reading_of
from mailwithdraw.reading.facts.place import is_workplace
from mailwithdraw.reading.facts.words import words_of


def workplace(text: str, place: str, subject: str = "") -> bool:
    message = mail(text, subject=subject)
    reading = reading_of(message, words_of(message), agency=False)
    return is_workplace(Found(place, place), reading)


@pytest.mark.parametrize(
    ("text", "place", "subject"),
    [
        ("The role is based in Leeds.", "Leeds", ""),
        ("Location: Seattle, WA (hybrid)", "Seattle, WA", ""),
        ("You would work from our Vancouver office on Mondays.", "Vancouver", ""),
        ("Shall we talk?", "Munich", "Backend Engineer, Munich"),
        ("Come to Kiel on Thursday at 10:00.\nThe job is in Kiel.", "Kiel", ""),
        ("Standort: Kiel", "Kiel", ""),
        ("Sede di lavoro: Trento", "Trento", ""),
    ],
)
def test_a_place_of_work_is_one(text: str, place: str, subject: str) -> None:
    assert workplace(text, place, subject)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I'm in Minneapolis on Thursday; coffee?", "Minneapolis"),
        ("The interview is in Leeds.", "Leeds"),
        ("Date: Thursday, 12 November\nTime: 10:00\nLocation: Leeds Town Hall", "Leeds Town Hall"),
        ("Wir erwarten Sie um 9 Uhr in Kiel.", "Kiel"),
        ("Nous vous attendons à 17h30 à Lyon.", "Lyon"),
        ("Nothing of the kind.", "Lyon"),
    ],
)
def test_where_to_come_for_the_interview_is_no_place_of_work(text: str, place: str) -> None:
    assert not workplace(text, place)


@pytest.mark.parametrize("text", ["Location: Zoom", "Where: Microsoft Teams", "We'll meet on Teams.", ""])
def test_a_service_is_no_place(text: str) -> None:
    found = facts(text)
    assert (found.location, found.venue) == (None, None)


def test_the_town_beside_the_title_is_the_place_of_work() -> None:
    found = facts(
        "Hi Sam,\n\nthis is a hybrid role based in Leeds, two days a week in our Leeds office.\n\nJo",
        subject="Data Engineer, Leeds",
    )
    assert found.location is not None
    assert found.location.value == "Leeds"
    assert found.venue is None
