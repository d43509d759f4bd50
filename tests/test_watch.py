"""The daemon on a real server: it answers what arrives, survives cuts, stops when told, and never hammers."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.accounts import Account, contents, deliver
from support.faultproxy import CUT, FaultProxy
from support.sample import mails
from support.servers import Server

from mailwithdraw import watch
from mailwithdraw.errors import LoginRefused, ServerUnavailable
from mailwithdraw.mailboxes.memory import MemoryMailbox
from mailwithdraw.sweep import Report

INVITATION = next(raw for raw in mails() if b"Senior Software Engineer at Brackwater Capital" in raw)
CRITERIA = '[not_interested]\nroles = ["senior software engineer"]\n'


@contextmanager
def watching(account: Account, folder: Path, port: int | None = None) -> Iterator[subprocess.Popen[str]]:
    config = folder / "config.toml"
    config.write_text(
        f'[me]\nname = "Sam Rivera"\n[account]\nemail = "sam@example.com"\nhost = "127.0.0.1"\n'
        f'port = {port or account.port}\nsecurity = "none"\nusername = "{account.username}"\n{CRITERIA}'
    )
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "MAILWITHDRAW_STATE": str(folder / "state"),
        "MAILWITHDRAW_PASSWORD": account.password,
    }
    command = [sys.executable, "-m", "mailwithdraw", "watch", "--config", str(config)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=environ, stderr=log, text=True)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def until(what: Callable[[], bool], seconds: float = 40) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.1)
    return False


def passes(folder: Path) -> list[str]:
    return [line for line in (folder / "log").read_text().splitlines() if " read, " in line]


def test_mail_that_arrives_is_answered_and_sigterm_ends_it_cleanly(dovecot: Server, tmp_path: Path) -> None:
    account = dovecot.new_account()
    with watching(account, tmp_path) as process:
        assert until(lambda: len(passes(tmp_path)) == 1)
        deliver(account, INVITATION)
        assert until(lambda: len(contents(account, "Drafts")) == 1)
        assert until(lambda: len(passes(tmp_path)) >= 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
    assert "1 read, 1 invitations (1 waiting)" in passes(tmp_path)[1]
    assert "Brackwater" not in (tmp_path / "log").read_text()


def test_a_lost_connection_is_taken_up_again(dovecot: Server, tmp_path: Path) -> None:
    account = dovecot.new_account()
    with FaultProxy(account.port, on=rb"IDLE", do=CUT) as proxy, watching(account, tmp_path, proxy.port):
        assert until(proxy.struck.is_set)
        deliver(account, INVITATION)
        assert until(lambda: len(contents(account, "Drafts")) == 1)
        assert proxy.connections <= 4


def test_a_wrong_password_ends_it_with_a_sentence(dovecot: Server, tmp_path: Path) -> None:
    account = dovecot.new_account()
    wrong = Account(account.server, account.port, account.username, "wrong")
    with watching(wrong, tmp_path) as process:
        assert process.wait(30) == 77
    assert "mailwithdraw: " in (tmp_path / "log").read_text()


class Clock(threading.Event):
    """An event whose waits are only counted, and which is set after so many of them."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.waits: list[float] = []
        self.most = most

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0)
        if len(self.waits) >= self.most:
            self.set()
        return self.is_set()


def test_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    def refuse() -> MemoryMailbox:
        raise ServerUnavailable("down")

    stop = Clock(10)
    watch.watch(watch.Job("a", refuse, lambda _: Report("a")), stop, jitter=lambda: 1.0)
    assert stop.waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]


class News(MemoryMailbox):
    """A store that always has news."""

    def wait(self, seconds: float) -> bool:
        del seconds
        return True


@pytest.mark.parametrize(("lived", "pauses"), [(301.0, [5, 10, 5, 10]), (20.0, [5, 10, 20, 40])])
def test_only_a_connection_that_lived_ends_the_back_off(lived: float, pauses: list[float]) -> None:
    now = 0.0
    answers = iter(["down", "down", "fine", "down", "down"])

    def sweep(_: object) -> Report:
        nonlocal now
        if next(answers) == "down":
            raise ServerUnavailable("down")
        now += lived
        return Report("a")

    stop = Clock(4)
    watch.watch(watch.Job("a", News, sweep), stop, jitter=lambda: 1.0, clock=lambda: now)
    assert stop.waits == pauses


def test_a_refused_login_is_not_tried_again() -> None:
    tries = 0

    def refuse() -> MemoryMailbox:
        nonlocal tries
        tries += 1
        raise LoginRefused("wrong password")

    with pytest.raises(LoginRefused):
        watch.watch(watch.Job("a", refuse, lambda _: Report("a")), threading.Event())
    assert tries == 1
