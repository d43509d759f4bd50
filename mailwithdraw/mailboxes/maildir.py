r"""A Maildir or Maildir++ on this computer, read and added to by its own rules: no message file is ever rewritten.

A message is known by its file's unique name, the part before ":2,". Its flags are letters after that, so \Flagged
is set by renaming the file; one that lies in new/ has to move to cur/ for it, which tells mail programs that it
is no longer new (it stays unread). Keywords do not exist. INTERNALDATE is the older of the time in the file's name
and its modification time, for copying a Maildir changes the one and delivery of old mail the other.
"""

import itertools
import os
import re
import socket
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from imapclient.imap_utf7 import decode

from mailwithdraw.errors import CannotWrite, UsageError
from mailwithdraw.mailboxes import Fetched, Opened, Part, Special, rules, special
from mailwithdraw.mailboxes.maildir_index import Index
from mailwithdraw.model import Entry, Ref

INBOX = "INBOX"
LETTERS = {"D": r"\Draft", "F": r"\Flagged", "R": r"\Answered", "S": r"\Seen", "T": r"\Deleted"}
INFO = re.compile(r"[:;!]2,([A-Za-z]*)$")
SEPARATOR = "!" if os.name == "nt" else ":"
TRIES = 5
"""How often to look again for a file that another program is renaming."""
_COUNT = itertools.count()


@dataclass(frozen=True, slots=True)
class Found:
    """A message file."""

    path: Path
    unique: str
    letters: str
    received: float
    size: int

    @property
    def flags(self) -> frozenset[str]:
        """The flags its letters stand for."""
        return frozenset(LETTERS[letter] for letter in self.letters if letter in LETTERS)


class MaildirMailbox:
    """One Maildir; implements Mailbox and Discarding. `state` is a folder for the UIDs, outside the Maildir.

    Raises:
        UsageError: the folder is no Maildir.

    """

    def __init__(self, root: Path, state: Path, *, create_drafts: bool = False) -> None:
        if not any((root / name).is_dir() for name in ("cur", "new")):
            raise UsageError(f"{root} is no Maildir: it has neither a folder cur nor new.")
        self._root = root
        self._index = Index(root, state)
        if create_drafts and self.special().drafts is None:
            for name in ("cur", "new", "tmp"):
                (root / ".Drafts" / name).mkdir(parents=True, exist_ok=True, mode=0o700)

    def special(self) -> Special:
        """Name the special mailboxes by their usual names; a Maildir knows no attributes."""
        return special.find(special.Listed(frozenset(), ".", name) for name in self._folders())

    def open(self, name: str, *, writable: bool = False) -> Opened:
        """Look at a mailbox afresh, and number what is new."""
        folder = self._folder(name)
        able = all(os.access(folder / part, os.W_OK) for part in ("cur", "new") if (folder / part).is_dir())
        if writable and not able:
            raise CannotWrite(f"{folder}: this folder may not be written to.")
        found = _scan(folder)
        with self._index.mailbox(name) as numbers:
            numbers.number([each.unique for each in found])
            return Opened(name, numbers.uidvalidity, numbers.uidnext, len(found), writable, keywords=False)

    def entries(self, opened: Opened, *, first: int = 1, since: date | None = None) -> Iterator[Entry]:
        """List what was there when the mailbox was opened and still is."""
        for uid, found in sorted(self._numbered(opened).items()):
            received = datetime.fromtimestamp(found.received, UTC)
            if uid >= first and (since is None or received.date() >= since):
                ref = Ref(opened.name, opened.uidvalidity, uid)
                yield Entry(ref, found.flags, received, found.size)

    def fetch(self, opened: Opened, wanted: Collection[int], part: Part) -> Iterator[Fetched]:
        """Read the files, line ends as IMAP has them; a file that cannot be read is faulty, one that is gone left out."""
        numbered = self._numbered(opened)
        for uid in sorted(set(wanted) & numbered.keys()):
            ref = Ref(opened.name, opened.uidvalidity, uid)
            try:
                raw = self._read(opened.name, numbered[uid])
            except OSError as error:
                yield Fetched(ref, b"", f"{numbered[uid].path.name}: {error.strerror}")
                continue
            if raw is not None:
                yield Fetched(ref, raw if part is Part.MESSAGE else rules.header(raw))

    def close(self) -> None:
        """Nothing to let go of."""

    def append_draft(self, raw: bytes) -> Ref | None:
        """Write the file to tmp/ and move it to cur/, as Maildir demands; its UID is taken before it appears."""
        rules.draft(raw)
        name = self.special().drafts
        if name is None:
            raise CannotWrite(f"{self._root} has no folder .Drafts. Create one in your mail program.")
        folder = self._folder(name)
        stored = raw.replace(b"\r\n", b"\n")
        unique = f"{time.time():.6f}".replace(".", ".M", 1) + f"P{os.getpid()}Q{next(_COUNT)}.{_host()}"
        scratch = folder / "tmp" / unique
        try:
            scratch.parent.mkdir(exist_ok=True)
            _write(scratch, stored)
            with self._index.mailbox(name) as numbers:
                numbers.number([*(each.unique for each in _scan(folder)), unique])
                ref = Ref(name, numbers.uidvalidity, numbers.uids[unique])
            scratch.rename(folder / "cur" / f"{unique}{SEPARATOR}2,DS")
            _sync(folder / "cur")
        except OSError as error:
            scratch.unlink(missing_ok=True)
            raise CannotWrite(f"{folder}: the draft cannot be stored: {error.strerror}.") from error
        return ref

    def mark(self, ref: Ref, flags: Collection[str]) -> frozenset[str]:
        r"""Set \Flagged; keywords are left out."""
        if rules.FLAGGED not in rules.marks(flags):
            return self._flags(ref)
        for _ in range(TRIES):
            found = self._find(ref)
            if found is None or "F" in found.letters:
                break
            target = self._folder(ref.mailbox) / "cur" / _named(found, "F")
            try:
                target.parent.mkdir(exist_ok=True)
                found.path.rename(target)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise CannotWrite(
                    f"{found.path.parent}: a message cannot be marked: {error.strerror}."
                ) from error
        return self._flags(ref)

    def unmark(self, ref: Ref, flags: Collection[str]) -> frozenset[str]:
        """Keywords do not exist here; return the flags as they are."""
        rules.own_keywords(flags)
        return self._flags(ref)

    def can_discard(self) -> bool:
        """A file can always be removed by itself."""
        return True

    def discard_draft(self, ref: Ref, raw: bytes) -> bool:
        """Remove the file if it still holds this draft."""
        found = self._find(ref)
        if found is None or ref.mailbox != self.special().drafts or len(raw) >= rules.LIMIT:
            return False
        if self._read(ref.mailbox, found) != raw or "D" not in found.letters or "T" in found.letters:
            return False
        try:
            found.path.unlink()
        except FileNotFoundError:
            return False
        return True

    # -- the files

    def _folders(self) -> dict[str, Path]:
        """The mailboxes by name: the Maildir itself, and the folders of Maildir++, whose names begin with a dot."""
        below = [
            path for path in self._root.iterdir() if path.name.startswith(".") and (path / "cur").is_dir()
        ]
        return {INBOX: self._root} | {_decoded(path.name[1:]): path for path in sorted(below)}

    def _folder(self, name: str) -> Path:
        folders = self._folders()
        if name not in folders:
            raise CannotWrite(f"{self._root} has no mailbox {name!r}.")
        return folders[name]

    def _numbered(self, opened: Opened) -> dict[int, Found]:
        """The messages by UID, as far as they were numbered when the mailbox was opened."""
        with self._index.mailbox(opened.name) as numbers:
            uids = dict(numbers.uids) if numbers.uidvalidity == opened.uidvalidity else {}
        numbered = {
            uids[each.unique]: each for each in _scan(self._folder(opened.name)) if each.unique in uids
        }
        return {uid: each for uid, each in numbered.items() if uid < opened.uidnext}

    def _find(self, ref: Ref) -> Found | None:
        """The file of a message as it is named now."""
        with self._index.mailbox(ref.mailbox) as numbers:
            unique = numbers.name_of(ref.uid) if numbers.uidvalidity == ref.uidvalidity else None
        return None if unique is None else _locate(self._folder(ref.mailbox), unique)

    def _flags(self, ref: Ref) -> frozenset[str]:
        found = self._find(ref)
        return found.flags if found else frozenset()

    def _read(self, name: str, found: Found) -> bytes | None:
        """The beginning of the message; None if it is gone. Another program may rename the file meanwhile."""
        for _ in range(TRIES):
            try:
                with found.path.open("rb") as file:
                    return rules.crlf(file.read(rules.LIMIT))[: rules.LIMIT]
            except FileNotFoundError:
                again = _locate(self._folder(name), found.unique)
                if again is None:
                    return None
                found = again
        return None


