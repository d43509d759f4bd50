"""What a word and its surroundings look like to somebody who looks for names of employers, jobs and places."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from mailwithdraw.reading.facts.marks import TOPICS, kind_of, main_mark, marks_of
from mailwithdraw.reading.facts.passages import Passage
from mailwithdraw.reading.facts.surroundings import SHORT, Setting, Surroundings, kinship
from mailwithdraw.reading.lexicon import fold

VERSION = 2
"""Changes whenever a clue changes its name or meaning, so that weights learnt for others are refused."""

_MARGIN = 3
"""Tokens that are looked at on either side."""


def clues(passage: Passage, about: Surroundings, setting: Setting) -> list[list[str]]:
    """Return for each token of a passage its clues."""
    tokens = passage.tokens
    kin = kinship(passage, about.owners)
    marks = marks_of(passage)
    rows = [
        _Row(
            _norm(token.text),
            shape(token.text),
            fold(token.text),
            _flags(token.text, about, kin[at]) | marks[at],
            main_mark(marks[at], kin[at]),
            kind_of(token.text, shape(token.text), marks[at], kin[at]),
        )
        for at, token in enumerate(tokens)
    ]
    pad, after = _Row("<<", "<", "", frozenset(), "<", "<"), _Row(">>", ">", "", frozenset(), ">", ">")
    rows = [*[pad] * _MARGIN, *rows, *[after] * _MARGIN]
    about_passage = sorted({row.kind for row in rows} & TOPICS)
    label = _label(passage)
    wide = [*_wide(passage, setting), *(f"talks {topic}" for topic in about_passage)]
    return [
        [
            *_row(rows, at + _MARGIN, passage, len(tokens), setting.last),
            *wide,
            *_labelled(at, label, passage.where),
        ]
        for at in range(len(tokens))
    ]


def _wide(passage: Passage, setting: Setting) -> list[str]:
    """The clues of all of a passage's words."""
    found = []
    if setting.above:
        found.append(f"above {setting.above}")
    if setting.below:
        found.append(f"below {min(setting.below, 6)} {passage.where}")
    return found


def _label(passage: Passage) -> tuple[int, str]:
    """Return where what a line is about ends, and the words for it: "Standort: Leeds"; 0 if none stand there."""
    for at, token in enumerate(passage.tokens[: SHORT + 1]):
        if token.text == ":" and at:
            words = (fold(one.text) for one in passage.tokens[:at] if one.text[0].isalnum())
            return at + 1, " ".join(words)
    return 0, ""


def _labelled(at: int, label: tuple[int, str], where: str) -> list[str]:
    end, words = label
    if not words or at < end:
        return []
    return [f"label {words}", f"label {words.rpartition(' ')[2]}", f"label {where}"]


class _Row(NamedTuple):
    """A token as its neighbours see it."""

    norm: str
    shape: str
    folded: str
    flags: frozenset[str]
    mark: str
    kind: str


def _row(rows: Sequence[_Row], at: int, passage: Passage, length: int, last: str) -> list[str]:
    p3, p2, p1, own, n1, n2, n3 = rows[at - 3 : at + 4]
    first, final = at == _MARGIN, at == length + _MARGIN - 1
    edge = "only" if first and final else "first" if first else "last" if final else "in"
    size = next(str(most) for most in (2, 6, 15, 999) if length <= most)
    found = [
        *_by_words(p2, p1, own, n1, n2),
        *_by_marks(p2, p1, own, n1, n2),
        *_by_kinds((p3, p2, p1), own, (n1, n2, n3)),
        *_by_place(own, passage.where, size, edge),
    ]
    for mark, row in (("", own), ("-1", p1), ("+1", n1)):
        found += [f"g{mark} {flag}" for flag in row.flags]
    found += [f"before {row.norm}" for row in rows[max(at - 6, _MARGIN) : max(at - 2, _MARGIN)]]
    found += [f"after {row.norm}" for row in rows[at + 3 : at + 6] if row.norm != ">>"]
    found += [f"near before {row.kind}" for row in rows[max(at - 7, _MARGIN) : at] if row.kind in TOPICS]
    found += [f"near after {row.kind}" for row in rows[at + 1 : at + 6] if row.kind in TOPICS]
    if first:
        found.append(f"last {last}")
    return found


