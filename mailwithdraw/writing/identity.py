"""How a draft of ours is known again: by its Message-ID and its own header, and whether it is untouched."""

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from mailwithdraw.model import Message
from mailwithdraw.writing.threading import one_line

HEADER = "X-Mailwithdraw"

_GROUPS = {"thanks": "thanks"}
"""Purposes that are letters of their own; every other is the one answer to an invitation."""

_OWN_HEADER = re.compile(
    rb"(?im)^x-mailwithdraw[ \t]*:\s*v1\s*;\s*key=([0-9a-f]{32})\s*;\s*body=([0-9a-f]{64})\s*$"
)
_OWN_MESSAGE_ID = re.compile(rb"(?im)^message-id[ \t]*:\s*<mw\.reply\.([0-9a-f]{32})@[^<>\s]{1,253}>")
_HEADER_LIMIT = 262_144


@dataclass(frozen=True, slots=True)
class Mark:
    """What a draft of ours says of itself."""

    key: str
    body: str | None
    """The digest of its content when it was written; None where only the Message-ID is left."""


def draft_key(account: str, purpose: str, message: Message) -> str:
    """The key of the one answer to an invitation: 32 hex digits of a SHA-256.

    The same whatever the verdict, so that a changed mind never makes a second letter, and the same on every
    machine that reads this account.
    """
    original = f"id {message.message_id}" if message.message_id else f"digest {message.digest}"
    parts = (account.strip().casefold(), _GROUPS.get(purpose, "reply"), original)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a draft (RFC 5322, 3.6.4); a domain that cannot stand there is replaced."""
    right = domain.casefold() if re.fullmatch(r"(?i)[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", domain) else ""
    return f"<mw.reply.{key[:32]}@{right or 'mailwithdraw.invalid'}>"


def body_digest(text: str, *fields: str) -> str:
    """SHA-256 (hex) of a text and fields, blind to what servers change: line ends, trailing blanks, folding."""
    lines = [line.rstrip() for line in re.split(r"\r\n|\r|\n", text)]
    body = "\n".join(lines).strip("\n")
    parts = (*(one_line(field) for field in fields), body)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def mark_of(raw: bytes) -> Mark | None:
    """Recognise a draft of ours by either mark in its header; None for everybody else's mail."""
    header = re.split(rb"\r?\n\r?\n", raw[:_HEADER_LIMIT], maxsplit=1)[0]
    header = re.sub(rb"\r?\n[ \t]+", b" ", header).replace(b"\r\n", b"\n")
    own = _OWN_HEADER.search(header)
    if own is not None:
        return Mark(own[1].decode().lower(), own[2].decode().lower())
    identifier = _OWN_MESSAGE_ID.search(header)
    return Mark(identifier[1].decode().lower(), None) if identifier is not None else None


def is_pristine(raw: bytes) -> bool:
    """Whether a draft of ours still says what we wrote, to whom we wrote it; False in any doubt."""
    mark = mark_of(raw)
    if mark is None or mark.body is None:
        return False
    try:
        return content_digest(message_from_bytes(raw, policy=policy.default)) == mark.body
    except Exception:  # noqa: BLE001 - the email package fails in many ways on mail it did not write
        return False


def content_digest(message: EmailMessage) -> str:
    """The digest of all that a user would edit: addresses, subject, text; an attachment changes it too."""
    fields = [
        ",".join(address.addr_spec for value in message.get_all(name, ()) for address in value.addresses)
        for name in ("From", "To", "Cc", "Bcc")
    ]
    kind = message.get_content_type()
    text = message.get_content() if kind == "text/plain" else ""
    return body_digest(text, *fields, str(message["Subject"] or ""), kind)
