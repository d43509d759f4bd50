"""Whether the sender recruits for somebody else."""

import re
from functools import cache

from mailwithdraw.model import Found, Message
from mailwithdraw.reading.facts.words import Words, around, phrases, table
from mailwithdraw.reading.senders import judged


def agency_of(message: Message, words: Words, language: str) -> Found[bool] | None:
    """Return True where the mail speaks of a client, or its signature or domain names a recruiting firm."""
    for text in (words.body, words.subject):
        said = phrases("agency.said", language).search(text)
        if said:
            return Found(value=True, quote=_line(text, said))
    for text in (words.signature, _tail(words.body), *(one.name for one in message.from_)):
        named = phrases("agency.named").search(text)
        if named and not _A_DEPARTMENT.match(text, named.end()):
            return Found(value=True, quote=_line(text, named))
    author = message.author
    if author and not judged(author):
        owner = author.domain.rpartition(".")[0].rpartition(".")[2]
        if _firm_name().search(owner):
            return Found(value=True, quote=author.email)
    return None


_A_DEPARTMENT = re.compile(r"\s?[,@]\s?(?=[A-Z])")
"""A comma and a name after it: "Staffing, Arbutus Devices" is the employer's own department."""


@cache
def _firm_name() -> re.Pattern[str]:
    endings = table("phrases.toml")["agency"]["domain"]["any"]
    return re.compile(rf"(?:{'|'.join(endings)})$")


def _line(text: str, found: re.Match[str]) -> str:
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    line = text[start : end if end >= 0 else len(text)]
    return around(line, found.start() - start, found.end() - start)


def _tail(body: str) -> str:
    """Return the last lines of a body: where mails without a marked signature sign."""
    lines = [line for line in body.split("\n") if line.strip()]
    return "\n".join(line for line in lines[-5:] if len(line) <= 90)
