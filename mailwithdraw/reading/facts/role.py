"""The title of the job a mail is about, and the seniority the title says."""

import re
from collections.abc import Iterator
from functools import cache

from mailwithdraw.model import Found, Message
from mailwithdraw.reading.facts.words import Words, quote, table

_LONGEST = 70
_WORDS = 8
_TOLD = 5

_ANY = r"[\w&/.+#:*()'’-]{1,25}"
_TITLE = rf"(?P<title>{_ANY}(?:[ ,]{{1,2}}(?:[-–/&] )?{_ANY}){{0,8}}?)"

_LABEL = re.compile(
    r"^[\s*•·>–-]{0,4}(?:job title|title|role|position|job|post|opening|vacancy|requisition|applied for|for|event|reports? for|stelle|position|rolle|poste|fonction|puesto|vacante|posición|cargo|vaga|função|ruolo|posizione|mansione|functie|vacature|rol)\s{0,8}(?:[:=]|\s{2,})\s{0,10}(?P<title>[^\n|;]{3,90})$",
    re.IGNORECASE | re.MULTILINE,
)
_POST = "role|position|job|opening|vacancy|post|seat|spot|opportunity|search|process|panel|interview|loop|hiring|internship|placement|vacancies|req"
_LEADS = (
    # for the X role; our X opening; the X interview
    rf"\b(?:for|about|our|the|an?|your|this|of|to)\s(?:open\s|new\s|current\s)?{_TITLE}[\s,]{{1,2}}(?:\([^)\n]{{1,40}}\)\s)?(?:{_POST})\b",
    # the position of X, role as X, the title is X, apply for X
    rf"\b(?:role|position|post|job|opening|vacancy|opportunity|application|applied|applying|apply|interview(?:ing)?|interview you|candidature|selection|shortlisted|considered|considering you|hiring|team|start|work|joining us|join us|consider)\s(?:of|as|for|is|to be|on)\s(?:an?\s|the\s|our\s|post of\s|position of\s|the position of\s|role of\s|the role of\s|the post of\s|new\s)*{_TITLE}(?=$|[.,;:!?\n\"”()–—|]|\s(?:at|with|in|on|here|and|who|to|that|which|we|i|within|has|have|position|role|job|based|from|for|is|was|by|went|landed|caught|looks|stood|@|-)\b|\s[@–—-])",
    # we are hiring / need / looking for a X
    r"\b(?:hiring|looking for|need(?:s|ing)?|seeking|searching for|after|wants?|adding|recruiting(?: for)?|find|place|taking on|bring(?:ing)? on|for|as|be|want|hire|for (?:a|an|our))\s(?:an?|our|one|another|the|your)\s"
    + _TITLE
    + r"(?=$|[.,;:!?\n()–—|]|\s(?:at|with|in|on|to|who|that|which|based|for|and|from|under|reporting|is|of)\b)",
)
_LEADS_BY_LANGUAGE = {
    "de": (
        rf"\b(?:Bewerbung|Stelle|Position|Rolle|Posten|Funktion|Kandidat(?:in)?|Job|Ausbildung|Aufgabe|Vorstellungsgespräch|Interview|Gespräch|Interesse)\s(?:für die Stelle(?: als)?|für die Position(?: als)?|für die Rolle|um die Stelle als|auf die Stelle|an der Stelle als|als|zum|zur|für das|für den|für die|um|der|des|im)\s(?:eine[rn]?\s)?[„\"»“]?{_TITLE}(?=$|[.,;:!?\n\"”“«()–—|]|\s(?:bei|in|im|am|an|haben|hat|und|mit|für|zu|ist|gefällt|die|das|der|wir|ab|–|-|auf|aus)\b|\s[–—-])",
        rf"\b(?:suchen?(?: wir| ich)?|such(?:t|en)|brauchen|besetzen)\s(?:\w{{2,12}}\s){{0,3}}(?:eine[nrm]?|einen)\s{_TITLE}(?=$|[.,;:!?\n()–—|]|\s(?:bei|in|im|am|mit|für|zu|der|die|das|und|auf|–)\b)",
        rf"\b(?:als|für)\s[„\"»“]{_TITLE}[”“\"«]",
    ),
    "fr": (
        rf"\b(?:poste|fonction|candidature|offre|rôle|entretien|emploi|entrevue|mission|profil|recrutement|alternance)\s(?:pour le poste de|pour le poste d['’]|au poste de|en tant que|comme|pour|de|d['’]|à|du)\s?(?:l['’]|la\s|le\s|un\s|une\s)?[«\"]?\s?{_TITLE}(?=$|[.,;:!?\n\"»()–—|]|\s(?:chez|à|au|en|dans|sur|avec|et|a|est|vous|nous|pour|ouvert|retient|basé|que|qui)\b|\s[–—-])",
        rf"\b(?:cherch(?:e|ons|ent)|recrut(?:e|ons|ent)|recherch(?:e|ons|ent)|besoin d['’])\s?(?:notre\s|un\s|une\s|son\s|sa\s|leur\s)?{_TITLE}(?=$|[.,;:!?\n()–—|]|\s(?:chez|à|au|en|dans|pour|avec|et|qui)\b)",
    ),
    "es": (
        rf"\b(?:puesto|vacante|posición|plaza|candidatura|oferta|cargo|rol|proceso|selección|entrevista)\s(?:al puesto de|para el puesto de|para la vacante de|para la posición de|para|como|del?|a)\s(?:el\s|la\s|un\s|una\s|puesto de\s)?[«\"“]?{_TITLE}(?=$|[.,;:!?\n\"”»()–—|]|\s(?:en|con|para|a|y|que|de la|del|ha|nos|te|se|por)\b|\s[–—-])",
        rf"\b(?:busca(?:mos|n)?|necesita(?:mos|n)?|como)\s(?:un|una|a un|a una|nuestr[oa])?\s?{_TITLE}(?=$|[.,;:!?\n()–—|]|\s(?:en|con|para|a|y|que)\b)",
    ),
    "pt": (
        rf"\b(?:vaga|posição|função|lugar|candidatura|oferta|cargo|processo|entrevista)\s(?:à vaga de|para a vaga de|para a função de|para a posição de|ao cargo de|de|para|como|a)\s(?:o\s|a\s|um\s|uma\s|vaga de\s)?[«\"“]?{_TITLE}(?=$|[.,;:!?\n\"”»()–—|]|\s(?:em|no|na|com|para|e|que|da|do|foi|aqui)\b|\s[–—-])",
        rf"\b(?:procura(?:mos|m)?|precisa(?:mos|m)?(?: de)?|como)\s(?:um|uma)?\s?{_TITLE}(?=$|[.,;:!?\n()–—|]|\s(?:em|no|na|com|para|e|que)\b)",
    ),
    "it": (
        rf"\b(?:posizione|ruolo|candidatura|offerta|posto|selezione|colloquio|figura|profilo|annuncio)\s(?:per la posizione di|per il ruolo di|per il posto di|di|per|come|da|a)\s(?:il\s|la\s|un\s|una\s|posizione di\s|ruolo di\s)?[«\"“]?{_TITLE}(?=$|[.,;:!?\n\"”»()–—|]|\s(?:presso|in|a|con|per|e|che|di|ha|ci|è)\b|\s[–—-])",
        rf"\b(?:cerc(?:a|o|hiamo|ano)|come)\s(?:un|una)?\s?{_TITLE}(?=$|[.,;:!?\n()–—|]|\s(?:presso|in|a|con|per|e|che)\b)",
    ),
    "nl": (
        rf"\b(?:functie|vacature|sollicitatie|rol|positie|baan|plek|stage|gesprek)\s(?:voor de functie van|voor de functie|voor de vacature|voor de rol van|van|als|voor|op|naar)\s(?:de\s|het\s|een\s|functie\s)?[„\"“']?{_TITLE}(?=$|[.,;:!?\n\"”'()–—|]|\s(?:bij|in|op|met|voor|en|te|hebben|heeft|van)\b|\s[–—-])",
        rf"\b(?:zoek(?:t|en)?|als)\s(?:een|onze)\s{_TITLE}(?=$|[.,;:!?\n()–—|]|\s(?:bij|in|op|met|voor|en|die)\b)",
    ),
}
_SEPARATOR = re.compile(
    r"\s[-–—|:/·•]\s|[|:–—·]\s?|\s@\s|\s(?:at|with|bei|chez|bij|presso|für|for|als|as|re|w/|en)\s|[„“”\"«»\[\]?!]|\s?<>\s?",
    re.IGNORECASE,
)
_EDGE = re.compile(
    r"^(?:the|an?|our|your|my|this|new|of|for|as|position|role|open|current|confidential|job|application|interview|re|fwd|fw|aw|der|die|das|den|dem|eine?[nrm]?|le|la|les|un|une|el|los|de|il|lo|een|het|and|next|first|second|final|urgent|opportunity|online|phone|video|screening|(?:puesto|poste|posto|vaga|posição|posizione|ruolo|plaza|functie|cargo|função) (?:de|di|van|do|da)|rolle|stelle als|position als)\b[\s:.,-]*",
    re.IGNORECASE,
)
_END = re.compile(
    r"[\s,;:.–—-]*(?:\(?(?:R|REQ|Req|JR|ID|Ref\.?|job|#|NM|No\.?)[-\s:#]?\w*\d[\w-]*\)?|\b(?:role|position|job|opening|vacancy|post|seat|opportunity|hiring|search|interview|process|application|stelle|position|rolle|poste|and|or|at|with|in|for|to|who|is|the|we|our))?[\s,;:.–—-]*$",
    re.IGNORECASE,
)


