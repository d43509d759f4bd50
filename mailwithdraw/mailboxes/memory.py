"""A mailbox in memory: what the protocol means, without a server. For tests, and for trying things out."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from mailwithdraw.errors import CannotWrite
from mailwithdraw.mailboxes import Fetched, Opened, Part, Special, rules
from mailwithdraw.model import Entry, Ref


@dataclass(slots=True)
class Stored:
    """One message."""

    raw: bytes
    flags: frozenset[str]
    received: datetime | None


@dataclass(slots=True)
class Box:
    """One mailbox."""

    uidvalidity: int
    uidnext: int = 1
    messages: dict[int, Stored] = field(default_factory=dict)


class MemoryMailbox:
    """Implements Mailbox and Discarding.

    `step` is called with "append", "appended", "mark" or "discard" around what changes something; an
    exception it raises is the fault of that moment.
    """

    def __init__(
        self,
        *,
        keywords: bool = True,
        discards: bool = True,
        drafts: str | None = "Drafts",
        step: Callable[[str], None] = lambda _name: None,
    ) -> None:
        names = ["INBOX", *([drafts] if drafts else []), "Sent", "Trash"]
        self.boxes = {name: Box(uidvalidity) for uidvalidity, name in enumerate(names, start=1)}
        self._special = Special("INBOX", drafts, "Sent", "Trash")
        self._keywords, self._discards, self._step = keywords, discards, step

    def deliver(
        self,
        raw: bytes,
        mailbox: str = "INBOX",
        *,
        flags: Collection[str] = (),
        received: datetime | None = None,
    ) -> Ref:
        """Put a message into a mailbox, as a server would."""
        box = self.boxes[mailbox]
        uid = box.uidnext
        box.messages[uid] = Stored(raw, frozenset(flags), received)
        box.uidnext += 1
        return Ref(mailbox, box.uidvalidity, uid)

    def special(self) -> Special:
        """Name the special mailboxes."""
        return self._special

    def open(self, name: str, *, writable: bool = False) -> Opened:
        """Look at a mailbox as it is now."""
        if name not in self.boxes:
            raise CannotWrite(f"There is no mailbox {name!r}.")
        box = self.boxes[name]
        keywords = writable and self._keywords
        return Opened(name, box.uidvalidity, box.uidnext, len(box.messages), writable, keywords)

    def entries(self, opened: Opened, *, first: int = 1, since: date | None = None) -> Iterator[Entry]:
        """List what was there when the mailbox was opened and still is."""
        for uid, stored in sorted(self.boxes[opened.name].messages.items()):
            early = since is not None and stored.received is not None and stored.received.date() < since
            if first <= uid < opened.uidnext and not early:
                ref = Ref(opened.name, opened.uidvalidity, uid)
                yield Entry(ref, stored.flags, stored.received, len(stored.raw))

    def fetch(self, opened: Opened, wanted: Collection[int], part: Part) -> Iterator[Fetched]:
        """Fetch what is still there."""
        messages = self.boxes[opened.name].messages
        for uid in sorted(set(wanted) & messages.keys()):
            raw = messages[uid].raw[: rules.LIMIT]
            ref = Ref(opened.name, opened.uidvalidity, uid)
            yield Fetched(ref, raw if part is Part.MESSAGE else rules.header(raw))

    def close(self) -> None:
        """Nothing to let go of."""

    def append_draft(self, raw: bytes) -> Ref | None:
        """Store one draft."""
        rules.draft(raw)
        if self._special.drafts is None:
            raise CannotWrite("There is no Drafts mailbox.")
        self._step("append")
        ref = self.deliver(raw, self._special.drafts, flags=rules.DRAFT_FLAGS)
        self._step("appended")
        return ref

    def mark(self, ref: Ref, flags: Collection[str]) -> frozenset[str]:
        """Add marks."""
        return self._change(ref, add=rules.marks(flags))

    def unmark(self, ref: Ref, flags: Collection[str]) -> frozenset[str]:
        """Remove own keywords."""
        return self._change(ref, remove=rules.own_keywords(flags))

    def _change(self, ref: Ref, add: Collection[str] = (), remove: Collection[str] = ()) -> frozenset[str]:
        self._step("mark")
        stored = self.boxes[ref.mailbox].messages.get(ref.uid)
        if stored is None:
            return frozenset()
        storable = {flag for flag in add if self._keywords or not flag.startswith("$")}
        stored.flags = (stored.flags | storable) - frozenset(remove)
        return stored.flags

    def can_discard(self) -> bool:
        """Whether `discard_draft` works."""
        return self._discards

    def discard_draft(self, ref: Ref, raw: bytes) -> bool:
        """Remove a draft that is still as it was written."""
        stored = self.boxes[ref.mailbox].messages.get(ref.uid)
        if not self._discards or ref.mailbox != self._special.drafts or stored is None:
            return False
        if stored.raw != raw or r"\Draft" not in stored.flags or r"\Deleted" in stored.flags:
            return False
        self._step("discard")
        del self.boxes[ref.mailbox].messages[ref.uid]
        return True
