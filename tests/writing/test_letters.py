"""The gallery: every letter as it would lie in Drafts, word for word."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from writing.scenarios import RENDER, SCENARIOS, facts, write

from mailwithdraw.model import Draft, Stage, Verdict
from mailwithdraw.rendering import shipped
from mailwithdraw.writing.lexicon import COMMONPLACE
from mailwithdraw.writing.naming import Named
from mailwithdraw.writing.wording import LETTERS as LETTER_OF
from mailwithdraw.writing.wording import PLAINEST, UNKNOWN, WORDINGS, WORK_MODES

LETTERS = Path(__file__).parent / "letters"


def file_of(scenario: str) -> Path:
    return LETTERS / f"{scenario.replace(', ', '--').replace(' ', '-')}.txt"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_letter_is_word_for_word_the_one_in_the_gallery(scenario: str) -> None:
    draft = write(**SCENARIOS[scenario])
    assert isinstance(draft, Draft)
    assert draft.letter + "\n" == file_of(scenario).read_text(encoding="utf-8")


def test_the_gallery_holds_no_letter_that_nobody_writes() -> None:
    assert {path.name for path in LETTERS.iterdir()} == {file_of(name).name for name in SCENARIOS}


def test_every_shipped_letter_is_one_that_somebody_writes() -> None:
    written = {*LETTER_OF.values(), *PLAINEST.values()}
    parts = {"parts/thanks", "parts/time"}
    shipped_letters = {
        str(path.relative_to(shipped() / "en").with_suffix("").as_posix())
        for path in (shipped() / "en").rglob("*.txt")
    }
    assert shipped_letters == written | parts


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_letter_is_as_long_as_its_occasion_allows(scenario: str) -> None:
    asked = SCENARIOS[scenario]
    draft = write(**asked)
    assert isinstance(draft, Draft)
    if asked.get("verdict") is Verdict.WITHDRAW:
        least, most = 60, 120
    elif asked.get("stage", Stage.OUTREACH) is Stage.OUTREACH and not asked.get("known", facts()).applied:
        least, most = 40, 70
    else:
        least, most = 35, 90
    assert least <= len(draft.letter.split()) <= most


def test_the_values_a_template_gets_are_the_documented_ones() -> None:
    seen: set[str] = set()

    def spy(name: str, values: Mapping[str, object]) -> str:
        seen.update(values)
        return RENDER(name, values)

    write(render=spy)
    table = [
        line for line in (shipped() / "README.md").read_text("utf-8").splitlines() if line.startswith("| `")
    ]
    assert {value for line in table for value in re.findall(r"`(\w+)`", line.split("|")[1])} == seen


def test_the_commonplace_words_are_those_of_the_shipped_letters() -> None:
    letters = [
        re.sub(r"\{[%{].*?[%}]\}", " ", path.read_text("utf-8")) for path in (shipped() / "en").rglob("*.txt")
    ]
    wordings = (*WORDINGS.values(), UNKNOWN)
    clauses = [clause for words in wordings for clause in (words.first, words.later, words.specific or "")]
    values = [
        "Hi Dear Hello and",
        Named().about,
        Named("", "x").about[:-1],
        "right away now this week next week",
    ]
    texts = " ".join([*letters, *clauses, *WORK_MODES.values(), *values])
    assert set(re.findall(r"[^\W_]+", texts.casefold())) == COMMONPLACE
