"""How a letter begins: the person's name as they use it, with as much form as their own mail has."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from mailwithdraw.model import Facts, Me, Message, Reach, ReachKind
from mailwithdraw.writing import vocabulary

_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-]+[^\W\d_]*)*\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]")
_FORMAL = re.compile(r"(?i)\s*(?:dear\s+)?(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam)\b")
_DEAR = re.compile(r"(?im)^[ \t]*(dear\b[^\n]{0,80})")

UNKNOWN = "Hello,"


@dataclass(frozen=True, slots=True)
class Person:
    """A title as their mail writes it (or an empty string), and the words of a name."""

    title: str
    words: tuple[str, ...]


def greeting(message: Message, facts: Facts, reach: Reach, me: Me) -> str:
    """Greet the people a reply goes to; where no name is beyond doubt, nobody is named."""
    people = [person for person in map(_person, _names(message, facts, reach)) if person is not None]
    known = _vouchers(message, reach)
    sure = all(
        _is_vouched(person, known) and not _is_me(person, message, me) and not _is_firm(person, facts, reach)
        for person in people
    )
    if not people or not sure or _is_somebody_elses(reach, people):
        return UNKNOWN
    formality = _formality(message, me)
    calls = [_call(person, formality, message) for person in people]
    word = "Hi" if formality == "first" and not any(map(_stiff, calls)) else "Dear"
    return f"{word} {_join(calls)},"


def _names(message: Message, facts: Facts, reach: Reach) -> list[str]:
    """The names of the people addressed; one name that was not understood spoils them all."""
    contact = facts.contact
    text = contact.name.value if contact.name else ""
    if contact.email and reach.address and reach.address.name and not reach.address.same(contact.email.value):
        text = reach.address.name
    if not text or len(text) > 80:
        return []
    text = re.split(r"(?i)\s+(?:via|at|from|on behalf of|@|\||[-–—])\s+|[(|<]", " ".join(text.split()))[0]
    one_person = text.count(",") == 1 and not re.search(r"(?i) and | & ", text)
    if one_person:
        first, _, second = (part.strip() for part in text.partition(","))
        if _is_credential(second):
            return [first]
        displayed = {address.name for address in (*message.from_, *message.reply_to)}
        if " " not in first or text in displayed:
            return [f"{second} {first}"] if text in displayed else []
    names = [part.strip() for part in re.split(r"(?i)\s+and\s+|\s*&\s*|,\s*(?:and\s+)?", text)]
    return names if len(names) <= 3 and all(_person(part) for part in names) else []


def _is_credential(text: str) -> bool:
    """Whether what follows a name is a degree or the like: "PhD", "SHRM-CP"."""
    return all(word.strip(".").casefold() in vocabulary.CREDENTIALS for word in text.split())


def _person(text: str) -> Person | None:
    words = text.split()
    title = ""
    while len(words) > 1 and words[0].rstrip(".").casefold() in vocabulary.TITLES:
        title, words = title or words[0], words[1:]
    if len(words) > 1 and re.fullmatch(r"[^\W\d_]{2,}\.", words[0]):
        words = words[1:]  # an abbreviation nobody is called by
    if not 1 <= len(words) <= 5 or not all(_NAME.fullmatch(word) and len(word) <= 30 for word in words):
        return None
    if any(word.rstrip(".").casefold() in vocabulary.NO_PERSON | vocabulary.TITLES for word in words):
        return None
    return Person(title, tuple(_cased(word) for word in words))


def _cased(word: str) -> str:
    """A name shouted or whispered gets its capital; any other spelling is its owner's."""
    shouted = word.isupper() and len(word.rstrip(".")) > 2
    return word.title() if shouted or (word.islower() and word not in vocabulary.PARTICLES) else word


def _vouchers(message: Message, reach: Reach) -> frozenset[str]:
    """The words where names stand: in addresses and calendar entries, at the beginning and the end of letters."""
    to = reach.address
    people = [*message.from_, *message.reply_to, *message.cc]
    people += [address for address in (message.sender, to) if address is not None]
    for invite in message.calendars:
        people += [*invite.attendees, *filter(None, (invite.organizer,))]
    ends = [line for line in message.text[:500].splitlines() if line.strip()][:2]
    ends += [line for line in message.text[-2000:].splitlines() if line.strip()][-4:]
    ends += [line for line in message.signature[:2000].splitlines() if line.strip()][:4]
    texts = [address.name for address in people] + [line for line in ends if len(line) <= 80]
    texts += [re.sub(r"[._+-]", " ", address.local) for address in people]
    words = {_letters(word) for text in texts for word in text.split()}
    return frozenset(words | {_letters(address.local) for address in people})


