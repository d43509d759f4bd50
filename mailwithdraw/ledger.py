"""What a machine remembers: a SQLite journal of drafts and a cache of what was judged. Mode 0600.

The truth about drafts is in the mailbox; losing this file may cost a draft, never double one (see `once`).
An intent is committed before the first byte of a draft is sent (WAL, synchronous=FULL).
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from mailwithdraw.errors import CannotWrite
from mailwithdraw.model import Address, Certainty, DraftState, Item, Kind, Ref, Stage, Verdict

MIGRATIONS = (
    """
    CREATE TABLE item (
        account TEXT NOT NULL,
        key TEXT NOT NULL,
        state TEXT NOT NULL,
        item TEXT NOT NULL,
        PRIMARY KEY (account, key)
    ) WITHOUT ROWID;
    CREATE TABLE conversation (
        account TEXT NOT NULL,
        message_id TEXT NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (account, message_id, key)
    ) WITHOUT ROWID;
    CREATE TABLE draft (
        account TEXT NOT NULL,
        key TEXT NOT NULL,
        step TEXT NOT NULL CHECK (step IN ('intent', 'stored', 'gone', 'unknown')),
        uidvalidity INTEGER NOT NULL,
        fence INTEGER NOT NULL,
        uid INTEGER,
        missing_since TEXT,
        PRIMARY KEY (account, key)
    ) WITHOUT ROWID;
    CREATE TABLE progress (
        account TEXT NOT NULL,
        mailbox TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        uidnext INTEGER NOT NULL,
        judged_with TEXT NOT NULL,
        PRIMARY KEY (account, mailbox)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE heard (
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        since TEXT NOT NULL,
        PRIMARY KEY (account, name, kind)
    ) WITHOUT ROWID;
    """,
)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """The journal's line on one draft."""

    key: str
    step: str
    """intent: may or may not be stored; stored: seen in Drafts; gone: the user took it; unknown."""
    uidvalidity: int
    """Of Drafts, when the intent was made."""
    fence: int
    """UIDNEXT of Drafts before the APPEND: ours can only have this UID or a higher one."""
    uid: int | None
    missing_since: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mailbox has been read, and with which program and criteria."""

    uidvalidity: int
    uidnext: int
    judged_with: str


class Ledger:
    """One file for all accounts of a user; every method is one transaction."""

    def __init__(self, path: Path | None) -> None:
        """Open, creating or migrating as needed; None keeps the ledger in memory.

        Raises:
            CannotWrite: the file cannot be opened, is no ledger, or is from a newer version.

        """
        self.path = path
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
                path.chmod(0o600)
            self._db = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=30)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._migrate()
        except (OSError, sqlite3.Error) as error:
            raise CannotWrite(
                f"The ledger {path} cannot be used: {error}. If the file is damaged, move it away; "
                "a new one is made, and drafts already in the mailbox are recognised there."
            ) from error

    def _migrate(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise CannotWrite(
                f"The ledger {self.path} was written by a newer mailwithdraw; please upgrade this one."
            )
        for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
            self._db.executescript(f"BEGIN; {script} PRAGMA user_version = {number}; COMMIT;")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise CannotWrite(
                f"The ledger {self.path} cannot be written: {error}. Free some disk space, or see that no "
                "other program holds the file, then run again; nothing is lost."
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # -- drafts: the journal -----------------------------------------------------------------------

    def draft(self, account: str, key: str) -> DraftRow | None:
        """Look a draft up."""
        row = self._db.execute(
            "SELECT key, step, uidvalidity, fence, uid, missing_since FROM draft WHERE account = ? AND key = ?",
            (account, key),
        ).fetchone()
        return _draft_row(row) if row else None

    def drafts(self, account: str, *steps: str) -> tuple[DraftRow, ...]:
        """All drafts of an account that are at one of these steps."""
        marks = ",".join("?" * len(steps))
        rows = self._db.execute(
            "SELECT key, step, uidvalidity, fence, uid, missing_since FROM draft"  # noqa: S608 - only marks
            f" WHERE account = ? AND step IN ({marks}) ORDER BY key",
            (account, *steps),
        )
        return tuple(map(_draft_row, rows))

    def record_draft(self, account: str, row: DraftRow) -> None:
        """Write a draft's line; durable when this returns."""
        missing = row.missing_since.isoformat() if row.missing_since else None
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)",
                (account, row.key, row.step, row.uidvalidity, row.fence, row.uid, missing),
            )

    def forget_intent(self, account: str, key: str) -> None:
        """Take an intent back: it is certain that nothing was stored."""
        with self._transaction() as db:
            db.execute("DELETE FROM draft WHERE account = ? AND key = ? AND step = 'intent'", (account, key))

    # -- items: what is known of each invitation ----------------------------------------------------

    def remember(self, key: str, item: Item, conversation: Iterable[str]) -> None:
        """Keep an item, and the Message-IDs that its conversation is known by."""
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?)",
                (item.account, key, item.state.value, json.dumps(_plain(item), ensure_ascii=False)),
            )
            db.executemany(
                "INSERT OR IGNORE INTO conversation VALUES (?, ?, ?)",
                [(item.account, message_id, key) for message_id in conversation],
            )

    def items(self, account: str | None = None, state: DraftState | None = None) -> dict[str, Item]:
        """Everything remembered, by key."""
        rows = self._db.execute(
            "SELECT key, item FROM item WHERE account = coalesce(?, account) AND state = coalesce(?, state)",
            (account, state and state.value),
        )
        return {key: _item(json.loads(text)) for key, text in rows}

    def item(self, account: str, key: str) -> Item | None:
        """Look an item up."""
        row = self._db.execute(
            "SELECT item FROM item WHERE account = ? AND key = ?", (account, key)
        ).fetchone()
        return _item(json.loads(row[0])) if row else None

    def set_state(self, account: str, key: str, state: DraftState, note: str | None = None) -> None:
        """Change what became of an item's draft, if the item is known."""
        item = self.item(account, key)
        if item is not None:
            self.remember(key, replace(item, state=state, note=item.note if note is None else note), ())

    def conversation(self, account: str, message_ids: Iterable[str]) -> frozenset[str]:
        """The keys of items whose conversation is known by one of these Message-IDs."""
        found: set[str] = set()
        for message_id in message_ids:
            rows = self._db.execute(
                "SELECT key FROM conversation WHERE account = ? AND message_id = ?", (account, message_id)
            )
            found.update(key for (key,) in rows)
        return frozenset(found)

    # -- what was read before, as evidence for what comes -------------------------------------------

    def heard(self, account: str) -> tuple[tuple[str, Kind, datetime], ...]:
        """The kinds of earlier mail, by Message-ID or by sender's address, with the day each was written first."""
        rows = self._db.execute(
            "SELECT name, kind, since FROM heard WHERE account = ? ORDER BY name", (account,)
        )
        return tuple((name, Kind(kind), datetime.fromisoformat(since)) for name, kind, since in rows)

    def hear(self, account: str, heard: Iterable[tuple[str, Kind, datetime]]) -> None:
        """Keep kinds of mail by a name, each with the day it was written first."""
        with self._transaction() as db:
            db.executemany(
                "INSERT INTO heard VALUES (?, ?, ?, ?) ON CONFLICT (account, name, kind)"
                " DO UPDATE SET since = excluded.since",
                [(account, name, kind.value, since.isoformat()) for name, kind, since in heard],
            )

    # -- progress: what need not be read again ------------------------------------------------------

    def progress(self, account: str, mailbox: str) -> Progress | None:
        """How far the mailbox has been read."""
        row = self._db.execute(
            "SELECT uidvalidity, uidnext, judged_with FROM progress WHERE account = ? AND mailbox = ?",
            (account, mailbox),
        ).fetchone()
        return Progress(*row) if row else None

    def record_progress(self, account: str, mailbox: str, progress: Progress) -> None:
        """Note how far the mailbox has been read."""
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?, ?)",
                (account, mailbox, progress.uidvalidity, progress.uidnext, progress.judged_with),
            )


def _draft_row(row: tuple[str, str, int, int, int | None, str | None]) -> DraftRow:
    key, step, uidvalidity, fence, uid, missing = row
    return DraftRow(key, step, uidvalidity, fence, uid, datetime.fromisoformat(missing) if missing else None)


def _plain(item: Item) -> dict[str, Any]:
    values = asdict(item)
    for name in ("received", "due"):
        moment: datetime | None = values[name]
        values[name] = moment.isoformat() if moment else None
    return values


def _item(values: dict[str, Any]) -> Item:
    moment = datetime.fromisoformat
    return Item(
        id=values["id"],
        account=values["account"],
        ref=Ref(**values["ref"]),
        message_id=values["message_id"],
        received=moment(values["received"]) if values["received"] else None,
        sender=Address(**values["sender"]) if values["sender"] else None,
        subject=values["subject"],
        stage=Stage(values["stage"]) if values["stage"] else None,
        certainty=Certainty(values["certainty"]) if values["certainty"] else None,
        company=values["company"],
        role=values["role"],
        verdict=Verdict(values["verdict"]),
        because=tuple(values["because"]),
        quote=values["quote"],
        due=moment(values["due"]) if values["due"] else None,
        state=DraftState(values["state"]),
        note=values["note"],
    )
