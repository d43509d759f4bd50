"""One store under test, and a way around it: mail put in, taken out and looked at as another program would do it."""

import os
from collections.abc import Callable, Collection
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol

from support.accounts import Account, deliver, dump, open_mailbox, session

from mailwithdraw.mailboxes import Mailbox, Readable
from mailwithdraw.mailboxes.maildir import MaildirMailbox
from mailwithdraw.mailboxes.mbox import MboxMailbox
from mailwithdraw.mailboxes.memory import MemoryMailbox

LETTERS = {"\\Draft": "D", "\\Flagged": "F", "\\Answered": "R", "\\Seen": "S", "\\Deleted": "T"}


class Subject(Protocol):
    """A store and the way around it."""

    keywords: bool

    @property
    def store(self) -> Mailbox: ...

    def deliver(
        self,
        *raws: bytes,
        mailbox: str = "INBOX",
        flags: Collection[str] = (),
        received: datetime | None = None,
    ) -> None: ...

    def remove(self, position: int, *, mailbox: str = "INBOX") -> None: ...

    def contents(self, mailbox: str = "INBOX") -> list[tuple[frozenset[str], bytes]]: ...

    def snapshot(self) -> object: ...


class ImapSubject:
    """An account on a real server, seen through plain imapclient."""

    def __init__(self, account: Account, *, keywords: bool) -> None:
        self.account = account
        self.keywords = keywords

    @cached_property
    def store(self) -> Mailbox:
        return open_mailbox(self.account)

    def deliver(
        self,
        *raws: bytes,
        mailbox: str = "INBOX",
        flags: Collection[str] = (),
        received: datetime | None = None,
    ) -> None:
        deliver(self.account, *raws, mailbox=mailbox, flags=flags, received=received)

    def remove(self, position: int, *, mailbox: str = "INBOX") -> None:
        with session(self.account) as client:
            client.select_folder(mailbox)
            uid = client.search(["ALL"])[position]
            client.add_flags([uid], ["\\Deleted"])
            client.uid_expunge([uid])

    def contents(self, mailbox: str = "INBOX") -> list[tuple[frozenset[str], bytes]]:
        with session(self.account) as client:
            client.select_folder(mailbox, readonly=True)
            answers = client.fetch(client.search(["ALL"]), ["FLAGS", "BODY.PEEK[]"])
            flags = {uid: {flag.decode() for flag in answer[b"FLAGS"]} for uid, answer in answers.items()}
            return [
                (frozenset(flags[uid] - {"\\Recent"}), answer[b"BODY[]"])
                for uid, answer in sorted(answers.items())
            ]

    def snapshot(self) -> object:
        return dump(self.account)


class MaildirSubject:
    """A Maildir++ seen as files."""

    keywords = False

    def __init__(self, folder: Path) -> None:
        self.root = folder / "Maildir"
        self.state = folder / "state"
        self._count = 0
        for name in (".", ".Drafts", ".Sent", ".Trash"):
            for part in ("cur", "new", "tmp"):
                (self.root / name / part).mkdir(parents=True)

    @cached_property
    def store(self) -> Mailbox:
        return MaildirMailbox(self.root, self.state)

    def deliver(
        self,
        *raws: bytes,
        mailbox: str = "INBOX",
        flags: Collection[str] = (),
        received: datetime | None = None,
    ) -> None:
        letters = "".join(sorted(LETTERS[flag] for flag in flags))
        for raw in raws:
            self._count += 1
            name = f"{self._count:04}.example"
            path = self._folder(mailbox) / (f"cur/{name}:2,{letters}" if letters else f"new/{name}")
            path.write_bytes(raw.replace(b"\r\n", b"\n"))
            if received is not None:
                os.utime(path, (received.timestamp(), received.timestamp()))

    def remove(self, position: int, *, mailbox: str = "INBOX") -> None:
        self._files(mailbox)[position].unlink()

    def contents(self, mailbox: str = "INBOX") -> list[tuple[frozenset[str], bytes]]:
        return [
            (self._flags(path), path.read_bytes().replace(b"\n", b"\r\n")) for path in self._files(mailbox)
        ]

    def snapshot(self) -> object:
        return {path: path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def _folder(self, mailbox: str) -> Path:
        return self.root if mailbox == "INBOX" else self.root / f".{mailbox}"

    def _files(self, mailbox: str) -> list[Path]:
        folder = self._folder(mailbox)
        files = [*folder.glob("new/*"), *folder.glob("cur/*")]
        return sorted(files, key=lambda path: path.name.partition(":")[0])

    @staticmethod
    def _flags(path: Path) -> frozenset[str]:
        letters = path.name.partition(":2,")[2]
        return frozenset(flag for flag, letter in LETTERS.items() if letter in letters)


class MemorySubject:
    """A mailbox in memory, seen through its fields."""

    keywords = True

    def __init__(self) -> None:
        self.store = MemoryMailbox()

    def deliver(
        self,
        *raws: bytes,
        mailbox: str = "INBOX",
        flags: Collection[str] = (),
        received: datetime | None = None,
    ) -> None:
        for raw in raws:
            self.store.deliver(raw, mailbox, flags=flags, received=received)

    def remove(self, position: int, *, mailbox: str = "INBOX") -> None:
        messages = self.store.boxes[mailbox].messages
        del messages[sorted(messages)[position]]

    def contents(self, mailbox: str = "INBOX") -> list[tuple[frozenset[str], bytes]]:
        return [(each.flags, each.raw) for _, each in sorted(self.store.boxes[mailbox].messages.items())]

    def snapshot(self) -> object:
        return {name: self.contents(name) for name in self.store.boxes}


class MboxSubject:
    """An mbox file; it is complete before the store is made."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "mbox"
        self.path.touch()

    @cached_property
    def store(self) -> Readable:
        return MboxMailbox(self.path)

    def deliver(self, *raws: bytes, received: datetime | None = None) -> None:
        stamp = received.strftime("%a %b %e %H:%M:%S %Y") if received else "Tue Nov  3 09:30:00 2026"
        with self.path.open("ab") as file:
            for raw in raws:
                file.write(f"From ann@example.com {stamp}\n".encode() + raw.replace(b"\r\n", b"\n") + b"\n")

    def snapshot(self) -> object:
        return self.path.read_bytes()


class Reading(Protocol):
    """What the contract of a Readable needs."""

    @property
    def store(self) -> Readable: ...

    @property
    def deliver(self) -> Callable[..., None]: ...

    def snapshot(self) -> object: ...
