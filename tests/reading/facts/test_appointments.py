"""Which days and times of a sentence are for a meeting, family by family; mails are written on Monday 9 November 2026, +01:00."""

import pytest
from reading.facts.mails import facts, mail, read

from mailwithdraw.reading.facts.times import times


def starts(text: str, language: str = "en") -> list[str]:
    return [slot.start.isoformat()[5:16] for slot in facts(text, language).slots]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Thursday 12 November, 10.15, second floor", "en", "11-12T10:15"),
        ("Thurs 12/11: 14.45 (she's an early bird)", "en", "11-12T14:45"),
        ("Can we slide to Monday 16 November, 0900 at Hangar 4?", "en", "11-16T09:00"),
        ("Thursday 12 November at half past two", "en", "11-12T14:30"),
        ("Thursday 12 November, eight to three, lunch included", "en", "11-12T08:00"),
        ("Breakfast on Thursday, 8ish?", "en", "11-12T08:00"),
        ("Nov 17 (Tue) 15:00-15:45", "en", "11-17T15:00"),
        ("Sunday night at 8?", "en", "11-15T20:00"),
        ("Am Donnerstag um 7 Uhr abends?", "de", "11-12T19:00"),
        ("Am Donnerstag um 3 Uhr?", "de", "11-12T15:00"),
        ("Samstag, 14.11., um halb 4 in der Früh", "de", "11-14T03:30"),
        ("lundi 16 novembre 6h du matin, quai 12", "fr", "11-16T06:00"),
        ("jeudi 12 à 3 heures de l'après-midi", "fr", "11-12T15:00"),
        ("el miércoles 11 a eso de las 7 de la tarde por el taller", "es", "11-11T19:00"),
        ("¿Te va bien el jueves a la una y media?", "es", "11-12T13:30"),
        ("el jueves 12, de 2:00 a 3:30 p. m., en la casa", "es", "11-12T14:00"),
        ("Sube este sábado 14 a las 11.", "es", "11-14T11:00"),
        ("Pode vir na sexta às 10h30?", "pt", "11-13T10:30"),
        ("Tenho sexta 10h livre.", "pt", "11-13T10:00"),
        ("Venha cá segunda-feira às 9 horas.", "pt", "11-16T09:00"),
        ("na terça-feira (17/11), às 13h30", "pt", "11-17T13:30"),
        ("Venga domattina alle 7.45 al bar.", "it", "11-10T07:45"),
        ("Ci vediamo giovedì 12 alle cinque e mezza.", "it", "11-12T17:30"),
        ("il giorno 1° dicembre 2026 con inizio alle ore 10:30", "it", "12-01T10:30"),
        ("woensdag 11 november om half vijf", "nl", "11-11T16:30"),
        ("donderdag 12 november om 6u 's morgens", "nl", "11-12T06:00"),
    ],
)
def test_an_hour_is_read_as_its_language_writes_it(text: str, language: str, expected: str) -> None:
    assert starts(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("At 13:30, Thursday or Friday?", "en", ["11-12T13:30", "11-13T13:30"]),
        ("Vieni alle 13.30, martedì 17 o mercoledì 18?", "it", ["11-17T13:30", "11-18T13:30"]),
        ("Presencial, 10h. Terça 17 ou quarta 18?", "pt", ["11-17T10:00", "11-18T10:00"]),
        ("sexta 10h ou 16h30", "pt", ["11-13T10:00", "11-13T16:30"]),
        ("¿Mañana a las 10 u 11?", "es", ["11-10T10:00", "11-10T11:00"]),
        ("the 17th or 18th of November at 10", "en", ["11-17T10:00", "11-18T10:00"]),
    ],
)
def test_one_time_may_stand_before_several_days_and_several_times_after_one(
    text: str, language: str, expected: list[str]
) -> None:
    assert starts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Your interview has been moved to tomorrow, 2 pm.", "en", ["11-10T14:00"]),
        ("I can't do tomorrow at 9. Could we say Thursday at 11?", "en", ["11-12T11:00"]),
        ("Your interview on Thursday at 10:00 has been moved to Friday at 11:00.", "en", ["11-13T11:00"]),
        ("Original time: Thursday 10:00\nProposed time: Friday 11:00", "en", ["11-13T11:00"]),
        ("Instead of Thursday 10:00, would Friday 11:00 suit?", "en", ["11-13T11:00"]),
        ("I know we said Thursday at 10, but could you make Friday at noon?", "en", ["11-13T12:00"]),
        ("I can't do tomorrow at 9. Thursday at 11 would be fine.", "en", ["11-12T11:00"]),
        ("Doors open at 9:00, we start at 9:30 on Thursday.", "en", ["11-12T09:30"]),
        ("Wir verschieben von 9 auf Donnerstag, 11 Uhr.", "de", ["11-12T11:00"]),
        ("Der Termin am 12.11. um 10 Uhr wird auf den 13.11. um 11 Uhr verlegt.", "de", ["11-13T11:00"]),
        ("Leider muss ich den Termin am Donnerstag um 10 Uhr verschieben.", "de", []),
        ("Statt Donnerstag 10 Uhr ginge Freitag 11 Uhr.", "de", ["11-13T11:00"]),
        ("Le rendez-vous de jeudi à 10h est reporté au vendredi 13 à 11h.", "fr", ["11-13T11:00"]),
        ("Au lieu de jeudi 10h, seriez-vous libre vendredi à 11h ?", "fr", ["11-13T11:00"]),
        ("La entrevista del jueves a las 10 se cambia al viernes 13 a las 11:00.", "es", ["11-13T11:00"]),
        ("En lugar del jueves a las 10, ¿puedes el viernes a las 11?", "es", ["11-13T11:00"]),
        ("A entrevista de quinta às 10h passou para sexta às 11h.", "pt", ["11-13T11:00"]),
        ("Il colloquio di giovedì alle 10 è spostato a venerdì 13 alle 11.", "it", ["11-13T11:00"]),
        ("De afspraak van donderdag om 10 uur wordt verzet naar vrijdag om 11 uur.", "nl", ["11-13T11:00"]),
        ("In plaats van donderdag 10:00, kan vrijdag om 11:00?", "nl", ["11-13T11:00"]),
        ("L'incontro di giovedì è alle 8.30 anziché alle 10.00.", "it", ["11-12T08:30"]),
        ("La entrevista del jueves pasa de las 13:00 a las 16:30.", "es", ["11-12T16:30"]),
        ("Dejamos sin efecto la reunión de mañana a las 10:00.", "es", []),
        ("Fiona is away tomorrow at noon, cannot make it.", "en", []),
    ],
)
def test_what_is_moved_is_read_where_it_goes_and_what_is_off_is_not(
    text: str, language: str, expected: list[str]
) -> None:
    assert starts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Thursday afternoon would be good.", "en"),
        ("Shifts run from 06:00 to 22:00 on Thursday.", "en"),
        ("On Thursday the shuttle leaves at 9:20.", "en"),
        ("Reply by Thursday, 12/11, at noon.", "en"),
        ("Am Donnerstag fährt der Zug um 9.20 Uhr.", "de"),
        ("Bitte antworten Sie bis Donnerstag, 17 Uhr.", "de"),
        ("Répondez avant jeudi 12 novembre, 18h.", "fr"),
        ("El jueves dura alrededor de 2 horas.", "es"),
        ("Responda até as 12h de amanhã.", "pt"),
        ("Amanhã o comboio chega às 9h07.", "pt"),
        ("Giovedì dopo le 18 sono libera.", "it"),
        ("Visit us on Thursday at 2210 Figueroa.", "en"),
    ],
)
def test_parts_of_a_day_open_ends_shifts_trains_and_deadlines_are_no_times_to_meet(
    text: str, language: str
) -> None:
    assert starts(text, language) == []


