"""Whether a mail says that the job or the employer is of a family of things the user refuses: trades, hours, contracts."""

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


_OF_THE_MEETING = re.compile(
    r"\?|\b(?:interviews?|(?<!on[ -])calls?(?![ -]outs?)|chat|meet(?:ing)?s?|talk|speak|slots?|hotel|accommodation|flight|"
    r"\w{0,14}gespräche?\w?|telefon\w*|treffen|termine?|übernacht\w*|entretiens?|rendez-vous|appel|rencontr\w*|"
    r"entrevistas?|llamada|reunión|cita|conversa|reunião|chamada|colloqui\w*|incontr\w*|chiamata|"
    r"\w{0,14}gesprek\w{0,3}|bellen|afspraak)\b",
    re.IGNORECASE,
)
_OF_THE_JOB = re.compile(
    r"\b(?:jobs?|roles?|positions?|posts?|vacanc\w+|rota|pattern|contracts?|hours|team|ward|stelle\w?|position|arbeitszeit\w*|"
    r"vertrag\w*|postes?|emploi|contrat|horaires|puesto|trabajo|horario|contrato|vaga|trabalho|horário|posto|lavoro|"
    r"contratto|orario|functie|baan|werk|rooster|contract)\b",
    re.IGNORECASE,
)
_JOKING = re.compile(
    r"\b(?:jok(?:e|es|ing)|kidding|jk|just teasing|haha\w*|scherz\w*|spaß|spässle|witz\w*|blague\w*|je plaisante|je rigole|broma\w*|"
    r"es coña|brincadeira|a brincar|brincando|piada|scherzo|scherzi|scherzando|grap|grapje\w*|geintje\w*)\b",
    re.IGNORECASE,
)
_AROUND = 160
"""Characters before and after a word in which somebody may say that it was a joke."""
_LONGEST_CLAUSE = 120
_CLAUSE = re.compile(r"[,;:()–—|•\n]|\.\s|\s-\s")


def industry_quote(industry: str, text: str) -> str | None:
    """The sentence that shows the industry; None where nothing does, or only to deny it or to praise the reader.

    An industry that is not in the table stands for its own words.
    """
    for start, end in find_phrases(_signs("industries.toml", industry), text):
        sentence = sentence_around(text, start, end)
        meant = not (denied(sentence) or _is_joke(text, start, end))
        if meant and not _ABOUT_YOU.search(sentence):
            return sentence
    return None


def schedule_quote(hours: str, text: str) -> str | None:
    """The sentence that shows that the job has such hours; where one meets says nothing of it."""
    return _of_the_job("schedules.toml", hours, text)


def contract_quote(terms: str, text: str) -> str | None:
    """The sentence that shows that the job is on such terms."""
    return _of_the_job("contracts.toml", terms, text)


def _of_the_job(table: str, name: str, text: str) -> str | None:
    """The first sentence that says so of the job, and not of the meeting or of the reader."""
    for start, end in find_phrases(_signs(table, name), text):
        sentence = sentence_around(text, start, end)
        clause = _clause(text, start, end)
        meeting = _OF_THE_MEETING.search(clause) and not _OF_THE_JOB.search(clause)
        joke = _is_joke(text, start, end)
        if not (meeting or joke or denied(sentence) or _ABOUT_YOU.search(sentence)):
            return sentence
    return None


def _clause(text: str, start: int, end: int) -> str:
    """The words around a place up to the next comma or stop on either side; a question keeps its mark."""
    before = [mark.end() for mark in _CLAUSE.finditer(text, max(0, start - _LONGEST_CLAUSE), start)]
    after = _CLAUSE.search(text, end, end + _LONGEST_CLAUSE)
    return text[
        before[-1] if before else max(0, start - _LONGEST_CLAUSE) : after.start()
        if after
        else end + _LONGEST_CLAUSE
    ]


def _is_joke(text: str, start: int, end: int) -> bool:
    return _JOKING.search(text, max(0, start - _AROUND), end + _AROUND) is not None


def denied(sentence: str) -> bool:
    """Whether a sentence holds a word of denial, so that what it names may be just what is not so."""
    return bool(_NOT_SO.search(sentence))


def _signs(table: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a family; a name that is in none stands for its own words."""
    own = folded_words(name)
    return _families(table).get(own, (own,))


@cache
def _families(name: str) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    table = tomllib.loads((files("mailwithdraw") / "deciding" / name).read_text("utf-8"))
    return {
        folded_words(name): tuple(folded_words(word) for word in family["words"])
        for family in table["family"]
        for name in family["names"]
    }
