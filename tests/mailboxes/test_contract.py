"""What every store keeps of its promise: one suite for memory, Maildir, mbox and four real IMAP servers."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from mailboxes.subjects import ImapSubject, MaildirSubject, MboxSubject, MemorySubject, Reading, Subject
from support.processes import Missing
from support.servers import Servers

from mailwithdraw.errors import CannotWrite
from mailwithdraw.mailboxes import Discarding, Mailbox, Part
from mailwithdraw.model import Ref

STORES = [
    pytest.param("memory"),
    pytest.param("maildir"),
    pytest.param("dovecot", marks=pytest.mark.dovecot),
    pytest.param("cyrus", marks=pytest.mark.cyrus),
    pytest.param("courier", marks=pytest.mark.courier),
    pytest.param("courier-no-keywords", marks=pytest.mark.courier),
    pytest.param("pymap"),
]
NO_KEYWORDS = {"courier-no-keywords", "pymap"}
MORNING = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


def mail(subject: str, body: str = "Would Tuesday suit you?") -> bytes:
    return f"From: Ann <ann@example.com>\r\nSubject: {subject}\r\n\r\n{body}\r\n".encode()


def make(kind: str, servers: Servers, folder: Path) -> Subject:
    if kind == "memory":
        return MemorySubject()
    if kind == "maildir":
        return MaildirSubject(folder)
    try:
        account = servers.get(kind).new_account()
    except Missing as error:
        pytest.skip(str(error))
    return ImapSubject(account, keywords=kind not in NO_KEYWORDS)


@pytest.fixture(params=STORES)
def subject(request: pytest.FixtureRequest, servers: Servers, tmp_path: Path) -> Iterator[Subject]:
    subject = make(request.param, servers, tmp_path)
    yield subject
    subject.store.close()


@pytest.fixture(params=[*STORES, pytest.param("mbox")])
def readable(request: pytest.FixtureRequest, servers: Servers, tmp_path: Path) -> Iterator[Reading]:
    subject = MboxSubject(tmp_path) if request.param == "mbox" else make(request.param, servers, tmp_path)
    yield subject
    subject.store.close()


class TestReadable:
    def test_an_empty_mailbox_opens_and_lists_nothing(self, readable: Reading) -> None:
        opened = readable.store.open("INBOX")

        assert opened.name == readable.store.special().inbox == "INBOX"
        assert (opened.exists, opened.writable) == (0, False)
        assert list(readable.store.entries(opened)) == []
        assert list(readable.store.fetch(opened, [], Part.MESSAGE)) == []

    def test_messages_are_listed_in_order_with_the_time_they_were_received(self, readable: Reading) -> None:
        times = [MORNING + timedelta(days=day) for day in range(3)]
        for number, time in enumerate(times):
            readable.deliver(mail(f"number {number}"), received=time)

        opened = readable.store.open("INBOX")
        entries = list(readable.store.entries(opened))

        assert opened.exists == 3
        assert [entry.received for entry in entries] == times
        assert all(entry.received and entry.received.utcoffset() is not None for entry in entries)
        uids = [entry.ref.uid for entry in entries]
        assert uids == sorted(set(uids))
        assert uids[-1] < opened.uidnext
        assert [entry.ref for entry in entries] == [Ref("INBOX", opened.uidvalidity, uid) for uid in uids]

    def test_listing_begins_with_the_first_uid_asked_for(self, readable: Reading) -> None:
        readable.deliver(*(mail(f"number {number}") for number in range(3)))
        opened = readable.store.open("INBOX")
        uids = [entry.ref.uid for entry in readable.store.entries(opened)]

        later = readable.store.entries(opened, first=uids[0] + 1)
        none = readable.store.entries(opened, first=opened.uidnext)

        assert [entry.ref.uid for entry in later] == uids[1:]
        assert list(none) == []

    def test_listing_since_a_day_leaves_out_what_came_before_it(self, readable: Reading) -> None:
        for day in (1, 2, 3):
            readable.deliver(mail(f"of the {day}."), received=datetime(2026, 11, day, 12, tzinfo=UTC))

        opened = readable.store.open("INBOX")
        entries = list(readable.store.entries(opened, since=date(2026, 11, 2)))

        assert [entry.received and entry.received.day for entry in entries] == [2, 3]

    def test_a_message_comes_byte_for_byte_and_its_header_ends_with_the_empty_line(
        self, readable: Reading
    ) -> None:
        raw = mail("plain", "One.\r\n\r\n  Two, with 8-bit: \xe9\r\n.\r\n")
        readable.deliver(raw)
        opened = readable.store.open("INBOX")
        (uid,) = (entry.ref.uid for entry in readable.store.entries(opened))

        (whole,) = readable.store.fetch(opened, [uid], Part.MESSAGE)
        (header,) = readable.store.fetch(opened, [uid], Part.HEADER)

        assert (whole.ref, whole.raw, whole.fault) == (Ref("INBOX", opened.uidvalidity, uid), raw, None)
        assert (header.raw, header.fault) == (raw[: raw.index(b"One.")], None)

    def test_messages_are_fetched_once_each_in_uid_order_without_those_that_never_were(
        self, readable: Reading
    ) -> None:
        readable.deliver(*(mail(f"number {number}") for number in range(60)))
        opened = readable.store.open("INBOX")
        uids = [entry.ref.uid for entry in readable.store.entries(opened)]

        fetched = list(readable.store.fetch(opened, [opened.uidnext + 7, *uids[::-1], uids[3]], Part.MESSAGE))

        assert [each.ref.uid for each in fetched] == uids
        assert [each.raw for each in fetched] == [mail(f"number {number}") for number in range(60)]

    def test_a_very_large_message_comes_cut(self, readable: Reading) -> None:
        raw = mail("large", "0123456789abcde\r\n" * 20_000)
        readable.deliver(raw)
        opened = readable.store.open("INBOX")
        uids = [entry.ref.uid for entry in readable.store.entries(opened)]

        (fetched,) = readable.store.fetch(opened, uids, Part.MESSAGE)

        assert (fetched.raw, fetched.fault) == (raw[: len(fetched.raw)], None)
        assert 200_000 < len(fetched.raw) < len(raw)

    def test_reading_everything_changes_nothing(self, readable: Reading) -> None:
        readable.deliver(*(mail(f"number {number}") for number in range(3)), received=MORNING)
        before = readable.snapshot()

        opened = readable.store.open("INBOX")
        uids = [entry.ref.uid for entry in readable.store.entries(opened)]
        for part in Part:
            assert len(list(readable.store.fetch(opened, uids, part))) == 3

        assert readable.snapshot() == before

    def test_a_mailbox_that_is_not_there_cannot_be_opened(self, readable: Reading) -> None:
        with pytest.raises(CannotWrite):
            readable.store.open("Nowhere")

    def test_closing_twice_does_no_harm(self, readable: Reading) -> None:
        readable.store.open("INBOX")

        readable.store.close()
        readable.store.close()


class TestMailbox:
    def test_it_is_a_mailbox_that_can_discard(self, subject: Subject) -> None:
        assert isinstance(subject.store, Mailbox)
        assert isinstance(subject.store, Discarding)
        assert subject.store.can_discard()

    def test_the_special_mailboxes_are_found(self, subject: Subject) -> None:
        special = subject.store.special()

        assert re.fullmatch(r"(INBOX\.)?Drafts", special.drafts or "")
        assert re.fullmatch(r"(INBOX\.)?Sent", special.sent or "")
        assert re.fullmatch(r"(INBOX\.)?Trash", special.trash or "")

    def test_flags_are_listed_without_recent(self, subject: Subject) -> None:
        subject.deliver(mail("one"), flags=["\\Seen", "\\Answered"])
        subject.deliver(mail("two"))

        entries = list(subject.store.entries(subject.store.open("INBOX")))

        assert [entry.flags for entry in entries] == [{"\\Seen", "\\Answered"}, frozenset()]

    def test_opening_again_shows_what_came_meanwhile(self, subject: Subject) -> None:
        subject.deliver(mail("one"))
        first = subject.store.open("INBOX", writable=True)
        subject.deliver(mail("two"))

        again = subject.store.open("INBOX", writable=True)

        assert (first.exists, again.exists) == (1, 2)
        assert again.uidvalidity == first.uidvalidity
        assert [entry.ref.uid >= first.uidnext for entry in subject.store.entries(again)] == [False, True]

    def test_a_listing_shows_what_was_there_at_opening(self, subject: Subject) -> None:
        subject.deliver(mail("one"))
        opened = subject.store.open("INBOX")
        subject.deliver(mail("two"))

        assert [entry.ref.uid < opened.uidnext for entry in subject.store.entries(opened)] == [True]

    def test_what_was_removed_meanwhile_is_left_out(self, subject: Subject) -> None:
        subject.deliver(mail("one"), mail("two"), mail("three"))
        opened = subject.store.open("INBOX")
        uids = [entry.ref.uid for entry in subject.store.entries(opened)]
        subject.remove(1)

        fetched = list(subject.store.fetch(opened, uids, Part.MESSAGE))

        assert [each.raw for each in fetched if each.fault is None] == [mail("one"), mail("three")]
        assert [each.ref.uid for each in fetched] == [uids[0], uids[2]]

    def test_a_uid_is_never_given_twice(self, subject: Subject) -> None:
        subject.deliver(mail("one"))
        before = subject.store.open("INBOX")
        subject.remove(0)
        subject.deliver(mail("two"))

        after = subject.store.open("INBOX")

        assert [entry.ref.uid >= before.uidnext for entry in subject.store.entries(after)] == [True]
        assert after.uidnext > before.uidnext

    def test_a_draft_is_stored_as_it_is_in_drafts_and_nowhere_else(self, subject: Subject) -> None:
        drafts = subject.store.special().drafts
        assert drafts is not None
        fence = subject.store.open(drafts)

        ref = subject.store.append_draft(mail("Re: interview"))

        assert ref is not None
        assert (ref.mailbox, ref.uidvalidity) == (drafts, fence.uidvalidity)
        assert ref.uid >= fence.uidnext
        assert subject.contents(drafts) == [({"\\Draft", "\\Seen"}, mail("Re: interview"))]
        assert subject.contents("INBOX") == []

    def test_an_own_draft_is_seen_when_drafts_is_opened_again(self, subject: Subject) -> None:
        drafts = subject.store.special().drafts
        assert drafts is not None
        fence = subject.store.open(drafts)
        ref = subject.store.append_draft(mail("Re: interview"))

        again = subject.store.open(drafts)
        entries = list(subject.store.entries(again, first=fence.uidnext))

        assert [(entry.ref, entry.flags) for entry in entries] == [(ref, {"\\Draft", "\\Seen"})]
        assert again.uidnext > entries[0].ref.uid
        (fetched,) = subject.store.fetch(again, [entries[0].ref.uid], Part.MESSAGE)
        assert fetched.raw == mail("Re: interview")

    @pytest.mark.parametrize(
        "raw", [b"", b"Subject: x\n\nbare\n", b"Subject: x\r\n\r\nnul \0\r\n", b"a\rb\r\n"]
    )
    def test_a_draft_that_would_not_survive_is_refused(self, subject: Subject, raw: bytes) -> None:
        drafts = subject.store.special().drafts
        assert drafts is not None

        with pytest.raises(ValueError, match="CRLF"):
            subject.store.append_draft(raw)

        assert subject.contents(drafts) == []

    def test_marks_are_added_to_the_flags_the_user_set(self, subject: Subject) -> None:
        subject.deliver(mail("one"), flags=["\\Seen"])
        subject.deliver(mail("two"))
        opened = subject.store.open("INBOX", writable=True)
        first, _ = (entry.ref for entry in subject.store.entries(opened))

        flags = subject.store.mark(first, ["\\Flagged", "$MwDone"])

        stored = {"\\Seen", "\\Flagged"} | ({"$MwDone"} if subject.keywords else set())
        assert opened.keywords == subject.keywords
        assert flags == stored
        assert subject.contents() == [(stored, mail("one")), (frozenset(), mail("two"))]

    def test_a_mailbox_opened_for_reading_can_be_marked(self, subject: Subject) -> None:
        subject.deliver(mail("one"))
        (entry,) = subject.store.entries(subject.store.open("INBOX"))

        assert subject.store.mark(entry.ref, ["\\Flagged"]) == {"\\Flagged"}
        assert subject.contents() == [({"\\Flagged"}, mail("one"))]

    def test_only_own_keywords_are_removed(self, subject: Subject) -> None:
        subject.deliver(mail("one"), flags=["\\Seen"])
        (entry,) = subject.store.entries(subject.store.open("INBOX"))
        subject.store.mark(entry.ref, ["\\Flagged", "$MwDone", "$MwOther"])

        flags = subject.store.unmark(entry.ref, ["$MwDone"])

        stored = {"\\Seen", "\\Flagged"} | ({"$MwOther"} if subject.keywords else set())
        assert flags == stored
        assert subject.contents() == [(stored, mail("one"))]

    @pytest.mark.parametrize(
        "flag",
        [
            "\\Seen",
            "\\Answered",
            "\\Deleted",
            "\\Draft",
            "$Junk",
            "Mw",
            "$Mw",
            "$Mw x",
            "$Mwx)\r\nZ9 DELETE INBOX",
            "",
        ],
    )
    def test_any_other_flag_is_refused_both_ways(self, subject: Subject, flag: str) -> None:
        subject.deliver(mail("one"))
        (entry,) = subject.store.entries(subject.store.open("INBOX", writable=True))

        with pytest.raises(ValueError, match="not a mark of ours"):
            subject.store.mark(entry.ref, ["\\Flagged", flag])
        with pytest.raises(ValueError, match="not a mark of ours"):
            subject.store.unmark(entry.ref, [flag])

        assert subject.contents() == [(frozenset(), mail("one"))]

    def test_the_users_flag_is_not_ours_to_remove(self, subject: Subject) -> None:
        subject.deliver(mail("one"), flags=["\\Flagged"])
        (entry,) = subject.store.entries(subject.store.open("INBOX", writable=True))

        with pytest.raises(ValueError, match="not a mark of ours"):
            subject.store.unmark(entry.ref, ["\\Flagged"])

    def test_marking_what_is_gone_marks_nothing(self, subject: Subject) -> None:
        subject.deliver(mail("one"))
        (entry,) = subject.store.entries(subject.store.open("INBOX", writable=True))
        subject.remove(0)
        subject.store.open("INBOX", writable=True)

        assert subject.store.mark(entry.ref, ["\\Flagged"]) == frozenset()

    def test_an_untouched_draft_can_be_discarded_alone(self, subject: Subject) -> None:
        drafts = subject.store.special().drafts
        assert drafts is not None
        subject.deliver(mail("the user's own"), mailbox=drafts, flags=["\\Draft"])
        ref = subject.store.append_draft(mail("ours"))
        subject.store.append_draft(mail("ours"))
        assert ref is not None

        assert subject.store.discard_draft(ref, mail("ours")) is True

        kept = [({"\\Draft"}, mail("the user's own")), ({"\\Draft", "\\Seen"}, mail("ours"))]
        assert subject.contents(drafts) == kept
        assert subject.store.discard_draft(ref, mail("ours")) is False
        assert subject.contents(drafts) == kept

    def test_a_draft_the_user_changed_is_not_discarded(self, subject: Subject) -> None:
        drafts = subject.store.special().drafts
        assert drafts is not None
        ref = subject.store.append_draft(mail("ours"))
        assert ref is not None

        assert subject.store.discard_draft(ref, mail("ours", "Would Wednesday suit you?")) is False
        assert subject.contents(drafts) == [({"\\Draft", "\\Seen"}, mail("ours"))]

    def test_what_is_no_draft_is_not_discarded(self, subject: Subject) -> None:
        drafts = subject.store.special().drafts
        assert drafts is not None
        subject.deliver(mail("ours"), mailbox=drafts, flags=["\\Seen"])
        subject.deliver(mail("ours"), flags=["\\Draft"])
        found = [
            entry.ref
            for name in (drafts, "INBOX")
            for entry in subject.store.entries(subject.store.open(name))
        ]

        assert [subject.store.discard_draft(ref, mail("ours")) for ref in found] == [False, False]
        assert (len(subject.contents(drafts)), len(subject.contents("INBOX"))) == (1, 1)
