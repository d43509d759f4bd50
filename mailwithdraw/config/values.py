"""What the configuration file declares, as frozen values; never a password, only where one is kept."""

from dataclasses import dataclass, field
from enum import StrEnum

from mailwithdraw.model import Criteria, Me


class Security(StrEnum):
    """How the connection to the mail server is protected."""

    TLS = "tls"
    """From the first byte (RFC 8314)."""
    STARTTLS = "starttls"
    """By STARTTLS before anything secret is said (RFC 9051, 6.2.1)."""
    NONE = "none"
    """Not at all: accepted only for a server on this machine."""


class SecretSource(StrEnum):
    """Where a password is kept."""

    DEFAULT = "default"
    """Nothing declared: the usual places, in their usual order."""
    KEYRING = "keyring"
    ENV = "env"
    FILE = "file"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Secret:
    """Where to get a password; never the password itself."""

    source: SecretSource = SecretSource.DEFAULT
    argument: tuple[str, ...] = ()
    """The variable's name (env), the path (file) or the argument list (command); else empty."""


@dataclass(frozen=True, slots=True)
class Account:
    """One IMAP account."""

    email: str
    host: str
    port: int
    security: Security
    username: str
    name: str
    """What the user calls the account; the address where they gave it no name."""
    password: Secret = Secret()
    also: tuple[str, ...] = ()
    """Further addresses of the user whose mail lies in this account."""
    drafts: str | None = None
    """The Drafts mailbox by name, where the server does not tell (RFC 6154); so `sent` and `trash`."""
    sent: str | None = None
    trash: str | None = None
    flag: bool = True
    r"""Whether invitations are marked \Flagged."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the user declared."""

    me: Me
    accounts: tuple[Account, ...] = ()
    criteria: Criteria = field(default_factory=Criteria)
