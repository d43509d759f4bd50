"""Persons a mail names: who introduces themselves, whom to ask for, whom one meets."""

import re
from collections.abc import Iterator
from functools import cache

from mailwithdraw.reading.facts.words import Words, table

_WORD = r"[A-ZÀ-Þ][a-zß-ÿ]+-[a-zß-ÿ]+(?=\s[A-ZÀ-Þ])|[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+|['’][A-ZÀ-Þ]?[a-zß-ÿ]+)*(?![\w-])|[A-ZÀ-Þ]['’][A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]\.(?:[A-ZÀ-Þ]\.)*"
_PARTICLE = r"(?:de|van|von|der|la|di|da|den|del|dos|le|y)\s"
_FULL = rf"(?:{_WORD})(?:\s(?:{_PARTICLE}){{0,2}}(?:{_WORD})){{1,3}}"
_ONE = rf"(?:{_WORD})(?:\s(?:{_PARTICLE}){{0,2}}(?:{_WORD})){{0,3}}"
_AT_WORK = r"(?:from|at|of|here|bei|von|de chez|chez|de(?:l)?|d[aoe]|della|van|uit)\s"
_ASKS = (
    r"(?:wrote|asked(?: us| me)?|would like (?:to|half|an?)|wants to|has asked|replied|invites you|invited you|will (?:phone|call|confirm|ring|do)|has (?:read|reviewed|seen|invited|viewed)|replied to"
    r"|möchte|hat (?:dir|ihnen)|vous propose|t['’]invite|revisó|quiere|te invita|convida(?:-[ao]s?)?|quer|ti invita|la invita|wil je|nodigt)"
)


_GREETING = 4
"""Words a line that only greets has at most."""

_WRITES = (
    r"(?:replied to your|(?:has )?(?:sent you an? (?:message|inmail|note)|written to you)|hat (?:dir|ihnen) (?:eine nachricht|geschrieben)"
    r"|vous a (?:envoyé un (?:message|inmail)|écrit)|te (?:ha enviado|envió) un (?:mensaje|inmail)|te ha escrito"
    r"|ti ha (?:inviato un (?:messaggio|inmail)|scritto)|enviou(?:-te|-lhe)? uma mensagem|heeft je (?:een bericht|geschreven))"
)
"""What a network says of whom it writes for."""


def mentioned(words: Words) -> Iterator[str]:
    """Yield the names of persons in the text to whom one can turn, those one would rather answer first."""
    text = f"{words.body}\n{words.signature}"
    for pattern in (_labelled(), _introduced(), _asked(), _numbered(), _addressed(), _asking()):
        yield from (
            _name(found) for found in pattern.finditer(text) if not _greeted(text, found.start("name"))
        )


def met(words: Words) -> Iterator[str]:
    """Yield the persons one meets: whom one answers where only a system writes."""
    for part in (words.subject, f"{words.body}\n{words.signature}"):
        yield from (
            _name(found) for found in _met().finditer(part) if not _greeted(part, found.start("name"))
        )


def _name(found: re.Match[str]) -> str:
    return " ".join(found["name"].split())


def _greeted(text: str, at: int) -> bool:
    """Whether a name is whom the mail greets: the owner."""
    begun = text.rfind("\n", 0, at) + 1
    stop = re.search(r"[,:!\n]", text[at : at + 60])
    few = stop is not None and len(text[at : at + stop.start()].split()) <= _GREETING
    alone = (
        few
        and stop is not None
        and text[at + stop.start() : at + stop.end() + 1].strip()
        in (
            ",",
            ":",
            "!",
            ",\n",
            "",
        )
    )
    before = text[max(begun, at - 40) : at]
    return re.search(rf"(?<!\w)(?i:{_either('greeting')})[\s,]*$", before) is not None or (
        not before.strip() and alone
    )


def _either(kind: str) -> str:
    return "|".join(table("mentions.toml")[kind]["any"])


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[\n·|] ?)[^\w\n]{{0,4}}(?i:{_either('labelled')})[ \t]{{0,12}}(?:[:=]|\.{{2,12}}|[ \t]{{3,12}})[ \t]{{0,6}}(?P<name>[^\n,;(–|:]{{2,40}})"
    )


@cache
def _introduced() -> re.Pattern[str]:
    before = rf"(?<!\w)(?i:{_either('introduced')})\s(?P<name>{_ONE})(?=[\s,.!]|$)"
    return re.compile(before)


@cache
def _asked() -> re.Pattern[str]:
    title = rf"(?:(?i:{_either('addressed')})\s)?"
    return re.compile(
        rf"(?<!\w)(?i:{_either('asked')})\s(?:(?:a|o|the|la|il|de|our|my)\s)?(?P<name>{title}{_ONE})"
    )


@cache
def _addressed() -> re.Pattern[str]:
    """A form of address and a name after a number: "0511 5550 6000, Frau Cornelia Stahl"."""
    return re.compile(
        rf"(?<=\d[,;(]\s)(?P<name>(?i:{_either('addressed')})\s(?:[A-Z]{{2,4}}\s)?{_ONE})(?!['’]s)"
    )


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<name>{_ONE})(?=(?:'s|’s)\s(?:eye|calendar|diary|agenda|booking)"
        rf"|,?\s{_AT_WORK}[\w&.'’ -]{{2,30}},?\s{_ASKS}|\s\([^()\n]{{2,30}}\)\s(?:{_ASKS}|via)|(?:,\swho\s[^,.\n]{{2,50}},)\s{_ASKS}|\s{_WRITES}|\shere[,.!]|\swrote:)"
    )


@cache
def _numbered() -> re.Pattern[str]:
    """A name that a telephone number follows: "Hannah Meijers, 030 555 07 07"."""
    return re.compile(
        rf"(?<!\w)(?P<name>{_FULL})[\s,(\u2013-]{{1,4}}(?=\+?\(?0?\d{{2,5}}[\s)/.-]{{1,2}}\d[\d\s./-]{{4,}}\d)"
    )


@cache
def _met() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{_either('met')})\s(?P<name>{_FULL})")
