"""A session that comes back: logged in when first needed, thrown away after a doubtful answer, made anew.

After anything but a clean NO or BAD it is unknown what the server did with the command, and what it will say
next on the same connection. So that connection is closed, and the next command uses a new one.
"""

import contextlib
import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from mailwithdraw.errors import CannotWrite, ProtocolFault, TryLater
from mailwithdraw.mailboxes import Opened, answers, faults
from mailwithdraw.mailboxes.faults import Dropped, Refused
from mailwithdraw.mailboxes.login import Server, hang_up, log_in
from mailwithdraw.mailboxes.special import Listed
from mailwithdraw.mailboxes.wire import Client
from mailwithdraw.model import Ref

GOODBYE = 5.0
"""Seconds to wait for the answer to LOGOUT."""


class Session:
    """The connection to one account and the mailbox selected on it."""

    def __init__(self, server: Server, password: str) -> None:
        self.place = server.place
        self.drafts: str | None = None
        """The mailbox that takes drafts: the guard lets an APPEND go nowhere else."""
        self.permanent: frozenset[str] = frozenset()
        """What the selected mailbox can store: PERMANENTFLAGS in lower case."""
        self._server = server
        self._password = password
        self._client: Client | None = None
        self._selected: Opened | None = None
        self._alerts: list[str] = []

    @property
    def alerts(self) -> tuple[str, ...]:
        """What the server wants the user to be shown (RFC 9051, 7.1: ALERT), made safe to print."""
        heard = self._client.wire.alerts if self._client else []
        return tuple(dict.fromkeys(faults.said(text) for text in (*self._alerts, *heard)))

    @property
    def alive(self) -> bool:
        """Whether there is a connection."""
        return self._client is not None

    def client(self) -> Client:
        """The connection, logged in.

        Raises:
            ServerUnavailable, LoginRefused, TryLater, UsageError, ProtocolFault: as `log_in`.

        """
        if self._client is None:
            self._client = log_in(self._server, self._password)
        if self.drafts is not None:
            self._client.wire.guard.drafts = quoted(self._client, self.drafts)
        return self._client

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Around every command: foreign exceptions become ours, a doubtful connection is thrown away."""
        try:
            with faults.speaking(self.place):
                yield
        except (Refused, CannotWrite):
            raise
        except BaseException as error:
            if isinstance(error, Dropped) or not isinstance(error, TryLater):
                self.drop()
            raise

    def drop(self) -> None:
        """Close the connection without a word."""
        client, self._client, self._selected = self._client, None, None
        if client is not None:
            self._alerts += client.wire.alerts
            hang_up(client)

    def log_out(self) -> None:
        """Say goodbye and close; never raises."""
        if self._client is not None:
            with contextlib.suppress(Exception):
                self._client.wire.sock.settimeout(GOODBYE)
                self._client.logout()
        self.drop()

    def has(self, capability: str) -> bool:
        """Whether the server has a capability (RFC 9051, 6.1.1)."""
        client = self.client()
        with self.speaking():
            return bool(client.has_capability(capability))

    def select(self, name: str, *, writable: bool) -> Opened:
        """SELECT or EXAMINE, also if it is selected already: only that shows every server's newest mail.

        Raises:
            CannotWrite: there is no such mailbox, or it is read-only and `writable` was asked for.

        """
        client = self.client()
        self._selected = None
        with self.speaking():
            try:
                answer = client.select_folder(name, readonly=not writable)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                raise faults.refused_select(self.place, name, faults.said(error)) from error
            if b"UIDVALIDITY" not in answer:
                raise ProtocolFault(
                    f"{self.place}: the server keeps no lasting UIDs; it cannot be used safely."
                )
            uidnext = answer.get(b"UIDNEXT") or self._uidnext(client, name)
        permanent = (flag.decode("ascii", "replace").lower() for flag in answer.get(b"PERMANENTFLAGS", ()))
        self.permanent = frozenset(permanent)
        self._selected = Opened(
            name=name,
            uidvalidity=answer[b"UIDVALIDITY"],
            uidnext=int(uidnext),
            exists=answer.get(b"EXISTS", 0),
            writable=writable,
            keywords=writable and r"\*" in self.permanent,
        )
        return self._selected

    def writable(self, ref: Ref) -> Opened:
        """The mailbox a message lies in, selected for writing (and again only if it is not so now).

        Raises:
            CannotWrite: it is read-only.

        """
        now = self._selected
        if now is None or now.name != ref.mailbox or not now.writable:
            now = self.select(ref.mailbox, writable=True)
        return replace(now, uidvalidity=ref.uidvalidity)

    def not_read_only(self, name: str) -> None:
        """See to it that a mailbox, if it is selected now, is so for writing."""
        if self._selected is not None and self._selected.name == name and not self._selected.writable:
            self.select(name, writable=True)

    def stores(self, flag: str) -> bool:
        r"""Whether the selected mailbox stores a flag for good: PERMANENTFLAGS names it, or \* for a keyword."""
        return flag.lower() in self.permanent or (flag.startswith("$") and r"\*" in self.permanent)

    @staticmethod
    def _uidnext(client: Client, name: str) -> int:
        """UIDNEXT of a mailbox whose SELECT did not tell (Courier); every message below it is seen afterwards."""
        uidnext: int = client.folder_status(name, ["UIDNEXT"])[b"UIDNEXT"]
        client.wire.noop()
        return uidnext

    def enter(self, opened: Opened) -> None:
        """Select a mailbox again if it is not selected now.

        Raises:
            TryLater: it has another UIDVALIDITY than when it was opened.

        """
        now = self._selected
        if now is None or now.name != opened.name or (opened.writable and not now.writable):
            now = self.select(opened.name, writable=opened.writable)
        if now.uidvalidity != opened.uidvalidity:
            raise TryLater(
                f"{self.place}: the server renumbered the mailbox {now.name!r}; the next run reads it afresh."
            )

    def refresh(self, opened: Opened) -> None:
        """NOOP: only then some servers notice what other sessions removed."""
        self.enter(opened)
        wire = self.client().wire
        with self.speaking():
            wire.noop()

    def uid(self, opened: Opened, command: str, *words: str) -> list[answers.Piece | None]:
        """Do a UID command in a mailbox, which is selected again if it is not now; the untagged answers.

        Raises:
            Refused: NO or BAD.
            TryLater: not now; or the mailbox has another UIDVALIDITY than when it was opened.

        """
        self.enter(opened)
        wire = self.client().wire
        with self.speaking():
            code, pieces = wire.uid(command, *words)
            if code != "OK":
                wire.untagged_responses.pop("FETCH", None)
                raise wire.error(pieces[0].decode("utf-8", "replace") if pieces[0] else code)
        return list(pieces)

    def fetch(self, opened: Opened, uids: str, items: str) -> dict[int, answers.Answer]:
        """UID FETCH: what the server says of each message that exists."""
        pieces = self.uid(opened, "FETCH", uids, f"(UID {items})")
        return answers.read(pieces)

    def listed(self) -> list[Listed]:
        """Every mailbox of the account; a line that cannot be read is left out."""
        command = "XLIST" if self.has("XLIST") and not self.has("SPECIAL-USE") else "LIST"
        client = self.client()
        with self.speaking():
            code, lines = client.wire._simple_command(command, '""', '"*"')  # noqa: SLF001 -- imapclient's own LIST fails as a whole on one bad line
            code, lines = client.wire._untagged_response(code, lines, command)  # noqa: SLF001 -- the same
            if code != "OK":
                raise client.wire.error(f"{command} failed: {lines[0]!r}")
        return [listed for line in lines if line for listed in _listed(client, line)]

    def prefixes(self) -> tuple[str, ...]:
        """How the names of the user's own mailboxes begin (NAMESPACE, RFC 2342), where the server tells."""
        if not self.has("NAMESPACE"):
            return ()
        client = self.client()
        with contextlib.suppress(ProtocolFault), self.speaking():
            return tuple(prefix for prefix, _ in client.namespace().personal or ())
        return ()


def quoted(client: Client, mailbox: str) -> bytes:
    """A mailbox name as it is written on the wire: modified UTF-7 (RFC 3501, 5.1.3) in quotes."""
    name: bytes = client._normalise_folder(mailbox)  # noqa: SLF001 -- must be exactly what imapclient sends
    return name


def _listed(client: Client, line: answers.Piece) -> Iterator[Listed]:
    with contextlib.suppress(Exception):
        for attributes, separator, name in client._proc_folder_list([line]):  # noqa: SLF001 -- see `listed`
            words = frozenset(attribute.decode("ascii", "replace").lower() for attribute in attributes)
            yield Listed(words, (separator or b"").decode("ascii", "replace"), name)
