"""What decides about a letter: the reason told, the door, the delay, the fallbacks, and where there is none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from writing.scenarios import (
    ARRIVED,
    JANE,
    ME,
    MET,
    OFFER,
    ONSITE,
    SALARY,
    SCENARIOS,
    facts,
    floor,
    found,
    message,
    reach,
    reason,
    slot,
    write,
)

from mailwithdraw.model import Criteria, Criterion, Draft, NoDraft, ReachKind, Reason, Share, Stage, Verdict
from mailwithdraw.rendering import renderer


def letter(**asked: Any) -> str:
    draft = write(**asked)
    assert isinstance(draft, Draft)
    return draft.letter


def why(**asked: Any) -> str:
    draft = write(**asked)
    assert isinstance(draft, NoDraft)
    return draft.why


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("de", "no letters in German yet"),
        ("fr", "no letters in French yet"),
        ("xx", 'no letters in the language "xx" yet'),
        ("und", "its language cannot be told"),
    ],
)
def test_a_mail_in_another_language_gets_no_letter(language: str, clause: str) -> None:
    assert why(reasons=[SALARY], language=language) == clause


@pytest.mark.parametrize(
    ("verdict", "clause"),
    [
        (Verdict.CAUTION, "better not answered before you know who wrote it"),
        (Verdict.ASK, "a question to them is yours to write"),
        (Verdict.NEGOTIATE, "a point to raise with them is yours to write"),
    ],
)
def test_a_verdict_that_declines_nothing_gets_no_letter(verdict: Verdict, clause: str) -> None:
    assert why(verdict=verdict) == clause


def test_a_portal_is_named_instead_of_a_letter() -> None:
    portal = reach(None, ReachKind.PORTAL, "https://careers.acme.example")
    assert (
        why(reasons=[SALARY], to=portal)
        == "a reply would reach nobody: they wrote it; to withdraw: https://careers.acme.example"
    )


@pytest.mark.parametrize(
    ("reasons", "criteria", "clause"),
    [
        ([SALARY, reason("relocation", Share.SPECIFIC)], None, "as I'm not able to relocate."),
        ([reason("salary_below", Share.SPECIFIC)], None, "as the compensation isn't what I'm looking for."),
        (
            [reason("companies", Share.NEVER), SALARY],
            None,
            "as the role isn't the right fit for me at this time.",
        ),
        ([reason("industries", Share.SPECIFIC)], None, "as the role isn't the direction I'm looking for."),
        ([reason("work_mode", Share.SPECIFIC)], ONSITE, "as I'm looking for a fully remote role."),
        (
            [reason("work_mode", Share.SPECIFIC)],
            Criteria((Criterion("work_mode", ("onsite",)),)),
            "as I'm looking for a role with remote work.",
        ),
        ([reason("work_mode")], ONSITE, "as the role isn't the right fit for me at this time."),
        ([reason("roles"), reason("seniority")], None, "as the role isn't the direction I'm looking for."),
        (
            [reason("a_new_criterion", Share.SPECIFIC)],
            None,
            "as the role isn't the right fit for me at this time.",
        ),
        (
            [SALARY, reason("phrases", Share.GENERAL, Verdict.ASK)],
            None,
            "as the role isn't the right fit for me at this time.",
        ),
    ],
)
def test_one_reason_is_told_and_it_is_the_one_that_may_be(
    reasons: list[Reason], criteria: Criteria | None, clause: str
) -> None:
    text = letter(reasons=reasons, criteria=criteria)
    assert f"I've decided not to take it further, {clause}" in text
    assert text.count(", as ") == 1


def test_an_accepted_offer_comes_before_any_other_reason() -> None:
    text = letter(reasons=[reason("relocation", Share.SPECIFIC), reason("accepted_offer")], criteria=OFFER)
    assert "I've accepted another offer" in text
    assert "relocate" not in text


def test_a_secret_offer_is_not_mentioned() -> None:
    text = letter(reasons=[reason("accepted_offer", Share.NEVER)], criteria=OFFER)
    assert "offer" not in text
    assert "I've decided not to take it further.\n" in text


def test_an_offer_nobody_declared_is_never_claimed() -> None:
    text = letter(reasons=[reason("accepted_offer")], criteria=Criteria())
    assert "offer" not in text


def test_salary_after_a_conversation_is_greater_financial_security() -> None:
    text = letter(verdict=Verdict.WITHDRAW, reasons=[SALARY], stage=Stage.INTERVIEW, known=facts(met=MET))
    assert "as I'm looking for greater financial security." in text


@pytest.mark.parametrize("criterion", ["companies", "industries", "phrases", "agencies"])
def test_the_door_stays_shut_where_they_themselves_are_unwanted(criterion: str) -> None:
    assert "reach out again" not in letter(reasons=[reason(criterion), SALARY])
    assert "reach out again" in letter(reasons=[SALARY])


def test_an_impression_that_only_asks_still_shuts_the_door() -> None:
    assert "reach out again" not in letter(reasons=[SALARY, reason("phrases", Share.NEVER, Verdict.ASK)])


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(hours=2), "I'm letting you know right away so"),
        (timedelta(days=1), "I'm letting you know right away so"),
        (timedelta(days=2), "I'm letting you know now so"),
        (timedelta(days=3), "I'm letting you know now so"),
        (timedelta(days=3, minutes=1), "I'm sorry for the slow reply"),
        (timedelta(days=-5), "I'm letting you know now so"),
    ],
)
def test_the_letter_says_of_its_delay_what_is_true(age: timedelta, words: str) -> None:
    assert words in letter(reasons=[SALARY], now=ARRIVED + age)


def test_a_mail_without_a_date_is_answered_now() -> None:
    assert "I'm letting you know now so" in letter(reasons=[SALARY], mail=message(date=None))


def test_a_reminder_of_a_fixed_time_needs_no_apology() -> None:
    text = letter(
        reasons=[SALARY],
        stage=Stage.REMINDER,
        mail=message(text="Hi Sam,\n\nLooking forward to seeing you on Wednesday.\n\nJane"),
    )
    assert "sorry" not in text


def test_what_the_criteria_list_is_left_out_of_the_letter() -> None:
    text = letter(
        reasons=[reason("phrases", Share.NEVER)],
        known=facts(role="Rockstar Developer", company="Acme"),
        criteria=Criteria((Criterion("phrases", ("rockstar",), share=Share.NEVER),)),
    )
    assert text.startswith("Hi Jane,\n\nThank you for thinking of me for this role. ")


def test_a_slot_that_makes_the_letter_too_long_is_what_goes_first() -> None:
    known = facts(
        role="Senior Staff Data Platform Engineer",
        company="Blue Heron Lake",
        applied=MET,
        slots=(slot("Wednesday, 11 November, from 3 pm until 4 pm GMT"),),
    )
    text = letter(reasons=[reason("unpaid_test_hours_over")], stage=Stage.INTERVIEW, known=known)
    assert "the Senior Staff Data Platform Engineer role at Blue Heron Lake" in text
    assert "Wednesday" not in text


def test_where_every_letter_breaches_there_is_none() -> None:
    def broken(_name: str, _values: Mapping[str, object]) -> str:
        return "Hello,\n\nMaybe.\n"

    assert (
        why(reasons=[SALARY], render=broken)
        == "every letter would have said more than you allow; write this one yourself"
    )


def test_a_template_of_the_users_that_breaches_gives_way_to_the_plainest() -> None:
    shipped = renderer()

    def render(name: str, values: Mapping[str, object]) -> str:
        if name == "en/decline/outreach.txt":
            return (
                "Hi,\n\nthanks, but I won't do it for less than 85k, so I decided to decline.\n\nSam Rivera"
            )
        return shipped(name, values)

    assert letter(reasons=[SALARY], render=render).startswith("Hello,\n\nThank you for your message and for")


def test_a_wanted_role_is_named_unless_it_is_the_one_refused() -> None:
    criteria = Criteria(
        (floor(),), wanted_companies=("Acme",), wanted_roles=("Staff Engineer", "Data Engineer")
    )
    text = letter(verdict=Verdict.REDIRECT, reasons=[SALARY], criteria=criteria)
    assert "other openings, such as Data Engineer." in text


@pytest.mark.parametrize(
    ("weekday", "words"),
    [(2, "How does this week look"), (3, "How does next week look"), (6, "How does next week look")],
)
def test_a_redirect_asks_for_the_days_that_are_left(weekday: int, words: str) -> None:
    monday = ARRIVED - timedelta(days=ARRIVED.weekday())
    now = monday + timedelta(days=weekday, hours=2)
    mail = message(date=now)
    assert words in letter(verdict=Verdict.REDIRECT, reasons=[reason("roles")], mail=mail, now=now)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_letter_falls_back_when_names_are_long(scenario: str) -> None:
    asked = dict(SCENARIOS[scenario])
    known = asked.get("known") or facts()
    long = {"role": found("Senior Staff Data Platform Engineer")} if known.role else {}
    if known.company:
        long["company"] = found("Blue Heron Lake")
    text = letter(**{**asked, "known": replace(known, **long)})
    assert ("the Senior Staff Data Platform Engineer role" in text) == bool(known.role)
    assert ("Blue Heron Lake" in text) == bool(known.company)


def test_the_draft_is_a_reply_to_the_one_person() -> None:
    draft = write(reasons=[SALARY])
    assert isinstance(draft, Draft)
    assert (draft.purpose, draft.to, draft.cc) == ("decline", (JANE,), ())
    assert (draft.from_.email, draft.from_.name) == ("sam@example.com", ME.name)
    assert (draft.subject, draft.in_reply_to) == ("Re: Interview with Acme", "<one@acme.example>")
    assert draft.references == ("<one@acme.example>",)
    assert draft.text == (
        f"{draft.letter}\n\nOn Tue, 3 Nov 2026 at 14:05, Jane Roe <jane@acme.example> wrote:\n"
        "> Hi Sam,\n>\n> would you like to talk?\n>\n> Jane\n"
    )
