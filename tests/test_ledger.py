"""The ledger: what it keeps survives, what it intends is durable, and a bad file is a sentence."""

import sqlite3
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailwithdraw.errors import CannotWrite
from mailwithdraw.ledger import MIGRATIONS, DraftRow, Ledger, Progress
from mailwithdraw.model import Address, Certainty, DraftState, Item, Kind, Ref, Stage, Verdict

ITEM = Item(
    id="0123abcd",
    account="sam@example.com",
    ref=Ref("INBOX", 7, 42),
    message_id="<1@acme.example>",
    received=datetime(2026, 11, 3, 9, 30, tzinfo=UTC),
    sender=Address("jane@acme.example", "Jane Roe"),
    subject="Gespräch über die Stelle",
    stage=Stage.SCREENING,
    certainty=Certainty.SURE,
    company="Acme",
    role=None,
    verdict=Verdict.DECLINE,
    because=("the job is on site",),
    quote="five days a week in our office",
    due=None,
    state=DraftState.WAITING,
    note="",
)
ROW = DraftRow("k1", "intent", 7, 100, None, None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.sqlite3"


def test_an_item_comes_back_from_the_file_as_it_was_remembered(path: Path) -> None:
    ledger = Ledger(path)
    ledger.remember("k1", ITEM, ["<1@acme.example>", "<0@acme.example>"])
    ledger.close()
    reopened = Ledger(path)
    assert reopened.items() == {"k1": ITEM}
    assert reopened.item("sam@example.com", "k1") == ITEM
    assert reopened.item("else@example.com", "k1") is None
    assert reopened.conversation("sam@example.com", ["<0@acme.example>", "<9@x.example>"]) == {"k1"}
    assert reopened.conversation("else@example.com", ["<0@acme.example>"]) == frozenset()


def test_items_are_filtered_by_account_and_state(path: Path) -> None:
    ledger = Ledger(path)
    other = replace(ITEM, account="else@example.com", state=DraftState.FAILED)
    ledger.remember("k1", ITEM, ())
    ledger.remember("k2", other, ())
    assert set(ledger.items("sam@example.com")) == {"k1"}
    assert set(ledger.items(state=DraftState.FAILED)) == {"k2"}
    assert ledger.items("sam@example.com", DraftState.FAILED) == {}


def test_a_new_state_replaces_the_old_one_and_keeps_the_note_unless_told(path: Path) -> None:
    ledger = Ledger(path)
    ledger.remember("k1", replace(ITEM, note="look"), ())
    ledger.set_state("sam@example.com", "k1", DraftState.GONE)
    assert ledger.item("sam@example.com", "k1") == replace(ITEM, note="look", state=DraftState.GONE)
    ledger.set_state("sam@example.com", "k1", DraftState.GONE, "you sent it")
    assert ledger.item("sam@example.com", "k1") == replace(ITEM, note="you sent it", state=DraftState.GONE)
    ledger.set_state("sam@example.com", "unheard-of", DraftState.GONE)
    assert set(ledger.items()) == {"k1"}


def test_an_intent_is_taken_back_but_a_stored_draft_is_not(path: Path) -> None:
    ledger = Ledger(path)
    ledger.record_draft("a", ROW)
    ledger.forget_intent("a", "k1")
    assert ledger.draft("a", "k1") is None
    stored = replace(ROW, step="stored", uid=100, missing_since=datetime(2026, 11, 3, tzinfo=UTC))
    ledger.record_draft("a", stored)
    ledger.forget_intent("a", "k1")
    assert ledger.draft("a", "k1") == stored
    assert ledger.drafts("a", "intent") == ()
    assert ledger.drafts("a", "intent", "stored") == (stored,)


def test_progress_is_kept_by_account_and_mailbox(path: Path) -> None:
    ledger = Ledger(path)
    ledger.record_progress("a", "INBOX", Progress(7, 100, "v1"))
    ledger.record_progress("a", "INBOX", Progress(7, 120, "v1"))
    assert ledger.progress("a", "INBOX") == Progress(7, 120, "v1")
    assert ledger.progress("b", "INBOX") is None


def test_only_the_owner_can_read_the_file(path: Path) -> None:
    Ledger(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_damaged_file_is_refused_with_advice(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is no database, and long enough to be taken for one" * 40)
    with pytest.raises(CannotWrite, match="move it away"):
        Ledger(path)


def test_a_file_of_a_newer_version_is_refused(path: Path) -> None:
    Ledger(path).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(CannotWrite, match="newer"):
        Ledger(path)


def test_without_a_path_nothing_touches_the_disk(tmp_path: Path) -> None:
    ledger = Ledger(None)
    ledger.remember("k1", ITEM, ())
    assert set(ledger.items()) == {"k1"}
    assert list(tmp_path.iterdir()) == []


def test_what_was_heard_is_kept_with_its_last_told_day(path: Path) -> None:
    first, later = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC)
    ledger = Ledger(path)
    ledger.hear("sam@example.com", [("<1@acme.example>", Kind.ACKNOWLEDGEMENT, later)])
    ledger.hear("sam@example.com", [("<1@acme.example>", Kind.ACKNOWLEDGEMENT, first)])
    ledger.hear("else@example.com", [("<1@acme.example>", Kind.PRESS, later)])
    ledger.close()
    assert Ledger(path).heard("sam@example.com") == (("<1@acme.example>", Kind.ACKNOWLEDGEMENT, first),)


def test_a_ledger_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    path.parent.mkdir(parents=True)
    old = sqlite3.connect(path)
    old.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
    old.close()
    assert Ledger(path).heard("sam@example.com") == ()
