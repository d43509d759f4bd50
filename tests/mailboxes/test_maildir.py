"""Maildir: nothing but renames and new files, UIDs that last, folders of Maildir++."""

import os
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailwithdraw.errors import CannotWrite, UsageError
from mailwithdraw.mailboxes import Part, Special
from mailwithdraw.mailboxes.maildir import MaildirMailbox

MAIL = b"From: Ann <ann@example.com>\nSubject: hello\n\nhello\n"
DRAFT = b"Subject: Re: hello\r\n\r\nThank you.\r\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "Maildir"
    for name in (".", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (root / name / part).mkdir(parents=True)
    return root


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def put(root: Path, name: str, raw: bytes = MAIL, modified: float = 1_793_700_000) -> Path:
    path = root / name
    path.write_bytes(raw)
    os.utime(path, (modified, modified))
    return path


def names(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def uids(store: MaildirMailbox, name: str = "INBOX") -> list[int]:
    return [entry.ref.uid for entry in store.entries(store.open(name))]


def test_a_folder_that_is_no_maildir_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no Maildir"):
        MaildirMailbox(tmp_path, tmp_path / "state")


def test_uids_outlast_the_process_and_renaming(root: Path, state: Path) -> None:
    put(root, "new/1793700001.a", modified=1_793_700_001)
    put(root, "cur/1793700002.b:2,S", modified=1_793_700_002)
    before = MaildirMailbox(root, state).open("INBOX")
    (root / "new/1793700001.a").rename(root / "cur/1793700001.a:2,RS")
    put(root, "new/1793700000.early", modified=1_793_700_000)

    store = MaildirMailbox(root, state)
    again = store.open("INBOX")

    assert (again.uidvalidity, before.uidnext, again.uidnext) == (before.uidvalidity, 3, 4)
    assert [(entry.ref.uid, sorted(entry.flags)) for entry in store.entries(again)] == [
        (1, ["\\Answered", "\\Seen"]),
        (2, ["\\Seen"]),
        (3, []),
    ]


def test_a_removed_message_leaves_a_gap_for_ever(root: Path, state: Path) -> None:
    put(root, "new/1.a")
    store = MaildirMailbox(root, state)
    store.open("INBOX")
    (root / "new/1.a").unlink()
    store.open("INBOX")

    put(root, "new/2.b")

    assert uids(MaildirMailbox(root, state)) == [2]


@pytest.mark.parametrize("spoiled", [b"", b"{", b"[1]", b'{"INBOX": 3}', b"\xff\xfe"])
def test_a_lost_index_begins_anew_under_another_uidvalidity(
    root: Path, state: Path, spoiled: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root, "new/1.a")
    monkeypatch.setattr("mailwithdraw.mailboxes.maildir_index.time.time", lambda: 1_793_700_000.0)
    before = MaildirMailbox(root, state).open("INBOX").uidvalidity
    (index,) = state.glob("*.json")
    index.write_bytes(spoiled)
    monkeypatch.setattr("mailwithdraw.mailboxes.maildir_index.time.time", lambda: 1_793_700_060.0)

    after = MaildirMailbox(root, state).open("INBOX")

    assert (before, after.uidvalidity, after.uidnext) == (1_793_700_000, 1_793_700_060, 2)


def test_nothing_of_ours_lies_in_the_maildir_and_the_index_is_private(root: Path, state: Path) -> None:
    put(root, "new/1.a")
    store = MaildirMailbox(root, state)
    list(store.fetch(store.open("INBOX"), [1], Part.MESSAGE))

    assert names(root) == ["new/1.a"]
    (index,) = state.glob("*.json")
    assert index.stat().st_mode & 0o077 == 0


def test_two_programs_at_once_give_no_uid_twice(root: Path, state: Path) -> None:
    for number in range(30):
        put(root, f"new/{number}.x", modified=1_793_700_000 + number)
    threads = [threading.Thread(target=lambda: MaildirMailbox(root, state).open("INBOX")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    store = MaildirMailbox(root, state)
    assert uids(store) == list(range(1, 31))
    assert store.open("INBOX").uidnext == 31


def test_the_flag_is_a_letter_and_a_new_message_moves_to_cur_for_it(root: Path, state: Path) -> None:
    put(root, "new/1.a")
    put(root, "cur/2.b:2,RSa", modified=1_793_700_001)
    store = MaildirMailbox(root, state)
    first, second = (entry.ref for entry in store.entries(store.open("INBOX")))

    assert store.mark(first, ["\\Flagged", "$MwDone"]) == {"\\Flagged"}
    assert store.mark(second, ["\\Flagged"]) == {"\\Flagged", "\\Answered", "\\Seen"}
    assert store.mark(second, ["$MwDone"]) == {"\\Flagged", "\\Answered", "\\Seen"}

    assert names(root) == ["cur/1.a:2,F", "cur/2.b:2,FRSa"]
    assert uids(store) == [1, 2]
    assert {path.read_bytes() for path in (root / "cur").iterdir()} == {MAIL}


def test_a_draft_is_one_file_with_the_line_ends_of_its_neighbours(root: Path, state: Path) -> None:
    store = MaildirMailbox(root, state)

    first, second = store.append_draft(DRAFT), store.append_draft(DRAFT)

    assert first is not None
    assert second is not None
    assert (first.uid, second.uid) == (1, 2)
    files = list((root / ".Drafts/cur").iterdir())
    assert [path.name[-5:] for path in files] == [":2,DS"] * 2
    assert {path.read_bytes() for path in files} == {DRAFT.replace(b"\r\n", b"\n")}
    assert list((root / ".Drafts/tmp").iterdir()) == []
    assert [each.raw for each in store.fetch(store.open("Drafts"), [1, 2], Part.MESSAGE)] == [DRAFT, DRAFT]


def test_a_draft_that_vanished_before_anybody_looked_leaves_its_uid_behind(root: Path, state: Path) -> None:
    fence = MaildirMailbox(root, state).open("Drafts").uidnext
    MaildirMailbox(root, state).append_draft(DRAFT)
    for path in (root / ".Drafts/cur").iterdir():
        path.unlink()

    opened = MaildirMailbox(root, state).open("Drafts")

    assert (fence, opened.uidnext, opened.exists) == (1, 2, 0)


def test_drafts_are_made_only_when_asked_for(root: Path, state: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (root / ".Drafts" / part).rmdir()
    (root / ".Drafts").rmdir()
    store = MaildirMailbox(root, state)

    with pytest.raises(CannotWrite, match=r"no folder \.Drafts"):
        store.append_draft(DRAFT)
    assert (store.special(), names(root)) == (Special("INBOX", None, None, None), [])
    assert MaildirMailbox(root, state, create_drafts=True).append_draft(DRAFT) is not None


def test_folders_are_named_as_imap_names_them(root: Path, state: Path) -> None:
    for name in (".Entw&APw-rfe", ".Work.Jobs", ".Sent", ".no-maildir", ".&broken"):
        (root / name).mkdir()
    for name in (".Entw&APw-rfe", ".Work.Jobs", ".Sent", ".&broken"):
        (root / name / "cur").mkdir()
    (root / ".Drafts/cur").rmdir()
    put(root, ".Work.Jobs/cur/1.a:2,")
    store = MaildirMailbox(root, state)

    assert store.special() == Special("INBOX", "Entwürfe", "Sent", None)
    assert store.open("Work.Jobs").exists == 1
    with pytest.raises(CannotWrite):
        store.open("no-maildir")
    with pytest.raises(CannotWrite):
        store.open("../state")


def test_the_older_of_two_times_is_when_it_was_received(root: Path, state: Path) -> None:
    put(root, "new/1793700000.copied-later", modified=1_800_000_000)
    put(root, "new/1799999999.delivered-late", modified=1_793_786_400)
    put(root, "new/no-time", modified=1_793_872_800)
    store = MaildirMailbox(root, state)
    opened = store.open("INBOX")

    assert [entry.received for entry in store.entries(opened)] == [
        datetime(2026, 11, 3, 10, 0, tzinfo=UTC),
        datetime(2026, 11, 4, 10, 0, tzinfo=UTC),
        datetime(2026, 11, 5, 10, 0, tzinfo=UTC),
    ]
    assert [entry.ref.uid for entry in store.entries(opened, since=date(2026, 11, 4))] == [2, 3]


def test_a_message_another_program_renames_is_still_read(root: Path, state: Path) -> None:
    put(root, "new/1.a")
    put(root, "new/2.b", modified=1_793_700_001)
    store = MaildirMailbox(root, state)
    opened = store.open("INBOX")
    fetching = store.fetch(opened, [1, 2], Part.MESSAGE)

    first = next(fetching)
    (root / "new/2.b").rename(root / "cur/2.b:2,S")
    (second,) = fetching

    assert (first.fault, second.fault) == (None, None)
    assert second.raw == MAIL.replace(b"\n", b"\r\n")


def test_a_message_that_may_not_be_read_is_faulty_and_stops_no_other(root: Path, state: Path) -> None:
    put(root, "new/1.a")
    put(root, "new/2.b", modified=1_793_700_001)
    store = MaildirMailbox(root, state)
    opened = store.open("INBOX")
    fetching = store.fetch(opened, [1, 2], Part.MESSAGE)
    next(fetching)
    (root / "new/2.b").unlink()
    (root / "new/2.b").mkdir()

    (second,) = fetching

    assert (second.ref.uid, second.raw, second.fault) == (2, b"", "2.b: Is a directory")


def test_what_is_no_message_file_is_left_alone(root: Path, state: Path) -> None:
    put(root, "cur/.hidden")
    put(root, "dovecot-uidlist")
    (root / "cur/folder").mkdir()

    assert uids(MaildirMailbox(root, state)) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_maildir_that_is_read_only_cannot_be_opened_for_writing(root: Path, state: Path) -> None:
    (root / "cur").chmod(0o500)
    store = MaildirMailbox(root, state)

    assert store.open("INBOX").writable is False
    with pytest.raises(CannotWrite, match="may not be written to"):
        store.open("INBOX", writable=True)
    (root / "cur").chmod(0o700)
