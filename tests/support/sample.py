"""The embedded sample mailbox on a real server, and whole passes over it in a process of their own."""

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from importlib.resources import files
from pathlib import Path

from support.accounts import Account, Stored, deliver, dump, session

from mailwithdraw.writing.identity import mark_of

NOW = "2026-11-10T09:30:00+01:00"
STEPS = ("looked", "intended", "appended", "checked", "marked", "confirmed")
"""Every step of the draft protocol, in order (see mailwithdraw.once)."""

Dump = dict[str, dict[int, Stored]]


def mails(folder: str = "new") -> list[bytes]:
    """The sample's messages in the order they came."""
    place = files("mailwithdraw") / "sample" / folder
    return [mail.read_bytes() for mail in sorted(place.iterdir(), key=lambda mail: mail.name)]


def received(raw: bytes) -> datetime:
    """When a message of the sample came."""
    moment: datetime = message_from_bytes(raw, policy=default)["Date"].datetime
    return moment


@dataclass(frozen=True)
class SampleAccount:
    """An account that holds the sample, with the state folder of the machine that reads it."""

    account: Account
    state: Path

    @classmethod
    def fill(cls, account: Account, state: Path) -> "SampleAccount":
        """Deliver the sample's mail, each with its own date."""
        for raw in mails():
            deliver(account, raw, received=received(raw))
        for raw in mails("sent"):
            deliver(account, raw, mailbox=named(account, "Sent"), flags=["\\Seen"], received=received(raw))
        config = (files("mailwithdraw") / "sample" / "config.toml").read_text(encoding="utf-8")
        (state / "config.toml").write_text(config, encoding="utf-8")
        return cls(account, state)

    def one_pass(self, kill_at: tuple[str, int] | None = None, port: int | None = None) -> int:
        """Run a pass in a process of its own, and kill it when it has done a step for the n-th time.

        Returns its exit code, negative for the signal that killed it.
        """
        where = (self.account.host, str(port or self.account.port), self.account.username)
        paths = (str(self.state / "ledger.sqlite3"), str(self.state / "config.toml"))
        script = Path(__file__).with_name("crashing.py")
        command = [sys.executable, str(script), *where, *paths, NOW, *map(str, kill_at or ())]
        return subprocess.run(command, check=False, capture_output=True, timeout=120).returncode

    def dump(self) -> Dump:
        """Everything in the account."""
        return dump(self.account)

    def drafts(self) -> Counter[str]:
        """Our drafts by key, with how many copies of each there are."""
        with session(self.account) as client:
            client.select_folder(named(self.account, "Drafts"), readonly=True)
            answers = client.fetch(client.search(["ALL"]) or [1], ["BODY.PEEK[]"])
        marks = [mark_of(answer[b"BODY[]"]) for answer in answers.values()]
        return Counter(mark.key for mark in marks if mark is not None)


def named(account: Account, ending: str) -> str:
    """The mailbox whose name ends so (INBOX.Drafts on Courier)."""
    with session(account) as client:
        return next(name for _, _, name in client.list_folders() if name.endswith(ending))


def own_messages(before: Dump, after: Dump) -> list[str]:
    """What changed about the user's messages that must not: byte, date, or a flag that is not ours to set."""
    faults = []
    for mailbox, messages in before.items():
        for uid, old in messages.items():
            new = after.get(mailbox, {}).get(uid)
            if new is None:
                faults.append(f"{mailbox} {uid} is gone")
            elif (old.sha256, old.received) != (new.sha256, new.received):
                faults.append(f"{mailbox} {uid} was changed")
            elif any(
                flag != "\\Flagged" and not flag.lower().startswith("$mw") for flag in old.flags ^ new.flags
            ):
                faults.append(f"{mailbox} {uid} has other flags: {sorted(old.flags ^ new.flags)}")
    return faults
