"""Figures that a mail states of the work: days on site, travel, rounds; the least of a range is what is sure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from mailwithdraw.deciding.families import denied
from mailwithdraw.deciding.words import LONGEST_TEXT, sentence_around

_SMALL = {
    word: number
    for number, words in enumerate(
        (
            "one a an einen einem ein une un uno una um uma één een",
            "two zwei deux dos dois duas due twee",
            "three drei trois tres três tre drie",
            "four vier quatre cuatro quatro quattro",
            "five fünf cinq cinco cinque vijf",
            "six sechs seis sei zes",
            "seven sieben sept siete sete sette zeven",
            "eight acht huit ocho oito otto",
        ),
        1,
    )
    for word in words.split()
}
_NUMBER = rf"(?P<low>\d{{1,2}}|{'|'.join(sorted(_SMALL, key=len, reverse=True))})"
_TO = r"(?:\s?(?:-|–|to|or|bis|oder|à|ou|a|o|al|tot|of)\s?(?P<high>\d{1,2}|[^\W\d]{2,6}))?"
_DAYS = r"(?:days?|tagen?|tage|jours?|días?|dias?|giorn[io]|dag(?:en)?)"
_A_WEEK = (
    r"(?:\s?(?:a|per|/|each|every|pro|die|in der|par|à la|por|a la|alla|a|al|in de)\s?"
    r"(?:week|wk|woche|semaine|semana|settimana))?"
)
_ON_SITE = (
    r"(?:on[- ]?site|in[- ]office|(?:in|at|from) (?:the |our )?(?:\w{2,14} )?(?:office|studio|lab|site|hq|headquarters)|in[- ]person|"
    r"im büro|vor ort|in präsenz|präsenz|am standort|anwesenheit|sur site|au bureau|en présentiel|sur place|presencial(?:es)?|en (?:la )?oficina|"
    r"no escritório|in ufficio|in sede|in presenza|op (?:het )?kantoor|op locatie)"
)
_ON_SITE_DAYS = re.compile(
    rf"(?<![\w.,]){_NUMBER}{_TO}\s(?:\w{{2,10}}\s)?{_DAYS}{_A_WEEK}[\s,]{{1,2}}(?:(?:de|di|of|expected|required|minimum)\s)?{_ON_SITE}\b|"
    rf"\b{_ON_SITE}[\s,:]{{1,3}}(?:(?:at least|mindestens|au moins|al menos|pelo menos|almeno|minstens)\s)?"
    rf"{_NUMBER.replace('low', 'low2')}{_TO.replace('high', 'high2')}\s{_DAYS}\b",
    re.IGNORECASE,
)
_FULL_WEEK = re.compile(
    r"\b(?:five days (?:a week )?(?:in the office|on[- ]?site)|every day (?:in the office|on[- ]?site)|fully on[- ]?site|100 ?% (?:on[- ]?site|vor ort|présentiel|presencial|in presenza|op kantoor))\b",
    re.IGNORECASE,
)
_TRAVELS = r"(?:travel\w{0,4}|on the road|reise\w*|dienstreise\w*|unterwegs|déplacements?|viaj\w*|desplazamientos?|viagens|viagem|deslocaç\w*|trasfert\w*|viagg\w*|reizen|reistijd|op reis)"
_TRAVEL = re.compile(
    rf"(?<![\d.,])(?P<low>\d{{1,3}})(?:\s?%)?(?:\s?(?:-|–|to|bis|à|a|al|tot)\s?(?P<high>\d{{1,3}}))?\s?(?:%|percent|prozent|pour cent|por ciento|por cento|per cento|procent)\s?[^.,;\n]{{0,24}}?\b{_TRAVELS}\b|"
    rf"\b{_TRAVELS}\b[^.;\n\d]{{0,70}}?(?P<low2>\d{{1,3}})(?:\s?%)?(?:\s?(?:-|–|to|bis|à|a|al|tot)\s?(?P<high2>\d{{1,3}}))?\s?(?:%|percent|prozent|pour cent|por ciento|por cento|per cento|procent)",
    re.IGNORECASE,
)
_LEADING = 24
_MOST = 40
"""Figures of a kind that are looked at: no letter states more."""
_UP_TO = re.compile(
    r"\b(?:up to|max\w{0,4}\.?|bis zu|jusqu['’]à|hasta(?: un)?|até|fino al?|tot|less than|under|unter|moins de)\s*$",
    re.IGNORECASE,
)
_ROUNDS = re.compile(
    rf"(?<![\w.,-]){_NUMBER}{_TO}(?:[ -](?:more|further|weitere\w*|autres|más|mais|altri|altre))?[ -](?:rounds?|stages?|interviews?|steps?|conversations|runden|gespräche|gesprächsrunden|stufen|tours|étapes|entretiens|"
    r"rondas|fases|entrevistas|etapas|turni|fasi|colloqui|rondes|gesprekken|stappen)\b(?! (?:ago|later|left))",
    re.IGNORECASE,
)
_MOST_ROUNDS = 15
_PROCESS = re.compile(
    r"\b(?:process|procedure|hiring|recruit\w*|selection|rounds?|in all|in total|altogether|\w*(?:verfahren|prozess)\w*|runden|"
    r"insgesamt|processus|en tout|au total|proceso|rondas|en total|processo|no total|in tutto|proces|rondes|in totaal)\b",
    re.IGNORECASE,
)
"""What tells that steps or interviews are those of the owner's application, and not of a form or a busy week."""
_HAVE_BEEN = re.compile(
    r"\b(?:after|nach|après|tras|após|dopo|na|completed|done|passed|since)\s(?:the |die |den |les |las |as |i |le |de )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as the mail states it: the least it can be, and the sentence."""

    least: int
    quote: str


def days_on_site(text: str) -> Stated | None:
    """The days of a week that the work is at the employer's; None where none or several are stated."""
    found = [*_stated(_ON_SITE_DAYS, text, most=6)]
    found += [
        Stated(5, sentence_around(text, *one.span()))
        for one in islice(_FULL_WEEK.finditer(text[:LONGEST_TEXT]), _MOST)
    ]
    return _only(found)


def travel(text: str) -> Stated | None:
    """The percentage of the time on the road; "up to 30 %" may be none at all."""
    return _only([*_stated(_TRAVEL, text, most=100)])


def rounds(text: str) -> Stated | None:
    """How many rounds the process has; those that have been are none of them."""
    every = islice(_ROUNDS.finditer(text[:LONGEST_TEXT]), _MOST)
    found = [one for one in every if not _HAVE_BEEN.search(text, max(0, one.start() - _LEADING), one.start())]
    told = [Stated(_number(one["low"]) or 0, sentence_around(text, *one.span())) for one in found]
    sure = [
        one
        for one in told
        if one.least <= _MOST_ROUNDS and _PROCESS.search(one.quote) and not denied(one.quote)
    ]
    return max(sure, key=lambda one: one.least, default=None)


def _stated(pattern: re.Pattern[str], text: str, *, most: int) -> Iterator[Stated]:
    for one in islice(pattern.finditer(text[:LONGEST_TEXT]), _MOST):
        sentence = sentence_around(text, *one.span())
        named = "low" if one["low"] else "low2"
        least = _number(one[named])
        if least is not None and least <= most and not denied(sentence):
            bounded = _UP_TO.search(text, max(0, one.start(named) - _LEADING), one.start(named))
            yield Stated(0 if bounded else least, sentence)


def _only(found: list[Stated]) -> Stated | None:
    """What is stated, if nothing else is stated beside it."""
    return found[0] if len({one.least for one in found}) == 1 else None


def _number(written: str) -> int | None:
    return int(written) if written.isdigit() else _SMALL.get(written.casefold())
