"""Raw bytes to a message, everything decoded: total, never inventing, leaving defects."""

import hashlib
import re
from collections.abc import Iterable

from mailwithdraw.model import Link, Message
from mailwithdraw.reading import body, headers
from mailwithdraw.reading.addresses import addresses
from mailwithdraw.reading.charsets import one_line
from mailwithdraw.reading.contents import Contents, gather
from mailwithdraw.reading.lines import to_text
from mailwithdraw.reading.parts import parse

LONGEST = 65_536
"""Characters of text, signature, quoted and forwarded that are kept, each."""
MOST_VALUES = 20
LONGEST_VALUE = 2_000

_OWN_FIELDS = frozenset(
    [
        "from",
        "to",
        "cc",
        "bcc",
        "reply-to",
        "subject",
        "date",
        "message-id",
        "in-reply-to",
        "references",
        "content-transfer-encoding",
        "dkim-signature",
        "arc-seal",
        "arc-message-signature",
        "x-google-dkim-signature",
    ]
)
_ONCE = (
    "from",
    "sender",
    "reply-to",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
)
_URL = re.compile(r"https?://[^\s<>\"'\]|\\^`{}]{3,4000}", re.IGNORECASE)


def read(raw: bytes) -> Message:
    """Read a message (RFC 5322, MIME), whole or cut. Any bytes make a message; what was wrong is in `defects`."""
    tree, defects = parse(raw)
    block = tree.header
    notes = dict.fromkeys(defects)
    notes.update(dict.fromkeys(_field_defects(block)))
    subject = headers.words(block.first("subject")[: 4 * LONGEST_VALUE])[:1_000]
    contents = gather(tree)
    notes.update(contents.defects)
    authors = addresses(block.first("from"))
    parted = body.split(contents.lines, subject, authors[0].name if authors else "")
    forwarded = "\n\n".join(text for text in (parted.forwarded, *contents.forwarded) if text)
    quoted = "\n\n".join(text for text in (parted.quoted, to_text(contents.returned)) if text)
    texts = (parted.text, parted.signature, quoted, forwarded)
    if any(len(text) > LONGEST for text in texts):
        notes["text: cut"] = None
    text, signature, quoted, forwarded = (text[:LONGEST] for text in texts)
    sender = addresses(block.first("sender"))
    message_id = headers.message_ids(block.first("message-id"))
    return Message(
        message_id=message_id[0] if message_id else None,
        date=headers.date(block.first("date")),
        from_=authors,
        sender=sender[0] if sender else None,
        reply_to=addresses(block.first("reply-to")),
        to=addresses(", ".join(block.all("to"))),
        cc=addresses(", ".join(block.all("cc"))),
        subject=subject,
        in_reply_to=headers.message_ids(block.first("in-reply-to")),
        references=headers.message_ids(block.first("references")),
        text=text,
        signature=signature,
        quoted=quoted,
        links=_links(contents),
        calendars=contents.calendars,
        headers=_others(block),
        html_only=contents.html_only,
        attachments=contents.attachments,
        digest=hashlib.sha256(raw).hexdigest(),
        defects=tuple(notes),
        forwarded=forwarded,
    )


def _field_defects(block: headers.Block) -> Iterable[str]:
    counts: dict[str, int] = {}
    for field in block.fields:
        counts[field.name] = counts.get(field.name, 0) + 1
    if len(block.fields) >= headers.MOST:
        yield "header: too many fields"
    for name in _ONCE:
        if counts.get(name, 0) > 1 and name not in {"to", "cc"}:
            yield f"{name}: more than one"
    if not addresses(block.first("from")):
        yield "from: unreadable" if block.first("from") else "from: missing"
    if headers.date(block.first("date")) is None:
        yield "date: unreadable" if block.first("date") else "date: missing"
    elif not re.search(
        r"[+-]\d{4}|\b(?:GMT|UTC?|Z|[ECMP][SD]T)\b|[+-]\d\d:\d\d", block.first("date"), re.IGNORECASE
    ):
        yield "date: no zone"
    if not headers.message_ids(block.first("message-id")):
        yield "message-id: unreadable" if block.first("message-id") else "message-id: missing"


def _others(block: headers.Block) -> dict[str, tuple[str, ...]]:
    """The rest of the header, decoded and bounded."""
    found: dict[str, list[str]] = {}
    for field in block.fields:
        values = (
            found.setdefault(field.name, []) if field.name not in _OWN_FIELDS and len(found) < 200 else None
        )
        if values is not None and len(values) < MOST_VALUES:
            values.append(headers.words(field.value[: 4 * LONGEST_VALUE])[:LONGEST_VALUE])
    return {name: tuple(values) for name, values in found.items()}


def _links(contents: Contents) -> tuple[Link, ...]:
    """The links of the HTML, and the addresses written out in the text that are not among them."""
    known = {link.url for link in contents.links}
    written = []
    for line in contents.lines:
        if "://" in line.text:
            written.extend(_URL.findall(line.text))
    bare = (one_line(url).rstrip(".,;:!?)*_") for url in written[:400])
    return (*contents.links, *(Link(url) for url in dict.fromkeys(bare) if url not in known))
