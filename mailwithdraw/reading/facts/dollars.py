"""Whose dollar or krone a bare sign is: by the sender's phone, domain and places, never by guess of a foreign one."""

import re
from datetime import timedelta
from functools import cache

from mailwithdraw.model import Message
from mailwithdraw.reading.facts.words import Words, table

_DOLLARS = ("CAD", "AUD", "NZD", "SGD", "HKD", "USD")
_PESOS = ("MXN", "COP", "CLP", "ARS", "UYU", "USD")
_KRONES = {"sv": "SEK", "se": "SEK", "no": "NOK", "nb": "NOK", "da": "DKK", "dk": "DKK"}
_EURO_LANGUAGES = ("de", "fr", "es", "pt", "it", "nl")
_DIALLED = re.compile(r"\+\s?\d(?:[\s()./-]{0,2}\d){6,14}")
_HOURS_OFF = 10
"""Between a sender's clock and a country's: more, and the place is only spoken of."""
_UNITED_STATES = re.compile(r"(?<!\w)(?:US|USA|U\.S\.(?:A\.)?|United States)(?!\w)")
_AMERICAS = (timedelta(hours=-8), timedelta(hours=-4))


def dollar_of(message: Message, words: Words, language: str) -> str | None:
    """Return the currency of a bare "$": the country's that the mail shows, else USD; in French Canada's, in Spanish else None."""
    if language == "es":
        return _shown(message, words, _PESOS)
    if language == "fr":
        return "CAD"
    return _shown(message, words, _DOLLARS) or "USD"


def krone_of(message: Message, language: str) -> str | None:
    """Return the currency of "kr" by the sender's country or the language of the mail; None if neither tells."""
    country = message.author.domain.rpartition(".")[2] if message.author else ""
    return _KRONES.get(country) or _KRONES.get(language)


def unsigned(message: Message, words: Words, language: str) -> str | None:
    """Return the currency of a figure without any sign; None where nothing tells the country."""
    known = table("dollars.toml")
    spoken = [code for code, entry in known.items() if language in entry.get("languages", [])]
    anywhere = [code for code, entry in known.items() if "languages" not in entry]
    found = _shown(message, words, (*spoken, *anywhere))
    if found:
        return found
    if language in _EURO_LANGUAGES:
        offset = message.date.utcoffset() if message.date else None
        return "EUR" if offset is None or timedelta(0) <= offset <= timedelta(hours=3) else None
    offset = message.date.utcoffset() if message.date else None
    if offset is not None and _AMERICAS[0] <= offset <= _AMERICAS[1]:
        return "USD"
    return None


def _shown(message: Message, words: Words, currencies: tuple[str, ...]) -> str | None:
    text = words.all
    for name in message.author.name.split() if message.author else ():
        text = text.replace(name, "")
    known = table("dollars.toml")
    dialled = " ".join(re.sub(r"[^\d+]", "", number) for number in _DIALLED.findall(text))
    domain = message.author.domain.rpartition(".")[2] if message.author else ""
    for currency in currencies:
        if any(re.search(rf"\+{prefix.replace(' ', '')}", dialled) for prefix in known[currency]["prefixes"]):
            return currency
    for currency in currencies:
        if domain in known[currency]["domains"]:
            return currency
    offset = message.date.isoformat()[-6:] if message.date else ""
    named = next(
        (
            currency
            for currency in currencies
            if _keeps_time(offset, known[currency].get("offsets"))
            and _places(currency).search(text)
            and not (currencies == _DOLLARS and currency != "USD" and _UNITED_STATES.search(text))
        ),
        None,
    )
    return named or next((one for one in currencies if offset in known[one].get("offsets", [])), None)


def _keeps_time(offset: str, offsets: list[str] | None) -> bool:
    """Whether a country's clocks go with a Date header."""
    if not offset or not offsets:
        return True
    return any(abs(int(offset[:3]) - int(one[:3])) <= _HOURS_OFF for one in offsets)


@cache
def _places(currency: str) -> re.Pattern[str]:
    local = r"(?<!\d)\(?(?:{})\)?[ .-]\d{{3}}[ .-]\d{{4}}"
    areas = [
        prefix.partition(" ")[2]
        for prefix in table("dollars.toml")[currency]["prefixes"]
        if prefix.startswith("1 ")
    ]
    either = "|".join(table("dollars.toml")[currency]["places"])
    numbers = "".join("|" + local.format(area) for area in areas if currency == "CAD")
    return re.compile(rf"(?<!\w)(?:{either})(?!\w){numbers}")
