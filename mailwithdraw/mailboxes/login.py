"""From a host's name to a session that is logged in: connect, secure, refuse what looks wrong, log in."""

import contextlib
import ipaddress
import ssl
from dataclasses import dataclass
from typing import Literal

from mailwithdraw import __version__
from mailwithdraw.errors import ProtocolFault, UsageError
from mailwithdraw.mailboxes.faults import Place, logging_in, reaching
from mailwithdraw.mailboxes.wire import Client, Timeouts, Wire

Security = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class Server:
    """Where and how to connect, and as whom."""

    host: str
    port: int
    security: Security
    username: str
    timeouts: Timeouts

    @property
    def place(self) -> Place:
        """How an error names this server."""
        return Place(self.host, self.port, self.username)


def log_in(server: Server, password: str) -> Client:
    """Open a session.

    Raises:
        UsageError: an unencrypted connection to another machine was asked for.
        ServerUnavailable: it cannot be reached, or not securely.
        LoginRefused: user or password is wrong.
        TryLater: not now.
        ProtocolFault: it behaves as no server should before login.

    """
    client = _connect(server)
    try:
        _authenticate(client.wire, server, password)
        _introduce(client)
    except BaseException:
        hang_up(client)
        raise
    return client


def hang_up(client: Client) -> None:
    """Close the connection without another word; never raises."""
    with contextlib.suppress(OSError):
        client.wire.shutdown()


def _connect(server: Server) -> Client:
    if server.security == "none" and not is_loopback(server.host):
        raise UsageError(
            f"{server.place}: an unencrypted connection is only made to this computer itself. "
            'Use security = "tls" (port 993) or "starttls" (port 143).'
        )
    context = ssl.create_default_context()
    with reaching(server.place, server.timeouts.connect):
        direct = context if server.security == "tls" else None
        client = Client(server.host, server.port, server.timeouts, direct)
    if client.wire.state != "NONAUTH":
        hang_up(client)
        raise ProtocolFault(
            f"{server.place}: the server greets as if somebody had logged in already (PREAUTH)."
        )
    if server.security == "starttls":
        try:
            with reaching(server.place, server.timeouts.connect):
                client.starttls(context)
        except BaseException:
            hang_up(client)
            raise
        # nothing said before encryption is to be believed
        client.wire.alerts.clear()
    return client


def _authenticate(wire: Wire, server: Server, password: str) -> None:
    """LOGIN, or AUTHENTICATE PLAIN (RFC 4616) where the words are not ASCII."""
    if "LOGINDISABLED" in wire.capabilities and "AUTH=PLAIN" not in wire.capabilities:
        raise ProtocolFault(
            f"{server.place}: the server accepts no password on this connection (LOGINDISABLED)."
        )
    with logging_in(server.place):
        if (server.username + password).isascii() and "LOGINDISABLED" not in wire.capabilities:
            wire.login(wire.quoted(server.username), password)
        else:
            plain = f"\0{server.username}\0{password}".encode()
            wire.authenticate("PLAIN", lambda _: plain)


def _introduce(client: Client) -> None:
    """Say who we are (RFC 2971): some providers insist, and all may ignore it."""
    if client.has_capability("ID"):
        client.wire._simple_command("ID", f'("name" "mailwithdraw" "version" "{__version__}")')  # noqa: SLF001 -- imaplib knows no ID


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this computer itself."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"
