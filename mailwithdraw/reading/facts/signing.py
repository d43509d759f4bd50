"""Who signs a mail: after a closing, on the last lines, in the signature block."""

import re
from collections.abc import Iterator
from functools import cache

from mailwithdraw.model import Message
from mailwithdraw.reading.facts.persons import person, plain
from mailwithdraw.reading.facts.words import Words, table

_TAIL_CUT = re.compile(r"\s*(?:[,;|/·•(<\[–—]|\s-\s|\s@\s|:\s|\bat\b|\bfrom\b|\bvon\b|\bde chez\b|\(|\d).*$")

_SIGNATURE_LINE = 110
_ENDING = re.compile(
    r"[.!?)](?:\s[Xx]{1,3})?[\"”“]?\s(?P<name>[A-ZÀ-Þ][^.!?,;:\d]{1,24}?)(?:\s[x\d][\dx .+-]{0,16})?[\"”“.]?$"
)
"""What stands by itself after the last sentence: "The phone is nearly dead. Gino"."""


def signed_names(words: Words) -> Iterator[str]:
    """Yield the persons who sign: after a closing first, then on the last lines, then in the signature block."""
    body = [line.strip() for line in words.body.split("\n") if line.strip()]
    last = body[-1] if body else ""
    body = body[1:][-10:]  # the first line greets
    block = [line.strip() for line in words.signature.split("\n") if line.strip()][:5]
    lines = [*body, *block]
    for n, line in enumerate(lines[:-1]):
        if _closing().fullmatch(line.strip(" ,.!-–")) and (name := _signed(lines[n + 1])):
            yield name
    inline = re.compile(
        rf"(?:{_closing().pattern})[,!.]?\s+(?P<name>[A-ZÀ-Þ][^,.\n]{{1,30}})$", re.IGNORECASE
    )
    for line in lines:
        found = inline.search(line) if len(line) < 60 else None
        if found and (name := _signed(found["name"])):
            yield name
    for line in (*block[:3], *reversed(body[-4:])):
        if len(line) > _SIGNATURE_LINE or _closing().fullmatch(line.strip(" ,.!-–")):
            continue
        name = _signed(line)
        alone = name is not None and len(line.strip(" -–—/.,!~")) <= len(name) + 6
        if name and (alone or len(name.split()) > 1):
            yield name
    ending = _ENDING.search(last)
    if ending and (name := _signed(ending["name"])):
        yield name


def _signed(line: str) -> str | None:
    cut = _TAIL_CUT.sub(
        "",
        re.sub(
            r"^(?:i\.\s?a\.|i\.\s?v\.|p\.p\.|gez\.|/|-{1,2}|–|—|~|Ihre?|Deine?|Your|Je|Uw)\s*",
            "",
            line.strip(),
        ),
    )
    cut = re.sub(r"\s(?:&|and|und|et|y|e|en)\s.*$", "", cut)
    rest = line.strip()[len(cut) :].lstrip()
    if len(cut.split()) > 4 or line.endswith((":", "?")) or rest.startswith(":"):
        return None
    return person(cut.strip(" ."))


@cache
def _closing() -> re.Pattern[str]:
    either = "|".join(
        pattern.replace(" ?", r"\s?").replace(" ", r"\s+")
        for pattern in table("names.toml")["closings"]["patterns"]
    )
    return re.compile(rf"(?:{either})", re.IGNORECASE)


def signs_for(firm: str, words: Words) -> str | None:
    """Return who signs as "Shawnda, Cobalt Creek Dental": then the display name is the firm's."""
    for line in f"{words.body}\n{words.signature}".split("\n"):
        signed = re.fullmatch(rf"[\W_]{{0,4}}([^,\n]{{2,30}}),\s{re.escape(firm)}\W?", line.strip())
        if signed:
            return person(signed[1])
    return None


def sign_below(message: Message, words: Words) -> Iterator[str]:
    """Yield who signs with a firm that the sender's address knows: "Hattie, Brightwater Mill"."""
    known = [re.sub(r"\W", "", plain(one.email)) for one in (*message.reply_to, *message.from_)]
    for line in words.body.split("\n")[-6:]:
        signed = re.fullmatch(r"[\W_]{0,4}([^,\n]{2,30}),\s([^,\n]{3,40}?)\W?", line.strip())
        firm = re.sub(r"\W", "", plain(signed[2])) if signed else ""
        if signed and len(firm) > 3 and any(firm in one for one in known) and (name := person(signed[1])):
            yield name
