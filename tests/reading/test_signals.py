"""Signs are read from the right place, in every language alike, and structure is told from words."""

from dataclasses import replace

import pytest
from mails import message

from mailwithdraw.model import Me, Message
from mailwithdraw.reading.signals import signs
from mailwithdraw.reading.words import sentences

ME = Me("Sam Rivera", ("sam@example.com",))


def keys(raw_message: Message, me: Me = ME, language: str = "en") -> set[str]:
    return signs(raw_message, me, language).keys()


def structure(raw_message: Message, me: Me = ME) -> set[str]:
    return {key for key in keys(raw_message, me) if key.startswith("x:")}


def test_one_concept_has_words_in_every_language() -> None:
    invitations = {
        "en": "We invite you to an interview.",
        "de": "Wir laden Sie zum Vorstellungsgespräch ein.",
        "fr": "Nous vous invitons à un entretien.",
        "es": "Le invitamos a una entrevista.",
        "nl": "Wij nodigen je uit voor een sollicitatiegesprek.",
        "pt": "Convidamos você para uma entrevista.",
        "it": "La invitiamo a un colloquio.",
    }
    for language, text in invitations.items():
        assert {"c:interview", "c:invite"} <= keys(message(body=text), language=language), language


def test_accents_and_capitals_make_no_other_word() -> None:
    assert "w:entretien" in keys(message(body="ENTRETIEN"), language="fr")
    assert keys(message(body="Cafe demain"), language="fr") == keys(
        message(body="CAFÉ demain"), language="fr"
    )


def test_subject_and_body_are_kept_apart() -> None:
    found = keys(message(subject="Interview", body="Thursday"))
    assert {"sw:interview", "w:thursday"} <= found
    assert not {"w:interview", "sw:thursday"} & found


def test_who_signs_and_the_address_are_kept_apart_from_what_is_said() -> None:
    mail = message(from_="Priya Nair <sales.team@corp.example>", body="Could we speak on Friday?")
    found = keys(replace(mail, signature="Kind regards,\nPriya Nair\nAccount Executive"))
    assert {"zw:account executive", "zc:other title", "aw:sales", "aw:team"} <= found
    assert not {"w:account", "w:sales"} & found
    assert "aw:<sender>" in keys(message(from_="Priya Nair <priya.nair@corp.example>"))


def test_mail_of_a_known_system_is_marked() -> None:
    found = structure(message(from_="Acme <no-reply@us.greenhouse-mail.io>"))
    assert {"x:system", "x:system greenhouse"} <= found
    assert "x:system" not in structure(message(from_="Jane Roe <jane@acme.example>"))


def test_the_names_of_owner_and_sender_are_no_words_of_their_own() -> None:
    found = keys(message(from_="Priya Nair <priya@corp.example>", body="Dear Sam, this is Priya."))
    assert {"w:dear <you>", "w:<sender>"} <= found
    assert not {"w:sam", "w:priya"} & found


def test_numbers_times_and_links_stand_for_what_they_are() -> None:
    text = (
        "See https://calendly.com/x/30min or call 555 at 10:30, €50, me@corp.example, https://corp.example/a"
    )
    assert [token.norm for token in next(sentences(text, {}))] == [
        *["see", "<schedule>", "or", "call", "<num>", "at", "<time>", "<money>", "<num>", "<email>", "<url>"]
    ]


def test_a_scheduler_is_a_whole_label_of_the_host() -> None:
    assert [
        t.norm for t in next(sentences("https://notcalendly.example https://evil.example/calendly", {}))
    ] == [
        "<url>",
        "<url>",
    ]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a 20-minute call", "<half hour>"),
        ("30 Minuten", "<half hour>"),
        ("45 min", "<fifty minutes>"),
        ("dura 60 minutos", "<hour>"),
        ("1 heure", "<hour>"),
        ("90 minutes", "<hours>"),
        ("2,5 Stunden", "<hours>"),
        ("5 uur", "<half day>"),
        ("om 14 uur", "<num>"),
        ("um 14 h", "<num>"),
        ("20 candidates", "<num>"),
    ],
)
def test_how_long_a_talk_lasts_is_one_sign(text: str, length: str) -> None:
    assert length in [token.norm for token in next(sentences(text, {}))]


def test_sentences_end_at_marks_blank_lines_and_bullets_but_not_in_dates() -> None:
    text = "Hello there\n\nCan you come on 24. March?\nWe hope so. Bye"
    assert [[t.norm for t in s] for s in sentences(text, {})] == [
        ["hello", "there", "."],
        ["can", "you", "come", "on", "<num>", "march", "?"],
        ["we", "hope", "so", "."],
        ["bye"],
    ]


def test_a_mail_from_the_owners_employer_comes_from_a_colleague() -> None:
    at_work = Me("Sam Rivera", ("sam@corp.example",))
    mail = message(from_="Priya <priya@corp.example>", to="sam@corp.example")
    assert "x:colleague" in structure(mail, at_work)


def test_sharing_a_mail_provider_makes_nobody_a_colleague() -> None:
    mail = message(from_="Priya <priya@gmail.com>", to="sam@gmail.com")
    assert "x:colleague" not in structure(mail, Me("Sam", ("sam@gmail.com",)))


def test_list_and_automatic_mail_is_marked_by_its_headers() -> None:
    mail = message(
        headers={"List-Unsubscribe": "<https://corp.example/u>", "Auto-Submitted": "auto-generated"}
    )
    assert {"x:list-unsubscribe", "x:auto-submitted"} <= structure(mail)
    assert "x:auto-submitted" not in structure(message(headers={"Auto-Submitted": "no"}))


def test_who_organizes_a_meeting_is_told_from_who_attends() -> None:
    invited = message(calendar={"organizer": "priya@corp.example", "attendees": ["sam@example.com"]})
    own = message(calendar={"organizer": "sam@example.com", "attendees": ["priya@corp.example"]})
    assert {"x:method request", "x:owner attends"} <= structure(invited)
    assert {"x:method request", "x:owner organizes"} <= structure(own)


def test_mail_that_goes_to_others_is_marked() -> None:
    assert "x:owner not addressed" in structure(message(to="undisclosed@corp.example"))
    assert "x:several addressed" in structure(message(to="sam@example.com, a@corp.example, b@corp.example"))
    assert not {"x:owner not addressed", "x:several addressed"} & structure(message())


def test_a_hostile_text_gives_a_bounded_number_of_signs() -> None:
    for text in ("." * 200_000 + "x", "a.a" * 70_000, "@" * 200_000, "\n -" * 70_000, "http://" * 30_000):
        assert len(keys(message(body=text))) < 20_000
