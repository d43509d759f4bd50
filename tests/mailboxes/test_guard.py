"""The allow-list: each forbidden command stops before the wire, and each allowed one passes."""

import pytest

from mailwithdraw.mailboxes.guard import ForbiddenCommandError, Guard

FORBIDDEN = [
    b"CREATE Drafts",
    b"DELETE INBOX",
    b'RENAME "INBOX" "Old"',
    b"SUBSCRIBE x",
    b"CLOSE",
    b"EXPUNGE",
    b"UID EXPUNGE 1",
    b"UID EXPUNGE 1:*",
    b"UID MOVE 1 Trash",
    b"UID COPY 1 Trash",
    b"MOVE 1 Trash",
    b"STORE 1 +FLAGS (\\Flagged)",
    b"FETCH 1 (BODY.PEEK[])",
    b"UID FETCH 1 (BODY[])",
    b"UID FETCH 1 (RFC822)",
    b"UID FETCH 1 (RFC822.TEXT)",
    b"UID FETCH 1 (BODY[HEADER])",
    b"UID FETCH 1 (UID BODY.PEEK[] BODY[])",
    b"UID FETCH 1 BODY[]",
    b"UID FETCH 1 (ENVELOPE)",
    b"UID FETCH 1 (BODYSTRUCTURE)",
    b"UID STORE 1 +FLAGS (\\Seen)",
    b"UID STORE 1 +FLAGS (\\Answered)",
    b"UID STORE 1 +FLAGS (\\Deleted)",
    b"UID STORE 1 +FLAGS (\\Flagged \\Seen)",
    b"UID STORE 1 +FLAGS ($MwDone \\Deleted)",
    b"UID STORE 1 +FLAGS ($Junk)",
    b"UID STORE 1 -FLAGS (\\Flagged)",
    b"UID STORE 1 -FLAGS (\\Seen)",
    b"UID STORE 1 FLAGS ($MwDone)",
    b"UID STORE 1:5 +FLAGS (\\Flagged)",
    b"UID STORE 1,2 +FLAGS (\\Flagged)",
    b'APPEND "INBOX" (\\Draft \\Seen) {5}',
    b'APPEND "Drafts" (\\Seen) {5}',
    b'APPEND "Drafts" (\\Draft \\Seen $MwDone) {5}',
    b'APPEND "Drafts" {5}',
    b'APPEND "Drafts" (\\Draft \\Seen) "03-Nov-2026 09:30:00 +0000" {5}',
    b'APPEND "Drafts" (\\Draft \\Seen) {5+}',
    b"APPEND Drafts (\\Draft \\Seen) {5}",
    b"SETACL INBOX bob lrs",
    b'SETQUOTA "" (STORAGE 1)',
    b'SETMETADATA "" (/private/comment "x")',
    b"ENABLE QRESYNC",
    b"COMPRESS DEFLATE",
    b"SEARCH ALL",
    b'UID SEARCH HEADER Message-ID "<a@example.com>"',
    b'LSUB "" "*"',
    b"X-ANYTHING",
    b"",
]  # fmt: skip
ALLOWED = [
    b"CAPABILITY",
    b"NOOP",
    b"NAMESPACE",
    b"LOGOUT",
    b"STARTTLS",
    b"UNSELECT",
    b'LOGIN "sam@example.com" "p\\"w\\\\ {3}"',
    b'ID ("name" "mailwithdraw" "version" "0.1.0")',
    b'LIST "" "*"',
    b'XLIST "" "*"',
    b'SELECT "INBOX"',
    b'EXAMINE "Entw&APw-rfe"',
    b'STATUS "Drafts" (UIDNEXT)',
    b"UID SEARCH UID 1:50000 SINCE 3-Nov-2026",
    b"UID FETCH 1:50 (UID BODY.PEEK[]<0.262144>)",
    b"UID FETCH 1,3:4 (UID BODY.PEEK[HEADER]<0.262144>)",
    b"UID FETCH 1:9 (UID FLAGS INTERNALDATE RFC822.SIZE)",
    b"UID STORE 7 +FLAGS.SILENT (\\Flagged $MwDone)",
    b"UID STORE 7 -FLAGS.SILENT ($MwDone)",
]


@pytest.fixture
def guard() -> Guard:
    guard = Guard()
    guard.drafts = b'"Drafts"'
    return guard


@pytest.mark.parametrize("command", FORBIDDEN)
def test_a_forbidden_command_is_not_sent(guard: Guard, command: bytes) -> None:
    with pytest.raises(ForbiddenCommandError, match="not sent"):
        guard.admit(b"A1 " + command + b"\r\n")


@pytest.mark.parametrize("command", FORBIDDEN)
def test_a_forbidden_command_is_not_sent_in_pieces_either(guard: Guard, command: bytes) -> None:
    line = b"A1 " + command + b"\r\n"
    pieces = [line[start : start + 3] for start in range(0, len(line), 3)]

    with pytest.raises(ForbiddenCommandError, match="not sent"):
        assert b"".join(guard.admit(piece) for piece in pieces) == b""


