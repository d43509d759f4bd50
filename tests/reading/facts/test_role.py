"""The title of the job, what it says of seniority, and the number of the opening."""

from typing import Any

import pytest
from reading.facts.mails import facts

from mailwithdraw.model import Found
from mailwithdraw.reading.facts.role import seniority_of


def role(text: str, language: str = "en", **parts: Any) -> str | None:
    found = facts(text, language, **parts).role
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("Your application for Senior Product Analyst caught my eye.", "Senior Product Analyst: next step", "Senior Product Analyst"),
        ("Thank you for applying for the Site Manager position.", "Interview for Site Manager", "Site Manager"),
        ("Role: Data Engineer\nLocation: Leeds", "Data Engineer at Acme", "Data Engineer"),
        ("We're hiring a Staff Backend Engineer.", "Staff Backend Engineer role", "Staff Backend Engineer"),
    ],
)  # fmt: skip
def test_the_title_is_read(text: str, subject: str, expected: str) -> None:
    assert role(text, subject=subject) == expected


@pytest.mark.parametrize(
    "text",
    [
        "You'd meet our Engineering Manager and the CEO.",
        "The Hiring Manager will call you.",
        "Jane Roe, Talent Partner, would like to talk.",
        "Could we talk on Thursday at 10 am?",
        "",
    ],
)
def test_the_interviewers_title_is_not_the_jobs(text: str) -> None:
    assert role(text) is None


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Senior Backend Engineer", "senior"),
        ("Junior Data Analyst", "junior"),
        ("Software Engineer Intern", "intern"),
        ("Head of Design Systems", "lead"),
        ("Chief Financial Officer", "executive"),
        ("Software Engineer II", "mid"),
        ("Backend Engineer", None),
    ],
)
def test_seniority_is_what_the_title_says(title: str, level: str | None) -> None:
    found = seniority_of(Found(title, title))
    assert (found.value if found else None) == level


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Your application (Req. 1184) is with the team.", "1184"),
        ("Job ID: REQ-20417", "REQ-20417"),
        ("Interview for RN, R-0012345", "R-0012345"),
        ("Kennziffer 2024-17", "2024-17"),
        ("Réf. : AFG24155", "AFG24155"),
        ("Vacaturenummer: KF-25-03", "KF-25-03"),
        ("Staff Nurse (Ref AMU/24/017)", "AMU/24/017"),
        ("With reference to our call on 12 May, room 4471.", None),
        ("Call me on 0491 570 737.", None),
    ],
)
def test_the_number_of_the_opening_is_read(text: str, number: str | None) -> None:
    found = facts(text).requisition
    assert (found.value if found else None) == number
