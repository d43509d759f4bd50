"""The employer: the name that the mail itself uses for whoever hires, never an agency's or a system's."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from publicsuffixlist import PublicSuffixList

from mailwithdraw.model import Address, Contact, Found, Message
from mailwithdraw.reading.facts.people import person, shown_name, signed_names
from mailwithdraw.reading.facts.role import titled
from mailwithdraw.reading.facts.words import Words, quote, table
from mailwithdraw.reading.senders import judged

_ENOUGH = 2
"""Votes a name needs: one plain mention may be a client, a school or a street."""

_CAP = r"[A-ZÀ-Þ0-9][\w&.'’+-]{0,24}"
_NAME = rf"(?P<name>{_CAP}(?:[ ](?:(?:&|and|und|et|y|e|of|the|de|der|die|du|des|la|le|di|do|da|van|for|\+)[ ]){{0,2}}{_CAP}){{0,5}})"
_LEGAL = r"(?:GmbH(?: & Co\. KG)?|AG|SE|KG|e\.V\.|gGmbH|Inc\.?|LLC|Ltd\.?|Limited|PLC|plc|Corp\.?|Pty(?: Ltd)?|B\.?V\.?|N\.?V\.?|S\.?A\.?|SAS|SARL|S\.?L\.?|S\.?r\.?l\.?|S\.?p\.?A\.?|Lda\.?|Pvt\.? Ltd\.?|Oy|AB|A/S|ASA|Sp\. z o\.o\.)"

_SAID = (
    (
        3,
        re.compile(
            rf"\b(?:on behalf of|interview (?:with|at|for)|applying to|applied to|application (?:to|with|at)|interest in (?:joining|working (?:at|for))|joining|careers? (?:at|with)|opportunity (?:at|with)|(?:role|position|job|opening) (?:at|with)|work(?:ing)? (?:at|for)|next steps? (?:at|with)|Bewerbung bei|Stelle bei|Position bei|Gespräch bei|Interview bei|candidature chez|poste chez|entretien chez|entrevista (?:con|en)|candidatura (?:en|a|na|no|presso)|colloquio (?:con|presso)|sollicitatie bij|gesprek bij)\s(?:the\s)?{_NAME}"
        ),
    ),
    (
        2,
        re.compile(
            rf"\b(?:I(?:'m|’m| am| run| lead| work| recruit| look after)[^.\n]{{0,60}}?\s(?:at|for|with)|(?:hiring|talent|people|recruiting|recruitment|recruiter|engineering|manager|founder|founders|team|CEO|CTO|COO|head of \w+|here from|calling from|writing from)\s(?:at|for|of|with|from|@)|[Hh]ere (?:at|from)|[Ww]e(?:'re| are| at)|bei der|bei uns bei|von der|chez|presso|bij)\s{_NAME}"
        ),
    ),
    (
        3,
        re.compile(
            rf"(?:^|[.!?\n]\s?|Interview: |\bthat |\bas )(?:The team at )?{_NAME}\s(?:(?:is|are) (?:looking for|hiring|setting up|building (?:a|out|up)|opening|expanding|growing|recruiting)|has (?:invited|requested|requested that|sent you a|shortlisted|partnered|reviewed|selected)|have (?:invited|shortlisted)|invited you to|invites you to|is hiring|is looking for|partners with|uses|vous invite|te invita|ti invita|nodigt (?:je|u)|lädt)\b"
        ),
    ),
    (
        1,
        re.compile(
            rf"(?:^|[.!?\n]\s?|\bthat |\bas )(?:The team at )?{_NAME}\s(?:has|have|would|wants?|asks?|asked|möchte|hat auf|souhaite|quiere|gostaria|wil)\b"
        ),
    ),
    (2, re.compile(rf"\b(?:team|panel|folks|people|everyone|colleagues|office) (?:at|from|of)\s{_NAME}")),
    (1, re.compile(rf"\b(?:at|with|@|bei|chez|en|na|presso|bij)\s{_NAME}")),
)
_SUBJECT = (
    (3, re.compile(rf"\b(?:with|at|@|bei|chez|presso|bij|from|to join)\s(?:the\s)?{_NAME}")),
    (2, re.compile(rf"^(?:\[?){_NAME}(?:\]|:|\s[-–—|/]|\s<>|\sx\s|\s//)")),
    (2, re.compile(rf"(?:[-–—|/:@]|<>|\sx|\+|//|\bby)\s{_NAME}\s?(?:$|[,(|–—-])")),
    (2, re.compile(rf"\({_NAME}\)")),
    (3, re.compile(rf"^{_NAME}\s(?:has|would|wants?|invited|invites|möchte|souhaite|quiere|asks?)\b")),
)
_SIGNED = (
    (3, re.compile(rf"\b{_NAME}\s{_LEGAL}(?!\w)")),
    (
        2,
        re.compile(
            rf"^[^\n,|·•@]{{2,50}}(?:,|\s[|·•@–—-]|\sat|\sbei|\schez)\s{_NAME}\s*(?:$|[|·•,(])", re.MULTILINE
        ),
    ),
    (1, re.compile(rf"^{_NAME}\s*(?:$|[|·•,–—-]\s)", re.MULTILINE)),
)
_DISPLAY = (
    (3, re.compile(rf"\b(?:on behalf of|at|@|from|bei|chez|presso|bij|of)\s{_NAME}$")),
    (
        3,
        re.compile(
            rf"^(?:Team\s|The\s)?{_NAME}\s(?:Careers?|Jobs|Talent(?: Team| Acquisition)?|Recruit(?:ing|ment)(?: Team)?|HR(?: Team)?|Hiring(?: Team)?|People(?: Team| Ops)?|Karriere|Team|Human Resources|Interview Scheduling|University Recruiting|Personal|Recursos Humanos|RRHH|Bewerbermanagement|Ausbildung)$"
        ),
    ),
    (3, re.compile(rf"\({_NAME}\)")),
    (3, re.compile(rf"^{_NAME}\s(?:via|through|über|par)\s")),
    (2, re.compile(rf"^{_NAME}(?:$|\s[-–—|,])")),
)
_EDGE = re.compile(
    r"^(?:The|Our|Your|My|Team|Dear|Hi|Hello|An?|Interview|Your|Re|Fwd|Invitation|Confirmed|Reminder|Update|Mr|Mrs|Ms|Dr|Der|Die|Das|Unser|Notre|Nuestra?|Nosso|Nossa|Il|La|Le|El|Het|De)\s(?=\S)"
)
_TAIL = re.compile(
    rf"(?:\s(?:and|und|et|y|e|of|the|de|der|&|for|in|on|{_LEGAL}|Careers?|Talent(?: Team| Acquisition)?|Recruiting|Recruitment|HR|Hiring|People(?: Team| Ops)?|Team|Onsite|Interview|Panel|Role))+$|[\s.,'’:;&+-]+$|(?:'s|’s)$"
)


def company_of(message: Message, words: Words, contact: Contact, *, agency: bool) -> Found[str] | None:
    """Return the employer by the name the mail uses; None for an agency's client that is not named."""
    votes, written = _votes(message, words, contact, agency=agency)
    owner = _owner(message)
    firm = owner if agency else None
    if owner and not agency:
        _prefer(votes, written, message, words, owner)
    eligible = {key: count for key, count in votes.items() if not (firm and _kinship(key, firm))}
    if not eligible:
        return None
    best, count = max(eligible.items(), key=lambda item: (item[1], len(item[0])))
    name = written[best]
    like_a_person = person(name) is not None and len(name.split()) < 4
    known = owner is not None and not agency and not _aloof(message)
    if count < _ENOUGH + (2 if known else int(agency or like_a_person)):
        return None
    whole = _completed(name, words)
    return Found(whole, whole)


