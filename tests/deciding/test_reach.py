"""An answer goes to the person who asked: not to a robot, a list, oneself or a diversion."""

import pytest
from invitations import found, invite, mail, sent_by

from mailwithdraw.deciding.reach import is_dead, reach
from mailwithdraw.model import Address, Contact, Facts, Link, ReachKind, System


def with_reply_to(author: str, *reply_to: str) -> tuple[ReachKind, str | None]:
    message = sent_by(author, reply_to=tuple(Address(email) for email in reply_to))
    answer = reach(message, Facts(), ("sam@example.com",))
    return answer.kind, answer.address.email if answer.address else None


def test_a_person_is_answered_at_their_own_address_and_by_name() -> None:
    answer = reach(mail(), Facts())
    assert (answer.kind, answer.address) == (ReachKind.HUMAN, Address("jo.roe@initech.example", "Jo Roe"))


@pytest.mark.parametrize(
    ("author", "reply_to", "answered"),
    [
        ("jo@initech.example", "talent@initech.example", "talent@initech.example"),
        ("no-reply@jobs.example", "jo@initech.example", "jo@initech.example"),
        ("jo@jobboard.example", "jo.roe@initech.example", "jo.roe@initech.example"),
        ("jo@initech.example", "noreply@initech.example", "jo@initech.example"),
        ("jo@initech.example", "initech.hr@gmail.com", "jo@initech.example"),
        ("jo@gmail.com", "jo.roe@outlook.com", "jo.roe@outlook.com"),
        ("jo@brightloom.example", "jo@brightlom.example", "jo@brightloom.example"),
        ("jo@initech.example", "sam@example.com", "jo@initech.example"),
        ("jo@initech.example", "not an address", "jo@initech.example"),
    ],
)
def test_reply_to_counts_unless_it_looks_like_a_diversion(author: str, reply_to: str, answered: str) -> None:
    assert with_reply_to(author, reply_to) == (ReachKind.HUMAN, answered)


def test_the_second_reply_to_serves_where_the_first_is_oneself() -> None:
    assert with_reply_to("no-reply@a.example", "Sam@Example.com", "jo@a.example") == (
        ReachKind.HUMAN,
        "jo@a.example",
    )


@pytest.mark.parametrize(
    "local",
    """no-reply noreply NoReply no.reply no_reply-1234 donotreply do-not-reply DoNotReply.Careers notifications notification
    mailer-daemon postmaster bounce bounces+sam=example.com jobs-noreply careers.no-reply mailrobot autoreply
    nicht-antworten keine-antwort ne-pas-repondre nao-responda no-responder non-rispondere system alerts unmonitored""".split(),  # noqa: SIM905 - a list of words reads better as a line
)
def test_mailboxes_nobody_reads_are_dead(local: str) -> None:
    assert is_dead(f"{local}@initech.example")
    assert with_reply_to(f"{local}@initech.example") == (ReachKind.DEAD, None)


@pytest.mark.parametrize(
    "local",
    [
        "jo",
        "noor",
        "noreen.replyson",
        "norepli",
        "careers",
        "hr",
        "alerta",
        "systems.lead",
        "bouncer",
        "robotics",
    ],
)
def test_names_that_only_look_dead_are_alive(local: str) -> None:
    assert not is_dead(f"{local}@initech.example")


def test_a_person_named_in_the_mail_rescues_a_dead_address() -> None:
    facts = Facts(
        contact=Contact(found("Jo Roe", "Jo Roe"), found("jo@initech.example", "jo@initech.example"))
    )
    answer = reach(sent_by("no-reply@initech.example"), facts)
    assert (answer.kind, answer.address) == (ReachKind.HUMAN, Address("jo@initech.example", "Jo Roe"))


def test_the_organizer_rescues_a_calendar_robot() -> None:
    message = sent_by("calendar@initech.example", calendars=(invite("jo@initech.example"),))
    answer = reach(message, Facts())
    assert answer.address == Address("jo@initech.example")


def test_a_doubtful_mailbox_is_answered_where_nobody_is_named() -> None:
    assert with_reply_to("agenda@initech.example") == (ReachKind.HUMAN, "agenda@initech.example")


def test_a_named_person_does_not_replace_one_who_can_be_answered() -> None:
    facts = Facts(contact=Contact(email=found("boss@initech.example", "boss@initech.example")))
    assert reach(mail(), facts).address == Address("jo.roe@initech.example", "Jo Roe")


def test_nobody_is_rescued_by_oneself_or_another_robot() -> None:
    for email in ("sam@example.com", "no-reply@initech.example"):
        facts = Facts(contact=Contact(email=found(email, email)))
        assert reach(sent_by("no-reply@initech.example"), facts, ("sam@example.com",)).kind is ReachKind.DEAD


@pytest.mark.parametrize("kind", [ReachKind.TOKEN, ReachKind.RELAY])
def test_a_known_system_says_what_becomes_of_an_answer(kind: ReachKind) -> None:
    email = "no-reply-but-a-token@remail.wellfound.com"
    facts = Facts(system=System("Wellfound", kind, "the site", email))
    answer = reach(sent_by(email), facts)
    assert (answer.kind, answer.address) == (kind, Address(email))


def test_a_systems_verdict_on_one_address_says_nothing_of_another() -> None:
    facts = Facts(system=System("Greenhouse", ReachKind.DEAD, "", "no-reply@us.greenhouse-mail.io"))
    message = sent_by("no-reply@us.greenhouse-mail.io", reply_to=(Address("jo@initech.example"),))
    assert reach(message, facts).address == Address("jo@initech.example")


def test_where_only_a_portal_takes_answers_the_user_is_told_which() -> None:
    facts = Facts(
        system=System("Workday", ReachKind.PORTAL, "the employer's career site", "initech@myworkday.com")
    )
    answer = reach(sent_by("initech@myworkday.com"), facts)
    assert (answer.kind, answer.address, answer.portal) == (
        ReachKind.PORTAL,
        None,
        "the employer's career site",
    )


def test_a_dead_systems_advice_is_kept_though_it_is_no_portal() -> None:
    facts = Facts(
        system=System("HireVue", ReachKind.DEAD, "a mail to the recruiter", "noreply@hirevue-app.eu")
    )
    answer = reach(sent_by("noreply@hirevue-app.eu"), facts)
    assert (answer.kind, answer.address, answer.portal) == (ReachKind.DEAD, None, "a mail to the recruiter")


def test_a_link_to_an_applicants_site_is_where_to_withdraw() -> None:
    links = (
        Link("https://jobs.example/unsubscribe", "Unsubscribe"),
        Link("https://jobs.example/a", "Your application"),
    )
    answer = reach(sent_by("no-reply@jobs.example", links=links), Facts())
    assert (answer.kind, answer.portal) == (ReachKind.PORTAL, 'the link "Your application" in the mail')
    assert reach(sent_by("no-reply@jobs.example", links=links[:1]), Facts()).kind is ReachKind.DEAD


def test_a_mailing_list_is_never_answered() -> None:
    message = mail(
        reply_to=(Address("jobs@lists.example"),), headers={"list-post": ("<mailto:jobs@lists.example>",)}
    )
    assert reach(message, Facts()).address == Address("jo.roe@initech.example", "Jo Roe")


def test_a_mail_without_any_address_reaches_nobody() -> None:
    assert reach(mail(from_=()), Facts()).kind is ReachKind.DEAD
