"""Words that give a fraud away, looked for sentence by sentence, in the languages people are defrauded in."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from mailwithdraw.deciding.words import sentence_around
from mailwithdraw.model import Detection, Evidence, Facts, Kind, Message

ALARMING = 2.5
"""A sign of this weight is enough by itself."""

_LATER = frozenset({Kind.OFFER, Kind.POST_INTERVIEW})

_LANGUAGES = ("en", "de", "fr", "nl", "es", "pt", "it")
_TABLES = ("fraud_money.toml", "fraud_access.toml", "fraud_manner.toml")
_LONGEST = 8_000
_LONGEST_QUOTE = 160
_WRAPPED = re.compile(r"([^\n]{55,100})\n(?=[^\W_])")
"""A line that a mail program broke: its sentence goes on in the next one."""
_NAMED = re.compile(r"\{([a-z_]+)\}")
_MOST_TRIES = 30
_NOTHING = re.compile(
    r"\b(?:nothing|rien|nichts|niente|nada|niets) (?:to|à|zu|da|que|a|te) \w|\b(?:neither|nor|weder|ni|né|noch) "
    r"(?:\w{1,12} ){0,4}(?:nor|noch|ni|né)\b|\brien à\b"
)
"""A sentence that tells what is not asked."""
_ABOUT_A_JOB = re.compile(
    r"\b(?:jobs?|roles?|openings?|positions?|onboarding|assessment|interview\w{0,3}|vacanc\w{1,3}|recruit\w{0,5}|hiring|hired|candidates?|applicants?|resume|cv|employ\w{0,5}|"
    r"salary|bewerb\w{0,6}|stellen?\b|\w{0,14}gespräch\w{0,3}|gehalt|lohn|personalabteilung|entretien|emplois?|recrut\w{0,6}|"
    r"candidature|salaire|\w{0,6}sollicit\w{0,20}|vacatures?|salaris|baan|entrevistas?|empleo|vacantes?|trabajo|"
    r"currículum|vagas?|emprego|currículo|seletivo|candidatura|colloqui\w|lavoro|assunzion\w|curriculum|stipendio)\b"
)
"""A mail that has none of these words is about something else, where a fee or a deposit is ordinary."""
_SURE_OF_A_JOB = 2
"""How many of them a mail needs that nobody could say the kind of."""
_WARNING = re.compile(
    r"\b(?:scam\w{0,4}|fraud\w{0,6}|impersonat\w{2,4}|in our name|phishing|betrug\w{0,8}|betrüger\w{0,6}|arnaque\w?|"
    r"escroc\w{0,6}|estafa\w?|fraude\w?|golpes?|truff\w{1,4}|oplicht\w{0,4})\b"
)
"""A notice that has one of these words tells of frauds, and repeats theirs."""


@dataclass(frozen=True, slots=True)
class _Sign:
    name: str
    weight: float
    means: str
    patterns: Mapping[str, tuple[tuple[re.Pattern[str], ...], ...]]
    """By language; `any` and `exact` (in the text as written) go with every language. Of one pattern's parts, a verb
    and its things, the first is looked for in the text and the others in its sentence."""
    unless: re.Pattern[str] | None
    """What, in the same sentence, takes the suspicion away."""
    before_offer: bool
    """Whether it means nothing once there is an offer."""


def word_signs(message: Message, facts: Facts, detection: Detection) -> Iterator[Evidence]:
    """Every sign that the words of a mail show, at most once each; a sign that alarms alone only in job mail."""
    places = (("subject", message.subject), ("body", f"{message.text}\n{message.signature}"))
    texts = [
        (where, text[:_LONGEST], _WRAPPED.sub(r"\1 ", _lower(text[:_LONGEST]))) for where, text in places
    ]
    if detection.kind is Kind.OTHER and any(_WARNING.search(lowered) for _where, _text, lowered in texts):
        return
    told = {word for _where, _text, lowered in texts for word in _ABOUT_A_JOB.findall(lowered)}
    job = facts.role is not None or len(told) >= (_SURE_OF_A_JOB if detection.kind is Kind.OTHER else 1)
    seen: set[str] = set()
    for sign in _signs():
        empty = (sign.weight >= ALARMING and not job) or (sign.before_offer and detection.kind in _LATER)
        if empty or sign.name in seen:
            continue
        for where, text, lowered in texts:
            quote = _first(sign, text, lowered, detection.language)
            if quote:
                seen.add(sign.name)
                yield Evidence(sign.name, sign.weight, where, quote)
                break


def _first(sign: _Sign, text: str, lowered: str, language: str) -> str:
    """The words of the first match that its sentence does not take back; empty where there is none."""
    spoken = _LANGUAGES if language == "und" else ("en", language)
    for key in dict.fromkeys(("any", "exact", *spoken)):
        for rarest, *others in sign.patterns.get(key, ()):
            for match in islice(rarest.finditer(text if key == "exact" else lowered), _MOST_TRIES):
                sentence = sentence_around(lowered, match.start(), match.end())
                spared = _NOTHING.search(sentence) or (sign.unless and sign.unless.search(sentence))
                if not spared:
                    begin = lowered.find(sentence, max(0, match.start() - len(sentence)))
                    spans = [match.span(), *(_span(other, sentence, begin) for other in others)]
                    if all(spans):
                        start, end = (
                            min(span[0] for span in spans if span),
                            max(span[1] for span in spans if span),
                        )
                        return text[start:end].strip()[:_LONGEST_QUOTE]
    return ""


def _span(pattern: re.Pattern[str], sentence: str, begin: int) -> tuple[int, int] | None:
    found = pattern.search(sentence)
    return found and (found.start() + begin, found.end() + begin)


def _lower(text: str) -> str:
    """Lower case, place by place: a letter whose lower case is longer stays as it is; straight apostrophes."""
    lowered = text.lower().replace("’", "'")
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    )


@cache
def meanings() -> Mapping[str, str]:
    """What each sign means, in a clause for the user."""
    return {sign.name: sign.means for sign in _signs()}


@cache
def _signs() -> tuple[_Sign, ...]:
    words = _table("fraud_names.toml")["words"]
    return tuple(_sign(row, words) for table in map(_table, _TABLES) for row in table["sign"])


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("mailwithdraw") / "deciding" / name).read_text("utf-8"))


def _sign(row: Mapping[str, Any], words: Mapping[str, Mapping[str, str]]) -> _Sign:
    def read(pattern: str | list[str], key: str) -> tuple[re.Pattern[str], ...]:
        named = {**words.get("any", {}), **words.get(key, {})}

        def fill(part: str) -> str:
            return _NAMED.sub(lambda name: fill(named[name[1]]), part)

        return tuple(re.compile(fill(part)) for part in ([pattern] if isinstance(pattern, str) else pattern))

    return _Sign(
        row["name"],
        row["weight"],
        row["means"],
        {
            key: tuple(read(one, key) for one in row[key])
            for key in ("any", "exact", *_LANGUAGES)
            if key in row
        },
        read(row["unless"], "any")[0] if "unless" in row else None,
        row.get("before_offer", False),
    )
