"""Days and times of a mail, resolved against the day it was written (Monday 9 November 2026, +01:00)."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from reading.facts.mails import facts, mail, read

from mailwithdraw.model import Address, Invite, Slot

NEW_YORK = timezone(timedelta(hours=-5))


def starts(text: str, language: str = "en") -> list[str]:
    return [slot.start.isoformat() for slot in facts(text, language).slots]


def spans(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    return [
        (slot.start.isoformat(), slot.end.isoformat() if slot.end else None)
        for slot in facts(text, language).slots
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Could you do Thursday 12 November at 14:00?", ["2026-11-12T14:00:00+01:00"]),
        ("Tuesday, November 17, 2026, 9:30 AM", ["2026-11-17T09:30:00+01:00"]),
        ("Are you free tomorrow at 9?", ["2026-11-10T09:00:00+01:00"]),
        ("They want a call with you at 2 today.", ["2026-11-09T14:00:00+01:00"]),
        ("Wednesday at 3 suits me.", ["2026-11-11T15:00:00+01:00"]),
        ("next Tuesday at 10:00", ["2026-11-17T10:00:00+01:00"]),
        ("Friday the 13th at noon", ["2026-11-13T12:00:00+01:00"]),
        (
            "13:30 on the 17th and 11:45 on the 18th",
            ["2026-11-17T13:30:00+01:00", "2026-11-18T11:45:00+01:00"],
        ),
        ("Thursday the 12th at 12 or 4:15", ["2026-11-12T12:00:00+01:00", "2026-11-12T16:15:00+01:00"]),
        ("December 9, 10, or 11 at 1 pm", [f"2026-12-{day:02}T13:00:00+01:00" for day in (9, 10, 11)]),
        ("19 or 20 November at 14:00", ["2026-11-19T14:00:00+01:00", "2026-11-20T14:00:00+01:00"]),
        ("Thursday 12 November at half past nine", ["2026-11-12T09:30:00+01:00"]),
        ("1st December, Tuesday, 11 AM", ["2026-12-01T11:00:00+01:00"]),
    ],
)
def test_days_and_times_go_together(text: str, expected: list[str]) -> None:
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thursday 12 November, 1–2 pm", ("2026-11-12T13:00:00+01:00", "2026-11-12T14:00:00+01:00")),
        (
            "Thursday 12 November between 2 and 4pm",
            ("2026-11-12T14:00:00+01:00", "2026-11-12T16:00:00+01:00"),
        ),
        ("Thursday 12 November from 11 to 2", ("2026-11-12T11:00:00+01:00", "2026-11-12T14:00:00+01:00")),
        ("Thursday 12 November, 10 am–1 pm", ("2026-11-12T10:00:00+01:00", "2026-11-12T13:00:00+01:00")),
        (
            "Between 9 and 11 AM on Friday, November 13",
            ("2026-11-13T09:00:00+01:00", "2026-11-13T11:00:00+01:00"),
        ),
        ("Half an hour on Thursday at 10:00?", ("2026-11-12T10:00:00+01:00", "2026-11-12T10:30:00+01:00")),
        ("Thursday at 10:00?", ("2026-11-12T10:00:00+01:00", None)),
    ],
)
def test_a_span_has_an_end_and_a_moment_has_none(text: str, expected: tuple[str, str | None]) -> None:
    assert spans(text) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Passt Ihnen Donnerstag, 12.11., um 17.30 Uhr?", "de", "2026-11-12T17:30:00+01:00"),
        ("am 24. November um 15 Uhr", "de", "2026-11-24T15:00:00+01:00"),
        ("am 3. Dezember um 15 Uhr", "de", "2026-12-03T15:00:00+01:00"),
        ("am 13. um 15 Uhr", "de", "2026-11-13T15:00:00+01:00"),
        ("morgen um halb 4", "de", "2026-11-10T15:30:00+01:00"),
        ("jeudi 12 novembre à 16h15", "fr", "2026-11-12T16:15:00+01:00"),
        ("le 12 novembre à 14 h 30", "fr", "2026-11-12T14:30:00+01:00"),
        ("lunes 16 de noviembre de 2026 a las 12:15", "es", "2026-11-16T12:15:00+01:00"),
        ("quinta-feira, 12/11, às 15h", "pt", "2026-11-12T15:00:00+01:00"),
        ("giovedì 12 novembre alle 16:30", "it", "2026-11-12T16:30:00+01:00"),
        ("donderdag 12 november om 13.00 uur", "nl", "2026-11-12T13:00:00+01:00"),
        ("donderdag 12 november om half tien", "nl", "2026-11-12T09:30:00+01:00"),
    ],
)
def test_times_are_read_in_the_languages_of_the_product(text: str, language: str, expected: str) -> None:
    assert starts(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thursday 12 November at 2 pm ET", "2026-11-12T14:00:00-05:00"),
        ("Thursday 12 November at 10:00 GMT", "2026-11-12T10:00:00+00:00"),
        ("Thursday 12 November at 16:00 UAE time", "2026-11-12T16:00:00+04:00"),
        ("All times Pacific.\nThursday 12 November, 9:30 am", "2026-11-12T09:30:00-08:00"),
        ("Thursday 12 November, 9:30 am (Europe/Lisbon)", "2026-11-12T09:30:00+00:00"),
        ("Thursday 12 November at 10:00 UTC+8", "2026-11-12T10:00:00+08:00"),
    ],
)
def test_a_stated_zone_beats_the_date_headers(text: str, expected: str) -> None:
    (slot,) = facts(text).slots
    assert (slot.start.isoformat(), slot.zone_stated) == (expected, True)


def test_summer_time_of_the_slot_counts_not_of_the_mail() -> None:
    written = datetime(2026, 3, 20, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    (slot,) = read(mail("Wednesday 1 April at 10:00", date=written)).slots
    assert (slot.start.isoformat(), slot.zone_stated) == ("2026-04-01T10:00:00+02:00", False)


def test_an_american_puts_the_month_first_and_others_the_day() -> None:
    american = read(mail("Thu 11/12 at 10:00", date=datetime(2026, 11, 9, 9, 0, tzinfo=NEW_YORK)))
    assert [slot.start.isoformat() for slot in american.slots] == ["2026-11-12T10:00:00-05:00"]
    assert starts("Thu 12/11 at 10:00") == ["2026-11-12T10:00:00+01:00"]


def test_without_a_date_header_only_a_full_date_is_read_and_stays_naive() -> None:
    text = "12 November 2026 at 11:00"
    assert [slot.start.isoformat() for slot in read(mail(text, date=None)).slots] == ["2026-11-12T11:00:00"]


@pytest.mark.parametrize(
    "text",
    [
        "Please answer by Thursday 12 November, 17:00.",
        "The test expires: 12 November 2026, 11:59 PM",
        "I can't do Thursday at 9 any more.",
        "Was: Thu 12 November, 11:00",
        "Our opening hours are Monday to Friday, 9:00 to 17:00.",
        "The interview takes 2 hrs; the role starts on 1 December.",
        "In the week of 16 November we interview from 9 to 5.",
        "My number is 020 7946 0355 since Thursday.",
        "You spoke to us on 5 November at 10:00.",
    ],
)
def test_deadlines_cancelled_times_and_office_hours_are_no_slots(text: str) -> None:
    assert starts(text) == []


def test_an_agenda_of_beginnings_is_one_meeting_and_spans_are_several() -> None:
    beginnings = "Thursday 12 November\n09:30  coffee\n10:00  design\n12:00  lunch\n13:00  wrap-up"
    several = "Thursday 12 November\n9:00-9:50  design\n10:00-10:50  code"
    assert starts(beginnings) == ["2026-11-12T09:30:00+01:00"]
    assert starts(several) == ["2026-11-12T09:00:00+01:00", "2026-11-12T10:00:00+01:00"]


def test_a_time_below_its_day_belongs_to_it() -> None:
    assert starts("DATE: Thursday, November 12\nTIME: 8:30 AM\nLENGTH: about 2 hrs") == [
        "2026-11-12T08:30:00+01:00"
    ]


def test_the_calendar_part_beats_the_words() -> None:
    start = datetime(2026, 11, 12, 13, 0, tzinfo=UTC)
    invite = Invite(
        "REQUEST",
        "u1",
        "Interview",
        start,
        start + timedelta(minutes=45),
        Address("jo@initech.example"),
        (),
        "",
    )
    message = mail("Thursday 12 November at 10:00", calendars=(invite,))
    assert read(message).slots == (
        Slot(start, start + timedelta(minutes=45), zone_stated=True, quote="Interview"),
    )


def test_a_cancelled_calendar_entry_is_no_slot() -> None:
    start = datetime(2026, 11, 12, 13, 0, tzinfo=UTC)
    invite = Invite("CANCEL", "u1", "Interview", start, None, Address("jo@initech.example"), (), "")
    assert read(mail("", calendars=(invite,))).slots == ()


def test_the_owners_own_words_below_are_not_read() -> None:
    assert read(mail("See you then.", quoted="> I can do Thursday at 10:00")).slots == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Could you do Thursday evening?", "en"),
        ("Worth a call Thursday, lunchtime or after five?", "en"),
        ("Passt Ihnen Samstagvormittag oder abends?", "de"),
        ("Pouvez-vous venir entre jeudi et vendredi ?", "fr"),
        ("¿Podemos hablar el jueves después del trabajo?", "es"),
        ("Kan ik je donderdag na je werk bellen?", "nl"),
        ("Free this evening or on Thursday after 6?", "en"),
        ("Come on Thursday at six or at seven.", "en"),
        ("Ven el jueves a las siete y media.", "es"),
        ("Can you do tomorrow at 5 or Thursday?", "en"),
        (
            "We work Friday 7:00 to 15:00, rest Saturday. Come Thursday 12 November at 10:00 or tell me if Wednesday suits.",
            "en",
        ),
    ],
)
def test_times_that_could_be_meant_otherwise_are_not_told(text: str, language: str) -> None:
    assert spans(text, language) == []


def test_an_hour_in_one_word_is_told_where_no_other_stands_beside_it() -> None:
    assert starts("Kommen Sie Donnerstag um drei vorbei.", "de") == ["2026-11-12T15:00:00+01:00"]
    assert starts("Venga lunedì 16 alle sei di mattina.", "it") == ["2026-11-16T06:00:00+01:00"]


def test_a_time_of_another_sentence_does_not_belong_to_a_day() -> None:
    text = "The shift begins at 7 am. We meet on Thursday in the canteen."
    assert starts(text) == []
    assert starts("Breakfast at 7:30 on the 12th, and I show you the plant.") == ["2026-11-12T07:30:00+01:00"]


def test_days_that_no_meeting_is_spoken_of_leave_no_doubt() -> None:
    text = "We are closed Saturday and Sunday. Come on Thursday 12 November at 10:00."
    assert starts(text) == ["2026-11-12T10:00:00+01:00"]
    assert starts("Your interview of Thursday at 10:00 has been cancelled.") == []


def test_the_same_time_that_nobody_named_is_a_doubt() -> None:
    assert starts("Could we switch to Monday, same time? Or else Thursday at 10.") == []
    assert starts("Können wir auf Donnerstag schieben, gleiche Zeit (14:30)?", "de") == [
        "2026-11-12T14:30:00+01:00"
    ]


def test_a_programme_below_a_day_with_its_hours_adds_no_times() -> None:
    text = "Visit on Thursday 12 November, 1 pm to 4 pm:\n13:00 Welcome\n13:45 Your case\n15:00 Talk"
    assert spans(text) == [("2026-11-12T13:00:00+01:00", "2026-11-12T16:00:00+01:00")]


def test_the_same_hour_is_that_of_the_day_before_it() -> None:
    assert [start for start, _ in spans("¿Jueves 12 a las 11, o viernes 13 a la misma hora?", "es")] == [
        "2026-11-12T11:00:00+01:00",
        "2026-11-13T11:00:00+01:00",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Jas loved your chat on Friday.",
        "Our clinic is closed Thursday afternoon.",
        "Would you be able to start on Thursday?",
        "We decide on Thursday; does that suit you?",
        "Could you call me? We work on Thursdays.",
        "Monday - Thursday 7:00-5:30, clinic closed Fridays.",
        "The post is 16 hours a week from Thursday.",
        "Could you come by on a Thursday?",
        "Could we speak? Salvo el jueves, any day.",
    ],
)
def test_days_of_other_things_are_no_slots(text: str) -> None:
    assert starts(text) == []


def test_a_part_of_a_day_that_is_proposed_is_a_slot_and_so_is_a_day_without_hours() -> None:
    morning = ("2026-11-12T09:00:00+01:00", "2026-11-12T12:00:00+01:00")
    afternoon = ("2026-11-12T12:00:00+01:00", "2026-11-12T18:00:00+01:00")
    whole = ("2026-11-12T00:00:00+01:00", "2026-11-13T00:00:00+01:00")
    assert spans("Could you do Thursday morning?") == [morning]
    assert spans("Passt Ihnen Donnerstagvormittag?", "de") == [morning]
    assert spans("Seriez-vous disponible jeudi après-midi ?", "fr") == [afternoon]
    assert spans("¿Puedes el jueves por la mañana?", "es") == [morning]
    assert spans("Shall we chat tomorrow at 5 or on the afternoon of the 12th?")[1] == afternoon
    assert spans("Kan ik je donderdag bellen?", "nl") == [whole]
    assert spans("You are invited to an interview on Thursday 12 November.") == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "Did you get my mail from Thursday about a call?",
        "Can we speak? I work Thursday mornings.",
        "I can't meet Thursday morning.",
        "Do you have the time to answer by Thursday?",
        "We met on Thursday morning, and I liked our talk.",
    ],
)
def test_a_part_of_a_day_for_something_else_is_no_slot(text: str) -> None:
    assert starts(text) == []


def test_bare_hours_below_a_day_are_a_choice_and_a_former_time_is_none() -> None:
    assert starts("Choose on 24 November 2026 one of these:\n09:00\n09:40\n13:00") == [
        "2026-11-24T09:00:00+01:00",
        "2026-11-24T09:40:00+01:00",
        "2026-11-24T13:00:00+01:00",
    ]
    text = (
        "Updated time\n12:30, Friday 20 November 2026\nFormer date / time\n09:00, Thursday 19 November 2026"
    )
    assert starts(text) == ["2026-11-20T12:30:00+01:00"]


def test_a_weekday_after_a_date_is_the_one_that_follows_it() -> None:
    text = "Dinner on Wednesday 25 November at 19:00, and on Thursday you meet the board at 8:30."
    assert starts(text) == ["2026-11-25T19:00:00+01:00", "2026-11-26T08:30:00+01:00"]


def test_tomorrow_stays_tomorrow_after_a_date() -> None:
    assert starts("It is on hold until 8 February. Can you take a call tomorrow at noon?") == [
        "2026-11-10T12:00:00+01:00"
    ]


def test_an_hour_may_stand_right_before_tomorrow_and_an_evening_before_its_hour() -> None:
    assert starts("Can we move you from 2 today to 7:15 tomorrow morning?") == ["2026-11-10T07:15:00+01:00"]
    assert starts("How about Thursday evening after surgery, 7ish?") == ["2026-11-12T19:00:00+01:00"]


def test_short_german_weekdays_are_read_before_an_hour() -> None:
    assert starts("Do. 17 Uhr bei uns?", "de") == ["2026-11-12T17:00:00+01:00"]
    assert starts("Schau Di oder Do zwischen 14:30 und 15:30 vorbei.", "de") == [
        "2026-11-10T14:30:00+01:00",
        "2026-11-12T14:30:00+01:00",
    ]


def test_days_are_listed_as_they_come_and_a_day_that_is_left_is_none() -> None:
    assert starts("Passt Mittwoch oder Montag, jeweils ab 17 Uhr?", "de") == [
        "2026-11-11T17:00:00+01:00",
        "2026-11-16T17:00:00+01:00",
    ]
    assert starts("Might we move your interview from Wednesday to Thursday, 9 o'clock?") == [
        "2026-11-12T09:00:00+01:00"
    ]


def test_a_number_of_several_is_no_hour_and_either_joins_hours() -> None:
    assert starts("You are booked for stage 2 on Thursday 12 November, 12:15 to 13:15.") == [
        "2026-11-12T12:15:00+01:00"
    ]
    assert starts("A call on Thursday 12 November, either 8.30 or 17.15?") == [
        "2026-11-12T08:30:00+01:00",
        "2026-11-12T17:15:00+01:00",
    ]


def test_a_day_without_an_hour_that_or_joins_is_a_doubt_and_dinner_is_late() -> None:
    assert starts("I am available today till 17:00 or tomorrow from 07:30.") == []
    assert starts("The owners want to have dinner with you at 7 on Thursday.") == [
        "2026-11-12T19:00:00+01:00"
    ]


def test_all_of_a_day_and_its_end_are_parts_of_it() -> None:
    assert spans("Can you talk on Thursday afternoon or at any point Friday?") == [
        ("2026-11-12T12:00:00+01:00", "2026-11-12T18:00:00+01:00"),
        ("2026-11-13T00:00:00+01:00", "2026-11-14T00:00:00+01:00"),
    ]
    assert spans("On peut se voir jeudi en fin de journée ?", "fr") == [
        ("2026-11-12T17:00:00+01:00", "2026-11-12T19:00:00+01:00")
    ]


def test_an_hour_after_which_it_suits_is_where_the_offer_begins() -> None:
    assert starts("Are you free on Thursday, any time after 2?") == ["2026-11-12T14:00:00+01:00"]


def test_portuguese_days_with_a_preposition_and_hours_without_accents_are_read() -> None:
    assert spans("Podes falar comigo na sexta de manhã?", "pt") == [
        ("2026-11-13T09:00:00+01:00", "2026-11-13T12:00:00+01:00")
    ]
    assert starts("Consegue vir conversar comigo sexta as 15h?", "pt") == ["2026-11-13T15:00:00+01:00"]
    assert starts("¿Le parece el viernes 13, 10 hs?", "es") == ["2026-11-13T10:00:00+01:00"]


def test_german_days_of_every_week_and_programmes_with_words_are_no_choices() -> None:
    assert starts("Mittwochs und freitags bin ich ab 14:30 erreichbar.", "de") == []
    text = (
        "Your visit is on Thursday 12 November.\n9:00 - 10:00 Coding with Jo\n"
        "10:00 - 10:45 Design talk\n11:00 - 11:45 Meet the team"
    )
    assert starts(text) == ["2026-11-12T09:00:00+01:00"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Do you have 15 min tomorrow at 11 or 2 for a quick screen?", "en", ["10T11:00", "10T14:00"]),
        (
            "Hij stelt voor: dinsdag 17 november om 8u15 of woensdag 18 november om 17u30.",
            "nl",
            ["17T08:15", "18T17:30"],
        ),
        ("OLD  Mon, Nov 16, 2026  10:00 AM\nNEW  Tue, Nov 17, 2026  1:00 PM", "en", ["17T13:00"]),
        ("Zullen we donderdagavond rond half 8 even bellen?", "nl", ["12T19:30"]),
        ("Kann ich Sie am Sonnabend gegen elf anrufen?", "de", ["14T11:00"]),
    ],
)
def test_hours_go_with_the_words_around_them(text: str, language: str, expected: list[str]) -> None:
    assert [slot.start.strftime("%dT%H:%M") for slot in facts(text, language).slots] == expected
