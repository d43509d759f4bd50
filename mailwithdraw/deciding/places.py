"""Whether a stated place of work is home, a place not wanted, or beyond all doubt elsewhere."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mailwithdraw.deciding.words import folded_words

Name = tuple[str, ...]

_BETWEEN = re.compile(
    r"[,;/|()\n]|\s[-–—]\s|\s(?:or|and|und|oder|et|ou|en|of|y|o|e|&|in|near|bei)\s", re.IGNORECASE
)
_HOUSE_NUMBER = re.compile(r"\d{1,3}[a-z]?\b", re.IGNORECASE)
"""What a street starts with in English; a postal code is longer."""
_QUALIFIERS = frozenset(
    folded_words(
        "greater central downtown metro metropolitan city area region office hq headquarters campus the raum zentrum "
        "mitte centre center stadt innenstadt standort north south east west inner"
    )
)
_WORKPLACE = re.compile(
    r"\b(?:based|located|situated) (?:in|at|out of)\b|\blocation\b|\bon-?site\b|\bin[- ]person\b|"
    r"\b(?:plant|warehouse|clinic|hospital|store|site|branch|office|shop|depot|yard|campus|factory) (?:in|at)\b|"
    r"\b(?:standort|arbeitsort|dienstort|einsatzort|lieu de travail|basée? à|sede de trabajo|lugar de trabajo|"
    r"sede di lavoro|luogo di lavoro|local de trabalho|standplaats|werklocatie)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"interview|meet|come (?:in|by|to)|call|gespräch|kennenlern|entretien|rencontr|entrevista|reuni|colloquio|incontr|gesprek",
    re.IGNORECASE,
)
_FROM_AFAR = re.compile(
    r"remote|home ?-?office|from home|\bwfh\b|telework|télétravail|teletrabajo|teletrabalho|smart ?working|telelavoro|"
    r"thuiswerk|anywhere|ortsunabhängig|mobiles arbeiten|remoto",
    re.IGNORECASE,
)
_REGION_SIGNS = (
    "area",
    "region",
    "county",
    "counties",
    "valley",
    "gebiet",
    "land",
    "province",
    "provinz",
    "coast",
    "state",
)
_ANYWHERE = frozenset(
    folded_words("remote anywhere remotely hybrid homeoffice telearbeit teletravail remoto worldwide")
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A known city or region, and the names of everything it lies in, its own included."""

    is_city: bool
    names: frozenset[Name]
    within: frozenset[Name]


def lies_in(location: str, places: Iterable[str]) -> str | None:
    """The first of the places that a stated location is, or lies in; None if it is none of them for sure."""
    parts = _parts(location)
    for place in places:
        wanted = _plain(place)
        if any(part == wanted or _all_within(part, wanted) for part in parts):
            return place
    return None


def is_elsewhere(location: str, home: Collection[str]) -> bool:
    """Whether a stated location is a known place that cannot be any of the home places.

    A street, a district, an unknown town or a country that home lies in is not: then nothing is known.
    """
    homes = [_plain(place) for town in home for place in (town, *town.split(","))]
    homes = [name for name in homes if name]
    said = folded_words(location)
    if (
        not homes
        or any(map(_is_vague, home))
        or _ANYWHERE & set(said)
        or any(_has(words, name) for words in (said, _plain(location)) for name in homes)
    ):
        return False
    found = [known for part in _parts(location) if (known := _known().get(part) or _before_region(part))]
    cities = [known for known in found if all(place.is_city for place in known)]
    if cities:
        return not any(_may_be_home(place, homes) for known in cities for place in known)
    return (
        bool(found)
        and all(map(_known().get, homes))
        and not any(
            _may_be_home(place, homes) or _holds_home(place, homes) for known in found for place in known
        )
    )


def is_workplace(sentence: str, text: str) -> bool:
    """Whether a sentence names a place as that of the work, while nothing in the text speaks of working from afar."""
    named = _WORKPLACE.search(sentence) and not _MEETING.search(sentence)
    return bool(named) and not _FROM_AFAR.search(text)


def _may_be_home(place: _Place, homes: list[Name]) -> bool:
    return any(name in place.within for name in homes)


def _holds_home(region: _Place, homes: list[Name]) -> bool:
    return any(region.names & place.within for name in homes for place in _known().get(name, ()))


def _is_vague(town: str) -> bool:
    """Whether an unknown home is rather a stretch of land than a town, so that it may hold any place."""
    words = folded_words(town)
    return bool(words) and _plain(town) not in _known() and words[-1].endswith(_REGION_SIGNS)


def _all_within(part: Name, wanted: Name) -> bool:
    known = _known().get(part, ())
    return bool(known) and all(wanted in place.within for place in known)


def _parts(location: str) -> list[Name]:
    parts = (part.strip() for part in _BETWEEN.split(location[:200]))
    return [name for part in parts if not _HOUSE_NUMBER.match(part) and (name := _plain(part))]


def _plain(part: str) -> Name:
    """The words of a place without numbers, postal codes and qualifiers such as "Greater"."""
    words = [word for word in folded_words(part) if not any(char.isdigit() for char in word)]
    return tuple(word for word in words if word not in _QUALIFIERS) or tuple(words)


def _before_region(part: Name) -> tuple[_Place, ...]:
    """The city of "Jersey City NJ", where a region follows without a comma."""
    return _known().get(part[:-1], ()) if len(part) > 1 and part[-1:] in _known() else ()


def _has(words: Name, name: Name) -> bool:
    return any(words[start : start + len(name)] == name for start in range(len(words) - len(name) + 1))


@cache
def _known() -> dict[Name, tuple[_Place, ...]]:
    text = (files("mailwithdraw") / "deciding" / "cities.txt").read_text("utf-8")
    around: dict[str, frozenset[Name]] = {}
    places: list[_Place] = []
    region: frozenset[Name] = frozenset()
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith(" "):
            cities = [_names(city) for city in line.split(";")]
            places += [_Place(is_city=True, names=names, within=names | region) for names in cities]
            continue
        names_said, _, parent = (part.strip() for part in line.partition(">"))
        own = _names(names_said)
        region = own | around.get(parent, frozenset()) | around.get(names_said, frozenset())
        around[names_said.split("|")[0].strip()] = region
        places.append(_Place(is_city=False, names=own, within=region))
    by_name: dict[Name, tuple[_Place, ...]] = {}
    for place in places:
        for name in place.names:
            by_name[name] = (*by_name.get(name, ()), place)
    return by_name


def _names(text: str) -> frozenset[Name]:
    return frozenset(_plain(name) for name in text.split("|"))
