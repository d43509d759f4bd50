"""Work asked of the candidate: how long it takes, and whether the mail says that it is paid."""

import pytest
from reading.facts.mails import SAM, mail, read

from mailwithdraw.model import Certainty, Detection, Evidence, Found, Kind, Stage
from mailwithdraw.model import Test as Work
from mailwithdraw.reading.facts import find


def work(text: str, language: str = "en") -> Work | None:
    found = read(mail(text), language, Stage.ASSESSMENT).test
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
        ("Komm drei Tage zum Probearbeiten. Ich zahl 120 am Tag.", "de", True),
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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You have been invited to an on-demand video interview.", "en"),
        ("Bitte füllen Sie den Persönlichkeitsfragebogen aus.", "de"),
        ("Enregistrez votre entretien vidéo différé.", "fr"),
        ("Lo invitamos a una clase demostrativa de 30 minutos.", "es"),
        ("Convidamos você para ministrar uma aula-teste.", "pt"),
        ("La preghiamo di svolgere i due test.", "it"),
        ("Je ontvangt een link voor drie online testen.", "nl"),
    ],
)
def test_recorded_interviews_questionnaires_and_sample_lessons_are_work(text: str, language: str) -> None:
    found = work(text, language)
    assert found is not None
    assert found.paid is None


def test_a_mail_that_is_all_about_a_test_asks_for_one_however_it_names_it() -> None:
    sign = Evidence("phrase", 1.5, "body", "headlines and standfirsts, please")
    seen = Detection(Kind.INVITATION, Stage.ASSESSMENT, Certainty.SURE, 1.0, "en", (sign,))
    message = mail("Attached: five raw stories. Headlines and standfirsts, please. It takes 90 minutes.")
    assert find(message, seen, SAM).test == Found(Work(1.5, paid=None), "headlines and standfirsts, please")


def test_notice_and_agenda_are_no_length() -> None:
    assert work("Please do the take-home within 5 days.") == Work(None, paid=None)


def test_the_quote_holds_the_length() -> None:
    text = "Here's the take-home. Most people need around eight hours, spread as you like."
    found = read(mail(text), stage=Stage.ASSESSMENT).test
    assert found is not None
    assert "around eight hours" in found.quote


def test_a_task_told_of_in_a_mail_of_another_stage_counts_only_with_its_pay() -> None:
    assert read(mail("Next rounds: a take-home task, then a panel."), stage=Stage.SCREENING).test is None
    found = read(mail("Come for a paid trial day on Friday."), stage=Stage.FINAL).test
    assert found is not None
    assert found.value.paid is True
