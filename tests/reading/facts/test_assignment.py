"""Work asked of the candidate: how long it takes, and whether the mail says that it is paid."""

import pytest
from reading.facts.mails import facts

from mailwithdraw.model import Test as Work


def work(text: str, language: str = "en") -> Work | None:
    found = facts(text, language).test
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Here's the take-home. People typically spend 3 to 4 hours.", Work(4, paid=None)),
        ("The take-home assignment takes about 6 hours and is unpaid.", Work(6, paid=False)),
        ("Please complete this online assessment; it takes 70 minutes.", Work(1.17, paid=None)),
        ("We'd like you to do an unpaid trial shift.", Work(None, paid=False)),
        ("The take-home task takes a weekend: build a small service.", Work(16, paid=None)),
        ("A small paid exercise: we pay $400 for your time.", Work(None, paid=True)),
        ("The trial day is paid at £12.60 an hour.", Work(None, paid=True)),
        ("The take-home takes 5 hours. We aren't able to compensate candidates.", Work(5, paid=False)),
        ("Come in for a section on Friday. It's not paid but you eat well.", Work(None, paid=False)),
        ("The task: build an API. Most tell us it takes them around eight hours.", Work(8, paid=None)),
    ],
)
def test_a_task_is_read_with_its_length_and_pay(text: str, expected: Work) -> None:
    assert work(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Komm zum Probearbeiten vorbei.", "de"),
        ("Wir hätten gern eine kleine Arbeitsprobe. Rechnen Sie mit 3 Stunden.", "de"),
        ("Vous recevrez un test technique à faire chez vous.", "fr"),
        ("El siguiente paso es una prueba técnica de dos horas.", "es"),
        ("O próximo passo é um teste técnico.", "pt"),
        ("La prova pratica dura due ore.", "it"),
        ("Wil je een proefdag meedraaien?", "nl"),
    ],
)
def test_a_task_is_read_in_the_languages_of_the_product(text: str, language: str) -> None:
    assert work(text, language) is not None


@pytest.mark.parametrize(
    ("text", "language", "paid"),
    [
        ("Come do two hours on the machine. It's paid, award rate.", "en", True),
        ("The exercise takes four hours and we regret that we don't remunerate it.", "en", False),
        ("Der Probetag wird dir selbstverständlich bezahlt.", "de", True),
        ("Der Probetag ist unbezahlt, das Mittagessen geht auf uns.", "de", False),
        ("L'exercice est indemnisé 60 €.", "fr", True),
        ("Le test technique n'est pas rémunéré.", "fr", False),
        ("La prueba técnica te la pagamos.", "es", True),
        ("Adjunto el enunciado de la prueba técnica. No la pagamos.", "es", False),
        ("Pagamos R$ 400 pelo case.", "pt", True),
        ("O teste prático não é remunerado.", "pt", False),
        ("La giornata di prova viene pagata.", "it", True),
        ("L'esercizio richiede 3 ore, non retribuite purtroppo.", "it", False),
        ("Kom een dagje meelopen, je krijgt gewoon betaald.", "nl", True),
        ("De thuisopdracht is onbetaald.", "nl", False),
    ],
)
def test_whether_it_is_paid_is_read_in_every_language(text: str, language: str, *, paid: bool) -> None:
    found = work(text, language)
    assert found is not None
    assert found.paid is paid


@pytest.mark.parametrize(
    "text",
    [
        "There is no take-home and no whiteboard.",
        "Thanks for the take-home, everybody liked it.",
        "You passed the coding test.",
        "You'd own test automation for the whole team.",
        "You are invited to our assessment centre.",
        "Could we talk for 30 minutes?",
    ],
)
def test_a_task_that_is_not_asked_for_is_none(text: str) -> None:
    assert work(text) is None


def test_notice_and_agenda_are_no_length() -> None:
    assert work("Please do the take-home within 5 days.") == Work(None, paid=None)


def test_the_quote_holds_the_length() -> None:
    found = facts("Here's the take-home. Most people need around eight hours, spread as you like.").test
    assert found is not None
    assert "around eight hours" in found.quote
