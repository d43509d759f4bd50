"""Invitations in their conversations: which gets a letter, which does not because of what was said around it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

from mailwithdraw.model import (
    DONE,
    Address,
    Draft,
    DraftState,
    Entry,
    Item,
    Judgement,
    Kind,
    Message,
    Stage,
    Standing,
    Verdict,
)
from mailwithdraw.reading.signals import is_free
from mailwithdraw.writing.threading import base_subject
from mailwithdraw.written import Written

CLOSING = frozenset({Kind.REJECTION, Kind.OFFER, Kind.OWN})
"""Mail after which a decline of an earlier invitation in the same conversation is beside the point."""


@dataclass(frozen=True, slots=True)
class Read:
    """A message of this pass: where it lies, what was judged of it, and the key of its letter."""

    entry: Entry
    judgement: Judgement
    key: str

    @property
    def when(self) -> datetime:
        """When it arrived, as well as one can tell."""
        return self.entry.received or self.judgement.message.date or datetime.min.replace(tzinfo=UTC)


class Heard(NamedTuple):
    """A kind of mail that was read, by a Message-ID or an address, and when it was written first."""

    name: str
    kind: Kind
    since: datetime


class Memory:
    """The kinds of the mail judged so far, by Message-ID and by sender."""

    def __init__(self, heard: Iterable[Heard] = ()) -> None:
        """Begin with what earlier passes heard."""
        self._kinds: dict[str, dict[Kind, datetime]] = {}
        for one in heard:
            self._keep(one)

    def _keep(self, one: Heard) -> Heard:
        kinds = self._kinds.setdefault(one.name, {})
        kinds[one.kind] = min(one.since, kinds.get(one.kind, one.since))
        return one._replace(since=kinds[one.kind])

    def standing(self, message: Message) -> Standing:
        """Tell what was written before a message, around it; the same however often it is judged."""
        before = {*message.in_reply_to, *message.references} - {message.message_id}
        conversation = {kind for name in before for kind in self._kinds.get(name, ())}
        written = message.date
        others = [
            known
            for name in (_names_of(message.author) if message.author else ())
            for known in self._kinds.get(name, {}).items()
        ]
        sender = {kind for kind, since in others if written and since < written}
        return Standing(frozenset(conversation), frozenset(() if conversation else sender))

    def note(self, message: Message, kind: Kind) -> tuple[Heard, ...]:
        """Keep a message's kind, and return what was kept; mail without a date tells nothing."""
        if message.date is None:
            return ()
        names = [message.message_id, message.author.email.casefold() if message.author else None]
        return tuple(self._keep(Heard(name, kind, message.date)) for name in names if name)

    def note_application(self, message: Message) -> tuple[Heard, ...]:
        """Keep that the owner applied: the answer may come from anybody in the house it went to."""
        if message.date is None:
            return ()
        names = {name for address in message.to for name in _names_of(address)} | {message.message_id or ""}
        return tuple(self._keep(Heard(name, Kind.OWN, message.date)) for name in sorted(names) if name)


def _names_of(address: Address) -> tuple[str, ...]:
    """How mail of an address is remembered: by itself and, unless a mail provider's, by its domain."""
    own = address.email.casefold()
    return (own,) if is_free(address.domain) else (own, f"@{address.domain}")


def known_by(message: Message) -> frozenset[str]:
    """The Message-IDs that a message's conversation can be recognised by."""
    own = (message.message_id,) if message.message_id else ()
    return frozenset((*own, *message.in_reply_to, *message.references))


def superseded(reads: Sequence[Read]) -> Mapping[str, str]:
    """Keys of invitations that a later message of their conversation has overtaken, with the reason.

    A conversation is what shares a Message-ID, or the same sender writing under the same subject.
    """
    overtaken: dict[str, str] = {}
    later_ids: dict[str, Kind] = {}
    for item in sorted(reads, key=lambda item: (item.when, item.entry.ref), reverse=True):
        message, kind = item.judgement.message, item.judgement.detection.kind
        names = {*known_by(message), *_by_subject(message)}
        if kind is Kind.INVITATION:
            kinds = {later_ids[name] for name in names if name in later_ids}
            if Kind.OWN in kinds:
                overtaken[item.key] = "you wrote in this conversation afterwards"
            elif kinds & {Kind.REJECTION}:
                overtaken[item.key] = "they have closed this application"
            elif kinds & {Kind.OFFER}:
                overtaken[item.key] = "an offer followed"
            elif kinds:
                overtaken[item.key] = "a later mail of the same conversation counts instead"
        if kind in CLOSING or (kind is Kind.INVITATION and _overtakes(item.judgement)):
            for name in names:
                later_ids.setdefault(name, kind)
    return overtaken