def _by_words(p2: _Row, p1: _Row, own: _Row, n1: _Row, n2: _Row) -> list[str]:
    """How a word and its neighbours are written."""
    w, s, f = own.norm, own.shape, own.folded
    return [
        "", f"w {w}", f"w-1 {p1.norm}", f"w+1 {n1.norm}", f"w-2 {p2.norm}", f"w+2 {n2.norm}",
        f"w-1w {p1.norm} {w}", f"ww+1 {w} {n1.norm}", f"w-2-1 {p2.norm} {p1.norm}",
        f"s {s}", f"sss {p1.shape}{s}{n1.shape}", f"w-1s {p1.norm} {s}", f"w-2-1s {p2.norm} {p1.norm} {s}",
        f"e2 {f[-2:]}", f"e3 {f[-3:]}", f"e4 {f[-4:]}", f"b3 {f[:3]}", f"b4 {f[:4]}", f"e3-1 {p1.folded[-3:]}", f"e3+1 {n1.folded[-3:]}",
    ]  # fmt: skip


def _by_marks(p2: _Row, p1: _Row, own: _Row, n1: _Row, n2: _Row) -> list[str]:
    """Which lists know a word and its neighbours."""
    m = own.mark
    return [
        f"m {m}", f"mm {p1.mark} {m}", f"mm+ {m} {n1.mark}", f"mmm {p1.mark} {m} {n1.mark}",
        f"m-2 {p2.mark} {p1.mark} {m}", f"m+2 {m} {n1.mark} {n2.mark}",
        f"wm {p1.norm} {m}", f"mw {m} {n1.norm}", f"wwm {p2.norm} {p1.norm} {m}", f"ms {m} {own.shape}",
    ]  # fmt: skip


def _by_kinds(before: Sequence[_Row], own: _Row, after: Sequence[_Row]) -> list[str]:
    """What a word and its neighbours are in whatever language."""
    k, s, w = own.kind, own.shape, own.norm
    (a3, a2, a1), (b1, b2, b3) = (row.kind for row in before), (row.kind for row in after)
    return [
        f"k {k}", f"k-1 {a1} {k}", f"k-2 {a2} {a1} {k}", f"k-3 {a3} {a2} {a1} {k}",
        f"k+1 {k} {b1}", f"k+2 {k} {b1} {b2}", f"k+3 {k} {b1} {b2} {b3}",
        f"k-1+1 {a1} {k} {b1}", f"k-2+1 {a2} {a1} {k} {b1}", f"k-1+2 {a1} {k} {b1} {b2}",
        f"k-1w {a1} {w}", f"k-2-1s {a2} {a1} {s}", f"k+1s {s} {b1}", f"k+1+2s {s} {b1} {b2}",
    ]  # fmt: skip


def _by_place(own: _Row, where: str, size: str, edge: str) -> Iterator[str]:
    """Where in the mail a word stands, and what it is there."""
    yield from (
        f"at {where}",
        f"at {where} {edge}",
        f"at {where} {own.shape}",
        f"at {where} {size} {own.shape} {edge}",
    )
    yield f"m {own.mark} {where} {edge}"
    yield from (f"g {flag} {where} {edge}" for flag in own.flags)


@lru_cache(maxsize=20_000)
def _norm(word: str) -> str:
    if "@" in word or "/" in word or word.startswith("www."):
        return "<link>" if len(word) > 3 else word
    return re.sub(r"\d", "0", fold(word))


@lru_cache(maxsize=20_000)
def shape(word: str) -> str:
    """How a word is written: its capitals, figures, marks."""
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    if word.islower():
        return "a"
    if word[0].isupper():
        return "Aa" if word[1:].islower() else "AaA"
    if word[0].isdigit():
        return "0"
    return "m" if word[0].isalnum() else word


def _flags(word: str, about: Surroundings, kin: str) -> frozenset[str]:
    folded = fold(word)
    flags = set()
    if kin:
        flags.add(f"kin {kin}")
    if folded in about.people:
        flags.add("person")
    if folded in about.signers:
        flags.add("signer")
    if folded in about.locals:
        flags.add("local")
    if word[0].isupper():
        flags.update(f"also {place}" for place in about.places.get(folded, ()))
        if about.counts[folded] > 1:
            flags.add("again")
        if word.lower() in about.small:
            flags.add("small")
    elif folded in about.subject:
        flags.add("also in subject")
    return frozenset(flags)
