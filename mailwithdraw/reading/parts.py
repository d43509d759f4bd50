"""A message as a tree of its parts (RFC 2045, RFC 2046), whatever its sender meant by it.

Not email.parser: that one recurses for each level and hands each line up through all of them, so a few
thousand nested multiparts stop it; and it costs ten times the time.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailwithdraw.reading import headers

DEEPEST = 40
"""Levels of nesting that are read."""
MOST = 400
"""Parts that are read."""
LARGEST_TEXT = 1_048_576
"""Bytes of a text part, as transferred, that are read."""

_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")
_BASE64_TEXT = re.compile(rb"[^A-Za-z0-9+/]")


@dataclass(frozen=True, slots=True)
class Part:
    """An entity: a leaf with its body as transferred, or a multipart or message with parts below it."""

    header: headers.Block
    kind: str
    """type/subtype in lower case."""
    parameters: dict[str, str]
    disposition: str
    file_name: str
    children: "tuple[Part, ...]" = ()

    @property
    def attached(self) -> bool:
        """Whether the sender meant it to be saved rather than shown."""
        return self.disposition == "attachment"

    def content(self) -> tuple[bytes, bool]:
        """The body without its transfer encoding, and whether that encoding was sound."""
        encoding = self.header.first("content-transfer-encoding").partition(";")[0].strip().lower()
        return transferred(self.header.body[:LARGEST_TEXT], encoding)


def parse(raw: bytes) -> tuple[Part, tuple[str, ...]]:
    """Read the tree of a message, and what was wrong with it. Line ends may be of any kind."""
    raw = raw.replace(b"\r\n", b"\n")
    if b"\n" not in raw[:2000]:
        raw = raw.replace(b"\r", b"\n")
    defects: dict[str, None] = {}
    return _Reader(defects).part(raw, "text/plain", 0, message=True), tuple(defects)


@dataclass(slots=True)
class _Reader:
    """What one reading of a tree shares: the defects found, and how many parts may still be read."""

    defects: dict[str, None]
    left: int = MOST

    def part(self, raw: bytes, usual: str, depth: int, *, message: bool) -> Part:
        self.left -= 1
        block = headers.split(raw, message=message)
        if block.torn:
            self.defects["header: line without a field name"] = None
        kind, parameters = headers.parameters(block.first("content-type"))
        if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind):
            if kind:
                self.defects["content-type: unreadable"] = None
            kind = f"{kind}/plain" if kind == "text" else usual
        disposition, about = headers.parameters(block.first("content-disposition"))
        name = headers.words(about.get("filename") or parameters.get("name") or "")
        children = self.children(block, kind, parameters, depth)
        return Part(block, kind, parameters, disposition, re.split(r"[/\\]", name)[-1][:255], children)

    def children(
        self, block: headers.Block, kind: str, parameters: dict[str, str], depth: int
    ) -> tuple[Part, ...]:
        message = not kind.startswith("multipart/")
        if not message:
            bodies = self.bodies(block.body, parameters.get("boundary", ""))
            usual = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        elif kind in {"message/rfc822", "message/global", "message/news"}:
            encoding = block.first("content-transfer-encoding").strip().lower()
            bodies, usual = [transferred(block.body, encoding)[0].replace(b"\r\n", b"\n")], "text/plain"
        else:
            return ()
        if depth >= DEEPEST:
            self.defects["parts: nested too deep"] = None
            return ()
        found = []
        for body in bodies:
            if self.left <= 0:
                self.defects["parts: too many"] = None
                break
            found.append(self.part(body, usual, depth + 1, message=message))
        return tuple(found)

    def bodies(self, body: bytes, boundary: str) -> list[bytes]:
        """The bodies between the delimiter lines (RFC 2046, 5.1.1); the whole where there is no delimiter."""
        mark = b"--" + boundary.rstrip().encode("utf-8", "replace")
        found: list[bytes] = []
        start, closed = -1, False
        for at, end, last in _delimiters(body, mark) if boundary else ():
            if start >= 0:
                found.append(body[start : max(start, at - 1)])
            start = end
            if last:
                closed = True
                break
        if start < 0:
            self.defects["multipart: no delimiter"] = None
            return [body] if body.startswith((b"Content-", b"content-")) else [b"\n" + body]
        if not closed:
            self.defects["multipart: not closed"] = None
            found.append(body[start:])
        return found


def _delimiters(body: bytes, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where each delimiter line starts and ends, and whether it is the closing one."""
    at = 0 if body.startswith(mark) else body.find(b"\n" + mark) + 1
    while at > 0 or body.startswith(mark):
        end = body.find(b"\n", at)
        end = len(body) if end < 0 else end
        rest = body[at + len(mark) : end].rstrip()
        if rest in {b"", b"--"}:
            yield at, end + 1, rest == b"--"
        at = body.find(b"\n" + mark, end) + 1
        if at == 0:
            return


def transferred(data: bytes, encoding: str) -> tuple[bytes, bool]:
    """Undo a content-transfer-encoding (RFC 2045, 6); whatever cannot be undone is left as it is."""
    if encoding in {"quoted-printable", "quotedprintable", "q"}:
        return quopri.decodestring(data), True
    if encoding in {"base64", "b"}:
        return base64(data)
    if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        return uuencoded(data)
    return data, encoding in {"", "7bit", "8bit", "binary", "none", "7-bit", "8-bit"}


def base64(data: bytes) -> tuple[bytes, bool]:
    """Decode base64 up to its padding; text that only claims to be base64 is left as it is."""
    foreign = len(_NO_BASE64.findall(data[:4096]))
    blanks = data[:4096].strip().count(b" ")
    if (foreign + blanks) * 20 > len(data[:4096]):
        return data, False
    head, padding, tail = data.partition(b"=")
    clean = _BASE64_TEXT.sub(b"", head)
    sound = len(clean) % 4 != 1 and not foreign and not (padding and _BASE64_TEXT.sub(b"", tail))
    clean = clean[:-1] if len(clean) % 4 == 1 else clean
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4)), sound


def uuencoded(data: bytes) -> tuple[bytes, bool]:
    """Decode the lines between "begin" and "end"; broken lines are left out."""
    _, begin, rest = data.partition(b"begin ")
    if not begin:
        return data, False
    decoded, sound = [], False
    for line in rest.split(b"\n")[1:]:
        if line.strip() in {b"end", b"`"}:
            sound = True
            break
        try:
            decoded.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(decoded), sound