def role_of(message: Message, words: Words, language: str) -> Found[str] | None:
    """Return the title of the job; None where no words lead up to one."""
    for text, sure in _candidates(message, words, language):
        title = _title(text, language, sure=sure)
        if title:
            return Found(title, title)
    return None


def without_company(role: Found[str] | None, company: Found[str] | None) -> Found[str] | None:
    """Return the title without the employer's name behind it in brackets."""
    if role is None or company is None:
        return role
    title = role.value.removesuffix(f"({company.value})").rstrip()
    return Found(title, title) if title else role


def seniority_of(role: Found[str] | None) -> Found[str] | None:
    """Return what the title says: intern, executive, lead, senior, junior or mid."""
    if role is None:
        return None
    for level, pattern in _levels():
        found = pattern.search(role.value)
        if found:
            return Found(level, found[0])
    return None


def titled(name: str) -> bool:
    """Whether a name ends as a job title does: "Network Admin II" is no company."""
    last = [*_heads("en").finditer(re.sub(r"\s(?:I{1,3}|IV|V|\d)$", "", name))]
    return (
        bool(last)
        and last[-1].start() > 0
        and last[-1].end() >= len(re.sub(r"\s(?:I{1,3}|IV|V|\d)$", "", name))
    )


@cache
def _levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (level, re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE))
        for level, names in table("roles.toml")["seniority"].items()
    )


