"""Known sending systems: one verdict per address, domains by whole labels."""

import pytest
from reading.facts.mails import mail, sender

from mailwithdraw.model import Address, ReachKind
from mailwithdraw.reading.senders import judged, system_of, within


@pytest.mark.parametrize(
    ("address", "name", "reply"),
    [
        ("no-reply@us.greenhouse-mail.io", "Greenhouse", ReachKind.DEAD),
        ("jane@eu.greenhouse-mail.io", "Greenhouse", ReachKind.HUMAN),
        ("news@us.greenhouse-jobs.com", "Greenhouse job alerts", ReachKind.DEAD),
        ("no-reply@hire.lever.co", "Lever", ReachKind.DEAD),
        ("jane.roe@hire.lever.co", "Lever", ReachKind.HUMAN),
        ("no-reply@ashbyhq.com", "Ashby", ReachKind.DEAD),
        ("acme@myworkday.com", "Workday", ReachKind.PORTAL),
        ("acme+autoreply@talent.icims.com", "iCIMS", ReachKind.PORTAL),
        ("acme+email+77ab-91cd@talent.icims.com", "iCIMS", ReachKind.TOKEN),
        ("notification@smartrecruiters.com", "SmartRecruiters", ReachKind.HUMAN),
        ("acme_staffing@invalidemail.com", "Taleo", ReachKind.PORTAL),
        ("system@successfactors.eu", "SuccessFactors", ReachKind.PORTAL),
        ("jane.acme@recruitee-mailbox.com", "Recruitee", ReachKind.TOKEN),
        ("conversations@message.teamtailor.com", "Teamtailor", ReachKind.TOKEN),
        ("no-reply@message.teamtailor.com", "Teamtailor", ReachKind.PORTAL),
        ("acme-jobs@m.personio.de", "Personio", ReachKind.TOKEN),
        ("7f3c21+b2d9@inbound.workablemail.com", "Workable", ReachKind.TOKEN),
        ("noreply@candidates.workablemail.com", "Workable", ReachKind.PORTAL),
        ("no-reply@acme.breezy-mail.com", "Breezy", ReachKind.DEAD),
        ("scheduling@goodtime.io", "GoodTime", ReachKind.DEAD),
        ("notifications@calendly.com", "Calendly", ReachKind.DEAD),
        ("hello@cal.com", "Cal.com", ReachKind.DEAD),
        ("no-reply@hirevue.com", "HireVue", ReachKind.DEAD),
        ("inmail-hit-reply@linkedin.com", "LinkedIn", ReachKind.RELAY),
        ("messages-noreply@linkedin.com", "LinkedIn", ReachKind.PORTAL),
        ("jane-abc123@indeedemail.com", "Indeed", ReachKind.RELAY),
        ("donotreply@match.indeed.com", "Indeed", ReachKind.PORTAL),
        ("conversation-1_ab@remail.wellfound.com", "Wellfound", ReachKind.TOKEN),
        ("no-reply@remail.wellfound.com", "Wellfound", ReachKind.PORTAL),
        ("mailrobot@mail.xing.com", "XING", ReachKind.PORTAL),
        ("jane+YWNtZS5leGFtcGxl@naukri.com", "Naukri", ReachKind.RELAY),
    ],
)
def test_each_address_has_its_own_verdict(address: str, name: str, reply: ReachKind) -> None:
    found = judged(Address(address))
    assert found is not None
    assert (found.name, found.reply, found.address) == (name, reply, address)


@pytest.mark.parametrize(
    "address",
    [
        "a@greenhouse-mail.io.evil.example",
        "a@notlever.co",
        "a@mycal.com",
        "jane@acme.example",
        "jane@google.com",
        "broken",
        "",
    ],
)
def test_a_lookalike_or_an_employers_own_domain_is_no_system(address: str) -> None:
    assert judged(Address(address)) is None


def test_domains_match_by_whole_labels() -> None:
    assert within("us.greenhouse-mail.io", "greenhouse-mail.io")
    assert not within("xgreenhouse-mail.io", "greenhouse-mail.io")


def test_the_reply_address_is_judged_before_the_from_address() -> None:
    message = mail(
        **sender("no-reply@remail.wellfound.com", "Jane via Wellfound"),
        reply_to=(Address("conversation-9_f@remail.wellfound.com"),),
    )
    found = system_of(message)
    assert found is not None
    assert (found.reply, found.address) == (ReachKind.TOKEN, "conversation-9_f@remail.wellfound.com")


def test_a_person_written_for_by_a_system_stays_reachable() -> None:
    message = mail(**sender("jane@acme.example", "Jane Roe"), sender=Address("bounce@us.greenhouse-mail.io"))
    found = system_of(message)
    assert found is not None
    assert (found.name, found.reply, found.address) == ("Greenhouse", ReachKind.HUMAN, "jane@acme.example")


def test_mail_of_no_system_has_none() -> None:
    assert system_of(mail()) is None
    assert system_of(mail(from_=())) is None


def test_where_nobody_reads_replies_the_table_says_where_to_withdraw() -> None:
    found = judged(Address("acme@myworkday.com"))
    assert found is not None
    assert found.withdraw_at == "Candidate Home on the employer's career site"
