"""Where the job is, as the mail states it; the room the interview is held in says nothing of it."""

import re
from collections.abc import Iterator
from functools import cache

from mailwithdraw.model import Found
from mailwithdraw.reading.facts.role import titled
from mailwithdraw.reading.facts.words import Words, phrases, quote, sentences, table

_ONE = r"(?:[A-ZÀ-Þ][\w'’]+(?:[.-][A-ZÀ-Þ]?[\w'’]+)*|St\.)"
_PLACE = (
    rf"(?P<place>{_ONE}(?:[ ](?:(?:upon|on|de|la|le|les|del|an der|sur|of|do|da|op|den|aan)[ ])?{_ONE}){{0,2}}"
    r"(?:,?[ ](?:[A-Z]{2}\b|Co\.[ ][A-Z]\w+))?)"
)
_MEETING = re.compile(
    r"\b(?:interview\w*|meet\w*|call|zoom|teams|video|visit|come (?:in|by|to|down)|see you|drop by|gespräch\w*|termin|treffen|entretien|rencontre\w*|entrevista|colloquio|gesprek|coffee|lunch|dinner|breakfast|i(?:'m|’m| am) in|(?:he|she)(?:'s|’s| is) in|travel\w*|flight|train|invite\w*|hosted?|from)\b",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\d{1,2}[:.]\d{2}|\d\s?[ap]m\b|\buhr\b", re.IGNORECASE)
_OF_THE_JOB = re.compile(
    r"\b(?:role|position|job|post|opening|vacancy|hybrid|remote|on-?site|based|office|hire|hiring|salary|contract|permanent|team|days? (?:a|per) week|we(?:'re|’re| are) (?:an? )?|company|firm|stelle|rolle|büro|vollzeit|teilzeit|unbefristet|poste|cdi|cdd|équipe|télétravail|puesto|contrato|oficina|teletrabajo|vaga|contrato|escritório|ruolo|contratto|sede|functie|kantoor|contract|vast)\b",
    re.IGNORECASE,
)


def location_of(
    words: Words, language: str, company: Found[str] | None, role: Found[str] | None
) -> Found[str] | None:
    """Return the place of work; None where the mail names none, or only where to come for the interview."""
    avoid = {token.lower() for found in (company,) if found for token in found.value.split()}
    for place in _places(words, language, role):
        tidy = _tidied(place, avoid)
        if tidy:
            return Found(tidy, tidy)
    return None


def _places(words: Words, language: str, role: Found[str] | None) -> Iterator[str]:
    every = [*words.sentences(), *sentences(words.subject)]
    for sentence in every:
        for found in _led(language).finditer(sentence.text):
            label = found["lead"].rstrip().endswith((":", "="))
            of_meeting = (
                _of_the_meeting(words, sentence.start)
                if label
                else _MEETING.search(sentence.text[: found.start()])
            )
            if not of_meeting:
                yield found["place"]
        for found in _followed().finditer(sentence.text):
            if not _HOUR.search(sentence.text):
                yield found["place"]
    yield from _beside_the_title(words, role)
    for sentence in every:
        for found in _town().finditer(sentence.text):
            near = sentence.text[max(found.start() - 70, 0) : found.end() + 60]
            if _OF_THE_JOB.search(near) and not _MEETING.search(near) and not _HOUR.search(near):
                yield found["place"]


def _beside_the_title(words: Words, role: Found[str] | None) -> Iterator[str]:
    """Yield the town right after the job's title: "Backend Engineer, Munich", "Cook (Hamburg)"."""
    if role is None:
        return
    for text in (words.subject, words.body):
        at = text.find(role.value)
        while at >= 0:
            end = at + len(role.value)
            found = _town().search(text, at, end + 40)
            if found and re.fullmatch(
                r"(?:\s?(?:role|position|job|opening|[,(|·/–—-]|in|at|for our|based in|à|a|em|te|bei uns)\s?){0,3}",
                text[end : found.start()] if found.start() >= end else "",
            ):
                yield found["place"]
            at = text.find(role.value, end)


def _of_the_meeting(words: Words, at: int) -> bool:
    """Whether a "Location:" line stands among date and time: it is where to come, not where the job is."""
    near = words.body[max(at - 160, 0) : at + 160]
    return _HOUR.search(near) is not None


@cache
def _town() -> re.Pattern[str]:
    names = sorted(
        (name for names in table("places.toml")["towns"].values() for name in names), key=len, reverse=True
    )
    return re.compile(
        rf"(?<![\w@./-])(?P<place>(?:{'|'.join(names)})(?:,?[ ][A-Z]{{2}}\b)?(?: or (?:{'|'.join(names)}))?)(?![\w@]|-[a-z])"
    )


@cache
def _led(language: str) -> re.Pattern[str]:
    before = phrases("place.before", language).pattern
    return re.compile(rf"(?P<lead>(?i:{before}))\s{{0,3}}(?:the\s|der\s|downtown\s|central\s)?{_PLACE}")


@cache
def _followed() -> re.Pattern[str]:
    after = phrases("place.after").pattern.replace(r"(?<!\w)", "")
    return re.compile(
        rf"\b(?:[Oo]ur|[Tt]he|[Ii]n|[Aa]t|[Uu]nser\w*|[Oo]f)\s(?:our\s)?{_PLACE}[ ](?i:{after})"
    )


def _tidied(place: str, avoid: set[str]) -> str | None:
    tidy = quote(place).strip(" ,;:.-–—")
    tokens = tidy.split()
    while tokens and _never(tokens[-1]):
        tokens.pop()
    tidy = " ".join(tokens).strip(" ,")
    if not tidy or len(tidy) < 2 or any(_never(token) for token in tokens) or titled(tidy):
        return None
    if tokens[0].lower().strip(",.") in avoid or re.search(r"\d{3}", tidy):
        return None
    return tidy if tidy in quote(place) else None


def _never(token: str) -> bool:
    return phrases("place.never").fullmatch(token.strip(",.;:()")) is not None
