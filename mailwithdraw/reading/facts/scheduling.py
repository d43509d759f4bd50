"""The link to choose a time with, or to start a test at."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from mailwithdraw.model import Found, Message
from mailwithdraw.reading.facts.words import Words, table
from mailwithdraw.reading.senders import judged

_URL = re.compile(r"https?://[^\s<>\"'“”\])]{4,400}")
_POINTED_AT = re.compile(r"(?:^[^\w\n]{0,4}|[:→>»]\s*)https?://", re.MULTILINE)
_CLICKED = re.compile(r"(?:^|\[|[\n>|])\s*(?P<words>[^\[\]\n>|]{2,60}?)[\s:(\]]*$")
"""The words one clicks: in brackets before a link, on its line, or as its text."""

_LEAD = 110
_MOST = 60


def scheduling_link_of(message: Message, words: Words) -> Found[str] | None:
    """Return the best link to book, answer or start with; None where the mail has no such link."""
    best: tuple[int, str] | None = None
    usable: set[str] = set()
    told = False
    for url, said in _links(message, words):
        score = _score(url, said)
        usable |= {url} if score >= 0 else set()
        told = told or score > 0
        if score > 1 and (best is None or score > best[0]):
            best = (score, url)
    if best:
        return Found(best[1], best[1])
    only = usable.pop() if len(usable) == 1 and told and _alone(words.body, message) else None
    return Found(only, only) if only else None


def _alone(text: str, message: Message) -> bool:
    """Whether a machine writes, or the one link stands by itself or after a colon: it is there to be followed."""
    machine = message.author is not None and judged(message.author) is not None
    return machine or _POINTED_AT.search(text) is not None


def _links(message: Message, words: Words) -> Iterator[tuple[str, str]]:
    """Yield each link with the words one clicks, or those that lead up to it."""
    text = words.body
    for found in _URL.finditer(text):
        yield found[0].rstrip(".,;:!?*_"), text[max(found.start() - _LEAD, 0) : found.start()]
    for link in message.links[:_MOST]:
        url = link.url.strip()
        at = text.find(url)
        said = link.text if link.text and link.text.strip() != url else ""
        if at < 0 and url.lower().startswith(("http://", "https://")):
            clicked = text.find(said) if said else -1
            yield (
                url.rstrip(".,;:!?*_") if not said else url,
                f"{text[max(clicked - 60, 0) : clicked] if clicked > 0 else ''} {said}",
            )


def _score(url: str, said: str) -> int:
    said = said[-2 * _LEAD :]
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return -1
    place = f"{host}{parts.path}"
    clicked = _CLICKED.search(said)
    away = clicked and _words("elsewhere", "words").fullmatch(clicked["words"].strip())
    if away or _words("never", "words").search(place) or _forged(host):
        return -1
    known = any(_under(host, place, name) for name in table("schedulers.toml")["hosts"]["names"])
    first = host.partition(".")[0]
    path = _words("path", "words").search(re.sub(r"[/_.-]", " ", f"{first}/{parts.path}")) is not None
    lead = _words("lead", "phrases").search(said) is not None
    cancels = re.search(r"cancel|storno|annul", url, re.IGNORECASE) is not None
    return (4 if known else 0) + (2 if lead else 0) + (1 if path else 0) - (2 if cancels else 0)


def _forged(host: str) -> bool:
    """Whether a host only poses as a known one: "calendly.com.evil.example"."""
    names = (name for name in table("schedulers.toml")["hosts"]["names"] if "/" not in name)
    return any(f"{name}." in host for name in names)


def _under(host: str, place: str, name: str) -> bool:
    if "/" in name:
        return place.startswith(name)
    return host == name or host.endswith("." + name)


@cache
def _words(section: str, key: str) -> re.Pattern[str]:
    either = "|".join(table("schedulers.toml")[section][key])
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
