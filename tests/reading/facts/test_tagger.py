"""The chain that says which words are a name: its probabilities are those of all ways to label a sentence."""

import gzip
import itertools
import json
import math

import pytest

from mailwithdraw.reading.facts import tagger

STEP = 0.1
CLUES = ("at", "Acme", "Robotics")
WEIGHTS = ((5, -3, 0, 1, 0, 2, -4), (-6, 14, 3, 2, 0, 4, 1), (-2, 3, 12, 0, 6, 0, -1))
MOVES = [[((before * 7 + label * 3) % 5 - 2) / 2 for label in range(7)] for before in range(7)]
SENTENCE = (["at"], ["Acme"], ["Robotics", "unknown"], [])


def model() -> tagger.Tagger:
    return tagger.tagger(CLUES, [weight for row in WEIGHTS for weight in row], STEP, MOVES)


def likelihood(labels: tuple[int, ...]) -> float:
    """The weight of one way to label the sentence, straight from the definition; 0 where it is not allowed."""
    if labels[0] in (2, 4, 6) or not all(
        itertools.starmap(tagger.follows, zip(labels[1:], labels, strict=False))
    ):
        return 0.0
    emitted = sum(
        STEP * WEIGHTS[CLUES.index(clue)][label]
        for row, label in zip(SENTENCE, labels, strict=True)
        for clue in row
        if clue in CLUES
    )
    return math.exp(emitted + sum(MOVES[before][label] for before, label in itertools.pairwise(labels)))


def chance(start: int, end: int, fact: int) -> float:
    """The probability of a span by going through all ways to label the sentence."""
    first, then = 1 + 2 * fact, 2 + 2 * fact
    ways = list(itertools.product(range(7), repeat=len(SENTENCE)))
    named = [
        labels
        for labels in ways
        if labels[start] == first
        and all(label == then for label in labels[start + 1 : end])
        and labels[end : end + 1] != (then,)
    ]
    return sum(map(likelihood, named)) / sum(map(likelihood, ways))


def test_a_span_is_as_probable_as_all_labellings_that_hold_it() -> None:
    spans = {
        (span.start, span.end, tagger.FACTS.index(span.fact)): span.probability
        for span in model().spans(SENTENCE)
    }
    every = {
        (start, end, fact): chance(start, end, fact)
        for start, end in itertools.combinations(range(len(SENTENCE) + 1), 2)
        for fact in range(3)
    }
    assert spans == pytest.approx({place: value for place, value in every.items() if value >= tagger.LEAST})
    assert max(spans, key=lambda place: spans[place]) == (1, 3, 0)


def test_a_sentence_without_words_names_nothing() -> None:
    assert list(model().spans([])) == []


def test_a_later_word_of_a_name_follows_only_its_own() -> None:
    after_two = [[before for before in range(7) if tagger.follows(label, before)] for label in (2, 4, 6)]
    assert after_two == [[1, 2], [3, 4], [5, 6]]


def test_weights_of_other_clues_are_refused() -> None:
    with pytest.raises(tagger.WeightsDoNotFit):
        tagger.parse(gzip.compress(json.dumps({"clues": -1}).encode()))


def test_the_shipped_weights_are_small_and_choose_every_fact() -> None:
    raw = (tagger.resources.files("mailwithdraw.reading.facts") / "names.json.gz").read_bytes()
    learnt = tagger.parse(raw)
    assert len(raw) <= 800_000
    assert set(learnt.signs) == set(learnt.least) == set(tagger.FACTS)
    assert all(0.3 <= least <= 1 for least in learnt.least.values())
