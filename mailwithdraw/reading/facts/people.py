"""Whom to greet and whom to answer: a person's name, the address an answer should go to, a phone number."""

import re
from collections.abc import Iterator
from functools import cache

from mailwithdraw.model import Address, Contact, Found, Me, Message, ReachKind
from mailwithdraw.reading.facts.mentions import mentioned
from mailwithdraw.reading.facts.phone import phone_of
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
_TAIL_CUT = re.compile(r"\s*(?:[,;|/·•(<\[–—]|\s-\s|\s@\s|:\s|\bat\b|\bfrom\b|\bvon\b|\bde chez\b|\(|\d).*$")

_SIGNATURE_LINE = 110
_ON_BEHALF = re.compile(r"^(?:i\.\s?[AV]\.|p\.\s?p\.|ppa\.|gez\.)\s", re.IGNORECASE)
"""How somebody signs for a firm: "i. A. Renate Oswald"."""
_SENTENCE_ENDS = re.compile(r"[a-zß-ÿ]{4}\.\s[A-Z]")
"""No name goes on after a full stop, but for a title's: "Prof. Roe"."""


def contact_of(message: Message, words: Words, me: Me, language: str) -> Contact:
    """Return the human to answer, as far as the mail shows one; never a system, a team or the owner."""
    return Contact(
        name=_name(message, words, me),
        email=_email(message, words, me),
        phone=phone_of(message, words, language),
    )


def person(text: str) -> str | None:
    """Return the text as a person's name if it looks like one, and like nothing else."""
    cleaned = " ".join(text.replace("\u200b", "").split()).strip(" ,;:*_~\"'“”„‘’-–—•/")
    cleaned = _ON_BEHALF.sub("", cleaned)
    if _SENTENCE_ENDS.search(cleaned):
        return None
    tokens = cleaned.split(" ")
    names = table("names.toml")
    titles, particles, teams = (
        set(names["titles"]["words"]),
        set(names["titles"]["particles"]),
        set(names["teams"]["words"]),
    )
    bare = [token for token in tokens if token.lower() not in titles]
    if not 1 <= len(bare) <= 5 or len(cleaned) > 45 or not bare:
        return None
    for token in bare:
        lower = token.lower().strip(",")
        if lower in particles:
            continue
        if lower in teams or not re.fullmatch(
            r"[A-ZÀ-ÞĀ-Ž](?:[a-zà-ÿā-ž'’.-]|(?<=[a-z'’-])[A-ZÀ-ÞĀ-Ž]|(?<=[OD]['’])[A-Z])*|[A-ZÀ-ÞĀ-Ž]\.?(?:-?[A-Z]\.?)?",
            token.strip(","),
        ):
            return None
    if bare[0].lower() in particles or all(len(token.strip(".")) < 2 for token in bare):
        return None
    return cleaned


def shown_name(address: Address) -> str | None:
    """Return the person a display name shows: "Jane Roe via Greenhouse", "Roe, Jane", "Jane Roe (Acme)"."""
    written = address.name.strip(" '\"")
    comma = re.fullmatch(r"(?P<last>[^,]{2,25}), (?P<first>[^,]{2,25}?)(?:\s?\(.*\))?", written)
    if comma:
        turned = person(f"{comma['first']} {comma['last']}")
        return (
            turned
            if turned and person(comma["first"]) and _of_the_address(turned, address)
            else person(comma["last"])
        )
    return person(_DISPLAY_CUT.split(written, maxsplit=1)[0])


def _of_the_address(name: str, address: Address) -> bool:
    """Whether the local part is made of the name: jane.roe, jroe, roe."""
    local = re.sub(r"[^a-zß-ÿ]", "", _plain(address.local))
    tokens = [_plain(token) for token in re.split(r"[\s.-]+", name) if token]
    initials = "".join(token[0] for token in tokens if token)
    return any(len(token) > 2 and (token in local or local in token) for token in tokens) or (
        len(initials) > 1 and initials == local
    )


def _plain(text: str) -> str:
    folded = text.lower().translate(
        str.maketrans("äöüáàâãéèêëíìîïóòôõúùûñçåøć", "aouaaaaeeeeiiiioooouuuncaoc")
    )
    return folded.replace("ß", "ss")


def _name(message: Message, words: Words, me: Me) -> Found[str] | None:
    own = {_plain(token) for token in me.name.split() if len(token) > 2}

    def usable(name: str | None, least: int = 2) -> bool:
        if not name:
            return False
        tokens = {_plain(token) for token in name.split() if len(token) > least}
        return bool(tokens) and not tokens <= own and not any(_is_firm(name, one) for one in message.from_)

    signed = next((name for name in signed_names(words) if usable(name)), None)
    for address in (*message.reply_to, *message.from_):
        employee = _signs_for(shown_name(address) or address.name, words)
        if employee is not None and usable(employee):
            return Found(employee, employee)
        name = _displayed(address, signed)
        if name is not None and usable(name, least=1):
            written = " ".join(address.name.split())
            return Found(name, name if name == signed or name in written else written)
    for name in (signed, *_sign_below(message, words), *_elsewhere(message, words)):
        if name and usable(name):
            return Found(name, name)
    return None


def _displayed(address: Address, signed: str | None) -> str | None:
    """Return the person a display name shows, in full if the same person signs so; None for a firm or system."""
    name = shown_name(address)
    if name is None or not any(len(token) > 1 for token in name.split()):
        return None
    if signed and _shares(signed, name):
        return _fuller(name, signed).value
    if _is_firm(name, address, in_part=True):
        return None
    doubtful = signed is not None and len(name.split()) == 1
    if _of_the_address(name, address) or (_of_a_person(name, address) and not doubtful):
        return name
    return None


