"""The zone a mail's times are in: as stated near them, else as the Date header's offset shows."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from mailwithdraw.model import Message
from mailwithdraw.reading.facts.words import table

_OFFSET = re.compile(r"\b(?:UTC|GMT)\s?([+-−±])\s?(\d{1,2})(?::?(\d{2}))?\b")
_IANA = re.compile(r"\b((?:Europe|America|Asia|Australia|Africa|Pacific|Atlantic)/[A-Z][A-Za-z_]{2,20})\b")
_LONGEST_AWAY = timedelta(hours=14)


def zone_in(text: str, message: Message) -> tuple[tzinfo, str] | None:
    """Return the first zone named in a text and its words; an ambiguous name only if the sender's offset settles it."""
    offset = _OFFSET.search(text)
    if offset and offset[1] in "+-−":
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if away <= _LONGEST_AWAY:
            return timezone(away if offset[1] == "+" else -away), offset[0]
    iana = _IANA.search(text)
    if iana and (zone := _zone(iana[1])):
        return zone, iana[0]
    for found in _named().finditer(text):
        settled = _settled(found[0], message)
        if settled:
            return settled, found[0]
    return None


def zone_of_sender(message: Message, stated: str | None = None) -> tzinfo | None:
    """Return a zone with the Date header's offset, with its summer time where that is plain; None without a Date."""
    if message.date is None or message.date.utcoffset() is None:
        return None
    names = ([stated] if stated else []) + table("calendar_words.toml")["usual_zones"]["names"]
    for name in names:
        zone = _zone(name)
        if zone and message.date.astimezone(zone).utcoffset() == message.date.utcoffset():
            return zone
    return message.date.tzinfo


def placed(naive: datetime, zone: tzinfo | None) -> datetime:
    """Return a local time in its zone, with a plain offset as a mail would write it."""
    if zone is None:
        return naive
    offset = naive.replace(tzinfo=zone).utcoffset()
    return naive.replace(tzinfo=timezone(offset) if offset is not None else None)


@cache
def _named() -> re.Pattern[str]:
    tables = table("calendar_words.toml")
    names = [word for words in tables["zones"].values() for word in words]
    upper = [name for name in (*names, *tables["ambiguous_zones"]) if name[:2].isupper() and " " not in name]
    lower = [name for name in names if name not in upper]
    spaced = "|".join(sorted(lower, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(upper, key=len, reverse=True))}|(?i:{spaced}))(?!\w)")


def _settled(name: str, message: Message) -> tzinfo | None:
    tables = table("calendar_words.toml")
    if name in tables["ambiguous_zones"]:
        if message.date is None or message.date.utcoffset() is None:
            return None
        for candidate in tables["ambiguous_zones"][name]:
            zone = _zone(candidate)
            if zone and message.date.astimezone(zone).utcoffset() == message.date.utcoffset():
                return zone
        return _zone(tables["ambiguous_zones"][name][0]) if name == "BST" else None
    for zone_name, words in tables["zones"].items():
        if any(re.fullmatch(word, name, re.IGNORECASE) for word in words):
            return _zone(zone_name)
    return None


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
