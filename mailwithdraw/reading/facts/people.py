"""Whom to greet and whom to answer: a person's name, the address an answer should go to, a phone number."""

import re
from collections.abc import Collection, Iterator

from mailwithdraw.model import Address, Contact, Found, Me, Message, ReachKind
from mailwithdraw.reading.facts.mentions import mentioned, met
from mailwithdraw.reading.facts.persons import credible, person, plain, same_person, without_courtesy
from mailwithdraw.reading.facts.phone import phone_of
from mailwithdraw.reading.facts.signing import sign_below, signed_names, signs_for
from mailwithdraw.reading.facts.words import Words, table
from mailwithdraw.reading.senders import judged

_NO_REPLY = re.compile(
    r"(?:^|[._+-])(?:no|non|do-?not|ne-?pas|nicht)[._-]?(?:reply|repondre|antworten|responder)|mailer-daemon|^bounce",
    re.IGNORECASE,
)
_DISPLAY_CUT = re.compile(
    r"\s(?:via|from|at|@|on behalf of|bei|von|chez|de chez|of|c/o)\s|\s[-–|·•/]\s|,\s(?=[A-Z][a-z]+ (?:&|and)\s)|\s?[(\[]",
    re.IGNORECASE,
)


def contact_of(
    message: Message, words: Words, me: Me, language: str, others: Collection[str] = ()
) -> Contact:
    """Return the human to answer, as far as the mail shows one; never a system, a team, the owner or one of the others."""
    return Contact(
        name=_name(message, words, me, others),
        email=_email(message, words, me),
        phone=phone_of(message, words, language),
    )


def shown_name(address: Address) -> str | None:
    """Return the person a display name shows: "Jane Roe via Greenhouse", "Roe, Jane", "Jane Roe (Acme)"."""
    written = address.name.strip(" '\"")
    comma = re.fullmatch(r"(?P<last>[^,]{2,25}), (?P<first>[^,]{2,25}?)(?:\s?\(.*\))?", written)
    if comma:
        turned = person(f"{comma['first']} {comma['last']}")
        return (
            turned
            if turned
            and (first := person(comma["first"]))
            and credible(first)
            and _of_the_address(turned, address)
            else person(comma["last"])
        )
    return person(_DISPLAY_CUT.split(written, maxsplit=1)[0])


def _of_the_address(name: str, address: Address) -> bool:
    """Whether the local part is made of the name: jane.roe, jroe, roe."""
    local = re.sub(r"[^a-zß-ÿ]", "", plain(address.local))
    tokens = [plain(token) for token in re.split(r"[\s.-]+", name) if token]
    initials = "".join(token[0] for token in tokens if token)
    return any(len(token) > 2 and (token in local or local in token) for token in tokens) or (
        len(initials) > 1 and initials == local
    )


def _name(message: Message, words: Words, me: Me, others: Collection[str]) -> Found[str] | None:
    own = {plain(token) for token in me.name.split() if len(token) > 2}

    def usable(name: str | None, least: int = 2) -> bool:
        if not name or any(_is_part(name, other) for other in others):
            return False
        tokens = {plain(token) for token in name.split() if len(token) > least}
        return (
            bool(tokens)
            and not tokens <= own
            and not any(_is_firm(name, one) for one in (*message.from_, *message.reply_to))
        )

    passed_on = _passed_on(message, me)
    if passed_on and (name := shown_name(passed_on)):
        return Found(name, name if name in passed_on.name else passed_on.name)
    signed = next(
        (name for name in signed_names(words) if usable(name) and credible(name, signed=True)), None
    )
    if _BOT.search(words.body):
        return None
    for address in (*message.reply_to, *message.from_):
        employee = signs_for(shown_name(address) or address.name, words)
        if employee is not None and usable(employee) and credible(employee, signed=True):
            return Found(employee, employee)
        name = _displayed(address, signed)
        if name is not None and usable(name, least=1):
            written = " ".join(address.name.split())
            return Found(name, name if name == signed or name in written else written)
    signers = (*((signed,) if signed else ()), *sign_below(message, words))
    for name in (*signers, *_elsewhere(message, words)):
        if usable(name) and credible(name, signed=name in signers or " " in name):
            return Found(without_courtesy(name), name)
    return None


def _is_part(name: str, other: str) -> bool:
    """Whether a name is an employer's or a place's, whole or in part."""
    return f" {plain(name)} " in f" {plain(other)} "


def _displayed(address: Address, signed: str | None) -> str | None:
    """Return the person a display name shows, in full if the same person signs so; None for a firm or system."""
    name = shown_name(address)
    if name is None or not any(len(token) > 1 for token in name.split()):
        return None
    system = judged(address)
    relayed = system is not None and system.reply is not ReachKind.DEAD and " " in name
    agreed = relayed or _of_the_address(name, address) or (signed is not None and same_person(signed, name))
    if not credible(name, signed=agreed):
        return None
    if signed and same_person(signed, name):
        return _fuller(name, signed).value
    if signed and len(signed.split()) > 1 and not _signs_as(name, address):
        return None
    if _is_firm(name, address, in_part=True):
        return None
    doubtful = signed is not None and len(name.split()) == 1
    if _of_the_address(name, address) or (_of_a_person(name, address) and not doubtful):
        return name
    return None


def _signs_as(name: str, address: Address) -> bool:
    """Whether a mailbox is named after a person: jane.roe@, jroe@, jane@ of Jane Roe; not vorstand@ of a board."""
    tokens = [plain(token) for token in re.split(r"[\s.-]+", name) if len(token) > 1]
    local = re.sub(r"[^a-zß-ÿ]", "", plain(address.local))
    first = tokens[0] if tokens else ""
    both = len(tokens) > 1 and tokens[-1] in local and local.startswith((first, first[:1]))
    return both or (local == first and len(tokens) == 2)


