"""What every command needs from its surroundings: configuration, state folder, clock, colours."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import platformdirs
from dateutil.tz import tzlocal

from mailwithdraw.config import Account, Config, parse_config
from mailwithdraw.errors import ConfigError, Problem, TryLater, UsageError
from mailwithdraw.model import Me
from mailwithdraw.plan import Render

CONFIG = "config.toml"

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    envvar="MAILWITHDRAW_CONFIG",
    help="Configuration file instead of the usual one.",
)


def usual_config() -> Path:
    """Where the configuration lies unless told otherwise."""
    return platformdirs.user_config_path("mailwithdraw") / CONFIG


def state_folder() -> Path:
    """Where ledger and lock lie; MAILWITHDRAW_STATE names another folder."""
    named = os.environ.get("MAILWITHDRAW_STATE")
    return Path(named).expanduser() if named else platformdirs.user_state_path("mailwithdraw")


def load_config(path: Path | None, *, required: bool) -> Config:
    """Read the configuration.

    Raises:
        ConfigError: it cannot be read or used; or there is none, and one is `required`.

    """
    where = path or usual_config()
    if path is None and not required and not where.exists():
        return Config(Me("", ()))
    try:
        text = where.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        hint = "Copy config.example.toml there and fill it in, or name another file with --config."
        raise ConfigError(str(where), (Problem(None, "file", "there is no such file.", hint),)) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(str(where), (Problem(None, "file", f"it cannot be read: {reason}."),)) from error
    return parse_config(text, str(where))


def chosen_accounts(config: Config, names: tuple[str, ...], source: Path | None) -> tuple[Account, ...]:
    """Pick accounts by name or address; all of them where none is named."""
    if not config.accounts:
        where = str(source or usual_config())
        hint = 'Add [account] with email = "you@example.com" and host = "imap.example.com".'
        raise ConfigError(where, (Problem(None, "account", "no account is configured.", hint),))
    for name in names:
        if not any(name in (account.name, account.email) for account in config.accounts):
            known = ", ".join(account.name for account in config.accounts)
            raise UsageError(f"There is no account {name!r} in the configuration. Known: {known}.")
    return tuple(
        account for account in config.accounts if not names or account.name in names or account.email in names
    )


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Let one process at a time write drafts and the ledger.

    Raises:
        TryLater: another one is at work.

    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UsageError(f"The state folder {folder} cannot be made: {error.strerror}.") from error
    guard = FileLock(folder / "lock", timeout=0, mode=0o600)
    try:
        guard.acquire()
    except Timeout as error:
        raise TryLater(
            f"Another mailwithdraw is at work with {folder}. It does the same job; try again when it is done."
        ) from error
    try:
        yield
    finally:
        guard.release()


def renderer(config_path: Path | None) -> Render:
    """Give the templates: the user's own beside the configuration first, then the shipped ones."""
    from mailwithdraw import rendering

    own = (config_path or usual_config()).parent / "templates"
    return rendering.renderer(own if own.is_dir() else None)


def zone_of(me: Me) -> tzinfo:
    """Give the user's time zone, or the machine's."""
    return ZoneInfo(me.time_zone) if me.time_zone else tzlocal()


def colours() -> bool:
    """Whether standard output takes colours (https://no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def unicode() -> bool:
    """Whether standard output can print more than ASCII."""
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")


class Moment(click.ParamType):  # type: ignore[type-arg] # generic only since click 8.5
    """An ISO 8601 date and time; naive ones are local."""

    name = "ISO8601"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the option's text."""
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date and time such as 2026-11-24T09:30+01:00.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=tzlocal())


class Day(click.ParamType):  # type: ignore[type-arg] # the same
    """A day as YYYY-MM-DD, or so many days back, as in 90d."""

    name = "DAY"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the option's text."""
        text = str(value)
        try:
            if text.endswith("d") and text[:-1].isdigit():
                return date.fromordinal(max(1, date.today().toordinal() - int(text[:-1])))  # noqa: DTZ011 - the user's calendar day
            return date.fromisoformat(text)
        except ValueError:
            self.fail(
                f"{text!r} is neither a day such as 2026-11-01 nor a number of days such as 30d.", param, ctx
            )