@pytest.mark.parametrize("command", ALLOWED)
def test_an_allowed_command_is_sent_as_it_is(guard: Guard, command: bytes) -> None:
    assert guard.admit(b"A1 " + command + b"\r\n") == b"A1 " + command + b"\r\n"


@pytest.mark.parametrize("command", ALLOWED)
@pytest.mark.parametrize(
    "smuggled", [b"\r\nA2 DELETE INBOX", b"\nA2 DELETE INBOX", b"\r", b"\0", b" {3+}\r\nabc"]
)
def test_an_allowed_command_carries_no_second_one(guard: Guard, command: bytes, smuggled: bytes) -> None:
    half = len(command) // 2

    with pytest.raises(ForbiddenCommandError):
        guard.admit(b"A1 " + command + smuggled + b"\r\n")
    with pytest.raises(ForbiddenCommandError):
        Guard().admit(b"A1 " + command[:half] + smuggled + command[half:] + b"\r\n")


def test_a_draft_goes_to_drafts_with_exactly_the_octets_announced(guard: Guard) -> None:
    line = b'A1 APPEND "Drafts" (\\Draft \\Seen) {11}\r\n'
    draft = b"A2 NOOP\r\n.\n"

    sent = [guard.admit(piece) for piece in (line, draft, b"\r\n", b"A2 NOOP\r\n")]

    assert sent == [line, draft, b"\r\n", b"A2 NOOP\r\n"]


@pytest.mark.parametrize("literal", [b"A2 NOOP\r\n", b"0123456789\0", b"longer than announced", b""])
def test_anything_but_the_announced_draft_is_not_sent(guard: Guard, literal: bytes) -> None:
    guard.admit(b'A1 APPEND "Drafts" (\\Draft \\Seen) {11}\r\n')

    with pytest.raises(ForbiddenCommandError):
        guard.admit(literal)


def test_nothing_may_follow_a_draft_on_its_line(guard: Guard) -> None:
    guard.admit(b'A1 APPEND "Drafts" (\\Draft \\Seen) {3}\r\n')
    guard.admit(b"abc")

    with pytest.raises(ForbiddenCommandError):
        guard.admit(b' "Sent" {3}\r\n')


def test_no_draft_is_appended_before_drafts_is_known() -> None:
    with pytest.raises(ForbiddenCommandError):
        Guard().admit(b'A1 APPEND "Drafts" (\\Draft \\Seen) {3}\r\n')


def test_a_new_command_may_follow_an_append_that_was_refused_before_its_literal(guard: Guard) -> None:
    guard.admit(b'A1 APPEND "Drafts" (\\Draft \\Seen) {7}\r\n')
    guard.begin()

    assert guard.admit(b"A2 NOOP\r\n") == b"A2 NOOP\r\n"
    with pytest.raises(ForbiddenCommandError):
        guard.admit(b"A3 DELETE INBOX\r\n")


REMOVAL = b"A2 UID STORE 7 +FLAGS.SILENT (\\Deleted)\r\n", b"A3 UID EXPUNGE 7\r\n"


@pytest.mark.parametrize("line", REMOVAL)
def test_a_draft_is_removed_only_in_drafts_while_announced_and_by_its_uid(guard: Guard, line: bytes) -> None:
    guard.admit(b'A1 SELECT "Drafts"\r\n')

    with guard.discarding(7):
        assert guard.admit(line) == line
    with pytest.raises(ForbiddenCommandError):
        guard.admit(line)
    with guard.discarding(8), pytest.raises(ForbiddenCommandError):
        guard.admit(line)
    guard.admit(b'A4 SELECT "INBOX"\r\n')
    with guard.discarding(7), pytest.raises(ForbiddenCommandError):
        guard.admit(line)


def test_only_done_follows_idle(guard: Guard) -> None:
    guard.admit(b"A1 IDLE\r\n")

    with pytest.raises(ForbiddenCommandError):
        guard.admit(b"A2 NOOP\r\n")
    guard.admit(b"A3 IDLE\r\n")
    assert guard.admit(b"DONE\r\n") == b"DONE\r\n"
    with pytest.raises(ForbiddenCommandError):
        guard.admit(b"DONE\r\n")


def test_authentication_sends_base64_and_ends_with_the_next_command(guard: Guard) -> None:
    lines = [b"A1 AUTHENTICATE PLAIN\r\n", b"AHNhbQBwdw==\r\n", b"\r\n", b"*\r\n", b"A2 NOOP\r\n"]

    assert [guard.admit(line) for line in lines] == lines
    with pytest.raises(ForbiddenCommandError):
        guard.admit(b"AHNhbQBwdw==\r\n")


def test_the_refusal_names_the_command_but_nothing_of_its_arguments(guard: Guard) -> None:
    with pytest.raises(ForbiddenCommandError) as caught:
        guard.admit(b"A1 UID COPY 1 Secret-Employer\r\n")

    assert str(caught.value) == "not sent, for it is not on the list: UID COPY"
