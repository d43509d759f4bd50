"""The machine contract: one JSON object a message, versioned and stable (see tests/cli/contract.schema.json)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mailwithdraw.deciding.legitimacy import legitimate
from mailwithdraw.model import Decision, Draft, Evidence, Facts, Found, Judgement, Reach

VERSION = 1


def as_json(judgement: Judgement, file: str | None = None) -> dict[str, Any]:
    """Put a judgement into the contract's shape; values only, nothing computed."""
    detection, facts = judgement.detection, judgement.facts
    return {
        "v": VERSION,
        **({"file": file} if file is not None else {}),
        "message_id": judgement.message.message_id,
        "kind": detection.kind.value,
        "certainty": detection.certainty.value if detection.certainty else None,
        "stage": detection.stage.value if detection.stage else None,
        "score": round(detection.score, 4),
        "language": detection.language,
        "evidence": [_evidence(evidence) for evidence in detection.evidence],
        "legitimate": legitimate(judgement.suspicions),
        "suspicions": [_evidence(suspicion) for suspicion in judgement.suspicions],
        "facts": _facts(facts, judgement.reach),
        "quotes": _quotes(facts),
        "decision": _decision(judgement.decision),
        "draft": _draft(judgement.draft) if isinstance(judgement.draft, Draft) else None,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "signal": evidence.signal,
        "weight": round(evidence.weight, 3),
        "where": evidence.where,
        "quote": evidence.quote,
    }


def _facts(facts: Facts, reach: Reach | None) -> dict[str, Any]:
    salary = facts.salary.value if facts.salary else None
    return {
        "company": _value(facts.company),
        "role": _value(facts.role),
        "contact": {
            "name": _value(facts.contact.name),
            "email": _value(facts.contact.email),
            "phone": _value(facts.contact.phone),
        },
        "reach": reach
        and {
            "kind": reach.kind.value,
            "address": reach.address.email if reach.address else None,
            "why": reach.why,
        },
        "salary": salary
        and {
            "min": _number(salary.minimum),
            "max": _number(salary.maximum),
            "currency": salary.currency,
            "period": salary.period.value if salary.period else None,
        },
        "location": _value(facts.location or facts.venue),
        "work_mode": _value(facts.work_mode),
        "slots": [
            {"start": slot.start.isoformat(), "end": slot.end.isoformat() if slot.end else None}
            for slot in facts.slots
        ],
        "reply_by": _value(facts.reply_by),
        "scheduling_link": _value(facts.scheduling_link),
        "agency": bool(facts.agency and facts.agency.value),
        "unpaid_test": not facts.test.value.paid if facts.test else None,
    }


def _quotes(facts: Facts) -> dict[str, str]:
    named: dict[str, Found[Any] | None] = {
        "company": facts.company,
        "role": facts.role,
        "contact_name": facts.contact.name,
        "contact_email": facts.contact.email,
        "phone": facts.contact.phone,
        "salary": facts.salary,
        "location": facts.location or facts.venue,
        "work_mode": facts.work_mode,
        "relocation": facts.relocation,
        "reply_by": facts.reply_by,
        "scheduling_link": facts.scheduling_link,
        "agency": facts.agency,
        "unpaid_test": facts.test,
        "met": facts.met,
        "applied": facts.applied,
        "seniority": facts.seniority,
    }
    quotes = {name: found.quote for name, found in named.items() if found is not None}
    if facts.slots:
        quotes["slots"] = facts.slots[0].quote
    return quotes


def _decision(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "verdict": decision.verdict.value,
        "reasons": [
            {
                "criterion": reason.criterion,
                "because": reason.because,
                "quote": reason.quote,
                "share": reason.share.value,
            }
            for reason in decision.reasons
        ],
        "for_going": list(decision.for_going),
        "due": decision.due.isoformat() if decision.due else None,
    }


def _draft(draft: Draft) -> dict[str, Any]:
    return {
        "to": ", ".join(address.email for address in draft.to),
        "cc": [address.email for address in draft.cc],
        "subject": draft.subject,
        "in_reply_to": draft.in_reply_to,
        "references": list(draft.references),
        "text": draft.letter,
    }


def _value(found: Found[Any] | None) -> Any:
    if found is None:
        return None
    value = found.value
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
