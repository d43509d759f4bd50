"""The bytes that are stored: valid, deterministic, readable by every program, and nobody's but ours."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailwithdraw.model import Address, Draft
from mailwithdraw.writing.compose import to_bytes
from mailwithdraw.writing.identity import is_pristine, mark_of

KEY = "0123456789abcdef" * 2
NOW = datetime(2026, 11, 3, 18, 5, tzinfo=UTC)
DRAFT = Draft(
    purpose="decline",
    from_=Address("sam@example.com", "Sam Rivera"),
    to=(Address("jane@acme.example", "Jane Roe"),),
    cc=(),
    subject="Re: Interview",
    in_reply_to="<two@acme.example>",
    references=("<one@acme.example>", "<two@acme.example>"),
    letter="Hi Jane,\n\nthanks.",
    text="Hi Jane,\n\nthanks.\n\nOn Tue wrote:\n> Hi\n",
)


def parsed(draft: Draft) -> EmailMessage:
    return message_from_bytes(to_bytes(draft, KEY, NOW), policy=policy.default)


def test_the_whole_message() -> None:
    raw = to_bytes(DRAFT, KEY, NOW)
    assert re.sub(rb"body=[0-9a-f]{64}", b"body=DIGEST", raw).decode("ascii") == (
        'From: "Sam Rivera" <sam@example.com>\r\n'
        'To: "Jane Roe" <jane@acme.example>\r\n'
        "Subject: Re: Interview\r\n"
        "Date: Tue, 03 Nov 2026 18:05:00 +0000\r\n"
        "Message-ID: <mw.reply.0123456789abcdef0123456789abcdef@example.com>\r\n"
        "In-Reply-To: <two@acme.example>\r\n"
        "References: <one@acme.example>\r\n <two@acme.example>\r\n"
        "X-Unsent: 1\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: text/plain; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "X-Mailwithdraw: v1; key=0123456789abcdef0123456789abcdef;\r\n body=DIGEST\r\n"
        "\r\n"
        "Hi Jane,\r\n\r\nthanks.\r\n\r\nOn Tue wrote:\r\n> Hi\r\n"
    )


def test_the_same_draft_is_the_same_bytes() -> None:
    assert to_bytes(DRAFT, KEY, NOW) == to_bytes(replace(DRAFT), KEY, NOW)


def test_names_and_subjects_of_any_alphabet_come_back() -> None:
    draft = replace(
        DRAFT,
        from_=Address("sam@example.com", "Zoë Müller-Øst"),
        to=(Address("jane@acme.example", "明 李 " * 30),),
        subject="Re: Vorstellungsgespräch für die Stelle als Ingenieur 🙂 " * 4,
        text="Grüße – 你好\n" + "long " * 300 + "\ntrailing \nFrom here\n.\n=3D\n",
    )
    mail = parsed(draft)
    assert mail["From"].addresses[0].display_name == "Zoë Müller-Øst"
    assert mail["To"].addresses[0].addr_spec == "jane@acme.example"
    assert mail["To"].addresses[0].display_name.split() == ["明", "李"] * 30
    assert mail["Subject"].split() == draft.subject.split()
    assert mail.get_content().replace("\r\n", "\n") == draft.text
    assert is_pristine(to_bytes(draft, KEY, NOW))


@pytest.mark.parametrize(
    "name", ['Jane "JR" Roe', "Roe, Jane", "Jane (HR)", "a\\b", "x@y.example", "Jane; Roe:"]
)
def test_names_with_special_characters_stay_names(name: str) -> None:
    mail = parsed(replace(DRAFT, to=(Address("jane@acme.example", name),)))
    assert [(address.display_name, address.addr_spec) for address in mail["To"].addresses] == [
        (name, "jane@acme.example")
    ]


def test_long_identifiers_are_not_broken_or_encoded() -> None:
    long = tuple(f"<{'x' * 200}.{number}@mail.gmail.example>" for number in range(21))
    raw = to_bytes(replace(DRAFT, in_reply_to=long[-1], references=long), KEY, NOW)
    head = raw.split(b"\r\n\r\n")[0].decode("ascii")
    folded = re.findall(r"(?m)^References: ([^\r\n]+(?:\r\n [^\r\n]+)*)", head)
    assert [value.split() for value in folded] == [list(long)]
    assert f"In-Reply-To: {long[-1]}\r\n" in head
    assert "=?" not in head


def test_what_is_missing_leaves_no_empty_header() -> None:
    mail = parsed(replace(DRAFT, in_reply_to=None, references=(), from_=Address("sam@example.com")))
    assert {"In-Reply-To", "References", "Cc", "Bcc"}.isdisjoint(mail.keys())
    assert mail["From"] == "sam@example.com"


NASTY = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from('\r\n\x00\x0b\x0c\x1c\x85\u2028\u2029\u202e\u2066:,;<>"\\'),
    ),
    max_size=60,
)


@settings(deadline=None)
@given(name=NASTY, to_name=NASTY, subject=NASTY, identifier=NASTY, text=NASTY)
def test_nothing_anybody_writes_becomes_a_header(
    name: str, to_name: str, subject: str, identifier: str, text: str
) -> None:
    draft = replace(
        DRAFT,
        from_=Address("sam@example.com", name),
        to=(Address("jane@acme.example", f"{to_name}\r\nBcc: x@y.example"),),
        subject=f"{subject}\r\nBcc: x@y.example",
        in_reply_to=f"<{identifier}@x.example>",
        references=(f"<{identifier}@x.example>\nBcc: x@y.example",),
        text=text,
    )
    raw = to_bytes(draft, KEY, NOW)
    head, _, body = raw.partition(b"\r\n\r\n")
    fields = [line.split(b":")[0].decode() for line in head.split(b"\r\n") if not line.startswith(b" ")]
    assert [field for field in fields if field not in ("In-Reply-To", "References")] == [
        *("From", "To", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"),
        *("Content-Transfer-Encoding", "X-Mailwithdraw"),
    ]
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.isascii()
    assert mark_of(raw) is not None
    assert body.endswith(b"\r\n")
