"""Labelled mail for `scripts/train`: the published training mail, and private corpora if a folder of them is named."""

import hashlib
import html
import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from mailwithdraw.model import Me, Message
from mailwithdraw.reading import mime, signals
from mailwithdraw.reading.detect import language_of_message
from mailwithdraw.reading.language import READ, UNDETERMINED

PRIVATE, REAL_INVITATION = 2.0, 4.0
SNIPPET = 0.3
"""What a mail of the private corpora, an invitation there, being rare, and a snippet count beside a mail written and
labelled for this."""
SAMPLE = 400
"""How many mails of each big corpus are learnt from."""


@dataclass(frozen=True)
class Mail:
    """A labelled mail by the names of its signs; no author is named for what is never held out."""

    kind: str
    stage: str | None
    language: str
    keys: frozenset[str]
    author: str = ""
    weight: float = 1.0
    fraud: str = "no"


def files(folder: Path) -> list[Path]:
    """The files of labelled mail in a folder, one an author."""
    return sorted(path for path in folder.glob("*.jsonl") if not path.stem.startswith("snippets"))


def published(folder: Path) -> list[Mail]:
    """The labelled mail of a folder of JSON lines."""
    return [
        _mail(mime.read(as_bytes(record)), Me("", (record["me"],)), record, author=path.stem)
        for path in files(folder)
        for record in _lines(path)
    ]


def snippets(folder: Path) -> list[Mail]:
    """The labelled snippets of a folder: the sentence or two that decide what a mail is."""
    blank: dict[str, Any] = {
        "from": None,
        "to": None,
        "cc": None,
        "reply_to": None,
        "headers": {},
        "html": False,
        "calendar": None,
    }
    return [
        _mail(
            mime.read(as_bytes({**blank, "subject": "", "body": record["text"]})),
            Me("", ()),
            record,
            weight=SNIPPET,
        )
        for path in sorted(folder.glob("snippets-?.jsonl"))
        for record in _lines(path)
    ]


def _mail(
    message: Message, me: Me, label: Mapping[str, Any], *, author: str = "", weight: float = 1.0
) -> Mail:
    language = language_of_message(message)
    keys = frozenset(signals.signs(message, me, language).keys())
    fraud = "no" if label.get("legit", True) else "yes"
    return Mail(label["kind"], label["stage"], label.get("lang", language), keys, author, weight, fraud)


def as_bytes(record: dict[str, Any]) -> bytes:
    """A record as the raw message it describes."""
    raw = EmailMessage(policy=SMTP)
    fields = {"From": "from", "To": "to", "Cc": "cc", "Reply-To": "reply_to", "Subject": "subject"}
    for name, key in fields.items():
        value = record[key]
        if value:
            joined = ", ".join(value) if isinstance(value, list) else value
            raw[name] = " ".join(joined.split())
    for name, value in record["headers"].items():
        if name not in raw:
            raw[name] = " ".join(str(value).split())
    if record["html"]:
        paragraphs = (html.escape(p).replace("\n", "<br>\n") for p in record["body"].split("\n\n"))
        raw.set_content("".join(f"<p>{p}</p>" for p in paragraphs), subtype="html", cte="quoted-printable")
    else:
        raw.set_content(record["body"], cte="quoted-printable")
    if record["calendar"]:
        method = record["calendar"].get("method") or "PUBLISH"
        event = _icalendar(record["calendar"], method).encode()
        raw.add_alternative(event, "text", "calendar", params={"method": method})
    return raw.as_bytes()


def _icalendar(event: dict[str, Any], method: str) -> str:
    def when(value: str | None) -> str:
        return (value or "").replace("-", "").replace(":", "")[:15]

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", f"METHOD:{method}", "BEGIN:VEVENT"]
    lines += ["UID:1@example.com", f"SUMMARY:{event.get('summary') or ''}"]
    lines += [f"DTSTART:{when(event.get('start'))}"] if event.get("start") else []
    lines += [f"DTEND:{when(event.get('end'))}"] if event.get("end") else []
    lines += [f"ORGANIZER:mailto:{event['organizer']}"] if event.get("organizer") else []
    lines += [f"ATTENDEE:mailto:{guest}" for guest in event.get("attendees") or []]
    lines += [f"LOCATION:{event.get('location') or ''}", "END:VEVENT", "END:VCALENDAR"]
    return "\r\n".join(lines) + "\r\n"


