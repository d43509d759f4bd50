"""Each criterion matches what is explicitly said and nothing else, and quotes the sender's own words."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from invitations import found, mail, pay, sent_by

from mailwithdraw.config import CRITERIA
from mailwithdraw.deciding.criteria import MATCHERS, Match, match
from mailwithdraw.model import Criteria, Criterion, Facts, Message, Period, Salary, System, WorkMode
from mailwithdraw.model import ReachKind as Kind
from mailwithdraw.model import Test as Assignment

ENOUGH = pay(85000, 85000)
FLOOR = Criterion("salary_below", ENOUGH)


def test_every_criterion_of_the_configuration_has_its_matcher() -> None:
    assert list(MATCHERS) == [known.name for known in CRITERIA]


def test_a_criterion_nobody_knows_never_matches() -> None:
    assert match(Criterion("colour", ("red",)), Facts(), mail("red"), Criteria()) is None


@pytest.mark.parametrize(
    "known",
    [known for known in CRITERIA if known.name not in {"vague", "pay_unstated"}],
    ids=lambda known: known.name,
)
def test_what_a_mail_does_not_say_never_matches(known: Any) -> None:
    value: Any = {"salary_below": pay(85000, 85000), "unpaid_test_hours_over": 0.0}.get(
        known.name, ("onsite",)
    )
    criteria = Criteria(home=("Berlin",))
    assert match(Criterion(known.name, value), Facts(), mail(), criteria) is None


@pytest.mark.parametrize(
    "name",
    [
        "salary_below",
        "work_mode",
        "places",
        "relocation",
        "roles",
        "seniority",
        "unpaid_tests",
        "unpaid_test_hours_over",
    ],
)
@pytest.mark.parametrize("where", ["quoted", "signature", "forwarded"])
def test_words_of_history_signature_or_others_never_match(name: str, where: str) -> None:
    said = "60k, on site in Munich, you will need to relocate, junior tester, 9 hours of homework"
    facts = Facts(
        salary=found(pay(60000, 60000), said),
        work_mode=found(WorkMode.ONSITE, said),
        location=found("Munich", said),
        relocation=found(value=True, quote=said),
        role=found("Junior Tester", said),
        seniority=found("junior", said),
        test=found(Assignment(9.0, paid=False), said),
    )
    values: dict[str, Any] = {
        "salary_below": pay(85000, 85000),
        "work_mode": ("onsite",),
        "places": ("Munich",),
        "roles": ("tester",),
        "seniority": ("junior",),
        "unpaid_test_hours_over": 3.0,
    }
    criterion = Criterion(name, values.get(name, True))
    criteria = Criteria(home=("Berlin",))
    assert match(criterion, facts, mail(said), criteria) is not None
    assert match(criterion, facts, mail(**{where: said}), criteria) is None


# -- salary ------------------------------------------------------------------------------------------------


def salary_match(
    stated: Salary, floor: Salary = ENOUGH, tolerance: str = "0", said: str = "the pay"
) -> Match | None:
    criterion = Criterion("salary_below", floor, tolerance=Decimal(tolerance))
    return match(criterion, Facts(salary=found(stated, said)), mail(f"We offer {said}."), Criteria())


def test_the_top_of_a_range_below_the_floor_matches_and_says_both_figures() -> None:
    assert salary_match(pay(60000, 70000), said="60-70k") == Match(
        "the top of the range 70,000 EUR/year is below your 85,000 EUR/year", "60-70k"
    )


def test_a_single_figure_is_called_the_pay() -> None:
    met = salary_match(pay(70000, 70000))
    assert met is not None
    assert met.because == "the pay of 70,000 EUR/year is below your 85,000 EUR/year"


@pytest.mark.parametrize(
    ("stated", "tolerance", "matches"),
    [
        (pay(60000, 85000), "0", False),
        (pay(60000, 84999), "0", True),
        (pay(60000, 80750), "0.05", False),
        (pay(60000, 80749), "0.05", True),
        (pay(60000, None), "0", False),
        (pay(None, 84999), "0", True),
        (pay(60000, 70000, "USD"), "0", False),
        (pay(60000, 70000, None), "0", False),
        (pay(60000, 70000, "EUR", None), "0", False),
    ],
)
def test_only_a_stated_top_in_the_same_money_counts(stated: Salary, tolerance: str, matches: bool) -> None:
    assert (salary_match(stated, tolerance=tolerance) is not None) is matches


@pytest.mark.parametrize(
    ("stated", "floor", "matches"),
    [
        # 40 h in 52 weeks are 2,080 h: 40.87 an hour could still be 85,000 a year
        (pay(40, 41, "EUR", Period.HOUR), pay(85000, 85000), False),
        (pay(39, 40, "EUR", Period.HOUR), pay(85000, 85000), True),
        # 14 payments may be meant
        (pay(6100, 6100, "EUR", Period.MONTH), pay(85000, 85000), False),
        (pay(6000, 6000, "EUR", Period.MONTH), pay(85000, 85000), True),
        (pay(300, 330, "EUR", Period.DAY), pay(85000, 85000), False),
        (pay(300, 320, "EUR", Period.DAY), pay(85000, 85000), True),
        # against an hourly floor a year counts at its fewest hours
        (pay(70000, 72000, "USD"), pay(45, 45, "USD", Period.HOUR), False),
        (pay(70000, 71999, "USD"), pay(45, 45, "USD", Period.HOUR), True),
        (pay(425, 425, "GBP", Period.DAY), pay(410, 410, "GBP", Period.DAY), False),
    ],
)
def test_periods_are_converted_to_the_users_harm_never(stated: Salary, floor: Salary, matches: bool) -> None:
    assert (salary_match(stated, floor) is not None) is matches


@pytest.mark.parametrize("words", ["net", "netto", "after tax", "netos", "líquidos"])
def test_pay_after_tax_is_not_held_against_a_gross_floor(words: str) -> None:
    facts = Facts(salary=found(pay(40000, 40000), "40.000 EUR"))
    assert match(FLOOR, facts, mail(f"You get 40.000 EUR {words} a year."), Criteria()) is None


@pytest.mark.parametrize(
    "text",
    [
        "The collective minimum is EUR 2.914 a month.",
        "Wir zahlen mindestens EUR 2.914 im Monat.",
        "You start from EUR 2.914 a month.",
        "EUR 2.914 a month; Bereitschaft zur Überzahlung.",
    ],
)
def test_the_least_they_pay_is_not_the_most(text: str) -> None:
    facts = Facts(salary=found(pay(2914, 2914, "EUR", Period.MONTH), "EUR 2.914"))
    assert match(FLOOR, facts, mail(text), Criteria()) is None


@pytest.mark.parametrize(
    "text",
    ["About EUR 2.914 a month.", "I write from Graz. EUR 2.914 a month.", "We offer EUR 2.914 from May on."],
)
def test_words_that_only_look_like_a_least_do_not_hide_a_figure(text: str) -> None:
    facts = Facts(salary=found(pay(2914, 2914, "EUR", Period.MONTH), "EUR 2.914"))
    assert match(FLOOR, facts, mail(text), Criteria()) is not None


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("Job one pays 60,000 EUR, job two 92,000 EUR.", False),
        ("60,000 EUR base, OTE 105k.", False),
        ("60,000 EUR, and €90.000 after a year.", False),
        ("60,000 EUR. We raised 12,000,000 EUR last year.", True),
        ("60,000 EUR. We are 100,000 people in 400 shops.", True),
        ("60,000 EUR and a bonus of 5,000 EUR.", True),
    ],
)
def test_another_sum_that_would_be_enough_leaves_the_top_in_doubt(text: str, matches: bool) -> None:
    facts = Facts(salary=found(pay(60000, 60000), "60,000 EUR"))
    assert (match(FLOOR, facts, mail(text), Criteria()) is not None) is matches


def test_a_dotnet_job_is_not_paid_net() -> None:
    facts = Facts(salary=found(pay(40000, 40000), "40.000 EUR"))
    assert match(FLOOR, facts, mail("Senior .NET developer, 40.000 EUR a year."), Criteria()) is not None


# -- mode, place, relocation -------------------------------------------------------------------------------


def test_a_refused_work_mode_matches_with_its_words() -> None:
    facts = Facts(work_mode=found(WorkMode.ONSITE, "five days in the office"))
    assert match(
        Criterion("work_mode", ("onsite",)), facts, mail("It is five days in the office."), Criteria()
    ) == Match("the job is on site", "five days in the office")


def test_another_work_mode_does_not_match() -> None:
    facts = Facts(work_mode=found(WorkMode.HYBRID, "hybrid"))
    assert match(Criterion("work_mode", ("onsite", "remote")), facts, mail("hybrid"), Criteria()) is None


def place_facts(place: str, mode: WorkMode | None = None, *, moving: bool = False) -> tuple[Facts, Message]:
    facts = Facts(
        location=found(place, place),
        work_mode=found(mode, "the mode") if mode else None,
        relocation=found(value=True, quote="relocate") if moving else None,
    )
    return facts, mail(f"The job is in {place}, the mode is said, relocate.")


def test_a_job_in_a_refused_place_matches() -> None:
    facts, message = place_facts("Leipzig, Germany")
    assert match(Criterion("places", ("Leipzig",)), facts, message, Criteria()) == Match(
        "the job is in Leipzig", "Leipzig, Germany"
    )


def test_a_remote_job_is_in_no_refused_place() -> None:
    facts, message = place_facts("Leipzig", WorkMode.REMOTE)
    assert match(Criterion("places", ("Leipzig",)), facts, message, Criteria()) is None


@pytest.mark.parametrize(
    ("place", "mode", "moving", "matches"),
    [
        ("Munich", WorkMode.ONSITE, False, True),
        ("Munich", WorkMode.HYBRID, False, True),
        ("Munich", WorkMode.REMOTE, False, False),
        ("Munich", None, False, False),
        ("Munich", None, True, True),
        ("Munich", WorkMode.REMOTE, True, False),
        ("Berlin", WorkMode.ONSITE, True, False),
        ("Berlin, Germany", WorkMode.ONSITE, False, False),
        ("Germany", WorkMode.ONSITE, False, False),
    ],
)
def test_relocation_needs_a_stated_move_or_a_bound_job_elsewhere(
    place: str, mode: WorkMode | None, moving: bool, matches: bool
) -> None:
    facts, message = place_facts(place, mode, moving=moving)
    met = match(Criterion("relocation", value=True), facts, message, Criteria(home=("Berlin",)))
    assert (met is not None) is matches


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("The role is based in Munich.", True),
        ("Location: Munich", True),
        ("Arbeitsort: Munich", True),
        ("The role is based in Munich. You may work from home, too.", False),
        ("The interview is at our office in Munich.", False),
        ("Greetings from Munich!", False),
    ],
)
def test_without_a_stated_mode_the_place_must_be_called_that_of_work(text: str, matches: bool) -> None:
    facts = Facts(location=found("Munich", "Munich"))
    met = match(Criterion("relocation", value=True), facts, mail(text), Criteria(home=("Berlin",)))
    assert (met is not None) is matches


def test_a_denied_move_is_no_move() -> None:
    facts = Facts(relocation=found(value=False, quote="no need to relocate"))
    assert match(Criterion("relocation", value=True), facts, mail("no need to relocate"), Criteria()) is None


# -- companies, industries, roles ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blocked", "employer", "matches"),
    [
        ("Meta", "Metabase", False),
        ("Meta", "Meta Financial", False),
        ("Initech", "Initech GmbH", True),
        ("Initech Ltd.", "INITECH Inc", True),
        ("Corvane Partners Ltd", "Corvane Pattern Ltd", False),
        ("Corvane Partners Ltd", "Corvane", False),
        ("Müller & Söhne", "Mueller und Soehne", True),
        ("Müller & Söhne KG", "MÜLLER & SÖHNE", True),
        ("Initech", "Initech Deutschland GmbH & Co. KG", True),
    ],
)
def test_companies_are_compared_by_their_whole_name(blocked: str, employer: str, matches: bool) -> None:
    facts = Facts(company=found(employer, employer))
    message = sent_by("jo@other.example", text=f"I write for {employer}.")
    met = match(Criterion("companies", (blocked,)), facts, message, Criteria())
    assert (met is not None) is matches


@pytest.mark.parametrize(
    ("email", "name", "matches"),
    [
        ("jo@mail.initech.example", "Jo Roe", True),
        ("jo@initech-partners.example", "Jo Roe", False),
        ("jo@initechnology.example", "Jo Roe", False),
        ("jo@other.example", "Jo Roe at Initech", True),
        ("jo@other.example", "Initech Careers", True),
        ("jo@other.example", "Jo Roe | Initech GmbH", True),
        ("jo@other.example", "Jo Initech Roe", False),
        ("jo@other.example", "Jo Roe via Initech", False),
    ],
)
def test_a_company_is_known_by_its_domain_or_its_display_name(email: str, name: str, matches: bool) -> None:
    met = match(Criterion("companies", ("Initech",)), Facts(), sent_by(email, name), Criteria())
    assert (met is not None) is matches


def test_a_company_named_only_in_the_history_does_not_match() -> None:
    facts = Facts(company=found("Initech", "Initech"))
    message = sent_by("jo@other.example", quoted="Initech")
    assert match(Criterion("companies", ("Initech",)), facts, message, Criteria()) is None


def test_an_applicant_system_is_not_the_company_it_writes_for() -> None:
    system = System("Greenhouse", Kind.DEAD, "", "no-reply@us.greenhouse-mail.io")
    message = sent_by("no-reply@us.greenhouse-mail.io", "Hooli via Greenhouse")
    for name, matches in (("Greenhouse Mail", False), ("Greenhouse", False), ("Hooli", True)):
        met = match(Criterion("companies", (name,)), Facts(system=system), message, Criteria())
        assert (met is not None) is matches


@pytest.mark.parametrize(
    ("industry", "text", "quote"),
    [
        (
            "gambling",
            "We run a licensed online casino in Malta.",
            "We run a licensed online casino in Malta.",
        ),
        ("Glücksspiel", "Wir sind ein Wettanbieter aus Wien. Zeit?", "Wir sind ein Wettanbieter aus Wien."),
        ("betting", "Somos una casa de apuestas.", "Somos una casa de apuestas."),
        ("arms", "You would lead our missiles programme.", "You would lead our missiles programme."),
        ("arms", "We greet you with open arms.", None),
        ("defence", "Defence in depth matters to our security team.", None),
        ("gambling", "We are not a casino, whatever the name says.", None),
        ("gambling", "Your experience in a casino is what we like.", None),
        ("gambling", "No more gambling with your career!", None),
        ("gambling", "Cassinova Ltd makes pasta.", None),
        ("arms", "Kein Rüstungsgeschäft, keine Waffen.", None),
        (
            "falconry",
            "We are the country's first house for falconry.",
            "We are the country's first house for falconry.",
        ),
        ("falconry", "We love falcons.", None),
        ("oil & gas", "Our client is an oil and gas major.", "Our client is an oil and gas major."),
    ],
)
def test_an_industry_is_known_by_words_that_hardly_mean_anything_else(
    industry: str, text: str, quote: str | None
) -> None:
    met = match(Criterion("industries", (industry,)), Facts(), mail(text), Criteria())
    assert (met.quote if met else None) == quote


def test_an_industry_in_the_history_or_the_signature_does_not_match() -> None:
    message = mail(quoted="We run an online casino.", signature="Casino Royale, our football team")
    assert match(Criterion("industries", ("gambling",)), Facts(), message, Criteria()) is None


@pytest.mark.parametrize(
    ("refused", "wanted", "title", "matches"),
    [
        ("account executive", (), "Senior Account Executive (m/f/d)", True),
        ("account executive", (), "Executive Accountant", False),
        ("manager engineering", (), "Engineering Manager", True),
        ("sales", (), "Salesforce Developer", False),
        ("frontend", (), "Front-end Engineer", True),
        ("sales", (), "Account Executive", True),
        ("supply planning", (), "Senior Supply Planner", True),
        ("trainer", (), "Train Dispatcher", False),
        ("Vertrieb", (), "Vertriebsmitarbeiter (m/w/d)", True),
        ("testing", (), "QA Engineer", True),
        ("engineer", ("platform engineer",), "Platform Engineer", False),
        ("engineer", ("platform engineer",), "Data Engineer", True),
    ],
)
def test_a_role_is_refused_by_its_words_unless_it_is_wanted(
    refused: str, wanted: tuple[str, ...], title: str, matches: bool
) -> None:
    facts = Facts(role=found(title, title))
    criteria = Criteria(wanted_roles=wanted)
    met = match(Criterion("roles", (refused,)), facts, mail(f"Our opening: {title}."), criteria)
    assert (met is not None) is matches


def test_a_refused_level_matches() -> None:
    facts = Facts(seniority=found("junior", "Junior Developer"))
    message = mail("A Junior Developer is wanted.")
    assert match(Criterion("seniority", ("intern", "junior")), facts, message, Criteria()) == Match(
        "the level is junior", "Junior Developer"
    )
    assert match(Criterion("seniority", ("intern",)), facts, message, Criteria()) is None


# -- agencies, tests, phrases ----------------------------------------------------------------------------------


def test_an_agency_may_say_so_in_its_signature() -> None:
    facts = Facts(agency=found(value=True, quote="Pell & Brook, executive search"))
    message = mail(signature="Pell & Brook, executive search")
    assert match(Criterion("agencies", value=True), facts, message, Criteria()) == Match(
        "the sender recruits for somebody else", "Pell & Brook, executive search"
    )
    assert match(Criterion("agencies", value=True), replace(facts, agency=None), message, Criteria()) is None


@pytest.mark.parametrize(
    ("test", "limit", "any_test", "too_long"),
    [
        (Assignment(8.0, paid=False), 3.0, True, True),
        (Assignment(3.0, paid=False), 3.0, True, False),
        (Assignment(None, paid=False), 3.0, True, False),
        (Assignment(8.0, paid=True), 3.0, False, False),
    ],
)
def test_unpaid_work_counts_and_its_stated_hours(
    test: Assignment, limit: float, any_test: bool, too_long: bool
) -> None:
    facts = Facts(test=found(test, "a take-home task"))
    message = mail("There is a take-home task.")
    assert (match(Criterion("unpaid_tests", value=True), facts, message, Criteria()) is not None) is any_test
    met = match(Criterion("unpaid_test_hours_over", limit), facts, message, Criteria())
    assert (met is not None) is too_long
    if met:
        assert met.because == "they want 8 hours of work without pay, more than your 3"


@pytest.mark.parametrize(
    ("phrase", "text", "quote"),
    [
        ("like a family", "We are LIKE A  FAMILY here. Join!", "We are LIKE A  FAMILY here."),
        ("rockstar", "We want rockstars.", None),
        ("rock star", "We want a rock-star.", "We want a rock-star."),
        ("like a family", "We are not like a family.", None),
        ("no remote", "There is no remote work here.", "There is no remote work here."),
        ("équipe soudée", "Une Equipe soudee vous attend.", "Une Equipe soudee vous attend."),
    ],
)
def test_phrases_are_found_as_whole_words_whatever_their_case(
    phrase: str, text: str, quote: str | None
) -> None:
    met = match(Criterion("phrases", (phrase,)), Facts(), mail(text), Criteria())
    assert (met.quote if met else None) == quote


def test_a_phrase_in_the_history_does_not_match() -> None:
    message = mail(quoted="> rockstar wanted")
    assert match(Criterion("phrases", ("rockstar",)), Facts(), message, Criteria()) is None


# -- hours, terms and figures that the text states -----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "said", "matches"),
    [
        ("schedule", ("nights",), "The ward works 4 on 4 off nights.", True),
        ("schedule", ("nights",), "There are no nights.", False),
        ("schedule", ("nights",), "We pay two nights in a hotel.", False),
        ("industries", ("arms",), "We are an arms maker. We build hugs, just joking.", False),
        ("industries", ("arms",), "Wij zijn een wapenfabrikant. Grapje! Wij bakken brood.", False),
        ("industries", ("arms",), "Wij zijn een wapenfabrikant uit Luik.", True),
        ("schedule", ("weekends",), "Have a nice weekend!", False),
        ("schedule", ("weekends",), "Could we speak on Saturdays?", False),
        ("schedule", ("weekends",), "You would work every other weekend.", True),
        ("schedule", ("on-call",), "On-call is one week in six.", True),
        ("schedule", ("Schichtdienst",), "Die Stelle ist im Dreischichtbetrieb.", True),
        ("schedule", ("astreintes",), "Le poste comprend une astreinte par mois.", True),
        ("contract", ("temporary",), "It is a 12-month maternity cover.", True),
        ("contract", ("temporary",), "It is a permanent role.", False),
        ("contract", ("Zeitarbeit",), "Die Stelle ist in Arbeitnehmerüberlassung.", True),
        ("contract", ("commission only",), "100 % commission, uncapped.", True),
        ("days_on_site_over", 3, "It is 4 days a week in the office.", True),
        ("days_on_site_over", 3, "It is 2-4 days a week in the office.", False),
        ("days_on_site_over", 3, "It is no more than 4 days in the office.", False),
        ("days_on_site_over", 3, "Location: Pune, work from office, 5 days.", True),
        ("days_on_site_over", 3, "Work from office on Tuesdays.", False),
        ("travel_over", Decimal("0.2"), "There is 30% travel.", True),
        ("travel_over", Decimal("0.2"), "Travel: up to 50%.", False),
        ("travel_over", Decimal("0.2"), "Reiseanteil 20 bis 40 %", False),
        ("travel_over", Decimal("0.2"), "A 30 % bonus, and travel is paid.", False),
        ("rounds_over", 4, "There are six rounds in all.", True),
        ("rounds_over", 4, "After six rounds we would like to meet you once more.", False),
        ("rounds_over", 4, "Follow these six steps to upload your CV.", False),
        ("rounds_over", 4, "I have eight interviews on Monday.", False),
        ("rounds_over", 4, "A process of three to six rounds.", False),
    ],
)
@pytest.mark.parametrize("where", ["text", "quoted", "signature", "forwarded"])
def test_hours_terms_and_figures_count_where_the_job_is_said_to_have_them(
    name: str, value: Any, said: str, where: str, *, matches: bool
) -> None:
    message = mail(said) if where == "text" else mail(**{where: said})
    met = match(Criterion(name, value), Facts(), message, Criteria())
    assert (met is not None) is (matches and where == "text")
    assert met is None or met.quote in said


def test_a_mail_is_vague_that_names_hardly_anything_and_begins_a_conversation() -> None:
    vague = Criterion("vague", value=True)
    met = match(vague, Facts(company=found("Initech", "Initech")), mail(), Criteria())
    assert met == Match("no title, no pay, no place was found in it", met.quote if met else "")
    two = Facts(company=found("Initech", "Initech"), role=found("Tester", "Tester"))
    assert match(vague, two, mail(), Criteria()) is None
    assert match(vague, Facts(), replace(mail(), in_reply_to=("<1@x.example>",)), Criteria()) is None


def test_pay_is_asked_for_where_a_first_mail_names_no_sum() -> None:
    unstated = Criterion("pay_unstated", value=True)
    assert match(unstated, Facts(), mail("Would you talk about a job on Thursday?"), Criteria()) is not None
    assert match(unstated, Facts(), mail("Would you talk? It starts at 58K."), Criteria()) is None
    assert match(unstated, Facts(), replace(mail(), in_reply_to=("<1@x.example>",)), Criteria()) is None


@pytest.mark.parametrize(
    ("place", "mode", "matches"),
    [
        ("Munich", "onsite", True),
        ("Potsdam", "onsite", False),
        ("Munich", "remote", False),
        ("Munich", None, False),
    ],
)
def test_places_other_than_the_allowed_ones_count_where_the_work_is_bound_to_them(
    place: str, mode: str | None, *, matches: bool
) -> None:
    said = f"The team sits in {place}, {mode or 'as said'}."
    facts = Facts(location=found(place, place), work_mode=found(WorkMode(mode), mode) if mode else None)
    criterion = Criterion("places_other_than", ("Berlin", "Potsdam"))
    assert (match(criterion, facts, mail(said), Criteria()) is not None) is matches


def test_a_sender_called_like_something_owned_is_not_the_owner() -> None:
    refused = Criterion("companies", ("Meta",))
    owned = Facts(company=found("Instagram", "Instagram"))
    assert match(refused, owned, mail("Instagram is hiring."), Criteria()) is not None
    assert match(refused, Facts(), sent_by("jo@elsewhere.example", "Instagram"), Criteria()) is None
