"""Whom a letter greets, and with how much form."""

from typing import Any

import pytest
from writing.scenarios import JANE, ME, facts, found, message, reach

from mailwithdraw.model import Address, Contact, Facts, Me, Reach
from mailwithdraw.writing.greeting import greeting


def greet(
    name: str | None,
    text: str = "Hi Sam,\n\nwould you like to talk?",
    *,
    to: Reach | None = None,
    email: str | None = None,
    **mail: Any,
) -> str:
    signature = mail.pop("signature", name or "")
    known = Facts(contact=Contact(found(name) if name else None, found(email) if email else None))
    return greeting(message(text=text, signature=signature, **mail), known, to or reach(), ME)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane Roe", "Hi Jane,"),
        ("Jane", "Hi Jane,"),
        ("jane roe", "Hi Jane,"),
        ("JANE ROE", "Hi Jane,"),
        ("JT", "Hi JT,"),
        ("Wen-Li Hsu", "Hi Wen-Li,"),
        ("Bríd Uí Cheallaigh", "Hi Bríd,"),
        ("Anil D'Souza", "Hi Anil,"),
        ("Jane Roe, PhD", "Hi Jane,"),
        ("Jane Roe (Acme)", "Hi Jane,"),
        ("Jane Roe via LinkedIn", "Hi Jane,"),
        ("Jane from Acme", "Hi Jane,"),
        ("Jane Roe | Talent", "Hi Jane,"),
        ("Dr. Jane Roe", "Hi Jane,"),
        ("Mgr. Jane Roe", "Hi Jane,"),
        ("Mr P Doe", "Dear Mr Doe,"),
        ("Ms. Roe", "Dear Ms. Roe,"),
        ("J. Roe", "Dear J. Roe,"),
        ("J.R. Roe", "Dear J.R. Roe,"),
        ("Jane and Tom", "Hi Jane and Tom,"),
        ("Jane Roe & Tom Fox", "Hi Jane and Tom,"),
        ("Jane Roe, Tom Fox and Ann Lee", "Hi Jane, Tom and Ann,"),
    ],
)
def test_a_person_is_greeted_as_informally_as_they_write(name: str | None, expected: str) -> None:
    assert greet(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        *(None, "", "Acme Talent Team", "Recruiting at Acme", "HR", "Personnel Technician Ayala", "no-reply"),
        *("Jane, Tom", "jane@acme.example", "[Name]", "{{ name }}", "Jane <jane@acme.example>\nBcc: x"),
        *(
            "Sam Rivera",
            "Sam",
            "R2D2",
            "A" * 90,
            "one two three four five six",
            "<script>",
            "Jane Roe and the team",
        ),
    ],
)
def test_where_no_name_is_beyond_doubt_nobody_is_named(name: str | None) -> None:
    assert greet(name) in ("Hello,", "Hi Jane,") if name and "<" in name else greet(name) == "Hello,"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Dear Mr. Rivera,\n\nPlease come.", "Jane Roe", "Dear Jane Roe,"),
        ("Dear Mr. Rivera,\n\nPlease come.", "Dr. Jane Roe", "Dear Dr. Roe,"),
        ("Dear Mr. Rivera,\n\nPlease come.", "Prof Anna van der Berg", "Dear Prof van der Berg,"),
        ("Dear Sam Rivera,\n\nPlease come.", "Jane Roe", "Dear Jane Roe,"),
        ("Dear Candidate,\n\nPlease come.", "Jane Roe", "Dear Jane Roe,"),
        ("Dear Sam,\n\nPlease come.", "Jane Roe", "Dear Jane,"),
        ("Ref: 12\n\nDear Mr Rivera\n\nPlease come.", "Jane Roe", "Dear Jane Roe,"),
        ("Mr. Rivera,\n\nPlease come.", "Jane Roe and Tom Fox", "Dear Jane Roe and Tom Fox,"),
        ("Good morning Sam,\n\nPlease come.", "Jane Roe", "Hi Jane,"),
        ("Hi Sam,\n\nPlease come.\n\nBest,\nMary Ann", "Mary Ann Roe", "Hi Mary Ann,"),
        ("Hi Sam,\n\nPlease come.\n\nBest,\nMary", "Mary Ann Roe", "Hi Mary,"),
    ],
)
def test_their_form_of_address_is_answered_in_kind(text: str, name: str | None, expected: str) -> None:
    assert greet(name, text) == expected


def test_a_name_written_last_name_first_is_turned_round() -> None:
    assert greet("Roe, Jane", from_=(Address("jane@acme.example", "Roe, Jane"),)) == "Hi Jane,"


def test_a_namesake_of_the_owner_is_greeted() -> None:
    assert greet("Sam Fox", from_=(Address("sam.fox@acme.example", "Sam Fox"),)) == "Hi Sam,"
    assert greet("Sam", from_=(Address("sam.fox@acme.example", "Sam Fox"),)) == "Hi Sam,"


def test_the_one_who_gets_the_reply_is_greeted_and_not_somebody_else_named_in_the_mail() -> None:
    tom = reach(Address("tom@acme.example", "Tom Fox"))
    assert greet("Jane Roe", email="jane@acme.example", to=tom) == "Hi Tom,"
    assert greet("Jane Roe", email="jane@acme.example", to=reach(JANE)) == "Hi Jane,"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("tom.fox@acme.example", "Hello,"),
        ("jane.fox@acme.example", "Hi Jane,"),
        ("j.roe@acme.example", "Hi Jane,"),
        ("janet.roe@acme.example", "Hi Jane,"),
        ("talent.emea@acme.example", "Hi Jane,"),
        ("jobs@acme.example", "Hi Jane,"),
        ("jobs.k3f9@acme.example", "Hi Jane,"),
    ],
)
def test_an_address_of_somebody_else_is_not_greeted_by_the_wrong_name(address: str, expected: str) -> None:
    assert greet("Jane Roe", to=reach(Address(address, "Jane Roe"))) == expected


def test_a_mailbox_without_an_owners_name_still_greets() -> None:
    assert greeting(message(), facts(), reach(), Me("", ("sam@example.com",))) == "Hi Jane,"


@pytest.mark.parametrize("name", ["Schedule Roe", "Tobias Mench", "Where", "Blue Heron"])
def test_a_word_that_nobody_goes_by_is_no_name(name: str) -> None:
    nobody = reach(Address("jobs@blueheron.example", "Acme Labs Blue Heron"))
    assert greet(name, signature="Jane Roe", to=nobody) == "Hello,"


def test_the_employers_name_alone_is_no_person() -> None:
    known = facts("Acme", company="Acme Labs")
    assert greeting(message(from_=(Address("x@mail.example", "Acme"),)), known, reach(), ME) == "Hello,"
    assert greeting(message(), facts("Jane Roe", company="Janeway"), reach(), ME) == "Hi Jane,"


@pytest.mark.parametrize(
    "mail",
    [
        {"from_": (Address("x@acme.example", "Tobías Mench"),)},
        {"from_": (Address("tobias.mench@acme.example"),)},
        {"from_": (Address("tobiasm@acme.example"),)},
        {"cc": (Address("x@acme.example", "Tobias"),)},
        {"text": "Hi Sam,\n\nshall we talk?\n\nBest, Tobias"},
        {"signature": "--\nTobias Mench | Talent"},
    ],
)
def test_a_name_that_stands_where_only_names_stand_is_believed(mail: dict[str, Any]) -> None:
    assert greet("Tobias Mench", **{"signature": "", **mail}) == "Hi Tobias,"
