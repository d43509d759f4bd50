"""What a word and its surroundings look like: the same across languages where they mean the same."""

import pytest
from reading.facts.mails import mail, sender

from mailwithdraw.model import Message
from mailwithdraw.reading.facts import clues
from mailwithdraw.reading.facts.passages import Passage, passages_of
from mailwithdraw.reading.facts.surroundings import Setting, kinship, settings, surroundings_of
from mailwithdraw.reading.facts.words import words_of


def rows(message: Message) -> list[tuple[Passage, Setting, list[list[str]]]]:
    words = words_of(message)
    passages = passages_of(message, words)
    about = surroundings_of(message, words, passages)
    return [
        (passage, setting, clues.clues(passage, about, setting))
        for passage, setting in zip(passages, settings(passages, about), strict=True)
    ]


def of(word: str, text: str) -> set[str]:
    """The clues of a word of a body."""
    for passage, _, found in rows(mail(text)):
        for token, its in zip(passage.tokens, found, strict=True):
            if token.text == word:
                return set(its)
    raise LookupError(word)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("your application for Engineer", "Engineer"),
        ("Ihre Bewerbung für Bauleiter", "Bauleiter"),
        ("votre candidature pour Technicien", "Technicien"),
        ("tu candidatura para Enfermera", "Enfermera"),
        ("uw sollicitatie voor Verpleegkundige", "Verpleegkundige"),
    ],
)
def test_what_stands_around_a_title_is_one_clue_in_every_language(text: str, title: str) -> None:
    assert "k-3 your apply for heads" in of(title, text)


def test_a_label_is_a_clue_of_what_follows_it_alone() -> None:
    text = "Standort: Leeds\nfurther text"
    assert "label standort" in of("Leeds", text)
    assert "label standort" not in of("Standort", text)
    assert "label standort" not in of("further", text)


def test_lines_below_a_signer_know_how_far_above_the_name_stands() -> None:
    found = rows(mail("See you then.\n\nRegards,\nJo Roe\nRecruiter\nInitech"))
    assert [(passage.text, setting.below) for passage, setting, _ in found][-3:] == [
        ("Jo Roe", 0),
        ("Recruiter", 1),
        ("Initech", 2),
    ]


def test_a_name_like_the_senders_domain_is_kin_to_it() -> None:
    message = mail("we at Harbor Line Ltd write", **sender("jo@harborline.example", "Jo"))
    body = next(passage for passage, _, _ in rows(message) if passage.where == "body")
    assert kinship(body, ("harborline",)) == ["", "", "=first", "=then", "", ""]
