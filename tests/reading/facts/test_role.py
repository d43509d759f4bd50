"""The title of the job, and what it says of seniority."""

from typing import Any

import pytest
from reading.facts.mails import facts


def role(text: str, language: str = "en", **parts: Any) -> str | None:
    found = facts(text, language, **parts).role
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("We're hiring a Staff Backend Engineer to take over.", {}, "Staff Backend Engineer"),
        ("Your application for Senior Product Analyst caught my eye.", {}, "Senior Product Analyst"),
        ("Thank you for applying to be our QA Lead.", {}, "QA Lead"),
        ("I received your resume for the position of Java Developer (Hybrid).", {}, "Java Developer"),
        (
            "Position: Staff Machine Learning Engineer\nReports to: Dr. Roux",
            {},
            "Staff Machine Learning Engineer",
        ),
        ("Shall we talk?", {"subject": "Interview for RN Case Manager at Acme"}, "RN Case Manager"),
        ("Shall we talk?", {"subject": "Acme – Platform Engineer"}, "Platform Engineer"),
        ("It's for the Research Engineer, Sensor Fusion opening.", {}, "Research Engineer, Sensor Fusion"),
        ("Thinking of you for a lead product designer, first design hire.", {}, "lead product designer"),
    ],
)
def test_the_title_is_read(text: str, parts: dict[str, Any], expected: str) -> None:
    assert role(text, **parts) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("danke für deine Bewerbung als Werkstudent Data Engineering!", "de", "Werkstudent Data Engineering"),
        (
            "Ihre Bewerbung als „Berufskraftfahrer Nahverkehr“ liegt vor.",
            "de",
            "Berufskraftfahrer Nahverkehr",
        ),
        (
            "Votre candidature au poste de chargée de mission a retenu notre attention.",
            "fr",
            "chargée de mission",
        ),
        ("Hemos recibido tu candidatura para el puesto de enfermera.", "es", "enfermera"),
        ("Obrigado pela candidatura à vaga de técnico de laboratório.", "pt", "técnico de laboratório"),
        (
            "La sua candidatura per la posizione di tecnico commerciale ci interessa.",
            "it",
            "tecnico commerciale",
        ),
        ("Je sollicitatie als magazijnmedewerker hebben we gezien.", "nl", "magazijnmedewerker"),
    ],
)
def test_the_title_is_read_in_the_languages_of_the_product(text: str, language: str, expected: str) -> None:
    assert role(text, language) == expected


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
    found = facts(f"Position: {title}").seniority
    assert (found.value if found else None) == level
