"""The employer, the job's title and the place: the best of what the tagger finds in all texts of a mail."""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from mailwithdraw.model import Found, Message
from mailwithdraw.reading.facts import clues, gazetteer, tagger
from mailwithdraw.reading.facts.neighbours import beside, told
from mailwithdraw.reading.facts.passages import Passage, passages_of
from mailwithdraw.reading.facts.surroundings import Surroundings, settings, surroundings_of
from mailwithdraw.reading.facts.words import Words
from mailwithdraw.reading.lexicon import fold
from mailwithdraw.reading.senders import judged

_LIKELIER = 0.5
_MOST = 30
"""Candidates that are weighed for a fact: each is compared with every other."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A mail as it is read for names: its passages, and what the whole mail says about its words."""

    passages: tuple[Passage, ...]
    about: Surroundings
    agency: bool
    system: bool


@dataclass(slots=True)
class Candidate:
    """A name as the mail writes it first, and how probable each text makes it."""

    value: str
    missed: float = 1.0
    """The probability that no mention of it is one."""
    best: dict[str, float] = field(default_factory=dict)

    @property
    def chance(self) -> float:
        """The probability that any mention of it is one."""
        return 1 - self.missed


def reading_of(message: Message, words: Words, *, agency: bool) -> Reading:
    """Return the mail as it is read for names."""
    passages = passages_of(message, words)
    system = any(judged(one) for one in message.from_)
    return Reading(passages, surroundings_of(message, words, passages), agency, system)


def names_of(reading: Reading) -> dict[str, Found[str]]:
    """Return company, role and location, each where one name is surely it."""
    learnt = tagger.shipped()
    found = {}
    for fact, candidates in candidates_of(reading, learnt.tagger).items():
        weights = learnt.signs[fact]
        scored = [
            (sum(weights.get(sign, 0.0) * value for sign, value in signs.items()), name)
            for name, signs in candidates
        ]
        score, name = max(scored, default=(0.0, ""))
        if name and 1 / (1 + math.exp(-score)) >= learnt.least[fact]:
            found[fact] = Found(name, name)
    return found


def candidates_of(reading: Reading, model: tagger.Tagger) -> dict[str, list[tuple[str, dict[str, float]]]]:
    """Return for each fact the names that may be it, each with its signs."""
    found: dict[str, dict[str, Candidate]] = {fact: {} for fact in tagger.FACTS}
    for passage, rows, signed in clue_rows(reading):
        for span in model.spans(rows):
            name = passage.words(span.start, span.end)
            if span.fact == "company" and reading.agency and _kinship_to_sender(name, reading) >= 2:
                continue  # an agency's own name is no employer's
            one = found[span.fact].setdefault(name.casefold(), Candidate(name))
            one.missed *= 1 - span.probability
            for where in (passage.where, "below a name") if signed else (passage.where,):
                one.best[where] = max(one.best.get(where, 0.0), span.probability)
    texts: dict[str, str] = {}
    for passage in reading.passages:
        texts[passage.where] = f"{texts.get(passage.where, '')}\n{' '.join(passage.text.split()).casefold()}"
    kept = {fact: dict(sorted(ones.items(), key=_by_chance)[:_MOST]) for fact, ones in found.items()}
    leading = {fact: first for fact, ones in kept.items() if (first := _leading(ones))}
    passages = told(reading.passages)
    return {
        fact: [
            (
                one.value,
                _signs(fact, key, ones, reading, texts)
                | _as_others(fact, key, kept)
                | beside(key, passages, {f: n for f, n in leading.items() if f != fact and n != key}),
            )
            for key, one in ones.items()
        ]
        for fact, ones in kept.items()
    }


def _leading(ones: Mapping[str, Candidate]) -> str | None:
    """Return the likeliest name of a fact, if it is likelier so than not."""
    name = min(ones, key=lambda key: ones[key].missed, default="")
    return name if name and ones[name].missed < _LIKELIER else None


def _by_chance(item: tuple[str, Candidate]) -> float:
    return item[1].missed


def clue_rows(reading: Reading) -> list[tuple[Passage, list[list[str]], bool]]:
    """Return each passage with the clues of its tokens, and whether it stands below a signer's name."""
    passages = [passage for passage in reading.passages if passage.tokens]
    return [
        (passage, clues.clues(passage, reading.about, setting), setting.below > 0)
        for passage, setting in zip(passages, settings(passages, reading.about), strict=True)
    ]


