"""A judgement as the plain values that an expectation beside a mail states."""

import tomllib
from datetime import datetime
from pathlib import Path

from mailwithdraw.config import parse_config
from mailwithdraw.deciding.legitimacy import legitimate
from mailwithdraw.model import Draft, Found, Judgement
from mailwithdraw.plan import judge
from mailwithdraw.rendering import renderer

Value = str | bool | list[str]
STILL_WRONG = Path(__file__).parents[1] / "still_wrong.toml"


def still_wrong(name: str) -> set[str]:
    """What of a case is still read wrongly: kept exact by the tests, so that it can only shrink knowingly."""
    return set(tomllib.loads(STILL_WRONG.read_text(encoding="utf-8")).get(name, ()))


def judged(raw: bytes, config: str, now: datetime) -> Judgement:
    """Judge a mail under a configuration file's text."""
    declared = parse_config(config, "the test's configuration")
    return judge(raw, me=declared.me, criteria=declared.criteria, now=now, render=renderer())


def seen(judgement: Judgement) -> dict[str, Value]:
    """Everything an expectation may name; an empty string stands for what the mail does not tell."""
    detection, facts, decision = judgement.detection, judgement.facts, judgement.decision
    draft = judgement.draft if isinstance(judgement.draft, Draft) else None
    reason = decision.reasons[0] if decision and decision.reasons else None
    pay = facts.salary.value if facts.salary else None
    return {
        "kind": detection.kind.value,
        "stage": detection.stage.value if detection.stage else "",
        "certainty": detection.certainty.value if detection.certainty else "",
        "language": detection.language,
        "legitimate": legitimate(judgement.suspicions),
        "company": told(facts.company),
        "role": told(facts.role),
        "location": told(facts.location),
        "work_mode": told(facts.work_mode),
        "reply_by": told(facts.reply_by),
        "agency": bool(facts.agency and facts.agency.value),
        "met": bool(facts.met and facts.met.value),
        "unpaid_test": bool(facts.test and not facts.test.value.paid),
        "salary": [
            *("" if amount is None else f"{amount.normalize():f}" for amount in (pay.minimum, pay.maximum)),
            pay.currency or "",
            pay.period.value if pay.period else "",
        ]
        if pay
        else [],
        "reach": judgement.reach.kind.value if judgement.reach else "",
        "verdict": decision.verdict.value if decision else "",
        "criterion": reason.criterion if reason else "",
        "draft": draft.purpose if draft else "none",
        "to": ", ".join(address.email for address in draft.to) if draft else "",
        "in_reply_to": (draft.in_reply_to or "") if draft else "",
    }


def told(found: Found[object] | None) -> str:
    """A fact's value as text."""
    return str(found.value) if found else ""
