"""What a person's name looks like, and when two names are the same person's."""

import re

from mailwithdraw.reading.facts import gazetteer
from mailwithdraw.reading.facts.words import table
from mailwithdraw.reading.lexicon import fold

_ON_BEHALF = re.compile(r"^(?:i\.\s?[AV]\.|p\.\s?p\.|ppa\.|gez\.)\s", re.IGNORECASE)
"""How somebody signs for a firm: "i. A. Renate Oswald"."""
_SENTENCE_ENDS = re.compile(r"[a-zß-ÿ]{4}\.\s[A-Z]")
"""No name goes on after a full stop, but for a title's: "Prof. Roe"."""


_OFFICE = re.compile(
    r"(?:team|schule|ämter|amt|verwaltung|betriebe?|bestuur|leitung|se[ck]retariaa?t|referat|zentrum|zentrale|center|verbund|klinik(?:um)?"
    r"|spital|auswahl|stelle|services?|dienste?|bedrijf|assistenz|redaktion|portal|(?:sch|k|n|g|z)erei|bureau|zimmer|einladung)$"
)
"""What German and Dutch offices and trades end in."""


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
        if (
            lower in teams
            or lower.endswith("team")
            or not re.fullmatch(
                r"[A-ZÀ-ÞĀ-Ž](?:[a-zà-ÿā-ž'’.-]|(?<=[a-z'’-])[A-ZÀ-ÞĀ-Ž]|(?<=[OD]['’])[A-Z])*|[A-ZÀ-ÞĀ-Ž]\.?(?:-?[A-Z]\.?)?",
                token.strip(","),
            )
        ):
            return None
    if bare[0].lower() in particles or all(len(token.strip(".")) < 2 for token in bare):
        return None
    return cleaned


_FIRST_AND_LAST = 2
_NOT_OF_PEOPLE = frozenset({"organisations", "teams", "heads", "fields", "forms"})


def credible(name: str, *, signed: bool = False) -> bool:
    """Whether the lists of people's names speak for a name that looks like a person's, and none of others' against it.

    A name that no list knows is credible where somebody signs with it, or as first and last name.
    """
    tokens = [token.strip(".,") for token in name.split()]
    if any(token.lower() in table("names.toml")["titles"]["words"] for token in tokens[:1]):
        return len(tokens) > 1
    parts = [part for token in tokens for part in re.split(r"[-'’]", fold(token)) if len(part) > 1]
    kinds = [set(gazetteer.kinds(part)) for part in parts]
    if kinds and "given" in kinds[0]:
        return True
    people = [bool(kind & {"given", "family"}) for kind in kinds]
    if any(
        not known and (kind & _NOT_OF_PEOPLE or _OFFICE.search(part))
        for part, kind, known in zip(parts, kinds, people, strict=True)
    ):
        return False
    if len(parts) == 1 and gazetteer.place_kind(parts[0]) and not people[0]:
        return False
    return any(people) or signed or len(tokens) == _FIRST_AND_LAST or any(len(token) == 1 for token in tokens)


def without_courtesy(name: str) -> str:
    """Drop "Mr" and the like before a full name; before a surname or an initial they stay."""
    first, _, rest = name.partition(" ")
    full = re.match(r"[^\W\d_]{3,}\s[^\W\d_]", rest)
    return rest if full and first.lower() in table("names.toml")["titles"]["courtesy"] else name


def plain(text: str) -> str:
    """Fold case and accents, as names are compared."""
    folded = text.lower().translate(
        str.maketrans("äöüáàâãéèêëíìîïóòôõúùûñçåøć", "aouaaaaeeeeiiiioooouuuncaoc")
    )
    return folded.replace("ß", "ss")


def same_person(one: str, other: str) -> bool:
    """Whether two names share a word: "Jane Roe" and "Jane"."""
    mine = {plain(token).strip(".") for token in one.split()}
    theirs = {plain(token).strip(".") for token in other.split()}
    return any(token in theirs for token in mine if len(token) > 2)
