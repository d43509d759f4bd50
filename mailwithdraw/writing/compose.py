"""A draft as the bytes to store: RFC 5322 and 2045, deterministic, and open to nobody's headers but ours."""

from binascii import b2a_qp
from datetime import datetime
from email import message_from_bytes, policy
from email.header import Header
from email.utils import format_datetime

from mailwithdraw.model import Address, Draft
from mailwithdraw.writing.identity import HEADER, content_digest, message_id
from mailwithdraw.writing.threading import is_message_id, one_line

_LINE = 76


def to_bytes(draft: Draft, key: str, now: datetime) -> bytes:
    """Write the message with CRLF line ends; the same draft, key and time give the same bytes.

    Quoted-printable survives every server and the long lines of a letter. Headers are folded here and not
    by the email package, which turns long Message-IDs in References into encoded words.

    Args:
        draft: what to store.
        key: of `identity.draft_key`.
        now: aware; becomes the Date.

    """
    headers = [
        ("From", _addresses((draft.from_,))),
        ("To", _addresses(draft.to)),
        ("Cc", _addresses(draft.cc)),
        ("Subject", _words(draft.subject, "Subject")),
        ("Date", format_datetime(now)),
        ("Message-ID", message_id(key, draft.from_.domain)),
        ("In-Reply-To", " ".join(filter(is_message_id, (draft.in_reply_to or "",)))),
        ("References", "\r\n ".join(filter(is_message_id, draft.references))),
        ("X-Unsent", "1"),  # Outlook opens it for editing
        ("MIME-Version", "1.0"),
        ("Content-Type", 'text/plain; charset="utf-8"'),
        ("Content-Transfer-Encoding", "quoted-printable"),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers if value)
    body = _body(draft.text)
    digest = content_digest(message_from_bytes(f"{head}\r\n".encode() + body, policy=policy.default))
    mark = f"{HEADER}: v1; key={key};\r\n body={digest}\r\n"
    return f"{head}{mark}\r\n".encode("ascii") + body


def _body(text: str) -> bytes:
    """The text in quoted-printable; a line that starts with "From " is kept from mbox files' harm."""
    lines = "\n".join(text.splitlines()).encode("utf-8", "replace")
    encoded = b2a_qp(lines + b"\n", istext=True)
    return b"".join(
        (b"=46" + line[1:] if line.startswith(b"From ") else line) + b"\r\n" for line in encoded.splitlines()
    )


def _words(text: str, name: str) -> str:
    """Unstructured text for a header: encoded words (RFC 2047) where needed, folded."""
    line = one_line(text)
    charset = "us-ascii" if line.isascii() else "utf-8"
    return Header(line, charset, maxlinelen=_LINE, header_name=name).encode(linesep="\r\n")


def _addresses(addresses: tuple[Address, ...]) -> str:
    return ",\r\n ".join(map(_address, addresses))


def _address(address: Address) -> str:
    name = one_line(address.name)
    if not name:
        return one_line(address.email)
    if not name.isascii():
        phrase = Header(name, "utf-8", maxlinelen=_LINE, header_name="From").encode(linesep="\r\n")
    else:
        phrase = '"{}"'.format(name.replace("\\", "\\\\").replace('"', '\\"'))
    return f"{phrase} <{one_line(address.email)}>"
