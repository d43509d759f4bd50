"""Each mail of this folder beside what must come out of it: owners, trades, countries and damage of many kinds."""

import tomllib
from pathlib import Path

import pytest
from corpus.seen import judged, seen

from mailwithdraw.model import Draft

MAILS = sorted(Path(__file__).parent.glob("*.eml"))


def test_the_corpus_is_there() -> None:
    assert len(MAILS) >= 22
    assert {mail.stem for mail in MAILS} == {case.stem for case in Path(__file__).parent.glob("*.toml")}


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.stem)
def test_what_must_come_out_of_a_mail_comes_out_of_it(mail: Path) -> None:
    case = tomllib.loads(mail.with_suffix(".toml").read_text(encoding="utf-8"))
    expected = dict(case["expect"])
    unsaid = expected.pop("never_says", [])
    judgement = judged(mail.read_bytes(), case["config"], case["now"])
    came_out = seen(judgement)
    assert {name: came_out[name] for name in expected} == expected, case["why"]
    letter = judgement.draft.letter if isinstance(judgement.draft, Draft) else ""
    assert [words for words in unsaid if words.casefold() in letter.casefold()] == []


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.stem)
def test_every_quote_is_in_the_mail(mail: Path) -> None:
    case = tomllib.loads(mail.with_suffix(".toml").read_text(encoding="utf-8"))
    judgement = judged(mail.read_bytes(), case["config"], case["now"])
    message = judgement.message
    authors = " ".join(f"{address.name} {address.email}" for address in message.from_)
    whole = " ".join(f"{message.subject} {message.text} {message.signature} {authors}".split())
    reasons = judgement.decision.reasons if judgement.decision else ()
    quotes = [" ".join(reason.quote.split()) for reason in reasons if reason.criterion != "legitimacy"]
    assert [quote for quote in quotes if quote not in whole] == []
