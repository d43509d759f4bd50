"""Where the password comes from: keyring, environment, a private file or a command. Never from the TOML file."""

import os
import stat
import subprocess
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from mailwithdraw.config import Account, SecretSource
from mailwithdraw.errors import LoginRefused

SERVICE = "mailwithdraw"
"""The service name under which the keyring holds passwords, by account address."""

VARIABLE = "MAILWITHDRAW_PASSWORD"
CREDENTIAL = "mailwithdraw-password"
"""Name of a systemd credential (LoadCredential=)."""

PATIENCE = 20.0
"""Seconds: a locked keyring without a prompter would wait for ever."""


def password(account: Account, environ: Mapping[str, str]) -> str:
    """Find an account's password where the configuration says, or in the usual places.

    Raises:
        LoginRefused: there is none; the sentence says where it was sought and how to provide it.

    """
    sources = {
        SecretSource.ENV: lambda: _from_environment(account, environ),
        SecretSource.FILE: lambda: _from_file(account, Path(account.password.argument[0]).expanduser()),
        SecretSource.COMMAND: lambda: _from_command(account),
        SecretSource.KEYRING: lambda: _required(account, _from_keyring(account, environ), "the keyring"),
        SecretSource.DEFAULT: lambda: _from_usual_places(account, environ),
    }
    return sources[account.password.source]()


def _required(account: Account, secret: str | None, where: str) -> str:
    if secret:
        return secret
    raise LoginRefused(
        f"{account.name}: there is no password in {where}. Store it with `keyring set {SERVICE} {account.email}`, "
        f"put it into the environment variable {VARIABLE}, or name another source in the configuration "
        '(password = { command = ["pass", "show", "mail"] }).'
    )


def _from_usual_places(account: Account, environ: Mapping[str, str]) -> str:
    directory = environ.get("CREDENTIALS_DIRECTORY")
    if directory and (path := Path(directory) / CREDENTIAL).is_file():
        return _first_line(path.read_text(encoding="utf-8"))
    if secret := environ.get(VARIABLE):
        return secret
    return _required(account, _from_keyring(account, environ), f"{VARIABLE} or the keyring")


def _from_environment(account: Account, environ: Mapping[str, str]) -> str:
    name = account.password.argument[0]
    return _required(account, environ.get(name), f"the environment variable {name}")


def _from_file(account: Account, path: Path) -> str:
    try:
        mode = path.stat().st_mode
        if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise LoginRefused(
                f"{account.name}: others may read the password file {path}. Run `chmod 600 {path}`, then try again."
            )
        secret = _first_line(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise LoginRefused(f"{account.name}: the password file {path} cannot be read: {reason}.") from error
    return _required(account, secret, str(path))


def _from_command(account: Account) -> str:
    argv = account.password.argument
    try:
        done = subprocess.run(argv, capture_output=True, timeout=60, check=True, text=True)  # noqa: S603 - the user's own command, no shell
    except subprocess.CalledProcessError as error:
        raise LoginRefused(
            f"{account.name}: the password command {argv[0]} failed (exit {error.returncode}). "
            "Run it by hand to see why."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise LoginRefused(
            f"{account.name}: the password command {argv[0]} did not answer within a minute."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise LoginRefused(
            f"{account.name}: the password command {argv[0]} cannot be run: {error}."
        ) from error
    return _required(account, _first_line(done.stdout), f"what {argv[0]} printed")


def _from_keyring(account: Account, environ: Mapping[str, str]) -> str | None:
    _find_session_bus(environ)
    answer: list[str | None] = []
    thread = threading.Thread(target=_ask_keyring(account, answer), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    if thread.is_alive():
        raise LoginRefused(
            f"{account.name}: the keyring did not answer; it is probably locked. Log in to your desktop session, "
            f"or use {VARIABLE}, a password file or a password command instead."
        )
    return answer[0] if answer else None


def _ask_keyring(account: Account, answer: list[str | None]) -> Callable[[], None]:
    def ask() -> None:
        import keyring  # noqa: PLC0415 - slow to load, and needed only here
        import keyring.errors  # noqa: PLC0415 - the same

        try:
            backend = keyring.get_keyring()
            if type(backend).__module__.startswith("keyrings.alt"):
                return  # a plain text file: not a place for a password
            answer.append(backend.get_password(SERVICE, account.email))
        except (keyring.errors.KeyringError, OSError, RuntimeError):
            return

    return ask


def _find_session_bus(environ: Mapping[str, str]) -> None:
    """Under cron the session bus is there but not named; the keyring's library looks only at the name."""
    if os.name == "posix" and "DBUS_SESSION_BUS_ADDRESS" not in environ:
        bus = Path(f"/run/user/{os.getuid()}/bus")
        if bus.exists():
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text.strip() else ""
