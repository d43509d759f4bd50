"""The employer by the name the mail uses: not a person, not a system, not the agency that writes."""

from typing import Any

import pytest
from reading.facts.mails import facts, sender

from mailwithdraw.model import Address

SYSTEM = sender("no-reply@us.greenhouse-mail.io", "Greenhouse")


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("I run talent at Ledgerloft.", sender("jane@ledgerloft.example", "Jane Roe"), "Ledgerloft"),
        ("Shall we talk?", {**sender("jane@gridpoint-energy.example", "Jane Roe"), "signature": "Jane Roe\nGridpoint Energy Talent"}, "Gridpoint Energy"),
        ("Shall we talk?", {**sender("jane@prairiecold.example", "Jane Roe"), "signature": "Jane Roe, Prairie Cold Storage"}, "Prairie Cold Storage"),
        ("hi, jane at lumberco design here", sender("jane@lumbercodesign.example", "Jane Roe"), "lumberco design"),
        ("Choose a time.", {**SYSTEM, "subject": "Interview with Palisade Vision: your availability"}, "Palisade Vision"),
        ("Fernwick Trading has invited you to an assessment.", sender("no-reply@codesignal.com", "CodeSignal"), "Fernwick Trading"),
        ("Choose a time.", sender("no-reply@hirevue.com", "HireVue on behalf of Larkspur Airlines"), "Larkspur Airlines"),
        ("Choose a time.", sender("no-reply@ashbyhq.com", "Acme Robotics Careers"), "Acme Robotics"),
        ("Company: Harrowgate Mutual\nRole: Clerk", sender("x@myworkday.com", "Workday"), "Harrowgate Mutual"),
        ("Following our talk.", {**SYSTEM, "signature": "Friederike Lamm\nKessel & Vogt GmbH", "subject": "Interview at Kessel & Vogt GmbH"}, "Kessel & Vogt"),
    ],
)  # fmt: skip
def test_the_employer_is_named_as_the_mail_names_it(text: str, parts: dict[str, Any], expected: str) -> None:
    found = facts(text, **parts).company
    assert found is not None
    assert found.value == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Could we talk on Thursday?", SYSTEM),
        ("Could we talk on Thursday with Jane Roe?", sender("x1@gmail.com", "Jane Roe")),
        ("My client needs a cook. Interested?", sender("jane@sunmesastaffing.example", "Jane Roe")),
        ("Let's meet on Zoom with Malik at Noon.", SYSTEM),
        ("", {**SYSTEM, "subject": "Network Admin II"}),
    ],
)
def test_where_no_employer_is_named_there_is_none(text: str, parts: dict[str, Any]) -> None:
    assert facts(text, **parts).company is None


def test_an_agency_may_name_its_client() -> None:
    parts = {
        **sender("gareth@keystonebridge.example", "Gareth Pugh"),
        "signature": "Gareth Pugh | Keystone Bridge Search",
    }
    found = facts("Did you get a chance to look at the Platform Engineer role with Alpenrad?", **parts)
    assert found.company is not None
    assert (found.company.value, found.agency is not None) == ("Alpenrad", True)


def test_the_signers_name_is_no_company() -> None:
    found = facts(
        "Marisol Bequette\n\nThursday?", **SYSTEM, reply_to=(Address("m@x.example", "Marisol Bequette"),)
    )
    assert found.company is None


@pytest.mark.parametrize("office", ["COO", "CTO", "Engineering Manager", "VP Retail"])
def test_whom_one_meets_in_an_office_is_no_company(office: str) -> None:
    text = f"Your interview with Magda ({office}) and Stefan takes place on Tuesday."
    assert facts(text, **sender("oakline-jobs@m.personio.de", "Oakline GmbH")).company is None
