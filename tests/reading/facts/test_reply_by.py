"""The last day to answer; mails are written on Monday 9 November 2026."""

import pytest
from reading.facts.mails import facts, mail, read


def last_day(text: str, language: str = "en") -> str | None:
    found = facts(text, language).reply_by
    return found.value.isoformat() if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please reply by Friday 13 November.", "2026-11-13"),
        ("Could you let me know by Friday?", "2026-11-13"),
        ("Confirm attendance no later than 20 November.", "2026-11-20"),
        ("Deadline: Sunday, November 15 at 11:59 pm ET.", "2026-11-15"),
        ("Valid until 19 November 2026", "2026-11-19"),
        ("Please book before the 12th.", "2026-11-11"),
        ("Please complete it on or before 20 November.", "2026-11-20"),
        ("I'll hold both until noon tomorrow.", "2026-11-10"),
        ("Please let me know by the end of next week.", "2026-11-20"),
        ("Reply before the end of the week, please.", "2026-11-13"),
        ("I'd appreciate hearing back by the end of the month.", "2026-11-30"),
        ("The deadline for completing your video interview is 23:59 on Sunday 15 November.", "2026-11-15"),
        ("Choose a time on 18 or 19 November by 23:59 on 12 November.", "2026-11-12"),
    ],
)
def test_the_last_day_is_read(text: str, expected: str) -> None:
    assert last_day(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Bitte geben Sie uns bis zum 20.11. Bescheid.", "de", "2026-11-20"),
        ("Verfügbar bis: 20.11.2026, 23:59 Uhr", "de", "2026-11-20"),
        ("Merci de répondre avant le 20 novembre.", "fr", "2026-11-19"),
        ("Confirma antes del 20 de noviembre, por favor.", "es", "2026-11-19"),
        ("Díganos antes del 12 si le conviene.", "es", "2026-11-11"),
        ("Voglia confermare entro il 18 la Sua presenza.", "it", "2026-11-18"),
        (
            "Le due date: martedì 17/11 ore 9.30. Un cenno entro giovedì, la prego di rispondere.",
            "it",
            "2026-11-12",
        ),
        ("Magst du bis Sonntagabend eine Aufgabe lösen?", "de", "2026-11-15"),
        ("Wir bitten um Terminbestätigung bis zum 16.11.2026.", "de", "2026-11-16"),
        ("Die Frist ist der 16. November.", "de", "2026-11-16"),
        ("Een simpel ja voor vrijdagmiddag, antwoord gerust kort.", "nl", "2026-11-13"),
        ("Respóndeme antes del día 20, por favor, que tengo prisa.", "es", "2026-11-19"),
        ("Schreiben Sie mir bitte bis Ende nächster Woche.", "de", "2026-11-20"),
        ("Merci de m'indiquer votre choix avant lundi soir.", "fr", "2026-11-16"),
        ("Responda até dia 20 de novembro.", "pt", "2026-11-20"),
        ("La preghiamo di confermare entro il 20 novembre.", "it", "2026-11-20"),
        ("Laat het uiterlijk 20 november weten.", "nl", "2026-11-20"),
        ("Am 20. November um 23:59 Uhr schließt die Aufzeichnung.", "de", "2026-11-20"),
        ("Bitte tragen Sie sich bis Mittwoch (18.11.) hier ein.", "de", "2026-11-18"),
        ("Un mot de confirmation pour le 20 au plus tard.", "fr", "2026-11-20"),
        ("Vous avez jusqu'au 20 novembre, 23h59.", "fr", "2026-11-20"),
        ("Los turnos cierran el 20/11/2026.", "es", "2026-11-20"),
        ("Ríndelas hasta el viernes 20 a las 23:00 hrs.", "es", "2026-11-20"),
        ("Que le confirmes horarios no más tarde del viernes 20.", "es", "2026-11-20"),
        ("Agradeço que me confirme até sexta, dia 20.", "pt", "2026-11-20"),
        ("Prazo final: amanhã, 10/11, ao meio-dia.", "pt", "2026-11-10"),
        ("Mi faccia avere una preferenza entro venerdì 20.", "it", "2026-11-20"),
        ("Inleveren via Git tegen 20 november.", "nl", "2026-11-20"),
    ],
)
def test_the_last_day_is_read_in_the_languages_of_the_product(
    text: str, language: str, expected: str
) -> None:
    assert last_day(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Could you do Friday 13 November at 10:00?",
        "Can you come by on Friday?",
        "The project runs until 20 December.",
        "We met on 5 November.",
        "Your form was due by 2 November.",
    ],
)
def test_a_day_to_meet_or_of_the_past_is_no_last_day(text: str) -> None:
    assert last_day(text) is None


