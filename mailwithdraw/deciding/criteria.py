"""One matcher for each criterion: what the user declared, held against what the mail explicitly says.

Unknown is never a match, and every match comes with the sender's own words.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TypeGuard, TypeVar

from mailwithdraw.deciding.amounts import Stated, days_on_site, rounds, travel
from mailwithdraw.deciding.families import contract_quote, denied, industry_quote, schedule_quote
from mailwithdraw.deciding.names import belongs_to, names_in_display, organisation_label, same_company
from mailwithdraw.deciding.pay import in_words, is_below, is_least, is_net, names_a_sum, names_more
from mailwithdraw.deciding.places import is_elsewhere, is_workplace, lies_in
from mailwithdraw.deciding.titles import title_has
from mailwithdraw.deciding.words import find_phrases, folded_words, own_words, says, sentence_around
from mailwithdraw.model import Criteria, Criterion, Facts, Found, Message, ReachKind, Salary, WorkMode

T = TypeVar("T")

_MANY_MISSING, _FEW_WORDS = 3, 4
"""So many of title, employer, pay and place must be missing where a mail is vague; a greeting has so few words."""


@dataclass(frozen=True, slots=True)
class Match:
    """A criterion met: one clause in the user's terms (private), and the words of the mail that show it."""

    because: str
    quote: str


Matcher = Callable[[Criterion, Facts, Message, Criteria], Match | None]


def match(criterion: Criterion, facts: Facts, message: Message, criteria: Criteria) -> Match | None:
    """Whether the mail explicitly meets a criterion; a criterion that is not known here never matches."""
    matcher = MATCHERS.get(criterion.name)
    return matcher(criterion, facts, message, criteria) if matcher else None


# -- the matchers, in the order of the table of criteria -------------------------------------------------


def _salary_below(criterion: Criterion, facts: Facts, message: Message, _: Criteria) -> Match | None:
    floor, stated = criterion.value, facts.salary
    if not isinstance(floor, Salary) or floor.minimum is None or not _said(stated, message):
        return None
    pay, top = stated.value, stated.value.maximum
    text = own_words(message)
    if (
        top is None
        or is_net(top, stated.quote, text)
        or (pay.minimum == top and is_least(top, stated.quote, text))
    ):
        return None
    if not is_below(top, pay, floor, criterion.tolerance) or names_more(
        text, floor.minimum * (1 - criterion.tolerance)
    ):
        return None
    subject = "the pay of" if pay.minimum == top else "the top of the range"
    return Match(
        f"{subject} {in_words(top, pay)} is below your {in_words(floor.minimum, floor)}", stated.quote
    )


def _work_mode(criterion: Criterion, facts: Facts, message: Message, _: Criteria) -> Match | None:
    mode = facts.work_mode
    if not _said(mode, message) or mode.value.value not in _words(criterion):
        return None
    return Match(f"the job is {_MODES[mode.value]}", mode.quote)


def _places(criterion: Criterion, facts: Facts, message: Message, _: Criteria) -> Match | None:
    if not _said(facts.location, message) or _is_remote(facts):
        return None
    place = lies_in(facts.location.value, _words(criterion))
    return Match(f"the job is in {place}", facts.location.quote) if place else None


def _places_other_than(criterion: Criterion, facts: Facts, message: Message, _: Criteria) -> Match | None:
    location = facts.location if _said(facts.location, message) else None
    allowed = _words(criterion)
    if location is None or _is_remote(facts) or lies_in(location.value, allowed):
        return None
    if not is_elsewhere(location.value, allowed) or not _is_bound(facts, location, message):
        return None
    return Match(f"the job is in {location.value}, not in {' or '.join(allowed)}", location.quote)


def _relocation(_: Criterion, facts: Facts, message: Message, criteria: Criteria) -> Match | None:
    location = facts.location if _said(facts.location, message) else None
    if _is_remote(facts) or (location and lies_in(location.value, criteria.home)):
        return None
    if _said(facts.relocation, message) and facts.relocation.value:
        return Match("the job needs you to move", facts.relocation.quote)
    if location and is_elsewhere(location.value, criteria.home) and _is_bound(facts, location, message):
        return Match(
            f"the job is in {location.value}, away from {' and '.join(criteria.home)}", location.quote
        )
    return None