def _completed(name: str, words: Words) -> str:
    """Return the name with the word that follows it wherever it stands: "Prairie Cold" is "Prairie Cold Storage"."""
    pattern = rf"(?<!\w){re.escape(name)}\b(?:[ ]([A-Z][a-z]{{2,20}})\b)?"
    followers = set(re.findall(pattern, f"{words.body}\n{words.signature}"))
    follower = followers.pop() if len(followers) == 1 else ""
    barred = {*table("companies.toml")["never_first"]["words"], *table("names.toml")["teams"]["words"]}
    fits = follower and (follower.lower() not in barred or follower.lower() in _COMPANY_WORDS)
    return f"{name} {follower}" if fits else name


def _votes(
    message: Message, words: Words, contact: Contact, *, agency: bool
) -> tuple[Counter[str], dict[str, str]]:
    """Count how often and how plainly each name is said to hire; and return each as it was written first."""
    signers = {*signed_names(words), *([contact.name.value] if contact.name else [])}
    votes: Counter[str] = Counter()
    written: dict[str, str] = {}
    for weight, name in _mentions(message, words, agency=agency):
        tidy = _tidied(name)
        if tidy and tidy not in signers and _may_employ(tidy, message) and not _holds_office(tidy, words):
            votes[_squashed(tidy)] += weight
            written.setdefault(_squashed(tidy), tidy)
    return votes, written


