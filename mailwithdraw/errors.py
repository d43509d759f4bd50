"""What can go wrong, drawn as a tree; each kind knows its exit code (sysexits) and speaks to a person.

    MailwithdrawError
    ├── UsageError          64  the command line asks for something that cannot be
    ├── ServerUnavailable   69  the server cannot be reached
    ├── CannotWrite         73  Drafts is missing, read-only or full
    ├── TryLater            75  a passing fault: connection lost, throttled, another run holds the lock
    ├── ProtocolFault       76  the server (or we) broke the IMAP protocol
    ├── LoginRefused        77  the server refuses user or password: a human must act
    ├── TemplateError       78  a letter's template is missing or broken; names file and line
    └── ConfigError         78  the configuration file cannot be used; carries every problem found

An error's text says what happened, in which account, file or line, and what to do now. It never holds
a word of anybody's mail, nor a password.
"""

from dataclasses import dataclass
from typing import ClassVar


class MailwithdrawError(Exception):
    """Any failure the user should read as a sentence instead of a traceback."""

    exit_code: ClassVar[int] = 70


class UsageError(MailwithdrawError):
    """The command line asks for something that cannot be done."""

    exit_code = 64


class ServerUnavailable(MailwithdrawError):
    """The mail server cannot be reached or refuses connections."""

    exit_code = 69


class CannotWrite(MailwithdrawError):
    """A draft or a mark cannot be stored: no Drafts mailbox, read-only, or over quota."""

    exit_code = 73


class TryLater(MailwithdrawError):
    """A fault that passes by itself: the next run carries on where this one stopped."""

    exit_code = 75


class ProtocolFault(MailwithdrawError):
    """The server's answer makes no sense, or it calls one of our commands wrong."""

    exit_code = 76


class LoginRefused(MailwithdrawError):
    """The server says that user or password is wrong; repeating would lock the account."""

    exit_code = 77


class TemplateError(MailwithdrawError):
    """A letter's template is missing or broken: the user's own has to be mended or removed."""

    exit_code = 78

    def __init__(self, source: str, line: int | None, message: str) -> None:
        self.source = source
        self.line = line
        where = f"{source}, line {line}" if line else source
        super().__init__(f"{where}: {message}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a configuration file."""

    line: int | None
    key: str
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        hint = f" {self.suggestion}" if self.suggestion else ""
        return f"{where}{self.key}: {self.message}{hint}"


class ConfigError(MailwithdrawError):
    """The configuration cannot be used; all its problems are reported together."""

    exit_code = 78

    def __init__(self, source: str, problems: tuple[Problem, ...]) -> None:
        self.source = source
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        lines = "".join(f"\n  {problem}" for problem in problems)
        super().__init__(f"{source}: {count} in the configuration{lines}")
