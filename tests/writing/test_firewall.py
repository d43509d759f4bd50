"""The reason firewall: what no letter says, whoever wrote its template, and what every letter must say."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from writing.scenarios import SCENARIOS, facts, floor, reason, write

from mailwithdraw.model import Criteria, Criterion, Draft, Period, Salary, Share, Verdict
from mailwithdraw.writing.firewall import Grounds, breaches
from mailwithdraw.writing.lexicon import COMMONPLACE

LETTER = (
    "Hi Jane,\n\nThank you for thinking of me for the Staff Engineer role at Acme. I've decided not to take it"
    " further. {}\n\nI wish you every success with it.\n\nBest regards,\nSam Rivera"
)
GROUNDS = Grounds(
    most_words=90,
    company="Acme",
    named=("Hi Jane,", "Staff Engineer"),
    signed="Sam Rivera",
)
CRITERIA = Criteria(
    (
        floor("85000 EUR/year", tolerance=Decimal("0.05")),
        Criterion("companies", ("Initech", "Evil & Sons"), share=Share.NEVER),
        Criterion("industries", ("gambling", "role")),
        Criterion("phrases", ("fast-paced", "rock star")),
        Criterion("roles", ("Engineer",)),
        Criterion("work_mode", ("onsite",)),
    ),
    wanted_companies=("Globex",),
    home=("Berlin",),
)


def test_a_plain_letter_passes() -> None:
    assert breaches(LETTER.format("It isn't the right fit."), CRITERIA, GROUNDS) == ()


@pytest.mark.parametrize(
    "figure",
    [
        *("85000", "85,000", "85.000", "85 000", "85'000", "85k", "85 k", "85K", "€85k", "85"),
        *("80750", "80,750", "89.250", "7083", "7,083.33", "40.87", "3 hours"),
        *("eighty-five thousand", "Eighty Five thousand", "eighty five K"),
    ],
)
def test_no_figure_in_any_writing(figure: str) -> None:
    found = breaches(LETTER.format(f"I look for {figure} at least."), CRITERIA, GROUNDS)
    assert {"it states a figure", "it states a number"} & set(found)


@pytest.mark.parametrize("figure", ["85000", "85,000", "85k", "80750", "7083.33", "85"])
def test_no_private_figure_even_in_a_name_the_mail_gave(figure: str) -> None:
    role = f"Engineer {figure}"
    letter = LETTER.replace("Staff Engineer", role).format("")
    assert breaches(letter, CRITERIA, replace(GROUNDS, named=("Hi Jane,", role))) == ("it states a figure",)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("I do not work for Initech.", "it names what the criterion companies lists"),
        ("I do not work for evil   &  sons.", "it names what the criterion companies lists"),
        ("I stay away from Gambling.", "it names what the criterion industries lists"),
        ("It sounds fast paced.", "it names what the criterion phrases lists"),
        ("I am no rock-star.", "it names what the criterion phrases lists"),
        ("An engineer I am not.", "it names what the criterion roles lists"),
        ("No onsite work.", "it names what the criterion work_mode lists"),
        ("I would rather join Globex.", "it names what the criterion companies.interested lists"),
        ("I live in Berlin.", "it names what the criterion home lists"),
        ("The pay is too low.", "it criticises"),
        ("Your process is chaotic.", "it criticises"),
        ("I read bad reviews.", "it criticises"),
        ("Maybe later.", "it hedges"),
        ("At this point I think it is a no.", "it hedges"),
        ("I'm not sure about it.", "it hedges"),
        ("I have another offer.", "it speaks of an offer nobody declared"),
        ("I accepted a position elsewhere.", "it speaks of an offer nobody declared"),
        ("I enjoyed our talk.", "it says that they met"),
        ("I am honoured.", "it is honoured by a further round nobody asked for"),
        ("Acme is an amazing place.", "it praises what nobody declared to like"),
        ("I have a family to support.", "it tells of private life"),
        ("Regards to [Name].", "a placeholder was left in it"),
        ("Regards to {{ name }}.", "a placeholder was left in it"),
        ("Regards to None.", "a placeholder was left in it"),
        ("Call me at my number.", "it gives an address, a number or a sum"),
        ("Write to sam@home.example.", "it gives an address, a number or a sum"),
        ("See https://sam.example.", "it gives an address, a number or a sum"),
        ("word " * 80, "it has 113 words"),
    ],
)
def test_what_no_letter_says(sentence: str, fault: str) -> None:
    assert fault in breaches(LETTER.format(sentence), CRITERIA, GROUNDS)


@pytest.mark.parametrize(
    ("sentence", "grounds"),
    [
        ("I've accepted another offer.", replace(GROUNDS, offer=True)),
        ("I enjoyed our talk.", replace(GROUNDS, met=True)),
        ("It was an honour.", replace(GROUNDS, another_round=True)),
    ],
)
def test_what_is_true_may_be_said(sentence: str, grounds: Grounds) -> None:
    assert breaches(LETTER.format(sentence), CRITERIA, grounds) == ()


def test_the_very_employer_may_be_named_though_it_is_on_the_list() -> None:
    letter = LETTER.replace("Acme", "Initech").format("")
    assert breaches(letter, CRITERIA, replace(GROUNDS, company="Initech")) == ()


def test_a_template_of_the_users_may_not_name_a_listed_employer_either() -> None:
    letter = LETTER.format("Never again Initech.")
    assert breaches(letter, CRITERIA, GROUNDS) == ("it names what the criterion companies lists",)


def test_words_that_every_letter_has_betray_nothing() -> None:
    criteria = Criteria(
        (Criterion("phrases", ("right", "search", "I wish you")), Criterion("work_mode", ("remote",)))
    )
    assert breaches(LETTER.format("I look for a remote role."), criteria, GROUNDS) == ()


def test_another_listed_employer_in_the_role_is_caught() -> None:
    letter = LETTER.replace("Staff Engineer", "Initech Consultant").format("")
    grounds = replace(GROUNDS, named=("Hi Jane,", "Initech Consultant"))
    assert breaches(letter, CRITERIA, grounds) == ("it names what the criterion companies lists",)


def test_a_listed_name_that_is_also_the_owners_own_hinders_nothing() -> None:
    criteria = Criteria((Criterion("companies", ("Rivera",), share=Share.NEVER),))
    assert breaches(LETTER.format(""), criteria, GROUNDS) == ()


def test_a_short_name_does_not_hide_other_words() -> None:
    letter = LETTER.replace("Acme", "may").format("It maybe is.")
    assert "it hedges" in breaches(letter, CRITERIA, replace(GROUNDS, company="may"))


@pytest.mark.parametrize(
    ("letter", "fault"),
    [
        (
            "Hi Jane,\n\nI write about the role. It is late. Thank you for it, and I have decided to decline it now.",
            "it does not thank them at once",
        ),
        (
            "Hi Jane,\n\nThank you. I saw your mail. It was long. It rained all day. I have decided to decline it.",
            "it does not decide at once",
        ),
        ("Hi Jane,\n\nThank you. I decided not to go.", "it has 9 words"),
    ],
)
def test_what_every_letter_says(letter: str, fault: str) -> None:
    assert breaches(letter, CRITERIA, GROUNDS) == (fault,)


# -- whatever the user declares ------------------------------------------------------------------------

WORDS = st.from_regex(r"[a-z]{2,9}( [a-z]{2,9})?", fullmatch=True)
FIGURES = st.decimals(min_value=1000, max_value=500_000, places=0)
LISTS = st.lists(WORDS, min_size=1, max_size=3).map(tuple)


def shapes(amount: Decimal) -> Iterator[str]:
    """The ways in which a person would write a whole sum."""
    whole = int(amount)
    yield from (str(whole), f"{whole:,}", f"{whole:_}".replace("_", "."), f"{whole:_}".replace("_", " "))
    if whole % 1000 == 0:
        yield f"{whole // 1000}k"


@settings(deadline=None)
@given(
    scenario=st.sampled_from(sorted(SCENARIOS)),
    amount=FIGURES,
    tolerance=st.sampled_from([Decimal(0), Decimal("0.05"), Decimal("0.1")]),
    period=st.sampled_from(list(Period)),
    role=st.one_of(FIGURES.map(lambda figure: f"Engineer {figure}"), WORDS),
    companies=LISTS,
    industries=LISTS,
    phrases=LISTS,
)
def test_whatever_is_declared_no_letter_gives_it_away(
    scenario: str,
    amount: Decimal,
    tolerance: Decimal,
    period: Period,
    role: str | None,
    companies: tuple[str, ...],
    industries: tuple[str, ...],
    phrases: tuple[str, ...],
) -> None:
    declared = (
        Criterion("salary_below", Salary(amount, None, "EUR", period), tolerance=tolerance),
        Criterion("companies", companies, share=Share.NEVER),
        Criterion("industries", industries),
        Criterion("phrases", phrases, share=Share.NEVER),
    )
    asked = dict(SCENARIOS[scenario])
    usual = asked.get("criteria") or Criteria()
    asked["criteria"] = replace(usual, refused=(*usual.refused, *declared))
    asked["known"] = replace(asked.get("known") or facts(), role=facts(role=role).role)
    draft = write(**asked)
    if not isinstance(draft, Draft):
        return
    for shape in (*shapes(amount), *shapes(amount * (1 - tolerance))):
        assert shape not in draft.letter
    said = f" {' '.join(draft.letter.casefold().replace(',', ' ').replace('.', ' ').split())} "
    for value in (*companies, *industries, *phrases):
        assert f" {value} " not in said or set(value.split()) <= {*COMMONPLACE, "acme", "sam", "rivera"}


def test_a_role_that_quotes_the_floor_is_not_named() -> None:
    draft = write(reasons=[reason("salary_below")], known=facts(role="Engineer 85k"))
    assert isinstance(draft, Draft)
    assert "85" not in draft.letter
    assert write(
        Verdict.DECLINE, [reason("salary_below")], known=facts(role="Engineer 85")
    ).letter.startswith("Hi Jane,\n\nThank you for thinking of me for this role.")
