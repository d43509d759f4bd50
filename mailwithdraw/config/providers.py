"""Mail providers known by the domain of an address: their server, and how one logs in there."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from mailwithdraw.config.values import Security


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider of `accounts/providers.toml`."""

    name: str
    domains: tuple[str, ...]
    host: str
    login: Literal["password", "app password", "none"]
    """What the IMAP server takes; "none" where a password cannot log in at all."""
    port: int = 993
    security: Security = Security.TLS
    username: Literal["email", "local"] = "email"
    help: str = ""
    """The page on which the user makes an app password or switches IMAP on."""
    note: str = ""

    def username_for(self, email: str) -> str:
        """The name to log in with."""
        return email.rpartition("@")[0] if self.username == "local" else email


def provider_of(email: str) -> Provider | None:
    """The provider of an address, by its exact domain; None where it is not in the table."""
    return _by_domain().get(email.rpartition("@")[2].casefold())


@cache
def _by_domain() -> dict[str, Provider]:
    table = tomllib.loads((files("mailwithdraw") / "accounts" / "providers.toml").read_text("utf-8"))
    providers = [
        Provider(
            **{
                **row,
                "domains": tuple(row["domains"]),
                "security": Security(row.get("security", "tls")),
            }
        )
        for row in table["provider"]
    ]
    return {domain: provider for provider in providers for domain in provider.domains}
