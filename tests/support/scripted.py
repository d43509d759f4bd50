"""A small IMAP server that behaves well except where a test scripts another answer: for what no real server here does.

    with ScriptedServer(messages={7: b"..."}, script={rb"UID FETCH": [b"* BYE too busy", HANG_UP]}) as server:
        ... log in with any name and password at server.port ...

A script's key is a pattern for the command (without its tag); its value the lines to answer, in which {tag}
stands for the tag, or a function from the command to such lines. After a line that begins with "+ " one line of
the client's is awaited. A list ends with HANG_UP to close the connection, and SILENCE to say nothing more.
"""

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

HANG_UP = b"<hang up>"
SILENCE = b"<silence>"

Lines = Sequence[bytes]
Script = Mapping[bytes, Lines | Callable[[bytes], Lines]]

ORDINARY = rb'() "/" INBOX', rb'(\Drafts) "/" Drafts', rb'(\Sent) "/" Sent', rb'(\Trash) "/" Trash'


class ScriptedServer:
    """One mailbox's messages by UID, under every mailbox name; it changes nothing."""

    def __init__(
        self,
        *,
        messages: Mapping[int, bytes] | None = None,
        script: Script | None = None,
        capabilities: bytes = b"IMAP4rev1 UIDPLUS IDLE NAMESPACE SPECIAL-USE",
        greeting: bytes = b"* OK ready",
        mailboxes: Sequence[bytes] = ORDINARY,
        permanent: bytes = rb"\Answered \Flagged \Deleted \Seen \Draft \*",
        uidnext: int | None = None,
        context: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        self.messages = dict(messages or {})
        self.commands: list[bytes] = []
        """Every command received, without its tag."""
        self.connections = 0
        self.capabilities = capabilities
        self.greeting = greeting
        self.mailboxes = mailboxes
        self.permanent = permanent
        self.uidnext = uidnext or max(self.messages, default=0) + 1
        self._script: list[tuple[re.Pattern[bytes], Lines | Callable[[bytes], Lines]]] = []
        self.rewrite(script or {})
        self._context, self._starttls = context, starttls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def rewrite(self, script: Script) -> None:
        """Answer by another script from now on."""
        self._script = [(re.compile(pattern, re.DOTALL), answer) for pattern, answer in script.items()]

    def named(self, command: bytes) -> list[bytes]:
        """The received commands that begin so."""
        return [each for each in self.commands if each.startswith(command)]

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError):
            if self._context is not None:
                connection = self._secured(connection, self._context)
            connection.sendall(self.greeting + b"\r\n")
            lines = connection.makefile("rb")
            while line := lines.readline():
                tag, _, command = line.rstrip(b"\r\n").partition(b" ")
                literal = re.search(rb"\{(\d+)\}$", command)
                if literal and self._scripted(command) is None:
                    connection.sendall(b"+ go ahead\r\n")
                    command += b"\r\n" + lines.read(int(literal[1]))
                    lines.readline()
                self.commands.append(command)
                for answer in self._answer(command):
                    if answer == HANG_UP:
                        connection.shutdown(socket.SHUT_RDWR)
                        return
                    if answer == SILENCE:
                        continue
                    connection.sendall(answer.replace(b"{tag}", tag) + b"\r\n")
                    if re.search(rb"^\+ ", answer, re.MULTILINE):
                        self.commands.append(lines.readline().rstrip(b"\r\n"))
                if command == b"STARTTLS" and self._starttls is not None:
                    connection = self._secured(connection, self._starttls)
                    lines = connection.makefile("rb")

    def _secured(self, connection: socket.socket, context: ssl.SSLContext) -> socket.socket:
        secured = context.wrap_socket(connection, server_side=True)
        self._open.append(secured)
        return secured

    def _scripted(self, command: bytes) -> Lines | None:
        for pattern, answer in self._script:
            if pattern.match(command):
                return answer(command) if callable(answer) else answer
        return None

    def _answer(self, command: bytes) -> Lines:
        scripted = self._scripted(command)
        return self._ordinary(command) if scripted is None else scripted

    def _ordinary(self, command: bytes) -> Lines:
        name = command.split(b" ")[0]
        done = b"{tag} OK " + name + b" done"
        answers: dict[bytes, Callable[[], Lines]] = {
            b"CAPABILITY": lambda: [b"* CAPABILITY " + self.capabilities, done],
            b"NAMESPACE": lambda: [b'* NAMESPACE (("" "/")) NIL NIL', done],
            b"LIST": lambda: [*(b"* LIST " + mailbox for mailbox in self.mailboxes), done],
            b"XLIST": lambda: [*(b"* XLIST " + mailbox for mailbox in self.mailboxes), done],
            b"SELECT": lambda: [*self._selected(), b"{tag} OK [READ-WRITE] done"],
            b"EXAMINE": lambda: [*self._selected(), b"{tag} OK [READ-ONLY] done"],
            b"LOGOUT": lambda: [b"* BYE", done, HANG_UP],
            b"IDLE": lambda: [b"+ idling", done],
            b"APPEND": lambda: [b"{tag} OK [APPENDUID 1 %d] done" % self.uidnext],
            b"UID": lambda: [*self._uid(command), done],
        }
        return answers.get(name, lambda: [done])()

    def _uid(self, command: bytes) -> Lines:
        if command.startswith(b"UID SEARCH"):
            return [b"* SEARCH " + b" ".join(b"%d" % uid for uid in self._between(command))]
        if command.startswith(b"UID FETCH"):
            return [self.fetched(uid, command) for uid in self._between(command)]
        return []

    def _selected(self) -> list[bytes]:
        return [
            rb"* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)",
            b"* OK [PERMANENTFLAGS (" + self.permanent + b")] ok",
            b"* %d EXISTS" % len(self.messages),
            b"* 0 RECENT",
            b"* OK [UIDVALIDITY 1] ok",
            b"* OK [UIDNEXT %d] ok" % self.uidnext,
        ]

    def _between(self, command: bytes) -> list[int]:
        """The UIDs a command names, in the sequence-set that is its first or second argument."""
        named = re.search(rb"(?:FETCH|UID) ([0-9:,*]+)", command)
        if named is None:
            return sorted(self.messages)
        wanted: set[int] = set()
        for part in named[1].split(b","):
            low, _, high = part.partition(b":")
            last = max(self.messages, default=0)
            ends = sorted(last if end == b"*" else int(end) for end in (low, high or low))
            wanted.update(uid for uid in self.messages if ends[0] <= uid <= ends[1])
        return sorted(wanted)

    def fetched(self, uid: int, command: bytes) -> bytes:
        """A good FETCH answer for one message."""
        raw = self.messages[uid]
        number = b"* %d FETCH (UID %d" % (uid, uid)
        items = []
        if b"FLAGS" in command:
            items.append(b"FLAGS ()")
        if b"INTERNALDATE" in command:
            items.append(b'INTERNALDATE "03-Nov-2026 09:30:00 +0000"')
        if b"RFC822.SIZE" in command:
            items.append(b"RFC822.SIZE %d" % len(raw))
        if b"HEADER" in command:
            raw = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            items.append(b"BODY[HEADER]<0> {%d}\r\n%s" % (len(raw), raw))
        elif b"BODY.PEEK[]" in command:
            items.append(b"BODY[]<0> {%d}\r\n%s" % (len(raw), raw))
        return b" ".join([number, *items]) + b")"
