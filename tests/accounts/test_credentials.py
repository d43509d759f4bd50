"""Where the password comes from, and what is said when it does not come."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from mailwithdraw.accounts import credentials
from mailwithdraw.accounts.credentials import password
from mailwithdraw.config import Account, Secret, SecretSource, Security
from mailwithdraw.errors import LoginRefused

NOWHERE: dict[str, str] = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}


def account(secret: Secret = Secret()) -> Account:  # noqa: B008 - a frozen value
    return Account("sam@example.com", "imap.example.com", 993, Security.TLS, "sam", "private", secret)


def command(*argv: str) -> Account:
    return account(Secret(SecretSource.COMMAND, argv))


class Ring(keyring.backend.KeyringBackend):
    """A keyring of this test's own."""

    priority = 5  # type: ignore[assignment] # a class property upstream

    def __init__(self, answer: Callable[[], str | None]) -> None:
        super().__init__()
        self.answer = answer

    def get_password(self, service: str, username: str) -> str | None:
        assert (service, username) == ("mailwithdraw", "sam@example.com")
        return self.answer()

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], str | None]], None]:
    return lambda answer: monkeypatch.setattr(keyring, "get_keyring", lambda: Ring(answer))


def test_the_environment_gives_it_without_any_configuration() -> None:
    assert password(account(), {"MAILWITHDRAW_PASSWORD": "s3cret word"}) == "s3cret word"


def test_a_systemd_credential_comes_before_the_environment(tmp_path: Path) -> None:
    (tmp_path / "mailwithdraw-password").write_text("from systemd\n")
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path), "MAILWITHDRAW_PASSWORD": "from the shell"}
    assert password(account(), environ) == "from systemd"


def test_the_keyring_is_the_last_usual_place(ring: Callable[[Callable[[], str | None]], None]) -> None:
    ring(lambda: "from the ring")
    assert password(account(), NOWHERE) == "from the ring"
    assert password(account(), {**NOWHERE, "MAILWITHDRAW_PASSWORD": "shell"}) == "shell"


def test_a_declared_keyring_is_asked_even_if_the_environment_has_one(
    ring: Callable[[Callable[[], str | None]], None],
) -> None:
    ring(lambda: "from the ring")
    secret = Secret(SecretSource.KEYRING)
    assert password(account(secret), {**NOWHERE, "MAILWITHDRAW_PASSWORD": "shell"}) == "from the ring"


def test_an_empty_keyring_says_how_to_fill_it(ring: Callable[[Callable[[], str | None]], None]) -> None:
    ring(lambda: None)
    with pytest.raises(LoginRefused, match=r"private: .*keyring set mailwithdraw sam@example\.com"):
        password(account(), NOWHERE)


def test_a_keyring_that_fails_is_like_an_empty_one(ring: Callable[[Callable[[], str | None]], None]) -> None:
    def fail() -> str | None:
        raise keyring.errors.KeyringLocked

    ring(fail)
    with pytest.raises(LoginRefused, match="keyring"):
        password(account(), NOWHERE)


def test_a_keyring_that_never_answers_is_given_up(
    ring: Callable[[Callable[[], str | None]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading  # noqa: PLC0415 - only here

    never = threading.Event()
    monkeypatch.setattr(credentials, "PATIENCE", 0.05)
    ring(lambda: (never.wait(20) and None) or None)
    with pytest.raises(LoginRefused, match="probably locked"):
        password(account(), NOWHERE)
    never.set()


def test_a_named_variable_gives_it_or_is_named_in_the_error() -> None:
    named = account(Secret(SecretSource.ENV, ("MAIL_PW",)))
    assert password(named, {"MAIL_PW": "x"}) == "x"
    with pytest.raises(LoginRefused, match="MAIL_PW"):
        password(named, {})


def test_a_private_file_gives_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "pw"
    path.write_text("first line\nsecond line\n")
    path.chmod(0o600)
    assert password(account(Secret(SecretSource.FILE, (str(path),))), {}) == "first line"


def test_a_file_others_may_read_is_refused_with_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "pw"
    path.write_text("x")
    path.chmod(0o644)
    with pytest.raises(LoginRefused, match=f"chmod 600 {path}"):
        password(account(Secret(SecretSource.FILE, (str(path),))), {})


def test_a_missing_or_unreadable_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LoginRefused, match="No such file"):
        password(account(Secret(SecretSource.FILE, (str(tmp_path / "none"),))), {})
    path = tmp_path / "pw"
    path.write_bytes(b"\xff\xfe\x00")
    path.chmod(0o600)
    with pytest.raises(LoginRefused, match="UTF-8"):
        password(account(Secret(SecretSource.FILE, (str(path),))), {})


def test_a_command_is_run_without_a_shell_and_its_first_line_counts() -> None:
    script = "import sys; print(sys.argv[1]); print('more')"
    assert password(command(sys.executable, "-c", script, "$HOME; rm -rf"), {}) == "$HOME; rm -rf"


def test_a_command_that_fails_is_missing_or_says_nothing_is_a_sentence_without_its_output() -> None:
    noisy = "import sys; print('hunter2'); sys.exit(3)"
    with pytest.raises(LoginRefused, match=r"failed \(exit 3\)") as refused:
        password(command(sys.executable, "-c", noisy), {})
    assert "hunter2" not in str(refused.value)
    with pytest.raises(LoginRefused, match="cannot be run"):
        password(command("/nonexistent/pass"), {})
    with pytest.raises(LoginRefused, match="there is no password in what"):
        password(command(sys.executable, "-c", "pass"), {})


def test_under_cron_the_session_bus_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    bus = Path(f"/run/user/{os.getuid()}/bus")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr(Path, "exists", lambda self: self == bus)
    credentials._find_session_bus({})
    assert os.environ.pop("DBUS_SESSION_BUS_ADDRESS") == f"unix:path={bus}"