@cache
def _heads(language: str) -> re.Pattern[str]:
    heads = table("roles.toml")["heads"]
    either = "|".join([*heads["en"], *(heads.get(language, []) if language != "en" else [])])
    return re.compile(rf"(?<![\w-])(?:{either})(?:s|\(in\)|:in|\*in|/in|/-in)?(?![\w-])", re.IGNORECASE)


@cache
def _leads(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(lead, re.IGNORECASE) for lead in (*_LEADS_BY_LANGUAGE.get(language, ()), *_LEADS))


def _candidates(message: Message, words: Words, language: str) -> Iterator[tuple[str, bool]]:
    """Yield stretches of the mail that may hold the title, and whether their lead leaves no doubt; the surest first."""
    for found in _LABEL.finditer(words.body):
        yield re.split(r"\s[-–—]\s|\s{3,}|\.\s", found["title"])[0], False
    for title in (*_spans(words.subject, subject=True), *_spans(words.body, subject=False)):
        yield title, False
    leads = _leads(language)
    for text in (words.subject, words.body):
        for n, lead in enumerate(leads[:-1]):
            for found in lead.finditer(text):
                yield found["title"], n == 0 and language in _LEADS_BY_LANGUAGE
    for invite in message.calendars:
        for part in _SEPARATOR.split(quote(invite.summary)):
            yield part, False
    for part in _SEPARATOR.split(words.subject):
        yield part, False
    for found in leads[-1].finditer(words.body):
        yield found["title"], False


def _spans(text: str, *, subject: bool) -> Iterator[str]:
    """Yield title-cased stretches around an English title noun: "Senior ML Engineer, Tracking"."""
    for found in _span().finditer(text):
        before = text[max(found.start() - 40, 0) : found.start()]
        if len(found["title"].split()) < 2 or not (subject or _LED.search(before)):
            continue
        yield found["title"]


