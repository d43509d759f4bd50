"""The commands as a user runs them: output, exit codes, and a sentence for everything that goes wrong."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_mock import MockerFixture
from support import shape
from support.accounts import Account, contents, deliver, session
from support.sample import mails
from support.servers import Server

from mailwithdraw.cli import explain, run, setting
from mailwithdraw.model import Judgement

CORPUS = Path(__file__).parents[1] / "corpus"
ME = '[me]\nname = "Sam Rivera"\n'
REFUSED = '[not_interested]\nsalary_below = "85000 EUR/year"\nwork_mode = ["onsite"]\n'


class Home:
    """An empty home, and the program run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "MAILWITHDRAW_STATE": str(folder / "state"),
            "PYTHONWARNINGS": "error",
            "LANG": "C.UTF-8",
        }

    def run(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "mailwithdraw", *arguments],
            env=self.environ | environ,
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def account(self, account: Account, extra: str = "", criteria: str = REFUSED) -> None:
        """Configure an account on a test server, its password in the environment."""
        self.environ["MAILWITHDRAW_PASSWORD"] = account.password
        self.config.write_text(
            f'{ME}[account]\nemail = "sam@example.com"\nhost = "{account.host}"\nport = {account.port}\n'
            f'security = "none"\nusername = "{account.username}"\n{extra}\n{criteria}',
            encoding="utf-8",
        )

    def scan(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("scan", "--config", str(self.config), *arguments)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def filled(dovecot: Server) -> Account:
    account = dovecot.new_account()
    deliver(account, *mails())
    return account


def test_every_command_has_help_and_a_place_in_the_readme(home: Home) -> None:
    from mailwithdraw.cli import COMMANDS  # noqa: PLC0415 - named only here

    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    listed = home.run("--help").stdout
    for name in COMMANDS:
        assert name in listed
        assert home.run(name, "--help").returncode == 0
        assert f"`mailwithdraw {name}" in readme


def test_the_version_is_told_without_loading_anything_heavy(home: Home) -> None:
    done = home.run("--version")
    assert (done.returncode, done.stdout) == (0, "mailwithdraw, version 0.1.0\n")


def test_starting_up_loads_no_library_before_it_is_needed() -> None:
    script = (
        "import sys; from mailwithdraw.cli import run; run(['--version']);"
        "print(sorted(set(sys.modules) & {'imapclient', 'jinja2', 'keyring', 'icalendar', 'pydantic', 'selectolax'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_explain_prints_one_object_a_file_in_the_contracts_shape(home: Home) -> None:
    files = sorted(map(str, CORPUS.glob("*.eml")))
    done = home.run("explain", "--json", "--now", "2026-11-10T09:30+01:00", *files)
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["file"] for line in lines] == files
    for line in done.stdout.splitlines():
        shape.Judged.model_validate_json(line, strict=None)


def test_explain_goes_on_after_a_file_that_cannot_be_read(home: Home) -> None:
    good = str(CORPUS / "empty-body.eml")
    done = home.run("explain", "--json", "missing.eml", good)
    assert done.returncode == 64
    assert done.stderr == "mailwithdraw: missing.eml cannot be read: No such file or directory.\n"
    assert len(done.stdout.splitlines()) == 1


def test_explain_takes_the_first_to_for_the_owner_and_me_for_another(home: Home) -> None:
    (home.folder / "own.eml").write_bytes(
        b"From: Sam <sam@example.com>\r\nTo: jane@acme.example\r\nSubject: Interview for the engineer role\r\n\r\n"
        b"Hi Jane,\r\n\r\nThank you for applying. We would like to invite you to an interview on Tuesday at 10.\r\n"
    )
    kinds = [
        json.loads(home.run("explain", "--json", *own, "own.eml").stdout)["kind"]
        for own in ([], ["--me", "sam@example.com"])
    ]
    assert kinds == ["invitation", "own"]


def test_a_scan_writes_once_and_then_has_nothing_to_say(home: Home, filled: Account) -> None:
    home.account(filled)
    first = home.scan("--since", "2020-01-01")
    assert first.returncode == 0, first.stderr
    letters = len(contents(filled, "Drafts"))
    assert letters >= 1
    assert "Drafts to read and send" in first.stdout
    second = home.scan()
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert len(contents(filled, "Drafts")) == letters
    listed = home.run("list")
    assert listed.returncode == 0
    assert "Drafts to read and send" in listed.stdout


def test_a_dry_run_changes_nothing_and_says_what_it_would_do(home: Home, filled: Account) -> None:
    home.account(filled)
    before = contents(filled, "INBOX")
    done = home.scan("--dry-run", "--since", "2020-01-01")
    assert done.returncode == 0
    assert "nothing was changed" in done.stdout
    assert contents(filled, "INBOX") == before
    assert contents(filled, "Drafts") == {}
    assert not (home.folder / "state").exists()


def test_scan_json_prints_every_message_in_the_contracts_shape(home: Home, filled: Account) -> None:
    home.account(filled)
    done = home.scan("--json", "--since", "2020-01-01")
    lines = done.stdout.splitlines()
    assert len(lines) == len(mails())
    states = [shape.Scanned.model_validate_json(line, strict=None).draft_state for line in lines]
    assert states.count("waiting") == len(contents(filled, "Drafts"))


def test_old_invitations_are_listed_and_answered_only_when_asked(home: Home, dovecot: Server) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415 - only here

    account = dovecot.new_account()
    deliver(account, *mails(), received=datetime(2025, 1, 7, 9, 0, tzinfo=UTC))
    home.account(account)
    assert home.scan().returncode == 0
    assert contents(account, "Drafts") == {}
    assert home.scan("--since", "2025-01-01").returncode == 0
    assert len(contents(account, "Drafts")) >= 1


def test_a_maildir_is_scanned_like_an_account(home: Home) -> None:
    maildir = home.folder / "Maildir"
    for name in ("cur", "new", "tmp", ".Drafts/cur", ".Drafts/new", ".Drafts/tmp"):
        (maildir / name).mkdir(parents=True)
    for number, raw in enumerate(mails()):
        (maildir / "new" / f"{number}.host").write_bytes(raw)
    home.config.write_text(f"{ME}{REFUSED}", encoding="utf-8")
    done = home.scan("--maildir", str(maildir))
    assert done.returncode == 0, done.stderr
    letters = [path for part in ("cur", "new") for path in (maildir / ".Drafts" / part).iterdir()]
    assert len(letters) >= 1
    assert home.scan("--maildir", str(maildir)).stdout == ""


def test_an_mbox_is_read_and_never_written(home: Home) -> None:
    mbox = home.folder / "old.mbox"
    mbox.write_bytes(
        b"".join(
            b"From x Tue Nov 10 08:00:00 2026\n" + raw.replace(b"\r\n", b"\n") + b"\n" for raw in mails()
        )
    )
    before = mbox.read_bytes()
    home.config.write_text(f"{ME}{REFUSED}", encoding="utf-8")
    done = home.scan("--mbox", str(mbox), "--json")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(mails())
    assert mbox.read_bytes() == before


# -- what goes wrong ---------------------------------------------------------------------------------


def test_without_a_configuration_it_says_where_one_belongs(home: Home) -> None:
    done = home.run("scan")
    assert done.returncode == 78
    assert str(home.folder / ".config/mailwithdraw/config.toml") in done.stderr
    assert "config.example.toml" in done.stderr


def test_all_mistakes_of_a_configuration_are_told_at_once(home: Home) -> None:
    home.config.write_text('[me]\nnmae = "Sam"\n[not_interested]\nsalary_below = "a lot"\n', encoding="utf-8")
    done = home.scan()
    assert done.returncode == 78
    assert "line 2" in done.stderr
    assert "line 4" in done.stderr
    assert "name" in done.stderr


@pytest.mark.parametrize("content", [b"\xff\xfe\x00binary", b"[me\nname="], ids=["binary", "broken"])
def test_an_unreadable_configuration_is_a_sentence(home: Home, content: bytes) -> None:
    home.config.write_bytes(content)
    done = home.scan()
    assert done.returncode == 78
    assert str(home.config) in done.stderr


def test_a_wrong_password_is_told_and_not_repeated(home: Home, filled: Account) -> None:
    home.account(filled)
    home.environ["MAILWITHDRAW_PASSWORD"] = "wrong"
    done = home.scan()
    assert done.returncode == 77
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_password_says_how_to_give_one(home: Home, filled: Account) -> None:
    home.account(filled)
    del home.environ["MAILWITHDRAW_PASSWORD"]
    done = home.scan()
    assert done.returncode == 77
    assert "keyring set mailwithdraw sam@example.com" in done.stderr


def test_a_server_that_is_down_is_told_with_its_name(home: Home, filled: Account) -> None:
    home.account(Account("down", 1, filled.username, "pw"))
    done = home.scan()
    assert done.returncode == 69
    assert "127.0.0.1" in done.stderr


def test_without_drafts_all_is_read_and_the_next_run_writes(home: Home, courier: Server) -> None:
    account = courier.new_account()
    deliver(account, *mails())
    home.account(account)
    with session(account) as client:
        client.delete_folder("INBOX.Drafts")
    done = home.scan("--since", "2020-01-01")
    assert done.returncode == 73
    assert "no Drafts mailbox" in done.stderr
    assert "For you to look at" in done.stdout
    with session(account) as client:
        client.create_folder("INBOX.Drafts")
    assert home.scan().returncode == 0
    assert len(contents(account, "INBOX.Drafts")) >= 1


def test_a_drafts_mailbox_that_is_not_there_is_told_by_its_name(home: Home, filled: Account) -> None:
    home.account(filled, extra='drafts = "Nowhere"')
    done = home.scan("--since", "2020-01-01")
    assert done.returncode == 73
    assert "Nowhere" in done.stderr
    home.account(filled)
    assert home.scan().returncode == 0
    assert len(contents(filled, "Drafts")) >= 1


OUTREACH = (
    b"From: Jane Roe <jane@acme.example>\r\nTo: sam@example.com\r\nMessage-ID: <1@acme.example>\r\n"
    b"Subject: Quick chat?\r\nDate: Mon, 9 Nov 2026 10:00:00 +0100\r\n\r\n"
    b"Hi Sam,\r\n\r\nI came across your profile on LinkedIn and think you could be a great fit for our Senior Data Engineer role"
    b" at Acme.\r\nDo you have 20 minutes for a call this week?\r\n\r\nBest,\r\nJane\r\n"
)


def test_drafts_are_never_put_into_the_inbox(home: Home, filled: Account) -> None:
    home.account(filled, extra='drafts = "inbox"')
    before = contents(filled, "INBOX")
    done = home.scan("--since", "2020-01-01")
    assert done.returncode == 64
    assert "drafts cannot be the inbox" in done.stderr
    assert contents(filled, "INBOX") == before


def test_a_full_mailbox_is_told_and_the_next_run_writes(home: Home, full_dovecot: Server) -> None:
    account = full_dovecot.new_account()
    deliver(account, OUTREACH)
    (filler,) = deliver(account, b"Subject: filler\r\n\r\n" + b"x" * 1800, mailbox="Drafts")
    home.account(account, criteria='[not_interested]\nroles = ["data engineer"]\n')
    done = home.scan("--since", "2020-01-01")
    assert done.returncode == 73
    assert "quota" in done.stderr.lower()
    with session(account) as client:
        client.select_folder("Drafts")
        client.delete_messages([filler])
        client.expunge()
    assert home.scan().returncode == 0
    assert len(contents(account, "Drafts")) == 1


def test_a_second_run_at_the_same_time_is_sent_away(home: Home, filled: Account) -> None:
    from mailwithdraw.cli import setting  # noqa: PLC0415 - only here

    home.account(filled)
    with setting.lock(home.folder / "state"):
        done = home.scan()
    assert done.returncode == 75
    assert "at work" in done.stderr


def test_wrong_options_are_a_usage_error(home: Home) -> None:
    assert home.run("scan", "--since", "yesterday").returncode == 64
    assert home.run("unknown").returncode == 64
    assert home.run("scan", "--maildir", "a", "--mbox", "b").returncode == 64
    home.config.write_text('[me]\nname = "Sam"\n[account]\nemail = "s@example.com"\nhost = "localhost"\n')
    done = home.scan("--account", "other")
    assert done.returncode == 64
    assert "s@example.com" in done.stderr


def test_a_place_that_is_no_maildir_is_a_usage_error(home: Home) -> None:
    home.config.write_text(ME)
    done = home.scan("--maildir", str(home.folder / "none"))
    assert done.returncode in {64, 69, 73}
    assert "none" in done.stderr


def test_a_long_scan_shows_its_progress_on_a_terminal_only(home: Home, dovecot: Server) -> None:
    account = dovecot.new_account()
    deliver(account, *(b"Subject: %d\r\n\r\nhello\r\n" % number for number in range(60)))
    home.account(account)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mailwithdraw", "scan", "--config", str(home.config)]
    done = subprocess.run(command, env=home.environ, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "\rReading 25 of 60 messages" in shown
    assert shown.endswith("\r\x1b[K")
    assert home.scan("--since", "2020-01-01").stderr == ""


def test_a_file_explain_fails_on_does_not_keep_the_others_from_being_explained(
    tmp_path: Path, mocker: MockerFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    real = explain.judge

    def failing(raw: bytes, **others: Any) -> Judgement:
        if raw.startswith(b"Subject: poison"):
            raise RecursionError("words of the mail")
        return real(raw, **others)

    mocker.patch.object(explain, "judge", failing)
    mocker.patch.object(setting, "usual_config", return_value=tmp_path / "config.toml")
    (tmp_path / "bad.eml").write_bytes(b"Subject: poison\r\n\r\nx")
    (tmp_path / "good.eml").write_bytes(OUTREACH)
    code = run(["explain", "--json", str(tmp_path / "bad.eml"), str(tmp_path / "good.eml")])
    shown = capsys.readouterr()
    assert code == 70
    assert [json.loads(line)["kind"] for line in shown.out.splitlines()] == ["invitation"]
    assert shown.err == (
        f"mailwithdraw: {tmp_path / 'bad.eml'} could not be judged: an internal fault, RecursionError: "
        "please report it. All others were.\n"
    )
