"""The country a telephone number is dialled in, by its shape and by what the mail shows; and the number in E.164."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from mailwithdraw.model import Message
from mailwithdraw.reading.facts.words import Words, table

_ABROAD = re.compile(r"\s?(?:\+|00(?=[1-9]))")
_DIALLED = re.compile(r"\+\s?(\d(?:[\s()./-]{0,2}\d){6,14})")
_DOMAIN = re.compile(r"(?<=[@/.])[\w-]{1,60}\.([a-z]{2})(?![\w-]|\.\w)")
_FEWEST, _MOST = 8, 15
"""Digits of a number with its country code (E.164, 6.2)."""

_DIALLED_ELSE, _HOME, _SPOKEN, _NAMED, _HOUR = 4, 2, 2, 2, 1
"""What each sign of a country weighs: another number's code, a domain, the language, a place, the sender's clock."""


def dialled(written: str, message: Message, words: Words, language: str) -> str | None:
    """Return a number in E.164 (ITU-T), "+49 (0)30 901820" as +4930901820; None where its country is not plain."""
    if _ABROAD.match(written):
        digits = re.sub(r"\D", "", written.replace("(0)", "")).removeprefix("00")
        return f"+{digits}" if _FEWEST <= len(digits) <= _MOST else None
    groups = " ".join(re.findall(r"\d+", written))
    digits = groups.replace(" ", "")
    fitting = {name: one for name, one in table("countries.toml").items() if _fits(one, digits, groups)}
    weights = {name: _weight(name, one, message, words, language) for name, one in fitting.items()}
    best = max(weights.values(), default=0)
    codes = {(fitting[name]["code"], fitting[name]["drops"]) for name, one in weights.items() if one == best}
    if best < _SPOKEN or len(codes) > 1:
        return None
    ((code, drops),) = codes
    return f"+{code}{re.sub(rf'^(?:{drops})', '', digits)}"


def _fits(country: dict[str, Any], digits: str, groups: str) -> bool:
    """Whether a country has numbers of these digits, set apart like this if they are set apart."""
    return re.fullmatch(country["digits"], digits) is not None and (
        groups == digits or re.fullmatch(country["groups"], groups) is not None
    )


def _weight(name: str, country: dict[str, Any], message: Message, words: Words, language: str) -> int:
    text = words.all
    abroad = (re.sub(r"\D", "", number) for number in _DIALLED.findall(text))
    authors = (*message.from_, *message.reply_to)
    domains = (one.domain.rpartition(".")[2] for one in authors)
    return (
        (_DIALLED_ELSE if any(number.startswith(country["code"]) for number in abroad) else 0)
        + (_HOME if any(one in country["domains"] for one in (*domains, *_DOMAIN.findall(text))) else 0)
        + (_SPOKEN if language in country["languages"] else int(language in country.get("also", ())))
        + (_NAMED if _places(name).search(text) else 0)
        + (_HOUR if _keeps_time(country["zones"], message) else 0)
    )


def _keeps_time(zones: Iterable[str], message: Message) -> bool:
    """Whether a clock of these zones shows the offset of the Date header on its day."""
    sent = message.date
    if sent is None or sent.utcoffset() is None:
        return False
    return any(sent.astimezone(ZoneInfo(zone)).utcoffset() == sent.utcoffset() for zone in zones)


@cache
def _places(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(table('countries.toml')[name]['places'])})(?!\w)")
