r"""A draft exactly once: intend, look, append, check, mark, confirm; recover and tidy at the next pass.

At rest there is at most one draft of ours per invitation. A draft the user edited, sent or deleted is never
touched or made again. Where the evidence is ambiguous nothing is written and the user is told.

A draft is recognised by its deterministic Message-ID or by X-Mailwithdraw and, where a server strips both, by
its In-Reply-To above the fence; so the truth lies in the mailbox. The journal adds what a mailbox cannot show: that a draft was
intended, and that it was once there. Before the APPEND the journal holds an intent with a fence, the UIDNEXT
of Drafts: after a crash, ours can only be at or above it, and if every UID from there on exists and none is
ours, the APPEND never happened. Of several copies the lowest UID survives: every run chooses alike.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mailwithdraw.errors import CannotWrite, ProtocolFault
from mailwithdraw.ledger import DraftRow, Ledger
from mailwithdraw.mailboxes import Discarding, Mailbox, Opened, Part
from mailwithdraw.model import DONE, DraftState, Ref
from mailwithdraw.writing.identity import is_pristine
from mailwithdraw.written import Sighting, Written, sightings

SETTLING = timedelta(seconds=60)
"""Mail programs save a draft as a new message and remove the old one: missing once is not yet gone."""

STATE = {
    "stored": DraftState.WAITING,
    "gone": DraftState.GONE,
    "unknown": DraftState.UNKNOWN,
    "intent": DraftState.PLANNED,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the protocol works with during one pass over one account."""

    mailbox: Mailbox
    ledger: Ledger
    account: str
    now: datetime
    flag: bool = True
    """Whether to set \\Flagged on an invitation whose draft waits."""
    observe: Callable[[str], None] = lambda _step: None
    """Told the name of each step once it is done; tests stop the program there."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a draft answers."""

    ref: Ref | None
    """None if it is no longer where it was (a new UIDVALIDITY): then it cannot be marked."""
    message_id: str | None


def place(desk: Desk, key: str, raw: bytes, invitation: Invitation, written: Written) -> DraftState:
    """Put one draft into Drafts, unless it is or was there.

    Raises:
        CannotWrite: the store refused it; nothing was stored and the intent is taken back.
        TryLater: the outcome is unknown; the next pass recovers.

    """
    row = desk.ledger.draft(desk.account, key)
    if row is not None:
        return STATE[row.step]
    drafts = _open_drafts(desk)
    late = sightings(desk.mailbox, drafts, first=written.drafts_uidnext)
    copies = (*written.ours(key), *(sighting for sighting in late if sighting.key == key))
    row = DraftRow(key, "intent", drafts.uidvalidity, drafts.uidnext, None, None)
    desk.observe("looked")
    if copies:
        return _settle(desk, row, copies, invitation)
    if written.left(key):
        return _close(desk, row, "gone", invitation)
    desk.ledger.record_draft(desk.account, row)
    desk.observe("intended")
    try:
        desk.mailbox.append_draft(raw)
    except CannotWrite:
        desk.ledger.forget_intent(desk.account, key)
        raise
    desk.observe("appended")
    copies = _ours(sightings(desk.mailbox, _open_drafts(desk), first=row.fence), key, invitation)
    if not copies:
        _close(desk, row, "unknown", invitation)
        raise ProtocolFault(
            f"{desk.account}: the server took a draft but does not show it with its marks, so it could not be "
            "recognised later. Nothing more is written for this invitation; look into Drafts yourself."
        )
    return _settle(desk, row, copies, invitation)


def recover(desk: Desk, invitations: Mapping[str, Invitation], written: Written) -> dict[str, DraftState]:
    """Finish what an earlier run left between intent and confirmation; returns what became of each draft."""
    outcome: dict[str, DraftState] = {}
    for row in desk.ledger.drafts(desk.account, "intent"):
        drafts = _open_drafts(desk)
        same = drafts.uidvalidity == row.uidvalidity
        present = tuple(sightings(desk.mailbox, drafts, first=row.fence if same else 1))
        invitation = invitations.get(row.key)
        copies = _ours(present, row.key, invitation if same else None)
        if copies:
            outcome[row.key] = _settle(desk, row, copies, invitation)
        elif written.left(row.key):
            outcome[row.key] = _close(desk, row, "gone", invitation)
        elif same and _nothing_vanished(desk, drafts, row.fence):
            desk.ledger.forget_intent(desk.account, row.key)
        else:
            outcome[row.key] = _close(desk, row, "unknown", invitation)
    return outcome


