"""mbox: where messages begin, however broken their From_ lines are, and when they were received."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from mailwithdraw.errors import CannotWrite, UsageError
from mailwithdraw.mailboxes import Mailbox, Part
from mailwithdraw.mailboxes.mbox import MboxMailbox

DATED = b"From ann@example.com Tue Nov  3 09:30:00 2026\n"


def read(path: Path, text: bytes) -> list[bytes]:
    path.write_bytes(text)
    store = MboxMailbox(path)
    opened = store.open("INBOX")
    uids = [entry.ref.uid for entry in store.entries(opened)]
    return [each.raw for each in store.fetch(opened, uids, Part.MESSAGE)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mbox"


def test_messages_come_without_their_from_line_and_the_empty_line_after(path: Path) -> None:
    text = DATED + b"Subject: one\n\none\n\n" + DATED + b"Subject: two\n\ntwo\n\n\n"

    assert read(path, text) == [b"Subject: one\r\n\r\none\r\n", b"Subject: two\r\n\r\ntwo\r\n\r\n"]


@pytest.mark.parametrize(
    "line",
    [
        b"From my point of view this is fine\n",
        b"From Ann, with: love\n",
        b"From: Ann <ann@example.com>\n",
        b">From ann@example.com Tue Nov  3 09:30:00 2026\n",
        b"From ann@example.com Tue Nov  3 09:30:00 2026\nand no header follows\n",
        b"From ann@example.com\nand no header follows\n",
    ],
)
def test_a_body_may_have_lines_that_begin_with_from(path: Path, line: bytes) -> None:
    body = b"Subject: one\n\nDear Sam\n\n" + line + b"Yours: Ann\n"

    assert read(path, DATED + body + b"\n") == [body.replace(b"\n", b"\r\n")]


@pytest.mark.parametrize(
    "line",
    [
        b"From - Tue Nov 03 09:30:00 2026\n",
        b"From MAILER-DAEMON Tue Nov  3 09:30 2026\n",
        b"From ann smith@example.com Tue, Nov 3 09:30:00 2026 remote from host\n",
        b"From ann@example.com Tue Nov  3 09:30:00 CET 2026\n",
        b"From ann@example.com  Tue Nov  3 09:30:00 +0100 2026\n",
        b"From ann@example.com\n",
        b"From -\n",
        b"From 1784@example Tue Nov 03 09:30:00 +0000 2026\r\n",
    ],
)
def test_broken_from_lines_still_begin_a_message(path: Path, line: bytes) -> None:
    text = DATED + b"Subject: one\n\none\n\n" + line + b"Subject: two\n\ntwo\n"

    assert read(path, text) == [b"Subject: one\r\n\r\none\r\n", b"Subject: two\r\n\r\ntwo\r\n"]


def test_a_missing_empty_line_hides_no_message(path: Path) -> None:
    text = DATED + b"Subject: one\n\none\n" + DATED + b"Subject: two\n\ntwo\n"

    assert read(path, text) == [b"Subject: one\r\n\r\none\r\n", b"Subject: two\r\n\r\ntwo\r\n"]


@pytest.mark.parametrize(
    ("stamp", "received"),
    [
        (b"Tue Nov  3 09:30:00 2026", datetime(2026, 11, 3, 9, 30, tzinfo=UTC)),
        (b"Tue Nov 03 09:30 2026", datetime(2026, 11, 3, 9, 30, tzinfo=UTC)),
        (
            b"Tue Nov  3 09:30:00 2026 -0500",
            datetime(2026, 11, 3, 9, 30, tzinfo=timezone(-timedelta(hours=5))),
        ),
        (b"Tue Nov  3 09:30:00 +0530 2026", datetime(2026, 11, 3, 4, 0, tzinfo=UTC)),
        (b"Tue Foo  3 09:30:00 2026", None),
        (b"Tue Feb 31 09:30:00 2026", None),
        (b"Tue Nov  3 29:30:00 2026", None),
        (b"", None),
    ],
)
def test_the_time_of_the_from_line_is_read_or_is_none(
    path: Path, stamp: bytes, received: datetime | None
) -> None:
    path.write_bytes((b"From ann@example.com " + stamp).strip() + b"\nSubject: one\n\none\n")
    store = MboxMailbox(path)

    (entry,) = store.entries(store.open("INBOX"))

    assert entry.received == received


def test_uids_stay_while_the_file_grows(path: Path) -> None:
    path.write_bytes(DATED + b"Subject: one\n\n" + b"one\n" * 400 + b"\n")
    before = MboxMailbox(path)
    opened = before.open("INBOX")
    (first,) = before.entries(opened)
    with path.open("ab") as file:
        file.write(DATED + b"Subject: two\n\ntwo\n")

    after = MboxMailbox(path)
    again = after.open("INBOX")
    entries = list(after.entries(again))

    assert again.uidvalidity == opened.uidvalidity
    assert entries[0].ref == first.ref
    assert [entry.ref.uid for entry in after.entries(again, first=opened.uidnext)] == [entries[1].ref.uid]


def test_a_line_longer_than_memory_should_hold_is_read_in_parts(path: Path) -> None:
    long = b"x" * 200_000
    text = DATED + b"Subject: one\n\n" + long + b"\n\n" + DATED + b"Subject: two\n\ntwo\n"

    assert read(path, text) == [b"Subject: one\r\n\r\n" + long + b"\r\n", b"Subject: two\r\n\r\ntwo\r\n"]


def test_an_empty_file_is_an_empty_mailbox_and_another_file_is_none(path: Path) -> None:
    assert read(path, b"") == []
    path.write_bytes(b"\x00\x01 not mail\n")
    with pytest.raises(UsageError, match="is no mbox file"):
        MboxMailbox(path)
    with pytest.raises(UsageError, match="cannot be read"):
        MboxMailbox(path / "missing")


def test_it_is_read_only(path: Path) -> None:
    path.write_bytes(DATED + b"Subject: one\n\none\n")
    store = MboxMailbox(path)

    assert not isinstance(store, Mailbox)
    with pytest.raises(CannotWrite):
        store.open("INBOX", writable=True)