def _holds_office(name: str, words: Words) -> bool:
    """Whether it is a person's: "your interview with Magdalena (COO)"."""
    found = re.search(rf"(?<!\w){re.escape(name)}\s?\((?P<office>[^()\n]{{2,40}})\)", words.body)
    return found is not None and bool(
        re.fullmatch(r"C[A-Z]{1,2}O|VP\b.*|HR\b.*", found["office"]) or titled(found["office"])
    )


def _prefer(votes: Counter[str], written: dict[str, str], message: Message, words: Words, owner: str) -> None:
    """Let the sender's domain speak for the names that are like it; less so a machine's, which may be a provider's."""
    share = 3 if _aloof(message) else 1
    for key in votes:
        votes[key] += _kinship(key, owner) // share
    named = _named_like(words, message, owner)
    if named:
        votes[_squashed(named)] += (3 + _kinship(_squashed(named), owner)) // share
        written.setdefault(_squashed(named), named)


def _aloof(message: Message) -> bool:
    return message.author is not None and _ALOOF.search(message.author.local) is not None


def _mentions(message: Message, words: Words, *, agency: bool) -> Iterator[tuple[int, str]]:
    body = words.body
    if not agency:
        for address in (*message.from_, *message.reply_to):
            yield from _found(_DISPLAY, address.name)
        yield from _found(_SIGNED, words.signature)
        yield from _found(_SIGNED[:2], "\n".join(_last(body)))
    yield from _found(_SUBJECT, words.subject)
    yield from _found(_SAID, body)
    for invite in message.calendars:
        yield from _found(_SUBJECT, quote(invite.summary))
    for line in re.findall(
        r"(?im)^\W{0,3}(?:company|employer|business|firma|unternehmen|entreprise|empresa|azienda|bedrijf|organisation)\s?[:=]\s?(.{2,50})$",
        body,
    ):
        yield 4, line.split(" - ")[0]


def _found(patterns: tuple[tuple[int, re.Pattern[str]], ...], text: str) -> Iterator[tuple[int, str]]:
    for weight, pattern in patterns:
        for found in pattern.finditer(text):
            yield weight, found["name"]


def _last(body: str) -> list[str]:
    return [line.strip() for line in body.split("\n") if line.strip() and len(line) <= 90][-4:]


def _tidied(name: str) -> str | None:
    tidy = re.split(r"(?<=\w{3})\.\s", quote(name))[0]
    for _ in range(2):
        tidy = _TAIL.sub("", _EDGE.sub("", tidy)).strip(" ,;:-–—")
    return tidy if len(tidy) >= 2 and not tidy.isdigit() else None


def _may_employ(name: str, message: Message) -> bool:
    """Whether a name is neither a person of the mail, nor a system, a word, a month or a title."""
    tokens = name.lower().split()
    tables = table("companies.toml")
    if (
        tokens[0] in tables["never_first"]["words"]
        or re.search(r"['’](?:t|ll|re|ve|m|d)\b", tokens[0])
        or all(token in tables["never"]["words"] for token in tokens)
    ):
        return False
    if titled(name) or re.search(r"\d{4}|\b(?:HRB|Register|VAT|Registered|USt)\b", name):
        return False
    people = [
        shown_name(address) for address in (*message.from_, *message.to, *message.cc, *message.reply_to)
    ]
    known = {token for one in people if one for token in one.lower().split()}
    return not all(token.strip(".") in known for token in tokens)


