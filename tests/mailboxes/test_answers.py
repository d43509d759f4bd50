"""FETCH answers as imaplib hands them over, and the sets of UIDs that ask for them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailwithdraw.mailboxes import Opened
from mailwithdraw.mailboxes.answers import Answer, Piece, read
from mailwithdraw.mailboxes.uids import batches, sequence_set, windows

BODY = b"Subject: x\r\n\r\n1 (UID 9 FLAGS ())\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        [(b"3 (UID 7 BODY[]<0> {34}", BODY), b")"],
        [(b"3 (BODY[]<0> {34}", BODY), b" UID 7)"],
        [(b"3 (uid 7 body[] {34}", BODY), b")"],
        [(b"3 (UID 7 BODY[]<0.262144> {34}", BODY), b")"],
        [(b"3 (MODSEQ (12) UID 7 BODY[HEADER]<0> {34}", BODY), b")"],
        [(b"3 (UID 7 X-GM-MSGID 12 BODY[]<0> {34}", BODY), b")"],
        [b"3 (UID 7 RFC822.SIZE 33)", (b"3 (UID 7 BODY[]<0> {34}", BODY), b")"],
    ],
)
def test_a_body_is_read_wherever_it_stands(pieces: list[Piece | None]) -> None:
    assert read(pieces)[7].body == BODY
    assert list(read(pieces)) == [7]


def test_everything_a_listing_asks_for_is_read_in_any_order() -> None:
    line = (
        rb'12 (RFC822.SIZE 33 INTERNALDATE " 3-Nov-2026 09:30:00 +0000" FLAGS (\Seen \Recent $MwDone) UID 7)'
    )

    received = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
    assert read([line]) == {7: Answer(7, frozenset({"\\Seen", "$MwDone"}), received, 33)}


def test_a_quoted_body_and_an_empty_one_are_bodies() -> None:
    assert read([b'1 (UID 7 BODY[]<0> "short")'])[7].body == b"short"
    assert read([(b"1 (UID 7 BODY[]<0> {0}", b""), b")"])[7].body == b""
    assert read([b"1 (UID 7 BODY[]<0> NIL)"])[7].body is None


def test_what_names_no_uid_belongs_to_nobody() -> None:
    assert read([b"1 (FLAGS ())", None, b"nonsense", b"", (b"2 (BODY[]<0> {3}", b"abc"), b")"]) == {}


def test_an_unreadable_answer_is_the_fault_of_its_message_alone() -> None:
    pieces: list[Piece | None] = [b"1 (UID 6 FLAGS ())", b'2 (UID 7 BODY[]<0> "open)', b"3 (UID 8 FLAGS ())"]

    answers = read(pieces)

    assert [(uid, bool(answer.faults)) for uid, answer in answers.items()] == [
        (6, False),
        (7, True),
        (8, False),
    ]


@given(st.lists(st.one_of(st.binary(max_size=60), st.tuples(st.binary(max_size=60), st.binary(max_size=20)))))
def test_no_answer_whatever_raises(pieces: list[Piece]) -> None:
    read([*pieces, b"9 (UID 99 FLAGS ())"])


@given(st.sets(st.integers(1, 2**32 - 1), min_size=1, max_size=40))
def test_a_sequence_set_names_exactly_these_uids(wanted: set[int]) -> None:
    named: list[int] = []
    for part in sequence_set(sorted(wanted)).split(","):
        low, _, high = part.partition(":")
        named += range(int(low), int(high or low) + 1)

    assert named == sorted(wanted)


def test_neighbours_are_joined() -> None:
    assert sequence_set([1, 2, 3, 7, 9, 10]) == "1:3,7,9:10"


def test_batches_are_in_order_and_name_each_uid_once() -> None:
    assert list(batches([5, 1, 3, 5, 2], 2)) == [[1, 2], [3, 5]]
    assert list(batches([], 2)) == []


@pytest.mark.parametrize(
    ("exists", "uidnext", "first", "expected"),
    [
        (0, 1, 1, []),
        (3, 9, 1, [(1, 8)]),
        (3, 9, 9, []),
        (3, 4_000_000_000, 1, [(1, 3_999_999_999)]),
        (11, 26, 1, [(1, 10), (11, 20), (21, 25)]),
        (11, 26, 19, [(19, 25)]),
        (11, 31, 0, [(1, 10), (11, 20), (21, 30)]),
    ],
)
def test_windows_cover_all_uids_and_none_has_more_than_its_width(
    exists: int, uidnext: int, first: int, expected: list[tuple[int, int]]
) -> None:
    opened = Opened("INBOX", 1, uidnext, exists, writable=False, keywords=False)

    assert list(windows(opened, first, 10)) == expected
