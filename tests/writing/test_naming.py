"""What a letter names: only what looks like a role, an employer or a date."""

from datetime import UTC, datetime
from typing import Any

import pytest
from writing.scenarios import NOW, facts, found, message, slot

from mailwithdraw.model import Address, Message, ReachKind, Slot, Stage, System
from mailwithdraw.writing.naming import Named, name


def named(stage: Stage = Stage.OUTREACH, mail: Message | None = None, **known: Any) -> Named:
    return name(mail or message(), facts(**known), stage, NOW)


@pytest.mark.parametrize(
    ("role", "company", "about"),
    [
        ("Staff Engineer", "Acme", "the Staff Engineer role at Acme"),
        (None, "Acme", "the role at Acme"),
        ("Staff Engineer", None, "the Staff Engineer role"),
        (None, None, "this role"),
        ("a Staff Engineer", "Acme Inc.", "the Staff Engineer role at Acme Inc"),
        ("Software internship", "Acme", "the Software internship at Acme"),
        ("ops role", None, "the ops role"),
        ("IT Support Specialist", None, "the IT Support Specialist role"),
        ("Software Engineer I", None, "the Software Engineer I role"),
        ("A320 B1", None, "the A320 B1 role"),
        ("UX Lead (Claims)", "Teal & Finch", "the UX Lead (Claims) role at Teal & Finch"),
        ("C++ / C# Developer", None, "the C++ / C# Developer role"),
        ("We would like to meet you", "Acme", "the role at Acme"),
        ("Interview", None, "this role"),
        ("Engineer 85k", None, "this role"),
        ("Engineer 85,000", None, "this role"),
        ("Engineer <b>", None, "this role"),
        ("Engineer [Name]", None, "this role"),
        ("{{ role }}", None, "this role"),
        ("see www.acme.example", None, "this role"),
        ("SENIOR DATA ANALYST", None, "this role"),
        ("Lead\u202eEngineer", None, "this role"),
        ("x" * 61, None, "this role"),
        ("one two three four five six seven", None, "this role"),
        ("Engineer", "our client", "the Engineer role"),
        ("Engineer", "acme.example", "the Engineer role"),
        (
            "Principal Staff Data Platform Engineer",
            "The Blue Heron Company",
            "the Principal Staff Data Platform Engineer role",
        ),
    ],
)
def test_only_what_looks_like_a_name_is_named(role: str | None, company: str | None, about: str) -> None:
    assert named(role=role, company=company).about == about


def test_an_agency_is_not_taken_for_the_employer() -> None:
    mail = message(from_=(Address("jane@bluebird-search.example", "Jane Roe"),))
    assert named(mail=mail, company="Bluebird Search", agency=found(value=True)).company == ""
    assert named(mail=mail, company="Acme", agency=found(value=True)).company == "Acme"


def test_the_system_a_mail_came_through_is_not_taken_for_the_employer() -> None:
    system = System("Greenhouse", ReachKind.TOKEN, "")
    assert named(company="Greenhouse", system=system).company == ""


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Wednesday 11 November at 3 pm GMT", "Wednesday 11 November at 3 pm GMT"),
        ("on Wed, Nov 11, 3:00pm-3:45pm ET.", "Wed, Nov 11, 3:00pm-3:45pm ET"),
        ("Wednesday May 22 from 4:00 to 4:45pm Eastern", "Wednesday May 22 from 4:00 to 4:45pm Eastern"),
        ("Thursday the 12th at 14h30", "Thursday the 12th at 14h30"),
        ("tomorrow at 3", ""),
        ("could you talk Thursday at 3?", ""),
        ("Thursday", ""),
        ("11/11 3pm", ""),
        ("Thursday 12 at 3, salary 85k", ""),
    ],
)
def test_a_slot_is_named_in_their_words_if_these_are_nothing_but_a_date(quote: str, expected: str) -> None:
    assert named(Stage.INTERVIEW, slots=(slot(quote),)).slot == expected


def test_only_a_single_future_slot_of_a_meeting_is_named() -> None:
    past = Slot(datetime(2026, 11, 2, 15, tzinfo=UTC), None, True, "Monday 2 November at 3 pm")
    naive = Slot(datetime.fromisoformat("2026-11-11T15:00"), None, False, "Wednesday 11 November at 3 pm")
    assert named(Stage.INTERVIEW, slots=(past,)).slot == ""
    assert named(Stage.INTERVIEW, slots=(slot(), slot())).slot == ""
    assert named(Stage.OUTREACH, slots=(slot(),)).slot == ""
    assert named(Stage.INTERVIEW, slots=(naive,)).slot == "Wednesday 11 November at 3 pm"


def test_nothing_known_is_named_in_general_words() -> None:
    assert Named().about == "this role"