def _squashed(name: str) -> str:
    plain = re.sub(rf"\s{_LEGAL}(?!\w)", "", name)
    folded = (
        plain.lower()
        .translate(str.maketrans("äöüáàâãéèêëíìîïóòôõúùûñçåøć", "aouaaaaeeeeiiiioooouuuncaoc"))
        .replace("ß", "ss")
    )
    return re.sub(r"[^a-z0-9]", "", folded)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)


def _owner(message: Message) -> str | None:
    """Return the label of the domain that owns the sender's address; None for systems and free mail."""
    for address in (*message.from_, *message.reply_to):
        if address.domain and not judged(address) and not _free(address):
            private = _suffixes().privatesuffix(address.domain) or address.domain
            label: str = private.split(".")[0]
            return _squashed(
                re.sub(
                    r"-(?:careers?|karriere|jobs?|hr|recruiting|talent|online|group|mail)$", "", label
                ).replace("-", " ")
            )
    return None


def _free(address: Address) -> bool:
    return address.domain in table("companies.toml")["free_mail"]["domains"]


def _kinship(key: str, owner: str) -> int:
    """Say how well a name fits the sender's domain: acmerobotics is Acme Robotics, acme is Acme Robotics Inc."""
    if key == owner:
        return 6
    if len(key) >= 4 and (owner.startswith(key) or (key.startswith(owner) and len(owner) >= 4)):
        return 4
    return 3 if len(owner) >= 5 and owner in key else 0


_COMPANY_WORDS = frozenset(
    [
        "group",
        "bank",
        "capital",
        "partners",
        "labs",
        "software",
        "systems",
        "studio",
        "studios",
        "health",
        "energy",
        "robotics",
        "technologies",
        "logistics",
        "foods",
        "insurance",
        "media",
        "networks",
        "airlines",
        "pharma",
        "analytics",
        "consulting",
        "solutions",
        "trust",
        "museum",
        "hotel",
        "gruppe",
        "groupe",
        "kliniken",
    ]
)
_ALOOF = re.compile(r"no-?_?reply|do-?not-?reply|notif|alert|mailer|system|automat|invit", re.IGNORECASE)
"""Local parts of machines: the domain may be a provider's, whose own name says nothing of the employer."""

_CAPITALISED = re.compile(rf"(?<![\w@./-]){_NAME}")


def _named_like(words: Words, message: Message, owner: str) -> str | None:
    """Return the stretch of the mail that, written together, is the sender's domain."""
    texts = [*(address.name for address in message.from_), words.signature, words.body, words.subject]
    best: tuple[int, int, str] | None = None
    for text in texts:
        for found in _CAPITALISED.finditer(text):
            tokens = found["name"].split()
            for begin in range(len(tokens)):
                for end in range(begin + 1, len(tokens) + 1):
                    name = _tidied(" ".join(tokens[begin:end]))
                    if not name or (
                        person(name)
                        and name == shown_name(message.from_[0] if message.from_ else Address(""))
                    ):
                        continue
                    kin = _kinship(_squashed(name), owner)
                    if (
                        kin
                        and _may_employ(name, message)
                        and (best is None or (kin, -abs(len(_squashed(name)) - len(owner))) > best[:2])
                    ):
                        best = (kin, -abs(len(_squashed(name)) - len(owner)), name)
    return best[2] if best else _written_small(texts, owner)


def _written_small(texts: list[str], owner: str) -> str | None:
    """Return words that, written together, are exactly the domain, whatever their case: "lumberco design"."""
    for text in texts:
        tokens = [
            (found.start(), found.end()) for found in re.finditer(r"(?<![\w@.])\w[\w'’&-]*(?!@|\.\w)", text)
        ]
        for n, (start, _) in enumerate(tokens):
            for _, end in tokens[n : n + 3]:
                if len(owner) > 3 and _squashed(text[start:end]) == owner and "\n" not in text[start:end]:
                    return text[start:end]
    return None