@cache
def _span() -> re.Pattern[str]:
    heads = "|".join(table("roles.toml")["heads"]["en"])
    return re.compile(
        rf"(?<![\w/])(?P<title>(?:(?:[A-Z][\w&/.+'’-]{{0,20}}|&|of|and)\s){{0,5}}(?=[A-Z])(?i:{heads})s?(?![\w-])"
        r"(?:\s(?:I{1,3}|IV|V|\d)(?!\w))?(?:\sof\s[A-Z][\w&-]+(?:\s[A-Z&][\w&-]*){0,2})?(?:,\s[A-Z][\w&/-]+(?:\s[A-Z&][\w&/-]*){0,2}(?!\w))?(?:\s\([A-Z][\w ,/&-]{1,24}\))?)"
    )


_LED = re.compile(
    r"(?:\b(?:for|as|about|re|on|of|hiring|be|need|needs|want|wants|seeking|after|looking for|reviewed|bring on|into|is|through)\s(?:(?:an?|the|our|your|one|another)\s)?(?:open\s|new\s|current\s)?|\b(?:an?|the)\s|[:\"“„*•>·]\s?|\n\s*[-–]\s|\bfor:\s*)$",
    re.IGNORECASE,
)


def _title(text: str, language: str, *, sure: bool) -> str | None:
    """Cut a stretch down to a job title; None if no title noun ends it and its lead leaves doubt."""
    cut = quote(text).strip(" ,;:.\"'“”„«»*-–—[]")
    cut = re.split(r"\.\s(?=[A-Z][a-z])", cut)[-1]
    for _ in range(3):
        cut = _EDGE.sub("", cut)
    cut = _END.sub("", cut).strip(" ,;:.\"'“”„«»*-–—")
    if cut.count("(") != cut.count(")"):
        cut = cut.split(" (", maxsplit=1)[0].strip("()")
    cut = _ASIDE.sub("", cut)
    heads = list(_heads(language).finditer(cut))
    if heads:
        inner = list(_INNER.finditer(cut, 0, heads[0].start()))
        cut = cut[inner[-1].end() :] if inner else cut
        heads = list(_heads(language).finditer(cut))
    ended = bool(heads) and _CLOSING.match(cut, heads[-1].end()) is not None
    told = sure and len(cut.split()) <= _TOLD and re.match(r"[A-ZÀ-Þ]", cut) is not None
    if (
        not (ended or told)
        or not 2 <= len(cut) <= _LONGEST
        or len(cut.split()) > _WORDS
        or cut.lower() in _VAGUE
    ):
        return None
    wrong = _NOT_A_TITLE.search(cut) or re.match(r"\d{1,2}\s?[ap]m\b", cut, re.IGNORECASE)
    return None if wrong or cut not in quote(text) else cut


_ASIDE = re.compile(
    r"\s\((?:hybrid|remote|on-?site|onsite|full[- ]time|part[- ]time|contract|permanent|[mfwdhxn](?:/[mfwdhxn]){1,3})\b[^)]*\)$",
    re.IGNORECASE,
)
_INNER = re.compile(
    r"\b(?:about|the|an?|our|your|for|through|by|from|as|over|een|der|die|das|den|une?|le|la|el|il|un|una|o|um|uma)\s",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"$|\s(?:I{1,3}|IV|V|\d{1,2})\b|\s?[,(/:*&–-]|\s(?:of|de|du|des|d['’]|für|di|del|van|en|in|im|zur|für|à|da|do|ad|[A-ZÀ-Þ]\w+)"
)
_VAGUE = {
    "lead", "pm", "head", "heads", "host", "tech", "crew", "server", "agent", "worker", "guide", "chief", "partner", "owner",
    "principal", "president", "rep", "associate", "graduate", "qa", "manager", "director", "ceo", "minister", "doctor", "fellow",
    "executive", "officer", "engineer", "engineers", "developer", "developers", "devs", "dev", "leader", "candidate", "recruiter",
    "responsable", "technicien", "mitarbeiter", "leitung", "stage", "plaats", "team lead", "hiring manager", "controller", "captain",
}  # fmt: skip
_NOT_A_TITLE = re.compile(
    r"\b(?:you|your|we|i|me|us|he|she|they|it|his|her|this|that|these|those|will|would|can|could|is|are|was|has|have|had|hiring|recruiter|talent|recruiting|recruitment|interview|call|chat|conversation|meeting|with|next|from|heads? up|people ops|joiners|openings?|wanted|sie|ihr|wir|ich|uns|nous|vous|nos|notre|mon|usted|nosotros|nuestr[oa]|noi|voi|nostr[oa]|wij|jij|je|ons)\b|@|http",
    re.IGNORECASE,
)
