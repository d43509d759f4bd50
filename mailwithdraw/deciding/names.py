"""Names of companies and their domains, compared as whole names: Meta is not Metabase."""

import re
from functools import cache

from publicsuffixlist import PublicSuffixList

from mailwithdraw.deciding.words import fold, folded_words

_LEGAL_FORMS = frozenset(
    folded_words(
        "ab ag aps as asa bv bvba co corp corporation eg ev gbr gmbh inc incorporated kft kg kgaa kk lda llc llp lp "
        "limitada limited ltd ltda mbh nv ohg oy oyj plc private pte pty pvt sa sas sarl sc scop se sl slu snc spa sprl "
        "srl srls srp ug vof zoo company"
    )
)
_SPELT_FORMS = (("s", "a"), ("s", "l"), ("s", "r", "l"), ("s", "p", "a"), ("b", "v"), ("n", "v"), ("a", "s"))
_BRANCHES = frozenset(
    folded_words(
        "uk usa us emea eu europe deutschland germany france nederland netherlands espana spain italia italy brasil "
        "brazil portugal polska poland india ireland schweiz switzerland osterreich austria canada australia"
    )
)
_STAFF = frozenset(
    folded_words(
        "careers career recruiting recruitment recruiter hr jobs talent acquisition people team hiring the via at from "
        "bei von de chez karriere bewerbung personal rh rrhh carriere emploi recrutement recrutamento selezione"
    )
)
_JOINING = frozenset({"and", "und", "et"})
_CARRIER = re.compile(r"\s(?:via|über|durch|through)\s.*", re.IGNORECASE)
_UMLAUT = re.compile(r"(?<=[aou])e")
_BETWEEN = re.compile(r"\s+[|@·–—-]\s+|[|,@()]|\s+(?:at|from|bei|von|chez|presso)\s+", re.IGNORECASE)


def company_name(text: str) -> tuple[str, ...]:
    """A company's name without legal form, article and country branch: ("initech",) for "Initech UK Ltd."."""
    name = [word for word in folded_words(text) if word not in _JOINING]
    if len(name) > 1 and name[0] == "the":
        name = name[1:]
    shorter = True
    while shorter:
        shorter = False
        for tail in (*_SPELT_FORMS, (name[-1],) if name and name[-1] in _LEGAL_FORMS | _BRANCHES else ()):
            if tail and len(name) > len(tail) and tuple(name[-len(tail) :]) == tail:
                name = name[: -len(tail)]
                shorter = True
    return tuple(name)


def same_company(one: str, other: str) -> bool:
    """Whether two names are one company's: equal word by word, or run together as in a domain.

    "Müller" may be written "Mueller".
    """
    first, second = company_name(one), company_name(other)
    return bool(first) and (first == second or _run_together(first) == _run_together(second))


def _run_together(name: tuple[str, ...]) -> str:
    return _UMLAUT.sub("", "".join(name))


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
