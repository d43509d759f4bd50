"""Whom to greet and whom to answer: a person, and the address that reaches one."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from reading.facts.mails import MONDAY, facts, mail, read, sender

from mailwithdraw.model import Address, Found, Invite
from mailwithdraw.reading.facts.people import shown_name
from mailwithdraw.reading.facts.persons import person


def name(text: str = "", **parts: Any) -> str | None:
    found = facts(text, **parts).contact.name
    return found.value if found else None


def email(text: str = "", **parts: Any) -> str | None:
    found = facts(text, **parts).contact.email
    return found.value if found else None


def phone(text: str) -> str | None:
    found = facts(text).contact.phone
    return found.value if found else None


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("Jane Roe", "Jane Roe"),
        ("Jane Roe via Greenhouse", "Jane Roe"),
        ("Roe, Jane", "Jane Roe"),
        ("Jane Roe (Acme)", "Jane Roe"),
        ("Jane Roe at Acme", "Jane Roe"),
        ("Jane van der Roe", "Jane van der Roe"),
        ("Dr. Jane Roe-Müller", "Dr. Jane Roe-Müller"),
        ("Acme Talent Team", None),
        ("HR Desk", None),
        ("Ashby Scheduling on behalf of Loomwise", None),
        ("Workday Notifications", None),
        ("no-reply", None),
        ("", None),
    ],
)
def test_a_display_name_shows_a_person_or_none(shown: str, expected: str | None) -> None:
    assert shown_name(Address("jane.roe@acme.example", shown)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Oakline Mobility. We",
        "Talent Team",
        "Monday",
        "Best regards",
        "Backend Engineer",
        "jane roe",
        "Room 240",
        "ACME GmbH",
    ],
)
def test_other_words_are_no_person(text: str) -> None:
    assert person(text) is None


@pytest.mark.parametrize("mark", ["i. A.", "i.V.", "ppa.", "p.p."])
def test_who_signs_for_the_firm_is_named_without_the_mark(mark: str) -> None:
    assert person(f"{mark} Renate Oswald") == "Renate Oswald"


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "Shall we talk?\n\nKind regards\nJane Roe",
            sender("careers@acme.example", "Acme Careers"),
            "Jane Roe",
        ),
        (
            "Shall we talk?",
            {**sender("jane@acme.example", "Jane"), "signature": "Jane Roe\nTalent, Acme"},
            "Jane Roe",
        ),
        ("Shall we talk?\n\nJane", sender("jane.roe@acme.example", "Jane Roe"), "Jane Roe"),
        ("Choose a time.", sender("no-reply@us.greenhouse-mail.io", "Acme"), None),
        ("Choose a time.", sender("recruiting@kestrelmaps.example", "Kestrel Maps"), None),
        (
            "Your coordinator Lou Hale will confirm.",
            sender("no-reply@greenhouse-mail.io", "Greenhouse"),
            "Lou Hale",
        ),
        ("Host: Jane Roe\nThursday", sender("notifications@calendly.com", "Calendly"), "Jane Roe"),
        (
            "Would Wednesday suit?\n\n- Maud, Cedar Grove Dental",
            sender("cedargrove_x7@indeedemail.com", "Cedar Grove Dental"),
            "Maud",
        ),
        ("Hi Sam,\n\nSam Rivera", sender("no-reply@ashbyhq.com", "Ashby"), None),
    ],
)
def test_the_name_is_that_of_a_human_and_never_the_owners(
    text: str, parts: dict[str, Any], expected: str | None
) -> None:
    assert name(text, **parts) == expected


SYSTEM = sender("no-reply@ashbyhq.com", "Ashby")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Questions? Write to Lou Hale at the desk.", "Lou Hale"),
        ("Confirm with Guadalupe at 505-555-0167.", "Guadalupe"),
        ("I'm Lou Hale and I lead the team.", "Lou Hale"),
        ("Lou Hale at Acme Foods has read your application.", "Lou Hale"),
        ("Können Sie nicht? 0511 5550 6000, Frau Cornelia Stahl.", "Cornelia Stahl"),
        ("Merci de confirmer auprès de Mme Corinne Jouve (03 99 00 12 75).", "Corinne Jouve"),
        ("Habla con Sònia cuando llegues.", "Sònia"),
        ("Hola! Soy Gladys, del Autoservicio.", "Gladys"),
        ("Fala com a Irmã Assunção, que é a diretora.", "Irmã Assunção"),
        ("Contatti Antonella, la coordinatrice.", "Antonella"),
        ("Bel Fatima bij de balie.", "Fatima"),
        ("Con quién ..... Xoán Lema (producción)", "Xoán Lema"),
        ("Dear Ms. Hale,\nplease choose a time.", None),
        ("Sehr geehrter Herr Marx, bitte wählen Sie.", None),
        ("Please call today.", None),
        ("We look forward to a chat with Google Meet.", None),
    ],
)
def test_behind_a_system_the_text_names_whom_one_would_answer(text: str, expected: str | None) -> None:
    assert name(text, **SYSTEM) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (sender("trigonovo@padaria.example", "Padaria Trigo Novo"), None),
        (sender("personale@autolineemurgia.example", "Autolinee Murgia"), None),
        (sender("info@dezandhoeve.example", "Hoeve De Zandhoeve"), None),
        (sender("forstamt@wald.example", "Forstamt Idarkopf"), None),
        (sender("direction@serein.example", "Observatoire du Mont Serein"), None),
        (sender("mara@lodi-grafica.example", "Officine Grafiche Lodi"), None),
        (sender("recruitment@foxgloves.example", "Nell Hathersage"), "Nell Hathersage"),
        (sender("skd@kaplandiazpartners.example", "Sunniva Kaplan-Diaz"), "Sunniva Kaplan-Diaz"),
        (sender("costanza@ateliermerighi.example", "Costanza Merighi"), "Costanza Merighi"),
        (sender("io@lumber.example", "Io Papadakis"), "Io Papadakis"),
    ],
)
def test_a_display_of_the_domains_own_words_is_a_firm(parts: dict[str, Any], expected: str | None) -> None:
    assert name("Shall we talk?", **parts) == expected


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "Shall we?\n\nHannes Strobl",
            sender("office@baeckerei-strobl.example", "Bäckerei Strobl"),
            "Hannes Strobl",
        ),
        ("Come by.\n\nHattie, Brightwater Mill", sender("jobs@brightwatermill.example", "Jobs"), "Hattie"),
        ("Questions? Hannah Meijers, 030 555 07 07.", SYSTEM, "Hannah Meijers"),
        ("Osian Pugh (Tidepod Mobility) replied to your message.", SYSTEM, "Osian Pugh"),
    ],
)
def test_who_signs_for_a_firm_is_a_person_though_the_firm_bears_the_name(
    text: str, parts: dict[str, Any], expected: str
) -> None:
    assert name(text, **parts) == expected


def test_the_quote_of_a_turned_name_is_the_display_as_written() -> None:
    found = facts("Shall we talk?", **sender("jane.roe@acme.example", "Roe, Jane")).contact.name
    assert found is not None
    assert (found.value, found.quote) == ("Jane Roe", "Roe, Jane")


def test_reply_to_beats_from() -> None:
    parts = {
        **sender("no-reply@ashbyhq.com", "Ashby"),
        "reply_to": (Address("jane@acme.example", "Jane Roe"),),
    }
    assert email(**parts) == "jane@acme.example"
    assert name(**parts) == "Jane Roe"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (sender("jane@acme.example", "Jane Roe"), "jane@acme.example"),
        (sender("7f3c21+b2d9@inbound.workablemail.com", "Jane Roe"), "7f3c21+b2d9@inbound.workablemail.com"),
        (sender("inmail-hit-reply@linkedin.com", "Jane Roe via LinkedIn"), "inmail-hit-reply@linkedin.com"),
        (sender("no-reply@acme.example", "Acme"), None),
        (sender("harrowgate@myworkday.com", "Workday"), None),
        (sender("sam@example.com", "Sam Rivera"), None),
    ],
)
def test_the_address_reaches_somebody_or_there_is_none(parts: dict[str, Any], expected: str | None) -> None:
    assert email("Hello", **parts) == expected


def test_behind_a_dead_sender_the_organizer_then_the_text_names_the_address() -> None:
    dead = sender("notifications@calendly.com", "Calendly")
    invite = Invite("REQUEST", "u", "Chat", None, None, Address("jane@acme.example", "Jane Roe"), (), "")
    assert email("x", **dead, calendars=(invite,)) == "jane@acme.example"
    text = "Accommodation requests: access@acme.example. To cancel please write to tricia.boone@acme.example."
    assert email(text, **dead) == "tricia.boone@acme.example"


def test_a_letter_passed_on_by_a_friend_is_answered_to_its_author() -> None:
    letter = (
        "---------- Forwarded message ---------\nFrom: Karen Lo <karen@brightreach.example>\n\nCan Sam come?"
    )
    by_a_friend = facts("This one's yours!", forwarded=letter, **sender("vella@example.org", "Steph Vella"))
    assert by_a_friend.contact.name == Found("Karen Lo", "Karen Lo")
    assert by_a_friend.contact.email == Found("karen@brightreach.example", "karen@brightreach.example")
    by_a_colleague = facts("Sam, see below.", forwarded=letter, **sender("jo@brightreach.example", "Jo Roe"))
    assert by_a_colleague.contact.name == Found("Jo Roe", "Jo Roe")


def test_who_signs_beats_the_office_whose_mailbox_it_is() -> None:
    text = "Guten Tag\nKommen Sie am Montag.\nMit freundlichen Grüßen\nJörg Petry"
    assert name(text, **sender("forst@idarkopf.example", "Haus Idarkopf")) == "Jörg Petry"
    assert name(text, **sender("kirsty.bell@taranui.example", "Kirsty Bell")) == "Kirsty Bell"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sorry about today.\nThe phone is nearly dead. Gino", "Gino"),
        ("Hello Sam\nCall at ten?\nRegards,\nMr Jefferson Cole", "Jefferson Cole"),
        ("Hello Sam\nCall at ten?\nRegards,\nMs. Brandt", "Ms. Brandt"),
        ("Monsieur Roy,\nAu plaisir de vous voir", None),
        ("Come on Monday at ten.\nAsk for Lupe Ruiz at the door.", None),
        ("I'm Olivia, your virtual hiring assistant.\nPick a time!", None),
    ],
)
def test_who_signs_is_named_and_whom_one_meets_at_the_door_is_not(text: str, expected: str | None) -> None:
    assert name(text, **sender("jobs@initech.example", "Initech Jobs")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring me on +44 20 7946 0355.", "+442079460355"),
        ("Pay 2 100-2 250 or 90-110.000 a year", None),
        ("It's a no. 021 555 0188", "021 555 0188"),
        ("Help desk: 888-555-0150. Mine is 505-555-0122", "+15055550122"),
        ("Adjustments go to 0341 5550 916.", None),
        ("+49 (0)30 901820", "+4930901820"),
        ("Regolamento UE 2016/679", None),
        ("Posting 2025-4410, 500 000 000 in sales", None),
        ("Open 10.30-11.30, 21.500-23.000 euros", None),
        ("Fax: 720-555-0142", None),
        ("Meeting ID: 211 098 334 7", None),
        ("Is 512-555-0133 still right?", None),
        ("On 12.11.2026 from 10:00, room 2.118", None),
        ("Registered in England, company number 01234567", None),
        ("https://zoom.example/j/93310088421", None),
    ],
)
def test_a_phone_number_is_the_senders_and_nothing_else(text: str, expected: str | None) -> None:
    assert phone(text) == expected


_TALLINN = datetime(2026, 11, 9, 9, 0, tzinfo=timezone(timedelta(hours=2)))
_DALLAS = datetime(2026, 11, 9, 9, 0, tzinfo=timezone(timedelta(hours=-6)))
_LONDON = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
_SYDNEY = datetime(2026, 11, 9, 9, 0, tzinfo=timezone(timedelta(hours=11)))
_BOGOTA = datetime(2026, 11, 9, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
_RIO = datetime(2026, 11, 9, 9, 0, tzinfo=timezone(timedelta(hours=-3)))


@pytest.mark.parametrize(
    ("text", "language", "date", "expected"),
    [
        ("Cell: (505) 555-0122", "en", _DALLAS, "+15055550122"),
        ("Call me: 020 7946 0355", "en", _LONDON, "+442079460355"),
        ("Call me: 086 555 0121", "en", _LONDON, "+353865550121"),
        ("I'll ring off 0491 571 266.", "en", _SYDNEY, "+61491571266"),
        ("Tel. 0341 5550 916", "de", MONDAY, "+493415550916"),
        ("Tel. 079 555 04 12", "de", MONDAY, "+41795550412"),
        ("Wien, Tel. 0512 5550 19", "de", MONDAY, "+43512555019"),
        ("Tel. 0664 5550182", "de", MONDAY, "+436645550182"),
        ("Tél. 02 99 00 61 40", "fr", MONDAY, "+33299006140"),
        ("Tél. 0470 55 01 83", "fr", MONDAY, "+32470550183"),
        ("Bel 030 555 01 42", "nl", MONDAY, "+31305550142"),
        ("Llámame al 655 010 418.", "es", MONDAY, "+34655010418"),
        ("Llámame al 300 555 0164.", "es", _BOGOTA, "+573005550164"),
        ("Liga (62) 5550-0143", "pt", _RIO, "+556255500143"),
        ("Tel. 0422 555 031", "it", MONDAY, "+390422555031"),
        ("Or 98200 55501, as in +91 90000 14422", "en", _LONDON, "+919820055501"),
        ("Tel. 0341 5550 916", "en", _TALLINN, "0341 5550 916"),
        ("Tel. 655 010 418", "en", _LONDON, "655 010 418"),
    ],
)
def test_a_number_has_its_country_where_that_is_plain_and_else_is_as_written(
    text: str, language: str, date: datetime, expected: str
) -> None:
    found = facts(text, language, date=date).contact.phone
    assert found is not None
    assert found.value == expected


def test_quoted_history_names_nobody() -> None:
    message = mail("Hello", quoted="> Jane Roe, 020 7946 0355", **sender("no-reply@ashbyhq.com", "Ashby"))
    contact = read(message).contact
    assert (contact.name, contact.email, contact.phone) == (None, None, None)
