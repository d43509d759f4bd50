"""The words that decided: the sentences and structure that pulled a mail most, towards an invitation or away."""

import math
from collections.abc import Iterator, Sequence
from operator import mul

from mailwithdraw.model import Evidence, Kind
from mailwithdraw.reading.classifier import FRAUD, Classifier, Features, block, scale
from mailwithdraw.reading.signals import Sentence, Signs

SHOWN = 6
LONGEST_QUOTE = 160
_LEAST = 0.1
"""A pull weaker than this (log odds) decides nothing and is not shown."""
_WHERE = {"history": "body", "forwarded": "body", "address": "from"}
_IN_CALENDAR = ("method", "owner organizes", "owner attends", "many attend")


def quote(text: str) -> str:
    """The start of a text with its white space collapsed."""
    return " ".join(text.split())[:LONGEST_QUOTE].rstrip()


def strongest(
    model: Classifier, found: Signs, features: Features, units: Sequence[float]
) -> tuple[Evidence, ...]:
    """The strongest signs, strongest first; at least one for and one against where there are any."""
    pull = _Pull(model, features, units, _slopes(model, units))
    ranked = sorted(
        (piece for piece in _pieces(found, pull) if abs(piece.weight) >= _LEAST),
        key=lambda piece: -abs(piece.weight),
    )
    shown = ranked[:SHOWN]
    for sign in (1, -1):
        if shown and all(piece.weight * sign < 0 for piece in shown):
            shown = shown[: SHOWN - 1] + [piece for piece in ranked if piece.weight * sign > 0][:1]
    return tuple(shown)


def most_like_a_fraud(
    model: Classifier, found: Signs, features: Features, units: Sequence[float]
) -> tuple[str, str]:
    """Where the words stand that make a mail read like a fraud most, and the words."""
    pull = _Pull(model, features, units, model.columns[FRAUD][1:])
    piece = max(_pieces(found, pull), key=lambda piece: piece.weight, default=None)
    return (piece.where, piece.quote) if piece else ("body", "")


class _Pull:
    """How much each feature moves the log odds of a column, by the slope of every unit."""

    def __init__(
        self, model: Classifier, features: Features, units: Sequence[float], slopes: Sequence[float]
    ) -> None:
        self._index = model.index
        self._share = {name: scale(name, len(numbers)) for name, numbers in features.items() if numbers}
        self._rows = [
            (row, step * slope)
            for row, step, slope, unit in zip(model.weights, model.steps, slopes, units, strict=True)
            if unit > 0 and slope
        ]

    def of(self, key: str) -> float:
        number = self._index.get(key)
        if number is None:
            return 0.0
        return self._share[block(key)] * sum(row[number] * part for row, part in self._rows)


def _slopes(model: Classifier, units: Sequence[float]) -> list[float]:
    """How much each unit moves the log odds of an invitation, the other kinds weighed by their odds."""
    invitation = f"kind:{Kind.INVITATION}"
    others = {
        c: value for c, value in model.scores(units).items() if c.startswith("kind:") and c != invitation
    }
    top = max(others.values())
    odds = {column: math.exp(value - top) for column, value in others.items()}
    total = sum(odds.values())
    weights = [model.columns[column][1:] for column in odds]
    against = [sum(map(mul, odds.values(), row)) / total for row in zip(*weights, strict=True)]
    return [one - other for one, other in zip(model.columns[invitation][1:], against, strict=True)]


def _pieces(found: Signs, pull: _Pull) -> Iterator[Evidence]:
    for mark in found.whole:
        name = mark.key[2:]
        where = "calendar" if name.startswith(_IN_CALENDAR) else "headers"
        yield Evidence(name, round(pull.of(mark.key), 2), where, quote(found.texts[mark.where]))
    seen: set[str] = set()
    for sentence in found.sentences:
        yield _piece(sentence, found.texts[sentence.where], pull, seen)


def _piece(sentence: Sentence, text: str, pull: _Pull, seen: set[str]) -> Evidence:
    """A sentence by what is new in it (a feature counts once in a mail), named by its strongest concept."""
    weights = {mark.key: pull.of(mark.key) for mark in sentence.marks if mark.key not in seen}
    runs = {f"g:{run}" for run in sentence.grams} - seen
    seen.update(weights, runs)
    weight = sum(weights.values()) + sum(map(pull.of, runs))
    concepts = [key for key in weights if key.partition(":")[0].endswith("c")]
    best = max(concepts, key=lambda key: weights[key] * weight, default="")
    named = best.partition(":")[2] if best and weights[best] * weight > 0 else "wording"
    start, end = sentence.marks[0].start, max(mark.end for mark in sentence.marks)
    return Evidence(
        named, round(weight, 2), _WHERE.get(sentence.where, sentence.where), quote(text[start:end])
    )
