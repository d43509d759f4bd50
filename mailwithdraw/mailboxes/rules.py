r"""What holds for every store: which marks are ours, which drafts are refused, how much of a message is read.

The marks are \Flagged (RFC 9051, 2.3.2) and keywords that begin with $Mw.
"""

import re
from collections.abc import Collection

LIMIT = 262144
"""Octets given out of a message at most: enough to judge any, and a bound on what is held in memory."""
FLAGGED = r"\Flagged"
DRAFT_FLAGS = (r"\Draft", r"\Seen")
OWN_KEYWORD = re.compile(r"\$Mw[A-Za-z0-9-]{1,28}")
"""Atoms of at most 32 characters, which every server with keywords can store."""

_CANONICAL = {flag.casefold(): flag for flag in (r"\Seen", r"\Answered", r"\Flagged", r"\Deleted", r"\Draft")}
_BARE_LINE_END = re.compile(rb"\r(?!\n)|(?<!\r)\n")


def marks(flags: Collection[str]) -> tuple[str, ...]:
    r"""The flags to add, sorted.

    Raises:
        ValueError: one of them is neither \Flagged nor a keyword of ours.

    """
    return tuple(sorted({FLAGGED if flag.casefold() == FLAGGED.casefold() else _own(flag) for flag in flags}))


def own_keywords(flags: Collection[str]) -> tuple[str, ...]:
    """The keywords to remove, sorted.

    Raises:
        ValueError: one of them is not ours.

    """
    return tuple(sorted({_own(flag) for flag in flags}))


def draft(raw: bytes) -> bytes:
    """A draft that any server stores as it is.

    Raises:
        ValueError: it has a NUL or a line that does not end in CRLF (RFC 5322, 2.1), or is empty.

    """
    if not raw or b"\0" in raw or _BARE_LINE_END.search(raw):
        raise ValueError("a draft has CRLF line ends and no NUL")
    return raw


def crlf(raw: bytes) -> bytes:
    """A message with the line ends of RFC 5322, 2.1, as IMAP gives it; files often have bare LF."""
    return _BARE_LINE_END.sub(b"\r\n", raw)


def header(raw: bytes) -> bytes:
    """The header of a message with the empty line that ends it (BODY[HEADER] of RFC 9051, 6.4.5)."""
    before, separator, _ = raw.partition(b"\r\n\r\n")
    return before + separator


def canonical(flags: Collection[str]) -> frozenset[str]:
    r"""Flags as a server reports them, system flags in their usual case, \Recent left out."""
    named = (_CANONICAL.get(flag.casefold(), flag) for flag in flags)
    return frozenset(flag for flag in named if flag.casefold() != r"\recent")


def _own(flag: str) -> str:
    if not OWN_KEYWORD.fullmatch(flag):
        raise ValueError(f"not a mark of ours: {flag!r}")
    return flag
