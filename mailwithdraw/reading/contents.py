"""What the parts of a message hold for the reader: the body to show, calendars, files, messages handed on."""

import re
from dataclasses import dataclass, field, replace

from mailwithdraw.model import Invite, Link
from mailwithdraw.reading import headers, html
from mailwithdraw.reading.calendar import invites
from mailwithdraw.reading.charsets import decode, one_line, tidy
from mailwithdraw.reading.lines import MOST, Line, of_text, to_text, unflowed
from mailwithdraw.reading.parts import Part, parse

LONGEST = 262_144
"""Characters of one text part that are read."""
MOST_CALENDARS = 3
LONGEST_FORWARDED = 65_536

_CALENDAR = frozenset({"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar"})
_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_ENVELOPED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_NOT_SHOWN = frozenset(
    {
        "text/rfc822-headers",
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "text/csv",
        "text/x-amp-html",
        "text/css",
    }
)
_MARKUP = re.compile(r"<(?:html|body|div|p|br|table|span)\b[^<>]*>", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta\b[^<>]{0,200}charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
_UUENCODED = re.compile(r"^begin [0-7]{3,4} (.{1,200})\n(?:[ -`]{1,80}\n)*?(?:`?\n)?end$", re.MULTILINE)
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_STUB = re.compile(
    r"(?:does|do|can) ?(?:not|n't|n’t) (?:support|display|show|view|render|read).{0,30}html|html[- ](?:capable|enabled|compatible)|"
    r"view (?:this|the) (?:e-?mail|message) (?:in|with|as).{0,40}(?:html|browser)|(?:html|browser)[- ]?version|requires? html|enable html|"
    r"html[- ]?(?:fähig|format|ansicht|darstell)|unterstützt kein html|im browser (?:ansehen|anzeigen|öffnen)|"
    r"(?:ne (?:supporte|prend|peut|gère)|n'affiche) pas.{0,40}html|au format html|(?:no|não) (?:soporta|admite|suporta|muestra).{0,40}html|"
    r"non supporta.{0,40}html|ondersteunt geen html",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")
_LOOKED_AT, _MOST_NO_TEXT = 8_192, 0.1
"""Of the first characters, the share that no text has: more, and the part is a file that says it is text."""
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Contents:
    """What one part, with all below it, contributes."""

    lines: tuple[Line, ...] = ()
    plain: bool = False
    """Whether words came from a plain text part."""
    marked_up: bool = False
    """Whether words came from an HTML part."""
    links: tuple[Link, ...] = ()
    calendars: tuple[Invite, ...] = ()
    attachments: tuple[str, ...] = ()
    forwarded: tuple[str, ...] = ()
    returned: tuple[Line, ...] = ()
    """The message a delivery report brings back: neither new nor handed on."""
    defects: dict[str, None] = field(default_factory=dict)

    @property
    def html_only(self) -> bool:
        """Whether there is nothing to read but HTML."""
        return self.marked_up and not self.plain


def gather(part: Part, *, root: bool = True) -> Contents:
    """Collect what a part and those below it hold."""
    if part.kind.startswith("multipart/"):
        return _multipart(part)
    if part.kind in {"message/rfc822", "message/global", "message/news"}:
        return _forwarded(part)
    if part.kind in _CALENDAR or part.file_name.lower().endswith(".ics"):
        return _calendar(part)
    if part.kind in _ENVELOPED:
        return _enveloped(part)
    if part.kind.startswith("text/") and part.kind not in _NOT_SHOWN and (root or not part.attached):
        return _text(part)
    if part.kind == "application/pgp-encrypted":
        return Contents(defects={"encrypted": None})
    shown = part.kind in _SIGNATURES or (part.header.first("content-id") and not part.attached)
    return Contents(attachments=(part.file_name,) if part.file_name and not shown else ())


def _multipart(part: Part) -> Contents:
    subtype = part.kind.partition("/")[2]
    if subtype == "encrypted":
        return Contents(defects={"encrypted": None})
    found = [gather(child, root=False) for child in part.children]
    if subtype == "alternative":
        return _alternative(found)
    if subtype == "report":
        found = [
            replace(each, returned=tuple(of_text("\n\n".join(each.forwarded))), forwarded=())
            if each.forwarded
            else each
            for each in found
        ]
    return _joined(found)


def _joined(found: list[Contents]) -> Contents:
    lines: list[Line] = []
    for each in found:
        if each.lines:
            lines.extend([Line(""), *each.lines] if lines else each.lines)
    return Contents(
        lines=tuple(lines),
        plain=any(each.plain for each in found),
        marked_up=any(each.marked_up for each in found),
        links=tuple(dict.fromkeys(link for each in found for link in each.links)),
        calendars=tuple(dict.fromkeys(invite for each in found for invite in each.calendars)),
        attachments=tuple(name for each in found for name in each.attachments),
        forwarded=tuple(text for each in found for text in each.forwarded),
        returned=tuple(line for each in found for line in each.returned),
        defects={note: None for each in found for note in each.defects},
    )


def _alternative(found: list[Contents]) -> Contents:
    """The plain text, unless it is empty, a stub or much poorer than the HTML (RFC 2046, 5.1.4)."""
    plain = next((each for each in found if each.plain and not each.marked_up and each.lines), None)
    rich = next((each for each in reversed(found) if each.marked_up and each.lines), None)
    shown = plain
    if plain is None or (rich is not None and _is_poorer(plain.lines, rich.lines)):
        shown = rich
    if shown is None:
        shown = next((each for each in found if each.lines), Contents())
    whole = _joined(found)
    return replace(
        whole, lines=shown.lines, plain=plain is not None and shown is plain, marked_up=rich is not None
    )


def _is_poorer(plain: tuple[Line, ...], rich: tuple[Line, ...]) -> bool:
    ours, theirs = _words(plain), _words(rich)
    if ours * 2 < theirs:
        return True
    return ours < 60 and bool(_STUB.search(to_text(plain)[:1_000]))


def _words(lines: tuple[Line, ...]) -> int:
    return sum(len(_WORD.findall(_ADDRESS.sub("", line.text))) for line in lines)


# -- leaves --------------------------------------------------------------------------------------------


def _text(part: Part) -> Contents:
    data, sound = part.content()
    markup = part.kind in {"text/html", "application/xhtml+xml"}
    charset = part.parameters.get("charset", "") or (_declared(data) if markup else "")
    text, claimed = decode(data, charset)
    if _is_binary(text[:_LOOKED_AT]):
        return Contents(defects={"text: binary": None})
    text = tidy(text)
    defects = {} if sound else {"transfer encoding: broken": None}
    if not claimed:
        defects["charset: wrong"] = None
    if markup or len(_MARKUP.findall(text[:5_000])) >= 3:
        return _html(text, defects)
    if len(text) > LONGEST or text.count("\n") >= MOST:
        text = text[:LONGEST]
        defects["text: cut"] = None
    if part.kind in {"text/enriched", "text/richtext"}:
        text = re.sub(r"<[^<>\n]{0,60}>", "", text)
    if "-----BEGIN PGP MESSAGE-----" in text[:2_000]:
        return Contents(defects={**defects, "encrypted": None})
    text, names = _without_files(text)
    text, signed_below = _unsigned(text)
    if part.parameters.get("format", "").lower() == "flowed":
        lines = unflowed(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
    else:
        lines = of_text(text)
    lines += of_text(signed_below) if signed_below else []
    return Contents(
        tuple(lines) if text.strip() else (), plain=bool(text.strip()), attachments=names, defects=defects
    )


def _is_binary(start: str) -> bool:
    return len(_NO_TEXT.findall(start)) > _MOST_NO_TEXT * len(start)


def _declared(data: bytes) -> str:
    """The charset a page names itself."""
    match = _META_CHARSET.search(data[:4_096])
    return match[1].decode("ascii") if match else ""


def _html(text: str, defects: dict[str, None]) -> Contents:
    page = html.read(text)
    if len(text) > html.LARGEST or len(page.lines) >= MOST:
        defects["text: cut"] = None
    filled = any(line.text for line in page.lines)
    return Contents(tuple(page.lines) if filled else (), marked_up=filled, links=page.links, defects=defects)


def _without_files(text: str) -> tuple[str, tuple[str, ...]]:
    """Take uuencoded files out of a text."""
    if "\nend" not in text or "begin " not in text:
        return text, ()
    names = tuple(one_line(match[1])[:255] for match in _UUENCODED.finditer(text))
    return _UUENCODED.sub("", text), names


def _unsigned(text: str) -> tuple[str, str]:
    """The text inside an OpenPGP cleartext signature (RFC 9580, 7), and what stands below it."""
    before, begin, rest = text.partition(_SIGNED)
    if not begin:
        return text, ""
    _, _, rest = rest.partition("\n\n")
    inner, _, rest = rest.partition("\n-----BEGIN PGP SIGNATURE-----")
    _, _, after = rest.partition("-----END PGP SIGNATURE-----")
    return before + re.sub(r"^- ", "", inner, flags=re.MULTILINE), after.strip()


def _calendar(part: Part) -> Contents:
    data, sound = part.content()
    text, _ = decode(data, part.parameters.get("charset", "") or "utf-8")
    found, readable = invites(text, part.parameters.get("method", ""))
    defects = {} if sound and readable else {"calendar: broken": None}
    return Contents(calendars=found, attachments=(part.file_name,) if part.file_name else (), defects=defects)


def _enveloped(part: Part) -> Contents:
    """S/MIME: what is only signed holds the entity in the clear (RFC 8551, 3.5.3); the rest is encrypted."""
    data, _ = part.content()
    at = data.lower().find(b"content-type:")
    if "enveloped" in part.parameters.get("smime-type", "") or at < 0:
        return Contents(defects={"encrypted": None})
    tree, defects = parse(re.split(rb"[\x00-\x08\x0e-\x1f]", data[at:], maxsplit=1)[0])
    inner = gather(tree)
    return replace(inner, defects={**dict.fromkeys(defects), **inner.defects})


def _forwarded(part: Part) -> Contents:
    """An attached message: its From, Date and Subject, and its words."""
    if not part.children:
        return Contents()
    inner = part.children[0]
    below = gather(inner)
    shown = [
        f"{name.title()}: {headers.words(inner.header.first(name))}" for name in ("from", "date", "subject")
    ]
    text = "\n".join([*(line for line in shown if not line.endswith(": ")), "", to_text(below.lines)]).strip()
    names = (part.file_name,) if part.file_name else ()
    return Contents(
        links=below.links,
        attachments=(*names, *below.attachments),
        forwarded=(text[:LONGEST_FORWARDED], *below.forwarded),
        defects=below.defects,
    )
