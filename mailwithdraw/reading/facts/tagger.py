"""Which words of a sentence name the employer, the job or a place: a linear-chain CRF (Lafferty et al. 2001)."""

import base64
import gzip
import json
import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from mailwithdraw.errors import MailwithdrawError
from mailwithdraw.reading.facts import clues

FACTS = ("company", "role", "location")
LABELS = ("", *(f"{place} {fact}" for fact in FACTS for place in ("first", "then")))
"""No name, and the first or a later word of a name of each fact."""
LEAST = 0.01
"""The least probability of a span worth weighing."""
_LONGEST = 14
_BYTES = 3
"""Of a packed weight: what any number of clues adds up to stays within its own field."""
_SHIFTS = tuple(range(0, 8 * _BYTES * len(LABELS), 8 * _BYTES))
_FIELD = (1 << 8 * _BYTES) - 1


class WeightsDoNotFit(MailwithdrawError):
    """The weights file was made for other clues than this program reads."""


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens that name something, from `start` to before `end`, and how probable it is that just these do."""

    fact: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights of each clue for each label, and of each label after another."""

    weights: Mapping[str, int]
    """The weights of each clue, one for each label, as multiples of `step`, packed into one number to be added at once."""
    step: float
    moves: tuple[tuple[float, ...], ...]
    """How well a label follows another, as a factor; 0 where it cannot."""

    def spans(self, rows: Sequence[Sequence[str]]) -> Iterator[Span]:
        """Yield the spans of a sentence that may be names, by the clues of its tokens."""
        emitted = [self._emitted(row) for row in rows]
        alpha, scale = self._forward(emitted)
        beta = self._backward(emitted, scale)
        for at, fact in enumerate(FACTS):
            first, then = 1 + 2 * at, 2 + 2 * at
            for start in range(len(rows)):
                if alpha[start][first] * beta[start][first] >= LEAST:
                    yield from self._from(start, fact, (first, then), (emitted, alpha, beta, scale))

    def _emitted(self, row: Sequence[str]) -> list[float]:
        known = self.weights
        total = sum([known[clue] for clue in set(row) if clue in known])
        totals = [total >> shift & _FIELD for shift in _SHIFTS]
        top = max(totals)
        return [math.exp((total - top) * self.step) for total in totals]

    def _forward(self, emitted: Sequence[list[float]]) -> tuple[list[list[float]], list[float]]:
        alpha: list[list[float]] = []
        scale = []
        columns = list(zip(*self.moves, strict=True))
        for at, row in enumerate(emitted):
            ahead = [sum(map(_times, alpha[-1], column)) for column in columns] if at else _FIRST
            value = [a * b for a, b in zip(ahead, row, strict=True)]
            total = sum(value) or 1e-300
            alpha.append([v / total for v in value])
            scale.append(total)
        return alpha, scale

    def _backward(self, emitted: Sequence[list[float]], scale: Sequence[float]) -> list[list[float]]:
        beta = [[1.0] * len(LABELS)]
        for row, total in zip(reversed(emitted[1:]), reversed(scale[1:]), strict=True):
            back = [a * b / total for a, b in zip(row, beta[-1], strict=True)]
            beta.append([sum(map(_times, move, back)) for move in self.moves])
        return beta[::-1]

    def _from(
        self,
        start: int,
        fact: str,
        labels: tuple[int, int],
        chances: tuple[Sequence[list[float]], Sequence[list[float]], Sequence[list[float]], Sequence[float]],
    ) -> Iterator[Span]:
        """Yield the spans that start at a token, each with the probability that it ends there."""
        emitted, alpha, beta, scale = chances
        here, then = labels
        reached = alpha[start][here]
        for end in range(start + 1, min(start + _LONGEST, len(emitted)) + 1):
            if end == len(emitted):
                chance, onward = reached, 0.0
            else:
                ahead = [
                    m * e * b / scale[end]
                    for m, e, b in zip(self.moves[here], emitted[end], beta[end], strict=True)
                ]
                onward = ahead[then]
                chance = reached * (sum(ahead) - onward)
            if chance >= LEAST:
                yield Span(fact, start, end, chance)
            if reached * onward < LEAST:
                return
            reached *= self.moves[here][then] * emitted[end][then] / scale[end]
            here = then


def _times(one: float, other: float) -> float:
    return one * other


def follows(label: int, before: int) -> bool:
    """Whether a label may stand after another: a later word of a name only after its first or another later one."""
    return label == 0 or label % 2 == 1 or before in (label - 1, label)


_FIRST = [0.0 if label.startswith("then") else 1.0 for label in LABELS]


def _packed(weights: Sequence[int]) -> Iterator[int]:
    """Pack each clue's weights; all are made positive alike, which changes nothing between labels."""
    spread = bytearray(_BYTES * len(weights))
    spread[::_BYTES] = bytes(weight + 128 for weight in weights)
    size = _BYTES * len(LABELS)
    for at in range(0, len(spread), size):
        yield int.from_bytes(spread[at : at + size], "little")


def tagger(
    clue_names: Sequence[str], weights: Sequence[int], step: float, moves: Sequence[Sequence[float]]
) -> Tagger:
    """A tagger from learnt weights; `moves` as logarithms."""
    return Tagger(
        weights=dict(zip(clue_names, _packed(weights), strict=True)),
        step=step,
        moves=tuple(
            tuple(math.exp(value) if follows(label, before) else 0.0 for label, value in enumerate(row))
            for before, row in enumerate(moves)
        ),
    )


@dataclass(frozen=True, slots=True)
class Learnt:
    """Everything that is learnt of names: the tagger, and how to choose among what it finds."""

    tagger: Tagger
    signs: Mapping[str, Mapping[str, float]]
    """For each fact, the weight of each sign of a candidate."""
    least: Mapping[str, float]
    """For each fact, the least probability to state it."""


def parse(raw: bytes) -> Learnt:
    """What a weights file holds; raises WeightsDoNotFit for another version of the clues."""
    data: dict[str, Any] = json.loads(gzip.decompress(raw))
    if data["clues"] != clues.VERSION:
        raise WeightsDoNotFit(
            f"This installation is damaged: its names were learnt for clues {data['clues']}, the program reads "
            f"{clues.VERSION}. Install mailwithdraw again."
        )
    numbers = array("b", base64.b64decode(data["weights"]))
    return Learnt(tagger(data["index"], numbers, data["step"], data["moves"]), data["signs"], data["least"])


@cache
def shipped() -> Learnt:
    """What comes with the program, read once."""
    return parse(resources.files("mailwithdraw.reading.facts").joinpath("names.json.gz").read_bytes())
