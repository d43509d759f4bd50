"""What was already written: the headers of Drafts, Sent and Trash, ours told apart from the user's.

Read by fetching headers, never by SEARCH HEADER, which several providers answer wrongly.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from mailwithdraw.mailboxes import Opened, Part, Readable
from mailwithdraw.model import Message, Ref
from mailwithdraw.reading.mime import read
from mailwithdraw.writing.identity import mark_of

RECENT_DRAFTS = 500
"""How many of the newest drafts are looked at: nobody keeps more of them alive."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A message in Drafts, Sent or Trash, by its header."""

    ref: Ref
    flags: frozenset[str]
    key: str | None
    """Ours: the key of the draft. None: the user's own."""
    header: Message


@dataclass(frozen=True, slots=True)
class Written:
    """Everything seen in one look."""

    drafts: tuple[Sighting, ...] = ()
    sent: tuple[Sighting, ...] = ()
    trash: tuple[Sighting, ...] = ()
    drafts_uidnext: int = 1
    """Drafts with this UID or a higher one came after the look."""
    own: frozenset[str] = field(default_factory=frozenset)
    """Message-IDs that the user answered or is answering (In-Reply-To or References of own mail)."""

    def ours(self, key: str) -> tuple[Sighting, ...]:
        """The copies of one of our drafts that lie in Drafts, lowest UID first."""
        return tuple(sighting for sighting in self.drafts if sighting.key == key)

    def left(self, key: str) -> bool:
        """Whether a draft of ours was sent as it was, or thrown away."""
        return any(sighting.key == key for sighting in (*self.sent, *self.trash))


def sightings(
    store: Readable, opened: Opened, *, first: int = 1, since: date | None = None, newest: int | None = None
) -> Iterator[Sighting]:
    """Read the headers of a mailbox."""
    flags = {
        entry.ref.uid: entry.flags
        for entry in store.entries(opened, first=first, since=since)
        if "\\Deleted" not in entry.flags
    }
    uids = sorted(flags)[-newest:] if newest else sorted(flags)
    for fetched in store.fetch(opened, uids, Part.HEADER):
        if fetched.fault is None:
            mark = mark_of(fetched.raw)
            yield Sighting(fetched.ref, flags[fetched.ref.uid], mark.key if mark else None, read(fetched.raw))


def look(store: Readable, since: date | None) -> Written:
    """Look through Drafts, and through what came into Sent and Trash on or after `since` (None: not there)."""
    special = store.special()
    drafts: tuple[Sighting, ...] = ()
    uidnext = 1
    if special.drafts:
        opened = store.open(special.drafts)
        uidnext = opened.uidnext
        drafts = tuple(sightings(store, opened, newest=RECENT_DRAFTS))
    sent, trash = (
        tuple(sightings(store, store.open(name), since=since)) if name and since else ()
        for name in (special.sent, special.trash)
    )
    own = frozenset(
        message_id
        for sighting in (*drafts, *sent)
        if sighting.key is None
        for message_id in (*sighting.header.in_reply_to, *sighting.header.references[-1:])
    )
    return Written(drafts, sent, trash, uidnext, own)
