"""The telephone number to answer by, as the mail writes it."""

import re

from mailwithdraw.model import Found
from mailwithdraw.reading.facts.words import Words, quote

_PHONE = re.compile(
    r"(?<![\w.,:/=@-])(?:\+\s?\d{1,3}[\s./-]?)?(?:\(0?\d{1,5}\)[\s./-]?)?\d(?:[\s./-]{0,2}\d){5,13}(?![\w@]|[.,:/-]\d)"
)
_NO_PHONE = re.compile(
    r"(?<!\w)(?:meeting id|passcode|kenncode|id|pin|fax|f|ref|req|hrb|ust|vat|iban|account|konto|siret|code|room|zoom|conference|ordernr|kvk|btw|ticket|vorgang|nr\.?|no[.:]|law|ley|lei|rgpd|ue|eu|zip|registre|naf|reg|company number|registered|siren|hra|fn|abn|acn|cif|nif|p\.? ?iva)\W{0,4}$",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"\b(?:your (?:number|phone|cell|mobile)|still right|is your|on file|number you (?:gave|provided)|reach you (?:on|at)|call you (?:on|at)|unter ihrer nummer|votre numéro|tu número|su número|seu número|tuo numero|suo numero|jouw nummer|uw nummer)\b",
    re.IGNORECASE,
)
_FEWEST, _MOST = 7, 15
"""Digits of a number that can be dialled (E.164)."""


def phone_of(words: Words) -> Found[str] | None:
    """Return the sender's telephone number as written; no fax, no meeting id, not the owner's own."""
    text = f"{words.body}\n{words.signature}"
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.end() + 24]
        before = text[max(found.start() - 24, 0) : found.start()]
        if not _FEWEST <= len(digits) <= _MOST or "http" in before or _is_date(found[0]):
            continue
        if _NO_PHONE.search(before) or re.search(r"[£$€]\s?$", before):
            continue
        if _YOURS.search(line[-(len(found[0]) + 70) :]):
            continue
        if len(digits) < 9 and not re.search(r"[\s()./-]", found[0].strip()):
            continue
        return Found(_dialled(found[0]), quote(found[0]))
    return None


def _dialled(written: str) -> str:
    """Return a number with its country in E.164, "+49 (0)30 901820" as +4930901820; any other as it is written."""
    if not re.match(r"\s?(?:\+|00(?=[1-9]))", written):
        return quote(written)
    digits = re.sub(r"\D", "", written.replace("(0)", "")).removeprefix("00")
    return f"+{digits}"


def _is_date(written: str) -> bool:
    """Whether figures are a date, a span of years or of thousands: no number to call."""
    tidy = written.strip()
    return bool(
        re.fullmatch(
            r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[.:]\d\d\s?-\s?\d{1,2}[.:]\d\d|[1-9][\d.]{1,6}/[\d.]{2,7}|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d|20\d\d-\d\d-\d\d.*",
            tidy,
        )
        or re.fullmatch(
            r"\d{1,3}(?:\.\d{3})+(?:-\d{1,3}(?:\.\d{3})+)?|[1-9]\d{0,2}(?: \d{3})|[1-9]\d?(?: \d{3})+", tidy
        )
        or re.match(r"(?:19|20)\d\d\s", tidy)
        or re.match(r"\d{1,2}[./]\d{1,2}[./](?:20)?\d\d\s", tidy)
    )
