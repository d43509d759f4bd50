"""Reading is total: any bytes make a message, and all its text can be stored and shown."""

import json
from dataclasses import asdict

from hypothesis import given, settings
from hypothesis import strategies as st

from mailwithdraw.model import Message
from mailwithdraw.reading.mime import LONGEST, read

FRAGMENTS = st.sampled_from(
    [
        b"From: ", b"Subject: ", b"Date: ", b"References: ", b"Content-Type: ", b"Content-Transfer-Encoding: ", b"\n", b"\r\n", b"\r", b"\n\n",
        b"multipart/alternative; boundary=b", b"multipart/mixed; boundary=b", b"message/rfc822", b"text/html", b"text/plain; charset=", b"text/calendar",
        b"utf-7", b"utf-16", b"iso-2022-jp", b"base64", b"quoted-printable", b"x-uuencode", b"--b", b"--b--", b"=?utf-8?", b"?q?", b"?b?", b"?=",
        b"<a@x.example>", b'"', b"(", b"<", b">", b",", b";", b":", b"@", b"=", b"\\", b"*0*=", b"utf-8''%", b"+0100", b"Mon, 3 Mar 2025 10:00:00 ",
        b"<div style='display:none'>", b"<blockquote type=cite>", b"</div>", b"<a href='", b"<br>", b"&nbsp;", b"> ", b"-- \n", b"On 3 Mar 2025, Sam wrote:\n",
        b"-----Original Message-----\n", b"Kind regards,\nJane\n", b"BEGIN:VCALENDAR\n", b"BEGIN:VEVENT\n", b"DTSTART:20250310T140000\n", b"SUMMARY:x\n",
        b"END:VEVENT\n", b"END:VCALENDAR\n", b"begin 644 a\n", b"\nend\n", b"\x00", b"\x80", b"\xff\xfe", b"\xed\xa0\x80", b"+2AA-", "ü€\u202e".encode(),
    ]
)  # fmt: skip
MAIL = st.lists(FRAGMENTS | st.binary(max_size=12), max_size=60).map(b"".join)


def assert_sound(message: Message) -> None:
    written = json.dumps(asdict(message), default=str, ensure_ascii=False)
    written.encode("utf-8")  # fails on a lone surrogate
    for text in (message.text, message.signature, message.quoted, message.forwarded):
        assert len(text) <= LONGEST
        assert not set(text) & set("\x00\r\u202e\u200b")
    for line in (message.subject, *(address.name for address in message.from_), *message.attachments):
        assert "\n" not in line
    for address in (*message.from_, *message.to, *message.cc, *message.reply_to):
        assert address.email.count("@") >= 1
        assert not set(address.email) & set("\n<>,")
    for identifier in (*message.references, *message.in_reply_to):
        assert identifier.isascii()
        assert identifier.isprintable()
    if message.date is not None:
        assert message.date.utcoffset() is not None


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_make_a_message(raw: bytes) -> None:
    assert_sound(read(raw))


@given(MAIL)
@settings(max_examples=400, deadline=None)
def test_any_mixture_of_mail_makes_a_message(raw: bytes) -> None:
    assert_sound(read(raw))


@given(MAIL, st.integers(min_value=0, max_value=400))
@settings(max_examples=100, deadline=None)
def test_reading_twice_gives_the_same_and_a_cut_message_is_read_too(raw: bytes, length: int) -> None:
    assert read(raw) == read(raw)
    assert_sound(read(raw[:length]))


WORDS = st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)


@given(
    st.lists(WORDS, min_size=1, max_size=30),
    st.sampled_from(["\n", "\n\n", "\n> ", " ", "\n-- \n", "\nKind regards,\nJane\n"]),
)
@settings(max_examples=200, deadline=None)
def test_no_word_of_a_body_is_lost(words: list[str], glue: str) -> None:
    body = glue.join(words)
    message = read(b"Content-Type: text/plain; charset=utf-8\n\n" + body.encode())
    found = f"{message.text} {message.signature} {message.quoted} {message.forwarded}"
    expected = read(b"Content-Type: text/plain; charset=utf-8\n\n" + " ".join(words).encode()).text.split()
    assert not set(expected) - set(found.split())