def _overtakes(judgement: Judgement) -> bool:
    """Whether an invitation makes an earlier one moot: it is answered itself, or it says something new.

    A bare reminder that gives no reason of its own, or one that nobody could answer, leaves the earlier one open.
    """
    if isinstance(judgement.draft, Draft):
        return True
    return judgement.draft is None and judgement.detection.stage not in {Stage.REMINDER, Stage.RESCHEDULE}


def answered(item: Read, written: Written) -> str | None:
    """Why the user needs no letter of ours: they answered, or are answering, themselves."""
    if "\\Answered" in item.entry.flags:
        return "you answered it"
    message = item.judgement.message
    if message.message_id and message.message_id in written.own:
        return "you answered it, or have a draft of your own"
    author = message.author
    if author is None:
        return None
    whom = {address.email.casefold() for address in (*message.reply_to, author)}
    for sighting in written.sent:
        header = sighting.header
        if (
            sighting.key is None
            and header.date is not None
            and header.date > item.when
            and whom & {address.email.casefold() for address in header.to}
            and base_subject(header.subject) == base_subject(message.subject)
        ):
            return "you wrote to them afterwards"
    return None


def fate(
    item: Read,
    *,
    overtaken: str | None,
    written: Written,
    blocked: bool,
    fresh: bool,
) -> tuple[DraftState, str] | None:
    """Decide what becomes of an invitation's letter; None means: write it.

    Args:
        item: the invitation as judged.
        overtaken: why a later mail of the conversation makes this one moot.
        written: what lies in Drafts, Sent and Trash.
        blocked: an earlier letter to this conversation waits, or was thrown away unanswered.
        fresh: received recently enough to be answered unasked.

    """
    if (why := answered(item, written)) is not None:
        return DraftState.ANSWERED, why
    if overtaken is not None:
        return DraftState.NONE, overtaken
    draft = item.judgement.draft
    if not isinstance(draft, Draft):
        return DraftState.NONE, draft.why if draft else ""
    if DONE in item.entry.flags:
        waiting = bool(written.ours(item.key))
        return (DraftState.WAITING, "") if waiting else (DraftState.GONE, "handled in an earlier run")
    if blocked:
        return DraftState.NONE, "an earlier letter of yours to this conversation comes first"
    if not fresh:
        return DraftState.OLD, "received more than 30 days ago; `--since` answers older ones too"
    return None


SETTLED = frozenset({DraftState.WAITING, DraftState.GONE, DraftState.UNKNOWN})
"""A letter that exists, existed or may exist is never written again."""


def _by_subject(message: Message) -> tuple[str, ...]:
    subject = base_subject(message.subject)
    author = message.author
    return (f"{author.email.casefold()} {subject}",) if author and len(subject) >= 8 else ()


def item_of(account: str, read: Read, state: DraftState, note: str) -> Item:
    """Shorten a judged invitation to what lists show and the ledger remembers."""
    judgement = read.judgement
    message, facts, decision = judgement.message, judgement.facts, judgement.decision
    reasons = decision.reasons if decision else ()
    quotes = [reason.quote for reason in reasons if reason.quote] + [
        evidence.quote
        for evidence in (*judgement.suspicions, *judgement.detection.evidence)
        if evidence.weight > 0 and evidence.quote
    ]
    contact = facts.contact.name
    sender = message.author
    return Item(
        id=read.key[:8],
        account=account,
        ref=read.entry.ref,
        message_id=message.message_id,
        received=read.entry.received or message.date,
        sender=replace(sender, name=contact.value if contact else sender.name) if sender else None,
        subject=message.subject,
        stage=judgement.detection.stage,
        certainty=judgement.detection.certainty,
        company=facts.company.value if facts.company else None,
        role=facts.role.value if facts.role else None,
        verdict=decision.verdict if decision else Verdict.KEEP,
        because=tuple(reason.because for reason in reasons),
        quote=quotes[0] if quotes else "",
        due=decision.due if decision else None,
        state=state,
        note=note,
    )
