"""Address lists as in RFC 5322, 3.4, and the many ways mail programs miss it."""

import re
from collections.abc import Iterator

from mailwithdraw.model import Address
from mailwithdraw.reading.charsets import one_line
from mailwithdraw.reading.headers import LONGEST, words

MOST = 500
"""Addresses of one field that are read."""

_TOKEN = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*")
      | (?P<word>=\?[^?\s]{0,60}\?[BbQq]\?[^?]{0,2000}\?=)
      | (?P<angle><[^<>]*>?)
      | (?P<mark>[,;:()])
      | (?P<text>[^,;:()<"=]+|["=>])""",
    re.VERBOSE | re.DOTALL,
)
_LOCAL = r"""(?:"(?:[^"\\\x00-\x1f\x7f]|\\[ -~])+"|[^\s@<>()\[\],;:"\\\x00-\x1f\x7f-\x9f]+)"""
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDR_SPEC = re.compile(rf"{_LOCAL}@(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9A-Fa-f.:IPv]+\])\.?")
_LOOSE = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})*")


def addresses(value: str) -> tuple[Address, ...]:
    """The mailboxes of an address list, those of groups included; a name without an addr-spec is left out."""
    found = (_mailbox(tokens) for tokens in _mailboxes(value[:LONGEST]))
    return tuple(dict.fromkeys(address for address in found if address))[:MOST]


def addr_spec(text: str) -> str | None:
    """`text` if it can be an addr-spec (RFC 5322, 3.4.1, with RFC 6532's letters), without decoration."""
    text = text.strip().strip("<>").strip()
    if text[:7].lower() == "mailto:":
        text = text[7:]
    if text.startswith("@") and ":" in text:
        text = text.rpartition(":")[2]
    if len(text) > 320 or one_line(text) != text or not _ADDR_SPEC.fullmatch(text):
        return None
    return text.rstrip(".")


def _mailboxes(value: str) -> Iterator[list[tuple[str, str]]]:
    """Tokens of one mailbox each; comments come as one token."""
    tokens: list[tuple[str, str]] = []
    comment: list[str] = []
    depth = 0
    for match in _TOKEN.finditer(value):
        kind, text = match.lastgroup or "text", match[0]
        if text == "(":
            depth += 1
        elif text == ")" and depth:
            depth -= 1
            if not depth:
                tokens.append(("comment", "".join(comment)))
                comment.clear()
        elif depth:
            comment.append(text)
        elif kind != "mark" or text == ")":
            tokens.append((kind, text))
        elif text == ":":  # a group's name, unless it belongs to a route or a scheme
            tokens.clear()
        else:
            yield tokens
            tokens = []
    if comment:
        tokens.append(("comment", "".join(comment)))
    yield tokens


def _mailbox(tokens: list[tuple[str, str]]) -> Address | None:
    angles = [text for kind, text in tokens if kind == "angle" and addr_spec(text)]
    comment = " ".join(words(text) for kind, text in tokens if kind == "comment")
    phrase = "".join(
        _unquoted(text) if kind == "quoted" else text
        for kind, text in tokens
        if kind not in {"angle", "comment"}
    )
    if angles:
        email = addr_spec(angles[-1])
        name = _name(phrase) or _name(comment)
    else:
        whole = "".join(text for kind, text in tokens if kind != "comment")
        email = addr_spec(whole)
        name = _name(comment)
        if email is None:
            loose = _LOOSE.search(whole[:1_000]) if "@" in whole else None
            email = addr_spec(loose[0]) if loose else None
            name = _name(whole.replace(loose[0], " ")) if loose else ""
    return Address(email, name) if email else None


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _name(text: str) -> str:
    name = words(text)[:200]
    while len(name) > 1 and name[0] in "'\"" and name[-1] == name[0]:
        name = name[1:-1].strip()
    return name.strip('"<>,; ')
