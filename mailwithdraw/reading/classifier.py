"""Linear scores from learnt weights: pure arithmetic over the features of a mail."""

import base64
import gzip
import json
import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from mailwithdraw.errors import MailwithdrawError
from mailwithdraw.reading import signals

_BLOCKS = {"w": "words", "c": "concepts", "g": "letters", "x": "structure"}
UNSCALED = "structure"
"""The one block whose features count in full; the others are scaled to length one, or length would decide."""


def block(key: str) -> str:
    """The block a feature belongs to, told by the letter before the colon of its name."""
    return _BLOCKS[key[key.index(":") - 1]]


@dataclass(frozen=True, slots=True)
class Classifier:
    """Weights of every feature for every column (a kind or a stage), and how to read the scores."""

    columns: tuple[str, ...]
    bias: tuple[float, ...]
    index: Mapping[str, int]
    weights: tuple[Sequence[int], ...]
    """For each column, the weight of each feature as a multiple of the column's step."""
    steps: tuple[float, ...]
    slope: float
    offset: float
    """Calibration (Platt 1999): log odds = slope * margin + offset."""
    likely: float
    sure: float
    """Least probability to call a mail an invitation, and to be sure of it."""

    def known(self, keys: Iterable[str]) -> dict[str, list[int]]:
        """The features there are weights for, by block."""
        found: dict[str, list[int]] = {name: [] for name in _BLOCKS.values()}
        for key in keys:
            number = self.index.get(key)
            if number is not None:
                found[block(key)].append(number)
        return found

    def scores(self, features: Mapping[str, Sequence[int]]) -> dict[str, float]:
        """The score of every column."""
        totals = list(self.bias)
        for name, numbers in features.items():
            if numbers:
                share = scale(name, len(numbers))
                for at, weights in enumerate(self.weights):
                    totals[at] += share * self.steps[at] * sum(map(weights.__getitem__, numbers))
        return dict(zip(self.columns, totals, strict=True))

    def probability(self, margin: float) -> float:
        """The calibrated probability for a margin in log odds."""
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, self.slope * margin + self.offset))))


def scale(block_name: str, count: int) -> float:
    """What one feature of a block counts among so many of its kind."""
    return 1.0 if block_name == UNSCALED else 1 / math.sqrt(count)


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
        columns=tuple(data["columns"]),
        bias=tuple(data["bias"]),
        index={key: at for at, key in enumerate(features)},
        weights=tuple(numbers[at * size : (at + 1) * size] for at in range(len(data["columns"]))),
        steps=tuple(data["steps"]),
        slope=data["slope"],
        offset=data["offset"],
        likely=data["likely"],
        sure=data["sure"],
    )


@cache
def shipped() -> Classifier:
    """The classifier that comes with the program, read once."""
    return parse(resources.files("mailwithdraw.reading").joinpath("detector.json.gz").read_bytes())
