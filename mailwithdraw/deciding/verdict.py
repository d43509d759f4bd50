"""What to do about an invitation, why, what speaks for going nevertheless, and until when to answer."""

from datetime import datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from mailwithdraw.deciding.criteria import company_match, is_wanted_role, match
from mailwithdraw.deciding.legitimacy import legitimate, meaning
from mailwithdraw.deciding.pay import names_a_sum, reaches
from mailwithdraw.deciding.words import own_words
from mailwithdraw.model import (
    Criteria,
    Decision,
    Detection,
    Evidence,
    Facts,
    Kind,
    Me,
    Message,
    Reason,
    Salary,
    Share,
    Stage,
    Verdict,
    WorkMode,
)

ACCEPTED_OFFER = "accepted_offer"
NOT_LOOKING = "not_looking"
LEGITIMACY = "legitimacy"

_OF_THE_JOB = frozenset(
    {
        "salary_below",
        "work_mode",
        "places",
        "places_other_than",
        "relocation",
        "schedule",
        "contract",
        "days_on_site_over",
        "travel_over",
        "roles",
        "seniority",
    }
)
"""Criteria that speak against this job only, not against its employer."""
_STRENGTH = (Verdict.DECLINE, Verdict.NEGOTIATE, Verdict.ASK)
_END_OF_BUSINESS = time(18, 0)
_SATURDAY = 5
_OFFER_COUNTS = timedelta(days=365)
"""A declared offer left in the file for longer would make letters say what is no longer so."""


def decide(
    message: Message,
    detection: Detection,
    facts: Facts,
    suspicions: tuple[Evidence, ...],
    criteria: Criteria,
    me: Me,
    now: datetime,
) -> Decision | None:
    """Decide about one mail; None where it is no invitation. `now` is aware.

    Reasons come strongest first: what ends the matter, then what could be negotiated, then impressions.
    """
    if detection.kind is not Kind.INVITATION:
        return None
    due = due_at(message, me, now)
    if not legitimate(suspicions):
        return Decision(Verdict.CAUTION, _warnings(suspicions), (), due)
    reasons = (*_situation(message, detection, facts, criteria, now), *_refusals(message, facts, criteria))
    reasons = tuple(sorted(reasons, key=lambda reason: _STRENGTH.index(reason.verdict)))
    wanted = company_match(criteria.wanted_companies, facts, message, "which you want") is not None
    verdict = _verdict(reasons, wanted=wanted, begun=has_begun(detection, facts))
    return Decision(verdict, reasons, _for_going(message, reasons, facts, criteria, wanted=wanted), due)


def has_begun(detection: Detection, facts: Facts) -> bool:
    """Whether at least one conversation took place, so that one withdraws instead of declining."""
    return bool(facts.met and facts.met.value) or detection.stage is Stage.FINAL


def due_at(message: Message, me: Me, now: datetime) -> datetime:
    """The end of the business day on which the mail came, in the user's zone; later than that, of the next one.

    A mail without a date, or dated in the future, counts as come now.
    """
    zone: tzinfo | None = ZoneInfo(me.time_zone) if me.time_zone else now.tzinfo
    dated = message.date if message.date and message.date.tzinfo and message.date <= now else now
    came = dated.astimezone(zone)
    day = (
        came.date()
        if came.timetz().replace(tzinfo=None) < _END_OF_BUSINESS
        else came.date() + timedelta(days=1)
    )
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, _END_OF_BUSINESS, tzinfo=zone)


def _verdict(reasons: tuple[Reason, ...], *, wanted: bool, begun: bool) -> Verdict:
    ending = [reason.criterion for reason in reasons if reason.verdict is Verdict.DECLINE]
    going = Verdict.WITHDRAW if begun else Verdict.DECLINE
    if not reasons:
        return Verdict.KEEP
    if not ending:
        return Verdict.ASK if any(reason.verdict is Verdict.ASK for reason in reasons) else Verdict.NEGOTIATE
    if not wanted or ACCEPTED_OFFER in ending:
        return going
    # The user wants this employer and yet refuses something: against the job alone, talk about other jobs;
    # against anything else the two wishes contradict each other, and only the user can say which counts.
    return Verdict.REDIRECT if _OF_THE_JOB.issuperset(ending) else Verdict.ASK


def _warnings(suspicions: tuple[Evidence, ...]) -> tuple[Reason, ...]:
    return tuple(
        Reason(LEGITIMACY, Verdict.CAUTION, meaning(sign.signal), sign.quote, Share.NEVER)
        for sign in sorted(suspicions, key=lambda sign: -sign.weight)
    )


def _situation(
    message: Message, detection: Detection, facts: Facts, criteria: Criteria, now: datetime
) -> tuple[Reason, ...]:
    """The declared facts that end every conversation, or every unsolicited one."""
    quote = _asking_words(message, detection)
    situation = criteria.situation
    if situation.accepted_offer and timedelta(0) <= now.date() - situation.accepted_offer <= _OFFER_COUNTS:
        because = f"you accepted another offer on {situation.accepted_offer.isoformat()}"
        return (Reason(ACCEPTED_OFFER, Verdict.DECLINE, because, quote, Share.GENERAL),)
    applied = bool(facts.applied and facts.applied.value) or has_begun(detection, facts)
    if not situation.looking and detection.stage is Stage.OUTREACH and not applied:
        because = "you are not looking for a job, and did not apply for this one"
        return (Reason(NOT_LOOKING, Verdict.DECLINE, because, quote, Share.GENERAL),)
    return ()


def _asking_words(message: Message, detection: Detection) -> str:
    """The words that make the mail an invitation: the strongest evidence quoted from its text, or the subject."""
    told = [
        sign for sign in detection.evidence if sign.weight > 0 and sign.quote and sign.quote in message.text
    ]
    return max(told, key=lambda sign: sign.weight).quote if told else message.subject


def _refusals(message: Message, facts: Facts, criteria: Criteria) -> tuple[Reason, ...]:
    found = ((criterion, match(criterion, facts, message, criteria)) for criterion in criteria.refused)
    return tuple(
        Reason(criterion.name, criterion.verdict, met.because, met.quote, criterion.share)
        for criterion, met in found
        if met
    )


def _for_going(
    message: Message, reasons: tuple[Reason, ...], facts: Facts, criteria: Criteria, *, wanted: bool
) -> tuple[str, ...]:
    """What speaks for going nevertheless; only what the mail or the user said, never praise."""
    refused = {reason.criterion for reason in reasons}
    mode = facts.work_mode.value if facts.work_mode else None
    floors = [criterion.value for criterion in criteria.refused if isinstance(criterion.value, Salary)]
    stated = facts.salary.value if facts.salary else None
    signs = (
        (wanted, "the employer is one you want"),
        (is_wanted_role(facts, criteria), "the role is one you want"),
        (bool(facts.met and facts.met.value), "you already spoke with them"),
        (bool(facts.applied and facts.applied.value), "you applied"),
        (mode is WorkMode.REMOTE and "work_mode" not in refused, "the job is remote"),
        (
            stated is not None and any(reaches(stated, floor) for floor in floors),
            "the stated pay reaches your floor",
        ),
        (stated is None and not names_a_sum(own_words(message)), "no pay is named, so it may be enough"),
        (facts.test is not None and facts.test.value.paid, "the test is paid"),
        (any(reason.verdict is Verdict.NEGOTIATE for reason in reasons), "you would negotiate"),
    )
    return tuple(words for holds, words in signs if holds)