def _letters(text: str) -> str:
    """The letters alone, without accents and case: addresses are written so."""
    return "".join(letter for letter in normalize("NFKD", text).casefold() if letter.isalpha())


def _is_vouched(person: Person, known: frozenset[str]) -> bool:
    """Whether the name by which the person is called is one that somebody in the mail goes by."""
    called = _letters(person.words[-1 if _INITIALS.fullmatch(person.words[0]) else 0])
    return called in known or (len(called) > 2 and any(word.startswith(called) for word in known))


def _is_firm(person: Person, facts: Facts, reach: Reach) -> bool:
    """Whether the name is the employer's: in a display name it may stand alone."""
    firm = {_letters(word) for word in facts.company.value.split()} if facts.company else set()
    domain = _letters(reach.address.domain) if reach.address else ""
    words = [_letters(word) for word in person.words]
    return firm.issuperset(words) or (len(words) > 1 and "".join(words) in domain)


def _is_somebody_elses(reach: Reach, people: list[Person]) -> bool:
    """Whether the address is plainly another person's: tom.fox@ is not Jane Roe's."""
    local = reach.address.local.casefold() if reach.address and reach.kind is ReachKind.HUMAN else ""
    parts = [_letters(part) for part in re.split(r"[._-]", local)]
    if len(parts) != 2 or any(len(part) < 3 or part in vocabulary.NO_PERSON for part in parts):
        return False
    words = [_letters(word) for person in people for word in person.words]
    return not any(part.startswith(word) or word.startswith(part) for part in parts for word in words if word)


def _is_me(person: Person, message: Message, me: Me) -> bool:
    """Whether the name is the owner's own: the one they were greeted with, taken for the writer's."""
    words = {word.casefold() for word in person.words}
    mine = {word.casefold() for word in me.name.split()}
    if not words <= mine:
        return False
    author = message.author.name.casefold() if message.author else ""
    return len(words) > 1 or not words <= set(author.split())


def _formality(message: Message, me: Me) -> str:
    """How their mail addresses the owner: formal ("Dear Ms. Roe"), dear ("Dear Sam") or first ("Hi Sam")."""
    dear = _DEAR.search(message.text[:600])
    salutation = dear.group(1) if dear else message.text[:100]
    if _FORMAL.match(salutation):
        return "formal"
    if dear is None:
        return "first"
    called = {word.casefold() for word in re.findall(r"[^\W\d_]+", salutation)}
    mine = [word.casefold() for word in re.findall(r"[^\W\d_]+", me.name)]
    return "dear" if mine and mine[0] in called and not called & set(mine[1:]) else "formal"


def _call(person: Person, formality: str, message: Message) -> str:
    title, words = person.title, person.words
    initial = _INITIALS.fullmatch(words[0]) is not None
    if title and (formality == "formal" or initial or len(words) == 1):
        return f"{title} {_surname(words)}"
    if formality == "formal" or (initial and len(words) > 1):
        return " ".join(words)
    return _signed(words, message) or words[0]


def _surname(words: tuple[str, ...]) -> str:
    """The last word and the particles before it: "Van der Linde"."""
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in vocabulary.PARTICLES:
        first -= 1
    return " ".join(words[first:])


def _signed(words: tuple[str, ...], message: Message) -> str:
    """The first names as the writer signs with them: "Mary Ann" of Mary Ann Roe."""
    lines = [" ".join(line.strip(" ,.-–—").split()).casefold() for line in message.text.splitlines()[-6:]]
    for count in range(len(words) - 1, 1, -1):
        if " ".join(words[:count]).casefold() in lines:
            return " ".join(words[:count])
    return ""


def _stiff(call: str) -> bool:
    """Whether a call has a title or an initial, and no first name to say "Hi" to."""
    first = call.split(maxsplit=1)[0]
    return first.rstrip(".").casefold() in vocabulary.TITLES or _INITIALS.fullmatch(first) is not None


def _join(calls: list[str]) -> str:
    return calls[0] if len(calls) == 1 else f"{', '.join(calls[:-1])} and {calls[-1]}"
