"""The verdict: what follows from reasons, wishes and the user's situation, and until when to answer."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from invitations import MONDAY, SAM, detected, found, mail, pay, sent_by

from mailwithdraw.deciding.verdict import decide, due_at
from mailwithdraw.model import (
    Criteria,
    Criterion,
    Decision,
    Detection,
    Evidence,
    Facts,
    Kind,
    Me,
    Message,
    Reason,
    Share,
    Situation,
    Stage,
    Verdict,
    WorkMode,
)
from mailwithdraw.model import Test as Assignment

ONSITE = Criterion("work_mode", ("onsite",))
TEXT = "Five days in the office. We are like a family. A trial day first. Initech wants a Junior Tester."
FACTS = Facts(
    company=found("Initech", "Initech"),
    role=found("Junior Tester", "Junior Tester"),
    work_mode=found(WorkMode.ONSITE, "Five days in the office"),
    test=found(Assignment(8.0, paid=False), "A trial day first"),
    salary=found(pay(None, None), "x"),
)
FAMILY = Criterion("phrases", ("like a family",), Verdict.ASK, Share.NEVER)
TESTER = Criterion("roles", ("tester",))
LOOKING = Situation()
UNPAID = Criterion("unpaid_tests", value=True)


def decided(
    *refused: Criterion,
    facts: Facts = FACTS,
    stage: Stage = Stage.SCREENING,
    wanted: tuple[str, ...] = (),
    situation: Situation = LOOKING,
    message: Message = mail(TEXT),  # noqa: B008 - frozen
    suspicions: tuple[Evidence, ...] = (),
) -> Decision:
    criteria = Criteria(refused, wanted_companies=wanted, situation=situation)
    decision = decide(message, detected(stage), facts, suspicions, criteria, SAM, MONDAY)
    assert decision is not None
    return decision


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.INVITATION])
def test_only_invitations_are_decided(kind: Kind) -> None:
    criteria = Criteria((ONSITE,), situation=Situation(looking=False))
    assert decide(mail(TEXT), detected(kind=kind), FACTS, (), criteria, SAM, MONDAY) is None


def test_an_invitation_nothing_speaks_against_is_kept() -> None:
    decision = decided()
    assert (decision.verdict, decision.reasons) == (Verdict.KEEP, ())
    assert decision.due == datetime(2026, 11, 9, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_hard_criterion_declines_before_any_conversation() -> None:
    decision = decided(ONSITE)
    assert decision.verdict is Verdict.DECLINE
    assert decision.reasons == (
        Reason("work_mode", Verdict.DECLINE, "the job is on site", "Five days in the office", Share.GENERAL),
    )


def test_after_a_conversation_one_withdraws() -> None:
    met = Facts(
        **{**{name: getattr(FACTS, name) for name in ("work_mode",)}, "met": found(value=True, quote="met")}
    )
    assert decided(ONSITE, facts=met).verdict is Verdict.WITHDRAW
    assert decided(ONSITE, stage=Stage.FINAL).verdict is Verdict.WITHDRAW
    assert decided(ONSITE, stage=Stage.INTERVIEW).verdict is Verdict.DECLINE


def test_an_impression_alone_only_asks() -> None:
    assert decided(FAMILY).verdict is Verdict.ASK


def test_a_hard_criterion_beside_an_impression_declines_and_comes_first() -> None:
    decision = decided(FAMILY, ONSITE)
    assert decision.verdict is Verdict.DECLINE
    assert [reason.criterion for reason in decision.reasons] == ["work_mode", "phrases"]
    assert decision.reasons[1].share is Share.NEVER


def test_only_negotiable_criteria_negotiate() -> None:
    negotiable = Criterion("work_mode", ("onsite",), Verdict.NEGOTIATE)
    assert decided(negotiable).verdict is Verdict.NEGOTIATE
    assert decided(negotiable, FAMILY).verdict is Verdict.ASK
    assert decided(negotiable, UNPAID).verdict is Verdict.DECLINE


def test_a_wanted_employer_with_an_unwanted_job_is_asked_for_other_jobs() -> None:
    decision = decided(TESTER, ONSITE, wanted=("Initech",))
    assert decision.verdict is Verdict.REDIRECT
    assert "the employer is one you want" in decision.for_going


def test_a_wanted_employer_with_an_unwanted_process_is_for_the_user_to_decide() -> None:
    assert decided(UNPAID, wanted=("Initech",)).verdict is Verdict.ASK
    assert decided(TESTER, UNPAID, wanted=("Initech",)).verdict is Verdict.ASK


def test_a_wanted_employer_of_another_name_changes_nothing() -> None:
    assert decided(TESTER, wanted=("Initech Labs",)).verdict is Verdict.DECLINE


def test_not_looking_turns_down_only_what_comes_unasked() -> None:
    happy = Situation(looking=False)
    decision = decided(stage=Stage.OUTREACH, situation=happy)
    assert decision.verdict is Verdict.DECLINE
    assert [reason.criterion for reason in decision.reasons] == ["not_looking"]
    assert decision.reasons[0].quote == "A call about our opening"
    applied = Facts(applied=found(value=True, quote="your application"))
    assert decided(stage=Stage.OUTREACH, situation=happy, facts=applied).verdict is Verdict.KEEP
    assert decided(stage=Stage.SCREENING, situation=happy).verdict is Verdict.KEEP


def test_not_looking_and_yet_wanting_the_employer_is_for_the_user_to_decide() -> None:
    assert (
        decided(stage=Stage.OUTREACH, situation=Situation(looking=False), wanted=("Initech",)).verdict
        is Verdict.ASK
    )


def test_the_words_that_ask_are_quoted_where_the_text_has_them() -> None:
    asking = Evidence("asks", 2.0, "body", "A trial day first")
    elsewhere = Evidence("asks", 9.0, "quoted", "words of another mail")
    detection = Detection(Kind.INVITATION, Stage.OUTREACH, None, 0.9, "en", (elsewhere, asking))
    criteria = Criteria(situation=Situation(looking=False))
    decision = decide(mail(TEXT), detection, FACTS, (), criteria, SAM, MONDAY)
    assert decision is not None
    assert decision.reasons[0].quote == "A trial day first"


def test_an_accepted_offer_ends_everything_even_with_a_wanted_employer() -> None:
    taken = Situation(accepted_offer=date(2026, 11, 1))
    decision = decided(situation=taken, wanted=("Initech",))
    assert decision.verdict is Verdict.DECLINE
    assert decision.reasons[0].because == "you accepted another offer on 2026-11-01"
    assert decided(situation=taken, stage=Stage.FINAL).verdict is Verdict.WITHDRAW


def test_an_offer_of_the_future_is_not_accepted_yet() -> None:
    assert decided(situation=Situation(accepted_offer=date(2026, 11, 10))).verdict is Verdict.KEEP


def test_an_offer_left_in_the_file_for_longer_than_a_year_no_longer_counts() -> None:
    assert decided(situation=Situation(accepted_offer=date(2025, 11, 9))).verdict is Verdict.DECLINE
    assert decided(situation=Situation(accepted_offer=date(2025, 11, 8))).verdict is Verdict.KEEP


def test_doubt_about_the_sender_beats_every_criterion() -> None:
    signs = (
        Evidence("shouting", 0.5, "subject", "INTERVIEW"),
        Evidence("money_asked", 3.0, "body", "a fee of $50"),
    )
    decision = decided(ONSITE, situation=Situation(accepted_offer=date(2026, 1, 1)), suspicions=signs)
    assert decision.verdict is Verdict.CAUTION
    assert [(reason.criterion, reason.quote, reason.share) for reason in decision.reasons] == [
        ("legitimacy", "a fee of $50", Share.NEVER),
        ("legitimacy", "INTERVIEW", Share.NEVER),
    ]
    assert decision.reasons[0].because == "money is asked from you before there is a job"


def test_one_weak_sign_is_no_doubt() -> None:
    assert decided(suspicions=(Evidence("false_reply", 0.5, "subject", "Re: job"),)).verdict is Verdict.KEEP


def test_reasons_to_go_are_what_is_known_and_what_is_not() -> None:
    facts = Facts(work_mode=found(WorkMode.REMOTE, "remote"), applied=found(value=True, quote="applied"))
    assert decided(facts=facts).for_going == (
        "you applied",
        "the job is remote",
        "no pay is named, so it may be enough",
    )
    floor = Criterion("salary_below", pay(85000, 85000), tolerance=Decimal("0.1"))
    paid = Facts(salary=found(pay(70000, 90000), "70-90k"))
    assert decided(floor, facts=paid, message=mail("70-90k")).for_going == (
        "the stated pay reaches your floor",
    )
    close = Facts(salary=found(pay(70000, 80000), "70-80k"))
    assert decided(floor, facts=close, message=mail("70-80k")).for_going == ()


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("came", "due"),
    [
        (datetime(2026, 11, 9, 9, 0, tzinfo=BERLIN), datetime(2026, 11, 9, 18, 0, tzinfo=BERLIN)),
        (datetime(2026, 11, 9, 17, 59, tzinfo=BERLIN), datetime(2026, 11, 9, 18, 0, tzinfo=BERLIN)),
        (datetime(2026, 11, 9, 18, 0, tzinfo=BERLIN), datetime(2026, 11, 10, 18, 0, tzinfo=BERLIN)),
        (datetime(2026, 11, 13, 20, 0, tzinfo=BERLIN), datetime(2026, 11, 16, 18, 0, tzinfo=BERLIN)),
        (datetime(2026, 11, 14, 8, 0, tzinfo=BERLIN), datetime(2026, 11, 16, 18, 0, tzinfo=BERLIN)),
        # evening in New York, already the next day at home
        (
            datetime(2026, 11, 9, 20, 0, tzinfo=timezone(timedelta(hours=-5))),
            datetime(2026, 11, 10, 18, 0, tzinfo=BERLIN),
        ),
    ],
)
def test_an_answer_is_due_by_the_end_of_the_business_day(came: datetime, due: datetime) -> None:
    assert due_at(mail(date=came), SAM, datetime(2026, 12, 1, tzinfo=BERLIN)) == due


def test_a_mail_without_date_or_from_the_future_came_now() -> None:
    now = datetime(2026, 11, 9, 12, 0, tzinfo=BERLIN)
    due = datetime(2026, 11, 9, 18, 0, tzinfo=BERLIN)
    assert due_at(mail(date=None), SAM, now) == due
    assert due_at(mail(date=now + timedelta(days=400)), SAM, now) == due
    assert due_at(mail(date=None), Me("Sam", ()), now) == due


def test_a_company_wanted_by_its_domain_is_wanted() -> None:
    decision = decided(
        TESTER,
        wanted=("Initech",),
        facts=Facts(role=FACTS.role),
        message=sent_by("jo@initech.example", text=TEXT),
    )
    assert decision.verdict is Verdict.REDIRECT
