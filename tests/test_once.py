"""A draft exactly once: on every server, through kills, cuts, late arrivals, edits and lost ledgers."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.accounts import Account, contents, deliver, dump, raw, session
from support.faultproxy import BLACKHOLE, CUT, LATE, SWALLOW, Fault, FaultProxy
from support.servers import Server

from mailwithdraw.errors import CannotWrite, MailwithdrawError
from mailwithdraw.ledger import Ledger
from mailwithdraw.mailboxes.imap import ImapMailbox, connect
from mailwithdraw.mailboxes.wire import Timeouts
from mailwithdraw.model import DONE, Address, Draft, DraftState, Ref
from mailwithdraw.once import Desk, Invitation, place, recover, tidy
from mailwithdraw.writing.compose import to_bytes
from mailwithdraw.written import look

NOW = datetime(2026, 11, 10, 9, 30, tzinfo=UTC)
KEY = "0123456789abcdef0123456789abcdef"
INVITATION = (
    b"From: Jane Roe <jane@acme.example>\r\nTo: sam@example.com\r\nSubject: A chat?\r\n"
    b"Message-ID: <1@acme.example>\r\nDate: Mon, 9 Nov 2026 10:00:00 +0100\r\n\r\nHi Sam, a call this week?\r\n"
)
SAM, JANE = Address("sam@example.com", "Sam Rivera"), Address("jane@acme.example", "Jane Roe")
DRAFT = to_bytes(
    Draft(
        purpose="decline",
        from_=SAM,
        to=(JANE,),
        cc=(),
        subject="Re: A chat?",
        in_reply_to="<1@acme.example>",
        references=("<1@acme.example>",),
        letter="Hi Jane,\n\nThank you. I will pass.\n\nSam",
        text="Hi Jane,\n\nThank you. I will pass.\n\nSam",
    ),
    KEY,
    NOW,
)


def open_mailbox(account: Account, port: int | None = None) -> ImapMailbox:
    return connect(
        host=account.host,
        port=port or account.port,
        security="none",
        username=account.username,
        password=account.password,
        timeouts=Timeouts(2, 2),
    )


@contextmanager
def at_work(account: Account, ledger: Ledger, port: int | None = None, now: datetime = NOW) -> Iterator[Desk]:
    store = open_mailbox(account, port)
    try:
        yield Desk(store, ledger, account.username, now)
    finally:
        store.close()


def one_pass(account: Account, ledger: Ledger, port: int | None = None, *, now: datetime = NOW) -> DraftState:
    """What `sweep` does for one invitation, without judging."""
    with at_work(account, ledger, port, now) as desk:
        inbox = desk.mailbox.open("INBOX", writable=True)
        (entry,) = desk.mailbox.entries(inbox)
        invitation = Invitation(entry.ref, "<1@acme.example>")
        written = look(desk.mailbox, now.date() - timedelta(days=2))
        recover(desk, {KEY: invitation}, written)
        tidy(desk, written)
        return place(desk, KEY, DRAFT, invitation, written)


def ours(account: Account) -> list[int]:
    """UIDs of our drafts."""
    return [
        uid
        for uid in contents(account, drafts(account))
        if KEY.encode() in raw(account, drafts(account), uid)
    ]


def drafts(account: Account) -> str:
    with session(account) as client:
        return next(name for _, _, name in client.list_folders() if name.endswith("Drafts"))


def remove(account: Account, uid: int) -> None:
    with session(account) as client:
        client.select_folder(drafts(account))
        client.delete_messages([uid])
        client.expunge()


@pytest.fixture
def account(imap_account: Account) -> Account:
    deliver(imap_account, INVITATION)
    return imap_account


@pytest.fixture
def on_dovecot(dovecot: Server) -> Account:
    account = dovecot.new_account()
    deliver(account, INVITATION)
    return account


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path / "ledger.sqlite3")
    yield ledger
    ledger.close()


def test_a_draft_is_stored_once_and_a_second_pass_changes_nothing(account: Account, ledger: Ledger) -> None:
    before = dump(account)
    assert one_pass(account, ledger) is DraftState.WAITING
    after = dump(account)
    (uid,) = ours(account)
    stored = after[drafts(account)][uid]
    assert raw(account, drafts(account), uid) == DRAFT
    assert {"\\Draft", "\\Seen"} <= stored.flags
    assert {flag for flag in stored.flags if not flag.startswith("\\")} == set()
    ((old, new),) = zip(before["INBOX"].values(), after["INBOX"].values(), strict=True)
    assert (old.sha256, old.received) == (new.sha256, new.received)
    assert new.flags - old.flags in ({"\\Flagged", DONE}, {"\\Flagged"})
    assert one_pass(account, ledger) is DraftState.WAITING
    assert dump(account) == after


COMMAND, LITERAL = rb" APPEND ", rb"\r\nSam\r\n\r\n"
"""What the client has sent when a fault strikes: the command alone, or the draft as well."""


@pytest.mark.parametrize("when", [COMMAND, LITERAL], ids=["command", "literal"])
@pytest.mark.parametrize("fault", [CUT, SWALLOW, BLACKHOLE], ids=lambda fault: fault.name.lower())
def test_a_connection_lost_at_the_append_costs_nothing_and_doubles_nothing(
    account: Account, ledger: Ledger, fault: Fault, when: bytes
) -> None:
    with FaultProxy(account.port, on=when, do=fault) as proxy:
        with pytest.raises(MailwithdrawError):
            one_pass(account, ledger, proxy.port)
        assert proxy.struck.is_set()
    assert len(ledger.drafts(account.username, "intent")) == 1
    assert one_pass(account, ledger) is DraftState.WAITING
    assert len(ours(account)) == 1


def test_an_append_that_arrives_after_its_sender_died_is_tidied_up(account: Account, ledger: Ledger) -> None:
    at = rb"X-Mailwithdraw: v1" if account.server == "courier" else LITERAL  # Courier waits for no final CRLF
    with FaultProxy(account.port, on=at, do=LATE, seconds=4) as proxy:
        with pytest.raises(MailwithdrawError):
            one_pass(account, ledger, proxy.port)
        assert one_pass(account, ledger) is DraftState.WAITING
        deadline = time.monotonic() + 20
        while len(ours(account)) < 2 and time.monotonic() < deadline:
            time.sleep(0.2)
    late = ours(account)
    assert len(late) == 2, "the late APPEND never came: the test shows nothing"
    assert one_pass(account, ledger) is DraftState.WAITING
    assert ours(account) == [min(late)]


def test_a_lost_ledger_costs_no_second_draft(account: Account, ledger: Ledger, tmp_path: Path) -> None:
    one_pass(account, ledger)
    before = dump(account)
    fresh = Ledger(tmp_path / "fresh.sqlite3")
    assert one_pass(account, fresh) is DraftState.WAITING
    assert dump(account) == before
    fresh.close()


def test_two_machines_that_write_at_once_leave_one_draft(
    account: Account, ledger: Ledger, tmp_path: Path
) -> None:
    other = Ledger(tmp_path / "other.sqlite3")
    with at_work(account, ledger) as one, at_work(account, other) as two:
        (entry,) = one.mailbox.entries(one.mailbox.open("INBOX", writable=True))
        invitation = Invitation(entry.ref, "<1@acme.example>")
        written = look(one.mailbox, None)
        seen: list[int] = []

        def meanwhile(step: str) -> None:
            if step == "intended":
                place(one, KEY, DRAFT, invitation, written)
            if step == "appended":
                seen.extend(ours(account))

        late = replace(two, observe=meanwhile)
        assert place(late, KEY, DRAFT, invitation, written) is DraftState.WAITING
    assert len(seen) == 2
    assert ours(account) == [min(seen)]
    one_pass(account, ledger)
    one_pass(account, other)
    assert ours(account) == [min(seen)]
    other.close()


def test_a_draft_the_user_deleted_is_never_made_again(account: Account, ledger: Ledger) -> None:
    one_pass(account, ledger)
    (uid,) = ours(account)
    remove(account, uid)
    for minutes in (1, 3, 5):
        later = NOW + timedelta(minutes=minutes)
        one_pass(account, ledger, now=later)
        assert ours(account) == []
    assert ledger.draft(account.username, KEY).step == "gone"  # type: ignore[union-attr]


def test_a_draft_saved_anew_by_a_mail_program_is_not_taken_for_gone(account: Account, ledger: Ledger) -> None:
    one_pass(account, ledger)
    (uid,) = ours(account)
    edited = raw(account, drafts(account), uid).replace(b"I will pass.", b"I will pass, sadly.")
    remove(account, uid)
    one_pass(account, ledger, now=NOW + timedelta(seconds=5))
    deliver(account, edited, mailbox=drafts(account), flags=["\\Draft"])
    before = dump(account)
    for minutes in (2, 4):
        assert one_pass(account, ledger, now=NOW + timedelta(minutes=minutes)) is DraftState.WAITING
    assert dump(account) == before


def test_of_an_edited_and_an_untouched_copy_the_edited_one_stays(account: Account, ledger: Ledger) -> None:
    one_pass(account, ledger)
    edited = DRAFT.replace(b"I will pass.", b"I will pass, sadly.")
    (kept,) = deliver(account, edited, mailbox=drafts(account), flags=["\\Draft"])
    one_pass(account, ledger)
    assert ours(account) == [kept]
    assert raw(account, drafts(account), kept) == edited


def test_two_edited_copies_are_both_left_alone(account: Account, ledger: Ledger) -> None:
    one_pass(account, ledger)
    (first,) = ours(account)
    remove(account, first)
    for words in (b"I will pass, sadly.", b"I will pass, gladly."):
        deliver(account, DRAFT.replace(b"I will pass.", words), mailbox=drafts(account), flags=["\\Draft"])
    before = dump(account)
    one_pass(account, ledger)
    assert dump(account) == before


def test_a_draft_removed_between_crash_and_restart_is_not_made_again(
    account: Account, ledger: Ledger
) -> None:
    with pytest.raises(MailwithdrawError), FaultProxy(account.port, on=LITERAL, do=SWALLOW) as proxy:
        one_pass(account, ledger, proxy.port)
    (uid,) = ours(account)
    remove(account, uid)
    assert one_pass(account, ledger) is DraftState.UNKNOWN
    assert ours(account) == []


def test_a_new_uidvalidity_of_drafts_makes_no_second_draft(on_dovecot: Account, ledger: Ledger) -> None:
    one_pass(on_dovecot, ledger)
    (uid,) = ours(on_dovecot)
    kept = raw(on_dovecot, "Drafts", uid)
    with session(on_dovecot) as client:
        client.delete_folder("Drafts")
        client.create_folder("Drafts")
    deliver(on_dovecot, kept, mailbox="Drafts", flags=["\\Draft", "\\Seen"])
    before = dump(on_dovecot)
    assert one_pass(on_dovecot, ledger) is DraftState.WAITING
    assert dump(on_dovecot) == before


def test_a_full_mailbox_stores_nothing_and_is_tried_again(full_dovecot: Server, ledger: Ledger) -> None:
    account = full_dovecot.new_account()
    deliver(account, INVITATION)
    (filler,) = deliver(account, b"Subject: filler\r\n\r\n" + b"x" * 2500, mailbox="Drafts")
    with pytest.raises(CannotWrite):
        one_pass(account, ledger)
    assert ours(account) == []
    assert ledger.draft(account.username, KEY) is None
    remove(account, filler)
    assert one_pass(account, ledger) is DraftState.WAITING
    assert len(ours(account)) == 1


def test_without_keywords_the_star_and_the_ledger_remember(
    courier_without_keywords: Server, ledger: Ledger
) -> None:
    account = courier_without_keywords.new_account()
    deliver(account, INVITATION)
    one_pass(account, ledger)
    (invitation,) = contents(account, "INBOX").values()
    assert invitation.flags == {"\\Flagged"}
    one_pass(account, ledger)
    assert len(ours(account)) == 1


def test_a_draft_whose_marks_were_stripped_is_known_by_what_it_answers(
    on_dovecot: Account, ledger: Ledger
) -> None:
    """As Exchange does: it rewrites the Message-ID and may drop unknown headers."""

    class Stripping(ImapMailbox):
        def append_draft(self, raw: bytes) -> Ref | None:
            lines = [
                line
                for line in raw.split(b"\r\n")
                if not line.lower().startswith((b"x-mailwithdraw", b"message-id"))
            ]
            return super().append_draft(b"\r\n".join(lines))

    plain = open_mailbox(on_dovecot)
    store = Stripping(plain._session, {})
    desk = Desk(store, ledger, on_dovecot.username, NOW)
    (entry,) = store.entries(store.open("INBOX", writable=True))
    invitation = Invitation(entry.ref, "<1@acme.example>")
    assert place(desk, KEY, DRAFT, invitation, look(store, None)) is DraftState.WAITING
    later = Desk(store, ledger, on_dovecot.username, NOW + timedelta(hours=1))
    tidy(later, look(store, None))
    tidy(Desk(store, ledger, on_dovecot.username, NOW + timedelta(hours=2)), look(store, None))
    assert place(later, KEY, DRAFT, invitation, look(store, None)) is DraftState.WAITING
    assert len(contents(on_dovecot, "Drafts")) == 1
    store.close()
