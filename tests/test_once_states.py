"""A draft exactly once under any sequence of crashes, two machines, late arrivals and what users do to drafts."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mailwithdraw.errors import TryLater
from mailwithdraw.ledger import Ledger
from mailwithdraw.mailboxes.memory import MemoryMailbox
from mailwithdraw.model import DONE, Address, Draft, Ref
from mailwithdraw.once import Desk, Invitation, place, recover, tidy
from mailwithdraw.writing.compose import to_bytes
from mailwithdraw.writing.identity import mark_of
from mailwithdraw.written import look

KEY = "0123456789abcdef0123456789abcdef"
START = datetime(2026, 11, 10, 9, 30, tzinfo=UTC)
INVITATION = (
    b"From: Jane Roe <jane@acme.example>\r\nTo: sam@example.com\r\nSubject: A chat?\r\n"
    b"Message-ID: <1@acme.example>\r\nDate: Mon, 9 Nov 2026 10:00:00 +0100\r\n\r\nHi Sam, a call this week?\r\n"
)
DRAFT = to_bytes(
    Draft(
        "decline",
        Address("sam@example.com", "Sam Rivera"),
        (Address("jane@acme.example", "Jane Roe"),),
        (),
        "Re: A chat?",
        "<1@acme.example>",
        ("<1@acme.example>",),
        "Hi Jane,\n\nThank you. I will pass.\n\nSam",
        "Hi Jane,\n\nThank you. I will pass.\n\nSam",
    ),
    KEY,
    START,
)
EDITED = DRAFT.replace(b"I will pass.", b"I will pass, sadly.")
MOMENTS = ("looked", "intended", "append", "appended", "mark", "checked", "marked", "confirmed", "discard")
"""Steps of the protocol, and moments inside the store, at which a run may die."""


class Once(RuleBasedStateMachine):
    """One invitation, two machines, a user, and a server that may deliver an APPEND late."""

    def __init__(self) -> None:
        super().__init__()
        self.fatal: str | None = None
        self.store = MemoryMailbox(step=self.at)
        self.invitation = self.store.deliver(INVITATION, received=START)
        self.ledgers = [Ledger(None), Ledger(None)]
        self.now = START
        self.in_flight = 0
        self.taken = False
        """The user sent or deleted the draft: no other may appear."""
        self.edited = False

    def teardown(self) -> None:
        for ledger in self.ledgers:
            ledger.close()

    def at(self, step: str) -> None:
        if step == self.fatal:
            self.fatal = None
            if step == "append":
                self.in_flight += 1
            raise TryLater("the power went out")

    def run(self, machine: int) -> None:
        ledger = self.ledgers[machine]
        desk = Desk(self.store, ledger, "sam", self.now, observe=self.at)
        invitation = Invitation(self.invitation, "<1@acme.example>")
        written = look(self.store, START.date() - timedelta(days=2))
        recover(desk, {KEY: invitation}, written)
        tidy(desk, written)
        if "<1@acme.example>" not in written.own and (not self.done() or written.ours(KEY)):
            place(desk, KEY, DRAFT, invitation, written)

    def done(self) -> bool:
        """Whether the invitation tells other machines that it was answered."""
        return DONE in self.store.boxes["INBOX"].messages[self.invitation.uid].flags

    def ours(self) -> dict[int, bytes]:
        return {
            uid: stored.raw
            for uid, stored in self.store.boxes["Drafts"].messages.items()
            if (mark := mark_of(stored.raw)) is not None and mark.key == KEY
        }

    def later(self, minutes: int = 2) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(machine=st.integers(0, 1))
    def a_pass(self, machine: int) -> None:
        self.later()
        self.run(machine)

    @rule(machine=st.integers(0, 1), moment=st.sampled_from(MOMENTS))
    def a_pass_that_dies(self, machine: int, moment: str) -> None:
        self.later()
        self.fatal = moment
        with contextlib.suppress(TryLater):
            self.run(machine)
        self.fatal = None

    @precondition(lambda self: self.in_flight and not self.taken)
    @rule()
    def an_append_arrives_late(self) -> None:
        self.in_flight -= 1
        self.store.deliver(DRAFT, "Drafts", flags=("\\Draft", "\\Seen"))

    @precondition(lambda self: len(self.ours()) == 1 and not self.in_flight and self.done())
    @rule()
    def the_user_deletes_it(self) -> None:
        self.store.boxes["Drafts"].messages.clear()
        self.taken = True

    @precondition(lambda self: len(self.ours()) == 1 and not self.in_flight and self.done())
    @rule()
    def the_user_sends_it(self) -> None:
        self.store.boxes["Drafts"].messages.clear()
        sent = b"\r\n".join(
            line
            for line in DRAFT.split(b"\r\n")
            if not line.startswith((b"Message-ID", b"X-Mailwithdraw", b" body"))
        )
        self.store.deliver(sent, "Sent", flags=("\\Seen",), received=self.now)
        self.taken = True

    @precondition(lambda self: len(self.ours()) == 1 and not self.edited)
    @rule()
    def the_user_edits_it(self) -> None:
        self.store.boxes["Drafts"].messages.clear()
        self.store.deliver(EDITED, "Drafts", flags=("\\Draft",))
        self.edited = True

    @rule()
    def drafts_is_renumbered(self) -> None:
        box = self.store.boxes["Drafts"]
        box.messages = dict(enumerate(box.messages.values(), start=1))
        box.uidvalidity += 100
        box.uidnext = len(box.messages) + 1

    @rule()
    def another_program_saves_a_draft(self) -> None:
        self.store.deliver(b"Subject: dinner\r\n\r\nAt eight?\r\n", "Drafts", flags=("\\Draft",))

    @rule(machine=st.integers(0, 1))
    def a_ledger_is_lost(self, machine: int) -> None:
        if not self.taken:
            self.ledgers[machine].close()
            self.ledgers[machine] = Ledger(None)

    @rule()
    def all_comes_to_rest(self) -> None:
        for _ in range(2):
            for machine in (0, 1):
                self.a_pass(machine)
        assert len(self.ours()) <= 1
        before = {name: dict(box.messages) for name, box in self.store.boxes.items()}
        self.a_pass(0)
        assert {name: dict(box.messages) for name, box in self.store.boxes.items()} == before

    @invariant()
    def what_the_user_took_stays_away(self) -> None:
        if self.taken:
            assert self.ours() == {}

    @invariant()
    def what_the_user_edited_stays(self) -> None:
        if self.edited and not self.taken:
            assert EDITED in self.ours().values()

    @invariant()
    def the_invitation_is_as_it_was(self) -> None:
        (stored,) = self.store.boxes["INBOX"].messages.values()
        assert stored.raw == INVITATION
        assert stored.flags <= {"\\Flagged", "$MwDone"}


TestOnce = Once.TestCase
TestOnce.settings = settings(max_examples=300, stateful_step_count=25, deadline=None)


def test_an_invitation_that_was_renumbered_is_not_marked_but_its_draft_is_settled() -> None:
    store = MemoryMailbox()
    ledger = Ledger(None)
    desk = Desk(store, ledger, "sam", START)
    place(desk, KEY, DRAFT, Invitation(store.deliver(INVITATION), "<1@acme.example>"), look(store, None))
    row = ledger.draft("sam", KEY)
    assert row is not None
    ledger.record_draft("sam", replace(row, step="intent"))
    gone = Invitation(None, "<1@acme.example>")
    assert recover(desk, {KEY: gone}, look(store, None)) == {KEY: "waiting"}
    ledger.close()


def test_a_mark_is_set_where_the_invitation_still_lies() -> None:
    store = MemoryMailbox()
    ledger = Ledger(None)
    ref: Ref = store.deliver(INVITATION)
    place(Desk(store, ledger, "sam", START), KEY, DRAFT, Invitation(ref, None), look(store, None))
    assert store.boxes["INBOX"].messages[ref.uid].flags == {"\\Flagged", "$MwDone"}
    ledger.close()