# -- private corpora: weights may be learnt from them, no word of them is kept ---------------------------

_JOB_MAIL = {
    "application_received": "acknowledgement",
    "application_viewed": "acknowledgement",
    "unrelated_or_ack(noisy)": "acknowledgement",
    "rejection": "rejection",
    "rejection_or_update": "rejection",
    "newsletter_or_job_alert": "job_alert",
    "recruiter_outreach": "invitation",
    "other": "other",
}
_INTERVIEWS = {
    "hiring_side": "hiring_side",
    "invitation_to_candidate": "invitation",
    "other": "other",
    "press": "press",
}


def private(folder: Path) -> list[Mail]:
    """Real mail of public data sets (see `--corpora`); half of each archive stays unseen, to look at."""
    interviews = {record["path"]: record["label"] for record in _lines(folder / "enron-interview-dev.jsonl")}
    mails = list(_job_mail(folder / "job-mail-dev.jsonl"))
    for archive in ("enron-dev.tar.xz", "spamassassin-dev.tar.xz"):
        plain = 0
        for path, message in _archive(folder / archive):
            label = interviews.get(path)
            plain += label is None
            if label is None and plain > SAMPLE:
                continue
            kind = "other" if label is None else _INTERVIEWS.get(label, "newsletter")
            labels = {"kind": kind, "stage": None}
            mails.append(_mail(message, _reader(path, message, kind), labels, weight=_weight(kind)))
            if kind == "invitation":  # and what it is to the one who keeps a copy
                labels["kind"] = "hiring_side"
                mails.append(_mail(message, _reader(path, message, "hiring_side"), labels, weight=PRIVATE))
    return mails


def _weight(kind: str) -> float:
    return REAL_INVITATION if kind == "invitation" else PRIVATE


def seen(path: str) -> bool:
    """Whether a mail of an archive belongs to the half that is learnt from."""
    return hashlib.sha256(path.encode()).digest()[0] % 2 == 0


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text("utf-8").splitlines())


def _job_mail(path: Path) -> Iterator[Mail]:
    for record in _lines(path):
        kind = _JOB_MAIL.get(record["label"])
        if kind is None:
            continue
        fields: dict[str, Any] = {
            "to": "owner@inbox.example",
            "cc": None,
            "reply_to": None,
            "headers": {},
            "html": False,
        }
        body = (record["body"] or "").replace("\r", "")
        sender = {"from": _sender(record["from"] or ""), "subject": record["subject"] or ""}
        message = mime.read(as_bytes({**fields, **sender, "body": body, "calendar": None}))
        labels = {"kind": kind, "stage": "outreach" if kind == "invitation" else None}
        yield _mail(message, Me("", ("owner@inbox.example",)), labels, weight=_weight(kind))


def _sender(written: str) -> str:
    """A From field that was cut or masked, as one the standard library can write."""
    name, _, email = written.partition("<")
    whole = re.fullmatch(r"[\w.+-]+@[\w.-]+\w", email.strip(" >") or name.strip())
    shown = re.sub(r"[^\w .-]", " ", name)
    return f'"{shown}" <{whole[0]}>' if whole else ""


def _archive(path: Path) -> Iterator[tuple[str, Message]]:
    """The half of an archive that is learnt from, in an order of its own, as far as its language is read."""
    with tarfile.open(path) as archive:
        chosen = [m for m in archive.getmembers() if m.isfile() and m.name.endswith(".eml") and seen(m.name)]
        for member in sorted(chosen, key=lambda m: hashlib.sha256(m.name.encode()).digest()):
            file = archive.extractfile(member)
            message = mime.read(file.read() if file else b"")
            if language_of_message(message) in (*READ, UNDETERMINED):
                yield member.name.removeprefix("./"), message


def _reader(path: str, message: Message, kind: str) -> Me:
    """Whose mailbox to take a mail for: the addressee's, or the user's whose archive it is."""
    first = tuple(address.email for address in message.to[:1])
    users = {"kaminski-v": "vince.kaminski@enron.com", "farmer-d": "daren.farmer@enron.com"}
    user = next((email for name, email in users.items() if f"/{name}/" in path), None)
    return Me("", first if kind == "invitation" or user is None else (user,))
