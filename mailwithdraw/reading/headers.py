"""The header of a message or part: fields, encoded words, parameters, dates and message identifiers."""

import binascii
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from mailwithdraw.reading.charsets import decode, one_line

LONGEST = 32_768
"""Characters of one field's value that are read."""
MOST = 2_000
"""Fields of one header that are read."""

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*(.*)", re.DOTALL)
_WORD = re.compile(r"=\?([^?\s]{0,60})\?([BbQq])\?(.{0,1000}?)\?=")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")
_PARAMETER = re.compile(
    r"""(?<![^\s=;"])([^\s=;"]{1,100})\s{0,100}=\s*("(?:[^"\\]|\\.)*"?|[^;"]*)[^;]*""", re.DOTALL
)
_YEAR_NOUGHT = re.compile(r"\b0\d{3}\s+\d{1,2}:")  # read as a year of this century otherwise
_EXTENDED = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?$")


class Field(NamedTuple):
    """A header field: its name in lower case, its value unfolded, 8-bit bytes read, words not yet decoded."""

    name: str
    value: str


class Block(NamedTuple):
    """A header and the body below it."""

    fields: tuple[Field, ...]
    body: bytes
    torn: bool
    """True where the empty line between header and body is missing (RFC 5322, 2.1)."""

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field, in order."""
        return tuple(field.value for field in self.fields if field.name == name)

    def first(self, name: str) -> str:
        """The first value of a field, or an empty string."""
        return next((field.value for field in self.fields if field.name == name), "")


def split(raw: bytes, *, message: bool = True) -> Block:
    """Split at the first empty line; line ends must be line feeds. A line that is no field ends the header.

    Before a message's header empty lines and an mbox line are skipped; a part may have an empty header.
    """
    start = _skip_mailbox_line(raw) if message else 0
    fields: list[Field] = []
    name, value = "", [b""]
    torn = False
    while start < len(raw):
        end = raw.find(b"\n", start)
        end = len(raw) if end < 0 else end
        line = raw[start:end].rstrip(b"\r")
        if not line or (line.isspace() and not name):
            start = end + 1
            break
        if line[:1] in b" \t" and name:
            value.append(line)
        elif match := _FIELD.match(line):
            _add(fields, name, value)
            name, value = match[1].decode("ascii").lower(), [match[2]]
        elif not line.startswith((b"From ", b">From ")):
            torn = True
            break
        start = end + 1
    _add(fields, name, value)
    return Block(tuple(fields), raw[start:], torn)


def _skip_mailbox_line(raw: bytes) -> int:
    """Skip empty lines and mbox's "From " line before the header."""
    start = 0
    while raw[start : start + 1] == b"\n":
        start += 1
    if raw.startswith((b"From ", b">From "), start):
        end = raw.find(b"\n", start)
        return len(raw) if end < 0 else end + 1
    return start


def _add(fields: list[Field], name: str, value: list[bytes]) -> None:
    if name and len(fields) < MOST:
        text, _ = decode(b" ".join(part.strip() for part in value)[:LONGEST])
        fields.append(Field(name, text.strip()))


def words(value: str) -> str:
    """A field's text with its encoded words decoded (RFC 2047), on one line; broken words stay as written."""
    if "=?" not in value:
        return one_line(value)
    return one_line("".join(_decoded(value[:LONGEST])))


def _decoded(value: str) -> Iterator[str]:
    """Pieces of text; adjacent words of one charset are joined before decoding: characters are often torn."""
    position, pending, charset = 0, b"", ""
    for match in _WORD.finditer(value):
        gap = value[position : match.start()]
        own, kind, text = match[1].partition("*")[0].lower(), match[2], match[3]
        if pending and (gap.strip() or own != charset):
            yield decode(pending, charset)[0]
            pending = b""
        if gap.strip() or position == 0:
            yield gap
        pending += _b(text) if kind in "Bb" else _q(text)
        charset, position = own, match.end()
    yield decode(pending, charset)[0]
    yield value[position:]


def _b(text: str) -> bytes:
    clean = re.sub(r"[^A-Za-z0-9+/]", "", text)
    clean = clean[:-1] if len(clean) % 4 == 1 else clean
    return binascii.a2b_base64(clean + "=" * (-len(clean) % 4))


def _q(text: str) -> bytes:
    return binascii.a2b_qp(text.encode("utf-8", "replace").replace(b"\n", b""), header=True)


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """A structured value in lower case, and its parameters (RFC 2045, 5.1; RFC 2231), names in lower case."""
    head, _, rest = value[:LONGEST].partition(";")
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for match in _PARAMETER.finditer(rest):
        text = match[2].strip()
        if text.startswith('"'):
            text = re.sub(r"\\(.)", r"\1", text[1:].removesuffix('"'))
        extended = _EXTENDED.match(match[1].lower())
        if extended is None or (extended[2] is None and extended[3] is None):
            plain.setdefault(match[1].lower(), text)
        else:
            pieces.setdefault(extended[1], []).append((int(extended[2] or 0), bool(extended[3]), text))
    for name, found in pieces.items():
        plain[name] = _continued(sorted(found, key=lambda piece: piece[0]))
    return head.strip().lower(), plain


def _continued(pieces: list[tuple[int, bool, str]]) -> str:
    charset, data = "utf-8", b""
    for number, (_, encoded, text) in enumerate(pieces):
        part = text
        if encoded and number == 0 and text.count("'") >= 2:
            charset, _, part = text.split("'", 2)
        data += unquote_to_bytes(part) if encoded else part.encode("utf-8", "replace")
    return decode(data, charset)[0]


def message_ids(value: str) -> tuple[str, ...]:
    """The well-formed msg-ids of a field in order, each once (RFC 5322, 3.6.4); others could not be quoted."""
    return tuple(dict.fromkeys(found for found in _MESSAGE_ID.findall(value) if "@" in found[1:-1]))


def date(value: str) -> datetime | None:
    """A date-time with its offset (RFC 5322, 3.3); without a known zone it is UTC; None where unreadable."""
    value = value[:200]
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        try:
            found = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if not 1970 <= found.year <= 9000 or _YEAR_NOUGHT.search(value):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