def test_without_a_date_header_a_weekday_tells_nothing() -> None:
    assert read(mail("Please reply by Friday.", date=None)).reply_by is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Select a session before midday Friday 20 November.", "2026-11-20"),
        ("If interested revert before 20th EOD.", "2026-11-20"),
        ("A line back by Friday would be great.", "2026-11-13"),
        ("The door shuts Sunday 15 November.", "2026-11-15"),
        ("You've got until Tuesday 17 November, noon.", "2026-11-17"),
        ("They are interviewing this week and want to close by Friday.", None),
        ("We'll have you in front of the panel by tonight.", None),
        ("Can we speak before Friday?", None),
        ("Deadline to submit: Nov 20.", "2026-11-20"),
        ("You'll hear from us by Friday.", None),
        ("The upside is that by Friday we'll know whether the grant renews.", None),
        ("By Friday you'll have our answer.", None),
        ("We shut by noon on Fridays.", None),
        ("If you pick one by Thursday I'll keep it.", "2026-11-12"),
        ("Please email your piece by 10am on Friday 13 Nov. We'll review everybody's work.", "2026-11-13"),
        ("Could you be at the console by 9.45 on Saturday 14th?", None),
        ("From opening the link you have 72 hours.", None),
        ("Reply STOP and we remove your details within 48 hours.", None),
        ("Our offices are closed until Monday.", None),
        ("Contract until 31 March", None),
        ("Need by: November 20", None),
        ("We're looking at 16 November through 20 November.", None),
    ],
)
def test_a_deadline_is_the_readers_and_not_the_senders(text: str, expected: str | None) -> None:
    assert last_day(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please answer within 5 days.", "en"),
        ("Call me today before 8 pm.", "en"),
        ("Start as soon as possible, start date by 1 December.", "en"),
        ("La decisión se la comunicaremos a más tardar el viernes 20.", "es"),
        ("Start zo snel mogelijk, uiterlijk 1 december.", "nl"),
    ],
)
def test_a_span_today_or_what_others_do_by_a_day_is_no_deadline(text: str, language: str) -> None:
    assert facts(text, language).reply_by is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Could you call me before half five tomorrow?", "en", "2026-11-10"),
        ("Can we meet on Thursday by 4pm or Friday by 11am?", "en", None),
        ("Could you record your answers before the close of day on Friday, November 20?", "en", "2026-11-20"),
        ("Nimm die Einladung bitte bis Ende der Woche an.", "de", "2026-11-15"),
        ("Die Auswahl ist bis 17.11.2026 möglich.", "de", "2026-11-17"),
        ("Tu peux me renvoyer ça avant mercredi 18 au soir ?", "fr", "2026-11-18"),
        ("Seriez-vous ouvert à un échange d'ici vendredi ?", "fr", None),
        ("Doe dit bij voorkeur voor 26 november.", "nl", "2026-11-25"),
        ("Gelieve te bevestigen ten laatste op 20 november.", "nl", "2026-11-20"),
        ("Confirme su asistencia, como muy tarde, el viernes 20.", "es", "2026-11-20"),
        ("Me conta até sexta, 13/11, qual você prefere?", "pt", "2026-11-13"),
        ("Il link resta attivo fino alle 18:00 di venerdì 20 novembre.", "it", "2026-11-20"),
        ("Wij werken maandag t/m vrijdag. Kom je langs?", "nl", None),
        ("Bis Freitag wissen wir mehr, sagen Sie dann Bescheid.", "de", None),
        ("Entro venerdì sapremo di più.", "it", None),
    ],
)
def test_what_asks_for_an_answer_is_told_from_what_offers_a_time(
    text: str, language: str, expected: str | None
) -> None:
    assert last_day(text, language) == expected
