"""Domains that are made to be mistaken for others, and domains where anybody can have a mailbox."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mailwithdraw.deciding.names import organisation, organisation_label
from mailwithdraw.deciding.words import folded_words
from mailwithdraw.model import Address

_TWINS = str.maketrans({"0": "o", "1": "l", "5": "s", "3": "e", "4": "a", "7": "t", "8": "b"})
_COMPANIONS = frozenset(
    folded_words(
        "mail email hr careers career jobs job hire hiring recruiting recruit talent io co com verify verified notify "
        "notifications remail interview interviews scheduling calendar support team desk careerportal portal onboard "
        "onboarding remote work apply app security"
    )
)
_SHORTEST_FOR_SLIPS = 7
_MAIL_LABELS = frozenset(
    folded_words("mail webmail postbox mailbox inbox email mymail freemail postfach courriel correo posta")
)


@dataclass(frozen=True, slots=True)
class _Protected:
    name: str
    domains: frozenset[str]
    plain: bool


def is_lookalike(domain: str) -> bool:
    """Whether a domain holds a protected name, or one slip beside it, without being one of its domains."""
    own = organisation(domain)
    parts = organisation_label(domain).split("-")
    for protected in _protected():
        if own in protected.domains:
            return False
    return any(_imitates(parts, protected) for protected in _protected())


def claimed_name(author: Address) -> str | None:
    """The protected name that a sender shows without writing from one of its domains."""
    words = folded_words(author.name)
    own = organisation(author.domain)
    for protected in _protected():
        claimed = protected.name in words and (not protected.plain or not _COMPANIONS.isdisjoint(words))
        if claimed and own not in protected.domains and protected.name != organisation_label(author.domain):
            return protected.name
    return None


def is_mail_provider(domain: str) -> bool:
    """Whether anybody can open a mailbox there: a known provider, or a domain named for mail."""
    label = organisation_label(domain)
    return organisation(domain) in _providers() or label in _MAIL_LABELS


def mixes_scripts(domain: str) -> bool:
    """Whether one label of a domain has letters of several alphabets, as no honest one has (UTS 39)."""
    for label in domain.split("."):
        shown = _decoded(label)
        scripts = {unicodedata.name(char, "?").split()[0] for char in shown if char.isalpha()}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}) > 1:
            return True
    return False


def _imitates(parts: list[str], protected: _Protected) -> bool:
    for part in parts:
        exact = part == protected.name
        slip = not exact and (
            part.translate(_TWINS) == protected.name
            or part.replace("rn", "m").replace("vv", "w") == protected.name
            or (
                len(protected.name) >= _SHORTEST_FOR_SLIPS
                and not protected.plain
                and one_slip(part, protected.name)
            )
        )
        beside = [other for other in parts if other != part]
        if slip and (not protected.plain or not _COMPANIONS.isdisjoint(beside)):
            return True
        if exact and beside and not _COMPANIONS.isdisjoint(beside):
            return True
    return False


def one_slip(written: str, name: str) -> bool:
    """Whether one letter is changed, left out, added or swapped with its neighbour."""
    if written == name or abs(len(written) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(written), len(name)) and written[start] == name[start]:
        start += 1
    one, other = written[start:], name[start:]
    swapped = other[1::-1] + other[2:]
    return one == swapped or one[1:] in {other[1:], other} or one == other[1:]


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


@cache
def _protected() -> tuple[_Protected, ...]:
    table = tomllib.loads((files("mailwithdraw") / "deciding" / "protected.toml").read_text("utf-8"))
    return tuple(
        _Protected(name, frozenset(row["domains"]), row.get("plain", False))
        for name, row in table["name"].items()
    )


@cache
def _providers() -> frozenset[str]:
    text = (files("mailwithdraw") / "deciding" / "freemail.txt").read_text("utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line and not line.startswith("#"))
