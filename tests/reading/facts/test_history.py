"""What went before: whether owner and employer met, and whether the owner applied."""

import pytest
from reading.facts.mails import facts, mail, read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Thanks for speaking with us yesterday.", "en"),
        ("It was great meeting you on Monday.", "en"),
        ("We'd like to invite you to a second interview.", "en"),
        ("Following your interview with Dr. Pruitt we'd like to go on.", "en"),
        ("You're through to the final round.", "en"),
        ("vielen Dank für das angenehme Gespräch am Montag.", "de"),
        ("Nach unserem Telefonat möchten wir Sie einladen.", "de"),
        ("Suite à notre échange, nous souhaitons vous revoir.", "fr"),
        ("Gracias por tu tiempo en la entrevista.", "es"),
        ("Obrigado pela conversa de ontem.", "pt"),
        ("Grazie per la chiacchierata di ieri.", "it"),
        ("Bedankt voor het gesprek van gisteren.", "nl"),
    ],
)
def test_it_is_seen_that_they_met(text: str, language: str) -> None:
    assert facts(text, language).met is not None


@pytest.mark.parametrize(
    "text",
    [
        "I'd love to meet you.",
        "Could we speak on Thursday?",
        "After the interview you will meet the team.",
        "Thank you for your application.",
        "Thank you in advance for your time.",
        "The process has three rounds.",
    ],
)
def test_a_meeting_to_come_is_no_meeting_past(text: str) -> None:
    assert facts(text).met is None


def test_a_forwarded_letters_talk_was_with_somebody_else() -> None:
    assert read(mail("See below.", forwarded="Thanks for speaking with us yesterday.")).met is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Thank you for applying to Acme.", "en"),
        ("We read your application with interest.", "en"),
        ("You applied for our Cook job on Friday.", "en"),
        ("vielen Dank für Ihre Bewerbung.", "de"),
        ("Votre candidature a retenu notre attention.", "fr"),
        ("Hemos recibido tu candidatura.", "es"),
        ("Recebemos a sua candidatura.", "pt"),
        ("Abbiamo letto la sua candidatura.", "it"),
        ("Bedankt voor je sollicitatie.", "nl"),
    ],
)
def test_it_is_seen_that_the_owner_applied(text: str, language: str) -> None:
    assert facts(text, language).applied is not None


@pytest.mark.parametrize(
    "text",
    ["I came across your profile.", "We build an application for banks.", "You could apply on our site."],
)
def test_an_approach_is_no_application(text: str) -> None:
    assert facts(text).applied is None
