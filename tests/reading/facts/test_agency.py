"""Whether the sender recruits for somebody else."""

from typing import Any

import pytest
from reading.facts.mails import facts, sender


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("My client, an airline, needs a cook.", "en", {}),
        ("A client of ours has closed its first round.", "en", {}),
        ("I'm a partner at a two-person search firm.", "en", {}),
        ("We have been retained by the board of a manufacturer.", "en", {}),
        ("Shall we talk?", "en", sender("jane@sunmesastaffing.example", "Jane Roe")),
        ("Shall we talk?", "en", {"signature": "Jane Roe\nKeystone Financial Staffing"}),
        ("Shall we talk?", "en", {"signature": "Jane Roe | Keystone Bridge Search"}),
        ("Für unseren Mandanten suchen wir Verstärkung.", "de", {}),
        ("Im Auftrag eines Mittelständlers spreche ich Sie an.", "de", {}),
        ("Notre client recherche un chef.", "fr", {}),
        ("Nuestro cliente busca una persona como tú.", "es", {}),
        ("O nosso cliente procura alguém como você.", "pt", {}),
        ("Per un nostro cliente cerchiamo un tecnico.", "it", {}),
        ("Onze opdrachtgever zoekt iemand zoals jij.", "nl", {}),
        ("I can have you in front of the client by Tuesday.", "en", {}),
        ("Der Kunde baut Abfüllanlagen.", "de", {}),
        ("Consultante au sein du cabinet Cap Cadres, je vous écris.", "fr", {}),
        ("El mandante aún no es público.", "es", {}),
        ("Ainda lhe interessa a entrevista com o cliente?", "pt", {}),
        ("Per uno dei nostri partner sto cercando una designer.", "it", {}),
    ],
)
def test_an_agency_is_known_by_its_words_its_signature_or_its_domain(
    text: str, language: str, parts: dict[str, Any]
) -> None:
    assert facts(text, language, **parts).agency is not None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Our clients love us and so will you.", {}),
        ("Shall we talk?", {"signature": "Jane Roe\nStaffing, Arbutus Devices"}),
        ("Shall we talk?", {"signature": "Jane Roe\nRecruiting Coordinator, Tidewrack"}),
        ("Shall we talk?", sender("jobs@acme.example", "Acme Recruiting")),
        ("You'd lead our Client Success team.", {}),
        ("Our research team is growing.", {}),
        ("Shall we talk?", {"signature": "Recruitment Services\nWendle Valley Hospital"}),
        ("Inventaire de personnalité, sans limite de temps", {}),
        ("Shall we talk?", {"signature": "Jo Roe\nChief Executive"}),
        ("Shall we talk?", {"signature": "Jane Roe\nTalent Partner, Product Designer search"}),
    ],
)
def test_an_employers_own_recruiters_are_no_agency(text: str, parts: dict[str, Any]) -> None:
    assert facts(text, **parts).agency is None
