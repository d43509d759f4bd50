"""Scores from learnt weights, a network with one hidden layer: pure arithmetic over the features of a mail."""

import base64
import gzip
import json
import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import mul
from typing import Any

from mailwithdraw.errors import MailwithdrawError
from mailwithdraw.reading import signals

_BLOCKS = {"w": "words", "c": "concepts", "g": "letters", "x": "structure"}
_LENGTHS = {"words": 3.0, "concepts": 5.0, "letters": 1.0}
"""The length the features of a block have together, or long mail would weigh more; structure counts in full."""

FRAUD = "fraud:yes"
"""The column that tells how much a mail reads like a fraud that poses as an employer's."""

Features = Mapping[str, Sequence[int]]
"""The numbers of the known features of a mail, by block."""


def block(key: str) -> str:
    """The block a feature belongs to, told by the letter before the colon of its name."""
    return _BLOCKS[key[key.index(":") - 1]]


def scale(block_name: str, count: int) -> float:
    """What one feature of a block counts among so many of its kind."""
    length = _LENGTHS.get(block_name)
    return length / math.sqrt(count) if length else 1.0


@dataclass(frozen=True, slots=True)
class Classifier:
    """The weights of every feature for every hidden unit, of every unit for every column, and how to read the scores.

    A column is a kind, a stage, or a fraud. A unit that adds up to less than nothing is silent.
    """

    index: Mapping[str, int]
    weights: tuple[Sequence[int], ...]
    """For each unit, the weight of each feature as a multiple of the unit's step."""
    steps: tuple[float, ...]
    bias: tuple[float, ...]
    columns: Mapping[str, tuple[float, ...]]
    """For each column its bias, then the weight of each unit."""
    slope: float
    offset: float
    """Calibration (Platt 1999): log odds = slope * margin + offset."""
    likely: float
    sure: float
    """Least probability to call a mail an invitation, and to be sure of it."""
    doubtful: float
    fraudulent: float
    """Least score of the column FRAUD to doubt a mail, and to doubt it for this alone."""

    def known(self, keys: Iterable[str]) -> Features:
        """The features there are weights for, by block."""
        found: dict[str, list[int]] = {name: [] for name in _BLOCKS.values()}
        for key in keys:
            number = self.index.get(key)
            if number is not None:
                found[block(key)].append(number)
        return found

    def units(self, features: Features) -> tuple[float, ...]:
        """How strongly every hidden unit speaks."""
        shares = [(numbers, scale(name, len(numbers))) for name, numbers in features.items() if numbers]
        return tuple(
            max(
                0.0,
                bias + step * sum(share * sum(map(row.__getitem__, numbers)) for numbers, share in shares),
            )
            for row, step, bias in zip(self.weights, self.steps, self.bias, strict=True)
        )

    def scores(self, units: Sequence[float]) -> dict[str, float]:
        """The score of every column."""
        return {
            column: sum(map(mul, weights, units), start=bias)
            for column, (bias, *weights) in self.columns.items()
        }

    def probability(self, margin: float, shift: float = 0.0) -> float:
        """The calibrated probability for a margin, moved by what else is known, in log odds."""
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, self.slope * margin + self.offset + shift))))


class WeightsDoNotFit(MailwithdrawError):
    """The weights file was made for other signals than this program reads."""


def parse(raw: bytes) -> Classifier:
    """A classifier from the bytes of a weights file; raises WeightsDoNotFit for another version of the signals."""
    data: dict[str, Any] = json.loads(gzip.decompress(raw))
    if data["signals"] != signals.VERSION:
        raise WeightsDoNotFit(
            f"This installation is damaged: its detector was learnt for signals {data['signals']}, the program reads "
            f"{signals.VERSION}. Install mailwithdraw again."
        )
    features: list[str] = data["features"]
    numbers = array("b", base64.b64decode(data["weights"]))
    size = len(features)
    return Classifier(
        index={key: at for at, key in enumerate(features)},
        weights=tuple(numbers[at * size : (at + 1) * size] for at in range(len(data["steps"]))),
        steps=tuple(data["steps"]),
        bias=tuple(data["bias"]),
        columns={column: tuple(weights) for column, weights in data["columns"].items()},
        slope=data["slope"],
        offset=data["offset"],
        likely=data["likely"],
        sure=data["sure"],
        doubtful=data["doubtful"],
        fraudulent=data["fraudulent"],
    )


@cache
def shipped() -> Classifier:
    """The classifier that comes with the program, read once."""
    return parse(resources.files("mailwithdraw.reading").joinpath("detector.json.gz").read_bytes())