def test_another_places_clock_does_not_make_a_second_meeting() -> None:
    assert starts("Thursday 12 November at 16:00 (17:30 IST)") == ["11-12T16:00"]
    assert starts("amanhã falamos às 10h (hora do continente, 9h nos Açores)", "pt") == ["11-10T10:00"]


def test_what_was_over_when_the_mail_was_written_is_no_slot_but_a_span_that_goes_on_is() -> None:
    assert starts("Today at 8:30") == []
    assert starts("Today between 8 am and 5 pm") == ["11-09T08:00"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Could we do Thursday, same time?", "en"),
        ("Ginge auch Donnerstag zur gleichen Zeit?", "de"),
        ("Jeudi à la même heure ?", "fr"),
        ("¿Puede ser el jueves a la misma hora?", "es"),
        ("Pode ser quinta-feira à mesma hora?", "pt"),
        ("Possiamo fare giovedì alla stessa ora?", "it"),
        ("Kan het donderdag op dezelfde tijd?", "nl"),
    ],
)
def test_the_same_time_is_that_of_the_earlier_mail_if_it_names_just_one(text: str, language: str) -> None:
    def found(quoted: str) -> list[str]:
        return [one.start.isoformat()[5:16] for one in read(mail(text, quoted=quoted), language).slots]

    header = "On Mon, 9 Nov 2026 at 08:02, Sam Rivera wrote:"
    assert found(f"{header}\n> 12/11 14:30") == ["11-12T14:30"]
    assert found(f"{header}\n> 12/11 14:30 / 16:00") == []
    assert found("") == []


def test_minutes_to_come_early_are_no_length() -> None:
    (slot,) = facts("Please arrive 15 minutes before your 10:00 appointment on Thursday 12 November.").slots
    assert slot.end is None


@pytest.mark.parametrize("text", ["Tuesday 1430 hrs", "Tuesday, 1430 h", "Tuesday 1430 hours"])
def test_an_hour_of_four_figures_with_its_unit_is_no_length(text: str) -> None:
    assert [(one.begin.isoformat("minutes"), one.sure) for one in times(text, "en")] == [("14:30", True)]
