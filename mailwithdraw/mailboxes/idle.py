"""One IDLE command (RFC 2177), from its start to DONE.

imapclient's own hides a dead server and does not see an EXISTS that came in one packet with the server's go-ahead.
"""

import time

from mailwithdraw.mailboxes.wire import Wire

LONGEST = 540.0
"""Seconds: servers and NATs forget a silent connection sooner than the 29 minutes of the RFC."""


class IdleRefusedError(Exception):
    """The server answered NO or BAD to IDLE."""


class Idle:
    """An IDLE in progress; while it lasts no other command may be sent."""

    def __init__(self, wire: Wire, exists: int) -> None:
        self._wire = wire
        self._exists = exists
        self._ended = False
        self._news = False
        self._started = time.monotonic()
        wire.untagged_responses.pop("EXISTS", None)
        wire.untagged_responses.pop("EXPUNGE", None)
        self._tag = wire._command("IDLE")  # noqa: SLF001 -- imaplib has no public way to start a command and read on
        while wire._get_response() is not None:  # noqa: SLF001 -- None is the server's go-ahead
            if self._over():
                raise IdleRefusedError
        self._note()

    @property
    def stale(self) -> bool:
        """Whether it has lasted so long that it should be begun anew."""
        return self._ended or time.monotonic() - self._started > LONGEST

    def news(self, seconds: float) -> bool:
        """Wait until the mailbox has a new message, at most this long; True again until `done`.

        Raises:
            IMAP4.abort, OSError: the connection is gone.

        """
        deadline = time.monotonic() + seconds
        while not self._news and self._wire.ready(max(0.0, deadline - time.monotonic())):
            self._wire._get_response()  # noqa: SLF001 -- as above
            self._wire._check_bye()  # noqa: SLF001 -- as above
            self._note()
            if self._over():
                return True
        return self._news

    def done(self) -> None:
        """End it; what arrives meanwhile is seen by the next look.

        Raises:
            IMAP4.abort, OSError: the connection is gone.

        """
        if not self._ended:
            self._wire.send(b"DONE\r\n")
            self._wire._command_complete("IDLE", self._tag)  # noqa: SLF001 -- as above

    def _note(self) -> None:
        """Compare the counts of messages: some servers repeat the old one."""
        self._exists -= len(self._wire.untagged_responses.pop("EXPUNGE", ()))
        for count in self._wire.untagged_responses.pop("EXISTS", ()):
            if isinstance(count, bytes):
                self._news = self._news or int(count) > self._exists
                self._exists = int(count)

    def _over(self) -> bool:
        """Whether the server itself ended it."""
        if self._wire.tagged_commands.get(self._tag):
            del self._wire.tagged_commands[self._tag]
            self._wire.guard.idling = False
            self._ended = True
        return self._ended
