"""One test account on a running server: put mail into it, and read everything back for before/after comparison.

It speaks to the server with plain imapclient, on purpose not with the program's own code; only `open_mailbox`
gives the program's view.
"""

import hashlib
import re
import socket
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from imapclient import IMAPClient, SocketTimeout

from mailwithdraw.mailboxes.imap import ImapMailbox, connect
from mailwithdraw.mailboxes.wire import USUAL, Timeouts


@dataclass(frozen=True)
class Account:
    """Where to log in on the loopback interface, and as whom; the login is unencrypted."""

    server: str
    port: int
    username: str
    password: str
    host: str = "127.0.0.1"


@dataclass(frozen=True)
class Stored:
    """What an account holds of one message."""

    flags: frozenset[str]
    received: datetime
    sha256: str


@contextmanager
def session(account: Account) -> Iterator[IMAPClient]:
    """An independent session of the account, as the user's own mail program would have one."""
    with IMAPClient(account.host, account.port, ssl=False, timeout=SocketTimeout(10, 30)) as client:
        client.normalise_times = False
        # else each APPEND waits 40 ms for the acknowledgement of its literal
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.login(account.username, account.password)
        yield client


def deliver(
    account: Account,
    *messages: bytes,
    mailbox: str = "INBOX",
    flags: Collection[str] = (),
    received: datetime | None = None,
) -> list[int]:
    """Append messages; return their UIDs (APPENDUID, which all the test servers give)."""
    uids = []
    with session(account) as client:
        for message in messages:
            answer = client.append(mailbox, message, flags, received)
            match = re.search(rb"\[APPENDUID \d+ (\d+)\]", answer)
            assert match, answer
            uids.append(int(match[1]))
    return uids


def dump(account: Account) -> dict[str, dict[int, Stored]]:
    r"""Everything in the account: mailbox, UID, flags (but \Recent), INTERNALDATE and a digest of the bytes."""
    with session(account) as client:
        return {
            name: _contents(client, name) for _, _, name in sorted(client.list_folders(), key=lambda f: f[2])
        }


def _contents(client: IMAPClient, mailbox: str) -> dict[int, Stored]:
    client.select_folder(mailbox, readonly=True)
    uids = client.search(["ALL"])
    answers = client.fetch(uids, ["FLAGS", "INTERNALDATE", "BODY.PEEK[]"])
    return {
        uid: Stored(
            flags=frozenset(flag.decode() for flag in answer[b"FLAGS"]) - {r"\Recent"},
            received=answer[b"INTERNALDATE"],
            sha256=hashlib.sha256(answer[b"BODY[]"]).hexdigest(),
        )
        for uid, answer in sorted(answers.items())
    }


def contents(account: Account, mailbox: str) -> dict[int, Stored]:
    """The part of `dump` that concerns one mailbox."""
    with session(account) as client:
        return _contents(client, mailbox)


def raw(account: Account, mailbox: str, uid: int) -> bytes:
    """The bytes of one message."""
    with session(account) as client:
        client.select_folder(mailbox, readonly=True)
        body: bytes = client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"]
        return body


def open_mailbox(
    account: Account, *, port: int | None = None, timeouts: Timeouts = USUAL, **named: str
) -> ImapMailbox:
    """The program's own view of the account; `port` leads it through a proxy."""
    return connect(
        host=account.host,
        port=port or account.port,
        security="none",
        username=account.username,
        password=account.password,
        timeouts=timeouts,
        **named,
    )
