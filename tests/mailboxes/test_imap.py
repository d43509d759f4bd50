"""IMAP as it really is: what goes over the wire, and what odd servers and broken connections do to reading and writing."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from support.accounts import Account, contents, deliver, dump, open_mailbox, session
from support.dovecot import Dovecot
from support.faultproxy import BLACKHOLE, CUT, INJECT, LATE, SLOW, SWALLOW, FaultProxy
from support.scripted import HANG_UP, SILENCE, ScriptedServer
from support.servers import Server

from mailwithdraw.errors import CannotWrite, MailwithdrawError, ProtocolFault, TryLater
from mailwithdraw.mailboxes import Fetched, Part
from mailwithdraw.mailboxes.imap import ImapMailbox, connect
from mailwithdraw.mailboxes.wire import Timeouts
from mailwithdraw.model import Ref

DRAFT = b"Subject: Re: interview\r\n\r\nThank you.\r\n"
SHORT = Timeouts(connect=2, read=0.5)
ALLOWED = re.compile(
    rb"CAPABILITY|LOGIN .*|ID \(.*\)|NAMESPACE|LIST \"\" \"\*\"|(SELECT|EXAMINE) \"[^\"]+\"|NOOP|IDLE|DONE|LOGOUT"
    rb"|UID SEARCH UID [0-9:]+ SINCE [0-9A-Za-z-]+|UID FETCH [0-9:,]+ \((UID|FLAGS|INTERNALDATE|RFC822\.SIZE| )+\)"
    rb"|UID FETCH [0-9:,]+ \(UID (FLAGS )?BODY\.PEEK\[(HEADER)?\]<0\.262144>\)"
    rb"|STATUS \"[^\"]+\" \(UIDNEXT\)|UID STORE \d+ [+-]FLAGS\.SILENT \((\\Flagged| |\$Mw\w+)+\)"
)


def mail(number: int) -> bytes:
    return b"Subject: number %d\r\n\r\nbody %d\r\n" % (number, number)


def view(server: ScriptedServer, *, timeouts: Timeouts = SHORT) -> ImapMailbox:
    return connect(
        host="127.0.0.1", port=server.port, security="none", username="sam", password="pw", timeouts=timeouts
    )


def read_all(store: ImapMailbox, *, part: Part = Part.MESSAGE) -> list[Fetched]:
    opened = store.open("INBOX")
    return list(store.fetch(opened, [entry.ref.uid for entry in store.entries(opened)], part))


class TestTranscript:
    def test_every_line_sent_is_on_the_list_and_reads_with_peek(self, imap_account: Account) -> None:
        deliver(imap_account, mail(1), mail(2), received=datetime(2026, 11, 3, tzinfo=UTC))
        before = dump(imap_account)
        with FaultProxy(imap_account.port) as proxy:
            store = open_mailbox(imap_account, port=proxy.port)
            read_all(store)
            read_all(store, part=Part.HEADER)
            opened = store.open("INBOX")
            list(store.entries(opened, since=date(2026, 11, 1)))
            store.wait(0.1)
            store.close()

            lines = [line.partition(b" ")[2] or line for line in proxy.commands() if line]
            assert [line for line in lines if not ALLOWED.fullmatch(line)] == []
            assert sum(line.startswith(b"UID FETCH") for line in lines) >= 5
        assert dump(imap_account) == before

    def test_marking_sends_nothing_but_the_marks(self, imap_account: Account) -> None:
        deliver(imap_account, mail(1))
        with FaultProxy(imap_account.port) as proxy:
            store = open_mailbox(imap_account, port=proxy.port)
            (entry,) = store.entries(store.open("INBOX", writable=True))
            store.mark(entry.ref, ["\\Flagged", "$MwDone"])
            store.unmark(entry.ref, ["$MwDone"])
            store.close()

            lines = [line.partition(b" ")[2] or line for line in proxy.commands() if line]
            assert [line for line in lines if not ALLOWED.fullmatch(line)] == []

    def test_a_hostile_mailbox_name_is_no_second_command(self, imap_account: Account) -> None:
        store = open_mailbox(imap_account)
        before = dump(imap_account)

        with pytest.raises(CannotWrite):
            store.open('x"\r\nZ9 DELETE "Drafts')

        assert dump(imap_account) == before
        store.close()


class TestListing:
    def test_a_listing_of_120000_messages_asks_for_at_most_50000_at_a_time(self) -> None:
        uids = range(3, 240_003, 2)
        with ScriptedServer(messages=dict.fromkeys(uids, b"x")) as server:
            store = view(server, timeouts=Timeouts(2, 30))
            opened = store.open("INBOX")

            listed = [entry.ref.uid for entry in store.entries(opened, first=140_000)]

            assert listed == list(range(140_001, 240_003, 2))
            assert server.named(b"UID FETCH") == [
                b"UID FETCH %d:%d (UID FLAGS INTERNALDATE RFC822.SIZE)" % (low, min(low + 49_999, 240_001))
                for low in range(140_000, 240_002, 50_000)
            ]
            store.close()

    def test_a_search_answer_of_more_than_a_megabyte_is_read(self) -> None:
        found = b"* SEARCH " + b" ".join(b"%d" % uid for uid in range(1_000_000, 1_200_000))
        script = {b"UID SEARCH": [found, b"{tag} OK done"], b"UID FETCH": [b"{tag} OK done"]}
        with ScriptedServer(messages={1_000_000: b"x"}, script=script, uidnext=1_200_000) as server:
            store = view(server, timeouts=Timeouts(2, 30))

            assert list(store.entries(store.open("INBOX"), since=date(2026, 11, 1))) == []
            assert len(server.named(b"UID FETCH")) == 800
            assert max(map(len, server.commands)) < 2000
            store.close()

    def test_a_server_that_cannot_search_is_listed_as_a_whole(self) -> None:
        with ScriptedServer(
            messages={7: mail(7)}, script={b"UID SEARCH": [b"{tag} NO [CANNOT] no"]}
        ) as server:
            store = view(server)

            early = list(store.entries(store.open("INBOX"), since=date(2026, 11, 4)))
            late = list(store.entries(store.open("INBOX"), since=date(2026, 11, 3)))

            assert (early, [entry.ref.uid for entry in late]) == ([], [7])
            store.close()

    @pytest.mark.parametrize(
        ("written", "received"),
        [
            (b"03-Nov-2026 23:30:00 -0500", datetime(2026, 11, 4, 4, 30, tzinfo=UTC)),
            (b" 3-Nov-2026 09:30:00 +0545", datetime(2026, 11, 3, 3, 45, tzinfo=UTC)),
            (b"03-Nov-2026 09:30:00 +9999", None),
            (b"31-Feb-2026 09:30:00 +0000", None),
            (b"yesterday", None),
            (b"", None),
        ],
    )
    def test_internaldate_is_read_with_its_zone_or_not_at_all(
        self, written: bytes, received: datetime | None
    ) -> None:
        line = (
            b'* 1 FETCH (UID 7 INTERNALDATE "'
            + written
            + rb'" RFC822.SIZE 5 FLAGS (\SEEN \flagged $MwDone \Recent))'
        )
        with ScriptedServer(messages={7: b"x"}, script={b"UID FETCH": [line, b"{tag} OK done"]}) as server:
            store = view(server)

            (entry,) = store.entries(store.open("INBOX"))

            assert (entry.received, entry.size) == (received, 5)
            assert entry.flags == {"\\Seen", "\\Flagged", "$MwDone"}
            store.close()

    def test_the_answer_to_a_listing_below_its_first_uid_is_left_out(self) -> None:
        below = [
            b"* 1 FETCH (UID 3 FLAGS () RFC822.SIZE 1)",
            b"* 2 FETCH (UID 9 FLAGS () RFC822.SIZE 1)",
            b"* 3 FETCH (UID 11 FLAGS ())",
            b"* 5 FETCH (FLAGS ())",
            b"{tag} OK done",
        ]
        with ScriptedServer(messages={3: b"x", 9: b"x", 11: b"x"}, script={b"UID FETCH": below}) as server:
            store = view(server)

            assert [entry.ref.uid for entry in store.entries(store.open("INBOX"), first=4)] == [9]
            store.close()

    def test_a_missing_uidnext_is_asked_for_with_status(self) -> None:
        selected = [b"* 1 EXISTS", b"* OK [UIDVALIDITY 1] ok", b"{tag} OK [READ-ONLY] done"]
        script = {b"EXAMINE": selected, b"STATUS": [b"* STATUS INBOX (UIDNEXT 77)", b"{tag} OK done"]}
        with ScriptedServer(script=script) as server:
            store = view(server)

            assert store.open("INBOX").uidnext == 77
            store.close()

    def test_a_mailbox_that_was_renumbered_is_not_read_on(self) -> None:
        validity = [1]

        def selected(_command: bytes) -> list[bytes]:
            state = [b"* 1 EXISTS", b"* OK [UIDVALIDITY %d] ok" % validity[0], b"* OK [UIDNEXT 8] ok"]
            return [*state, b"{tag} OK done"]

        with ScriptedServer(messages={7: mail(7)}, script={b"EXAMINE|SELECT": selected}) as server:
            store = view(server)
            opened = store.open("INBOX")
            store.open("Sent")
            validity[0] = 2

            with pytest.raises(TryLater, match="renumbered"):
                list(store.fetch(opened, [7], Part.MESSAGE))
            store.close()


def in_batches(answers: Callable[[list[int], bytes], list[bytes]]) -> Callable[[bytes], list[bytes]]:
    """A FETCH script that is given the UIDs asked for."""

    def script(command: bytes) -> list[bytes]:
        wanted: list[int] = []
        for part in command.split(b" ")[2].split(b","):
            low, _, high = part.partition(b":")
            wanted += range(int(low), int(high or low) + 1)
        return answers(wanted, command)

    return script


class TestOddAnswers:
    BROKEN = (
        b'* 50 FETCH (UID 50 BODY[]<0> "unclosed)',
        b"* 50 FETCH (UID 50 BODY[]<0> NIL)",
        b"* 50 FETCH (UID 50 BODY[]<0> (1 (2 3)",
        b"* 50 FETCH (UID 50 (((((",
        b"* 50 FETCH (UID 50 BODY[]<0>)",
        b"* 50 FETCH (UID 50)",
    )

    @pytest.mark.parametrize("broken", BROKEN)
    def test_one_malformed_answer_of_100_keeps_the_other_99_messages(self, broken: bytes) -> None:
        messages = {uid: mail(uid) for uid in range(1, 101)}
        server = ScriptedServer(messages=messages)

        def answers(wanted: list[int], command: bytes) -> list[bytes]:
            lines = [server.fetched(uid, command) for uid in wanted]
            if b"BODY" in command and 50 in wanted:
                lines[wanted.index(50)] = broken
            return [*lines, b"{tag} OK done"]

        with server:
            server.rewrite({b"UID FETCH": in_batches(answers)})
            store = view(server)

            fetched = read_all(store)

            assert [each.ref.uid for each in fetched] == list(range(1, 101))
            assert {each.ref.uid: each.raw for each in fetched if each.fault is None} == {
                uid: raw for uid, raw in messages.items() if uid != 50
            }
            (faulty,) = (each for each in fetched if each.fault is not None)
            assert (faulty.ref.uid, faulty.raw) == (50, b"")
            store.close()

    @pytest.mark.parametrize("refusal", [b"{tag} NO cannot read message", b"{tag} BAD parse error"])
    def test_a_batch_that_is_refused_is_fetched_one_by_one(self, refusal: bytes) -> None:
        server = ScriptedServer(messages={uid: mail(uid) for uid in (1, 2, 3)})

        def answers(wanted: list[int], command: bytes) -> list[bytes]:
            if 2 in wanted and b"BODY" in command:
                return [refusal]
            return [*(server.fetched(uid, command) for uid in wanted), b"{tag} OK done"]

        with server:
            server.rewrite({b"UID FETCH": in_batches(answers)})
            store = view(server)

            fetched = read_all(store)

            assert [(each.ref.uid, each.raw) for each in fetched] == [(1, mail(1)), (2, b""), (3, mail(3))]
            assert [each.fault is None for each in fetched] == [True, False, True]
            assert server.connections == 1
            store.close()

    @pytest.mark.parametrize(
        "line", [b"* garbage that is nothing", b"* 2 FETCH (UID 2 BODY[]<0> {999}\r\nshort)", b"?"]
    )
    def test_a_message_that_derails_the_connection_is_faulty_and_the_rest_is_read_on_a_new_one(
        self, line: bytes
    ) -> None:
        server = ScriptedServer(messages={uid: mail(uid) for uid in (1, 2, 3)})

        def answers(wanted: list[int], command: bytes) -> list[bytes]:
            if 2 in wanted and b"BODY" in command:
                return [line, HANG_UP]
            return [*(server.fetched(uid, command) for uid in wanted), b"{tag} OK done"]

        with server:
            server.rewrite({b"UID FETCH": in_batches(answers)})
            store = view(server)

            fetched = read_all(store)

            assert [(each.ref.uid, each.raw) for each in fetched] == [(1, mail(1)), (2, b""), (3, mail(3))]
            assert "connection broke" in str(fetched[1].fault)
            store.close()

    @pytest.mark.parametrize(
        "answer",
        [
            [b"{tag} NO [UNAVAILABLE] maintenance"],
            [b"{tag} NO [OVERQUOTA] Account exceeded command or bandwidth limits."],
            [b"{tag} NO [THROTTLED] slow down"],
            [b"* BYE Session invalidated - AccessTokenExpired", HANG_UP],
            [SILENCE],
        ],
    )
    def test_what_passes_by_itself_stops_the_pass(self, answer: list[bytes]) -> None:
        with ScriptedServer(
            messages={1: mail(1)}, script={b"UID FETCH.*BODY|UID FETCH.*FLAGS": answer}
        ) as server:
            store = view(server)
            opened = store.open("INBOX")

            with pytest.raises(TryLater):
                list(store.fetch(opened, [1], Part.MESSAGE))
            assert server.connections <= 3
            store.close()

    def test_a_line_without_an_end_is_no_endless_memory(self) -> None:
        def endless(_command: bytes) -> Iterator[bytes]:
            while True:
                yield b"x" * 1_000_000 + b" {tag}"

        answer = [b"* 1 FETCH (UID 1 BODY[]<0> {99999999999}"]
        with ScriptedServer(messages={1: mail(1)}, script={b"UID FETCH": answer}) as server:
            store = view(server)

            with pytest.raises(TryLater):
                read_all(store)
            store.close()

    def test_alerts_are_kept_for_the_user_and_made_harmless(self) -> None:
        alert = b"{tag} OK [READ-ONLY] done\r\n* OK [ALERT] Mailbox is \x1b[31mnearly\xe2\x80\xae full"
        script = {b"EXAMINE": [b"* OK [UIDVALIDITY 1] ok", b"* OK [UIDNEXT 8] ok", alert]}
        with ScriptedServer(script=script) as server:
            store = view(server)
            store.open("INBOX")
            store.open("Sent")

            assert store.alerts == ("Mailbox is [31mnearly full",)
            store.close()
            assert store.alerts == ("Mailbox is [31mnearly full",)

    def test_what_the_server_tells_of_other_messages_is_not_taken_for_theirs(self) -> None:
        server = ScriptedServer(messages={uid: mail(uid) for uid in (1, 2, 3)})

        def answers(wanted: list[int], command: bytes) -> list[bytes]:
            unasked = [rb"* 3 FETCH (UID 3 FLAGS (\Seen))", rb"* 2 FETCH (FLAGS (\Seen) UID 2)"]
            return [*unasked, *(server.fetched(uid, command) for uid in wanted), b"{tag} OK done"]

        with server:
            server.rewrite({b"UID FETCH": in_batches(answers)})
            store = view(server)

            fetched = list(store.fetch(store.open("INBOX"), [1], Part.MESSAGE))

            assert [(each.ref.uid, each.raw, each.fault) for each in fetched] == [(1, mail(1), None)]
            store.close()


class TestMarks:
    def test_a_server_without_keywords_is_not_asked_to_store_one(self) -> None:
        refusal = {rb"UID STORE.*\$": [b"{tag} BAD Command Argument Error. 11"]}
        permanent = rb"\Seen \Answered \Flagged \Deleted \Draft $MDNSent"
        with ScriptedServer(messages={7: mail(7)}, script=refusal, permanent=permanent) as server:
            store = view(server)
            store.mark(Ref("INBOX", 1, 7), ["\\Flagged", "$MwDone"])

            assert server.named(b"UID STORE") == [rb"UID STORE 7 +FLAGS.SILENT (\Flagged)"]
            store.close()

    def test_a_keyword_refused_against_the_servers_own_word_spoils_no_other_mark(self) -> None:
        refusal = {rb"UID STORE.*\$": [b"{tag} BAD Command Argument Error. 11"]}
        with ScriptedServer(messages={7: mail(7)}, script=refusal) as server:
            store = view(server)

            assert store.mark(Ref("INBOX", 1, 7), ["\\Flagged", "$MwDone"]) == frozenset()
            assert server.named(b"UID STORE") == [
                rb"UID STORE 7 +FLAGS.SILENT ($MwDone \Flagged)",
                rb"UID STORE 7 +FLAGS.SILENT ($MwDone)",
                rb"UID STORE 7 +FLAGS.SILENT (\Flagged)",
            ]
            store.close()

    def test_a_read_only_mailbox_cannot_be_opened_for_writing(self) -> None:
        state = [
            b"* 1 EXISTS",
            b"* OK [UIDVALIDITY 1] ok",
            b"* OK [UIDNEXT 8] ok",
            b"{tag} OK [READ-ONLY] done",
        ]
        with ScriptedServer(messages={7: mail(7)}, script={b"SELECT": state}) as server:
            store = view(server)

            with pytest.raises(CannotWrite, match="read-only"):
                store.open("INBOX", writable=True)
            with pytest.raises(CannotWrite, match="read-only"):
                store.mark(Ref("INBOX", 1, 7), ["\\Flagged"])
            assert server.named(b"UID STORE") == []
            assert store.open("INBOX").writable is False
            store.close()

    @pytest.mark.dovecot
    def test_dovecot_stores_marks_although_the_mailbox_was_examined_before(self, dovecot: Dovecot) -> None:
        account = dovecot.new_account()
        deliver(account, mail(1))
        store = open_mailbox(account)
        (entry,) = store.entries(store.open("INBOX"))

        assert store.mark(entry.ref, ["$MwDone"]) == {"$MwDone"}
        assert contents(account, "INBOX")[entry.ref.uid].flags == {"$MwDone"}
        store.close()


class TestAppend:
    @pytest.mark.parametrize(
        ("answer", "error", "words"),
        [
            (b"NO [OVERQUOTA] Quota exceeded", CannotWrite, "the mailbox is full"),
            (b"NO [TOOBIG] too big", CannotWrite, "no message of that size"),
            (b"NO [LIMIT] limit", CannotWrite, "no message of that size"),
            (b"NO [TRYCREATE] no such mailbox", CannotWrite, "Create it in your mail program"),
            (b"NO Permission denied", CannotWrite, "Permission denied"),
            (b"BAD nonsense", CannotWrite, "nonsense"),
            (b"NO [UNAVAILABLE] later", TryLater, "not stored now"),
            (b"NO [INUSE] locked", TryLater, "not stored now"),
        ],
    )
    def test_what_a_refusal_means_is_told(
        self, answer: bytes, error: type[MailwithdrawError], words: str
    ) -> None:
        with ScriptedServer(script={b"APPEND": [b"{tag} " + answer]}) as server:
            store = view(server)

            with pytest.raises(error, match=words):
                store.append_draft(DRAFT)
            assert store.open("INBOX").exists == 0
            assert server.connections == 1
            store.close()

    def test_without_drafts_nothing_is_appended(self) -> None:
        with ScriptedServer(mailboxes=[b'() "/" INBOX']) as server:
            store = view(server)

            with pytest.raises(CannotWrite, match=r"\[account\] drafts ="):
                store.append_draft(DRAFT)
            assert (store.special().drafts, server.named(b"APPEND"), server.named(b"CREATE")) == (
                None,
                [],
                [],
            )
            store.close()

    @pytest.mark.dovecot
    def test_a_full_mailbox_is_said_to_be_full_and_stays_as_it_was(self, full_dovecot: Server) -> None:
        account = full_dovecot.new_account()
        store = open_mailbox(account)
        deliver(account, b"Subject: big\r\n\r\n" + b"0123456789abcde\r\n" * 170)
        before = dump(account)

        with pytest.raises(CannotWrite, match="the mailbox is full"):
            store.append_draft(b"Subject: Re: interview\r\n\r\n" + b"Thank you. \r\n" * 60)

        assert dump(account) == before
        store.close()

    def test_a_draft_cut_off_on_its_way_is_of_unknown_fate(self, imap_account: Account) -> None:
        with FaultProxy(imap_account.port, on=b"Re: interview", do=CUT) as proxy:
            store = open_mailbox(imap_account, port=proxy.port)
            drafts = store.special().drafts or ""

            with pytest.raises(TryLater, match="connection broke"):
                store.append_draft(DRAFT)

            assert contents(imap_account, drafts) == {}
            assert store.append_draft(DRAFT) is not None
            assert len(contents(imap_account, drafts)) == 1
            store.close()

    def test_a_draft_whose_answer_is_lost_is_there_at_the_next_look(self, imap_account: Account) -> None:
        with FaultProxy(imap_account.port, on=rb"Thank you\.\r\n\r\n", do=SWALLOW) as proxy:
            store = open_mailbox(imap_account, port=proxy.port)
            drafts = store.special().drafts or ""
            fence = store.open(drafts).uidnext

            with pytest.raises(TryLater, match="connection broke"):
                store.append_draft(DRAFT)

            later = store.entries(store.open(drafts), first=fence)
            assert [entry.flags for entry in later] == [{"\\Draft", "\\Seen"}]
            assert proxy.connections == 2
            store.close()

    def test_a_draft_that_arrives_late_is_seen_by_a_later_look(self, imap_account: Account) -> None:
        with FaultProxy(imap_account.port, on=rb"Thank you\.\r\n\r\n", do=LATE, seconds=1.0) as proxy:
            store = open_mailbox(imap_account, port=proxy.port, timeouts=SHORT)
            drafts = store.special().drafts or ""

            with pytest.raises(TryLater, match="connection broke"):
                store.append_draft(DRAFT)

            store.close()
            deadline = time.monotonic() + 10
            while not contents(imap_account, drafts) and time.monotonic() < deadline:
                time.sleep(0.1)
            assert len(contents(imap_account, drafts)) == 1


class TestBrokenConnections:
    def test_a_connection_cut_while_reading_is_made_again_and_every_message_comes_once(
        self, imap_account: Account
    ) -> None:
        deliver(imap_account, *(mail(number) for number in range(60)))
        with FaultProxy(imap_account.port, on=rb"BODY\.PEEK\[\]", do=CUT, nth=2) as proxy:
            store = open_mailbox(imap_account, port=proxy.port)

            fetched = read_all(store)

            assert proxy.struck.is_set()
            assert [each.raw for each in fetched] == [mail(number) for number in range(60)]
            assert [each.fault for each in fetched] == [None] * 60
            assert proxy.connections == 2
            store.close()

    def test_a_connection_that_is_cut_again_and_again_ends_the_pass(self, imap_account: Account) -> None:
        deliver(imap_account, mail(1), mail(2))
        with FaultProxy(imap_account.port, on=rb"UID FETCH", do=CUT, again=True) as proxy:
            store = open_mailbox(imap_account, port=proxy.port)
            opened = store.open("INBOX")

            with pytest.raises(TryLater, match="connection broke"):
                list(store.fetch(opened, range(opened.uidnext), Part.MESSAGE))
            assert proxy.connections == 3
            store.close()

    @pytest.mark.dovecot
    def test_a_network_that_swallows_everything_is_noticed_by_the_timeout(self, dovecot: Dovecot) -> None:
        account = dovecot.new_account()
        deliver(account, mail(1))
        with FaultProxy(account.port, on=rb"UID FETCH", do=BLACKHOLE, again=True) as proxy:
            store = open_mailbox(account, port=proxy.port, timeouts=SHORT)
            opened = store.open("INBOX")

            with pytest.raises(TryLater, match="timed out"):
                list(store.entries(opened))
            store.close()

    @pytest.mark.dovecot
    def test_a_slow_network_is_waited_for(self, dovecot: Dovecot) -> None:
        account = dovecot.new_account()
        deliver(account, mail(1))
        with FaultProxy(account.port, on=rb"UID FETCH", do=SLOW, rate=400) as proxy:
            store = open_mailbox(account, port=proxy.port)

            assert [each.raw for each in read_all(store)] == [mail(1)]
            assert proxy.struck.is_set()
            store.close()

    @pytest.mark.dovecot
    def test_a_servers_goodbye_is_followed_by_a_new_connection(self, dovecot: Dovecot) -> None:
        account = dovecot.new_account()
        deliver(account, mail(1))
        with FaultProxy(account.port, on=rb"EXAMINE", do=INJECT, text=b"* BYE going down", nth=1) as proxy:
            store = open_mailbox(account, port=proxy.port)

            with pytest.raises(TryLater, match="going down"):
                store.open("INBOX")
            assert store.open("INBOX").exists == 1
            assert proxy.connections == 2
            store.close()

    def test_closing_a_connection_the_server_left_raises_nothing(self) -> None:
        with ScriptedServer(script={b"LOGOUT": [SILENCE, HANG_UP]}) as server:
            store = view(server)
        store.close()


class TestWaiting:
    def test_new_mail_wakes_it(self, imap_account: Account) -> None:
        store = open_mailbox(imap_account)
        store.open("INBOX")
        assert store.wait(0.1) is False

        deliver(imap_account, mail(1))

        assert store.wait(30) is True
        assert store.open("INBOX").exists == 1
        assert store.wait(0.1) is False
        store.close()

    def test_what_came_between_looking_and_waiting_wakes_it_at_once(self, imap_account: Account) -> None:
        store = open_mailbox(imap_account)
        store.open("INBOX")
        store.open(store.special().drafts or "")
        deliver(imap_account, mail(1))

        assert store.wait(30) is True
        store.close()

    def test_waiting_goes_on_from_call_to_call_in_one_idle(self) -> None:
        with ScriptedServer() as server:
            store = view(server)
            assert [store.wait(0.01) for _ in range(5)] == [False] * 5
            store.open("INBOX")

            assert (len(server.named(b"IDLE")), len(server.named(b"DONE"))) == (1, 1)
            store.close()

    def test_news_that_came_in_one_packet_with_the_go_ahead_is_seen(self) -> None:
        with ScriptedServer(script={b"IDLE": [b"+ idling\r\n* 1 EXISTS", b"{tag} OK done"]}) as server:
            store = view(server)

            assert store.wait(30) is True
            store.close()

    def test_a_server_that_repeats_the_old_count_wakes_nobody(self) -> None:
        idle = [b"* 1 EXISTS\r\n+ idling\r\n* 1 EXISTS\r\n* OK Still here", b"{tag} OK done"]
        with ScriptedServer(messages={7: mail(7)}, script={b"IDLE": idle}) as server:
            store = view(server)

            assert store.wait(0.2) is False
            store.close()

    def test_a_message_that_replaces_a_removed_one_wakes_it(self) -> None:
        idle = [b"+ idling\r\n* 1 EXPUNGE\r\n* 1 EXISTS", b"{tag} OK done"]
        with ScriptedServer(messages={7: mail(7)}, script={b"IDLE": idle}) as server:
            store = view(server)

            assert store.wait(30) is True
            store.close()

    @pytest.mark.parametrize(
        "end", [[HANG_UP], [b"+ idling\r\n* BYE timeout", HANG_UP], [b"* BYE timeout", HANG_UP]]
    )
    def test_a_connection_that_ends_while_waiting_is_noticed(self, end: list[bytes]) -> None:
        with ScriptedServer(script={b"IDLE": end}) as server:
            store = view(server)

            with pytest.raises(TryLater):
                store.wait(30)
            assert store.open("INBOX").exists == 0
            assert server.connections == 2
            store.close()

    @pytest.mark.dovecot
    def test_a_real_connection_cut_while_waiting_is_noticed(self, dovecot: Dovecot) -> None:
        account = dovecot.new_account()
        with FaultProxy(account.port) as proxy:
            store = open_mailbox(account, port=proxy.port)
            assert store.wait(0.1) is False
        with pytest.raises(TryLater, match="connection broke"):
            store.wait(30)
        store.close()

    @pytest.mark.parametrize(
        ("capabilities", "script"),
        [(b"IMAP4rev1", {}), (b"IMAP4rev1 IDLE", {b"IDLE": [b"{tag} NO not for you"]})],
    )
    def test_without_idle_it_looks_now_and_then(
        self, capabilities: bytes, script: dict[bytes, list[bytes]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("mailwithdraw.mailboxes.imap.POLL", 0.1)
        with ScriptedServer(capabilities=capabilities, script=script) as server:
            store = view(server)
            store.open("INBOX")
            quiet = [store.wait(0.05) for _ in range(4)]
            server.messages[7] = mail(7)
            server.uidnext = 8

            assert quiet == [False] * 4
            assert any(store.wait(0.2) for _ in range(5))
            assert len(server.named(b"IDLE")) == len(script)
            assert server.connections == 1
            store.close()


class TestDiscarding:
    def test_without_uidplus_nothing_is_removed(self) -> None:
        with ScriptedServer(messages={7: DRAFT}, capabilities=b"IMAP4rev1 SPECIAL-USE") as server:
            store = view(server)

            assert store.can_discard() is False
            assert store.discard_draft(Ref("Drafts", 1, 7), DRAFT) is False
            assert server.named(b"UID STORE") + server.named(b"UID EXPUNGE") == []
            store.close()

    def test_the_last_look_comes_immediately_before(self) -> None:
        server = ScriptedServer(messages={7: DRAFT})

        def drafted(_command: bytes) -> list[bytes]:
            return [
                rb"* 1 FETCH (UID 7 FLAGS (\Draft \Seen) BODY[]<0> {%d}" % len(DRAFT)
                + b"\r\n"
                + DRAFT
                + b")",
                b"{tag} OK done",
            ]

        with server:
            server.rewrite({b"UID FETCH": drafted})
            store = view(server)
            assert store.discard_draft(Ref("Drafts", 1, 7), DRAFT) is True

            assert [command for command in server.commands if command.startswith((b"UID", b"SELECT"))] == [
                b'SELECT "Drafts"',
                b"UID FETCH 7 (UID FLAGS BODY.PEEK[]<0.262144>)",
                rb"UID STORE 7 +FLAGS.SILENT (\Deleted)",
                b"UID EXPUNGE 7",
            ]
            store.close()

    @pytest.mark.dovecot
    def test_a_draft_is_kept_when_the_mailbox_was_renumbered(self, dovecot: Dovecot) -> None:
        account = dovecot.new_account()
        store = open_mailbox(account)
        ref = store.append_draft(DRAFT)
        assert ref is not None
        dovecot.admin(
            "mailbox", "update", "-u", account.username, "--uid-validity", str(ref.uidvalidity + 1), "Drafts"
        )

        assert store.discard_draft(ref, DRAFT) is False
        assert len(contents(account, "Drafts")) == 1
        store.close()


def test_everything_the_program_may_do_leaves_the_users_mail_untouched(imap_account: Account) -> None:
    day = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
    deliver(imap_account, mail(1), flags=[rb"\Seen", rb"\Answered"], received=day)
    deliver(imap_account, mail(2), flags=[rb"\Flagged"], received=day + timedelta(days=1))
    deliver(imap_account, mail(3))
    store = open_mailbox(imap_account)
    drafts = store.special().drafts or ""
    deliver(imap_account, DRAFT, mailbox=drafts, flags=[rb"\Draft"])
    before = dump(imap_account)

    entries = list(store.entries(store.open("INBOX", writable=True)))
    read_all(store)
    for entry in entries:
        store.mark(entry.ref, ["$MwDone"])
        store.unmark(entry.ref, ["$MwDone"])
    ref = store.append_draft(DRAFT)
    assert ref is not None
    store.wait(0.1)
    assert store.discard_draft(ref, DRAFT) is True
    store.close()

    assert dump(imap_account) == before
    with session(imap_account) as client:
        client.select_folder(drafts, readonly=True)
        assert client.search(["DELETED"]) == []


def test_an_answer_in_pieces_is_read_like_one(imap_account: Account) -> None:
    big = b"Subject: big\r\n\r\n" + b"0123456789abcde\r\n" * 4000
    deliver(imap_account, big)
    store = open_mailbox(imap_account)

    assert [each.raw for each in read_all(store)] == [big]
    store.close()


def test_a_fault_of_the_program_itself_is_not_dressed_up(imap_account: Account) -> None:
    store = open_mailbox(imap_account)
    opened = store.open("INBOX")

    with pytest.raises((ValueError, ProtocolFault)):
        list(store._session.uid(opened, "COPY", "1", "Trash"))
    store.close()
