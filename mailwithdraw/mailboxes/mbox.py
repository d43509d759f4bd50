"""An mbox file (RFC 4155), to read only; it is gone through once, and never held in memory as a whole.

A message's UID is its position in the file: it stays the same while the file only grows. What begins a message
is judged by the line after "From " as well, for bodies have such lines too.
"""

import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import BinaryIO

from mailwithdraw.errors import CannotWrite, UsageError
from mailwithdraw.mailboxes import Fetched, Opened, Part, Special, rules
from mailwithdraw.model import Entry, Ref

LONGEST_LINE = 65536
INBOX = "INBOX"
MONTHS = {
    name: number for number, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
DATED = re.compile(
    rb"From .{0,300}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? {1,2}(?P<month>[A-Z][a-z]{2}) {1,2}(?P<day>\d{1,2}) "
    rb"(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?: [A-Z]{2,5})?(?: (?P<sign>[+-])(?P<hours>\d\d)(?P<minutes>\d\d))? (?P<year>\d{4})"
    rb"(?: (?P<sign2>[+-])(?P<hours2>\d\d)(?P<minutes2>\d\d))?"
)
UNDATED = re.compile(rb"From \S+\s*$")
FIELD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:|>?From ")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a message lies, without its From_ line."""

    start: int
    end: int
    received: datetime | None


class MboxMailbox:
    """One file; implements Readable.

    Raises:
        UsageError: it cannot be read.

    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                beginning = file.read(1024)
                file.seek(0)
                spans = list(_spans(file))
                self._size = file.tell()
        except OSError as error:
            raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
        if not spans and self._size:
            raise UsageError(f"{path} is no mbox file: no line that begins with From starts a message.")
        self._path = path
        self._uidvalidity = zlib.crc32(beginning) or 1
        self._spans = {span.start: span for span in spans}

    def special(self) -> Special:
        """The file is an inbox."""
        return Special(INBOX)

    def open(self, name: str, *, writable: bool = False) -> Opened:
        """Look at the file as it was when this object was made."""
        if name != INBOX or writable:
            raise CannotWrite(f"{self._path} is only read, and holds one mailbox.")
        return Opened(
            name, self._uidvalidity, self._size + 1, len(self._spans), writable=False, keywords=False
        )

    def entries(self, opened: Opened, *, first: int = 1, since: date | None = None) -> Iterator[Entry]:
        """List the messages in the file's order."""
        for uid, span in self._spans.items():
            early = since is not None and span.received is not None and span.received.date() < since
            if uid >= first and not early:
                ref = Ref(opened.name, opened.uidvalidity, uid)
                yield Entry(ref, frozenset(), span.received, span.end - span.start)

    def fetch(self, opened: Opened, wanted: Collection[int], part: Part) -> Iterator[Fetched]:
        """Read messages, line ends as IMAP has them."""
        with self._path.open("rb") as file:
            for uid in sorted(set(wanted) & self._spans.keys()):
                span = self._spans[uid]
                file.seek(span.start)
                raw = rules.crlf(file.read(min(rules.LIMIT, span.end - span.start)))[: rules.LIMIT]
                ref = Ref(opened.name, opened.uidvalidity, uid)
                yield Fetched(ref, raw if part is Part.MESSAGE else rules.header(raw))

    def close(self) -> None:
        """Nothing to let go of."""


def _spans(file: BinaryIO) -> Iterator[Span]:
    """Find the messages; the empty line before the next From_ line belongs to neither."""
    start, received = 0, None
    begun = empty = False
    before = b""
    position = 0
    at_start = True
    line = file.readline(LONGEST_LINE)
    while line:
        following = file.readline(LONGEST_LINE)
        if (
            at_start
            and line.startswith(b"From ")
            and _begins(line, following, after_empty=not begun or empty)
        ):
            if begun:
                yield Span(start, position - (len(before) if empty else 0), received)
            start, received, begun = position + len(line), _received(line), True
        position += len(line)
        empty = at_start and not line.strip(b"\r\n")
        before, at_start, line = line, line.endswith(b"\n"), following
    if begun:
        yield Span(start, position - (len(before) if empty else 0), received)


def _begins(line: bytes, following: bytes, *, after_empty: bool) -> bool:
    """Whether a line that starts with From begins a message."""
    if not FIELD.match(following):
        return False
    return bool(DATED.match(line)) or (after_empty and bool(UNDATED.match(line)))


def _received(line: bytes) -> datetime | None:
    """The time in a From_ line, UTC unless it says otherwise (RFC 4155, appendix A)."""
    match = DATED.match(line)
    if match is None:
        return None
    sign = match["sign"] or match["sign2"]
    offset = timedelta(
        hours=int(match["hours"] or match["hours2"] or 0),
        minutes=int(match["minutes"] or match["minutes2"] or 0),
    )
    try:
        zone = timezone(-offset if sign == b"-" else offset) if sign else UTC
        hour, minute, second = map(int, (match["time"] + b":00").split(b":")[:3])
        year, month, day = int(match["year"]), MONTHS[match["month"]], int(match["day"])
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except (ValueError, KeyError):
        return None
