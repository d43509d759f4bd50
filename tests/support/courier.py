"""A real Courier imapd behind a small front: no SPECIAL-USE, `INBOX.` names, `.` between them, SEARCH that lags.

Courier's own login programs have socket paths of /run compiled in, so a front in this process speaks the
greeting and LOGIN and then hands the connection to the real imapd, as couriertcpd would.
"""

import contextlib
import itertools
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from support import processes
from support.accounts import Account

CAPABILITY = "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE"


def find() -> Path:
    """The root Courier was unpacked into.

    Raises:
        Missing: it was not.

    """
    root = processes.unpacked("courier")
    if root is None:
        raise processes.Missing("courier is not unpacked (scripts/servers gets it)")
    return root


@dataclass
class Courier:
    """A listening front and the imapd programs it has started."""

    root: Path
    keywords: bool
    home: Path
    listener: socket.socket
    name: str = "courier"
    sessions: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _accounts: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def port(self) -> int:
        """The port of the loopback interface it listens on."""
        port: int = self.listener.getsockname()[1]
        return port

    def new_account(self) -> Account:
        """An empty account with the folders people have."""
        username = f"user{next(self._numbers)}"
        home = processes.own(self._make(self.home / username))
        maildirmake = self.root / "usr/bin/maildirmake.courier"
        for words in ([], ["-f", "Drafts"], ["-f", "Sent"], ["-f", "Trash"]):
            self._run([maildirmake, *words, home / "Maildir"], home).wait()
        self._accounts.add(username)
        return Account(self.name, self.port, username, "pw")

    def stop(self) -> None:
        """End the front, every imapd and the file monitor they share."""
        # shutdown, for close alone would leave the thread waiting in accept
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for process in self.sessions:
            process.kill()
            process.wait()
        for environment in Path("/proc").glob("[0-9]*/environ"):
            with contextlib.suppress(OSError):
                if f"GAM_CLIENT_ID={self.home.name}".encode() in environment.read_bytes().split(b"\0"):
                    os.kill(int(environment.parent.name), signal.SIGTERM)
        shutil.rmtree(self.home, ignore_errors=True)

    def serve(self) -> None:
        """Accept connections until stopped."""
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    @staticmethod
    def _make(path: Path) -> Path:
        path.mkdir()
        return path

    def _environment(self, home: Path) -> dict[str, str]:
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
            "LD_LIBRARY_PATH": processes.library_path(self.root),
            "GAMIN_DEBUG_SERVER": str(self.root / "usr/libexec/gam_server"),
            "GAM_CLIENT_ID": self.home.name,
            "IMAP_CAPABILITY": CAPABILITY,
            "IMAP_CAPABILITY_ORIG": CAPABILITY,
            "IMAP_CAPABILITY_TLS": CAPABILITY,
            "IMAP_KEYWORDS": str(int(self.keywords)),
            "IMAP_ACL": "1",
            "IMAP_IDLE_TIMEOUT": "60",
            "IMAP_ENHANCEDIDLE": "1",
            "IMAP_USELOCKS": "1",
            "IMAP_CHECK_ALL_FOLDERS": "0",
            "IMAP_OBSOLETE_CLIENT": "0",
            "IMAP_TRASHFOLDERNAME": "Trash",
            "IMAP_EMPTYTRASH": "Trash:7",
            "IMAP_MAILBOX_SANITY_CHECK": "1",
            "IMAP_MOVE_EXPUNGE_TO_TRASH": "0",
            "PROTOCOL": "IMAP",
            "TCPREMOTEIP": "127.0.0.1",
            "TCPREMOTEPORT": "1",
            "TCPLOCALPORT": str(self.port),
            "SENDMAIL": "/bin/false",
        }

    def _run(
        self, command: Sequence[str | Path], home: Path, connection: socket.socket | None = None, **names: str
    ) -> subprocess.Popen[bytes]:
        channel = connection.fileno() if connection else subprocess.DEVNULL
        with (self.home / "errors.log").open("ab") as errors:
            return subprocess.Popen(
                [str(word) for word in command],
                cwd=home,
                env=self._environment(home) | names,
                stdin=channel,
                stdout=channel,
                stderr=errors,
                start_new_session=True,
                **processes.unprivileged(),
            )

    def _converse(self, connection: socket.socket) -> None:
        """Speak IMAP until somebody has logged in or gone."""
        with connection, contextlib.suppress(OSError):
            connection.sendall(f"* OK [CAPABILITY {CAPABILITY}] Courier-IMAP ready.\r\n".encode())
            while line := _line(connection):
                tag, command, rest = [*line.split(" ", 2), "", ""][:3]
                match command.upper():
                    case "CAPABILITY":
                        answer = f"* CAPABILITY {CAPABILITY}\r\n{tag} OK CAPABILITY completed"
                    case "NOOP":
                        answer = f"{tag} OK NOOP completed"
                    case "LOGOUT":
                        connection.sendall(f"* BYE bye\r\n{tag} OK LOGOUT completed\r\n".encode())
                        return
                    case "LOGIN" if user := self._user(rest):
                        self._hand_over(connection, tag, user)
                        return
                    case "LOGIN":
                        answer = f"{tag} NO Login failed."
                    case _:
                        answer = f"{tag} NO Error in IMAP command received by server."
                connection.sendall(f"{answer}\r\n".encode())

    def _user(self, rest: str) -> str | None:
        words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', rest)]
        return words[0] if len(words) == 2 and words[0] in self._accounts and words[1] == "pw" else None

    def _hand_over(self, connection: socket.socket, tag: str, user: str) -> None:
        imapd = self.root / "usr/bin/imapd"
        names = {"IMAPLOGINTAG": tag, "AUTHENTICATED": user, "AUTHADDR": user}
        session = self._run([imapd, "Maildir"], self.home / user, connection, **names)
        with self._lock:
            self.sessions = [process for process in self.sessions if process.poll() is None]
            self.sessions.append(session)


def _line(connection: socket.socket) -> str:
    """One line, read byte by byte: whatever follows belongs to imapd."""
    line = b""
    while not line.endswith(b"\n"):
        byte = connection.recv(1)
        if not byte:
            return ""
        line += byte
    return line.rstrip(b"\r\n").decode("latin-1")


def start(*, keywords: bool = True) -> Courier:
    """Start one, which stores keywords or refuses them (IMAP_KEYWORDS=0, as at many hosts).

    Raises:
        Missing: this machine does not have it.

    """
    root = find()
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    server = Courier(root, keywords, processes.folder("courier"), listener)
    threading.Thread(target=server.serve, daemon=True).start()
    return server
