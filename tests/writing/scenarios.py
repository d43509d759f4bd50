"""The occasions of the gallery: each yields one letter, kept beside it in letters/."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from support.messages import message_with

from mailwithdraw.model import (
    Address,
    Certainty,
    Contact,
    Criteria,
    Criterion,
    Decision,
    Detection,
    Draft,
    Facts,
    Found,
    Kind,
    Me,
    Message,
    NoDraft,
    Period,
    Reach,
    ReachKind,
    Reason,
    Salary,
    Share,
    Situation,
    Slot,
    Stage,
    Test,
    Verdict,
)
from mailwithdraw.rendering import renderer
from mailwithdraw.writing.letter import Render, compose

RENDER = renderer()
ME = Me("Sam Rivera", ("sam@example.com",), "Europe/Berlin")
ARRIVED = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
NOW = ARRIVED + timedelta(hours=4)
JANE = Address("jane@acme.example", "Jane Roe")


def found(value: Any, quote: str = "as they wrote") -> Found[Any]:
    return Found(value, quote)


def message(**changes: Any) -> Message:
    usual = message_with(
        message_id="<one@acme.example>",
        date=ARRIVED,
        from_=(JANE,),
        to=(Address("sam@example.com", "Sam Rivera"),),
        subject="Interview with Acme",
        text="Hi Sam,\n\nwould you like to talk?\n\nJane",
        digest="ab" * 32,
    )
    return replace(usual, **changes)


def facts(
    name: str | None = "Jane Roe",
    role: str | None = "Staff Engineer",
    company: str | None = "Acme",
    **others: Any,
) -> Facts:
    return Facts(
        company=found(company) if company else None,
        role=found(role) if role else None,
        contact=Contact(found(name) if name else None),
        **others,
    )


def detection(stage: Stage = Stage.OUTREACH, language: str = "en") -> Detection:
    return Detection(Kind.INVITATION, stage, Certainty.SURE, 0.99, language, ())


def reason(criterion: str, share: Share = Share.GENERAL, verdict: Verdict = Verdict.DECLINE) -> Reason:
    return Reason(criterion, verdict, "a private clause", "a quote", share)


def reach(
    address: Address | None = JANE, kind: ReachKind = ReachKind.HUMAN, portal: str | None = None
) -> Reach:
    return Reach(kind, address, "they wrote it", portal)


def floor(value: str = "85000 EUR/year", **others: Any) -> Criterion:
    number, rest = value.split(" ")
    currency, period = rest.split("/")
    return Criterion("salary_below", Salary(Decimal(number), None, currency, Period(period)), **others)


def write(
    verdict: Verdict = Verdict.DECLINE,
    reasons: Sequence[Reason] = (),
    *,
    stage: Stage = Stage.OUTREACH,
    criteria: Criteria | None = None,
    now: datetime = NOW,
    mail: Message | None = None,
    known: Facts | None = None,
    to: Reach | None = None,
    language: str = "en",
    me: Me = ME,
    render: Render | None = None,
) -> Draft | NoDraft:
    return compose(
        mail or message(),
        detection(stage, language),
        known or facts(),
        Decision(verdict, tuple(reasons)),
        to or reach(),
        me,
        criteria or Criteria((floor(),)),
        now,
        render or RENDER,
    )


def slot(quote: str = "Wednesday 11 November at 3 pm GMT") -> Slot:
    return Slot(datetime(2026, 11, 11, 15, tzinfo=UTC), None, True, quote)


SALARY = reason("salary_below")
OFFER = Criteria((), situation=Situation(accepted_offer=date(2026, 11, 1)))
HAPPY = Criteria((), situation=Situation(looking=False))
ONSITE = Criteria((Criterion("work_mode", ("onsite", "hybrid"), share=Share.SPECIFIC),))
LATER = NOW + timedelta(days=9)
MET = found(value=True)

SCENARIOS: Mapping[str, dict[str, Any]] = {
    "cold, salary": {"reasons": [SALARY]},
    "cold, happy where I am": {"reasons": [reason("not_looking")], "criteria": HAPPY},
    "cold, nothing may be told": {"reasons": [reason("salary_below", Share.NEVER)]},
    "cold, nobody and nothing named": {"reasons": [SALARY], "known": facts(None, None, None)},
    "cold, late": {"reasons": [SALARY], "now": LATER},
    "cold, blocked employer": {
        "reasons": [reason("companies", Share.NEVER)],
        "criteria": Criteria((Criterion("companies", ("Acme",), share=Share.NEVER),)),
    },
    "cold, industry": {
        "reasons": [reason("industries")],
        "criteria": Criteria((Criterion("industries", ("gambling",)),)),
    },
    "cold, remote only": {"reasons": [reason("work_mode", Share.SPECIFIC)], "criteria": ONSITE},
    "cold, relocation": {"reasons": [reason("relocation", Share.SPECIFIC), SALARY]},
    "cold, agency": {
        "reasons": [reason("agencies", Share.SPECIFIC)],
        "known": facts(company=None, agency=found(value=True)),
    },
    "cold, accepted offer": {"reasons": [reason("accepted_offer")], "criteria": OFFER},
    "first contact, applied": {"reasons": [SALARY], "known": facts(applied=MET)},
    "first call, applied": {
        "reasons": [SALARY],
        "stage": Stage.SCREENING,
        "known": facts(applied=MET),
    },
    "first interview": {"reasons": [reason("roles")], "stage": Stage.INTERVIEW},
    "first interview, never called one": {
        "reasons": [SALARY],
        "stage": Stage.INTERVIEW,
        "mail": message(
            subject="Sam <> Acme", text="Hey Sam, we're hiring. Any time Thursday afternoon?\n\nJane"
        ),
    },
    "first interview, one slot": {
        "reasons": [SALARY],
        "stage": Stage.INTERVIEW,
        "known": facts(applied=MET, slots=(slot(),)),
    },
    "first interview, one slot, late": {
        "reasons": [SALARY],
        "stage": Stage.INTERVIEW,
        "now": ARRIVED + timedelta(days=4),
        "known": facts(slots=(slot(),)),
    },
    "first interview, formal": {
        "reasons": [reason("seniority", Share.SPECIFIC)],
        "stage": Stage.INTERVIEW,
        "known": facts("Dr. Jane Roe"),
        "mail": message(text="Dear Mr. Rivera,\n\nwe would like to invite you.\n\nDr. Jane Roe"),
    },
    "first interview, two people": {
        "reasons": [SALARY],
        "stage": Stage.INTERVIEW,
        "known": facts("Jane Roe and Tom Fox"),
        "mail": message(text="Hi Sam,\n\nwould you like to talk?\n\nJane and Tom"),
    },
    "first interview, accepted offer": {
        "reasons": [reason("accepted_offer")],
        "stage": Stage.INTERVIEW,
        "criteria": OFFER,
        "known": facts(applied=MET),
    },
    "test, unpaid": {
        "reasons": [reason("unpaid_test_hours_over", Share.SPECIFIC)],
        "stage": Stage.ASSESSMENT,
        "criteria": Criteria((Criterion("unpaid_test_hours_over", 3.0),)),
        "known": facts(test=found(Test(8, paid=False))),
    },
    "test, another reason": {
        "reasons": [SALARY],
        "stage": Stage.ASSESSMENT,
        "known": facts(applied=MET),
    },
    "chased": {
        "reasons": [SALARY],
        "stage": Stage.REMINDER,
        "mail": message(text="Hi Sam,\n\nI haven't heard back from you. Shall we talk?\n\nJane"),
    },
    "after a round, salary": {
        "verdict": Verdict.WITHDRAW,
        "reasons": [SALARY],
        "stage": Stage.INTERVIEW,
        "known": facts(met=MET, applied=MET),
    },
    "after rounds, final, one slot": {
        "verdict": Verdict.WITHDRAW,
        "reasons": [reason("roles")],
        "stage": Stage.FINAL,
        "known": facts(met=MET, slots=(slot(),)),
    },
    "after rounds, accepted offer": {
        "verdict": Verdict.WITHDRAW,
        "reasons": [reason("accepted_offer")],
        "stage": Stage.FINAL,
        "criteria": OFFER,
        "known": facts(met=MET),
    },
    "after a round, blocked employer, late": {
        "verdict": Verdict.WITHDRAW,
        "reasons": [reason("companies", Share.NEVER)],
        "stage": Stage.INTERVIEW,
        "now": LATER,
        "known": facts(None, met=MET),
    },
    "redirect, cold": {
        "verdict": Verdict.REDIRECT,
        "reasons": [reason("roles", verdict=Verdict.REDIRECT)],
        "criteria": Criteria(wanted_companies=("Acme",), wanted_roles=("Data Engineer", "Platform Engineer")),
    },
    "redirect, applied, late": {
        "verdict": Verdict.REDIRECT,
        "reasons": [reason("roles", verdict=Verdict.REDIRECT)],
        "stage": Stage.SCREENING,
        "criteria": Criteria(wanted_companies=("Acme",)),
        "known": facts(applied=MET),
        "now": LATER,
    },
}
