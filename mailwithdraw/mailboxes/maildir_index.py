"""UIDs for a Maildir, kept in a small file outside of it: a message's unique name gets a number once, for ever.

A Maildir has no UIDs. The index gives every new name the next number, and never gives a number twice, so that
a gap tells that something was there and is gone. A lost or unreadable index begins anew under another UIDVALIDITY.
"""

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from mailwithdraw.errors import CannotWrite


@dataclass(slots=True)
class Numbers:
    """One mailbox's UIDs: by unique name, and the next to be given."""

    uidvalidity: int
    uidnext: int = 1
    uids: dict[str, int] = field(default_factory=dict)

    def name_of(self, uid: int) -> str | None:
        """The unique name that has this number."""
        return next((name for name, number in self.uids.items() if number == uid), None)

    def number(self, names: Sequence[str]) -> None:
        """Give the new names their numbers in this order, and forget those that are gone."""
        known = {name: self.uids[name] for name in names if name in self.uids}
        new = [name for name in names if name not in known]
        known.update(zip(new, range(self.uidnext, self.uidnext + len(new)), strict=True))
        self.uidnext += len(new)
        self.uids = known


class Index:
    """The index file of one Maildir."""

    def __init__(self, maildir: Path, state: Path) -> None:
        digest = hashlib.sha256(os.fsencode(maildir.resolve())).hexdigest()[:16]
        self._path = state / f"maildir-{digest}.json"
        self._lock = FileLock(self._path.with_suffix(".lock"))

    @contextmanager
    def mailbox(self, name: str) -> Iterator[Numbers]:
        """One mailbox's numbers, which are on disk when the block ends; no other process changes them meanwhile.

        Raises:
            CannotWrite: the file cannot be written.

        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock.acquire()
        except OSError as error:
            raise CannotWrite(f"{self._path.parent} cannot be written to: {error.strerror}.") from error
        try:
            all_numbers = self._load()
            numbers = all_numbers.setdefault(name, Numbers(int(time.time())))
            before = (numbers.uidnext, len(numbers.uids))
            yield numbers
            if (numbers.uidnext, len(numbers.uids)) != before or numbers.uidnext == 1:
                self._save(all_numbers)
        finally:
            self._lock.release()

    def _load(self) -> dict[str, Numbers]:
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            return {name: Numbers(**numbers) for name, numbers in stored.items()}
        return {}

    def _save(self, all_numbers: dict[str, Numbers]) -> None:
        stored = {
            name: {"uidvalidity": each.uidvalidity, "uidnext": each.uidnext, "uids": each.uids}
            for name, each in all_numbers.items()
        }
        scratch = self._path.with_suffix(".new")
        private = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(private, "w", encoding="utf-8") as file:
            json.dump(stored, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(self._path)
