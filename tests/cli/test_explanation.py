import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from importlib.resources import files
from zoneinfo import ZoneInfo

import click
import pytest
from support.messages import message_with

from mailwithdraw.cli import words
from mailwithdraw.cli.explanation import explanation, pay
from mailwithdraw.model import (
    Address,
    Certainty,
    Decision,
    Detection,
    Evidence,
    Facts,
    Found,
    Judgement,
    Kind,
    NoDraft,
    Period,
    Reach,
    ReachKind,
    Reason,
    Salary,
    Share,
    Slot,
    Stage,
    Verdict,
)

BERLIN = ZoneInfo("Europe/Berlin")
INES = Address("ines@tessellate.example", "Ines Albrecht")
MESSAGE = message_with(
    message_id="<a@tessellate.example>",
    date=datetime(2026, 11, 10, 8, 58, tzinfo=BERLIN),
    from_=(INES,),
    subject="Re: System design round",
)
YEARLY = Salary(Decimal(78000), Decimal(78000), "EUR", Period.YEAR)
JUDGEMENT = Judgement(
    message=MESSAGE,
    detection=Detection(
        Kind.INVITATION,
        Stage.FINAL,
        Certainty.SURE,
        0.987,
        "en",
        (
            Evidence("slot", 1.1, "body", "Friday at 10"),
            Evidence("invites", 2.4, "body", "we'd like to invite you"),
        ),
    ),
    facts=Facts(
        company=Found("Tessellate Systems", "Talent Lead, Tessellate Systems"),
        salary=Found(YEARLY, "the budget is 78,000 EUR a year"),
        slots=(Slot(datetime(2026, 11, 13, 10, 0, tzinfo=BERLIN), None, True, "Friday at 10"),),
    ),
    suspicions=(),
    reach=Reach(ReachKind.HUMAN, INES, "a person wrote it"),
    decision=Decision(
        Verdict.WITHDRAW,
        (
            Reason(
                "salary_below", Verdict.DECLINE, "the pay is below yours", "78,000 EUR a year", Share.GENERAL
            ),
        ),
        ("you already spoke with them",),
        datetime(2026, 11, 10, 18, 0, tzinfo=BERLIN),
    ),
    draft=NoDraft("no letters in Klingon yet"),
)


def test_an_explanation_tells_what_it_is_what_it_says_and_what_follows_each_with_its_words() -> None:
    assert explanation(JUDGEMENT, "0001.eml", colour=False, width=80).splitlines() == [
        "0001.eml " + "─" * 71,
        "  mail       Re: System design round",
        "             Ines Albrecht <ines@tessellate.example>, Tue 10 Nov 2026 08:58",
        "  is         invitation, final round, sure, score 0.99",
        "             +2.4 invites: “we'd like to invite you”",
        "             +1.1 slot: “Friday at 10”",
        "  says       company     Tessellate Systems “Talent Lead, Tessellate Systems”",
        "             pay         78,000 EUR a year “the budget is 78,000 EUR a year”",
        "             time        Fri 13 Nov 2026 10:00 “Friday at 10”",
        "  answer     would reach a person at Ines Albrecht <ines@tessellate.example>: a",
        "             person wrote it",
        "  verdict    withdraw",
        "             salary_below: the pay is below yours",
        "             “78,000 EUR a year”",
        "             for going all the same: you already spoke with them",
        "             an answer is due Tue 10 Nov 2026 18:00",
        "  draft      none: no letters in Klingon yet",
    ]


def test_what_is_no_invitation_is_told_in_a_few_lines() -> None:
    newsletter = Judgement(
        message=replace(MESSAGE, date=None, from_=(), subject="10 questions", defects=("cut off",)),
        detection=Detection(Kind.NEWSLETTER, None, None, 0.01, "en", ()),
        facts=Facts(),
        suspicions=(),
        reach=None,
        decision=None,
        draft=None,
    )
    assert explanation(newsletter, "x.eml", colour=False).splitlines()[1:] == [
        "  mail       10 questions",
        "             (no sender)",
        "             damaged: cut off",
        "  is         newsletter, score 0.01",
    ]


def test_colours_change_no_word_and_ascii_is_ascii() -> None:
    plain = explanation(JUDGEMENT, "0001.eml", colour=False)
    assert click.unstyle(explanation(JUDGEMENT, "0001.eml", colour=True)) == plain
    assert explanation(JUDGEMENT, "0001.eml", colour=False, unicode=False).isascii()


def test_a_mail_and_a_file_name_cannot_steer_the_terminal() -> None:
    evil = replace(
        JUDGEMENT, message=replace(MESSAGE, subject="a\x1b[2Jb\u202ec", from_=(Address("a\x9b@b", "\x07"),))
    )
    assert not set(explanation(evil, "\x1b]0;x\x07.eml", colour=False)) & set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize(
    ("salary", "said"),
    [
        (Salary(Decimal(62000), Decimal(70000), "EUR", Period.YEAR), "62,000 to 70,000 EUR a year"),
        (Salary(None, Decimal(90000), "GBP", Period.YEAR), "up to 90,000 GBP a year"),
        (Salary(Decimal("21.50"), None, "USD", Period.HOUR), "from 21.50 USD an hour"),
        (Salary(Decimal(1200000), Decimal(1200000), None, None), "1,200,000"),
    ],
)
def test_pay_is_told_in_words(salary: Salary, said: str) -> None:
    assert pay(salary) == said


def test_every_sign_of_the_detector_has_words_for_a_person() -> None:
    concepts = json.loads(files("mailwithdraw.reading").joinpath("lexicon.json").read_text(encoding="utf-8"))
    named = {name for name in concepts if words.sign(name) == name}
    assert not named
    assert words.sign("ask talk third if") == "asks a talk of somebody else, on a condition"
    assert words.sign("system greenhouse") == "it came through greenhouse"