def _of_a_person(name: str, address: Address) -> bool:
    """Whether a display name that the local part does not repeat is a person's: of two words, or not a role's mailbox."""
    system = judged(address)
    if system is not None:
        return system.reply is not ReachKind.DEAD and len(name.split()) > 1
    return len(name.split()) > 1 or person(address.local.capitalize()) is not None


def _signs_for(firm: str, words: Words) -> str | None:
    """Return who signs as "Shawnda, Cobalt Creek Dental": then the display name is the firm's."""
    for line in f"{words.body}\n{words.signature}".split("\n"):
        signed = re.fullmatch(rf"[\W_]{{0,4}}([^,\n]{{2,30}}),\s{re.escape(firm)}\W?", line.strip())
        if signed:
            return person(signed[1])
    return None


def _sign_below(message: Message, words: Words) -> Iterator[str]:
    """Yield who signs with a firm that the sender's address knows: "Hattie, Brightwater Mill"."""
    known = [re.sub(r"\W", "", _plain(one.email)) for one in (*message.reply_to, *message.from_)]
    for line in words.body.split("\n")[-6:]:
        signed = re.fullmatch(r"[\W_]{0,4}([^,\n]{2,30}),\s([^,\n]{3,40}?)\W?", line.strip())
        firm = re.sub(r"\W", "", _plain(signed[2])) if signed else ""
        if signed and len(firm) > 3 and any(firm in one for one in known) and (name := person(signed[1])):
            yield name


def _is_firm(name: str, address: Address, *, in_part: bool = False) -> bool:
    """Whether a name-like display is the domain's own: "Kestrel Maps <recruiting@kestrelmaps.example>"."""
    domain = re.sub(r"[^a-z0-9]", "", _plain(address.domain.rpartition(".")[0]))
    tokens = [re.sub(r"[^a-z0-9]", "", _plain(token)) for token in re.split(r"[\s'’-]", name)]
    tokens = [
        token for token in tokens if len(token) > 3 and token not in table("names.toml")["titles"]["words"]
    ]
    shown = [token in domain or (len(token) > 5 and token[:5] in domain) for token in tokens]
    first = re.sub(r"[^a-z0-9]", "", _plain(re.split(r"[\s-]", name)[0]))
    if len(name.split()) > 1 and first not in domain and _of_the_address(name, address):
        return False
    titled = _plain(name).split(" ")[0] in table("names.toml")["titles"]["words"]
    return bool(shown) and not titled and (all(shown) or (in_part and len(tokens) > 1 and any(shown)))


def _shares(one: str, other: str) -> bool:
    mine = {_plain(token).strip(".") for token in one.split()}
    theirs = {_plain(token).strip(".") for token in other.split()}
    return any(token in theirs for token in mine if len(token) > 2)


def _fuller(shown: str, signed: str | None) -> Found[str]:
    if signed and len(signed.split()) > len(shown.split()):
        return Found(signed, signed)
    return Found(shown, shown)


def signed_names(words: Words) -> Iterator[str]:
    """Yield the persons who sign: after a closing first, then on the last lines, then in the signature block."""
    body = [line.strip() for line in words.body.split("\n") if line.strip()][-10:]
    block = [line.strip() for line in words.signature.split("\n") if line.strip()][:5]
    lines = [*body, *block]
    for n, line in enumerate(lines[:-1]):
        if _closing().fullmatch(line.strip(" ,.!-–")) and (name := _signed(lines[n + 1])):
            yield name
    inline = re.compile(
        rf"(?:{_closing().pattern})[,!.]?\s+(?P<name>[A-ZÀ-Þ][^,.\n]{{1,30}})$", re.IGNORECASE
    )
    for line in lines:
        found = inline.search(line) if len(line) < 60 else None
        if found and (name := _signed(found["name"])):
            yield name
    for line in (*block[:3], *reversed(body[-4:])):
        if len(line) > _SIGNATURE_LINE:
            continue
        name = _signed(line)
        alone = name is not None and len(line.strip(" -–—/.,!~")) <= len(name) + 6
        if name and (alone or len(name.split()) > 1):
            yield name


def _signed(line: str) -> str | None:
    cut = _TAIL_CUT.sub(
        "",
        re.sub(
            r"^(?:i\.\s?a\.|i\.\s?v\.|p\.p\.|gez\.|/|-{1,2}|–|—|~|Ihre?|Deine?|Your|Je|Uw)\s*",
            "",
            line.strip(),
        ),
    )
    cut = re.sub(r"\s(?:&|and|und|et|y|e|en)\s.*$", "", cut)
    rest = line.strip()[len(cut) :].lstrip()
    if len(cut.split()) > 4 or line.endswith((":", "?")) or rest.startswith(":"):
        return None
    return person(cut.strip(" ."))


@cache
def _closing() -> re.Pattern[str]:
    either = "|".join(
        pattern.replace(" ?", r"\s?").replace(" ", r"\s+")
        for pattern in table("names.toml")["closings"]["patterns"]
    )
    return re.compile(rf"(?:{either})", re.IGNORECASE)


def _elsewhere(message: Message, words: Words) -> Iterator[str]:
    """Yield persons named in the calendar part, in the text as those who ask or can be asked, and in copy."""
    for invite in message.calendars:
        if invite.organizer and (name := person(invite.organizer.name)):
            yield name
    for found in mentioned(words):
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
    for address in (*message.reply_to[:1], *message.from_[:1]):
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
