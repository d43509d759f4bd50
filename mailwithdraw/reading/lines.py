"""A body as lines, each with its depth of quotation: the one form in which plain text and HTML meet."""

import re
from collections.abc import Iterable
from typing import NamedTuple

MOST = 12_000
"""Lines of one body that are read."""

_QUOTE = re.compile(r"(?:> ?|\| (?=[>|]))+>*")


class Line(NamedTuple):
    """One line, without its quote marks."""

    text: str
    depth: int = 0
    """How often it is quoted: the number of > before it, or of quoting elements around it."""
    history: bool = False
    """True where the mail program says that everything from here on is the message answered."""


def of_text(text: str) -> list[Line]:
    """Lines of tidy plain text."""
    return [_line(text) for text in text.split("\n", MOST)[:MOST]]


def _line(text: str) -> Line:
    text = text.rstrip(" \t")
    if not text.startswith(">"):
        return Line(text)
    match = _QUOTE.match(text)
    mark = match[0] if match else ">"
    return Line(text[len(mark) :], mark.count(">"))


def unflowed(text: str, *, delete_space: bool) -> list[Line]:
    """Lines of a format=flowed text with its paragraphs joined again (RFC 3676, 4.2 and 4.5)."""
    lines: list[Line] = []
    flowing: list[str] = []
    depth = 0
    for raw in text.split("\n", MOST)[:MOST]:
        bare = raw.lstrip(">")
        own = len(raw) - len(bare)
        bare = bare.removeprefix(" ")
        if flowing and (own != depth or bare == "-- "):
            lines.append(Line("".join(flowing).rstrip(), depth))
            flowing = []
        depth = own
        if bare.endswith(" ") and bare != "-- ":
            flowing.append(bare[:-1] if delete_space else bare)
        else:
            lines.append(Line("".join([*flowing, bare]).rstrip(), depth))
            flowing = []
    if flowing:
        lines.append(Line("".join(flowing).rstrip(), depth))
    return lines


def to_text(lines: Iterable[Line], *, above: int = 0) -> str:
    """Lines as text; what is quoted deeper than `above` keeps a > for each level more."""
    texts = ("> " * (line.depth - above) + line.text if line.depth > above else line.text for line in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(texts)).strip("\n ")
