"""From a decision to a draft: which letter, with which words, to whom, in reply to what."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mailwithdraw.model import (
    Criteria,
    Decision,
    Detection,
    Draft,
    Facts,
    Found,
    Me,
    Message,
    NoDraft,
    Reach,
    Reason,
    Share,
    Stage,
    Verdict,
)
from mailwithdraw.writing import threading, wording
from mailwithdraw.writing.firewall import Grounds, breaches
from mailwithdraw.writing.greeting import UNKNOWN, greeting
from mailwithdraw.writing.naming import Named, name, speakable

Render = Callable[[str, Mapping[str, object]], str]

AT_ONCE = timedelta(days=1)
"""Up to this age of an invitation one may say that one answers right away."""
LATE = timedelta(days=3)
"""From this age on one apologises for the delay."""

_CHASER = re.compile(
    r"(?i)(?:not|n't|n’t) (?:yet )?(?:heard|received|seen) |heard (?:nothing )?back|nothing's been booked"
    r"|circling back|follow(?:ing)? up on (?:my|our)|(?:my|our) (?:last|previous|earlier|first) (?:e-?mail|mail|message|note)"
    r"|try (?:you )?(?:once more|again)|second (?:e-?mail|message|note)"
)
"""They wrote before and got no answer: an apology is due whatever this mail's age."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the letter says of the reasons."""

    criterion: str
    """The reason told, or an empty string."""
    clause: str
    """It in words, completing "as ..."; empty where nothing is said."""
    door_open: bool


def compose(
    message: Message,
    detection: Detection,
    facts: Facts,
    decision: Decision,
    reach: Reach | None,
    me: Me,
    criteria: Criteria,
    now: datetime,
    render: Render,
) -> Draft | NoDraft:
    """Write the reply that a decision calls for, or say why there is none.

    Args:
        message: the invitation.
        detection: its stage and language.
        facts: what it states; what looks odd is left out of the letter.
        decision: the verdict and its reasons, of which at most one is told, in at most one clause.
        reach: whom a reply would reach.
        me: who writes.
        criteria: what the user declared: what the letter must not give away, and what it may claim.
        now: aware, in the user's zone: apologies for delay and "this week" are reckoned from it.
        render: fills a template of the given name.

    Raises:
        TemplateError (from `render`): a template is missing or broken.

    """
    why = wording.UNWRITTEN.get(decision.verdict) or _unwritable(detection.language)
    if why:
        return NoDraft(why)
    refusal = threading.refusal(message, reach, me) if reach else None
    if refusal is not None or reach is None or reach.address is None:
        return refusal or NoDraft("the mail names nobody to answer")
    told = _told(decision, criteria, facts)
    named = name(message, facts, detection.stage, now)
    values = _values(message, detection, facts, criteria, now) | {
        "reason": told.clause,
        "door_open": told.door_open,
        "me": threading.one_line(me.name),
        "greeting": greeting(message, facts, reach, me),
    }
    stage = _occasion(detection, facts)
    grounds = _grounds(decision, stage, facts, criteria)
    template = _template(decision, stage, told)
    plainest = wording.PLAINEST[decision.verdict]
    anonymous = values | {"reason": "", "greeting": UNKNOWN}
    attempts = (
        (template, values, named),
        (template, values, replace(named, slot="")),
        (template, values, Named(role=named.role)),
        (template, values, Named()),
        (plainest, anonymous, Named()),
    )
    letters = (_passing(*attempt, grounds, criteria, render) for attempt in attempts)
    letter = next(filter(None, letters), None)
    if letter is None:
        return NoDraft("every letter would have said more than you allow; write this one yourself")
    return threading.reply(message, reach.address, me, decision.verdict.value, letter)


def _unwritable(language: str) -> str | None:
    if language == "en":
        return None
    if language == "und":
        return "its language cannot be told"
    known = wording.LANGUAGES.get(language, f'the language "{language}"')
    return f"no letters in {known} yet"


def _told(decision: Decision, criteria: Criteria, facts: Facts) -> _Told:
    """Choose the reason that may best be told, and say whether they may write again."""
    reasons = [reason for reason in decision.reasons if reason.verdict not in wording.UNWRITTEN]
    doors = all(wording.WORDINGS.get(reason.criterion, wording.UNKNOWN).door for reason in decision.reasons)
    told = max(reasons, key=_shareable, default=None)
    if told is None or told.share is Share.NEVER:
        return _Told("", "", doors)
    later = decision.verdict is Verdict.WITHDRAW or _states(facts.met)
    return _Told(told.criterion, _clause(told, criteria, later=later), doors)


