"""Domains that are made to be mistaken for others, and domains where anybody can have a mailbox."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
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
_TWIN_INSIDE = re.compile(r"(?<=[a-z])[0134578](?=[a-z])")
_SHORTEST_FOR_SLIPS = 7
_MAIL_LABELS = frozenset(
    folded_words("mail webmail postbox mailbox inbox email mymail freemail postfach courriel correo posta")
)


@dataclass(frozen=True, slots=True)
class _Protected:
    name: str
    domains: frozenset[str]
    plain: bool
    employer: bool


def is_lookalike(domain: str) -> bool:
    """Whether a domain is one slip beside a protected name, or dresses up as a system's mail domain."""
    parts = organisation_label(domain).split("-")
    return (
        _is_foreign(domain)
        and not has_other_ending(domain)
        and any(
            _slips(parts, protected) or (not protected.employer and _borrows(parts, protected))
            for protected in _protected()
        )
    )


def has_other_ending(domain: str) -> bool:
    """Whether a domain is a protected mail domain but for its ending; a firm often owns it under several."""
    label = organisation_label(domain)
    return "-" in label and _is_foreign(domain) and label in _labels()


def imitates_spelling(domain: str, names: str, others: Iterable[str]) -> bool:
    """Whether a domain is a firm's but for one letter: a digit in a word of `names`, or a slip beside another domain."""
    label = organisation_label(domain)
    digits = [
        part for part in label.split("-") if _TWIN_INSIDE.search(part) and len(part) >= _SHORTEST_FOR_SLIPS
    ]
    if digits:
        words = set(folded_words(names))
        for part in digits:
            if part not in words and not words.isdisjoint(
                (part.translate(_TWINS), part.replace("1", "i").translate(_TWINS))
            ):
                return True
    return len(label) >= _SHORTEST_FOR_SLIPS and any(
        one_slip(label, organisation_label(other)) for other in set(others)
    )


def borrows_name(domain: str) -> bool:
    """Whether a domain joins an employer's name to a word like "careers"; the employer itself might."""
    parts = organisation_label(domain).split("-")
    return _is_foreign(domain) and any(_borrows(parts, one) for one in _protected() if one.employer)


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


def _is_foreign(domain: str) -> bool:
    own = organisation(domain)
    return not any(own in protected.domains for protected in _protected())


def _borrows(parts: list[str], protected: _Protected) -> bool:
    return protected.name in parts and not _COMPANIONS.isdisjoint(
        part for part in parts if part != protected.name
    )


def _slips(parts: list[str], protected: _Protected) -> bool:
    for part in parts:
        if part != protected.name and _looks_like(part, protected):
            return not protected.plain or not _COMPANIONS.isdisjoint(
                other for other in parts if other != part
            )
    return False


def _looks_like(part: str, protected: _Protected) -> bool:
    shapes = (part.translate(_TWINS), part.replace("rn", "m").replace("vv", "w"))
    if protected.name in shapes:
        return True
    long_enough = len(protected.name) >= _SHORTEST_FOR_SLIPS and not protected.plain
    return long_enough and one_slip(part, protected.name)


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
def _labels() -> frozenset[str]:
    return frozenset(organisation_label(domain) for one in _protected() for domain in one.domains)


@cache
def _protected() -> tuple[_Protected, ...]:
    table = tomllib.loads((files("mailwithdraw") / "deciding" / "protected.toml").read_text("utf-8"))
    return tuple(
        _Protected(name, frozenset(row["domains"]), row.get("plain", False), row.get("employer", False))
        for name, row in table["name"].items()
    )


@cache
def _providers() -> frozenset[str]:
    text = (files("mailwithdraw") / "deciding" / "freemail.txt").read_text("utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line and not line.startswith("#"))