def _of_a_person(name: str, address: Address) -> bool:
    """Whether a display name that the local part does not repeat is a person's: of two words, or not a role's mailbox."""
    system = judged(address)
    if system is not None:
        return system.reply is not ReachKind.DEAD and len(name.split()) > 1
    return len(name.split()) > 1 or person(address.local.capitalize()) is not None


def _is_firm(name: str, address: Address, *, in_part: bool = False) -> bool:
    """Whether a name-like display is the domain's own: "Kestrel Maps <recruiting@kestrelmaps.example>"."""
    domain = re.sub(r"[^a-z0-9]", "", plain(address.domain.rpartition(".")[0]))
    tokens = [re.sub(r"[^a-z0-9]", "", plain(token)) for token in re.split(r"[\s'’-]", name)]
    tokens = [
        token for token in tokens if len(token) > 3 and token not in table("names.toml")["titles"]["words"]
    ]
    shown = [token in domain or (len(token) > 5 and token[:5] in domain) for token in tokens]
    first = re.sub(r"[^a-z0-9]", "", plain(re.split(r"[\s-]", name)[0]))
    if len(name.split()) > 1 and first not in domain and _of_the_address(name, address):
        return False
    titled = plain(name).split(" ")[0] in table("names.toml")["titles"]["words"]
    return bool(shown) and not titled and (all(shown) or (in_part and len(tokens) > 1 and any(shown)))


def _fuller(shown: str, signed: str | None) -> Found[str]:
    if signed and len(signed.split()) > len(shown.split()):
        return Found(signed, signed)
    return Found(shown, shown)


def _elsewhere(message: Message, words: Words) -> Iterator[str]:
    """Yield persons named in the calendar part, in the text as those who ask or can be asked, and in copy."""
    for invite in message.calendars:
        if invite.organizer and (name := person(invite.organizer.name)):
            yield name
    by_system = all(judged(one) or _NO_REPLY.search(one.local) for one in message.from_)
    for found in (*mentioned(words), *(met(words) if by_system else ())):
        if name := person(_without_office(re.split(r"\s[-<(|]", found)[0])):
            yield name
    for address in message.cc:
        if (name := shown_name(address)) and _of_the_address(name, address):
            yield name


def _without_office(name: str) -> str:
    """Drop the office before a name: "Nurse Manager Lorraine Tibbets"."""
    tokens = name.split()
    teams = set(table("names.toml")["teams"]["words"])
    last = max((n for n, token in enumerate(tokens) if token.lower() in teams), default=-1)
    return " ".join(tokens[last + 1 :])


def _email(message: Message, words: Words, me: Me) -> Found[str] | None:
    """Return the address an answer should go to: Reply-To before From, a person before a machine (RFC 5322, 3.6.2)."""
    passed_on = _passed_on(message, me)
    for address in (*((passed_on,) if passed_on else ()), *message.reply_to[:1], *message.from_[:1]):
        if _answers(address, me):
            return Found(address.email, address.email)
    for invite in message.calendars:
        if invite.organizer and _answers(invite.organizer, me):
            return Found(invite.organizer.email, invite.organizer.email)
    return _written(words, me)


def _answers(address: Address, me: Me) -> bool:
    """Whether an answer to this address reaches somebody, as far as one can tell from the address."""
    if not address.domain or any(address.same(own) for own in me.addresses):
        return False
    system = judged(address)
    if system:
        return system.reply in (ReachKind.HUMAN, ReachKind.TOKEN, ReachKind.RELAY) and not _NO_REPLY.search(
            address.local
        )
    return not _NO_REPLY.search(address.local)


_BOT = re.compile(
    r"\b(?:virtual|automated|automatic)(?: \w{2,12}){0,2} assistant\b|\b(?:asistente|assistente) virtuale?\b|\bvirtuell\w{1,2} assisten\w{1,3}\b|\bassistante? virtuelle?\b",
    re.IGNORECASE,
)
"""What a program says it is that writes under a first name."""

_AUTHOR = re.compile(
    r"^[> *]{0,6}(?:From|Von|De|Da|Van|Expéditeur|Mittente)\s?:\*?\s?(?P<name>[^<\n]{2,60}?)\s?<(?:mailto:)?(?P<email>[\w.+-]{1,64}@[\w.-]{1,100})>",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = 800
"""Characters of a forwarded letter in which its header stands."""


def _passed_on(message: Message, me: Me) -> Address | None:
    """Return who wrote the letter that somebody of another house passes on to the owner; a colleague's is not it."""
    found = _AUTHOR.search(message.forwarded[:_HEADER])
    if found is None or message.author is None:
        return None
    wrote = Address(found["email"], found["name"].strip(" \"'"))
    own = any(wrote.same(one) for one in me.addresses)
    return None if own or wrote.domain == message.author.domain or judged(wrote) else wrote


_ADDRESS = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,60}@[A-Za-z0-9][A-Za-z0-9.-]{1,80}\.[A-Za-z]{2,12}")
_ASIDE = re.compile(
    r"^(?:support|help\w*|technical|tech|access\w*|accommodation\w*|privacy|datenschutz|dpo|gdpr|unsubscribe|legal|abuse|ap|invoices?|billing|press|security|adjustments|compliance)\b",
    re.IGNORECASE,
)


def _written(words: Words, me: Me) -> Found[str] | None:
    """Return the first address in the text that answers questions about the interview itself."""
    for found in _ADDRESS.finditer(f"{words.body}\n{words.signature}"):
        address = Address(found[0].rstrip("."))
        if _answers(address, me) and not judged(address) and not _ASIDE.match(address.local):
            return Found(address.email, address.email)
    return None
