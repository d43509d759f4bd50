"""The real IMAP servers of this machine: which there are, and one running instance of each kind a test asks for."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from support import courier, cyrus, dovecot, pymap
from support.accounts import Account
from support.processes import Missing


class Server(Protocol):
    """A running server."""

    @property
    def name(self) -> str:
        """What it is called in test names."""
        ...

    @property
    def port(self) -> int:
        """Its port on the loopback interface."""
        ...

    def new_account(self) -> Account:
        """An empty account with Drafts, Sent and Trash."""
        ...

    def stop(self) -> None:
        """End it and forget its mail."""
        ...


NAMES = ("dovecot", "cyrus", "courier", "pymap")
FIND: dict[str, Callable[[], object]] = {
    "dovecot": dovecot.find,
    "cyrus": cyrus.find,
    "courier": courier.find,
    "pymap": pymap.find,
}
START: dict[str, Callable[[], Server]] = {
    "dovecot": dovecot.start,
    "cyrus": cyrus.start,
    "courier": courier.start,
    "pymap": pymap.start,
    "dovecot-full": partial(dovecot.start, quota=True),
    "courier-no-keywords": partial(courier.start, keywords=False),
}


class Servers:
    """Starts each kind at most once, and stops all."""

    def __init__(self) -> None:
        self._running: dict[str, Server] = {}

    def get(self, kind: str) -> Server:
        """The running server of this kind.

        Raises:
            Missing: this machine does not have it.
            CannotStart: it does not come up.

        """
        if kind not in self._running:
            self._running[kind] = START[kind]()
        return self._running[kind]

    def stop(self) -> None:
        """Stop what runs."""
        for server in self._running.values():
            server.stop()


def left_out() -> dict[str, str]:
    """The servers this machine does not have, each with the reason."""
    missing = {}
    for name, find in FIND.items():
        try:
            find()
        except Missing as error:
            missing[name] = str(error)
    return missing
