"""Names of companies and their domains, compared as whole names: Meta is not Metabase."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from publicsuffixlist import PublicSuffixList

from mailwithdraw.deciding.words import fold, folded_words

_REMARK = re.compile(
    r"(?<=\w)[\s.]*[(（][^()（）]{1,60}[)）]\s*(?=$|ltd|limited|inc|pvt|pte|pty|gmbh|ag|llc)", re.IGNORECASE
)
"""What stands in brackets behind a name, or before its legal form: a place, a remark."""
_BRACKETS = re.compile(r"[(（]([^()（）]{1,60})[)）]")
_AFFIXED = re.compile(
    r"^(?:株式会社|有限会社|合同会社|\(株\)|주식회사|\(주\))\s*|\s*(?:株式会社|有限会社|合同会社|\(株\)|(?:控股|集团)?(?:股份)?有限(?:责任)?公司|股份有限公司|控股|集团|集團|주식회사|\(주\))$"
)
"""Legal forms that are written to the name without a blank."""
_BRANCH = re.compile(
    r",?\s(?:zweig)?niederlassung\b.*|,?\s(?:succursale|sucursal|filial|branch)\b.*", re.IGNORECASE
)
_MARKS = re.compile(r"[™®©]|(?<=[\w])[’'](?=[sS]\b)")
_WEB_ENDING = re.compile(
    r"(?<=\w\w)\.(?:com|io|ai|app|dev|net|org|eu|de|fr|nl|es|it|pt|be|ch|at|se|dk|no|fi|pl|cz|ie|co|uk|ru|jp|co\.uk|com\.br|com\.au)(?![\w.])",
    re.IGNORECASE,
)
_STAFF = frozenset(
    folded_words(
        "careers career recruiting recruitment recruiter hr jobs talent acquisition people team hiring the via at from "
        "bei von de chez karriere bewerbung personal rh rrhh carriere emploi recrutement recrutamento selezione"
    )
)
_JOINING = frozenset({"and", "und", "et", "y", "och", "og"})
_LONGEST = 200
_CARRIER = re.compile(r"\s(?:via|über|durch|through)\s.*", re.IGNORECASE)
_TWO_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ø": "oe",
        "Ø": "Oe",
        "å": "aa",
        "Å": "Aa",
    }
)
_BETWEEN = re.compile(r"\s+[|@·–—-]\s+|[|,@()]|\s+(?:at|from|bei|von|chez|presso)\s+", re.IGNORECASE)


@lru_cache(maxsize=1024)
def company_name(text: str) -> tuple[str, ...]:
    """A company's name without legal form, article, group and country: ("initech",) for "Initech UK Ltd.".

    Empty for a text that names no company: "GmbH & Co. KG".
    """
    text = unicodedata.normalize("NFKC", _MARKS.sub("", text[:_LONGEST])).strip()
    text = _WEB_ENDING.sub("", _BRANCH.sub("", _REMARK.sub(" ", _AFFIXED.sub("", text))))
    name = _words(text)
    namesake = next((known for known in _phrases("namesakes") if name[: len(known)] == known), None)
    if namesake:
        return namesake
    form = next((at for at, word in enumerate(name) if at and word in _listed("certain_forms")), len(name))
    name = name[:form]  # a place or a trade may follow it
    shorter = _shorter(name)
    while shorter != name:
        name, shorter = shorter, _shorter(shorter)
    return () if set(name) <= _listed("legal_forms") | _listed("groups") | _listed("before") else name


def _shorter(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the first of the words around it that can go."""
    for head in _phrases("before_phrases"):
        if len(name) > len(head) and name[: len(head)] == head:
            return name[len(head) :]
    for tail in (*_phrases("form_phrases"), *_letters(), *_phrases("regions")):
        if len(name) > len(tail) and name[-len(tail) :] == tail:
            return name[: -len(tail)]
    if len(name) <= 1:
        return name
    if name[0] in _listed("before"):
        return name[1:]
    if name[-1] in _listed("legal_forms") | _listed("branches"):
        return name[:-1]
    if name[-1] in _listed("groups") and not set(name[:-1]) <= _listed("plain_words"):
        return name[:-1]
    return name


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in folded_words(text) if word not in _JOINING)


def same_company(one: str, other: str) -> bool:
    """Whether two names are one company's: equal word by word, run together as in a domain, or known for one.

    "Müller" may be written "Mueller", and "VW" is Volkswagen (companies.toml).
    """
    first, second = "".join(company_name(one)), "".join(company_name(other))
    remarks = {
        _BRACKETS.findall(fold(name[:_LONGEST]))[-1]
        for name in (one, other)
        if _BRACKETS.search(name[:_LONGEST])
    }
    if not first or not second or len(remarks) > 1:
        return False
    alike = not _spellings(one).isdisjoint(_spellings(other))
    return alike or (first in _groups() and _groups()[first] is _groups().get(second))


def belongs_to(name: str, owner: str) -> bool:
    """Whether a name is the owner's, or that of a company it is known to own."""
    if same_company(name, owner):
        return True
    group = _groups().get("".join(company_name(owner)))
    return group is not None and "".join(company_name(name)) in group.owns


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """The names of the companies that one company is known to own, each run together."""

    owns: frozenset[str]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("mailwithdraw") / "deciding" / "companies.toml").read_text("utf-8"))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(word for text in _table()[name] for word in folded_words(text))


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(map(_words, _table()[name]), key=len, reverse=True))


@cache
def _letters() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(map(tuple, _table()["spelt_forms"]), key=len, reverse=True))


@cache
def _groups() -> dict[str, _Group]:
    """The group of each of its names."""
    found: dict[str, _Group] = {}
    for entry in _table()["group"]:
        group = _Group(frozenset("".join(company_name(name)) for name in entry.get("owns", ())))
        found |= dict.fromkeys(("".join(company_name(name)) for name in entry["names"]), group)
    return found


@lru_cache(maxsize=1024)
def _spellings(text: str) -> frozenset[str]:
    """A name run together as in a domain, without accents and with the two letters that stand for them."""
    expanded = text.translate(_TWO_LETTERS)
    return frozenset("".join(company_name(one)) for one in (text, expanded))


def names_in_display(display: str) -> tuple[str, ...]:
    """The names a From display name may hold: "Jo Roe at Initech", "Initech Careers"; not who only carries it."""
    found = []
    for part in _BETWEEN.split(_CARRIER.sub("", display[:200])):
        kept = [word for word in part.split() if fold(word.strip(".,:")) not in _STAFF]
        if kept:
            found.append(" ".join(kept))
    return tuple(found)


def organisation(domain: str) -> str:
    """The registrable domain: "mail.initech.co.uk" gives "initech.co.uk"; empty for no domain."""
    return _suffixes().privatesuffix(domain.casefold().strip(".")) or "" if domain else ""


def organisation_label(domain: str) -> str:
    """The name part of the registrable domain: "initech" of "mail.initech.co.uk"."""
    return organisation(domain).partition(".")[0]


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
