"""A draft is known again after every journey, and an edited one is never taken for ours to remove."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest
from writing.scenarios import NOW, SALARY, message, write

from mailwithdraw.model import Draft
from mailwithdraw.writing.compose import to_bytes
from mailwithdraw.writing.identity import Mark, body_digest, draft_key, is_pristine, mark_of, message_id

ACCOUNT = "sam@example.com"
KEY = draft_key(ACCOUNT, "decline", message())


def stored() -> bytes:
    draft = write(reasons=[SALARY])
    assert isinstance(draft, Draft)
    return to_bytes(draft, KEY, NOW)


def test_one_invitation_has_one_key_whatever_the_verdict() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", KEY)
    assert {draft_key(ACCOUNT, purpose, message()) for purpose in ("decline", "withdraw", "redirect")} == {
        KEY
    }
    assert draft_key("SAM@example.com ", "decline", message(digest="00" * 32)) == KEY


def test_the_key_is_the_same_for_ever() -> None:
    assert KEY == "36a83668fa75fd005fafbf367c449bee"


def test_another_invitation_account_or_purpose_has_another_key() -> None:
    others = {
        draft_key(ACCOUNT, "decline", message(message_id="<two@acme.example>")),
        draft_key(ACCOUNT, "decline", message(message_id=None)),
        draft_key(ACCOUNT, "decline", message(message_id=None, digest="cd" * 32)),
        draft_key("sam@example.org", "decline", message()),
        draft_key(ACCOUNT, "thanks", message()),
    }
    assert len(others | {KEY}) == 6


@pytest.mark.parametrize("domain", ["", "exa mple.com", "a>b", "bücher.example", "-x"])
def test_a_domain_that_cannot_stand_in_a_message_id_is_replaced(domain: str) -> None:
    assert message_id(KEY, domain) == f"<mw.reply.{KEY}@mailwithdraw.invalid>"


def test_a_stored_draft_is_known_by_its_own_header_and_untouched() -> None:
    mark = mark_of(stored())
    assert mark is not None
    assert mark.key == KEY
    assert re.fullmatch(r"[0-9a-f]{64}", mark.body or "")
    assert is_pristine(stored())


def lf(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")


def unfolded(raw: bytes) -> bytes:
    head, body = raw.split(b"\r\n\r\n", 1)
    return re.sub(rb"\r\n[ \t]+", b" ", head) + b"\r\n\r\n" + body


def folded_elsewhere(raw: bytes) -> bytes:
    return (
        raw.replace(b"v1; key", b"v1;\r\n\tkey").replace(b"To: ", b"To:\r\n ").replace(b"Re: ", b"Re:\r\n  ")
    )


def reordered(raw: bytes) -> bytes:
    head, body = raw.split(b"\r\n\r\n", 1)
    fields = re.split(rb"\r\n(?![ \t])", head)
    return b"\r\n".join([b"Received: from x", *reversed(fields)]) + b"\r\n\r\n" + body


def shouted(raw: bytes) -> bytes:
    return raw.replace(b"X-Mailwithdraw:", b"x-mailWITHDRAW:").replace(b"Message-ID:", b"MESSAGE-ID:")


def in_base64(raw: bytes) -> bytes:
    parsed = message_from_bytes(raw, policy=policy.SMTP)
    text = parsed.get_content()
    parsed.set_content(text, cte="base64")
    return parsed.as_bytes()


def with_blank_lines_at_the_end(raw: bytes) -> bytes:
    return raw + b"\r\n\r\n"


@pytest.mark.parametrize(
    "journey", [lf, unfolded, folded_elsewhere, reordered, shouted, in_base64, with_blank_lines_at_the_end]
)
def test_a_draft_survives_the_journey_through_servers(journey: Callable[[bytes], bytes]) -> None:
    travelled = journey(stored())
    assert travelled != stored()
    assert mark_of(travelled) == mark_of(stored())
    assert is_pristine(travelled)


def test_the_message_id_alone_is_enough_to_know_a_draft_but_not_to_call_it_untouched() -> None:
    bare = re.sub(rb"X-Mailwithdraw:.*\r\n .*\r\n", b"", stored())
    assert mark_of(bare) == Mark(KEY, None)
    assert not is_pristine(bare)


def test_the_own_header_alone_is_enough_to_know_a_draft() -> None:
    renamed = re.sub(rb"<mw\.reply\.[^>]*>", b"<server-made@example.com>", stored())
    mark = mark_of(renamed)
    assert mark is not None
    assert mark.key == KEY
    assert is_pristine(renamed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Thank you", b"Many thanks"),
        (b"\r\n\r\nHi Jane,", b"\r\n\r\nHi Jane!"),
        (b"To: ", b"To: tom@acme.example, "),
        (b"From: ", b"Cc: tom@acme.example\r\nFrom: "),
        (b"From: ", b"Bcc: tom@acme.example\r\nFrom: "),
        (b"Subject: Re: Interview", b"Subject: Re: My interview"),
        (b"text/plain", b"text/html"),
        (b"sam@example.com>", b"rivera@example.org>"),
        (b"body=", b"body=0"),
    ],
)
def test_any_edit_is_noticed(old: bytes, new: bytes) -> None:
    edited = stored().replace(old, new, 1)
    assert edited != stored()
    assert not is_pristine(edited)


def test_an_attachment_is_noticed() -> None:
    parsed = message_from_bytes(stored(), policy=policy.SMTP)
    parsed.add_attachment(b"cv", maintype="application", subtype="pdf", filename="cv.pdf")
    assert mark_of(parsed.as_bytes()) == mark_of(stored())
    assert not is_pristine(parsed.as_bytes())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: x\r\n\r\nX-Mailwithdraw: v1; key=" + b"a" * 32 + b"; body=" + b"b" * 64,
        b"X-Mailwithdraw: v2; key=" + b"a" * 32 + b"; body=" + b"b" * 64 + b"\r\n\r\n",
        b"X-Mailwithdraw: v1; key=short; body=" + b"b" * 64 + b"\r\n\r\n",
        b"Message-ID: <one@acme.example>\r\n\r\nx",
        b"In-Reply-To: <mw.reply." + b"a" * 32 + b"@example.com>\r\n\r\nx",
        b"Subject: Message-ID: <mw.reply." + b"a" * 32 + b"@example.com>\r\n\r\nx",
    ],
)
def test_nobody_elses_mail_is_taken_for_ours(raw: bytes) -> None:
    assert mark_of(raw) is None
    assert not is_pristine(raw)


def test_the_digest_ignores_what_servers_change_and_nothing_else() -> None:
    assert body_digest("a\r\nb  \r\n\r\n") == body_digest("a\nb") == body_digest("\n\na\rb\t")
    assert len({body_digest("a\nb"), body_digest("a b"), body_digest("a\n b"), body_digest("a\n\nb")}) == 4
    assert body_digest("a", "b") != body_digest("b", "a")