def _is_bound(facts: Facts, location: Found[str], message: Message) -> bool:
    """Whether the work is done at the stated place: by a stated mode, or because the place is called that of work."""
    if facts.work_mode is not None:
        return _said(facts.work_mode, message)
    text = own_words(message)
    start = text.find(location.quote)
    return start >= 0 and is_workplace(sentence_around(text, start, start + len(location.quote)), text)


def _companies(criterion: Criterion, facts: Facts, message: Message, _: Criteria) -> Match | None:
    return company_match(_words(criterion), facts, message, "which you do not want")


def _industries(criterion: Criterion, _: Facts, message: Message, __: Criteria) -> Match | None:
    for industry in _words(criterion):
        if quote := industry_quote(industry, own_words(message)):
            return Match(f"the employer's business is {industry}", quote)
    return None


def _schedule(criterion: Criterion, _: Facts, message: Message, __: Criteria) -> Match | None:
    for hours in _words(criterion):
        if quote := schedule_quote(hours, own_words(message)):
            return Match(f"the job has hours you do not want ({hours})", quote)
    return None


def _contract(criterion: Criterion, _: Facts, message: Message, __: Criteria) -> Match | None:
    for terms in _words(criterion):
        if quote := contract_quote(terms, own_words(message)):
            return Match(f"the job is on terms you do not want ({terms})", quote)
    return None


def _days_on_site_over(criterion: Criterion, _: Facts, message: Message, __: Criteria) -> Match | None:
    return _more(
        days_on_site(own_words(message)),
        criterion.value,
        "they want {} days a week on site, more than your {}",
    )


def _travel_over(criterion: Criterion, _: Facts, message: Message, __: Criteria) -> Match | None:
    most = criterion.value * 100 if isinstance(criterion.value, Decimal) else None
    return _more(travel(own_words(message)), most, "travel takes {} % of the time, more than your {} %")


def _rounds_over(criterion: Criterion, _: Facts, message: Message, __: Criteria) -> Match | None:
    return _more(rounds(own_words(message)), criterion.value, "there are {} rounds, more than your {}")


def _more(stated: Stated | None, most: object, because: str) -> Match | None:
    if stated is None or not isinstance(most, int | float | Decimal) or stated.least <= most:
        return None
    return Match(because.format(stated.least, f"{float(most):g}"), stated.quote)


def _pay_unstated(_: Criterion, facts: Facts, message: Message, __: Criteria) -> Match | None:
    if not _opens(facts, message) or facts.salary or names_a_sum(own_words(message)):
        return None
    return Match("no pay was found in it", _first_words(message))


def _vague(_: Criterion, facts: Facts, message: Message, __: Criteria) -> Match | None:
    place = facts.location or facts.work_mode
    if not _opens(facts, message):
        return None
    pay = facts.salary or names_a_sum(own_words(message))
    told = {"title": facts.role, "employer": facts.company, "pay": pay, "place": place}
    missing = [name for name, fact in told.items() if not fact]
    if len(missing) < _MANY_MISSING:
        return None
    return Match(f"no {', no '.join(missing)} was found in it", _first_words(message))


def _opens(facts: Facts, message: Message) -> bool:
    """Whether a mail begins a conversation, so that nothing it leaves out was told before."""
    return not (message.in_reply_to or message.quoted or facts.applied or facts.met)


def _first_words(message: Message) -> str:
    """The beginning of the first line that is more than a greeting: the words one would answer."""
    lines = (line for line in message.text.splitlines() if len(line.split()) > _FEW_WORDS)
    line = next(lines, "")
    return sentence_around(line, 0, 1) or message.subject


def _roles(criterion: Criterion, facts: Facts, message: Message, criteria: Criteria) -> Match | None:
    if not _said(facts.role, message) or is_wanted_role(facts, criteria):
        return None
    refused = next((role for role in _words(criterion) if title_has(facts.role.value, role)), None)
    return (
        Match(f'the role "{facts.role.value}" is one you do not want ({refused})', facts.role.quote)
        if refused
        else None
    )


def _seniority(criterion: Criterion, facts: Facts, message: Message, _: Criteria) -> Match | None:
    level = facts.seniority
    if not _said(level, message) or level.value not in _words(criterion):
        return None
    return Match(f"the level is {level.value}", level.quote)


