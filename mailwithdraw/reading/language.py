"""Which language a text is written in: ours by their function words, others well enough to keep off them."""

import json
import math
import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

READ = ("en", "de", "fr", "es", "nl", "pt", "it")
"""The languages the detector has learnt; mail in another one is left alone."""

UNDETERMINED = "und"
"""ISO 639-2 for a text that is too short, or no language at all."""

LEAST_RUNS = 8
"""Fewer known runs of letters than these say nothing."""

LIMIT = 4000
"""Characters looked at: enough for any text, and a bound for hostile ones."""

_MOST_WORDS = 120
"""A longer text without function words is a table, or no text at all."""

_SURE = 0.4
"""Least probability of a language told by its letters alone."""
_WORD = re.compile(r"[^\W\d_]{1,40}['’]?")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}|[\w.+-]{1,64}@[\w.-]{1,100}")

# First and last code point of scripts that name a language, or at least none of ours.
_SCRIPTS = (
    ("ja", 0x3040, 0x30FF),
    ("ko", 0xAC00, 0xD7AF),
    ("ko", 0x1100, 0x11FF),
    ("zh", 0x4E00, 0x9FFF),
    ("zh", 0x3400, 0x4DBF),
    ("ru", 0x0400, 0x04FF),
    ("ar", 0x0600, 0x06FF),
    ("he", 0x0590, 0x05FF),
    ("el", 0x0370, 0x03FF),
    ("hi", 0x0900, 0x097F),
    ("th", 0x0E00, 0x0E7F),
)
_UKRAINIAN = frozenset("іїєґ")


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language most of a text is in; "und" where its words do not tell.

    Latin letters are told apart by counting function words, each shared one divided among its languages, and
    where these say nothing (lists of jobs, notes of three words) by runs of letters, as one of the seven;
    other scripts by their letters alone (Cyrillic counts as Russian or Ukrainian, Han as Chinese).
    """
    seen = _LINK.sub(" ", text[:LIMIT])
    script = _script(seen)
    if script:
        return script
    words = [w.replace("’", "'") for w in _WORD.findall(seen.casefold())]
    counts: Counter[str] = Counter()
    table = _languages_by_word()
    for word in words:
        for language, share in table.get(word, ()):
            counts[language] += share  # type: ignore[assignment]  # Counter counts in shares here
    ranked = counts.most_common(2)
    if (
        not ranked
        or ranked[0][1] < max(2, 0.08 * len(words))
        or (len(ranked) == 2 and ranked[0][1] < 1.15 * ranked[1][1])
    ):
        return _by_letters(words) if len(words) <= _MOST_WORDS else UNDETERMINED
    return ranked[0][0]


def _by_letters(words: list[str]) -> str:
    """The likeliest of the seven by a regression over runs of three letters (see scripts/train-language)."""
    table = _letters()
    runs = {run for word in words for run in letter_runs(word)} & table["runs"].keys()
    if len(runs) < LEAST_RUNS:
        return UNDETERMINED
    share = 1 / math.sqrt(len(runs))
    rows = [table["runs"][run] for run in runs]
    scores = [
        (bias + share * sum(column)) / 10
        for bias, column in zip(table["bias"], zip(*rows, strict=True), strict=True)
    ]
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    return READ[scores.index(top)] if 1 / sum(odds) >= _SURE else UNDETERMINED


def letter_runs(word: str) -> list[str]:
    """Every run of three letters in a word, a blank standing for its ends."""
    bare = word.rstrip("'")
    padded = f" {bare} "
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def _script(text: str) -> str | None:
    """The language of a text that is written mostly in letters none of ours uses."""
    letters = [c for c in text if c.isalpha()]
    foreign: Counter[str] = Counter()
    for letter in letters:
        if ord(letter) >= 0x0370:
            foreign[next((code for code, low, high in _SCRIPTS if low <= ord(letter) <= high), "")] += 1
    foreign.pop("", None)
    # A third of the letters is most of the text; a Han or Hangul syllable says as much as several Latin letters.
    syllables = sum(foreign[code] for code in ("ja", "ko", "zh"))
    if not foreign or (foreign.total() + syllables) * 3 < len(letters):
        return None
    if foreign["ja"] * 10 > foreign.total():
        return "ja"
    code = foreign.most_common(1)[0][0]
    return "uk" if code == "ru" and _UKRAINIAN & set(text.casefold()) else code


@cache
def _letters() -> dict[str, Any]:
    raw = resources.files("mailwithdraw.reading").joinpath("letters.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(raw)
    return table


@cache
def _languages_by_word() -> dict[str, tuple[tuple[str, float], ...]]:
    raw = resources.files("mailwithdraw.reading").joinpath("language.json").read_text("utf-8")
    table: dict[str, list[str]] = {}
    for language, words in json.loads(raw).items():
        for word in dict.fromkeys(words.split()):
            table.setdefault(word, []).append(language)
    return {word: tuple((code, 1 / len(codes)) for code in codes) for word, codes in table.items()}
