"""The telephone number to answer by."""

import re

from mailwithdraw.model import Found, Message
from mailwithdraw.reading.facts.dialling import dialled
from mailwithdraw.reading.facts.words import Words, quote

_PHONE = re.compile(
    r"(?<![\w.,:/=@-])(?:\+\s?\d{1,3}[\s./-]?)?(?:\(0?\d{1,5}\)[\s./-]?)?\d(?:[\s./-]{0,2}\d){5,13}(?![\w@]|[.,:/-]\d)"
)
_NO_PHONE = re.compile(
    r"(?<!\w)(?:meeting id|passcode|kenncode|id|pin|fax|f|ref|req|hrb|ust|vat|iban|account|konto|siret|code|room|zoom|conference|dial[- ]?in|einwahl|ordernr|kvk|btw|ticket|vorgang|nr\.?|(?<!a )no[.:]|law|ley|lei|rgpd|ue|eu|zip|registre|naf|reg|company number|registered|siren|hra|fn|abn|acn|cif|nif|p\.? ?iva)\W{0,4}$",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"\b(?:your (?:number|phone|cell|mobile)|still right|is your|on file|number you (?:gave|provided)|reach you (?:on|at)|call you (?:on|at)|unter ihrer nummer|votre numéro|tu número|su número|seu número|tuo numero|suo numero|jouw nummer|uw nummer)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:help ?desk|hotline|support|accommodations?|adjustments?|para español|emergency|notfall\w{0,8}|notruf|urgences?|conference call|dial[- ]?in|einwahl\w{0,6}|call centre|call center|servicenummer|kundenservice|customer (?:service|care))\b",
    re.IGNORECASE,
)
"""Numbers of help, not of whom one answers."""

_FEWEST, _MOST = 7, 15
"""Digits of a number that can be dialled (E.164)."""

_SAID = 90
"""Characters before a number that may say whose it is."""


def phone_of(message: Message, words: Words, language: str) -> Found[str] | None:
    """Return the sender's telephone number, in E.164 where its country is plain, else as written.

    No fax, no meeting id, not the owner's own.
    """
    text = f"{words.body}\n{words.signature}"
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        begun = text.rfind("\n", 0, found.start()) + 1
        said = re.split(r"[.!?]\s", text[max(begun, found.start() - _SAID) : found.start()])[-1]
        before = text[max(found.start() - 24, 0) : found.start()]
        if not _FEWEST <= len(digits) <= _MOST or "http" in before or _is_date(found[0]):
            continue
        if _NO_PHONE.search(before) or re.search(r"[£$€]\s?$", before):
            continue
        if _YOURS.search(said + text[found.start() : found.end() + 24]) or _ASIDE.search(said):
            continue
        if len(digits) < 9 and not re.search(r"[\s()./-]", found[0].strip()):
            continue
        written = quote(found[0])
        return Found(dialled(written, message, words, language) or written, written)
    return None


def _is_date(written: str) -> bool:
    """Whether figures are a date, a span of years or of thousands: no number to call."""
    tidy = written.strip()
    return bool(
        re.fullmatch(
            r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[.:]\d\d\s?-\s?\d{1,2}[.:]\d\d|[1-9][\d.]{1,6}/[\d.]{2,7}|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d|20\d\d-\d\d-\d\d.*",
            tidy,
        )
        or re.fullmatch(
            r"\d{1,3}(?:\.\d{3})*(?:-\d{1,3}(?:\.\d{3})+)?|[1-9]\d{0,2}(?: \d{3})(?:\s?[-–]\s?[1-9]\d{0,2} \d{3})?|[1-9]\d?(?: \d{3})+",
            tidy,
        )
        or re.match(r"(?:19|20)\d\d\s|20[12]\d-\d{3,5}$|[1-9]\d\d 000 000$", tidy)
        or re.match(r"\d{1,2}[./]\d{1,2}[./](?:20)?\d\d\s", tidy)
    )
