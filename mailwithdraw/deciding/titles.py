"""Whether a job title is of a role or a line of work, word by word."""

import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise

from mailwithdraw.deciding.words import find_phrases, folded_words

_OF_DOING = ("ing", "er", "or", "ers", "ors", "ment")
_SHORTEST_STEM = 4


def title_has(title: str, role: str) -> bool:
    """Whether a title holds every word of a role in any order, or belongs to the line of work it names.

    "front-end" is "frontend" and "supply planning" is the work of a "Supply Planner".
    """
    wanted, words = folded_words(role), folded_words(title)
    if not wanted:
        return False
    joined = {first + second for first, second in pairwise(words)}
    if all(_is_among(word, {*words, *joined}) for word in wanted) or "".join(wanted) in {*words, *joined}:
        return True
    return any(True for _ in find_phrases(_functions().get(wanted, ()), title))


def _is_among(word: str, words: set[str]) -> bool:
    return word in words or any(_same_doing(word, other) for other in words)


def _same_doing(one: str, other: str) -> bool:
    """Whether both name one doing or its doer: planning and planner, but not train and trainer."""
    stems = _stem(one), _stem(other)
    return stems[0] == stems[1] and stems[0] not in {"", one, other}


def _stem(word: str) -> str:
    for ending in _OF_DOING:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            return stem.removesuffix("e")
    return ""


@cache
def _functions() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    table = tomllib.loads((files("mailwithdraw") / "deciding" / "functions.toml").read_text("utf-8"))
    return {
        folded_words(name): tuple(folded_words(title) for title in function["titles"])
        for function in table["function"]
        for name in function["names"]
    }
