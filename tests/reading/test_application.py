"""Which of the owner's own mails is an application, by its subject."""

import pytest
from support.messages import message_with

from mailwithdraw.reading.application import is_application


@pytest.mark.parametrize(
    "subject",
    [
        "Application for Bakery Manager",
        "Re: Your application",
        "Bewerbung als Pflegefachkraft",
        "Candidature au poste de comptable",
        "Sollicitatie magazijnmedewerker",
        "Candidatura a dependiente",
        "Candidatura espontânea",
        "Candidatura per il ruolo di contabile",
    ],
)
def test_an_application_says_so_in_its_subject(subject: str) -> None:
    assert is_application(message_with(subject=subject))


@pytest.mark.parametrize("subject", ["", "Lunch on Sunday", "Invoice 1204", "Treffen am Montag"])
def test_other_mail_is_no_application(subject: str) -> None:
    assert not is_application(message_with(subject=subject))
