"""What stands beside a name in the same sentence."""

from reading.facts.mails import mail

from mailwithdraw.reading.facts.neighbours import beside, told
from mailwithdraw.reading.facts.passages import passages_of
from mailwithdraw.reading.facts.words import words_of

TEXT = "We look for a buyer in Leeds, 30 hours a week. Could we meet on Monday? Our parent is in Bonn."


def signs(name: str, **others: str) -> dict[str, float]:
    message = mail(TEXT, subject="A word")
    return beside(name, told(passages_of(message, words_of(message))), others)


def test_the_words_of_a_names_own_sentence_count_and_no_others() -> None:
    assert "with figures" in signs("leeds")
    assert "with question" not in signs("leeds")
    assert "with figures" not in signs("bonn")


def test_another_facts_name_in_the_same_sentence_is_a_sign() -> None:
    assert signs("leeds", role="buyer")["beside role"] == 1.0
    assert "beside role" not in signs("bonn", role="buyer")


def test_what_stands_early_in_the_body_is_early() -> None:
    assert signs("leeds")["early"] > signs("bonn")["early"]
    assert signs("nowhere") == {}
