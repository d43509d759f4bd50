r"""The allow-list of IMAP commands: every byte sent to a server passes here, and only reading and drafting does.

A command is checked as one whole line, with the mailbox that is selected at that moment. Allowed are reading
(messages with PEEK only), APPEND of a draft to Drafts, marks of our own, and the removal of one draft that
was announced with `discarding`. Whatever is not on the list is not sent.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

QUOTED = rb'"(?:[^"\\]|\\["\\])*"'
ASTRING = rb"(?:" + QUOTED + rb'|[^ (){%*"\\\x00-\x1f\x7f-\xff]+)'
NUMBERS = rb"[0-9:,*]+"
OWN_KEYWORDS = rb"\$Mw[A-Za-z0-9-]{1,28}(?: \$Mw[A-Za-z0-9-]{1,28})*"
MARKS = rb"(?:\\Flagged|\$Mw[A-Za-z0-9-]{1,28})(?: (?:\\Flagged|\$Mw[A-Za-z0-9-]{1,28}))*"
ITEM = rb"(?:UID|FLAGS|INTERNALDATE|RFC822\.SIZE|BODY\.PEEK\[(?:HEADER)?\](?:<\d+\.\d+>)?)"

ALWAYS = re.compile(
    rb"|".join(
        (
            rb"CAPABILITY|NAMESPACE|NOOP|IDLE|STARTTLS|UNSELECT|LOGOUT",
            rb"LOGIN " + ASTRING + rb" " + ASTRING,
            rb"AUTHENTICATE [A-Z0-9-]+",
            rb"ID (?:NIL|\(" + QUOTED + rb"(?: " + QUOTED + rb")*\))",
            rb"X?LIST " + QUOTED + rb" " + QUOTED,
            rb"(?:SELECT|EXAMINE) " + QUOTED,
            rb"STATUS " + QUOTED + rb" \([A-Z ]+\)",
            rb"UID SEARCH [A-Za-z0-9:,* -]+",
            rb"UID FETCH " + NUMBERS + rb" \(" + ITEM + rb"(?: " + ITEM + rb")*\)",
            rb"UID STORE \d+ \+FLAGS(?:\.SILENT)? \(" + MARKS + rb"\)",
            rb"UID STORE \d+ -FLAGS(?:\.SILENT)? \(" + OWN_KEYWORDS + rb"\)",
        )
    )
)
APPEND = re.compile(rb"APPEND (" + QUOTED + rb") \(\\Draft \\Seen\) \{(\d+)\}")
DISCARD = re.compile(rb"UID STORE (\d+) \+FLAGS(?:\.SILENT)? \(\\Deleted\)|UID EXPUNGE (\d+)")
SELECT = re.compile(rb"(?:SELECT|EXAMINE) (" + QUOTED + rb")")
TAGGED = re.compile(rb"[A-Za-z0-9]{1,32} ")
BASE64 = re.compile(rb"\*|[A-Za-z0-9+/]*={0,2}")


class ForbiddenCommandError(ValueError):
    """The program tried to send what is not on the list: nothing of it was sent."""


class Guard:
    """Checks one connection's outgoing bytes; `admit` returns what may go out now."""

    def __init__(self) -> None:
        self.drafts: bytes | None = None
        """The Drafts mailbox as it is written on the wire (quoted, modified UTF-7); None: no APPEND at all."""
        self._selected: bytes | None = None
        self._discarding: int | None = None
        self._line = b""
        self._literal = 0
        self._after_literal = False
        self._authenticating = False
        self.idling = False
        """After IDLE only DONE may follow; whoever reads the server's refusal of IDLE sets this back."""

    def begin(self) -> None:
        """Start a new command: an earlier one may have been refused before its literal was sent."""
        self._line = b""
        self._literal = 0
        self._after_literal = self._authenticating = False

    @contextmanager
    def discarding(self, uid: int) -> Iterator[None]:
        """Within this block, the draft with this UID may be removed from Drafts."""
        self._discarding = uid
        try:
            yield
        finally:
            self._discarding = None

    def admit(self, data: bytes) -> bytes:
        """Check bytes about to be sent; an unfinished line is held back until its end is known.

        Raises:
            ForbiddenCommandError: they are not on the list.

        """
        if self._literal:
            return self._admit_literal(data)
        self._line += data
        if not self._line.endswith(b"\r\n"):
            return b""
        line, self._line = self._line, b""
        self._check(line[:-2])
        return line

    def _admit_literal(self, data: bytes) -> bytes:
        """The draft itself: exactly the announced octets, then the end of the command."""
        if len(data) != self._literal or b"\0" in data:
            raise ForbiddenCommandError("the draft is not what was announced")
        self._literal = 0
        self._after_literal = True
        return data

    def _check(self, line: bytes) -> None:
        if self._after_literal:
            self._after_literal = False
            allowed = not line
        elif self.idling:
            self.idling = False
            allowed = line == b"DONE"
        elif self._authenticating and BASE64.fullmatch(line):
            allowed = True
        else:
            self._authenticating = False
            tag = TAGGED.match(line)
            allowed = bool(tag) and self._allowed(line[tag.end() :] if tag else b"")
        if not allowed:
            raise ForbiddenCommandError(f"not sent, for it is not on the list: {_named(line)}")

    def _allowed(self, command: bytes) -> bool:
        if any(octet in command for octet in b"\r\n\0"):
            return False
        if append := APPEND.fullmatch(command):
            if self.drafts is None or append[1] != self.drafts:
                return False
            self._literal = int(append[2])
            return True
        if discard := DISCARD.fullmatch(command):
            uid = int(discard[1] or discard[2])
            return self.drafts is not None and self._selected == self.drafts and self._discarding == uid
        if not ALWAYS.fullmatch(command):
            return False
        if select := SELECT.fullmatch(command):
            self._selected = select[1]
        if command == b"UNSELECT":
            self._selected = None
        self._authenticating = command.startswith(b"AUTHENTICATE ")
        self.idling = command == b"IDLE"
        return True


def _named(line: bytes) -> str:
    """The command's name only: its arguments may be somebody's mail."""
    words = line[:60].decode("ascii", "replace").split()[1:3]
    name = " ".join(words if words[:1] == ["UID"] else words[:1])
    return name if name.replace(" ", "").isalnum() else "something that is no command"
