"""Lists of places, people and title words: what a row of words is known for."""

import pytest

from mailwithdraw.reading.facts import gazetteer


def places(text: str) -> list[tuple[str, str]]:
    words = text.split(" ")
    return [(" ".join(words[start:end]), kind) for start, end, kind in gazetteer.places(words)]


def test_the_longest_place_is_found() -> None:
    assert places("from San Sebastián de los Reyes to New York City") == [
        ("San Sebastián de los Reyes", "towns"),
        ("New York City", "cities"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Düsseldorf", "cities"),
        ("Lisbon", "cities"),
        ("Lisboa", "cities"),
        ("Milaan", "cities"),
        ("Hertogenbosch", ""),
        ("Oberösterreich", "regions"),
        ("Países Bajos", "regions"),
        ("Bad Homburg", "towns"),
        ("Nowhereville", ""),
    ],
)
def test_a_place_is_known_in_the_languages_that_are_read(name: str, kind: str) -> None:
    assert gazetteer.place_kind(gazetteer.normal(name)) == kind


def test_a_place_written_small_is_none() -> None:
    assert places("nice reading in essen") == []


@pytest.mark.parametrize(
    "title",
    [
        "Engineer",
        "Bauleiterin",
        "Pflegefachkraft",
        "Sachbearbeiter/in",
        "développeuse",
        "técnica",
        "enfermeiro",
        "addetta",
        "teamleider",
        "Vertriebsmitarbeiter",
        "contable",
        "wijkverpleegkundige",
    ],
)
def test_what_heads_a_title_is_known_in_every_language(title: str) -> None:
    assert gazetteer.is_head(gazetteer.fold(title))


@pytest.mark.parametrize("word", ["thursday", "lieben", "gracias", "gesprek", "termin", "kundin"])
def test_other_words_head_no_title(word: str) -> None:
    assert not gazetteer.is_head(word)


def test_a_word_may_be_in_several_lists() -> None:
    assert gazetteer.kinds("martin") == ("given", "family")
    assert gazetteer.kinds("klinik") == ("organisations",)
    assert gazetteer.kinds("gmbh") == ("forms",)


def test_words_around_names_mean_the_same_in_every_language() -> None:
    assert [gazetteer.cues()[word] for word in ("stelle", "poste", "puesto", "vaga", "functie")] == [
        "role"
    ] * 5
    assert [gazetteer.cues()[word] for word in ("bei", "chez", "presso", "bij")] == ["at"] * 4
