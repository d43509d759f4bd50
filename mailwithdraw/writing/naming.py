"""What a letter may name of an invitation: role, employer and slot, each only if it looks like one."""

import re
from dataclasses import dataclass
from datetime import datetime

from mailwithdraw.model import Facts, Message, Slot, Stage
from mailwithdraw.writing import vocabulary

_PLAIN = re.compile(r"[^\W_](?:[\w .,'’&+/#()–-]*[\w.)+#])?")
"""Letters, digits and the punctuation that titles and firms have; nothing a template or markup has."""

_DATE_TOKEN = re.compile(
    r"[a-z.']+|\d{1,4}(?:st|nd|rd|th)?(?:[:.h/-]\d{1,4}){0,2}(?:am|pm|a\.m|p\.m)?|[-–—,()]"
)

MOST_NAMED_WORDS = 8
"""Role and employer together: a letter has room for no more."""


@dataclass(frozen=True, slots=True)
class Named:
    """What one invitation is called in the letter; empty strings where it is better left unsaid."""

    role: str = ""
    company: str = ""
    slot: str = ""

    @property
    def about(self) -> str:
        """The job in words: "the Staff Engineer role at Acme", or at least "this role"."""
        at = f" at {self.company}" if self.company else ""
        if not self.role:
            return f"the role{at}" if at else "this role"
        noun = "" if self.role.split()[-1].casefold() in vocabulary.ITS_OWN_NOUN else " role"
        return f"the {self.role}{noun}{at}"


def name(message: Message, facts: Facts, stage: Stage | None, now: datetime) -> Named:
    """Take from the facts what can safely be named; what looks odd is left out."""
    company = _company(message, facts)
    role = _role(facts)
    if company and _squeezed(role).startswith(_squeezed(company)):
        role = ""
    if company and _squeezed(company) in _squeezed(role):
        company = ""
    if len(role.split()) + len(company.split()) > MOST_NAMED_WORDS:
        company = ""
    return Named(role, company, _slot(facts.slots, stage, now))


def _plain(text: str, most_characters: int, most_words: int) -> str:
    """The text if it can be the name of something, else nothing."""
    words = " ".join(text.split()).strip(" .,–-")
    if (
        not 2 <= len(words) <= most_characters
        or len(words.split()) > most_words
        or not _PLAIN.fullmatch(words)
        or not any(character.isalpha() for character in words)
        or (words.isupper() and len(words) > 12)
        or words.casefold().removeprefix("the ") in vocabulary.NO_NAME_ALONE
        or _is_text(words)
        or re.search(r"\d{4}|\d[.,]\d{3}|\d\s?k\b|\w\.\w{2,}\b", words.casefold())
    ):
        return ""
    return words


def _is_text(words: str) -> bool:
    """Whether words betray a sentence; "IT" and the "I" of "Engineer I" do not."""
    tokens = re.findall(r"[\w/]+", words.removesuffix(" I"))
    return any(
        token.casefold() in vocabulary.NO_NAME and not (token.isupper() and len(token) == 2)
        for token in tokens
    )


def _role(facts: Facts) -> str:
    words = _plain(facts.role.value, 60, 6).split() if facts.role else []
    if words and words[0].casefold() in vocabulary.ARTICLES:
        words = words[1:]
    dated = any(len(word) > 3 and word.strip(",").casefold() in vocabulary.DAYS for word in words)
    return "" if dated else " ".join(words)


def _company(message: Message, facts: Facts) -> str:
    company = _plain(facts.company.value, 40, 4) if facts.company else ""
    agency = facts.agency is not None and facts.agency.value
    if company and agency and message.author and _squeezed(company) in _squeezed(message.author.domain):
        return ""
    if company and facts.system and _squeezed(facts.system.name) == _squeezed(company):
        return ""
    return company


def _squeezed(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _slot(slots: tuple[Slot, ...], stage: Stage | None, now: datetime) -> str:
    """The one time set aside for a meeting, in the mail's own words, if they are a date and nothing else."""
    if stage not in (Stage.INTERVIEW, Stage.FINAL, Stage.REMINDER, Stage.SCREENING) or len(slots) != 1:
        return ""
    start, quote = slots[0].start, " ".join(slots[0].quote.split()).strip(" .,;:")
    if start.tzinfo is None:
        now = now.replace(tzinfo=None)
    tokens = [token.strip(".,") for token in re.split(r"\s+", quote.casefold())]
    words = {word for token in tokens for word in re.findall(r"[a-z]+", token)}
    if (
        start <= now
        or len(quote) > 60
        or words.isdisjoint(vocabulary.DAYS)
        or not any(character.isdigit() for character in quote)
        or not all(_is_date_word(token) for token in tokens)
    ):
        return ""
    return quote.removeprefix("on ").removeprefix("On ")


def _is_date_word(token: str) -> bool:
    """Whether a word is made of nothing but parts of a date or a time."""
    parts = _DATE_TOKEN.findall(token)
    return "".join(parts) == token and all(
        part.strip(".") in vocabulary.DATE_WORDS or not part[0].isalpha() for part in parts if part.strip(".")
    )


def speakable(role: str) -> str:
    """A role the user wants, if it can stand in a letter; else nothing."""
    return _plain(role, 40, 5)
