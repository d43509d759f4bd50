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
        ("Thank you for applying to Palisade Vision.", {**SYSTEM, "subject": "Interview with Palisade Vision"}, "Palisade Vision"),
        ("Fernwick Trading has invited you to an assessment.", {**sender("no-reply@codesignal.com", "CodeSignal"), "subject": "Fernwick Trading invites you to an assessment"}, "Fernwick Trading"),
        ("Your interview with Larkspur Airlines is confirmed.", sender("no-reply@hirevue.com", "HireVue on behalf of Larkspur Airlines"), "Larkspur Airlines"),
        ("danke für Ihre Bewerbung bei Nordlicht Energie.", {**sender("jobs@nordlicht-energie.example", "Nordlicht Energie"), "subject": "Ihr Gespräch bei Nordlicht Energie"}, "Nordlicht Energie"),
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
        ("Shall we talk?", sender("jane@ledgerloft.example", "Jane Roe")),
        ("Could we talk on Thursday with Jane Roe?", sender("x1@gmail.com", "Jane Roe")),
        ("My client needs a cook. Interested?", sender("jane@sunmesastaffing.example", "Jane Roe")),
        ("Let's meet on Zoom with Malik at Noon.", SYSTEM),
        ("", {**SYSTEM, "subject": "Network Admin II"}),
    ],
)
def test_where_no_employer_is_named_there_is_none(text: str, parts: dict[str, Any]) -> None:
    assert facts(text, **parts).company is None


@pytest.mark.parametrize(
    "signature", ["Gareth Pugh | Keystone Bridge Search", "Gareth Pugh\nKeystone Bridge Recruitment Ltd"]
)
def test_an_agency_is_never_the_employer(signature: str) -> None:
    parts = {**sender("gareth@keystonebridge.example", "Gareth Pugh"), "signature": signature}
    found = facts("My client in Leeds needs a Platform Engineer. Could we talk this week?", **parts)
    assert (found.company, found.agency is not None) == (None, True)


def test_the_signers_name_is_no_company() -> None:
    found = facts(
        "Marisol Bequette\n\nThursday?", **SYSTEM, reply_to=(Address("m@x.example", "Marisol Bequette"),)
    )
    assert found.company is None


@pytest.mark.parametrize("office", ["COO", "CTO", "Engineering Manager", "VP Retail"])
def test_whom_one_meets_in_an_office_is_no_company(office: str) -> None:
    text = f"Your interview with Magda ({office}) and Stefan takes place on Tuesday."
    found = facts(text, **sender("oakline-jobs@m.personio.de", "Oakline GmbH")).company
    assert found is None or found.value in {"Oakline", "Oakline GmbH"}
