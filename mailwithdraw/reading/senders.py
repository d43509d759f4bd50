"""Which known system a mail came through, judged per address: one domain holds dead and live addresses."""

import re
import tomllib
from dataclasses import dataclass
from fnmatch import translate
from functools import cache
from importlib.resources import files

from mailwithdraw.model import Address, Message, ReachKind, System


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    domains: tuple[str, ...]
    local: re.Pattern[str]
    reply: ReachKind
    withdraw_at: str


def system_of(message: Message) -> System | None:
    """Return the system behind the address a reply would go to; None for mail of no known system.

    Reply-To beats From (RFC 5322, 3.6.2). A Reply-To outside the system leaves the verdict on the From
    address, and a mere Sender of a system (it sent on behalf of a person) leaves that person reachable.
    """
    for address in (*message.reply_to, *message.from_):
        found = judged(address)
        if found:
            return found
    carrier = judged(message.sender) if message.sender else None
    author = message.author
    if carrier and author:
        return System(carrier.name, ReachKind.HUMAN, carrier.withdraw_at, author.email)
    return None


def judged(address: Address) -> System | None:
    """Return the system an address belongs to and where a reply to this very address goes."""
    local = address.local.lower()[:200]
    for rule in _rules():
        if any(within(address.domain, domain) for domain in rule.domains) and rule.local.match(local):
            return System(rule.name, rule.reply, rule.withdraw_at, address.email)
    return None


def within(domain: str, parent: str) -> bool:
    """Whether a domain is `parent` or below it, by whole labels; `tenant.` wants at least one label before."""
    if parent.startswith("*."):
        return domain.endswith(parent[1:])
    return domain == parent or domain.endswith("." + parent)


@cache
def _rules() -> tuple[_Rule, ...]:
    text = files("mailwithdraw.reading").joinpath("senders.toml").read_text(encoding="utf-8")
    return tuple(
        _Rule(
            name=system["name"],
            domains=tuple(address.get("domains", system["domains"])),
            local=re.compile("|".join(translate(pattern) for pattern in address["local"])),
            reply=ReachKind(address["reply"]),
            withdraw_at=system.get("withdraw_at", ""),
        )
        for system in tomllib.loads(text)["system"]
        for address in system["address"]
    )
