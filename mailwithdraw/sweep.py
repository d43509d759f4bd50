"""One pass over one account: read what is new, judge it, and leave the letters that are due in Drafts.

The only room where the pure part and I/O meet. A pass can be stopped anywhere and started again: progress is
recorded last, and `once` keeps drafts single.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from mailwithdraw import __version__
from mailwithdraw.config import Account, Config
from mailwithdraw.conversation import SETTLED, Heard, Memory, Read, fate, item_of, known_by, superseded
from mailwithdraw.errors import CannotWrite, MailwithdrawError, ProtocolFault
from mailwithdraw.ledger import Ledger, Progress
from mailwithdraw.mailboxes import Fetched, Mailbox, Opened, Part, Readable
from mailwithdraw.model import (
    CAUTION,
    Draft,
    DraftState,
    Entry,
    Item,
    Kind,
    Me,
    Message,
    Verdict,
)
from mailwithdraw.once import Desk, Invitation, place, recover, tidy
from mailwithdraw.plan import Render, judge
from mailwithdraw.reading.application import is_application
from mailwithdraw.writing.compose import to_bytes
from mailwithdraw.writing.identity import draft_key
from mailwithdraw.written import Written, look, sightings

FRESH = timedelta(days=30)
"""Unless the user names a day, only invitations received within this time are answered."""

SEASON = timedelta(days=180)
"""How far back the first pass looks for applications sent."""

BEARING = frozenset({Kind.INVITATION, Kind.REJECTION, Kind.OFFER, Kind.OWN})
"""Kinds that bear on whether a letter is due; everything else is let go once judged."""

TELLING = frozenset({Kind.INVITATION, Kind.ACKNOWLEDGEMENT, Kind.HIRING_SIDE, Kind.PRESS, Kind.PERSONAL})
"""Kinds in whose light later mail of the same conversation or sender is read."""


@dataclass(frozen=True, slots=True)
class Task:
    """What one pass is asked to do."""

    account: str
    me: Me
    config: Config
    now: datetime
    since: date | None = None
    """Read and answer what was received on or after this day, whether or not it was read before."""
    dry_run: bool = False
    flag: bool = True
    """Whether to set \\Flagged on an invitation whose draft waits."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A judged message and what became of its letter."""

    read: Read
    state: DraftState
    note: str = ""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Whom a pass tells what it does; each is optional."""

    outcome: Callable[[Outcome], None] = lambda _outcome: None
    """Every message, once its fate is known."""
    progress: Callable[[int, int], None] = lambda _done, _total: None
    """Messages read so far, of how many."""
    step: Callable[[str], None] = lambda _name: None
    """Steps of the draft protocol."""
    stop: Callable[[], bool] = lambda: False
    """Asked between messages; True ends the pass early, without harm."""


@dataclass(slots=True)
class Report:
    """What a pass did."""

    account: str
    kinds: dict[Kind, int] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    faults: dict[str, list[int]] = field(default_factory=dict)
    """What kept messages from being read, with their UIDs."""
    problem: MailwithdrawError | None = None
    """What kept letters from being stored; everything else was done."""
    stopped: bool = False

    def warnings(self) -> tuple[str, ...]:
        """Everything the user should be told besides the items, a sentence each."""
        unread = tuple(
            f"{self.account}: {len(uids)} of the messages could not be read (UID {', '.join(map(str, uids[:3]))}"
            f"{' ...' if len(uids) > 3 else ''}): {fault}. All others were."
            for fault, uids in self.faults.items()
        )
        return (*self.notices, *unread)

    @property
    def read(self) -> int:
        """How many messages were judged."""
        return sum(self.kinds.values())


def task_for(account: Account, config: Config, now: datetime) -> Task:
    """Name the owner of an account as the pass needs to know them."""
    own = (account.email, *account.also)
    others = tuple(address for address in config.me.addresses if address not in own)
    me = Me(config.me.name, (*own, *others), config.me.time_zone)
    return Task(account.email, me, config, now, flag=account.flag)


def run(
    task: Task, mailbox: Readable, ledger: Ledger, render: Render, watcher: Watcher | None = None
) -> Report:
    """Make one pass.

    Raises:
        TryLater: the connection was lost; the next pass carries on.

    """
    memory = Memory(Heard(*row) for row in ledger.heard(task.account))
    return _Pass(task, mailbox, ledger, render, watcher or Watcher(), Report(task.account), memory).run()


def judged_with(task: Task) -> str:
    """Name the program and criteria that judged: when they change, mail is judged again."""
    return hashlib.sha256(f"{__version__} {task.config.criteria!r} {task.me!r}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass: its task, the stores it works on, and the report that grows."""

    task: Task
    mailbox: Readable
    ledger: Ledger
    render: Render
    watcher: Watcher
    report: Report
    memory: Memory
    heard: list[Heard] = field(default_factory=list)

    def run(self) -> Report:
        sent = self._hear_applications()
        inbox = self._open_inbox()
        reads = list(self._judge(inbox, self._unread(inbox)))
        invitations = [read for read in reads if read.judgement.detection.kind is Kind.INVITATION]
        if invitations or self.ledger.drafts(self.task.account, "intent", "stored"):
            self._answer(inbox, reads, invitations)
        if not self.task.dry_run:
            self.ledger.hear(self.task.account, self.heard)
        if not (self.report.stopped or self.task.dry_run):
            for opened in (inbox, *sent):
                progress = Progress(opened.uidvalidity, opened.uidnext, judged_with(self.task))
                self.ledger.record_progress(self.task.account, opened.name, progress)
        return self.report

    # -- reading -------------------------------------------------------------------------------------------

    def _hear_applications(self) -> tuple[Opened, ...]:
        """Learn from Sent where the owner applied, from headers alone and each read once; return what was looked at."""
        name = self.mailbox.special().sent
        if name is None:
            return ()
        sent = self.mailbox.open(name)
        done = self.ledger.progress(self.task.account, sent.name)
        known = done is not None and done.uidvalidity == sent.uidvalidity
        since = None if known else (self.task.now - SEASON).date()
        for sighting in sightings(
            self.mailbox, sent, first=done.uidnext if done and known else 1, since=since
        ):
            if sighting.key is None and is_application(sighting.header):
                self.heard.extend(self.memory.note_application(sighting.header))
        return (sent,)

    def _open_inbox(self) -> Opened:
        """Open the inbox for marking; one that cannot be marked is still read."""
        name = self.mailbox.special().inbox
        if self.task.dry_run or not isinstance(self.mailbox, Mailbox):
            return self.mailbox.open(name)
        try:
            return self.mailbox.open(name, writable=True)
        except CannotWrite as problem:
            self.report.problem = problem
            return self.mailbox.open(name)

    def _unread(self, inbox: Opened) -> list[Entry]:
        """List what this program has not judged by these criteria, and what must be tried again."""
        done = self.ledger.progress(self.task.account, inbox.name)
        first = 1
        again: set[int] = set()
        if (
            done is not None
            and self.task.since is None
            and (done.uidvalidity, done.judged_with) == (inbox.uidvalidity, judged_with(self.task))
        ):
            first = done.uidnext
            again = {
                item.ref.uid
                for state in (DraftState.FAILED, DraftState.PLANNED)
                for item in self.ledger.items(self.task.account, state).values()
                if item.ref.uidvalidity == inbox.uidvalidity
            }
        return [
            entry
            for entry in self.mailbox.entries(inbox, first=min(again | {first}), since=self.task.since)
            if (entry.ref.uid >= first or entry.ref.uid in again) and "\\Deleted" not in entry.flags
        ]

    def _judge(self, inbox: Opened, entries: Sequence[Entry]) -> Iterator[Read]:
        """Judge each message, and pass on those that bear on a letter."""
        by_uid = {entry.ref.uid: entry for entry in entries}
        for number, fetched in enumerate(self.mailbox.fetch(inbox, list(by_uid), Part.MESSAGE), start=1):
            self.watcher.progress(number, len(by_uid))
            read = self._read(fetched, by_uid[fetched.ref.uid])
            if read is not None:
                kind = read.judgement.detection.kind
                self.report.kinds[kind] = self.report.kinds.get(kind, 0) + 1
                self._note(read.judgement.message, kind)
                if kind is not Kind.INVITATION:
                    self.watcher.outcome(Outcome(read, DraftState.NONE))
                if kind in BEARING:
                    yield read
            if self.watcher.stop():
                self.report.stopped = True
                return

    def _note(self, message: Message, kind: Kind) -> None:
        """Let later mail be read in the light of this one."""
        if kind in TELLING:
            self.heard.extend(self.memory.note(message, kind))

    def _read(self, fetched: Fetched, entry: Entry) -> Read | None:
        """Judge one message; whatever is wrong with it, the others are judged as well."""
        task, fault = self.task, fetched.fault
        if fault is None:
            try:
                judgement = judge(
                    fetched.raw,
                    me=task.me,
                    criteria=task.config.criteria,
                    now=task.now,
                    render=self.render,
                    known=self.memory.standing,
                )
            except MailwithdrawError:
                raise
            except Exception as error:  # noqa: BLE001 - a fault of ours on one mail is no reason to read no other
                fault = f"an internal fault, {type(error).__name__}: please report it"
            else:
                return Read(entry, judgement, draft_key(task.account, "reply", judgement.message))
        self.report.faults.setdefault(fault, []).append(entry.ref.uid)
        return None

    # -- answering -----------------------------------------------------------------------------------------

    def _answer(self, inbox: Opened, reads: Sequence[Read], invitations: Sequence[Read]) -> None:
        """Settle what earlier runs left, then decide and do what is due for each invitation."""
        remembered = self.ledger.items(self.task.account)
        written = look(self.mailbox, self._since(invitations, remembered))
        desk = self._desk()
        if desk is not None:
            self.report.notices += self._settle(desk, inbox, remembered, written)
        overtaken = superseded(reads)
        for read in sorted(invitations, key=lambda read: (read.when, read.entry.ref)):
            if self.report.stopped:
                break
            item = self._answer_one(desk, read, overtaken.get(read.key), written)
            self.report.items.append(item)
            self.watcher.outcome(Outcome(read, item.state, item.note))
            self.report.stopped = self.report.stopped or self.watcher.stop()

    def _answer_one(self, desk: Desk | None, read: Read, overtaken: str | None, written: Written) -> Item:
        """Decide what becomes of one invitation's letter, and do it."""
        prior = self.ledger.item(self.task.account, read.key)
        if prior is not None and prior.state in SETTLED:
            return prior
        decided = fate(
            read,
            overtaken=overtaken,
            written=written,
            blocked=self._blocked(read, written),
            fresh=self._fresh(read.when),
        )
        item = item_of(self.task.account, read, *(decided or (DraftState.PLANNED, "")))
        if self.task.dry_run:
            return item
        self._remember(read, item)
        if decided is None:
            state, note = self._place(desk, read, written)
            item = replace(item, state=state, note=note)
            self._remember(read, item)
        if desk is not None and item.verdict is Verdict.CAUTION and CAUTION not in read.entry.flags:
            desk.mailbox.mark(read.entry.ref, (CAUTION,))
        return item

    def _fresh(self, when: datetime) -> bool:
        return self.task.since is not None or self.task.now - when <= FRESH

    def _since(self, invitations: Sequence[Read], remembered: dict[str, Item]) -> date | None:
        """From which day on Sent and Trash may hold an answer that matters now; None if none does."""
        open_keys = {row.key for row in self.ledger.drafts(self.task.account, "intent", "stored")}
        moments = [read.when for read in invitations if self._fresh(read.when)]
        moments += [item.received for key, item in remembered.items() if key in open_keys and item.received]
        earliest = min(moments, default=None)
        if earliest is None:
            return None
        return (max(earliest, datetime(1970, 1, 2, tzinfo=UTC)) - timedelta(days=1)).date()

    def _desk(self) -> Desk | None:
        """Give the means to write; None in a dry run and where the store can only be read."""
        if self.task.dry_run or self.report.problem is not None or not isinstance(self.mailbox, Mailbox):
            return None
        return Desk(
            self.mailbox, self.ledger, self.task.account, self.task.now, self.task.flag, self.watcher.step
        )

    def _settle(
        self, desk: Desk, inbox: Opened, remembered: dict[str, Item], written: Written
    ) -> tuple[str, ...]:
        """Finish what was interrupted, and notice what the user did with earlier drafts."""
        invitations = {
            key: Invitation(item.ref if item.ref.uidvalidity == inbox.uidvalidity else None, item.message_id)
            for key, item in remembered.items()
        }
        states = recover(desk, invitations, written)
        later, notices = tidy(desk, written)
        for key, state in {**states, **later}.items():
            desk.ledger.set_state(desk.account, key, state, NOTES.get(state, ""))
        return notices

    def _blocked(self, read: Read, written: Written) -> bool:
        """Whether an earlier letter in this conversation waits, or went without the user answering."""
        keys = self.ledger.conversation(self.task.account, known_by(read.judgement.message))
        earlier = [self.ledger.item(self.task.account, key) for key in keys - {read.key}]
        return any(
            item.state in SETTLED and not (item.state is DraftState.GONE and item.message_id in written.own)
            for item in earlier
            if item is not None
        )

    def _place(self, desk: Desk | None, read: Read, written: Written) -> tuple[DraftState, str]:
        """Write one letter; what the store will not take is tried again in the next pass."""
        draft = read.judgement.draft
        if desk is None or self.report.problem is not None or not isinstance(draft, Draft):
            return DraftState.FAILED, str(self.report.problem or "this store can only be read")
        try:
            raw = to_bytes(draft, read.key, self.task.now)
            invitation = Invitation(read.entry.ref, read.judgement.message.message_id)
            state = place(desk, read.key, raw, invitation, written)
        except CannotWrite as problem:
            self.report.problem = problem
            return DraftState.FAILED, str(problem)
        except ProtocolFault as problem:
            self.report.problem = problem
            return DraftState.UNKNOWN, str(problem)
        return state, NOTES.get(state, "")

    def _remember(self, read: Read, item: Item) -> None:
        self.ledger.remember(read.key, item, known_by(read.judgement.message))


NOTES = {
    DraftState.GONE: "you sent or removed the draft",
    DraftState.UNKNOWN: "a draft may have been stored and removed; look into Drafts and Sent",
}