def _agencies(_: Criterion, facts: Facts, message: Message, __: Criteria) -> Match | None:
    agency = facts.agency
    if agency is None or not agency.value or not _signed(agency, message):
        return None
    return Match("the sender recruits for somebody else", agency.quote)


def _unpaid_tests(_: Criterion, facts: Facts, message: Message, __: Criteria) -> Match | None:
    if not _said(facts.test, message) or facts.test.value.paid:
        return None
    return Match("they want work done without pay", facts.test.quote)


def _unpaid_test_hours_over(
    criterion: Criterion, facts: Facts, message: Message, _: Criteria
) -> Match | None:
    if not _said(facts.test, message) or facts.test.value.paid or facts.test.value.hours is None:
        return None
    hours, most = facts.test.value.hours, criterion.value
    if not isinstance(most, int | float) or hours <= most:
        return None
    return Match(f"they want {hours:g} hours of work without pay, more than your {most:g}", facts.test.quote)


def _phrases(criterion: Criterion, _: Facts, message: Message, __: Criteria) -> Match | None:
    for phrase in _words(criterion):
        for start, end in find_phrases([folded_words(phrase)], message.text):
            sentence = sentence_around(message.text, start, end)
            if not denied(sentence) or denied(phrase):
                return Match(f'the mail says "{message.text[start:end]}"', sentence)
    return None


MATCHERS: Mapping[str, Matcher] = MappingProxyType(
    {
        "salary_below": _salary_below,
        "work_mode": _work_mode,
        "places": _places,
        "places_other_than": _places_other_than,
        "relocation": _relocation,
        "companies": _companies,
        "industries": _industries,
        "schedule": _schedule,
        "contract": _contract,
        "days_on_site_over": _days_on_site_over,
        "travel_over": _travel_over,
        "roles": _roles,
        "seniority": _seniority,
        "agencies": _agencies,
        "unpaid_tests": _unpaid_tests,
        "unpaid_test_hours_over": _unpaid_test_hours_over,
        "rounds_over": _rounds_over,
        "pay_unstated": _pay_unstated,
        "vague": _vague,
        "phrases": _phrases,
    }
)
"""By the names of `config.criteria.CRITERIA`."""

_MODES = {WorkMode.REMOTE: "remote", WorkMode.HYBRID: "hybrid", WorkMode.ONSITE: "on site"}


# -- shared with the verdict -------------------------------------------------------------------------------


def company_match(names: Iterable[str], facts: Facts, message: Message, what: str) -> Match | None:
    """Whether the employer is one of these, or owned by one; or the sender's organisation is, by whole name.

    Who is only known by a display name or a domain may be a person called like what somebody owns: "Marcus".
    """
    for name in names:
        if facts.company and belongs_to(facts.company.value, name) and _signed(facts.company, message):
            return Match(f"the employer is {name}, {what}", facts.company.quote)
        author = message.author
        if author is None:
            continue
        own = facts.system is None or facts.system.reply is ReachKind.HUMAN
        if own and same_company(organisation_label(author.domain), name):
            return Match(f"the sender writes from {name}, {what}", author.email)
        if any(same_company(shown, name) for shown in names_in_display(author.name)):
            return Match(f"the sender writes for {name}, {what}", author.name)
    return None


def is_wanted_role(facts: Facts, criteria: Criteria) -> bool:
    """Whether the role is one the user declared to want; wanting beats refusing."""
    return facts.role is not None and any(title_has(facts.role.value, role) for role in criteria.wanted_roles)


def _said(found: Found[T] | None, message: Message) -> TypeGuard[Found[T]]:
    """Whether a fact is stated, and in words the sender newly wrote: not in history, signature or disclaimer."""
    return found is not None and says(own_words(message), found.quote)


def _signed(found: Found[T], message: Message) -> bool:
    """Whether a fact about the sender stands in their words, their signature or their From."""
    froms = [f"{address.name} {address.email}" for address in message.from_]
    return any(says(text, found.quote) for text in (own_words(message), message.signature, *froms))


def _is_remote(facts: Facts) -> bool:
    return facts.work_mode is not None and facts.work_mode.value is WorkMode.REMOTE


def _words(criterion: Criterion) -> tuple[str, ...]:
    return criterion.value if isinstance(criterion.value, tuple) else ()
