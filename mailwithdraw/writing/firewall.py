"""The last gate before a letter leaves the program: what it may not say, and what it must."""

import re
from dataclasses import dataclass

from mailwithdraw.model import Criteria
from mailwithdraw.writing import figures, lexicon

THEIR_OWN_WORDS = frozenset(
    {"roles", "places", "places_other_than", "seniority", "work_mode", "schedule", "contract"}
)
"""Criteria whose words may stand in a role's own title: "Engineering Manager" gives nothing away."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a letter may rest on."""

    most_words: int
    offer: bool = False
    """The user declared an accepted offer."""
    met: bool = False
    """They and the employer already spoke."""
    another_round: bool = False
    """They asked for one more round."""
    company: str = ""
    """The employer written to, as the letter names it."""
    named: tuple[str, ...] = ()
    """What else the letter names: the role, the people greeted, roles the user wants."""
    signed: str = ""
    """The owner's own name."""
    slot: str = ""
    """The time set aside, already known to be nothing but a date."""

    def own_words(self, letter: str) -> str:
        """The letter without what it names."""
        return _without(letter, (self.company, self.slot, self.signed, *self.named))


def breaches(letter: str, criteria: Criteria, grounds: Grounds) -> tuple[str, ...]:
    """Say everything that is wrong with a letter; an empty tuple lets it pass.

    The letter's own words (all but what it names) may hold no figure, no hedge, criticism, praise or placeholder.
    What it names may hold no private figure. Nowhere may it hold what the user declared in a list.
    """
    own = grounds.own_words(letter).casefold()
    found = [fault for fault, pattern in lexicon.FORBIDDEN.items() if _whole(pattern, own)]
    found += _ungrounded(own, grounds)
    if re.search(r"\d", own) or figures.private(criteria) & figures.stated(
        _without(letter, (grounds.slot, grounds.signed))
    ):
        found.append("it states a figure")
    if re.search(lexicon.PLACEHOLDERS, letter.casefold()):
        found.append("a placeholder was left in it")
    if re.search(lexicon.REACHABLE, letter.casefold()):
        found.append("it gives an address, a number or a sum")
    found += [f"it names what the criterion {name} lists" for name in _betrayed(letter, criteria, grounds)]
    found += _shape(letter, grounds)
    return tuple(dict.fromkeys(found))


def _whole(pattern: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text) is not None


def _without(text: str, names: tuple[str, ...]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    return text


def _ungrounded(own: str, grounds: Grounds) -> list[str]:
    """What is only true of some occasions."""
    claims = (
        ("it speaks of an offer nobody declared", lexicon.OFFER, grounds.offer),
        ("it says that they met", lexicon.ENJOYED, grounds.met),
        ("it is honoured by a further round nobody asked for", lexicon.HONOUR, grounds.another_round),
    )
    return [fault for fault, pattern, true in claims if not true and _whole(pattern, own)]


def _betrayed(letter: str, criteria: Criteria, grounds: Grounds) -> list[str]:
    """The criteria of which the letter holds a declared word."""
    anywhere = _without(letter, (grounds.company, grounds.signed))
    own = grounds.own_words(letter)
    lists = [
        (criterion.name, criterion.value, own if criterion.name in THEIR_OWN_WORDS else anywhere)
        for criterion in criteria.refused
        if isinstance(criterion.value, tuple)
    ]
    lists += [("companies.interested", criteria.wanted_companies, own), ("home", criteria.home, own)]
    return [name for name, values, text in lists if any(_says(text, value) for value in values)]


def _says(text: str, value: str) -> bool:
    """Whether a text holds a declared value as whole words, however spaced; words of every letter do not count."""
    words = _words(value)
    return (
        not lexicon.COMMONPLACE.issuperset(words) and f" {' '.join(words)} " in f" {' '.join(_words(text))} "
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _shape(letter: str, grounds: Grounds) -> list[str]:
    """Length, thanks and decision: the three things a letter is made of."""
    count = len(letter.split())
    sentences = _sentences(grounds.own_words(letter))
    faults = []
    if not 15 <= count <= grounds.most_words:
        faults.append(f"it has {count} words")
    if not any(_whole(lexicon.THANKS, sentence) for sentence in sentences[:2]):
        faults.append("it does not thank them at once")
    if not any(_whole(lexicon.DECISION, sentence) for sentence in sentences[:3]):
        faults.append("it does not decide at once")
    return faults


def _sentences(letter: str) -> list[str]:
    """The sentences below the greeting, in lower case."""
    _, _, body = letter.partition("\n\n")
    return re.split(r"(?<=[.!?])\s+", " ".join(body.casefold().split()))
