"""Which mailbox is for drafts, which for sent mail, which is the trash: by attribute (RFC 6154), else by name."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailwithdraw.mailboxes import Special
from mailwithdraw.mailboxes.special_names import NAMES

PROVIDERS_PREFIXES = ("[Gmail]/", "[Google Mail]/")
UNSELECTABLE = {"\\noselect", "\\nonexistent"}


@dataclass(frozen=True, slots=True)
class Listed:
    r"""A line of LIST (RFC 9051, 7.3.1): attributes in lower case, hierarchy separator, name."""

    attributes: frozenset[str]
    separator: str
    name: str


def find(listed: Iterable[Listed], prefixes: Sequence[str] = ()) -> Special:
    """Tell the special mailboxes apart; `prefixes` are those of the personal namespaces (RFC 2342)."""
    usable = [each for each in listed if not each.attributes & UNSELECTABLE]
    drafts, sent, trash = (_one(purpose, usable, prefixes) for purpose in ("drafts", "sent", "trash"))
    return Special(drafts=drafts, sent=sent, trash=trash)


def _one(purpose: str, listed: Sequence[Listed], prefixes: Sequence[str]) -> str | None:
    """By attribute, else the first of the usual names, in the order of the table."""
    for each in listed:
        if f"\\{purpose}" in each.attributes:
            return each.name
    by_name: dict[str, str] = {}
    for each in listed:
        for name in _shortened(each, prefixes):
            by_name.setdefault(_folded(name), each.name)
    usual = (by_name.get(_folded(name)) for name in NAMES[purpose])
    return next((name for name in usual if name is not None), None)


def _shortened(each: Listed, prefixes: Sequence[str]) -> list[str]:
    """The name, and what remains of it below a namespace, INBOX or a provider's own folder."""
    usual = (*prefixes, f"INBOX{each.separator}", *PROVIDERS_PREFIXES)
    below = [
        each.name[len(prefix) :]
        for prefix in usual
        if prefix and each.name.casefold().startswith(prefix.casefold())
    ]
    return [each.name, *below]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
