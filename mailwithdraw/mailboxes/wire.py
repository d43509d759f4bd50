"""imaplib and imapclient with three things made ours: what is sent, how lines are read, and ALERT texts.

Sending goes through the allow-list (`guard`). Reading keeps its own buffer: imaplib's cannot be used again
after a timeout, hides lines that arrived together with another, and stops at lines over 1 MB.
"""

import imaplib
import re
import select
import socket
import ssl
import time
from dataclasses import dataclass

from imapclient import IMAPClient, SocketTimeout

from mailwithdraw.mailboxes.guard import Guard

CHUNK = 65536
LONGEST_LINE = 10_000_000
"""Octets: a SEARCH answer of 50,000 UIDs has 550,000."""
LARGEST_LITERAL = 100_000_000
"""Octets: no answer to a command of ours is near it."""
MOST_ALERTS = 20
ALERT = re.compile(rb"\[ALERT\][ ]?(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for a connection, and for each answer."""

    connect: float = 15.0
    read: float = 60.0


USUAL = Timeouts()


class Wire(imaplib.IMAP4):
    """One connection, in TLS from the first byte if there is a `context`."""

    def __init__(self, host: str, port: int, timeouts: Timeouts, context: ssl.SSLContext | None) -> None:
        self.guard = Guard()
        self.alerts: list[str] = []
        self._timeouts = timeouts
        self._context = context
        self._received = bytearray()
        self._source: socket.socket | None = None
        super().__init__(host, port, timeouts.connect)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        connection = socket.create_connection((self.host, self.port), timeout)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        # imaplib sends a literal's last line end by itself: it would wait 40 ms for the literal's receipt
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._context is None:
            return connection
        try:
            return self._context.wrap_socket(connection, server_hostname=self.host)
        except OSError:
            connection.close()
            raise

    # -- sending

    def _command(self, name: str, *args: object) -> bytes:
        self.guard.begin()
        tag: bytes = super()._command(name, *args)  # type: ignore[misc] # private, and where every command begins
        return tag

    def send(self, data: bytes) -> None:  # type: ignore[override] # imaplib itself sends nothing but bytes
        """Send what the allow-list admits."""
        if admitted := self.guard.admit(data):
            self.sock.sendall(admitted)

    @staticmethod
    def quoted(word: str) -> str:
        """A quoted string (RFC 9051, 4.3): imaplib sends a user name as it is."""
        escaped = word.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'

    def _log(self, line: str) -> None:
        """Keep no record: imaplib's would hold the password."""

    def _mesg(self, line: str, secs: float | None = None) -> None:
        """Keep no record."""

    # -- reading

    def readline(self) -> bytes:
        """One line with its CRLF; empty at the end of the connection.

        Raises:
            IMAP4.abort: the line has no end.

        """
        searched = 0
        while (end := self._buffer().find(b"\n", searched)) < 0:
            searched = len(self._received)
            if searched > LONGEST_LINE:
                raise self.abort(f"a line of more than {LONGEST_LINE} octets")
            if not self._receive():
                return self._take(len(self._received))
        return self._take(end + 1)

    def read(self, size: int) -> bytes:
        """A literal of that many octets; fewer at the end of the connection.

        Raises:
            IMAP4.abort: it is larger than any we ask for.

        """
        if size > LARGEST_LITERAL:
            raise self.abort(f"a literal of {size} octets")
        while len(self._buffer()) < size:
            if not self._receive():
                raise self.abort("the connection ended within a literal")
        return self._take(size)

    def ready(self, seconds: float) -> bool:
        """Whether a line, or the end of the connection, can be read within this time."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._buffer():
            pending = isinstance(self.sock, ssl.SSLSocket) and self.sock.pending()
            left = deadline - time.monotonic()
            if not pending and (left <= 0 or not select.select([self.sock], [], [], left)[0]):
                return False
            if not self._receive():
                return True
        return True

    def _buffer(self) -> bytearray:
        """What was received and not yet read; what came before STARTTLS is forgotten (RFC 9051, 6.2.1)."""
        if self._source is not self.sock:
            self._source = self.sock
            self._received.clear()
        return self._received

    def _receive(self) -> bool:
        chunk = self.sock.recv(CHUNK)
        self._received += chunk
        return bool(chunk)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._received[:size])
        del self._received[:size]
        return taken

    def _get_response(self) -> bytes | None:
        line: bytes | None = super()._get_response()  # type: ignore[misc] # private, and where every line passes
        if line and len(self.alerts) < MOST_ALERTS and (alert := ALERT.search(line[:2000])):
            self.alerts.append(alert[1].decode("utf-8", "replace"))
        return line


class Client(IMAPClient):  # type: ignore[misc] # imapclient has no types
    """imapclient on a `Wire`; it keeps INTERNALDATE as the server states it, with its zone."""

    _imap: Wire

    def __init__(self, host: str, port: int, timeouts: Timeouts, context: ssl.SSLContext | None) -> None:
        self._timeouts = timeouts
        timeout = SocketTimeout(timeouts.connect, timeouts.read)
        super().__init__(host, port, ssl=context is not None, ssl_context=context, timeout=timeout)
        self.normalise_times = False
        # imapclient turns on imaplib's tracing, which formats every byte received
        self._imap.debug = 0

    def _create_IMAP4(self) -> Wire:  # noqa: N802 -- imapclient's name
        return Wire(self.host, self.port, self._timeouts, self.ssl_context if self.ssl else None)

    @property
    def wire(self) -> Wire:
        """The connection itself."""
        return self._imap
