"""The place of work, never the room the interview is held in."""

from typing import Any

import pytest
from reading.facts.mails import facts


def place(text: str, language: str = "en", **parts: Any) -> str | None:
    found = facts(text, language, **parts).location
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("The role is based in Leeds.", {}, "Leeds"),
        ("Location: Seattle, WA (hybrid)", {}, "Seattle, WA"),
        ("You would work from our Vancouver office on Mondays.", {}, "Vancouver"),
        ("The lab is in Brightwater.", {}, "Brightwater"),
        ("Somerville, hybrid, and a team of five.", {}, "Somerville"),
        ("Shall we talk?", {"subject": "Backend Engineer, Munich"}, "Munich"),
        ("Shall we talk?", {"subject": "Backend Engineer (Hamburg)"}, "Hamburg"),
        ("We are hiring a Data Engineer in Charlotte or Durham.", {}, "Charlotte or Durham"),
    ],
)
def test_the_place_of_work_is_read(text: str, parts: dict[str, Any], expected: str) -> None:
    assert place(text, **parts) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Standort: Kiel", "de", "Kiel"),
        ("Le poste est basé à Montpellier.", "fr", "Montpellier"),
        ("La oficina está en Zaragoza.", "es", "Zaragoza"),
        ("Sede di lavoro: Trento", "it", "Trento"),
        ("Standplaats: Zwolle", "nl", "Zwolle"),
    ],
)
def test_the_place_is_read_in_other_languages(text: str, language: str, expected: str) -> None:
    assert place(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I'm in Minneapolis on Thursday; coffee?",
        "The interview is at our reception on Thursday at 10:00.",
        "Date: Thursday, 12 November\nTime: 10:00\nLocation: Leeds Town Hall",
        "He's in New York on the 16th.",
        "Location: Zoom",
        "Where: Microsoft Teams",
        "We'll meet on Teams.",
        "",
    ],
)
def test_where_to_come_for_the_interview_is_no_place_of_work(text: str) -> None:
    assert place(text) is None