def tidy(desk: Desk, written: Written) -> tuple[dict[str, DraftState], tuple[str, ...]]:
    """Remove surplus copies and notice drafts the user took; returns new states and notices."""
    outcome: dict[str, DraftState] = {}
    by_key: dict[str, list[Sighting]] = {}
    for sighting in written.drafts:
        if sighting.key is not None:
            by_key.setdefault(sighting.key, []).append(sighting)
    doubled = [copies for copies in by_key.values() if len(copies) > 1]
    notices = [
        f"{desk.account}: the same draft lies in Drafts more than once and this server offers no safe "
        "way to remove one. Delete all but one yourself; nothing was sent."
        for copies in doubled
        if not _reconcile(desk, copies)[1]
    ]
    seen = {(sighting.ref.uidvalidity, sighting.ref.uid) for sighting in written.drafts}
    for row in desk.ledger.drafts(desk.account, "stored"):
        if row.key not in by_key and (row.uidvalidity, row.uid) in seen:
            continue
        if row.key in by_key:
            uid = by_key[row.key][0].ref.uid
            if row.missing_since is not None or row.uid != uid:
                desk.ledger.record_draft(desk.account, replace(row, missing_since=None, uid=uid))
        elif written.left(row.key) or (row.missing_since and desk.now - row.missing_since >= SETTLING):
            desk.ledger.record_draft(desk.account, replace(row, step="gone"))
            outcome[row.key] = DraftState.GONE
        elif row.missing_since is None:
            desk.ledger.record_draft(desk.account, replace(row, missing_since=desk.now))
    return outcome, tuple(notices)


def _open_drafts(desk: Desk) -> Opened:
    name = desk.mailbox.special().drafts
    if name is None:
        raise CannotWrite(
            f"{desk.account}: there is no Drafts mailbox. Create one in your mail program, or name it in the "
            'configuration: [account] drafts = "...".'
        )
    return desk.mailbox.open(name, writable=True)  # Courier refuses an APPEND to a mailbox it holds read-only


def _ours(candidates: Iterable[Sighting], key: str, invitation: Invitation | None) -> tuple[Sighting, ...]:
    """Find the copies of a draft; by what it answers where the server stripped its own marks."""
    seen = tuple(candidates)
    marked = tuple(sighting for sighting in seen if sighting.key == key)
    answers = invitation.message_id if invitation else None
    return marked or tuple(s for s in seen if s.key is None and answers in s.header.in_reply_to)


def _nothing_vanished(desk: Desk, drafts: Opened, fence: int) -> bool:
    """Whether every UID given out since the fence still exists."""
    count = sum(1 for _ in desk.mailbox.entries(drafts, first=fence))
    return count == max(0, drafts.uidnext - fence)


def _settle(
    desk: Desk, row: DraftRow, copies: tuple[Sighting, ...], invitation: Invitation | None
) -> DraftState:
    """The draft is in Drafts: see to it that it is there once, mark the invitation, confirm."""
    survivor = _reconcile(desk, list(copies))[0] if len(copies) > 1 else copies[0].ref
    desk.observe("checked")
    return _close(desk, replace(row, uid=survivor.uid), "stored", invitation)


def _close(desk: Desk, row: DraftRow, step: str, invitation: Invitation | None) -> DraftState:
    """Mark the invitation, then write the last line of the journal."""
    if invitation is not None and invitation.ref is not None:
        flagged = ("\\Flagged",) if desk.flag and step == "stored" else ()
        desk.mailbox.mark(invitation.ref, (*flagged, DONE))
    desk.observe("marked")
    desk.ledger.record_draft(desk.account, replace(row, step=step))
    desk.observe("confirmed")
    return STATE[step]


def _reconcile(desk: Desk, copies: list[Sighting]) -> tuple[Ref, bool]:
    """Leave one copy: an edited one before a pristine one, then the lowest UID. Tells whether it could."""
    drafts = _open_drafts(desk)
    copies = sorted(copies, key=lambda sighting: sighting.ref.uid)
    flags = {sighting.ref.uid: sighting.flags for sighting in copies}
    raws = {fetched.ref: fetched for fetched in desk.mailbox.fetch(drafts, list(flags), Part.MESSAGE)}
    pristine = [
        ref
        for ref, fetched in raws.items()
        if fetched.fault is None and "\\Draft" in flags[ref.uid] and is_pristine(fetched.raw)
    ]
    edited = [ref for ref in raws if ref not in pristine]
    survivor = (edited or pristine or [copies[0].ref])[0]
    surplus = [ref for ref in pristine if ref != survivor]
    store = desk.mailbox
    if not (isinstance(store, Discarding) and store.can_discard()):
        return survivor, not surplus
    for ref in surplus:
        store.discard_draft(ref, raws[ref].raw)
    return survivor, True
