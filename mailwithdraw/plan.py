"""The stages composed: everything mailwithdraw has to say of one message, and which letters to write. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from mailwithdraw.deciding.legitimacy import suspicions
from mailwithdraw.deciding.reach import reach
from mailwithdraw.deciding.verdict import decide
from mailwithdraw.model import (
    Certainty,
    Criteria,
    Draft,
    Facts,
    Judgement,
    Kind,
    Me,
    Message,
    NoDraft,
    Standing,
    Verdict,
)
from mailwithdraw.reading import facts as reading_facts
from mailwithdraw.reading.detect import detect
from mailwithdraw.reading.mime import read
from mailwithdraw.writing.letter import compose

Render = Callable[[str, Mapping[str, object]], str]


Known = Callable[[Message], Standing]
"""What the mailbox knew before a message came."""


def judge(
    raw: bytes,
    *,
    me: Me,
    criteria: Criteria,
    now: datetime,
    render: Render,
    known: Known = lambda _message: Standing(),
) -> Judgement:
    """Read a message, decide what to do about it and, where a letter is due, write it.

    Args:
        raw: the message as stored; anything at all is accepted.
        me: the owner of the mailbox it lies in; without addresses, the first To is taken for the owner.
        criteria: what the owner declared.
        now: aware; due times and apologies for delay are reckoned from it.
        render: fills a template of the given name.
        known: tells of the earlier mail around a message; a mail judged alone has none.

    """
    message = read(raw)
    if not me.addresses:
        me = replace(me, addresses=tuple(address.email for address in message.to[:1]))
    detection = detect(message, me, known(message))
    if detection.kind is not Kind.INVITATION:
        doubts = () if detection.kind is Kind.OWN else suspicions(message, Facts(), detection, me)
        return Judgement(message, detection, Facts(), doubts, None, None, None)
    facts = reading_facts.find(message, detection, me)
    doubts = suspicions(message, facts, detection, me)
    whom = reach(message, facts, me.addresses)
    decision = decide(message, detection, facts, doubts, criteria, me, now)
    draft: Draft | NoDraft | None = None
    if decision is not None and decision.verdict is not Verdict.KEEP:
        draft = compose(message, detection, facts, decision, whom, me, criteria, now, render)
        if detection.certainty is not Certainty.SURE and isinstance(draft, Draft):
            draft = NoDraft("not sure enough to write unasked")
    return Judgement(message, detection, facts, doubts, whom, decision, draft)