def _signs(
    fact: str, key: str, ones: Mapping[str, Candidate], reading: Reading, texts: Mapping[str, str]
) -> dict[str, float]:
    """Return what speaks for and against one of the candidates."""
    one, whole = ones[key], _whole(key)
    others = {name: other.chance for name, other in ones.items() if name != key}
    longer = {name for name in others if whole.search(name)}
    shorter = {name for name in others if _whole(name).search(key)}
    rival = max((chance for name, chance in others.items() if name not in longer | shorter), default=0.0)
    missed = math.prod(1 - others[name] for name in longer | shorter)
    tokens = [fold(token) for token in re.split(r"\W+", key) if token]
    signs = {
        "": 1.0,
        "chance": _log_odds(one.chance),
        "best": _log_odds(max(one.best.values())),
        "rival": _log_odds(rival),
        "top": float(one.chance >= rival),
        "top of all": float(one.chance >= max(others.values(), default=0.0)),
        "kindred": _log_odds(1 - one.missed * missed),
        "longer": max((others[name] for name in longer), default=0.0),
        "shorter": max((others[name] for name in shorter), default=0.0),
        "words": min(len(key.split()), 8) / 4,
        "one word": float(len(tokens) == 1),
        "small": float(one.value.islower()),
        "digits": float(any(letter.isdigit() for letter in key)),
        "people": _share(tokens, reading.about.people),
        "signers": _share(tokens, reading.about.signers),
        "local": _share(tokens, reading.about.locals),
    }
    for kind in ("given", "family", "organisations", "teams", "forms", "heads"):
        signs[f"of {kind}"] = sum(kind in gazetteer.kinds(token) for token in tokens) / max(len(tokens), 1)
    for where, chance in one.best.items():
        signs[f"is {where}"] = 1.0
        signs[f"best {where}"] = chance
    for where, text in texts.items():
        count = len(whole.findall(text))
        signs[f"in {where}"] = float(count > 0)
        signs[f"again {where}"] = float(count > 1)
    return signs | _OWN[fact](one, tokens, reading)


def _as_others(fact: str, key: str, found: Mapping[str, Mapping[str, Candidate]]) -> dict[str, float]:
    """Return how probable it is that the same words, or more, are another fact's name."""
    whole = _whole(key)
    return {
        f"as {other}": max((one.chance for name, one in ones.items() if whole.search(name)), default=0.0)
        for other, ones in found.items()
        if other != fact
    }


def _of_company(one: Candidate, _: Sequence[str], reading: Reading) -> dict[str, float]:
    kin = _kinship_to_sender(one.value, reading)
    return {
        f"kin {kin}": 1.0,
        "agency": float(reading.agency),
        "agency signs": float(reading.agency) * (one.best.get("signature", 0.0) + one.best.get("from", 0.0)),
        "client": float("client" in reading.about.cues),
        f"client kin {kin}": float("client" in reading.about.cues),
        "system": float(reading.system),
        "system's own": float(reading.system and kin >= 2),
    }


def _of_role(_: Candidate, tokens: Sequence[str], __: Reading) -> dict[str, float]:
    kinds = [gazetteer.kinds(token) for token in tokens]
    heads = ["heads" in kind for kind in kinds]
    known = sum(bool({"heads", "levels", "fields"} & set(kind)) for kind in kinds)
    return {
        "head": float(any(heads)),
        "head first": float(heads[:1] == [True]),
        "head last": float(heads[-1:] == [True]),
        "known": known / max(len(tokens), 1),
    }


def _of_location(one: Candidate, _: Sequence[str], reading: Reading) -> dict[str, float]:
    kind = gazetteer.place_kind(gazetteer.normal(one.value))
    words = re.findall(r"[^\W_]+|[^\w\s]", one.value)
    spans = [(end - start, its) for start, end, its in gazetteer.places(words)]
    towns = len(reading.about.towns)
    signs = {
        f"is {kind}": 1.0,
        "known": sum(size for size, _ in spans) / max(len(words), 1),
        "only town": float(towns == 1 and bool(spans)),
        "towns": math.log1p(towns),
        "place talked of": float("place" in reading.about.cues),
    }
    return signs | {f"has {its}": 1.0 for _, its in spans}


_OWN = {"company": _of_company, "role": _of_role, "location": _of_location}


def _kinship_to_sender(name: str, reading: Reading) -> int:
    letters = re.sub(r"[\W_]", "", fold(name))
    return max((_kinship(letters, owner) for owner in reading.about.owners), default=0)


def _kinship(name: str, owner: str) -> int:
    """Say how well a name fits a domain: 3 it is it, 2 one begins the other, 1 one is in the other, 0 not."""
    if name == owner:
        return 3
    if len(name) >= 4 and (owner.startswith(name) or name.startswith(owner)):
        return 2
    return int(len(name) >= 5 and (name in owner or owner in name))


def _share(tokens: Sequence[str], among: Collection[str]) -> float:
    return sum(token in among for token in tokens) / max(len(tokens), 1)


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _log_odds(chance: float) -> float:
    within = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(within / (1 - within))
