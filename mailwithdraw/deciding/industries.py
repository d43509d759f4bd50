"""Whether a mail says that the employer is of an industry the user refuses."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from mailwithdraw.deciding.words import find_phrases, folded_words, sentence_around

_NOT_SO = re.compile(
    r"\b(?:no|not|never|neither|nor|without|isn't|aren't|don't|nothing|joke|joking|kein\w*|nicht|nie|ohne|weder|"
    r"pas|jamais|aucune?|sans|ni|niet|geen|nooit|zonder|nunca|sin|não|nem|sem|non|senza|né)\b|n['’]t\b",
    re.IGNORECASE,
)
_ABOUT_YOU = re.compile(
    r"\b(?:your|ihre?[mnrs]?|deine?[mnrs]?|votre|vos|tes|ton|tu|su|sus|seu|sua|uw|jouw|suo|sua|tuo|tua)\s+"
    r"(?:\w+\s+){0,3}(?:experience|background|work|years|time|profile|cv|résumé|resume|past|career|role at|"
    r"erfahrung\w*|hintergrund|profil|lebenslauf|expérience|parcours|experiencia|perfil|experiência|currículo|"
    r"esperienza|profilo|ervaring|achtergrond|profiel)\b",
    re.IGNORECASE,
)


def industry_quote(industry: str, text: str) -> str | None:
    """The sentence that shows the industry; None where nothing does, or only to deny it or to praise the reader.

    An industry that is not in the table stands for its own words.
    """
    for start, end in find_phrases(_signs(industry), text):
        sentence = sentence_around(text, start, end)
        if not denied(sentence) and not _ABOUT_YOU.search(sentence):
            return sentence
    return None


def denied(sentence: str) -> bool:
    """Whether a sentence holds a word of denial, so that what it names may be just what is not so."""
    return bool(_NOT_SO.search(sentence))


def _signs(industry: str) -> tuple[tuple[str, ...], ...]:
    name = folded_words(industry)
    return _families().get(name, (name,))


@cache
def _families() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    table = tomllib.loads((files("mailwithdraw") / "deciding" / "industries.toml").read_text("utf-8"))
    return {
        folded_words(name): tuple(folded_words(word) for word in family["words"])
        for family in table["industry"]
        for name in family["names"]
    }
