"""The one door through which imaplib's, imapclient's and the network's exceptions become ours.

What a refusal means is read from its response code (RFC 5530) or, where servers give none, from its words.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mailwithdraw.errors import (
    CannotWrite,
    LoginRefused,
    MailwithdrawError,
    ProtocolFault,
    ServerUnavailable,
    TryLater,
)
from mailwithdraw.mailboxes.guard import ForbiddenCommandError

PASSING = re.compile(
    r"\[(?:UNAVAILABLE|INUSE|SERVERBUG|THROTTLED)\b|too many|try again|temporar|not connected|bandwidth"
    r"|throttl|rate limit|time-?out|timed out|internal (?:server )?error|busy",
    re.IGNORECASE,
)
"""A refusal that passes by itself. (Exchange says "authenticated but not connected" to bursts.)"""
PASSING_BUT_APPEND = re.compile(PASSING.pattern + r"|\[(?:LIMIT|OVERQUOTA)\b|simultaneous", re.IGNORECASE)
"""The same for every command but APPEND, where quota and limit speak of the mailbox and not of the traffic."""
FULL = re.compile(r"\[OVERQUOTA\b|quota|mailbox is full|over limit", re.IGNORECASE)
TOO_BIG = re.compile(r"\[(?:TOOBIG|LIMIT)\b|too (?:big|large)", re.IGNORECASE)
ABSENT = re.compile(r"\[(?:TRYCREATE|NONEXISTENT)\b", re.IGNORECASE)
NO_PASSWORDS = re.compile(
    r"basic authentication is (?:disabled|blocked)|application-specific|app password", re.IGNORECASE
)
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


class Dropped(TryLater):
    """The connection is gone, or may not be used any more."""


class Refused(ProtocolFault):
    """A clean NO or BAD: the command was not done, the connection is as good as before."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which server an error's sentence speaks of."""

    host: str
    port: int
    account: str

    def __str__(self) -> str:
        return f"{self.account} at {self.host}"


def said(error: object) -> str:
    """The server's words made safe to print: one line, no control characters, at most 200 characters."""
    words = error.args[0] if isinstance(error, Exception) and error.args else error
    text = (words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)).strip()
    text = re.sub(r"^[A-Za-z ]{1,30} (?:failed|command error): ", "", text)
    text = re.sub(r"""\[b(['"])(.*)\1\]$""", r"\2", text)
    return " ".join(CONTROLS.sub(" ", text[:400]).split())[:200]


@contextmanager
def reaching(place: Place, seconds: float) -> Iterator[None]:
    """Around connecting and securing the connection.

    Raises:
        ServerUnavailable: it cannot be reached, or not securely; says which, and what to do.
        TryLater: it answers, but will not talk now.

    """
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise ServerUnavailable(
            f"{place}: the server's certificate is not trusted ({error.verify_message}). Nothing was sent. Check "
            "host and port; if it is a server of your own, add its certificate to this computer's trusted ones."
        ) from error
    except ssl.SSLError as error:
        raise ServerUnavailable(
            f"{place}: no encrypted connection on port {place.port} ({said(error.reason or error)}). "
            'Encrypted IMAP is usually port 993; for port 143 say security = "starttls".'
        ) from error
    except (socket.gaierror, UnicodeError) as error:
        raise ServerUnavailable(
            f"{place}: no server of that name is known. Check the host's spelling, and that you are online."
        ) from error
    except TimeoutError as error:
        raise ServerUnavailable(
            f"{place}: no answer on port {place.port} within {seconds:g} s. Check the connection, host and port."
        ) from error
    except imaplib.IMAP4.abort as error:
        raise TryLater(f"{place}: the server hung up at once. The next run tries again.") from error
    except OSError as error:
        raise ServerUnavailable(
            f"{place}: port {place.port} cannot be reached ({said(error.strerror or error)}). "
            "Check that you are online, and host and port."
        ) from error
    except imaplib.IMAP4.error as error:
        if "STARTTLS" in str(error):
            raise ServerUnavailable(
                f"{place}: the server does not offer STARTTLS on port {place.port}, and a password is never sent in "
                'the clear. Try security = "tls" with port 993.'
            ) from error
        raise TryLater(f"{place}: the server refuses connections now: {said(error)}") from error


@contextmanager
def logging_in(place: Place) -> Iterator[None]:
    """Around LOGIN and AUTHENTICATE.

    Raises:
        LoginRefused: for good, as far as the words say; also where they say nothing known.
        TryLater: too many connections, maintenance, or the connection broke.

    """
    try:
        yield
    except (imaplib.IMAP4.abort, OSError) as error:
        raise TryLater(f"{place}: the connection broke during login. The next run tries again.") from error
    except imaplib.IMAP4.error as error:
        words = said(error)
        if PASSING_BUT_APPEND.search(words):
            raise TryLater(f"{place}: login is not possible now: {words}") from error
        advice = (
            "This provider wants an app password or OAuth instead of the account's password."
            if NO_PASSWORDS.search(words)
            else "Check the user name and the password; many providers want an app password here."
        )
        raise LoginRefused(
            f"{place}: the server refuses the login: {words or 'no reason given'}. {advice}"
        ) from error


@contextmanager
def speaking(place: Place) -> Iterator[None]:
    """Around every other command.

    Raises:
        Dropped: the connection is gone (TryLater).
        TryLater: the server cannot do it now.
        CannotWrite: the mailbox is read-only.
        Refused: the server calls the command wrong (ProtocolFault).
        ProtocolFault: its answer cannot be read.

    """
    try:
        yield
    except (MailwithdrawError, ForbiddenCommandError):
        raise
    except imaplib.IMAP4.readonly as error:
        raise CannotWrite(f"{place}: the mailbox is read-only: {said(error)}") from error
    except (imaplib.IMAP4.abort, OSError) as error:
        raise Dropped(f"{place}: the connection broke ({said(error)}). The next run carries on.") from error
    except imaplib.IMAP4.error as error:
        if PASSING_BUT_APPEND.search(words := said(error)):
            raise TryLater(f"{place}: not possible now: {words}") from error
        raise Refused(f"{place}: the server refuses a command: {words}") from error
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise ProtocolFault(
            f"{place}: the server's answer cannot be read ({type(error).__name__})."
        ) from error


def refused_select(place: Place, mailbox: str, words: str) -> MailwithdrawError:
    """What a NO or BAD to SELECT or EXAMINE means."""
    if PASSING_BUT_APPEND.search(words):
        return TryLater(f"{place}: the mailbox {mailbox!r} cannot be opened now: {words}")
    return CannotWrite(f"{place}: the mailbox {mailbox!r} cannot be opened: {words or 'no reason given'}")


def refused_append(place: Place, mailbox: str, words: str) -> MailwithdrawError:
    """What a NO or BAD to APPEND means: nothing was stored."""
    if FULL.search(words) and not PASSING.search(words):
        return CannotWrite(
            f"{place}: the mailbox is full, so the draft was not stored: {words}. Make room first."
        )
    if PASSING.search(words):
        return TryLater(f"{place}: the draft was not stored now: {words}")
    if ABSENT.search(words):
        return CannotWrite(
            f"{place}: there is no mailbox {mailbox!r} for drafts. Create it in your mail program, or name another "
            'in the configuration: [account] drafts = "...".'
        )
    if TOO_BIG.search(words):
        return CannotWrite(f"{place}: the server takes no message of that size: {words}")
    return CannotWrite(f"{place}: the server refuses the draft: {words}")
