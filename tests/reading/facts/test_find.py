"""All facts together: nothing is invented, every fact rests on words of the mail, and no text breaks the reading."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.facts.mails import mail, read, sender

from mailwithdraw.model import Facts, Message

PIECES = [
    "£50,000", "90-110k", "salary", "12 LPA", "per annum", "Thursday", "12 November", "13/11", "at 3", "10:00", "–", "to",
    "between", "and", "2 pm", "ET", "by", "Senior Engineer", "for the", "role", "at Acme", "based in Leeds", "my client",
    "hybrid", "two days a week in the office", "take-home", "3 hours", "unpaid", "Kind regards\n", "Jane Roe", "\n", ". ",
    "https://cal.com/x/y", "+44 20 7946 0355", "jane@acme.example", "morgen um halb 4", "(", ")", "€", "$", "’",
    "mil", "de 6 a 7", "a las seis y media", "na sexta", "0900", "10.15", "8ish", "pasa de las 13:00 a las 16:30", "entro il 20",
    "before 20th EOD", "remote,", "(presencial)", "ask for", "Frau", "via Greenhouse", "pagamos", "la prova", "rising to", "£21",
    "after midnight", "R$ 5.400", "655 010 418", "23:59", "au plus tard", "within 3 days",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


def quotes(facts: Facts) -> Iterator[str]:
    single = (
        facts.company, facts.role, facts.contact.name, facts.contact.email, facts.contact.phone, facts.salary, facts.location,
        facts.work_mode, facts.relocation, facts.reply_by, facts.scheduling_link, facts.agency, facts.test, facts.met,
        facts.applied, facts.seniority,
    )  # fmt: skip
    yield from (found.quote for found in single if found is not None)
    yield from (slot.quote for slot in facts.slots)


def words(message: Message) -> str:
    people = (*message.from_, *message.reply_to)
    parts = (message.subject, message.text, message.signature, message.forwarded)
    shown = (f"{person.name} {person.email}" for person in people)
    return " ".join(" ".join((*parts, *shown)).split())


@given(TEXTS, TEXTS, st.sampled_from(["en", "de", "fr", "es", "pt", "it", "nl", "und"]))
@settings(max_examples=150, deadline=None)
def test_every_fact_of_any_text_quotes_the_mail(text: str, signature: str, language: str) -> None:
    message = mail(text, signature=signature, subject=" ".join(text[:80].split()))
    shown = words(message)
    assert [quote for quote in quotes(read(message, language)) if quote not in shown] == []


def test_an_empty_mail_states_nothing() -> None:
    assert read(mail("", from_=(), to=(), date=None)) == Facts()


@pytest.mark.parametrize(
    "piece",
    [
        "1 to ",
        "$1 ",
        "Monday 12 ",
        "1 or 2 or ",
        "10 a las ",
        "Jane de la ",
        "with: ",
        "remote, ",
        "by the end of ",
        "Dear Ab ",
        "A.",
        "Ab ",
        "(",
        "a big company ",
        "https://",
    ],
)
def test_a_mail_made_to_cost_time_is_still_read(piece: str) -> None:
    message = mail(piece * (12_000 // len(piece)))
    assert read(message).met is None


def test_the_facts_of_one_mail_stand_together() -> None:
    found = read(
        mail(
            "Hi Sam,\n\nI run talent at Ledgerloft. We're hiring a Staff Backend Engineer, hybrid out of our Leeds office."
            "\nThe salary is £90,000 to £110,000. Could you do Thursday 12 November at 10:00?\n\nKind regards\nJo Roe",
            subject="Staff Backend Engineer at Ledgerloft",
            **sender("jo.roe@ledgerloft.example", "Jo Roe"),
        )
    )
    assert found.company is not None
    assert found.role is not None
    assert found.salary is not None
    assert found.work_mode is not None
    assert (found.company.value, found.role.value) == ("Ledgerloft", "Staff Backend Engineer")
    assert (found.work_mode.value.value, found.location and found.location.value) == ("hybrid", "Leeds")
    assert [slot.start.isoformat() for slot in found.slots] == ["2026-11-12T10:00:00+01:00"]
    assert (found.agency, found.met, found.applied, found.relocation) == (None, None, None, None)