def _shareable(reason: Reason) -> int:
    """The first of the most shareable reasons wins."""
    if reason.share is Share.NEVER:
        return 0
    if reason.criterion in wording.SITUATION:
        return 3
    specific = wording.WORDINGS.get(reason.criterion, wording.UNKNOWN).specific
    return 2 if reason.share is Share.SPECIFIC and specific else 1


def _clause(reason: Reason, criteria: Criteria, *, later: bool) -> str:
    words = wording.WORDINGS.get(reason.criterion, wording.UNKNOWN)
    if reason.share is not Share.SPECIFIC or words.specific is None:
        return words.later if later else words.first
    refused = frozenset(
        mode
        for criterion in criteria.refused
        if criterion.name == reason.criterion == "work_mode" and isinstance(criterion.value, tuple)
        for mode in criterion.value
    )
    return wording.WORK_MODES.get(refused, words.specific)


def _template(decision: Decision, stage: str, told: _Told) -> str:
    occasions = (told.criterion, stage) if told.criterion else (stage,)
    known = (wording.LETTERS.get((decision.verdict, occasion)) for occasion in occasions)
    return next(filter(None, known), wording.LETTERS[decision.verdict, ""])


def _occasion(detection: Detection, facts: Facts) -> str:
    """The stage, as far as it matters for the letter: who applied is not written to out of the blue."""
    cold = detection.stage is Stage.OUTREACH
    return "" if detection.stage is None or (cold and _states(facts.applied)) else str(detection.stage)


def _states(fact: Found[bool] | None) -> bool:
    return fact is not None and fact.value


def _values(
    message: Message,
    detection: Detection,
    facts: Facts,
    criteria: Criteria,
    now: datetime,
) -> dict[str, object]:
    """What a template may speak of, beside the names and the reason."""
    age = now - message.date if message.date is not None and message.date.tzinfo is not None else None
    chased = detection.stage is Stage.REMINDER and _CHASER.search(message.text[:4000]) is not None
    return {
        "stage": _as_they_call_it(message, detection.stage),
        "applied": _states(facts.applied),
        "met": _states(facts.met),
        "late": chased or (age is not None and age > LATE),
        "soon": "right away" if age is not None and abs(age) <= AT_ONCE else "now",
        "week": "this week" if now.weekday() < 3 else "next week",
        "wanted_roles": _other_roles(criteria, facts),
    }


def _as_they_call_it(message: Message, stage: Stage | None) -> str:
    """The stage in the letter's words: what they nowhere call an interview is an invitation to talk."""
    called = (
        message.subject,
        message.text,
        message.forwarded,
        *(invite.summary for invite in message.calendars),
    )
    if stage is Stage.INTERVIEW and not any("interview" in words.casefold() for words in called):
        return str(Stage.SCREENING)
    return str(stage or "")


def _other_roles(criteria: Criteria, facts: Facts) -> tuple[str, ...]:
    """Two roles the user wants, this one not among them."""
    this = facts.role.value.casefold() if facts.role else ""
    wanted = (speakable(role) for role in criteria.wanted_roles)
    return tuple(role for role in wanted if role and role.casefold() not in this)[:2]


def _grounds(decision: Decision, stage: str, facts: Facts, criteria: Criteria) -> Grounds:
    limits = map(wording.MOST_WORDS.get, (str(decision.verdict), stage, ""))
    return Grounds(
        most_words=next(filter(None, limits)),
        offer=criteria.situation.accepted_offer is not None,
        met=_states(facts.met),
        another_round=decision.verdict is Verdict.WITHDRAW,
    )


def _passing(
    template: str,
    values: Mapping[str, object],
    named: Named,
    grounds: Grounds,
    criteria: Criteria,
    render: Render,
) -> str | None:
    """The letter, if the firewall lets it pass."""
    said = {"about": named.about, "role": named.role, "company": named.company, "slot": named.slot}
    letter = _tidy(render(f"en/{template}.txt", {**values, **said}))
    grounds = replace(
        grounds,
        company=named.company,
        slot=named.slot,
        signed=str(values["me"]),
        named=(named.role, str(values["greeting"]), *_strings(values["wanted_roles"])),
    )
    return None if breaches(letter, criteria, grounds) else letter


def _strings(values: object) -> tuple[str, ...]:
    return tuple(map(str, values)) if isinstance(values, tuple) else ()


def _tidy(text: str) -> str:
    """One blank line between paragraphs, one blank between words, nothing at the ends of lines."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
