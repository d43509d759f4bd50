"""Each mail of this folder beside what must come out of it: owners, trades, countries and damage of many kinds.

What is still read wrongly is named in still_wrong.toml, and must be taken out of it once it is right.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from corpus.seen import judged, seen, still_wrong

from mailwithdraw.model import Draft

MAILS = sorted(Path(__file__).parent.glob("*.eml"))


def case_of(mail: Path) -> dict[str, Any]:
    return tomllib.loads(mail.with_suffix(".toml").read_text(encoding="utf-8"))


def test_the_corpus_is_there() -> None:
    assert len(MAILS) >= 22
    assert {mail.stem for mail in MAILS} == {case.stem for case in Path(__file__).parent.glob("*.toml")}


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.stem)
def test_what_must_come_out_of_a_mail_comes_out_of_it(mail: Path) -> None:
    case = case_of(mail)
    judgement = judged(mail.read_bytes(), case["config"], case["now"])
    came_out = seen(judgement)
    expected = {name: value for name, value in case["expect"].items() if name != "never_says"}
    wrong = {name: came_out[name] for name, value in expected.items() if came_out[name] != value}
    assert set(wrong) == still_wrong(mail.stem), (case["why"], wrong)
    assert came_out["draft"] in {"none", expected.get("draft", came_out["draft"])}, (
        "a wrong letter is never excused"
    )
    letter = judgement.draft.letter if isinstance(judgement.draft, Draft) else ""
    unsaid = case["expect"].get("never_says", ())
    assert [words for words in unsaid if words.casefold() in letter.casefold()] == []


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.stem)
def test_every_quote_is_in_the_mail(mail: Path) -> None:
    case = case_of(mail)
    judgement = judged(mail.read_bytes(), case["config"], case["now"])
    message = judgement.message
    authors = " ".join(f"{address.name} {address.email}" for address in message.from_)
    whole = " ".join(f"{message.subject} {message.text} {message.signature} {authors}".split())
    reasons = judgement.decision.reasons if judgement.decision else ()
    quotes = [" ".join(reason.quote.split()) for reason in reasons if reason.criterion != "legitimacy"]
    assert [quote for quote in quotes if quote not in whole] == []