def _scan(folder: Path) -> list[Found]:
    """The messages of a folder in the order of their arrival."""
    found: dict[str, Found] = {}
    for part in ("new", "cur"):
        if (folder / part).is_dir():
            with os.scandir(folder / part) as files:
                found |= {each.unique: each for each in map(_found, files) if each is not None}
    return sorted(found.values(), key=lambda each: (each.received, each.unique))


def _locate(folder: Path, unique: str) -> Found | None:
    """The message with this unique name."""
    for part in ("new", "cur"):
        if (folder / part).is_dir():
            with os.scandir(folder / part) as files:
                for file in files:
                    if file.name.startswith(unique) and (found := _found(file)) and found.unique == unique:
                        return found
    return None


def _found(file: "os.DirEntry[str]") -> Found | None:
    """A message file as it is now; None for what is none or has just gone."""
    if file.name.startswith("."):
        return None
    try:
        if not file.is_file():
            return None
        status = file.stat()
    except OSError:
        return None
    info = INFO.search(file.name)
    unique = file.name[: info.start()] if info else file.name
    named = re.match(r"(\d{9,10})\.", unique)
    received = min(status.st_mtime, float(named[1])) if named else status.st_mtime
    return Found(Path(file.path), unique, info[1] if info else "", received, status.st_size)


def _named(found: Found, letter: str) -> str:
    """The file's name with one more letter, in ASCII order as the Maildir rules want."""
    info = INFO.search(found.path.name)
    separator = found.path.name[info.start()] if info else SEPARATOR
    return f"{found.unique}{separator}2,{''.join(sorted(set(found.letters) | {letter}))}"


def _decoded(name: str) -> str:
    """A folder's name from modified UTF-7, which Maildir++ shares with IMAP."""
    try:
        decoded: str = decode(name.encode("ascii"))
    except (UnicodeError, ValueError):
        return name
    return decoded


def _host() -> str:
    """The computer's name without what a file's name may not have."""
    return socket.gethostname().replace("/", r"\057").replace(":", r"\072") or "localhost"


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make a rename lasting; Windows cannot and need not."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
