"""Whole passes over the sample mailbox on every server: nothing changed, one draft each, through kills."""

import signal
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pytest_mock import MockerFixture
from support.accounts import Account, contents
from support.sample import NOW, STEPS, SampleAccount, mails, named, own_messages
from support.servers import Server

from mailwithdraw import sweep
from mailwithdraw.config import parse_config
from mailwithdraw.errors import MailwithdrawError
from mailwithdraw.ledger import Ledger
from mailwithdraw.mailboxes.memory import MemoryMailbox
from mailwithdraw.model import Judgement, Kind
from mailwithdraw.reading import classifier
from mailwithdraw.rendering import renderer

CONFIG = (files("mailwithdraw") / "sample" / "config.toml").read_text(encoding="utf-8")


@pytest.fixture
def filled(imap_account: Account, tmp_path: Path) -> SampleAccount:
    return SampleAccount.fill(imap_account, tmp_path)


def test_a_pass_leaves_every_message_as_it_was_and_a_second_one_changes_nothing(
    filled: SampleAccount,
) -> None:
    before = filled.dump()
    assert filled.one_pass() == 0
    after = filled.dump()
    assert own_messages(before, after) == []
    drafts = named(filled.account, "Drafts")
    assert {name: set(uids) for name, uids in after.items() if name != drafts} == {
        name: set(uids) for name, uids in before.items() if name != drafts
    }
    letters = filled.drafts()
    assert len(letters) >= 4
    assert set(letters.values()) == {1}
    assert all({"\\Draft", "\\Seen"} <= stored.flags for stored in after[drafts].values())
    assert filled.one_pass() == 0
    assert filled.dump() == after


def test_every_server_gets_the_same_letters(filled: SampleAccount, dovecot: Server, tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    reference = SampleAccount.fill(dovecot.new_account(), tmp_path / "reference")
    reference.one_pass()
    filled.one_pass()
    bodies = [
        sorted(stored.sha256 for stored in contents(each.account, named(each.account, "Drafts")).values())
        for each in (reference, filled)
    ]
    names = [each.account.username for each in (reference, filled)]
    assert len(bodies[0]) == len(bodies[1]), names


@pytest.mark.parametrize("step", STEPS)
def test_a_pass_killed_at_any_step_is_finished_by_the_next(
    dovecot: Server, tmp_path: Path, step: str
) -> None:
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    undisturbed.mkdir()
    killed.mkdir()
    reference = SampleAccount.fill(dovecot.new_account(), undisturbed)
    assert reference.one_pass() == 0
    account = SampleAccount.fill(dovecot.new_account(), killed)
    before = account.dump()
    for time in (1, 1, 2):
        assert account.one_pass(kill_at=(step, time)) == -signal.SIGKILL
        assert set(account.drafts().values()) <= {1}
    assert account.one_pass() == 0
    after = account.dump()
    assert len(account.drafts()) == len(reference.drafts())
    assert set(account.drafts().values()) == {1}
    assert own_messages(before, after) == []
    flags = [
        sorted(map(sorted, (s.flags for s in dump["INBOX"].values()))) for dump in (after, reference.dump())
    ]
    assert flags[0] == flags[1]
    assert account.one_pass() == 0
    assert account.dump() == after


def test_a_message_we_fail_on_is_told_and_the_others_are_judged(mocker: MockerFixture) -> None:
    real = sweep.judge

    def failing(raw: bytes, **others: Any) -> Judgement:
        if b"Subject: poison" in raw:
            raise RecursionError
        return real(raw, **others)

    mocker.patch.object(sweep, "judge", failing)
    store = MemoryMailbox()
    for raw in (b"Subject: poison\r\n\r\nx", *mails()):
        store.deliver(raw, received=datetime.fromisoformat(NOW))
    config = parse_config(CONFIG, "the sample's configuration")
    ledger = Ledger(None)
    task = sweep.Task("sam@example.com", config.me, config, datetime.fromisoformat(NOW))
    report = sweep.run(task, store, ledger, renderer())
    ledger.close()
    assert report.read == len(mails())
    (warning,) = report.warnings()
    assert warning == (
        "sam@example.com: 1 of the messages could not be read (UID 1): an internal fault, RecursionError: "
        "please report it. All others were."
    )
    assert len(store.boxes["Drafts"].messages) >= 4


def test_where_the_owner_applied_is_learnt_from_sent_once() -> None:
    sent = (
        b"From: sam@example.com\r\nTo: jobs@acme.example\r\nMessage-ID: <a@example.com>\r\n"
        b"Date: Mon, 2 Nov 2026 09:00:00 +0000\r\nSubject: %s\r\n\r\nDear all, ..."
    )
    store, ledger = MemoryMailbox(), Ledger(None)
    now = datetime(2026, 11, 9, tzinfo=UTC)
    config = parse_config(CONFIG, "the sample's configuration")
    task = sweep.Task("sam@example.com", config.me, config, now)
    for subject in (b"Application for Baker", b"Lunch on Sunday"):
        store.deliver(sent % subject, mailbox="Sent", received=now)
    sweep.run(task, store, ledger, renderer())
    names = {"<a@example.com>", "@acme.example", "jobs@acme.example"}
    assert {name for name, kind, _ in ledger.heard("sam@example.com") if kind is Kind.OWN} == names
    looked = ledger.progress("sam@example.com", "Sent")
    assert looked is not None
    assert looked.uidnext == 3
    ledger.close()


def test_damaged_weights_stop_the_pass_instead_of_reading_nothing(mocker: MockerFixture) -> None:
    mocker.patch.object(classifier.signals, "VERSION", -1)
    classifier.shipped.cache_clear()
    store, ledger = MemoryMailbox(), Ledger(None)
    store.deliver(mails()[0])
    config = parse_config(CONFIG, "the sample's configuration")
    task = sweep.Task("sam@example.com", config.me, config, datetime.fromisoformat(NOW))
    with pytest.raises(MailwithdrawError, match="Install mailwithdraw again"):
        sweep.run(task, store, ledger, renderer())
    classifier.shipped.cache_clear()
    ledger.close()
